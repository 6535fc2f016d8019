//! The server for those who write: pages made when they are asked for, and
//! browsers that follow what is saved.
//!
//! Three parties share no more than a pointer. The watcher (`watch`) says that
//! something changed. The `rebuilder` brings its library up to date and
//! publishes a new [`Snapshot`]. Requests (`http`) read the newest snapshot
//! when they come, and never wait for the next.

mod body;
mod browser;
mod changed;
mod check;
mod connections;
mod held_page;
mod hosts;
mod http;
mod inventory;
mod languages_page;
mod page_maker;
mod paths;
mod problems;
mod ranges;
mod reasons;
mod rebuilder;
mod reply;
mod snapshot;
mod watch;

use std::io;
use std::mem;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::model::Held;
use crate::site::{Address, Instant, Library, LoadOptions, Outcome, Site};
use crate::source::Folder;
use crate::underway::Underway;
use crate::watchdog::{self, GivenUp};

pub use hosts::Hosts;
pub use snapshot::Snapshot;
pub use watch::Unwatched;

use inventory::Inventory;
use rebuilder::Rebuilder;

/// How a site is served.
pub struct Options {
    /// The site's folder.
    pub site: PathBuf,
    /// What it is loaded with; the address is set by the server.
    pub load: LoadOptions,
    /// Whether changes are followed.
    pub follow: Follow,
    /// What a server before this one, of the same site, gave up.
    pub given_up: Vec<GivenUp>,
    /// Reads the clock, or says the moment that was asked for.
    pub instant: fn(&LoadOptions) -> Instant,
}

/// Whether changes are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// The site is served as it was at the start.
    No,
    /// Files are watched.
    Yes,
}

/// What happened, for the terminal.
pub enum Event<'a> {
    /// The site is served at this address.
    Started {
        /// Absolute URL of the front page.
        address: &'a str,
        /// How many pages there are.
        pages: usize,
        /// Where editors see which story is in which language; nothing on a site with one.
        languages: Option<&'a str>,
        /// Since the start of the program.
        elapsed: Duration,
    },
    /// Files changed.
    Changed {
        /// Their paths from the site's root; none if anything may have changed.
        paths: &'a [String],
        /// What it came to.
        outcome: Outcome,
        /// From the first notice to the new site being served.
        elapsed: Duration,
    },
    /// The system does not tell of each change.
    Unwatched(Unwatched),
    /// Pages took too much, and go on doing so: the server has to start again.
    GivenUp {
        /// Those that were given up now.
        now: &'a [GivenUp],
        /// With all before.
        all: &'a [GivenUp],
    },
    /// Which texts are held, at the start and when that changed.
    Held {
        /// Those that were held before.
        before: &'a [Held],
        /// The site, which has those that are held now.
        site: &'a Site,
    },
    /// What is wrong now.
    Problems(&'a [Diagnostic]),
    /// A save left these errors as they were.
    StillWrong(&'a [Diagnostic]),
    /// Nothing is wrong any more.
    Fixed {
        /// What became of the texts that had faults and are not shown any more.
        vanished: &'a [Vanished],
    },
}

/// A text that had faults and is not shown any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Its file, from the site's root.
    pub file: String,
    /// Whether it is held; otherwise there is no such file.
    pub is_held: bool,
}

/// A socket that is bound, and where browsers find it.
pub struct Bound {
    listener: TcpListener,
    /// Scheme, host and port, as a browser on this machine names it.
    pub origin: String,
}

impl Bound {
    /// The port, also where any was asked for.
    pub fn port(&self) -> u16 {
        self.listener.local_addr().map_or(0, |address| address.port())
    }
}

