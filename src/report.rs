//! Diagnostics as people and GitHub read them.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Extent, Place, Severity};
use crate::templates;
use crate::terminal::runner::without_commands;
use crate::text::printable::on_one_line;
use crate::text::yaml::{self, Keys, Value};
use crate::theme;

/// Whether the terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Yes.
    Yes,
    /// No: a file, a pipe, or `NO_COLOR`.
    No,
}

/// Prints diagnostics with the line that each is about.
pub struct Report<'a> {
    /// The site's folder, as the user named it.
    pub site: &'a Path,
    /// Whether to use colours.
    pub colours: Colours,
}

/// The line that a diagnostic is about, and what of it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// What stands before that.
    pub before: String,
    /// What is meant.
    pub marked: String,
    /// What stands behind it.
    pub after: String,
}

/// The sources of a site, read one at a time: faults come file by file.
pub struct SourceLines<'a> {
    report: Report<'a>,
    last: LastRead,
}

impl<'a> SourceLines<'a> {
    /// Those of the site in a folder.
    pub fn of(site: &'a Path) -> Self {
        SourceLines { report: Report { site, colours: Colours::No }, last: LastRead::default() }
    }

    /// The line that a diagnostic is about, if it names one.
    pub fn line(&mut self, diagnostic: &Diagnostic) -> Option<SourceLine> {
        let place = diagnostic.place?;
        let line = self.report.line(diagnostic, place, &mut self.last)?;
        let start = byte_of_column(&line, place.column);
        let end = byte_of_column(&line, place.column + place.width).max(start);
        let shown = |part: &str| on_one_line(part).into_owned();
        Some(SourceLine {
            before: shown(&line[..start]),
            marked: shown(&line[start..end]),
            after: shown(&line[end..]),
        })
    }

    /// What a file says after the first `title:`, whatever else is wrong with it.
    pub fn headline(&mut self, file: &str) -> Option<String> {
        let text = self.report.read(file, &mut self.last).filter(|_| file.ends_with(".md"))?;
        let front = text.lines().skip(1).take_while(|line| line.trim_end() != "---");
        let mut lines = front.skip_while(|line| !line.starts_with("title:"));
        let first = lines.next()?;
        let goes_on = |line: &&str| line.starts_with([' ', '\t']) || line.trim().is_empty();
        let field =
            lines.take_while(goes_on).fold(first.to_string(), |field, line| field + "\n" + line);
        let title = title_of(&field).unwrap_or_else(|| first["title:".len()..].trim().into());
        (!title.is_empty()).then_some(title)
    }
}

/// The text of a field that is right by itself.
fn title_of(field: &str) -> Option<String> {
    let Value::Map(fields) = yaml::parse(field, Keys::Unplaced).ok()?.value else { return None };
    match fields.into_iter().next()?.1.value {
        Value::Text(title) => Some(title.trim().into()),
        _ => None,
    }
}

/// The file that was read last: faults come file by file.
#[derive(Default)]
struct LastRead {
    file: String,
    text: Option<String>,
}

