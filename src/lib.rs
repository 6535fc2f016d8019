//! Dateline, a static-site generator for news briefings.
//!
//! The way of a site through the program:
//!
//! 1. [`cli`] reads the command line, and [`commands`] has a recipe for each command.
//! 2. [`source`] reads the site's folder; nothing else does.
//! 3. [`site::load`] makes a [`site::Site`] of it: [`text`] reads settings, front matter and
//!    Markdown, [`model`] orders what was read, [`routes`] gives each page its path. Whatever is
//!    wrong becomes a [`diagnostic::Diagnostic`], and loading goes on.
//! 4. [`render::Renderer`] turns each route into a page through [`templates`]. It depends on
//!    nothing but the site and the route.
//! 5. [`output`] writes what changed, so that the published folder is whole at every moment.
//! 6. [`report`] says what was wrong, and [`terminal`] prints it, as all else.
//!
//! Beside that way, [`corrections`] finds what was changed in published texts without a word,
//! from their versions in the site's repository ([`corrections::history`]); [`reads`] counts what
//! was read, and [`publish`] brings the output to where readers find it.
//!
//! Steps 3 and 4 read no file and no clock: the same input at the same instant makes the same
//! bytes, on any machine and with any number of threads. ARCHITECTURE.md has the map.

#[macro_use]
pub mod terminal;

pub mod check;
pub mod cli;
pub mod commands;
pub mod corrections;
pub mod diagnostic;
pub mod digest;
pub mod embeds;
pub mod faults;
pub mod formats;
pub mod git;
pub mod github;

pub mod html;
pub mod import;
pub mod language;
pub mod model;
pub mod nearest;
#[cfg(feature = "net")]
pub mod net;
pub mod output;
#[cfg(feature = "net")]
pub mod outside;
pub mod pictures;
pub mod publish;
pub mod reads;
pub mod regular_file;
pub mod render;
pub mod report;
pub mod routes;
pub mod search;
pub mod serve;
pub mod site;
pub mod slug;
pub mod source;
pub mod stamp;
pub mod templates;
pub mod text;
pub mod theme;
pub mod typography;
pub mod underway;
pub mod url;
pub mod watchdog;
pub mod word_list;
