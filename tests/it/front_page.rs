//! `front.yaml`: what editors put on the front page, when it comes and goes, and what is told of it.

use std::fs;
use std::path::Path;

use crate::common::made::{made_well, text};
use crate::common::program::run;
use crate::common::published::built;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: The Highland Briefing\nbase_url: https://highland.example/briefing/\n\
    sections: [politics, economy]\ntimezone: Asia/Yerevan\n";

/// A site with ten stories in each of two sections, the first the oldest, and a front page.
fn site(front: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    for (section, offset) in [("politics", 0), ("economy", 10)] {
        for at in 0..10 {
            let day = offset + at + 1;
            let tag = if at % 3 == 0 { "tags: [water]\n" } else { "" };
            let story =
                format!("---\ntitle: {section} {at}\ndate: 2026-01-{day:02}\n{tag}---\nText.\n");
            tree::put(place.path(), &format!("content/{section}/s{at}.md"), story);
        }
    }
    tree::put(place.path(), "front.yaml", front);
    place
}

fn front_page(files: &Tree) -> String {
    String::from_utf8(files["index.html"].clone()).unwrap()
}

/// The headlines of the stories on the page, in their order.
fn headlines(page: &str) -> Vec<&str> {
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let links = main.split("/\">").skip(1).filter_map(|rest| rest.split_once("</a>"));
    let of_story = |text: &&str| {
        let words: Vec<&str> = text.split(' ').collect();
        words.len() == 2 && words[1].parse::<u8>().is_ok()
    };
    links.map(|(text, _)| text).filter(of_story).collect()
}

fn told(place: &Path, at: &str) -> String {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("public");
    let ran = run(place, &["build", "--at", at, "--output", folder.to_str().unwrap()]);
    ran.stderr
}

const AT: &str = "2026-02-01 12:00";

#[test]
fn a_front_page_without_a_file_has_no_story_twice() {
    let place = site("");
    fs::remove_file(place.path().join("front.yaml")).unwrap();
    let page = front_page(&built(place.path(), AT));
    let shown = headlines(&page);
    assert_eq!(shown[0], "economy 9");
    assert_eq!(shown.len(), 1 + 8 + 4 + 1, "{shown:?}");
    let mut once = shown.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), shown.len(), "{shown:?}");
}

#[test]
fn stories_stand_where_editors_put_them_and_nowhere_else() {
    let place = site(
        "lead: content/politics/s3.md\n\
         second_leads: [content/economy/s9.md, content/politics/s0.md]\n\
         pinned: content/politics/s1.md\n\
         blocks:\n  - {title: Picked, stories: [content/economy/s8.md, content/politics/s2.md]}\n  \
         - {tag: Water, count: 2}\n  - politics\n",
    );
    let page = front_page(&built(place.path(), AT));
    assert_eq!(
        headlines(&page),
        [
            "politics 3",
            "economy 9",
            "politics 0",
            "politics 1",
            "economy 7",
            "economy 6",
            "economy 5",
            "economy 4",
            "economy 3",
            "economy 2",
            "economy 1",
            "economy 8",
            "politics 2",
            "economy 0",
            "politics 9",
            "politics 8",
            "politics 7",
            "politics 6",
            "politics 5",
        ]
    );
    for title in [
        "<h2 id=\"_block-1\">Picked</h2>",
        "<h2 id=\"_block-2\">water</h2>",
        "<h2 id=\"_politics\">Politics</h2>",
    ] {
        assert!(page.contains(title), "{title}");
    }
    assert!(page.contains("href=\"/briefing/tags/water/\">All of water</a>"));
    assert_eq!(told(place.path(), AT), "");
}

#[test]
fn a_banner_comes_and_goes_and_the_next_moment_is_known() {
    let place = site(
        "banner: {text: 'A <bridge> & more', link: content/politics/s3.md, from: 2026-02-01 10:00, until: 2026-02-01 18:00}\n",
    );
    let next = |at: &str| run(place.path(), &["next", "--at", at]).done().stdout;
    let banner = |at: &str| front_page(&built(place.path(), at)).contains("class=\"banner\"");
    assert!(!banner("2026-02-01 09:59"));
    assert_eq!(next("2026-02-01 09:59"), "2026-02-01T10:00:00+04:00\n");
    let page = front_page(&built(place.path(), "2026-02-01 10:00"));
    assert!(
        page.contains("<a href=\"/briefing/politics/s3/\">A &lt;bridge&gt; &amp; more</a>"),
        "{page}"
    );
    assert!(page.contains("data-until=\"2026-02-01T18:00:00+04:00\""));
    assert_eq!(next("2026-02-01 10:00"), "2026-02-01T18:00:00+04:00\n");
    assert!(!banner("2026-02-01 18:00"));
    assert_eq!(next("2026-02-01 18:00"), "");
    // What is over does nothing, also if its story is gone.
    fs::remove_file(place.path().join("content/politics/s3.md")).unwrap();
    assert_eq!(told(place.path(), "2026-02-01 18:00"), "");
    assert!(
        told(place.path(), "2026-02-01 17:00")
            .contains("there is no story `content/politics/s3.md`")
    );
}

