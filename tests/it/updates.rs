//! A library that was updated, change after change, equals one opened anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use crate::common::effort::cases;
use dateline::diagnostic::Diagnostic;
use dateline::model::{Reveal, Role};
use dateline::render::{Page, Renderer};
use dateline::site::{
    Address, Changes, Files, Instant, Library, Lists, LoadOptions, Note, Notes, Reader, Settings,
    Site, is_text,
};
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

/// A site in memory that can be changed.
#[derive(Clone, Debug, Default)]
struct Memory(Arc<Mutex<BTreeMap<String, String>>>);

impl Files for Memory {
    fn list(&self, path: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let below = format!("{path}/");
        let files = self.0.lock().unwrap();
        files.keys().filter(|file| *file == path || file.starts_with(&below)).cloned().collect()
    }

    fn front_pages(&self) -> Vec<String> {
        let files = self.0.lock().unwrap();
        files.keys().filter(|file| file.starts_with("front.")).cloned().collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        let files = self.0.lock().unwrap();
        let text = files.get(file).ok_or_else(|| Diagnostic::error("gone").in_file(file))?;
        Ok(text.clone().into_bytes())
    }
}

impl Reader for Memory {
    fn read(&self, file: &str) -> Option<String> {
        self.0.lock().unwrap().get(file).cloned()
    }

    fn note_loss(&self) {
        panic!("a text is not what was noted of it");
    }
}

const SECTIONS: [&str; 3] = ["politics", "economy", "strangers"];

/// One thing that an editor does.
#[derive(Clone, Debug)]
enum Change {
    /// Writes a story anew, whatever was there.
    Write { section: usize, name: u8, story: Story },
    /// Deletes a story.
    Delete { section: usize, name: u8 },
    /// Renames or moves a story.
    Move { from: (usize, u8), to: (usize, u8) },
    /// Deletes or renames a whole section's folder.
    MoveFolder { from: usize, to: Option<usize> },
    /// Writes a standing page.
    Page { name: u8, title: u8 },
    /// Writes or deletes what is told about an author, a topic or a series.
    About { folder: usize, name: u8, kind: u8 },
    /// Writes or deletes a picture beside the stories.
    Picture { section: usize, size: Option<usize> },
    /// Writes or deletes a file that every story may lead with.
    Static { size: Option<usize> },
    /// Writes or deletes the data that stories show: right, with a fault, in other columns.
    Data { section: usize, kind: Option<u8> },
    /// Writes or deletes a file for templates, which may have a fault.
    ForTemplates(Option<u8>),
    /// Changes the style sheet.
    Style(u8),
    /// Writes a template of the site's own: a right one, a broken one, or none.
    Template(Option<bool>),
    /// Changes the settings.
    Settings(u8),
    /// Writes the store of reads, with a fault or without.
    Reads { section: usize, name: u8, reads: u8 },
}

#[derive(Clone, Debug)]
struct Story {
    title: u8,
    day: u8,
    tag: u8,
    link: (usize, u8),
    kind: u8,
}

impl Story {
    fn text(&self) -> String {
        let Story { title, day, tag, link, kind } = self;
        let more = match kind {
            0 => "draft: true\n".to_string(),
            1 => "embargo: 2026-03-01\n".to_string(),
            2 => "titel: wrong\n".to_string(),
            3 => "image: map.svg\n".to_string(),
            4 => "image: /logo.svg\n".to_string(),
            5 => format!("aliases: [old-{title}]\n"),
            6 => "featured: true\nupdated: 2026-02-09\n".to_string(),
            7 => "expires: 2026-02-15\n".to_string(),
            8 => format!(
                "translations: {{en: ../{}/s{}.md}}\nextra: {{lang: hy}}\n",
                SECTIONS[link.0], link.1
            ),
            9 => format!("translations: {{hy: ../{}/s{}.md}}\n", SECTIONS[link.0], link.1),
            11 => format!("language: hy\ncorrections: [{{date: 2026-02-0{day}, text: A name.}}]\n"),
            13 => "authors: [Anna Voss]\nkind: sponsored\n".into(),
            14 => format!("authors: [Anna Voss, Ben {title}]\nseries: Series {tag}\n"),
            15 => format!("authors: Ana Voss\nseries: Series {tag}\nkind: opinion\n"),
            12 => format!("# A line above it.\naliases: [old-{title}]\n"),
            16 => format!(
                "hold_with_original: false\nupdated: 2026-02-0{day}\n\
                 corrections: [{{date: 2026-02-0{day}, text: A name., this_version_only: true}}]\n"
            ),
            17 => "translation_of: ru\n".to_string(),
            _ => String::new(),
        };
        let (section, name) = (SECTIONS[link.0], link.1);
        let shown = match day % 4 {
            0 => format!("\n::story[../{section}/s{name}.md]\n"),
            1 => "\n:::fact-box\nhttps://youtu.be/a1\n:::\n".to_string(),
            _ => String::new(),
        };
        let figure = if kind % 5 == 3 { "\n![Level](level.csv)\n" } else { "" };
        let pictures = match kind {
            13.. => "nothing",
            _ => "![a map](map.svg), ![a logo](/logo.svg)",
        };
        format!(
            "---\ntitle: Story {title}\ndate: 2026-01-{day:02} 10:00\ntags: [tag {tag}, all]\n{more}---\n\n\
             Words of {title}. See [the other](../{section}/s{name}.md) and {pictures}.\n{figure}{shown}",
        )
    }
}

