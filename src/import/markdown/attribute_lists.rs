//! Lists of attributes between braces, with which kramdown and goldmark say of a block or of words
//! what HTML says in a tag (<https://kramdown.gettalong.org/syntax.html#attribute-list-definitions>,
//! <https://gohugo.io/content-management/markdown-attributes/>).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::fence::Fence;
use crate::html::is_hidden;
use crate::html::tree::Element;

/// The lists of a kramdown text that have a name: `{:secret: style="display:none"}`.
#[derive(Debug, Default)]
pub struct Named<'t>(HashMap<&'t str, Vec<&'t str>>);

impl<'t> Named<'t> {
    /// Those of a text, wherever in it they stand.
    pub fn of(text: &'t str) -> Self {
        let mut named: HashMap<&str, Vec<&str>> = HashMap::new();
        if text.contains("{:") {
            let mut fence = Fence::default();
            let lines = text.lines().filter(|line| !fence.take(line));
            for (name, list) in lines.filter_map(|line| definition(line.trim())) {
                named.entry(name).or_default().push(list);
            }
        }
        Named(named)
    }

    /// Whether browsers show nothing of what has this list: `{: hidden="" secret}`.
    pub fn hide(&self, list: &str) -> bool {
        is_hidden(&self.element(list.trim().trim_start_matches("{:").trim_end_matches('}')))
    }

    /// Whether some list in a text hides something.
    pub fn hide_in(&self, text: &str) -> bool {
        let behind = text.split("{:").skip(1);
        behind.filter_map(|behind| behind.split_once('}')).any(|(list, _)| self.hide(list))
    }

    /// What a list says of its element. Of what is said twice the last counts, and what a list says
    /// itself comes behind what the lists say that it names: read from the last to the first, the
    /// first that is found counts, and no list has to be read again.
    fn element<'l>(&'l self, list: &'l str) -> Element {
        let mut element = Element::default();
        let (mut said, mut read) = (HashSet::new(), HashSet::new());
        let mut next = Some(parts(list));
        let mut named: Vec<&'l str> = Vec::new();
        while let Some(parts) = next {
            for Part { name, value } in parts.iter().rev() {
                // A value without quotation marks is none to kramdown.
                let Some(Quoted(value)) = value else { continue };
                if said.insert(*name) {
                    element.attributes.push(((*name).into(), value.replace('\\', "")));
                }
            }
            named.extend(parts.iter().filter(|part| part.value.is_none()).map(|part| part.name));
            next = std::iter::from_fn(|| named.pop()).find_map(|name| {
                let lists = self.0.get(name).filter(|_| read.insert(name))?;
                Some(lists.iter().flat_map(|list| self::parts(list)).collect())
            });
        }
        element
    }
}

/// A kramdown text with each list of attributes that stands alone on one line.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    let is_begun = |line: &str| {
        let bare = line.trim_start();
        bare.starts_with("{:") && !bare[2..].starts_with([':', '/']) && !bare.contains('}')
    };
    if !text.contains("{:") || !text.lines().any(is_begun) {
        return text.into();
    }
    let mut fence = Fence::default();
    let mut out = String::with_capacity(text.len());
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        is_open = match is_open {
            // An empty line ends what was none.
            true => !line.contains('}') && !line.trim().is_empty(),
            false => !fence.take(line) && is_begun(line),
        };
        match is_open {
            true => out.push_str(&line.replace(['\r', '\n'], " ")),
            false => out.push_str(line),
        }
    }
    out.into()
}

/// The name and the list of a line that names one.
fn definition(line: &str) -> Option<(&str, &str)> {
    let inside = line.strip_prefix("{:")?.strip_suffix('}')?;
    let (name, list) = inside.split_once(':')?;
    let is_name = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    is_name.then_some((name, list))
}

/// Whether a list of goldmark says that browsers show nothing: `{hidden=true .a}`.
pub fn goldmark_hides(list: &str) -> bool {
    let Some(bare) = list.trim().strip_prefix('{').and_then(|list| list.strip_suffix('}')) else {
        return false;
    };
    let mut element = Element::default();
    for Part { name, value } in parts(bare) {
        match value {
            Some(Quoted(value) | Bare(value)) => {
                element.attributes.push((name.to_ascii_lowercase(), value.into()));
            }
            None if name.starts_with(['.', '#']) => {}
            // It is no list of attributes, but words.
            None => return false,
        }
    }
    is_hidden(&element)
}

