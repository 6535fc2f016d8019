//! The client in what a log has in its place: an address or a name, perhaps with a port, in
//! quotes or in brackets; or all the addresses that a request came through.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv6Addr};

use memchr::{memchr, memchr2};

use super::clients::{Clients, network};

/// What stands where no client is known: nginx and haproxy name a socket of Unix, proxies say
/// `unknown` (RFC 7239, section 6.2).
const NOBODY: [&[u8]; 7] = [b"", b"-", b"unknown", b"unix", b"0.0.0.0", b"::", b"null"];

/// Letters, digits and the signs of addresses, names and hashes. This is looked up for each line.
static IN_CLIENTS: [bool; 256] = {
    let (mut table, out) = ([false; 256], b"\"'<>()[]{}|,;=\\");
    let (mut byte, mut at) = (b'!', 0);
    while byte <= b'~' {
        table[byte as usize] = true;
        byte += 1;
    }
    while at < out.len() {
        table[out[at] as usize] = false;
        at += 1;
    }
    table
};

/// Who asked, by a field of a log; none if nobody stands there.
///
/// In a list of addresses, as proxies write it, the first is the reader's, the others those of
/// proxies. Private addresses are passed over: they tell nobody from somebody else. A client may
/// put anything at the list's start, so where `proxies` are known, the reader's is the last
/// address that is none of theirs.
pub(super) fn of_field<'a>(field: &'a [u8], proxies: &Clients) -> Option<&'a [u8]> {
    match memchr2(b',', b'=', field) {
        None => one(field),
        Some(_) => of_list(field, proxies),
    }
}

/// The same, by a text that may have been put together.
pub(super) fn of_text<'a>(field: Cow<'a, [u8]>, proxies: &Clients) -> Option<Cow<'a, [u8]>> {
    match field {
        Cow::Borrowed(field) => of_field(field, proxies).map(Cow::Borrowed),
        Cow::Owned(field) => of_field(&field, proxies).map(|client| client.to_vec().into()),
    }
}

fn of_list<'a>(list: &'a [u8], proxies: &Clients) -> Option<&'a [u8]> {
    let hops = || list.split(|byte| *byte == b',').filter_map(|hop| one(node(hop)));
    let is_public = |hop: &&[u8]| address(hop).is_none_or(|address| !is_private(address));
    let found = match proxies.is_empty() {
        true => hops().find(is_public),
        false => hops().filter(is_public).rfind(|hop| !proxies.contain(hop)),
    };
    found.or_else(|| hops().next())
}

/// The node of a hop of the header `Forwarded` (RFC 7239): `for="[2001:db8::1]:4711";proto=https`.
fn node(hop: &[u8]) -> &[u8] {
    let mut parts = hop.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let is_node =
        |part: &&[u8]| part.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"for="));
    parts.find(is_node).map_or(hop, |part| &part[4..])
}

fn one(field: &[u8]) -> Option<&[u8]> {
    let field = field.trim_ascii();
    let quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let field = match field {
        [first, inner @ .., last] if first == last && quote(first) => inner.trim_ascii(),
        _ => field,
    };
    let client = bare(without_port(field));
    let is_nobody = NOBODY.iter().any(|nobody| nobody.eq_ignore_ascii_case(client));
    let is_whole = client.iter().all(|byte| IN_CLIENTS[usize::from(*byte)]);
    (is_whole && !is_nobody).then_some(client)
}

/// Without the port of `192.0.2.1:4711` and `[2001:db8::1]:4711`. An address of IPv6 without
/// brackets has more than one colon, and no port.
pub(super) fn without_port(field: &[u8]) -> &[u8] {
    if let Some(inner) = field.strip_prefix(b"[") {
        return memchr(b']', inner).map_or(field, |end| &inner[..end]);
    }
    match memchr(b':', field) {
        Some(colon) if memchr(b':', &field[colon + 1..]).is_none() => &field[..colon],
        _ => field,
    }
}

/// An address of IPv4 that was written as one of IPv6, and one of IPv6 without its zone.
fn bare(client: &[u8]) -> &[u8] {
    const MAPPED: &[u8] = b"::ffff:";
    match client.split_at_checked(MAPPED.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(MAPPED) && rest.contains(&b'.') => rest,
        _ => match memchr(b'%', client) {
            Some(zone) if client.contains(&b':') => &client[..zone],
            _ => client,
        },
    }
}

