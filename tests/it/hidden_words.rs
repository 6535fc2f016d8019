//! What an author hid, and what is no text, is in no file that readers, feeds or programs get.

use std::path::Path;

use crate::common::program::run;
use crate::common::tree;

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/\nsections: [politics]\n\
                        digest: {from: desk@highland.example}\n";

/// The files of the built site, and of the digest of its day, in which the word is.
fn with_the_word(settings: &str, body: &str) -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    let story = format!("---\ntitle: Dam\ndate: 2026-02-01 10:00\n---\n\n{body}\n");
    tree::put(place.path(), "content/politics/dam.md", story);
    run(place.path(), &["build", "--at", "2026-03-01"]).done();
    let at = ["digest", "--day", "2026-02-01", "--at", "2026-03-01", "--into", "out"];
    run(place.path(), &at).done();
    let mut found = Vec::new();
    for folder in ["public", "out"] {
        found.extend(files_with_the_word(&place.path().join(folder)));
    }
    found
}

fn files_with_the_word(folder: &Path) -> Vec<String> {
    let files = tree::read(folder).into_iter();
    let with = files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("zzword"));
    with.map(|(file, _)| file).collect()
}

#[test]
fn what_is_hidden_or_taken_out_is_in_no_file() {
    for body in [
        "He says <span hidden>zzword</span> so.",
        "He says <font style=\"display:none\">zzword</font> so.",
        "<p hidden>zzword</p>\n\nHe says so.",
        "<div style=\"visibility: hidden\">\n\nzzword\n\n</div>\n\nHe says so.",
        "He says <script>zzword()</script> *so* <style>.zzword{}</style> here.",
        "<template>\n\nzzword\n\n</template>\n\nHe says <svg><text>zzword</text></svg> so.",
    ] {
        assert_eq!(with_the_word("", body), [""; 0], "{body}");
        // Allowed, it is in the pages with the story's text, where browsers hide it, and nowhere else.
        let allowed = with_the_word("markdown: {html: allow}\n", body);
        let pages = ["politics/dam/index.html", "2026/02/01/print/index.html"];
        let elsewhere = allowed.iter().filter(|file| !pages.contains(&&***file));
        let is_drawing = body.contains("<svg");
        assert!(is_drawing || elsewhere.count() == 0, "{body}: {allowed:?}");
    }
    let shown = with_the_word("", "He says zzword so.");
    assert!(shown.len() > 5, "{shown:?}");
}
