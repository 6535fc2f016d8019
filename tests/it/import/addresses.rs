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
    for address in ["/2020/01/a/", "/1/01/x/", "/1/01/y/"] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    assert!(file(hugo.path(), "content/1-01-x.md").contains("](/1/01/y/)"));

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

/// What only the site's own program knows is in no address, and the report says so.
#[test]
fn an_address_of_eleventy_that_cannot_be_filled_in_is_told() {
    let post = |front: &str| format!("---\ntitle: A b\ndate: 2020-01-05\n{front}\n---\nText.\n");
    let told = |pattern: &str| {
        let pattern = pattern.replace('_', "\\_").replace('[', "\\[");
        format!("- the address `{pattern}` cannot be filled in here: redirect the old one (1)")
    };
    for (permalink, address, is_told) in [
        ("/{{ page.date | ymd }}/{{ page.fileSlug }}/", None, true),
        ("/x/{{ title | upcase | mine }}/", None, true),
        ("/x/{% mine title %}/", None, true),
        ("/{{ page.date | date: '%Y' }}/{{ title | slugify }}/", Some("/2020/a-b/"), false),
        ("/{{ site.folder }}/{{ page.fileSlug }}/", Some("/news/a/"), false),
    ] {
        for front in [
            format!("permalink: \"{permalink}\""),
            format!("eleventyComputed:\n  permalink: \"{permalink}\""),
        ] {
            let place = source(&[
                ("eleventy.config.js", "module.exports = c => { c.addFilter('ymd', d => d) };\n"),
                ("_data/site.json", "{\"url\": \"https://old.example\", \"folder\": \"news\"}"),
                ("posts/a.md", &post(&front)),
                ("posts/b.md", &post("")),
            ]);
            import(place.path(), &[]).done();
            let site = built(place.path());
            for address in address.iter().chain(&["/posts/b/"]) {
                assert!(answers(&site, address), "{address}: {:#?}", site.keys());
            }
            let files = crate::common::tree::read(&place.path().join("new/content"));
            let texts = files.values().map(|text| String::from_utf8_lossy(text));
            let named = texts.filter(|text| text.contains("aliases")).count();
            assert!(named == 0 || !is_told, "{permalink}: {:#?}", files.keys());
            let report = file(place.path(), "import-report.md");
            assert_eq!(report.contains(&told(permalink)), is_told, "{permalink}\n{report}");
        }
    }
}

/// As Hugo 0.168 has them.
#[test]
fn addresses_and_days_are_those_of_hugo() {
    let text = |front: &str| format!("---\ntitle: A title\n{front}\n---\nText.\n");
    let config = "baseURL = 'https://old.example/'\ntitle = 'Old'\n";
    let dated = format!("{config}[permalinks]\nposts = '/:year/:month/:slug/'\n");
    let by_name = format!("{config}[frontmatter]\ndate = [':filename', ':default']\n");
    for (config, name, front, addresses, date) in [
        (
            &*dated,
            "a",
            "date: 2024-01-02\nurl: /x/:year/:title/",
            &["/x/2024/a-title/"][..],
            "2024-01-02",
        ),
        (
            &dated,
            "a",
            "date: 2024-01-02\naliases: [../up, /root/, side]",
            &["/2024/up", "/root/", "/2024/01/side"],
            "2024-01-02",
        ),
        (&dated, "a", "lastmod: 2024-03-04", &["/2024/03/a-title/"], "2024-03-04"),
        (
            &dated,
            "a",
            "publishDate: 2024-03-04\nlastmod: 2025-01-01",
            &["/2024/03/a-title/"],
            "2024-03-04",
        ),
        // A day in a name is none to Hugo; it is the story's here.
        (&dated, "2024-05-06-named", "", &["/1/01/a-title/"], "2024-05-06"),
        (config, "2024-05-06-named", "", &["/posts/2024-05-06-named/"], "2024-05-06"),
        (&by_name, "2024-05-06-named", "", &["/posts/named/"], "2024-05-06"),
        (
            &by_name,
            "2024-05-06-named",
            "date: 2020-01-01\nslug: own",
            &["/posts/own/"],
            "2024-05-06",
        ),
        (&by_name, "named", "date: 2020-01-01", &["/posts/named/"], "2020-01-01"),
    ] {
        let place = source(&[
            ("hugo.toml", config),
            (&format!("content/posts/{name}.md"), &text(front)),
            ("content/posts/o.md", &text("date: 2024-02-03\nslug: o")),
        ]);
        import(place.path(), &[]).done();
        let site = built(place.path());
        for address in addresses {
            assert!(answers(&site, address), "{front}: {address}: {:#?}", site.keys());
        }
        let files = crate::common::tree::read(&place.path().join("new/content"));
        let line = format!("\ndate: {date}\n");
        let is_there = files.values().any(|text| String::from_utf8_lossy(text).contains(&line));
        assert!(is_there, "{front}: {date}: {:#?}", files.keys());
    }
}

