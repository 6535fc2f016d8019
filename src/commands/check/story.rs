//! `dateline check --story`: what is missing before one story is published, and where readers will
//! see it.

use std::path::Path;

use super::Totals;
use super::seen::{Seen, seen};
use crate::commands::held::until;
use crate::commands::{counted, report_each};
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Held, HeldReason};
use crate::nearest::nearest;
use crate::site::{Files, Site, is_text, other_forms};
use crate::source::Folder;
use crate::text::printable::on_one_line;
use crate::url::SitePath;

/// The file that was typed: from the site's root or from where the shell is, with `content/` and
/// `.md` or without, or by its name alone, if one story has it.
///
/// # Errors
/// That there is none, or several.
pub(super) fn file(typed: &str, folder: &Folder) -> Result<String, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut files = folder.list("content", &mut faults);
    if faults.iter().any(Diagnostic::is_error) {
        return Err(faults);
    }
    files.retain(|file| is_text(file));
    let path = typed.replace('\\', "/");
    let below = Path::new(typed).strip_prefix(folder.root()).ok().and_then(Path::to_str);
    let path = below.map_or(path, |below| below.replace('\\', "/"));
    let path = path.trim_start_matches("./").trim_matches('/');
    let candidates = [path.to_string(), format!("{path}.md"), format!("{path}/index.md")];
    // One that was given a folder of its own since, or lost it, is the same story.
    let candidates = candidates.iter().cloned().chain(other_forms(path));
    let candidates = candidates.flat_map(|path| [path.clone(), format!("content/{path}")]);
    if let Some(found) = candidates.into_iter().find(|path| files.contains(path)) {
        return Ok(found);
    }
    if let Some(found) = real(typed, folder).filter(|path| files.contains(path)) {
        return Ok(found);
    }
    let ends = [format!("/{path}"), format!("/{path}.md"), format!("/{path}/index.md")];
    let ends_so = |file: &&String| ends.iter().any(|end| file.ends_with(end.as_str()));
    let named: Vec<&String> = files.iter().filter(ends_so).collect();
    if let [found] = named[..] {
        return Ok(found.clone());
    }
    if let [first, second, ..] = named[..] {
        let message = format!("there are {} stories `{}`", named.len(), on_one_line(typed));
        let hint = format!("write which: `{first}`, `{second}`");
        return Err(vec![Diagnostic::error(message).hint(hint)]);
    }
    let sought = match path.starts_with("content/") {
        true => path.to_string(),
        false => format!("content/{path}"),
    };
    let hint = match nearest(&sought, files.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a story, such as `content/politics/talks.md`".into(),
    };
    let message = format!("there is no story `{}`", on_one_line(typed));
    Err(vec![Diagnostic::error(message).hint(hint)])
}

/// The path from the site's root of a file that is there, from where the shell is.
fn real(typed: &str, folder: &Folder) -> Option<String> {
    let file = Path::new(typed).canonicalize().ok()?;
    let path = file.strip_prefix(folder.root().canonicalize().ok()?).ok()?;
    Some(path.to_str()?.replace('\\', "/"))
}

