//! The form for writing stories, `dateline editor`, in a real browser with the real Decap CMS and
//! its server for one machine.
//!
//! ```sh
//! apt-get install chromium chromium-driver nodejs
//! npm install --prefix target/tools decap-cms@3.16.3 decap-server@3.11.3 js-yaml@3.15.2
//! ```

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::common::browser::Browser;
use crate::common::outside::{has, of_package};
use crate::common::patience::until_within;
use crate::common::program::{Ended, run};
use crate::common::server::{Kept, Server};
use crate::common::tree;

const INSTALL: &str =
    "npm install --prefix target/tools decap-cms@3.16.3 decap-server@3.11.3 js-yaml@3.15.2";

/// What somebody wrote by hand, in ways that no form writes.
const TALKS: &str = "---
# The desk's note.
title: \"Talks resume\"   # hot
date: 2026-02-01 09:30

tags: water
image: dam.svg
extra: {desk: politics}
---

:::quote
They met.
:::
";

/// What a person does, in words of the page.
const HANDS: &str = r#"
    const field = (name, at = 0) => document.querySelectorAll(`[id^="${name}-field"]`)[at];
    const button = text => [...document.querySelectorAll('button, [role=button], [role=menuitem]')]
        .find(button => button.textContent.trim() === text);
    const type = (field, text) => {
        field.focus();
        field.select?.();
        return document.execCommand('insertText', false, text);
    };
    const unfold = () => document.querySelectorAll('[data-testid=expand-button][aria-label=Expand]')
        .forEach(button => button.click());
"#;

struct Form {
    browser: Browser,
    address: String,
}

impl Form {
    /// Does something, or tells something, until it is `true`.
    #[track_caller]
    fn until(&self, script: &str) {
        until_within(Duration::from_secs(60), script, || {
            let script =
                format!("{HANDS} try {{ return {script} }} catch (e) {{ return String(e) }}");
            match self.browser.run(&script) {
                Value::Bool(true) => Ok(()),
                seen => {
                    std::thread::sleep(Duration::from_millis(100));
                    let page = self.browser.run("return document.body.innerText.slice(0, 400)");
                    Err(format!("it is {seen}; the page says {page}"))
                }
            }
        });
    }

    fn does(&self, script: &str) {
        self.until(&format!("({script}, true)"));
    }

    #[track_caller]
    fn types(&self, field: &str, text: &str) {
        self.until(&format!("type({field}, {text:?})"));
    }

    #[track_caller]
    fn opens(&self, path: &str) {
        self.browser.go_to("about:blank");
        self.browser
            .go_to(&format!("{}admin/#/collections/section--politics/{path}", self.address));
        self.until("!!button('Login') || !!field('title')");
        self.does("button('Login')?.click()");
        self.until("!!field('title')");
    }

    #[track_caller]
    fn saves(&self) {
        self.does("button('Publish').click()");
        self.does("button('Publish now').click()");
        self.until("document.body.innerText.includes('CHANGES SAVED')");
    }
}

fn built(site: &Path) -> Ended {
    run(site, &["build", "--drafts", "--future"]).done()
}

