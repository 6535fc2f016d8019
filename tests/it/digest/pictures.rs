//! Pictures in each form: of the site and of the kinds that are shown; all others are a link with
//! their words, and keep their captions.

use std::io::{Cursor, Read};

use super::{SETTINGS, digest, made, newsroom, text};
use crate::common::photo::photo;
use crate::common::tree;

#[test]
fn a_picture_that_is_not_shown_is_a_link_with_its_words() {
    for (src, is_shown) in
        [("hall.jpg", true), ("map.svg", false), ("https://elsewhere.example/hall.jpg", false)]
    {
        let place = newsroom();
        let settings = SETTINGS.replace("digest:\n", "digest:\n  length: whole\n");
        tree::put(place.path(), "site.yaml", settings);
        tree::put(place.path(), "content/politics/x/hall.jpg", photo(300, 200, 1));
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
        tree::put(place.path(), "content/politics/x/map.svg", drawing);
        let story = format!(
            "---\ntitle: X\ndate: 2026-03-02 19:00\nimage: {{src: {src:?}, alt: The hall, \
             caption: At noon, credit: Anna}}\n---\n![Inside]({src})\n"
        );
        tree::put(place.path(), "content/politics/x/index.md", story);
        digest(place.path(), &["--as", "mail,epub,pdf,text"]);
        let files = made(place.path());
        let mail = text(place.path(), "2026-03-02.html");
        let typst = text(place.path(), "2026-03-02.typ");
        let mut archive =
            zip::ZipArchive::new(Cursor::new(files["2026-03-02.epub"].clone())).unwrap();
        let mut book = String::new();
        archive.by_name("EPUB/story-0001.xhtml").unwrap().read_to_string(&mut book).unwrap();
        for (form, html) in [("mail", &mail), ("book", &book)] {
            assert_eq!(
                html.matches("<img").count(),
                if is_shown { 2 } else { 0 },
                "{form} {src}: {html}"
            );
            for words in [">[The hall]</a>", ">[Inside]</a>"] {
                assert_eq!(html.contains(words), !is_shown, "{form} {src}: {html}");
            }
            assert!(html.contains("At noon Anna"), "{form} {src}: {html}");
        }
        // Text has the words of all pictures.
        let plain = text(place.path(), "2026-03-02.txt");
        assert!(plain.contains("\n[The hall]\nAt noon Anna\n\n"), "{src}: {plain}");
        assert_eq!(typst.contains("image(\""), is_shown, "{src}: {typst}");
        assert_eq!(typst.contains("[\\[The hall\\]]"), !is_shown, "{src}: {typst}");
        assert!(typst.contains("At noon Anna"), "{src}: {typst}");
    }
}

/// A picture that no story shows any more is not left beside the others.
#[test]
fn a_folder_of_pictures_has_those_of_this_digest_alone() {
    let place = newsroom();
    for (name, seed) in [("one", 1), ("two", 2)] {
        tree::put(
            place.path(),
            &format!("content/politics/{name}/hall.jpg"),
            photo(300, 200, seed),
        );
        let expires = if name == "two" { "expires: 2026-03-02 21:00\n" } else { "" };
        let story = format!(
            "---\ntitle: {name}\ndate: 2026-03-02 19:00\n{expires}image: {{src: hall.jpg, alt: A}}\n---\nX\n"
        );
        tree::put(place.path(), &format!("content/politics/{name}/index.md"), story);
    }
    let pictures = || {
        let files = made(place.path()).into_keys();
        files.filter(|name| name.contains(".pictures/")).collect::<Vec<_>>()
    };
    digest(place.path(), &["--as", "pdf"]);
    assert_eq!(pictures(), ["2026-03-02.pictures/1.jpg", "2026-03-02.pictures/2.jpg"]);
    tree::put(place.path(), "out/2026-03-02.pictures/ours.jpg", "ours");
    let later = ["digest", "--into", "out", "--at", "2026-03-02 22:00", "--as"];
    let with = |forms| crate::common::program::run(place.path(), &[&later[..], &[forms]].concat());
    // Who asks for a mail says nothing of the PDF.
    with("mail");
    assert_eq!(pictures().len(), 3);
    with("pdf");
    assert_eq!(pictures(), ["2026-03-02.pictures/1.jpg", "2026-03-02.pictures/ours.jpg"]);
    let record = std::fs::read_to_string(place.path().join("out/.dateline-digests.json")).unwrap();
    assert!(!record.contains("2.jpg"), "{record}");
    // The last goes with its folder.
    std::fs::remove_file(place.path().join("out/2026-03-02.pictures/ours.jpg")).unwrap();
    std::fs::remove_dir_all(place.path().join("content/politics/one")).unwrap();
    with("pdf");
    assert!(!place.path().join("out/2026-03-02.pictures").exists());
}
