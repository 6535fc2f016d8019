//! Authors, topics and series: their pages, and what leads to them.

use dateline::model::Reveal;
use serde_json::Value;

use crate::common::made::{made, made_well, made_with, text};
use crate::common::tree::Tree;

const SETTINGS: &str = "title: Wire\nbase_url: https://wire.example/base/\nlanguage: en\nsections: [news]\npage_size: 2\n";

type Files<'f> = Vec<(&'f str, String)>;

fn story(title: &str, day: u8, fields: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-02-{day:02} 10:00\n{fields}---\n\nWords of {title}.\n")
}

fn site<'f>(files: Files<'f>) -> Files<'f> {
    [vec![("site.yaml", SETTINGS.to_string())], files].concat()
}

fn borrowed<'f>(files: &'f Files<'_>) -> Vec<(&'f str, &'f str)> {
    files.iter().map(|(path, text)| (*path, text.as_str())).collect()
}

#[track_caller]
fn whole(files: Files<'_>) -> Tree {
    made_well(&borrowed(&site(files)))
}

fn told(files: Files<'_>) -> Vec<String> {
    made(&borrowed(&site(files))).1
}

/// The nodes of the JSON-LD of a page.
fn graph(page: &str) -> Value {
    let (_, script) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: Value = serde_json::from_str(script.split_once("</script>").unwrap().0).unwrap();
    data["@graph"].clone()
}

/// The main part of a page.
fn main(page: &str) -> &str {
    page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0
}

const ANNA: &str = "---\nname: Anna Voss\nrole: Water correspondent\nemail: anna@wire.example\n\
    phone: +374 (10) 555-123\nsame_as: [https://social.example/@anna]\nimage: {src: anna.svg, alt: Anna}\n\
    also: [A. Voss]\naliases: [/staff/anna/]\n---\n\nAnna writes about *water*.\n";
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>";

