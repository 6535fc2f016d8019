//! A request of a log, whichever server wrote it, and what it asked for.

use std::borrow::Cow;

use jiff::Timestamp;
use memchr::memchr2;

use super::fields::Parts;

/// What is wrong with a line.
pub(super) type Problem = Cow<'static, str>;

/// A line of a log, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// The virtual host, with its port if it was written, as it was written.
    pub host: Option<Cow<'a, [u8]>>,
    /// The address of the client without its port, or its name; empty if there was no success
    /// and no client is known.
    pub client: Cow<'a, [u8]>,
    /// When it asked.
    pub time: Timestamp,
    /// `GET`; empty where the client sent something else than HTTP.
    pub method: Cow<'a, [u8]>,
    /// What it asked for: mostly a path, with its query.
    pub target: Cow<'a, [u8]>,
    /// The status of the answer.
    pub status: u16,
    /// What the client calls itself; empty if it does not.
    pub agent: Cow<'a, [u8]>,
    /// Whether a browser asked for what its reader may never look at.
    pub is_prefetch: bool,
    /// The parts that were in a place that somebody named for them, if only as `-`.
    pub(super) in_named_places: Parts,
}

/// The client of a request with this status. One that had no success is nobody's read, so nobody
/// need have sent it: some servers have no client of what was no HTTP.
pub(super) fn client_of<'a>(
    client: Option<Cow<'a, [u8]>>,
    status: u16,
) -> Result<Cow<'a, [u8]>, Problem> {
    match client {
        None if is_success(status) => Err("there is no client".into()),
        client => Ok(client.unwrap_or_default()),
    }
}

fn is_success(status: u16) -> bool {
    matches!(status, 200 | 304)
}

/// Whether what `Sec-Purpose` has, or another header of before, says that a browser asks for what
/// its reader may never look at: <https://wicg.github.io/nav-speculation/prefetch.html>.
pub(super) fn is_ahead(purpose: &[u8]) -> bool {
    let is_there = |name: &[u8]| memchr::memmem::find(purpose, name).is_some();
    is_there(b"prefetch") || is_there(b"prerender") || is_there(b"preview")
}

/// A longer address is none of a page: no browser's bar and no server takes it.
const LONGEST: usize = 4096;

impl Request<'_> {
    /// Whether the page was there: 200, or 304, which is what a browser gets that has
    /// it already and shows it again. 206 is a part of a file, as players ask for it.
    pub fn is_successful(&self) -> bool {
        is_success(self.status)
    }

    /// Writes the address of the page that was asked for: a path as it was sent, after
    /// `https://` and the virtual host if the line has one, or the URL that was sent.
    /// It is in ASCII, and has no query and no fragment. None if it was no page: a
    /// page's path ends with a slash, `.` or `..`, in a name without a dot, in what pages of other
    /// programs end in, or in a number, which is no kind of file.
    pub fn page<'a>(&self, address: &'a mut String) -> Option<&'a str> {
        let target = &*self.target;
        let end = memchr2(b'?', b'#', target).unwrap_or(target.len());
        let target = &target[..end];
        let is_path = target.first() == Some(&b'/');
        let (path, target) = match is_path {
            // Of several slashes servers make one, and `//` would be followed by a host.
            true => (one_slash(target), one_slash(target)),
            false => (path_of_url(target)?, target),
        };
        if target.len() > LONGEST || !is_page(path) {
            return None;
        }
        address.clear();
        // `_` is how nginx's own examples name a server of all hosts.
        let is_host = |host: &&[u8]| is_path && !matches!(*host, b"-" | b"_");
        if let Some(host) = self.host.as_deref().filter(is_host) {
            address.push_str("https://");
            push_host(address, host)?;
        }
        push_ascii(address, target);
        Some(address)
    }
}

fn one_slash(path: &[u8]) -> &[u8] {
    let slashes = path.iter().take_while(|byte| **byte == b'/').count();
    &path[slashes.saturating_sub(1)..]
}

/// What addresses of pages end in: where a story was before, another program may have made it.
const ENDS_OF_PAGES: [&[u8]; 10] =
    [b"html", b"htm", b"xhtml", b"shtml", b"php", b"asp", b"aspx", b"jsp", b"cfm", b"do"];

fn is_page(path: &[u8]) -> bool {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    match name.iter().rposition(|byte| *byte == b'.') {
        None => true,
        Some(_) if matches!(name, b"." | b"..") => true,
        Some(dot) => {
            let end = &name[dot + 1..];
            ENDS_OF_PAGES.iter().any(|known| end.eq_ignore_ascii_case(known))
                || !end.is_empty() && end.iter().all(u8::is_ascii_digit)
        }
    }
}

