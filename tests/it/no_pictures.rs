//! What stands where a picture is to be, and is none that browsers show.

use crate::common::photo::plain_png;
use crate::common::program::{Ended, run};
use crate::common::tree;

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/\nsections: [politics]\n";
const AT: [&str; 3] = ["build", "--at", "2026-03-01"];

/// The build of a site with these files.
fn built(settings: &str, story: &str, files: &[(&str, &[u8])]) -> Ended {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    tree::put(
        place.path(),
        "content/politics/dam.md",
        format!("---\ntitle: Dam\ndate: 2026-02-01\n{story}\n"),
    );
    for (file, bytes) in files {
        tree::put(place.path(), file, bytes);
    }
    run(place.path(), &AT)
}

fn beside(name: &str) -> String {
    format!("content/politics/{name}")
}

#[test]
fn a_file_that_leads_or_is_shown_is_a_picture_by_its_bytes() {
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    let files: [(&str, &[u8], &str); 9] = [
        ("n.txt", b"Words.", "is no picture"),
        ("n.zip", b"PK\x03\x04....", "is a ZIP archive or an office document, and no picture"),
        ("n.vtt", b"WEBVTT\n", "is no picture"),
        ("n.json", b"{}", "is no picture"),
        ("n.ics", b"BEGIN:VCALENDAR\n", "is no picture"),
        ("noext", b"Words.", "is no picture"),
        ("tiff", b"II*\0\x08\0\0\0", "is a TIFF, which most browsers do not show"),
        ("n.draw", drawing, "is an SVG drawing, which browsers do not show by this name"),
        ("l.csv", b"A,B\nx,1\n", "is a file of numbers, and a table or chart leads no story"),
    ];
    for (name, bytes, expected) in files {
        let file = beside(name);
        let expected = format!("`{file}` {expected}");
        let leads =
            built("", &format!("image: {{src: {name}, alt: x}}\n---\nText."), &[(&file, bytes)]);
        leads.refused().saying(&expected).saying("1 error");
        if name != "l.csv" && name != "n.draw" {
            let shown = built("", &format!("---\nText.\n\n![W]({name})"), &[(&file, bytes)]);
            shown.refused().saying(&expected).saying("1 error");
        }
    }
    built("", "image: {src: /l.csv, alt: x}\n---\nText.", &[("static/l.csv", b"A,B\nx,1\n")])
        .refused()
        .saying("`static/l.csv` is a file of numbers")
        .saying("name a picture, and show the numbers in the text: `![…](l.csv)`");
    let author = b"---\nname: Anna\nimage: {src: n.txt, alt: x}\n---\nAnna.\n";
    built(
        "",
        "authors: [anna]\n---\nText.",
        &[("content/authors/anna.md", author), ("content/authors/n.txt", b"Words.")],
    )
    .refused()
    .saying("`content/authors/n.txt` is no picture");
    // Browsers go by the bytes, whatever the name is.
    let png = plain_png(1200, 800);
    for name in ["noext", "n.picture"] {
        built(
            "",
            &format!("image: {{src: {name}, alt: x}}\n---\n![W]({name})"),
            &[(&beside(name), &png)],
        )
        .done();
    }
    // What the remedies say.
    built(
        "",
        "---\nText.\n\n![L](l.csv)\n\n[W](n.txt)",
        &[(&beside("l.csv"), b"A,B\nx,1\n"), (&beside("n.txt"), b"Words.")],
    )
    .done();
}

