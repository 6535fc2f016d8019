//! Each program whose sites are read, in a folder or file of its own.

mod eleventy;
mod ghost;
mod hugo;
mod jekyll;
pub mod kind;
mod medium;
mod pattern;
pub mod site_files;
mod substack;
mod wordpress;
mod zola;

use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::model::Archive;
use crate::import::rules::Rules;
use kind::Program;

/// Reads the site of a program.
///
/// # Errors
/// It is none of that program, or damaged.
pub fn read(bundle: &Bundle, program: Program, rules: &Rules) -> Result<Archive, Diagnostic> {
    let mut archive = match program {
        Program::Eleventy => eleventy::read(bundle, rules),
        Program::Ghost => ghost::read(bundle),
        Program::Hugo => hugo::read(bundle, rules),
        Program::Jekyll => jekyll::read(bundle, rules),
        Program::Medium => medium::read(bundle),
        Program::Substack => substack::read(bundle),
        Program::Zola => zola::read(bundle, rules),
        Program::WordPress => wordpress::read(bundle, rules),
    }?;
    let settings = &mut archive.settings;
    settings.base_url = settings.base_url.take().or_else(|| named_host(bundle));
    Ok(archive)
}

/// The host that GitHub Pages and others read in a file
/// (<https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site>).
fn named_host(bundle: &Bundle) -> Option<String> {
    let is_it = |file: &&str| file.rsplit('/').next() == Some("CNAME");
    let file = bundle.files().filter(is_it).min_by_key(|file| file.matches('/').count())?;
    let (text, _) = bundle.text(file).ok()?;
    let host = text.lines().next()?.trim();
    let is_host =
        host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c));
    is_host.then(|| format!("https://{host}/"))
}
