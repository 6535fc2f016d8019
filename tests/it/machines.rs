//! What programs read: feeds, sitemaps, the moment of the next change, and that
//! nothing in any of it is held.

use std::fs;

use crate::common::program::run;
use crate::common::published::{built, sample_at};
use crate::common::tree::{self, Tree};
use crate::common::xml::texts;
use tempfile::TempDir;

fn site(files: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for (path, text) in files {
        tree::put(place.path(), path, text);
    }
    place
}

/// Words that stand nowhere else, in every field of a story that is held.
const HELD: &str = "---\ntitle: Quagga rises\ndate: 2026-02-20\nembargo: 2026-03-01 12:00:00Z\n\
    subtitle: An okapi\nsummary: The numbat\ndateline: {place: Tarsier, agency: Gerenuk}\n\
    authors: [Binturong]\ntags: [zorilla, water]\n\
    image: {src: kinkajou.svg, alt: A saiga, caption: Of pangolin, credit: By markhor}\n\
    source: {name: Dugong daily, url: \"https://fossa.example/\"}\nslug: axolotl\n\
    aliases: [/politics/potoroo/]\ncorrections: [{date: 2026-02-21, text: Not a tapir.}]\n\
    translations: {ru: \"https://tenrec.example/\", hy: ../open.md}\n\
    extra: {note: Caracal}\n---\n\n## The aardwolf\n\nA [serval](serval.txt), a jerboa.[^1]\n\n[^1]: A dhole.\n";

const WORDS: [&str; 25] = [
    "quagga",
    "okapi",
    "numbat",
    "tarsier",
    "gerenuk",
    "binturong",
    "zorilla",
    "kinkajou",
    "saiga",
    "pangolin",
    "markhor",
    "dugong",
    "fossa.example",
    "axolotl",
    "potoroo",
    "tapir",
    "tenrec",
    "caracal",
    "aardwolf",
    "serval",
    "jerboa",
    "dhole",
    "embargoed-story",
    "2026/02/20",
    "colugo",
];

