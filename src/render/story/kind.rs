//! What kind of story it is, in words.

use std::borrow::Cow;

use tera::Value;

use crate::html::escaped;
use crate::model::Article;
use crate::text::front_matter::Kind;
use crate::word_list::{WordList, marked_as_english};

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
    match article.facts.kind.is_paid_for() {
        true => headline_apart(article, words),
        false => Cow::Borrowed(&article.facts.title),
    }
}

/// The headline away from the site, in a mail, a book or on paper: with its kind, if readers are
/// told of that.
pub fn headline_apart<'a>(article: &'a Article, words: &WordList) -> Cow<'a, str> {
    let facts = &article.facts;
    match facts.kind.is_labelled() {
        true => Cow::Owned(words.kind_and_title(facts.kind.word(), &facts.title)),
        false => Cow::Borrowed(&facts.title),
    }
}