impl Report<'_> {
    /// Writes all of them, each followed by an empty line.
    ///
    /// # Errors
    /// What keeps `out` from being written.
    pub fn print(&self, diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
        let mut last = LastRead::default();
        for diagnostic in diagnostics {
            writeln!(out, "{}\n", self.one(diagnostic, &mut last))?;
        }
        Ok(())
    }

    fn one(&self, diagnostic: &Diagnostic, last: &mut LastRead) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let source =
            diagnostic.place.and_then(|place| Some((place, self.line(diagnostic, place, last)?)));
        let shown_file = diagnostic.file.as_deref().map(|file| self.shown(file));
        let said = diagnostic.said.iter().map(|line| format!("\n  {}", on_one_line(line)));
        let message = on_one_line(&diagnostic.message).into_owned() + &said.collect::<String>();
        let title = level.primary_title(&message);
        let mut group = annotate_snippets::Group::with_title(title);
        match (&source, &shown_file) {
            (Some((place, line)), Some(file)) => {
                // What is marked stays so where the line is longer as it is shown.
                let shown_until = |column| visible(&line[..byte_of_column(line, column)]).len();
                let start = shown_until(place.column);
                let end = shown_until(place.column + place.width).max(start);
                let mark = AnnotationKind::Primary.span(start..end);
                let snippet = Snippet::source(visible(line))
                    .line_start(place.line)
                    .path(file)
                    .annotation(mark);
                group = group.element(snippet);
            }
            (None, Some(file)) => {
                let mut origin = annotate_snippets::Origin::path(file.as_str());
                if let Some(place) = diagnostic.place {
                    origin = origin.line(place.line).char_column(place.column);
                }
                group = group.element(origin);
            }
            _ => {}
        }
        let renderer = match self.colours {
            Colours::Yes => Renderer::styled(),
            Colours::No => Renderer::plain(),
        }
        .decor_style(DecorStyle::Ascii);
        match help(diagnostic).as_deref().map(on_one_line) {
            // Without a file there is nothing for the help to hang from.
            Some(hint) if shown_file.is_none() => {
                format!("{}\n  = help: {hint}", renderer.render(&[group]))
            }
            Some(hint) => renderer.render(&[group.element(Level::HELP.message(&*hint))]),
            None => renderer.render(&[group]),
        }
    }

    /// The file as the user would name it from where they stand.
    fn shown(&self, file: &str) -> String {
        let file = on_one_line(file);
        if file.starts_with(templates::DEFAULT) || self.site == Path::new(".") {
            return file.into_owned();
        }
        self.site.join(&*file).display().to_string()
    }

    /// The line of the source that is meant.
    fn line(&self, diagnostic: &Diagnostic, place: Place, last: &mut LastRead) -> Option<String> {
        let text = self.read(diagnostic.file.as_deref()?, last)?;
        let line = text.split('\n').nth(place.line - 1)?;
        let line = if place.line == 1 { line.trim_start_matches('\u{feff}') } else { line };
        Some(shortened(line.trim_end_matches('\r'), place))
    }

    fn read<'l>(&self, file: &str, last: &'l mut LastRead) -> Option<&'l str> {
        if last.file != file {
            *last = LastRead { file: file.into(), text: self.text(file) };
        }
        last.text.as_deref()
    }

    fn text(&self, file: &str) -> Option<String> {
        match file.strip_prefix(templates::DEFAULT) {
            Some(name) => theme::template(name).map(String::from),
            None => {
                let bytes = std::fs::read(self.site.join(file)).ok()?;
                Some(String::from_utf8_lossy(&bytes).into_owned())
            }
        }
    }

    /// A workflow command for GitHub Actions, which shows it on the line of a pull
    /// request (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).
    pub fn annotation(&self, diagnostic: &Diagnostic, workspace: Option<&Path>) -> String {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = Vec::new();
        if let Some(file) = &diagnostic.file {
            properties.push(format!("file={}", property(&self.in_workspace(file, workspace))));
        }
        if let Some(place) = diagnostic.place {
            properties.push(format!("line={},col={}", place.line, place.column));
            properties.push(format!("endColumn={}", place.column + place.width));
        }
        let lines = [&diagnostic.message].into_iter().chain(&diagnostic.said);
        let help = help(diagnostic);
        let lines: Vec<_> = lines.chain(&help).map(|line| on_one_line(line)).collect();
        let message = without_commands(&lines.join("\n"));
        let space = if properties.is_empty() { "" } else { " " };
        format!("::{command}{space}{}::{}", properties.join(","), data(&message))
    }

    /// The file's path from the root of the repository.
    fn in_workspace(&self, file: &str, workspace: Option<&Path>) -> String {
        let from_workspace = || {
            let site = std::fs::canonicalize(self.site).ok()?;
            let workspace = std::fs::canonicalize(workspace?).ok()?;
            Some(site.strip_prefix(workspace).ok()?.join(file))
        };
        match from_workspace() {
            Some(path) => path.display().to_string(),
            None => self.shown(file),
        }
    }
}

/// The pages that a fault shows on, and what to do about it.
pub fn help(diagnostic: &Diagnostic) -> Option<String> {
    let pages = diagnostic.pages.as_deref().map(|Extent { first, others }| match others {
        0 => format!("it shows on `{first}`"),
        1 => format!("it shows on `{first}` and 1 other page"),
        _ => format!("it shows on `{first}` and {others} other pages"),
    });
    match (pages, &diagnostic.hint) {
        (Some(pages), Some(hint)) => Some(format!("{pages}; {hint}")),
        (pages, hint) => pages.or_else(|| hint.clone()),
    }
}

