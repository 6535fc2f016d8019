//! Addresses that were public and lead nowhere any more.

mod folders;
mod page;
mod tags;
mod taken_tags;

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::tz::TimeZone;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::commands::grouped;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Article, Held, HeldReason};
use crate::nearest::TextsByWords;
use crate::output::Output;
use crate::site::{Paths, Site};
use crate::slug::composed;
use crate::text::front_matter::aliases_line;
use crate::url::{OutputPath, SitePath};
use folders::moved_folders;
pub(super) use page::language;
use page::{OldPage, name_and_headline, name_and_headline_of_held, target, words_of_article};
use tags::{LostTag, LostTags};
use taken_tags::Taken;

/// How many addresses are told; of the others, how many they are.
const TOLD: usize = 20;

/// Warnings of addresses of stories, pages and tags that are in an output for everybody and are no part of the
/// site any more, or of another tag, each with the line that leads readers on. What is held is listed already.
pub(super) fn lost(site: &Site, output: &Output) -> Vec<Diagnostic> {
    let present = output.public_files();
    let present: HashSet<&str> = present.iter().map(String::as_str).collect();
    let mut gone = lost_addresses(site, &present);
    let tags: Vec<LostTags<'_>> =
        site.editions.iter().map(|edition| LostTags::of(site, edition, &present)).collect();
    let taken = |edition| taken_tags::taken(site, edition, &present, output, TOLD);
    let taken: Vec<Taken<'_>> = site.editions.iter().flat_map(taken).collect();
    if gone.is_empty() && tags.iter().all(LostTags::is_empty) {
        return told_of_tags(site, &taken, Vec::new());
    }
    // Of what was taken away already, the build that did it told.
    let left = output.present_files();
    let left: HashSet<&str> = left.iter().map(String::as_str).collect();
    let respelled = respelled(site, &gone, output);
    gone.retain(|path| left.contains(path.to_output().as_str()) && !respelled.contains(path));
    gone.sort_unstable();
    let (mut warnings, mut gone) = moved_folders(site, gone, &present, output);
    let untold = gone.len().saturating_sub(TOLD);
    gone.truncate(TOLD);
    let pages = gone.into_iter().filter_map(|path| {
        let html = output.present_page(&path.to_output())?;
        Some(OldPage::of(path, &html, &site.config.base_url))
    });
    let pages: Vec<OldPage> = pages.collect();
    let (mut lost, mut untold) = (Vec::new(), untold);
    for of_edition in tags {
        let most = TOLD.saturating_sub(pages.len() + lost.len());
        let (found, more) = of_edition.lost(&left, output, most);
        lost.extend(found);
        untold += more;
    }
    if !pages.is_empty() {
        warnings.extend(Survivors::of(site, &present, output, &pages).told(pages));
    }
    warnings.extend(told_of_tags(site, &taken, lost));
    warnings.extend((untold > 0).then(|| more(untold)));
    warnings
}

