//! The ids of stories in feeds: no two have the same, and what readers know one by stays.

use std::collections::BTreeSet;

use crate::common::program::run;
use crate::common::tree::{self, Tree};
use crate::common::xml::parsed;

const SETTINGS: &str = "title: A\nbase_url: https://example.org/\n";

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    for (path, text) in files {
        tree::put(place.path(), path, text);
    }
    place
}

fn story(front: &str) -> String {
    format!("---\ntitle: A\n{front}---\nA.\n")
}

fn built(place: &tempfile::TempDir, options: &[&str]) -> Tree {
    run(place.path(), &[&["build", "--at", "2026-03-01"], options].concat()).done();
    tree::read(&place.path().join("public"))
}

/// The address of each story in the feed of the site, and its id.
fn ids(place: &tempfile::TempDir, options: &[&str]) -> Vec<(String, String)> {
    let feed = parsed(&built(place, options)["feed.xml"]);
    let item = |item: &crate::common::xml::Element| {
        let link = item.one("link").text.replace("https://example.org", "");
        (link, item.one("guid").text.clone())
    };
    let mut ids: Vec<_> = feed.one("channel").all("item").map(item).collect();
    ids.sort();
    let others: BTreeSet<&String> = ids.iter().map(|(_, id)| id).collect();
    assert_eq!(others.len(), ids.len(), "{ids:?}");
    ids
}

/// The id of the one story of a site.
fn id_of(settings: &str, file: &str, front: &str) -> String {
    let place = site(&[
        ("site.yaml", &format!("{SETTINGS}{settings}")),
        (&format!("content/{file}"), &story(front)),
    ]);
    ids(&place, &[]).remove(0).1
}

/// A disk of a Mac has the accents of a name as characters of their own.
#[test]
fn an_id_is_one_in_both_normal_forms_of_a_name() {
    for (composed, apart) in [("\u{e9}t\u{e9}", "e\u{301}te\u{301}"), ("\u{439}", "\u{438}\u{306}")]
    {
        let id = |name: &str| id_of("", &format!("politics/{name}.md"), "date: 2026-02-01\n");
        assert_eq!(id(composed), id(apart));
        let whole = format!("politics/a/{composed}.md");
        let place = site(&[
            ("site.yaml", SETTINGS),
            (&format!("content/politics/{apart}.md"), &story("date: 2026-02-01\n")),
            (&format!("content/{whole}"), &story("date: 2026-02-01\nslug: b\n")),
        ]);
        let two = ids(&place, &[]);
        let apart = site(&[
            ("site.yaml", SETTINGS),
            (&format!("content/politics/{apart}.md"), &story("date: 2026-02-01\n")),
            (&format!("content/politics/a/{apart}.md"), &story("date: 2026-02-01\nslug: b\n")),
        ]);
        assert_eq!(two, ids(&apart, &[]));
    }
    let ascii = id_of("", "politics/talks.md", "date: 2026-02-01\n");
    assert_eq!(ascii, "tag:example.org,2026-02-01:politics/talks");
}