/// Names from the fourth on are those of versions in Russian, if the site has that language.
fn file(section: usize, name: u8) -> String {
    match name.checked_sub(4) {
        Some(name) => format!("content/{}/s{name}.ru.md", SECTIONS[section]),
        None => format!("content/{}/s{name}.md", SECTIONS[section]),
    }
}

impl Memory {
    /// Does it; the paths that a watcher would name.
    fn apply(&self, change: &Change) -> BTreeSet<String> {
        let mut files = self.0.lock().unwrap();
        let mut set = |path: String, text: Option<String>| {
            match text {
                Some(text) => files.insert(path.clone(), text),
                None => files.remove(&path),
            };
            BTreeSet::from([path])
        };
        match change {
            Change::Write { section, name, story } => {
                set(file(*section, *name), Some(story.text()))
            }
            Change::Delete { section, name } => set(file(*section, *name), None),
            Change::Page { name, title } => set(
                format!("content/page{name}.md"),
                Some(format!("---\ntitle: Page {title}\n---\nA page.\n")),
            ),
            Change::About { folder, name, kind } => {
                let more =
                    ["", "draft: true\n", "also: [Ana Voss]\n", "slug: voss\n", "titel: x\n"];
                let text = more.get(*kind as usize).map(|more| {
                    let name = ["Anna Voss", "tag 1", "Series 1"][(*folder + *name as usize) % 3];
                    format!("---\nname: {name}\n{more}---\n\nText {kind}, and [a story](../politics/s1.md).\n")
                });
                set(
                    format!("content/{}/a{name}.md", ["authors", "topics", "series"][*folder]),
                    text,
                )
            }
            Change::Picture { section, size } => {
                set(format!("content/{}/map.svg", SECTIONS[*section]), size.map(drawing))
            }
            Change::Static { size } => set("static/logo.svg".into(), size.map(drawing)),
            Change::Data { section, kind } => set(
                format!("content/{}/level.csv", SECTIONS[*section]),
                kind.map(|kind| match kind {
                    0 => "Month,Level (m)\n2026-01,wrong\n2026-02,2\n2026-03,3\n".into(),
                    1 => "Place,Note\nLorun,high\n".into(),
                    kind => format!("Month,Level (m)\n2026-01,{kind}\n2026-02,2\n"),
                }),
            ),
            Change::ForTemplates(number) => set(
                "data/names.csv".into(),
                number.map(|number| match number {
                    0 => "n,n\n1,2\n".into(),
                    number => format!("n\n{number}\n"),
                }),
            ),
            Change::Style(number) => {
                set("static/style.css".into(), Some(format!("/* {number} */")))
            }
            Change::Template(kind) => set(
                "templates/page.html".into(),
                kind.map(|right| {
                    if right {
                        "<h1>{{ standing.title }}</h1>{% if data %}{{ data.names[0].n }}{% endif %}"
                    } else {
                        "{{ 1 +"
                    }
                    .into()
                }),
            ),
            Change::Reads { section, name, reads } => {
                let path = format!("/{}/s{name}/", SECTIONS[*section]);
                let lines = format!("2026-01-05,{path},{reads}\n2026-01-06,/politics/s1/,3\n");
                let wrong = if reads % 4 == 0 { "nonsense\n" } else { "" };
                set("data/reads.csv".into(), Some(format!("date,path,reads\n{lines}{wrong}")))
            }
            Change::Settings(number) => {
                let sections = if number % 3 == 0 { "" } else { ", strangers" };
                let wrong = if number % 5 == 0 { "titel: x\n" } else { "" };
                let languages = match number % 4 {
                    0 | 1 => "languages: {hy: {}, ru: {sections: [politics]}}\n",
                    _ => "",
                };
                set("site.yaml".into(), Some(settings(sections) + languages + wrong))
            }
            Change::Move { from, to } => {
                let (from, to) = (file(from.0, from.1), file(to.0, to.1));
                if let Some(text) = files.remove(&from) {
                    files.insert(to.clone(), text);
                }
                BTreeSet::from([from, to])
            }
            Change::MoveFolder { from, to } => {
                let folder = format!("content/{}", SECTIONS[*from]);
                let moved: Vec<String> = files
                    .keys()
                    .filter(|file| file.starts_with(&format!("{folder}/")))
                    .cloned()
                    .collect();
                for file in &moved {
                    let text = files.remove(file).unwrap_or_default();
                    if let Some(to) = to {
                        files.insert(file.replace(SECTIONS[*from], SECTIONS[*to]), text);
                    }
                }
                let to = to.map(|to| format!("content/{}", SECTIONS[to]));
                [folder].into_iter().chain(to).collect()
            }
        }
    }
}

