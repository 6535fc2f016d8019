//! When a function of a site's program keeps a text off its pages or out of its lists, as far as
//! the conditions in it tell.

use regex::Regex;

use super::code::{divided, without_comments};
use crate::import::facts::Facts;

/// When a function says so.
#[derive(Debug, PartialEq, Eq)]
pub enum When {
    /// If all of one of these is true of the text; never, if there is none.
    Any(Vec<Vec<Fact>>),
    /// Nobody can tell here.
    Unknown,
}

/// What may be true of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// It says something by this name, and not `false`.
    Set(String),
    /// It says this by this name.
    Is(String, String),
    /// Its date is ahead.
    Ahead,
}

impl Fact {
    fn is_of(&self, facts: &Facts) -> bool {
        match self {
            Fact::Set(name) => facts.get(name).is_some() && facts.flag(name) != Some(false),
            Fact::Is(name, value) => facts.text(name).as_deref() == Some(value),
            // Told by the date, which is looked at for all texts.
            Fact::Ahead => false,
        }
    }
}

impl When {
    /// When a function returns `value`.
    pub fn returns(function: &str, value: &str) -> Self {
        let code = without_comments(function).replace("?.", ".");
        let data = Data::of(&code);
        let value = regex::escape(value);
        let [returned, chosen, all] = [
            // Of brackets in a condition those within one other are seen.
            format!(r"(?-u:\b)if[ \t\r\n]*\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)[ \t\r\n]*\{{?[ \t\r\n]*return[ \t\r\n]*{value}(?-u:\b)"),
            format!(r"(?s)(?:=>|return|\()[ \t\r\n]*([^?;{{}}]*?)[ \t\r\n]*\?[ \t\r\n]*{value}[ \t\r\n]*:"),
            format!(r"(?:return|=>|:|\?|^)[ \t\r\n(]*{value}(?-u:\b)"),
        ]
        .map(|pattern| Regex::new(&pattern));
        let (Ok(returned), Ok(chosen), Ok(all)) = (returned, chosen, all) else {
            return When::Unknown;
        };
        let found: Vec<&str> = [&returned, &chosen]
            .iter()
            .flat_map(|pattern| pattern.captures_iter(&code))
            .filter_map(|found| found.get(1)?.as_str().rsplit("=>").next())
            .collect();
        if found.len() != all.find_iter(&code).count() {
            return When::Unknown;
        }
        let conditions = found.into_iter().map(|condition| data.alternatives(condition));
        conditions.collect::<Option<Vec<_>>>().map_or(When::Unknown, |any| When::Any(any.concat()))
    }

    /// When a function of one expression is true: `data => data.draft`.
    pub fn is_true(function: &str) -> Self {
        let code = without_comments(function);
        let Some((_, expression)) = code.rsplit_once("=>") else { return When::Unknown };
        Data::of(&code).alternatives(expression).map_or(When::Unknown, When::Any)
    }

    /// Whether it says so of a text; none where nobody can tell.
    pub fn holds(&self, facts: &Facts) -> Option<bool> {
        match self {
            When::Any(any) => Some(any.iter().any(|all| all.iter().all(|fact| fact.is_of(facts)))),
            When::Unknown => None,
        }
    }

    /// Whether it asks for the date of a text alone.
    pub fn asks_for_date(&self) -> bool {
        matches!(self, When::Any(any) if any.iter().any(|all| all.contains(&Fact::Ahead)))
    }
}

/// How a function calls what a text says of itself.
struct Data<'c>(Vec<&'c str>);

impl<'c> Data<'c> {
    fn of(code: &'c str) -> Self {
        let head = r"(?-u:\b)(?:function(?-u:\b)[ \t]*[0-9A-Za-z_$]*[ \t]*\(|[A-Za-z]+\()?[ \t\r\n(]*([0-9A-Za-z_$]+)[ \t\r\n]*(?:,[^()]*)?\)?[ \t\r\n]*(?:=>|\{)";
        let names = Regex::new(head).ok().map(|head| {
            head.captures_iter(code).filter_map(|found| Some(found.get(1)?.as_str())).collect()
        });
        Data(names.unwrap_or_default())
    }