/// Warnings of tags whose address is another's, and of those whose address is gone. Where the taker
/// was goes with what it took, since what mends one undoes the other.
fn told_of_tags(site: &Site, taken: &[Taken<'_>], lost: Vec<LostTag>) -> Vec<Diagnostic> {
    let is_of = |lost: &LostTag, taken: &Taken<'_>| lost.is_at(&taken.address);
    let (of_takers, lost): (Vec<LostTag>, Vec<LostTag>) =
        lost.into_iter().partition(|lost| taken.iter().any(|taken| is_of(lost, taken)));
    let told = taken.iter().map(|taken| {
        let mut left = of_takers.iter().filter(|lost| is_of(lost, taken)).peekable();
        let redirect = left.peek().is_some().then(|| tags::redirects(site, left));
        taken_tags::told(site, taken, redirect.as_deref())
    });
    told.chain(tags::told(site, &lost)).collect()
}

/// The addresses in an output of which the site has none any more, but for lists.
fn lost_addresses(site: &Site, present: &HashSet<&str>) -> Vec<SitePath> {
    let held = held_addresses(site);
    let addresses = present.iter().filter_map(|file| {
        let path = SitePath::of_output(&OutputPath::new(file)?);
        let is_there = || site.routes.has_file_of(&path) || held.contains(&path);
        // Most are there, and that is known at once.
        let is_text = || Paths::was_of_a_text(&path, |file| present.contains(file));
        (!is_there() && is_text()).then_some(path)
    });
    addresses.collect()
}

/// The addresses of what is held: also those from which readers are led on again when it is public,
/// by an alias of its own, or below the folders that its language was in before.
pub(super) fn held_addresses(site: &Site) -> HashSet<SitePath> {
    let below_old = |path: &SitePath| {
        let edition = site.edition_at(path);
        let rest = path.as_str().strip_prefix(edition.index.paths.home().as_str());
        let language = site.config.languages.get(edition.id.0).zip(rest);
        let old = language.into_iter().flat_map(|(language, rest)| {
            let folders = language.aliases.iter();
            folders.filter_map(move |old| SitePath::new(&format!("{}{rest}", old.value)))
        });
        old.collect::<Vec<_>>()
    };
    let mut addresses = HashSet::new();
    for held in site.held.iter() {
        addresses.extend(below_old(&held.path));
        addresses.extend(held.aliases.iter().chain([&held.path]).cloned());
    }
    addresses
}

/// Those of the addresses that the site has by another spelling, where the disk takes both as one:
/// there, an alias by the old spelling would be the same file. A build that was killed may have
/// noted both.
fn respelled(site: &Site, gone: &[SitePath], output: &Output) -> HashSet<SitePath> {
    if gone.is_empty() {
        return HashSet::new();
    }
    let gone: HashMap<String, &SitePath> = gone.iter().map(|path| (folded(path), path)).collect();
    let page = |path: &SitePath| output.present_page(&path.to_output());
    let of_route = |path: &SitePath| {
        let old = *gone.get(&folded(path)).filter(|old| **old != path)?;
        // Two pages of two spellings name themselves, each by its own.
        page(path).filter(|new| page(old).as_ref() == Some(new)).map(|_| old.clone())
    };
    site.routes.iter().filter_map(|(path, _)| of_route(path)).collect()
}

/// What the spellings of a path have in common that a disk may take as one.
fn folded(path: &SitePath) -> String {
    composed(&path.as_str().to_lowercase()).into_owned()
}

/// The texts to which an old address can lead.
struct Survivors<'a> {
    site: &'a Site,
    /// Those that are new at their address.
    new: Vec<&'a Article>,
    by_words: TextsByWords,
}

impl<'a> Survivors<'a> {
    /// Of a site, of whose old addresses these are gone.
    fn of(site: &'a Site, present: &HashSet<&str>, output: &Output, gone: &[OldPage]) -> Self {
        let names: HashSet<u64> = gone.iter().map(|page| page.text.name).collect();
        let headlines: HashSet<u64> = gone.iter().map(|page| page.text.headline).collect();
        // Where readers were led on from, the text is new as well. To look at each page takes time.
        let is_back = |article: &Article| {
            let (name, headline) = name_and_headline(article);
            let may_be = names.contains(&name) || headlines.contains(&headline);
            let page = || output.present_page(&article.path.to_output()).unwrap_or_default();
            may_be && target(&page(), &site.config.base_url).is_some()
        };
        let is_new = |article: &&Article| {
            !present.contains(article.path.to_output().as_str()) || is_back(article)
        };
        let new: Vec<&Article> = site.articles().filter(is_new).collect();
        let by_words = new.par_iter().map(|article| words_of_article(article)).collect::<Vec<_>>();
        Survivors { site, new, by_words: by_words.into_iter().collect() }
    }

