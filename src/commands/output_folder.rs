//! Where a build writes to.

use std::path::{Component, Path, PathBuf};

use crate::cli::Build;
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::source::FOLDERS;

/// The folder that a build writes to.
pub(super) fn folder(arguments: &Build) -> PathBuf {
    arguments.output.clone().unwrap_or_else(|| arguments.load.site.join("public"))
}

/// Opens the folder that a build writes to.
///
/// # Errors
/// That it may not be written, or is being written.
pub(super) fn open(arguments: &Build) -> Result<Output, Diagnostic> {
    let site = &arguments.load.site;
    let output = folder(arguments);
    refuse_own_folders(&output, site)?;
    refuse_ways_out(&output, site)?;
    Output::open(&output)
}

/// The output may be inside the site, but not where the site itself is read from.
fn refuse_own_folders(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    let (real_output, real_site) = (real(output), real(site));
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
/// does not tell where on the machine files are written.
fn refuse_ways_out(output: &Path, site: &Path) -> Result<(), Diagnostic> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let real_output = real(output);
    if absolute(output).starts_with(absolute(site)) && !real_output.starts_with(real(site)) {
        return Err(Diagnostic::error(format!(
            "the output folder `{}` leads out of the site by a symbolic link",
            output.display()
        ))
        .hint(format!("if that is meant, name it: `--output {}`", real_output.display())));
    }
    Ok(())
}

/// The path without symbolic links and `..`, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            return with_parents_resolved(&real.join(rest));
        }
    }
    absolute
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
