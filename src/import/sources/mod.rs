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
    match program {
        Program::Eleventy => eleventy::read(bundle, rules),
        Program::Ghost => ghost::read(bundle),
        Program::Hugo => hugo::read(bundle, rules),
        Program::Jekyll => jekyll::read(bundle, rules),
        Program::Medium => medium::read(bundle),
        Program::Substack => substack::read(bundle),
        Program::Zola => zola::read(bundle, rules),
        Program::WordPress => wordpress::read(bundle, rules),
    }
}
