//! What the theme says, as a function of templates.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use tera::{Function, Kwargs, State, TeraResult, Value};

use super::refusal::Refusal;
use crate::nearest::Names;
use crate::text::word_list::{Word, WordList, filled};

/// `{{ trans(key="page", n=3) }}`: what the theme says in a language, with
/// its parts filled in; where things are counted, the plural that `n` asks for.
pub struct Trans {
    words: Arc<WordList>,
    /// Those in which nothing is filled in, ready for pages: most of them.
    ready: HashMap<String, Value, ahash::RandomState>,
    /// For a word that there is not; each page may ask for one.
    names: OnceLock<Names>,
}

impl Function<TeraResult<Value>> for Trans {
    fn call(&self, parts: Kwargs, _: &State) -> TeraResult<Value> {
        let key = parts.must_get::<&str>("key")?;
        if let Some(ready) = self.ready.get(key) {
            return Ok(ready.clone());
        }
        let text = match self.words.get(key).ok_or_else(|| self.no_such(key))? {
            Word::Plain(text) => text,
            Word::Counted(_) => self.words.counted(key, parts.must_get("n")?),
        };
        let filled = filled(text, |name| {
            let (_, part) = parts.iter().find(|(key, _)| key.as_str() == Some(name))?;
            Some(match part.as_str() {
                Some(text) => text.into(),
                None => part.to_string().into(),
            })
        });
        Ok(Value::normal_string(&filled))
    }
}

impl Trans {
    pub fn new(words: Arc<WordList>) -> Self {
        let ready = words.iter().filter_map(|(name, word)| match word {
            Word::Plain(text) if !text.contains('{') => {
                Some((name.to_string(), Value::normal_string(text)))
            }
            _ => None,
        });
        Trans { ready: ready.collect(), words, names: OnceLock::new() }
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
