//! Pictures that the texts show and that the source does not hold: those that are in the new site
//! already, and, where the user wants it, those of the old site.

#[cfg(feature = "net")]
mod asker;
mod wanted;

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::bundle::Bundle;
use super::model::{Archive, File, Origin, Topic};
use crate::url::SitePath;
#[cfg(feature = "net")]
pub use asker::{Limits, ask};
pub use wanted::{Wanted, wanted};

/// Where pictures are until the import is written, in the folder of the new site.
pub const FETCHED: &str = ".dateline/fetched";

/// Adds to the archive those of the wanted pictures that are in the folder of the new site: an
/// import fetched them, or somebody put them there. The others are given back.
pub fn take(
    wanted: Vec<Wanted>,
    root: &Path,
    archive: &mut Archive,
    bundle: &mut Bundle,
) -> Vec<Wanted> {
    let mut missing = Vec::new();
    for picture in wanted {
        let places = [root.join(format!("static{}", picture.address)), picture.place(root)];
        match places.iter().find(|place| place.is_file()) {
            Some(place) => {
                let name = picture.url.to_string();
                bundle.add(&name, place);
                archive.files.push(File {
                    beside: Vec::new(),
                    ..File::new(picture.address.as_str(), &name)
                });
            }
            None => missing.push(picture),
        }
    }
    missing
}

/// Says of pictures why they are not there.
pub fn note(missing: &[(Wanted, String)], archive: &mut Archive) {
    for (picture, why) in missing {
        let name = format!("a picture of the old site that could not be fetched: {why}");
        let origin = Origin { file: picture.url.to_string(), line: 0 };
        archive.note(Topic::MissingFile, name, &origin);
    }
}

/// Clears the folder of pictures that are in their places now.
pub fn clear(root: &Path) {
    // What stays is asked for no more, and does no harm.
    let _ = fs::remove_dir_all(root.join(FETCHED));
}

impl Wanted {
    /// Where the picture is until the import is written: under a name that no site chose.
    fn place(&self, root: &Path) -> PathBuf {
        root.join(FETCHED).join(format!("{:016x}", xxh3_64(self.url.as_str().as_bytes())))
    }
}

/// The address of a picture on the new site, if a file can have it.
fn address(path: &str, base: &str) -> Option<SitePath> {
    let path = super::sources::site_files::path(path);
    let path = super::sources::site_files::without_base(&path, base);
    // No disk takes names that are longer, and some none with these characters.
    let is_name = |name: &str| {
        name.len() <= 200
            && !name.starts_with('.')
            && !name.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c))
    };
    let is_whole = path.split('/').skip(1).all(|name| !name.is_empty() && is_name(name));
    SitePath::new(path).filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_names_that_every_disk_takes() {
        let long = format!("/{}.png", "a".repeat(300));
        for (path, expected) in [
            ("/wp-content/a.png", Some("/wp-content/a.png")),
            ("/paper/a%20b.png", Some("/a b.png")),
            ("/a/../b.png", None),
            ("/a/%2e%2e/b.png", None),
            ("/a%2f..%2fb.png", None),
            ("/a%00.png", None),
            ("/a%3Cb.png", None),
            ("/.git/a.png", None),
            ("/a%5Cb.png", None),
            (&long, None),
        ] {
            let found = address(path, "/paper");
            assert_eq!(found.as_ref().map(SitePath::as_str), expected, "{path}");
        }
    }
}
