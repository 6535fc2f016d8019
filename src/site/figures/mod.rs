//! Figures of data: from a CSV file that a text shows to HTML.

mod language;

use dateline_charts::{Fault, Form, LARGEST, Reading, Request, Title, figure, of_title, read};
use icu_locale::Locale;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Media, MediaFile};
use crate::nearest::nearest;
use crate::site::files::Files;
use crate::site::players::ALONE;
use crate::text::markdown::DataFigure;
use crate::word_list::WordList;
use language::InLanguage;

/// How many figures a text may have: each may be as large as all of the text.
pub(super) const MOST: usize = 50;

/// Whether a picture of a text names data.
pub(super) fn is_data(destination: &str) -> bool {
    let path = destination.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"))
}

/// That a text has too many of them.
pub(super) fn too_many() -> Diagnostic {
    Diagnostic::error(format!("this text shows more than {MOST} figures of data"))
        .hint("make several stories of it, or link to the files: delete the `!`")
}

/// Draws the figures of one text.
pub(super) struct Drawing<'a> {
    files: &'a dyn Files,
    words: &'a WordList,
    language: InLanguage<'a>,
    base_path: &'a str,
}

/// What is wrong with a figure: with its file, or with how the text asks for it.
pub(super) enum FigureFault {
    /// Placed in the file.
    OfFile(Vec<Diagnostic>),
    /// To be placed in the text.
    OfText(Diagnostic),
}

impl<'a> Drawing<'a> {
    /// For a text in a language, in which the theme says `words`.
    pub(super) fn new(
        files: &'a dyn Files,
        words: &'a WordList,
        language: &Locale,
        base_path: &'a str,
    ) -> Self {
        Drawing { files, words, language: InLanguage::of(language, words), base_path }
    }

    /// The figure of a file, the text's `number`th.
    pub(super) fn draw(
        &self,
        asked: &DataFigure,
        media: Option<&Media>,
        number: usize,
    ) -> Result<String, FigureFault> {
        let of_text = FigureFault::OfText;
        if !asked.is_alone {
            let message = "a table or chart cannot stand among words";
            return Err(of_text(Diagnostic::error(message).hint(ALONE)));
        }
        if asked.caption.trim().is_empty() {
            let message = "this table or chart has no caption";
            let hint = "say what it shows between the square brackets: `![…]`";
            return Err(of_text(Diagnostic::error(message).hint(hint)));
        }
        let title =
            of_title(&asked.title).map_err(|form| of_text(unknown_form(&form, &asked.title)))?;
        let Some(file) = media.and_then(own_file) else {
            let message = format!("there is no file `static{}`", asked.path);
            let hint = "put it there, or write the name of a file beside this one";
            return Err(of_text(Diagnostic::error(message).hint(hint)));
        };
        self.drawn(file, asked, &title, number)
    }

    fn drawn(
        &self,
        file: &str,
        asked: &DataFigure,
        title: &Title,
        number: usize,
    ) -> Result<String, FigureFault> {
        let bytes = self
            .files
            .read_up_to(file, LARGEST as u64)
            .map_err(|fault| FigureFault::OfFile(vec![fault]))?;
        let Some(bytes) = bytes else {
            let message = format!("this file is larger than {} KiB", LARGEST >> 10);
            let hint = "show a part of it, and link to the whole file";
            let fault = Diagnostic::error(message).in_file(file).hint(hint);
            return Err(FigureFault::OfFile(vec![fault]));
        };
        let table = read(&bytes, Reading { year: self.words.plain("year") }).map_err(|faults| {
            FigureFault::OfFile(
                faults.into_iter().map(|fault| in_file(fault, file, &bytes)).collect(),
            )
        })?;
        let href = format!("{}{}", self.base_path, asked.path);
        let id = format!("_figure-{number}");
        let caption = asked.caption.trim();
        let request = Request { caption, title, href: &href, id: &id };
        figure(&table, request, &self.language).map_err(|fault| {
            FigureFault::OfText(
                Diagnostic::error(format!("`{file}`: {}", fault.message)).hint(fault.hint),
            )
        })
    }
}

fn own_file(media: &Media) -> Option<&str> {
    match &media.file {
        MediaFile::Own { file, .. } => Some(file),
        MediaFile::Static { source, .. } => source.own_file(),
        MediaFile::Elsewhere(_) => None,
    }
}

/// A fault with its place in the file, as far as that is text.
fn in_file(fault: Fault, file: &str, bytes: &[u8]) -> Diagnostic {
    let Fault { at, message, hint } = fault;
    let told = Diagnostic::error(message).in_file(file).hint(hint);
    match at {
        Some(at) => {
            let good = str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
            let text = str::from_utf8(&bytes[..good]).unwrap_or_default();
            told.at(Place::of_bytes(text, at))
        }
        None => told,
    }
}