#[test]
fn a_story_is_written_in_the_form_and_changed_again() {
    let Some(server) = of_package("decap-server/dist/index.js", INSTALL) else { return };
    let Some(_) = of_package("decap-cms/dist/decap-cms.js", INSTALL) else { return };
    if !has("node", "--version", "apt-get install nodejs") {
        return;
    }
    let Some(browser) = Browser::open() else { return };
    let packages = server.ancestors().nth(3).unwrap();
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    let settings = "title: Small\nbase_url: https://highland.example/briefing/\ntimezone: UTC\n\
                    sections: [politics]\n";
    tree::put(site, "site.yaml", settings);
    tree::put(site, "content/politics/talks.md", TALKS);
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"800\"/>";
    tree::put(site, "content/politics/dam.svg", picture);
    run(site, &["editor", "--from", packages.to_str().unwrap()]).done();
    // A port that is free, for the server of the files.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let own = format!("local_backend: {{url: \"http://127.0.0.1:{port}/api/v1\"}}");
    let config = fs::read_to_string(site.join("static/admin/config.yml")).unwrap();
    tree::put(site, "static/admin/config.yml", config.replace("local_backend: true", &own));
    let mut files = Command::new("node");
    files.arg(&server).current_dir(site).env("PORT", port.to_string());
    files.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let _files = Kept(files.spawn().unwrap());
    let answers = || std::net::TcpStream::connect(("127.0.0.1", port)).map_err(|it| it.to_string());
    until_within(Duration::from_secs(60), "the server of the files answers", answers);
    let server = Server::start(site, &[]);
    let form = Form { browser, address: server.address.clone() };

    // The settings are taken, and one thing is changed in the file.
    form.opens("entries/talks");
    form.types("field('title')", "Talks end");
    form.saves();
    let talks = site.join("content/politics/talks.md");
    let changed = TALKS.replace("\"Talks resume\"   # hot", "Talks end");
    assert_eq!(fs::read_to_string(&talks).unwrap(), changed);

    // A story with much of what there is, and a picture beside it.
    form.opens("new");
    form.does("unfold()");
    form.types("field('title')", "A new dam");
    for (name, text) in [
        ("subtitle", "Under the headline"),
        ("summary", "What it says."),
        ("place", "Hesk"),
        ("agency", "HBN"),
        ("series", "The year of the dam"),
        ("alt", "A dam"),
        ("credit", "Anna Voss"),
        ("slug", "new-dam"),
    ] {
        form.types(&format!("field('{name}')"), text);
    }
    // It reads keys, not what a script puts in.
    form.does("document.querySelector('[data-slate-editor]').focus()");
    form.browser.press("They met at the [talks](talks.md).");
    form.does("button('Add authors').click()");
    form.types("field('one')", "Anna Voss");
    form.does("button('Add tags').click()");
    form.types("field('one', 1)", "water");
    form.does("button('Add corrections').click()");
    form.types("field('text')", "An earlier version was wrong.");
    let now = "[...document.querySelectorAll('[data-testid=now-button]')].pop().click()";
    form.does(now);
    form.does("field('featured').click()");
    form.does("button('Choose an image').click()");
    form.until("!!document.querySelector('input[type=file]')");
    form.browser.run(
        "const canvas = document.createElement('canvas');
         canvas.width = 1300; canvas.height = 800;
         canvas.getContext('2d').fillRect(0, 0, 600, 400);
         const bytes = Uint8Array.from(
             atob(canvas.toDataURL('image/png').split(',')[1]), letter => letter.charCodeAt(0));
         const files = new DataTransfer();
         files.items.add(new File([bytes], 'new-dam.png', {type: 'image/png'}));
         const input = [...document.querySelectorAll('input[type=file]')].pop();
         input.files = files.files;
         input.dispatchEvent(new Event('change', {bubbles: true}));",
    );
    form.until("button('Choose selected')?.disabled === false && !!document.querySelector('img')");
    form.does("button('Choose selected').click()");
    form.until("!button('Choose an image') && !!button('Choose different image')");
    form.saves();
    let dam = site.join("content/politics/a-new-dam.md");
    let written = fs::read_to_string(&dam).unwrap();
    let dates = |line: &&str| !line.contains("date: ");
    let lines: Vec<&str> = written.lines().filter(dates).collect();
    assert_eq!(
        lines.join("\n"),
        "---
title: A new dam
draft: true
subtitle: Under the headline
summary: What it says.
dateline:
  place: Hesk
  agency: HBN
authors:
  - Anna Voss
tags:
  - water
series: The year of the dam
image:
  src: new-dam.png
  alt: A dam
  credit: Anna Voss
slug: new-dam
featured: true
corrections:
    text: An earlier version was wrong.
---

They met at the [talks](talks.md).",
        "{written}"
    );
    assert!(site.join("content/politics/new-dam.png").is_file());
    built(site).printing("content/politics/a-new-dam.md (A new dam)");
    let page = fs::read_to_string(site.join("public/politics/new-dam/index.html")).unwrap();
    assert!(page.contains("An earlier version was wrong.") && page.contains("A dam"), "{page}");

    // What the form does not know stays, and a picture without a file is refused.
    let by_hand = written
        .replace("slug: new-dam\n", "slug: new-dam\n# By the desk.\nextra: {desk: politics}\n");
    tree::put(site, "content/politics/a-new-dam.md", by_hand.clone());
    form.opens("entries/a-new-dam");
    form.types("field('title')", "The dam");
    form.does("field('draft').click()");
    form.saves();
    let changed = by_hand
        .replace("title: A new dam", "title: The dam")
        .replace("draft: true", "draft: false");
    assert_eq!(fs::read_to_string(&dam).unwrap(), changed);
    built(site);

    // A new story whose file could not be named after it is not saved, and the form says why.
    form.opens("new");
    form.types("field('title')", "Index");
    form.does("button('Publish').click()");
    form.does("button('Publish now').click()");
    form.until("document.body.innerText.includes('A file cannot be named “index”')");
    assert!(!site.join("content/politics/index.md").exists());
}
