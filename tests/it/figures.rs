//! Tables and charts of the data in CSV files, and data for templates.

use std::path::Path;

use crate::common::program::{Ended, run};
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/x/\n";
const AT: [&str; 3] = ["build", "--at", "2026-03-01"];
const LEVEL: &str = "Month,Level (m)\n2026-01,1234.5\n2026-02,1180\n2026-03,\n2026-04,1302.25\n";

/// A site of one story with this text, and these files.
fn site(settings: &str, text: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    let story = format!("---\ntitle: The lake\ndate: 2026-02-01\n---\n{text}\n");
    tree::put(place.path(), "content/politics/lake.md", story);
    for (file, bytes) in files {
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

fn refused(text: &str, file: &str) -> Ended {
    run(site("", text, &[("content/politics/level.csv", file)]).path(), &AT).refused()
}

#[test]
fn a_csv_file_named_like_a_picture_is_a_chart() {
    let text = "Words.\n\n![Level of the *lake*](level.csv \"line, Source: Water office\")\n";
    let site = site("", text, &[("content/politics/level.csv", LEVEL)]);
    let files = built(site.path());
    let story = page(&files, "politics/lake/index.html");
    for part in [
        "<figure class=\"data data-line\">\n<figcaption id=\"_figure-1\">Level of the lake</figcaption>",
        "Line chart: Level of the lake</title>",
        "First: 1,234.50\u{a0}m (Jan 2026); Last: 1,302.25\u{a0}m (Apr 2026)",
        "<span>Source: Water office</span>",
        "href=\"/x/politics/lake/level.csv\" download",
        "data-v=\"1302.25\">1,302.25</td>",
        "/x/figures.",
    ] {
        assert!(story.contains(part), "no {part} in\n{story}");
    }
    assert_eq!(files["politics/lake/level.csv"], LEVEL.as_bytes());
    assert!(files.contains_key("figures.css"));
    // What has none loads nothing for it.
    assert!(!page(&files, "index.html").contains("/x/figures."));
}

#[test]
fn a_site_without_data_has_nothing_of_it() {
    let site =
        site("", "[The data](level.csv)", &[("content/politics/level.csv", "no csv at all")]);
    let files = built(site.path());
    let of_figures: Vec<&String> = files.keys().filter(|path| path.contains("figures")).collect();
    assert_eq!(of_figures, [""; 0]);
    assert!(!page(&files, "politics/lake/index.html").contains("figure"));
}

#[test]
fn feeds_have_a_table_and_no_chart() {
    let rows: String = (0..120).map(|at| format!("{},{at}\n", 1900 + at)).collect();
    let file = format!("Year,Level (m)\n{rows}");
    let site =
        site("", "Words.\n\n![Level](level.csv)\n", &[("content/politics/level.csv", &file)]);
    let feed = page(&built(site.path()), "feed.xml");
    assert!(feed.contains("<table>") || feed.contains("&lt;table&gt;"), "{feed}");
    for absent in ["<svg", "&lt;svg", "Line chart", "1999", "data-v"] {
        assert!(!feed.contains(absent), "{absent} in {feed}");
    }
    assert!(feed.contains("https://highland.example/x/politics/lake/level.csv"), "{feed}");
}

#[test]
fn numbers_and_dates_are_those_of_the_language() {
    for (settings, parts) in [
        ("language: de\n", ["1.234,50\u{a0}m (Jan. 2026)", "Liniendiagramm"]),
        ("language: fr\n", ["1\u{202f}234,50\u{a0}m (janv. 2026)", "Graphique en courbes"]),
        ("language: fa\n", ["۱٬۲۳۴٫۵۰\u{a0}m", "نمودار خطی"]),
        ("language: hy\n", ["1234,50\u{a0}m", "Գծային գրաֆիկ"]),
    ] {
        let text = "Words.\n\n![Level](level.csv)\n";
        let site = site(settings, text, &[("content/politics/level.csv", LEVEL)]);
        let story = page(&built(site.path()), "politics/lake/index.html");
        for part in parts {
            assert!(story.contains(part), "{settings}: no {part} in\n{story}");
        }
    }
}

#[test]
fn bars_with_names_begin_at_the_right_where_the_text_does() {
    let file = "Place,Level (m)\nA,10\nB,5\n";
    let text = "Words.\n\n![Level](level.csv)\n";
    let of = |settings| {
        let site = site(settings, text, &[("content/politics/level.csv", file)]);
        page(&built(site.path()), "politics/lake/index.html")
    };
    assert!(of("").contains("<rect x=\"0%\" y=\"64\" width=\"50%\""));
    assert!(of("language: he\n").contains("<rect x=\"50%\" y=\"64\" width=\"50%\""));
}

#[test]
fn a_file_of_static_is_data_too() {
    let site = site("", "Words.\n\n![Level](/level.csv)\n", &[("static/level.csv", LEVEL)]);
    let story = page(&built(site.path()), "politics/lake/index.html");
    assert!(story.contains("href=\"/x/level.csv\" download"), "{story}");
    let missing = self::site("", "Words.\n\n![Level](/other.csv)\n", &[]);
    run(missing.path(), &AT).refused().saying("there is no file `static/other.csv`");
}

#[test]
fn what_is_wrong_with_a_file_is_told_where_it_is() {
    let text = "Words.\n\n![Level](level.csv)\n";
    refused(text, "Month,Level\n2026-01,1\n2026-02,2 m\n2026-03,3\n")
        .saying("error: `2 m` is no number, and the others in `Level` are")
        .saying("content/politics/level.csv:3:9")
        .saying("write `2`, and the unit into the head: `Level (m)`");
    refused(text, "Day,Level\n03/04/2026,1\n").saying("content/politics/level.csv:2:1");
    refused(text, "a\0,\0b\0").saying("Excel");
}

#[test]
fn what_is_wrong_with_the_text_is_told_there() {
    for (text, expected) in [
        ("a ![Level](level.csv)", "a table or chart cannot stand among words"),
        ("![](level.csv)", "this table or chart has no caption"),
        ("![Level](level.csv \"lines\")", "did you mean `line`? Write `\"line\"`"),
        ("![Level](level.csv \"bars, Source\")", "Write `\"bar, Source\"`"),
        ("![Level](level.csv \"map\")", "`map` needs a column of latitudes"),
        ("![Level](levels.csv)", "did you mean `content/politics/level.csv`"),
    ] {
        refused(&format!("Words.\n\n{text}\n"), LEVEL)
            .saying(expected)
            .saying("content/politics/lake.md:7:");
    }
    refused(&"![Level](level.csv)\n\n".repeat(51), LEVEL).saying("more than 50 figures");
}

#[test]
fn what_is_in_a_cell_runs_nowhere() {
    let file = "Place,Level\n<script>alert(1)</script>,1\n\"]]> \"\"x\"\" onload=\",2\n";
    let text = "<b>Words</b>.\n\n![<i>a</i> \"b\"](level.csv \"bar, <script>alert(2)</script>\")\n";
    for policy in ["allow", "escape", "sanitize"] {
        let settings = format!("markdown: {{html: {policy}}}\n");
        let site = site(&settings, text, &[("content/politics/level.csv", file)]);
        let files = built(site.path());
        let story = page(&files, "politics/lake/index.html");
        assert!(story.contains("&lt;script&gt;alert(1)"), "{story}");
        assert!(!story.contains("<script>alert"), "{story}");
        assert!(!page(&files, "feed.xml").contains("]]> \""));
    }
}

#[test]
fn a_draft_shows_its_data_to_nobody() {
    let story = "---\ntitle: Later\ndate: 2026-02-01\ndraft: true\n---\n![Level](later.csv)\n";
    let files =
        [("content/politics/later.md", story), ("content/politics/later.csv", "secret,1\nx,2\n")];
    let site = site("", "Words.", &files);
    let output = built(site.path());
    assert!(!output.keys().any(|path| path.contains("later") || path.contains("figures")));
}

#[test]
fn templates_see_the_files_of_data() {
    let template = "{% for m in data.ministers %}{{ m.name }} {{ m.since + 1 }};{% endfor %}\
                    {{ data.rate.now }} {{ data.list[1] }}";
    let site = site(
        "",
        "Words.",
        &[
            ("templates/footer.html", template),
            ("data/ministers.csv", "name,since\nSarrow <b>,2025\nVehl,2024\n"),
            ("data/rate.yaml", "now: 3.5\n"),
            ("data/list.json", "[1, \"two\"]"),
            ("data/reads.csv", "date,path,reads\n"),
            ("data/notes.txt", "nothing"),
        ],
    );
    let home = page(&built(site.path()), "index.html");
    assert!(home.contains("Sarrow &lt;b&gt; 2026;Vehl 2025;3.5 two"), "{home}");
}

#[test]
fn what_is_wrong_with_data_is_told() {
    let files = [
        ("data/a-b.yaml", "x: 1\n"),
        ("data/same.yaml", "x: 1\n"),
        ("data/same.json", "1"),
        ("data/open.json", "{\n\"a\": }\n"),
        ("data/rows.csv", "a,b\n1\n"),
    ];
    run(site("", "Words.", &files).path(), &AT)
        .refused()
        .saying("rename the file to begin with `a_b.`")
        .saying("`data.same` would be this file and `data/same.json`")
        .saying("data/open.json:2:6")
        .saying("data/rows.csv:2:1");
}
