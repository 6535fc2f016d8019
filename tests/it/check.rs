//! `dateline check`: every fault that was planted is found once, at its line; on a
//! site without faults nothing is, and an outside checker of links agrees.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::common::bounded::ended_within;
use crate::common::outside::of_package;
use crate::common::photo::plain_png;
use crate::common::program::{dateline, ended, run};
use serde_json::Value;
use tempfile::TempDir;

const AT: [&str; 2] = ["--at", "2026-03-01T12:00:00Z"];

const SETTINGS: &str = "title: Planted\nbase_url: https://paper.example/repo/\nlanguage: en\ntimezone: UTC\n\
                        sections: [politics]\nmarkdown: {html: allow}\n";

/// The words of a story that is long enough to be told apart from others.
fn long_text(subject: &str) -> String {
    (0..80).map(|n| format!("{subject} number {n} was counted. ")).collect()
}

fn story(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nsummary: What it says.\ndate: 2026-01-10 09:00\n---\n{body}\n")
}

/// A site of these files.
fn site(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [("site.yaml", SETTINGS)].iter().chain(files) {
        put(folder.path(), file, text.as_bytes());
    }
    folder
}

fn put(folder: &Path, file: &str, bytes: &[u8]) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What the check of a folder says: kind, file, line and column of each finding.
fn findings(folder: &Path) -> Vec<(String, String, u64, u64)> {
    let said = run(folder, &["check", AT[0], AT[1], "--format", "json"]);
    assert_eq!(said.stderr, "");
    let finding = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_string();
        let number = |name: &str| line[name].as_u64().unwrap_or_default();
        (text("kind"), text("file"), number("line"), number("column"))
    };
    said.stdout.lines().map(finding).collect()
}

#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[(&str, &str, u64, u64)]) {
    let folder = site(files);
    let found = findings(folder.path());
    let found: Vec<_> =
        found.iter().map(|(kind, file, line, column)| (&**kind, &**file, *line, *column)).collect();
    assert_eq!(found, expected);
}

const STORY: &str = "content/politics/story.md";
const OTHER: &str = "content/politics/other.md";

#[test]
fn a_site_without_faults_is_fine() {
    let body = "## One\n\n[To two](other.md#two), [up](#one), [all](/politics/), [feed](/feed.xml), \
                [index](/politics/other/index.html), [without its slash](/politics/other).";
    let folder = site(&[(STORY, &story("A", body)), (OTHER, &story("B", "## Two\n\nText."))]);
    let said = run(folder.path(), &["check", AT[0], AT[1]]).done();
    assert_eq!(said.stderr, "");
    assert_eq!(said.stdout, "Checked 10 pages: 0 errors, 0 warnings\n");
}

/// A link to what is not public yet is no slip, and one with the base path is a known one.
#[test]
fn links_to_what_is_held_or_written_with_the_base_path() {
    let held = "---\ntitle: H\nsummary: S.\ndate: 2026-01-10\nembargo: 2026-04-01\n---\nText.\n";
    let live = "---\ntitle: L\nsummary: S.\ndate: 2026-02-28\nlive: true\n---\n\n## 2026-02-28 10:00 One\n\nText.\n";
    let body = "[a](/politics/held/), [b](/politics/held), [c](live.md#e20260401-2350), \
                [d](live.md#e20260228-0950), [e](/repo/politics/other/), [f](/repo/politics/gone/)";
    let menu = format!("{SETTINGS}menu: [{{title: H, url: /politics/held/}}]\n");
    let files = [
        ("site.yaml", menu.as_str()),
        (STORY, &story("A", body)),
        (OTHER, &story("B", "Text.")),
        ("content/politics/held.md", held),
        ("content/politics/live.md", live),
    ];
    let said = run(site(&files).path(), &["check", AT[0], AT[1]]).stderr;
    let told: Vec<&str> = said
        .lines()
        .filter(|line| ["error", "warning", "  = help"].iter().any(|it| line.starts_with(it)))
        .collect();
    let until = "  = help: until that is public, the link leads nowhere; one to its file, \
                 `content/politics/held.md`, is shown as words without a link till then";
    let is_held = "warning: this links to `/politics/held/`, which is embargoed until 2026-04-01 00:00 +00:00";
    for expected in [
        [is_held, until],
        [&is_held.replace("/held/", "/held"), until],
        [
            "warning: nothing on `/politics/live/` has the id `e20260401-2350` yet: no entry is of that time",
            "  = help: until one is, the link leads to the top of the page; correct it, unless that entry is to come",
        ],
        [
            "error: nothing on `/politics/live/` has the id `e20260228-0950`",
            "  = help: its entries have: `#e20260228-1000`",
        ],
        [
            "error: this links to `/repo/politics/other/`, which the site does not have",
            "  = help: write `/politics/other/`: the path of `base_url` stands before it anyway",
        ],
    ] {
        assert!(told.windows(2).any(|two| two == expected), "{expected:?} {told:#?}");
    }
    assert_eq!(said.matches("error: ").count(), 3, "{said}");
    // The link of the text, and that of the menu, which all pages show.
    assert_eq!(told.iter().filter(|line| **line == is_held).count(), 2, "{said}");
}

