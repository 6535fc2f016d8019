//! Cards: what links to pages without a picture are shared with.

use std::fs;
use std::path::Path;

use dateline_pictures::{CodePage, look};

use crate::common::photo::photo;
use crate::common::program::run;
use crate::common::server::Server;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: The Highland Briefing\nbase_url: https://highland.example/x/\n\
                        sections: [politics]\ncards: true\n";
const AT: [&str; 3] = ["build", "--at", "2026-03-01"];

fn story(title: &str, more: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: 2026-02-01\nsummary: Full.\n{more}---\nText.\n")
}

/// A site with these stories.
fn site(settings: &str, stories: &[(&str, String)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", settings);
    for (name, text) in stories {
        tree::put(place.path(), &format!("content/politics/{name}.md"), text);
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

/// The cards of a tree.
fn cards(files: &Tree) -> Vec<&String> {
    files.keys().filter(|path| path.contains("card.") && path.ends_with(".png")).collect()
}

/// The card of a page.
fn card_of<'f>(files: &'f Tree, folder: &str) -> Option<&'f String> {
    let is_there = |path: &&&String| path.rsplit_once('/').map_or("", |(it, _)| it) == folder;
    cards(files).iter().find(is_there).copied()
}

/// What is kept of them.
fn kept(site: &Path) -> Vec<String> {
    let entries = fs::read_dir(site.join(".dateline/pictures")).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("card-")).collect();
    names.sort();
    names
}

#[test]
fn a_story_without_a_picture_is_shared_with_its_headline() {
    let of_picture = ("dam", story("The dam", "image: {src: dam.jpg, alt: A dam}\n"));
    let site = site(SETTINGS, &[("talks", story("Talks & <trade>", "")), of_picture]);
    tree::put(site.path(), "content/politics/dam.jpg", photo(900, 600, 1));
    tree::put(site.path(), "content/about.md", "---\ntitle: About\n---\nWho writes this.\n");
    let files = built(site.path());

    let card = card_of(&files, "politics/talks").unwrap();
    let facts = look(&files[card], CodePage::Western).unwrap();
    assert_eq!((facts.upright.width, facts.upright.height), (1200, 630));
    let url = format!("https://highland.example/x/{card}");
    let html = page(&files, "politics/talks/index.html");
    for words in [
        format!("<meta property=\"og:image\" content=\"{url}\">"),
        "<meta property=\"og:image:type\" content=\"image/png\">".into(),
        "<meta property=\"og:image:width\" content=\"1200\">".into(),
        "<meta property=\"og:image:height\" content=\"630\">".into(),
        "<meta property=\"og:image:alt\" content=\"Talks &amp; &lt;trade&gt;\">".into(),
        "<meta name=\"twitter:card\" content=\"summary_large_image\">".into(),
        format!(
            "\"image\":{{\"@type\":\"ImageObject\",\"url\":\"{url}\",\
             \"encodingFormat\":\"image/png\",\"width\":\"1200 px\",\"height\":\"630 px\"}}"
        ),
    ] {
        assert!(html.contains(&words), "{words}\n{html}");
    }
    assert_eq!(html.matches("og:image\"").count(), 1);

    // The front page, the section and the page have theirs, and the story with a picture has none.
    assert!(["", "politics", "about"].iter().all(|folder| card_of(&files, folder).is_some()));
    assert_eq!(card_of(&files, "politics/dam"), None);
    assert!(!page(&files, "politics/dam/index.html").contains("card."));
    // No page shows it, and no feed.
    assert!(!page(&files, "feed.xml").contains("card."));
    assert!(!page(&files, "politics/index.html").contains("talks/card."));
}

#[test]
fn without_the_setting_there_are_none() {
    for setting in ["", "cards: false\n"] {
        let settings = SETTINGS.replace("cards: true\n", setting);
        let site = site(&settings, &[("talks", story("Talks", ""))]);
        assert_eq!(cards(&built(site.path())), [""; 0], "{setting}");
        assert!(!site.path().join(".dateline").exists());
    }
}

