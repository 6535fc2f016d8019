//! A publication as `git fast-import` reads it
//! (<https://git-scm.com/docs/git-fast-import#_input_format>).
//!
//! The content of a file goes in as it is: neither `.gitattributes` nor settings of
//! line ends have a part in it, and `.gitignore` leaves nothing out. All of it
//! becomes one file of git's, where one for each page would take several times as
//! long to write.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::publication::Publication;
use crate::diagnostic::Diagnostic;
use crate::git::Fed;
use crate::output::PublishedFile;

/// The reference that is at the imported files afterwards.
pub(super) const IMPORTED: &str = "refs/dateline/imported";

/// Writes a commit of exactly these files. It is there for its tree alone; nobody
/// has written it, at no time.
pub(super) fn write(publication: &Publication, out: &mut impl Write) -> Result<(), Fed> {
    writeln!(out, "feature done\ncommit {IMPORTED}\ncommitter <> 0 +0000\ndata 0")?;
    for file in &publication.files {
        head(out, &name(&file.path), file.bytes)?;
        copy(file, out)?;
        writeln!(out)?;
    }
    for (path, content) in &publication.additions {
        head(out, path.as_bytes(), content.len() as u64)?;
        writeln!(out, "{content}")?;
    }
    writeln!(out, "done")?;
    Ok(())
}

fn head(out: &mut impl Write, name: &[u8], bytes: u64) -> io::Result<()> {
    out.write_all(b"M 100644 inline ")?;
    out.write_all(&quoted(name))?;
    writeln!(out, "\ndata {bytes}")
}

fn copy(file: &PublishedFile, out: &mut impl Write) -> Result<(), Fed> {
    let mut content = File::open(&file.file).map_err(|error| unread(file, &error))?;
    let mut left = file.bytes;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = content.read(&mut buffer).map_err(|error| unread(file, &error))?;
        // It is as long as git was told, or it was changed since.
        match left.checked_sub(read as u64) {
            Some(rest) if read > 0 || rest == 0 => left = rest,
            _ => return Err(changed(file)),
        }
        if read == 0 {
            return Ok(());
        }
        out.write_all(&buffer[..read])?;
    }
}

/// The path as git has it, with `/` on every system.
fn name(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.iter().map(|part| part.as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// A name ends with its line, unless it stands in quotes.
fn quoted(name: &[u8]) -> Vec<u8> {
    if !name.starts_with(b"\"") && !name.contains(&b'\n') {
        return name.to_owned();
    }
    let mut quoted = vec![b'"'];
    for &byte in name {
        match byte {
            b'\n' => quoted.extend(b"\\n"),
            b'"' | b'\\' => quoted.extend([b'\\', byte]),
            _ => quoted.push(byte),
        }
    }
    quoted.push(b'"');
    quoted
}

fn unread(file: &PublishedFile, error: &io::Error) -> Fed {
    let message = format!("cannot read `{}`: {error}", file.file.display());
    Fed::Wrong(Diagnostic::error(message).hint("run `dateline build` again, then deploy"))
}

fn changed(file: &PublishedFile) -> Fed {
    let message = format!("`{}` was changed while it was read", file.file.display());
    Fed::Wrong(Diagnostic::error(message).hint("wait until it is finished, and deploy again"))
}
