//! Sources that are damaged or built to do harm, and folders that are somebody's: each is refused
//! with its remedy, and nothing is written.

use std::io::Write;
use std::path::Path;

use super::{import, source};
use crate::common::program::run;
use crate::common::tree;

/// That an import is refused with these words, and leaves nothing behind.
#[track_caller]
fn refused(place: &Path, source: &str, message: &str, hint: &str) {
    let ended = run(place, &["import", source, "--into", "new"]).refused();
    assert!(ended.stderr.contains(&format!("error: {message}")), "{}", ended.stderr);
    assert!(ended.stderr.contains(hint), "{}", ended.stderr);
    assert!(!place.join("new").exists(), "something was written");
}

fn zip(place: &Path, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*path, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    std::fs::write(place.join("old.zip"), &bytes).unwrap();
    bytes
}

#[test]
fn what_is_damaged_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(place.path().join(name), bytes).unwrap();
    let whole = zip(
        place.path(),
        &[("posts.csv", b"post_id,title\n1.a,A\n"), ("posts/1.a.html", b"<p>a</p>")],
    );
    put("cut.zip", &whole[..whole.len() / 2]);
    put("cut.xml", b"<rss><channel><wp:wxr_version>1.2</wp:wxr_version><!-- wordpress.org/export/ -->\n<item><title>A");
    put("broken.xml", b"<rss><channel><!-- wordpress.org/export/ --><item></channel></rss>");
    put("cut.json", b"{\"db\": [{\"data\": {\"posts\": [{\"id\": \"a\"");
    put("other.txt", b"Hello\n");
    let again = "export the site again; the file may have been cut off";
    for (file, message, hint) in [
        ("cut.zip", "`cut.zip` is no whole ZIP archive", "download the export again"),
        ("cut.xml", "the file ends in the middle", again),
        ("broken.xml", "the XML is broken", again),
        ("cut.json", "the JSON is broken", again),
        (
            "other.txt",
            "nobody can tell which program this is of",
            "say it, such as `--as wordpress`",
        ),
        ("none.xml", "`none.xml` cannot be read", "name a folder, or the file of an export"),
    ] {
        refused(place.path(), file, message, hint);
    }
}

#[test]
fn a_bomb_and_ways_out_do_no_harm() {
    let place = tempfile::tempdir().unwrap();
    let zeros = vec![b' '; 300 << 20];
    zip(place.path(), &[("posts.csv", b"post_id\n"), ("posts/1.html", &zeros)]);
    refused(
        place.path(),
        "old.zip",
        "`old.zip` would unpack to 300 MiB, more than 100 times its size",
        "unpack it where it can do no harm",
    );
    zip(
        place.path(),
        &[
            (
                "posts.csv",
                b"post_id,post_date,is_published,audience,title\n1.a,2020-01-02,true,everyone,A\n",
            ),
            ("posts/1.a.html", b"<p>a</p>"),
            ("../out.png", b"x"),
            ("/tmp/out.png", b"x"),
        ],
    );
    run(place.path(), &["import", "old.zip", "--into", "new"]).done();
    let files = tree::paths(place.path());
    assert!(files.iter().all(|file| !file.contains("out.png")), "{files:?}");
}

#[test]
fn a_folder_of_somebody_is_left_alone() {
    let place = source(&[
        ("_config.yml", "title: A\n"),
        ("_posts/2020-01-01-a.md", "---\ntitle: A\n---\na\n"),
    ]);
    tree::put(place.path(), "new/mine.txt", "mine");
    import(place.path(), &[])
        .refused()
        .saying("error: `new` is not empty, and no import wrote what is in it")
        .saying("name a folder that is not there yet: `dateline import SOURCE --into my-site`");
    assert_eq!(tree::paths(&place.path().join("new")), ["mine.txt"]);
}

#[test]
fn settings_that_nobody_can_read_are_told() {
    let place = source(&[
        ("_config.yml", "title: A\n b: c: d\n"),
        ("_posts/2020-01-01-a.md", "---\ntitle: A\n---\na\n"),
    ]);
    import(place.path(), &[]).refused().saying("_config.yml").saying("mend the file");
    assert!(!place.path().join("new").exists());
}
