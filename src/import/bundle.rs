//! The files of a source: a folder, a ZIP archive, or one file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;
use zip::ZipArchive;

use crate::diagnostic::Diagnostic;

/// How many bytes all files of an archive may come to, and so many times those of the archive:
/// pictures hardly shrink, and text to a twentieth.
const MOST_UNPACKED: u64 = 8 << 30;
const MOST_TIMES: u64 = 100;
const ALWAYS: u64 = 256 << 20;

/// How long a file may be that is read into memory.
pub const LONGEST: u64 = 1 << 30;

/// How many files a source may have.
const MOST_FILES: usize = 1_000_000;

/// What an import has written, in the folder of the site that it made.
pub const RECORD: &str = ".dateline/import.json";

/// Folders that hold no source: what was built, fetched or is of git.
const PASSED_OVER: [&str; 9] = [
    ".git",
    "node_modules",
    "_site",
    "vendor",
    ".jekyll-cache",
    ".sass-cache",
    ".bundle",
    ".hg",
    "bower_components",
];

/// The files of a source, by their paths with `/`.
pub struct Bundle {
    root: PathBuf,
    files: BTreeMap<String, u64>,
    zip: Option<Mutex<ZipArchive<BufReader<File>>>>,
    /// Files of elsewhere, by the names that they have here.
    added: BTreeMap<String, PathBuf>,
    /// Paths of an archive that lead out of it.
    pub ways_out: Vec<String>,
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bundle").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Bundle {
    /// Opens a source.
    ///
    /// # Errors
    /// It is not there, or is a damaged archive, or one that unpacks to more than anyone means.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let facts = std::fs::metadata(path).map_err(|error| unread(path, &error))?;
        if facts.is_dir() {
            return Bundle::of_folder(path);
        }
        let mut file = File::open(path).map_err(|error| unread(path, &error))?;
        let mut head = [0; 4];
        let read = file.read(&mut head).map_err(|error| unread(path, &error))?;
        if matches!(&head[..read], [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6]) {
            return Bundle::of_zip(path, facts.len());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let root = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let files = BTreeMap::from([(name, facts.len())]);
        Ok(Bundle { root, files, zip: None, added: BTreeMap::new(), ways_out: Vec::new() })
    }

