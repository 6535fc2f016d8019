//! A served site next to what `build` makes of the same folder.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::http::Connection;
use super::program::{Ended, run};
use super::server::Server;
use super::tree::{self, Tree};

/// How the script starts that makes a browser follow.
pub const SCRIPT: &str = "<script src=\"/__dateline/reload.js\"";

/// What a fresh build makes for the address of a server: files, or what it said.
pub fn fresh(site: &Path, server: &Server, arguments: &[&str]) -> Result<Tree, String> {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    let build = [
        &["build", "--quiet", "--site", site.to_str().unwrap()],
        &["--output", output.to_str().unwrap(), "--base-url", &server.address],
        arguments,
    ];
    let Ended { status, stderr, stdout } = run(Path::new("/"), &build.concat());
    match status {
        Some(0) => Ok(tree::read(&output)),
        Some(1) => Err(stderr),
        other => panic!("the build ended with {other:?}: {stdout}{stderr}"),
    }
}

/// The path at which a file of the output is served, below the base path.
pub fn path_of(file: &str) -> String {
    const RESERVED: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#').add(b'"');
    let is_page = file == "index.html" || file.ends_with("/index.html");
    let path = if is_page { file.strip_suffix("index.html").unwrap() } else { file };
    format!("/{}", utf8_percent_encode(path, RESERVED))
}

/// How a server's answers differ from `files`; none if they do not.
///
/// `gone` are files that are not there any more.
pub fn difference<'p>(
    server: &Server,
    files: &Tree,
    gone: impl IntoIterator<Item = &'p String>,
) -> Option<String> {
    let mut connection = Connection::to(server.port);
    for (file, bytes) in files {
        let answer = connection.get(&format!("{}{}", server.base(), path_of(file)));
        let body = match file.ends_with(".html") {
            true => without_script(&answer.text()).into_bytes(),
            false => answer.body.clone(),
        };
        if answer.status != 200 || body != *bytes {
            let change = super::diff::of_texts(
                &String::from_utf8_lossy(bytes),
                &String::from_utf8_lossy(&body),
            );
            return Some(format!("{file}, status {}:\n{change}", answer.status));
        }
    }
    for file in gone {
        let answer = connection.get(&format!("{}{}", server.base(), path_of(file)));
        if answer.status == 200 {
            return Some(format!("{file} is still there"));
        }
    }
    None
}

/// A page without the first script that makes a browser follow, if it has one.
pub fn without_script(page: &str) -> String {
    let Some(start) = page.find(SCRIPT) else { return page.into() };
    let end = start + page[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &page[..start], &page[end..])
}
