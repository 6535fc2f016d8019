//! Stories that are told while they happen: their entries on the page, in feeds, in the file that
//! open pages ask for, and to search engines.

use serde_json::Value;

use crate::common::program::run;
use crate::common::published::built;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: The Highland Briefing\nbase_url: https://highland.example/briefing/\n\
    sections: [politics]\ntimezone: Asia/Yerevan\n";

const BODY: &str = "Polls are open.[^1]\n\n## 14:05 Turnout & more <b>bold</b>\n\nIt is high.\n\n\
    ### Why\n\nNobody knows.\n\n## 20:00 **Polls close**\n\n## 20:00 A second at eight\n\nText.\n\n\
    ## 00:40 The last district\n\nDone.[^1]\n\n[^1]: A note.\n";

fn site(live: &str, body: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    let story = format!("---\ntitle: The vote\ndate: 2026-11-28 08:00\n{live}\n---\n{body}");
    tree::put(place.path(), "content/politics/vote.md", story);
    place
}

fn text(files: &Tree, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

fn ids(page: &str) -> Vec<&str> {
    let entries = page.split("<article class=\"entry").skip(1);
    entries.filter_map(|entry| entry.split("id=\"").nth(1)?.split('"').next()).collect()
}

const PAGE: &str = "politics/vote/index.html";
const LATER: &str = "2026-11-29 12:00";

#[test]
fn entries_have_their_moments_addresses_and_order() {
    let newest = ["e20261129-0040", "e20261128-2000-2", "e20261128-2000", "e20261128-1405"];
    let oldest: Vec<&str> = newest.iter().rev().copied().collect();
    let page = text(&built(site("live: true", BODY).path(), LATER), PAGE);
    assert_eq!(ids(&page), newest);
    for part in [
        "<a href=\"#e20261129-0040\"><time datetime=\"2026-11-29T00:40:00+04:00\">00:40</time></a> The last district",
        "<article class=\"entry key\" id=\"e20261128-2000\">",
        "<li><a href=\"#e20261128-2000\"><time datetime=\"2026-11-28T20:00:00+04:00\">20:00</time> Polls close</a></li>",
        "<p class=\"day\">November 29, 2026</p>",
        "Turnout &amp; more",
        "data-updates=\"/briefing/politics/vote/live.json\"",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert_eq!(page.matches("class=\"footnotes\"").count(), 1);
    let ordered = site("live: {order: oldest, ended: true}", BODY);
    let page = text(&built(ordered.path(), LATER), PAGE);
    assert_eq!(ids(&page), oldest);
    assert!(page.contains("This coverage is over.") && !page.contains("live.js"), "{page}");
}

/// An id in braces stays, whatever else a heading has.
#[test]
fn an_entry_has_the_id_of_its_heading_too() {
    let body = "See [the dam](#dam) and [both](#e20261128-1105).\n\n## 10:05 The *dam* {#dam}\n\nA.\n\n\
                ## 11:05 **Key** {#key}\n\nB.\n";
    let place = site("live: true", body);
    let page = text(&built(place.path(), LATER), PAGE);
    for part in ["<span id=\"dam\">The <em>dam</em></span>", "<span id=\"key\">Key</span>"] {
        assert_eq!(page.matches(part).count(), 1, "{part}: {page}");
    }
    let said = run(place.path(), &["check", "--at", LATER]).done();
    assert!(!said.stderr.contains("has the id") && !said.stdout.contains("has the id"), "{said:?}");
    let wrong = site("live: true", &body.replace("(#dam)", "(#dams)"));
    run(wrong.path(), &["check", "--at", LATER])
        .refused()
        .saying("nothing on `/politics/vote/` has the id `dams`")
        .saying("its entries have: `#e20261128-1105`, `#e20261128-1005`");
}

#[test]
fn an_open_page_can_ask_for_what_is_new() {
    let place = site("live: {until: 2026-11-29 06:00}", BODY);
    let updates = |at: &str| -> Value {
        serde_json::from_slice(&built(place.path(), at)["politics/vote/live.json"]).unwrap()
    };
    let now = updates("2026-11-28 20:30");
    assert_eq!(now["over"], false);
    assert_eq!(now["entries"].as_array().unwrap().len(), 3);
    let later = updates("2026-11-29 06:00");
    assert_eq!(
        (&later["over"], later["entries"][0].as_str()),
        (&Value::Bool(true), Some("e20261129-0040"))
    );
    let next = |at: &str| run(place.path(), &["next", "--at", at]).done().stdout;
    assert_eq!(next("2026-11-28 20:30"), "2026-11-29T00:40:00+04:00\n");
    assert_eq!(next("2026-11-29 01:00"), "2026-11-29T06:00:00+04:00\n");
}

#[test]
fn what_is_to_come_is_told_and_in_no_file() {
    let place = site("live: true", BODY);
    let at = "2026-11-28 21:00";
    for (name, bytes) in built(place.path(), at) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("last district") && !text.contains("20261129"), "{name}");
    }
    let told = run(place.path(), &["build", "--at", at]).stderr;
    // The note at the end is that of an entry that readers see.
    assert!(text(&built(place.path(), at), PAGE).contains("A note."));
    assert!(!told.contains("has no note"), "{told}");
    assert!(
        told.contains("warning: this entry is of 2026-11-29 00:40 +04:00, in the future"),
        "{told}"
    );
    assert!(told.contains("--> content/politics/vote.md:22"), "{told}");
}

