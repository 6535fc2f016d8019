//! What readers and authors see: pages in headless Chromium, and in Firefox and WebKit what may differ there.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

mod base_path;
mod editor;
mod engines;
mod following;
mod hostile_content;
mod live;
mod looks;
mod search;
mod theme;
