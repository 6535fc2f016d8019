//! What is told of pictures and of what is played before readers, lists and messengers find out.

use std::path::Path;

use crate::common::photo::{photo, taken_by_a_phone, with_xmp};
use crate::common::program::run;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/x/\nsections: [politics]\n";

fn story(front: &str, text: &str) -> String {
    format!("---\ntitle: The dam\ndate: 2026-02-01 09:00\nsummary: Full.\n{front}---\n{text}\n")
}

fn site(settings: &str, files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    for (file, bytes) in files {
        tree::put(place.path(), file, bytes);
    }
    place
}

fn built(site: &Path) -> Tree {
    run(site, &["build", "--at", "2026-03-01"]).done();
    tree::read(&site.join("public"))
}

fn checked(site: &Path) -> String {
    run(site, &["check", "--at", "2026-03-01"]).stderr
}

/// The same with stories that are to come.
fn checked_ahead(site: &Path) -> String {
    run(site, &["check", "--at", "2026-03-01", "--future"]).stderr
}

/// A picture whose agency asks to be named.
fn of_agency() -> Vec<u8> {
    let properties = "photoshop:Instructions=\"MANDATORY CREDIT: Jane Roe/Highland Wire\"";
    with_xmp(&photo(130, 90, 1), properties)
}

#[test]
fn a_mandatory_credit_stands_where_its_picture_is() {
    const MISSING: &str = "the picture `content/politics/b.jpg` may be shown with its credit only";
    let lead = "image: {src: lead.jpg, credit: Bob, alt: A}\n";
    for (front, text, is_told) in [
        // The credit of the leading picture is somebody else's.
        (lead, "![The dam](b.jpg)", true),
        (lead, "![The dam](b.jpg)\n\nPhoto: Ann Lee", true),
        (lead, "![The dam](b.jpg)\n\nPhoto: Jane Roe", false),
        // What shows under a mouse alone is no credit.
        (lead, "![The dam](b.jpg \"Photo: Highland Wire\")", true),
        (lead, "![The dam](b.jpg)\n*The dam. Highland Wire*", false),
        ("image: {src: b.jpg, credit: Jane Roe, alt: A}\n", "Text.", false),
        ("image: {src: b.jpg, alt: A}\n", "Text.", true),
        ("image: {src: b.jpg, alt: A}\n", "Text.\n\nPhoto: Jane Roe/Highland Wire", false),
    ] {
        let files = [
            ("content/politics/dam.md", story(front, text).into_bytes()),
            ("content/politics/lead.jpg", photo(130, 90, 2)),
            ("content/politics/b.jpg", of_agency()),
        ];
        let said = checked(site("", &files).path());
        assert_eq!(said.contains(MISSING), is_told, "{text}: {said}");
    }
}

/// Whom the instructions name is who is to be named, whatever else the file says or does not say.
#[test]
fn a_credit_is_compared_with_the_instructions() {
    for (credit, is_told) in [("Simo Harrand", true), ("Jane Roe", false), ("Highland Wire", false)]
    {
        let front = format!("image: {{src: b.jpg, credit: {credit}, alt: A}}\n");
        let files = [
            ("content/politics/dam.md", story(&front, "Text.").into_bytes()),
            ("content/politics/b.jpg", of_agency()),
        ];
        let said = checked(site("", &files).path());
        let words = format!(
            "the credit is `{credit}`, and the file `content/politics/b.jpg` says `Jane Roe/Highland Wire`"
        );
        assert_eq!(said.contains(&words), is_told, "{said}");
    }
}

