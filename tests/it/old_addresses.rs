//! Old addresses that follow from the settings: old ids of sections, and old patterns.

use std::collections::BTreeMap;

use crate::common::program::run;
use crate::common::tree;
use crate::common::xml::texts;

const SETTINGS: &str = "title: A\nbase_url: https://example.org/x/\n";

/// A site of two stories of one name, one of another, and a page.
fn site(settings: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let story = |front: &str| format!("---\ntitle: A\n{front}---\nThe text.\n");
    for (file, front) in [
        ("politics/talks", "date: 2026-02-01\n"),
        ("politics/vote", "date: 2026-02-02\nslug: poll\naliases: [/2026/old/]\n"),
        ("economy/talks", "date: 2026-02-03\n"),
    ] {
        tree::put(place.path(), &format!("content/{file}.md"), story(front));
    }
    tree::put(place.path(), "content/about.md", "---\ntitle: About\n---\nUs.\n");
    tree::put(place.path(), "static/2026/poll.html", "<p>A file.</p>\n");
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}redirect_list: true\n{settings}"));
    place
}

/// Where each old address leads.
fn redirects(place: &tempfile::TempDir) -> BTreeMap<String, String> {
    run(place.path(), &["build", "--at", "2026-03-01"]).done();
    let output = tree::read(&place.path().join("public"));
    let list = String::from_utf8(output["_redirects"].clone()).unwrap();
    let of_line = |line: &str| {
        let mut parts = line.split(' ');
        let mut next = || parts.next().unwrap().strip_prefix("/x").unwrap().to_string();
        (next(), next())
    };
    let redirects: BTreeMap<String, String> = list.lines().map(of_line).collect();
    for (old, now) in &redirects {
        let file = if old.ends_with('/') { format!("{old}index.html") } else { old.clone() };
        let page = String::from_utf8(output[&file[1..]].clone()).unwrap();
        assert!(page.contains(&format!("content=\"0; url=/x{now}\"")), "{old}\n{page}");
    }
    redirects
}

fn expected(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let alias = ("/2026/old/", "/politics/poll/");
    pairs.iter().chain([&alias]).map(|(old, now)| (old.to_string(), now.to_string())).collect()
}

#[test]
fn a_section_is_found_by_its_old_ids() {
    let place =
        site("page_size: 1\nsections: [{id: politics, aliases: [world, abroad]}, economy]\n");
    let lists = |id: &str| {
        vec![
            (format!("/{id}/"), "/politics/".to_string()),
            (format!("/{id}/page/2/"), "/politics/page/2/".into()),
            (format!("/{id}/poll/"), "/politics/poll/".into()),
            (format!("/{id}/talks/"), "/politics/talks/".into()),
        ]
    };
    let mut all = expected(&[]);
    all.extend([lists("world"), lists("abroad")].concat());
    assert_eq!(redirects(&place), all);
    let output = tree::read(&place.path().join("public"));
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        assert_eq!(output[&format!("world/{feed}")], output[&format!("politics/{feed}")]);
    }
    assert!(texts(&output["world/feed.xml"], "guid")[0].ends_with(":world/old"));
}

