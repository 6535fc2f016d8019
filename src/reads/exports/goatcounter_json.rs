//! GoatCounter's JSON: a ZIP archive of files that name paths, and how often
//! each was visited in each hour.
//!
//! The files and their fields are those of `tpl/help/export-json.md` in
//! `arp242/goatcounter`. `hit_stats.jsonl` has visits, without bots; see
//! [`super::goatcounter`]. Hours are in UTC, so in a zone that is half an hour
//! off, what was read around midnight may be counted on the day beside.

use std::collections::HashMap;
use std::io::{Read, Seek};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::archive::Archive;
use super::reading::{PageCount, Reading, RowResult, day_of_moment, reads, shown};
use super::text::{self, Text};
use crate::reads::context::Context;
use crate::reads::counts::Room;
use crate::reads::refusal::Refusal;

/// The file of visits.
pub(super) const HITS: &str = "hit_stats.jsonl";
const PATHS: &str = "paths.jsonl";
const INFO: &str = "info.json";

/// The files of an export by which it is known.
pub(super) const FILES: [&str; 11] = [
    INFO,
    PATHS,
    HITS,
    "refs.jsonl",
    "browsers.jsonl",
    "systems.jsonl",
    "locations.jsonl",
    "languages.jsonl",
    "browser_stats.jsonl",
    "system_stats.jsonl",
    "location_stats.jsonl",
];

#[derive(Deserialize)]
struct Info {
    export_version: String,
}

#[derive(Deserialize)]
struct Path {
    id: i64,
    path: Box<str>,
    #[serde(default)]
    event: bool,
}

#[derive(Deserialize)]
struct Hits {
    hour: String,
    path_id: i64,
    count: serde_json::Number,
}

/// The address of each path; an event has none.
type Paths = HashMap<i64, Option<Box<str>>>;

/// Reads the archive.
///
/// # Errors
/// It is of another version, or a file is missing or damaged.
pub(super) fn read<R: Read + Seek>(
    archive: &mut Archive<R>,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    if let Some(info) = archive.find(INFO) {
        check_version(archive.open(&info)?)?;
    }
    let missing = |name: &str| reading.not_this(format!("the archive has no `{name}`"));
    let paths = archive.find(PATHS).ok_or_else(|| missing(PATHS))?;
    let hits = archive.find(HITS).ok_or_else(|| missing(HITS))?;
    let paths = read_paths(archive.open(&paths)?, reading)?;
    let context = reading.context;
    archive.open(&hits)?.each_line(|number, line| {
        reading.enter(number, take(line, &paths, context));
    })
}

fn check_version(text: Text<'_>) -> Result<(), Refusal> {
    let mut read = Vec::new();
    text.take(1 << 20).read_to_end(&mut read).map_err(|error| text::refuse(&error))?;
    // What is in there besides the version is of no interest, and may change.
    let version = parse::<Info>(&read).map(|info| info.export_version).unwrap_or_default();
    if version.is_empty() || version == "1" || version.starts_with("1.") {
        return Ok(());
    }
    Err(Refusal {
        message: format!("it is of version {} of GoatCounter's JSON, not 1", shown(&version)),
        hint: "export it as CSV".into(),
    })
}

fn read_paths(text: Text<'_>, reading: &mut Reading<'_>) -> Result<Paths, Refusal> {
    let mut paths = Paths::new();
    let mut room = Room::default();
    text.each_line(|number, line| match parse::<Path>(line) {
        Ok(path) if room.takes(&path.path) => {
            paths.insert(path.id, (!path.event).then_some(path.path));
        }
        Ok(_) => {}
        Err(message) => reading.lines.reject(number, format!("in `{PATHS}`: {message}")),
    })?;
    if room.is_full() { Err(Refusal::too_much()) } else { Ok(paths) }
}

fn take<'p>(line: &[u8], paths: &'p Paths, context: &Context) -> RowResult<'p> {
    let hits: Hits = parse(line)?;
    let day = day_of_moment(&hits.hour, &context.time_zone)?;
    let reads = reads(&hits.count.to_string())?;
    let path =
        paths.get(&hits.path_id).ok_or_else(|| format!("no path has the id {}", hits.path_id))?;
    Ok(path.as_deref().map(|address| PageCount { day, address: address.into(), reads }))
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| {
        // The line is in the message already, and the column is one of bytes.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        format!("it is not what GoatCounter writes: {}", shown(message))
    })
}
