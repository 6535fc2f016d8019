//! What kind of story it is, in words.

use std::borrow::Cow;

use tera::Value;

use crate::html::escaped;
use crate::model::Article;
use crate::text::front_matter::Kind;
use crate::word_list::{WordList, filled, marked_as_english};

/// What the theme calls a kind that readers are told of.
pub fn name(kind: Kind, words: &WordList) -> Option<&str> {
    kind.is_labelled().then(|| words.plain(kind.word()))
}

/// The same as HTML.
pub fn label(kind: Kind, words: &WordList) -> Option<Value> {
    let name = name(kind, words)?;
    Some(match words.is_foreign(kind.word()) {
        true => Value::safe_string(&marked_as_english(&escaped(name))),
        false => Value::normal_string(name),
    })
}

/// The headline where nothing beside it tells of what kind the story is: in a feed, on another
/// site, among what a search finds. What somebody paid for says so itself there, as the FTC asks
/// (<https://www.ftc.gov/business-guidance/resources/native-advertising-guide-businesses>).
pub fn headline<'a>(article: &'a Article, words: &WordList) -> Cow<'a, str> {
    let facts = &article.facts;
    if !facts.kind.is_paid_for() {
        return Cow::Borrowed(&facts.title);
    }
    let headline = filled(words.plain("kind_and_title"), |part| match part {
        "kind" => Some(words.plain(facts.kind.word()).into()),
        "title" => Some(facts.title.as_str().into()),
        _ => None,
    });
    Cow::Owned(headline)
}