#[test]
fn an_author_has_a_page_with_a_file_and_without_one() {
    let with_file = vec![
        ("content/authors/avoss.md", ANNA.to_string()),
        ("content/authors/anna.svg", PICTURE.to_string()),
        ("content/news/one.md", story("One", 1, "authors: [Anna Voss, Ben Li]\n")),
        ("content/news/two.md", story("Two", 2, "authors: A. Voss\n")),
        ("content/news/three.md", story("Three", 3, "authors: ANNA VOSS\n")),
    ];
    let without: Files<'_> = with_file
        .iter()
        .filter(|(path, _)| !path.starts_with("content/authors"))
        .cloned()
        .collect();

    let made = whole(with_file);
    let page = text(&made, "authors/anna-voss/index.html");
    for part in [
        "<h1>Anna Voss</h1>",
        "<p>Water correspondent</p>",
        "<a href=\"mailto:anna@wire.example\">anna@wire.example</a>",
        "<a dir=\"ltr\" href=\"tel:+37410555123\">+374 (10) 555-123</a>",
        "<a rel=\"me\" href=\"https://social.example/@anna\">social.example</a>",
        "Anna writes about <em>water</em>.",
        "<img src=\"/base/authors/anna-voss/anna.svg\"",
        "<a href=\"/base/news/three/\">Three</a>",
        "<a href=\"/base/news/two/\">Two</a>",
        "href=\"/base/authors/anna-voss/feed.xml\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("noindex"), "{page}");
    // The third story is on the second page, where she is not told about again.
    let second = main(text(&made, "authors/anna-voss/page/2/index.html"));
    assert!(second.contains("/news/one/") && !second.contains("mailto:"), "{second}");

    let node = graph(page)[0].clone();
    assert_eq!(node["@type"], "ProfilePage");
    assert_eq!(node["mainEntity"]["@type"], "Person");
    assert_eq!(node["mainEntity"]["jobTitle"], "Water correspondent");
    assert_eq!(node["mainEntity"]["sameAs"][0], "https://social.example/@anna");
    let address = "https://wire.example/base/authors/anna-voss/";
    assert_eq!(node["mainEntity"]["url"], address);

    // Names lead to it, as they are written.
    let byline = "By</p>";
    let story = text(&made, "news/two/index.html");
    assert!(
        story.contains("<a rel=\"author\" href=\"/base/authors/anna-voss/\">A. Voss</a>"),
        "{byline}: {story}"
    );
    let author = graph(story)[0]["author"][0].clone();
    assert_eq!((&author["name"], &author["url"]), (&"A. Voss".into(), &address.into()));
    for old in ["authors/a-voss/index.html", "staff/anna/index.html"] {
        assert!(text(&made, old).contains("url=/base/authors/anna-voss/"), "{old}");
    }
    let atom = text(&made, "atom.xml");
    assert!(atom.contains(&format!("<name>A. Voss</name><uri>{address}</uri>")), "{atom}");
    let json: Value = serde_json::from_str(text(&made, "feed.json")).unwrap();
    assert_eq!(json["items"][0]["authors"][0]["url"], address);
    let own: Value = serde_json::from_str(text(&made, "authors/anna-voss/feed.json")).unwrap();
    assert_eq!(own["items"].as_array().unwrap().len(), 3);
    assert!(text(&made, "sitemap.xml").contains(address));

    // Without a file it is at the same address, and search engines are told of neither.
    let made = whole(without);
    assert!(main(text(&made, "authors/anna-voss/index.html")).contains("/news/three/"));
    let ben = text(&made, "authors/ben-li/index.html");
    assert!(ben.contains("noindex") && main(ben).contains("/news/one/"), "{ben}");
    assert!(!text(&made, "sitemap.xml").contains("/authors/"));
    let list = main(text(&made, "authors/index.html"));
    for name in ["Anna Voss", "Ben Li", "A. Voss"] {
        assert!(list.contains(name), "{list}");
    }
}

#[test]
fn a_site_that_names_nobody_has_no_page_of_an_author() {
    let made = whole(vec![("content/news/one.md", story("One", 1, ""))]);
    let of_subjects = |path: &&String| {
        ["authors", "series", "tags"].iter().any(|folder| path.starts_with(folder))
    };
    assert_eq!(made.keys().filter(of_subjects).count(), 0, "{:?}", made.keys());
    let page = text(&made, "news/one/index.html");
    assert!(
        !page.contains("rel=\"author\"") && !page.contains("isPartOf\":{\"@type\":\"Creative"),
        "{page}"
    );
}

#[test]
fn what_a_site_has_there_already_stays() {
    // A section of that name, whose stories are where pages would be.
    let settings = SETTINGS.replace("[news]", "[news, authors]");
    let files = vec![
        ("site.yaml", settings),
        ("content/authors/anna-voss.md", story("Our Anna", 1, "authors: Anna Voss\n")),
    ];
    let made = made_well(&borrowed(&files));
    assert!(text(&made, "authors/anna-voss/index.html").contains("<h1>Our Anna</h1>"));
    assert!(!text(&made, "authors/anna-voss/index.html").contains("rel=\"author\""));

    // A page, an alias, and a file by hand.
    let made = whole(vec![
        ("content/authors/index.md", "---\ntitle: Who we are\n---\nUs.\n".into()),
        ("content/about.md", "---\ntitle: About\naliases: [/authors/ben-li/]\n---\nUs.\n".into()),
        ("static/authors/cleo/index.html", "<!doctype html><title>Cleo</title>".into()),
        ("content/news/one.md", story("One", 1, "authors: [Ben Li, Cleo, Dan]\n")),
    ]);
    assert!(text(&made, "authors/index.html").contains("<h1>Who we are</h1>"));
    assert!(text(&made, "authors/ben-li/index.html").contains("url=/base/about/"));
    let page = text(&made, "news/one/index.html");
    assert_eq!(page.matches("rel=\"author\"").count(), 1, "{page}");
    assert!(page.contains("href=\"/base/authors/dan/\""), "{page}");
}

#[test]
fn names_of_every_kind_have_addresses_or_none() {
    let long = "a".repeat(10_000);
    let names = [
        "../../etc",
        "a/b",
        "\\\"><script>x</script>",
        "\\u202eAnna",
        "🐈",
        "index.html",
        "page",
        "мой",
        "мои",
        "Résumé",
        "Resume",
        "水谷",
        "feed.xml",
        "CON",
        "!",
        &long,
    ];
    let list = names.map(|name| format!("\"{name}\"")).join(", ");
    let made =
        whole(vec![("content/news/one.md", story("One", 1, &format!("authors: [{list}]\n")))]);
    let page = text(&made, "news/one/index.html");
    assert!(!page.contains("<script>x"), "{page}");
    // All but the mark; that of a cat spells its name.
    assert_eq!(page.matches("rel=\"author\"").count(), names.len() - 1, "{page}");
    let pages = made.keys().filter(|path| {
        path.starts_with("authors/") && path.ends_with("/index.html") && path.len() > 20
    });
    for path in pages {
        assert!(path.len() < 200 && !path.contains(".."), "{path}");
    }
    for link in page.split("rel=\"author\" href=\"/base/").skip(1) {
        let path = link.split('"').next().unwrap();
        let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
        text(&made, &format!("{path}index.html"));
    }
}

/// Of two that would meet, the one that readers knew first stays: the end of an embargo moves none.
#[test]
fn a_name_is_as_old_as_the_first_story_that_was_public() {
    let accented = "tags: [\"résumé\"]\nauthors: [Jané Doe]\nseries: \"Dâm\"\n";
    let plain = "tags: [resume]\nauthors: [Jane Doe]\nseries: Dam\n";
    let first = |day: u8, embargo: &str| story("First", day, &format!("{accented}{embargo}"));
    let second = story("Second", 5, plain);
    // The stories with accents, and whether they have the addresses.
    let table: [(&[String], bool); 6] = [
        (&[first(1, "")], true),
        (&[first(1, "embargo: 2026-02-20\n")], false),
        (&[first(1, "embargo: 2026-02-03\n")], true),
        (&[first(8, "embargo: 2026-02-03\n")], false),
        // Another was public before.
        (&[first(1, "embargo: 2026-02-20\n"), first(2, "")], true),
        (&[first(1, "embargo: 2026-02-20\n"), first(7, "")], false),
    ];
    let names = ["content/news/c.md", "content/news/d.md"];
    for (stories, has_it) in table {
        let accented = names.into_iter().zip(stories.iter().cloned());
        let files = accented.chain([("content/news/b.md", second.clone())]).collect();
        let (whole, _) = made(&borrowed(&site(files)));
        for list in ["tags/resume", "authors/jane-doe", "series/dam"] {
            let page = main(text(&whole, &format!("{list}/index.html")));
            assert_eq!(page.contains("First"), has_it, "{list} {stories:?}");
            assert_eq!(page.contains("Second"), !has_it, "{list} {stories:?}");
        }
    }
}

#[test]
fn slips_in_names_are_told_with_the_line_mended() {
    let mut files: Files<'_> = [
        "content/news/a.md",
        "content/news/b.md",
        "content/news/c.md",
        "content/news/d.md",
        "content/news/e.md",
    ]
    .into_iter()
    .zip(1..)
    .map(|(path, day)| (path, story("A story", day, "authors: Anna Voss\n")))
    .collect();
    files.push(("content/news/slip.md", story("Slip", 9, "authors: [Ben Li, Ana Voss]\n")));
    assert_eq!(
        told(files.clone()),
        [
            "warning: one story is by `Ana Voss`, and 5 are by `Anna Voss` (content/news/slip.md:4:19) -> \
          write `authors: [Ben Li, Anna Voss]`; if these are two people, tell so with a file about the \
          other, `content/authors/ana-voss.md` with `name: Ana Voss`"
        ]
    );
    let ana = "---\nname: Ana Voss\n---\n";
    let with_file = [files.clone(), vec![("content/authors/ana-voss.md", ana.into())]].concat();
    assert_eq!(told(with_file), [""; 0]);
    // Of two who have written one story each, nobody knows who is meant.
    let two =
        files.into_iter().filter(|(path, _)| path.ends_with("a.md") || path.ends_with("slip.md"));
    assert_eq!(told(two.collect()), [""; 0]);
}

