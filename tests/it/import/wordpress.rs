//! What plug-ins and programs around WordPress add to an export.

use super::{answers, built, file, import, source};

/// An item of an export.
fn item(id: u16, kind: &str, link: &str, more: &str, content: &str) -> String {
    format!(
        "<item><title>T{id}</title><link>https://old.example{link}</link><dc:creator>anna</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>\
         <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2020-01-02 10:00:00</wp:post_date_gmt><wp:post_name>t{id}</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>\n"
    )
}

fn meta(name: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{name}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

fn term(domain: &str, slug: &str, name: &str) -> String {
    format!("<category domain=\"{domain}\" nicename=\"{slug}\">{name}</category>")
}

fn moved(items: &[String]) -> tempfile::TempDir {
    let export = format!(
        "<?xml version=\"1.0\"?>\n<rss><channel><title>Old</title><link>https://old.example</link><language>en-US</language>\
         <wp:wxr_version>1.2</wp:wxr_version><!-- wordpress.org/export/ -->\
         <wp:author><wp:author_id>1</wp:author_id><wp:author_login>anna</wp:author_login><wp:author_display_name>Anna Voss</wp:author_display_name></wp:author>\
         <wp:author><wp:author_id>2</wp:author_id><wp:author_login>bob.r</wp:author_login><wp:author_display_name>Bob R</wp:author_display_name></wp:author>\
         <wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>world</wp:category_nicename><wp:cat_name>World</wp:cat_name></wp:category>\n\
         {}</channel></rss>",
        items.concat()
    );
    let place = source(&[("export.xml", &export)]);
    import(place.path(), &[]).done();
    place
}

#[test]
fn bylines_are_those_of_the_plug_ins_for_several_authors() {
    let world = term("category", "world", "World");
    let guest = [meta("cap-user_login", "guest-g"), meta("cap-display_name", "Guest Gee")].concat();
    let place = moved(&[
        item(
            1,
            "post",
            "/t1/",
            &[
                &*world,
                &term("author", "cap-bob-r", "bob.r"),
                &term("author", "cap-guest-g", "guest-g"),
            ]
            .concat(),
            "One.",
        ),
        item(
            2,
            "post",
            "/t2/",
            &[&*world, &term("author", "bob-r", "Robert Roe")].concat(),
            "Two.",
        ),
        item(
            3,
            "post",
            "/t3/",
            &[&*world, &term("author", "stranger", "S. Tranger")].concat(),
            "Three.",
        ),
        item(4, "post", "/t4/", &world, "Four."),
        item(9, "guest-author", "/?post_type=guest-author&amp;p=9", &guest, ""),
    ]);
    for (name, authors) in [
        ("t1", "authors:\n  - Bob R\n  - Guest Gee\n"),
        ("t2", "authors:\n  - Bob R\n"),
        ("t3", "authors:\n  - S. Tranger\n"),
        ("t4", "authors:\n  - Anna Voss\n"),
    ] {
        let text = file(place.path(), &format!("content/world/2020/{name}.md"));
        assert!(text.contains(authors), "{text}");
    }
    let report = file(place.path(), "import-report.md");
    assert!(report.contains("- 1 entries of guest authors (they are in the bylines)"), "{report}");
    assert!(report.contains("| drafts, which are not public | 0 |"), "{report}");
    let site = built(place.path());
    for address in ["/author/bob-r/", "/author/guest-g/", "/author/anna/"] {
        assert!(answers(&site, address), "{address}");
    }
}

#[test]
fn languages_of_polylang_stay() {
    let of = |language: &str, name: &str, version: &str| {
        [
            term("category", "world", "World"),
            term("language", language, name),
            term("post_translations", version, version),
        ]
        .concat()
    };
    let place = moved(&[
        item(1, "post", "/t1/", &of("en", "English", "pll_1"), "One."),
        item(2, "post", "/fr/t2/", &of("fr", "Français", "pll_1"), "Deux."),
        item(3, "post", "/t3/", &of("en", "English", "pll_2"), "Three."),
    ]);
    let [one, two, three] =
        ["t1", "t2", "t3"].map(|name| file(place.path(), &format!("content/world/2020/{name}.md")));
    assert!(two.contains("\nlanguage: fr\n"), "{two}");
    assert!(!one.contains("\nlanguage:") && !three.contains("\nlanguage:"), "{one}{three}");
    assert!(one.contains("\ntranslations:\n  fr: t2.md\n"), "{one}");
    assert!(!three.contains("translations"), "{three}");
}

#[test]
fn links_by_number_lead_to_what_has_it() {
    let world = term("category", "world", "World");
    let links = "<a href=\"https://old.example/?p=2#c\">A</a> <a href=\"/?page_id=3\">B</a> <a href=\"/?cat=4\">C</a> \
                 <a href=\"/?author=1\">D</a> <a href=\"https://old.example/?p=7\">E</a> <a href=\"https://other.example/?p=2\">F</a>";
    let held = item(7, "post", "/?p=7", &world, "SECRETWORD")
        .replace("<wp:status>publish", "<wp:status>draft");
    let place = moved(&[
        item(1, "post", "/t1/", &world, links),
        item(2, "post", "/t2/", &world, "Two."),
        item(3, "page", "/about/", "", "About."),
        held,
    ]);
    let text = file(place.path(), "content/world/2020/t1.md");
    for link in [
        "[A](/t2/#c)",
        "[B](/about/)",
        "[C](/category/world/)",
        "[D](/author/anna/)",
        "[F](https://other.example/?p=2)",
    ] {
        assert!(text.contains(link), "{link}: {text}");
    }
    let report = file(place.path(), "import-report.md");
    assert!(
        report
            .contains("- a link to `https://old.example/?p=7`, which leads to nothing public (1)"),
        "{report}"
    );
    assert!(!report.contains("`/?p=2`"), "{report}");
}

#[test]
fn what_programs_fill_in_is_told_and_fields_and_old_slugs_stay() {
    let world = term("category", "world", "World");
    let more = [
        world.clone(),
        meta("_wp_old_slug", "before"),
        meta("location", "Yerevan"),
        meta("_location", "field_1"),
        meta("sub_title", "A line"),
        meta("_yoast_wpseo_metadesc", "What it is about."),
    ]
    .concat();
    let body = "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n<!-- wp:acf/stat {\"data\":{\"n\":\"42\"}} /-->\n<!-- wp:latest-posts /-->";
    let place = moved(&[
        item(1, "post", "/2020/01/t1/", &more, body),
        item(
            3,
            "post",
            "/2020/01/t3/",
            &world,
            "<p hidden>SECRETWORD</p><p>Seen.</p><!--more--><p>More.</p>",
        ),
        item(
            2,
            "post",
            "/2020/01/t2/",
            &format!(
                "{world}<excerpt:encoded>Own words.</excerpt:encoded>{}",
                meta("_yoast_wpseo_metadesc", "Others.")
            ),
            "[youtube=https://www.youtube.com/watch?v=abc&amp;w=320]",
        ),
    ]);
    let text = file(place.path(), "content/world/2020/t1.md");
    for line in [
        "subtitle: A line\n",
        "summary: What it is about.\n",
        "  location: Yerevan\n",
        "  - \"/2020/01/before/\"\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("field_1"), "{text}");
    let other = file(place.path(), "content/world/2020/t2.md");
    assert!(other.contains("summary: Own words.\n"), "{other}");
    assert!(other.contains("<https://www.youtube.com/watch?v=abc>"), "{other}");
    let report = file(place.path(), "import-report.md");
    for line in [
        "## Templates that cannot be filled in",
        "- block `acf/stat` (1)",
        "- block `latest-posts` (1)",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    let third = file(place.path(), "content/world/2020/t3.md");
    assert!(third.contains("summary: Seen.\n") && !third.contains("SECRETWORD"), "{third}");
    assert!(answers(&built(place.path()), "/2020/01/before/"));
}

/// An export of a site that is in a folder of its host.
fn moved_from(site: &str, more: &str) -> tempfile::TempDir {
    let export = format!(
        "<?xml version=\"1.0\"?>\n<rss><channel><title>Old</title><link>{site}</link>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://c.example</wp:base_site_url>\
         <wp:base_blog_url>{site}</wp:base_blog_url><!-- wordpress.org/export/ -->{more}</channel></rss>"
    );
    let place = source(&[("export.xml", &export)]);
    import(place.path(), &[]).done();
    place
}

#[test]
fn a_site_in_a_folder_keeps_its_addresses() {
    let item = |id: u16, link: &str, more: &str, content: &str| {
        item(id, "post", link, more, content).replace("https://old.example", "https://c.example")
    };
    let attachment = "<item><title>A</title><link>https://c.example/blog/2020/01/02/t1/pic/</link><wp:post_id>9</wp:post_id>\
         <wp:post_parent>1</wp:post_parent><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>\
         <wp:attachment_url>https://c.example/blog/wp-content/a.jpg</wp:attachment_url></item>";
    let items = [
        item(
            1,
            "/blog/2020/01/02/t1/",
            &meta("_wp_old_slug", "old"),
            "<a href=\"https://c.example/blog/2020/01/02/t2/\">a</a> <a href=\"/blog/?p=2\">b</a>",
        ),
        item(2, "/blog/2020/01/02/t2/", "", "Text."),
        attachment.to_string(),
    ]
    .concat();
    for site in ["https://c.example/blog", "https://c.example/blog/"] {
        let place = moved_from(site, &items);
        let settings = file(place.path(), "site.yaml");
        assert!(settings.contains("base_url: \"https://c.example/blog/\"\n"), "{settings}");
        assert!(settings.contains("permalink: \"/{year}/{month}/{day}/{slug}/\"\n"), "{settings}");
        let site = built(place.path());
        for address in ["/2020/01/02/t1/", "/2020/01/02/old/", "/2020/01/02/t1/pic/"] {
            assert!(answers(&site, address), "{address}: {:#?}", site.keys());
        }
        let page = String::from_utf8_lossy(&site["2020/01/02/t1/index.html"]);
        let links = "<a href=\"/blog/2020/01/02/t2/\">a</a> <a href=\"/blog/2020/01/02/t2/\">b</a>";
        assert!(page.contains(links), "{page}");
        let report = file(place.path(), "import-report.md");
        assert!(
            report.contains("| kept | 2 |") && report.contains("| lost (listed below) | 0 |"),
            "{report}"
        );
    }
    // What is elsewhere on the host cannot be kept, and is not told to be.
    let place = moved_from(
        "https://c.example/blog",
        &[items, item(3, "/2020/01/02/t3/", "", "Text.")].concat(),
    );
    let report = file(place.path(), "import-report.md");
    assert!(
        report.contains("| kept | 2 |") && report.contains("| lost (listed below) | 1 |"),
        "{report}"
    );
    assert!(report.contains("`https://c.example/2020/01/02/t3/` is not below"), "{report}");
}

#[test]
fn the_menu_of_the_site_is_there() {
    let link = |id: u16, title: &str, fields: &[(&str, &str)]| {
        let fields: String =
            fields.iter().map(|(name, value)| meta(&format!("_menu_item_{name}"), value)).collect();
        let menu = term("nav_menu", "main", "Main");
        let more = format!("<wp:menu_order>{id}</wp:menu_order>{menu}{fields}");
        item(id, "nav_menu_item", &format!("/?p={id}"), &more, "")
            .replace(&format!("<title>T{id}</title>"), &format!("<title>{title}</title>"))
    };
    let page = |id: &'static str| [("type", "post_type"), ("object", "page"), ("object_id", id)];
    let place = moved(&[
        item(1, "post", "/t1/", &term("category", "world", "World"), "One."),
        item(2, "page", "/about/", "", "Us."),
        item(3, "page", "/closed/", "", "SECRETWORD")
            .replace("<wp:status>publish", "<wp:status>private"),
        link(10, "", &page("2")),
        link(11, "Closed", &page("3")),
        link(12, "", &[("type", "taxonomy"), ("object", "category"), ("object_id", "4")]),
        link(13, "Shop", &[("type", "custom"), ("url", "https://shop.example/")]),
    ]);
    let settings = file(place.path(), "site.yaml");
    let menu = settings.split("menu:\n").nth(1).unwrap_or_default();
    assert!(menu.contains("T2") && menu.contains("/about/"), "{settings}");
    assert!(
        menu.contains("Shop") && !menu.contains("Closed") && !menu.contains("World"),
        "{settings}"
    );
    built(place.path());
    let report = file(place.path(), "import-report.md");
    assert!(report.contains("- 1 items of menus that lead to nothing public"), "{report}");
}

#[test]
fn a_list_without_paragraphs_has_no_more_points() {
    let place = moved(&[item(1, "post", "/t1/", "", "<ul><li>one</li><li>two\n\nthree</li></ul>")]);
    let site = built(place.path());
    let page = site.iter().find(|(path, _)| path.contains("t1/index.html")).unwrap().1;
    let page = String::from_utf8_lossy(page);
    let list = page.split("<ul").skip(1).find(|list| list.contains("three")).unwrap();
    let list = list.split("</ul>").next().unwrap();
    assert_eq!(list.matches("<li").count(), 2, "{list}");
}