/// Binds `port` of `ip`.
///
/// # Errors
/// That the port is taken, with the next free one, or what else keeps it from being bound.
pub fn bind(ip: IpAddr, port: u16) -> Result<Bound, Diagnostic> {
    let listener =
        TcpListener::bind(SocketAddr::new(ip, port)).map_err(|error| unbound(&error, ip, port))?;
    let port = listener.local_addr().map_or(port, |address| address.port());
    let host = match ip {
        ip if ip.is_unspecified() => "127.0.0.1".to_string(),
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    Ok(Bound { listener, origin: format!("http://{host}:{port}") })
}

fn unbound(error: &io::Error, ip: IpAddr, port: u16) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            let free = (1..=100)
                .filter_map(|step| port.checked_add(step))
                .find(|port| TcpListener::bind(SocketAddr::new(ip, *port)).is_ok());
            let hint = match free {
                Some(free) => format!("port {free} is free: add `--port {free}`"),
                None => "stop the other program, or name another port with `--port`".into(),
            };
            Diagnostic::error(format!("port {port} is taken by another program")).hint(hint)
        }
        io::ErrorKind::PermissionDenied => {
            Diagnostic::error(format!("you may not use port {port}"))
                .hint("name a port above 1023, such as `--port 4000`")
        }
        _ => Diagnostic::error(format!("`{ip}` port {port} cannot be used: {error}"))
            .hint("`--bind 127.0.0.1` is this machine, `--bind 0.0.0.0` the whole network"),
    }
}

/// Serves the site until the program is ended; `tell` hears what happens.
///
/// # Errors
/// What keeps the server from starting.
pub fn run(
    bound: Bound,
    hosts: Hosts,
    mut options: Options,
    started: std::time::Instant,
    tell: impl Fn(Event<'_>) + Send + Sync + 'static,
) -> Result<(), Diagnostic> {
    options.load.address = match &options.load.address {
        Address::At(base_url) => Address::At(base_url.on_host(&bound.origin)),
        Address::Configured | Address::OnHost(_) => Address::OnHost(bound.origin.clone()),
    };
    let tell = Arc::new(tell);
    // Taken before anything is read, so that no change between the two is missed.
    let inventory = Inventory::take(&options.site);
    let changes = match options.follow {
        Follow::Yes => {
            let tell = tell.clone();
            let unwatched = move |why| tell(Event::Unwatched(why));
            Some(watch::start(&options.site, inventory, unwatched))
        }
        Follow::No => None,
    };
    let underway = watched(mem::take(&mut options.given_up), tell.clone());
    let folder = Arc::new(Folder::to_serve(&options.site));
    let library = Library::open(&*folder, options.load.clone());
    let (mut rebuilder, snapshots) =
        Rebuilder::open(library, folder, options, underway, tell.clone());
    let address = {
        let snapshot = snapshots.borrow();
        let pages = snapshot.renderer().map_or(0, |renderer| renderer.site().routes.len());
        let address = snapshot.base_url().on_host(&bound.origin).to_string();
        let editions = snapshot.renderer().map_or(0, |renderer| renderer.site().editions.len());
        let languages = format!("{}{}", bound.origin, paths::LANGUAGES_PATH);
        let languages = (editions > 1 && hosts.are_of_those_who_write()).then_some(&*languages);
        tell(Event::Started { address: &address, pages, languages, elapsed: started.elapsed() });
        address
    };
    rebuilder.start();
    if let Some(changes) = changes {
        let follow = move || rebuilder.follow(&changes);
        let follows = thread::Builder::new().stack_size(watchdog::stack()).spawn(follow);
        follows.and_then(|_| http::serve(bound.listener, snapshots, hosts))
    } else {
        // The rebuilder holds the sending half, which keeps the snapshot.
        let served = http::serve(bound.listener, snapshots, hosts);
        drop(rebuilder);
        served
    }
    .map_err(|error| Diagnostic::error(format!("{address} cannot be served: {error}")))
}

/// Where renderings are noted: what was `given_up` is not tried again, and what takes too
/// much from now on is reported.
fn watched<T>(given_up: Vec<GivenUp>, tell: Arc<T>) -> Arc<Underway>
where
    T: Fn(Event<'_>) + Send + Sync + 'static,
{
    let underway = Arc::<Underway>::default();
    for before in &given_up {
        underway.give_up(before.rendering.clone(), before.fault());
    }
    let (noting, all) = (Arc::downgrade(&underway), Mutex::new(given_up));
    watchdog::watch(&underway, move |given_up| {
        for now in &given_up {
            if let Some(underway) = noting.upgrade() {
                underway.give_up(now.rendering.clone(), now.fault());
            }
        }
        // Whoever waits for these pages is answered before the server is gone.
        thread::sleep(10 * page_maker::LOOK);
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        let number = given_up.len();
        all.extend(given_up);
        tell(Event::GivenUp { now: &all[all.len() - number..], all: &all });
    });
    underway
}
