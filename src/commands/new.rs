//! `dateline new`: begin a briefing.

use crate::cli::New;
use crate::commands::new_files::{NewFiles, unwritten};
use crate::commands::{Failed, now, report};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::site::Files;
use crate::slug::slug_for_new_file;
use crate::source::Folder;
use crate::text::config::{self, Config};
use crate::text::date;
use crate::text::front_matter::{self, FrontMatter, date_of_name};
use crate::text::printable::printable;

pub(super) fn run(arguments: &New) -> Result<(), Failed> {
    begin(arguments).map_err(|diagnostics| {
        report(&arguments.site, &diagnostics);
        Failed
    })?;
    eprintln!("It is a draft: write it, then delete its line `draft: true` to publish it.");
    Ok(())
}

/// Writes the file, and prints its path.
fn begin(arguments: &New) -> Result<(), Vec<Diagnostic>> {
    let folder = Folder::new(&arguments.site);
    let bytes = folder.read(config::FILE).map_err(|fault| vec![fault])?;
    let (config, faults) = config::parse(&String::from_utf8_lossy(&bytes));
    if faults.iter().any(Diagnostic::is_error) {
        return Err(faults);
    }
    check_section(&arguments.section, &config).map_err(|fault| vec![fault])?;
    let slug = slug_for_new_file(&arguments.title, config.addresses).ok_or_else(|| {
        vec![
            Diagnostic::error(format!("`{}` has no letter or digit", arguments.title))
                .hint("give the story a headline"),
        ]
    })?;

    let file = format!("content/{}/{slug}.md", arguments.section);
    // The name of a section's own page, with a date before it as well.
    if date_of_name(&slug).1 == "index" {
        return Err(vec![
            Diagnostic::error("a file of this name would be the section's own page")
                .in_file(file)
                .hint(
                    "choose another headline; you can change it in the file, which keeps its name",
                ),
        ]);
    }
    folder.refuse_ways_out(&file).map_err(|fault| vec![fault])?;
    let path = folder.path(&file);
    let now = now().to_zoned_datetime(config.time_zone.clone());
    let minute = now.strftime("%Y-%m-%d %H:%M").to_string();
    let front_matter = FrontMatter {
        title: printable(&arguments.title).trim().to_string(),
        date: date::parse(&minute, &config.time_zone).ok(),
        draft: true,
        kind: arguments.kind,
        ..FrontMatter::default()
    };
    let text = format!("---\n{}---\n\n", front_matter::write(&front_matter));
    let mut files = NewFiles::default();
    files.write(&path, &text).map_err(|error| vec![unwritten(&error, &file)])?;
    let path = path.display().to_string();
    files.keep_and_say(path.trim_start_matches("./")).map_err(|fault| vec![fault])
}

fn check_section(section: &str, config: &Config) -> Result<(), Diagnostic> {
    let ids = config.sections.iter().map(|section| section.id.as_str());
    if ids.clone().any(|id| id == section) {
        return Ok(());
    }
    let hint = match nearest(section, ids.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its sections are: {}", ids.collect::<Vec<_>>().join(", ")),
    };
    Err(Diagnostic::error(format!("site.yaml has no section `{section}`")).hint(hint))
}