/// The byte at which a column (from 1, in characters) begins, or the line's end.
fn byte_of_column(line: &str, column: usize) -> usize {
    line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

/// A line of a megabyte is of no use on a terminal; the column still names the place.
fn shortened(line: &str, place: Place) -> String {
    const MOST: usize = 400;
    let needed = place.column + 80;
    if line.chars().count() <= MOST.max(needed) || place.column > MOST {
        return line.chars().take(MOST.max(place.column)).collect();
    }
    line.chars().take(MOST.max(needed)).collect()
}

/// A source line without the words of runners, which would be broken later, in
/// another place of the line than the mark was made for, and without the controls
/// that nobody else replaces.
fn visible(line: &str) -> Cow<'_, str> {
    let is_left_in = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    // Nearly every line; and a line may be as long as its file.
    if !line.contains(|c: char| c == '#' || is_left_in(c)) {
        return line.into();
    }
    let mut shown = String::with_capacity(line.len() + 1);
    // Its beginning is not that of a line of output.
    shown.push('|');
    for c in line.chars() {
        match is_left_in(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    without_commands(&shown).split_off(1).into()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command. A file whose name is a command itself is named otherwise:
/// there is no other way to write one.
fn property(text: &str) -> String {
    data(&without_commands(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::once_each;
    use crate::url::SitePath;

    fn diagnostic() -> Diagnostic {
        Diagnostic::error("`titel` is 100% unknown")
            .in_file("content/a:b.md")
            .at(Place { line: 2, column: 1, width: 5 })
            .hint("did you mean `title`?")
    }

    #[test]
    fn github_gets_an_annotation() {
        let report = Report { site: Path::new("."), colours: Colours::No };
        assert_eq!(
            report.annotation(&diagnostic(), None),
            "::error file=content/a%3Ab.md,line=2,col=1,endColumn=6::`titel` is 100%25 unknown%0Adid you mean `title`?"
        );
    }

    #[test]
    fn the_line_and_the_hint_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("content")).unwrap();
        std::fs::write(folder.path().join("content/a:b.md"), "---\ntitel: x\n---\n").unwrap();
        let report = Report { site: folder.path(), colours: Colours::No };
        let text = report
            .one(&diagnostic(), &mut LastRead::default())
            .replace(&folder.path().display().to_string(), "SITE");
        assert_eq!(
            text,
            "error: `titel` is 100% unknown\n --> SITE/content/a:b.md:2:1\n  |\n2 | titel: x\n  | ^^^^^\n  |\n  = help: did you mean `title`?"
        );
    }

    #[test]
    fn a_fault_is_told_once_with_its_pages_whatever_its_remedy_says() {
        let fault = || Diagnostic::error("no such word").in_file("templates/base.html");
        let on = |fault: Diagnostic, pages: &[&str]| -> Vec<Diagnostic> {
            let paths = pages.iter().filter_map(|page| SitePath::new(page));
            paths.map(|path| fault.clone().shown_on(&path, 0)).collect()
        };
        let of_file = || Diagnostic::warning("left out").in_file("content/a.md").hint("`a`; `b`");
        let table = [
            (on(fault(), &["/"]), "it shows on `/`"),
            (on(fault(), &["/", "/a/"]), "it shows on `/` and 1 other page"),
            (on(fault(), &["/", "/a/", "/b/"]), "it shows on `/` and 2 other pages"),
            (
                on(fault().hint("take `a`; or `b`"), &["/a/", "/b/"]),
                "it shows on `/a/` and 1 other page; take `a`; or `b`",
            ),
            (vec![of_file(), of_file()], "`a`; `b`"),
        ];
        for (faults, expected) in table {
            let once = once_each(faults);
            assert_eq!(once.len(), 1, "{once:?}");
            assert_eq!(help(&once[0]).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_file_without_a_line_is_named() {
        let report = Report { site: Path::new("."), colours: Colours::No };
        let text = report
            .one(&Diagnostic::error("gone").in_file("content/none.md"), &mut LastRead::default());
        assert_eq!(text, "error: gone\n--> content/none.md");
    }
}
