//! `dateline init`: a new site, ready to build.

mod answers;
mod files;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use answers::{Answers, ask, own_language, own_time_zone};
use files::{about, settings, welcome};

use jiff::tz::TimeZone;

use crate::cli::{Init, SchemaOf};
use crate::commands::new_files::{NewFiles, unwritten};
use crate::commands::{Failed, editor, now, report, schema};
use crate::diagnostic::Diagnostic;
use crate::git::{self, Git};
use crate::github::Action;
use crate::source::Folder;
use crate::terminal::{self, Stream};
use crate::text::config;
use crate::text::printable::in_a_shell;

pub(super) fn run(arguments: &Init) -> Result<(), Failed> {
    let folder = &arguments.folder;
    init(arguments).map_err(|fault| {
        report(folder, &[fault]);
        Failed
    })
}

fn init(arguments: &Init) -> Result<(), Diagnostic> {
    let folder = &arguments.folder;
    refuse_a_site(folder)?;
    let answers = answers(arguments)?;
    let files = write_site(folder, &answers, arguments.program.as_ref())?;
    let editor = match arguments.editor {
        true => editor::of_new_site(folder)?,
        false => String::new(),
    };
    if answers.git {
        git::make_repository(folder)?;
    }
    files.keep_and_say(&(next_steps(folder) + &editor))
}

/// What the site is to be: as the options say, or whoever is at a terminal.
fn answers(arguments: &Init) -> Result<Answers, Diagnostic> {
    let variable = |name: &str| std::env::var(name).ok();
    let is_in_repository = Git::in_work_tree(&existing(&arguments.folder))
        .is_ok_and(|repository| repository.is_some());
    let unasked = Answers::unasked();
    let is_asked = !arguments.is_told()
        && std::env::var_os("CI").is_none()
        && std::io::stdin().is_terminal()
        && Stream::Errors.is_terminal();
    if !is_asked {
        let or = |given: &Option<String>, default| given.clone().unwrap_or(default);
        return Ok(Answers {
            title: or(&arguments.title, unasked.title),
            language: or(&arguments.language.as_ref().map(ToString::to_string), unasked.language),
            time_zone: or(&arguments.timezone, unasked.time_zone),
            git: arguments.git && !is_in_repository,
        });
    }
    let defaults = Answers {
        language: own_language(variable).unwrap_or(unasked.language),
        time_zone: own_time_zone(variable).unwrap_or(unasked.time_zone),
        ..unasked
    };
    ask(defaults, !is_in_repository, &mut std::io::stdin().lock(), &mut terminal::questions())
        .map_err(|error| Diagnostic::error(format!("the answer cannot be read: {error}")))
}

/// The folder, or the nearest above it that exists.
fn existing(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find(|folder| folder.is_dir());
    there.unwrap_or(&absolute).to_owned()
}

fn refuse_a_site(folder: &Path) -> Result<(), Diagnostic> {
    if !folder.join(config::FILE).exists() {
        return Ok(());
    }
    Err(Diagnostic::error(format!("there is a site in `{}` already", folder.display()))
        .hint("name another folder: `dateline init my-site`"))
}

fn next_steps(folder: &Path) -> String {
    let folder = folder.display().to_string();
    let change =
        if folder == "." { String::new() } else { format!("  cd {}\n", in_a_shell(&folder)) };
    format!("A new site is in {folder}\n{change}{NEXT_STEPS}")
}

/// Writes the files of a new site; one that is there already is kept.
fn write_site(
    folder: &Path,
    answers: &Answers,
    program: Option<&Action>,
) -> Result<NewFiles, Diagnostic> {
    let settings = settings(answers);
    let today = now().to_zoned_datetime(TimeZone::UTC).date();
    let (welcome, about) = (welcome(answers, today), about(answers));
    let workflow = PAGES.replace("{program}", program.map_or(&released(), Action::as_str));
    let schema = schema::text(SchemaOf::Site);
    let files = [
        (config::FILE, settings.as_str()),
        (".dateline/site.schema.json", schema.as_str()),
        ("content/politics/welcome.md", welcome.as_str()),
        ("content/about.md", about.as_str()),
        (".gitignore", "/public\n"),
        (".github/workflows/pages.yml", workflow.as_str()),
    ];
    for parent in files.iter().filter_map(|(file, _)| Some(file.rsplit_once('/')?.0)) {
        Folder::new(folder).refuse_ways_out(parent)?;
    }
    let mut new = NewFiles::default();
    for (file, text) in files {
        match new.write(&folder.join(file), text) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            written => written.map_err(|error| unwritten(&error, file))?,
        }
    }
    Ok(new)
}

/// The release of this version: the root of its repository has the action that builds a site.
fn released() -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let repository = repository.strip_prefix("https://github.com/").unwrap_or(repository);
    format!("{repository}@v{}", env!("CARGO_PKG_VERSION"))
}

/// Publishes the site.
const PAGES: &str = include_str!("../pages.yml");

const NEXT_STEPS: &str = "  \
  dateline new politics \"Talks resume\"    begins a story
  dateline serve --watch                  shows the site while you write
  dateline build                          makes the site in public/
Set its title and address in site.yaml. .github/workflows/pages.yml says what to set once
on GitHub, so that each push to `main` publishes the site.";