/// The credit line of a file and what its instructions ask for may be two.
#[test]
fn a_credit_that_is_not_the_one_that_is_asked_for_is_told() {
    const TOLD: &str =
        "may be shown with the credit `Photo by Ann Lee` only, and its credit is `AP`";
    for (instructions, front, text, is_told) in [
        ("Mandatory Credit: Photo by Ann Lee", "", "Text.", true),
        ("MUST CREDIT Photo by Ann Lee. No sales.", "", "Text.", true),
        ("Pflichtangabe: Photo by Ann Lee", "", "Text.", true),
        ("Mandatory Credit: Photo by Ann Lee", ", credit: Ann Lee/AP", "Text.", false),
        ("Mandatory Credit: Photo by Ann Lee", "", "Text.\n\nPhoto by Ann Lee", false),
        ("Mandatory Credit: AP/Ann Lee", "", "Text.", false),
        ("MANDATORY CREDIT. NO SALES", "", "Text.", false),
        ("MANDATORY CREDIT, NO SALES", "", "Text.", false),
        ("Mandatory credit and no sales", "", "Text.", false),
        ("Credit: Photo by Ann Lee", "", "Text.", false),
    ] {
        let properties =
            format!("photoshop:Credit=\"AP\" photoshop:Instructions=\"{instructions}\"");
        let front = format!("image: {{src: b.jpg, alt: A{front}}}\n");
        let files = [
            ("content/politics/dam.md", story(&front, text).into_bytes()),
            ("content/politics/b.jpg", with_xmp(&photo(130, 90, 1), &properties)),
        ];
        let said = checked(site("pictures: {fill: [credit]}\n", &files).path());
        assert_eq!(said.contains(TOLD), is_told, "{instructions}{front}: {said}");
        assert!(is_told || !said.contains("only, and its credit is"), "{said}");
    }
}

/// A story is not told to expire before it is public.
#[test]
fn a_picture_whose_time_is_over_is_not_shown_until_then() {
    for (expiry, hint) in [
        ("2026-02-20T00:00:00", "show another then, or say `expires: 2026-02-20"),
        ("2026-01-20T00:00:00", "show another: the story is published when that is over"),
        ("2026-02-01T08:00:00", "show another: the story is published when that is over"),
    ] {
        let properties = format!(
            "xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\" prism:expirationDate=\"{expiry}\""
        );
        let files = [
            ("content/politics/dam.md", story("image: lead.jpg\n", "Text.").into_bytes()),
            ("content/politics/lead.jpg", with_xmp(&photo(130, 90, 1), &properties)),
        ];
        let said = checked(site("", &files).path());
        assert!(said.contains("may be shown until") && said.contains(hint), "{expiry}: {said}");
    }
}

/// What one story does right, another does not.
#[test]
fn each_story_that_shows_a_picture_is_checked() {
    let properties = "photoshop:Credit=\"Highland Wire\" prism:embargoDate=\"2026-02-10\"";
    let properties =
        format!("xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\" {properties}");
    let front = "image: {src: /q.jpg, alt: A}\n";
    let wrong = "image: {src: /q.jpg, alt: A, credit: Bob Wrong}\nembargo: 2026-02-20\n";
    let files = [
        ("static/q.jpg", with_xmp(&photo(130, 90, 1), &properties)),
        ("content/politics/one.md", story(front, "One.").into_bytes()),
        ("content/politics/two.md", story(wrong, "Two.").replace("dam", "two").into_bytes()),
    ];
    let said = checked(site("", &files).path());
    let words = "the credit is `Bob Wrong`, and the file `static/q.jpg` says `Highland Wire`";
    assert!(said.contains(words), "{said}");
    let early = "the picture `static/q.jpg` is not to be published before 2026-02-10";
    assert_eq!(said.matches(early).count(), 1, "{said}");
}

#[test]
fn a_picture_may_be_released_in_the_course_of_a_day() {
    for (release, is_told) in [
        ("2026-02-01T12:00:00Z", true),
        ("2026-02-01T08:59:00Z", false),
        ("2026-02-01T12:00:00+04:00", false),
        ("2026-02-01T09:30:00", true),
        ("2026-02-01", false),
        ("2026-02-02", true),
    ] {
        let properties = format!(
            "xmlns:prism=\"http://prismstandard.org/namespaces/basic/2.0/\" prism:embargoDate=\"{release}\""
        );
        let files = [
            ("content/politics/dam.md", story("image: lead.jpg\n", "Text.").into_bytes()),
            ("content/politics/lead.jpg", with_xmp(&photo(130, 90, 1), &properties)),
        ];
        let said = checked(site("", &files).path());
        assert_eq!(said.contains("is not to be published before"), is_told, "{release}: {said}");
    }
}

