//! The search: the script's own tests, the words that it and the build make of a
//! text, and the script's answers from the index of a whole site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::outside;
use crate::common::program::run;
use crate::common::random::Random;
use crate::common::tree;
use dateline::search::words::words;
use serde_json::{Value, json};

/// Node, which runs the script; without it the test is skipped, and says so.
fn node(arguments: &[&str]) -> Option<Command> {
    if !outside::has("node", "--version", "apt-get install nodejs") {
        return None;
    }
    let mut command = Command::new("node");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).stdin(Stdio::null());
    Some(command)
}

#[test]
fn the_script_passes_its_own_tests() {
    let Some(mut node) = node(&["--test", "tests/search"]) else { return };
    let ended = node.output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
}

fn words_of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words(text, |word| found.push(word.to_string()));
    found
}

#[test]
fn words_are_what_the_script_takes_for_words() {
    let cases: Vec<(String, Vec<String>)> =
        serde_json::from_str(include_str!("../search/words.json")).unwrap();
    assert!(cases.len() > 40);
    for (text, expected) in cases {
        assert_eq!(words_of(&text), expected, "{text}");
    }
}

/// Ranges of characters: scripts, marks, punctuation, and whatever there is.
const RANGES: &[(u32, u32)] = &[
    (0x20, 0x7e),
    (0x20, 0x7e),
    (0xa0, 0x24f),
    (0x300, 0x36f),
    (0x370, 0x3ff),
    (0x400, 0x52f),
    (0x531, 0x556),
    (0x559, 0x58a),
    (0x590, 0x6ff),
    (0x900, 0x97f),
    (0x980, 0x9ff),
    (0xe00, 0xe7f),
    (0xe80, 0xeff),
    (0x1000, 0x109f),
    (0x10a0, 0x10ff),
    (0x1100, 0x11ff),
    (0x1780, 0x17ff),
    (0x1e00, 0x1fff),
    (0x2000, 0x206f),
    (0x2100, 0x218f),
    (0x3000, 0x30ff),
    (0x4e00, 0x4fff),
    (0xac00, 0xad00),
    (0xf900, 0xfaff),
    (0xfb00, 0xfb1c),
    (0xff00, 0xffef),
    (0x1d400, 0x1d7ff),
    (0x1f300, 0x1f5ff),
    (0x20000, 0x200ff),
];

/// Signs that may stand within a word.
const JOINS: [char; 27] = [
    '\'', '’', 'ʼ', '-', '.', '.', ',', '"', '”', '·', '״', '՞', '‐', '\u{a0}', '\u{ad}',
    '\u{200b}', '\u{200c}', '\u{301}', '\u{306}', '…', '‥', '․', '．', '•', '・', '･', '、',
];

fn strings(count: usize) -> Vec<String> {
    let random = &mut Random::seeded(5);
    let string = |_| {
        // Mostly of one script, as texts are.
        let mut range = RANGES[random.below(RANGES.len())];
        let length = 1 + random.below(24);
        let mut text = String::new();
        for _ in 0..length {
            match random.below(8) {
                0 => text.push(' '),
                1 => range = RANGES[random.below(RANGES.len())],
                2 => text.push(random.pick(&JOINS)),
                3 => text.push_str(random.pick(&["l'", "qu’", "1.000", "U.S", "ال", "f-16", "1"])),
                _ => {}
            }
            let (first, last) = range;
            text.extend(char::from_u32(first + random.below((last - first) as usize) as u32));
        }
        text
    };
    (0..count).map(string).collect()
}

#[test]
fn ten_thousand_strings_have_the_same_words_here_and_there() {
    let program = "import {words} from './tests/search/words.mjs'; import {readFileSync} from 'node:fs'; \
                   const texts = JSON.parse(readFileSync(process.argv[1], 'utf8')); \
                   const known = texts.map(text => text.replace(/\\p{Cn}/gu, '')); \
                   process.stdout.write(JSON.stringify(known.map(text => [text, words(text)])));";
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("strings.json");
    let strings = strings(10_000);
    fs::write(&file, serde_json::to_string(&strings).unwrap()).unwrap();
    let Some(mut node) = node(&["--input-type=module", "-e", program, file.to_str().unwrap()])
    else {
        return;
    };
    let ended = node.output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    // Without the characters that this version of Node does not know yet.
    let there: Vec<(String, Vec<String>)> = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(there.len(), strings.len());
    let differ: Vec<String> = there
        .iter()
        .filter(|(text, there)| words_of(text) != *there)
        .map(|(text, there)| format!("{text:?}: here {:?}, there {there:?}", words_of(text)))
        .collect();
    assert!(
        differ.is_empty(),
        "{} differ:\n{}",
        differ.len(),
        differ[..differ.len().min(12)].join("\n")
    );
}

