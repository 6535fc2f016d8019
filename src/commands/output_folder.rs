//! Where a build writes to.

use std::path::{Component, Path, PathBuf};

use crate::cli::Build;
use crate::commands::counted;
use crate::diagnostic::Diagnostic;
use crate::git::{self, Tracked};
use crate::output::Output;
use crate::source::FOLDERS;
use crate::text::printable::in_a_shell;

/// How many symbolic links on the way to a file are followed on Linux, the most of all systems.
const MOST_LINKS: usize = 40;

/// Where a build writes to, in the site's folder, if it is not told.
pub(super) const DEFAULT_OUTPUT: &str = "public";

/// The folder that a build writes to.
pub(super) fn folder(arguments: &Build) -> PathBuf {
    arguments.output.clone().unwrap_or_else(|| arguments.load.site.join(DEFAULT_OUTPUT))
}

/// Opens the folder that a build writes to.
///
/// # Errors
/// That it may not be written, or is being written.
pub(super) fn open(arguments: &Build) -> Result<Output, Diagnostic> {
    let output = folder(arguments);
    refuse_places(&output, &arguments.load.site)?;
    Output::open(&output)
}

/// Refuses an output in whose place others have a part: whoever may change the site's files
/// decides neither where on the machine files are written, nor which are published.
///
/// # Errors
/// Also that git does not say what it has there.
pub(super) fn refuse_places(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    refuse_own_folders(output, site)?;
    refuse_ways_out(output, site)?;
    refuse_what_git_has(output, site)
}

/// Refuses an output of which git tracks a file: what is published is made by a build, and
/// does not come with what somebody sends in. Neither does a link that leads to the folder.
fn refuse_what_git_has(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    let real = real(output);
    if real.iter().any(|name| name == ".git") {
        return Err(Diagnostic::error(format!("`{}` is a folder of git's own", output.display()))
            .hint("name another folder with `--output`, such as `--output public`"));
    }
    for place in links_to(output, site).into_iter().chain([real]) {
        if let Some(tracked) = git::tracked(&place)? {
            return Err(has_tracked(output, &tracked));
        }
    }
    Ok(())
}

fn has_tracked(output: &Path, tracked: &Tracked) -> Diagnostic {
    let files = &tracked.files;
    let such = files.first().map_or("", String::as_str);
    let (output, files) = (output.display(), counted(files.len(), "file"));
    Diagnostic::error(format!(
        "git tracks {files} of the output `{output}`, such as `{such}`: what is published comes \
         from a build, not from a commit"
    ))
    .hint(format!(
        "run `{}`, remove the folder, and build again; a line in .gitignore keeps it out of git",
        untracking(tracked)
    ))
}

/// The command by which git forgets the place, from where the user is.
fn untracking(Tracked { top, place, is_sparse, .. }: &Tracked) -> String {
    let remove = if *is_sparse { "rm -r --cached --sparse" } else { "rm -r --cached" };
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let is_here = here.starts_with(top);
    match top.join(place).strip_prefix(&here).ok().filter(|_| is_here) {
        Some(place) => format!("git {remove} {}", in_a_shell(&pathspec(place))),
        None => {
            let top = in_a_shell(&top.display().to_string());
            format!("git -C {top} {remove} {}", in_a_shell(&pathspec(place)))
        }
    }
}

/// The path as git takes one: a star in it is no pattern.
fn pathspec(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    let path = names.join("/");
    let has_meaning = path.starts_with([':', '-']) || path.contains(['*', '?', '[', '\\']);
    if has_meaning { format!(":(literal){path}") } else { path }
}

/// A path as an argument in a shell, where it is no option.
pub(super) fn argument(path: &Path) -> String {
    let path = path.display().to_string();
    if path.starts_with('-') { in_a_shell(&format!("./{path}")) } else { in_a_shell(&path) }
}

/// The symbolic links that lead to the output, without others before them; from the site's
/// folder on, if it is in that. More of them than systems follow lead nowhere.
fn links_to(output: &Path, site: &Path) -> Vec<PathBuf> {
    let named = absolute(output);
    let named = match named.strip_prefix(absolute(site)) {
        Ok(in_site) => real(site).join(in_site),
        Err(_) => named,
    };
    let reversed = |path: &Path| -> Vec<PathBuf> {
        path.components().rev().map(|part| PathBuf::from(part.as_os_str())).collect()
    };
    let (mut links, mut at, mut ahead) = (Vec::new(), PathBuf::new(), reversed(&named));
    while let Some(part) = ahead.pop() {
        match at.join(&part).read_link() {
            Ok(target) if links.len() < MOST_LINKS => {
                links.push(real(&at).join(part));
                ahead.extend(reversed(&target));
            }
            _ if part == Path::new("..") => drop(at.pop()),
            _ => at.push(part),
        }
    }
    links
}

/// The output may be inside the site, but not where the site itself is read from.
fn refuse_own_folders(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    let (real_output, real_site) = (real(output), real(site));
    if real_site.starts_with(&real_output) {
        return Err(Diagnostic::error(format!(
            "the site itself is in the output folder `{}`",
            output.display()
        ))
        .hint("name another folder with `--output`, such as `--output public`"));
    }
    for name in FOLDERS {
        if real_output.starts_with(real(&real_site.join(name))) {
            return Err(Diagnostic::error(format!(
                "the output folder `{}` is in the site's own `{name}` folder",
                output.display()
            ))
            .hint("name another folder with `--output`, such as `--output public`"));
        }
    }
    Ok(())
}

/// A folder in the site's may be anybody's who may change the site: a symbolic link there
/// does not tell where on the machine files are written, or which are published.
fn refuse_ways_out(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    let named = |path: &Path| with_parents_resolved(&absolute(path));
    let real_output = real(output);
    if named(output).starts_with(named(site)) && !real_output.starts_with(real(site)) {
        return Err(Diagnostic::error(format!(
            "the output folder `{}` leads out of the site by a symbolic link",
            output.display()
        ))
        .hint(format!("if that is meant, name it: `--output {}`", argument(&real_output))));
    }
    Ok(())
}

/// The path without symbolic links and `..`, as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = absolute(path);
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            return with_parents_resolved(&real.join(rest));
        }
    }
    absolute
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// What does not exist has no symbolic links, so that `..` is the folder before it.
fn with_parents_resolved(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut resolved, part| {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
        resolved
    })
}
