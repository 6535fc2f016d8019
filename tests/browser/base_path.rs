//! A site below any path, on a server like GitHub Pages: in a real browser no page
//! asks for anything that is missing, and nothing leads out of the site by mistake.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::browser::Browser;
use crate::common::effort::share;
use crate::common::github_pages::GithubPages;
use crate::common::http::Connection;
use crate::common::program::run;
use crate::common::tree::{self, Tree};
use serde_json::Value;
use tempfile::TempDir;

const BASES: [&str; 3] = ["/repo/", "/", "/a/b/c/"];

/// Every address that a page has, whole: links, forms, and what it loads.
const ADDRESSES: &str = "return [...document.querySelectorAll('[href], [src], [action]')]\
     .map(e => e.href?.baseVal ?? e.href ?? e.src ?? e.action)\
     .map(address => new URL(address, document.baseURI).href)";

/// A site that was built below a path, and its server.
struct Published {
    base: &'static str,
    files: Tree,
    server: GithubPages,
    _place: TempDir,
}

impl Published {
    fn at(site: &Path, base: &'static str, at: &str) -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("public");
        let server = GithubPages::serve(folder.clone(), base);
        // Without its last slash, as the action `configure-pages` gives it.
        let address = format!("{}{}", server.origin, base.trim_end_matches('/'));
        let output = folder.to_str().unwrap();
        run(site, &["build", "--at", at, "--output", output, "--base-url", &address]).done();
        let mut files = tree::read(&folder);
        files.retain(|file, _| !file.starts_with(".dateline/"));
        Published { base, files, server, _place: place }
    }

    fn address(&self, path: &str) -> String {
        format!("{}{}{path}", self.server.origin, self.base)
    }

    /// The paths at which its pages are, below the base path.
    fn pages(&self) -> Vec<&str> {
        let html = self.files.keys().filter(|file| file.ends_with(".html"));
        html.map(|file| file.strip_suffix("index.html").unwrap_or(file)).collect()
    }

    /// What was asked for and is not there. A page that names no icon, such as a
    /// redirect, makes the browser look for one at the host's root by itself.
    fn failed(&self) -> Vec<String> {
        let failed = self.server.asked().into_iter().filter(|(_, status)| *status >= 400);
        failed.map(|(path, _)| path).filter(|path| path != "/favicon.ico").collect()
    }

    /// Opens each page, and follows all that it leads to.
    fn crawl(&self, browser: &Browser) {
        let mut addresses = BTreeSet::new();
        for page in self.pages() {
            browser.go_to(&self.address(page));
            assert_eq!(self.failed(), [""; 0], "below {}, on {page}", self.base);
            for address in browser.run(ADDRESSES).as_array().unwrap() {
                self.must_be_ours_or_elsewhere(address, page);
                addresses.insert(address.as_str().unwrap().to_string());
            }
        }
        let port = self.server.origin.rsplit(':').next().unwrap().parse().unwrap();
        for address in addresses {
            let Some(path) = address.strip_prefix(&self.server.origin) else { continue };
            let path = path.split('#').next().unwrap();
            let status = Connection::to(port).ask("GET", path).status;
            assert!(status < 400, "below {}: {address} has status {status}", self.base);
        }
        self.server.asked();
    }

    fn must_be_ours_or_elsewhere(&self, address: &Value, page: &str) {
        let address = address.as_str().unwrap();
        if let Some(path) = address.strip_prefix(&self.server.origin) {
            assert!(path.starts_with(self.base), "below {}, on {page}: {address}", self.base);
        }
    }

    /// No file that is no page has an address out of the site.
    fn other_files_stay(&self) {
        for (file, bytes) in &self.files {
            let Ok(text) = str::from_utf8(bytes) else { continue };
            for rest in text.split(&self.server.origin).skip(1) {
                // On paper a link is followed by its address, which begins with the base path.
                let is_printed = rest.starts_with("\" attr(href)");
                assert!(
                    is_printed || rest.starts_with(self.base),
                    "{file}: {}",
                    &rest[..rest.len().min(60)]
                );
            }
            if file.ends_with(".css") {
                for written in text.split("url(").skip(1) {
                    let written = written.trim_start_matches(['"', '\'']);
                    let leads_out = written.starts_with('/') && self.base != "/";
                    assert!(!leads_out, "{file}: url({}", &written[..written.len().min(60)]);
                }
            }
            if file.ends_with(".webmanifest") {
                self.manifest_stays(&serde_json::from_str(text).unwrap());
            }
        }
    }

    fn manifest_stays(&self, value: &Value) {
        match value {
            Value::String(text) if text.starts_with('/') => {
                assert!(text.starts_with(self.base), "{text}");
            }
            Value::Array(values) => values.iter().for_each(|value| self.manifest_stays(value)),
            Value::Object(fields) => fields.values().for_each(|value| self.manifest_stays(value)),
            _ => {}
        }
    }

    /// What is missing, at any depth, is a page that looks as it should.
    fn what_is_missing_has_a_page(&self, browser: &Browser) {
        for path in ["no", "no/", "no/such/page/at/all/", "politics/no.html"] {
            browser.go_to(&self.address(path));
            let asked = self.server.asked();
            let missing: Vec<&str> = asked
                .iter()
                .filter(|(_, status)| *status >= 400)
                .map(|(path, _)| path.as_str())
                .collect();
            assert_eq!(missing, [format!("{}{path}", self.base)], "{asked:?}");
            // The browser may have it from the page before.
            browser.shows("document.styleSheets[0].cssRules.length > 10", true);
            browser.shows(
                "document.querySelector('h1').textContent",
                "There is no page at this address",
            );
        }
    }

