//! Bounds keep input from hanging the program and from exhausting its memory or its
//! stack: what is at a bound is a page, and what is just past it an error. Much of what
//! is ordinary ends soon as well. The bound of time is generous: what is right takes a
//! fraction of a second, what is wrong takes minutes.

use std::io::Write;
use std::time::Duration;

use crate::common::bounded::{Watched, watched};
use crate::common::effort::share;
use crate::common::program::{Ended, dateline};
use crate::common::tree;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Of work, without optimisation.
const BOUND: Duration = Duration::from_secs(5);

/// What does nothing any more is given up after this.
const HANGS: Duration = Duration::from_secs(120);

const SETTINGS: &str =
    "title: The Highland Briefing\nbase_url: https://highland.example/\nsections: [politics]\n";

/// Builds a site of one file beside the settings.
#[track_caller]
fn build(path: &str, text: &str) -> Ended {
    build_all(&[(path.into(), text.into())])
}

/// Builds a site of these files beside the settings; fails if that takes too
/// long or ends in anything but a page or an error.
#[track_caller]
fn build_all(files: &[(String, String)]) -> Ended {
    build_watched(files).ended
}

#[track_caller]
fn build_watched(files: &[(String, String)]) -> Watched {
    build_within(files, BOUND)
}

#[track_caller]
fn build_within(files: &[(String, String)], bound: Duration) -> Watched {
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    tree::put(&site, "site.yaml", SETTINGS);
    for (path, text) in files {
        tree::put(&site, path, text);
    }
    let mut build = dateline(&site, &["build", "--at", "2026-03-01T12:00:00Z"]);
    let watched = watched(&mut build, bound, HANGS);
    let Ended { status, stderr, .. } = &watched.ended;
    let start: String = stderr.chars().take(2000).collect();
    assert!(matches!(status, Some(0 | 1)), "it ended with {status:?}: {start}");
    watched
}

/// Packed with gzip, as what comes from elsewhere may be.
fn packed(line: &str, times: usize) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let thousand = line.repeat(1000);
    (0..times / 1000).for_each(|_| packed.write_all(thousand.as_bytes()).unwrap());
    packed.finish().unwrap()
}

/// Exports that unpack to a thousand times their size.
#[test]
fn an_import_takes_no_more_memory_than_what_it_tells() {
    let long = "x".repeat(2 << 20);
    let exports = [
        ("csv", packed("2026-02-01,/politics/talks/,3\n", 3_000_000), ""),
        ("csv", packed(&"2026-02-01,".repeat(9), 1_000_000), "a row is longer than 1 MB"),
        ("csv", packed("\n", 50_000_000), ""),
        (
            "csv",
            format!("date,path,reads\n2026-02-01,/{long},3\n").into_bytes(),
            "a row is longer than 1 MB",
        ),
    ];
    for (format, bytes, words) in share(exports, 3) {
        let place = tempfile::tempdir().unwrap();
        tree::put(place.path(), "site.yaml", SETTINGS);
        let story = "---\ntitle: Talks\ndate: 2026-02-01\n---\nThey met.\n";
        tree::put(place.path(), "content/politics/talks.md", story);
        tree::put(place.path(), "reads.gz", bytes);
        let mut import = dateline(place.path(), &["reads", "import", format, "reads.gz"]);
        let Watched { ended, memory, .. } = watched(&mut import, HANGS, HANGS);
        if words.is_empty() {
            ended.done()
        } else {
            ended.refused().saying(words)
        };
        assert!(memory < 80, "{memory} MiB");
    }
}

#[track_caller]
fn story_with_fields(fields: &str) -> Ended {
    let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n{fields}\n---\nThe text.\n");
    build("content/politics/talks.md", &text)
}

#[track_caller]
fn story_with_text(text: &str) -> Ended {
    let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{text}\n");
    build("content/politics/talks.md", &text)
}

#[track_caller]
fn template(text: &str) -> Ended {
    build("templates/404.html", text)
}

