//! What the program does, seen from outside: whole sites in and trees out, exact messages,
//! servers, disks and git. What needs a browser is in `tests/browser/`, and what other
//! people's programs say of the output in `tests/judges/`.
//!
//! cargo test --test it deploy      # one file
//!
//! One binary holds them all, since each costs a link of the whole program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

mod access_logs;
mod any_bytes;
mod any_text;
mod blocks;
#[cfg(unix)]
mod built_already;
mod cards;
#[cfg(unix)]
mod changing;
mod check;
mod check_story;
#[cfg(target_os = "linux")]
mod clock;
mod command_line;
mod corrections;
#[cfg(unix)]
mod deploy;
#[cfg(unix)]
mod deploy_refused;
#[cfg(feature = "net")]
mod deploy_to_bucket;
mod digest;
mod doc_links;
mod documented_fields;
mod editor;
mod editors_hour;
#[cfg(unix)]
mod example_address;
mod feed_ids;
#[cfg(feature = "net")]
mod fetch;
mod figures;
mod first_minute;
#[cfg(target_os = "linux")]
mod front_page;
mod full_disk;
mod fuzz;
#[cfg(unix)]
mod git;
mod help;
mod hidden_words;
#[cfg(unix)]
mod history;
mod hostile;
#[cfg(target_os = "linux")]
mod hostile_files;
mod house;
#[cfg(unix)]
mod ignored_case;
mod import;
#[cfg(unix)]
mod kept;
mod killed;
mod kinds;
mod language_addresses;
mod language_commands;
mod language_originals;
mod language_subjects;
mod language_versions;
mod languages;
mod live;
mod lost;
mod lost_tags;
mod machines;
mod most_read;
#[cfg(target_os = "linux")]
mod mounted;
mod mv;
mod native_addresses;
#[cfg(not(feature = "net"))]
mod no_network;
mod no_pictures;
mod old_addresses;
#[cfg(feature = "net")]
mod outside;
mod picture_rights;
mod pictures;
mod podcasts;
#[cfg(unix)]
mod readers;
mod readme;
mod reads_of_moved;
mod rebuild;
mod remedies;
mod restyled;
mod same_bytes;
mod search;
mod serve;
#[cfg(unix)]
mod serve_answers;
mod serve_follow;
mod several_languages;
mod sites;
mod subjects;
mod submodules;
mod template_variables;
#[cfg(unix)]
mod tracked;
mod updates;
#[cfg(unix)]
mod workflow_words;
mod yaml_slips;
