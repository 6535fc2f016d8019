//! JSON-LD inside a page.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use tera::Value;

const START: &str = "<script type=\"application/ld+json\">";
const END: &str = "</script>";

/// What of a page is described, with the vocabulary that describes it
/// (<https://www.w3.org/TR/json-ld11/#named-graphs>).
#[derive(Serialize)]
struct Document<'a, G> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a G,
}

/// The element that holds `graph`, a list of things, safe as HTML.
pub fn script(graph: &impl Serialize) -> Value {
    // Most stories fit in.
    let mut element = Vec::with_capacity(2048);
    element.extend_from_slice(START.as_bytes());
    let document = Document { context: "https://schema.org", graph };
    let written = document.serialize(&mut Serializer::with_formatter(&mut element, InScript));
    // No type of the vocabulary refuses to be written, and memory takes everything.
    if written.is_err() {
        return Value::none();
    }
    element.extend_from_slice(END.as_bytes());
    // JSON is UTF-8.
    Value::safe_string(str::from_utf8(&element).unwrap_or_default())
}

/// Writes JSON that a `<script>` element can hold.
///
/// Browsers look for `</script` and `<!--` in it, whatever they mean in JSON
/// (<https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements>),
/// and old scripts end a line at U+2028 and U+2029. In JSON all of them can only
/// be inside of strings, where an escape says the same.
struct InScript;

/// The first byte of U+2028 and U+2029, and of others.
const LINE_ENDS: u8 = 0xe2;

const ESCAPED: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];

impl Formatter for InScript {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // Nearly every string; quicker than a look at each character.
        let is_special = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | LINE_ENDS);
        if !fragment.bytes().fold(false, |found, byte| found | is_special(byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        for part in fragment.split_inclusive(ESCAPED) {
            match part.char_indices().next_back() {
                Some((at, last)) if ESCAPED.contains(&last) => {
                    writer.write_all(&part.as_bytes()[..at])?;
                    write!(writer, "\\u{:04x}", u32::from(last))?;
                }
                _ => writer.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::structured_data::vocabulary::{
        ArticleType, ArticleTypes, AudioObject, Author, CorrectionComment, CreativeWork,
        CreativeWorkSeries, ImageObject, MediaObject, NewsArticle, Organization, PageReference,
        Person, VideoObject, Work,
    };
    use proptest::prelude::*;

    fn media(text: &str) -> MediaObject<'_> {
        MediaObject {
            name: text,
            content_url: text.into(),
            encoding_format: text.into(),
            content_size: text.into(),
            duration: Some(text.into()),
            upload_date: text.into(),
        }
    }

    /// A story of which everything that people write is `text`.
    fn story<'a>(text: &'a str, publisher: &'a Organization) -> NewsArticle<'a> {
        NewsArticle {
            kind: ArticleTypes::One(ArticleType::OpinionNewsArticle),
            id: text.into(),
            url: text.into(),
            main_entity_of_page: PageReference { id: text.into() },
            headline: text,
            alternative_headline: Some(text),
            description: Some(text),
            image: Some(ImageObject {
                url: text.into(),
                caption: Some(text),
                credit_text: Some(text),
                encoding_format: Some(text.into()),
                ..ImageObject::default()
            }),
            video: vec![VideoObject { media: media(text), thumbnail_url: Some(text.into()) }],
            audio: vec![AudioObject { media: media(text) }],
            date_published: text.into(),
            date_modified: text.into(),
            author: vec![
                Author::Person(Box::new(Person {
                    name: text,
                    job_title: Some(text),
                    ..Person::default()
                })),
                Author::Organization(publisher),
            ],
            publisher,
            article_section: text,
            genre: Some(text),
            is_part_of: Some(CreativeWorkSeries {
                name: text,
                url: text.into(),
                description: Some(text),
            }),
            position: Some(1),
            keywords: vec![text],
            in_language: text,
            word_count: Some(0),
            dateline: Some(text.into()),
            correction: vec![CorrectionComment { text, date_published: text.into() }],
            is_based_on: Some(CreativeWork { name: text, url: text }),
            work_translation: vec![Work { url: text.into(), in_language: text.into() }],
            translation_of_work: Some(Work { url: text.into(), in_language: text.into() }),
            coverage_start_time: None,
            coverage_end_time: None,
            live_blog_update: Vec::new(),
        }
    }

    fn content(graph: &impl Serialize) -> String {
        let element = script(graph).to_string();
        let content = element.strip_prefix(START).and_then(|rest| rest.strip_suffix(END));
        content.expect("the element is whole").to_string()
    }

    /// Every text in `value`, but for names of types and of the vocabulary.
    fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => found.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            serde_json::Value::Object(fields) => fields
                .iter()
                .filter(|(name, _)| !matches!(&***name, "@type" | "@context"))
                .for_each(|(_, field)| texts(field, found)),
            _ => {}
        }
    }

    fn check(text: &str) {
        let publisher = Organization { name: text.into(), url: Some(text.into()), logo: None };
        let content = content(&[story(text, &publisher)]);
        assert!(!content.contains(ESCAPED), "{content}");
        let mut found = Vec::new();
        texts(&serde_json::from_str(&content).unwrap(), &mut found);
        assert_eq!(found.len(), 47);
        assert!(found.iter().all(|found| found == text), "{found:?}");
    }

    #[test]
    fn what_ends_a_script_in_html_is_escaped() {
        assert_eq!(
            content(&["</script><!-- & \u{2028}\"\u{2029}\\"]),
            r#"{"@context":"https://schema.org","@graph":["\u003c/script\u003e\u003c!-- \u0026 \u2028\"\u2029\\"]}"#
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text: String) {
            check(&text);
        }

        #[test]
        fn text_that_means_something_to_html_comes_back(
            text in "([<>&\"'/\\\\!-]|script|--|[\u{2028}\u{2029}\n\u{0}]|\\\\u003c|&lt;){0,20}"
        ) {
            check(&text);
        }
    }
}