/// Whatever it says of where it was taken would be published with it.
#[test]
fn a_picture_of_a_kind_that_browsers_do_not_show_is_an_error_wherever_it_is_shown() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let kinds: [(&str, &[u8], &str, &str); 9] = [
        ("IMG.TIF", b"II*\0\x08\0\0\0", "a TIFF", "name that: `IMG.jpg`"),
        ("b.tiff", b"MM\0*\0\0\0\x08", "a TIFF", "name that: `b.jpg`"),
        ("c.heic", heic, "a HEIC picture", "name that: `c.jpg`"),
        ("d.cr2", b"II*\0\x10\0\0\0CR", "a TIFF", "name that: `d.jpg`"),
        ("e.raf", b"FUJIFILMCCD-RAW", "a camera's raw picture", "name that: `e.jpg`"),
        ("f.jxl", b"\xff\x0a\xfa", "a JPEG XL picture", "name that: `f.jpg`"),
        ("g.psd", b"8BPS\0\x01", "a file of Photoshop", "name that: `g.jpg`"),
        ("h.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "an EPS drawing", "name that: `h.svg`"),
        ("i.pdf", b"%PDF-1.7\n", "a PDF", "name that: `i.jpg`"),
    ];
    for (name, bytes, what, remedy) in kinds {
        let file = beside(name);
        for story in [
            format!("---\nText.\n\n![W]({name})"),
            format!("---\n:::gallery\n![W]({name})\n:::"),
            format!("image: {{src: {name}, alt: A}}\n---\nText."),
            format!("image: {{src: {name}, alt: A}}\n---\n![W]({name}) [W]({name})"),
        ] {
            let said = built("", &story, &[(&file, bytes)]);
            assert!(!said.stderr.contains("warning:"), "{}", said.stderr);
            said.refused()
                .saying(&format!("`{file}` is {what}, which most browsers do not show"))
                .saying(remedy)
                .saying("1 error");
        }
        // Who links to a file publishes it.
        built("", &format!("---\n[W]({name})"), &[(&file, bytes)]).done();
    }
    // The name is written from where the story is.
    for (written, file, remedy) in [
        ("/a/x.tif", "static/a/x.tif", "name that: `/a/x.jpg`"),
        ("pics/x.tif", "content/politics/pics/x.tif", "name that: `pics/x.jpg`"),
        ("../x.tif", "content/x.tif", "name that: `../x.jpg`"),
    ] {
        for story in [
            format!("---\n![W]({written})"),
            format!("image: {{src: {written}, alt: A}}\n---\nText."),
        ] {
            built("", &story, &[(file, b"II*\0\x08\0\0\0")]).refused().saying(remedy);
        }
    }
    built(
        "publisher: {name: A, logo: /a/x.tif}\n",
        "---\nText.",
        &[("static/a/x.tif", b"II*\0\x08\0\0\0")],
    )
    .refused()
    .saying("name that: `/a/x.jpg`");
    // Of a file on another host only the name is known.
    let said = built("", "---\n![W](https://a.example/x.tif)", &[]).done();
    assert!(said.stderr.contains("which most browsers do not show"), "{}", said.stderr);
    // Browsers go by the bytes.
    let png = plain_png(1200, 800);
    let said = built("", "---\n![W](x.tif)", &[(&beside("x.tif"), &png)]).done();
    assert_eq!(said.stderr, "");
}

#[test]
fn what_has_the_name_of_a_picture_is_called_what_it_is() {
    let kinds: [(&[u8], &str); 6] = [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "is an EPS drawing, which most"),
        (b"\xc5\xd0\xd3\xc6\x1e\0\0\0\0\0", "is an EPS drawing, which most"),
        (b"%PDF-1.7\n", "is a PDF, which most"),
        (b"PK\x03\x04\x14\0\0\0", "is a ZIP archive or an office document, and no picture"),
        (b"\x1f\x8b\x08\0\0\0", "is a file that is packed (gzip), and no picture"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "is a film, and no picture"),
    ];
    for (bytes, what) in kinds {
        for name in ["a.jpg", "a.png", "a.svg"] {
            let file = beside(name);
            let said = built("", &format!("---\n![W]({name})"), &[(&file, bytes)]).refused();
            said.saying(&format!("`{file}` {what}")).saying("1 error");
        }
    }
}

#[test]
fn a_sound_that_leads_is_told_once() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    tree::put(
        place.path(),
        "content/politics/dam.md",
        "---\ntitle: Dam\ndate: 2026-02-01\nimage: {src: a.mp3, alt: x}\n---\nText.\n",
    );
    tree::put(
        place.path(),
        "content/politics/a.mp3",
        [b"ID3\x04\0\0\0\0\0\0".to_vec(), vec![0; 700_000]].concat(),
    );
    let said = run(place.path(), &["check", "--at", "2026-03-01"]);
    let told = format!("{}{}", said.stdout, said.stderr);
    assert!(told.contains("/a.mp3` is a sound, and no picture"), "{told}");
    assert!(!told.contains("lead with a JPEG"), "{told}");
}

#[test]
fn logos_are_pictures() {
    for (settings, file, bytes, expected) in [
        (
            "theme: {logo: /l.heic}\n",
            "static/l.heic",
            &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..],
            "`static/l.heic` is a HEIC picture",
        ),
        (
            "publisher: {name: P, logo: /l.pdf}\n",
            "static/l.pdf",
            b"%PDF-1.7\n",
            "`static/l.pdf` is a PDF",
        ),
        (
            "publisher: {name: P, logo: /l.txt}\n",
            "static/l.txt",
            b"Words.",
            "`static/l.txt` is no picture",
        ),
        ("theme: {logo: /l.png}\n", "static/a.txt", b"Words.", "there is no file `static/l.png`"),
    ] {
        built(settings, "---\nText.", &[(file, bytes)])
            .refused()
            .saying(expected)
            .saying("site.yaml:4");
    }
    built("theme: {logo: /l.png}\n", "---\nText.", &[("static/l.png", &plain_png(200, 100))])
        .done();
}

