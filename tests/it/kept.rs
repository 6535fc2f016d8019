//! What a build keeps for the next one only saves work: with it, without it, and with one that is
//! not whole or of another build, the same is published.

use std::fs;
use std::path::Path;

use crate::common::diff::assert_same;
use crate::common::newsroom::{Edit, Newsroom};
use crate::common::photo::photo;
use crate::common::program::{Ended, run};
use crate::common::random::Random;
use crate::common::tree;
use xxhash_rust::xxh3::xxh3_128;

const AT: &str = "2026-03-01T12:00:00Z";

fn build(site: &Path, output: &Path, more: &[&str]) -> Ended {
    let [site, output] = [site, output].map(|path| path.to_str().unwrap());
    let arguments = ["build", "--site", site, "--output", output, "--at", AT];
    run(Path::new("."), &[&arguments, more].concat())
}

/// What a build into a new folder makes.
fn clean(site: &Path, more: &[&str]) -> tree::Tree {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    build(site, &output, more).done();
    tree::read(&output)
}

/// The files that are kept, but for lists and marks.
const KEPT: [&str; 2] = [".dateline/texts", ".dateline/words-0"];

#[test]
fn whatever_becomes_of_what_is_kept_the_same_is_published() {
    let random = &mut Random::seeded(5);
    let mut newsroom = Newsroom::with_stories(30, random);
    let place = tempfile::tempdir().unwrap();
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    newsroom.save(&site);
    build(&site, &public, &[]).done();
    let spoils: [&dyn Fn(&Path); 7] = [
        &|_| {},
        &|path| fs::remove_file(path).unwrap(),
        &|path| fs::write(path, "").unwrap(),
        &|path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        },
        // One letter of a title or a word.
        &|path| {
            let mut bytes = fs::read(path).unwrap();
            let last = bytes.iter().rposition(u8::is_ascii_lowercase).unwrap();
            bytes[last] ^= 1;
            fs::write(path, bytes).unwrap();
        },
        &|path| {
            let mut bytes = fs::read(path).unwrap();
            bytes.extend_from_within(..);
            fs::write(path, bytes).unwrap();
        },
        &|path| fs::write(path, "boot 0\nnothing\n".repeat(9)).unwrap(),
    ];
    for (number, spoil) in spoils.iter().enumerate() {
        newsroom.edit(Edit::Rewrite, random);
        newsroom.save(&site);
        for kept in KEPT {
            spoil(&public.join(kept));
        }
        build(&site, &public, &[]).done();
        assert_same(&clean(&site, &[]), &tree::read(&public), &format!("spoiled as {number}"));
        for kept in KEPT {
            assert!(public.join(kept).is_file(), "{kept} is kept again");
        }
    }
}

/// Notes are of texts as they are read with certain settings, at an address, and for somebody.
#[test]
fn what_is_kept_of_another_build_is_not_taken() {
    let random = &mut Random::seeded(6);
    let mut newsroom = Newsroom::with_stories(20, random);
    let place = tempfile::tempdir().unwrap();
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    let builds: [(&str, &[&str]); 6] = [
        ("", &[]),
        ("", &["--base-url", "https://other.example/below/"]),
        ("", &["--drafts"]),
        ("", &[]),
        ("timezone: Asia/Yerevan\naddresses: native\n", &[]),
        ("markdown: {html: escape}\n", &[]),
    ];
    for (more, options) in builds {
        newsroom.edit(Edit::Rewrite, random);
        newsroom.save(&site);
        let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
        tree::put(&site, "site.yaml", format!("{settings}{more}"));
        let plan = "---\ntitle: A plan\ndate: 2026-02-01\ndraft: true\n---\nSecret.\n";
        tree::put(&site, "content/politics/plan.md", plan);
        build(&site, &public, options).done();
        let when = format!("with {more:?} and {options:?}");
        assert_same(&clean(&site, options), &tree::read(&public), &when);
        let texts = fs::read_to_string(public.join(KEPT[0])).unwrap();
        assert!(!texts.contains("A plan"), "what is not public is not noted");
    }
}

/// A text with warnings is not read again either, and they are told again: all of them, as long as
/// they are true, with where they stand.
#[test]
fn what_is_told_of_a_text_is_told_by_every_build() {
    let place = tempfile::tempdir().unwrap();
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    let settings = "title: The Valley\nbase_url: https://valley.example.org/\nlanguage: en\n\
                    timezone: UTC\nsections: [politics]\n";
    let story = |title: &str, more: &str, text: &str| {
        format!("---\ntitle: {title}\ndate: 2026-02-01\n{more}---\n{text}\n")
    };
    tree::put(&site, "site.yaml", settings);
    for number in 0..60 {
        let text = story(&format!("Vote {number}"), "subtitle: A **close** one\n", "Text.");
        tree::put(&site, &format!("content/politics/vote-{number}.md"), text);
    }
    let bold =
        story("Bold", "summary: So **much**\n", "A **bold word, and\n\nsee [it](vote-1.md).");
    tree::put(&site, "content/politics/bold.md", bold);
    let to_come = "corrections: [{date: 2026-04-01, text: No.}]\n";
    tree::put(&site, "content/politics/to-come.md", story("To come", to_come, "Text."));
    tree::put(&site, "content/politics/plain.md", story("Plain", "", "Text."));
    let told = |output: &Path, at: &str| {
        let [site, output] = [&site, output].map(|path| path.to_str().unwrap());
        let arguments = ["build", "--site", site, "--output", output, "--at", at];
        let ended = run(Path::new("."), &arguments).done();
        let lines = ended.stderr.lines().filter(|line| !line.starts_with("Built "));
        lines.map(String::from).collect::<Vec<_>>()
    };
    // A correction is to come, then it has come.
    for at in [AT, AT, "2026-05-01T12:00:00Z", "2026-05-01T12:00:00Z"] {
        for text in ["Text.", "Other text."] {
            tree::put(&site, "content/politics/plain.md", story("Plain", "", text));
            let fresh = tempfile::tempdir().unwrap();
            let expected = told(&fresh.path().join("public"), at);
            assert_eq!(told(&public, at), expected, "at {at}, with {text:?}");
            assert!(expected.iter().any(|line| line.contains("11 more warnings")), "{expected:#?}");
        }
    }
    let texts = fs::read_to_string(public.join(KEPT[0])).unwrap();
    assert_eq!(texts.matches("A **close** one").count(), 60, "they are noted");
    assert!(texts.contains("vote-1") && texts.contains("So **much**"));

    // Where what is wrong goes away, it is told no more.
    tree::put(&site, "content/politics/vote-7.md", story("Vote 7", "", "Text."));
    let fresh = tempfile::tempdir().unwrap();
    let at = "2026-05-01T12:00:00Z";
    assert_eq!(told(&public, at), told(&fresh.path().join("public"), at));
}

