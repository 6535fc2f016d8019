//! Whether HTML stays in proportion once it is read as browsers read it.
//!
//! By the standard an element such as `<b>` that is left open is made again in every
//! paragraph after it, whatever a tag in a table that is in no cell goes before the table,
//! and what is open is looked through at each tag
//! (<https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements>).
//! A small text could so become a huge page, or take for ever. What a text comes to is
//! told only by reading it so: here by the reader of the cleaner itself, which builds
//! nothing and stops where it is too much.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, TokenizerResult, local_name, ns};

/// Elements that are open at once and would be made again; twice as many of others. Each
/// is looked at where a tag ends, so that the time grows with the square of it; people
/// stay below twenty.
const MOST_OPEN: usize = 128;

/// The same as the reader has them: once because they are open, once because they would
/// be made again; and the document, its root and what the text is in.
const MOST_HANDLES: usize = 2 * MOST_OPEN + 3;

/// What all elements of any text may come to, in bytes, and what more for each byte of it.
/// Of HTML with nothing left open it is less, even of `<p>` alone.
const MOST_MADE: usize = 1 << 20;
const MOST_MADE_FOR_A_BYTE: usize = 8;

/// What an element and an attribute come to without names and values.
const ELEMENT: usize = 16;
const ATTRIBUTE: usize = 8;

/// What is in a table and in no cell is put among all that came before, of which each
/// is looked at.
const MOST_LOOKED_AT: usize = 200_000_000;

/// Attributes of one tag; each is compared to all.
const MOST_ATTRIBUTES: usize = 1000;

/// Where and why HTML is out of proportion.
pub(super) struct Excess {
    /// Of the tag, in the HTML.
    pub range: Range<usize>,
    pub message: String,
    pub hint: String,
}

/// The first tag of `html` that makes it too much.
pub(super) fn excess(html: &str) -> Option<Excess> {
    let root = Rc::new(Element::new(QualName::new(None, ns!(html), local_name!("div"))));
    let builder =
        TreeBuilder::new_for_fragment(Progress::default(), root, None, TreeBuilderOpts::default());
    let state = builder.tokenizer_state_for_context_elem(false);
    let options = TokenizerOpts { initial_state: Some(state), ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Tags { builder, tokens: Cell::new(0) }, options);
    let most_made = MOST_MADE + MOST_MADE_FOR_A_BYTE * html.len();

    let input = BufferQueue::default();
    let (mut open, mut counted) = (0, 0);
    let mut tag = None;
    let mut at = 0..0;
    let mut start = 0;
    while start < html.len() {
        let end = end_of_piece(html, start);
        let piece = &html[start..end];
        if piece.starts_with('<') {
            at = start..end;
        }
        let refused =
            |message: String, hint: String| Some(Excess { range: at.clone(), message, hint });

        // Before the reader compares them. What follows a tag that is not at its end
        // is of the same tag, whatever it looks like.
        tag = tag.or_else(|| Attributes::of(piece));
        if tag.as_mut().is_some_and(|tag| tag.count_after(piece) > MOST_ATTRIBUTES) {
            return refused(
                format!("a raw HTML tag has more than {MOST_ATTRIBUTES} attributes"),
                "delete those that are not needed".into(),
            );
        }
        let read = |text: &str| {
            input.push_back(StrTendril::from_slice(text));
            while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        };
        // By `<` the reader knows that a text before it, such as `&am`, is at its end.
        let (first, rest) = piece.split_at(usize::from(piece.starts_with('<')));
        read(first);
        let tokens = tokenizer.sink.tokens.get();
        read(rest);
        if tokenizer.sink.tokens.get() > tokens {
            tag = None;
        }

        let made = &tokenizer.sink.builder.sink;
        if open + 2 * (made.elements.get() - counted) > MOST_HANDLES {
            let handles = Handles::default();
            tokenizer.sink.builder.trace_handles(&handles);
            (open, counted) = (handles.0.get(), made.elements.get());
        }
        if open > MOST_HANDLES {
            return refused(
                format!("more than {MOST_OPEN} HTML elements are open at this tag"),
                "close the elements, or delete them".into(),
            );
        }
        if made.bytes.get() > most_made {
            let name = made.again.borrow().clone().unwrap_or(local_name!("b"));
            return refused(
                format!(
                    "`<{name}>` is never closed, so browsers repeat it in every later paragraph"
                ),
                format!("close `<{name}>` with `</{name}>` in the paragraph where it opens"),
            );
        }
        if made.looked_at.get() > MOST_LOOKED_AT {
            return refused(
                "by this tag, too much of a raw HTML table is outside its cells".into(),
                "put it into cells (`<td>`), or close the table before it".into(),
            );
        }
        start = end;
    }
    None
}

