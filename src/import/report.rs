//! What the import did, for the one who reads it: a few lines in the terminal, and all of it in a
//! file.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::model::{Note, Origin, Topic};
use super::plan::{Counts, Plan};
use super::write::Outcome;

/// How many places of one thing are named in the file.
const MOST_PLACES: usize = 20;

/// The report as a file in Markdown.
pub fn file(program: &str, source: &str, plan: &Plan, outcome: &Outcome) -> String {
    let mut out = String::new();
    let counts = &plan.counts;
    let _ = writeln!(out, "# Import from {program}\n\nSource: `{source}`\n");
    let _ = writeln!(out, "| Texts of the source | {} |\n|:--|--:|", counts.texts_in);
    for (what, count) in texts(counts, outcome) {
        let _ = writeln!(out, "| {what} | {count} |");
    }
    let _ = writeln!(out, "\n| Public addresses of the source | {} |\n|:--|--:|", counts.addresses);
    let lost = counts.addresses.saturating_sub(counts.kept + counts.aliases);
    for (what, count) in [
        ("kept", counts.kept),
        ("lead to the new address", counts.aliases),
        ("lost (listed below)", lost),
    ] {
        let _ = writeln!(out, "| {what} | {count} |");
    }
    let _ = writeln!(out, "\n| Files | |\n|:--|--:|\n| published as they are | {} |", counts.files);
    for (what, count) in [
        ("new in this folder", outcome.new),
        ("changed in the source since the last import", outcome.changed),
        ("as before", outcome.same),
        ("edited here since, and left alone", outcome.edited.len()),
        ("moved, as their section or day changed", outcome.moved),
        ("in the source no more, and still here", outcome.gone.len()),
    ] {
        let _ = writeln!(out, "| {what} | {count} |");
    }
    if !counts.not_shown.is_empty() {
        out.push_str("\n## Left out, as no page shows it\n\n");
        for (what, count) in &counts.not_shown {
            let _ = writeln!(out, "- {count} {what}");
        }
    }
    out.push_str(&still_here(outcome));
    for (topic, names) in grouped(plan, outcome) {
        let (title, remedy) = told(topic);
        let _ = writeln!(out, "\n## {title}\n\n{remedy}\n");
        for (name, places) in names {
            let _ = writeln!(out, "- {} ({})", in_line(name), places.len());
            for place in places.iter().take(MOST_PLACES) {
                let _ = writeln!(out, "  - {}", at(place));
            }
            if places.len() > MOST_PLACES {
                let _ = writeln!(out, "  - and {} more", places.len() - MOST_PLACES);
            }
        }
    }
    if !outcome.edited.is_empty() {
        out.push_str("\n## Edited here since, and left alone\n\n");
        out.push_str("The import would write them otherwise. To have its version, delete the line of the file in `.dateline/import.json` and the file, and import again.\n\n");
        for file in &outcome.edited {
            let _ = writeln!(out, "- `{file}`");
        }
    }
    out
}

/// What an earlier import left here that needs a decision.
fn still_here(outcome: &Outcome) -> String {
    let mut out = String::new();
    for (title, remedy, names) in decisions(outcome) {
        if !names.is_empty() {
            let _ = writeln!(out, "\n## {title}\n\n{remedy}\n");
            for name in names {
                let _ = writeln!(out, "- `{name}`");
            }
        }
    }
    out
}

fn decisions(outcome: &Outcome) -> [(&'static str, &'static str, &[String]); 3] {
    [
        (
            "Public here, though not public in the source any more",
            "They were edited here, and stay as they are. To hold one back, write `draft: true` into it.",
            &outcome.public,
        ),
        (
            "Still here, though the source has them no more",
            "They are as public as before. Delete those that are to go.",
            &outcome.gone,
        ),
        (
            "Sections that `site.yaml` lacks",
            "It was edited here, and stays as it is. Add these to its `sections`; until then, nothing can be built.",
            &outcome.without_section,
        ),
    ]
}

