//! `dateline schema`: what may be written, for editors.

use crate::cli::{Schema, SchemaOf};
use crate::commands::{Failed, editor, report};
use crate::text::front_matter::Subject;
use crate::text::schema::schema;
use crate::text::{config, front_matter, front_page};

pub(super) fn run(arguments: &Schema) -> Result<(), Failed> {
    match arguments.of {
        Some(of) => print!("{}", text(of)),
        None => {
            let config = editor::site_config(&arguments.site).map_err(|faults| {
                report(&arguments.site, &faults);
                Failed
            })?;
            print!("{}", editor::forms(&config));
        }
    }
    Ok(())
}

fn of_subject(subject: Subject) -> serde_json::Value {
    schema(&format!("Front matter of Dateline, about {}", subject.name()), subject.fields())
}

/// The schema as a file has it.
pub(super) fn text(of: SchemaOf) -> String {
    let schema = match of {
        SchemaOf::FrontMatter => schema("Front matter of Dateline", front_matter::FIELDS),
        SchemaOf::Author => of_subject(Subject::Author),
        SchemaOf::Topic => of_subject(Subject::Topic),
        SchemaOf::Series => of_subject(Subject::Series),
        SchemaOf::Site => schema("Settings of a Dateline site", config::FIELDS),
        SchemaOf::FrontPage => schema("The front page of a Dateline site", front_page::FIELDS),
    };
    format!("{schema:#}\n")
}
