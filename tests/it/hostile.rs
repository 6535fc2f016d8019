//! Input that is made to hang a program or to exhaust its memory or its stack
//! ends in an error or in a page, and soon. The bound is generous: what is
//! right takes a fraction of a second, what is wrong takes minutes.

use std::time::Duration;

use crate::common::bounded::{Watched, watched};
use crate::common::program::{Ended, dateline};
use crate::common::tree;

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
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    tree::put(&site, "site.yaml", SETTINGS);
    for (path, text) in files {
        tree::put(&site, path, text);
    }
    let mut build = dateline(&site, &["build", "--at", "2026-03-01T12:00:00Z"]);
    let watched = watched(&mut build, BOUND, HANGS);
    let Ended { status, stderr, .. } = &watched.ended;
    let start: String = stderr.chars().take(2000).collect();
    assert!(matches!(status, Some(0 | 1)), "it ended with {status:?}: {start}");
    watched
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

    #[test]
    fn aliases_of_aliases() {
        let levels = joined(40, |n| format!("  a{}: &a{} [*a{n}, *a{n}, *a{n}]\n", n + 1, n + 1));
        let ended = story_with_fields(&format!("extra:\n  a0: &a0 [x, x, x]\n{levels}"));
        ended.refused().saying(" --> content/politics/talks.md:");
    }

    #[test]
    fn one_long_text_repeated() {
        let uses = joined(20_000, |_| "*a, ".into());
        story_with_fields(&format!("extra: {{a: &a {}, b: [{uses}]}}", "x".repeat(100_000)));
    }

    #[test]
    fn deep_in_each_of_many_stories() {
        // A worker that waits for another takes up a further story on the same stack.
        for depth in [31, 32, 33, 63, 64, 65, 127, 128, 129, 500] {
            let deep = "[".repeat(depth) + &"]".repeat(depth);
            let story = |n| {
                let front = format!("title: Talks\ndate: 2026-02-01\nslug: talks-{n}\n");
                (
                    format!("content/politics/talks-{n}.md"),
                    format!("---\n{front}extra: {{a: {deep}}}\n---\nX\n"),
                )
            };
            build_all(&(0..64).map(story).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_depth_of_any_kind() {
        // Just above a limit is as bad as far above it.
        for depth in [50, 63, 64, 65, 66, 70, 100, 127, 128, 129, 200, 1000, 200_000] {
            let brackets = "[".repeat(depth) + &"]".repeat(depth);
            story_with_fields(&format!("extra: {{deep: {brackets}}}"));
            let braces = "{a: ".repeat(depth) + &"}".repeat(depth);
            story_with_fields(&format!("extra: {{deep: {braces}}}"));
        }
        for depth in [50, 70, 200, 1000] {
            let dashes = "- ".repeat(depth);
            story_with_fields(&format!("extra:\n  deep:\n    {dashes}x"));
            let maps = joined(depth, |n| format!("{}a:\n", " ".repeat(n + 2)));
            story_with_fields(&format!("extra:\n{maps}"));
        }
    }

    #[test]
    fn in_the_settings() {
        let brackets = "[".repeat(70) + &"]".repeat(70);
        build("site.yaml", &format!("{SETTINGS}publisher: {brackets}\n")).refused();
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
        story_with_fields(&format!("authors: [{}]", joined(100_000, |n| format!("a{n}, "))));
    }

    #[test]
    fn aliases_with_many_slashes() {
        let aliases = joined(500, |n| format!("/{}x, ", format!("{n}/").repeat(1000)));
        story_with_fields(&format!("aliases: [{aliases}]")).refused();
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
        for marker in ["> ", ">", "- ", "* ", "1. ", "> - "] {
            let ended = story_with_text(&(marker.repeat(300_000) + "x\n" + &"lazy\n".repeat(1000)));
            ended.refused().saying(" --> content/politics/talks.md:5:1");
        }
    }

    #[test]
    fn as_deep_as_is_allowed() {
        for marker in ["> ", "- "] {
            let line = marker.repeat(99);
            story_with_text(&joined(2000, |_| format!("{line}x\n"))).done();
        }
    }

    #[test]
    fn a_list_that_grows_deeper_line_by_line() {
        story_with_text(&joined(1400, |n| format!("{}- x\n", "  ".repeat(n)))).done();
    }

    #[test]
    fn brackets_that_never_close() {
        for text in ["[", "![", "[a](<", "[^", "[a][", "<!--", "<?", "<a href=\"", "(", "{#", "&"] {
            story_with_text(&format!("Text. {}", text.repeat(50_000))).done();
        }
    }

    #[test]
    fn marks_that_match_nothing() {
        for text in ["*a ", "**a _b ", "~~a ", "`a``b", "_a*", "\\", "|a"] {
            story_with_text(&format!("Text. {}", text.repeat(50_000))).done();
        }
        story_with_text(&joined(1000, |n| "`".repeat(n) + "a")).done();
    }

    #[test]
    fn one_heading_many_times() {
        story_with_text(&"## Talks\n\n".repeat(50_000)).done();
    }

    #[test]
    fn raw_elements_inside_each_other() {
        for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<p><span>"] {
            story_with_text(&format!("Text.\n\n{}", tag.repeat(50_000)));
        }
    }

    /// As long as a text may be, about.
    const LONGEST: usize = 2_000_000;

    /// Of memory, in MiB.
    const MOST_MEMORY: u64 = 400;

    #[track_caller]
    fn story_with_html(html: &str) -> Ended {
        let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{html}\n");
        let watched = build_watched(&[("content/politics/talks.md".into(), text)]);
        assert!(watched.memory < MOST_MEMORY, "it took {} MiB", watched.memory);
        watched.ended
    }

    fn up_to(length: usize, start: &str, piece: &str) -> String {
        format!("{start}{}", piece.repeat((length - start.len()) / piece.len()))
    }

    #[test]
    fn raw_elements_that_are_made_again_in_each_paragraph() {
        let open = |count, title: usize| {
            let title = "t".repeat(title);
            "<div><p>".to_owned() + &joined(count, |n| format!("<b id={n} title=\"{title}\">"))
        };
        for length in [10_000, 34_000, 242_000, LONGEST] {
            let ended = story_with_html(&up_to(length, &(open(190, 0) + "x"), "<p>x"));
            ended.refused().saying(" --> content/politics/talks.md:5:");
        }
        for (count, title, paragraph) in
            [(100, 0, "<p>x"), (16, 0, "<p>x"), (5, 0, "<li>x"), (100, 1000, "<p>x")]
        {
            story_with_html(&up_to(LONGEST, &(open(count, title) + "x"), paragraph))
                .refused()
                .saying("close `<b>` with `</b>`");
        }
        // In Markdown's paragraphs.
        story_with_html(&up_to(LONGEST / 4, &(open(100, 0) + "x\n\n"), "x <p>x\n\n"));
        let title = open(1, 100_000);
        story_with_html(&up_to(LONGEST, &title, "<p>x")).refused().saying("close `<b>`");
        story_with_html(&up_to(197_000, &open(190, 1000), "<p>x")).refused();
    }

    #[test]
    fn raw_elements_that_no_end_tag_closes() {
        let unmatched = |count| "x ".to_owned() + &joined(count, |n| format!("<b id=a{n}></x>"));
        for text in [
            unmatched(16_000),
            unmatched(110_000),
            up_to(96_000, "", "<div/>"),
            up_to(LONGEST, "", "<div/>"),
            up_to(LONGEST, "", "<span><div></span></div>"),
            up_to(LONGEST, "<div>", "<a><b><div></a></div>"),
            up_to(LONGEST, "<div><svg>", "<g>"),
        ] {
            story_with_html(&text).refused().saying("elements are open at this tag");
        }
        let deep = "<div>".to_owned() + &"<span>".repeat(200);
        for piece in ["</x>", "<b><p></b>", "<p>"] {
            story_with_html(&up_to(LONGEST / 4, &deep, piece)).done();
        }
    }

    #[test]
    fn raw_tables_without_cells() {
        for piece in ["<br>", "<b></b>", "x<tr>"] {
            for length in [40_000, LONGEST] {
                story_with_html(&up_to(length, "<div><table>", piece));
            }
            story_with_html(&up_to(LONGEST, "<div><table>", piece))
                .refused()
                .saying("put it into cells");
        }
    }

    #[test]
    fn a_raw_tag_of_many_attributes() {
        for value in ["", "=1", "=\"<\"", "='>'"] {
            let tag = |count| format!("<div{}>", joined(count, |n| format!(" a{n}{value}")));
            story_with_html(&tag(150_000)).refused().saying("more than 1000 attributes");
            story_with_html(&tag(900).repeat(20)).done();
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
        story_with_text(&format!("{}\n{}", "[a]: /x/\n".repeat(50_000), "[a] ".repeat(50_000)))
            .done();
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
            for depth in [100, 200, 5000] {
                template(&(open.repeat(depth) + &close.repeat(depth)));
            }
            template(&open.repeat(5000)).refused();
        }
    }

    #[test]
    fn a_chain_of_elif() {
        template(&format!("{{% if true %}}a{}{{% endif %}}", "{% elif true %}b".repeat(20_000)));
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
            for length in [100, 50_000] {
                template(&format!("{{{{ {start}{}{end} }}}}", middle.repeat(length)));
            }
        }
    }

    #[test]
    fn templates_that_include_each_other() {
        template("{% include \"404.html\" %}").refused().saying("templates/404.html");
        template("{% extends \"404.html\" %}").refused().saying("templates/404.html");
    }

    #[test]
    fn a_component_in_itself() {
        let ended = template("{% component a() %}{{ <a/> }}{% endcomponent a %}\n{{ <a/> }}");
        ended.refused().saying(" --> templates/404.html:");
    }
}