/// A card is drawn once, and goes with what it is of.
#[test]
fn what_was_drawn_is_not_drawn_again() {
    let stories = [("a", story("First", "")), ("b", story("Second", ""))];
    let site = site(SETTINGS, &stories);
    let files = built(site.path());
    let before = kept(site.path());
    assert_eq!(before.len(), cards(&files).len());
    let times = || tree::times(&site.path().join(".dateline/pictures"));
    let first_times = times();

    // Another text under the same headline has the same card.
    tree::put(site.path(), "content/politics/a.md", story("First", "").replace("Text.", "More."));
    assert_eq!(cards(&built(site.path())), cards(&files));
    assert_eq!(times(), first_times);

    // One that was spoiled is drawn again, as it was.
    let now = built(site.path());
    let spoiled = site.path().join(".dateline/pictures").join(&before[0]);
    fs::write(&spoiled, b"no picture").unwrap();
    fs::remove_dir_all(site.path().join("public")).unwrap();
    assert_eq!(built(site.path()), now);
    assert_ne!(fs::read(spoiled).unwrap(), b"no picture");

    // Another headline has another, and one whose story went goes.
    tree::put(site.path(), "content/politics/a.md", story("Third", ""));
    let others = built(site.path());
    assert_ne!(card_of(&others, "politics/a"), card_of(&files, "politics/a"));
    assert_eq!(card_of(&others, "politics/b"), card_of(&files, "politics/b"));
    fs::remove_file(site.path().join("content/politics/a.md")).unwrap();
    let without = built(site.path());
    assert_eq!(card_of(&without, "politics/a"), None);
    assert_eq!(kept(site.path()).len(), before.len() - 1);

    // Where none are wanted any more, none are kept.
    tree::put(site.path(), "site.yaml", SETTINGS.replace("cards: true", "cards: false"));
    assert_eq!(cards(&built(site.path())), [""; 0]);
    assert_eq!(kept(site.path()), [""; 0]);
}

#[test]
fn a_letter_that_no_font_has_means_no_card_and_a_warning() {
    let stories = [
        ("a", story("Talks", "")),
        ("b", story("選挙の日", "")),
        ("c", story("The vote 🗳", "")),
        ("d", story("Ջրամբարը՝ Վայքում", "")),
    ];
    let site = site(SETTINGS, &stories);
    let ended = run(site.path(), &AT).done().saying(
        "no card is drawn of this, nor of one other page: no font has `選` (U+9078), `挙` \
         (U+6319), `の` (U+306E), `日` (U+65E5), `🗳` (U+1F5F3)",
    );
    assert!(ended.stderr.contains("content/politics/b.md"), "{}", ended.stderr);
    let files = tree::read(&site.path().join("public"));
    for (name, has_card) in [("a", true), ("b", false), ("c", false), ("d", true)] {
        assert_eq!(card_of(&files, &format!("politics/{name}")).is_some(), has_card, "{name}");
    }
    let html = page(&files, "politics/b/index.html");
    assert!(html.contains("<meta name=\"twitter:card\" content=\"summary\">"), "{html}");
}

#[test]
fn fonts_that_are_none_are_told_with_their_places() {
    let settings = SETTINGS.replace("true", "{fonts: [data/none.ttf, static/a.woff2]}");
    let site = site(&settings, &[("a", story("Talks", ""))]);
    tree::put(site.path(), "static/a.woff2", "wOF2 and more");
    let ended = run(site.path(), &AT).refused();
    for words in [
        "there is no font `data/none.ttf`",
        "site.yaml:4:17",
        "`static/a.woff2` is no font that cards can be drawn with",
        "site.yaml:4:32",
    ] {
        assert!(ended.stderr.contains(words), "{words}\n{}", ended.stderr);
    }
}

