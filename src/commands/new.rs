//! `dateline new`: begin a briefing, or a version of one in another language.

use icu_locale::Locale;

use crate::cli::New;
use crate::commands::new_files::{NewFiles, unwritten};
use crate::commands::new_text::{Around, NewText, check_section};
use crate::commands::new_version;
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::routes::EditionId;
use crate::site::{FileNames, Files};
use crate::slug::slug_for_new_file;
use crate::source::Folder;
use crate::text::config::{self, Config};
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
    let one = |fault| vec![fault];
    let folder = Folder::new(&arguments.site);
    let bytes = folder.read(config::FILE).map_err(one)?;
    let (config, faults) = config::parse(&String::from_utf8_lossy(&bytes));
    if faults.iter().any(Diagnostic::is_error) {
        return Err(faults);
    }
    let edition = edition(arguments.language.as_ref(), &config).map_err(one)?;
    let by_language = config.by_language();
    let names = FileNames::of(&config);
    // On a site with one language, no other text matters.
    let files = if names.say_nothing() { Vec::new() } else { listed(&folder)? };
    let own = &by_language[edition.0];
    let around = Around { config: &config, own, edition, names, files, folder: &folder };
    let is_of_story = arguments.language.is_some() && arguments.section.contains(['/', '.']);
    let title = arguments.title.as_deref();
    let new = match title {
        _ if is_of_story => new_version::version_of(&arguments.section, title, &around)?,
        Some(title) => story(arguments, title, &around).map_err(one)?,
        None => return Err(vec![without_headline(arguments)]),
    };
    folder.refuse_ways_out(&new.file).map_err(one)?;
    let path = folder.path(&new.file);
    let text = format!("---\n{}---\n\n", front_matter::write(&new.front_matter));
    let mut files = NewFiles::default();
    files.write(&path, &text).map_err(|error| vec![unwritten(&error, &new.file)])?;
    let path = path.display().to_string();
    files.keep_and_say(path.trim_start_matches("./")).map_err(one)
}

fn listed(folder: &Folder) -> Result<Vec<String>, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let files = folder.list("content", &mut faults);
    if faults.iter().any(Diagnostic::is_error) { Err(faults) } else { Ok(files) }
}

/// A story in a section.
fn story(arguments: &New, title: &str, around: &Around<'_>) -> Result<NewText, Diagnostic> {
    let section = &arguments.section;
    check_section(section, around)?;
    let slug = slug_for_new_file(title, around.own.addresses).ok_or_else(|| {
        Diagnostic::error(format!("`{title}` has no letter or digit"))
            .hint("give the story a headline")
    })?;
    let file = around.file_of(section, &slug);
    // The name of a section's own page, with a date before it as well.
    if date_of_name(&slug).1 == "index" {
        return Err(Diagnostic::error("a file of this name would be the section's own page")
            .in_file(file)
            .hint("choose another headline; you can change it in the file, which keeps its name"));
    }
    if let Some(other) = around.version_by_name(&file) {
        return Err(around.would_be_a_version(&file, other));
    }
    let front_matter = FrontMatter {
        title: printable(title).trim().to_string(),
        date: around.this_minute(),
        draft: true,
        kind: arguments.kind,
        ..FrontMatter::default()
    };
    Ok(NewText { file, front_matter })
}

/// The edition that is meant.
fn edition(language: Option<&Locale>, config: &Config) -> Result<EditionId, Diagnostic> {
    let Some(language) = language else { return Ok(EditionId::FIRST) };
    let mut listed = config.languages.iter().map(|own| &own.language);
    if let Some(at) = listed.position(|own| own == language) {
        return Ok(EditionId(at));
    }
    if config.languages.is_empty() {
        let message = format!("the site is in `{}` alone", config.language);
        let hint = format!(
            "to have it in several languages, write `languages: {{{}: {{}}, {language}: {{title: …}}}}` \
             into site.yaml, in place of `language`",
            config.language
        );
        return Err(Diagnostic::error(message).hint(hint));
    }
    let tags: Vec<String> = config.languages.iter().map(|own| own.language.to_string()).collect();
    let message = format!("`{language}` is not among the `languages` of site.yaml");
    Err(Diagnostic::error(message).hint(format!("they are: {}", tags.join(", "))))
}

fn without_headline(arguments: &New) -> Diagnostic {
    let section = &arguments.section;
    let tag = arguments.language.as_ref().map(Locale::to_string).unwrap_or_default();
    Diagnostic::error("the new story has no headline").hint(format!(
        "write it behind the section: `dateline new --language {tag} {section} \"…\"`; for a version \
         of a story, name its file: `dateline new --language {tag} content/{section}/talks.md`"
    ))
}
