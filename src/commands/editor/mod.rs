//! `dateline editor`: a form for writing stories, which the site itself holds at `/admin/`.

mod taken;

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Editor;
use crate::commands::new_files::unwritten;
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::site::Files;
use crate::source::Folder;
use crate::text::cms;
use crate::text::config::{self, Config};

/// What the form is made with, whose versions it was tried with: the package, its version, and its
/// files.
const PACKAGES: [(&str, &str, &str); 2] =
    [("decap-cms", "3.16.3", "decap-cms.js"), ("js-yaml", "3.15.2", "js-yaml.min.js")];

/// The command that brings them.
const INSTALL: &str = "npm install --no-save decap-cms@3.16.3 js-yaml@3.15.2";

const FOLDER: &str = "static/admin";
const SETTINGS: &str = "static/admin/config.yml";

/// Written anew is what is below it.
const MARK: &str = "# What follows is written by `dateline editor`, which writes it anew.\n";

pub(super) fn run(arguments: &Editor) -> Result<(), Failed> {
    let said = write(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })?;
    println!("{said}");
    Ok(())
}

/// The form of a site that was made just now, and what to say of it.
pub(super) fn of_new_site(folder: &Path) -> Result<String, Diagnostic> {
    let arguments =
        Editor { site: folder.to_owned(), from: None, repository: None, branch: "main".into() };
    let said = write(&arguments).map_err(|faults| {
        faults
            .into_iter()
            .next()
            .unwrap_or_else(|| Diagnostic::error("the form for editors cannot be written"))
    })?;
    Ok(format!("\n{said}"))
}

/// The settings of a site.
pub(super) fn site_config(site: &Path) -> Result<Config, Vec<Diagnostic>> {
    let bytes = Folder::new(site).read(config::FILE).map_err(|fault| vec![fault])?;
    let (config, faults) = config::parse(&String::from_utf8_lossy(&bytes));
    match faults.iter().any(Diagnostic::is_error) {
        true => Err(faults),
        false => Ok(config),
    }
}

/// The form of each folder.
pub(super) fn forms(config: &Config) -> String {
    cms::settings(config, &taken::names(config))
}

fn write(arguments: &Editor) -> Result<String, Vec<Diagnostic>> {
    let config = site_config(&arguments.site)?;
    let one = |fault| vec![fault];
    let folder = Folder::new(&arguments.site);
    folder.refuse_ways_out(FOLDER).map_err(one)?;
    let own = own_settings(&folder, arguments).map_err(one)?;
    if arguments.from.is_none() {
        leave_packages_out(&folder).map_err(one)?;
    }
    let program = program(arguments).map_err(one)?;
    let settings = format!("{own}{MARK}{}", forms(&config));
    let index = (format!("{FOLDER}/index.html"), include_str!("index.html"));
    let stories = (format!("{FOLDER}/stories.js"), include_str!("stories.js"));
    for (file, text) in [(SETTINGS.to_string(), &*settings), index, stories] {
        put(&folder, &file, text.as_bytes()).map_err(one)?;
    }
    for (from, name) in &program {
        let bytes = fs::read(from).map_err(|error| vec![unread(from, &error)])?;
        put(&folder, &format!("{FOLDER}/{name}"), &bytes).map_err(one)?;
    }
    let is_there = program.iter().any(|(_, name)| name == PACKAGES[0].2)
        || folder.path(&format!("{FOLDER}/{}", PACKAGES[0].2)).is_file();
    Ok(said(is_there, own.contains(UNKNOWN)))
}

/// A repository that somebody has to name.
const UNKNOWN: &str = "OWNER/REPOSITORY";

fn said(is_there: bool, is_unnamed: bool) -> String {
    let mut said =
        format!("The form for writing stories is in {FOLDER}, and on the site at /admin/");
    if !is_there {
        said += &format!(
            "\nDecap CMS, of which it is made, is not there yet. Bring it once:\n  {INSTALL}\n  \
             dateline editor"
        );
    }
    if is_unnamed {
        said += &format!("\nName the repository that it saves to as `repo` in {SETTINGS}");
    }
    said + "\nTo try it here: `dateline serve`, and beside it `npx decap-server@3.11.3`"
}

/// Whether a line of settings names this repository.
fn names(line: &str, repository: &str) -> bool {
    let value = line.trim().strip_prefix("repo:").unwrap_or_default();
    let value = value.split(" #").next().unwrap_or_default().trim();
    value.trim_matches(['"', '\'']) == repository
}

