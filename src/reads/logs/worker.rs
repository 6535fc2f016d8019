//! Lines of a block to reads, by one of several workers.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::agents::{AgentCache, Agents, Kind};
use super::blocks::{Block, LONGEST_LINE};
use super::client::one_form;
use super::clients::Clients;
use super::days::Days;
use super::fields::Parts;
use super::left_out::LeftOut;
use super::readers::{PARTS, Read, Readers};
use super::request::Request;
use super::server::LineReader;
use super::spread::Spread;
use crate::reads::addresses::Addresses;
use crate::reads::context::Context;
use crate::reads::counts::Room;
use crate::reads::lines::{BadLine, SHOWN};

/// What all workers share.
pub(super) struct SharedState<'a> {
    pub reader: LineReader,
    pub context: &'a Context,
    pub addresses: &'a dyn Addresses,
    pub agents: Agents,
    pub ignored: Clients,
    /// Keys the hashes that stay in memory; it is another number in each run.
    pub seed: u64,
    /// Keys what may be written to a temporary file: SipHash under 128 random bits, of
    /// which no client's address can be found by trying all.
    pub secret: RandomState,
    pub readers: Readers,
    /// Readers of whom no agent is known: of use as long as no line of the log has one.
    pub nameless: Readers,
    /// Whether a line of the log has an agent.
    pub has_agents: AtomicBool,
    pub pages: Mutex<Pages>,
}

/// Days and addresses by their hashes: as many as the site has pages that were read.
#[derive(Default)]
pub(super) struct Pages {
    known: HashMap<u64, Known>,
    room: Room,
}

enum Known {
    /// Its day, and the address that stands for all of its others.
    Page(Date, Box<str>),
    /// This is another address of the page with this hash.
    SameAs(u64),
}

impl Pages {
    /// The page that an address was found to be.
    fn find(&self, address: u64) -> Option<u64> {
        self.known.get(&address).map(|known| match known {
            Known::Page(..) => address,
            Known::SameAs(page) => *page,
        })
    }

    fn remember(&mut self, page: u64, day: Date, address: &str) {
        if !self.known.contains_key(&page) && self.room.takes(address) {
            self.known.insert(page, Known::Page(day, address.into()));
        }
    }

    fn remember_other(&mut self, address: u64, page: u64) {
        if !self.known.contains_key(&address) && self.room.takes("") {
            self.known.insert(address, Known::SameAs(page));
        }
    }

    /// Whether some were left out, as there was no room for them.
    pub fn is_cut(&self) -> bool {
        self.room.is_full()
    }

    /// Day and address of a page.
    pub fn get(&self, page: u64) -> Option<(Date, &str)> {
        match self.known.get(&page)? {
            Known::Page(day, address) => Some((*day, address)),
            Known::SameAs(_) => None,
        }
    }
}

/// What was found in some lines.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub left_out: LeftOut,
    /// Reads, repeats among them.
    pub reads: u64,
    /// Those by somebody without an agent.
    pub nameless: u64,
    /// The parts that some line had in a place that somebody named.
    pub in_named_places: Parts,
    /// From how many addresses the reads came.
    pub spread: Spread,
    /// Lines of requests. Those of something else say nothing of whether the format is right.
    pub good: u64,
    pub bad: u64,
    /// Of the faulty lines those with the lowest numbers.
    pub first_bad: Vec<BadLine>,
}

impl Summary {
    /// Adds what was found in other lines.
    pub fn add(&mut self, other: Summary) {
        self.left_out.add(&other.left_out);
        self.reads += other.reads;
        self.nameless += other.nameless;
        self.in_named_places.add_all(other.in_named_places);
        self.spread.add(&other.spread);
        self.good += other.good;
        self.bad += other.bad;
        self.first_bad.extend(other.first_bad);
        self.first_bad.sort_by_key(|bad| bad.number);
        self.first_bad.truncate(SHOWN);
    }

    fn reject(&mut self, number: u64, message: impl Into<String>) {
        self.bad += 1;
        if self.first_bad.len() < SHOWN {
            self.first_bad.push(BadLine { number, message: message.into() });
        }
    }
}

/// Reads lines. What it remembers makes it fast, and is of a fixed size.
pub(super) struct Worker<'a> {
    shared: &'a SharedState<'a>,
    days: Days<'a>,
    known: AgentCache,
    /// Hashes of days and addresses that are in [`SharedState::pages`], each in the place that it
    /// names, and those of their pages. A place has two, the last one first, so that pages that meet
    /// there do not drive each other out.
    known_pages: Vec<[(u64, u64); 2]>,
    address: String,
    /// Reads of a block, by the part that they go to.
    parts: Vec<Vec<Read>>,
    /// The same of those without an agent.
    nameless: Vec<Vec<Read>>,
    /// Whether a line of the block has an agent.
    has_agents: bool,
}

const PLACES_OF_PAGES: usize = 1 << 14;

