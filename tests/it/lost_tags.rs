//! Addresses of tags: other tags come and go, and what was public is answered or told.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use crate::common::effort::cases;
use crate::common::program::run;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/x/\n";

fn site(settings: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    place
}

/// A story of the day `day` of February with these tags.
fn put(site: &Path, day: usize, tags: &str) {
    let front = format!("title: S{day}\ndate: 2026-02-{day:02}\ntags: [{tags}]\n");
    let text = format!("---\n{front}---\nThe text of number {day}.\n");
    tree::put(site, &format!("content/politics/s{day}.md"), text);
}

/// The site, and what is said of it: warnings and their remedies alone.
fn built(site: &Path) -> (Tree, Vec<String>) {
    let said = run(site, &["build", "--at", "2026-03-01"]).done().stderr;
    let lines = said.lines().filter(|line| {
        ["warning", "  = help", " = help"].iter().any(|start| line.starts_with(start))
    });
    (tree::read(&site.join("public")), lines.map(|line| line.trim().to_string()).collect())
}

/// The addresses of tags, and where each leads if it leads on.
fn addresses(output: &Tree) -> BTreeMap<String, Option<String>> {
    let of_file = |(file, bytes): (&String, &Vec<u8>)| {
        let address = file.strip_prefix("tags/")?.strip_suffix("/index.html")?;
        let page = String::from_utf8_lossy(bytes);
        let leads = page
            .split_once("content=\"0; url=/x/tags/")
            .map(|(_, rest)| rest.split_once("/\"").unwrap().0.to_string());
        Some((address.to_string(), leads))
    };
    output.iter().filter_map(of_file).collect()
}

fn told(old: &str, now: &str, name: &str, line: &str) -> Vec<String> {
    vec![
        format!(
            "warning: `/tags/{old}/` was public and leads nowhere now; its stories are at `/tags/{now}/`, the tag `{name}`"
        ),
        format!("= help: write `{line}` to redirect readers"),
    ]
}

/// The site has that address where the tag itself is called otherwise, and no other one.
#[test]
fn a_tag_that_comes_moves_none_and_keeps_its_address_when_the_older_one_goes() {
    let place = site("");
    put(place.path(), 1, "résumé");
    let (output, said) = built(place.path());
    let alone = addresses(&output);
    let (reserve, _) = alone.iter().find(|(_, leads)| leads.is_some()).unwrap();
    assert_eq!(alone.len(), 2, "{alone:?}");
    assert_eq!(alone[reserve].as_deref(), Some("resume"));
    assert_eq!(said, [""; 0]);

    put(place.path(), 2, "resume");
    let (output, said) = built(place.path());
    let both = addresses(&output);
    assert_eq!(said, [""; 0]);
    assert_eq!(both["resume"], None);
    assert_eq!(both[reserve].as_deref(), Some("resume"));
    let second = both.keys().find(|it| !alone.contains_key(*it)).unwrap();
    assert!(String::from_utf8_lossy(&output["tags/resume/index.html"]).contains("/x/politics/s1/"));

    // The ordinary name gets its ordinary address; the old one is told, once, with the line.
    put(place.path(), 1, "");
    let (output, said) = built(place.path());
    let line = format!("redirects: [{{from: /tags/{second}/, to: /tags/resume/}}]");
    assert_eq!(said, told(second, "resume", "resume", &line));
    assert_eq!(addresses(&output).len(), 1);
    assert_eq!(built(place.path()).1, [""; 0]);
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{line}\n"));
    let (output, said) = built(place.path());
    assert_eq!(said, [""; 0]);
    assert_eq!(addresses(&output)[second].as_deref(), Some("resume"));
}

