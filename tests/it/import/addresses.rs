//! Addresses that are hard to keep: of texts without a date, of files beside pages that end in
//! `.html`, and of patterns with more than one part of the day in a folder.

use super::{answers, built, file, import, source};
use crate::common::program::run;

const DATED: &str = "---\ntitle: A\ndate: 2020-01-05\n---\nText.\n";

#[test]
fn a_text_without_a_date_under_a_dated_pattern_builds() {
    let hugo = source(&[
        (
            "hugo.toml",
            "baseURL = 'https://old.example/'\ntitle = 'Old'\n[permalinks]\nnews = '/:year/:month/:slug/'\n",
        ),
        ("content/news/a.md", DATED),
        ("content/news/b.md", DATED),
        ("content/news/x.md", "---\ntitle: X\n---\nSee [it]({{< ref \"y.md\" >}}).\n"),
        ("content/news/y.md", "+++\ntitle = \"Y\"\ndate = soon\n+++\nText.\n"),
    ]);
    import(hugo.path(), &[]).done();
    let site = built(hugo.path());
    for address in ["/2020/01/a/", "/0001/01/x/", "/0001/01/y/"] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    assert!(file(hugo.path(), "content/0001-01-x.md").contains("](/0001/01/y/)"));

    let jekyll = source(&[
        (
            "_config.yml",
            "title: Old\nurl: https://old.example\npermalink: /:year/:month/:title/\nplugins: [jekyll-feed]\n",
        ),
        ("_posts/2020-01-05-a.md", "---\ntitle: A\n---\nSee [x]({% post_url 2020-02-32-x %}).\n"),
        ("_posts/2020-02-32-x.md", "---\ntitle: X\n---\nText.\n"),
        ("_drafts/idea.md", "---\ntitle: Idea\n---\nSECRETWORD\n"),
    ]);
    import(jekyll.path(), &[]).done();
    assert!(answers(&built(jekyll.path()), "/2020/01/a/"));
    assert!(!file(jekyll.path(), "content/x.md").contains(":year"));
}

#[test]
fn a_folder_may_tell_the_year_and_the_month() {
    let place = source(&[
        (
            "hugo.toml",
            "baseURL = 'https://old.example/'\ntitle = 'Old'\n[permalinks]\nposts = '/:year-:month/:slug/'\n",
        ),
        ("content/posts/a.md", DATED),
        ("content/posts/b.md", "---\ntitle: B\ndate: 2021-02-05\n---\nText.\n"),
    ]);
    import(place.path(), &[]).done();
    let settings = file(place.path(), "site.yaml");
    assert!(settings.ends_with("permalink: \"/{year}-{month}/{slug}/\"\n"), "{settings}");
    assert!(!file(place.path(), "content/posts/2021/b.md").contains("aliases"));
}

