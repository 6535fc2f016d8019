//! A server on free ports, which ends with the test.

use std::ffi::OsStr;
use std::fs::File;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::outside::needed;
use crate::common::patience::until;
use crate::common::server::Kept;

/// Where the servers listen. No other test does, so that a port which is free stays so until a
/// server has it.
const HOST: Ipv4Addr = Ipv4Addr::new(127, 80, 80, 82);

/// A port of IPv4, and one of IPv6 where the machine has that.
#[derive(Clone, Copy)]
pub struct Ports {
    pub v4: SocketAddr,
    pub v6: Option<SocketAddr>,
    /// Where it takes HTTP/2 without TLS.
    pub http2: SocketAddr,
}

impl Ports {
    /// Ports that nobody has.
    pub fn free() -> Self {
        let v4 = TcpListener::bind((HOST, 0)).unwrap().local_addr().unwrap();
        let v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).ok();
        Ports { v4, v6: v6.map(|listener| listener.local_addr().unwrap()), http2: v4 }
    }

    /// What a server is told, in its own words for each.
    pub fn told(&self, words: impl Fn(SocketAddr) -> String) -> String {
        [Some(self.v4), self.v6].into_iter().flatten().map(words).collect()
    }
}

/// Where a program is, if all are here; where nothing may be skipped, they have to be.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Servers are where not everybody looks.
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(["/usr/sbin".into()]).collect();
    let find =
        |name: &str| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    let curl = find("curl");
    let install = format!("apt-get install {} curl", name.replace("varnishd", "varnish"));
    needed(curl.is_some() && find(name).is_some(), &install).then(|| find(name)).flatten()
}

/// A server that runs.
pub struct Running {
    process: Kept,
    name: String,
}

impl Running {
    /// Starts a server, whose outputs go to files in `place`, and waits until it takes
    /// connections.
    pub fn start(
        program: &Path,
        arguments: &[impl AsRef<OsStr>],
        place: &Path,
        ports: Option<Ports>,
    ) -> Self {
        let name = program.file_name().unwrap().to_str().unwrap().to_string();
        let output = |end: &str| File::create(place.join(format!("{name}.{end}"))).unwrap();
        let mut command = Command::new(program);
        command.args(arguments).current_dir(place).env("TZ", "UTC").env("HOME", place);
        command.stdin(Stdio::null()).stdout(output("out")).stderr(output("err"));
        let mut running = Running { process: Kept(command.spawn().unwrap()), name: name.clone() };
        for address in ports.iter().flat_map(|ports| [Some(ports.v4), ports.v6]).flatten() {
            until(&format!("{name} takes connections"), || {
                let said = std::fs::read_to_string(place.join(format!("{name}.err")));
                let ended = running.process.0.try_wait().unwrap();
                assert!(ended.is_none(), "{name} has ended: {said:?}");
                TcpStream::connect(address).map_err(|error| format!("{error}: {said:?}"))
            });
        }
        running
    }

    /// Asks it to end, and waits: it writes the rest of its log then.
    pub fn end(mut self) {
        let id = self.process.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        until(&format!("{} ends", self.name), || {
            self.process.0.try_wait().unwrap().ok_or_else(|| "it runs".to_string())
        });
    }
}
