//! Markdown to HTML: CommonMark with tables, footnotes, strikethrough, task
//! lists, smart punctuation, heading ids and alerts.
//!
//! A text is parsed once. On the way through its events, headings get ids,
//! footnotes are gathered, links are resolved by the caller, and words are
//! counted, so that nothing has to read the text or the HTML again.

mod blocks;
mod destinations;
mod emphasis;
mod footnotes;
mod headings;
mod links;
mod pictures;
mod pieces;
mod proportion;
mod prose;
mod raw_html;
mod slips;
mod smart;
mod tables;
mod task_lists;
mod written;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

pub use blocks::{blocks, plain};
pub use destinations::destinations;
pub use headings::Heading;
pub use links::{Link, LinkKind, Resolution};
pub use pictures::{Dimensions, Figure};
pub use pieces::{Piece, pieces};
pub use prose::{cut_at_word, is_ideograph};
pub use raw_html::{HtmlPolicy, standing_alone};

use crate::html::with_base_path;
use crate::slug::Letters;
use crate::text::printable::printable;
use crate::typography::Quotes;
use proportion::Excess;
use raw_html::Sanitizer;
use slips::Kept;
use tables::with_tables;

/// Turns Markdown into HTML, the same way for every text of a site.
pub struct Markdown {
    policy: HtmlPolicy,
    base_path: String,
    sanitizer: Sanitizer,
    kept: Kept,
    letters: Letters,
}

/// A text, rendered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// The first paragraph as plain text, cut at a word; empty if there is none.
    pub excerpt: String,
    /// How many words a reader reads; two ideographs count as one.
    pub words: usize,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// What is wrong with the text: byte range, message, hint.
    pub faults: Vec<Fault>,
    /// What readers would see otherwise than it was meant.
    pub slips: Vec<Fault>,
}

/// Something wrong with a Markdown text.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// How many quotes and lists may be open at the start of one line. The parser's
/// time grows with the square of this; people stay below ten.
const MOST_CONTAINERS: usize = 100;

impl Markdown {
    /// For a site whose pages are below `base_path` (`/briefing`, or nothing).
    pub fn new(policy: HtmlPolicy, base_path: &str) -> Self {
        let sanitizer = Sanitizer::new(base_path);
        let kept = Kept::of(sanitizer.builder());
        let letters = Letters::default();
        Markdown { policy, base_path: base_path.into(), sanitizer, kept, letters }
    }

    /// The same, with the ids of headings in these letters.
    pub fn with_letters(self, letters: Letters) -> Self {
        Markdown { letters, ..self }
    }

    /// Whether what authors write may run scripts.
    pub fn trusts_authors(&self) -> bool {
        self.policy == HtmlPolicy::Allow
    }

    /// Renders `text`; `resolve` says where each of its links leads.
    pub fn render(
        &self,
        text: &str,
        quotes: Quotes,
        mut resolve: impl FnMut(&Link<'_>) -> Resolution,
    ) -> Rendered {
        if let Some(fault) = too_deep(text) {
            return Rendered { faults: vec![fault], ..Rendered::default() };
        }
        let mut events = read(text, quotes);
        let slips = slips::found(&events, text, self.policy, &self.kept);
        smart::set(&mut events, text, quotes);
        let has_html =
            self.policy != HtmlPolicy::Escape && events.iter().any(|(event, _)| is_html(event));
        // What treats raw HTML adds the base path to all links; only then must it not be
        // there already.
        let base_path = if has_html { "" } else { &self.base_path };

        let mut rendered = Rendered { slips, ..Rendered::default() };
        prose::measure(&events, &mut rendered);
        let events = match self.policy {
            HtmlPolicy::Escape => shown_as_text(events),
            HtmlPolicy::Sanitize | HtmlPolicy::Allow => events,
        };
        let events = headings::with_ids(events, self.policy, self.letters, &mut rendered.headings);
        let events = links::resolved(
            events,
            text,
            self.policy,
            base_path,
            &mut resolve,
            &mut rendered.faults,
        );
        let events = footnotes::gathered(events);
        let events = with_tables(events);
        let events = task_lists::with_labels(events);

        let mut output = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut output, events.into_iter());
        rendered.html = output;
        if has_html {
            // Allowed HTML is cleaned as well, for feeds.
            if let Some(fault) = out_of_proportion(text, &rendered.html) {
                return Rendered { faults: vec![fault], ..Rendered::default() };
            }
            rendered.html = self.treated(&rendered.html);
        }
        rendered.printable()
    }