/// Programs go on to ask where they did before: for the feeds of a live story and what its open
/// pages ask for, and for those of an author, a tag or a series.
#[test]
fn what_stands_beside_a_page_is_at_its_old_addresses_too() {
    let live = "---\ntitle: L\ndate: 2026-02-01\nauthors: [Ann Lee]\nlive: true\nFIELDS---\n\n\
                ## 10:00 A thing\n\nText.\n";
    let ann = "---\nname: Ann Lee\nslug: ann\naliases: [/authors/annie/]\n---\nText.\n";
    let of_live = ["feed.xml", "atom.xml", "feed.json", "live.json"];
    let of_list = &of_live[..3];
    let (story, author) = ("economy/l", "authors/ann");
    // Settings, the file and the fields of the live story, and what is where too.
    type Case<'c> = (&'c str, &'c str, &'c str, &'c [(&'c str, &'c str, &'c [&'c str])]);
    let table: [Case<'_>; 5] = [
        (
            "",
            "economy/l",
            "aliases: [/politics/l/, /old/l.html]\n",
            &[("politics/l", story, &of_live), ("old/l", story, &of_live)],
        ),
        (
            "redirects: [{from: /old/l/, to: /economy/l/}]\n",
            "economy/l",
            "",
            &[("old/l", story, &of_live)],
        ),
        ("redirects: ['/{year}/{slug}/']\n", "economy/l", "", &[("2026/l", story, &of_live)]),
        (
            "sections: [{id: economy, aliases: [money]}]\n",
            "economy/l",
            "",
            &[("money/l", story, &of_live)],
        ),
        // Its own, and the one that follows from the name.
        (
            "",
            "economy/l",
            "",
            &[("authors/annie", author, of_list), ("authors/ann-lee", author, of_list)],
        ),
    ];
    for (settings, file, fields, expected) in table {
        let place = tempfile::tempdir().unwrap();
        tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
        tree::put(place.path(), &format!("content/{file}.md"), live.replace("FIELDS", fields));
        tree::put(place.path(), "content/authors/ann.md", ann);
        run(place.path(), &["build", "--at", "2026-03-01"]).done();
        let output = tree::read(&place.path().join("public"));
        for (old, now, files) in expected {
            for file in *files {
                let at = |folder: &str| output.get(&format!("{folder}/{file}"));
                assert!(at(now).is_some(), "{now}/{file}");
                assert_eq!(at(old), at(now), "{settings}{fields}: {old}/{file}");
            }
        }
    }
    // A file of the site stays what it is.
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    let aliases = live.replace("FIELDS", "aliases: /old/\n");
    tree::put(place.path(), "content/economy/l.md", aliases);
    tree::put(place.path(), "static/old/feed.xml", "<own/>");
    run(place.path(), &["build", "--at", "2026-03-01"]).done();
    let output = tree::read(&place.path().join("public"));
    assert_eq!(output["old/feed.xml"], b"<own/>");
    assert!(output.contains_key("old/live.json"));
}

#[test]
fn stories_are_found_where_they_were_by_an_old_pattern() {
    for (settings, pairs) in [
        (
            "redirects: '/{year}/{month}/{slug}.html'\n",
            vec![
                ("/2026/02/poll.html", "/politics/poll/"),
                // Two of one name: the newer one.
                ("/2026/02/talks.html", "/economy/talks/"),
            ],
        ),
        // What is there stays: a file, an alias, the archive.
        (
            "redirects: ['/{year}/{slug}.html', '/{slug}/']\n",
            vec![
                ("/2026/talks.html", "/economy/talks/"),
                ("/poll/", "/politics/poll/"),
                ("/talks/", "/economy/talks/"),
            ],
        ),
        (
            "permalink: /{year}/{section}-{slug}.html\nredirects: ['/{section}/{slug}/']\n\
          sections: [{id: politics, aliases: world}, economy]\n",
            vec![
                ("/2026/world-poll.html", "/2026/politics-poll.html"),
                ("/2026/world-talks.html", "/2026/politics-talks.html"),
                ("/economy/talks/", "/2026/economy-talks.html"),
                ("/politics/poll/", "/2026/politics-poll.html"),
                ("/politics/talks/", "/2026/politics-talks.html"),
                ("/world/", "/politics/"),
                ("/world/poll/", "/2026/politics-poll.html"),
                ("/world/talks/", "/2026/politics-talks.html"),
            ],
        ),
    ] {
        let mut all = expected(&pairs);
        if settings.contains("permalink") {
            all.insert("/2026/old/".into(), "/2026/politics-poll.html".into());
        }
        assert_eq!(redirects(&site(settings)), all, "{settings}");
    }
}

#[test]
fn what_leads_nowhere_is_refused() {
    for (settings, message, hint) in [
        (
            "redirects: {'/old/*': '/new/:splat'}\n",
            "redirects: `/old/*` is a rule for many addresses, and a page is at one",
            "write the old addresses of stories as `permalink` has them, such as `/{year}/{month}/{slug}.html`",
        ),
        (
            "redirects: '/old/*'\n",
            "redirects: `/old/*` has no {slug}, so all stories would have one address",
            "write the old addresses of stories as `permalink` has them, such as `/{year}/{month}/{slug}.html`",
        ),
        (
            "redirects: '/*/{slug}/'\n",
            "redirects: `/*/{slug}/` has a `*`, and each story has one old address",
            "such as `/{year}/{month}/{slug}.html`",
        ),
        (
            "sections: [{id: politics, aliases: economy}, economy]\n",
            "the section `politics` was never `economy`, which another section is or was",
            "take it out of its `aliases`",
        ),
        (
            "sections: [{id: politics, aliases: [/world/]}, economy]\n",
            "`/world/` was never the id of a section",
            "write an old id alone, such as `aliases: [world]`",
        ),
        (
            "sections: [{id: politics, aliases: [about]}, economy]\n",
            "`/about/` would be two things: content/about.md and an alias of site.yaml",
            "",
        ),
    ] {
        let place = site(settings);
        run(place.path(), &["build"]).refused().saying(message).saying(hint);
    }
}

#[test]
fn an_old_address_that_two_stories_had_is_told() {
    let clash = |settings: &str| {
        let place = site(settings);
        run(place.path(), &["build", "--at", "2026-03-01", "--base-url", "https://a.example/"])
            .done()
            .stderr
    };
    let told =
        clash("redirects: ['/{month}/{slug}/', '/{slug}/']\nsections: [politics, economy]\n");
    let hint = "if the old addresses had a section or a date, add it to the pattern; otherwise \
                readers of the old address are led to the one that is named";
    assert_eq!(
        told,
        format!(
            "warning: by the pattern `/{{month}}/{{slug}}/`, `/02/talks/` is an old address of \
             `content/politics/talks.md`, and it leads to an alias of content/economy/talks.md already\n \
             --> site.yaml:4:13\n  |\n4 | redirects: ['/{{month}}/{{slug}}/', '/{{slug}}/']\n  \
             |             ^^^^^^^^^^^^^^^^^^\n  |\n  = help: {hint}\n\n\
             warning: by the pattern `/{{slug}}/`, `/talks/` is an old address of \
             `content/politics/talks.md`, and it leads to an alias of content/economy/talks.md already\n \
             --> site.yaml:4:33\n  |\n4 | redirects: ['/{{month}}/{{slug}}/', '/{{slug}}/']\n  \
             |                                 ^^^^^^^^^^\n  |\n  = help: {hint}\n\n"
        )
    );
    // Its own address, or another story's.
    assert_eq!(clash("redirects: '/{section}/{slug}/'\n"), "");
    let told = clash("permalink: /{section}/{slug}/\nredirects: ['/economy/{slug}/']\n");
    assert!(
        told.contains("`/economy/talks/` is an old address of `content/politics/talks.md`, and it leads to content/economy/talks.md already"),
        "{told}"
    );
}

/// Where a story would be nobody can tell while it has an error.
#[test]
fn a_redirect_to_a_story_with_an_error_says_so() {
    for (to, file) in [
        ("/politics/peace/", "politics/peace.md"),
        ("/politics/peace/", "politics/2026-02-04-peace.md"),
        ("/politics/peace/", "politics/peace/index.md"),
        ("/politics/peace-at-last/", "politics/Peace at Last.md"),
    ] {
        let place = site(&format!(
            "redirects: [{{from: /old/, to: {to}}}, {{from: /older/, to: /politics/none/}}]\n"
        ));
        tree::put(place.path(), &format!("content/{file}"), "---\ntitle: [\n---\nThe text.\n");
        run(place.path(), &["build"])
            .refused()
            .saying(&format!(
                "redirects: `/old/` leads to `{to}`, which would be that of `content/{file}`, and that has an error"
            ))
            .saying("mend the error in that file first")
            .saying("redirects: `/older/` leads to `/politics/none/`, and there is no page");
    }
    // One without an error is none of these.
    let place = site("redirects: [{from: /old/, to: /politics/vote/}]\n");
    run(place.path(), &["build", "--at", "2026-03-01"])
        .done()
        .saying("redirects: `/old/` leads to `/politics/vote/`, and there is no page");
}
