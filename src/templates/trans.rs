//! What the theme says, as functions of templates.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use icu_locale::locale;
use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use super::refusal::Refusal;
use crate::html::escaped;
use crate::language::direction::{Direction, bidi_html, isolated};
use crate::language::numbers::Numbers;
use crate::nearest::Names;
use crate::word_list::{Word, WordList, filled, marked_as_english};

/// Gives templates what depends on a language: its words, numbers and direction.
pub fn register(tera: &mut Tera, words: Arc<WordList>) {
    let numbers = Numbers::of(words.language());
    let number = move |number: i64, _: Kwargs, _: &State| numbers.count(number);
    tera.register_filter("number", number);
    let direction = Direction::of(words.language());
    let bdi =
        move |text: &str, _: Kwargs, _: &State| Value::safe_string(&bidi_html(text, direction));
    tera.register_filter("bdi", bdi);
    tera.register_function("trans", Trans::new(words.clone(), Form::Text));
    tera.register_function("trans_html", Trans::new(words, Form::Html));
}

/// The names of all that, for compiling, which asks for no more: each language has its own.
pub fn register_names(tera: &mut Tera) {
    for name in ["trans", "trans_html"] {
        tera.register_function(name, |_: Kwargs, _: &State| String::new());
    }
    tera.register_filter("number", |_: i64, _: Kwargs, _: &State| String::new());
    tera.register_filter("bdi", |_: &str, _: Kwargs, _: &State| String::new());
}

/// `{{ trans(key="page", n=3) }}`: what the theme says in a language, with
/// its parts filled in; where things are counted, the plural that `n` asks for.
struct Trans {
    words: Arc<WordList>,
    form: Form,
    direction: Direction,
    numbers: Numbers,
    english_numbers: Numbers,
    /// Those in which nothing is filled in, ready for pages: most of them.
    ready: HashMap<String, Value, ahash::RandomState>,
    /// What others became with these parts: most pages ask for the same few.
    filled: RwLock<HashMap<String, Value, ahash::RandomState>>,
    /// For a word that there is not; each page may ask for one.
    names: OnceLock<Names>,
}

/// What a word is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Where only text can stand, such as an attribute.
    Text,
    /// Where HTML can: English on a page of another language is marked as such, and a name in
    /// the other direction is an element of its own.
    Html,
}

impl Function<TeraResult<Value>> for Trans {
    fn call(&self, parts: Kwargs, _: &State) -> TeraResult<Value> {
        let key = parts.must_get::<&str>("key")?;
        if let Some(ready) = self.ready.get(key) {
            return Ok(ready.clone());
        }
        let Some(asked) = asked(&parts) else { return self.fill(key, &parts) };
        if let Some(value) = read(&self.filled).get(&asked) {
            return Ok(value.clone());
        }
        let value = self.fill(key, &parts)?;
        let mut filled = self.filled.write().unwrap_or_else(PoisonError::into_inner);
        if filled.len() < MOST_FILLED {
            filled.insert(asked, value.clone());
        }
        Ok(value)
    }
}

/// More are not kept.
const MOST_FILLED: usize = 1024;

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

/// The parts as a text by which they are known, the name of what is said among them; none if one
/// is neither text nor a whole number.
fn asked(parts: &Kwargs) -> Option<String> {
    let mut asked = String::new();
    for (name, part) in parts.iter() {
        let name = name.as_str()?;
        match part.as_str() {
            Some(text) => write!(asked, "{name}={}:{text} ", text.len()),
            None if part.is_i64() || part.is_u64() => write!(asked, "{name}:{part} "),
            None => return None,
        }
        .ok()?;
    }
    Some(asked)
}

impl Trans {
    fn fill(&self, key: &str, parts: &Kwargs) -> TeraResult<Value> {
        let text = match self.words.get(key).ok_or_else(|| self.no_such(key))? {
            Word::Plain(text) => text,
            Word::Counted(_) => self.words.counted(key, parts.must_get("n")?),
        };
        let part = |name: &str| {
            let (_, part) = parts.iter().find(|(key, _)| key.as_str() == Some(name))?;
            Some(self.part(part, self.words.is_foreign(key)))
        };
        Ok(match self.form {
            Form::Text => Value::normal_string(&filled(text, part)),
            Form::Html => self.html(key, &filled(&escaped(text), part)),
        })
    }

    fn new(words: Arc<WordList>, form: Form) -> Self {
        let mut trans = Trans {
            form,
            direction: Direction::of(words.language()),
            numbers: Numbers::of(words.language()),
            english_numbers: Numbers::of(&locale!("en")),
            ready: HashMap::default(),
            filled: RwLock::default(),
            words,
            names: OnceLock::new(),
        };
        let ready = trans.words.iter().filter_map(|(name, word)| match word {
            Word::Plain(text) if !text.contains('{') => Some((
                name.to_string(),
                match form {
                    Form::Text => Value::normal_string(text),
                    Form::Html => trans.html(name, &escaped(text)),
                },
            )),
            _ => None,
        });
        trans.ready = ready.collect();
        trans
    }

    /// A text of the theme as a part of a page.
    fn html(&self, key: &str, html: &str) -> Value {
        Value::safe_string(&match self.words.is_foreign(key) {
            true => marked_as_english(html),
            false => html.into(),
        })
    }

