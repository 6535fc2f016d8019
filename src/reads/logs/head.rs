//! What stands before the time in a line of the format `combined`: the client, and perhaps the
//! virtual host, a user, and what others put before the line on its way.
//!
//! ```text
//! 192.0.2.1 - - [
//! highland.example:443 192.0.2.1 - - [
//! Nov 24 10:00:00 web1 nginx: 192.0.2.1 - - [
//! <190>1 2026-11-24T10:00:00.123Z web1 nginx 123 - - 192.0.2.1 - - [
//! web-1  | 192.0.2.1 - - [
//! 2026-11-24T10:00:00.123456789Z stdout F 192.0.2.1 - - [
//! ```
//!
//! The third is of syslog as RFC 3164 and journald have it, the fourth of RFC 5424, which has a mark
//! (U+FEFF) before a text in UTF-8, the others of Docker, which has colours for a terminal, and of
//! Kubernetes. There are more, so none of them is read by its own rules: the client
//! is where an address stands before a user.

use std::borrow::Cow;
use std::ops::Range;

use super::MARK;
use super::client::{address, without_port};
use super::request::Problem;

/// The client, and the virtual host if one is there, as they were written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    pub host: Option<&'a [u8]>,
    pub client: &'a [u8],
}

/// Reads what stands before the bracket of the time.
///
/// # Errors
/// There is no client, or nobody knows where.
pub(super) fn before_the_time(head: &[u8]) -> Result<Head<'_>, Problem> {
    let head = without_signs(head);
    let mut fields = head.split(|byte| *byte == b' ');
    let [first, second, third, fourth] = std::array::from_fn(|_| fields.next().unwrap_or_default());
    let is_short = fourth.is_empty() && fields.next().is_none();
    if is_short && !first.is_empty() && !second.is_empty() && !third.is_empty() {
        // The second is `-` in nearly every log, as nobody asks who is logged in at the client.
        // lighttpd has the host there.
        let host = Some(second).filter(|second| *second != b"-" && is_host(second));
        return Ok(Head { host, client: first });
    }
    if is_short {
        return Err("there is no client".into());
    }
    let fields = fields_of(head);
    let head = Fields { head, fields: &fields }.read();
    head.ok_or(Cow::Borrowed(
        "what stands before the time has no address followed by a user or `-`: it is in another \
         format than `combined`",
    ))
}

/// More fields than any prefix has.
const MOST_FIELDS: usize = 64;

fn fields_of(head: &[u8]) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut from = 0;
    for field in head.split(|byte| *byte == b' ').take(MOST_FIELDS) {
        let end = from + field.len();
        let start = end - without_signs(field).len();
        if start < end {
            fields.push(start..end);
        }
        from = end + 1;
    }
    fields
}

/// What comes after the signs that are no letters of a field: the mark of a text in UTF-8 (RFC
/// 5424, section 6.4), and colours of a terminal.
pub(super) fn without_signs(mut field: &[u8]) -> &[u8] {
    while let Some(0xef | 0x1b) = field.first() {
        let rest = field.strip_prefix(MARK).or_else(|| without_colour(field));
        let Some(rest) = rest else { break };
        field = rest;
    }
    field
}

/// What comes after `ESC[36m`.
fn without_colour(field: &[u8]) -> Option<&[u8]> {
    let numbers = field.strip_prefix(b"\x1b[")?;
    let end = numbers.iter().position(|byte| !byte.is_ascii_digit() && *byte != b';')?;
    (numbers[end] == b'm').then(|| &numbers[end + 1..])
}

struct Fields<'a, 'f> {
    head: &'a [u8],
    fields: &'f [Range<usize>],
}