/// A topic is a tag, and a series is a name, that stories and a text have to spell alike.
#[test]
fn a_topic_or_a_series_that_is_most_likely_a_slip_of_another_is_told() {
    let stories = |fields: &str| -> Files<'static> {
        let files = ["content/news/a.md", "content/news/b.md", "content/news/c.md"];
        files
            .into_iter()
            .zip(1..)
            .map(|(path, day)| (path, story("A story", day, fields)))
            .collect()
    };
    let (topic, series) = ("content/topics/w.md", "content/series/dam.md");
    let about = |name: &str| format!("---\nname: {name}\n---\n");
    let dam = "series: The year of the dam\n";
    for (fields, file, text, expected) in [
        (
            "tags: [water]\n",
            topic,
            about("Wather"),
            "warning: no story has the tag `Wather`, and 3 have the tag `water` (content/topics/w.md) -> \
             write `name: water`, or `Wather` in the stories; or leave it, if stories of `Wather` are still to come",
        ),
        (
            dam,
            series,
            about("The year of a dam"),
            "warning: no story is a part of the series `The year of a dam`, and 3 are parts of the series \
             `The year of the dam` (content/series/dam.md) -> write `name: The year of the dam`, or \
             `The year of a dam` in the stories; or leave it, if stories of `The year of a dam` are still to come",
        ),
        (
            dam,
            "content/news/slip.md",
            story("Slip", 9, "series: The year of the damm\n"),
            "warning: one story is a part of the series `The year of the damm`, and 3 are parts of the series \
             `The year of the dam` (content/news/slip.md) -> write `series: The year of the dam`; nothing is \
             told once a second story has `The year of the damm`",
        ),
        ("tags: [Iraq]\n", topic, about("Iran"), ""),
        ("tags: [Ireland]\n", topic, about("Iceland"), ""),
        ("series: The budget of 2026\n", series, about("The budget of 2027"), ""),
        (
            "series: The budget of 2026\n",
            "content/news/slip.md",
            story("Slip", 9, "series: The budget of 2025\n"),
            "",
        ),
        ("tags: [water]\n", topic, about("Weather and climate"), ""),
        ("tags: [water]\n", "content/news/slip.md", story("Slip", 9, "tags: [waters]\n"), ""),
        (dam, series, about("The year of the dam"), ""),
    ] {
        let files = [stories(fields), vec![(file, text)]].concat();
        let expected: Vec<&str> = Some(expected).filter(|it| !it.is_empty()).into_iter().collect();
        assert_eq!(told(files), expected, "{fields}");
    }
    // One fault is one message.
    let one =
        vec![("content/news/a.md", story("A", 1, "tags: [water]\n")), (topic, about("Wather"))];
    let told_once = told(one);
    assert!(told_once.len() == 1 && told_once[0].contains("no story has the tag"), "{told_once:?}");
    let files = [
        stories("tags: [government]\n"),
        vec![
            (topic, about("government")),
            ("content/news/slip.md", story("S", 9, "tags: [\"no\", goverment]\n")),
        ],
    ];
    assert_eq!(
        told(files.concat()),
        [
            "warning: one story has the tag `goverment`, and 3 have the tag `government` (content/news/slip.md) \
          -> write `tags: [\"no\", government]`; nothing is told once a second story has `goverment`"
        ]
    );
}