/// The site's own file is served at the address of its folder.
#[test]
fn a_page_of_the_sites_own_is_there_by_each_of_its_names() {
    let page = "<!doctype html><html lang=\"en\"><title>A</title><p>Old.</p></html>";
    for (file, links) in [
        ("static/old/index.html", ["/old/", "/old", "/old/index.html"]),
        ("static/old.html", ["/old", "/old.html", "/old.html?a=b"]),
    ] {
        let links = links.map(|link| format!("<p><a href=\"{link}\">old</a></p>\n"));
        finds(&[(STORY, &story("A", &links.concat())), (file, page)], &[]);
    }
    let gone = "<p><a href=\"/old/a/\">old</a></p>";
    finds(
        &[(STORY, &story("A", gone)), ("static/old/index.html", page)],
        &[("broken-link", STORY, 6, 13)],
    );
}

#[test]
fn links_of_texts_that_lead_nowhere_are_found_at_their_line() {
    finds(
        &[
            (
                STORY,
                &story(
                    "A",
                    "[Gone](/politics/gone/).\n\n[No such heading](other.md#three)\n\n\
                     <p><a href=\"/repo/raw/\">Raw</a> and <a href=\"#nowhere\">here</a></p>\n\n\
                     [again](/politics/gone/)",
                ),
            ),
            (OTHER, &story("B", "## Two\n\nText.")),
        ],
        &[
            ("broken-link", STORY, 6, 8),
            ("broken-anchor", STORY, 8, 27),
            ("broken-link", STORY, 10, 13),
            ("broken-anchor", STORY, 10, 46),
        ],
    );
}

/// Each text says `^` where the one thing is written that is wrong with it; around it, the
/// same words stand where nothing is.
const WRITTEN: [(&str, &str); 23] = [
    ("broken-link", "/gone/1/ `[a](/gone/1/)` <!-- /gone/1/ --> [a](^/gone/1/)"),
    ("broken-link", "[/gone/2/](^/gone/2/ \"/gone/2/\")"),
    ("broken-link", "```\n[a](/gone/3/)\n```\n\n> - [a\n>   b](<^/gone/3/>)"),
    ("broken-link", "[a][b] /gone/4/\n\n[b]: ^/gone/4/"),
    ("broken-link", "/gone/é [a](^/gone/é)"),
    ("broken-link", "[a](^/gone/6\\_/)"),
    ("broken-link", "/gone/7 <a title=\"/gone/7\" href=\"^/gone/7&amp;b\">a</a>"),
    ("broken-link", "<pre>\n'href=\"/gone/8\">'\n</pre>\n\n<a href=^&#x2f;gone/8>a</a>"),
    ("broken-link", "<img alt=gone-9 srcset=\"/politics/ 1x, ^gone-9 2x\">"),
    ("broken-link", "<form action=\"\"><button formaction=^/gone/10>a</button></form>"),
    ("broken-link", "> <a\n> href='^/gone/11'>a</a>"),
    ("broken-link", "A note.[~n]\n\n[~n]: /gone/12 [a](^/gone/12)"),
    ("broken-anchor", "#none-13 [a](other.md^#none-13)"),
    ("broken-anchor", "`other.md#none-14` [a](/politics/other/^#none-14)"),
    ("missing-alt", "![a](https://p.example/15.png) ![](^https://p.example/15.png)"),
    ("missing-alt", "<img src=//p.example/16 alt=a> <img src=^//p.example/16>"),
    ("mixed-content", "[a](http://p.example/17) http://p.example/18 ![a](^http://p.example/18)"),
    ("duplicate-id", "id=\"one\" <b ^id='one'>a</b> <b id=one>b</b>"),
    ("duplicate-id", "^## Two\n\n<b id=two>a</b>"),
    ("skipped-heading", "```\n#### Three\n```\n\n## One\n\n> ^#### Three"),
    ("skipped-heading", "## One\n\n<^h4>Three</h4>"),
    ("stopped", "onclick=a() <b ^onclick='a()'>b</b>"),
    ("stopped", "a()\n\n<script>\n^a()\n</script>"),
];