impl<'a> Fields<'a, '_> {
    fn read(&self) -> Option<Head<'a>> {
        // Whoever logs in may have a name like an address, but stands after the client.
        let mut clients = (0..self.fields.len()).filter_map(|at| Some((at, self.list(at)?)));
        let first = clients.next();
        let found = match first {
            Some((0, _)) => first,
            _ => clients.next_back().or(first),
        };
        match found {
            Some((at, end)) => {
                let client = &self.head[self.fields[at].start..self.fields[end].end];
                Some(Head { host: self.host_before(at), client })
            }
            None => self.named().or_else(|| self.before_a_host()),
        }
    }

    fn get(&self, at: usize) -> &'a [u8] {
        self.fields.get(at).map_or(&[], |field| &self.head[field.clone()])
    }

    /// The last field of the list of addresses that begins with this one, and is followed by
    /// what RFC 1413 says of the client, or `-`, and by a user.
    fn list(&self, at: usize) -> Option<usize> {
        let is_in_list = |field: &[u8]| {
            let field = field.strip_suffix(b",").unwrap_or(field);
            let inner = field.strip_prefix(b"\"").and_then(|field| field.strip_suffix(b"\""));
            address(without_port(inner.unwrap_or(field))).is_some()
        };
        let mut end = at;
        while self.get(end).ends_with(b",") {
            end += 1;
        }
        let after = self.fields.len().checked_sub(end + 1)?;
        let is_followed = after == 2 || after > 2 && self.get(end + 1) == b"-";
        let has_address = (at..=end).any(|at| is_in_list(self.get(at)));
        // A list is one from its start.
        let is_start = at == 0 || !self.get(at - 1).ends_with(b",");
        (is_followed && has_address && is_start).then_some(end)
    }

    /// The virtual host before the client, which stands at the start of the line, or after what
    /// a prefix ends with.
    fn host_before(&self, client: usize) -> Option<&'a [u8]> {
        let host = self.get(client.checked_sub(1)?);
        let is_here = match client {
            1 => is_name(host),
            _ => ends_a_prefix(self.get(client - 2)) && !ends_a_prefix(host) && is_host(host),
        };
        is_here.then_some(host)
    }

    /// As lighttpd has it, where whoever is logged in has a name of several words.
    fn before_a_host(&self) -> Option<Head<'a>> {
        let (client, host) = (self.get(0), self.get(1));
        let has_prefix = (2..self.fields.len()).any(|at| ends_a_prefix(self.get(at)));
        let is_here = address(without_port(client)).is_some() && is_host(host) && !has_prefix;
        is_here.then_some(Head { host: Some(host), client })
    }

    /// Where the server looks up the names of clients.
    fn named(&self) -> Option<Head<'a>> {
        let [first, second, third] = [self.get(0), self.get(1), self.get(2)];
        if second == b"-" && third == b"-" && self.get(3) == b"-" && is_name(first) {
            return Some(Head { host: Some(first), client: second });
        }
        if second == b"-" && is_name(first) {
            return Some(Head { host: None, client: first });
        }
        let has_host = third == b"-" && self.fields.len() > 3;
        let is_both = has_host && is_name(first) && is_name(second);
        is_both.then_some(Head { host: Some(first), client: second })
    }
}

/// What a prefix may end with: `nginx:`, `nginx[123]:`, `|` of Docker, `F` and `P` of Kubernetes,
/// and the end of the structured data of RFC 5424.
fn ends_a_prefix(field: &[u8]) -> bool {
    matches!(field, b"|" | b"F" | b"P" | b"-") || field.ends_with(b":") || field.ends_with(b"]")
}

/// Whether it is a name, perhaps with a port.
fn is_name(field: &[u8]) -> bool {
    let (name, has_port) = split_port(field);
    let name = name.strip_suffix(b".").unwrap_or(name);
    if field.starts_with(b"[") {
        return address(without_port(name)).is_some();
    }
    let is_in_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._".contains(byte);
    let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    // The last label of a name is no number (RFC 3696, section 2): it would be a time.
    let is_number = last.iter().all(u8::is_ascii_digit) && address(name).is_none();
    has_port.unwrap_or(true) && name.iter().all(is_in_name) && !is_number
}

/// The name, and whether what stands after its colon is a port.
fn split_port(field: &[u8]) -> (&[u8], Option<bool>) {
    match field.iter().rposition(|byte| *byte == b':') {
        Some(colon) if !field.ends_with(b"]") => {
            let port = &field[colon + 1..];
            let is_port = !port.is_empty() && port.iter().all(u8::is_ascii_digit);
            (&field[..colon], Some(is_port))
        }
        _ => (field, None),
    }
}

