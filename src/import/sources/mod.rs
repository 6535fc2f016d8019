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

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::markdown::style_sheets;
use crate::import::model::{Archive, Held, Text, Topic};
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
    hold_hidden(&mut archive);
    Ok(archive)
}

/// Holds back texts of which a style sheet in them hides a part.
fn hold_hidden(archive: &mut Archive) {
    let is_public = |(_, text): &(usize, &Text)| text.held.is_none();
    let hidden = archive.texts.par_iter().enumerate().filter(is_public);
    let hidden: Vec<usize> =
        hidden.filter(|(_, text)| style_sheets::hide(&text.body)).map(|(at, _)| at).collect();
    for at in hidden {
        archive.texts[at].held = Some(Held::Draft);
        let origin = archive.texts[at].origin.clone();
        let name =
            "a style sheet in the text hides a part of it: remove that part, or the style sheet";
        archive.note(Topic::Changed, name, &origin);
    }
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