/// Up to before the next `<` or behind the next `>`: a tag at most, except of
/// attributes with these.
fn end_of_piece(html: &str, start: usize) -> usize {
    let rest = &html.as_bytes()[start..];
    let end = rest.iter().enumerate().find_map(|(at, byte)| match byte {
        b'<' if at > 0 => Some(at),
        b'>' => Some(at + 1),
        _ => None,
    });
    end.map_or(html.len(), |end| start + end)
}

/// Attributes of one tag, counted as its bytes come in.
enum Attributes {
    /// None, and nothing in it is a tag.
    OfComment,
    OfTag {
        part: Part,
        count: usize,
    },
}

/// The part of a tag that a byte is in
/// (<https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state> and the next ones).
#[derive(Clone, Copy)]
enum Part {
    TagName,
    Between,
    Name,
    AfterName,
    AfterEquals,
    Value,
    Quoted(u8),
}

impl Attributes {
    /// Of the tag or comment that begins with `piece`, if it is no text.
    fn of(piece: &str) -> Option<Self> {
        let tag = piece.strip_prefix('<')?;
        if tag.starts_with(['!', '?']) {
            return Some(Attributes::OfComment);
        }
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            .then_some(Attributes::OfTag { part: Part::TagName, count: 0 })
    }

    fn count_after(&mut self, piece: &str) -> usize {
        let Attributes::OfTag { part, count } = self else { return 0 };
        // The slash of an end tag.
        let skipped = if matches!(part, Part::TagName) { 2 } else { 0 };
        for byte in piece.bytes().skip(skipped) {
            let is_space = byte.is_ascii_whitespace();
            let next = match (*part, byte) {
                (Part::Quoted(quote), _) if byte == quote => Part::Between,
                (Part::Quoted(_), _) => continue,
                (Part::TagName | Part::Value, _) if is_space => Part::Between,
                (Part::TagName | Part::Name | Part::AfterName, b'/') => Part::Between,
                (Part::TagName | Part::Value, _) => continue,
                (Part::Name | Part::AfterName, _) if is_space => Part::AfterName,
                (Part::Name | Part::AfterName, b'=') => Part::AfterEquals,
                (Part::Name, _) => continue,
                (Part::AfterEquals, _) if is_space => continue,
                (Part::AfterEquals, b'"' | b'\'') => Part::Quoted(byte),
                (Part::AfterEquals, _) => Part::Value,
                (Part::Between, b'/') => continue,
                (Part::Between, _) if is_space => continue,
                (Part::Between | Part::AfterName, _) => {
                    *count += 1;
                    Part::Name
                }
            };
            *part = next;
        }
        *count
    }
}

/// The reader of tags, and how many it has read to the end, texts between them too.
struct Tags {
    builder: TreeBuilder<Rc<Element>, Progress>,
    tokens: Cell<usize>,
}

impl TokenSink for Tags {
    type Handle = Rc<Element>;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Rc<Element>> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
            self.builder.sink.latest.replace(None);
            self.builder.sink.is_text.set(matches!(token, Token::CharacterTokens(_)));
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the reader goes by.
#[derive(Default)]
struct Handles(Cell<usize>);

impl Tracer for Handles {
    type Handle = Rc<Element>;

