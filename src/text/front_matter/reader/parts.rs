//! Fields that have parts: the dateline, the picture and the source.

use super::day_of_place::without_day;
use super::*;
use crate::text::front_matter::fields::{DATELINE, IMAGE, SOURCE};
use crate::text::yaml::{in_quotes, plain_or_quoted};

impl Reader<'_> {
    pub(super) fn dateline(&mut self, node: &Node) -> Option<Dateline> {
        if self.is_listed_map(node, "dateline") {
            return None;
        }
        if node.value.is_map() {
            let mut fields = self.yaml.fields(node, "dateline")?;
            self.yaml.deny_unknown(&mut fields, DATELINE, "dateline");
            if let Some(node) = fields.get("place") {
                self.warn_of_day(node, "");
            }
            let place = self.text(&fields, "place");
            let agency = self.text(&fields, "agency");
            return Some(Dateline::Parts { place, agency });
        }
        let text = self.yaml.text(node, "dateline")?;
        self.warn_of_day(node, ", or all of the line, with a colon at its end");
        Some(match text.ends_with([':', '—', '–']) {
            true => Dateline::Whole(text),
            false => Dateline::Parts { place: Some(text), agency: None },
        })
    }

    /// Warns of a day beside a place, if pages put one there too.
    fn warn_of_day(&mut self, node: &Node, or: &str) {
        if !self.context.datelines_have_days {
            return;
        }
        let Value::Text(text) = &node.value else { return };
        let Some(place) = without_day(text) else { return };
        let place = if place.contains(',') { in_quotes(place) } else { plain_or_quoted(place) };
        let line = self.yaml.line_with(node, &place);
        let message = "pages put the day behind the place themselves: readers see it twice";
        self.yaml.warn(&node.range, message.into(), format!("write `{line}`{or}"));
    }

    pub(super) fn image(&mut self, node: &Node) -> Option<Image> {
        if self.is_listed_map(node, "image") {
            return None;
        }
        if !node.value.is_map() {
            let src = self.picture(node, "image")?;
            return Some(Image { src, alt: None, caption: None, credit: None });
        }
        let mut fields = self.yaml.fields(node, "image")?;
        let meant = self.yaml.deny_unknown(&mut fields, IMAGE, "image");
        let alt = self.text(&fields, "alt");
        let caption = self.text(&fields, "caption");
        let credit = self.text(&fields, "credit");
        let Some(src_node) = fields.get("src") else {
            if !meant.has("src") {
                self.yaml.report(
                    &node.range,
                    "the image has no `src`",
                    "add `src:` with the name of the file",
                );
            }
            return None;
        };
        let src = self.picture(src_node, "src")?;
        Some(Image { src, alt, caption, credit })
    }

    /// The file of a picture.
    fn picture(&mut self, node: &Node, name: &str) -> Option<Placed<String>> {
        let src = self.yaml.text_of_form(
            node,
            name,
            &format!("write one file, such as `{name}: dam.svg`"),
        )?;
        if is_of_a_drive(&src) {
            let file = src.rsplit(['\\', '/']).next().unwrap_or_default();
            let message = format!("`{src}` is on your own machine, and readers are elsewhere");
            let line = self.yaml.line_with(node, file);
            let hint = format!("put the picture beside this file, and write `{line}`");
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        Some(Placed::at(self.yaml.place(&node.range), src))
    }

    pub(super) fn source(&mut self, node: &Node) -> Option<Source> {
        if self.is_listed_map(node, "source") {
            return None;
        }
        if !node.value.is_map() {
            let url =
                self.address(node, "source", "source: {name: Marisk Herald, url: https://…}")?;
            return Some(Source { name: host(&url)?, url });
        }
        let mut fields = self.yaml.fields(node, "source")?;
        let meant = self.yaml.deny_unknown(&mut fields, SOURCE, "source");
        let name = self.text(&fields, "name");
        let Some(url_node) = fields.get("url") else {
            if !meant.has("url") {
                self.yaml.report(
                    &node.range,
                    "the source has no `url`",
                    "add `url:` with its web address",
                );
            }
            return None;
        };
        let url = self.address(url_node, "url", "url: https://…")?;
        let name = name.or_else(|| host(&url))?;
        Some(Source { name, url })
    }

    /// A web address; `example` is how to write one where it is not known.
    fn address(&mut self, node: &Node, name: &str, example: &str) -> Option<String> {
        let takes = format!("write it with https://, such as `{example}`");
        let written = self.yaml.text_of_form(node, name, &takes)?;
        let address = absolute_http(&written);
        if address.is_none() {
            let hint = match with_scheme(&written) {
                Some(address) => format!("write `{}`", self.yaml.line_with(node, &address)),
                None => takes,
            };
            self.yaml.report(&node.range, format!("`{written}` is not a web address"), hint);
        }
        address
    }

    /// Tells of a field that is one alone, and is a list of one map.
    fn is_listed_map(&mut self, node: &Node, name: &str) -> bool {
        let Some(line) = self.yaml.without_list(node, Value::is_map) else { return false };
        let message = format!("`{name}` is one, and this is a list");
        self.yaml.report(&node.range, message, format!("write `{line}`"));
        true
    }
}

/// The host of an address, by which a source without a name is known.
fn host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    url.host_str().map(|host| host.trim_start_matches("www.").to_string())
}

/// `C:\Users\anna\dam.jpg`, as Windows names a file.
fn is_of_a_drive(path: &str) -> bool {
    let mut letters = path.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && letters.next().is_some_and(|c| matches!(c, '\\' | '/'))
}