/// Whether a list in a text hides something, as the plug-in markdown-it-attrs reads it: `{hidden}`,
/// `{style="display:none"}`, behind words or alone
/// (<https://github.com/arve0/markdown-it-attrs#readme>).
pub fn hide_somewhere(text: &str) -> bool {
    let mut fence = Fence::default();
    let lines = text.lines().filter(|line| !fence.take(line));
    lines.flat_map(|line| line.split('{').skip(1)).any(|behind| {
        let mut element = Element::default();
        for Part { name, value } in parts(behind.split_once('}').map_or("", |(list, _)| list)) {
            let value = match value {
                Some(Quoted(value) | Bare(value)) => value,
                None => "",
            };
            element.attributes.push((name.into(), value.into()));
        }
        is_hidden(&element)
    })
}

/// A word of a list: a name, and what behind it is its value.
struct Part<'l> {
    name: &'l str,
    value: Option<Value<'l>>,
}

enum Value<'l> {
    Quoted(&'l str),
    Bare(&'l str),
}

use Value::{Bare, Quoted};

fn parts(list: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = list.trim_start_matches(is_between);
    while !rest.is_empty() {
        let end = rest.find(|c| is_between(c) || c == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let (value, behind) = match behind.strip_prefix('=') {
            None => (None, behind),
            Some(behind) => {
                let (value, behind) = value(behind);
                (Some(value), behind)
            }
        };
        parts.push(Part { name, value });
        rest = behind.trim_start_matches(is_between);
    }
    parts
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || c == ','
}

/// The value at the start of a text, and what follows it.
fn value(text: &str) -> (Value<'_>, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else {
        let (value, behind) = text.split_at(text.find(is_between).unwrap_or(text.len()));
        return (Bare(value), behind);
    };
    let inside = &text[1..];
    let mut is_escaped = false;
    let end = inside.char_indices().find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    match end {
        Some((end, _)) => (Quoted(&inside[..end]), &inside[end + 1..]),
        None => (Quoted(inside), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As kramdown 2.4 does it.
    #[test]
    fn lists_of_kramdown_hide_what_their_attributes_hide() {
        let text = "{:secret: style=\"display:none\"}\n{:more: .x secret}\n{:round: round}\n\
                    {:shown: style=\"color: red\"}\n{:many: many many many more-many}\n\
                    {:more-many: many many many many style=\"display:none\"}\n\
                    ```\n{:code: hidden=\"\"}\n```\n";
        let named = Named::of(text);
        for (list, hides) in [
            ("{: hidden=\"\"}", true),
            ("{:hidden='hidden' .x}", true),
            ("{: #a style=\"color: red; display : none\"}", true),
            ("{: secret}", true),
            ("{: .a more}", true),
            ("{: secret style=\"color: red\"}", false),
            ("{: hidden}", false),
            ("{: .hidden #hidden}", false),
            ("{: style=display:none}", false),
            ("{: title=\"hidden=''\"}", false),
            ("{: code}", false),
            ("{: many}", true),
            ("{: round}", false),
            ("{: secret shown}", false),
            ("{: shown secret}", true),
            ("{: shown secret shown}", false),
            ("{: target=\"_blank\"}", false),
        ] {
            assert_eq!(named.hide(list), hides, "{list}");
        }
    }

    #[test]
    fn lists_of_markdown_it_hide_what_their_attributes_hide() {
        for (text, hides) in [
            ("a {hidden}\n", true),
            ("- a\n{.b style=\"display:none\"}\n", true),
            ("a *b*{hidden=true} c", true),
            ("a {.hidden}\n", false),
            ("a {hidden-x}\n", false),
            ("```\na {hidden}\n```\n", false),
            ("the set {1, 2}", false),
            ("a {hidden", false),
        ] {
            assert_eq!(hide_somewhere(text), hides, "{text}");
        }
    }

    #[test]
    fn lists_of_several_lines_come_on_one() {
        for (text, expected) in [
            ("a\n{: .b\nhidden=\"\"}\nc\n", "a\n{: .b hidden=\"\"}\nc\n"),
            ("{:c: .b\n .d\n}\nc", "{:c: .b  .d }\nc"),
            ("```\n{: .b\n}\n```\n", "```\n{: .b\n}\n```\n"),
            ("a\n{::comment}\n{:/\n", "a\n{::comment}\n{:/\n"),
        ] {
            assert_eq!(on_one_line(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_of_goldmark_hide_what_their_attributes_hide() {
        for (list, hides) in [
            ("{hidden=true}", true),
            ("{ hidden=\"\" }", true),
            ("{.a #b style=\"display: none\"}", true),
            ("{.a, style='visibility:hidden'}", true),
            ("{.hidden}", false),
            ("{hidden}", false),
            ("{style=\"color:red\"}", false),
            ("{we met hidden=true people}", false),
            ("hidden=true", false),
        ] {
            assert_eq!(goldmark_hides(list), hides, "{list}");
        }
    }
}