/// A story that is older than all others may come later than they.
#[test]
fn a_tag_that_takes_the_address_of_another_is_told() {
    for (newer, older, file) in [
        ("resume", "résumé", "resume"),
        ("résumé", "resume", "resume"),
        ("мои", "мой", "moi"),
        ("COVID-19", "COVID 19", "covid-19"),
        ("C: D", "C D", "c-d"),
    ] {
        let place = site("");
        put(place.path(), 5, &format!("'{newer}'"));
        put(place.path(), 6, &format!("'{newer}', water"));
        built(place.path());
        // What is newer takes nothing, in whatever order it is written.
        put(place.path(), 7, older);
        assert_eq!(built(place.path()).1, [""; 0], "{older}");
        put(place.path(), 2, older);
        let (output, said) = built(place.path());
        let page =
            String::from_utf8_lossy(&output[&format!("tags/{file}/index.html")]).into_owned();
        assert!(page.contains("/x/politics/s2/"), "{older}");
        let [told, help] = &said[..] else { panic!("{older}: {said:?}") };
        let start =
            format!("warning: `/tags/{file}/` was the tag `{newer}`, and is the tag `{older}` now");
        assert!(told.starts_with(&start), "{told}");
        assert!(help.contains(&format!("`content/topics/{file}.md`")), "{help}");
        // Once; and by its remedy, as it was.
        assert_eq!(built(place.path()).1, [""; 0]);
        let name = help.split("with `").nth(1).unwrap().split("` in").next().unwrap();
        tree::put(
            place.path(),
            &format!("content/topics/{file}.md"),
            format!("---\n{name}\n---\n"),
        );
        let (output, said) = built(place.path());
        let page =
            String::from_utf8_lossy(&output[&format!("tags/{file}/index.html")]).into_owned();
        assert!(page.contains("/x/politics/s5/"), "{older}");
        // What was written because it was asked for is not to be undone.
        assert!(said[1].contains("leave it if `/tags/"), "{said:?}");
        assert!(said.iter().all(|line| !line.contains("redirects")), "{said:?}");
    }
}

/// Of a name that its slug does not spell in full, without a word.
#[test]
fn the_address_beside_another_tag_is_answered_when_that_is_gone() {
    for (old, new) in [("resume", "résumé"), ("мой", "мои"), ("COVID 19", "COVID-19")] {
        let place = site("redirect_list: true\n");
        put(place.path(), 1, old);
        put(place.path(), 2, new);
        let both = addresses(&built(place.path()).0);
        let pages: Vec<&String> = both.keys().filter(|it| both[*it].is_none()).collect();
        let [first, second] = pages[..] else { panic!("{both:?}") };
        put(place.path(), 1, "");
        let (output, said) = built(place.path());
        assert_eq!(said, [""; 0]);
        let expected =
            BTreeMap::from([(first.clone(), None), (second.clone(), Some(first.clone()))]);
        assert_eq!(addresses(&output), expected);
        // Hosts that read a list get none of what may never have been public.
        assert!(output["_redirects"].is_empty());
    }
}

#[test]
fn a_tag_that_got_another_name_is_found_by_its_stories() {
    let place = site("feeds: {tags: true}\npage_size: 1\n");
    for day in 1..=3 {
        put(place.path(), day, "economics");
    }
    put(place.path(), 4, "peace");
    built(place.path());
    for day in 1..=3 {
        put(place.path(), day, "Economy, prices");
    }
    put(place.path(), 3, "Economy");
    let line = "redirects: [{from: /tags/economics/, to: /tags/economy/}]";
    assert_eq!(built(place.path()).1, told("economics", "economy", "Economy", line));
    assert_eq!(built(place.path()).1, [""; 0]);
    let settings =
        format!("{SETTINGS}feeds: {{tags: true}}\npage_size: 1\nredirect_list: true\n{line}\n");
    tree::put(place.path(), "site.yaml", settings);
    let (output, said) = built(place.path());
    assert_eq!(said, [""; 0]);
    // The further pages and the feeds as well.
    let list = String::from_utf8(output["_redirects"].clone()).unwrap();
    let redirect = |page: &str| format!("/x/tags/economics/{page} /x/tags/economy/{page} 301\n");
    assert_eq!(list, ["", "page/2/", "page/3/"].map(redirect).concat());
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        let [old, new] = ["economics", "economy"].map(|tag| &output[&format!("tags/{tag}/{feed}")]);
        assert_eq!(old, new);
    }
}