impl Memory {
    /// A hash of all that pages are made from but for the content of texts.
    fn around_texts(&self, placements: u128) -> u128 {
        let files = self.0.lock().unwrap();
        let others: Vec<_> = files.iter().filter(|(file, _)| !is_text(file)).collect();
        xxh3_128(format!("{others:?} {placements}").as_bytes())
    }
}

/// A drawing that is as wide as it says, and has as many bytes more.
fn drawing(size: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"9\"/>{}",
        size + 1,
        " ".repeat(size)
    )
}

fn settings(sections: &str) -> String {
    format!(
        "title: T\nbase_url: https://highland.example/base/\npage_size: 3\nsections: [politics, economy{sections}]\n"
    )
}

fn options() -> LoadOptions {
    LoadOptions { instant: instant(), address: Address::Configured, reveal: Reveal::default() }
}

fn instant() -> Instant {
    Instant::Exact("2026-02-10T00:00:00Z".parse().unwrap())
}

/// Everything that a reader and an editor can see of a site.
fn seen(
    site: Site,
    before: Option<&Renderer>,
    diagnostics: &[Diagnostic],
) -> (Option<Renderer>, Vec<String>) {
    let mut seen: Vec<String> = diagnostics.iter().map(|fault| format!("{fault:?}")).collect();
    let renderer = match before {
        Some(before) => before.for_next(site),
        None => Renderer::new(site),
    };
    let renderer = match renderer {
        Ok(renderer) => renderer,
        Err(faults) => {
            seen.push(format!("{faults:?}"));
            return (None, seen);
        }
    };
    let site = renderer.site();
    seen.push(format!("{:?} {:?}", site.held, site.next_change));
    let mut pages: Vec<String> = site
        .routes
        .iter()
        .map(|(path, _)| match renderer.render(path) {
            Ok(Page::Html(html) | Page::Data(html)) => {
                format!("{path}\n{}", String::from_utf8(html).unwrap())
            }
            other => format!("{path}\n{other:?}"),
        })
        .collect();
    pages.sort();
    seen.append(&mut pages);
    (Some(renderer), seen)
}

fn section() -> impl Strategy<Value = usize> {
    0..SECTIONS.len()
}