#[test]
fn a_build_of_what_was_built_notices_the_front_page() {
    let place = site("lead: content/politics/s3.md\n");
    let lead = || {
        run(place.path(), &["build"]).done();
        let page = fs::read_to_string(place.path().join("public/index.html")).unwrap();
        headlines(&page)[0].to_string()
    };
    assert_eq!(lead(), "politics 3");
    tree::put(place.path(), "front.yaml", "lead: content/politics/s4.md\n");
    assert_eq!(lead(), "politics 4");
    fs::remove_file(place.path().join("front.yaml")).unwrap();
    assert_eq!(lead(), "economy 9");
}

#[test]
fn every_fault_is_told_with_its_place_and_what_to_write() {
    let place = site(
        "lead: [politics/s3.md, /politics/s4/, https://highland.example/briefing/politics/s5/]\n\
         second_leads: content/politic/s6.md\n\
         pinned: [content/about.md, content/politics/draft.md, content/politics/later.md]\n\
         blocks: [poltics, Economy, {tag: wather}]\n\
         banner: {text: A, until: 2026-03-01, link: content/gone.md}\n",
    );
    tree::put(place.path(), "content/about.md", "---\ntitle: About\n---\nUs.\n");
    tree::put(
        place.path(),
        "content/politics/draft.md",
        "---\ntitle: D\ndate: 2026-01-01\ndraft: true\n---\nText.\n",
    );
    tree::put(
        place.path(),
        "content/politics/later.md",
        "---\ntitle: L\ndate: 2026-01-01\nembargo: 2026-02-02 10:00\n---\nText.\n",
    );
    let told = told(place.path(), AT);
    for line in [
        "error: there is no story `politics/s3.md`\n --> front.yaml:1:8",
        "= help: write `content/politics/s3.md`",
        "= help: write `content/politics/s4.md`",
        "= help: write `content/politics/s5.md`",
        "error: there is no story `content/politic/s6.md`",
        "error: `content/about.md` is a page, and a front page has stories",
        "warning: `content/politics/draft.md` is a draft: the front page does without it",
        "warning: `content/politics/later.md` is embargoed until 2026-02-02 10:00 +04:00: the front page does without it",
        "error: there is no section `poltics`",
        "= help: write `politics`",
        "error: there is no section `Economy`",
        "= help: write `economy`",
        "warning: no story has the tag `wather`: the block is not shown",
        "did you mean `water`?",
        "error: there is no story `content/gone.md`",
    ] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
}

#[test]
fn files_that_nobody_reads_are_told() {
    let place = site("");
    tree::put(place.path(), "front.yml", "lead: a\n");
    tree::put(place.path(), "front.ru.yaml", "lead: a\n");
    let told = told(place.path(), AT);
    assert!(told.contains("warning: nobody reads this file: it has another ending"), "{told}");
    assert!(told.contains("name it `front.yaml`"), "{told}");
    assert!(told.contains("nobody reads this file: `ru` is no language of the site"), "{told}");
}

#[test]
fn each_language_has_its_own_and_names_any_version_of_a_story() {
    let place = tempfile::tempdir().unwrap();
    let settings = "base_url: https://highland.example/\nsections: [politics]\n\
        languages: {hy: {title: A}, ru: {title: B}}\n";
    tree::put(place.path(), "site.yaml", settings);
    for at in 0..3 {
        for language in ["", ".ru"] {
            let story =
                format!("---\ntitle: politics {at}\ndate: 2026-01-0{}\n---\nText.\n", at + 1);
            tree::put(place.path(), &format!("content/politics/s{at}{language}.md"), story);
        }
    }
    tree::put(
        place.path(),
        "front.ru.yaml",
        "lead: content/politics/s0.md\nsecond_leads: content/politics/s1.ru.md\n",
    );
    let files = built(place.path(), AT);
    let russian = String::from_utf8(files["ru/index.html"].clone()).unwrap();
    assert_eq!(headlines(&russian), ["politics 0", "politics 1", "politics 2"]);
    assert!(russian.contains("href=\"/ru/politics/s0/\""));
    assert_eq!(headlines(&front_page(&files))[0], "politics 2");
    // A file that gets a language in its name is named so.
    run(place.path(), &["mv", "content/politics/s0.md", "content/politics/s0.hy.md"]).done();
    let front = fs::read_to_string(place.path().join("front.ru.yaml")).unwrap();
    assert!(front.starts_with("lead: content/politics/s0.hy.md\n"), "{front}");
    assert!(!told(place.path(), AT).contains("error"));
    // What is held is named by its file, which may be another than the one that is written.
    let draft = "---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\nText.\n";
    tree::put(place.path(), "content/politics/s0.ru.md", draft);
    assert!(told(place.path(), AT).contains(
        "warning: `content/politics/s0.ru.md` is a draft: the front page does without it\n --> front.ru.yaml:1:7"
    ));
    tree::put(place.path(), "front.hy.yaml", "lead: content/politics/s1.md\n");
    tree::put(place.path(), "front.yaml", "lead: content/politics/s1.md\n");
    assert!(
        told(place.path(), AT).contains("`front.hy.yaml` says already what is on the front page")
    );
}