#[test]
fn a_picture_of_an_entry_to_come_is_in_no_file_before_it() {
    let body = "## 14:05 A\n\nText.\n\n## 20:00 B\n\n![A hall](vote.svg)\n";
    let place = site("live: true", body);
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    tree::put(place.path(), "content/politics/vote.svg", picture);
    let has_it = |at: &str| {
        built(place.path(), at).keys().any(|name| name.contains("/vote") && name.ends_with("svg"))
    };
    assert!(!has_it("2026-11-28 19:59"));
    assert!(has_it("2026-11-28 20:00"));
}

#[test]
fn html_that_runs_across_entries_ends_in_each() {
    let body = "<div>\n\nIntro.\n\n## 14:05 A\n\nText.\n\n</div>\n\n## 14:10 B\n\nMore.\n";
    let page = text(&built(site("live: {order: oldest}", body).path(), LATER), PAGE);
    assert_eq!(page.matches("<div").count(), page.matches("</div>").count(), "{page}");
    assert_eq!(ids(&page), ["e20261128-1405", "e20261128-1410"]);
}

#[test]
fn blocks_stand_in_entries_and_their_headings_begin_none() {
    let block =
        ":::fact-box\n## Who votes\n\nAll.\n:::\n\n:::timeline\n## 1 May\n\nIt began.\n:::\n\n";
    let body = format!("## 14:05 A\n\n{block}## 14:10 **B**\n\nMore.\n");
    let page = text(&built(site("live: true", &body).path(), LATER), PAGE);
    assert_eq!(ids(&page), ["e20261128-1410", "e20261128-1405"]);
    let (_, first) = page.split_once("id=\"e20261128-1405\"").unwrap();
    assert!(first.contains("<h2 id=\"who-votes\">") && first.contains("It began."), "{page}");
}