#[test]
fn a_site_draws_its_own_cards() {
    let site = site(SETTINGS, &[("a", story("Talks", "")), ("b", story("Votes", ""))]);
    let svg = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">{inside}</svg>"
        )
    };
    let before = built(site.path());
    tree::put(
        site.path(),
        "templates/card.svg",
        svg(
            "{% include \"mark.svg\" %}{% set title = fit(text=card.title, size=90) %}{% for line in title.lines %}\
             <text x=\"9\" y=\"{{ line.y }}\">{{ line.text }}</text>{% endfor %}",
        ),
    );
    tree::put(site.path(), "templates/mark.svg", "<rect width=\"300\" height=\"300\"/>");
    let own = built(site.path());
    assert_ne!(card_of(&own, "politics/a"), card_of(&before, "politics/a"));
    // A part of it counts as well.
    tree::put(site.path(), "templates/mark.svg", "<rect width=\"400\" height=\"300\"/>");
    assert_ne!(card_of(&built(site.path()), "politics/a"), card_of(&own, "politics/a"));

    for (inside, message) in [
        ("<text>選</text>", "the fonts of cards do not have 選 (U+9078)"),
        ("</p>", "the card is no SVG"),
        ("{{ nobody }}", "nobody"),
        ("{{ site.title }}", "site"),
        ("{{ link(path=\"/a/\") }}", "`link` is there for pages alone, and not for cards"),
        ("{{ trans(key=\"search\") }}", "`trans` is there for pages alone"),
        ("{% set x = fit(text=card.title, size=-1) %}", "`fit` cannot have `size=-1`"),
    ] {
        tree::put(site.path(), "templates/card.svg", svg(inside));
        for command in [&AT[..], &["check"]] {
            let ended = run(site.path(), command).refused();
            assert!(ended.stderr.contains(message), "{inside}: {}", ended.stderr);
            assert!(ended.stderr.contains("templates/card.svg"), "{inside}: {}", ended.stderr);
            assert_eq!(ended.stderr.matches("error:").count(), 1, "{inside}: {}", ended.stderr);
        }
    }
    tree::put(
        site.path(),
        "templates/card.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    );
    run(site.path(), &AT).refused().saying("the card is 9 × 9, and has to be 1200 × 630");
}

/// Headlines that nobody thought of.
#[test]
fn every_headline_has_a_card_that_holds_it() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitän ".repeat(40);
    let headlines = [
        ("one", "A"),
        ("long", long.trim()),
        ("markup", "</text><script>&amp;{{ card }}"),
        ("quotes", "The “long” road — 10\u{a0}000 km, 5 €"),
        ("greek", "Οι συνομιλίες αναβάλλονται"),
        ("georgian", "მოლაპარაკებები კვლავ გადაიდო"),
        ("marks", "Zero\u{200b}width\u{ad} and \u{2067}isolates\u{2069}"),
        ("vietnamese", "Cuộc đàm phán lại bị hoãn"),
    ];
    let stories = headlines.map(|(name, title)| (name, story(title, "")));
    let site = site(SETTINGS, &stories);
    let files = built(site.path());
    for (name, _) in headlines {
        let card = card_of(&files, &format!("politics/{name}"));
        assert!(card.is_some_and(|card| files[card].len() < 100_000), "{name}");
    }
}

#[test]
fn stories_with_one_headline_in_one_folder_share_their_card() {
    let settings = format!("{SETTINGS}permalink: /{{slug}}.html\n");
    let stories = [("a", story("Talks", "")), ("b", story("Talks", ""))];
    let site = site(&settings, &stories);
    let files = built(site.path());
    let of_stories = ["a", "b"].map(|name| card_of(&files, name).unwrap().clone());
    assert_ne!(of_stories[0], of_stories[1], "each has its own address");
    assert_eq!(files[&of_stories[0]], files[&of_stories[1]]);
}

#[test]
fn a_server_draws_what_is_asked_for() {
    let site = site(SETTINGS, &[("a", story("Talks", ""))]);
    let server = Server::start(site.path(), &[]);
    let html = String::from_utf8(server.get("/politics/a/").body).unwrap();
    let at = html.find("og:image\" content=\"").unwrap() + "og:image\" content=\"".len();
    let url = html[at..].split('"').next().unwrap();
    let path = &url[url.find("/x/").unwrap() + 2..];
    let answer = server.get(path);
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    let facts = look(&answer.body, CodePage::Western).unwrap();
    assert_eq!((facts.upright.width, facts.upright.height), (1200, 630));
    assert!(!site.path().join(".dateline").exists(), "a server writes nothing there");
    // It is the same as a build's.
    let files = built(site.path());
    assert_eq!(Some(&answer.body), files.get(path.trim_start_matches('/')));
}

/// The example of docs/templates.md.
#[test]
fn the_documented_card_is_drawn() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md");
    let docs = fs::read_to_string(docs).unwrap();
    let (_, example) = docs.split_once("```svg\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let site = site(SETTINGS, &[("a", story("Talks are put off once more", ""))]);
    let before = built(site.path());
    tree::put(site.path(), "templates/card.svg", example);
    let after = built(site.path());
    let card = |files: &Tree| files[card_of(files, "politics/a").unwrap()].clone();
    assert_ne!(card(&before), card(&after));
}
