//! A browser in which a script that runs is noticed.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::common::browser::Browser;
use crate::common::plain::Plain;

/// What a script of a stranger would call. It tells of itself in every page, frame and
/// window, and nothing in a page can take its name.
const CANARY: &str = "
for (const name of ['canary', 'alert', 'confirm', 'prompt', 'print']) {
  Object.defineProperty(window, name, { value: () => console.error('THE CANARY SANG') });
}";

/// What an element of the page's own that is not in the text has to be.
const SOUND: &str = "return document.documentElement.localName === 'html' \
    && document.body.localName === 'body' && !document.querySelector('footer .colours').hidden \
    && document.querySelector('main').parentNode === document.body";

/// A reader of a site.
pub struct Reader {
    browser: Browser,
    server: Plain,
}

impl Reader {
    /// Reads the site in a folder; none where no browser is.
    pub fn of(folder: PathBuf) -> Option<Self> {
        let browser = Browser::open()?;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": CANARY}));
        Some(Reader { browser, server: Plain::serve(folder) })
    }

    /// Goes to a page.
    pub fn go_to(&self, path: &str) {
        self.browser.go_to(&format!("{}{path}", self.server.address));
    }

    /// What an expression is, or becomes, on the page.
    pub fn ask(&self, script: &str) -> Value {
        self.browser.run(&format!("return (async () => {{ {script} }})()"))
    }

    /// Touches everything below what a selector finds; what stands in the text that
    /// could run. A page that goes elsewhere is left.
    pub fn pokes(&self, selector: &str) -> Vec<String> {
        let script = format!("const selector = {};\n{}", json!(selector), include_str!("poke.js"));
        match self.browser.run_while_it_stays(&script) {
            Some(faults) => serde_json::from_value(faults).unwrap(),
            None => vec!["a way to elsewhere".into()],
        }
    }

    /// Waits until an expression has a value.
    pub fn sees(&self, expression: &str, value: impl Into<Value>) {
        self.browser.shows(expression, value);
    }

    /// Whether a script ran that is not the site's since this was asked last.
    pub fn heard_the_canary(&self) -> bool {
        self.browser.complaints().iter().any(|told| told.contains("THE CANARY SANG"))
    }

    /// Whether the page is the one of that path, and its own parts and scripts work.
    pub fn is_sound(&self, path: &str) -> bool {
        let address = format!("{}{path}", self.server.address);
        let here = self.ask("return location.href");
        let here = here.as_str().unwrap_or_default();
        here.split('#').next() == Some(&address) && self.browser.run(SOUND) == true
    }
}
