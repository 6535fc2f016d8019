//! What templates ask of the site that they are of.

use crate::import::unfit::Meant;
use crate::text::yaml::Value;

/// The language of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Liquid.
    Liquid,
    /// Nunjucks, which has the same marks (<https://mozilla.github.io/nunjucks/templating.html>).
    Nunjucks,
}

/// What texts ask of their site.
pub trait World {
    /// The value of a name that the text has not set itself, such as `site.url`.
    fn value(&self, path: &str) -> Option<Value>;

    /// Whether a name without a value here has none on the site: programs make names of their own,
    /// and data may be a program.
    fn tells(&self, _path: &str) -> bool {
        true
    }

    /// The text of an include.
    fn include(&self, name: &str) -> Option<String>;

    /// What a tag of the site means; `inner` is what stands between it and its end.
    fn tag(&self, name: &str, arguments: &str, inner: Option<&str>) -> Meant;

    /// What of a tag that nobody knows readers would miss.
    fn guessed(&self, _arguments: &str, inner: Option<String>) -> String {
        inner.unwrap_or_default()
    }

    /// The language in which text and includes are.
    fn syntax(&self) -> Syntax {
        Syntax::Liquid
    }

    /// Whether what is shown is escaped for HTML, unless it is called safe
    /// (<https://mozilla.github.io/nunjucks/api.html#configure>).
    fn escapes(&self) -> bool {
        self.syntax() == Syntax::Nunjucks
    }

    /// Where a path from the root is: without the base path, which Dateline adds.
    fn path(&self, path: &str, is_absolute: bool) -> String;
}
