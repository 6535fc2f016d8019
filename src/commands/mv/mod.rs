//! `dateline mv`: move a text, or rename a section, so that no address is lost.

mod aliases;
mod carry_out;
mod feed_ids;
mod front_page;
mod links;
mod moves;
mod section;
mod versions;

use std::collections::{BTreeMap, HashSet};

use crate::cli::Mv;
use crate::commands::{Failed, counted, now, report};
use crate::diagnostic::Diagnostic;
use crate::model::Reveal;
use crate::site::{
    Address, FileNames, Files, Instant, LoadOptions, Loaded, is_text, load, read_text,
};
use crate::source::Folder;
use crate::text::config;
use crate::text::printable::on_one_line;
use aliases::{with_aliases, without_aliases};
use links::mended;
use moves::{Moved, Moves};
use section::rename_section;

pub(super) fn run(arguments: &Mv) -> Result<(), Failed> {
    let told = mv(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })?;
    println!("{told}");
    Ok(())
}

/// Moves, and says what was done. With a fault, nothing was.
fn mv(arguments: &Mv) -> Result<String, Vec<Diagnostic>> {
    let folder = Folder::new(&arguments.site);
    let options = LoadOptions {
        instant: Instant::Exact(now()),
        address: Address::Configured,
        // Drafts have addresses too, to which others may link.
        reveal: Reveal { drafts: true, future: true, expired_by: None },
    };
    let before = right(load(&folder, &options))?;
    let mut faults = Vec::new();
    let files = folder.list("content", &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let one = |fault| vec![fault];
    let sections = &before.site.config.sections;
    let letters = before.site.config.addresses;
    let names = FileNames::of(&before.site.config);
    let moves = Moves::of(&arguments.from, &arguments.to, &files, (sections, letters), names)
        .map_err(one)?;
    moves.refuse_what_is_there(&folder).map_err(one)?;
    let mut edited: BTreeMap<String, String> = BTreeMap::new();
    if let Some((from, to)) = &moves.section {
        let source = read_text(&folder, config::FILE).map_err(one)?;
        let renamed = rename_section(&source, from, to).ok_or_else(|| vec![by_hand(from, to)])?;
        edited.insert(config::FILE.into(), renamed);
    }
    let known: HashSet<&str> = files.iter().map(String::as_str).collect();
    let mut relinked = 0;
    for file in files.iter().filter(|file| is_text(file)) {
        let source = read_text(&folder, file).map_err(one)?;
        if let Some(source) = mended(&source, file, &moves, &known) {
            relinked += 1;
            edited.insert(moves.new_path(file).unwrap_or(file).into(), source);
        }
    }
    for file in folder.front_pages() {
        let source = read_text(&folder, &file).map_err(one)?;
        if let Some(source) = front_page::mended(&source, &file, &moves).map_err(one)? {
            relinked += 1;
            edited.insert(file, source);
        }
    }
    let mut edits = Edits { folder: &folder, moves: &moves, texts: edited };
    let mut after = load(&edits.site(), &options);
    let own = aliases::own(&after.site, &moves);
    if !own.is_empty() {
        edits.edit(&own, |text, file, own| without_aliases(text, file, own)).map_err(one)?;
        after = load(&edits.site(), &options);
    }
    let mut after = right(after)?;
    let lost = aliases::lost(&before.site, &after.site, &moves);
    if !lost.is_empty() {
        edits.edit(&lost, |text, file, old| with_aliases(text, file, old)).map_err(one)?;
        after = right(load(&edits.site(), &options))?;
    }
    let ids = feed_ids::changed(&before.site, &after.site, &moves);
    if !ids.is_empty() {
        edits.edit(&ids, |text, file, id| feed_ids::with_id(text, file, id)).map_err(one)?;
        right(load(&edits.site(), &options))?;
    }
    carry_out::carry_out(&folder, &moves, &edits.texts).map_err(one)?;
    let aliases = lost.values().map(Vec::len).sum();
    Ok(told(&moves, Counts { aliases, relinked, ids: ids.len() }))
}

/// The texts that are edited on the way, by their new paths.
struct Edits<'a> {
    folder: &'a Folder,
    moves: &'a Moves,
    texts: BTreeMap<String, String>,
}

impl Edits<'_> {
    /// The site as it is with them.
    fn site(&self) -> Moved<'_> {
        Moved::new(self.folder, self.moves, &self.texts)
    }

    /// Edits the files that have something to be written there.
    fn edit<T>(
        &mut self,
        changes: &BTreeMap<String, T>,
        edited: impl Fn(&str, &str, &T) -> Result<String, Diagnostic>,
    ) -> Result<(), Diagnostic> {
        for (file, change) in changes {
            let source = read_text(&self.site(), file)?;
            self.texts.insert(file.clone(), edited(&source, file, change)?);
        }
        Ok(())
    }
}

/// The site, if nothing is wrong with it.
fn right(loaded: Loaded) -> Result<Loaded, Vec<Diagnostic>> {
    let errors: Vec<Diagnostic> =
        loaded.diagnostics.iter().filter(|fault| fault.is_error()).cloned().collect();
    if errors.is_empty() { Ok(loaded) } else { Err(errors) }
}

fn by_hand(from: &str, to: &str) -> Diagnostic {
    Diagnostic::error(format!("the section `{from}` is written in a way that only you can change"))
        .in_file(config::FILE)
        .hint(format!(
            "write `{{id: {to}, aliases: [{from}]}}` in its place, and rename the folder \
             `content/{from}` to `content/{to}`"
        ))
}

/// How much was edited.
struct Counts {
    aliases: usize,
    /// Texts whose links were mended.
    relinked: usize,
    /// Stories that say now what feeds know them by.
    ids: usize,
}

fn told(moves: &Moves, Counts { aliases, relinked, ids }: Counts) -> String {
    let (from, to) = (on_one_line(&moves.from), on_one_line(&moves.to));
    let mut parts = vec![format!("Moved {from} to {to}")];
    let is_below = |file: &String, path: &str| {
        file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let versions = moves.files.keys().filter(|file| is_text(file) && !is_below(file, &moves.from));
    match versions.count() {
        0 => {}
        versions => {
            parts.push(format!("{} in other languages with it", counted(versions, "version")));
        }
    }
    if let Some((old, _)) = &moves.section {
        parts.push(format!("{} has the alias {old}", config::FILE));
    }
    if aliases > 0 {
        let addresses = if aliases == 1 {
            "1 old address leads".into()
        } else {
            format!("{aliases} old addresses lead")
        };
        parts.push(format!("{addresses} to the new one"));
    }
    if ids > 0 {
        let stories = if ids == 1 { "1 story says".into() } else { format!("{ids} stories say") };
        parts.push(format!("{stories} with `feed_id` what feeds know it by"));
    }
    if relinked > 0 {
        parts.push(format!("links mended in {}", counted(relinked, "text")));
    }
    parts.join("; ")
}
