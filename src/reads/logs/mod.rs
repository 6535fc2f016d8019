//! Access logs of web servers: who asked for which page, each reader once a day.
//!
//! A read is a successful GET of a page, by an agent that is not on the lists of bots
//! (`bots/`). A reader is a client's address with an agent, and counts once for a page
//! and day, at whichever of its addresses. Addresses of clients are never kept: see
//! `readers.rs`.
//!
//! `server.rs` has the kinds of logs; `combined.rs` with `head.rs`, `haproxy.rs`, `cloudfront.rs`
//! and `json_log.rs` read a line of each, and `client.rs` the client in it.
//!
//! The memory does not grow with the log. It grows with what was read with success:
//! some hundred bytes for each page and day, up to a bound. A site that answers 200 to every invented
//! address gives each of them such a place; one that answers 404, as Dateline's output
//! makes a server do, gives them none.

mod agents;
mod blocks;
mod client;
mod clients;
mod cloudfront;
mod combined;
mod days;
mod fields;
mod haproxy;
mod head;
mod input;
mod json;
mod json_log;
mod left_out;
mod pool;
#[cfg(test)]
mod properties;
mod readers;
mod request;
mod server;
mod spread;
#[cfg(test)]
mod tests;
mod times;
mod worker;

use std::hash::{BuildHasher, RandomState};
use std::io::{Cursor, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::tz::TimeZone;

use self::agents::Agents;
use self::blocks::Blocks;
use self::clients::Clients;
use self::fields::Parts;
use self::pool::Fault;
use self::readers::{MOST_IN_MEMORY, Readers};
use self::spread::Spread;
use self::worker::SharedState;
use super::addresses::Addresses;
use super::context::Context;
use super::counts::Counts;
use super::expansion::{BOUND, Bound};
use super::lines::Lines;
use super::refusal::Refusal;

pub use self::client::client_named;
pub use self::fields::{Field, Place};
pub use self::left_out::LeftOut;
pub use self::request::Request;
pub use self::server::{LineReader, Server, looks_like};

/// What a log is read with.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The zone and the last day. A log has its days itself, so `day` is of no use.
    pub context: &'a Context,
    /// Agents that hold one of these texts are left out; capital and small letters of
    /// ASCII are the same.
    pub ignored_agents: &'a [String],
    /// These clients are left out: addresses, networks such as `192.0.2.0/24` and
    /// `2001:db8::/32`, or names if the server writes names.
    pub ignored_clients: &'a [String],
    /// The same, of those that forward requests: in a list of addresses they are no reader's.
    pub proxies: &'a [String],
    /// Where the log has parts of a request, if not where others have them.
    pub places: &'a [Place],
    /// The zone of times without an offset, if it is not UTC.
    pub time_zone: Option<&'a TimeZone>,
    /// Which addresses are of one page.
    pub addresses: &'a dyn Addresses,
}

impl<'a> Options<'a> {
    /// With these, a log is read as most are, and each address is a page of its own.
    pub fn new(context: &'a Context) -> Self {
        Options {
            context,
            ignored_agents: &[],
            ignored_clients: &[],
            proxies: &[],
            places: &[],
            time_zone: None,
            addresses: &super::EachForItself,
        }
    }
}

/// What speaks against the numbers of a log as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No line has an agent: bots are counted, and readers at one address are one.
    NoAgents,
    /// There are many agents at so few addresses that these are of proxies.
    Proxies(u64),
    /// No line has anything in the place that was named for this part.
    NotThere(Field),
}

/// The reads of the files of one log. Files that a server began anew in the middle of
/// a day belong in one tally, so that who is in two of them counts once.
pub struct Tally<'a> {
    shared: SharedState<'a>,
    /// Without the repeats, which are found out in the end.
    left_out: LeftOut,
    /// How many reads there were, repeats among them.
    reads: u64,
    /// How many there were without an agent.
    nameless: u64,
    /// The parts that some line had in a place that somebody named, and whether there was one.
    in_named_places: Parts,
    has_lines: bool,
    spread: Spread,
    limits: Limits,
}

/// How much is done at a time. The result does not depend on it.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Readers' reads in memory.
    reads: usize,
    /// Bytes of a block.
    block: usize,
    workers: usize,
    /// What may come out of a packed file.
    packed: Bound,
}