    fn trace_handle(&self, _: &Rc<Element>) {
        self.0.set(self.0.get() + 1);
    }
}

/// What the reader has to know of an element again.
struct Element {
    name: QualName,
    holds_html: bool,
}

impl Element {
    fn new(name: QualName) -> Self {
        Element { name, holds_html: false }
    }
}

/// What was made so far; it is not kept.
#[derive(Default)]
struct Progress {
    elements: Cell<usize>,
    bytes: Cell<usize>,
    /// Pieces of text and comments too.
    nodes: Cell<usize>,
    looked_at: Cell<usize>,
    /// Whether it is a text that is read, not a tag.
    is_text: Cell<bool>,
    /// The name of the last element of this tag or text.
    latest: RefCell<Option<LocalName>>,
    /// The name of the last element that was made again.
    again: RefCell<Option<LocalName>>,
}

fn add(cell: &Cell<usize>, count: usize) {
    cell.set(cell.get().saturating_add(count));
}

impl TreeSink for Progress {
    type Handle = Rc<Element>;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Rc<Element> {
        let attributes = attributes.iter();
        let bytes = attributes
            .map(|attribute| ATTRIBUTE + attribute.name.local.len() + attribute.value.len());
        add(&self.bytes, ELEMENT + bytes.sum::<usize>());
        add(&self.elements, 1);
        add(&self.nodes, 1);
        // What is made again comes before the tag's own element; a text has none.
        let before = self.latest.replace(Some(name.local.clone()));
        let again = if self.is_text.get() { Some(name.local.clone()) } else { before };
        if again.is_some() {
            self.again.replace(again);
        }
        Rc::new(Element { name, holds_html: flags.mathml_annotation_xml_integration_point })
    }

    fn append_before_sibling(&self, _: &Rc<Element>, _: NodeOrText<Rc<Element>>) {
        add(&self.nodes, 1);
        add(&self.looked_at, self.nodes.get());
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<Element>,
        _: &Rc<Element>,
        child: NodeOrText<Rc<Element>>,
    ) {
        self.append_before_sibling(element, child);
    }

    fn append(&self, _: &Rc<Element>, _: NodeOrText<Rc<Element>>) {
        add(&self.nodes, 1);
    }

    fn elem_name<'a>(&'a self, element: &'a Rc<Element>) -> ExpandedName<'a> {
        element.name.expanded()
    }

    fn same_node(&self, one: &Rc<Element>, other: &Rc<Element>) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn is_mathml_annotation_xml_integration_point(&self, element: &Rc<Element>) -> bool {
        element.holds_html
    }

    fn get_document(&self) -> Rc<Element> {
        Rc::new(Element::new(QualName::new(None, ns!(), local_name!(""))))
    }

