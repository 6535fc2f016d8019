//! No connection into the network that a check runs in.
//!
//! A text of a stranger may link there, and so may a site that it links to, by a
//! redirect or by its name alone. So the addresses are looked at with which the
//! connection is made, for each request and each redirect anew.

use std::fmt;
use std::net::IpAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
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
    guarded(config, is_public, DefaultResolver::default())
}

/// What asks nobody but those at an address that `may_be_asked`.
fn guarded(config: Config, may_be_asked: fn(IpAddr) -> bool, resolver: impl Resolver) -> Agent {
    let proxy = config.proxy().map(|proxy| proxy.uri().clone());
    let connector = Guard { proxy, may_be_asked }.chain(DefaultConnector::new());
    Agent::with_parts(config, connector, resolver)
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
    may_be_asked: fn(IpAddr) -> bool,
}

impl<In: Transport> Connector<In> for Guard {
    type Out = In;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<In>, Error> {
        let is_to_proxy =
            details.config.proxy().is_none() && self.proxy.as_ref() == Some(details.uri);
        let mut addresses = details.addrs.iter().map(|address| address.ip());
        // A proxy looks names up itself: then there is no address yet.
        if is_to_proxy || (addresses.all(self.may_be_asked) && !self.refuses_name(details.uri)) {
            return Ok(chained);
        }
        Err(Error::Other(Box::new(Private)))
    }
}

impl Guard {
    /// Whether an address says by itself that it leads into a network, in all forms
    /// that systems understand: `0x7f.1` is one.
    fn refuses_name(&self, uri: &Uri) -> bool {
        let url = Url::parse(&uri.to_string()).ok();
        match url.as_ref().and_then(Url::host) {
            Some(Host::Ipv4(address)) => !(self.may_be_asked)(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => !(self.may_be_asked)(IpAddr::V6(address)),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name == "localhost" || name.ends_with(".localhost")
            }
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::{SocketAddr, TcpListener};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};
    use ureq::unversioned::resolver::ResolvedSocketAddrs;
    use ureq::unversioned::transport::NextTimeout;

    #[test]
    fn an_address_is_known_in_every_form() {
        let guard = Guard { proxy: None, may_be_asked: is_public };
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
            assert!(guard.refuses_name(&private.parse().unwrap()), "{private}");
        }
        for other in ["http://example.org/", "http://1.1.1.1/", "http://localhost.example.org/"] {
            assert!(!guard.refuses_name(&other.parse().unwrap()), "{other}");
        }
    }

    /// In these tests, what is at `127.0.0.1` is everybody's, and nothing else is.
    const EVERYBODYS: [u8; 4] = [127, 0, 0, 1];

    /// Looks names up in a list, each time the next address of it.
    #[derive(Debug)]
    struct Names(Vec<(&'static str, Vec<Vec<[u8; 4]>>)>, AtomicUsize);

    impl Resolver for Names {
        fn resolve(
            &self,
            uri: &Uri,
            _: &Config,
            _: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, Error> {
            let port = uri.port_u16().unwrap_or(80);
            let host = uri.host().unwrap();
            let answers = self.0.iter().find(|(name, _)| *name == host).map(|(_, answers)| answers);
            let time = self.1.fetch_add(1, Ordering::SeqCst);
            let given = match answers {
                Some(answers) => answers[time.min(answers.len() - 1)].clone(),
                None => vec![host.parse::<std::net::Ipv4Addr>().unwrap().octets()],
            };
            let mut addresses = self.empty();
            given.into_iter().for_each(|ip| addresses.push(SocketAddr::from((ip, port))));
            Ok(addresses)
        }
    }

    /// Answers each request with a redirect to `location`, and counts them.
    fn redirecting(location: impl Fn(u16) -> String) -> (u16, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind(SocketAddr::from((EVERYBODYS, 0))).unwrap();
        let port = listener.local_addr().unwrap().port();
        let location = location(port);
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = asked.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let lines: Vec<String> = lines
                    .by_ref()
                    .map_while(Result::ok)
                    .take_while(|line| !line.is_empty())
                    .collect();
                seen.lock().unwrap().push(lines[0].clone());
                let answer = format!(
                    "HTTP/1.1 302 Found\r\nLocation: {location}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        (port, asked)
    }

    #[test]
    fn no_redirect_and_no_name_leads_into_the_network() {
        let may_be_asked = |ip: IpAddr| ip == IpAddr::from(EVERYBODYS);
        let one = vec![EVERYBODYS];
        for (location, names) in [
            ("http://127.0.0.2:PORT/", vec![]),
            ("http://0x7f.0.0.2:PORT/", vec![("0x7f.0.0.2", vec![vec![[127, 0, 0, 2]]])]),
            // A name of a stranger that means an address of the network,
            ("http://inside.example:PORT/", vec![("inside.example", vec![vec![[127, 0, 0, 2]]])]),
            // one among others,
            (
                "http://both.example:PORT/",
                vec![("both.example", vec![vec![EVERYBODYS, [127, 0, 0, 2]]])],
            ),
            // or another one each time.
            (
                "http://turns.example:PORT/",
                vec![("turns.example", vec![one.clone(), one.clone(), vec![[127, 0, 0, 2]]])],
            ),
            ("http://localhost:PORT/", vec![("localhost", vec![one.clone()])]),
        ] {
            let (port, asked) = redirecting(|port| location.replace("PORT", &port.to_string()));
            let agent = guarded(
                Config::builder().proxy(None).build(),
                may_be_asked,
                Names(names, AtomicUsize::default()),
            );
            let error = agent.head(format!("http://127.0.0.1:{port}/first")).call().unwrap_err();
            assert!(
                matches!(&error, Error::Other(why) if why.is::<Private>()),
                "{location}: {error}"
            );
            let asked = asked.lock().unwrap();
            assert_eq!(asked[0], "HEAD /first HTTP/1.1", "{location}");
            let turns = usize::from(location.contains("turns"));
            assert_eq!(asked.len(), 1 + turns, "{location}: {asked:?}");
        }
    }
}