#[test]
fn a_text_about_an_author_a_topic_or_a_series_has_all_that_a_story_has() {
    let about = "---\nname: Dam\n---\n\n:::fact-box\nA box.\n:::\n\nhttps://vimeo.com/12\n\n\
        ![Level](level.csv)\n";
    let fields = "authors: Dam\ntags: Dam\nseries: Dam\n";
    let mut files: Files<'_> = ["content/news/a.md", "content/news/b.md", "content/news/c.md"]
        .into_iter()
        .zip(1..)
        .map(|(path, day)| (path, story("A story", day, fields)))
        .collect();
    for (text, data) in [
        ("content/authors/dam.md", "content/authors/level.csv"),
        ("content/topics/dam.md", "content/topics/level.csv"),
        ("content/series/dam.md", "content/series/level.csv"),
    ] {
        files.push((text, about.into()));
        files.push((data, "Month,Level\n2026-01,1\n2026-02,2\n".into()));
    }
    let made = whole(files);
    for path in ["authors/dam", "tags/dam", "series/dam"] {
        let page = text(&made, &format!("{path}/index.html"));
        // The second has more stories, and no text.
        let second = text(&made, &format!("{path}/page/2/index.html"));
        for needed in [
            "frame-src https://player.vimeo.com",
            "/base/blocks.",
            "/base/embed.",
            "/base/figures.",
        ] {
            assert!(page.contains(needed), "{path}: no {needed} in {page}");
            assert!(!second.contains(needed), "{path}: {needed} in {second}");
        }
        assert!(main(page).contains("<svg") && main(page).contains("data-frame"), "{page}");
    }
}

