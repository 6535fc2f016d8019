//! Places in an output at which something else is mounted: another disk, or a folder or file
//! from elsewhere.
//!
//! What is published is renamed into its place, so that it is there in one step. Nothing can
//! be renamed onto another disk, and what something is mounted on can be neither replaced nor
//! removed. So such an output is refused while it is still as it was.

use std::collections::BTreeSet;
use std::path::Path;

use super::tree::parents;
use crate::diagnostic::Diagnostic;

/// Where Linux says what is mounted where, for this process.
#[cfg(target_os = "linux")]
const MOUNTS: &str = "/proc/self/mountinfo";

/// Refuses an output if something is mounted at one of the files, whose paths are below it, or
/// at one of the folders that they are in.
pub(super) fn refuse_mounted<'a>(
    output: &Path,
    files: impl Iterator<Item = &'a str>,
) -> Result<(), Diagnostic> {
    let files: BTreeSet<&str> = files.collect();
    let folders: BTreeSet<&str> = files.iter().flat_map(|file| parents(file)).collect();
    let points = mount_points(output).unwrap_or_default();
    let is_mounted = |place: &str| points.contains(place);
    let mut found: BTreeSet<&str> =
        files.into_iter().filter(|file| !points.is_empty() && is_mounted(file)).collect();
    let elsewhere = |folder: &&str| is_mounted(folder) || is_on_another_disk(output, folder);
    found.extend(folders.into_iter().filter(elsewhere));
    match found.first() {
        Some(first) => Err(mounted(output, first)),
        None => Ok(()),
    }
}

/// Whether a folder below the output is on another disk, or counts as one. Files are not
/// asked: some layered disks give those other numbers than their folders.
#[cfg(unix)]
fn is_on_another_disk(output: &Path, folder: &str) -> bool {
    use std::os::unix::fs::MetadataExt;
    let found = output.join(folder).symlink_metadata().ok().filter(|found| found.is_dir());
    let there = found.map(|found| found.dev());
    there.is_some() && there != output.metadata().ok().map(|found| found.dev())
}

/// That is not known here.
#[cfg(not(unix))]
fn is_on_another_disk(_: &Path, _: &str) -> bool {
    false
}

/// The paths below the output at which something is mounted; none if the system does not say.
#[cfg(target_os = "linux")]
fn mount_points(output: &Path) -> Option<BTreeSet<String>> {
    let output = output.canonicalize().ok()?;
    let table = std::fs::read(MOUNTS).ok()?;
    let lines = table.split(|byte| *byte == b'\n');
    let points = lines.filter_map(|line| line.split(|byte| *byte == b' ').nth(4));
    let below = points.filter_map(|point| {
        let point = String::from_utf8(unescaped(point)).ok()?;
        let below = Path::new(&point).strip_prefix(&output).ok()?;
        Some(below.to_str()?.to_owned())
    });
    Some(below.filter(|below| !below.is_empty()).collect())
}

#[cfg(not(target_os = "linux"))]
fn mount_points(_: &Path) -> Option<BTreeSet<String>> {
    None
}

/// A path of the table, in which `\040` is a space.
#[cfg(target_os = "linux")]
fn unescaped(mut path: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(path.len());
    while let Some((first, rest)) = path.split_first() {
        let digits = rest.get(..3).filter(|_| *first == b'\\');
        let code = digits.and_then(|digits| str::from_utf8(digits).ok());
        match code.and_then(|code| u8::from_str_radix(code, 8).ok()) {
            Some(byte) => {
                bytes.push(byte);
                path = rest.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                path = rest;
            }
        }
    }
    bytes
}

fn mounted(output: &Path, place: &str) -> Diagnostic {
    let (place, output) = (output.join(place), output.display());
    let place = place.display();
    Diagnostic::error(format!(
        "something else is mounted at `{place}`, inside the output `{output}`: files cannot be put \
         in place there in one step"
    ))
    .hint(format!(
        "unmount `{place}` and build again; if the site is to be on that disk, mount it at \
         `{output}`, or name a folder there with --output"
    ))
}