    /// A text that has raw HTML, once all of it is HTML: only then is it sure what is a tag.
    fn treated(&self, html: &str) -> String {
        match self.policy {
            HtmlPolicy::Sanitize => self.sanitizer.clean(html),
            HtmlPolicy::Allow | HtmlPolicy::Escape => with_base_path(html, &self.base_path),
        }
    }
}

/// What a text consists of, with its emphasis, and its marks set.
fn parsed(text: &str, quotes: Quotes) -> Vec<(Event<'_>, Range<usize>)> {
    let mut events = read(text, quotes);
    smart::set(&mut events, text, quotes);
    events
}

/// What a text consists of, with its emphasis.
fn read(text: &str, quotes: Quotes) -> Vec<(Event<'_>, Range<usize>)> {
    let events = Parser::new_ext(text, options()).into_offset_iter().collect();
    emphasis::completed(events, text, quotes)
}

/// Raw HTML as text.
fn shown_as_text(events: Vec<(Event<'_>, Range<usize>)>) -> Vec<(Event<'_>, Range<usize>)> {
    let shown = |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    };
    events.into_iter().map(|(event, range)| (shown(event), range)).collect()
}

impl Rendered {
    /// The same, of characters alone that pages and feeds can hold. Not the source:
    /// the places of faults are of that.
    fn printable(mut self) -> Self {
        let of_headings =
            self.headings.iter_mut().flat_map(|heading| [&mut heading.title, &mut heading.id]);
        for text in of_headings.chain([&mut self.html, &mut self.excerpt]) {
            if let Cow::Owned(printable) = printable(text) {
                *text = printable;
            }
        }
        self
    }
}

/// Named one by one: a new version of the parser must not change what a text means. Marks are
/// set by `smart`, for each language.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Where the HTML of `text` comes to more than anyone means.
fn out_of_proportion(text: &str, html: &str) -> Option<Fault> {
    let Excess { range, message, hint } = proportion::excess(html)?;
    // A tag is the same in the text, where others like it may be Markdown's own; of
    // one that is not there, the place is the first raw one.
    let tag = &html[range.clone()];
    let mut before = html[..range.start].matches(tag).count();
    let mut place = None;
    for (event, raw) in Parser::new_ext(text, options()).into_offset_iter() {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        for (at, _) in html.match_indices(tag) {
            place = Some((raw.start + at).min(raw.end)..raw.end);
            if before == 0 {
                return Some(Fault { range: place?, message, hint });
            }
            before -= 1;
        }
        place = place.or(Some(raw));
    }
    Some(Fault { range: place.unwrap_or_default(), message, hint })
}

fn is_html(event: &Event<'_>) -> bool {
    matches!(event, Event::Html(_) | Event::InlineHtml(_))
}

/// The first line that opens more quotes and lists than anyone means.
fn too_deep(text: &str) -> Option<Fault> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Each container takes at least one byte of marker.
        if line.len() > MOST_CONTAINERS && containers_opened(line) > MOST_CONTAINERS {
            return Some(Fault {
                range: start..start + line.len(),
                message: format!("this line opens more than {MOST_CONTAINERS} quotes or lists"),
                hint: "delete the extra `>`, `-`, `*`, `+` or numbers at its start".into(),
            });
        }
        start += line.len();
    }
    None
}

