//! From the addresses under which readers were counted to briefings.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, Place};
use crate::reads::ranking::Readership;
use crate::reads::store::{LONGEST, MOST_LINES, Reads, Row, count_lines};
use crate::reads::{Counts, Lines, MOST_READS};
use crate::routes::{Route, Routes, Target};
use crate::site::Site;
use crate::site::files::{Files, read_text_up_to};
use crate::text::config::Config;
use crate::url::{BaseUrl, SitePath};

/// What an address is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A briefing.
    Briefing(usize),
    /// Another page of the site: a list, a standing page.
    OtherPage,
    /// Nothing.
    Nothing,
}

/// Finds what addresses are, whatever their form: with or without host, base
/// path, query, fragment, `index.html`, last slash and percent-encoding, and
/// also where a story was before it moved.
pub struct Finder<'a> {
    base_url: &'a BaseUrl,
    routes: &'a Routes,
}

impl<'a> Finder<'a> {
    /// A finder for a site.
    pub fn new(site: &'a Site) -> Self {
        Finder { base_url: &site.config.base_url, routes: &site.index.routes }
    }

    pub(super) fn of(base_url: &'a BaseUrl, routes: &'a Routes) -> Self {
        Finder { base_url, routes }
    }

    /// What `address` is. A host in it has to be the site's; a path may lack
    /// the base path, since a front server may have taken it off.
    pub fn find(&self, address: &str) -> Found {
        let Some(path) = self.path_of(address) else { return Found::Nothing };
        let base = self.base_url.path();
        let without_base = path.strip_prefix(base).filter(|rest| rest.starts_with('/'));
        let at_base = (path == base).then_some("/");
        [without_base, at_base, Some(path)]
            .into_iter()
            .flatten()
            .map(|path| self.at(path))
            .find(|found| *found != Found::Nothing)
            .unwrap_or(Found::Nothing)
    }

    /// The path of an address, without its host, query and fragment; none if it
    /// is on another host.
    fn path_of<'p>(&self, address: &'p str) -> Option<&'p str> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let address = &address[..end];
        let Some((_, rest)) = address.split_once("//").filter(|(scheme, _)| {
            scheme.is_empty() || scheme.ends_with(':') && !scheme.contains('/')
        }) else {
            return Some(address);
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        self.is_ours(host).then_some(if path.is_empty() { "/" } else { path })
    }

    /// Whether a host, maybe with a port, is the site's; with `www.` or without.
    fn is_ours(&self, host: &str) -> bool {
        fn bare(host: &str) -> String {
            let host = host.to_ascii_lowercase();
            let host = host.split_once(':').map_or(&*host, |(name, _)| name);
            host.strip_prefix("www.").unwrap_or(host).to_string()
        }
        let ours = self.base_url.origin();
        bare(host) == bare(ours.split_once("//").map_or(ours, |(_, host)| host))
    }

    fn at(&self, path: &str) -> Found {
        let decoded = match percent_decode_str(path).decode_utf8() {
            Ok(decoded) => decoded,
            Err(_) => return Found::Nothing,
        };
        let path: Cow<'_, str> =
            if decoded.starts_with('/') { decoded } else { format!("/{decoded}").into() };
        let Some(path) = SitePath::new(&path).map(|path| path.file_key()) else {
            return Found::Nothing;
        };
        let with_slash = || SitePath::new(&format!("{path}/"));
        let route = self.routes.get(&path).or_else(|| self.routes.get(&with_slash()?));
        match route {
            Some(Route::Briefing(at) | Route::Redirect(Target::Briefing(at))) => {
                Found::Briefing(*at)
            }
            Some(Route::File(_) | Route::NotFound) | None => Found::Nothing,
            Some(_) => Found::OtherPage,
        }
    }

    /// Which briefing `address` is.
    pub fn briefing(&self, address: &str) -> Option<usize> {
        match self.find(address) {
            Found::Briefing(at) => Some(at),
            Found::OtherPage | Found::Nothing => None,
        }
    }
}

/// What was counted, as the store has it.
#[derive(Debug, Default)]
pub struct Matched {
    /// Days, paths of stories as they are now, and reads.
    pub rows: Vec<Row<'static>>,
    /// Reads of other pages of the site, such as lists.
    pub other_pages: u64,
    /// What is nothing on the site, and its reads; read most first.
    pub unmatched: Vec<(String, u64)>,
}

/// What becomes of that which matches no story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// It is left out.
    LeftOut,
    /// It is stored as it was written.
    Stored,
}