/// What agencies write of an embargo: the remedy keeps the hour and the zone, and what may be two
/// days is told with both. Followed, it is silent.
#[test]
fn an_embargo_in_words_is_told_to_the_minute() {
    for (words, remedies) in [
        ("Sperrfrist: 1. Januar 2027, 18 Uhr", &["2027-01-01T18:00"][..]),
        ("Embargo: 1er janvier 2027 à 18h", &["2027-01-01T18:00"]),
        ("Embargo until 1 January 2027, 6pm ET", &["2027-01-01T18:00-05:00"]),
        (
            "Embargoed until January 1, 2027 at 6:00 PM EST",
            &["2027-01-01T18:00-05:00", "2027-01-01T18:00+10:00"],
        ),
        ("Embargoed until 1 January 2027 06:00 (CET)", &["2027-01-01T06:00+01:00"]),
        ("EMBARGOED UNTIL 0001 GMT, JANUARY 1, 2027", &["2027-01-01T00:01+00:00"]),
        ("EMBARGO UNTIL 1 JAN 27", &["2027-01-01"]),
        ("Not for use before 01/02/2027", &["2027-02-01", "2027-01-02"]),
        ("Frei ab 5. Juni 2027", &["2027-06-05"]),
    ] {
        let picture =
            || with_xmp(&photo(130, 90, 1), &format!("photoshop:Instructions=\"{words}\""));
        let said = |front: &str| {
            let story = story(&format!("image: lead.jpg\n{front}"), "Text.");
            let files = [
                ("content/politics/dam.md", story.into_bytes()),
                ("content/politics/lead.jpg", picture()),
            ];
            checked_ahead(site("", &files).path())
        };
        let fields: Vec<String> = remedies.iter().map(|it| format!("`embargo: {it}`")).collect();
        let hint = format!("hold the story: {}", fields.join(" or "));
        let told = said("");
        assert!(told.contains(&hint), "{words}: {told}");
        for field in remedies {
            let mended = said(&format!("embargo: {field}\n"));
            assert!(!mended.contains("hold the story"), "{words}, {field}: {mended}");
        }
    }
}

/// An hour that is not understood is not passed over: its day alone would be too early.
#[test]
fn an_hour_that_nobody_understands_is_asked_for() {
    for (front, is_told) in [
        ("", true),
        ("embargo: 2027-01-01\n", true),
        ("embargo: 2027-01-01 18:00\n", false),
        ("embargo: 2027-01-02\n", false),
    ] {
        let properties = "photoshop:Instructions=\"Embargo: 1 January 2027 at 6 o'clock\"";
        let files = [
            (
                "content/politics/dam.md",
                story(&format!("image: lead.jpg\n{front}"), "Text.").into_bytes(),
            ),
            ("content/politics/lead.jpg", with_xmp(&photo(130, 90, 1), properties)),
        ];
        let said = checked_ahead(site("", &files).path());
        let hint = "hold the story until the time that it says: `embargo: 2027-01-01 HH:MM`";
        assert_eq!(said.contains(hint), is_told, "{front}: {said}");
    }
}

#[test]
fn an_embargo_that_nobody_understands_is_told() {
    for (words, front, is_told) in [
        ("Embargoed until week 5", "", true),
        ("Embargoed until week 5", "embargo: 2026-01-20\n", false),
        ("Embargo lifted", "", false),
        ("No embargo. Taken in week 5", "", false),
    ] {
        let properties = format!("photoshop:Instructions=\"{words}\"");
        let files = [
            (
                "content/politics/dam.md",
                story(&format!("image: lead.jpg\n{front}"), "Text.").into_bytes(),
            ),
            ("content/politics/lead.jpg", with_xmp(&photo(130, 90, 1), &properties)),
        ];
        let said = checked_ahead(site("", &files).path());
        assert_eq!(said.contains("it is not clear until when: “until week 5”"), is_told, "{said}");
    }
}

/// The length in a feed is that of the file that is published.
#[test]
fn the_length_in_feeds_is_that_of_what_is_published() {
    let avif = include_bytes!("hostile_files/pixel.avif");
    let moving = moving_gif();
    for (name, bytes) in [("a.gif", &moving[..]), ("a.avif", &avif[..])] {
        let front = format!("image: {{src: {name}, alt: A}}\n");
        let picture = format!("content/politics/{name}");
        let files = [
            ("content/politics/dam.md", story(&front, "Text.").into_bytes()),
            (picture.as_str(), bytes.to_vec()),
        ];
        let tree = built(site("", &files).path());
        let length = tree[&format!("politics/dam/{name}")].len();
        let feed = String::from_utf8(tree["feed.xml"].clone()).unwrap();
        assert!(feed.contains(&format!("{name}\" length=\"{length}\"")), "{feed}");
    }
}

