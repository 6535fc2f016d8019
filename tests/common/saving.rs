//! The ways in which editors and other programs save a file.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// A way of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The file is opened, cut to nothing and written.
    InPlace,
    /// The same, by a program that is slow to write: piece by piece.
    InPieces,
    /// What is longer or shorter is written over what was there, and cut last.
    OverTheOld,
    /// A file beside it is written and takes its name.
    Beside,
    /// The file takes another name, a new one is written, and the old one goes.
    WithBackup,
    /// The file is deleted and made again.
    Anew,
}

/// Each of them.
pub const WAYS: [Way; 6] =
    [Way::InPlace, Way::InPieces, Way::OverTheOld, Way::Beside, Way::WithBackup, Way::Anew];

/// Saves `bytes` at `path`, with the folders that it needs.
pub fn save(path: &Path, bytes: &[u8], way: Way) {
    let folder = path.parent().unwrap();
    fs::create_dir_all(folder).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    match way {
        Way::InPlace => fs::write(path, bytes).unwrap(),
        Way::InPieces => in_pieces(path, bytes),
        Way::OverTheOld => over_the_old(path, bytes),
        Way::Beside => {
            let beside = folder.join(format!(".{name}.tmp-4913"));
            fs::write(&beside, bytes).unwrap();
            fs::rename(beside, path).unwrap();
        }
        Way::WithBackup => {
            let backup = folder.join(format!("{name}~"));
            if path.exists() {
                fs::rename(path, &backup).unwrap();
            }
            fs::write(path, bytes).unwrap();
            // There is none of a file that is new.
            let _ = fs::remove_file(backup);
        }
        Way::Anew => {
            // There is none if the file is new.
            let _ = fs::remove_file(path);
            fs::write(path, bytes).unwrap();
        }
    }
}

fn in_pieces(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).unwrap();
    for piece in bytes.chunks(bytes.len().div_ceil(5).max(1)) {
        sleep(Duration::from_millis(10));
        file.write_all(piece).unwrap();
    }
}

fn over_the_old(path: &Path, bytes: &[u8]) {
    let options = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let mut file = options.unwrap();
    file.write_all(bytes).unwrap();
    file.set_len(bytes.len() as u64).unwrap();
}