/// The mark that programs of Windows put before a text in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl<'a> Tally<'a> {
    /// A tally of nothing. The lists of bots are read here, which takes some hundredths of
    /// a second.
    ///
    /// # Errors
    /// That the log has not the places that `options` name, or needs others.
    pub fn new(server: Server, options: Options<'a>) -> Result<Self, Refusal> {
        let limits = Limits {
            reads: MOST_IN_MEMORY,
            block: 4 << 20,
            // As many as there are cores, unless `RAYON_NUM_THREADS` says otherwise.
            workers: rayon::current_num_threads(),
            packed: BOUND,
        };
        Tally::with_limits(server, options, limits)
    }

    fn with_limits(server: Server, options: Options<'a>, limits: Limits) -> Result<Self, Refusal> {
        let Options { places, proxies, .. } = options;
        let utc = TimeZone::UTC;
        let time_zone = options.time_zone.unwrap_or(&utc);
        let shared = SharedState {
            reader: LineReader::new(server, places, time_zone, proxies)?,
            context: options.context,
            addresses: options.addresses,
            agents: Agents::new(options.ignored_agents),
            ignored: Clients::new(options.ignored_clients),
            seed: RandomState::new().hash_one(server as u8),
            secret: RandomState::new(),
            readers: Readers::new(limits.reads),
            nameless: Readers::new(limits.reads),
            has_agents: AtomicBool::new(false),
            pages: Mutex::default(),
        };
        Ok(Tally {
            shared,
            left_out: LeftOut::default(),
            reads: 0,
            nameless: 0,
            in_named_places: Parts::default(),
            has_lines: false,
            spread: Spread::default(),
            limits,
        })
    }

    /// Reads a file, which may be packed with gzip. `lines` get what was understood,
    /// with what was left out, and what was not; days after `context.today` are not. A
    /// last line without an end is passed over if it is not whole, as the server may be
    /// about to write the rest. `progress` is given how many bytes of `input` were taken
    /// since its start, as it is: packed, if it is packed.
    ///
    /// # Errors
    /// That the file cannot be read to its end, or a temporary file not be written. An
    /// unknown part of the file is then in the tally, which is not to be finished.
    pub fn read(
        &mut self,
        input: impl Read + Send,
        lines: &mut Lines,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(), Refusal> {
        let mut input = input::open(self.limits.packed, input, progress)
            .map_err(|error| Refusal::unread(&error))?;
        let mut start = Vec::new();
        let wanted = self.shared.reader.wants_start().max(MARK.len()) as u64;
        input
            .by_ref()
            .take(wanted)
            .read_to_end(&mut start)
            .map_err(|error| Refusal::unread(&error))?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(Refusal {
                message: "it is in UTF-16".into(),
                hint: "write it in UTF-8: `iconv -f UTF-16 -t UTF-8 FILE > NEW`".into(),
            });
        }
        if start.starts_with(MARK) {
            start.drain(..MARK.len());
        }
        self.shared.reader.begin(&start);
        let blocks = Blocks::new(Cursor::new(start).chain(input), self.limits.block);
        let found = pool::read(blocks, self.limits.workers, &self.shared).map_err(refusal)?;
        self.left_out.add(&found.left_out);
        self.reads += found.reads;
        self.nameless += found.nameless;
        self.in_named_places.add_all(found.in_named_places);
        self.has_lines |= found.good > 0;
        self.spread.add(&found.spread);
        lines.good += found.good;
        lines.bad += found.bad - found.first_bad.len() as u64;
        for bad in found.first_bad {
            lines.reject(bad.number, bad.message);
        }
        Ok(())
    }

    /// What speaks against the numbers so far.
    pub fn doubts(&self) -> Vec<Doubt> {
        let is_nameless = self.nameless > 0 && !self.has_agents();
        let no_agents = is_nameless.then_some(Doubt::NoAgents);
        let not_there = Field::ALL.into_iter().filter(|field| {
            let is_named = fields::place(self.shared.reader.places(), *field).is_some();
            self.has_lines && is_named && !self.in_named_places.have(*field)
        });
        let proxies = self.spread.proxies().map(Doubt::Proxies);
        not_there.map(Doubt::NotThere).chain(no_agents).chain(proxies).collect()
    }

    fn has_agents(&self) -> bool {
        self.shared.has_agents.load(Ordering::Relaxed)
    }

    /// Adds to `counts` what was read, and returns what was left out in all. The address
    /// is `https://HOST/PATH` where the log names a virtual host, else the path, as the
    /// client sent it (percent-encoded as it was), or the URL that it sent.
    ///
    /// # Errors
    /// That there is no room for temporary files, of which several million readers make use,
    /// or that the log has more pages than are kept.
    pub fn finish(self, counts: &mut Counts) -> Result<LeftOut, Refusal> {
        let has_agents = self.has_agents();
        let pages = self.shared.pages.into_inner().unwrap_or_else(|error| error.into_inner());
        if pages.is_cut() {
            return Err(Refusal::too_much());
        }
        // Where others have an agent, who has none is a program.
        let (readers, all, bots) = match has_agents {
            true => (self.shared.readers, self.reads, self.nameless),
            false => (self.shared.nameless, self.nameless, 0),
        };
        let mut once = 0;
        for (page, reads) in readers.count().map_err(Fault::Temporary).map_err(refusal)? {
            once += reads;
            if let Some((day, address)) = pages.get(page) {
                counts.add(day, address, reads);
            }
        }
        let mut left_out = self.left_out;
        left_out.bots += bots;
        Ok(LeftOut { repeats: all.saturating_sub(once), ..left_out })
    }
}

fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::Input(error) => Refusal::unread(&error),
        Fault::Temporary(error) => Refusal {
            message: format!(
                "there are more readers than fit in memory, and no room on the disk: {error}"
            ),
            hint: "make room in the folder for temporary files, or name another one in `TMPDIR`"
                .into(),
        },
    }
}
