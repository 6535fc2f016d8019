//! Who is answered, and who is told what only those who write may know.

use std::net::IpAddr;

use hyper::http::request::Parts;
use hyper::{HeaderMap, header};

/// Which hosts a request may name. A page on another site can make a browser
/// send requests here under that site's name (DNS rebinding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// This machine's own names.
    Loopback,
    /// Any: the server was bound to a network.
    Any,
}

impl Hosts {
    /// Those for a server bound to `ip`.
    pub fn of(ip: IpAddr) -> Self {
        if is_loopback(ip) { Hosts::Loopback } else { Hosts::Any }
    }

    /// Whether what is held, and what is wrong, may be told. The address that a server
    /// is bound to decides that, and not the one that asks: behind a proxy, a tunnel or a
    /// container all the world asks from this machine.
    pub fn are_of_those_who_write(self) -> bool {
        self == Hosts::Loopback
    }

    /// Whether a request is answered.
    pub fn allow(self, request: &Parts) -> bool {
        self == Hosts::Any || names_this_machine(&request.headers, request.uri.authority())
    }
}

/// Whether each name that a request gives for this server is one of this machine's own.
fn names_this_machine(headers: &HeaderMap, target: Option<&hyper::http::uri::Authority>) -> bool {
    let named = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or(""));
    let mut names = named.chain(target.map(|target| target.as_str())).peekable();
    names.peek().is_some() && names.all(is_own_name)
}

fn is_own_name(host: &str) -> bool {
    let end =
        if host.starts_with('[') { host.find(']').map(|end| end + 1) } else { host.find(':') };
    let (name, port) = host.split_at(end.unwrap_or(host.len()));
    // Nothing but a port may follow: a name that goes on is another one.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return false;
    }
    let name = name.strip_prefix('[').and_then(|v6| v6.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".localhost")
        || name.parse().is_ok_and(is_loopback)
}

/// Also of an address of IPv4 that is written as one of IPv6.
fn is_loopback(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(hosts: Hosts, uri: &str, names: &[&str]) -> bool {
        let mut request = hyper::Request::builder().uri(uri);
        for name in names {
            request = request.header(header::HOST, *name);
        }
        hosts.allow(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn only_this_machines_names_are_answered() {
        for host in [
            "localhost",
            "localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "[::ffff:127.0.0.1]:4000",
            "LOCALHOST",
            "a.localhost:1",
            "localhost:",
            "[::1]",
        ] {
            assert!(allowed(Hosts::Loopback, "/", &[host]), "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "10.0.0.1",
            "0.0.0.0",
            "",
            "[::2]",
            "[::1]evil.example",
            "[::1].evil.example:80",
            "[::1",
            "localhost:80@evil.example",
            "127.0.0.1:evil.example",
        ] {
            assert!(!allowed(Hosts::Loopback, "/", &[host]), "{host}");
        }
        assert!(!allowed(Hosts::Loopback, "/", &[]));
        assert!(!allowed(Hosts::Loopback, "/", &["localhost", "evil.example"]));
        assert!(!allowed(Hosts::Loopback, "http://evil.example/", &["localhost"]));
        assert!(allowed(Hosts::Loopback, "http://localhost/", &["localhost"]));
        assert!(allowed(Hosts::Any, "/", &["phone.example"]));
    }

    #[test]
    fn the_address_that_a_server_is_bound_to_decides() {
        for (ip, hosts) in [
            ("127.0.0.1", Hosts::Loopback),
            ("127.0.0.2", Hosts::Loopback),
            ("::1", Hosts::Loopback),
            ("::ffff:127.0.0.1", Hosts::Loopback),
            ("0.0.0.0", Hosts::Any),
            ("::", Hosts::Any),
            ("192.168.1.2", Hosts::Any),
            ("::ffff:192.168.1.2", Hosts::Any),
        ] {
            assert_eq!(Hosts::of(ip.parse().unwrap()), hosts, "{ip}");
        }
    }
}