#[test]
fn the_words_are_those_of_the_language() {
    let place = site("live: ended", BODY);
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}language: de\n"));
    let page = text(&built(place.path(), LATER), PAGE);
    for words in ["Das Wichtigste", "Dieser Liveticker ist beendet.", "28. November 2026"] {
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn feeds_and_structured_data_have_the_entries() {
    let files = built(site("live: ended", BODY).path(), LATER);
    let feed: Value = serde_json::from_slice(&files["politics/vote/feed.json"]).unwrap();
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 4);
    assert_eq!(items[0]["url"], "https://highland.example/briefing/politics/vote/#e20261129-0040");
    assert_eq!(items[0]["title"], "The last district");
    for name in ["politics/vote/feed.xml", "politics/vote/atom.xml"] {
        assert!(text(&files, name).contains("#e20261128-2000-2"), "{name}");
    }
    let page = text(&files, PAGE);
    let (_, data) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let story = &data["@graph"][0];
    assert_eq!(story["@type"], serde_json::json!(["LiveBlogPosting", "NewsArticle"]));
    assert_eq!(story["coverageStartTime"], "2026-11-28T14:05:00+04:00");
    assert_eq!(story["coverageEndTime"], "2026-11-29T00:40:00+04:00");
    assert_eq!(story["dateModified"], "2026-11-29T00:40:00+04:00");
    assert_eq!(story["liveBlogUpdate"].as_array().unwrap().len(), 4);
}

#[test]
fn lists_say_that_a_story_is_live_as_long_as_it_is() {
    let place = site("live: {until: 2026-11-29 06:00}", BODY);
    let label = |at: &str| {
        text(&built(place.path(), at), "politics/index.html").contains("data-kind=\"live\"")
    };
    assert!(label("2026-11-28 21:00"));
    assert!(!label("2026-11-29 06:00"));
}

#[test]
fn headings_without_a_time_are_errors_at_their_lines() {
    let place = site("live: true", "## What we know\n\nText.\n\n## 2:05 pm The vote\n\nText.\n");
    let told = run(place.path(), &["build"]).refused().stderr;
    assert!(told.contains("error: an entry of a live story begins with its time\n --> content/politics/vote.md:6:1"), "{told}");
    assert!(told.contains("write `## 14:05 The vote`"), "{told}");
}

#[test]
fn five_thousand_entries_are_one_page() {
    let body: String = (0..5_000)
        .map(|at| {
            format!(
                "## {:02}:{:02} Entry {at} </script><!--\n\nText {at}.\n\n",
                at / 60 % 24,
                at % 60
            )
        })
        .collect();
    let place = site("live: ended", &body);
    let page = text(&built(place.path(), "2026-12-30"), PAGE);
    let mut ids = ids(&page);
    assert_eq!(ids.len(), 5_000);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5_000);
}

/// Whatever an entry to come says of links and notes, and wherever in it.
#[test]
fn what_an_entry_to_come_defines_is_in_no_file_either() {
    let held = "> > > > > [x]: https://other.example/SECRET\n\n\
                - > - > [y]: https://other.example/SECRET\n  > \"SECRET\"\n\n\
                1. [^n]: SECRET\n\nWord.[^end] [z]\n\n[z]: https://other.example/of-all\n\n";
    let notes = "[^end]: Only there: ![SECRET](secret.svg)\n\n[^seen]: See [^deep].\n";
    let body = format!(
        "## 20:00 Held\n\n{held}[^deep]: Deep down.\n\n## 08:00 First\n\nSeen.[^seen] [z]\n\n{notes}"
    );
    let place = site("live: true", &body);
    tree::put(
        place.path(),
        "content/politics/secret.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let now = built(place.path(), "2026-11-28 12:00");
    for (name, bytes) in &now {
        assert!(!name.contains("secret"), "{name}");
        assert!(!String::from_utf8_lossy(bytes).contains("SECRET"), "{name}");
    }
    let page = text(&now, PAGE);
    assert!(page.contains("Deep down.") && page.contains("https://other.example/of-all"), "{page}");
    let later = built(place.path(), LATER);
    assert!(text(&later, PAGE).contains("SECRET"));
    assert!(later.contains_key("politics/vote/secret.svg"), "{:?}", later.keys());
}

#[test]
fn a_story_whose_entries_are_all_to_come_is_there_without_them() {
    let place = site("live: true", "## 18:00 Polls close\n\nText.\n");
    let page = text(&built(place.path(), "2026-11-28 12:30"), PAGE);
    assert!(page.contains("The vote") && !page.contains("Polls close"), "{page}");
}