impl<'a> Worker<'a> {
    pub fn new(shared: &'a SharedState<'a>) -> Self {
        Worker {
            shared,
            days: Days::new(shared.context),
            known: AgentCache::new(),
            known_pages: vec![[(0, 0); 2]; PLACES_OF_PAGES],
            address: String::new(),
            parts: vec![Vec::new(); PARTS],
            nameless: vec![Vec::new(); PARTS],
            has_agents: false,
        }
    }

    /// Reads all lines of a block.
    ///
    /// # Errors
    /// That a temporary file cannot be written.
    pub fn read(&mut self, block: &Block) -> io::Result<Summary> {
        let mut found = Summary::default();
        for (number, line, is_whole) in block.lines() {
            match self.line(line, &mut found) {
                Ok(is_request) => found.good += u64::from(is_request),
                // The server is just writing it, and will not write more than that.
                Err(_) if !is_whole && line.len() <= LONGEST_LINE => {}
                Err(message) => found.reject(number, message),
            }
        }
        hand_over(&mut self.parts, &self.shared.readers)?;
        let has_agents = &self.shared.has_agents;
        if self.has_agents && !has_agents.swap(true, Ordering::Relaxed) {
            self.shared.nameless.clear();
        }
        if has_agents.load(Ordering::Relaxed) {
            self.nameless.iter_mut().for_each(Vec::clear);
        }
        hand_over(&mut self.nameless, &self.shared.nameless)?;
        Ok(found)
    }

    /// Reads a line; whether it is of a request.
    fn line(&mut self, line: &[u8], found: &mut Summary) -> Result<bool, String> {
        if line.len() > LONGEST_LINE {
            return Err(format!("it is longer than {} kB", LONGEST_LINE / 1024));
        }
        let Some(request) = self.shared.reader.request(line)? else { return Ok(false) };
        found.in_named_places.add_all(request.in_named_places);
        let day = self.days.day(request.time)?;
        self.request(&request, day, found);
        Ok(true)
    }

    /// Sorts a request out, by what is the least work first.
    fn request(&mut self, request: &Request<'_>, day: Date, found: &mut Summary) {
        self.has_agents |= !request.agent.is_empty();
        let left_out = &mut found.left_out;
        if !request.is_successful() {
            left_out.unsuccessful += 1;
            return;
        }
        // As logs of JSON have it, which are put together by programs: Elastic's schema takes
        // `get` too.
        if !request.method.eq_ignore_ascii_case(b"GET") {
            left_out.other_methods += 1;
            return;
        }
        let shared = self.shared;
        let Some(address) = request.page(&mut self.address) else {
            left_out.not_pages += 1;
            return;
        };
        let agent = xxh3_64_with_seed(&request.agent, shared.seed);
        let kind = self.known.kind(agent, || shared.agents.kind(&request.agent));
        if kind == Kind::Ignored || shared.ignored.contain(&request.client) {
            left_out.ignored += 1;
        } else if kind == Kind::Bot {
            left_out.bots += 1;
        } else if request.is_prefetch {
            left_out.prefetches += 1;
        } else {
            let address = xxh3_64_with_seed(address.as_bytes(), shared.seed ^ number(day));
            let page = self.page(address, day);
            let client = one_form(&request.client);
            let key = shared.secret.hash_one((page, &*client, agent));
            let read = Read { key, page };
            found.spread.count(xxh3_64_with_seed(&client, shared.seed), agent);
            if kind == Kind::Nameless {
                found.nameless += 1;
                self.nameless[Readers::part(key)].push(read);
            } else {
                found.reads += 1;
                self.parts[Readers::part(key)].push(read);
            }
        }
    }

    /// The hash of the page whose address is in `self.address`, and has the hash `address`. It is
    /// then among those that all workers share.
    fn page(&mut self, address: u64, day: Date) -> u64 {
        let place = address as usize % PLACES_OF_PAGES;
        let [last, before] = self.known_pages[place];
        if last.0 == address {
            return last.1;
        }
        let found = match before.0 == address {
            true => before,
            false => (address, self.look_up(address, day)),
        };
        self.known_pages[place] = [found, last];
        found.1
    }

    fn look_up(&self, address: u64, day: Date) -> u64 {
        let pages = || self.shared.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = pages().find(address) {
            return page;
        }
        let one = self.shared.addresses.of_page(&self.address);
        let one = one.as_deref().unwrap_or(&self.address);
        let page = xxh3_64_with_seed(one.as_bytes(), self.shared.seed ^ number(day));
        let mut pages = pages();
        pages.remember(page, day, one);
        pages.remember_other(address, page);
        page
    }
}

/// Hands the reads of a block over to all.
fn hand_over(parts: &mut [Vec<Read>], readers: &Readers) -> io::Result<()> {
    for (part, reads) in parts.iter_mut().enumerate().filter(|(_, reads)| !reads.is_empty()) {
        readers.add(part, reads)?;
        reads.clear();
    }
    Ok(())
}

/// A number that no other day has.
fn number(day: Date) -> u64 {
    u64::from(day.year().unsigned_abs()) << 16 | u64::from(day.day_of_year().unsigned_abs())
}
