//! `dateline reads`: finds out what readers read.

#[cfg(feature = "net")]
pub mod fetch;
pub mod import;
mod log;
mod source_file;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use jiff::civil::Date;

use super::{Failed, counted, grouped, now, report};
use crate::diagnostic::Diagnostic;
use crate::model::Reveal;
use crate::reads::store::file::StoreFile;
use crate::reads::store::{Reads, Row};
use crate::reads::stories::{
    Destination, Finder, SiteAddresses, StoryReads, UnmatchedPolicy, not_stored_yet,
};
use crate::reads::{Addresses, Counts, Refusal};
use crate::routes::EditionId;
use crate::site::{Address, Instant, Library, LoadOptions, Site};
use crate::source::Folder;
use crate::url::{BaseUrl, Requested, SitePath};

/// How much of what matches nothing is shown.
const SHOWN: usize = 20;

/// The site whose readers are counted, and its day.
struct Newsroom {
    site: Site,
    today: Date,
}

impl Newsroom {
    /// Loads the site, with the stories that are held: their reads are kept, and
    /// only rankings leave them out.
    fn open(folder: &Path) -> Result<Self, Failed> {
        let instant = now();
        let options = LoadOptions {
            instant: Instant::Exact(instant),
            address: Address::Configured,
            reveal: Reveal { drafts: true, future: true, expired_by: None },
        };
        let library = Library::open(&Folder::new(folder), options);
        let reads_file = &library.site().config.most_read.reads;
        // What is wrong with the store is reported when it is opened to be written.
        let faults: Vec<Diagnostic> = library
            .diagnostics()
            .into_iter()
            .filter(|fault| fault.is_error() && fault.file.as_ref() != Some(reads_file))
            .collect();
        if !faults.is_empty() {
            report(folder, &faults);
            return Err(Failed);
        }
        let site = library.into_site();
        let today = instant.to_zoned_datetime(site.config.time_zone.clone()).date();
        Ok(Newsroom { site, today })
    }

    /// Does something with the addresses of the site.
    fn with_addresses<T>(&self, work: impl FnOnce(&dyn Addresses) -> T) -> T {
        let finder = Finder::new(&self.site.config.base_url, &self.site.routes);
        work(&SiteAddresses::new(&finder, |edition, at: usize| self.path_of(edition, at)))
    }

    /// Where a briefing of an edition is.
    fn path_of(&self, edition: EditionId, at: usize) -> &SitePath {
        &self.site.edition(edition).briefings[at].article.path
    }
}

/// Adds counts to the store, each of which is of one source by itself, and says
/// what came of it.
fn store(
    folder: &Path,
    newsroom: &Newsroom,
    sources: &[Counts],
    policy: UnmatchedPolicy,
) -> Result<(), Diagnostic> {
    if sources.iter().any(Counts::is_cut) {
        let Refusal { message, hint } = Refusal::too_much();
        return Err(Diagnostic::error(message).hint(hint));
    }
    let site = &newsroom.site;
    let finder = Finder::new(&site.config.base_url, &site.routes);
    let path_of = |edition, at: usize| newsroom.path_of(edition, at);
    let matched: Vec<StoryReads> =
        sources.iter().map(|counts| StoryReads::new(counts, &finder, path_of, policy)).collect();
    let name = &newsroom.site.config.most_read.reads;
    Folder::new(folder).refuse_ways_out(name)?;
    let file = StoreFile::open(&folder.join(name))?;
    let text = file.read()?;
    let old = whole(&text, name)?;
    let read = matched
        .iter()
        .fold(Reads::default(), |reads, matched| reads.merge(Reads::new(matched.rows.clone())));
    say_what_was_read(&read, &finder);
    let new = old.clone().merge(not_stored_yet(&read, &old, &finder, path_of));
    let new_text = new.to_text();
    if new_text == text {
        println!("{name} has them already");
    } else {
        file.replace(&new_text)?;
        let added = new.rows().len() - old.rows().len();
        let raised = raised(&old, &new);
        println!("{name}: {} added, {} raised", counted(added, "line"), grouped(raised));
    }
    say_what_matches_nothing(&matched, &site.config.base_url);
    Ok(())
}