fn unknown_form(written: &str, title: &str) -> Diagnostic {
    let names = Form::ALL.map(Form::name);
    let message = format!("`{written}` is no form of a table or chart");
    let fault = Diagnostic::error(message);
    // One word is a form with a slip; some are a note, whatever they begin with.
    let is_note = written.contains(|c: char| !c.is_alphanumeric());
    if let Some(mended) = with_comma(title, &names).filter(|_| is_note) {
        let why = if mended.contains(',') { ": a comma stands before a note" } else { "" };
        return fault.hint(format!("write `\"{mended}\"`{why}"));
    }
    if ["pie", "donut", "doughnut"].iter().any(|name| written.eq_ignore_ascii_case(name)) {
        let mended = |form| title.replacen(written, form, 1);
        let (bar, stacked) = (mended("bar"), mended("stacked"));
        return fault.hint(format!(
            "shares are shown as bars: write `\"{bar}\"`, or `\"{stacked}\"` for the parts of each whole"
        ));
    }
    match nearest(written, names) {
        Some(near) => {
            let mended = title.replacen(written, &near, 1);
            fault.hint(format!("did you mean `{near}`? Write `\"{mended}\"`"))
        }
        None => fault.hint(format!(
            "write one of {}; a comma parts it from a note, and stands before a note alone",
            names.map(|name| format!("`{name}`")).join(", ")
        )),
    }
}

/// What is said of a form besides its name: `bar chart`, `stacked bars`.
const OF_FORMS: [&str; 12] = [
    "chart", "charts", "graph", "graphs", "diagram", "diagrams", "plot", "bar", "bars", "column",
    "columns", "lines",
];

/// A title that has a note and no comma before it: `Source: Water office`, `bar; Source: …`.
fn with_comma(title: &str, names: &[&str]) -> Option<String> {
    let title = title.trim();
    let word_at = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let signs = [';', ':', '.', ',', '，', '、', '–', '—', '-', '|', '/'];
    let (word, mut rest) = title.split_at(word_at(title));
    let lower = word.to_lowercase();
    let form = match &*lower {
        "bars" | "column" | "columns" => "bar",
        "lines" => "line",
        _ => word,
    };
    let mut is_form = names.iter().any(|name| name.eq_ignore_ascii_case(word));
    loop {
        let behind = rest.trim_start_matches([' ', '-']);
        let end = word_at(behind);
        if !OF_FORMS.contains(&&*behind[..end].to_lowercase()) {
            break;
        }
        // `columns chart` is a form, and `columns of figures` a note.
        is_form |= form != word;
        rest = &behind[end..];
    }
    let note = rest.trim_start().trim_start_matches(signs).trim();
    if is_form && note.is_empty() && form.len() < title.len() {
        return Some(form.to_string());
    }
    match is_form {
        true if !note.is_empty() => Some(format!("{form}, {}", unbracketed(note))),
        true => None,
        false => Some(format!(", {title}")),
    }
}

fn unbracketed(note: &str) -> &str {
    note.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_in_the_place_of_a_form_is_told_with_its_comma() {
        for (title, hint) in [
            ("Source: Water office", "write `\", Source: Water office\"`"),
            ("Source: Water office, 2026", "write `\", Source: Water office, 2026\"`"),
            ("Wasseramt 2026", "write `\", Wasseramt 2026\"`"),
            ("bar; Source: Water office", "write `\"bar, Source: Water office\"`"),
            ("bar (Water office)", "write `\"bar, Water office\"`"),
            ("bar chart", "write `\"bar\"`"),
            ("Bar Chart", "write `\"Bar\"`"),
            ("line-chart", "write `\"line\"`"),
            ("stacked bar chart", "write `\"stacked\"`"),
            ("column chart", "write `\"bar\"`"),
            ("bar chart, Water office", "write `\"bar, Water office\"`: a comma"),
            ("line graph (Water office)", "write `\"line, Water office\"`"),
            ("columns of figures", "write `\", columns of figures\"`"),
            ("lines, Water office", "did you mean `line`? Write `\"line, Water office\"`"),
            ("lines", "did you mean `line`? Write `\"line\"`"),
            ("pie, Water office", "shares are shown as bars: write `\"bar, Water office\"`"),
            ("zzzzzzzz", "write one of `table`"),
        ] {
            let form = of_title(title).unwrap_err();
            let told = unknown_form(&form, title).hint.unwrap_or_default();
            assert!(told.starts_with(hint), "{title}: {told}");
        }
    }
}
