//! Other people's programs: `exiftool`, Python's Pillow with lcms. `.ci/run` installs them; a test
//! that lacks one is skipped elsewhere.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Whether a program is there.
fn runs(command: &mut Command, install: &str) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    needed(quiet.status().is_ok_and(|status| status.success()), install)
}

/// Whether what a test needs is there; where nothing may be skipped, it has to be.
pub fn needed(is_there: bool, install: &str) -> bool {
    let nothing_is_skipped = std::env::var_os("DATELINE_SKIP_NOTHING").is_some();
    assert!(is_there || !nothing_is_skipped, "missing: {install}");
    if !is_there {
        eprintln!("skipped: `{install}` brings what it needs");
    }
    is_there
}

/// All that exiftool finds in each of these files, also in what is embedded in them; nothing
/// without it.
pub fn exiftool(files: &[(String, Vec<u8>)]) -> Option<Vec<Value>> {
    let install = "apt-get install libimage-exiftool-perl";
    if !runs(Command::new("exiftool").arg("-ver"), install) {
        return None;
    }
    let folder = written(files);
    let paths = (0..files.len()).map(|number| folder.path().join(format!("{number:04}")));
    let output = Command::new("exiftool")
        .args(["-json", "-a", "-u", "-U", "-ee3", "-G4:1", "-api", "RequestAll=3"])
        .args(paths)
        .output()
        .unwrap();
    let found: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found.len(), files.len(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(found)
}

/// Runs a program of Python's, which has Pillow, in a folder of these files (`0000`, `0001`, …);
/// what it prints as JSON. Nothing without Pillow.
pub fn pillow(program: &str, files: &[(String, Vec<u8>)]) -> Option<Value> {
    let has_pillow = ["-c", "import PIL.Image, PIL.ImageCms"];
    if !runs(Command::new("python3").args(has_pillow), "pip install pillow") {
        return None;
    }
    let folder = written(files);
    let output =
        Command::new("python3").args(["-c", program]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn written(files: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, (_, bytes)) in files.iter().enumerate() {
        fs::write(Path::new(folder.path()).join(format!("{number:04}")), bytes).unwrap();
    }
    folder
}

/// The size that Chromium gives each of these pictures in a page; nothing without it.
pub fn chromium(files: &[(String, Vec<u8>)]) -> Option<Vec<(u64, u64)>> {
    if !runs(Command::new("chromium").arg("--version"), "apt-get install chromium") {
        return None;
    }
    let folder = written(files);
    let pictures: String =
        (0..files.len()).map(|number| format!("<img src=\"{number:04}\">")).collect();
    let script = "onload = () => document.body.textContent = 'sizes' + JSON.stringify(
        [...document.images].map(own => [own.naturalWidth, own.naturalHeight])) + 'end'";
    let page = format!("<!DOCTYPE html><body>{pictures}<script>{script}</script>");
    let file = folder.path().join("page.html");
    fs::write(&file, page).unwrap();
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let sizes = text.split_once("sizes").and_then(|(_, rest)| rest.split_once("end"));
    Some(serde_json::from_str(sizes.unwrap_or_else(|| panic!("{text}")).0).unwrap())
}