impl Matched {
    /// Finds out which stories of `site` were read. Several addresses of one
    /// story are added up.
    pub fn new(counts: &Counts, site: &Site, policy: Unmatched) -> Self {
        let finder = Finder::new(site);
        let mut found: HashMap<&str, Found> = HashMap::new();
        let mut sums: BTreeMap<(Date, &str), u64> = BTreeMap::new();
        let mut unmatched: HashMap<&str, u64> = HashMap::new();
        let mut matched = Matched::default();
        for (day, address, reads) in counts.iter() {
            let path = match found.entry(address).or_insert_with(|| finder.find(address)) {
                Found::Briefing(at) => site.briefings[*at].article.path.as_str(),
                _ if policy == Unmatched::Stored => address,
                Found::OtherPage => {
                    matched.other_pages = matched.other_pages.saturating_add(reads);
                    continue;
                }
                Found::Nothing => {
                    let sum = unmatched.entry(address).or_default();
                    *sum = sum.saturating_add(reads);
                    continue;
                }
            };
            let sum = sums.entry((day, path)).or_default();
            *sum = sum.saturating_add(reads).min(MOST_READS);
        }
        let row = |((day, path), reads): ((Date, &str), u64)| Row {
            day,
            path: Cow::Owned(path.to_string()),
            reads,
        };
        matched.rows = sums.into_iter().map(row).collect();
        matched.unmatched =
            unmatched.into_iter().map(|(address, reads)| (address.to_string(), reads)).collect();
        matched.unmatched.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        matched
    }
}

/// Reads the store that `site.yaml` names, as it is on the day `today`. Without
/// one nobody was counted.
pub(super) fn readership(
    files: &dyn Files,
    config: &Config,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Readership {
    let file = &config.most_read.reads;
    if files.list(file, diagnostics).is_empty() {
        return Readership::default();
    }
    let text = match read_text_up_to(LONGEST, files, file) {
        Ok(text) => text,
        Err(fault) => {
            diagnostics.push(fault);
            return Readership::default();
        }
    };
    if count_lines(&text) > MOST_LINES {
        diagnostics.push(too_many_lines(file));
        return Readership::default();
    }
    // A site may be built as of a day in the past, when later ones were not there.
    let (mut reads, lines) = Reads::parse(&text, Date::MAX);
    tell(&lines, file, &text, diagnostics);
    diagnostics.extend(to_come(&reads.split_after(today), file, &text, today));
    let readership = Readership::new(&reads, &config.most_read.windows);
    diagnostics.extend(too_old(&readership, file, today));
    readership
}

/// A store that has more lines than are read.
fn too_many_lines(file: &str) -> Diagnostic {
    Diagnostic::error(format!("this file has more than {} million lines", MOST_LINES / 1_000_000))
        .in_file(file)
        .hint("delete the oldest days")
}

/// A line that cannot be read keeps nobody from publishing; a file that is
/// something else does.
fn tell(lines: &Lines, file: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    if lines.bad > lines.good {
        let fault = Diagnostic::error("more than half of this file are no reads");
        let hint = "each line is `date,path,reads`; other forms go through `dateline reads import`";
        let first = lines.first_bad.first();
        let fault = match first.and_then(|bad| place(text, bad.number)) {
            Some(place) => fault.at(place),
            None => fault,
        };
        diagnostics.push(fault.in_file(file).hint(hint));
        return;
    }
    for bad in &lines.first_bad {
        let fault = Diagnostic::warning(format!("this line is left out: {}", bad.message));
        let fault = fault.in_file(file).hint("mend it or delete it");
        diagnostics.push(match place(text, bad.number) {
            Some(place) => fault.at(place),
            None => fault,
        });
    }
    let untold = lines.bad - lines.first_bad.len() as u64;
    if untold > 0 {
        let message = format!("{untold} more lines are left out");
        diagnostics.push(Diagnostic::warning(message).in_file(file).hint("mend those above first"));
    }
}

/// Where line `number` of a text is.
fn place(text: &str, number: u64) -> Option<Place> {
    let line = usize::try_from(number).ok()?.checked_sub(1)?;
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let length = text[start..].lines().next().map_or(0, str::len);
    Some(Place::of_bytes(text, start..start + length))
}

/// Reads of days that are not there yet are a mistake, or the build is of another day.
fn to_come(later: &Reads<'_>, file: &str, text: &str, today: Date) -> Option<Diagnostic> {
    let first = later.rows().first()?;
    let lines = match later.rows().len() {
        1 => "this line is of a day".to_string(),
        more => format!("this line and {} more are of days", more - 1),
    };
    let message = format!("{lines} after {today}, the day of this build: not counted");
    let fault = Diagnostic::warning(message).in_file(file);
    let starts = format!("{},", first.day);
    let line = text.lines().position(|line| line.trim_start().starts_with(&starts));
    let fault = match line.and_then(|line| place(text, line as u64 + 1)) {
        Some(place) => fault.at(place),
        None => fault,
    };
    Some(fault.hint("mend the date, unless the build is meant to be of an earlier day"))
}

/// A list that is twice as old as the days that it covers is no news.
fn too_old(readership: &Readership, file: &str, today: Date) -> Option<Diagnostic> {
    let as_of = readership.as_of?;
    let age = usize::try_from((today - as_of).get_days()).unwrap_or(0);
    let old: Vec<String> = readership
        .windows
        .iter()
        .filter(|window| age > 2 * window.days)
        .map(|window| format!("`{}`", window.name))
        .collect();
    if old.is_empty() {
        return None;
    }
    let message = format!(
        "the newest reads are of {as_of}, {age} days ago: too old for what was read most by {}",
        old.join(" and ")
    );
    let hint = "get newer ones with `dateline reads fetch` or `dateline reads import`";
    Some(Diagnostic::warning(message).in_file(file).hint(hint))
}
