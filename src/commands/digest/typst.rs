//! Typst, which makes PDFs, if it is installed (<https://github.com/typst/typst>).

use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::text::printable::on_one_line;

/// That there is none.
pub const NO_TYPST: &str = "the program `typst` is not installed";

/// How to get it.
pub const HINT: &str = "install it from https://github.com/typst/typst/releases, or with \
                        `brew install typst`, `winget install Typst.Typst` or `cargo install typst-cli`";

/// How long it may take: a year of stories takes it some seconds.
const LIMIT: Duration = Duration::from_secs(300);

/// Where it is.
pub fn find() -> Option<PathBuf> {
    let name = if cfg!(windows) { "typst.exe" } else { "typst" };
    let path = env::var_os("PATH")?;
    // A program in the folder of the site is somebody's who may change the site.
    let folders = env::split_paths(&path).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// The PDF of a text and its pictures, in a folder of their own.
///
/// # Errors
/// What Typst says, or that it does not end.
pub fn compiled(
    program: &Path,
    text: &str,
    pictures: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, Diagnostic> {
    let failed = |error: &dyn std::fmt::Display| {
        Diagnostic::error(format!("no PDF can be made: {error}"))
            .hint("leave it out, with `--as mail,text,eml,epub,print`")
    };
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    for (path, bytes) in pictures {
        let path = folder.path().join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| failed(&error))?;
        fs::write(path, bytes).map_err(|error| failed(&error))?;
    }
    fs::write(folder.path().join("digest.typ"), text).map_err(|error| failed(&error))?;
    let mut child = Command::new(program)
        .args(["compile", "digest.typ", "digest.pdf", "--root", "."])
        // Nothing of it tells when it was made.
        .env("SOURCE_DATE_EPOCH", "0")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&error))?;
    let mut said = child.stderr.take();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(said) = &mut said {
            let _ = said.take(64 * 1024).read_to_end(&mut text);
        }
        text
    });
    let started = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| failed(&error))? {
            Some(status) => break status,
            None if started.elapsed() > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(&format!("typst did not end in {} s", LIMIT.as_secs())));
            }
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let said = reader.join().unwrap_or_default();
    if !status.success() {
        let said = String::from_utf8_lossy(&said).into_owned();
        let first = said.lines().find(|line| line.contains("error")).unwrap_or("typst failed");
        return Err(failed(&on_one_line(first)));
    }
    fs::read(folder.path().join("digest.pdf")).map_err(|error| failed(&error))
}