#[test]
fn an_id_stays_whatever_becomes_of_the_story() {
    let id = "tag:example.org,2026-02-01:politics/talks";
    let world = "sections: [politics, economy, {id: world, aliases: [politics]}]\n";
    let world = &world.replace("politics, economy, ", "economy, ");
    let year = "permalink: /{year}/{slug}/\n";
    let yerevan = "timezone: Asia/Yerevan\n";
    let authority = "base_url: https://new.example/\nfeeds: {authority: example.org}\n";
    for (settings, file, front) in [
        ("", "politics/talks.md", "date: 2026-02-01\n"),
        ("", "politics/2026-02-01-talks.md", ""),
        ("", "politics/week/talks/index.md", "date: 2026-02-01\n"),
        // Another slug, and a second one.
        ("", "politics/talks.md", "date: 2026-02-01\nslug: b\n"),
        ("", "politics/talks.md", "date: 2026-02-01\nslug: b\naliases: [/politics/talks/]\n"),
        (
            "",
            "politics/talks.md",
            "date: 2026-02-01\nslug: c\naliases: [/politics/talks/, /politics/b/]\n",
        ),
        // Another name, another section, both, and one after the other.
        ("", "politics/b.md", "date: 2026-02-01\naliases: [/politics/talks/]\n"),
        ("", "economy/talks.md", "date: 2026-02-01\naliases: [/politics/talks/]\n"),
        ("", "economy/b.md", "date: 2026-02-01\naliases: /politics/talks\n"),
        ("", "society/c.md", "date: 2026-02-01\naliases: [/politics/talks/, /economy/b/]\n"),
        (year, "economy/talks.md", "date: 2026-02-01\naliases: [/politics/talks/]\n"),
        // The section got another id.
        (world, "world/talks.md", "date: 2026-02-01\n"),
        (world, "economy/talks.md", "date: 2026-02-01\naliases: [/world/talks/]\n"),
        (world, "economy/talks.md", "date: 2026-02-01\naliases: [/politics/talks/]\n"),
        // Other hours and zones.
        ("", "politics/talks.md", "date: 2026-02-01 23:30\n"),
        (yerevan, "politics/talks.md", "date: 2026-02-01 00:10\n"),
        (yerevan, "politics/talks.md", "date: 2026-02-01T23:30:00Z\n"),
        ("timezone: America/New_York\n", "politics/talks.md", "date: 2026-02-01T00:30:00Z\n"),
    ] {
        assert_eq!(id_of(settings, file, front), id, "{settings}{file}\n{front}");
    }
    let place = site(&[
        ("site.yaml", &format!("title: A\n{authority}")),
        ("content/politics/talks.md", &story("date: 2026-02-01\n")),
    ]);
    assert_eq!(ids(&place, &[])[0].1, id);
}

#[test]
fn stories_of_one_day_and_name_have_ids_of_their_own() {
    let id = |rest: &str| format!("tag:example.org,2026-02-01:{rest}");
    let place = site(&[
        ("content/politics/talks.md", &story("date: 2026-02-01 10:00\n")),
        ("content/politics/week one/talks.md", &story("date: 2026-02-01 09:00\nslug: b\n")),
        ("content/politics/z/talks.md", &story("date: 2026-02-01 09:00\nslug: c\n")),
        // Another day, and another section.
        ("content/politics/y/talks.md", &story("date: 2026-02-02 09:00\nslug: d\n")),
        ("content/economy/talks.md", &story("date: 2026-02-01 09:00\n")),
        // Moved from there.
        (
            "content/society/talks.md",
            &story("date: 2026-02-01 11:00\naliases: [/politics/old/, /politics/other/]\n"),
        ),
        ("content/politics/old.md", &story("date: 2026-02-01 12:00\nslug: new-old\n")),
    ]);
    let expected = [
        ("/economy/talks/", id("economy/talks")),
        ("/politics/b/", id("politics/talks")),
        ("/politics/c/", id("content/politics/z/talks.md")),
        ("/politics/d/", "tag:example.org,2026-02-02:politics/talks".into()),
        ("/politics/new-old/", id("content/politics/old.md")),
        ("/politics/talks/", id("content/politics/talks.md")),
        ("/society/talks/", id("politics/old")),
    ];
    let expected = expected.map(|(path, id)| (path.to_string(), id));
    assert_eq!(ids(&place, &[]), expected);
}