    fn get_template_contents(&self, element: &Rc<Element>) -> Rc<Element> {
        Rc::clone(element)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Element> {
        self.get_document()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Element> {
        self.get_document()
    }

    fn finish(self) {}
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn add_attrs_if_missing(&self, _: &Rc<Element>, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &Rc<Element>) {}
    fn reparent_children(&self, _: &Rc<Element>, _: &Rc<Element>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(count: usize, piece: impl Fn(usize) -> String) -> String {
        (0..count).map(piece).collect()
    }

    /// The message, and the tag.
    fn found(html: &str) -> Option<(String, &str)> {
        excess(html).map(|excess| (excess.message, &html[excess.range]))
    }

    #[track_caller]
    fn refused(html: &str, message: &str, tag: &str) {
        assert_eq!(found(html), Some((message.into(), tag)));
    }

    #[test]
    fn ordinary_html_is_in_proportion() {
        let words = "a > b, c < d / ".repeat(2000);
        let row = "<tr><td><font size=2 color=\"#333\"><b>Lorun</b></font><td align=right>16\n";
        for html in [
            "<p><b><i>x</i></b></p>\n".repeat(5000),
            "<P><FONT FACE=Arial SIZE=2>Seven <B>voted</B> for it.</FONT></P>\n".repeat(5000),
            "<figure><img src=\"a.jpg\" alt=\"A\"/><figcaption>A</figcaption></figure>"
                .repeat(5000),
            format!("<table border=0><tbody>{}</table>", row.repeat(5000)),
            "<table><tr><td>".repeat(20) + &"</td></tr></table>".repeat(20),
            "<div><span>".repeat(60) + &"</span></div>".repeat(60),
            "<p>A story <b>where each is left open.\n".repeat(60),
            "<p><a name=x>An old <i>anchor</i><br>\n".repeat(2000),
            format!("<p><b>One that is forgotten.</p>{}", "<p>A paragraph.</p>\n".repeat(5000)),
            format!("<p title=\"{words}\">A</p><!-- {words} --><p>{words}</p>"),
            format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0KGgo/".repeat(50_000)),
            format!("<!-- {} -->", "<p class=a id='b'>A</p>".repeat(5000)),
            format!("<svg viewBox='0 0 9 9'><path d='{}'/></svg>", "M 1 2 L 3 4 ".repeat(5000)),
            format!("<svg>{}</svg>", "<circle r=1 cx=2 cy=3 />".repeat(5000)),
            format!("<script>{}</script>", "if (a < b && c > d) { x = '</p>' }\n".repeat(5000)),
            "<p>".repeat(200_000),
            "<p a b c d e f g h i j k l m n o p q r s t>".repeat(50_000),
        ] {
            assert_eq!(found(&html), None, "{html:.80}");
        }
    }

    /// That `count` pieces are too many, and one less is not.
    #[track_caller]
    fn refused_from(count: usize, html: impl Fn(usize) -> String, message: &str, tag: &str) {
        assert_eq!(found(&html(count - 1)), None);
        refused(&html(count), message, tag);
    }

    #[test]
    fn what_is_made_again_is_bounded() {
        let open = joined(100, |n| format!("<b id=b{n}>"));
        let message = "`<b>` is never closed, so browsers repeat it in every later paragraph";
        refused_from(367, |n| format!("<p>{open}x{}", "<p>x".repeat(n)), message, "<p>");
        refused_from(368, |n| format!("<p>{open}x{}", "<p><br>".repeat(n)), message, "<br>");
        let title = format!("<p><b title=\"{}\">", "t".repeat(10_000));
        refused_from(112, |n| format!("{title}{}", "<p>x".repeat(n)), message, "<p>");
        assert_eq!(found(&format!("{title}</b>{}", "<p>x".repeat(112))), None);
    }

    #[test]
    fn only_an_end_tag_that_closes_something_makes_it_less_deep() {
        let message = "more than 128 HTML elements are open at this tag";
        refused_from(257, |n| "<div/>".repeat(n), message, "<div/>");
        refused_from(129, |n| joined(n, |n| format!("<b id={n}></x>")), message, "<b id=128>");
        refused_from(256, |n| "<span><div></span></div>".repeat(n), message, "<div>");
        refused_from(256, |n| format!("<svg>{}", "<g>".repeat(n)), message, "<g>");
        assert_eq!(found(&format!("<svg>{}", "<g/>".repeat(300))), None);
    }

    #[test]
    fn attributes_are_counted_whatever_is_in_them() {
        let message = "a raw HTML tag has more than 1000 attributes";
        for (start, value) in
            [("<p", ""), ("<p", "=1"), ("<p", "='<'"), ("&am<<p/", "=\">\""), ("</p", "= a\"b'")]
        {
            let tag =
                |count| format!("<i>x</i>{start}{}>", joined(count, |n| format!(" a{n}{value}")));
            assert_eq!(found(&tag(999)), None, "{start} {value}");
            let tag = tag(1001);
            assert_eq!(found(&tag).unwrap().0, message, "{start} {value}");
        }
    }

    #[test]
    fn little_is_in_a_table_and_in_no_cell() {
        let message = "by this tag, too much of a raw HTML table is outside its cells";
        refused_from(14_140, |n| format!("<table>{}", "<br>".repeat(n)), message, "<br>");
    }
}
