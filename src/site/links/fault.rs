//! What is wrong with a link, in words.

use super::relative::relative;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::beside::Beside;

/// What is wrong with a link.
#[derive(Debug)]
pub enum LinkFault {
    /// It cannot lead anywhere: message and hint.
    Broken(String, String),
    /// What it names is not there.
    Missing {
        /// What is wrong.
        message: String,
        /// The file, beside which another name may have been meant.
        wanted: String,
        /// The folder from which it is named.
        from: String,
        /// Whether it is named in Markdown, where a space ends an address.
        kind: Mention,
        /// What to do if none is near.
        otherwise: String,
    },
    /// It leads to a text that is not public: message and hint.
    Held(String, String),
}

impl LinkFault {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match self {
            LinkFault::Broken(..) | LinkFault::Missing { .. } => Severity::Error,
            LinkFault::Held(..) => Severity::Warning,
        }
    }

    /// In words, of a link in `file`. To find what was meant takes a look at other names, so this is for
    /// what is told and not for what is only counted.
    pub fn diagnostic(self, beside: &Beside<'_>, file: &str) -> Diagnostic {
        match self {
            LinkFault::Broken(message, hint) => Diagnostic::error(message).hint(hint),
            LinkFault::Held(message, hint) => Diagnostic::warning(message).hint(hint),
            LinkFault::Missing { message, wanted, from, kind, otherwise } => {
                let hint = match beside.meant_in(file, &wanted) {
                    Some(near) => {
                        let line = kind.written(&relative(&from, &near));
                        format!("did you mean `{near}`? Write `{line}`")
                    }
                    None => otherwise,
                };
                Diagnostic::error(message).hint(hint)
            }
        }
    }
}

/// Where a file is named, and with what behind it.
#[derive(Debug)]
pub enum Mention {
    /// In Markdown, with a query or a fragment.
    InMarkdown(String),
    /// In front matter.
    InFrontMatter,
}

impl Mention {
    /// How a path is written there.
    fn written(&self, path: &str) -> String {
        match self {
            Mention::InMarkdown(suffix) => path.replace(' ', "%20") + suffix,
            Mention::InFrontMatter => path.into(),
        }
    }
}