fn containers_opened(line: &str) -> usize {
    let mut rest = line;
    let mut opened = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match rest.as_bytes().get(digits) {
            Some(b'>') if digits == 0 => 1,
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
            _ => return opened,
        };
        let is_quote = rest.starts_with('>');
        rest = &rest[marker..];
        if !is_quote && !rest.starts_with([' ', '\t', '\n', '\r']) && !rest.is_empty() {
            return opened;
        }
        opened += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        rendered(text, HtmlPolicy::Sanitize).html
    }

    fn rendered(text: &str, policy: HtmlPolicy) -> Rendered {
        Markdown::new(policy, "/base").render(text, Quotes::default(), |link| {
            if link.destination.starts_with('/') {
                Resolution::OnSite(link.destination.into())
            } else {
                Resolution::Keep
            }
        })
    }

    #[test]
    fn headings_get_readable_ids_that_do_not_repeat() {
        let text = "## Новый *закон*\n\n## Prices\n\n## Prices\n\n## Own {#mine}\n\n## !!!\n";
        let rendered = rendered(text, HtmlPolicy::Sanitize);
        let ids: Vec<_> = rendered.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["novyi-zakon", "prices", "prices-2", "mine", "section"]);
        assert_eq!(rendered.headings[0].title, "Новый закон");
        assert!(rendered.html.contains("<h2 id=\"novyi-zakon\">Новый <em>закон</em></h2>"));
    }

    #[test]
    fn the_ids_of_headings_are_none_of_the_page_or_of_a_note() {
        let text = "## Main\n\n## Main\n\n## Fn 1\n\n## Fnref 1 2\n\n## a {#fn-2}\n\n## Fn x\n";
        let headings = rendered(text, HtmlPolicy::Sanitize).headings;
        let ids: Vec<_> = headings.iter().map(|heading| heading.id.as_str()).collect();
        let expected =
            ["main-2", "main-3", "section-fn-1", "section-fnref-1-2", "section-fn-2", "fn-x"];
        assert_eq!(ids, expected);
    }

    #[test]
    fn a_break_separates_the_words_of_an_excerpt() {
        for text in ["One<br>two", "One<BR/>two", "One<br class=\"x\">two"] {
            assert_eq!(rendered(text, HtmlPolicy::Sanitize).excerpt, "One two", "{text}");
        }
    }

    #[test]
    fn nothing_that_is_no_text_reaches_a_page() {
        let text = "## A\u{1}B&#2;\n\nC\u{7f}&#x9f;D `\u{fffe}E`\r\n\r\n<i>F\u{b}</i>\n";
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
            let Rendered { html, excerpt, headings, .. } = rendered(text, policy);
            for text in [&html, &excerpt, &headings[0].title] {
                assert_eq!(printable(text), text.as_str(), "{policy:?}");
            }
            assert!(html.contains("AB") && excerpt.contains('C'), "{html} {excerpt}");
        }
    }

    #[test]
    fn footnotes_stand_at_the_end_and_lead_back() {
        let text = "One[^b] two[^a] again[^b].\n\n[^a]: First.\n[^b]: Second.\n[^c]: Unused.\n";
        let html = html(text);
        assert!(html.contains("<sup class=\"footnote-reference\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>"), "{html}");
        assert!(html.contains("<a href=\"#fn-1\" id=\"fnref-1-2\""), "{html}");
        assert!(html.contains("<li id=\"fn-1\">\n<p>Second. <a href=\"#fnref-1\""), "{html}");
        assert!(!html.contains("Unused"), "{html}");
    }

    #[test]
    fn raw_html_is_cleaned_allowed_or_shown() {
        let text =
            "a <b onclick=\"x()\">b</b> <script>x()</script>\n\n<iframe src=\"/x\"></iframe>\n";
        assert_eq!(html(text).trim_end(), "<p>a <b>b</b> </p>");
        assert!(rendered(text, HtmlPolicy::Allow).html.contains("<iframe src=\"/base/x\">"));
        let escaped = rendered(text, HtmlPolicy::Escape).html;
        assert!(escaped.contains("&lt;script&gt;") && !escaped.contains("<iframe"), "{escaped}");
    }

    #[test]
    fn a_heading_has_an_id_and_classes_and_no_other_attribute() {
        let text = "## A {#b .c onclick=x() style=\"color: red\"}\n";
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape] {
            assert_eq!(rendered(text, policy).html, "<h2 id=\"b\" class=\"c\">A</h2>\n");
        }
        assert!(rendered(text, HtmlPolicy::Allow).html.contains("onclick=\"x()\""));
    }

    #[test]
    fn links_from_the_root_respect_the_base_path_in_raw_html_too() {
        assert_eq!(html("[a](/x/)"), "<p><a href=\"/base/x/\">a</a></p>\n");
        assert_eq!(
            html("[a](/x/) <a href=\"/y/\">b</a> <a href=\"//host/\">c</a>"),
            "<p><a href=\"/base/x/\">a</a> <a href=\"/base/y/\">b</a> <a href=\"//host/\">c</a></p>\n"
        );
    }

    #[test]
    fn allowed_html_respects_the_base_path_and_stays_as_it_is() {
        // `^` stands where the base path comes in.
        for (text, expected) in [
            (
                "<a class=x href = '/a/'>a</a> <img src=/b.png> <a href=\"//c/\">c</a> <b title=\"/d\">x=/e</b>",
                "<p><a class=x href = '^/a/'>a</a> <img src=^/b.png> <a href=\"//c/\">c</a> <b title=\"/d\">x=/e</b></p>",
            ),
            ("<b>a</b> write src=/etc/hosts", "<p><b>a</b> write src=/etc/hosts</p>"),
            ("<p>\nwrite href=/etc/hosts\n</p>", "<p>\nwrite href=/etc/hosts\n</p>"),
            (
                "<script>\n\nlet action = \"/z\";\n\nlet a = '<a href=\"/x\">';\n</script>\n\n[b](/c)",
                "<script>\n\nlet action = \"/z\";\n\nlet a = '<a href=\"/x\">';\n</script>\n<p><a href=\"^/c\">b</a></p>",
            ),
            (
                "<style>\n/* <a href=/x> */\n</style>\n\n<img src=/y srcset=\"/a 1x, /b 2x\">",
                "<style>\n/* <a href=/x> */\n</style>\n<img src=^/y srcset=\"^/a 1x, ^/b 2x\">",
            ),
            (
                "a <textarea><a href=/x></textarea> <a href=/y>",
                "<p>a <textarea><a href=/x></textarea> <a href=^/y></p>",
            ),
            ("<!-- a\n\n<a href=/x>\n\n-->", "<!-- a\n\n<a href=/x>\n\n-->"),
            (
                "<form action=/a>\n<button formaction=/b>c</button>\n</form>\n\n![d](/e)\n\n> <a\n> href=/f>g</a>",
                "<form action=^/a>\n<button formaction=^/b>c</button>\n</form>\n<p><img src=\"^/e\" alt=\"d\" /></p>\n<blockquote>\n<p><a\nhref=^/f>g</a></p>\n</blockquote>",
            ),
            (
                "`<a href=/x>` <b>&lt;a href=/y></b>",
                "<p><code>&lt;a href=/x&gt;</code> <b>&lt;a href=/y&gt;</b></p>",
            ),
            ("[a](/b)", "<p><a href=\"^/b\">a</a></p>"),
        ] {
            let html = rendered(text, HtmlPolicy::Allow).html;
            assert_eq!(html.trim_end(), expected.replace('^', "/base"), "{text}");
        }
    }

    #[test]
    fn a_script_in_a_link_is_no_link() {
        for text in [
            "[a](javascript:alert(1))",
            "[a](JAVASCRIPT:alert(1))",
            "[a](java&#10;script:alert(1))",
            "[a](&#1;javascript:alert(1))",
            "<javascript:alert(1)>",
            "![a](data:text/html,x)",
            "[a](vbscript:x)",
        ] {
            let rendered = rendered(text, HtmlPolicy::Sanitize);
            assert!(
                !rendered.html.contains("href") && !rendered.html.contains("src"),
                "{}",
                rendered.html
            );
            assert_eq!(rendered.faults.len(), 1, "{text}");
        }
    }

    #[test]
    fn the_excerpt_is_plain_and_words_are_counted() {
        let text = "# Title\n\nTalks *resumed*[^1] in `Hesk` — [here](x).\nNext line.\n\nMore text.\n\n[^1]: Note.\n";
        let rendered = rendered(text, HtmlPolicy::Sanitize);
        assert_eq!(rendered.excerpt, "Talks resumed in Hesk — here. Next line.");
        assert_eq!(rendered.words, 11);
    }

    #[test]
    fn braces_are_text() {
        assert_eq!(html("{{ title }} {% if %}"), "<p>{{ title }} {% if %}</p>\n");
    }

    #[test]
    fn a_line_of_containers_is_refused_and_a_rule_is_not() {
        let faults = |text: &str| rendered(text, HtmlPolicy::Sanitize).faults;
        let deep = |count| format!("fine\n\n{}x\nlazy\n", "- ".repeat(count));
        assert_eq!(faults(&deep(100)), []);
        let refused = faults(&deep(101));
        assert_eq!(refused[0].message, "this line opens more than 100 quotes or lists");
        assert_eq!(refused[0].range.start, 6);
        assert!(faults(&"-".repeat(500)).is_empty());
        assert!(faults(&">".repeat(100)).is_empty());
        assert!(!faults(&">".repeat(101)).is_empty());
    }

    #[test]
    fn html_out_of_proportion_is_refused_where_it_is() {
        let place = |text: &str, policy| {
            let faults = rendered(text, policy).faults;
            faults.first().map(|fault| text[fault.range.clone()].to_string())
        };
        let deep = format!("`<i id=127>` a\n\n{}", ids("i", 128));
        let open = format!("<div>\n\n{}\n\n{}", ids("b", 100), "x\n\n".repeat(400));
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
            assert_eq!(place(&deep, policy).as_deref(), Some("<i id=127>"));
            assert_eq!(place(&open, policy), None);
        }
        assert_eq!(place(&deep, HtmlPolicy::Escape), None);
        let open = format!("<div><p>{}{}", ids("b", 100), "<p>x".repeat(400));
        assert!(place(&open, HtmlPolicy::Sanitize).is_some_and(|at| at.starts_with("<p>x<p>")));
    }

    fn ids(name: &str, count: usize) -> String {
        (0..count).map(|n| format!("<{name} id={n}>")).collect()
    }

    #[test]
    fn quotes_are_those_of_the_language() {
        let set = |tag: &str, text: &str| {
            let markdown = Markdown::new(HtmlPolicy::Sanitize, "");
            markdown.render(text, Quotes::of(tag), |_| Resolution::Keep).html
        };
        assert_eq!(set("en-GB", "A \"b\" c's"), "<p>A “b” c’s</p>\n");
        assert_eq!(set("ru", "A \"b\", “c”, *\"d\"*"), "<p>A «b», “c”, <em>«d»</em></p>\n");
        assert_eq!(set("hy-AM", "\"a\" `\"b\"`"), "<p>«a» <code>\"b\"</code></p>\n");
        assert_eq!(set("de", "\"a\""), "<p>„a“</p>\n");
        assert_eq!(set("pt-BR", "\"a\""), "<p>“a”</p>\n");
    }

    #[test]
    fn boxes_of_tasks_are_labelled_by_their_words() {
        let text = "- [x] *Call* the mill\n  - more\n- [ ] Write\n\n<b>raw</b>\n";
        let html = html(text);
        let done = "<label><input disabled=\"\" type=\"checkbox\" checked=\"\"";
        assert!(html.contains(done), "{html}");
        assert!(html.contains("<em>Call</em> the mill</label>\n<ul>"), "{html}");
        assert!(html.contains("Write</label></li>"), "{html}");
    }

    #[test]
    fn an_empty_cell_is_no_head_of_a_column() {
        let html = html("| | b |\n|---|--:|\n| 1 | 2 |\n");
        let head = "<tr><td></td><th class=\"align-right\">b</th></tr>";
        assert!(html.contains(head), "{html}");
    }

    #[test]
    fn each_picture_has_its_own_size_wherever_it_stands() {
        let html = |text: &str| {
            let resolve = |link: &Link<'_>| match link.destination.parse() {
                Ok(width) => Resolution::Picture(Figure {
                    src: format!("/{width}"),
                    size: Some(Dimensions { width, height: 9 }).filter(|_| width > 0),
                }),
                Err(_) => Resolution::Unlink,
            };
            let markdown = Markdown::new(HtmlPolicy::Sanitize, "/base");
            markdown.render(text, Quotes::default(), resolve).html
        };
        let img = |alt: &str, width: u32, rest: &str| {
            let size = format!("width=\"{width}\" height=\"9\" loading=\"lazy\"");
            format!("<img src=\"/base/{width}\" alt=\"{alt}\" {size}{rest} />")
        };
        // Notes come last, wherever they are written.
        let noted = html("A[^n].\n\n[^n]: ![In a note](1)\n\n![Below](2)\n");
        assert!(noted.contains(&format!("<p>{}</p>", img("Below", 2, ""))), "{noted}");
        assert!(noted.contains(&img("In a note", 1, "")), "{noted}");
        for (text, expected) in [
            ("![a *b* `c`\nd \\\\ \"](3 'T<')", img("a b c d \\ “", 3, " title=\"T&lt;\"")),
            ("![a ![in](5) [b](x)](4) ![](6)", img("a in b", 4, "") + " " + &img("", 6, "")),
            (
                "![unknown](0) ![](1)",
                format!("<img src=\"/base/0\" alt=\"unknown\" /> {}", img("", 1, "")),
            ),
            ("![gone ![in](1)](x)", format!("gone {}", img("in", 1, ""))),
            ("| ![a](1) |\n|---|\n| ![b](2) |\n", img("b", 2, "")),
        ] {
            let html = html(text);
            assert!(html.contains(&expected), "{text}: {html}");
        }
    }

    #[test]
    fn tables_scroll_in_their_own_box() {
        let html = html("| a | b |\n|---|--:|\n| 1 | 2 |\n");
        assert!(html.starts_with("<div class=\"table\" tabindex=\"0\">\n<table>"), "{html}");
        assert!(html.contains("<tr><td>1</td><td class=\"align-right\">2</td></tr>"), "{html}");
        assert!(html.contains("<th>a</th><th class=\"align-right\">b</th>"), "{html}");
        assert!(html.trim_end().ends_with("</table>\n</div>"), "{html}");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,200}", marks in "[-*_`~\\[\\]()<>!#|^:\\\\&;/ \n\ta1.]{0,200}") {
            for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
                rendered(&text, policy);
                rendered(&marks, policy);
            }
        }

        #[test]
        fn text_without_markup_stays(words in prop::collection::vec("[a-zа-яա-ֆ]{1,8}", 1..20)) {
            let text = words.join(" ");
            let rendered = rendered(&text, HtmlPolicy::Sanitize);
            prop_assert_eq!(rendered.html, format!("<p>{text}</p>\n"));
            prop_assert_eq!(rendered.words, words.len());
        }
    }
}
