//! `dateline new`: begin a briefing.

use crate::cli::New;
use crate::commands::new_files::{NewFiles, unwritten};
use crate::commands::{Failed, now, report};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::site::Files;
use crate::source::Folder;
use crate::text::config::{self, Config};
use crate::text::front_matter::date_of_name;
use crate::text::slug::slugify;

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
    let slug = slugify(&arguments.title).ok_or_else(|| {
        vec![
            Diagnostic::error(format!("`{}` has no letter or digit", arguments.title))
                .hint("give the briefing a headline"),
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
    let text = format!(
        "---\ntitle: {}\ndate: {}\ndraft: true\n---\n\n",
        quoted(&arguments.title),
        now.strftime("%Y-%m-%d %H:%M")
    );
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

/// A text as a YAML double-quoted scalar (YAML 1.2.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.push(' '),
            // Characters that YAML does not have (section 5.1), or does not show.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_back(title: &str) -> crate::text::yaml::Value {
        let yaml = format!("title: {}\n", quoted(title));
        let node = crate::text::yaml::parse(&yaml, crate::text::yaml::Keys::Placed).unwrap();
        let crate::text::yaml::Value::Map(mut entries) = node.value else { panic!("a map") };
        entries.remove(0).1.value
    }

    #[test]
    fn every_character_is_read_back() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|c| !c.is_control()).collect();
        for some in all.chunks(1000) {
            let title: String = some.iter().collect();
            assert_eq!(read_back(&title), crate::text::yaml::Value::Text(title));
        }
    }

    proptest! {
        #[test]
        fn any_headline_is_read_back(title in "\\P{Cc}{1,60}") {
            prop_assert_eq!(read_back(&title), crate::text::yaml::Value::Text(title));
        }
    }
}
