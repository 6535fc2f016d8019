//! `dateline words`: a list of the theme's texts to fill in, in a language.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use icu_locale::Locale;

use crate::cli::Words;
use crate::commands::new_files::{NewFiles, unsaid, unwritten};
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::site::{Files, read_text, word_list};
use crate::source::Folder;
use crate::terminal::{Stream, try_to_say};
use crate::text::config;
use crate::word_list::{WordList, blank, file_of};

pub(super) fn run(arguments: &Words) -> Result<(), Failed> {
    let list = write(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })?;
    let (all, lacking) = list.words.lacking_on_a_site(list.has_languages);
    let (tag, file) = (&arguments.language, &list.file);
    match lacking {
        0 => eprintln!(
            "All {all} texts are there in `{tag}`. To say one otherwise, write it into `{file}`."
        ),
        1 => eprintln!(
            "1 of {all} texts is missing in `{tag}`. Fill it in: until then it is said in English."
        ),
        _ => eprintln!(
            "{lacking} of {all} texts are missing in `{tag}`. Fill them in: until then they are said in English."
        ),
    }
    Ok(())
}

/// A list of words of a site.
struct List {
    words: WordList,
    file: String,
    /// Whether the site has several languages, which has words that others never say.
    has_languages: bool,
}

/// Writes what the list has no place for yet, and prints its path.
fn write(arguments: &Words) -> Result<List, Vec<Diagnostic>> {
    let one = |fault| vec![fault];
    let folder = Folder::new(&arguments.site);
    // A list in a folder that is no site would be looked for in vain.
    let settings = folder.read(config::FILE).map_err(one)?;
    let (settings, _) = config::parse(&String::from_utf8_lossy(&settings));
    let has_languages = settings.has_languages();
    let (words, faults, _) = word_list(&folder, &arguments.language);
    if !faults.is_empty() {
        return Err(faults);
    }
    let file = file_of(&arguments.language.to_string());
    folder.refuse_ways_out(&file).map_err(one)?;
    let mut faults = Vec::new();
    let is_there = folder.list(&file, &mut faults).contains(&file);
    if !faults.is_empty() {
        return Err(faults);
    }
    let there = if is_there { Some(read_text(&folder, &file).map_err(one)?) } else { None };
    let added = blank(&words, there.as_deref());
    if added.is_empty() {
        return Ok(List { words, file, has_languages });
    }
    let path = folder.path(&file);
    let shown = path.display().to_string();
    let shown = shown.trim_start_matches("./");
    match there {
        None => {
            let mut files = NewFiles::default();
            files.write(&path, &added).map_err(|error| one(unwritten(&error, &file)))?;
            files.keep_and_say(shown).map_err(one)?;
        }
        Some(there) => {
            let end = if there.is_empty() || there.ends_with('\n') { "" } else { "\n" };
            let added = format!("{end}{added}");
            refuse_another_form(&file, &format!("{there}{added}"), &arguments.language)?;
            append(&path, &added).map_err(|error| one(unwritten(&error, &file)))?;
            try_to_say(Stream::Output, &format!("{shown}\n"))
                .map_err(|error| one(unsaid(&error, "the lines were added all the same")))?;
        }
    }
    Ok(List { words, file, has_languages })
}

/// Refuses a list to which no line can be added, such as one in braces.
fn refuse_another_form(file: &str, whole: &str, language: &Locale) -> Result<(), Vec<Diagnostic>> {
    let faults = WordList::built_in(language).add(file, whole);
    if faults.is_empty() {
        return Ok(());
    }
    let fault = Diagnostic::error("no lines can be added to this list").in_file(file).hint(
        "write each text on a line of its own, such as `latest: Latest`, without braces around all",
    );
    Err(vec![fault])
}

/// Adds to a file that has what somebody wrote; on a full disk it is as it was.
fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    let before = file.metadata()?.len();
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = file.set_len(before);
    }
    written
}