#[test]
fn what_is_wrong_is_found_where_it_is_written_and_not_where_the_same_words_are() {
    let folder = site(&[(OTHER, &story("B", "## Two\n\nText."))]);
    let mut expected = Vec::new();
    for (number, (kind, text)) in WRITTEN.iter().enumerate() {
        let file = format!("content/politics/story-{number:02}.md");
        let marked = story(&format!("Story {number}"), text);
        let (before, behind) = marked.split_once('^').unwrap();
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let line = before.matches('\n').count() + 1;
        expected.push((kind.to_string(), file.clone(), line as u64, column as u64));
        put(folder.path(), &file, format!("{before}{behind}").replace('~', "^").as_bytes());
    }
    assert_eq!(findings(folder.path()), expected);
}

#[test]
fn links_of_front_matter_are_found_in_their_field() {
    let front = "---\ntitle: A\nsummary: Of http://p.example/a.png.\ndate: 2026-01-10\n\
                 image: {src: \"http://p.example/a.png\", alt: A}\nextra:\n  more: [x, /gone/]\n---\n";
    let footer = "{% if briefing.extra.more %}<a href=\"{{ link(path=briefing.extra.more[1]) }}\">A</a>{% endif %}\n\
                  <a href=\"{{ link(path=\"/none/\") }}\">B</a>\n";
    finds(
        &[
            (STORY, &format!("{front}Text of /gone/.\n")),
            (OTHER, &story("B", "Text.")),
            ("templates/after-story.html", footer),
        ],
        &[
            ("mixed-content", STORY, 5, 14),
            ("broken-link", STORY, 7, 13),
            ("broken-link", "templates/after-story.html", 2, 24),
        ],
    );
}

#[test]
fn links_of_templates_are_told_once_with_their_line() {
    finds(
        &[
            (STORY, &story("A", "Text.")),
            (
                "templates/frame/footer.html",
                "<p><a href=\"/imprint/\">No such page</a></p>\n<p><a href=\"/politics/\">Without the base \
                 path</a></p>\n<p><a href=\"{{ link(path=\"/none/\") }}\">None</a></p>\n",
            ),
        ],
        &[
            // The host may have other pages at `/imprint/`.
            ("base-path", "templates/frame/footer.html", 2, 13),
            ("broken-link", "templates/frame/footer.html", 3, 27),
        ],
    );
}

#[test]
fn pictures_without_words_and_of_a_wrong_size_are_found() {
    let folder = site(&[(
        STORY,
        "---\ntitle: A\nsummary: B.\ndate: 2026-01-10\nimage: lead.png\n---\n![](map.png)\n\n\
         ![A map](large.svg)\n",
    )]);
    for (name, width) in [("lead", 800), ("map", 400)] {
        put(folder.path(), &format!("content/politics/{name}.png"), &plain_png(width, 300));
    }
    // A drawing is published as it is.
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"6000\" height=\"300\"/>";
    put(folder.path(), "content/politics/large.svg", drawing.as_bytes());
    let expected = [
        ("picture-size", STORY, 0, 0),
        ("picture-size", STORY, 5, 8),
        ("missing-alt", STORY, 5, 8),
        ("missing-alt", STORY, 7, 5),
    ];
    let found = findings(folder.path());
    let found: Vec<_> = found.iter().map(|(a, b, c, d)| (&**a, &**b, *c, *d)).collect();
    assert_eq!(found, expected);
}

