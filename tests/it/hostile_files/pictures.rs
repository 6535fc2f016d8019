//! What is not a picture under the name of one.

use std::sync::LazyLock;

use crate::common::photo::{GIF, photo};
use crate::hostile_files::machine::{Machine, STORY};

const POINTER: &str = "version https://git-lfs.github.com/spec/v1\n\
    oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\rIDATx\x9cc`db\xfe\x0f\0\x01\x14\x01\x06\xd6\xb9\xa6E\0\0\0\0IEND\xaeB`\x82";
/// One of eight pixels in each direction.
static JPEG: LazyLock<Vec<u8>> = LazyLock::new(|| photo(8, 8, 1));
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
const AVIF: &[u8] = include_bytes!("pixel.avif");
const ICO: &[u8] = b"\0\0\x01\0\x01\0";

/// In what ways a site shows a picture, and where its file is then.
const WAYS: [(&str, &str, &str); 4] = [
    (
        "content/politics/NAME",
        "---\ntitle: Talks\ndate: 2026-02-01\nimage: NAME\n---\nThey met.\n",
        "",
    ),
    ("content/politics/NAME", "---\ntitle: Talks\ndate: 2026-02-01\n---\n![a](NAME)\n", ""),
    ("static/NAME", STORY_ALONE, ""),
    ("static/NAME", STORY_ALONE, "publisher: {name: A, logo: /NAME}\n"),
];
const STORY_ALONE: &str = "---\ntitle: Talks\ndate: 2026-02-01\n---\nThey met.\n";

/// A site that shows the picture `name` in one of the ways.
fn showing(way: (&str, &str, &str), name: &str, bytes: &[u8]) -> Machine {
    let machine = Machine::new();
    let (file, story, settings) = way;
    let of_site = std::fs::read_to_string(machine.site().join("site.yaml")).unwrap();
    machine.put("site.yaml", of_site + &settings.replace("NAME", name));
    machine.put(&file.replace("NAME", name), bytes);
    machine.put("content/politics/talks.md", story.replace("NAME", name));
    machine
}

#[test]
fn what_is_no_picture_is_an_error_wherever_it_is_shown() {
    let html = "<!DOCTYPE html>\n<html><body>Not found</body></html>\n";
    for (name, bytes, words) in [
        ("a.png", POINTER.as_bytes(), "is a pointer of Git LFS"),
        ("a.svg", POINTER.as_bytes(), "is a pointer of Git LFS"),
        ("a.JPG", POINTER.as_bytes(), "is a pointer of Git LFS"),
        ("a.png", b"", "is empty"),
        ("a.svg", b"", "is empty"),
        ("a.webp", html.as_bytes(), "is not a picture"),
        ("a.svg", html.as_bytes(), "a.svg"),
        ("a.jpg", b"{\"error\": 404}", "is not a picture: it contains text"),
        ("a.gif", b"<?xml version=\"1.0\"?><Error/>", "is not a picture: it contains text"),
        ("a.avif", "Не найдено".as_bytes(), "is not a picture: it contains text"),
        ("a.png", &[0x55; 600], "is not a picture"),
        ("a.png", &[0; 600], "is not a picture that browsers can show"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "is a HEIC picture"),
        ("a.jpg", b"II*\0\x08\0\0\0", "is a TIFF"),
        ("a.png", SVG, "is an SVG drawing, which browsers do not show by this name"),
        ("a.svg", PNG, "a.svg"),
        ("a.png", &PNG[..20], "is cut off before its size"),
        ("a.gif", &GIF[..8], "is cut off before its size"),
        ("a.jpg", &JPEG[..4], "is cut off before its size"),
    ] {
        for way in WAYS {
            let machine = showing(way, name, bytes);
            machine.build().refused().saying(words).saying(&way.0.replace("NAME", name));
        }
    }
}

#[test]
fn the_place_and_the_remedy_are_told() {
    let body = showing(WAYS[1], "a.png", POINTER.as_bytes()).build().refused();
    body.saying("content/politics/talks.md:5:1").saying("git lfs pull").saying("lfs: true");
    let image = showing(WAYS[0], "a.png", POINTER.as_bytes()).build().refused();
    image.saying("content/politics/talks.md:4:8");
    showing(WAYS[2], "a.png", POINTER.as_bytes()).build().refused().saying("--> static/a.png");
}

#[test]
fn a_pointer_is_published_under_no_name() {
    for name in ["film.mp4", "a.pdf", "a.js", "a.woff2", "a"] {
        let machine = showing(WAYS[2], name, POINTER.as_bytes());
        machine.build().refused().saying("is a pointer of Git LFS").saying(name);
        if name != "a.js" {
            let machine = showing(WAYS[2], "b.txt", b"B");
            machine.put(&format!("content/politics/{name}"), POINTER);
            machine.put("content/politics/talks.md", format!("{STORY}[a]({name})\n"));
            machine.build().refused().saying("is a pointer of Git LFS").saying(name);
        }
    }
}

#[test]
fn a_picture_by_another_name_is_shown_and_told() {
    for (name, bytes, what) in [
        ("a.jpg", PNG, "is a PNG"),
        ("a.png", &JPEG, "is a JPEG"),
        ("a.png", GIF, "is a GIF"),
        ("a.webp", PNG, "is a PNG"),
        ("a.jpg", AVIF, "is an AVIF picture"),
    ] {
        for way in WAYS {
            let machine = showing(way, name, bytes);
            machine
                .build()
                .done()
                .saying(what)
                .saying("warning")
                .saying(&way.0.replace("NAME", name));
        }
    }
}

#[test]
fn a_picture_by_its_own_name_is_not_told() {
    for (name, bytes) in [
        ("a.png", PNG),
        ("a.apng", PNG),
        ("a.JPEG", &JPEG),
        ("a.jfif", &JPEG),
        ("a.gif", GIF),
        ("a.svg", SVG),
        ("a.svg", b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- a -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("a.avif", AVIF),
        ("favicon.ico", ICO),
        ("favicon.ico", PNG),
        ("a.png.txt", b""),
    ] {
        let machine = showing(WAYS[2], name, bytes);
        let ended = machine.build().done();
        assert_eq!(ended.stderr, "", "{name}");
    }
}

/// They are for those who download them; what they say cannot be taken off here.
#[test]
fn a_picture_that_is_published_with_all_that_it_says_is_told() {
    for (name, bytes, what) in [
        ("photo.heic", &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "is a HEIC picture"),
        ("map.tif", b"II*\0\x08\0\0\0", "is a TIFF or a camera's raw picture"),
        ("a.raf", b"FUJIFILMCCD-RAW 0201", "is a camera's raw picture"),
        ("a.cr3", b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "is a camera's raw picture"),
        ("a.crw", b"II\x1a\0\0\0HEAPCCDR", "is a camera's raw picture"),
        ("a.orf", b"IIRO\x08\0\0\0", "is a camera's raw picture"),
        ("a.rw2", b"IIU\0\x18\0\0\0", "is a camera's raw picture"),
        ("a.mrw", b"\0MRM\0\x01", "is a camera's raw picture"),
        ("a.x3f", b"FOVb\0\0\x02\0", "is a camera's raw picture"),
    ] {
        let words = format!("warning: `static/{name}` {what}: whatever it says");
        // A program that takes things off does not take all off these.
        let ended = showing(WAYS[2], name, bytes).build().done();
        let ended = ended.saying(&words).saying("save it as a JPEG or PNG, and publish that");
        assert!(!ended.stderr.contains("exiftool"), "{}", ended.stderr);
    }
}
