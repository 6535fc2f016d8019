//! What the tests of whole sites share. One idea a file.

// Each file of tests uses a part of it.
#![allow(dead_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod any_site;
pub mod bounded;
pub mod browser;
pub mod bucket;
pub mod case;
pub mod could_run;
pub mod diff;
pub mod effort;
pub mod events;
pub mod everything;
pub mod executable;
pub mod github_pages;
pub mod html;
pub mod http;
pub mod links;
pub mod listening;
pub mod made;
pub mod memory;
pub mod newsroom;
pub mod outside;
pub mod patience;
pub mod photo;
pub mod plain;
pub mod program;
pub mod publication;
pub mod published;
pub mod random;
pub mod repository;
pub mod saving;
pub mod served;
pub mod server;
pub mod sound;
pub mod tree;
pub mod xml;