#[test]
fn pictures_that_are_shown_in_another_shape_are_found() {
    let folder = site(&[
        (
            STORY,
            &story(
                "A",
                "<img src=\"/map.png\" alt=\"A map\" width=\"400\" height=\"400\">\n\n\
                 <img src=\"/plan.png\" alt=\"A plan\" width=\"200\" height=\"151\">\n",
            ),
        ),
        (
            "templates/frame/footer.html",
            "<img src=\"{{ link(path=\"/logo.png\") }}\" alt=\"\" width=\"16\" height=\"16\">\n",
        ),
    ]);
    for file in ["static/map.png", "static/plan.png", "static/logo.png"] {
        put(folder.path(), file, &plain_png(400, 300));
    }
    let found = findings(folder.path());
    let found: Vec<_> = found.iter().map(|(a, b, c, d)| (&**a, &**b, *c, *d)).collect();
    assert_eq!(
        found,
        [("picture-size", STORY, 6, 11), ("picture-size", "templates/frame/footer.html", 1, 26)]
    );
}

#[test]
fn what_the_policy_of_a_page_stops_is_found() {
    let footer = "<p>A</p>\n<script>\nrun();\n</script>\n<p style=\"color: red\">B</p>\n<p onclick=\"run()\">C</p>\n\
                  <style>p {}</style>\n";
    let files: [(&str, &str); 2] =
        [(STORY, &story("A", "Text.")), ("templates/footer.html", footer)];
    finds(
        &files,
        &[
            ("stopped", "templates/footer.html", 3, 1),
            ("stopped", "templates/footer.html", 5, 4),
            ("stopped", "templates/footer.html", 6, 4),
            ("stopped", "templates/footer.html", 7, 8),
        ],
    );
    let allowed = site(&files);
    let settings = fs::read_to_string(allowed.path().join("site.yaml")).unwrap();
    let settings = settings + "content_security_policy: false\n";
    put(allowed.path(), "site.yaml", settings.as_bytes());
    assert_eq!(findings(allowed.path()), []);
}

/// What a text loads from elsewhere, the source that allows it, and by which directive.
const LOADED: [(&str, &str); 7] = [
    (
        "<iframe src=\"^https://www.google.example/maps/embed?pb=!1m18\"></iframe>",
        "frame-src: [https://www.google.example]",
    ),
    (
        "<iframe src=\"^//social.example/@a/7/embed\"></iframe>",
        "frame-src: [https://social.example]",
    ),
    ("<iframe src=\"^/politics/\"></iframe>", "frame-src: [\"'self'\"]"),
    (
        "<script async src=\"^https://embed.bsky.example/static/embed.js\"></script>",
        "script-src: [https://embed.bsky.example]",
    ),
    (
        "<link rel=\"stylesheet\" href=\"^https://a.example:8443/s.css\">",
        "style-src: [https://a.example:8443]",
    ),
    (
        "<form action=\"^https://list.example/join\"><button>Join</button></form>",
        "form-action: [https://list.example]",
    ),
    ("<object data=\"^https://a.example/a.pdf\"></object>", ""),
];

#[test]
fn what_the_policy_stops_from_being_loaded_is_found_and_its_remedy_allows_it() {
    for (marked, allowed) in LOADED {
        let text = marked.replace('^', "");
        let column = marked.find('^').unwrap() as u64 + 1;
        let folder = site(&[(STORY, &story("A", &text))]);
        let said = run(folder.path(), &["check", AT[0], AT[1]]);
        let found = findings(folder.path());
        assert_eq!(found, [("stopped".into(), STORY.into(), 6, column)], "{text}");
        if allowed.is_empty() {
            assert!(said.stderr.contains("link to it"), "{}", said.stderr);
            continue;
        }
        let hint = format!("content_security_policy: {{{allowed}}}");
        assert!(said.stderr.contains(&hint), "{hint}: {}", said.stderr);
        put(folder.path(), "site.yaml", format!("{SETTINGS}{hint}\n").as_bytes());
        assert_eq!(findings(folder.path()), [], "{text}");
        run(folder.path(), &["build", AT[0], AT[1]]).done();
        let page =
            fs::read_to_string(folder.path().join("public/politics/story/index.html")).unwrap();
        let (_, policy) = page.split_once("Content-Security-Policy").unwrap();
        let source = allowed.split(['[', ']']).nth(1).unwrap().trim_matches('"');
        assert!(
            policy.split_once('>').unwrap().0.replace("&#x27;", "'").contains(source),
            "{policy}"
        );
    }
    // What a page shows of the providers that it names, its own scripts and what cannot be loaded.
    for text in [
        "https://www.youtube.com/watch?v=a1\n\n<iframe src=\"https://www.youtube-nocookie.com/embed/a1\"></iframe>",
        "<script src=\"/own.js\"></script>",
        "<link rel=\"stylesheet\" href=\"/own.css\">",
        "<script type=\"application/json\" src=\"https://a.example/x.json\"></script>",
        "<iframe srcdoc=\"<p>a</p>\"></iframe>",
    ] {
        let own = [("static/own.js", "a()"), ("static/own.css", "p {}")];
        finds(&[(STORY, &*story("A", text)), own[0], own[1]], &[]);
    }
    // All styles of texts, by a word of the policy that counts for nothing beside a hash.
    let folder = site(&[(STORY, &story("A", "<p style=\"color: red\">a</p>"))]);
    assert_eq!(findings(folder.path()).len(), 1);
    let settings = format!(
        "{SETTINGS}content_security_policy: {{style-src: [\"'unsafe-inline'\"]}}\ntheme: {{colors: {{accent: '#036'}}}}\n"
    );
    put(folder.path(), "site.yaml", settings.as_bytes());
    assert_eq!(findings(folder.path()), []);
    run(folder.path(), &["build", AT[0], AT[1]]).done();
    let page = fs::read_to_string(folder.path().join("public/politics/story/index.html")).unwrap();
    let styles = page.split_once("style-src ").unwrap().1.split([';', '"']).next().unwrap();
    assert!(styles.contains("unsafe-inline") && !styles.contains("sha256"), "{styles}");
}

