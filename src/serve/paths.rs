//! Where that stands which only the server has.

/// The path of the script; outside every site, whose paths are slugs.
pub const SCRIPT_PATH: &str = "/__dateline/reload.js";

/// The path of the stream of events.
pub const EVENTS_PATH: &str = "/__dateline/events";

/// The path of the page of what is not public.
pub const HELD_PATH: &str = "/__dateline/held";

/// The path of the page of stories by languages.
pub const LANGUAGES_PATH: &str = "/__dateline/languages";