/// The settings above the mark, which are the site's own.
fn own_settings(folder: &Folder, arguments: &Editor) -> Result<String, Diagnostic> {
    match fs::read_to_string(folder.path(SETTINGS)) {
        Ok(text) => match text.replace("\r\n", "\n").split_once(MARK) {
            Some((own, _)) => match &arguments.repository {
                None => Ok(own.to_string()),
                Some(repository) if own.contains(UNKNOWN) => {
                    refuse_repository(repository)?;
                    let branch = crate::text::yaml::plain_or_quoted(&arguments.branch);
                    let own = own.replacen(UNKNOWN, repository, 1);
                    Ok(own.replacen("branch: main\n", &format!("branch: {branch}\n"), 1))
                }
                // The same line is given again where the form is written anew.
                Some(repository) if own.lines().any(|line| names(line, repository)) => {
                    Ok(own.to_string())
                }
                Some(_) => Err(Diagnostic::error("this file names a repository already")
                    .in_file(SETTINGS)
                    .hint("change `repo` and `branch` there")),
            },
            None => Err(Diagnostic::error("these settings are not of `dateline editor`")
                .in_file(SETTINGS)
                .hint(
                    "move the file away, run `dateline editor` again, and bring over what you need",
                )),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let repository = arguments.repository.as_deref().unwrap_or(UNKNOWN);
            refuse_repository(repository)?;
            let branch = crate::text::yaml::plain_or_quoted(&arguments.branch);
            Ok(format!(
                "# Where stories are kept and how editors sign in: yours to change.\n\
                 # https://decapcms.org/docs/backends-overview/\n\
                 backend:\n  name: github\n  repo: {repository}\n  branch: {branch}\n\
                 # On your own machine, without signing in, while `npx decap-server` runs.\n\
                 local_backend: true\n\n"
            ))
        }
        Err(error) => Err(unread(&folder.path(SETTINGS), &error)),
    }
}

fn refuse_repository(name: &str) -> Result<(), Diagnostic> {
    let is_one = name.split('/').count() == 2
        && name.split('/').all(|part| !part.is_empty())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    match is_one {
        true => Ok(()),
        false => Err(Diagnostic::error(format!("`{name}` is no repository on GitHub"))
            .hint("write it as OWNER/NAME: `--repository highland/briefing`")),
    }
}

/// Keeps what npm brings out of git: hundreds of packages, of which the form has two.
fn leave_packages_out(folder: &Folder) -> Result<(), Diagnostic> {
    const FILE: &str = ".gitignore";
    const FOLDER: &str = "node_modules";
    let text = match fs::read_to_string(folder.path(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unread(&folder.path(FILE), &error)),
    };
    if text.lines().any(|line| line.trim().trim_matches('/') == FOLDER) {
        return Ok(());
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    put(folder, FILE, format!("{text}{end}/{FOLDER}\n").as_bytes())
}

/// The files of the packages, each with its name in the site; none if they are not there.
fn program(arguments: &Editor) -> Result<Vec<(PathBuf, String)>, Diagnostic> {
    let from = match &arguments.from {
        Some(from) => from.clone(),
        None => arguments.site.join("node_modules"),
    };
    if arguments.from.is_none() && !from.join(PACKAGES[0].0).is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for (package, version, main) in PACKAGES {
        let own = from.join(package);
        let about = own.join("package.json");
        let text = fs::read_to_string(&about).map_err(|error| missing(&about, &error))?;
        let about: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let there = about["version"].as_str().unwrap_or("none");
        if there != version {
            let message = format!("`{package}` is there in version {there}, not {version}");
            return Err(Diagnostic::error(message).hint(format!("run `{INSTALL}`")));
        }
        let dist = own.join("dist");
        let listed = fs::read_dir(&dist).map_err(|error| missing(&dist, &error))?;
        let mut names: Vec<String> = listed
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            // Its parts are loaded as they are needed.
            .filter(|name| {
                name == main || name.strip_suffix(main).is_some_and(|it| it.ends_with('.'))
            })
            .collect();
        names.sort_unstable();
        if !names.iter().any(|name| name == main) {
            let hint = format!("run `{INSTALL}`");
            let message = format!("`{}` is not there", dist.join(main).display());
            return Err(Diagnostic::error(message).hint(hint));
        }
        files.extend(names.into_iter().map(|name| (dist.join(&name), name)));
    }
    Ok(files)
}

fn put(folder: &Folder, file: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
    folder.refuse_ways_out(file)?;
    let path = folder.path(file);
    let parent = path.parent().unwrap_or(&path);
    let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, bytes));
    written.map_err(|error| unwritten(&error, file))
}

fn missing(path: &Path, error: &std::io::Error) -> Diagnostic {
    unread(path, error).hint(format!("run `{INSTALL}`, or name its folder with `--from`"))
}

fn unread(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("`{}` cannot be read: {error}", path.display()))
}
