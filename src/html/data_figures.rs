//! Figures of data, where there is no page around them.

use std::borrow::Cow;

use memchr::memmem;

const BEGIN: &str = "<figure class=\"data data-";
const END: &str = "</figure>";
const CAPTION_END: &str = "</figcaption>";
/// What may follow the drawing of a figure.
const BEHIND_DRAWING: [&str; 3] = ["<details>", "<div class=\"table\"", "<p class=\"data-foot\""];
/// The rows that a page has alone, and their end.
const REST: &str = "<tbody class=\"data-rest\">";
const REST_END: &str = "</tbody>";

/// The HTML of a text with no more than the captions of its figures of data: their numbers are
/// no words.
pub fn captions_of_data(html: &str) -> Cow<'_, str> {
    each_figure(html, |figure, out| {
        let end = figure.find(CAPTION_END).map_or(figure.len(), |at| at + CAPTION_END.len());
        out.push_str(&figure[..end]);
        out.push_str(END);
    })
}

/// The HTML of a text for readers elsewhere, whose programs draw no charts: of each figure the
/// table, with its first rows.
pub fn tables_of_data(html: &str) -> Cow<'_, str> {
    each_figure(html, |figure, out| {
        let caption = figure.find(CAPTION_END).map_or(0, |at| at + CAPTION_END.len());
        let (before, rest) = figure.split_at(caption);
        out.push_str(before);
        let drawn = BEHIND_DRAWING.iter().filter_map(|it| rest.find(it)).min().unwrap_or(0);
        let rest = &rest[drawn..];
        let many = rest.find(REST);
        let whole = many.and_then(|from| Some((from, from + rest[from..].find(REST_END)?)));
        match whole {
            Some((from, to)) => {
                out.push_str(&rest[..from]);
                out.push_str(&rest[to + REST_END.len()..]);
            }
            None => out.push_str(rest),
        }
    })
}

/// The HTML with another one in the place of each figure of data.
fn each_figure(html: &str, mut replace: impl FnMut(&str, &mut String)) -> Cow<'_, str> {
    let finder = memmem::Finder::new(BEGIN);
    let Some(first) = finder.find(html.as_bytes()) else { return Cow::Borrowed(html) };
    let mut out = String::with_capacity(html.len());
    let (mut written, mut next) = (0, Some(first));
    while let Some(begin) = next {
        out.push_str(&html[written..begin]);
        let end = html[begin..].find(END).map_or(html.len(), |at| begin + at + END.len());
        replace(&html[begin..end], &mut out);
        written = end;
        next = finder.find(&html.as_bytes()[end..]).map(|at| end + at);
    }
    out.push_str(&html[written..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<p>a</p>\n<figure class=\"data data-line\">\n<figcaption>c</figcaption>\n\
                        <svg><svg>1</svg><text>2</text></svg>\n<details>\n<table><tbody>3</tbody>\n\
                        <tbody class=\"data-rest\">\n4</tbody>\n</table></details>\n\
                        <p class=\"data-foot\">d</p>\n</figure>\n<p>b</p>";

    #[test]
    fn numbers_are_no_words() {
        assert_eq!(
            captions_of_data(HTML),
            "<p>a</p>\n<figure class=\"data data-line\">\n<figcaption>c</figcaption></figure>\n<p>b</p>"
        );
        assert!(matches!(captions_of_data("<figure>a</figure>"), Cow::Borrowed(_)));
        assert_eq!(
            captions_of_data("<figure class=\"data data-"),
            "<figure class=\"data data-</figure>"
        );
    }

    #[test]
    fn elsewhere_a_figure_is_a_table_with_few_rows() {
        assert_eq!(
            tables_of_data(HTML),
            "<p>a</p>\n<figure class=\"data data-line\">\n<figcaption>c</figcaption><details>\n\
             <table><tbody>3</tbody>\n\n</table></details>\n<p class=\"data-foot\">d</p>\n</figure>\n<p>b</p>"
        );
        assert_eq!(tables_of_data("<figure class=\"data data-"), "<figure class=\"data data-");
    }
}