#[test]
fn files_are_beside_a_page_that_ends_in_html() {
    let place = source(&[
        ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n[uglyURLs]\nugly = true\n"),
        ("content/posts/a.md", DATED),
        (
            "content/posts/b/index.md",
            "---\ntitle: B\ndate: 2020-01-06\nurl: /custom/b.html\n---\n[V](votes.csv)\n",
        ),
        ("content/posts/b/votes.csv", "a\n"),
        ("content/ugly/c/index.md", "---\ntitle: C\ndate: 2020-01-06\n---\n[V](votes.csv)\n"),
        ("content/ugly/c/votes.csv", "b\n"),
    ]);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in
        ["/custom/b.html", "/custom/votes.csv", "/ugly/c.html", "/ugly/c/votes.csv", "/posts/a/"]
    {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    assert!(file(place.path(), "content/posts/2020/b.md").contains("[V](/custom/votes.csv)"));
    assert!(file(place.path(), "content/ugly/2020/c.md").contains("[V](/ugly/c/votes.csv)"));
}

#[test]
fn what_an_import_made_is_none_of_its_source() {
    let place = source(&[
        ("_config.yml", "title: Old\nurl: https://old.example\n"),
        ("_posts/2020-01-05-a.md", "---\ntitle: A\n---\nText.\n"),
    ]);
    let import = || run(place.path(), &["import", "old", "--into", "old/new"]).done();
    let first = import();
    let again = import();
    let texts = |out: &str| out.lines().take(2).map(String::from).collect::<Vec<_>>();
    assert_eq!(texts(&first.stdout), ["Jekyll: 1 texts", "       1 public stories"]);
    assert_eq!(texts(&again.stdout), texts(&first.stdout));
    assert!(again.stdout.contains("0 new, 0 changed, 2 as before"), "{}", again.stdout);
}

/// Jekyll writes `/stories/a` as a file, and hosts answer with it at both addresses.
#[test]
fn a_page_without_an_ending_is_at_its_file_too() {
    let place = source(&[
        (
            "_config.yml",
            "title: Old\nurl: https://old.example\npermalink: /stories/:title\npaginate: 1\n\
          collections: {notes: {output: true}}\n",
        ),
        ("_posts/2020-01-05-a.md", "---\ntitle: A\n---\nText.\n"),
        ("_posts/2020-01-06-b.md", "---\ntitle: B\n---\nText.\n"),
        ("_notes/c.md", "---\ntitle: C\n---\nText.\n"),
        ("_notes/_d.md", "---\ntitle: D\n---\nSECRETWORD\n"),
        ("_notes/.e.md", "---\ntitle: E\n---\nSECRETWORD\n"),
        ("_posts/_old/2020-01-07-f.md", "---\ntitle: F\n---\nSECRETWORD\n"),
        ("about.md", "---\ntitle: About\npermalink: /about\n---\nText.\n"),
        (
            "moved.md",
            "---\npermalink: /moved/\nredirect_from: /before/\nredirect_to: https://b.example/x?y=1\n---\n",
        ),
        ("inner.md", "---\npermalink: /inner/\nredirect_to: /about\n---\n"),
        // Jekyll reads no post without a day in its name.
        ("_posts/idea.md", "---\ntitle: Idea\ndate: 2020-01-06\n---\nSECRETWORD\n"),
    ]);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in [
        "/stories/a",
        "/stories/a.html",
        "/about",
        "/about.html",
        "/page2/",
        "/notes/c.html",
        "/before/",
    ] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    for (page, to) in
        [("moved/index.html", "https://b.example/x?y=1"), ("inner/index.html", "../about")]
    {
        let text = String::from_utf8_lossy(&site[page]);
        assert!(text.contains(&format!("content=\"0; url={to}\"")), "{text}");
    }
    assert!(site.contains_key("stories/a.html") && site.contains_key("about.html"));
    let shows_secret = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("SECRETWORD");
    assert!(!site.values().any(shows_secret));
}

/// A pattern that fits most stories would put others where one of these was.
#[test]
fn no_text_is_where_another_one_was() {
    let post = |language: &str, day: &str, words: &str| {
        format!("---\ntitle: {words}\npermalink: /{language}/news/2020/01/{day}/\n---\n{words}\n")
    };
    let place = source(&[
        ("_config.yml", "title: Old\nurl: https://old.example\n"),
        ("_posts/de/2020-01-05-a.md", &post("de", "05", "Wasser")),
        ("_posts/en/2020-01-05-a.md", &post("en", "05", "Water")),
        ("_posts/en/2020-01-06-b.md", &post("en", "06", "Dam")),
    ]);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for (page, words) in
        [("en/news/2020/01/05", "<p>Water</p>"), ("en/news/2020/01/06", "<p>Dam</p>")]
    {
        let text = String::from_utf8_lossy(&site[format!("{page}/index.html").as_str()]);
        assert!(text.contains(words), "{page}: {text}");
    }
    assert!(answers(&site, "/de/news/2020/01/05/"), "{:#?}", site.keys());
}