/// The path of a URL, which is empty if it names a host only.
fn path_of_url(url: &[u8]) -> Option<&[u8]> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme.as_bytes()).then_some(rest)
    })?;
    let slash = rest.iter().position(|byte| *byte == b'/');
    Some(slash.map_or(&[], |slash| &rest[slash..]))
}

/// Adds a host in small letters, without its port. None if it is none.
fn push_host(address: &mut String, host: &[u8]) -> Option<()> {
    let name = match host.iter().rposition(|byte| *byte == b':') {
        // The colons of an address of IPv6 are in brackets.
        Some(colon) if !host.ends_with(b"]") => &host[..colon],
        _ => host,
    };
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._[]:".contains(byte);
    if name.is_empty() || !name.iter().all(is_host) {
        return None;
    }
    address.extend(name.iter().map(|byte| byte.to_ascii_lowercase() as char));
    Some(())
}

/// Adds bytes as they are, but percent-encoded where a URL cannot have them.
fn push_ascii(address: &mut String, bytes: &[u8]) {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
    match std::str::from_utf8(bytes) {
        // All are looked at, without a way out at each, which is many at a time.
        Ok(text) if bytes.iter().fold(true, |all, byte| all & is_plain(byte)) => {
            address.push_str(text);
        }
        _ => {
            for byte in bytes {
                if is_plain(byte) {
                    address.push(*byte as char);
                } else {
                    address.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(host: Option<&str>, target: &str) -> Option<String> {
        let request = Request {
            host: host.map(|host| host.as_bytes().into()),
            client: b"192.0.2.1".into(),
            time: Timestamp::UNIX_EPOCH,
            method: b"GET".into(),
            target: target.as_bytes().into(),
            status: 200,
            agent: b"-".into(),
            is_prefetch: false,
            in_named_places: Parts::default(),
        };
        request.page(&mut String::new()).map(str::to_string)
    }

    #[test]
    fn pages_are_told_from_other_files() {
        for (target, address) in [
            ("/", Some("/")),
            ("/politics/talks/", Some("/politics/talks/")),
            ("/politics/talks/?utm_source=x.png", Some("/politics/talks/")),
            ("/politics/talks/#part", Some("/politics/talks/")),
            ("/talks", Some("/talks")),
            ("/v1.2/talks", Some("/v1.2/talks")),
            ("/talks.html", Some("/talks.html")),
            ("/talks.HTM?a=b", Some("/talks.HTM")),
            ("/article.php?id=7", Some("/article.php")),
            ("/Default.aspx", Some("/Default.aspx")),
            ("/politics/talks-1.4711", Some("/politics/talks-1.4711")),
            ("/backup.sql", None),
            ("/talks.", None),
            ("/caf%C3%A9/", Some("/caf%C3%A9/")),
            ("/café \"x\"\\/", Some("/caf%C3%A9%20%22x%22%5C/")),
            ("/style.css", None),
            ("/feed.xml?page=/", None),
            ("/pictures/map.jpg", None),
            ("/.env", None),
            ("//talks//", Some("/talks//")),
            ("///", Some("/")),
            ("/x/../talks/.", Some("/x/../talks/.")),
            ("/talks/..", Some("/talks/..")),
            ("/talks/...", None),
            ("", None),
            ("*", None),
            ("talks/", None),
            ("http://highland.example/talks/?a", Some("http://highland.example/talks/")),
            ("HTTP://highland.example", Some("HTTP://highland.example")),
            ("http://highland.example/a.png", None),
            ("highland.example:443", None),
        ] {
            assert_eq!(page(None, target).as_deref(), address, "{target}");
        }
        assert_eq!(page(None, &format!("/{}/", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn a_virtual_host_makes_a_url() {
        for (host, address) in [
            ("highland.example", Some("https://highland.example/a/")),
            ("Highland.Example:443", Some("https://highland.example/a/")),
            ("[2001:DB8::1]:8080", Some("https://[2001:db8::1]/a/")),
            ("[2001:db8::1]", Some("https://[2001:db8::1]/a/")),
            ("-", Some("/a/")),
            ("_", Some("/a/")),
            ("", None),
            ("a b", None),
            ("evil.example/x", None),
        ] {
            assert_eq!(page(Some(host), "/a/").as_deref(), address, "{host}");
        }
        assert_eq!(page(Some("a.example"), "http://b.example/").unwrap(), "http://b.example/");
    }
}