#[test]
fn what_is_not_public_takes_no_id_and_has_the_one_it_will_have() {
    let id = |rest: &str| format!("tag:example.org,2026-02-01:{rest}");
    let known = story("date: 2026-02-01 10:00\n");
    for (held, of_held) in [
        ("date: 2026-02-01 09:00\nslug: b\ndraft: true\n", None),
        (
            "date: 2026-02-01 09:00\nslug: b\nembargo: 2026-04-01\n",
            Some(id("content/politics/a/talks.md")),
        ),
    ] {
        let place = site(&[
            ("content/politics/talks.md", &known),
            ("content/politics/a/talks.md", &story(held)),
        ]);
        let public = ("/politics/talks/".to_string(), id("politics/talks"));
        assert_eq!(ids(&place, &[]), std::slice::from_ref(&public), "{held}");
        let Some(of_held) = of_held else { continue };
        run(place.path(), &["build", "--at", "2026-04-02"]).done();
        let feed = parsed(&tree::read(&place.path().join("public"))["feed.xml"]);
        let mut ids: Vec<_> =
            feed.one("channel").all("item").map(|item| item.one("guid").text.clone()).collect();
        ids.sort();
        let mut expected = [public.1, of_held];
        expected.sort();
        assert_eq!(ids, expected);
    }
    // One that has expired was known before: the other keeps what it is known by.
    let place = site(&[
        ("content/politics/talks.md", &known),
        (
            "content/politics/a/talks.md",
            &story("date: 2026-02-01 09:00\nslug: b\nexpires: 2026-02-03\n"),
        ),
    ]);
    let public = ("/politics/talks/".to_string(), id("content/politics/talks.md"));
    assert_eq!(ids(&place, &[]), [public]);
}

#[test]
fn who_gives_the_ids_is_a_domain_or_an_address_of_mail() {
    for authority in
        ["https://a.example", "a.example/", "-a", "a..b", "a b", "@a.example", "é.example"]
    {
        let settings = format!("{SETTINGS}feeds: {{authority: '{authority}'}}\n");
        let place = site(&[("site.yaml", &settings)]);
        run(place.path(), &["build"])
            .refused()
            .saying(&format!("authority: `{authority}` is no domain and no e-mail address"))
            .saying("write a domain that you own, such as `highland.example`, without `https://`");
    }
    let of = |authority: &str| {
        let settings = format!("feeds: {{authority: {authority}}}\n");
        id_of(&settings, "politics/talks.md", "date: 2026-02-01\n")
    };
    for authority in ["a.example", "xn--99ayyh.example", "desk_1.a@a-b.example"] {
        assert_eq!(of(authority), format!("tag:{authority},2026-02-01:politics/talks"));
    }
}

#[test]
fn a_plain_summary_is_html_for_readers_of_rss() {
    let place = site(&[(
        "content/politics/a.md",
        &story("date: 2026-02-01\nsummary: 'x<y & \"z\" ]]>'\n"),
    )]);
    let output = built(&place, &[]);
    let feed = parsed(&output["feed.xml"]);
    let description = &feed.one("channel").one("item").one("description").text;
    assert_eq!(description, "x&lt;y &amp; “z” ]]&gt;");
    let atom = parsed(&output["atom.xml"]);
    assert_eq!(atom.one("entry").one("summary").text, "x<y & “z” ]]>");
}

#[test]
fn addresses_elsewhere_are_written_as_browsers_ask_for_them() {
    for (written, asked) in [
        ("https://cdn.example/a b.jpg", "https://cdn.example/a%20b.jpg"),
        (
            "https://cdn.example/ջուր.jpg?q=é",
            "https://cdn.example/%D5%BB%D5%B8%D6%82%D6%80.jpg?q=%C3%A9",
        ),
        ("HTTPS://CDN.example/<a>.jpg", "https://cdn.example/%3Ca%3E.jpg"),
        ("https://ջուր.example/a.jpg", "https://xn--mbbfqh.example/a.jpg"),
        ("https://cdn.example/a%20b.jpg", "https://cdn.example/a%20b.jpg"),
    ] {
        let front = format!(
            "date: 2026-02-01\nimage: {{src: '{written}', alt: A}}\n\
             source: {{name: S, url: '{written}'}}\ntranslations: {{ru: '{written}'}}\n"
        );
        let place = site(&[("content/politics/a.md", &story(&front))]);
        let output = built(&place, &[]);
        for file in ["politics/a/index.html", "index.html", "feed.xml", "atom.xml", "feed.json"] {
            let text = String::from_utf8(output[file].clone()).unwrap();
            assert!(!text.contains(written) || written == asked, "{file}: {written}");
        }
        let page = String::from_utf8(output["politics/a/index.html"].clone()).unwrap();
        let escaped = asked.replace('/', "&#x2F;");
        for before in ["property=\"og:image\" content=\"", "hreflang=\"ru\" href=\"", "<img src=\""]
        {
            let is_there =
                [asked, &escaped].iter().any(|url| page.contains(&format!("{before}{url}\"")));
            assert!(is_there, "{before}{asked}\n{page}");
        }
        assert!(
            page.contains(&format!("\"image\":[\"{asked}\"]"))
                || page.contains(&format!("\"url\":\"{asked}\"")),
            "{page}"
        );
    }
    let front = "date: 2026-02-01\nimage: {src: 'https://exa mple.org/a.jpg', alt: A}\n";
    let place = site(&[("content/politics/a.md", &story(front))]);
    run(place.path(), &["build"])
        .refused()
        .saying("`https://exa mple.org/a.jpg` is not a web address")
        .saying("write it as the browser's address bar shows it");
}