fn story() -> impl Strategy<Value = Story> {
    (0..9u8, 1..5u8, 0..3u8, (section(), 0..7u8), 0..16u8)
        .prop_map(|(title, day, tag, link, kind)| Story { title, day, tag, link, kind })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        8 => (section(), 0..7u8, story()).prop_map(|(section, name, story)| Change::Write { section, name, story }),
        2 => (section(), 0..7u8).prop_map(|(section, name)| Change::Delete { section, name }),
        2 => ((section(), 0..7u8), (section(), 0..7u8)).prop_map(|(from, to)| Change::Move { from, to }),
        1 => (section(), prop::option::of(section())).prop_map(|(from, to)| Change::MoveFolder { from, to }),
        1 => (0..2u8, 0..3u8).prop_map(|(name, title)| Change::Page { name, title }),
        2 => (0..3usize, 0..2u8, 0..6u8).prop_map(|(folder, name, kind)| Change::About { folder, name, kind }),
        1 => (section(), prop::option::of(0..3usize)).prop_map(|(section, size)| Change::Picture { section, size }),
        1 => prop::option::of(1..4usize).prop_map(|size| Change::Static { size }),
        2 => (section(), prop::option::of(0..4u8)).prop_map(|(section, kind)| Change::Data { section, kind }),
        1 => prop::option::of(0..3u8).prop_map(Change::ForTemplates),
        1 => (0..3u8).prop_map(Change::Style),
        1 => prop::option::of(any::<bool>()).prop_map(Change::Template),
        1 => (0..16u8).prop_map(Change::Settings),
        2 => (section(), 0..7u8, 1..9u8).prop_map(|(section, name, reads)| Change::Reads { section, name, reads }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(12), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_updated_library_equals_a_fresh_one(changes in prop::collection::vec(change(), 1..40)) {
        let files = Memory::default();
        files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
        let mut library = Library::open(&files, options());
        let mut renderer = None;
        for change in &changes {
            let paths = files.apply(change);
            library.update(&files, &Changes::Paths(paths), instant());
            let (next, updated) = seen(library.site().clone(), renderer.as_ref(), &library.diagnostics());
            renderer = next.or(renderer);

            let fresh = Library::open(&files, options());
            let diagnostics = fresh.diagnostics();
            let (_, anew) = seen(fresh.into_site(), None, &diagnostics);
            prop_assert_eq!(updated, anew, "after {:?}", change);
        }
    }
}

/// The pages of a site that tell what they are made from, by that.
fn made_from(files: &Memory) -> Option<BTreeMap<u128, String>> {
    let library = Library::open(files, options());
    let renderer = Renderer::new(library.site().clone()).ok()?;
    let made_from = renderer.made_from(files.around_texts(library.placements()));
    let pages = renderer.site().routes.iter().filter_map(|(path, route)| {
        let page = || format!("{path} {:?}", renderer.render(path));
        made_from.of(path, route).map(|of_page| (of_page, page()))
    });
    let pages: Vec<(u128, String)> = pages.collect();
    let by_origin: BTreeMap<u128, String> = pages.iter().cloned().collect();
    assert_eq!(by_origin.len(), pages.len(), "no two pages are made from the same");
    Some(by_origin)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_that_is_made_from_the_same_is_the_same(changes in prop::collection::vec(change(), 1..40)) {
        let files = Memory::default();
        files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
        let mut known: BTreeMap<u128, String> = BTreeMap::new();
        for change in &changes {
            files.apply(change);
            for (origin, page) in made_from(&files).unwrap_or_default() {
                let before = known.insert(origin, page.clone());
                prop_assert_eq!(before.unwrap_or(page.clone()), page, "after {:?}", change);
            }
        }
    }
}

/// What was noted of the texts of a site, and what its files were then.
struct Noted {
    files: BTreeMap<String, String>,
    /// As they are kept on a disk.
    notes: Vec<(String, String)>,
}

impl Noted {
    fn of(files: &Memory, library: &Library) -> Self {
        let json = |note: &Note| serde_json::to_string(note).unwrap();
        let notes = library.notes().map(|(file, note)| (file.to_string(), json(&note)));
        Noted { notes: notes.collect(), files: files.0.lock().unwrap().clone() }
    }

    /// Those that hold for the files as they are now, and how many.
    fn that_hold(&self, files: &Memory) -> (Notes, usize) {
        let now = files.0.lock().unwrap();
        let settings = |files: &BTreeMap<String, String>| -> Vec<(String, String)> {
            let is_setting = |file: &str| {
                !is_text(file) && !file.starts_with("templates/") && !file.starts_with("data/")
            };
            files.clone().into_iter().filter(|(file, _)| is_setting(file)).collect()
        };
        if settings(&now) != settings(&self.files) {
            return (Notes::default(), 0);
        }
        let is_same = |(file, _): &&(String, String)| now.get(file) == self.files.get(file);
        let same = self.notes.iter().filter(is_same);
        let same = same.map(|(file, json)| (file.clone(), serde_json::from_str(json).unwrap()));
        let same: Vec<(String, Note)> = same.collect();
        let count = same.len();
        (Notes::of(same, Arc::new(files.clone())), count)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_library_with_notes_equals_one_that_read_all(changes in prop::collection::vec(change(), 1..40)) {
        let files = Memory::default();
        files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
        let mut with_notes = Library::open(&files, options());
        for change in &changes {
            let noted = Noted::of(&files, &with_notes);
            let paths = files.apply(change);
            let fresh = Library::open(&files, options());
            let diagnostics = fresh.diagnostics();
            let (_, anew) = seen(fresh.into_site(), None, &diagnostics);

            // The one before, whose texts may be noted ones, follows the change as well.
            with_notes.update(&files, &Changes::Paths(paths), instant());
            let (_, updated) = seen(with_notes.site().clone(), None, &with_notes.diagnostics());
            prop_assert_eq!(&updated, &anew, "updated after {:?}", change);
            let settings = Settings::read(&files, &options());
            let (notes, _) = noted.that_hold(&files);
            with_notes = Library::with_notes(&files, options(), settings, notes);
            let (_, reopened) = seen(with_notes.site().clone(), None, &with_notes.diagnostics());
            prop_assert_eq!(reopened, anew, "opened after {:?}", change);
        }
    }
}

/// Files that nobody may read any more.
struct Unread<'a>(&'a Memory, &'a str);

impl Files for Unread<'_> {
    fn list(&self, path: &str, faults: &mut Vec<Diagnostic>) -> Vec<String> {
        self.0.list(path, faults)
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        assert!(!is_text(file) || file == self.1, "{file} was read");
        Files::read(self.0, file)
    }
}

#[test]
fn a_noted_text_is_not_read_and_shows_its_text() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let put = |name: &str, text: &str| {
        let text = format!("---\ntitle: Story {name}\ndate: 2026-01-01\n---\n{text}\n");
        files.0.lock().unwrap().insert(format!("content/politics/{name}.md"), text);
    };
    put("one", "Of [two](two.md), *and* [elsewhere](https://example.org/).");
    put("two", "Nothing.");
    let noted = Noted::of(&files, &Library::open(&files, options()));
    put("two", "Something.");
    let (notes, count) = noted.that_hold(&files);
    assert_eq!(count, 1);
    let unread = Unread(&files, "content/politics/two.md");
    let settings = Settings::read(&files, &options());
    let library = Library::with_notes(&unread, options(), settings, notes);
    let html = |title: &str| {
        let found = library.site().briefings().find(|it| it.article.facts.title == title);
        found.unwrap().article.html.read_or_nothing().into_owned()
    };
    assert_eq!(
        html("Story one"),
        "<p>Of <a href=\"/base/politics/two/\">two</a>, <em>and</em> \
         <a href=\"https://example.org/\">elsewhere</a>.</p>\n"
    );
    assert_eq!(html("Story two"), "<p>Something.</p>\n");
}