/// Whether it is a host rather than the name of a user: it has a dot or a port, or is this
/// machine.
fn is_host(field: &[u8]) -> bool {
    let is_full = field.iter().any(|byte| matches!(byte, b'.' | b':')) || field == b"localhost";
    is_full && is_name(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(head: &str) -> String {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        match before_the_time(format!("{head} ").as_bytes()) {
            Ok(Head { host, client }) => {
                format!("{} {}", host.map_or("none".into(), text), text(client))
            }
            Err(_) => "another format".into(),
        }
    }

    /// What stands before the time, and host and client in it.
    const HEADS: [(&str, &str); 27] = [
        ("192.0.2.1 - -", "none 192.0.2.1"),
        ("192.0.2.1 - anna", "none 192.0.2.1"),
        ("192.0.2.1 ident anna", "none 192.0.2.1"),
        ("192.0.2.1 - anna lena voss", "none 192.0.2.1"),
        ("192.0.2.1 - 10.0.0.1 - x", "none 192.0.2.1"),
        ("192.0.2.1 highland.example -", "highland.example 192.0.2.1"),
        ("192.0.2.1 localhost:8080 anna", "localhost:8080 192.0.2.1"),
        ("192.0.2.1 [::1]:8080 -", "[::1]:8080 192.0.2.1"),
        ("192.0.2.1, 198.51.100.7 - -", "none 192.0.2.1, 198.51.100.7"),
        ("unknown, 192.0.2.1, 198.51.100.7 - -", "none unknown, 192.0.2.1, 198.51.100.7"),
        ("highland.example:443 192.0.2.1 - -", "highland.example:443 192.0.2.1"),
        ("highland 2001:db8::1 - anna voss", "highland 2001:db8::1"),
        ("[2001:db8::1]:80 2001:db8::7 - anna", "[2001:db8::1]:80 2001:db8::7"),
        ("192.0.2.80:80 192.0.2.1 - -", "192.0.2.80:80 192.0.2.1"),
        ("highland.example 192.0.2.1, 10.0.0.1 - -", "highland.example 192.0.2.1, 10.0.0.1"),
        ("highland.example desk.example - -", "highland.example desk.example"),
        ("desk.example - anna voss", "none desk.example"),
        ("desk.example - -", "none desk.example"),
        ("highland.example:443 - - -", "highland.example:443 -"),
        ("[2001:db8::1]:4711 - -", "none [2001:db8::1]:4711"),
        ("\"192.0.2.1\" - -", "none \"192.0.2.1\""),
        ("_ 192.0.2.1 - -", "_ 192.0.2.1"),
        ("- 192.0.2.1 - -", "- 192.0.2.1"),
        ("192.0.2.1 highland.example anna voss", "highland.example 192.0.2.1"),
        ("2001:db8::1 highland.example:80 anna lena voss", "highland.example:80 2001:db8::1"),
        ("\u{feff}192.0.2.1 - -", "none 192.0.2.1"),
        ("\u{1b}[32m192.0.2.1 - -", "none 192.0.2.1"),
    ];

    /// What syslog, journald and containers put before a line.
    const PREFIXES: [&str; 20] = [
        "Nov 24 10:00:00 web1 nginx: ",
        "Nov  4 10:00:00 web1 nginx[123]: ",
        "<190>Nov 24 10:00:00 web1 nginx: ",
        "Nov 24 10:00:00 10.0.0.5 nginx: ",
        "Nov 24 10:00:00.123456 web1.example nginx[123]: ",
        "2026-11-24T10:00:00.123456+04:00 web1 nginx: ",
        "2026-11-24T10:00:00+0400 web1 nginx[1]: ",
        "<190>1 2026-11-24T10:00:00.123Z 10.0.0.5 nginx 123 - - ",
        "<190>1 2026-11-24T10:00:00.123Z web1 nginx 123 access [a@1 b=\"c d\"] ",
        "Tue 2026-11-24 10:00:00 UTC web1 nginx[123]: ",
        "1795500000.123456 web1 nginx[123]: ",
        "[12345.678901] web1 nginx[123]: ",
        "web-1  | ",
        "web-1  | 2026-11-24T10:00:00.123456789Z ",
        "2026-11-24T10:00:00.123456789Z ",
        "2026-11-24T10:00:00.123456789+00:00 stdout F ",
        "[pod/web-1/nginx] ",
        "<190>1 2026-11-24T10:00:00.123Z web1 nginx 123 - - \u{feff}",
        "2026-11-24T10:00:00+04:00 web1 nginx: \u{feff}",
        "\u{1b}[36mweb-1  | \u{1b}[0m",
    ];

    #[test]
    fn host_and_client_are_found() {
        for (head, wanted) in HEADS {
            assert_eq!(told(head), wanted, "{head}");
        }
    }

    #[test]
    fn a_prefix_is_passed_over() {
        for prefix in PREFIXES {
            for client in ["192.0.2.1", "2001:db8::1", "192.0.2.1:4711", "192.0.2.1, 10.0.0.1"] {
                for user in ["- -", "- anna", "- anna voss"] {
                    let head = format!("{prefix}{client} {user}");
                    assert_eq!(told(&head), format!("none {client}"), "{head}");
                }
            }
        }
        // The host is known where a prefix is seen to end.
        for prefix in PREFIXES.iter().filter(|prefix| !prefix.ends_with("Z ")) {
            let head = format!("{prefix}highland.example:443 192.0.2.1 - -");
            assert_eq!(told(&head), "highland.example:443 192.0.2.1", "{head}");
        }
    }

    #[test]
    fn what_has_no_client_is_another_format() {
        for prefix in PREFIXES {
            for client in ["desk.example", "-", "unix:", ""] {
                let head = format!("{prefix}{client} - -");
                if prefix.split_whitespace().count() > 1 {
                    assert_eq!(told(&head), "another format", "{head}");
                }
            }
        }
        for head in ["", "-", "- -", "a b", "nginx: x - -", "a b c d", "a b c d e f"] {
            assert_eq!(told(head), "another format", "{head}");
        }
        let many = "x ".repeat(10_000);
        assert_eq!(told(&format!("{many}192.0.2.1 - -")), "another format");
    }
}