#[test]
fn an_address_in_other_letters_is_told_as_mail_takes_it() {
    for (written, right) in [
        ("anna@täst.example", "anna@xn--tst-qla.example"),
        ("<anna@пример.рф>", "anna@xn--e1afmkfd.xn--p1ai"),
    ] {
        let about = format!("---\nname: Anna\nemail: {written}\n---\n");
        let told = told(vec![
            ("content/news/one.md", story("One", 1, "")),
            ("content/authors/anna.md", about),
        ]);
        assert!(
            told.len() == 1 && told[0].ends_with(&format!("write `email: {right}`")),
            "{told:?}"
        );
    }
}

/// As other programs call them.
#[test]
fn folders_of_texts_about_tags_and_authors_are_known_by_other_names() {
    for (folder, meant) in [("tags", "topics"), ("categories", "topics"), ("writers", "authors")] {
        let file = format!("content/{folder}/water.md");
        let told = told(vec![
            ("content/news/one.md", story("One", 1, "")),
            (file.as_str(), "---\nname: Water\n---\n".into()),
        ]);
        let hint = format!("did you mean `content/{meant}/`? Or add `{folder}` to `sections`");
        assert!(told.iter().any(|told| told.ends_with(&hint)), "{told:?}");
    }
}

#[test]
fn faults_in_a_file_are_told_with_remedies() {
    let file = "---\nname: Anna\nrol: Editor\nemail: mailto:anna@wire.example\nphone: call me\n\
        same_as: [social.example/@anna, 'javascript:alert(1)']\ndraft: yes\n---\n";
    let two = "---\nname: ANNA\n---\n";
    assert_eq!(
        told(vec![
            ("content/news/one.md", story("One", 1, "series: '!'\n")),
            ("content/authors/anna.md", file.into()),
            ("content/topics/nothing.md", "---\ntitle: Water\n---\n".into()),
        ]),
        [
            "error: an author has no field `rol` (content/authors/anna.md:3:1) -> did you mean `role`? Write `role: \
             Editor`",
            "error: `mailto:anna@wire.example` is not an e-mail address (content/authors/anna.md:4:8) -> \
             write `email: anna@wire.example`",
            "error: `call me` is not a telephone number (content/authors/anna.md:5:8) -> write it with \
             its country, such as `phone: +374 10 555 123`",
            "error: `social.example/@anna` is not a web address (content/authors/anna.md:6:11) -> write \
             `https://social.example/@anna`",
            "error: `javascript:alert(1)` is not a web address (content/authors/anna.md:6:33) -> write it \
             with https://, such as `same_as: https://social.example/@annavoss`",
            "error: `draft` has to be true or false, and this is text (content/authors/anna.md:7:8) -> \
             write `draft: true`",
            "error: the series `!` has no letter or digit, so it can have no page (content/news/one.md:4:9) \
             -> write it in words",
            "error: the front matter has no `name` (content/topics/nothing.md:1:1) -> add a line such as \
             `name: water`",
        ]
    );
    assert_eq!(
        told(vec![
            ("content/authors/a.md", two.into()),
            ("content/authors/b.md", two.replace("ANNA", "Anna")),
        ]),
        [
            "error: `content/authors/a.md` tells about `Anna` too (content/authors/b.md:1:1) -> delete one of \
          the two, or give it another `name`"
        ]
    );
    let also = |name: &str, also: &str| format!("---\nname: {name}\nalso: [{also}]\n---\n");
    assert_eq!(
        told(vec![
            ("content/authors/a.md", also("Anna Voss", "A. Voss, anna voss")),
            ("content/authors/b.md", also("Ada Voss", "A. VOSS")),
            ("content/authors/c.md", also("Cleo Voss", "Ada Voss")),
        ]),
        [
            "error: `A. VOSS` is a name in `content/authors/a.md` too (content/authors/b.md:1:1) -> delete \
          it from `also` in one of the two",
            "error: `Ada Voss` is a name in `content/authors/b.md` too (content/authors/c.md:1:1) -> delete \
          it from `also` in one of the two",
        ]
    );
    assert_eq!(
        told(vec![
            ("content/authors/a.md", "Anna writes about water.\n".into()),
            ("content/authors/b.md", "---\nname: Anna <b>Voss</b>\n---\n".into()),
        ]),
        [
            "error: this file does not begin with front matter (content/authors/a.md:1:1) -> begin it with a \
          line `---`, then `name: …`, then a line `---`",
            "warning: readers see the marks in this headline: it is plain text (content/authors/b.md:2:1) -> \
          write `name: Anna Voss`",
        ]
    );
}