/// A text shows the headline of another, whose file is not read again, as if it were.
#[test]
fn the_headline_of_a_noted_text_is_shown_as_it_is_written() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let put = |file: &str, fields: &str, text: &str| {
        let text = format!("---\n{fields}---\n{text}\n");
        files.0.lock().unwrap().insert(format!("content/{file}"), text);
    };
    // Its own marks would be „…“.
    put("politics/one.md", "title: The \"old\" bridge\ndate: 2026-01-01\nlanguage: de\n", "A.");
    put("about.md", "title: About us\n", "We.");
    let noted = Noted::of(&files, &Library::open(&files, options()));
    let shown = "::story[one.md]\n\n::story[../about.md]";
    put("politics/two.md", "title: Two\ndate: 2026-01-02\n", shown);
    let (notes, count) = noted.that_hold(&files);
    assert_eq!(count, 2);
    let unread = Unread(&files, "content/politics/two.md");
    let library =
        Library::with_notes(&unread, options(), Settings::read(&files, &options()), notes);
    assert_eq!(library.diagnostics(), []);
    let fresh = Library::open(&files, options());
    let html = |library: &Library| {
        let found = library.site().briefings().find(|it| it.article.facts.title == "Two");
        found.unwrap().article.html.read_or_nothing().into_owned()
    };
    assert_eq!(html(&library), html(&fresh));
    for title in ["The “old” bridge</a>", "About us</a>"] {
        assert!(html(&library).contains(title), "{}", html(&library));
    }
}

/// Another text of a story makes another page of it, of its neighbours and of lists that have it.
#[test]
fn an_edited_story_is_made_from_something_else_with_those_that_show_it() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let write = |name: u8, title: u8, tag: u8| {
        let story = Story { title, day: 1 + name, tag, link: (2, 3), kind: 10 };
        files.apply(&Change::Write { section: 0, name, story });
    };
    // The tag `all` is on each: each looks at all others as related. So these are of two sites.
    for name in 0..3 {
        write(name, name, name);
    }
    let before = made_from(&files).unwrap();
    let unchanged = made_from(&files).unwrap();
    assert_eq!(before, unchanged);
    write(1, 9, 1);
    let after = made_from(&files).unwrap();
    let stays: Vec<&str> = after
        .iter()
        .filter(|(origin, _)| before.contains_key(*origin))
        .map(|(_, page)| page.split(' ').next().unwrap())
        .collect();
    let mut stays = stays;
    stays.sort_unstable();
    assert_eq!(
        stays,
        [
            "/2026/01/01/",
            "/2026/01/01/print/",
            "/2026/01/03/",
            "/2026/01/03/print/",
            "/economy/",
            "/tags/tag-0/",
            "/tags/tag-2/"
        ]
    );
}