#[test]
fn colours_in_which_letters_cannot_be_read_are_found() {
    let colors = "theme:\n  colors: {accent: '#777'}\n  dark_colors:\n    paper: '#555'\n    accent: '#fff'\n";
    let folder = site(&[(STORY, &story("A", "Text."))]);
    let settings = fs::read_to_string(folder.path().join("site.yaml")).unwrap();
    let line = settings.lines().count();
    put(folder.path(), "site.yaml", (settings + colors).as_bytes());
    let found = findings(folder.path());
    let expected =
        |line, column| ("low-contrast".to_string(), "site.yaml".to_string(), line, column);
    let line = line as u64;
    // The accent on paper and on boxes; of the dark page, the soft letters on paper.
    assert_eq!(found, [expected(line + 2, 20), expected(line + 2, 20), expected(line + 4, 12)]);
}

#[test]
fn what_a_page_has_twice_or_skips_is_found() {
    finds(
        &[(
            STORY,
            &story("A", "<p id=\"one\">A</p>\n<p id=\"one\">B</p>\n\n## Two\n\n#### Four\n"),
        )],
        &[("duplicate-id", STORY, 6, 4), ("skipped-heading", STORY, 11, 1)],
    );
}

/// Each remedy is as the thing is written, and nothing is told when it is followed.
#[test]
fn headings_and_pictures_are_mended_as_they_are_written() {
    for (wrong, kind, hint, right) in [
        ("### Prices", "skipped-heading", "write `## Prices`", "## Prices"),
        (
            "## A\n\n#### B *c* ####",
            "skipped-heading",
            "write `### B *c* ####`",
            "## A\n\n### B *c*",
        ),
        (
            "A[\\[1\\]](#_ftn1)",
            "broken-anchor",
            "this is a note of Word's: write `[^1]` here, and in a line of its own `[^1]: …`",
            "A[^1]\n\n[^1]: Note.",
        ),
        ("<h3>Prices</h3>", "skipped-heading", "make it `<h2>`", "<h2>Prices</h2>"),
        (
            "![](a.png)",
            "missing-alt",
            "write what it shows between the square brackets: `![…]`",
            "![A gauge](a.png)",
        ),
        (
            "<img src=\"/a.png\">",
            "missing-alt",
            "write what it shows: `alt=\"…\"`",
            "<img src=\"/a.png\" alt=\"A gauge\">",
        ),
        (
            "![IMG_2034.JPG](a.png)",
            "missing-alt",
            "write what it shows between the square brackets: `![…]`",
            "![The 2034 gauge](a.png)",
        ),
        (
            "![image](<a.png>)",
            "missing-alt",
            "write what it shows between the square brackets: `![…]`",
            "![An image of a saint](<a.png>)",
        ),
    ] {
        let folder = site(&[(STORY, &story("A", wrong))]);
        put(folder.path(), "content/politics/a.png", &plain_png(400, 300));
        put(folder.path(), "static/a.png", &plain_png(400, 300));
        let told: Vec<_> = messages(folder.path()).into_iter().map(|[a, _, _, d]| (a, d)).collect();
        assert_eq!(told, [(kind.to_string(), hint.to_string())], "{wrong}");
        put(folder.path(), STORY, story("A", right).as_bytes());
        assert_eq!(messages(folder.path()).len(), 0, "{right}");
    }
}

