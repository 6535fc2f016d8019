//! Programs that a test writes and runs.
//!
//! A file that any process has open to write to cannot be run (`ETXTBSY`), and a process that
//! another test starts at that moment has all that are open here, for a moment. So another
//! program writes them, and has ended before they are run.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes a program for the shell.
pub fn script(path: &Path, program: &str) {
    let mut writer = Command::new("sh");
    writer.args(["-c", "cat >\"$0\" && chmod 755 \"$0\""]).arg(path).stdin(Stdio::piped());
    let mut writer = writer.spawn().unwrap();
    let text = format!("#!/bin/sh\n{program}\n");
    writer.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(writer.wait().unwrap().success(), "{}", path.display());
}

/// Puts a copy of a program at `path`.
pub fn copy(program: &str, path: &Path) {
    let status = Command::new("cp").arg(program).arg(path).status().unwrap();
    assert!(status.success(), "{}", path.display());
}