/// A date ahead holds a text back where the program does so.
#[test]
fn what_is_published_before_its_date_is_told() {
    let yaml = "---\ntitle: T\ndate: 2990-01-01\n---\nAHEAD\n";
    let past = "---\ntitle: O\ndate: 2020-01-01\n---\nOther.\n";
    let hugo = "baseURL = 'https://old.example/'\ntitle = 'Old'\n";
    let jekyll = "title: Old\nurl: https://old.example\npermalink: /:title/\n";
    let hugo_ahead = format!("{hugo}buildFuture = true\n");
    let jekyll_ahead = format!("{jekyll}future: true\n");
    let zola = "base_url = \"https://old.example\"\ntitle = \"Old\"\n";
    let zola_text =
        |date: &str, words: &str| format!("+++\ntitle = \"T\"\ndate = {date}\n+++\n{words}\n");
    let (zola_ahead, zola_past) =
        (zola_text("2990-01-01", "AHEAD"), zola_text("2020-01-01", "Other."));
    for (files, is_public) in [
        ([("hugo.toml", hugo), ("content/posts/t.md", yaml), ("content/posts/o.md", past)], false),
        (
            [
                ("hugo.toml", &*hugo_ahead),
                ("content/posts/t.md", yaml),
                ("content/posts/o.md", past),
            ],
            true,
        ),
        (
            [
                ("_config.yml", jekyll),
                ("_posts/2990-01-01-t.md", yaml),
                ("_posts/2020-01-01-o.md", past),
            ],
            false,
        ),
        (
            [
                ("_config.yml", &*jekyll_ahead),
                ("_posts/2990-01-01-t.md", yaml),
                ("_posts/2020-01-01-o.md", past),
            ],
            true,
        ),
        (
            [
                ("eleventy.config.js", "module.exports = c => {};\n"),
                ("posts/t.md", yaml),
                ("posts/o.md", past),
            ],
            true,
        ),
        (
            [
                ("config.toml", zola),
                ("content/blog/t.md", &*zola_ahead),
                ("content/blog/o.md", &*zola_past),
            ],
            true,
        ),
    ] {
        let place = source(&files);
        import(place.path(), &[]).done();
        let now: String = built(place.path())
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        assert!(!now.contains("AHEAD"), "{files:?}");
        let report = file(place.path(), "import-report.md");
        let told = "- public in the source, though its date is ahead: it is public here from that date on (1)";
        assert_eq!(report.contains(told), is_public, "{report}");
        assert_eq!(report.contains("- scheduled for later (1)"), !is_public, "{report}");
        let count = if is_public { "| public stories | 2 |" } else { "| public stories | 1 |" };
        assert!(
            report.contains(count) && report.contains("| lost (listed below) | 0 |"),
            "{report}"
        );
        run(place.path(), &["build", "--site", "new", "--at", "2990-01-02"]).done();
        let later = crate::common::tree::read(&place.path().join("new/public"));
        let later: String =
            later.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert_eq!(later.contains("AHEAD"), is_public, "{files:?}");
    }
}

/// <https://gohugo.io/configuration/permalinks/#tokens>
#[test]
fn patterns_of_hugo_are_filled_or_told() {
    let post = ("content/News/A.md", "---\ntitle: All In\ndate: 2025-03-04\n---\nText.\n");
    let head = ("content/News/_index.md", "---\ntitle: The News\n---\n");
    for (settings, address) in [
        ("disablePathToLower = true\n", Some("/News/A/")),
        ("[permalinks]\nNews = '/:weekdayname/:slug/'\n", Some("/tuesday/all-in/")),
        ("[permalinks]\nNews = '/:2006/:Jan/:2/:filename/'\n", Some("/2025/mar/4/a/")),
        ("[permalinks]\nNews = '/:sectionslug/:slug/'\n", Some("/the-news/all-in/")),
        (
            "disablePathToLower = true\n[permalinks]\nNews = '/:monthname/:title/'\n",
            Some("/March/All-In/"),
        ),
        ("[permalinks]\nNews = '/:unheard/:slug/'\n", None),
    ] {
        let config = format!("baseURL = 'https://old.example/'\ntitle = 'Old'\n{settings}");
        let place = source(&[("hugo.toml", &config), head, post]);
        import(place.path(), &[]).done();
        let site = built(place.path());
        let report = file(place.path(), "import-report.md");
        match address {
            Some(address) => {
                assert!(answers(&site, address), "{settings} {:#?}", site.keys());
                assert!(!report.contains("cannot be filled in"), "{report}");
            }
            None => {
                assert!(
                    report.contains("the address `/:unheard/:slug/` cannot be filled in"),
                    "{report}"
                );
                assert!(!site.keys().any(|path| path.contains("unheard")), "{:#?}", site.keys());
            }
        }
    }
}

/// <https://gohugo.io/content-management/front-matter/#expirydate>
#[test]
fn what_was_public_no_more_is_a_draft_without_an_address() {
    let post = |more: &str| format!("---\ntitle: A\ndate: 2020-01-02\n{more}---\nText.\n");
    let (open, over) = (post("expiryDate: 2090-01-01\n"), post("expiryDate: 2021-01-01\n"));
    for (settings, is_there) in [("", false), ("buildExpired = true\n", true)] {
        let config = format!("baseURL = 'https://old.example/'\ntitle = 'Old'\n{settings}");
        let files =
            [("hugo.toml", &*config), ("content/n/a.md", &*open), ("content/n/b.md", &*over)];
        let place = source(&files);
        import(place.path(), &[]).done();
        let site = built(place.path());
        assert!(answers(&site, "/n/a/"), "{:#?}", site.keys());
        assert_eq!(answers(&site, "/n/b/"), is_there, "{settings} {:#?}", site.keys());
        let report = file(place.path(), "import-report.md");
        let told = report.contains("public no more, as its `expires` is past (1)");
        let counted = report.contains("| public stories | 1 |");
        assert_eq!((told, counted), (!is_there, !is_there), "{report}");
    }
}