#[test]
fn parts_of_a_series_lead_to_each_other() {
    let part = |title: &str, day: u8| story(title, day, "series: The dam\n");
    let made = whole(vec![
        // At the same minute, the address decides.
        ("content/news/b-flood.md", part("Flood", 2)),
        ("content/news/a-rain.md", part("Rain", 2)),
        ("content/news/z-first.md", part("First", 1)),
        ("content/news/draft.md", part("Secret", 3).replace("series", "draft: true\nseries")),
        ("content/news/other.md", story("Other", 4, "")),
        (
            "content/series/dam.md",
            "---\nname: the dam\ntitle: A dam\nparts: 5\n---\n\nHow it came.\n".into(),
        ),
    ]);
    let rain = text(&made, "news/a-rain/index.html");
    for part in [
        "<a href=\"/base/series/the-dam/\">A dam</a> <small>Part 2 of 5</small>",
        "<a rel=\"prev\" href=\"/base/news/z-first/\"><small>Previous part</small> <span>First</span></a>",
        "<a rel=\"next\" href=\"/base/news/b-flood/\"><small>Next part</small> <span>Flood</span></a>",
    ] {
        assert!(rain.contains(part), "{part}: {rain}");
    }
    let article = graph(rain)[0].clone();
    assert_eq!(article["position"], 2);
    assert_eq!(article["isPartOf"]["@type"], "CreativeWorkSeries");
    assert_eq!(article["isPartOf"]["url"], "https://wire.example/base/series/the-dam/");

    let list = text(&made, "series/the-dam/index.html");
    let at = |page: &str, title: &str| page.find(&format!(">{title}</a></h2>")).unwrap();
    assert!(at(list, "First") < at(list, "Rain"), "{list}");
    assert!(list.contains("Part 1 of 5") && list.contains("<p>How it came.</p>"), "{list}");
    let second = main(text(&made, "series/the-dam/page/2/index.html"));
    assert!(second.contains("Part 3 of 5") && at(second, "Flood") > 0, "{second}");
    assert_eq!(graph(list)[0]["mainEntity"]["name"], "the dam");
    let feed = text(&made, "series/the-dam/feed.xml");
    assert_eq!(feed.matches("<item>").count(), 3, "{feed}");
    for (path, bytes) in &made {
        let is_told = String::from_utf8_lossy(bytes).contains("Secret");
        assert!(!is_told, "{path}");
    }
    assert!(!text(&made, "news/other/index.html").contains("series"));
}

#[test]
fn a_topic_has_a_text_at_the_address_of_its_tag() {
    let made = whole(vec![
        ("content/news/one.md", story("One", 1, "tags: [Water, other]\n")),
        (
            "content/topics/anything.md",
            "---\nname: water\ntitle: The river\naliases: [/water/]\n---\n\nSee [one](../news/one.md).\n".into(),
        ),
        ("content/topics/later.md", "---\nname: later\n---\n".into()),
    ]);
    let page = text(&made, "tags/water/index.html");
    assert!(page.contains("<h1>The river</h1>") && !page.contains("noindex"), "{page}");
    assert!(page.contains("See <a href=\"/base/news/one/\">one</a>."), "{page}");
    assert!(text(&made, "water/index.html").contains("url=/base/tags/water/"));
    assert!(text(&made, "sitemap.xml").contains("/tags/water/"));
    assert!(text(&made, "tags/other/index.html").contains("noindex"));
    // It is there for links, and in no list as long as no story has it.
    text(&made, "tags/later/index.html");
    assert!(!text(&made, "tags/index.html").contains("later"));
}

