//! Pictures: in several sizes, upright, and without what nobody is to know.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline_pictures::{CodePage, Format, Plan, TraceKind, look, make};

use crate::common::photo::{photo, plain_png, taken_by_a_phone, with_xmp};
use crate::common::program::{Ended, run};
use crate::common::server::Server;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/x/\n";
const AT: [&str; 3] = ["build", "--at", "2026-03-01"];

fn story(front: &str, text: &str) -> String {
    format!("---\ntitle: The dam\ndate: 2026-02-01\nsummary: Full.\n{front}---\n{text}\n")
}

/// A site of one story, with these pictures beside it.
fn site(front: &str, text: &str, pictures: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    tree::put(place.path(), "content/politics/dam.md", story(front, text));
    for (file, bytes) in pictures {
        tree::put(place.path(), file, bytes);
    }
    place
}

fn built(site: &Path) -> Tree {
    run(site, &AT).done();
    tree::read(&site.join("public"))
}

fn page(files: &Tree, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// The names of the story's files, without what follows from their bytes.
fn names(files: &Tree) -> Vec<String> {
    let of_story = files.keys().filter_map(|path| path.strip_prefix("politics/dam/"));
    of_story.map(without_key).collect()
}

/// `a.1c2d3e4f-400.jpg` as `a.KEY-400.jpg`, wherever it stands.
fn without_key(text: &str) -> String {
    let key = regex::Regex::new(r"\.[0-9a-f]{8}-(\d+)\.").unwrap();
    key.replace_all(text, ".KEY-$1.").into_owned()
}

#[test]
fn a_browser_chooses_among_versions_and_nobody_gets_the_original() {
    let phone = taken_by_a_phone(&photo(1300, 900, 1), 1);
    let site = site(
        "image: {src: lead.jpg, alt: A dam}\n",
        "![Hills](hills.jpg \"In spring\")",
        &[
            ("content/politics/lead.jpg", phone.clone()),
            ("content/politics/hills.jpg", taken_by_a_phone(&photo(640, 480, 2), 1)),
        ],
    );
    let files = built(site.path());
    assert_eq!(
        names(&files),
        [
            "hills.KEY-400.jpg",
            "hills.KEY-400.webp",
            "hills.KEY-640.jpg",
            "hills.KEY-640.webp",
            "index.html",
            "lead.KEY-1300.jpg",
            "lead.KEY-1300.webp",
            "lead.KEY-400.jpg",
            "lead.KEY-400.webp",
            "lead.KEY-800.jpg",
            "lead.KEY-800.webp",
        ]
    );
    let html = without_key(&page(&files, "politics/dam/index.html"));
    let sizes = "sizes=\"(min-width: 48rem) 42rem, 100vw\"";
    let at = |name: &str| format!("/x/politics/dam/{name}");
    let hills = format!(
        "<picture><source type=\"image/webp\" srcset=\"{} 400w, {} 640w\" {sizes} />\
         <img src=\"{}\" srcset=\"{} 400w, {} 640w\" {sizes} alt=\"Hills\" width=\"640\" \
         height=\"480\" loading=\"lazy\" decoding=\"async\" title=\"In spring\" /></picture>",
        at("hills.KEY-400.webp"),
        at("hills.KEY-640.webp"),
        at("hills.KEY-640.jpg"),
        at("hills.KEY-400.jpg"),
        at("hills.KEY-640.jpg"),
    );
    assert!(html.contains(&hills), "{hills}\n{html}");
    let lead = format!(
        "<img src=\"{}\" srcset=\"{} 400w, {} 800w, {} 1300w\" {sizes} alt=\"A dam\" \
         width=\"1300\" height=\"900\" fetchpriority=\"high\">",
        at("lead.KEY-800.jpg"),
        at("lead.KEY-400.jpg"),
        at("lead.KEY-800.jpg"),
        at("lead.KEY-1300.jpg"),
    );
    assert!(html.contains(&lead), "{lead}\n{html}");
    for (path, bytes) in &files {
        assert!(!bytes.windows(6).any(|window| window == b"Exif\0\0"), "{path}");
        let version = path.split(['-', '.']).rev().nth(1).and_then(|width| width.parse().ok());
        if let (true, Some(width)) = (path.contains("politics/dam/"), version) {
            let width: u32 = width;
            let facts = look(bytes, CodePage::Western).unwrap();
            assert_eq!(facts.upright.width, width, "{path}");
            let is_named_right = path.ends_with(facts.format.ending());
            assert!(is_named_right && facts.traces.is_empty(), "{path}: {facts:?}");
            assert!(bytes.len() <= phone.len(), "{path}");
        }
    }
}

/// As feeds, search engines and those with whom a link is shared want it.
#[test]
fn others_are_given_a_jpeg_of_at_most_1200_pixels() {
    let picture = ("content/politics/lead.jpg", photo(1700, 900, 1));
    let site = site("image: lead.jpg\n", "Text.", &[picture]);
    let files = built(site.path());
    let url = "https://highland.example/x/politics/dam/lead.KEY-1200.jpg";
    let html = without_key(&page(&files, "politics/dam/index.html"));
    for words in [
        format!("<meta property=\"og:image\" content=\"{url}\">"),
        "<meta property=\"og:image:width\" content=\"1200\">".into(),
        "<meta property=\"og:image:type\" content=\"image/jpeg\">".into(),
        format!(
            "\"image\":{{\"@type\":\"ImageObject\",\"url\":\"{url}\",\
             \"encodingFormat\":\"image/jpeg\",\"width\":\"1200 px\",\"height\":\"635 px\"}}"
        ),
    ] {
        assert!(html.contains(&words), "{words}\n{html}");
    }
    let shared = files.keys().find(|path| path.ends_with("-1200.jpg")).unwrap();
    let length = files[shared].len();
    let enclosure = format!("url=\"{url}\" length=\"{length}\" type=\"image/jpeg\"");
    for feed in ["feed.xml", "politics/feed.xml"] {
        let feed = without_key(&page(&files, feed));
        assert!(feed.contains(&enclosure), "{enclosure}\n{feed}");
    }
    let home = without_key(&page(&files, "politics/index.html"));
    let thumbnail = "<img src=\"/x/politics/dam/lead.KEY-400.jpg\" alt=\"\" width=\"400\"";
    assert!(home.contains(thumbnail), "{home}");
}

#[test]
fn a_phone_that_was_held_upright_took_an_upright_picture() {
    for orientation in 1..=8 {
        let picture = taken_by_a_phone(&photo(600, 300, 1), orientation);
        let site = site("", "![It](it.jpg)", &[("content/politics/it.jpg", picture)]);
        let files = built(site.path());
        let (width, height) = if orientation < 5 { (600, 300) } else { (300, 600) };
        let html = page(&files, "politics/dam/index.html");
        let size = format!("width=\"{width}\" height=\"{height}\"");
        assert!(html.contains(&size), "{orientation}: {html}");
        let widest = files.keys().find(|path| path.ends_with(&format!("-{width}.jpg"))).unwrap();
        let facts = look(&files[widest], CodePage::Western).unwrap();
        assert_eq!((facts.stored.width, facts.stored.height), (width, height), "{orientation}");
    }
}

#[test]
fn who_links_to_the_file_gets_it_without_what_it_says() {
    let photo = photo(500, 400, 1);
    let picture = taken_by_a_phone(&photo, 1);
    let files = [
        ("content/politics/it.jpg", picture.clone()),
        ("static/office.jpg", picture.clone()),
        ("static/plain.jpg", photo.clone()),
    ];
    let site = site("", "[The picture](it.jpg)", &files);
    let files = built(site.path());
    assert_eq!(names(&files), ["index.html", "it.jpg"]);
    for path in ["politics/dam/it.jpg", "office.jpg"] {
        let facts = look(&files[path], CodePage::Western).unwrap();
        assert_eq!(facts.traces, [], "{path}");
        assert_eq!(facts.upright.width, 500);
    }
    assert_eq!(files["plain.jpg"], photo, "it has nothing to hide");
}

#[test]
fn a_picture_of_the_whole_site_has_its_versions_beside_it() {
    let site = site(
        "image: /photos/dam.jpg\n",
        "![Again](/photos/dam.jpg)",
        &[("static/photos/dam.jpg", photo(900, 500, 1))],
    );
    let files = built(site.path());
    let names: Vec<String> = files
        .keys()
        .filter(|path| path.starts_with("photos/"))
        .map(|path| without_key(path))
        .collect();
    let expected = [
        "KEY-400.jpg",
        "KEY-400.webp",
        "KEY-800.jpg",
        "KEY-800.webp",
        "KEY-900.jpg",
        "KEY-900.webp",
        "jpg",
    ];
    assert_eq!(names, expected.map(|end| format!("photos/dam.{end}")));
}

#[test]
fn what_was_made_is_not_made_again_and_what_is_lost_is() {
    let picture = ("content/politics/lead.jpg", photo(900, 500, 1));
    let site = site("image: lead.jpg\n", "Text.", &[picture]);
    let files = built(site.path());
    let kept = site.path().join(".dateline/pictures");
    let times = tree::times(&kept);
    // The story is another one; the picture is not.
    tree::put(site.path(), "content/politics/dam.md", story("image: lead.jpg\n", "More."));
    let again = built(site.path());
    assert_eq!(tree::times(&kept), times);
    let pictures = |files: &Tree| -> Tree {
        let are_pictures = files.iter().filter(|(path, _)| path.contains("lead."));
        are_pictures.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    };
    assert_eq!(pictures(&again), pictures(&files));
    fs::remove_dir_all(&kept).unwrap();
    assert_eq!(built(site.path()), again);
    fs::write(kept.join("index.json"), "{\"form\": 1, \"files\": 3}").unwrap();
    assert_eq!(built(site.path()), again);
    // Another picture has other names, and what was made of the one before it goes.
    tree::put(site.path(), "content/politics/lead.jpg", photo(900, 500, 2));
    let other = built(site.path());
    assert!(pictures(&other).keys().all(|path| !files.contains_key(path)), "{other:?}");
    let others = [".gitignore", "index.json"].map(String::from);
    let number = tree::paths(&kept).into_iter().filter(|path| !others.contains(path)).count();
    assert_eq!(number, pictures(&other).len());
}

#[test]
fn settings_say_which_versions_there_are() {
    let picture = ("content/politics/lead.jpg", photo(900, 500, 1));
    let site = site("image: lead.jpg\n", "Text.", &[picture]);
    let usual = built(site.path());
    let settings = "pictures: {widths: [300, 600], quality: {webp: 40, jpeg: 60}, sizes: 50vw, keep: nothing}\n";
    tree::put(site.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    let files = built(site.path());
    let expected = [
        "index.html",
        "lead.KEY-300.jpg",
        "lead.KEY-300.webp",
        "lead.KEY-600.jpg",
        "lead.KEY-600.webp",
    ];
    assert_eq!(names(&files), expected);
    assert!(page(&files, "politics/dam/index.html").contains("sizes=\"50vw\""));
    assert!(!names(&usual).contains(&"lead.KEY-300.jpg".to_string()));
}

#[test]
fn a_picture_that_is_none_is_an_error_at_its_place() {
    let whole = photo(500, 400, 1);
    let mut twelve = whole.clone();
    let frame = twelve.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    twelve[frame + 1] = 0xc1;
    twelve[frame + 4] = 12;
    for (bytes, message, remedy) in [
        (
            whole[..whole.len() * 6 / 10].to_vec(),
            "the picture `content/politics/it.jpg` is cut short: the end of the picture is missing",
            "copy it again from where it is whole: it was not sent or saved to its end",
        ),
        (
            twelve,
            "the picture `content/politics/it.jpg` is a JPEG with 12 bits a colour, which browsers \
             do not show",
            "save it anew as an ordinary JPEG (8 bits, baseline or progressive)",
        ),
    ] {
        let site = site("", "![It](it.jpg)", &[("content/politics/it.jpg", bytes)]);
        let Ended { stderr, .. } = run(site.path(), &AT).refused();
        assert!(stderr.contains(&format!("error: {message}\n")), "{stderr}");
        assert!(stderr.contains("content/politics/dam.md:6:1"), "{stderr}");
        assert!(stderr.contains(remedy), "{stderr}");
    }
}

#[test]
fn the_credit_is_that_of_the_file_and_check_tells_what_it_says() {
    let properties = "photoshop:Credit=\"Anna Voss / Highland\" \
                      photoshop:Instructions=\"NO SALES. MANDATORY CREDIT\"";
    let picture = taken_by_a_phone(&with_xmp(&photo(1300, 900, 1), properties), 1);
    let pictures = [("content/politics/lead.jpg", picture)];
    let site = site("image: lead.jpg\n", "Text.", &pictures);
    let html = page(&built(site.path()), "politics/dam/index.html");
    assert!(html.contains("<small>Anna Voss / Highland</small>"), "{html}");
    let check = |site: &Path| run(site, &["check", "--at", "2026-03-01"]).stderr;
    let said = check(site.path());
    for words in [
        "the file `content/politics/lead.jpg` has in it where it was taken (EXIF)",
        "the picture `content/politics/lead.jpg` is marked “no sales”",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let front = "image: {src: lead.jpg, credit: Ben Hale}\n";
    tree::put(site.path(), "content/politics/dam.md", story(front, "Text."));
    let said = check(site.path());
    let words = "the credit is `Ben Hale`, and the file `content/politics/lead.jpg` says \
                 `Anna Voss / Highland`";
    assert!(said.contains(words), "{said}");
    let html = page(&built(site.path()), "politics/dam/index.html");
    assert!(html.contains("<small>Ben Hale</small>"), "{html}");
    let settings = "pictures: {fill: []}\n";
    tree::put(site.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    tree::put(site.path(), "content/politics/dam.md", story("image: lead.jpg\n", "Text."));
    let said = check(site.path());
    assert!(said.contains("may be shown with its credit only"), "{said}");
}

#[test]
fn a_server_makes_what_is_asked_for() {
    let picture = taken_by_a_phone(&photo(900, 500, 1), 6);
    let site = site("image: lead.jpg\n", "Text.", &[("content/politics/lead.jpg", picture)]);
    let server = Server::start(site.path(), &[]);
    let html = String::from_utf8(server.get("/politics/dam/").body).unwrap();
    let asked = html.split([' ', '"']).filter(|part| part.starts_with("/x/politics/dam/lead."));
    let asked: Vec<&str> = asked.collect();
    assert!(asked.len() > 3, "{html}");
    for path in asked {
        let answer = server.get(path.trim_start_matches("/x"));
        let facts = look(&answer.body, CodePage::Western).unwrap();
        let width = format!("-{}.", facts.upright.width);
        assert!(path.contains(&width), "{path}: {facts:?}");
        let is_private = facts.traces.iter().any(|trace| trace.kind == TraceKind::Position);
        assert!(!is_private && matches!(facts.format, Format::Jpeg | Format::WebP), "{path}");
    }
    // Nothing is written into the site's folder.
    assert_eq!(tree::paths(&site.path().join(".dateline")), [""; 0]);
}

/// Whatever a build leaves out, the page of a server does not name either.
#[test]
fn a_server_names_the_versions_of_a_build() {
    let poor = Plan { widths: vec![900], jpeg_quality: 12, ..Plan::default() };
    let made = make(&photo(900, 600, 1), &poor).unwrap();
    let poor = made.into_iter().find(|it| it.format == Format::Jpeg).unwrap().bytes;
    let site = site("image: poor.jpg\n", "Text.", &[("content/politics/poor.jpg", poor)]);
    let server = Server::start(site.path(), &[]);
    let served = String::from_utf8(server.get("/politics/dam/").body).unwrap();
    let files = built(site.path());
    let names = |html: &str| -> BTreeSet<String> {
        let parts = html.split(['"', ' ', ',']).filter(|part| part.contains("/dam/poor."));
        parts.map(|part| part.rsplit('/').next().unwrap().to_string()).collect()
    };
    let built = names(&page(&files, "politics/dam/index.html"));
    assert!(!built.is_empty() && built.len() < 6, "some are left out: {built:?}");
    assert_eq!(names(&served), built);
}

/// A server that does not follow changes sends what is there all the same.
#[test]
fn a_server_cleans_what_was_put_there_since() {
    let site = site("", "Text.", &[("static/logo.jpg", photo(300, 200, 1))]);
    let server = Server::start(site.path(), &[]);
    assert_eq!(server.get("/logo.jpg").body, photo(300, 200, 1));
    tree::put(site.path(), "static/logo.jpg", taken_by_a_phone(&photo(300, 200, 2), 6));
    let answer = server.get("/logo.jpg");
    let facts = look(&answer.body, CodePage::Western).unwrap();
    assert_eq!((facts.upright.width, facts.traces), (200, vec![]));
}

/// A site's folder may be for reading alone, as in a container.
#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_pictures_are_made_all_the_same() {
    let picture = ("content/politics/lead.jpg", photo(900, 500, 1));
    let site = site("image: lead.jpg\n", "Text.", &[picture]);
    // What is a file can be no folder, also for root.
    tree::put(site.path(), ".dateline", "");
    let files = built(site.path());
    assert!(names(&files).contains(&"lead.KEY-400.webp".to_string()));
    assert_eq!(fs::read(site.path().join(".dateline")).unwrap(), b"");
}

/// The `src` and what it holds of each picture of the story's page.
fn shown(files: &Tree) -> Vec<(String, u32)> {
    let html = page(files, "politics/dam/index.html");
    let main = html.split("<article").nth(1).unwrap_or(&html);
    let sources = main.split("<img src=\"/x/").skip(1).map(|rest| rest.split('"').next().unwrap());
    sources
        .map(|path| {
            let facts = look(&files[path], CodePage::Western).unwrap();
            (without_key(path), facts.upright.width)
        })
        .collect()
}

#[test]
fn two_pictures_of_one_name_are_two_pictures() {
    let pictures = [
        ("content/politics/a.jpg", photo(500, 300, 1)),
        ("content/maps/a.jpg", photo(600, 300, 2)),
        ("static/politics/dam/a.jpg", photo(700, 300, 3)),
    ];
    let text = "![x](a.jpg) ![y](../maps/a.jpg) ![z](/politics/dam/a.jpg)";
    let site = site("", text, &pictures);
    let expected = [500, 600, 700].map(|width| (format!("politics/dam/a.KEY-{width}.jpg"), width));
    assert_eq!(shown(&built(site.path())), expected);
}

#[test]
fn the_same_picture_under_two_endings_has_its_versions_once() {
    let picture = photo(500, 300, 1);
    let pictures =
        [("content/politics/a.jpg", picture.clone()), ("content/politics/a.jpeg", picture.clone())];
    let site = site("", "![x](a.jpg) ![y](a.jpeg)", &pictures);
    let expected = vec![("politics/dam/a.KEY-500.jpg".to_string(), 500); 2];
    assert_eq!(shown(&built(site.path())), expected);
}

#[test]
fn raw_html_beside_a_picture_leaves_it_as_it_is_and_finds_its_file() {
    let pictures = [("content/politics/a.jpg", photo(500, 300, 1))];
    let alone = site("", "![x](a.jpg)\n\nWater.", &pictures);
    let plain = page(&built(alone.path()), "politics/dam/index.html");
    let element = |html: &str| {
        let start = html.find("<picture>").unwrap();
        let end = html.find("</picture>").unwrap();
        html[start..end].replace(" />", ">")
    };
    for text in ["![x](a.jpg)\n\nH<sub>2</sub>O.", "![x](a.jpg)\n\n<a href=\"a.jpg\">Large</a>"] {
        let site = site("", text, &pictures);
        let files = built(site.path());
        let html = page(&files, "politics/dam/index.html");
        let attributes = |html: &str| {
            let element = element(html);
            let mut parts: Vec<String> = element.split("\" ").map(String::from).collect();
            parts.sort();
            parts.iter().map(|part| part.trim_matches(['>', '"']).to_string()).collect::<Vec<_>>()
        };
        assert_eq!(attributes(&html).len(), attributes(&plain).len(), "{html}");
        assert!(element(&html).contains("srcset=\"/x/politics/dam/a."), "{html}");
        assert_eq!(files.contains_key("politics/dam/a.jpg"), text.contains("Large"), "{text}");
        // Readers of feeds are somewhere else.
        let feed = page(&files, "feed.json");
        let absolute = "srcset=\\\"https://highland.example/x/politics/dam/a.";
        assert!(feed.contains(absolute), "{feed}");
    }
}

#[test]
fn a_picture_is_cleaned_whatever_its_name() {
    let picture = taken_by_a_phone(&photo(500, 400, 1), 1);
    let pictures = [
        ("static/b", picture.clone()),
        ("static/a.jpg.bak", picture.clone()),
        ("static/logo.jpg_original", picture.clone()),
        ("content/politics/x.bin", picture.clone()),
        // Names of pictures that are published as they are.
        ("static/favicon.ico", picture.clone()),
        ("static/hand.CUR", picture.clone()),
        ("static/scan.bmp", picture.clone()),
        ("content/politics/y.ico", picture.clone()),
        ("content/politics/z.bmp", picture.clone()),
    ];
    let site = site("", "[It](x.bin) [That](y.ico)\n\n![Those](z.bmp)", &pictures);
    let files = built(site.path());
    for path in [
        "b",
        "a.jpg.bak",
        "politics/dam/x.bin",
        "favicon.ico",
        "hand.CUR",
        "scan.bmp",
        "politics/dam/y.ico",
    ] {
        assert_eq!(look(&files[path], CodePage::Western).unwrap().traces, [], "{path}");
    }
    assert!(!files.contains_key("politics/dam/z.bmp"), "its versions are shown");
    for (path, bytes) in &files {
        assert!(!bytes.windows(6).any(|window| window == b"Exif\0\0"), "{path}");
    }
    // The site's own icon, cleaned, comes before the theme's.
    let html = page(&files, "politics/dam/index.html");
    assert!(html.contains("rel=\"icon\" href=\"/x/favicon.ico\""), "{html}");
    // What ExifTool leaves beside a file that it cleaned is nothing of the site.
    assert!(!files.contains_key("logo.jpg_original"));
    let said = run(site.path(), &["check", "--at", "2026-03-01"]).stderr;
    for file in ["static/b", "content/politics/x.bin"] {
        let words = format!("the file `{file}` has in it where it was taken (EXIF)");
        assert!(said.contains(&words), "{words}\n{said}");
    }
}

#[test]
fn a_version_that_was_spoiled_is_made_again() {
    let pictures = [("content/politics/a.jpg", photo(500, 300, 1))];
    let site = site("", "![x](a.jpg)", &pictures);
    let files = built(site.path());
    let kept = site.path().join(".dateline/pictures");
    for name in tree::paths(&kept).iter().filter(|name| name.ends_with("-500.jpg")) {
        fs::write(kept.join(name), "half").unwrap();
    }
    fs::remove_dir_all(site.path().join("public")).unwrap();
    assert_eq!(built(site.path()), files);
}

/// An editor builds again and again until all is right.
#[test]
fn what_a_build_with_errors_made_is_kept() {
    let pictures = [("content/politics/a.jpg", photo(500, 300, 1))];
    let site = site("", "![x](a.jpg) [y](nothing.md)", &pictures);
    run(site.path(), &AT).refused();
    let kept = site.path().join(".dateline/pictures");
    let times = tree::times(&kept);
    assert!(times.len() > 4, "{times:?}");
    tree::put(site.path(), "content/politics/dam.md", story("", "![x](a.jpg)"));
    run(site.path(), &AT).done();
    assert_eq!(tree::times(&kept), times);
}

#[test]
fn a_narrow_picture_is_whole() {
    for (width, height) in [(16, 200), (8, 100), (1, 300), (17, 200), (900, 3)] {
        let pictures = [("content/politics/a.jpg", photo(width, height, 1))];
        let site = site("", "![x](a.jpg)", &pictures);
        assert_eq!(shown(&built(site.path()))[0].1, width.min(800));
    }
}

/// Names, sizes and kinds that nobody thinks of: each page says the size of the file, and `check`
/// finds nothing wrong with that.
#[test]
fn pictures_of_any_shape_are_shown_as_they_are() {
    let text = "![A](thin.png)\n\n![B](flat.png)\n\n![C](dot.png)\n\n![D](small.jpg)";
    let site = site(
        "",
        text,
        &[
            ("content/politics/thin.png", plain_png(1, 5000)),
            ("content/politics/flat.png", plain_png(5000, 1)),
            ("content/politics/dot.png", plain_png(1, 1)),
            ("content/politics/small.jpg", taken_by_a_phone(&photo(30, 50, 1), 6)),
        ],
    );
    let html = page(&built(site.path()), "politics/dam/index.html");
    for size in [(1, 5000), (1600, 1), (1, 1), (50, 30)] {
        let said = format!("width=\"{}\" height=\"{}\"", size.0, size.1);
        assert!(html.contains(&said), "{said}\n{html}");
    }
    let said = run(site.path(), &["check", "--at", "2026-03-01"]).stderr;
    assert!(!said.contains("is shown as"), "{said}");
}
