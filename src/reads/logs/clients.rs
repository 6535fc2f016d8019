//! The clients that the newsroom does not want to count: its own.

use std::net::IpAddr;

/// Addresses, networks and names of clients.
pub(super) struct Clients {
    networks: Vec<(IpAddr, u8)>,
    names: Vec<Vec<u8>>,
}

impl Clients {
    /// Each is an address (`192.0.2.1`, `2001:db8::1`), a network (`192.0.2.0/24`), or
    /// anything else that a log has in the client's place, such as a name.
    pub fn new(texts: &[String]) -> Self {
        let mut clients = Clients { networks: Vec::new(), names: Vec::new() };
        for text in texts {
            match network(text.trim()) {
                Some(network) => clients.networks.push(network),
                None => clients.names.push(text.trim().as_bytes().to_vec()),
            }
        }
        clients
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.networks.is_empty() && self.names.is_empty()
    }

    /// Whether `client` is one of them.
    pub fn contain(&self, client: &[u8]) -> bool {
        if self.names.iter().any(|name| name.eq_ignore_ascii_case(client)) {
            return true;
        }
        if self.networks.is_empty() {
            return false;
        }
        let address = std::str::from_utf8(client).ok().and_then(|text| text.parse().ok());
        address.is_some_and(|address: IpAddr| {
            let bits = bits(address);
            self.networks.iter().any(|(network, length)| {
                // The first bit of `length` 0 is none: all addresses are in that network.
                let unlike = bits ^ self::bits(*network);
                unlike.checked_shr(128 - u32::from(*length)).unwrap_or(0) == 0
            })
        })
    }
}

/// The address as one of IPv6, which those of IPv4 are a part of.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// The network that a text names; an address is one of its own.
pub(super) fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = text.split_once('/').map_or((text, None), |(a, l)| (a, Some(l)));
    let address: IpAddr = address.parse().ok()?;
    let (most, before) = if address.is_ipv4() { (32, 96) } else { (128, 0) };
    let length = length.map_or(Some(most), |length| length.parse().ok())?;
    (length <= most).then_some((address, before + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_networks_and_names() {
        let texts = ["192.0.2.1", "198.51.100.0/24", "2001:db8:1::/48", " Desk.example ", "x/9"];
        let clients = Clients::new(&texts.map(String::from));
        for client in
            ["192.0.2.1", "::ffff:192.0.2.1", "198.51.100.255", "2001:db8:1:2::9", "desk.example"]
        {
            assert!(clients.contain(client.as_bytes()), "{client}");
        }
        for client in ["192.0.2.2", "198.51.101.0", "2001:db8:2::1", "desk", "", "\u{fffd}"] {
            assert!(!clients.contain(client.as_bytes()), "{client}");
        }
        assert!(Clients::new(&["0.0.0.0/0".into()]).contain(b"203.0.113.9"));
        assert!(!Clients::new(&["0.0.0.0/0".into()]).contain(b"2001:db8::1"));
        assert!(Clients::new(&["::/0".into()]).contain(b"2001:db8::1"));
        assert!(!Clients::new(&[]).contain(b"192.0.2.1"));
    }
}