/// Says what is wrong with the file, and how much is with others, so that nothing is published.
pub(super) fn tell_of_faults(file: &str, faults: Vec<Diagnostic>, site: &Site, folder: &Path) {
    let (mut own, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        faults.into_iter().partition(|fault| fault.file.as_deref() == Some(file));
    own.extend(missing_text(file, site));
    let is_at_fault = own.iter().any(Diagnostic::is_error);
    let warnings = own.iter().filter(|fault| !fault.is_error()).count();
    let errors = own.len() - warnings;
    let others = others.iter().filter(|fault| fault.is_error()).count();
    report_each(folder, &own);
    if is_at_fault {
        println!("{}", on_one_line(file));
    } else {
        describe(file, site);
    }
    tell_totals(errors, warnings);
    if others > 0 {
        println!(
            "Not published before other files are mended: `dateline check` names {}",
            counted(others, "error")
        );
    }
}

/// Says all of a story.
pub(super) fn tell(file: &str, found: &Totals, site: &Site, folder: &Path) {
    report_each(folder, &found.diagnostics());
    describe(file, site);
    tell_totals(found.errors, found.warnings);
}

fn tell_totals(errors: usize, warnings: usize) {
    println!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
}

/// That a draft has no text yet, without which it cannot be published: a build says so only then.
pub(super) fn missing_text(file: &str, site: &Site) -> Option<Diagnostic> {
    let Article { facts, html, live, .. } = seen(site, file)?.article;
    let may_lack_it = facts.source.is_some() || facts.about.is_some() || live.is_some();
    let is_missing = facts.draft && !may_lack_it && html.read_or_nothing().trim().is_empty();
    is_missing.then(|| {
        Diagnostic::warning("there is no text below the front matter yet, so it cannot be published")
            .in_file(file)
            .hint("write it before `draft` is taken out, or say where the story is: `source: {name: …, url: …}`")
    })
}

/// Since when or until when it is held, and where it is seen.
fn describe(file: &str, site: &Site) {
    let held = site.held.iter().find(|held| held.file == file);
    let Some(seen) = seen(site, file) else {
        let title = held.map(|held| held.title.as_str()).unwrap_or_default();
        println!("{}", heading(file, title));
        line("public", &when(held, site));
        return;
    };
    let article = seen.article;
    println!("{}", heading(file, &article.facts.title));
    line("public", &when(held, site));
    line("address", &site.config.base_url.absolute(&article.path));
    let lists = seen.lists(site);
    let shown = lists.iter().filter_map(|list| Some((list, list.path.as_ref()?)));
    for (number, (list, path)) in shown.enumerate() {
        let is_front = *path == *seen.edition.index.paths.home();
        let on_front = if is_front { seen.place_in_front() } else { None };
        let more = on_front.map(|place| format!(", {place}")).unwrap_or_default();
        let name = on_one_line(&list.name);
        line(if number == 0 { "lists" } else { "" }, &format!("{name}{more}: {}", path.as_str()));
    }
    let feeds = lists.iter().filter(|list| !list.feeds.is_empty());
    for (number, list) in feeds.enumerate() {
        let name = |feed: &SitePath| feed.as_str().rsplit('/').next().map(String::from);
        let first = list.feeds.iter().take(1).map(|feed| feed.as_str().to_string());
        let all: Vec<String> = first.chain(list.feeds.iter().skip(1).filter_map(name)).collect();
        line(if number == 0 { "feeds" } else { "" }, &all.join(", "));
    }
    for (number, (language, version, is_shown)) in seen.languages(site).into_iter().enumerate() {
        let of_it = match version {
            Some(version) if version == file => "this file".into(),
            None if language == own_language(&seen) => "this file".into(),
            Some(version) if is_shown => on_one_line(version).into_owned(),
            Some(version) => format!("{}, not public", on_one_line(version)),
            None => "no version".into(),
        };
        line(if number == 0 { "languages" } else { "" }, &format!("{language}: {of_it}"));
    }
    let missing = not_said(&seen);
    if !missing.is_empty() {
        line("without", &missing.join(", "));
    }
}

fn own_language(seen: &Seen<'_>) -> String {
    seen.edition.settings.language.to_string()
}

fn heading(file: &str, title: &str) -> String {
    match title {
        "" => on_one_line(file).into_owned(),
        title => format!("{} ({})", on_one_line(file), on_one_line(title)),
    }
}

fn when(held: Option<&Held>, site: &Site) -> String {
    match held {
        Some(held) => {
            let is_over = matches!(held.reason, HeldReason::Expired(_));
            let begin = if is_over { "no longer" } else { "not yet" };
            format!("{begin}: {}", until(held, &site.config.time_zone))
        }
        None => "yes".into(),
    }
}

/// What a story may say and most do: nothing that is wrong, and worth a look before it is public.
fn not_said(seen: &Seen<'_>) -> Vec<&'static str> {
    if seen.briefing.is_none() {
        return Vec::new();
    }
    let facts = &seen.article.facts;
    let said = [
        ("summary", facts.summary.is_some()),
        ("authors", !facts.authors.is_empty()),
        ("tags", !facts.tags.is_empty()),
        ("image", seen.article.lead().is_some()),
    ];
    said.into_iter().filter(|(_, is_said)| !is_said).map(|(name, _)| name).collect()
}

fn line(label: &str, what: &str) {
    println!("  {label:<10} {what}");
}