#[test]
fn what_a_page_loads_without_encryption_is_found() {
    finds(
        &[(
            STORY,
            &story(
                "A",
                "[A link may](http://other.example/).\n\n![A map](http://other.example/map.png)\n",
            ),
        )],
        &[("mixed-content", STORY, 8, 10)],
    );
}

#[test]
fn stories_that_readers_would_stumble_over_are_found() {
    let long = "x".repeat(120);
    finds(
        &[
            (STORY, &story(&long, &long_text("A sheep"))),
            (OTHER, &format!("---\ntitle: B\ndate: 2026-01-11\n---\n{}\n", long_text("A cow"))),
            (
                "content/politics/same.md",
                &story("C", &format!("{} And one sentence more.", long_text("A sheep"))),
            ),
        ],
        &[
            ("missing-summary", OTHER, 1, 1),
            ("near-identical", "content/politics/same.md", 0, 0),
            ("long-headline", STORY, 2, 1),
        ],
    );
}

#[test]
fn names_that_disks_and_artifacts_do_not_keep_are_found() {
    finds(
        &[
            (STORY, &story("A", "Text.")),
            ("static/Map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("static/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("static/.well-known/security.txt", "Contact: mailto:a@paper.example"),
        ],
        &[
            ("hidden-file", "static/.well-known/security.txt", 0, 0),
            ("case-clash", "static/map.svg", 0, 0),
        ],
    );
}

#[test]
fn a_workflow_that_publishes_hidden_files_is_believed() {
    finds(
        &[
            (STORY, &story("A", "Text.")),
            ("static/.well-known/security.txt", "Contact: mailto:a@paper.example"),
            (".github/workflows/pages.yml", "with:\n  include-hidden-files: true\n"),
        ],
        &[],
    );
}

#[test]
fn a_file_that_github_refuses_is_found() {
    let folder = site(&[(STORY, &story("A", "Text."))]);
    put(folder.path(), "static/film.mp4", b"");
    let film = fs::File::options().write(true).open(folder.path().join("static/film.mp4"));
    // It takes no room on the disk.
    film.unwrap().set_len(101 << 20).unwrap();
    let found = findings(folder.path());
    assert_eq!(found, [("large-file".into(), "static/film.mp4".into(), 0, 0)]);
}

#[test]
fn a_site_that_github_pages_does_not_publish_is_found() {
    let folder = site(&[(STORY, &story("A", "Text."))]);
    for number in 0..11 {
        let file = format!("static/film-{number}.mp4");
        put(folder.path(), &file, b"");
        let film = fs::File::options().write(true).open(folder.path().join(file));
        film.unwrap().set_len(95 << 20).unwrap();
    }
    assert_eq!(findings(folder.path()), [("large-site".into(), String::new(), 0, 0)]);
    fs::remove_file(folder.path().join("static/film-0.mp4")).unwrap();
    fs::remove_file(folder.path().join("static/film-1.mp4")).unwrap();
    assert_eq!(findings(folder.path()), []);
}

#[test]
fn people_read_what_is_wrong_and_what_to_do() {
    let folder = site(&[
        (STORY, &story("A", "[Gone](/politics/othre/).")),
        (OTHER, &story("B", "![](https://other.example/map.png)")),
    ]);
    let said = run(folder.path(), &["check", AT[0], AT[1]]).refused();
    assert_eq!(said.stdout, "Checked 10 pages: 1 error, 1 warning\n");
    assert_eq!(
        said.stderr,
        "\
warning: the picture `https://other.example/map.png` has no description for readers who cannot see it
 --> content/politics/other.md:6:5
  |
6 | ![](https://other.example/map.png)
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write what it shows between the square brackets: `![…]`

error: this links to `/politics/othre/`, which the site does not have
 --> content/politics/story.md:6:8
  |
6 | [Gone](/politics/othre/).
  |        ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `/politics/other/`?

1 error
"
    );
}

#[test]
fn warnings_fail_when_that_is_asked_for() {
    let folder = site(&[(STORY, "---\ntitle: A\ndate: 2026-01-10\n---\nText.\n")]);
    run(folder.path(), &["check", AT[0], AT[1]]).done();
    run(folder.path(), &["check", AT[0], AT[1], "--strict"]).refused();
}

#[test]
fn github_shows_findings_on_their_lines() {
    let folder = site(&[(STORY, &story("A", "[Gone](/gone/)."))]);
    let mut command = dateline(folder.path(), &["check", AT[0], AT[1]]);
    let said = ended(command.env("GITHUB_ACTIONS", "true")).refused();
    let annotation =
        "::error file=content/politics/story.md,line=6,col=8,endColumn=14::this links to `/gone/`";
    assert!([said.stdout, said.stderr].concat().contains(annotation));
}

#[test]
fn a_template_that_fails_is_told_instead() {
    let folder = site(&[(STORY, &story("A", "Text.")), ("templates/404.html", "{{ nobody }}")]);
    let said = run(folder.path(), &["check", AT[0], AT[1]]).refused();
    assert!(said.stderr.contains("templates/404.html:1:4"), "{}", said.stderr);
}

#[test]
fn the_sample_has_nothing_to_tell() {
    let said = run(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["check", "--at", "2026-11-24T12:00:00Z", "--strict"],
    );
    assert_eq!(said.stderr, "");
    said.done();
}

/// Linkinator (<https://github.com/JustinBeckwith/linkinator>), as npm installs it.
fn linkinator() -> Option<PathBuf> {
    of_package(".bin/linkinator", "npm install --prefix target/tools linkinator@6.3.0")
}

/// The paths on the site that an outside checker cannot find in a build of it.
fn missing_to_linkinator(program: &Path, site: &Path, base: &str, at: &str) -> BTreeSet<String> {
    let root = tempfile::tempdir().unwrap();
    let output = root.path().join(base);
    run(site, &["build", "--at", at, "--output", output.to_str().unwrap()]).done();
    let said = Command::new(program)
        .current_dir(root.path())
        .arg(base)
        .args(["--server-root", root.path().to_str().unwrap()])
        .args(["--recurse", "--format", "json", "--skip", "^https?://(?!localhost)"])
        .output()
        .unwrap();
    let said: Value = serde_json::from_slice(&said.stdout).unwrap();
    let links = said["links"].as_array().unwrap();
    assert!(links.len() > 10, "it looked at nothing: {links:?}");
    let broken = links.iter().filter(|link| link["state"] == "BROKEN");
    let path = |link: &Value| {
        let url = link["url"].as_str().unwrap();
        let (_, path) = url.split_once(base).unwrap();
        path.split(['?', '#']).next().unwrap().to_string()
    };
    broken.map(path).collect()
}

/// What keeps a site from being built is told in the same form as the rest.
#[test]
fn errors_of_the_build_are_json_too() {
    let folder = site(&[(STORY, "---\ntitel: A\ndate: soon\n---\nText.\n")]);
    let said = run(folder.path(), &["check", AT[0], AT[1], "--format", "json"]).refused();
    let lines: Vec<Value> =
        said.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{}", said.stdout);
    for line in lines {
        assert_eq!(line["file"], STORY);
        assert_eq!(line["severity"], "error");
    }
    assert_eq!(said.stderr, "");
}

#[test]
fn an_outside_checker_finds_the_same_links_broken() {
    let Some(program) = linkinator() else { return };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let missing = missing_to_linkinator(&program, sample, "briefing", "2026-11-24T12:00:00Z");
    assert_eq!(missing, BTreeSet::new());

    let body = "[One](/politics/one/), <img src=\"/two.png\" alt=\"Two\">\n\n\
                <a href=\"../../three\">three</a> [fine](other.md), [fine](/politics/other)";
    let folder = site(&[(STORY, &story("A", body)), (OTHER, &story("B", "[Four](/four.pdf?x#y)"))]);
    let expected = ["/four.pdf", "/politics/one/", "/three", "/two.png"].map(String::from);
    let missing = missing_to_linkinator(&program, folder.path(), "repo", AT[1]);
    assert_eq!(missing, BTreeSet::from(expected.clone()));
    let said = run(folder.path(), &["check", AT[0], AT[1], "--format", "json"]).refused();
    let path = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["kind"], "broken-link");
        line["message"].as_str().unwrap().split('`').nth(1).unwrap().to_string()
    };
    let found: BTreeSet<String> = said.stdout.lines().map(path).collect();
    assert_eq!(found, BTreeSet::from(expected));
}

