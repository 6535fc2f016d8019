//! What other people's programs and specifications say of the output: validators, parsers of
//! feeds, checkers of workflows, log analysers, the examples of CommonMark.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

#[cfg(target_os = "linux")]
mod access_log;
#[cfg(feature = "net")]
mod bucket;
mod cmark;
mod commonmark;
#[cfg(unix)]
mod pages_workflow;
mod real_text;
mod validators;
mod yaml;
