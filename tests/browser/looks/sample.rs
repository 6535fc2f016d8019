//! The sample site on a plain static server, and a browser that reads it.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::browser::{Browser, Engine};
use crate::common::plain::Plain;
use crate::common::published::sample_at;
use crate::common::tree::{self, Tree};
use crate::looks::kinds::Kind;

/// When there is something in every list.
pub const AT: &str = "2026-11-24T12:00:00Z";

/// The sample, which can be planted with faults.
pub struct Sample {
    pub browser: Browser,
    pub server: Plain,
    /// What was built.
    pub files: Tree,
    folder: PathBuf,
    _place: TempDir,
}

impl Sample {
    /// Builds the sample and opens a browser; none where no browser is.
    pub fn open() -> Option<Self> {
        Some(Sample::of(sample_at(AT), Browser::open()?))
    }

    /// Puts these files on a server, for a browser that is open.
    pub fn of(files: Tree, browser: Browser) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("public");
        tree::write(&files, &folder);
        // They take room on some screens, and none on others; the other engines lay them over the page here.
        if browser.engine() == Engine::Chromium {
            browser.devtools("Emulation.setScrollbarsHidden", &json!({"hidden": true}));
        }
        let server = Plain::serve(folder.clone());
        Sample { browser, server, files, folder, _place: place }
    }

    /// Goes to a page, and waits until all that shows at first is there.
    pub fn show(&self, kind: Kind) {
        self.show_path(kind.path);
    }

    pub fn show_path(&self, path: &str) {
        self.browser.go_to(&format!("{}{path}", self.server.address));
        if path.contains("?q=") {
            let found = "!document.querySelector('[aria-busy]') && \
                         document.querySelectorAll('#_results li').length > 0";
            self.browser.shows(found, true);
        }
    }

    /// The browser, for another site. No page of this one is open in it, which may ask a server that
    /// has another site at its port by then.
    pub fn into_browser(self) -> Browser {
        self.browser.go_to("about:blank");
        drop(self.browser.complaints());
        self.browser
    }

    /// What sticks out on the page that is shown.
    pub fn outside(&self) -> Vec<String> {
        self.load_all_pictures();
        serde_json::from_value(self.browser.run(include_str!("outside.js"))).unwrap()
    }

    /// Puts a page beside the others: `like`, with a part replaced, and without the
    /// policy that would stop what is wrong with it.
    pub fn plant(&self, like: Kind, part: &str, other: &str) -> Kind {
        let page = String::from_utf8(self.files[&like.file()].clone()).unwrap();
        assert!(page.contains(part), "{part} is not in {}", like.path);
        let policy = page.find("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
        let end = policy + page[policy..].find('\n').unwrap();
        let page = page[..policy].to_string() + &page[end..];
        tree::put(&self.folder, "planted/index.html", page.replace(part, other));
        Kind { name: "planted", path: "/planted/" }
    }

    /// What an expression is on the page.
    pub fn ask(&self, expression: &str) -> Value {
        self.browser.run(&format!("return {expression}"))
    }

    /// Loads what waits for being scrolled to.
    pub fn load_all_pictures(&self) {
        self.ask(
            "Promise.all([...document.images].map(image => { \
             image.loading = 'eager'; return image.decode().catch(() => {}) })).then(() => null)",
        );
    }
}