#[test]
fn a_tag_that_nobody_has_any_more_is_told_unless_its_stories_come_again() {
    let deleted = [
        "warning: `/tags/peace/` was public and leads nowhere now; no public story has this tag",
        "= help: if the tag was deleted on purpose, ignore this; `redirects: [{from: /tags/peace/, to: /}]` \
         leads readers to the front page, or to any other address",
    ];
    let start = || {
        let place = site("");
        put(place.path(), 1, "peace");
        put(place.path(), 2, "water");
        built(place.path());
        place
    };
    let place = start();
    put(place.path(), 1, "");
    assert_eq!(built(place.path()).1, deleted);
    // By its remedy.
    let line = "redirects: [{from: /tags/peace/, to: /}]";
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{line}\n"));
    let (output, said) = built(place.path());
    assert_eq!(said, [""; 0]);
    let page = String::from_utf8_lossy(&output["tags/peace/index.html"]).into_owned();
    assert!(page.contains("content=\"0; url=/x/\""), "{page}");
    // The tag comes again.
    put(place.path(), 1, "peace");
    let (output, said) = built(place.path());
    assert!(String::from_utf8_lossy(&output["tags/peace/index.html"]).contains("/x/politics/s1/"));
    assert_eq!(
        said,
        [
            "warning: redirects: `/tags/peace/` is in use, by the tag `peace`, and leads nowhere else",
            "= help: delete this redirect"
        ]
    );

    let place = start();
    put(place.path(), 1, "peace]\nembargo: 2026-04-01\nauthors: [A");
    assert_eq!(built(place.path()).1, [""; 0]);
}

/// There is one line of redirects, so it has all of them.
#[test]
fn tags_that_went_together_are_told_with_one_line() {
    let place = site("redirects: ['/news/{slug}/']\n");
    for day in 1..=25 {
        put(place.path(), day, &format!("old{day:02}"));
    }
    built(place.path());
    put(place.path(), 1, "new01");
    put(place.path(), 2, "new02");
    let line = "redirects: [\"/news/{slug}/\", {from: /tags/old01/, to: /tags/new01/}, \
                {from: /tags/old02/, to: /tags/new02/}]";
    let both = [told("old01", "new01", "new01", line), told("old02", "new02", "new02", line)];
    assert_eq!(built(place.path()).1, both.concat());
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{line}\n"));
    for day in 3..=25 {
        put(place.path(), day, &format!("new{day:02}"));
    }
    let said = built(place.path()).1;
    assert_eq!(said.iter().filter(|line| line.contains("its stories are at")).count(), 20);
    assert_eq!(said[40], "warning: 3 more addresses that were public lead nowhere now");
}

#[test]
fn a_redirect_to_nowhere_is_told() {
    let place = site("redirects: [{from: /a/, to: /tags/none/}, {from: /b/, to: /feed.xml}]\n");
    put(place.path(), 1, "peace");
    assert_eq!(
        built(place.path()).1,
        [
            "warning: redirects: `/a/` leads to `/tags/none/`, and there is no page",
            "= help: write the address that the page has now",
            "warning: redirects: `/b/` leads to `/feed.xml/`, and there is no page",
            "= help: write the address that the page has now",
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(12)))]
    /// Whatever comes and goes: the address of a list of stories is answered, or the build says
    /// the line that answers it.
    #[test]
    fn no_address_of_a_tag_is_lost_without_a_word(
        steps in prop::collection::vec(
            (1usize..5, prop::collection::btree_set(
                prop::sample::select(vec!["résumé", "resume", "Résume", "мой", "мои", "moi",
                    "COVID-19", "COVID 19", "peace"]), 0..4)),
            2..7,
        )
    ) {
        let place = site("");
        put(place.path(), 20, "water");
        let (mut before, _) = built(place.path());
        for (day, tags) in steps {
            put(place.path(), day, &Vec::from_iter(tags).join(", "));
            let (now, said) = built(place.path());
            let (old, new) = (addresses(&before), addresses(&now));
            for address in old.keys().filter(|address| !new.contains_key(*address)) {
                // What only led on to a tag goes with it.
                let of_tag = format!("`/tags/{address}/` was public");
                let is_told = said.iter().any(|line| line.contains(&of_tag));
                prop_assert_eq!(is_told, old[address].is_none(), "{} {:?} {:?}", address, new, said);
            }
            before = now;
        }
    }
}

