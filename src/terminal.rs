//! Where the program speaks. Whatever it prints goes through here, so that nothing
//! that was written by others, in a text, in the name of a file, by git or a server,
//! steers a terminal or the runner of a workflow.
//!
//! `println!` and its sisters are those of this file in the whole crate.

pub mod progress;
pub mod runner;

use std::fmt;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::terminal::runner::{json_without_commands, without_commands};
use crate::text::printable::steers;

macro_rules! print {
    ($($words:tt)*) => {
        $crate::terminal::say($crate::terminal::Stream::Output, format_args!($($words)*))
    };
}

macro_rules! println {
    ($($words:tt)*) => {
        $crate::terminal::say(
            $crate::terminal::Stream::Output,
            format_args!("{}\n", format_args!($($words)*)),
        )
    };
}

macro_rules! eprint {
    ($($words:tt)*) => {
        $crate::terminal::say($crate::terminal::Stream::Errors, format_args!($($words)*))
    };
}

macro_rules! eprintln {
    ($($words:tt)*) => {
        $crate::terminal::say(
            $crate::terminal::Stream::Errors,
            format_args!("{}\n", format_args!($($words)*)),
        )
    };
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Errors,
}

impl Stream {
    /// Whether somebody watches.
    pub fn is_terminal(self) -> bool {
        match self {
            Stream::Output => io::stdout().is_terminal(),
            Stream::Errors => io::stderr().is_terminal(),
        }
    }

    fn write(self, text: &str) -> io::Result<()> {
        match self {
            Stream::Output => {
                let mut out = io::stdout().lock();
                out.write_all(text.as_bytes()).and_then(|()| out.flush())
            }
            Stream::Errors => io::stderr().lock().write_all(text.as_bytes()),
        }
    }
}

/// Says something for people. The stream may be closed: then there is nobody left to tell.
pub fn say(stream: Stream, words: fmt::Arguments<'_>) {
    let _ = try_to_say(stream, &words.to_string());
}

/// Says something without which the rest is for nothing.
///
/// # Errors
/// The stream is closed, or the disk that it leads to is full.
pub fn try_to_say(stream: Stream, words: &str) -> io::Result<()> {
    stream.write(&harmless(words))
}

/// Where questions are written to somebody at a terminal.
pub fn questions() -> impl Write {
    io::stderr()
}

/// Gives a script or a page of a manual to standard output, with all that steers in it.
///
/// # Errors
/// The stream is closed, or the disk that it leads to is full.
pub fn print_as_it_is(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush())
}

/// Says something for programs, on a line of standard output.
pub fn say_json(object: &impl Serialize) {
    // Texts, numbers and lists of them: nothing that JSON could refuse.
    let json = serde_json::to_string(object).unwrap_or_default();
    let _ = Stream::Output.write(&(harmless_json(&json) + "\n"));
}

/// Gives a command to GitHub's runner: one line, which its writer has made safe. The runner
/// looks for them in both streams
/// (<https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/ScriptHandler.cs>),
/// and what programs read stands alone on standard output.
pub fn command(line: &str) {
    let _ = Stream::Errors.write(&format!("{}\n", line.replace(steers, " ")));
}

/// The text without what steers: all controls but ends of lines, tabs and colours,
/// and the words that runners look for.
fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\u{1b}' => colour(rest).unwrap_or(0),
            '\n' | '\t' => 1,
            c if steers(c) => 0,
            c => c.len_utf8(),
        };
        match length {
            0 => {
                shown.extend(c.escape_default());
                rest = &rest[c.len_utf8()..];
            }
            length => {
                shown.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    without_commands(&shown)
}

/// The same, said of JSON: what steers stands in its strings alone.
fn harmless_json(json: &str) -> String {
    let shown = |c: char| match steers(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    };
    json_without_commands(&json.chars().map(shown).collect::<String>())
}

/// The length of the colour (SGR of ECMA-48) with which the text begins.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !matches!(c, '0'..='9' | ';'))?;
    parameters[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_steers() {
        let pairs = [
            ("a\tb\nc\n", "a\tb\nc\n"),
            ("\u{1b}[1;31merror\u{1b}[0m", "\u{1b}[1;31merror\u{1b}[0m"),
            ("\u{1b}[2J\u{1b}[1", "\\u{1b}[2J\\u{1b}[1"),
            ("a\r::error::b", "a\\r::error::b"),
            ("a\u{9b}2J\u{202e}b\u{2028}c", "a\\u{9b}2J\\u{202e}b\\u{2028}c"),
            ("a\n::error::b", "a\n\\::error::b"),
            ("##\u{1b}[1m[error]", "##\u{1b}\\[1m[error]"),
        ];
        for (text, safe) in pairs {
            assert_eq!(harmless(text), safe);
        }
    }

    #[test]
    fn json_steers_nothing_and_says_the_same() {
        let text = "::a::\r\n##[error]\u{9b}2J\u{7f}\u{202e}\u{2028}b";
        let json = harmless_json(&serde_json::json!([text]).to_string());
        assert_eq!(json.find(steers), None, "{json}");
        assert!(!json.contains("##["), "{json}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [text]);
    }
}