/// Each page of a list names the newest of all its stories, and shows some of them.
#[test]
fn a_page_of_a_list_is_made_from_what_it_shows_and_from_the_newest_headlines() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let write = |number: u8, title: u8, link: u8| {
        let link = (link.into(), 3);
        let story = Story { title, day: 1 + number, tag: number, link, kind: 10 };
        let section = usize::from(number / 4);
        files.apply(&Change::Write { section, name: number % 4, story });
    };
    (0..8).for_each(|number| write(number, number, 1));
    let lists = |before: &BTreeMap<u128, String>, after: &BTreeMap<u128, String>| {
        let is_new = |(origin, page): (&u128, &String)| {
            let path = page.split(' ').next().unwrap().to_string();
            let is_of_list = path.contains("/page/") || path == "/latest/";
            (!before.contains_key(origin) && is_of_list).then_some(path)
        };
        let mut lists: Vec<String> = after.iter().filter_map(is_new).collect();
        lists.sort();
        lists
    };
    let before = made_from(&files).unwrap();
    // The oldest, with another text.
    write(0, 0, 0);
    let after = made_from(&files).unwrap();
    let shown = ["/latest/page/3/", "/politics/page/2/", "/tags/all/page/3/"];
    assert_eq!(lists(&before, &after), shown);
    // The newest, with another headline.
    write(7, 9, 1);
    let last = made_from(&files).unwrap();
    let named = [
        "/economy/page/2/",
        "/latest/",
        "/latest/page/2/",
        "/latest/page/3/",
        "/tags/all/page/2/",
        "/tags/all/page/3/",
    ];
    assert_eq!(lists(&after, &last), named);
}

/// A save that changes no more than a text shares everything else.
#[test]
fn the_save_of_a_story_keeps_the_index() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let story = |title, day| Story { title, day, tag: 1, link: (0, 1), kind: 10 };
    let write = |story| Change::Write { section: 0, name: 1, story };
    files.apply(&write(story(1, 1)));
    let mut library = Library::open(&files, options());
    let index = library.site().editions[0].index.clone();

    let paths = files.apply(&write(story(2, 1)));
    library.update(&files, &Changes::Paths(paths), instant());
    assert!(Arc::ptr_eq(&index, &library.site().editions[0].index));
    assert_eq!(library.site().editions[0].briefings[0].article.facts.title, "Story 2");

    let paths = files.apply(&write(story(2, 2)));
    library.update(&files, &Changes::Paths(paths), instant());
    assert!(
        !Arc::ptr_eq(&index, &library.site().editions[0].index),
        "another day is another archive"
    );
}

/// Every page lists what was read most; that is kept only while those stories are the same.
#[test]
fn a_new_title_of_what_is_read_most_is_on_every_page() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let write = |section: usize, title: u8| {
        let story = Story { title, day: section as u8 + 1, tag: 1, link: (2, 3), kind: 10 };
        files.apply(&Change::Write { section, name: 1, story })
    };
    for (section, title) in [(0, 1), (1, 2)] {
        write(section, title);
    }
    files.apply(&Change::Reads { section: 0, name: 1, reads: 9 });
    let mut library = Library::open(&files, options());
    let mut renderer = Renderer::new(library.site().clone()).unwrap();
    let not_found = dateline::url::SitePath::new("/404.html").unwrap();
    for (section, title, expected) in [(1, 3, "Story 1"), (0, 4, "Story 4"), (1, 5, "Story 4")] {
        library.update(&files, &Changes::Paths(write(section, title)), instant());
        renderer = renderer.for_next(library.site().clone()).unwrap();
        let Ok(Page::Html(html)) = renderer.render(&not_found) else { panic!("no page") };
        let html = String::from_utf8(html).unwrap();
        // In each window.
        assert_eq!(html.matches(expected).count(), 3, "{html}");
        assert_eq!(html.matches("Story ").count(), 3, "{html}");
    }
}