    /// What has to be true for a condition; none where nobody can tell. What is true of the program
    /// alone, such as `process.env.CI`, is taken for true.
    fn alternatives(&self, condition: &str) -> Option<Vec<Vec<Fact>>> {
        let one = |all: &str| {
            let facts: Vec<Fact> = divided(all, "&&").filter_map(|term| self.fact(term)).collect();
            (!facts.is_empty()).then_some(facts)
        };
        divided(bare(condition), "||").map(one).collect()
    }

    fn fact(&self, term: &str) -> Option<Fact> {
        let term = bare(term);
        if let Some((one, sign, other)) = compared(term) {
            let (later, earlier) = if sign == '>' { (one, other) } else { (other, one) };
            return (self.is_date(later) && is_now(earlier)).then_some(Fact::Ahead);
        }
        let sides = ["===", "=="].iter().find_map(|sign| term.split_once(sign));
        match sides {
            None => self.name(term.trim_start_matches("!!")).map(Fact::Set),
            Some((name, value)) => {
                let name = self.name(name.trim())?;
                match value.trim() {
                    "true" => Some(Fact::Set(name)),
                    value => {
                        let text = value.trim_matches(['"', '\'', '`']);
                        let is_plain = text.len() + 2 == value.len() || value == "false";
                        is_plain.then(|| Fact::Is(name, text.into()))
                    }
                }
            }
        }
    }

    /// Whether a term is the date of a text, as a moment or as a number: `data.page.date`,
    /// `new Date(data.date)`, `+data.date`.
    fn is_date(&self, term: &str) -> bool {
        let term = term.trim().trim_start_matches('+');
        let term = [".getTime()", ".valueOf()", ".toJSDate()"]
            .iter()
            .find_map(|call| term.strip_suffix(call))
            .unwrap_or(term);
        let inside = ["new Date(", "Date.parse(", "DateTime.fromJSDate("]
            .iter()
            .find_map(|call| term.strip_prefix(call)?.strip_suffix(')'));
        match inside {
            Some(inside) => self.is_date(inside),
            None => term.split_once('.').is_some_and(|(data, name)| {
                self.0.contains(&data.trim_end_matches('?')) && matches!(name, "date" | "page.date")
            }),
        }
    }

    /// The name of `data.name`.
    fn name(&self, term: &str) -> Option<String> {
        let term = term.strip_prefix("Boolean(").map_or(term, |term| term.trim_end_matches(')'));
        let (data, name) = term.split_once('.')?;
        let is_name = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$'));
        let is_data = self.0.contains(&data.trim_end_matches('?'));
        (is_name && is_data).then(|| name.into())
    }
}

/// The sides of a comparison and the sign between them.
fn compared(term: &str) -> Option<(&str, char, &str)> {
    let at = term.find(['<', '>'])?;
    let (one, behind) = term.split_at(at);
    let sign = behind.chars().next()?;
    Some((one.trim(), sign, behind[1..].trim_start_matches('=').trim()))
}

/// Whether a term is the moment at which it is asked, by its call or by its usual name.
fn is_now(term: &str) -> bool {
    let bare: String = term.trim_start_matches('+').split_whitespace().collect();
    let bare = bare.strip_suffix(".getTime()").unwrap_or(&bare);
    matches!(
        bare,
        "newDate()"
            | "(newDate())"
            | "(newDate)"
            | "newDate"
            | "Date.now()"
            | "DateTime.now()"
            | "now"
            | "today"
    )
}

