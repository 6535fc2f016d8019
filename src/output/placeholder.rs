//! Pages that stand in for others: complete, tiny, and without a single link.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::mode::Mode;
use crate::diagnostic::Diagnostic;

/// Stands where a page will be in a moment.
pub const SOON: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta name=\"robots\" content=\"noindex\">
<meta http-equiv=\"refresh\" content=\"2\">
<title>One moment</title>
</head>
<body>
<p>This page is being published. Reload in a moment.</p>
</body>
</html>
";

/// Stands where a page was, until it is removed.
pub(super) const GONE: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<meta name=\"robots\" content=\"noindex\">
<title>No longer here</title>
</head>
<body>
<p>This page is no longer here.</p>
</body>
</html>
";

/// A placeholder that is laid at many paths. They are all names of one file
/// where the disk allows that, so none is ever written to, only renamed over.
pub(super) struct StandIn<'a> {
    disk: &'a Disk,
    original: PathBuf,
    text: &'static str,
    /// The permissions of the home page, by whose readers it may be read.
    home: Option<Mode>,
    /// How many names beside the original were used.
    names: usize,
}

impl<'a> StandIn<'a> {
    /// Writes the placeholder to `original`, which must not exist.
    pub(super) fn make(
        disk: &'a Disk,
        original: PathBuf,
        text: &'static str,
        home: Option<Mode>,
    ) -> Result<StandIn<'a>, Diagnostic> {
        disk.write_new(&original, text.as_bytes())?;
        disk.let_read(&original, home);
        Ok(StandIn { disk, original, text, home, names: 0 })
    }

    /// Lays the placeholder at a path where nothing stands.
    pub(super) fn lay(&mut self, path: &Path) -> Result<(), Diagnostic> {
        // Not every disk has second names for a file, and those that have bound
        // their number.
        self.disk.link(&self.original, path).or_else(|_| self.lay_over(path))
    }

    /// Lays the placeholder over the file, or the symbolic link, at a path.
    pub(super) fn lay_over(&mut self, path: &Path) -> Result<(), Diagnostic> {
        self.names += 1;
        let name = self.original.with_extension(self.names.to_string());
        if self.disk.link(&self.original, &name).is_err() {
            self.disk.write_new(&name, self.text.as_bytes())?;
            self.disk.let_read(&name, self.home);
        }
        self.disk.rename(&name, path)
    }
}