    /// The search finds something, with files of this site alone.
    fn can_be_searched(&self, browser: &Browser, word: &str) {
        browser.go_to(&self.address(&format!("search/?q={word}")));
        browser.shows("document.querySelectorAll('#_results h2').length > 0", true);
        assert_eq!(self.failed(), [""; 0], "below {}", self.base);
    }
}

/// Everything that has an address.
fn torture() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let put = |file: &str, text: &str| tree::put(place.path(), file, text);
    put(
        "site.yaml",
        "title: Torture\nbase_url: https://paper.example/elsewhere/\ntimezone: UTC\n\
         sections: [politics, society]\npage_size: 2\nfeeds: {tags: true}\nredirect_list: true\n\
         publisher: {name: Press, logo: /logo.svg}\nmarkdown: {html: allow}\n",
    );
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    put("static/logo.svg", svg);
    put("static/paper.css", "h1 { background: url(logo.svg) }\n");
    put("static/papers/report.html", "<!doctype html><title>Report</title><p>Whole.");
    put("content/politics/talks/map of a.svg", svg);
    put(
        "content/politics/talks/index.md",
        "---\ntitle: Talks\ndate: 2026-02-01\ntags: [Зерно, a & b]\nimage: {src: map of a.svg, alt: Map}\n\
         aliases: [/old/talks/, /older.html]\ncorrections: [{date: 2026-02-02, text: A slip.}]\n---\n\
         ## Part\n\n[Prices](../../society/prices.md#part), [tags](/tags/), [here](#part), ![M](map%20of%20a.svg)\n\n\
         <p><a href=\"/about/\">About</a> <img src=\"/logo.svg\" alt=\"Logo\">\n\
         <a href=\"/papers/report\">Report</a></p>\n\nA note.[^1]\n\n[^1]: Below.\n",
    );
    for number in 0..5 {
        let text = format!(
            "---\ntitle: Prices {number}\ndate: 2026-01-0{}\ntags: [Зерно]\n---\n## Part\n\nWater.\n",
            number + 1
        );
        put(&format!("content/society/prices{}.md", ["", "-1", "-2", "-3", "-4"][number]), &text);
    }
    put("content/about.md", "---\ntitle: About\n---\n[Talks](politics/talks/index.md)\n");
    put(
        "data/reads.csv",
        "date,path,reads\n2026-02-27,/politics/talks/,9\n2026-02-27,/society/prices/,4\n",
    );
    put(
        "templates/briefing.html",
        "{% extends \"default/briefing.html\" %}{% block head %}\
         <link rel=\"stylesheet\" href=\"{{ link(path=\"/paper.css\") }}\">\n{{ super() }}{% endblock head %}",
    );
    place
}

#[test]
fn a_site_is_whole_below_any_path() {
    let Some(browser) = Browser::open() else { return };
    let torture = torture();
    for base in share(BASES, 3) {
        let site = Published::at(torture.path(), base, "2026-03-01T12:00:00Z");
        site.crawl(&browser);
        site.other_files_stay();
        site.what_is_missing_has_a_page(&browser);
        site.can_be_searched(&browser, "water");
    }
}

/// The same in three languages, of which one is written from right to left and one has a folder of
/// another name.
fn torture_in_languages() -> TempDir {
    let place = torture();
    let put = |file: &str, text: &str| tree::put(place.path(), file, text);
    let settings = std::fs::read_to_string(place.path().join("site.yaml")).unwrap();
    put(
        "site.yaml",
        &(settings.replace("title: Torture\n", "")
            + "languages:\n  en: {title: Torture}\n  ar: {title: نشرة, base: /x/arabic/, menu: [{title: عن, url: /x/arabic/about/}]}\n  \
               zh-Hant: {title: 山報, addresses: native, sections: [{id: society, title: 社會}, politics]}\n"),
    );
    put(
        "content/politics/talks/index.ar.md",
        "---\ntitle: محادثات\ndate: 2026-02-01\ntags: [ماء]\nimage: {src: map of a.svg, alt: خريطة}\n\
         aliases: [/x/old/]\ncorrections: [{date: 2026-02-02, text: زلة.}]\n---\n\
         ## جزء\n\n[Prices](../../society/prices.md#part), [en](index.md), \
         ![M](map%20of%20a.svg)\n",
    );
    put(
        "content/zh-Hant/society/糧食.md",
        "---\ntitle: 糧食\ndate: 2026-02-02\ntags: [水]\n---\n## Part\n\n[Talks](../politics/talks/index.md)\n",
    );
    put("content/about.ar.md", "---\ntitle: عن\n---\n[T](politics/talks/index.ar.md)\n");
    place
}

#[test]
fn a_site_in_several_languages_is_whole_below_any_path() {
    let Some(browser) = Browser::open() else { return };
    let torture = torture_in_languages();
    for base in share(BASES, 3) {
        let site = Published::at(torture.path(), base, "2026-03-01T12:00:00Z");
        for page in ["x/arabic/politics/talks/", "zh-hant/", "x/arabic/404.html", "x/old/"] {
            assert!(site.pages().contains(&page), "{page}: {:?}", site.pages());
        }
        site.crawl(&browser);
        site.other_files_stay();
        site.what_is_missing_has_a_page(&browser);
        site.can_be_searched(&browser, "water");
    }
}

#[test]
fn the_sample_is_whole_below_any_path() {
    let Some(browser) = Browser::open() else { return };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    for base in share(BASES, 3) {
        let site = Published::at(sample, base, "2026-11-24T12:00:00Z");
        site.crawl(&browser);
        site.other_files_stay();
        site.can_be_searched(&browser, "reservoir");
    }
}