/// A term without brackets around all of it.
fn bare(term: &str) -> &str {
    let mut term = term.trim();
    while let Some(inner) = term.strip_prefix('(').and_then(|term| term.strip_suffix(')')) {
        if inner.contains('(') || inner.contains(')') {
            break;
        }
        term = inner.trim();
    }
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_yaml;

    #[test]
    fn conditions_tell_of_which_texts_a_function_returns_false() {
        // Of a text that says nothing, and of one that says what is asked for.
        for (function, text, expected) in [
            ("data => data.permalink", "x: y", Some(false)),
            ("data => data.draft ? false : data.permalink", "x: y", Some(false)),
            ("data => data.hold ? false : data.permalink", "hold: yes", Some(true)),
            (
                "(data) => { if (data.hold) { return false } return data.permalink; }",
                "hold: yes",
                Some(true),
            ),
            (
                "(data) => { if (data.hold) return false; return data.permalink; }",
                "hold: false",
                Some(false),
            ),
            (
                "function (d, content) { if(d.hold && process.env.MODE === \"build\") { return false; } }",
                "hold: yes",
                Some(true),
            ),
            (
                "(data, content) => { if (data.draft || data.hold) return false; }",
                "x: y",
                Some(false),
            ),
            (
                "(data, content) => { if (data.draft || data.hold) return false; }",
                "hold: 1",
                Some(true),
            ),
            ("data => data.status === 'draft' ? false : '/x/'", "status: draft", Some(true)),
            ("data => data.status === 'draft' ? false : '/x/'", "status: done", Some(false)),
            ("data => data.published === false ? false : '/x/'", "x: y", Some(false)),
            (
                "() => { return (data) => { if (data.hold && !ALL) { return false } return data.permalink } }",
                "hold: 1",
                Some(true),
            ),
            ("data => { /* return false */ return data.permalink; }", "x: y", Some(false)),
            // Who is to say?
            ("data => data.status !== 'done' ? false : '/x/'", "status: done", None),
            ("data => data.published ? '/x/' : false", "published: true", None),
            ("data => !data.published ? false : '/x/'", "x: y", None),
            ("data => isOpen(data) ? '/x/' : false", "x: y", None),
            ("data => { if (process.env.ALL) { return false } }", "x: y", None),
            ("data => { if (data.tags.includes('x')) { return false } }", "x: y", None),
            ("data => false", "x: y", None),
            ("data => { if (!data.open) return false; return '/x/' }", "open: true", None),
        ] {
            let when = When::returns(function, "false");
            assert_eq!(when.holds(&of_yaml(text).unwrap()), expected, "{function} {text}");
        }
        for (condition, is_ahead) in [
            ("data.page.date > new Date()", true),
            ("data.date >= Date.now()", true),
            ("new Date() < data.page.date", true),
            ("new Date(data.date).getTime() > new Date().getTime()", true),
            ("+data.page.date > now", true),
            ("data.page?.date > now", true),
            // Of the past, of another day, of another text, of another date.
            ("data.page.date < new Date()", false),
            ("data.page.date > new Date('2020-01-01')", false),
            ("data.date > data.site.launchDate", false),
            ("data.expiryDate < new Date()", false),
            ("data.updated.length > 3", false),
            ("other.date > new Date()", false),
        ] {
            let when = When::returns(&format!("data => {condition} ? false : '/x/'"), "false");
            assert_eq!(when.asks_for_date(), is_ahead, "{condition}");
            assert_eq!(when.holds(&of_yaml("x: y").unwrap()).is_none(), !is_ahead, "{condition}");
        }
        for (function, text, expected) in [
            ("data => data.draft", "draft: true", Some(true)),
            ("(data) => Boolean(data.unlisted)", "unlisted: true", Some(true)),
            ("data => !!data.unlisted", "x: y", Some(false)),
            ("data => !data.listed", "x: y", None),
        ] {
            let when = When::is_true(function);
            assert_eq!(when.holds(&of_yaml(text).unwrap()), expected, "{function} {text}");
        }
    }
}