#[test]
fn what_is_told_of_a_draft_is_told_nobody() {
    let files = site(vec![
        ("content/authors/anna.md", ANNA.replace("role:", "draft: true\nrole:")),
        ("content/authors/anna.svg", PICTURE.to_string()),
        ("content/news/one.md", story("One", 1, "authors: [Anna Voss]\n")),
        ("content/news/held.md", story("Held", 2, "draft: true\nauthors: [Cleo Held]\n")),
    ]);
    let (made, faults) = made(&borrowed(&files));
    assert_eq!(faults, [""; 0]);
    for (path, bytes) in &made {
        let page = String::from_utf8_lossy(bytes);
        for secret in ["Water correspondent", "anna@wire", "social.example", "Cleo"] {
            assert!(!page.contains(secret), "{secret} is in {path}");
        }
    }
    let reveal = Reveal { drafts: true, ..Reveal::default() };
    let (made, _) = made_with(&borrowed(&files), reveal);
    let page = text(&made, "authors/anna-voss/index.html");
    assert!(page.contains("Water correspondent") && page.contains("Not public yet"), "{page}");
    assert!(text(&made, "authors/cleo-held/index.html").contains("Held"));
}

#[test]
fn authors_and_series_lead_to_themselves_in_other_languages() {
    let settings = "base_url: https://wire.example/base/\nsections: [news]\nlanguages:\n  en: {title: Wire}\n  \
        ru: {title: Вести, authors: {Anna Voss: Анна Фосс}}\n";
    let files = vec![
        ("site.yaml", settings.to_string()),
        ("content/news/one.md", story("One", 1, "authors: Anna Voss\nseries: Dam\n")),
        ("content/news/one.ru.md", story("Раз", 1, "authors: Anna Voss\nseries: Плотина\n")),
        ("content/authors/anna.md", "---\nname: Anna Voss\n---\n\nAbout Anna.\n".into()),
        ("content/authors/anna.ru.md", "---\nname: Анна Фосс\n---\n\nОб Анне.\n".into()),
    ];
    let made = made_well(&borrowed(&files));
    let russian = text(&made, "ru/authors/anna-foss/index.html");
    assert!(russian.contains("Об Анне.") && main(russian).contains("/ru/news/one/"), "{russian}");
    let english = text(&made, "authors/anna-voss/index.html");
    assert!(main(english).contains("/base/news/one/"), "{english}");
    for page in [russian, english] {
        for (tag, path) in [("en", "authors/anna-voss/"), ("ru", "ru/authors/anna-foss/")] {
            let link = format!(
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://wire.example/base/{path}\">"
            );
            assert!(page.contains(&link), "{link}: {page}");
        }
    }
    assert!(text(&made, "ru/news/one/index.html").contains("href=\"/base/ru/authors/anna-foss/\""));
    assert!(text(&made, "ru/news/one/index.html").contains("Часть 1 из 1"));
}

#[test]
fn a_link_in_the_navigation_is_there_while_it_is_on() {
    let settings = format!(
        "{SETTINGS}timezone: Asia/Yerevan\nmenu:\n  - {{title: Over, url: /a/, until: 2026-03-01}}\n  \
         - {{title: Now, url: /tags/water/, from: 2026-03-01 16:00, until: 2026-03-02}}\n  \
         - {{title: Later, url: /b/, from: 2026-03-01 16:01}}\n  - {{title: Always, url: /c/}}\n"
    );
    let files = vec![("site.yaml", settings), ("content/news/one.md", story("One", 1, ""))];
    let whole = made_well(&borrowed(&files));
    let page = text(&whole, "news/one/index.html");
    let is_there = |title: &str| page.contains(&format!(">{title}</a>"));
    let shown = ["Over", "Now", "Later", "Always"].map(is_there);
    assert_eq!(shown, [false, true, false, true], "{page}");

    let wrong = SETTINGS.to_string()
        + "menu:\n  - {title: A, url: /a/, from: 2026-03-02, until: 2026-03-01}\n  \
           - {title: B, url: /b/, from: 1.3.2026}\n";
    let files = vec![("site.yaml", wrong), ("content/news/one.md", story("One", 1, ""))];
    assert_eq!(
        made(&borrowed(&files)).1,
        [
            "error: `until` is not after `from`: readers never see this link (site.yaml:7:51) -> correct \
             the one that is wrong",
            "error: from: `1.3.2026` is not a date (site.yaml:8:32) -> write `  - {title: B, url: /b/, from: 2026-03-01}`",
        ]
    );
}
