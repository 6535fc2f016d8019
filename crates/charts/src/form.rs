//! The forms of figures, and what their titles say.

use crate::table::Fault;

/// The form of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A table.
    Table,
    /// Lines over time.
    Line,
    /// Bars of categories, or columns over time.
    Bar,
    /// The same, stacked.
    Stacked,
    /// A small chart of each column, all to one scale.
    Multiples,
    /// Dots at coordinates.
    Map,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 6] =
        [Form::Table, Form::Line, Form::Bar, Form::Stacked, Form::Multiples, Form::Map];

    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Form::Table => "table",
            Form::Line => "line",
            Form::Bar => "bar",
            Form::Stacked => "stacked",
            Form::Multiples => "multiples",
            Form::Map => "map",
        }
    }
}

/// What the title of a figure says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The form; none if the columns are to decide.
    pub form: Option<Form>,
    /// What stands below the figure, such as where the numbers are from.
    pub note: Option<String>,
}

/// What a title says: a form, a note, or both with a comma between them.
///
/// # Errors
/// What was written in the place of a form.
pub fn of_title(title: &str) -> Result<Title, String> {
    let (form, note) = match title.split_once(',') {
        Some((form, note)) => (form.trim(), note.trim()),
        None => (title.trim(), ""),
    };
    let note = (!note.is_empty()).then(|| note.to_string());
    if form.is_empty() {
        return Ok(Title { form: None, note });
    }
    let found = Form::ALL.into_iter().find(|known| known.name().eq_ignore_ascii_case(form));
    match found {
        Some(form) => Ok(Title { form: Some(form), note }),
        None => Err(form.to_string()),
    }
}

/// That a table does not have what a form needs.
pub(crate) fn lacks(form: Form, what: &str, instead: &str) -> Fault {
    Fault::new(format!("`{}` {what}", form.name()), instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_a_form_and_a_note() {
        let told = |title| of_title(title).map(|title| (title.form, title.note));
        assert_eq!(told(""), Ok((None, None)));
        assert_eq!(told("line"), Ok((Some(Form::Line), None)));
        assert_eq!(
            told(" Stacked , Source: Harbour, 2026"),
            Ok((Some(Form::Stacked), Some("Source: Harbour, 2026".into())))
        );
        assert_eq!(told(", Harbour"), Ok((None, Some("Harbour".into()))));
        assert_eq!(told("lines"), Err("lines".into()));
        assert_eq!(told("pie, Harbour"), Err("pie".into()));
    }
}