/// The client, an address of IPv6 as RFC 5952 writes it: several logs of one reader may have it
/// in several ways. Most have it in this one, and nothing is done.
pub(super) fn one_form(client: &[u8]) -> Cow<'_, [u8]> {
    let may_be_otherwise = memchr(b':', client).is_some()
        && (matches!(client[0], b'0' | b':')
            || client.iter().any(|byte| byte.is_ascii_uppercase() || *byte == b'.')
            || client.windows(2).any(|two| two == b":0"));
    match may_be_otherwise.then(|| address(client)).flatten() {
        Some(address) => Cow::Owned(address.to_canonical().to_string().into_bytes()),
        None => Cow::Borrowed(client),
    }
}

/// A client as it was named on the command line, as `Clients` takes it.
///
/// # Errors
/// That no client can be called that, with how one is.
pub fn client_named(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.contains([',', ' ']) {
        return Err("name each by itself, with the option before it".into());
    }
    if network(text).is_some() {
        return Ok(text.into());
    }
    if text.contains(['/', '*']) {
        return Err(
            "this is no network; write one such as `192.0.2.0/24` or `2001:db8::/32`".into()
        );
    }
    let no_proxies = Clients::new(&[]);
    let named = of_field(text.as_bytes(), &no_proxies);
    let named = named.and_then(|named| std::str::from_utf8(named).ok()).filter(|named| {
        // What looks like an address has to be one.
        let is_number =
            named.contains('.') && named.chars().all(|c| c == '.' || c.is_ascii_digit());
        !is_number && !named.contains(':') || address(named.as_bytes()).is_some()
    });
    named.map(str::to_owned).ok_or_else(|| {
        "no log has a client of that name; write an address such as `192.0.2.1`, or a network such \
         as `192.0.2.0/24`"
            .into()
    })
}

/// The address that a client is, unless it is a name.
pub(super) fn address(client: &[u8]) -> Option<IpAddr> {
    // The longest address has 45 characters.
    let text = std::str::from_utf8(client).ok().filter(|text| text.len() <= 45)?;
    text.parse().ok()
}