#[test]
fn a_drawing_that_browsers_cannot_read_is_told_wherever_it_is() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
    for (drawing, expected, remedy) in [
        (
            format!("{svg}\n<g>\n</svg>"),
            "a tag has no end, or no beginning, in line 3",
            "save the picture there again",
        ),
        (
            format!("{svg}\n<path d=\"M0"),
            "a tag has no end, or no beginning, in line 2",
            "save the picture there again",
        ),
        (
            "<svg><g/></svg>".into(),
            "it does not say that it is a drawing",
            "begin it with `<svg xmlns=\"http://www.w3.org/2000/svg\"`",
        ),
        (
            format!("{svg}<use xlink:href=\"#a\"/></svg>"),
            "a tag is broken, in line 1",
            "save the picture there again",
        ),
    ] {
        for (file, story, settings) in [
            ("content/politics/a.svg", "---\n![W](a.svg)", ""),
            ("content/politics/a.svg", "---\n![W](a.svg)", "markdown: {html: allow}\n"),
            ("static/a.svg", "---\n![W](/a.svg)", ""),
            ("static/a.svg", "---\nText.", ""),
        ] {
            let said = built(settings, story, &[(file, drawing.as_bytes())]).refused();
            said.saying(&format!("browsers show nothing of `{file}`: {expected}"))
                .saying(remedy)
                .saying("1 error");
        }
    }
    let old = format!("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n{svg}</svg>");
    built("", "---\n![W](a.svg)", &[("content/politics/a.svg", old.as_bytes())])
        .refused()
        .saying("is in another encoding than UTF-8, in which nobody looks for scripts")
        .saying("save it as UTF-8, with `encoding=\"UTF-8\"` or no encoding in its first line");
    let right = old.replace("iso-8859-1", "UTF-8");
    for (file, story) in
        [("content/politics/a.svg", "![W](a.svg)"), ("static/a.svg", "![W](/a.svg)")]
    {
        built("", &format!("---\n{story}"), &[(file, right.as_bytes())]).done();
    }
}

/// What is published as it is says what it says.
#[test]
fn a_picture_within_a_drawing_or_an_icon_keeps_what_it_says() {
    use base64::Engine as _;
    let text = |keyword: &str| {
        let data = format!("{keyword}\0Anna Voss");
        let mut chunk = (data.len() as u32).to_be_bytes().to_vec();
        let body = [b"tEXt".as_slice(), data.as_bytes()].concat();
        chunk.extend(&body);
        chunk.extend(crc(&body).to_be_bytes());
        let png = plain_png(20, 20);
        // Behind the signature and IHDR.
        [&png[..33], &chunk, &png[33..]].concat()
    };
    let drawing = |picture: &[u8]| {
        let data = base64::engine::general_purpose::STANDARD.encode(picture);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\
             <image xlink:href=\"data:image/png;base64,{data}\"/></svg>"
        )
        .into_bytes()
    };
    let icon = |picture: &[u8]| {
        let size = (picture.len() as u32).to_le_bytes();
        [&[0, 0, 1, 0, 1, 0, 20, 20, 0, 0, 1, 0, 32, 0][..], &size, &22_u32.to_le_bytes(), picture]
            .concat()
    };
    let said = text("Author");
    for (name, bytes) in [("a.svg", drawing(&said)), ("a.ico", icon(&said))] {
        for (file, story) in
            [(beside(name), format!("![W]({name})")), (format!("static/{name}"), "Text.".into())]
        {
            let said = built("", &format!("---\n{story}"), &[(&file, &bytes)]).done();
            assert!(
                said.stderr.contains(&format!("`{file}` has a picture in it")),
                "{}",
                said.stderr
            );
        }
    }
    let silent = plain_png(20, 20);
    for (name, bytes) in [
        ("a.svg", drawing(&silent)),
        ("a.ico", icon(&silent)),
        ("b.svg", drawing(&text("Software"))),
    ] {
        let said = built("", "---\nText.", &[(&format!("static/{name}"), &bytes)]).done();
        assert_eq!(said.stderr, "", "{name}");
    }
}

#[test]
fn a_drawing_that_says_where_it_lay_is_told() {
    let drawing = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" {inside}/>"
        )
    };
    let path = "inkscape:export-filename=\"/home/anna/x.png\"";
    for (file, story) in
        [(beside("a.svg"), "---\n![W](a.svg)"), ("static/a.svg".into(), "---\nText.")]
    {
        let said = built("", story, &[(&file, drawing(path).as_bytes())]).done();
        let told =
            format!("`{file}` says where it lay on a computer (`{path}`), and is published so");
        assert!(said.stderr.contains(&told), "{}", said.stderr);
        assert!(said.stderr.contains("save it as plain SVG"), "{}", said.stderr);
        let plain = drawing("inkscape:version=\"1.3\"");
        let said = built("", story, &[(&file, plain.as_bytes())]).done();
        assert_eq!(said.stderr, "");
    }
}

/// The sum of a part of a PNG (its annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    };
    !bytes.iter().fold(!0, step)
}