#[test]
fn another_domain_is_told_before_feed_readers_show_all_stories_again() {
    let place = tempfile::tempdir().unwrap();
    tree::put(
        place.path(),
        "content/politics/a.md",
        "---\ntitle: A\ndate: 2026-02-01\n---\nText.\n",
    );
    let build = |host: &str, more: &str| {
        let settings = format!("title: A\nbase_url: https://{host}/\nsections: [politics]\n{more}");
        tree::put(place.path(), "site.yaml", settings);
        run(place.path(), &["build", "--at", "2026-03-01"]).done().stderr
    };
    let id = || {
        let feed = std::fs::read_to_string(place.path().join("public/feed.json")).unwrap();
        let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
        feed["items"][0]["id"].as_str().unwrap().to_string()
    };
    assert_eq!(build("old.example", ""), "");
    let told = build("new.example", "");
    assert_eq!(
        told,
        "warning: the site moves from `old.example` to `new.example`, and the ids of its stories in \
         feeds with it: feed readers show every story as new\n--> site.yaml\n = help: to keep the \
         ids, write `feeds: {authority: old.example}`\n\n"
    );
    build("old.example", "");
    let told = build("new.example", "feeds:\n  limit: 5\n  tags: true\n");
    let line = "feeds: {limit: 5, tags: true, authority: old.example}";
    assert!(told.contains(&format!("to keep the ids, write `{line}`\n")), "{told}");
    build("old.example", "");
    build("new.example", &format!("{line}\n"));
    assert_eq!(id(), "tag:old.example,2026-02-01:politics/a");
    // By its remedy, and where there is nothing to keep.
    assert_eq!(build("new.example", "feeds: {authority: old.example}\n"), "");
    assert_eq!(id(), "tag:old.example,2026-02-01:politics/a");
    build("localhost", "");
    assert_eq!(build("new.example", ""), "");
}

#[test]
fn a_story_keeps_the_id_that_another_program_gave_it() {
    for (id, in_atom) in [
        ("https://old.example/?p=1", "https://old.example/?p=1"),
        ("urn:uuid:1", "urn:uuid:1"),
        // Atom has URIs alone (RFC 4287, section 4.2.6).
        ("5f3e2b", "tag:example.org,2026-02-01:politics/talks"),
    ] {
        let front = format!("date: 2026-02-01\nfeed_id: \"{id}\"\n");
        let place = site(&[("content/politics/talks.md", &story(&front))]);
        let output = built(&place, &[]);
        assert_eq!(parsed(&output["feed.xml"]).one("channel").one("item").one("guid").text, id);
        assert_eq!(parsed(&output["atom.xml"]).one("entry").one("id").text, in_atom);
        let json = String::from_utf8(output["feed.json"].clone()).unwrap();
        assert!(json.contains(&format!("\"{id}\"")), "{json}");
    }
}