    /// What is filled in, in a text of the page's language or in one that is English instead.
    fn part<'a>(&self, part: &'a Value, is_foreign: bool) -> Cow<'a, str> {
        let Some(text) = part.as_str() else {
            let numbers = if is_foreign { &self.english_numbers } else { &self.numbers };
            return part.as_i64().map_or_else(|| part.to_string(), |n| numbers.count(n)).into();
        };
        let around = if is_foreign { Direction::LeftToRight } else { self.direction };
        match self.form {
            Form::Text if around.is_upset_by(text) => isolated(text).into(),
            Form::Text => text.into(),
            Form::Html if is_foreign => {
                format!("<bdi lang=\"{}\">{}</bdi>", self.words.language(), escaped(text)).into()
            }
            Form::Html => bidi_html(text, around).into(),
        }
    }

    fn no_such(&self, key: &str) -> Refusal {
        let names = self.names.get_or_init(|| self.words.iter().map(|(name, _)| name).collect());
        let remedy = names.nearest(key).map_or_else(
            || "add it to a list in `words/`".to_string(),
            |near| format!("did you mean `{near}`?"),
        );
        Refusal::new(format!("there is no theme text `{key}`"), remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_locale::Locale;
    use tera::Context;

    /// What a template says in a language, of which the list has one word of its own.
    fn said(tag: &str, own: &str, template: &str) -> String {
        let mut words = WordList::built_in(&Locale::try_from_str(tag).unwrap());
        assert_eq!(words.add("words/x.yaml", own), []);
        let words = Arc::new(words);
        let mut tera = Tera::new();
        tera.register_function("trans", Trans::new(words.clone(), Form::Text));
        tera.register_function("trans_html", Trans::new(words, Form::Html));
        tera.add_raw_template("x.html", template).unwrap();
        tera.render("x.html", &Context::new()).unwrap()
    }

    #[test]
    fn english_is_marked_on_a_page_of_another_language() {
        let text = "{{ trans(key=\"latest\") }}, {{ trans_html(key=\"latest\") }}";
        let marked = "Latest, <span lang=\"en\" dir=\"ltr\">Latest</span>";
        for (tag, own, expected) in [
            ("ur", "", marked),
            ("sw", "", marked),
            ("sw", "latest: Mpya & moto", "Mpya &amp; moto, Mpya &amp; moto"),
            ("en", "", "Latest, Latest"),
            ("en-GB", "", "Latest, Latest"),
            ("ru", "", "Последние новости, Последние новости"),
        ] {
            assert_eq!(said(tag, own, text), expected, "{tag}");
        }
    }

    #[test]
    fn a_name_in_the_other_direction_is_set_apart() {
        let text = "{{ trans(key=\"more_in\", title=\"<NATO>\") }}|{{ trans_html(key=\"more_in\", title=\"<NATO>\") }}";
        for (tag, expected) in [
            ("ar", "المزيد من \u{2068}&lt;NATO&gt;\u{2069}|المزيد من <bdi>&lt;NATO&gt;</bdi>"),
            ("de", "Mehr aus &lt;NATO&gt;|Mehr aus &lt;NATO&gt;"),
            // In English, which goes the way of the name; but it is not English.
            (
                "ur",
                "More in &lt;NATO&gt;|<span lang=\"en\" dir=\"ltr\">More in \
                 <bdi lang=\"ur\">&lt;NATO&gt;</bdi></span>",
            ),
        ] {
            assert_eq!(said(tag, "", text), expected, "{tag}");
        }
        let text = "{{ trans(key=\"more_in\", title=\"وزير\") }}";
        assert_eq!(said("de", "", text), "Mehr aus \u{2068}وزير\u{2069}");
    }

    #[test]
    fn what_was_said_is_said_again_with_the_same_parts_alone() {
        let call = |parts: &str| format!("{{{{ trans_html(key=\"reads\", {parts}) }}}}");
        let text = ["n=1", "n=2", "n=1, x=2", "n=1"].map(call).join("|");
        assert_eq!(said("en", "", &text), "1 read|2 reads|1 read|1 read");
        let text = "{% for t in [\"a\", \"b\", \"a\"] %}{{ trans(key=\"more_in\", title=t) }} {% endfor %}";
        assert_eq!(said("en", "", text), "More in a More in b More in a ");
        // A text with a digit in it, and the number; more of them than are kept.
        let text = "{% for n in range(end=1500) %}{{ trans(key=\"more_in\", title=n) }}\
            {{ trans(key=\"more_in\", title=n ~ \"\") }} {% endfor %}";
        let said = said("fa", "more_in: '<{title}>'", text);
        let last = said.split(' ').nth(1499).unwrap_or_default();
        assert_eq!(last, "&lt;۱٬۴۹۹&gt;&lt;1499&gt;");
    }

    #[test]
    fn numbers_are_of_the_language_in_which_they_are_said() {
        let text = "{{ trans_html(key=\"reads\", n=1234) }}";
        assert_eq!(said("fa", "", text), "۱٬۲۳۴ بازدید");
        assert_eq!(said("de", "", text), "1.234 Aufrufe");
        assert_eq!(said("mr", "", text), "<span lang=\"en\" dir=\"ltr\">1,234 reads</span>");
        let one = "{{ trans_html(key=\"briefings\", n=0) }}";
        assert_eq!(said("fr", "", one), "0 article");
        assert_eq!(said("mr", "", one), "<span lang=\"en\" dir=\"ltr\">0 briefings</span>");
    }
}