/// What the check of a folder says: kind, file, message and hint of each finding. Fails if
/// that takes more work, without optimisation, than what is linear does by far.
#[track_caller]
fn messages(folder: &Path) -> Vec<[String; 4]> {
    let mut check = dateline(folder, &["check", AT[0], AT[1], "--format", "json"]);
    let said = ended_within(&mut check, Duration::from_secs(20));
    assert_eq!(said.stderr, "");
    let finding = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        ["kind", "file", "message", "hint"]
            .map(|name| line[name].as_str().unwrap_or_default().to_string())
    };
    said.stdout.lines().map(finding).collect()
}

#[test]
fn of_one_file_a_hundred_faults_are_told() {
    let many = |piece: &dyn Fn(usize) -> String| (0..3_000).map(piece).collect::<String>();
    for (kind, text) in [
        ("broken-link", many(&|n| format!("[x](/no/{n}/) "))),
        ("broken-anchor", many(&|n| format!("[x](#no-{n}) "))),
        ("missing-alt", many(&|n| format!("![](https://p.example/{n}.png) "))),
        ("duplicate-id", many(&|n| format!("<b id=a{n}>x</b><b id=a{n}>x</b> "))),
    ] {
        let folder = site(&[(STORY, &story("A", &text))]);
        let told = messages(folder.path());
        assert_eq!(told.len(), 101, "{kind}");
        let (of_kind, more): (Vec<_>, Vec<_>) = told.iter().partition(|told| told[0] == kind);
        assert_eq!(of_kind.len(), 100, "{kind}");
        let hint = match kind {
            "missing-alt" => "mend what the warnings above name first",
            _ => "fix the errors above first",
        };
        let expected = ["", STORY, "2900 more faults are in this file", hint];
        assert_eq!(more[0], &expected.map(String::from), "{kind}");
        assert_eq!(told.last(), Some(more[0]), "{kind}");
    }
}