/// What the script finds in the output folder, as URLs, for each query.
fn answers(output: &Path, queries: &[Value]) -> Option<Vec<Vec<String>>> {
    let program = "import {open, read, search} from './static/search.js'; \
        import {readFileSync} from 'node:fs'; \
        const [folder, queries] = process.argv.slice(1); \
        const load = async path => { const bytes = readFileSync(folder + '/' + path.split('?')[0]); \
          return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length); }; \
        const index = open(load); const all = []; \
        for (const query of JSON.parse(queries)) { const {stories} = await search(index, query); \
          all.push((await read(index, stories)).map(story => story.url ?? story[0])); } \
        process.stdout.write(JSON.stringify(all));";
    let folder = output.join("search");
    let queries = serde_json::to_string(queries).unwrap();
    let mut node =
        node(&["--input-type=module", "-e", program, folder.to_str().unwrap(), &queries])?;
    let ended = node.output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    Some(serde_json::from_slice(&ended.stdout).unwrap())
}

#[test]
fn the_script_finds_stories_in_the_index_of_a_site() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", "title: S\nbase_url: https://example.org/news/\n");
    let story = |name: &str, day: u8, more: &str, text: &str| {
        let front = format!("---\ntitle: {name}\ndate: 2026-02-{day:02}\n{more}---\n{text}\n");
        tree::put(place.path(), &format!("content/politics/{}.md", name.to_lowercase()), front);
    };
    story("Alpha", 1, "tags: [trade]\n", "New **sanct**ions on the city. The bank rate stays.");
    story("Beta", 2, "subtitle: A sanction is lifted\n", "Nothing else.");
    story("Gamma", 3, "", "Новые санкции. Քաղաքային խորհուրդ։ 新しい朝");
    story("Hidden", 4, "draft: true\n", "The unpublished walrus.");
    story("Later", 5, "embargo: 2027-01-01\n", "The embargoed walrus.");
    story("Gone", 6, "expires: 2026-02-20\n", "The expired walrus.");
    run(place.path(), &["build", "--at", "2026-03-01", "--output", "out"]).done();
    let query = |q: &str| json!({"q": q});
    let queries = [
        query("sanctions "),
        query("SANCTION "),
        query("sanct"),
        query("sanktions "),
        query("санкция "),
        query("朝"),
        query("新しい"),
        query("\"bank rate\""),
        query("\"rate bank\""),
        query("walrus"),
        query("bank nothing"),
        json!({"q": "", "tag": "trade"}),
    ];
    let Some(found) = answers(&place.path().join("out"), &queries) else { return };
    let names: Vec<BTreeSet<&str>> = found
        .iter()
        .map(|urls| urls.iter().map(|url| url.split('/').nth(3).unwrap()).collect())
        .collect();
    let expected: [&[&str]; 12] = [
        &["alpha", "beta"],
        &["alpha", "beta"],
        &["alpha", "beta"],
        &["alpha", "beta"],
        &["gamma"],
        &["gamma"],
        &["gamma"],
        &["alpha"],
        &[],
        &[],
        &[],
        &["alpha"],
    ];
    for ((query, names), expected) in queries.iter().zip(names).zip(expected) {
        assert_eq!(names, expected.iter().copied().collect(), "{query}");
    }
}

/// Of a language: a text, and what readers type.
#[derive(serde::Deserialize)]
struct Language {
    text: String,
    found: Vec<String>,
    not_found: Vec<String>,
    #[serde(default)]
    by_stem: Vec<String>,
}

#[test]
fn what_readers_type_is_found_in_each_language() {
    let languages = include_str!("../search/languages.json");
    assert!(what_is_typed_is_found(languages) > 22);
}

