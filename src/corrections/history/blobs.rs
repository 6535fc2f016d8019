//! The content of many versions, from one `git cat-file`.

use std::io::{self, BufRead, Read};
use std::process::Stdio;

use super::git::{Repository, Running, unread};
use crate::diagnostic::Diagnostic;

/// A version larger than this is no text that a person wrote; it is passed over,
/// so that memory is bounded.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Hands out blobs in the order in which they were asked for.
pub struct Blobs {
    git: Running,
}

impl Repository {
    /// Hands out the content of these blobs, in this order.
    ///
    /// # Errors
    /// That git cannot be run.
    pub fn blobs(&self, ids: Vec<String>) -> Result<Blobs, Diagnostic> {
        let mut git = self.started(&["cat-file", "--batch"], Stdio::piped())?;
        git.ask(ids)?;
        Ok(Blobs { git })
    }
}

impl Blobs {
    /// The next one; none if it is no text.
    ///
    /// # Errors
    /// The repository does not have it, or git failed.
    pub fn hand_out(&mut self) -> Result<Option<String>, Diagnostic> {
        read(&mut self.git.output).map_err(|error| unread(&error.to_string()))
    }
}

/// Reads `ID blob SIZE`, a line end, the content, and a line end.
fn read(output: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut header = String::new();
    output.read_line(&mut header)?;
    let unknown = || io::Error::new(io::ErrorKind::InvalidData, header.trim_end().to_string());
    let (rest, size) = header.trim_end().rsplit_once(' ').ok_or_else(unknown)?;
    // Without a size it says `missing`.
    let size: u64 = size.parse().map_err(|_| unknown())?;
    let mut content = output.take(size + 1);
    if size > MOST_BYTES || !rest.ends_with(" blob") {
        io::copy(&mut content, &mut io::sink())?;
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    content.read_to_end(&mut bytes)?;
    if bytes.pop() != Some(b'\n') || bytes.len() as u64 != size {
        return Err(unknown());
    }
    Ok(String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_read_one_after_the_other() {
        let mut output = &b"a1 blob 3\nx\ny\na2 blob 0\n\na3 blob 1\n\xff\na4 missing\n"[..];
        assert_eq!(read(&mut output).unwrap().as_deref(), Some("x\ny"));
        assert_eq!(read(&mut output).unwrap().as_deref(), Some(""));
        assert_eq!(read(&mut output).unwrap(), None);
        assert_eq!(read(&mut output).unwrap_err().to_string(), "a4 missing");
        assert!(read(&mut output).is_err());
        assert!(read(&mut &b"a blob 5\nxx\n"[..]).is_err());
    }
}