/// `piece(0)`, `piece(1)` and so on, joined.
fn joined(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

mod yaml {
    use super::*;

    /// What is said of what is past the bounds.
    const TOO_MUCH: &str = "there is too much of it, or it is nested too deeply";

    #[track_caller]
    fn refused(ended: Ended) {
        ended.refused().saying(TOO_MUCH).saying(" --> content/politics/talks.md:");
    }

    #[test]
    fn aliases_that_repeat_much() {
        // A list of 198 texts is 200 with its ends.
        let list = format!("a: &a [{}]", "x, ".repeat(198));
        let lists = "*a, ".repeat(50);
        let fields = |b, more| format!("extra: {{{list}, b: {b}, c: [{lists}{more}]}}");
        story_with_fields(&fields("x", "")).done();
        refused(story_with_fields(&fields("&b x", "*b")));
    }

    #[test]
    fn one_long_text_repeated() {
        let uses = |count| {
            format!("extra: {{a: &a {}, b: [{}]}}", "x".repeat(10_000), "*a, ".repeat(count))
        };
        story_with_fields(&uses(99)).done();
        refused(story_with_fields(&uses(100)));
    }

    #[test]
    fn deep_in_each_of_many_stories() {
        // A worker that waits for another takes up a further story on the same stack.
        let stories = |depth| {
            let deep = "[".repeat(depth) + &"]".repeat(depth);
            let story = |n| {
                let front = format!("title: Talks\ndate: 2026-02-01\nslug: talks-{n}\n");
                (
                    format!("content/politics/talks-{n}.md"),
                    format!("---\n{front}extra: {{a: {deep}}}\n---\nX\n"),
                )
            };
            build_all(&(0..64).map(story).collect::<Vec<_>>())
        };
        stories(30).done();
        stories(31).refused().saying("64 errors");
    }

    #[test]
    fn a_depth_of_any_kind() {
        // Below two maps, and below one.
        type Fields = fn(usize) -> String;
        let kinds: [(usize, Fields); 4] = [
            (30, |depth| format!("extra: {{deep: {}{}}}", "[".repeat(depth), "]".repeat(depth))),
            (30, |depth| format!("extra: {{deep: {}{}}}", "{a: ".repeat(depth), "}".repeat(depth))),
            (30, |depth| format!("extra:\n  deep:\n    {}x", "- ".repeat(depth))),
            (31, |depth| {
                let map = |n: usize| format!("{}a:\n", " ".repeat(n + 2));
                format!("extra:\n{}", joined(depth, map))
            }),
        ];
        for (most, fields) in kinds {
            story_with_fields(&fields(most)).done();
            refused(story_with_fields(&fields(most + 1)));
        }
    }

    #[test]
    fn in_the_settings() {
        let brackets = "[".repeat(32) + &"]".repeat(32);
        build("site.yaml", &format!("{SETTINGS}publisher: {brackets}\n"))
            .refused()
            .saying(TOO_MUCH);
    }

    #[test]
    fn many_keys_in_extra() {
        story_with_fields(&format!("extra:\n{}", joined(100_000, |n| format!("  k{n}: 1\n"))));
    }

    #[test]
    fn many_unknown_fields() {
        story_with_fields(&joined(20_000, |n| format!("k{n}: 1\n"))).refused();
    }

    #[test]
    fn many_tags() {
        // So many that each of them against each other takes too long, and few
        // enough that the pages of all can be written.
        let repeated = joined(100_000, |n| format!("tag {}, ", n % 3));
        story_with_fields(&format!("tags: [{repeated}]")).done();
    }

    #[test]
    fn many_authors() {
        // As with tags, few enough that the pages of all can be written.
        let repeated = joined(100_000, |n| format!("a{}, ", n % 3));
        story_with_fields(&format!("authors: [{repeated}]"));
    }

    #[test]
    fn aliases_with_many_slashes() {
        let aliases = joined(500, |n| format!("/{}x, ", format!("{n}/").repeat(1000)));
        story_with_fields(&format!("aliases: [{aliases}]")).refused();
    }

    /// Marks that begin a tag or a link, and end none, in a field that readers see as it is.
    #[test]
    fn marks_in_one_long_value() {
        for mark in ["<a ", "[a](/b ", "](", "<", "*", "&a"] {
            let text = mark.repeat(900_000 / mark.len());
            build("site.yaml", &format!("{SETTINGS}tagline: 'ж {text}'\n")).done();
        }
    }

    /// Each of them is a line to mend.
    #[test]
    fn many_lines_with_one_fault() {
        for (start, line) in [("tags:\n", "* a\n"), ("", "- a: b\n"), ("tags:\n", "- !a\n")] {
            story_with_fields(&format!("{start}{}", line.repeat(60_000 / line.len()))).refused();
        }
    }

    #[test]
    fn one_long_value() {
        let long = "k".repeat(3_000_000);
        for field in
            ["subtitle", "dateline", "authors", "tags", "slug", "updated", "image", "summary"]
        {
            story_with_fields(&format!("{field}: {long}"));
        }
    }
}

mod markdown {
    use super::*;

    #[test]
    fn quotes_and_lists_in_one_line() {
        for (marker, most) in
            [("> ", 100), (">", 100), ("- ", 100), ("* ", 100), ("1. ", 100), ("> - ", 50)]
        {
            let text = |count| marker.repeat(count) + "x\nlazy\n";
            story_with_text(&text(most)).done();
            story_with_text(&text(most + 1)).refused().saying(" --> content/politics/talks.md:5:1");
        }
    }

    #[test]
    fn as_deep_as_is_allowed() {
        for marker in ["> ", "- "] {
            let line = marker.repeat(100);
            story_with_text(&joined(200, |_| format!("{line}x\n"))).done();
        }
    }

    #[test]
    fn a_list_that_grows_deeper_line_by_line() {
        story_with_text(&joined(101, |n| format!("{}- x\n", "  ".repeat(n)))).done();
    }

    #[test]
    fn brackets_that_never_close() {
        for text in ["[", "![", "[a](<", "[^", "[a][", "<!--", "<?", "<a href=\"", "(", "{#", "&"] {
            story_with_text(&format!("Text. {}", text.repeat(500))).done();
        }
    }

    #[test]
    fn marks_that_match_nothing() {
        for text in ["*a ", "**a _b ", "~~a ", "`a``b", "_a*", "\\", "|a"] {
            story_with_text(&format!("Text. {}", text.repeat(500))).done();
        }
        story_with_text(&joined(100, |n| "`".repeat(n) + "a")).done();
    }

    /// Quotation marks that are set, asterisks beside letters of other scripts, and marks that are
    /// looked for to tell of them.
    #[test]
    fn many_marks_in_one_line() {
        for marks in [
            "<!–",
            "<ж",
            "]（",
            "］(ж",
            "＊＊ж",
            "Ã¶\n",
            "[^ж] ж\n\n",
            "~~ж~",
            "– ж\n",
            "\"ж ",
            "ж' ",
            "'ж ",
            "\\\\\"",
            "*«ж ",
            "ж»*ж ",
            "**ж»**ж ",
            "*ж \"[",
        ] {
            let text = format!("ж {}", marks.repeat(200_000 / marks.len()));
            let fields = "title: Talks\ndate: 2026-02-01\nlanguage: ru";
            build("content/politics/talks.md", &format!("---\n{fields}\n---\n{text}\n")).done();
        }
    }

    /// Some are behind what would be a block.
    #[test]
    fn ends_of_no_blocks() {
        for line in [":::\n", ":::\n:::fact-box\n", "ж :::quote\n\n:::\n\n"] {
            story_with_text(&line.repeat(200_000 / line.len()));
        }
    }

    #[test]
    fn one_heading_many_times() {
        story_with_text(&"## Talks\n\n".repeat(50_000)).done();
    }

    /// Of memory, in MiB.
    const MOST_MEMORY: u64 = 400;

    #[track_caller]
    fn story_with_html(html: &str) -> Ended {
        let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{html}\n");
        let watched = build_watched(&[("content/politics/talks.md".into(), text)]);
        assert!(watched.memory < MOST_MEMORY, "it took {} MiB", watched.memory);
        watched.ended
    }

    #[test]
    fn raw_elements_inside_each_other() {
        let said = "more than 128 HTML elements are open at this tag";
        story_with_html(&format!("<div>{}", joined(127, |n| format!("<b id={n}>")))).done();
        let ended = story_with_html(&format!("<div>{}", joined(128, |n| format!("<b id={n}>"))));
        ended.refused().saying(said).saying(" --> content/politics/talks.md:5:");
        story_with_html(&"<div/>".repeat(256)).done();
        story_with_html(&"<div/>".repeat(257)).refused().saying(said);
    }

    #[test]
    fn raw_elements_that_are_made_again_in_each_paragraph() {
        let open = "<div><p>".to_owned() + &joined(100, |n| format!("<b id={n}>")) + "x";
        story_with_html(&format!("{open}{}", "<p>x".repeat(300))).done();
        story_with_html(&format!("{open}{}", "<p>x".repeat(400)))
            .refused()
            .saying("close `<b>` with `</b>`")
            .saying(" --> content/politics/talks.md:5:");
        // Between Markdown's paragraphs they are made again once.
        story_with_html(&format!("{open}\n\n{}", "x <p>x\n\n".repeat(400))).done();
    }

    #[test]
    fn raw_tables_without_cells() {
        let table = |count| format!("<div><table>{}", "<br>".repeat(count));
        story_with_html(&table(14_000)).done();
        story_with_html(&table(14_200)).refused().saying("put it into cells");
    }

    #[test]
    fn a_raw_tag_of_many_attributes() {
        for value in ["", "=1", "=\"<\"", "='>'"] {
            let tag = |count| format!("<div{}>", joined(count, |n| format!(" a{n}{value}")));
            story_with_html(&tag(999)).done();
            story_with_html(&tag(1001)).refused().saying("more than 1000 attributes");
        }
    }

    #[test]
    fn ordinary_raw_html_is_as_it_was_written() {
        let paragraph = "<p><b><i>x</i></b> <span>Seven <em>voted</em></span></p>\n";
        for count in [100, 5000] {
            let html = format!("<div>\n{}</div>", paragraph.repeat(count));
            let place = tempfile::tempdir().unwrap();
            tree::put(place.path(), "site.yaml", SETTINGS);
            let story = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{html}\n");
            tree::put(place.path(), "content/politics/talks.md", &story);
            let mut build = dateline(place.path(), &["build", "--at", "2026-03-01T12:00:00Z"]);
            watched(&mut build, BOUND, HANGS).ended.done();
            let page = place.path().join("public/politics/talks/index.html");
            let page = std::fs::read_to_string(page).unwrap();
            assert!(page.contains(&html), "{count}");
        }
    }

    #[test]
    fn notes_that_refer_to_notes() {
        let notes = joined(20_000, |n| format!("[^{n}]: note [^{}]\n\n", n + 1));
        story_with_text(&format!("Text[^0].\n\n{notes}")).done();
        story_with_text(&format!("{}\n\n[^0]: note\n", "a[^0] ".repeat(50_000))).done();
    }

    #[test]
    fn many_cells() {
        story_with_text(&format!("|a|\n|-|\n{}", "|x|\n".repeat(100_000))).done();
        let row = "|a".repeat(2000);
        let rows = format!("{row}\n").repeat(50);
        story_with_text(&format!("{row}\n{}\n{rows}", "|-".repeat(2000))).done();
    }

    #[test]
    fn many_definitions() {
        story_with_text(&format!("{}\n{}", "[a]: /x/\n".repeat(5000), "[a] ".repeat(5000))).done();
    }

    #[test]
    fn many_broken_links() {
        for line in ["[a](none.md) ", "[a](none.md)\n"] {
            story_with_text(&line.repeat(20_000)).refused().saying("19900 more faults");
        }
        let links = joined(30_000, |n| format!("[a](none-{n}.md) ![a](none-{n}.png)\n"));
        story_with_text(&links).refused().saying("59900 more faults are in this file");
    }

    #[test]
    fn broken_links_beside_many_files_of_long_names() {
        let long = "talks-of-the-day-".repeat(14);
        let files = |count| {
            let file = |n| (format!("content/politics/{long}{n:05}.txt"), String::new());
            (0..count).map(file).collect::<Vec<_>>()
        };
        let fields = joined(400, |n| format!("  a{n}: {}{n}.txt\n", long.replacen("day", "", 1)));
        let links =
            joined(400, |n| format!("[a]({}{n}.md) ", long.replacen("talks", "talk", n % 9)));
        let story =
            format!("---\ntitle: Talks\ndate: 2026-02-01\ntranslations:\n{fields}---\n{links}\n");
        for count in [60, 500] {
            let mut all = files(count);
            all.push(("content/politics/talks.md".into(), story.clone()));
            build_all(&all).refused().saying("more faults are in this file");
        }
        // A slip is told for what it is.
        let link = format!("[a]({}00042.txt)", long.replacen("day", "dya", 3));
        let mut all = files(500);
        let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{link}\n");
        all.push(("content/politics/talks.md".into(), text));
        let near = format!("did you mean `content/politics/{long}00042.txt`?");
        build_all(&all).refused().saying(&near);
    }

    #[test]
    fn broken_links_in_each_of_many_stories() {
        let story = |n| {
            let links = joined(5, |link| format!("[a](tlaks-{link}{n}-of-the-day.md) "));
            let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{links}\n");
            (format!("content/politics/talks-{n}-of-the-day.md"), text)
        };
        build_all(&(0..800).map(story).collect::<Vec<_>>()).refused();
    }
}

mod drawings {
    use super::*;

    /// A story with this drawing.
    #[track_caller]
    fn story_with(drawing: String) -> Ended {
        let story = "---\ntitle: Talks\ndate: 2026-02-01\n---\n![A map](map.svg)\n";
        build_all(&[
            ("content/politics/talks.md".into(), story.into()),
            ("content/politics/map.svg".into(), drawing),
        ])
    }

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg'>";

    #[test]
    fn elements_inside_each_other() {
        let nested = |depth| format!("{SVG}{}{}</svg>", "<g>".repeat(depth), "</g>".repeat(depth));
        story_with(nested(4_999)).done();
        for depth in [5_000, 70_000] {
            story_with(nested(depth)).saying("its elements stand in too many others");
        }
    }

    #[test]
    fn namespaces_inside_each_other() {
        let open = joined(40_000, |n| format!("<g xmlns:a{n}='b'>"));
        let (many, end) = ("<b/>".repeat(400_000), "</g>".repeat(40_000));
        story_with(format!("{SVG}{open}{many}{end}</svg>")).done();
    }

    #[test]
    fn a_tag_of_many_attributes() {
        let attributes = joined(100_000, |n| format!(" a{n}=''"));
        story_with(format!("{SVG}<g{attributes}/></svg>")).done();
    }
}

mod templates {
    use super::*;

    #[test]
    fn blocks_inside_each_other() {
        for (open, close) in [
            ("{% if true %}", "{% endif %}"),
            ("{% if true %}a{% else %}", "{% endif %}"),
            ("{% for x in [1] %}", "{% endfor %}"),
            ("{% filter upper %}", "{% endfilter %}"),
        ] {
            for depth in [100, 200] {
                template(&(open.repeat(depth) + &close.repeat(depth)));
            }
            template(&open.repeat(100)).refused();
        }
    }

    #[test]
    fn a_chain_of_elif() {
        let chain =
            |count| format!("{{% if true %}}a{}{{% endif %}}", "{% elif true %}b".repeat(count));
        template(&chain(200)).done();
        template(&chain(201)).refused().saying("this template has more than 200 `elif`");
    }

    #[test]
    fn long_expressions() {
        for (start, middle, end) in [
            ("", "(", "1"),
            ("", "[", "1"),
            ("", "{\"a\": ", "1"),
            ("", "-", "1"),
            ("", "not ", "true"),
            ("1", "+1", ""),
            ("1", " if true else 1", ""),
            ("\"a\"", " ~ \"a\"", ""),
            ("true", " and true", ""),
            ("site", ".a", ""),
            ("site", "[0]", ""),
            ("\"a\"", " | upper", ""),
            ("", "link(path=", "\"/\""),
        ] {
            for length in [100, 1000] {
                template(&format!("{{{{ {start}{}{end} }}}}", middle.repeat(length)));
            }
        }
    }

    #[test]
    fn templates_that_include_each_other() {
        template("{% include \"404.html\" %}").refused().saying("templates/404.html");
        template("{% extends \"404.html\" %}").refused().saying("templates/404.html");
    }

    /// `404.html`, which begins a chain of `count` templates.
    fn chain(tag: &str, count: usize) -> Vec<(String, String)> {
        let name = |at| if at == 0 { "404.html".to_string() } else { format!("t{at}.html") };
        let text = |at| format!("{{% {tag} \"{}\" %}}", name(at + 1));
        let links = (0..count - 1).map(|at| (format!("templates/{}", name(at)), text(at)));
        links.chain([(format!("templates/{}", name(count - 1)), "The end.".into())]).collect()
    }

    #[test]
    fn templates_that_include_or_extend_one_another_in_a_chain() {
        for tag in ["include", "extends"] {
            build_all(&chain(tag, 50)).done();
            let ended = build_all(&chain(tag, 52)).refused();
            ended.saying("more than 50 deep").saying(" --> templates/t1.html:1:1");
        }
    }

    #[test]
    fn templates_that_extend_what_there_is_not() {
        const COUNT: usize = 1000;
        let text = |at| format!("{{% extends \"no{at}.html\" %}}");
        let own: Vec<_> =
            (0..COUNT).map(|at| (format!("templates/t{at}.html"), text(at))).collect();
        let ended = build_all(&own).refused();
        ended.saying("1,000 errors").saying("this template extends `no999.html`");
    }

    /// The template is given up by name, with the page, and soon; within so many MiB.
    #[track_caller]
    fn given_up(text: &str, message: &str, most: u64) {
        // It has five seconds by itself.
        let watched = build_within(&[("templates/404.html".into(), text.into())], BOUND * 4);
        let ended = watched.ended.refused();
        ended.saying(message).saying(" --> templates/404.html:1:1").saying("`/404.html`");
        assert!(watched.memory < most, "{text} took {} MiB", watched.memory);
    }

    const TIME: &str = "this template took more than 5 seconds on one page, and was given up";
    /// Of memory, or on a slow machine of time.
    const MEMORY: &str = "on one page, and was given up";

    /// `{% set x = START %}`, and a loop of `times` around `body`.
    fn grown(start: &str, times: usize, body: &str) -> String {
        format!("{{% set x = {start} %}}{{% for i in range(end={times}) %}}{body}{{% endfor %}}")
    }

    #[test]
    fn loops_that_write_nothing() {
        let (a, b) = ("{% for a in range(end=90000) %}", "{% for b in range(end=90000) %}");
        given_up(&format!("{a}{b}{a}{}", "{% endfor %}".repeat(3)), TIME, 300);
    }

    /// Each way to make a longer text, or a larger list, of one.
    #[test]
    fn what_doubles_in_a_loop() {
        for (start, body) in [
            ("\"0123456789abcdef\"", "{% set_global x = x ~ x %}"),
            (
                "\"0123456789abcdef\"",
                "{% set_global y = x %}{% set_global x %}{{ y }}{{ y }}{% endset %}",
            ),
            ("\"0123456789abcdef\"", "{% set_global x = x | replace(from=\"0\", to=x) %}"),
            ("[1]", "{% set_global x = [...x, ...x] %}"),
        ] {
            given_up(&grown(start, 90, body), MEMORY, 8000);
        }
    }

    #[test]
    fn what_doubles_in_a_part_of_the_template() {
        let doubling = grown("\"0123456789abcdef\"", 90, "{% set_global x = x ~ x %}");
        let part = format!("{{% component part() %}}{doubling}{{% endcomponent part %}}");
        let files = |file: &str, text: &str, by: &str| {
            vec![
                (format!("templates/{file}"), text.into()),
                ("templates/404.html".into(), by.into()),
            ]
        };
        for files in [
            files("part.html", &doubling, "{% include \"part.html\" %}"),
            files("part.html", &doubling, "{% extends \"part.html\" %}"),
            files("part.html", &part, "{{ <part /> }}"),
            // By a built-in one.
            files(
                "part.html",
                &part,
                "{% extends \"default/404.html\" %}{% block main %}{{<part/>}}{% endblock %}",
            ),
        ] {
            let ended = build_within(&files, BOUND * 4).ended.refused();
            ended
                .saying(MEMORY)
                .saying(" --> templates/404.html:1:1")
                .saying("; it may be in what this template is made of: `templates/part.html`");
        }
    }

    #[test]
    fn a_page_of_100_mb_is_the_largest() {
        let page = |bytes: usize| {
            let line = "x".repeat(9999);
            let loops = grown("1", bytes / 10_000, &format!("{line}\n"));
            loops + &"x".repeat(bytes % 10_000)
        };
        let largest = ("templates/404.html".into(), page(100_000_000));
        build_within(&[largest], BOUND * 4).ended.done();
        given_up(&page(100_000_001), "this template makes a page of more than 100 MB", 1000);
    }

    #[test]
    fn a_component_in_itself() {
        let ended = template("{% component a() %}{{ <a/> }}{% endcomponent a %}\n{{ <a/> }}");
        ended.refused().saying(" --> templates/404.html:");
    }
}