/// A line that moves what is below it changes no list, and what is told later has the new place.
#[test]
fn a_line_above_an_alias_keeps_the_index() {
    let files = Memory::default();
    let put = |path: &str, text: &str| {
        files.0.lock().unwrap().insert(path.into(), text.into());
        Changes::Paths(BTreeSet::from([path.to_string()]))
    };
    put("site.yaml", &settings(""));
    files.apply(&Change::Picture { section: 0, size: Some(0) });
    let story = |line: &str| {
        format!(
            "---\ntitle: Talks\ndate: 2026-01-01\n{line}aliases: [/old/]\nimage: map.svg\n\
             translations: {{hy: other.md}}\n---\nText.\n"
        )
    };
    put("content/politics/talks.md", &story(""));
    let other = "---\ntitle: Other\ndate: 2026-01-01\nextra: {lang: hy}\n---\nText.\n";
    put("content/politics/other.md", other);
    let mut library = Library::open(&files, options());
    assert_eq!(library.diagnostics(), []);
    let index = library.site().editions[0].index.clone();

    let changes = put("content/politics/talks.md", &story("# A comment.\n"));
    let outcome = library.update(&files, &changes, instant());
    assert!(outcome.is_nothing(), "{outcome:?}");
    let changes = put("content/politics/talks.md", &story("subtitle: Day two\n"));
    let outcome = library.update(&files, &changes, instant());
    assert_eq!((outcome.texts, outcome.lists), (1, Lists::Kept));
    assert!(Arc::ptr_eq(&index, &library.site().editions[0].index));
    let changes = put("content/politics/talks.md", &story("# A comment.\nsubtitle: Day two\n"));
    assert!(library.update(&files, &changes, instant()).is_nothing());

    // Another text that wants the old path, and one that is in another language than was said.
    for (file, text) in [
        ("content/politics/taken.md", other.replace("extra: {lang: hy}", "aliases: [/old/]")),
        ("content/politics/other.md", other.replace("hy", "ru")),
    ] {
        library.update(&files, &put(file, &text), instant());
        let found = library.diagnostics();
        assert_eq!(found, Library::open(&files, options()).diagnostics());
        let of_talks: Vec<_> = found
            .iter()
            .filter(|fault| fault.file.as_deref() == Some("content/politics/talks.md"))
            .map(|fault| fault.place.unwrap().line)
            .collect();
        assert!(of_talks.iter().all(|line| [6, 8].contains(line)), "{found:#?}");
        assert!(!found.is_empty());
    }
}

/// Feeds and pages tell the size of a picture: one that was replaced is another.
#[test]
fn a_picture_that_was_replaced_is_told_anew() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    files.apply(&Change::Picture { section: 0, size: Some(0) });
    files.apply(&Change::Static { size: Some(1) });
    for (name, kind) in [(1, 3), (2, 4)] {
        let story = Story { title: name, day: 1, tag: 1, link: (0, 1), kind };
        files.apply(&Change::Write { section: 0, name, story });
    }
    let mut library = Library::open(&files, options());
    let sizes = |library: &Library| {
        let briefings = library.site().briefings();
        let mut sizes: Vec<String> =
            briefings.map(|briefing| format!("{:?}", briefing.article.lead())).collect();
        sizes.sort();
        sizes.iter().map(|size| size.contains("width: 3")).collect::<Vec<_>>()
    };
    assert_eq!(sizes(&library), [false, false]);
    for change in [Change::Static { size: Some(2) }, Change::Picture { section: 0, size: Some(2) }]
    {
        let paths = files.apply(&change);
        let lists = library.update(&files, &Changes::Paths(paths.clone()), instant()).lists;
        // Lists and paths follow from where files are, not from what they are.
        let is_beside_texts = paths.iter().all(|path| path.starts_with("content/"));
        assert_eq!(lists == Lists::Kept, is_beside_texts, "{paths:?}");
    }
    assert_eq!(sizes(&library), [true, true]);
    for briefing in library.site().briefings() {
        let html = &briefing.article.html.read_or_nothing();
        assert_eq!(html.matches("width=\"3\" height=\"9\" loading").count(), 2, "{html}");
    }
}