    fn of_folder(root: &Path) -> Result<Self, Diagnostic> {
        let mut files = BTreeMap::new();
        let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
            entry.depth() == 0
                || !entry.file_type().is_dir()
                || !PASSED_OVER.contains(&&*entry.file_name().to_string_lossy())
                    // What an import made is none of its source.
                    && !entry.path().join(RECORD).is_file()
        });
        for entry in walk {
            let entry = entry.map_err(|error| {
                Diagnostic::error(format!("the source cannot be read: {error}"))
                    .hint("check that you may read it")
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let Ok(path) = entry.path().strip_prefix(root) else { continue };
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            let Some(parts) = parts else { continue };
            files.insert(parts.join("/"), entry.metadata().map_or(0, |facts| facts.len()));
            if files.len() > MOST_FILES {
                return Err(too_many());
            }
        }
        Ok(Bundle {
            root: root.to_path_buf(),
            files,
            zip: None,
            added: BTreeMap::new(),
            ways_out: Vec::new(),
        })
    }

    fn of_zip(path: &Path, packed: u64) -> Result<Self, Diagnostic> {
        let file = File::open(path).map_err(|error| unread(path, &error))?;
        let mut zip =
            ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(path, &error))?;
        if zip.len() > MOST_FILES {
            return Err(too_many());
        }
        let (mut files, mut ways_out, mut unpacked) = (BTreeMap::new(), Vec::new(), 0_u64);
        for at in 0..zip.len() {
            let file = zip.by_index_raw(at).map_err(|error| damaged(path, &error))?;
            let name = file.name().map_err(|error| damaged(path, &error))?.into_owned();
            if file.is_dir() || name.starts_with("__MACOSX/") {
                continue;
            }
            if file.enclosed_name().is_none() || file.is_symlink() {
                ways_out.push(name);
                continue;
            }
            unpacked = unpacked.saturating_add(file.size());
            files.insert(name, file.size());
        }
        if unpacked > (packed.saturating_mul(MOST_TIMES)).clamp(ALWAYS, MOST_UNPACKED) {
            return Err(Diagnostic::error(format!(
                "`{}` would unpack to {} MiB, more than {MOST_TIMES} times its size",
                path.display(),
                unpacked >> 20
            ))
            .hint("unpack it where it can do no harm, look what is in it, and import the folder"));
        }
        Ok(Bundle {
            root: path.to_path_buf(),
            files,
            zip: Some(Mutex::new(zip)),
            added: BTreeMap::new(),
            ways_out,
        })
    }

    /// Adds a file of elsewhere.
    pub fn add(&mut self, name: &str, path: &Path) {
        self.files.insert(name.into(), std::fs::metadata(path).map_or(0, |facts| facts.len()));
        self.added.insert(name.into(), path.into());
    }

    /// Where a file is that is not in an archive.
    fn path(&self, name: &str) -> PathBuf {
        self.added.get(name).cloned().unwrap_or_else(|| self.root.join(name))
    }

    /// The archive in which a file is, if it is in one.
    fn archive_of(&self, name: &str) -> Option<&Mutex<ZipArchive<BufReader<File>>>> {
        self.zip.as_ref().filter(|_| !self.added.contains_key(name))
    }

    /// The paths of all files, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The files below a folder, such as `content/`, or all for an empty name.
    pub fn below<'b>(&'b self, folder: &'b str) -> impl Iterator<Item = &'b str> {
        let all = self.files.range(folder.to_string()..).map(|(path, _)| path.as_str());
        all.take_while(move |path| path.starts_with(folder))
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// How long a file is.
    pub fn size(&self, path: &str) -> Option<u64> {
        self.files.get(path).copied()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Diagnostic> {
        let Some(&size) = self.files.get(path) else {
            return Err(Diagnostic::error("there is no such file in the source").in_file(path));
        };
        if size > LONGEST {
            return Err(Diagnostic::error("the file is longer than 1 GiB").in_file(path));
        }
        let wrong = |error: &dyn std::fmt::Display| {
            Diagnostic::error(format!("`{path}` cannot be read: {error}"))
                .hint("export or download it again")
        };
        let mut bytes = Vec::with_capacity(size.min(1 << 24) as usize);
        match self.archive_of(path) {
            None => {
                let file = File::open(self.path(path)).map_err(|error| wrong(&error))?;
                file.take(LONGEST).read_to_end(&mut bytes).map_err(|error| wrong(&error))?;
            }
            Some(zip) => {
                let mut zip = zip.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                let file = zip.by_name(path).map_err(|error| wrong(&error))?;
                // What comes out is no more than what the archive says.
                let read = file.take(size + 1).read_to_end(&mut bytes);
                read.map_err(|error| wrong(&error))?;
                if bytes.len() as u64 > size {
                    return Err(wrong(&"it is longer than the archive says"));
                }
            }
        }
        Ok(bytes)
    }

    /// The first bytes of a file, `most` at most.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn head(&self, path: &str, most: usize) -> Result<Vec<u8>, Diagnostic> {
        match self.archive_of(path) {
            Some(_) => self.read(path).map(|mut bytes| {
                bytes.truncate(most);
                bytes
            }),
            None => {
                let mut bytes = Vec::new();
                let read = File::open(self.path(path))
                    .and_then(|file| file.take(most as u64).read_to_end(&mut bytes));
                read.map_err(|error| unread(&self.root.join(path), &error))?;
                Ok(bytes)
            }
        }
    }

    /// A file as text; what is no UTF-8 is read as Windows-1252, which old files are in.
    /// Whether it was is said beside it.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn text(&self, path: &str) -> Result<(String, Encoding), Diagnostic> {
        Ok(decoded(self.read(path)?))
    }
}

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, either way round, by its mark.
    Utf16,
    /// Neither: read as Windows-1252.
    Windows1252,
}

/// The text of bytes.
pub fn decoded(bytes: Vec<u8>) -> (String, Encoding) {
    let wide = |big: bool| {
        let units = bytes[2..].chunks_exact(2).map(|pair| match big {
            true => u16::from_be_bytes([pair[0], pair[1]]),
            false => u16::from_le_bytes([pair[0], pair[1]]),
        });
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes[..] {
        [0xfe, 0xff, ..] => return (wide(true), Encoding::Utf16),
        [0xff, 0xfe, ..] => return (wide(false), Encoding::Utf16),
        _ => {}
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (text, Encoding::Utf8),
        Err(error) => {
            let text = error.as_bytes().iter().map(|byte| windows_1252(*byte)).collect();
            (text, Encoding::Windows1252)
        }
    }
}

/// By <https://encoding.spec.whatwg.org/index-windows-1252.txt>.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

fn too_many() -> Diagnostic {
    Diagnostic::error(format!("the source has more than {MOST_FILES} files"))
        .hint("import the folder that holds the site alone")
}

fn unread(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("`{}` cannot be read: {error}", path.display()))
        .hint("name a folder, or the file of an export")
}

fn damaged(path: &Path, error: &zip::result::ZipError) -> Diagnostic {
    Diagnostic::error(format!("`{}` is no whole ZIP archive: {error}", path.display()))
        .hint("download the export again; it may have been cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_read() {
        for (bytes, text, encoding) in [
            (&b"\xef\xbb\xbfa\xc3\xa9"[..], "aé", Encoding::Utf8),
            (b"caf\xe9 \x93x\x94 \x80", "café “x” €", Encoding::Windows1252),
            (b"\xff\xfea\0\x30\x04", "aа", Encoding::Utf16),
            (b"\xfe\xff\0a\x04\x30", "aа", Encoding::Utf16),
        ] {
            assert_eq!(decoded(bytes.to_vec()), (text.to_string(), encoding));
        }
    }
}