/// The store, if all of it can be read: what is written anew must lack nothing.
fn whole<'a>(text: &'a str, name: &str) -> Result<Reads<'a>, Diagnostic> {
    let (reads, lines) = Reads::parse(text, Date::MAX);
    match lines.first_bad.first() {
        None => Ok(reads),
        Some(bad) => Err(Diagnostic::error(format!(
            "line {} of `{name}` cannot be read: {}",
            bad.number, bad.message
        ))
        .hint("fix it or delete it; until then nothing is added, so that nothing is lost")),
    }
}

/// How many rows of `old` are larger in `new`.
fn raised(old: &Reads<'_>, new: &Reads<'_>) -> usize {
    let place = |row: &Row<'_>| (row.day, row.path.to_string());
    let in_new = |row: &&Row<'_>| {
        let at = new.rows().binary_search_by_key(&place(row), place);
        at.is_ok_and(|at| new.rows()[at].reads > row.reads)
    };
    old.rows().iter().filter(in_new).count()
}

fn say_what_was_read(reads: &Reads<'_>, finder: &Finder<'_>) {
    let rows = reads.rows();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        println!("No story was read");
        return;
    };
    let is_of_story = |row: &&Row<'_>| matches!(finder.find(&row.path), Destination::Briefing(..));
    // The others are there with --keep-unmatched.
    let (stories, others): (Vec<&Row<'_>>, Vec<&Row<'_>>) = rows.iter().partition(is_of_story);
    let of = |rows: &[&Row<'_>], one: &str, many: &str| {
        let sum = rows.iter().fold(0u64, |sum, row| sum.saturating_add(row.reads));
        let paths: HashSet<&str> = rows.iter().map(|row| &*row.path).collect();
        let what = match paths.len() {
            1 => format!("1 {one}"),
            more => format!("{} {many}", grouped(more)),
        };
        (!rows.is_empty()).then(|| format!("{} of {what}", counted(sum, "read")))
    };
    let stories = of(&stories, "story", "stories");
    let others = of(&others, "other address", "other addresses");
    let read: Vec<String> = stories.into_iter().chain(others).collect();
    let days = match first.day == last.day {
        true => format!("on {}", first.day),
        false => format!("from {} to {}", first.day, last.day),
    };
    println!("{} {days}", read.join(" and "));
}

/// The addresses that the site does not have, the most read first: those below its base URL as
/// `aliases` are written, without that.
fn unmatched(matched: &[StoryReads], base_url: &BaseUrl) -> Vec<(String, u64)> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (address, reads) in matched.iter().flat_map(|matched| &matched.unmatched) {
        let own = match base_url.requested(address) {
            Requested::Path(path) => Some(path),
            Requested::Elsewhere | Requested::NoPath => base_url.path_of(address),
        };
        let address = own.map_or_else(|| address.clone(), |path| path.to_string());
        let sum = sums.entry(address).or_default();
        *sum = sum.saturating_add(*reads);
    }
    let mut unmatched: Vec<(String, u64)> = sums.into_iter().collect();
    unmatched.sort_by_key(|(_, reads)| u64::MAX - reads);
    unmatched
}

fn say_what_matches_nothing(matched: &[StoryReads], base_url: &BaseUrl) {
    let others = matched.iter().fold(0u64, |sum, matched| sum.saturating_add(matched.other_pages));
    if others > 0 {
        println!(
            "{} of lists and standing pages of the site (not stored)",
            counted(others, "read")
        );
    }
    let unmatched = unmatched(matched, base_url);
    if unmatched.is_empty() {
        return;
    }
    let sum = unmatched.iter().fold(0u64, |sum, (_, reads)| sum.saturating_add(*reads));
    println!("{} of addresses the site does not have (not stored)", counted(sum, "read"));
    for (address, reads) in unmatched.iter().take(SHOWN) {
        // An address is what a stranger asked for; it must not steer the terminal.
        println!("{:>9}  {}", grouped(*reads), address.escape_debug());
    }
    if unmatched.len() > SHOWN {
        println!("           and {} more", grouped(unmatched.len() - SHOWN));
    }
    println!(
        "If one is where a story was before, add it to the story's `aliases`; --keep-unmatched \
         stores them all"
    );
}
