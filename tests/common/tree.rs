//! Folders as values: every file's path and bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// The files of a folder: path with `/`, and bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The folder in the output where Dateline keeps its list.
const BOOKKEEPING: &str = ".dateline/";

/// All files of a folder but Dateline's own; a missing folder has none.
pub fn read(folder: &Path) -> Tree {
    paths(folder)
        .into_iter()
        .filter(|path| !path.starts_with(BOOKKEEPING))
        .map(|path| (path.clone(), bytes(&folder.join(&path))))
        .collect()
}

/// What a file holds; of a symbolic link, where it leads.
fn bytes(path: &Path) -> Vec<u8> {
    match fs::read_link(path) {
        Ok(target) => format!("a link to {}", target.display()).into_bytes(),
        Err(_) => fs::read(path).unwrap(),
    }
}

/// The paths of all files of a folder, also of symbolic links; in order.
pub fn paths(folder: &Path) -> Vec<String> {
    if !folder.exists() {
        return Vec::new();
    }
    let mut paths: Vec<String> = WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| relative(entry.path(), folder))
        .collect();
    paths.sort();
    paths
}

fn relative(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap();
    inside.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
}

/// When each file of a folder was last written.
pub fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    paths(folder)
        .into_iter()
        .filter(|path| !path.starts_with(BOOKKEEPING))
        .map(|path| (path.clone(), modified(&folder.join(path))))
        .collect()
}

fn modified(path: &Path) -> SystemTime {
    fs::symlink_metadata(path).unwrap().modified().unwrap()
}

/// Writes one file, with the folders that it needs.
pub fn put(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path: PathBuf = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Writes all files of a tree.
pub fn write(tree: &Tree, folder: &Path) {
    for (path, bytes) in tree {
        put(folder, path, bytes);
    }
}

/// Copies the files of a folder over another; symbolic links stay links.
pub fn copy(from: &Path, to: &Path) {
    for path in paths(from) {
        let (source, target) = (from.join(&path), to.join(&path));
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        if source.is_symlink() {
            link(&fs::read_link(&source).unwrap(), &target);
        } else {
            fs::copy(&source, &target).unwrap();
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn link(to: &Path, at: &Path) {
    panic!("{} would be a symbolic link to {}", at.display(), to.display());
}