#[test]
fn the_same_wrong_link_many_times_is_one_fault() {
    let text = "[x](/no/) ![](https://p.example/a.png) ".repeat(2_000);
    let folder = site(&[(STORY, &story("A", &text))]);
    let told = messages(folder.path());
    let kinds: Vec<&str> = told.iter().map(|told| told[0].as_str()).collect();
    assert_eq!(kinds, ["broken-link", "missing-alt"]);
}

#[test]
fn an_error_is_told_before_many_warnings() {
    let pictures: String = (0..200).map(|n| format!("![](https://p.example/{n}.png)\n")).collect();
    let folder = site(&[(STORY, &story("A", &(pictures + "[x](/no/)")))]);
    let told = messages(folder.path());
    assert_eq!(told.len(), 101);
    assert!(told.iter().any(|told| told[0] == "broken-link"), "{told:#?}");
    assert_eq!(told[100][2], "101 more faults are in this file");
}

#[test]
fn what_a_template_does_wrong_on_every_page_is_told_once() {
    let stories: Vec<(String, String)> = (0..400)
        .map(|n| (format!("content/politics/talks-{n}.md"), story(&format!("Talks {n}"), "Text.")))
        .collect();
    let footer = "<a href=\"{{ link(path=\"/gone/\") }}\">A</a>\n<a href=\"#nowhere\">B</a>\n<a href=\"gone/\">C</a>\n\
                  <a href=\"{{ page.url }}gone/\">D</a>\n";
    let mut files: Vec<(&str, &str)> = vec![("templates/footer.html", footer)];
    files.extend(stories.iter().map(|(file, text)| (file.as_str(), text.as_str())));
    let folder = site(&files);
    let told = messages(folder.path());
    let of_footer: Vec<_> = told.iter().filter(|told| told[1] == "templates/footer.html").collect();
    assert_eq!(of_footer.len(), 3, "{told:#?}");
    let pages = |told: &[String; 4]| {
        let (_, rest) = told[3].split_once(" and ").unwrap();
        rest.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    assert!(of_footer.iter().all(|told| pages(told) > 400), "{of_footer:#?}");
    let of_none: Vec<_> = told.iter().filter(|told| told[1].is_empty()).collect();
    assert!(of_none.len() <= 101, "{}", of_none.len());
}