/// In every language, each with one line for all.
#[test]
fn tags_are_told_in_every_language() {
    let place = site("languages: {hy: {}, ru: {title: Р}}\n");
    let put = |file: &str, tags: &str| {
        let text = format!("---\ntitle: A\ndate: 2026-02-01\ntags: [{tags}]\n---\nText.\n");
        tree::put(place.path(), &format!("content/politics/{file}"), text);
    };
    put("a.md", "one");
    put("a.ru.md", "economics");
    built(place.path());
    put("a.md", "two");
    put("a.ru.md", "economy");
    let line = "redirects: [{from: /tags/one/, to: /tags/two/}, {from: /ru/tags/economics/, to: /ru/tags/economy/}]";
    let expected = [
        "warning: `/tags/one/` was public and leads nowhere now; its stories are at `/tags/two/`, the tag `two`",
        &format!("= help: write `{line}` to redirect readers"),
        "warning: `/ru/tags/economics/` was public and leads nowhere now; its stories are at `/ru/tags/economy/`, the tag `economy`",
        &format!("= help: write `{line}` to redirect readers"),
    ];
    let (_, told) = built(place.path());
    let told: Vec<&String> = told.iter().filter(|line| !line.contains("theme")).collect();
    assert_eq!(told, expected, "{told:#?}");
    let settings = format!("{SETTINGS}languages: {{hy: {{}}, ru: {{title: Р}}}}\n{line}\n");
    tree::put(place.path(), "site.yaml", settings);
    let (output, told) = built(place.path());
    assert!(!told.iter().any(|line| line.contains("nowhere")), "{told:#?}");
    assert!(output.contains_key("ru/tags/economics/index.html"));
}

/// The older tag may come again: its story is held, or has expired.
#[test]
fn a_tag_that_takes_the_address_of_a_held_one_is_told_at_its_own() {
    for front in ["draft: true", "embargo: 2026-04-01", "expires: 2026-02-20"] {
        let pairs = [("résumé", "resume"), ("resume", "résumé"), ("COVID 19", "COVID-19")];
        for (older, newer) in pairs {
            let place = site("");
            put(place.path(), 1, older);
            put(place.path(), 2, newer);
            let (output, _) = built(place.path());
            let of_newer =
                |file: &String| String::from_utf8_lossy(&output[file]).contains("/x/politics/s2/");
            let files = output.keys().filter(|file| file.starts_with("tags/"));
            let newer_at = files.filter(|file| file.matches('/').count() == 2 && of_newer(file));
            let newer_at: Vec<&str> =
                newer_at.filter_map(|file| file.strip_suffix("index.html")).collect();
            let [newer_at] = newer_at[..] else { panic!("{newer_at:?}") };
            put(place.path(), 1, &format!("{older}]\n{front}\nauthors: [A"));
            let (output, said) = built(place.path());
            let is_answered = output.contains_key(&format!("{newer_at}index.html"));
            let is_told = said.iter().any(|line| line.contains(newer_at));
            assert!(is_answered || is_told, "{front} {older} {newer_at} {said:?}");
        }
    }
}
