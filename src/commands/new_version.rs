//! A version of a story in another language: begun with what the two share.

use crate::commands::new_text::{Around, NewText, check_section};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::routes::EditionId;
use crate::site::{NameParts, is_text, read_text};
use crate::slug::composed;
use crate::text::date::Moment;
use crate::text::front_matter::{
    Context, FrontMatter, Image, Subject, TextKind, date_of_name, parse, split,
};
use crate::text::printable::printable;

/// The version of the story in the file that was `typed`, with this headline or that of the
/// story.
pub(super) fn version_of(
    typed: &str,
    title: Option<&str>,
    around: &Around<'_>,
) -> Result<NewText, Vec<Diagnostic>> {
    let one = |fault| vec![fault];
    let original = original(typed, around).map_err(one)?;
    let parts = around.names.parts(original);
    let own = parts.language().unwrap_or_default();
    let story = parts.story();
    let is_version = |file: &&String| {
        let parts = around.names.parts(file);
        is_text(file)
            && parts.language().unwrap_or_default() == around.edition
            && parts.story() == story
    };
    if let Some(there) = around.files.iter().find(is_version) {
        let tag = around.names.tag(around.edition);
        let message = format!("the story `{original}` is in `{tag}` already");
        return Err(vec![Diagnostic::error(message).hint(format!("it is `{there}`"))]);
    }
    if let Some(subject) = told_about(&parts, around) {
        let name = subject.name();
        let tag = around.names.tag(around.edition);
        let message = format!("`{original}` tells about {name}, and is no story");
        let hint = format!(
            "write its version as `{}`, with the `name` that stories in `{tag}` have",
            file(original, around)
        );
        return Err(vec![Diagnostic::error(message).hint(hint)]);
    }
    if let [section, ..] = &parts.folders[..] {
        check_section(section, around).map_err(one)?;
    }
    let facts = facts(original, !parts.folders.is_empty(), around)?;
    let file = file(original, around);
    Ok(NewText { file, front_matter: shared(facts, own, title, around) })
}

/// What a text tells about, if it is in a folder for that and in no section.
fn told_about(parts: &NameParts<'_>, around: &Around<'_>) -> Option<Subject> {
    let folder = parts.folders.first()?;
    let is_section = around.config.sections.iter().any(|section| section.id == *folder);
    Subject::of_folder(folder).filter(|_| !is_section)
}

/// The file of the site that was meant.
fn original<'f>(typed: &str, around: &'f Around<'_>) -> Result<&'f str, Diagnostic> {
    let typed = composed(typed.trim_start_matches("./"));
    let below = typed.strip_prefix("content/").unwrap_or(&typed).trim_end_matches('/');
    let wanted = ["", ".md", "/index.md"].map(|end| format!("content/{below}{end}"));
    let known = || around.files.iter().map(String::as_str).filter(|file| is_text(file));
    // Names from macOS are written in another normal form than people type.
    let found = known().find(|file| {
        let file = composed(file);
        wanted.iter().any(|wanted| *wanted == file)
    });
    found.ok_or_else(|| {
        let hint = match nearest(&wanted[0], known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a story by its file, such as `content/politics/talks.md`".into(),
        };
        Diagnostic::error(format!("there is no story `{}`", wanted[0])).hint(hint)
    })
}

/// What its front matter says.
fn facts(
    file: &str,
    is_in_section: bool,
    around: &Around<'_>,
) -> Result<FrontMatter, Vec<Diagnostic>> {
    let source = read_text(around.folder, file).map_err(|fault| vec![fault])?;
    let split = split(&source).map_err(|(place, message, hint)| {
        vec![Diagnostic::error(message).in_file(file).at(place).hint(hint)]
    })?;
    let parts = around.names.parts(file);
    let context = Context {
        file,
        kind: if is_in_section { TextKind::Briefing } else { TextKind::Page },
        time_zone: &around.config.time_zone,
        unknown_fields: around.config.unknown_fields,
        naming: around.own.naming(),
        base_url: Some(&around.config.written_base_url),
        datelines_have_days: around.own.dateline.has_day(),
    };
    let (facts, faults) = parse(&source, split.yaml, date_of_name(parts.name()).0, context);
    match facts.filter(|_| !faults.has_errors()) {
        Some(facts) => Ok(facts),
        None => Err(faults.into_reported()),
    }
}

/// Where the version is: beside the story, or in the folder of its language if the story is in
/// one.
fn file(original: &str, around: &Around<'_>) -> String {
    let parts = around.names.parts(original);
    let tag = around.names.tag(around.edition);
    let is_first = around.edition == EditionId::FIRST;
    let stem = parts.stem;
    let (folder, name) = match parts.of_folder {
        _ if is_first => ("content".to_string(), format!("{stem}.md")),
        Some(_) => (format!("content/{tag}"), format!("{stem}.md")),
        None => ("content".to_string(), format!("{stem}.{tag}.md")),
    };
    let between = parts.folders.iter().map(|folder| format!("{folder}/"));
    format!("{folder}/{}{name}", between.collect::<String>())
}

/// What both have: not the words, which are to be translated, and not what was corrected before
/// this version was there. The headline stays until then, so that the file says what it is.
fn shared(
    original: FrontMatter,
    edition: EditionId,
    title: Option<&str>,
    around: &Around<'_>,
) -> FrontMatter {
    let has_own = |title: &&str| !title.trim().is_empty();
    let title = title.filter(has_own).map(|title| printable(title).trim().to_string());
    let later = |date: Moment| match around.this_minute() {
        Some(now) if date.is_before(&now) => now,
        _ => date,
    };
    let image = original.image.map(|image| Image { alt: None, caption: None, ..*image }.into());
    FrontMatter {
        title: title.unwrap_or(original.title),
        date: original.date.map(later),
        embargo: original.embargo,
        expires: original.expires,
        draft: true,
        dateline: original.dateline,
        authors: original.authors,
        image,
        source: original.source,
        slug: original.slug,
        featured: original.featured,
        kind: original.kind,
        translation_of: Some(around.names.tag(edition)),
        ..FrontMatter::default()
    }
}
