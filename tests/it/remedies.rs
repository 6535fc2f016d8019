//! What an editor writes wrong, and what the message says to write: one message each, and the
//! site can be published when the remedy is followed to the letter.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline::diagnostic::Diagnostic;
use dateline::model::Reveal;
use dateline::render::{Renderer, once_each};
use dateline::site::{Address, Instant, Library, LoadOptions};
use dateline::source::Folder;
use tempfile::TempDir;

const STORY: &str = "content/politics/story.md";
const SETTINGS: &str = "site.yaml";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

/// A site with pictures and a page, and `text` in `file`.
fn site(file: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = "---\ntitle: About\n---\nWords.\n";
    let other = "---\ntitle: Other\ndate: 2026-02-01\n---\nWords.\n";
    let settings = "title: T\nbase_url: https://paper.example/\nsections: [politics, world]\n";
    for (file, text) in [
        (SETTINGS, settings),
        ("content/about.md", page),
        ("content/politics/other.md", other),
        ("content/world/two words.md", other),
        ("content/politics/photo one.svg", SVG),
        ("content/world/map.svg", SVG),
        ("static/images/logo.svg", SVG),
        (file, text),
    ] {
        write(folder.path(), file, text);
    }
    folder
}

fn write(site: &Path, file: &str, text: &str) {
    let path = site.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn faults(site: &Path) -> Vec<Diagnostic> {
    let instant = Instant::Exact("2026-12-01T00:00:00Z".parse().unwrap());
    let options = LoadOptions { instant, address: Address::Configured, reveal: Reveal::default() };
    Library::open(&Folder::new(site), options).diagnostics()
}

/// Follows the remedy that is told of `text` in `file`: `remedy` is what is to be written, in
/// the place of the line or, of a link, between its parentheses.
#[track_caller]
fn mends(file: &str, text: &str, line: usize, remedy: &str) {
    let site = site(file, text);
    let faults = faults(site.path());
    let [fault] = &faults[..] else { panic!("{text}\n{faults:#?}") };
    assert_eq!(fault.file.as_deref(), Some(file), "{text}");
    let place = fault.place.unwrap();
    assert_eq!(place.line, line, "{text}\n{fault}");
    let hint = fault.hint.as_deref().unwrap_or_default();
    let told =
        hint.contains(&format!("rite `{remedy}`")) || hint.contains(&format!("or `{remedy}`"));
    assert!(told, "{text}\n{hint}\n  instead of\n{remedy}");

    let mut lines: Vec<String> = text.lines().map(String::from).collect();
    let wrong = lines[line - 1].clone();
    lines[line - 1] = match wrong.split_once("](") {
        Some((before, rest)) => {
            let (_, after) = rest.split_once(')').unwrap();
            format!("{before}]({remedy}){after}")
        }
        None if file == STORY && wrong.contains("image:") && !remedy.contains(':') => {
            format!("image: {remedy}")
        }
        None => remedy.to_string(),
    };
    write(site.path(), file, &lines.join("\n"));
    assert_eq!(self::faults(site.path()), [], "{}", lines.join("\n"));
}

/// A story with these lines of front matter.
fn story(lines: &str) -> String {
    format!("---\n{lines}\n---\nWords.\n")
}

#[test]
fn a_title_is_taken_for_what_it_says() {
    for (wrong, right) in [
        ("title: Talks: day two", "title: \"Talks: day two\""),
        (r#"title: Talks: "day two" begins"#, r#"title: 'Talks: "day two" begins'"#),
        ("title: [Exclusive] Talks resume", "title: \"[Exclusive] Talks resume\""),
        ("title: [Exclusive]", "title: \"[Exclusive]\""),
        ("title: {Update}", "title: \"{Update}\""),
        ("title: 'Don't go'", "title: \"Don't go\""),
        ("title: \"Go\" he said", "title: '\"Go\" he said'"),
        ("title: @home", "title: \"@home\""),
        ("title: !new", "title: \"!new\""),
        ("title: true", "title: \"true\""),
        ("title: \"Talks", "title: \"Talks\""),
        ("title:Talks", "title: Talks"),
        ("title Talks", "title: Talks"),
        ("title Talks: day two", "title: \"Talks: day two\""),
        ("titel: Talks", "title: Talks"),
        ("Title: Talks", "title: Talks"),
        ("headline: Talks", "title: Talks"),
        ("hed: \"Talks: day two\"", "title: \"Talks: day two\""),
    ] {
        mends(STORY, &story(&format!("{wrong}\ndate: 2026-02-01")), 2, right);
        mends(STORY, &story(&format!("date: 2026-02-01\n{wrong}")), 3, right);
    }
}

#[test]
fn the_words_of_newsrooms_are_known() {
    for (wrong, right) in [
        ("standfirst: Both agree", "subtitle: Both agree"),
        ("dek: Both agree", "subtitle: Both agree"),
        ("subheading: Both agree", "subtitle: Both agree"),
        ("lead: Both agree", "subtitle: Both agree"),
        ("lead: true", "featured: true"),
        ("description: Both agree", "summary: Both agree"),
        ("byline: By Anna Voss and Simo Harrand", "authors: [Anna Voss, Simo Harrand]"),
        ("author: Anna Voss", "authors: Anna Voss"),
        ("writer: Anna Voss", "authors: Anna Voss"),
        ("category: water", "tags: water"),
        ("keywords: water, defence", "tags: [water, defence]"),
        ("topics: [water]", "tags: [water]"),
        ("photo: photo one.svg", "image: photo one.svg"),
        ("lead_image: photo one.svg", "image: photo one.svg"),
        ("image: {file: photo one.svg}", "image: {src: photo one.svg}"),
        ("image: {src: photo one.svg, altText: A}", "image: {src: photo one.svg, alt: A}"),
        ("image:\n  src: photo one.svg\nalt: A", "  alt: A"),
        ("lastmod: 2026-02-02", "updated: 2026-02-02"),
        ("expiryDate: 2027-01-01", "expires: 2027-01-01"),
        ("published: false", "draft: true"),
        ("locale: en", "language: en"),
        ("source: www.herald.example/x", "source: https://www.herald.example/x"),
        ("source: {url: herald.example}", "source: {url: https://herald.example/}"),
        ("corrections: {date: 2026-02-01, text: A}", "corrections: [{date: 2026-02-01, text: A}]"),
        ("draft: yes", "draft: true"),
        ("draft: \"false\"", "draft: false"),
        ("tags: [water, defence", "tags: [water, defence]"),
        ("dateline: HESK: Talks", "dateline: \"HESK: Talks\""),
        ("language: en_US", "language: en-US"),
        ("language: English", "language: en"),
        ("language: русский", "language: ru"),
    ] {
        let front_matter = format!("title: Talks\ndate: 2026-02-01\n{wrong}");
        mends(STORY, &story(&front_matter), 3 + wrong.lines().count(), right);
    }
}

#[test]
fn a_date_of_another_form_is_known() {
    for (wrong, right) in [
        ("28 November 2026", "2026-11-28"),
        ("28 ноября 2026", "2026-11-28"),
        ("28.11.2026", "2026-11-28"),
        ("11/28/2026", "2026-11-28"),
        ("11/10/2026", "2026-10-11"),
        ("11/10/2026", "2026-11-10"),
        ("2026-6-1", "2026-06-01"),
        ("2026/11/28", "2026-11-28"),
        ("2026-11-28 7:02 PM", "2026-11-28 19:02"),
        ("2026-11-28 09:30 GMT+4", "2026-11-28 09:30 +04:00"),
        ("2026-11-28 09:30 Paris", "2026-11-28 09:30 +01:00"),
        ("2026-11-28 09:30 EST", "2026-11-28 09:30 -05:00"),
    ] {
        let text = story(&format!("title: Talks\ndate: {wrong}"));
        mends(STORY, &text, 3, &format!("date: {right}"));
    }
    let text =
        story("title: Talks\ndate: 2026-02-01\ncorrections:\n  - date: 1.3.2026\n    text: A");
    mends(STORY, &text, 5, "  - date: 2026-03-01");
}

#[test]
fn a_file_is_found_wherever_it_is() {
    for (wrong, right) in [
        ("Photo One.svg", "photo one.svg"),
        ("photoone.svg", "photo one.svg"),
        ("content/politics/photo one.svg", "photo one.svg"),
        ("/content/politics/photo one.svg", "photo one.svg"),
        ("politics/photo one.svg", "photo one.svg"),
        ("map.svg", "../world/map.svg"),
        ("/world/map.svg", "../world/map.svg"),
        ("logo.svg", "/images/logo.svg"),
        ("static/images/logo.svg", "/images/logo.svg"),
        ("/static/images/logo.svg", "/images/logo.svg"),
        ("/images/Logo.svg", "/images/logo.svg"),
    ] {
        let text = story(&format!("title: Talks\ndate: 2026-02-01\nimage: {wrong}"));
        mends(STORY, &text, 4, right);
    }
    for (wrong, right) in [
        ("about.md", "../about.md"),
        ("about.md#us", "../about.md#us"),
        ("Other.md", "other.md"),
        ("content/about.md", "../about.md"),
        ("/content/about.md", "../about.md"),
        ("two%20words.md", "../world/two%20words.md"),
        ("static/images/logo.svg", "/images/logo.svg"),
        ("www.paper.example", "https://www.paper.example/"),
        ("paper.example/x", "https://paper.example/x"),
        ("https//paper.example", "https://paper.example/"),
        ("desk@paper.example", "mailto:desk@paper.example"),
    ] {
        let text = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n\nSee [it]({wrong}).\n");
        mends(STORY, &text, 6, right);
    }
}

#[test]
fn what_is_right_in_all_but_its_form_is_taken() {
    for text in [
        story("title: Talks\ndate: 2026-02-01\nsource: https://herald.example/x"),
        "--- \ntitle: Talks\ndate: 2026-02-01\n---\t \nWords.\n".into(),
    ] {
        assert_eq!(faults(site(STORY, &text).path()), [], "{text}");
    }
}

#[test]
fn settings_have_their_remedies_too() {
    const START: &str = "title: T\nbase_url: https://paper.example/\n";
    let sections = "sections: [politics, world]";
    for (wrong, line, right) in [
        ("timezone: Paris", 4, "timezone: Europe/Paris"),
        ("timezone: Kyiv", 4, "timezone: Europe/Kyiv"),
        ("timezone: Kiev", 4, "timezone: Europe/Kyiv"),
        ("timezone: GMT+4", 4, "timezone: Etc/GMT-4"),
        ("language: en_US", 4, "language: en-US"),
        ("language: Armenian", 4, "language: hy"),
        ("tagline: News: all of it", 4, "tagline: \"News: all of it\""),
        ("publisher: The Paper", 4, "publisher: {name: \"The Paper\"}"),
        ("description: News", 4, "tagline: News"),
    ] {
        mends(SETTINGS, &format!("{START}{sections}\n{wrong}\n"), line, right);
    }
    for (wrong, line, right) in [
        ("sections: politics, world", 3, "sections: [politics, world]"),
        ("sections:\n  - id: world\n  - id: politics\n  title: State", 6, "    title: State"),
        ("sections:\n- id: world\n- id: politics\ntitle: State", 6, "  title: State"),
        ("sections:\n- id: world\n- id: politics\ndescription: A", 6, "  description: A"),
    ] {
        mends(SETTINGS, &format!("{START}{wrong}\n"), line, right);
    }
    let text = format!("title: T\nbase_url: www.paper.example\n{sections}\n");
    mends(SETTINGS, &text, 2, "base_url: https://www.paper.example/");
}

/// It is included by templates that are given different variables.
#[test]
fn a_variable_of_the_footer_is_told_once() {
    let site = site(STORY, &story("title: Talks\ndate: 2026-02-01"));
    write(site.path(), "templates/footer.html", "{{ nobody.name }}\n");
    let instant = Instant::Exact("2026-12-01T00:00:00Z".parse().unwrap());
    let options = LoadOptions { instant, address: Address::Configured, reveal: Reveal::default() };
    let library = Library::open(&Folder::new(site.path()), options);
    let (renderer, faults) = Renderer::new_lenient(library.into_site(), Arc::default());
    let told = once_each([faults, renderer.faults()].concat());
    let messages: Vec<_> = told.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, ["Variable `nobody` is not defined"]);
}