/// However often and for whatever a text names a file, it is one of its files once.
#[test]
fn each_file_of_a_text_is_listed_once() {
    let files = Memory::default();
    let put = |path: &str, text: &str| files.0.lock().unwrap().insert(path.into(), text.into());
    put("site.yaml", &settings(""));
    put("content/politics/map.svg", &drawing(1));
    put("content/politics/plan.svg", &drawing(2));
    put("content/politics/table.csv", "a,b\n");
    put("static/logo.svg", &drawing(3));
    put(
        "content/politics/talks.md",
        "---\ntitle: Talks\ndate: 2026-01-01\nimage: map.svg\n---\n\
         [Data](table.csv), ![a logo](/logo.svg), [the map](map.svg), ![it](map.svg), \
         ![again](/politics/talks/map.svg), ![a logo](/logo.svg#x), ![an icon](/favicon.svg).\n\n\
         ![The plan](plan.svg)\n",
    );
    let library = Library::open(&files, options());
    assert_eq!(library.diagnostics(), []);
    let listed: Vec<_> = library.site().editions[0].briefings[0].article.media.iter().collect();
    let listed = listed.iter().map(|media| {
        let Role { leads, shown, linked: _, data: _ } = media.role;
        let width = media.facts.dimensions.map(|size| size.width);
        (media.source_file().unwrap().into_owned(), leads, shown, width, media.facts.bytes)
    });
    let expected = [
        ("content/politics/table.csv", false, false, None, None),
        ("static/logo.svg", false, true, Some(4), Some(drawing(3).len() as u64)),
        ("content/politics/map.svg", true, true, Some(2), Some(drawing(1).len() as u64)),
        ("content/politics/plan.svg", false, true, Some(3), Some(drawing(2).len() as u64)),
    ];
    let expected = expected
        .map(|(file, leads, shown, width, bytes)| (file.to_string(), leads, shown, width, bytes));
    assert_eq!(listed.collect::<Vec<_>>(), expected);
}

/// A template that links to a picture by its version has it published so.
#[test]
fn a_picture_that_a_template_names_is_published_by_its_version() {
    let files = Memory::default();
    let put = |path: &str, text: &str| files.0.lock().unwrap().insert(path.into(), text.into());
    put("site.yaml", &settings(""));
    put("static/mark.png", "a picture");
    let story = Story { title: 1, day: 1, tag: 1, link: (0, 1), kind: 10 };
    files.apply(&Change::Write { section: 0, name: 1, story });
    files.apply(&Change::Picture { section: 0, size: Some(0) });
    let mut library = Library::open(&files, options());
    let published = |library: &Library| {
        let routes = library.site().routes.iter();
        routes.filter(|(path, _)| path.as_str().starts_with("/mark.")).count()
    };
    assert_eq!(published(&library), 1);
    put("templates/footer.html", "{{ asset(path=\"/mark.png\") }}");
    let changed = Changes::Paths(BTreeSet::from(["templates/footer.html".to_string()]));
    library.update(&files, &changed, instant());
    assert_eq!(published(&library), 2);
    assert!(Renderer::new(library.site().clone()).unwrap().faults().is_empty());
    files.0.lock().unwrap().remove("templates/footer.html");
    library.update(&files, &changed, instant());
    assert_eq!(published(&library), 1);
}

/// A text that was embargoed appears when its time has come.
#[test]
fn time_alone_releases_a_text() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let story = Story { title: 1, day: 1, tag: 1, link: (0, 1), kind: 1 };
    files.apply(&Change::Write { section: 0, name: 1, story });
    let mut library = Library::open(&files, options());
    assert!(library.site().editions[0].briefings.is_empty());

    let later = Instant::Exact("2026-03-01T00:00:00Z".parse().unwrap());
    library.update(&files, &Changes::Paths(BTreeSet::new()), later);
    assert_eq!(library.site().editions[0].briefings.len(), 1);
    assert!(library.site().held.is_empty());
}

/// A text that is at fault may be half written: the site waits for the rest.
#[test]
fn a_text_at_fault_leaves_the_site_as_it_was_until_it_is_settled() {
    let files = Memory::default();
    files.0.lock().unwrap().insert("site.yaml".into(), settings(""));
    let write = |kind| {
        let story = Story { title: 1, day: 1, tag: 1, link: (0, 1), kind };
        files.apply(&Change::Write { section: 0, name: 1, story })
    };
    files.apply(&Change::Picture { section: 0, size: Some(0) });
    write(10);
    let mut library = Library::open(&files, options());
    let index = library.site().editions[0].index.clone();

    let paths = write(2);
    library.apply(&files, &Changes::Paths(paths), instant());
    assert!(!library.is_committed());
    assert_eq!(library.diagnostics().len(), 1);
    assert_eq!(library.site().editions[0].briefings.len(), 1);

    let paths = write(10);
    library.apply(&files, &Changes::Paths(paths), instant());
    assert!(library.is_committed());
    assert!(Arc::ptr_eq(&index, &library.site().editions[0].index));

    let paths = write(2);
    library.apply(&files, &Changes::Paths(paths), instant());
    library.commit();
    assert!(library.is_committed());
    assert_eq!(library.site().editions[0].briefings.len(), 0);
}