    /// The one text that has the headline of a page, or else its name, and is held.
    fn held(&self, page: &OldPage) -> Option<&'a Held> {
        let one = |is_it: &dyn Fn(u64, u64) -> bool| {
            let mut found = self.site.held.iter().filter(|held| {
                let (name, headline) = name_and_headline_of_held(held);
                is_it(name, headline)
            });
            found.next().filter(|_| found.next().is_none())
        };
        one(&|_, headline| headline == page.text.headline)
            .or_else(|| one(&|name, _| name == page.text.name))
    }

    fn told(&self, pages: Vec<OldPage>) -> Vec<Diagnostic> {
        let mut moved: HashMap<SitePath, &Article> = HashMap::new();
        let mut to: BTreeMap<&str, (&Article, Vec<SitePath>)> = BTreeMap::new();
        let mut deleted = Vec::new();
        let (redirects, pages): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|page| page.target.is_some());
        for page in pages {
            match self.by_words.shown_on(&page.text).map(|at| self.new[at]) {
                Some(article) => {
                    moved.insert(page.path.clone(), article);
                    to.entry(&article.file).or_insert((article, Vec::new())).1.push(page.path);
                }
                None => deleted.push(match self.held(&page) {
                    Some(held) => is_held(&page.path, held, &self.site.config.time_zone),
                    None => is_deleted(&page.path),
                }),
            }
        }
        for page in redirects {
            // Where that is gone as well, it is told of it.
            let Some(target) = page.target else { continue };
            let now = self.site.routes.get(&target).and_then(|route| self.site.article(route));
            if let Some(article) = now.or_else(|| moved.get(&target).copied()) {
                to.entry(&article.file).or_insert((article, Vec::new())).1.push(page.path);
            }
        }
        let moved = to.into_values().map(|(article, old)| is_moved(article, &old));
        moved.chain(deleted).collect()
    }
}

fn is_moved(article: &Article, old: &[SitePath]) -> Diagnostic {
    let named: Vec<String> = old.iter().map(|path| format!("`{path}`")).collect();
    let (were, lead) = if old.len() == 1 { ("was", "leads") } else { ("were", "lead") };
    let known = article.facts.aliases.iter().map(|alias| alias.value.as_str());
    let line = aliases_line(known.chain(old.iter().map(SitePath::as_str)));
    let message = format!(
        "{} {were} public and {lead} nowhere now; what was there is at `{}`",
        named.join(", "),
        article.path
    );
    Diagnostic::warning(message)
        .in_file(&article.file)
        .at(Place::START)
        .hint(format!("write `{line}` into the front matter to redirect readers"))
}

/// What was renamed and is not public: that it leads there by then, its file has to say.
fn is_held(path: &SitePath, held: &Held, time_zone: &TimeZone) -> Diagnostic {
    let why = held.reason.in_words(time_zone);
    let message = format!(
        "`{path}` was public and leads nowhere now; what was there is probably `{}`, which {why}",
        held.file
    );
    let line = aliases_line(held.aliases.iter().chain([path]).map(SitePath::as_str));
    let hint = match held.reason {
        HeldReason::Expired(_) => format!(
            "if it was to go, ignore this; `{}` in the front matter of another story leads readers there",
            aliases_line([path.as_str()].into_iter())
        ),
        _ => format!("write `{line}` into its front matter: readers are led on once it is public"),
    };
    Diagnostic::warning(message).in_file(&held.file).at(Place::START).hint(hint)
}

fn is_deleted(path: &SitePath) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{path}` was public and leads nowhere now; no new story has its words"
    ))
    .hint(format!(
        "if it was deleted on purpose, ignore this; `{}` in the front matter of another story leads \
         readers there",
        aliases_line([path.as_str()].into_iter())
    ))
}

fn more(untold: usize) -> Diagnostic {
    let message = match untold {
        1 => "1 more address that was public leads nowhere now".into(),
        _ => format!("{} more addresses that were public lead nowhere now", grouped(untold)),
    };
    Diagnostic::warning(message)
        .hint("where many moved together, `redirects` in site.yaml leads all of them on")
}

/// The hash of words.
fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}
