//! No connection into the network that a check runs in.
//!
//! A text of a stranger may link there, and so may a site that it links to, by a
//! redirect or by its name alone. So the addresses are looked at with which the
//! connection is made, for each request and each redirect anew.

use std::fmt;
use std::net::IpAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector, Transport};
use ureq::{Agent, Error};
use url::{Host, Url};

use super::addresses::is_public;

/// Where links may lead to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To addresses that mean the same to every reader.
    Public,
    /// Also to this machine and its network.
    Everywhere,
}

/// What asks, as far as `reach` lets it.
pub fn agent(config: Config, reach: Reach) -> Agent {
    if reach == Reach::Everywhere {
        return config.into();
    }
    let proxy = config.proxy().map(|proxy| proxy.uri().clone());
    let connector = Guard { proxy }.chain(DefaultConnector::new());
    Agent::with_parts(config, connector, DefaultResolver::default())
}

/// A link leads into a network.
#[derive(Debug)]
pub struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address of this machine or of its network")
    }
}

impl std::error::Error for Private {}

/// Comes before what connects, and refuses.
#[derive(Debug)]
struct Guard {
    /// The proxy of the environment, which is trusted and may be in the network.
    proxy: Option<Uri>,
}

impl<In: Transport> Connector<In> for Guard {
    type Out = In;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<In>, Error> {
        let is_to_proxy = details.config.proxy().is_none() && self.proxy.as_ref() == Some(details.uri);
        let mut addresses = details.addrs.iter().map(|address| address.ip());
        // A proxy looks names up itself: then there is no address yet.
        if is_to_proxy || (addresses.all(is_public) && !names_private(details.uri)) {
            return Ok(chained);
        }
        Err(Error::Other(Box::new(Private)))
    }
}

/// Whether an address says by itself that it leads into a network, in all forms that
/// systems understand: `0x7f.1` is one.
fn names_private(uri: &Uri) -> bool {
    let url = Url::parse(&uri.to_string()).ok();
    match url.as_ref().and_then(Url::host) {
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_in_every_form() {
        for private in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "https://[::1]:8443/x",
            "http://[::ffff:10.0.0.1]/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
        ] {
            assert!(names_private(&private.parse().unwrap()), "{private}");
        }
        for other in ["http://example.org/", "http://1.1.1.1/", "http://localhost.example.org/"] {
            assert!(!names_private(&other.parse().unwrap()), "{other}");
        }
    }
}