/// By forms that have other letters than the word itself.
#[test]
fn forms_of_words_are_found_in_each_language() {
    assert!(what_is_typed_is_found(include_str!("../search/forms.json")) > 14);
}

/// Of how many languages what is typed is found in the text of each; with what is not to be found.
fn what_is_typed_is_found(languages: &str) -> usize {
    let languages: BTreeMap<String, Language> = serde_json::from_str(languages).unwrap();
    let place = tempfile::tempdir().unwrap();
    for (language, known) in &languages {
        tree::put(
            place.path(),
            "site.yaml",
            format!("title: S\nbase_url: https://example.org/\nlanguage: {language}\n"),
        );
        let text = json!(known.text);
        let story = format!(
            "---\ntitle: {language}\ndate: 2026-02-01\nauthors: [Ĳda Ødegård]\nsummary: {text}\n---\n{}\n",
            known.text
        );
        tree::put(place.path(), "content/politics/story.md", story);
        run(place.path(), &["build", "--at", "2026-03-01", "--output", language]).done();
        let closed = known.found.iter().map(|query| format!("{query} "));
        let found = known.found.iter().chain(&known.by_stem).cloned().chain(closed);
        let found: Vec<String> = found.chain(["odegard".to_string()]).collect();
        let queries: Vec<Value> =
            found.iter().chain(&known.not_found).map(|query| json!({"q": query})).collect();
        let Some(answers) = answers(&place.path().join(language), &queries) else {
            return usize::MAX;
        };
        let wrong: Vec<_> = queries
            .iter()
            .zip(answers)
            .enumerate()
            .filter(|(at, (_, answer))| answer.is_empty() != (*at >= found.len()))
            .map(|(_, (query, _))| query)
            .collect();
        assert!(wrong.is_empty(), "{language}: {wrong:?}");
    }
    languages.len()
}

#[test]
fn what_is_held_is_in_no_file_of_the_index() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", "title: S\nbase_url: https://example.org/\n");
    let held = ["draft: true", "embargo: 2027-01-01", "date: 2027-01-01", "expires: 2026-01-02"];
    for (number, held) in held.iter().enumerate() {
        let date = if held.starts_with("date") { "" } else { "date: 2026-01-01\n" };
        let text = format!(
            "---\ntitle: Quagga{number}\n{date}{held}\ntags: [zorilla]\n---\nAn axolotl.\n"
        );
        tree::put(place.path(), &format!("content/politics/held-{number}.md"), text);
    }
    tree::put(
        place.path(),
        "content/politics/a.md",
        "---\ntitle: A\ndate: 2026-01-01\n---\nSeen.\n",
    );
    for options in [
        &["build", "--at", "2026-03-01"][..],
        &["build", "--at", "2026-03-01", "--drafts", "--future"],
    ] {
        run(place.path(), options).done();
        let folder = place.path().join("public/search");
        let mut files = 0;
        for (path, bytes) in tree::read(&folder) {
            files += 1;
            if path.ends_with(".html") {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            // A word may lack the letters that it shares with the one before it.
            for word in ["agga", "rilla", "olotl", "eld-"] {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
        assert!(files >= 5);
    }
}

#[test]
fn a_file_of_the_index_that_somebody_spoiled_is_mended() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", "title: S\nbase_url: https://example.org/\n");
    let story = |text: &str| {
        let story = format!("---\ntitle: Alpha\ndate: 2026-02-01\n---\n{text}\n");
        tree::put(place.path(), "content/politics/alpha.md", story);
    };
    let build = |output: &str| {
        run(place.path(), &["build", "--at", "2026-03-01", "--output", output]).done();
        tree::read(&place.path().join(output).join("search"))
    };
    story("One word.");
    let first = build("out");
    // Twice, so that all files are known without being read.
    assert!(build("out") == first && build("out") == first);
    for path in ["index.json", "terms/0.bin", "table.bin"] {
        fs::write(place.path().join("out/search").join(path), "spoiled").unwrap();
        assert!(build("out") == first, "{path}");
        fs::remove_file(place.path().join("out/search").join(path)).unwrap();
        assert!(build("out") == first && build("out") == first, "{path}");
    }
    story("Another word.");
    let second = build("out");
    assert!(second != first && second == build("other"));
}