/// The report in a few lines.
pub fn lines(program: &str, into: &str, plan: &Plan, outcome: &Outcome) -> String {
    let counts = &plan.counts;
    let mut out = String::new();
    let _ = writeln!(out, "{program}: {} texts", counts.texts_in);
    for (what, count) in texts(counts, outcome).into_iter().filter(|(_, count)| *count > 0) {
        let _ = writeln!(out, "  {count:>6} {what}");
    }
    let lost = counts.addresses.saturating_sub(counts.kept + counts.aliases);
    let _ = writeln!(
        out,
        "{} public addresses: {} kept, {} lead to the new address, {lost} lost",
        counts.addresses, counts.kept, counts.aliases
    );
    let _ = writeln!(
        out,
        "{} files in {into}: {} new, {} changed, {} as before, {} edited here and left alone",
        plan.files.len(),
        outcome.new,
        outcome.changed,
        outcome.same,
        outcome.edited.len()
    );
    for (title, _, names) in decisions(outcome) {
        if let Some(first) = names.first() {
            let title = title.to_lowercase().replace('`', "");
            let _ = writeln!(out, "  {:>6} {title}: {first}", names.len());
        }
    }
    for (topic, names) in grouped(plan, outcome) {
        let count: usize = names.values().map(Vec::len).sum();
        let first = names.iter().next().and_then(|(name, places)| Some((name, places.first()?)));
        let first = first.map(|(name, place)| format!(": {name} ({})", at(place).replace('`', "")));
        let _ = writeln!(
            out,
            "  {count:>6} {}{}",
            told(topic).0.to_lowercase(),
            first.unwrap_or_default()
        );
    }
    out
}

fn texts(counts: &Counts, outcome: &Outcome) -> [(&'static str, usize); 6] {
    let public = outcome.public.len();
    [
        ("public stories", counts.stories),
        ("public pages", counts.pages),
        ("drafts, which are not public", counts.held.saturating_sub(public)),
        ("public here, though not in the source", public),
        ("pages that were lists, and lead to one", counts.lists),
        ("left out", counts.left_out),
    ]
}

type Grouped<'n> = BTreeMap<Topic, BTreeMap<&'n str, Vec<&'n Origin>>>;

/// The notes by their topics, without those that what was edited here makes untrue.
fn grouped<'n>(plan: &'n Plan, outcome: &Outcome) -> Grouped<'n> {
    let is_true =
        |note: &&Note| note.topic != Topic::Held || !outcome.held_in_source.contains(&note.origin);
    let mut grouped = Grouped::new();
    for note in plan.notes.iter().filter(is_true) {
        grouped.entry(note.topic).or_default().entry(&note.name).or_default().push(&note.origin);
    }
    grouped
}

fn at(place: &Origin) -> String {
    // A mark of code in it would end the code that it is.
    let file = place.file.replace('`', "");
    match place.line {
        0 => format!("`{file}`"),
        line => format!("`{file}`, line {line}"),
    }
}

/// A name on one line of a list, with nothing in it that Markdown would take for markup.
fn in_line(name: &str) -> String {
    let line = super::markdown::on_one_line(name);
    line.chars()
        .flat_map(|c| if matches!(c, '<' | '*' | '_' | '[') { vec!['\\', c] } else { vec![c] })
        .collect()
}

/// The title of a topic, and what to do.
fn told(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Unread => ("Could not be read", "Mend the place and import again."),
        Topic::Held => (
            "Not public in the source: drafts here",
            "Delete `draft: true` in a text to publish it.",
        ),
        Topic::ForSome => (
            "Parts that not everybody saw: left out",
            "What everybody may read of them, copy from the source.",
        ),
        Topic::UnknownTag => (
            "Tags that nobody knows",
            "What stood in them is kept, the tags are not. Say in `import.yaml` what each becomes, and import again.",
        ),
        Topic::Unfilled => (
            "Templates that cannot be filled in",
            "What stood there on the old page is left out. Copy it from there.",
        ),
        Topic::KeptHtml => (
            "Blocks that stay HTML",
            "Markdown has no form for them. They look as before; nothing has to be done.",
        ),
        Topic::Embed => (
            "Players and frames that became links",
            "No page loads anything of another host by itself. Nothing has to be done.",
        ),
        Topic::Dropped => (
            "Scripts, forms and the like",
            "They have no place in a text. What readers need of them goes into a template.",
        ),
        Topic::Differs => ("Differs from the source", "Compare the text with the old page."),
        Topic::Address => {
            ("Addresses", "Let your host redirect them, or rename what has the address.")
        }
        Topic::MissingFile => {
            ("Files that are not there", "Put the file into `static/`, or take the reference out.")
        }
        Topic::Picture => (
            "Pictures that cannot be shown",
            "Save each anew with a program for pictures, in the source, and import again.",
        ),
        Topic::LeftOutFile => ("Files left out", "No site may publish them so."),
        Topic::Date => ("Dates", "Check the date of the text."),
        Topic::Changed => ("Changed on the way", "Check that it is meant so."),
    }
}
