//! What other people's programs and specifications say of the output: validators, parsers of
//! feeds, checkers of workflows, managers of packages, log analysers, the examples of CommonMark.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

#[cfg(target_os = "linux")]
mod access_log;
#[cfg(feature = "net")]
mod bucket;
mod cmark;
mod commonmark;
mod digest;
#[cfg(target_os = "linux")]
mod packages;
#[cfg(unix)]
mod pages_workflow;
mod real_text;
#[cfg(target_os = "linux")]
mod servers;
mod validators;
mod warehouses;
mod yaml;