/// Whether this address is only of use within a network: RFC 1918, 3927, 4193, 6598.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && second & 0xc0 == 64;
            address.is_private() || address.is_loopback() || address.is_link_local() || is_shared
        }
        IpAddr::V6(address) => {
            address == Ipv6Addr::LOCALHOST
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(field: &str, proxies: &[&str]) -> Option<String> {
        let proxies =
            Clients::new(&proxies.iter().map(|proxy| (*proxy).to_string()).collect::<Vec<_>>());
        let client = of_field(field.as_bytes(), &proxies)?;
        Some(String::from_utf8(client.to_vec()).unwrap())
    }

    #[test]
    fn a_client_is_bare() {
        for (field, wanted) in [
            ("192.0.2.1", "192.0.2.1"),
            (" 192.0.2.1 ", "192.0.2.1"),
            ("\"192.0.2.1\"", "192.0.2.1"),
            ("'192.0.2.1'", "192.0.2.1"),
            ("192.0.2.1:4711", "192.0.2.1"),
            ("\"192.0.2.1:4711\"", "192.0.2.1"),
            ("[192.0.2.1]", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("\"[2001:db8::1]:4711\"", "2001:db8::1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("[::FFFF:192.0.2.1]:4711", "192.0.2.1"),
            ("fe80::1%eth0", "fe80::1"),
            ("desk.example", "desk.example"),
            ("desk.example:4711", "desk.example"),
            ("a94a8fe5ccb19ba6", "a94a8fe5ccb19ba6"),
            ("192.0.2.x", "192.0.2.x"),
        ] {
            assert_eq!(client(field, &[]).as_deref(), Some(wanted), "{field}");
        }
        for nobody in [
            "",
            "-",
            "\"-\"",
            "\"\"",
            "unknown",
            "UNKNOWN",
            "unix:",
            "unix:1",
            "0.0.0.0",
            "::",
            "0.0.0.0:80",
            "[::]:80",
            "null",
            "<nil>",
            "(null)",
            "a b",
            "caf\u{e9}",
            "[",
            "\"",
        ] {
            assert_eq!(client(nobody, &[]), None, "{nobody}");
        }
    }

    #[test]
    fn an_address_has_one_form() {
        for (client, wanted) in [
            ("2001:db8::7", "2001:db8::7"),
            ("2001:DB8::7", "2001:db8::7"),
            ("2001:db8:0:0:0:0:0:7", "2001:db8::7"),
            ("2001:0db8:0000:0000:0000:0000:0000:0007", "2001:db8::7"),
            ("0001::2", "1::2"),
            ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1:2:3:4:5"),
            ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
            ("::ffff:c000:201", "192.0.2.1"),
            ("192.0.2.1", "192.0.2.1"),
            ("Desk.example", "Desk.example"),
            ("X:0", "X:0"),
            ("", ""),
        ] {
            let told = String::from_utf8(one_form(client.as_bytes()).to_vec()).unwrap();
            assert_eq!(told, wanted, "{client}");
        }
    }

    #[test]
    fn a_list_has_a_reader_and_proxies() {
        for (list, proxies, wanted) in [
            ("192.0.2.1, 198.51.100.7", &[][..], "192.0.2.1"),
            ("192.0.2.1,198.51.100.7", &[], "192.0.2.1"),
            ("unknown, 192.0.2.1", &[], "192.0.2.1"),
            ("10.0.0.5, 192.0.2.1, 198.51.100.7", &[], "192.0.2.1"),
            ("10.0.0.5, 192.168.1.1", &[], "10.0.0.5"),
            ("100.64.0.1, fd00::1, fe80::1, ::1, 2001:db8::1", &[], "2001:db8::1"),
            ("203.0.113.66, 192.0.2.1, 198.51.100.7", &["198.51.100.0/24"], "192.0.2.1"),
            ("203.0.113.66, 192.0.2.1, 10.0.0.1", &["198.51.100.0/24"], "192.0.2.1"),
            ("192.0.2.1, 198.51.100.8, 198.51.100.7", &["198.51.100.0/24"], "192.0.2.1"),
            ("198.51.100.8, 198.51.100.7", &["198.51.100.0/24"], "198.51.100.8"),
            ("for=192.0.2.1", &[], "192.0.2.1"),
            ("For=\"192.0.2.1:4711\";proto=https;by=203.0.113.43", &[], "192.0.2.1"),
            ("proto=https; for=\"[2001:db8::1]:4711\"", &[], "2001:db8::1"),
            ("for=unknown, for=192.0.2.1", &[], "192.0.2.1"),
            ("for=192.0.2.1, for=198.51.100.7", &["198.51.100.7"], "192.0.2.1"),
            ("\"192.0.2.1:80\", 198.51.100.7:80", &["198.51.100.7"], "192.0.2.1"),
        ] {
            assert_eq!(client(list, proxies).as_deref(), Some(wanted), "{list}");
        }
        for nobody in [",", "-, -", "for=", "=", "for=unknown;proto=https"] {
            assert_eq!(client(nobody, &[]), None, "{nobody}");
        }
    }

    #[test]
    fn what_is_named_is_what_a_log_may_have() {
        for (text, wanted) in [
            ("192.0.2.1", "192.0.2.1"),
            (" 192.0.2.1 ", "192.0.2.1"),
            ("192.0.2.1:4711", "192.0.2.1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("\"192.0.2.1\"", "192.0.2.1"),
            ("192.0.2.0/24", "192.0.2.0/24"),
            ("2001:db8::/32", "2001:db8::/32"),
            ("desk.example", "desk.example"),
            ("a94a8fe5ccb19ba6", "a94a8fe5ccb19ba6"),
            ("192.0.2.x", "192.0.2.x"),
        ] {
            assert_eq!(client_named(text).as_deref(), Ok(wanted), "{text}");
        }
        for text in [
            "",
            " ",
            "-",
            "192.0.2.0/33",
            "192.0.2.0/",
            "2001:db8::/129",
            "desk.example/24",
            "192.0.2.*",
            "192.0.2",
            "192.0.2.",
            "192.0.2.256",
            "2001:db8::1::",
            "192.0.2.1,192.0.2.2",
            "192.0.2.1 192.0.2.2",
        ] {
            assert!(client_named(text).is_err(), "{text}");
        }
    }
}
