//! What strangers write, read in headless Chromium: no script of theirs runs, whatever a
//! reader does. `vectors.txt` and `fields.txt` have the ways in which one might.
//!
//! ```sh
//! apt-get install chromium chromium-driver
//! cargo test --test browser hostile_content
//! ```

mod attached;
mod mixed;
mod reader;
mod sites;

use crate::common::effort::share;

use self::reader::Reader;
use self::sites::{Site, Trust, fields, texts};

/// Reads the pages of all texts; what is wrong with each.
fn faults_of_pages(reader: &Reader, site: &Site, trust: Trust) -> Vec<String> {
    let mut faults = Vec::new();
    for path in share(site.pages(), 6) {
        reader.go_to(&path);
        let found = reader.pokes("main");
        if reader.heard_the_canary() {
            faults.push(format!("{path} runs a script"));
        }
        if matches!(trust, Trust::CleanerAlone) {
            faults.extend(found.into_iter().map(|fault| format!("{path} has {fault}")));
            if !reader.is_sound(&path) {
                faults.push(format!("{path} is not whole"));
            }
        }
    }
    faults
}

#[test]
fn no_script_of_a_text_runs() {
    let texts = texts();
    let site = Site::of_texts(Trust::CleanerAlone, &texts);
    assert!(texts.len() >= 190 && site.shown.len() >= 150, "{:?}", site.refused);
    // What is refused has a link to a script in Markdown, and nothing else is.
    let is_link =
        |name: &String| name.contains("link") || name.contains("markup") || name == "note";
    assert!(site.refused.iter().all(is_link), "{:?}", site.refused);
    let Some(reader) = Reader::of(site.output()) else { return };
    let faults = faults_of_pages(&reader, &site, Trust::CleanerAlone);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_script_of_a_text_runs_in_a_reader_of_feeds() {
    let site = Site::of_texts(Trust::CleanerAlone, &texts());
    site.with_an_empty_page();
    let Some(reader) = Reader::of(site.output()) else { return };
    reader.go_to("/empty/");
    let script =
        include_str!("feeds.js").replace("(\"feed", "(\"../feed").replace("(\"atom", "(\"../atom");
    let shown = reader.ask(&script);
    let all = site.shown.len();
    assert_eq!(shown, serde_json::json!([all, all, all]));
    assert_eq!(reader.pokes("main"), [""; 0]);
    assert!(!reader.heard_the_canary());
}

#[test]
fn no_script_of_a_field_runs() {
    let site = Site::of_fields(Trust::CleanerAlone, &fields());
    let Some(reader) = Reader::of(site.output()) else { return };
    let mut paths = site.pages();
    let lists =
        ["/", "/tags/", "/corrections/", "/most-read/", "/2026/", "/2026/02/", "/2026/02/01/"];
    paths.extend(lists.map(String::from));
    for path in share(paths, 3) {
        reader.go_to(&path);
        reader.pokes("main");
        reader.pokes("body");
        assert!(!reader.heard_the_canary(), "{path}");
        assert!(reader.is_sound(&path), "{path}");
    }
}

/// Looks at the results of a search that finds all stories, which are so many.
fn all_results_are_silent(reader: &Reader, stories: usize) {
    reader.go_to("/search/?q=payload");
    let results = "document.querySelectorAll('#_results li').length";
    for shown in (10..=stories.next_multiple_of(10)).step_by(10) {
        reader.sees(results, shown.min(stories));
        reader.ask("document.getElementById('_more').click()");
    }
    reader.pokes("#_results");
    assert!(!reader.heard_the_canary());
}

#[test]
fn no_script_of_a_text_runs_in_the_search_and_in_lists() {
    let site = Site::of_beginnings(Trust::CleanerAlone, &texts());
    let Some(reader) = Reader::of(site.output()) else { return };
    all_results_are_silent(&reader, site.shown.len());
    for list in ["/", "/politics/", "/2026/02/01/"] {
        reader.go_to(list);
        reader.pokes("main");
        assert!(!reader.heard_the_canary(), "{list}");
        assert!(reader.is_sound(list), "{list}");
    }
}

#[test]
fn no_script_of_a_field_runs_in_the_search() {
    let fields = fields();
    let site = Site::of_fields(Trust::CleanerAlone, &fields);
    let Some(reader) = Reader::of(site.output()) else { return };
    all_results_are_silent(&reader, fields.len());
    for query in ["canary", "<img src=x onerror=canary()>", "\"><script>canary()</script>"] {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        for field in ["q", "tag", "section", "since", "sort"] {
            reader.go_to(&format!("/search/?q=canary&{field}={query}"));
            reader.sees("!document.querySelector('[aria-busy]')", true);
            reader.pokes("#_results");
            assert!(!reader.heard_the_canary(), "{field}={query}");
        }
    }
}

#[test]
fn under_the_policy_of_the_page_no_script_of_a_text_runs_although_all_html_is_allowed() {
    let site = Site::of_texts(Trust::PolicyAlone, &texts());
    assert_eq!(site.refused, [""; 0]);
    let Some(reader) = Reader::of(site.output()) else { return };
    let faults = faults_of_pages(&reader, &site, Trust::PolicyAlone);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A test that nothing can fail says nothing: most of the texts are alive where nothing
/// stands in their way.
#[test]
fn without_the_cleaner_and_the_policy_scripts_run() {
    let some: Vec<_> = texts().into_iter().step_by(4).collect();
    let site = Site::of_texts(Trust::Nothing, &some);
    let Some(reader) = Reader::of(site.output()) else { return };
    let faults = faults_of_pages(&reader, &site, Trust::Nothing);
    let pages = share(site.pages(), 6).len();
    assert!(faults.len() > pages / 2, "{} of {pages}", faults.len());
}
