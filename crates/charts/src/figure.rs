//! A figure as HTML: its caption, its chart, its table, and where its data is.

use crate::choice::by_columns;
use crate::describe;
use crate::form::{Form, Title};
use crate::html_table::{self, MOST_IN_A_PAGE};
use crate::language::{Language, Word};
use crate::line::{Drawing, line};
use crate::map::map;
use crate::multiples::{self, multiples};
use crate::series::{self, Data};
use crate::stacked::stacked;
use crate::svg::{escaped, length};
use crate::table::{Fault, Table};
use crate::{bars, form};

/// What a figure is asked for with.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// What stands above it.
    pub caption: &'a str,
    /// Its form, and what stands below it.
    pub title: &'a Title,
    /// The address of the file.
    pub href: &'a str,
    /// What the ids of its elements begin with. No other figure of the page has them.
    pub id: &'a str,
}

/// A figure as HTML.
///
/// # Errors
/// Why the table cannot be shown in that form.
pub fn figure(
    table: &Table,
    request: Request<'_>,
    language: &dyn Language,
) -> Result<String, Fault> {
    let form = request.title.form.unwrap_or_else(|| by_columns(table));
    if form == Form::Table && table.rows > MOST_IN_A_PAGE {
        let message =
            format!("shows {MOST_IN_A_PAGE} rows at most, and this file has {}", table.rows);
        let hint = "show fewer, or link to the file: delete the `!`";
        return Err(form::lacks(form, &message, hint));
    }
    let frame = Frame { request, form, language };
    let drawn = match form {
        Form::Table => String::new(),
        Form::Map => {
            let (inside, shape) = map(table, language)?;
            let about = describe::places(table, language);
            let drawn = Drawn { inside: &inside, height: None, has_axes: true };
            frame.svg(drawn, &format!("map {shape}"), &about, "")
        }
        Form::Multiples => {
            let data = Data::of(table, form, multiples::MOST)?;
            let mut all = String::from("<div class=\"multiples\">\n");
            for (at, (drawing, one)) in
                multiples(&data, language)?.iter().zip(&data.series).enumerate()
            {
                let about = describe::series(one, &data.along, language) + ".";
                let suffix = format!("-{}", at + 1);
                let drawn =
                    Drawn { inside: &drawing.inside, height: Some(drawing.height), has_axes: true };
                all += &frame.svg(drawn, &drawing.room, &about, &suffix);
            }
            all + "</div>\n"
        }
        Form::Line | Form::Bar | Form::Stacked => {
            let data = Data::of(table, form, series::MOST)?;
            let Drawing { inside, room, height } = match form {
                Form::Line => line(&data, language)?,
                Form::Bar => bars::bars(&data, language)?,
                _ => stacked(&data, language)?,
            };
            let about = describe::chart(&data, language);
            let has_axes = data.along.places().is_some();
            let drawn = Drawn { inside: &inside, height: Some(height), has_axes };
            frame.svg(drawn, &room, &about, "")
        }
    };
    Ok(frame.around(&drawn, table))
}

/// What is in a drawing.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    inside: &'a str,
    /// None if it follows from the width.
    height: Option<f64>,
    has_axes: bool,
}

struct Frame<'a> {
    request: Request<'a>,
    form: Form,
    language: &'a dyn Language,
}

impl Frame<'_> {
    /// A drawing in its element, which says what it shows.
    fn svg(&self, drawn: Drawn<'_>, classes: &str, about: &str, suffix: &str) -> String {
        let Drawn { inside, height, has_axes } = drawn;
        let Request { id, caption, .. } = self.request;
        let kind = describe::kind(self.form).map_or("", |word| self.language.word(word));
        let title = format!("{kind}: {caption}");
        let height = height.map(|it| format!(" height=\"{}\"", length(it))).unwrap_or_default();
        let space = if classes.is_empty() { "" } else { " " };
        // Bars of words begin where lines of text do; axes run from left to right everywhere
        // (<https://m2.material.io/design/usability/bidirectionality.html>).
        let direction = if has_axes { " direction=\"ltr\"" } else { "" };
        format!(
            "<svg class=\"chart{space}{classes}\" width=\"100%\"{height}{direction} role=\"img\" \
             aria-labelledby=\"{id}-title{suffix}\" aria-describedby=\"{id}-desc{suffix}\">\n\
             <title id=\"{id}-title{suffix}\">{}</title>\n<desc id=\"{id}-desc{suffix}\">{}</desc>\n\
             {inside}</svg>\n",
            escaped(&title),
            escaped(about)
        )
    }

    /// The figure around its drawing.
    fn around(&self, drawn: &str, table: &Table) -> String {
        let Request { caption, title, href, id } = self.request;
        let mut html = format!(
            "<figure class=\"data data-{}\">\n<figcaption id=\"{id}\">{}</figcaption>\n{drawn}",
            self.form.name(),
            escaped(caption)
        );
        if table.rows <= MOST_IN_A_PAGE {
            let table = html_table::table(table, id, self.language);
            html += &match self.form {
                Form::Table => table,
                _ => {
                    let summary = escaped(self.language.word(Word::AsTable));
                    format!("<details>\n<summary>{summary}</summary>\n{table}</details>\n")
                }
            };
        }
        let note = title.note.as_deref().map(|note| format!("<span>{}</span> ", escaped(note)));
        html += &format!(
            "<p class=\"data-foot\">{}<a href=\"{}\" download>{}</a></p>\n</figure>\n",
            note.unwrap_or_default(),
            escaped(href),
            escaped(self.language.word(Word::Download))
        );
        html
    }
}