#[test]
fn a_move_takes_the_front_page_along() {
    let front = "# Kept\nlead: {story: \"content/politics/s3.md\", until: 2027-01-01}\n\
        pinned: [content/politics/s3.md.md, content/economy/s1.md]\nblocks: [politics, {section: economy}]\n";
    let place = site(&front.replace("content/politics/s3.md.md, ", ""));
    let front = || fs::read_to_string(place.path().join("front.yaml")).unwrap();
    run(place.path(), &["mv", "content/politics/s3.md", "content/economy/peace.md"]).done();
    assert_eq!(
        front(),
        "# Kept\nlead: {story: content/economy/peace.md, until: 2027-01-01}\n\
         pinned: [content/economy/s1.md]\nblocks: [politics, {section: economy}]\n"
    );
    run(place.path(), &["mv", "economy", "money"]).done();
    assert_eq!(
        front(),
        "# Kept\nlead: {story: content/money/peace.md, until: 2027-01-01}\n\
         pinned: [content/money/s1.md]\nblocks: [politics, {section: money}]\n"
    );
    // An anchor that nothing refers to is told of, as a word that readers do not see.
    let rest = "banner: {text: Now, link: *a, until: 2027-01-01}\n";
    let anchored = &format!("lead: &a content/money/s2.md\n{rest}");
    tree::put(place.path(), "front.yaml", anchored);
    let moved = run(place.path(), &["mv", "content/money/s2.md", "content/money/s22.md"]);
    let is_right = front() == format!("lead: &a content/money/s22.md\n{rest}");
    assert!(
        is_right || moved.stderr.contains("only you can change"),
        "{}{}",
        front(),
        moved.stderr
    );
}

#[test]
fn hostile_files_end_in_an_error() {
    let place = site("");
    let big = "a".repeat(10 << 20);
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n\
        lead: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n";
    let outside =
        "lead: [../../etc/passwd, content/../site.yaml, 'javascript:alert(1)', \"a\\0b\"]\n";
    for (front, message) in [
        (big.as_str(), "this file is larger than 2 MiB"),
        (bomb, "there is too much of it"),
        (outside, "there is no story `../../etc/passwd`"),
        (
            "banner: {text: A, until: 2036-01-01, link: 'javascript:alert(1)'}\n",
            "a path such as `/about/`, or an address that begins with `https://`",
        ),
        // What is wrong with a part hides nothing of the others.
        ("blocks: [{section: politcs, count: 0}]\n", "there is no section `politcs`"),
        ("lead: {story: content/gone.md, from: soon}\n", "there is no story `content/gone.md`"),
        ("- a\n- b\n", "has to be a map"),
        ("lead: {story: [a]}\n", "has to be text"),
    ] {
        tree::put(place.path(), "front.yaml", front);
        let told = told(place.path(), AT);
        assert!(told.contains(message), "{message} is not in\n{told}");
    }
}

#[test]
fn a_block_has_an_id_of_its_own_whatever_its_section_is_called() {
    let stories: Vec<(String, String)> = (10..22)
        .map(|minute| {
            let story =
                format!("---\ntitle: N{minute}\ndate: 2026-02-01 10:{minute}\n---\n\nText.\n");
            (format!("content/latest/n{minute}.md"), story)
        })
        .collect();
    let settings = "title: T\nbase_url: https://wire.example/\nsections: [latest]\n";
    let stories = stories.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = [("site.yaml", settings)].into_iter().chain(stories).collect();
    let made = made_well(&files);
    let page = text(&made, "index.html");
    assert_eq!(page.matches("id=\"_latest\"").count(), 1, "{page}");
    assert!(page.contains("<h2 id=\"_block-1\">Latest</h2>"), "{page}");
}

#[test]
fn all_stories_are_listed_by_time_unless_the_site_has_something_there() {
    let place = site("");
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}page_size: 8\n"));
    let files = built(place.path(), AT);
    let page = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let all: Vec<String> =
        ["latest/index.html", "latest/page/2/index.html", "latest/page/3/index.html"]
            .iter()
            .flat_map(|name| {
                headlines(&page(name)).into_iter().map(String::from).collect::<Vec<_>>()
            })
            .collect();
    let expected = (0..20).rev().map(|at| match at {
        0..10 => format!("politics {at}"),
        at => format!("economy {}", at - 10),
    });
    assert_eq!(all, expected.collect::<Vec<_>>());
    assert!(page("latest/index.html").contains("<time datetime=\"2026-01-20\">January 20</time>"));
    tree::put(place.path(), "content/latest.md", "---\ntitle: Our own\n---\nText.\n");
    let files = built(place.path(), AT);
    assert!(String::from_utf8(files["latest/index.html"].clone()).unwrap().contains("Our own"));
    assert!(!files.contains_key("latest/page/2/index.html"));
}
