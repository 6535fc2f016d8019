//! The raw form in which git lists what each commit changed
//! (<https://git-scm.com/docs/diff-format#_raw_output_format>).

use std::io::{self, BufRead};

use jiff::Timestamp;

use crate::corrections::Commit;

/// What is printed of a commit: its id, those of its parents, when it was committed, and
/// its author, by the names of `.mailmap`. The author, since hosts that merge in a browser
/// commit under a name of their own.
pub(super) const FORMAT: &str = "--format=%H%x00%P%x00%ct%x00%aN";

/// An item of the log.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LogItem {
    /// The id of a commit, whose changes follow.
    Commit(String),
    /// A file that it changed.
    Changed(Changed),
}

/// What was done to a file. Names are bytes: a system may allow any.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// Where it was; where it is, if it was not renamed.
    pub from: Vec<u8>,
    /// Its content there; none if it was not there, or was no regular file.
    pub was: Option<String>,
    /// Where it is.
    pub to: Vec<u8>,
    /// Its content; none if it is gone, or is no regular file.
    pub blob: Option<String>,
}

/// Reads the output of `git log` in that format with `-z`: each commit with the ids of its
/// parents.
///
/// # Errors
/// It cannot be read, or is not of that form.
pub(super) fn read_commits(output: &mut impl BufRead) -> io::Result<Vec<(Commit, Vec<String>)>> {
    let mut fields = Fields { output };
    let mut commits = Vec::new();
    while let Some(id) = fields.next()? {
        commits.push(fields.commit(&id)?);
    }
    Ok(commits)
}

/// Reads the output of `git diff-tree --stdin` or `git diff-index`, each with `-z` and
/// `--raw`.
///
/// # Errors
/// It cannot be read, or is not of that form, or `each` said so.
pub(super) fn read(
    output: &mut impl BufRead,
    mut each: impl FnMut(LogItem) -> io::Result<()>,
) -> io::Result<()> {
    let mut fields = Fields { output };
    while let Some(field) = fields.next()? {
        each(match field.strip_prefix(b":") {
            Some(modes) => LogItem::Changed(fields.changed(modes)?),
            None => LogItem::Commit(text(&field)),
        })?;
    }
    Ok(())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Fields that each end with a NUL.
struct Fields<'a, R> {
    output: &'a mut R,
}

impl<R: BufRead> Fields<'_, R> {
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut field = Vec::new();
        self.output.read_until(0, &mut field)?;
        Ok(field.pop().map(|_| field))
    }

    fn needed(&mut self) -> io::Result<Vec<u8>> {
        self.next()?.ok_or_else(|| unknown_form("it ends too early"))
    }

    /// The rest of a commit, behind its id.
    fn commit(&mut self, id: &[u8]) -> io::Result<(Commit, Vec<String>)> {
        let parents = text(&self.needed()?).split_whitespace().map(String::from).collect();
        let seconds = text(&self.needed()?);
        let clock = clock(&seconds).ok_or_else(|| unknown_form(&seconds))?;
        Ok((Commit { id: text(id), clock, author: text(&self.needed()?) }, parents))
    }

    /// The names behind `OLDMODE NEWMODE OLDBLOB NEWBLOB STATUS`.
    fn changed(&mut self, modes: &[u8]) -> io::Result<Changed> {
        let modes = String::from_utf8_lossy(modes);
        let parts: Vec<&str> = modes.split(' ').collect();
        let [old_mode, mode, old_blob, blob, status] = parts[..] else {
            return Err(unknown_form(&modes));
        };
        let from = self.needed()?;
        // Only a rename has two names; copies are not asked for.
        let to = if status.starts_with('R') { self.needed()? } else { from.clone() };
        // Neither gone, nor a symbolic link, nor another repository.
        let of_file = |mode: &str, blob: &str| mode.starts_with("100").then(|| blob.to_string());
        let (was, blob) = (of_file(old_mode, old_blob), of_file(mode, blob));
        Ok(Changed { from, was, to, blob })
    }
}

/// What a clock said, in seconds since 1970. git takes any number and prints it, and
/// prints nothing where a commit has no time that it understands.
fn clock(seconds: &str) -> Option<Timestamp> {
    if !seconds.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if seconds.is_empty() {
        return Some(Timestamp::UNIX_EPOCH);
    }
    let moment = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    Some(moment.unwrap_or(Timestamp::MAX))
}

pub(super) fn unknown_form(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("its output is not understood: {what}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(output: &[u8]) -> io::Result<Vec<LogItem>> {
        let mut entries = Vec::new();
        read(&mut &*output, |entry| {
            entries.push(entry);
            Ok(())
        })?;
        Ok(entries)
    }

    #[test]
    fn commits_and_their_files_are_told_apart() {
        let output = b"aa\0:100644 100644 b1 b2 R086\0a\n\xff\0b\0\
            :100644 000000 b3 b0 D\0:c\0bb\0cc\0:120000 100644 b4 b5 T\0d\0";
        let commit = |id: &str| LogItem::Commit(id.into());
        let changed = |from: &[u8], was: Option<&str>, to: &[u8], blob: Option<&str>| {
            let (was, blob) = (was.map(String::from), blob.map(String::from));
            LogItem::Changed(Changed { from: from.into(), was, to: to.into(), blob })
        };
        let expected = vec![
            commit("aa"),
            changed(b"a\n\xff", Some("b1"), b"b", Some("b2")),
            changed(b":c", Some("b3"), b":c", None),
            commit("bb"),
            commit("cc"),
            changed(b"d", None, b"d", Some("b5")),
        ];
        assert_eq!(entries(output).unwrap(), expected);
    }

    #[test]
    fn commits_are_read_with_their_parents() {
        let output = b"aa\0bb cc\x001700000000\0Anna\0bb\0\x001600000000\0\0";
        let commit = |id: &str, at, author: &str, parents: &[&str]| {
            let clock = Timestamp::from_second(at).unwrap();
            let parents: Vec<String> = parents.iter().map(|id| id.to_string()).collect();
            (Commit { id: id.into(), clock, author: author.into() }, parents)
        };
        let expected = vec![
            commit("aa", 1_700_000_000, "Anna", &["bb", "cc"]),
            commit("bb", 1_600_000_000, "", &[]),
        ];
        assert_eq!(read_commits(&mut &output[..]).unwrap(), expected);
        for output in ["aa\0", "aa\0bb\0x\0A\0"] {
            assert!(read_commits(&mut output.as_bytes()).is_err(), "{output:?}");
        }
    }

    #[test]
    fn any_clock_is_read() {
        let clock = |seconds| clock(seconds).map(|clock| clock.to_string());
        assert_eq!(clock("").as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(clock("4070908800").as_deref(), Some("2099-01-01T00:00:00Z"));
        for seconds in ["253402300800", "9223372036854775807", "99999999999999999999"] {
            assert_eq!(clock(seconds), Some(Timestamp::MAX.to_string()));
        }
        assert_eq!(clock("-1"), None);
    }

    #[test]
    fn another_form_is_an_error() {
        for output in [":1 2 3\0a\0", ":1 2 3 4 R1\0a\0"] {
            assert!(entries(output.as_bytes()).is_err(), "{output:?}");
        }
    }

    proptest! {
        #[test]
        fn any_output_is_read_or_refused(output in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = entries(&output);
        }
    }
}