/// Stories with pictures are noted too, and their pages show what the pictures are now.
#[test]
fn stories_with_pictures_are_noted_until_a_picture_changes() {
    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"6\"/>";
    let place = tempfile::tempdir().unwrap();
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    let settings = "title: A\nbase_url: https://highland.example/x/\nsections: [politics]\n";
    tree::put(&site, "site.yaml", settings);
    for (number, name) in (0..).zip(["dam.jpg", "gründe 1.jpg", "only linked.jpg"]) {
        tree::put(&site, &format!("content/politics/{name}"), photo(900, 600, number));
    }
    tree::put(&site, "content/politics/map.svg", SVG);
    tree::put(&site, "static/photos/town.jpg", photo(900, 600, 9));
    tree::put(&site, "static/photos/plan.svg", SVG);
    let put = |name: &str, fields: &str, text: &str| {
        let text = format!("---\ntitle: {name}\ndate: 2026-02-01\n{fields}---\n{text}\n");
        tree::put(&site, &format!("content/politics/{name}.md"), text);
    };
    let stories = [
        ("lead", "image: {src: dam.jpg, alt: A dam, caption: Now, credit: Anna}\n", "Noted."),
        ("static-lead", "image: /photos/town.jpg\n", "Noted."),
        ("body", "", "Noted.\n\n![The dam](dam.jpg \"In spring\")\n\n![](<gründe 1.jpg>)"),
        ("encoded", "", "Noted. ![a](gr%C3%BCnde%201.jpg?x=1#y) ![b](./dam.jpg)"),
        ("statics", "", "Noted. ![a](/photos/town.jpg) ![b](/photos/plan.svg) ![c](map.svg)"),
        ("linked", "", "Noted. [The file](<only linked.jpg>), ![x](https://e.example/x.jpg)"),
        ("raw", "", "Noted. ![a](dam.jpg) <img src=\"/x/photos/plan.svg\" alt=\"b\">"),
        ("fact-box", "", "Noted.\n\n:::fact-box\n- One\n\n![a](map.svg)\n:::\n"),
    ];
    for (name, fields, text) in stories {
        put(name, fields, text);
    }
    put("plain", "", "Text.");
    build(&site, &public, &[]).done();
    let mut turn = 0;
    let mut check_noted = || {
        // What was written in the tick of the build before is read once more.
        std::thread::sleep(std::time::Duration::from_millis(20));
        for _ in 0..2 {
            turn += 1;
            put("plain", "", &format!("Text {turn}."));
            build(&site, &public, &[]).done();
        }
        let kept = public.join(KEPT[0]);
        let texts = fs::read_to_string(&kept).unwrap();
        for (name, ..) in stories {
            assert!(
                texts.contains(&format!("/politics/{name}.md")),
                "{name} is not noted: {texts}"
            );
        }
        // They are used: what the notes say is shown.
        let (notes, end) = texts.trim_end().rsplit_once('\n').unwrap();
        let (boot, _) = end.rsplit_once(' ').unwrap();
        let notes = notes.replace("Noted.", "From a note.");
        let hash = xxh3_128(notes.as_bytes());
        fs::write(&kept, format!("{notes}\n{boot} {hash:x}\n")).unwrap();
        put("plain", "", "Last text.");
        build(&site, &public, &[]).done();
        let feed = fs::read_to_string(public.join("feed.xml")).unwrap();
        assert_eq!(feed.matches("<![CDATA[From a note.").count(), stories.len(), "{feed}");
        fs::remove_file(&kept).unwrap();
        build(&site, &public, &[]).done();
    };
    check_noted();
    let changes: [(&str, &dyn Fn()); 6] = [
        ("another picture", &|| tree::put(&site, "content/politics/dam.jpg", photo(900, 600, 7))),
        ("a picture of another size", &|| {
            tree::put(&site, "content/politics/dam.jpg", photo(700, 900, 7));
        }),
        ("another static picture", &|| {
            tree::put(&site, "static/photos/town.jpg", photo(500, 400, 3));
        }),
        ("no cache", &|| fs::remove_dir_all(site.join(".dateline/pictures")).unwrap()),
        ("no index", &|| fs::remove_file(site.join(".dateline/pictures/index.json")).unwrap()),
        ("other sizes", &|| {
            tree::put(&site, "site.yaml", format!("{settings}pictures: {{widths: [300, 500]}}\n"));
        }),
    ];
    for (what, change) in changes {
        change();
        put("plain", "", what);
        build(&site, &public, &[]).done();
        assert_same(&clean(&site, &[]), &tree::read(&public), what);
        check_noted();
        assert_same(&clean(&site, &[]), &tree::read(&public), what);
    }
}