/// Two frames, and a comment.
fn moving_gif() -> Vec<u8> {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let comment = b"!\xfe\x04Mher\0";
    let frame = b"!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";
    [&head[..], comment, frame, frame, b";"].concat()
}

/// What is shown nowhere that it is shared has a card in its place, if the site has cards.
#[test]
fn a_drawing_is_shared_as_a_card() {
    let files = [
        ("content/politics/dam.md", story("image: {src: map.svg, alt: A}\n", "Text.").into_bytes()),
        (
            "content/politics/map.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".to_vec(),
        ),
    ];
    let tree = built(site("cards: true\n", &files).path());
    let html = String::from_utf8(tree["politics/dam/index.html"].clone()).unwrap();
    let shared = html.split("property=\"og:image\" content=\"").nth(1).unwrap();
    assert!(shared.split('"').next().unwrap().contains("/card."), "{html}");
    assert!(html.contains("map.svg"), "readers see the drawing");
    assert!(!checked(site("cards: true\n", &files).path()).contains("is shared"));
    let said = checked(site("", &files).path());
    assert!(
        said.contains("is of a kind that messengers and social networks do not show"),
        "{said}"
    );
}

/// Cameras name what they write in capitals, and programs for captions their ending.
#[test]
fn what_belongs_to_a_film_may_be_named_in_capitals() {
    let captions = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n";
    for captions_are in ["UP.VTT", "UP.en.vtt", "UP.en.VTT", "UP.EN.VTT"] {
        let file = format!("content/politics/{captions_are}");
        let files = [
            ("content/politics/dam.md", story("", "![The dam](UP.MP4)").into_bytes()),
            ("content/politics/UP.MP4", b"film".to_vec()),
            (file.as_str(), captions.to_vec()),
            ("content/politics/UP.JPG", photo(500, 300, 1)),
        ];
        let tree = built(site("", &files).path());
        let html = String::from_utf8(tree["politics/dam/index.html"].clone()).unwrap();
        let has_both = html.contains("<track kind=\"captions\"") && html.contains(" poster=\"");
        assert!(has_both, "{captions_are}: {html}");
    }
}

/// Captions are in any language that is widely used, in whichever country it is spoken.
#[test]
fn captions_in_other_languages_are_published() {
    let captions = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n";
    for (names, own) in [
        (&["v.vtt", "v.sw.vtt", "v.en-GB.vtt"][..], "en"),
        (&["v.en-US.vtt", "v.zh-CN.vtt"], "en-US"),
        (&["v.sr-Latn.vtt", "v.en.vtt"], "en"),
    ] {
        let mut files = vec![
            ("content/politics/dam.md".to_string(), story("", "![The dam](v.mp4)").into_bytes()),
            ("content/politics/v.mp4".to_string(), b"film".to_vec()),
        ];
        files.extend(
            names.iter().map(|name| (format!("content/politics/{name}"), captions.to_vec())),
        );
        let files: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let tree = built(site("", &files).path());
        let html = String::from_utf8(tree["politics/dam/index.html"].clone()).unwrap();
        assert_eq!(html.matches("<track kind=\"captions\"").count(), names.len(), "{html}");
        let first = html.split("<track ").nth(1).unwrap();
        assert!(first.contains(&format!("srclang=\"{own}\"")), "{first}");
    }
}

/// Something else than sound and films, under their names.
#[test]
fn what_cannot_be_played_is_an_error() {
    for (name, bytes, expected) in [
        ("a.mp4", Vec::new(), "is empty"),
        ("a.mp3", b"<!DOCTYPE html><html>Log in".to_vec(), "is a web page (HTML)"),
        ("a.mp4", taken_by_a_phone(&photo(40, 30, 1), 1), "is a picture"),
        ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\x01\0mdat12".to_vec(), "is cut off"),
        ("a.mp3", b"<?xml version=\"1.0\"?><Error/>".to_vec(), "is text, such as a server sends"),
    ] {
        let text = story("", &format!("![Words]({name} \"no words\")"));
        let file = format!("content/politics/{name}");
        let files = [("content/politics/dam.md", text.into_bytes()), (file.as_str(), bytes)];
        let site = site("", &files);
        let said = run(site.path(), &["build", "--at", "2026-03-01"]).refused().stderr.clone();
        assert!(said.contains(&format!("`{file}` cannot be played: it {expected}")), "{said}");
    }
}