#[test]
fn a_word_of_a_held_story_is_in_no_file_before_its_release() {
    let place = site(&[
        ("site.yaml", "title: News\nbase_url: https://news.example/\nfeeds: {tags: true}\n"),
        ("content/politics/embargoed-story/index.md", HELD),
        (
            "content/politics/embargoed-story/kinkajou.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
        ("content/politics/embargoed-story/serval.txt", "A colugo."),
        (
            "content/politics/open.md",
            "---\ntitle: Open\ndate: 2026-02-28 10:00\ntags: [water]\n---\nSeen by all.\n",
        ),
        (
            "data/reads.csv",
            "date,path,reads\n2026-02-27,/politics/axolotl/,9\n2026-02-27,/politics/open/,3\n",
        ),
    ]);
    let found_at = |at: &str| {
        let output = built(place.path(), at);
        let is_there = |word: &&str| {
            output.iter().any(|(path, bytes)| {
                let text = String::from_utf8_lossy(bytes).to_lowercase();
                path.to_lowercase().contains(word) || text.contains(word)
            })
        };
        WORDS.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    assert_eq!(found_at("2026-03-01T11:59:59Z"), [""; 0]);
    // `extra` shows in no built-in template, nor does the name of a file that has a slug.
    let shown = |found: Vec<&str>| {
        WORDS.into_iter().filter(|word| !found.contains(word)).collect::<Vec<_>>()
    };
    assert_eq!(shown(found_at("2026-03-01T12:00:00Z")), ["caracal", "embargoed-story"]);
    assert_eq!(shown(found_at("2026-03-02T00:00:00Z")), ["caracal", "embargoed-story"]);
}

#[test]
fn what_is_dated_in_the_future_is_in_no_file_before() {
    let settings = "title: News\nbase_url: https://news.example/\nfeeds: {tags: true}\n";
    let site_with = |fields: &str, fields_of_page: &str| {
        let story = format!(
            "---\ntitle: Open\ndate: 2026-02-20 10:00\nembargo: 2026-02-21\ntags: [water]\n{fields}---\nSeen.\n"
        );
        let page = format!("---\ntitle: About\n{fields_of_page}---\nUs.\n");
        site(&[
            ("site.yaml", settings),
            ("content/politics/open.md", &story),
            ("content/about.md", &page),
        ])
    };
    let one = "updated: 2026-03-01 11:00\ncorrections:\n- {date: 2026-02-25, text: Not a tapir.}\n";
    let two = format!("{one}- {{date: 2026-03-01 12:00, text: \"A coati, not a dhole.\"}}\n");
    let updated = "updated: 2026-03-02 07:00\n";
    for (before, after, moment, page) in [
        ("", "updated: 2026-03-01 12:00\n", "2026-03-01 12:00", ""),
        ("", "corrections: [{date: 2026-03-01 12:00, text: A coati.}]\n", "2026-03-01 12:00", ""),
        (one, &two, "2026-03-01 12:00", ""),
        (one, one, "2026-03-02 07:00", updated),
    ] {
        let (old, new) = (site_with(before, ""), site_with(after, page));
        let last: jiff::civil::DateTime = moment.parse().unwrap();
        let last = last.checked_sub(jiff::ToSpan::second(1)).unwrap().to_string().replace('T', " ");
        assert!(built(old.path(), &last) == built(new.path(), &last), "{after}{page}: {last}");
        assert!(built(old.path(), moment) != built(new.path(), moment), "{after}{page}: {moment}");
        // Whoever asks to see what is to come sees it.
        let shown = ["build", "--future", "--at", &last, "--output", "shown"];
        run(new.path(), &shown).done().saying("in the future: readers see it from then on");
        let shown = tree::read(&new.path().join("shown"));
        assert!(
            shown["politics/open/index.html"]
                == built(new.path(), moment)["politics/open/index.html"]
        );

        let build = ["build", "--at", &last];
        let line =
            if page.is_empty() { "content/politics/open.md:" } else { "content/about.md:3:" };
        run(new.path(), &build)
            .done()
            .saying("in the future: readers see it from then on")
            .saying(line);
        let next = run(new.path(), &["next", "--at", &last]).done().stdout;
        assert_eq!(next, format!("{}+00:00\n", moment.replace(' ', "T") + ":00"));
        let at = ["build", "--at", moment];
        assert_eq!(run(new.path(), &at).done().stderr, "");
    }
}

#[test]
fn what_is_to_come_with_its_story_is_not_warned_of() {
    let story = |fields: &str| {
        let text = format!("---\ntitle: A\ndate: 2026-03-05\n{fields}---\nA.\n");
        let site = site(&[
            ("site.yaml", "title: News\nbase_url: https://news.example/\n"),
            ("content/politics/a.md", &text),
        ]);
        run(site.path(), &["build", "--at", "2026-03-01"]).done().stderr
    };
    assert_eq!(story("updated: 2026-03-05\n"), "");
    assert_eq!(story("embargo: 2026-03-06\ncorrections: [{date: 2026-03-06, text: a}]\n"), "");
    assert!(story("updated: 2026-03-06\n").contains("`updated` is 2026-03-06 00:00"));
    let correction = story("corrections: [{date: 2026-03-06, text: a}]\n");
    assert!(correction.contains("this correction is dated 2026-03-06 00:00"), "{correction}");
}

#[test]
fn next_is_when_the_output_changes_by_itself() {
    let place = site(&[
        ("site.yaml", "title: News\nbase_url: https://news.example/\ntimezone: Asia/Yerevan\n"),
        ("content/politics/a.md", "---\ntitle: A\ndate: 2026-02-28 10:00\n---\nA.\n"),
        (
            "content/politics/b.md",
            "---\ntitle: B\ndate: 2026-02-01\nembargo: 2026-03-01 16:30\n---\nB.\n",
        ),
        (
            "content/politics/c.md",
            "---\ntitle: C\ndate: 2026-02-02\nexpires: 2026-03-04\n---\nC.\n",
        ),
    ]);
    let moments = [
        // B is released, A leaves the sitemap of news, C expires.
        ("2026-03-01 16:00", "2026-03-01T16:30:00+04:00\n"),
        ("2026-03-01 16:30", "2026-03-02T10:00:00+04:00\n"),
        ("2026-03-02 10:00", "2026-03-04T00:00:00+04:00\n"),
        ("2026-03-04 00:00", ""),
    ];
    let mut before: Option<Tree> = None;
    for (at, next) in moments {
        assert_eq!(run(place.path(), &["next", "--at", at]).done().stdout, next, "{at}");
        let now = built(place.path(), at);
        assert!(before.is_none_or(|before| before != now), "nothing changed at {at}");
        before = Some(now);
        if let Some(next) = next.get(..16) {
            // One second earlier all is as it was.
            let last: jiff::civil::DateTime = next.parse().unwrap();
            let last =
                last.checked_sub(jiff::ToSpan::second(1)).unwrap().to_string().replace('T', " ");
            assert!(built(place.path(), &last) == before.clone().unwrap(), "{last}");
        }
    }
    run(place.path(), &["next", "--at", "nonsense"]).misused();
}

#[test]
fn the_sitemap_of_news_has_the_last_two_days_newest_first() {
    let place = site(&[
        ("site.yaml", "title: A & B\nbase_url: https://news.example/x/\nlanguage: hy\n"),
        ("content/politics/a.md", "---\ntitle: A\ndate: 2026-02-27 12:00:01Z\n---\nA.\n"),
        (
            "content/politics/b.md",
            "---\ntitle: \"B <i> & c\"\ndate: 2026-03-01 09:00\nextra: {lang: en-GB}\n---\nB.\n",
        ),
        ("content/politics/old.md", "---\ntitle: Old\ndate: 2026-02-27 12:00:00Z\n---\nC.\n"),
        ("content/politics/later.md", "---\ntitle: Later\ndate: 2026-03-01 12:00:01Z\n---\nD.\n"),
    ]);
    for options in [&[][..], &["--future"]] {
        run(place.path(), &[&["build", "--at", "2026-03-01T12:00:00Z"], options].concat()).done();
        let xml = fs::read(place.path().join("public/sitemap-news.xml")).unwrap();
        let urls = ["https://news.example/x/politics/b/", "https://news.example/x/politics/a/"];
        assert_eq!(texts(&xml, "loc"), urls);
        assert_eq!(texts(&xml, "news:publication_date")[1], "2026-02-27T12:00:01+00:00");
        assert_eq!(texts(&xml, "news:language"), ["en", "hy"]);
        assert!(String::from_utf8(xml).unwrap().contains("B &lt;i&gt; &amp; c</news:title>"));
        let all = fs::read(place.path().join("public/sitemap.xml")).unwrap();
        assert!(!texts(&all, "loc").iter().any(|url| url.contains("later")));
    }
}

#[test]
fn every_page_of_the_sitemap_is_there_and_has_its_change() {
    let output = sample_at("2026-11-24T12:00:00Z");
    let locations = texts(&output["sitemap.xml"], "loc");
    assert!(locations.len() > 60, "{}", locations.len());
    for url in &locations {
        let path = url.strip_prefix("https://highland.example/briefing/").unwrap();
        assert!(output.contains_key(&format!("{path}index.html")), "{url}");
        // A tag about which a file tells says more than its stories do.
        let says_nothing = path.starts_with("tags/") && path != "tags/water/";
        assert!(!says_nothing && !path.starts_with("search/"), "{url}");
    }
    let stories = locations.iter().filter(|url| url.contains("/politics/")).count();
    assert!(stories > 4);
    let robots = String::from_utf8(output["robots.txt"].clone()).unwrap();
    for home in ["", "hy/", "ru/"] {
        let news = format!("Sitemap: https://highland.example/briefing/{home}sitemap-news.xml\n");
        assert!(robots.contains(&news), "{robots}");
    }
}

#[test]
fn a_site_may_have_its_own_robots_txt() {
    let place = site(&[
        ("site.yaml", "title: A\nbase_url: https://news.example/\n"),
        ("static/robots.txt", "User-agent: *\nDisallow: /\n"),
    ]);
    let output = built(place.path(), "2026-03-01");
    assert_eq!(output["robots.txt"], b"User-agent: *\nDisallow: /\n");
}

/// The manifest of a site, and the icons that its pages name.
fn manifest_and_icons(files: &[(&str, &str)]) -> (serde_json::Value, Vec<String>) {
    let settings = "title: A & <B>\nbase_url: https://news.example/x/\nlanguage: ar\ntagline: C\n";
    let place = site(&[&[("site.yaml", settings)], files].concat());
    let output = built(place.path(), "2026-03-01");
    let page = String::from_utf8(output["index.html"].clone()).unwrap();
    let links = page.lines().filter_map(|line| line.strip_prefix("<link rel=\""));
    let icons = links.filter(|link| link.contains("icon\"") || link.starts_with("manifest"));
    let icons = icons.map(|link| link.replace("\" href=\"", " ").replace("\">", "")).collect();
    (serde_json::from_slice(&output["site.webmanifest"]).unwrap(), icons)
}

#[test]
fn a_site_has_a_manifest_and_an_icon_below_its_base_path() {
    let (manifest, icons) = manifest_and_icons(&[]);
    let wanted = serde_json::json!({
        "name": "A & <B>", "short_name": "A & <B>", "description": "C", "lang": "ar", "dir": "rtl",
        "id": "/x/", "start_url": "/x/", "scope": "/x/", "display": "minimal-ui",
        "background_color": "#ffffff", "theme_color": "#9d1b1e",
        "icons": [{"src": "/x/favicon.svg", "type": "image/svg+xml", "sizes": "any"}],
    });
    assert_eq!(manifest, wanted);
    assert_eq!(icons, ["icon /x/favicon.svg", "manifest /x/site.webmanifest"]);
}

/// A GIF, which is text: browsers go by these bytes, not by the name.
const PICTURE: &str = "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;";

#[test]
fn icons_of_the_sites_own_come_before_the_themes() {
    let own = [
        ("static/favicon.ico", PICTURE),
        ("static/icon-512.png", PICTURE),
        ("static/apple-touch-icon.png", PICTURE),
        ("static/style.css", "html {color: red}"),
    ];
    let (manifest, icons) = manifest_and_icons(&own);
    let wanted = serde_json::json!([
        {"src": "/x/favicon.ico", "type": "image/vnd.microsoft.icon"},
        {"src": "/x/icon-512.png", "type": "image/png", "sizes": "512x512"},
    ]);
    assert_eq!(manifest["icons"], wanted);
    assert_eq!(manifest.get("theme_color"), None);
    let wanted = [
        "icon /x/favicon.ico",
        "apple-touch-icon /x/apple-touch-icon.png",
        "manifest /x/site.webmanifest",
    ];
    assert_eq!(icons, wanted);
    let (_, icons) = manifest_and_icons(&[
        own[0],
        ("static/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    assert_eq!(icons[0], "icon /x/favicon.svg");
}

#[test]
fn a_site_may_have_its_own_manifest() {
    let (manifest, icons) = manifest_and_icons(&[("static/site.webmanifest", "{\"name\": \"Z\"}")]);
    assert_eq!(manifest, serde_json::json!({"name": "Z"}));
    assert_eq!(icons[1], "manifest /x/site.webmanifest");
}

#[test]
fn each_version_of_a_story_names_all_others() {
    let story = |title: &str, front: &str| {
        format!("---\ntitle: {title}\ndate: 2026-02-01\n{front}---\nText.\n")
    };
    let [talks, russian, armenian, alone, late] = [
        story("Talks", ""),
        story("Переговоры", "extra: {lang: ru}\ntranslations: {en: talks.md}\n"),
        story(
            "Բանակցություններ",
            "extra: {lang: hy}\ntranslations: {ru: talks-ru.md, fr: \"https://fr.example/a?b=1&c=2\"}\n",
        ),
        story("Alone", "translations: {de: late.md}\n"),
        story("Capybara", "embargo: 2026-03-09\nextra: {lang: de}\n"),
    ];
    let place = site(&[
        ("site.yaml", "title: A\nbase_url: https://news.example/x/\n"),
        ("content/politics/talks.md", &talks),
        ("content/politics/talks-ru.md", &russian),
        ("content/politics/talks-hy.md", &armenian),
        ("content/politics/alone.md", &alone),
        ("content/politics/late.md", &late),
    ]);
    let output = built(place.path(), "2026-03-01");
    let named = |path: &str| {
        let page = String::from_utf8(output[path].clone()).unwrap();
        let links =
            page.lines().filter(|line| line.starts_with("<link rel=\"alternate\" hreflang"));
        links.map(String::from).collect::<Vec<_>>()
    };
    let link =
        |language, url| format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\">");
    let all = [
        link("en", "https://news.example/x/politics/talks/"),
        link("fr", "https://fr.example/a?b=1&amp;c=2"),
        link("hy", "https://news.example/x/politics/talks-hy/"),
        link("ru", "https://news.example/x/politics/talks-ru/"),
    ];
    for name in ["talks", "talks-ru", "talks-hy"] {
        assert_eq!(named(&format!("politics/{name}/index.html")), all, "{name}");
    }
    assert_eq!(named("politics/alone/index.html"), [""; 0]);
    let told = run(place.path(), &["build", "--at", "2026-03-01"]).done();
    told.saying("warning: the translation is in `content/politics/late.md`, which is embargoed")
        .saying("--> content/politics/alone.md:4:20");
    let later = built(place.path(), "2026-03-09");
    let alone = String::from_utf8(later["politics/alone/index.html"].clone()).unwrap();
    assert!(alone.contains(&link("de", "https://news.example/x/politics/late/")));
}

#[test]
fn what_is_wrong_with_a_translation_is_told_at_its_line() {
    let story = |front: &str| format!("---\ntitle: A\ndate: 2026-02-01\n{front}---\nText.\n");
    let place = site(&[
        ("site.yaml", "title: A\nbase_url: https://news.example/\n"),
        (
            "content/politics/a.md",
            &story("translations:\n  en: a.md\n  ru: b.md\n  hy: c.md\n  fr: d.md\n"),
        ),
        ("content/politics/b.md", &story("extra: {lang: hy}\n")),
        ("content/politics/c.md", &story("extra: {lang: hy}\n")),
        ("content/politics/d.md", &story("")),
    ]);
    run(place.path(), &["build"])
        .done()
        .saying("a.md:5:7")
        .saying("this translation is in `en`, like the story itself")
        .saying("a.md:6:7")
        .saying("this story is in `hy`, and not in `ru`")
        .saying("a.md:7:7")
        .saying("another file is this story in `hy` already")
        .saying("a.md:8:7")
        .saying("this story is in `en`, and not in `fr`");
    tree::put(
        place.path(),
        "content/politics/a.md",
        story("translations: {ru: bb.md, r_: b.md}\n"),
    );
    run(place.path(), &["build"])
        .refused()
        .saying("there is no story `content/politics/bb.md`")
        .saying("`r_` is not a language tag");
}

#[test]
fn hosts_are_told_of_redirects_on_request() {
    let story = "---\ntitle: A\ndate: 2026-02-01\naliases: [/old/, /2025/a b.html]\n---\nA.\n";
    let settings = "title: A\nbase_url: https://news.example/x/\n";
    let place = site(&[("site.yaml", settings), ("content/politics/a.md", story)]);
    assert!(!built(place.path(), "2026-03-01").contains_key("_redirects"));
    tree::put(place.path(), "site.yaml", format!("{settings}redirect_list: true\n"));
    let output = built(place.path(), "2026-03-01");
    let list = String::from_utf8(output["_redirects"].clone()).unwrap();
    assert_eq!(list, "/x/old/ /x/politics/a/ 301\n/x/2025/a%20b.html /x/politics/a/ 301\n");
    assert!(output.contains_key("old/index.html"));
}

#[test]
fn the_id_in_a_feed_stays_when_the_slug_changes() {
    let ids = |front: &str, file: &str| {
        let story = format!("---\ntitle: A\ndate: 2026-02-01\n{front}---\nA.\n");
        let place = site(&[
            ("site.yaml", "title: A\nbase_url: https://news.example/\n"),
            (&format!("content/politics/{file}.md"), &story),
        ]);
        texts(&built(place.path(), "2026-03-01")["atom.xml"], "id")[1].clone()
    };
    let id = "tag:news.example,2026-02-01:politics/talks";
    assert_eq!(ids("", "talks"), id);
    assert_eq!(ids("", "2026-02-01-talks"), id);
    assert_eq!(ids("slug: other\n", "talks"), id);
    assert_eq!(ids("aliases: [/politics/talks/]\n", "renamed"), id);
}
