//! What a generator does in ways of its own: where its texts are, how it names them, and what it
//! makes of their marks.

use super::{answers, built, file, import, source};

/// That these addresses answer and these do not.
pub fn holds(files: &[(&str, &str)], there: &[&str], absent: &[&str]) -> tempfile::TempDir {
    let place = source(files);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in there {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    for address in absent {
        assert!(!answers(&site, address), "{address}: {:#?}", site.keys());
    }
    place
}

/// Eleventy leaves out folders by what they are for, and layouts say things for their texts.
#[test]
fn eleventy_reads_names_with_an_underscore_and_the_facts_of_layouts() {
    let post = "---\nlayout: post\ntitle: A\ndate: 2020-01-02\n---\nText.\n";
    let place = holds(
        &[
            (
                "eleventy.config.js",
                "export default c => { c.addLayoutAlias('post', 'layouts/post.njk'); }\n",
            ),
            (
                "_includes/layouts/post.njk",
                "---\nlayout: layouts/base.njk\ntags: [water]\n---\n{{ content }}\n",
            ),
            (
                "_includes/layouts/base.njk",
                "---\ntags: [peace]\npermalink: /news/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/\n---\n{{ content }}\n",
            ),
            ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}"),
            ("_posts/2020-01-02-a.md", post),
            ("_posts/_b.md", post),
            ("_drafts/c.md", &post.replace("Text", "SECRETWORD")),
            ("_site/d.md", post),
            ("node_modules/x/e.md", post),
        ],
        &["/news/2020/01/a/", "/news/2020/01/_b/", "/tags/water/"],
        &["/news/2020/01/c/", "/news/2020/01/d/", "/news/2020/01/e/", "/tags/peace/"],
    );
    let report = file(place.path(), "import-report.md");
    assert!(report.contains("| Texts of the source | 3 |"), "{report}");
}

/// <https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies>
#[test]
fn zola_names_are_those_of_its_settings() {
    let text = |more: &str| {
        format!("+++\ntitle = \"T\"\ndate = 2020-01-03\n{more}+++\n## What's in it?\n\nText.\n")
    };
    let config = "base_url = \"https://old.example\"\ntitle = \"Old\"\ndefault_language = \"en\"\n[languages.fr]\n";
    let place = holds(
        &[
            ("config.toml", config),
            ("content/blog/Élections Day.md", &text("")),
            ("content/blog/b.fr.md", &text("path = \"chemin/propre\"\n")),
            (
                "content/blog/c.md",
                &text("slug = \"My Slug\"\n[taxonomies]\ncategories = [\"Big News\"]\n"),
            ),
        ],
        &["/blog/elections-day/", "/chemin/propre/", "/blog/my-slug/", "/categories/big-news/"],
        &["/fr/chemin/propre/"],
    );
    assert!(file(place.path(), "content/blog/2020/my-slug.md").contains("{#what-s-in-it}"));
    let kept = format!("{config}[slugify]\npaths_keep_dates = true\n");
    holds(
        &[("config.toml", &kept), ("content/blog/2020-01-02-talks.md", &text(""))],
        &["/blog/2020-01-02-talks/"],
        &[],
    );
}

#[test]
fn hugo_links_to_texts_without_a_page_and_shows_titles_of_figures() {
    let place = holds(
        &[
            ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n"),
            (
                "content/news/a.md",
                "---\ntitle: A\ndate: 2020-01-02\n---\n{{< figure src=\"/a.svg\" title=\"The dam\" caption=\"In May\" >}}\n\nWrite to <desk@old.example>.\n",
            ),
            (
                "content/news/b.md",
                "---\ntitle: B\ndate: 2020-01-02\nbuild: {render: link}\n---\nSECRETWORD\n",
            ),
            (
                "static/a.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
            ),
        ],
        &["/news/a/"],
        &["/news/b/"],
    );
    let text = file(place.path(), "content/news/2020/a.md");
    assert!(text.contains("The dam") && text.contains("In May"), "{text}");
    assert!(text.contains("<desk@old.example>"), "{text}");
}

/// <https://github.com/jekyll/jekyll-archives/blob/master/docs/configuration.md>
#[test]
fn jekyll_archives_answer() {
    let config = "title: Old\nurl: https://old.example\npermalink: /:title/\nplugins: [jekyll-archives]\n\
                  jekyll-archives:\n  enabled: [categories, tags]\n  permalinks:\n    tag: /topic/:name/\n";
    let post = "---\ntitle: A\ncategories: [World News]\ntags: [The Dam]\n---\nText.\n";
    let held = "---\ntitle: B\ntags: [Secret]\npublished: false\n---\nText.\n";
    holds(
        &[
            ("_config.yml", config),
            ("_posts/2020-01-02-a.md", post),
            ("_posts/2020-01-03-b.md", held),
        ],
        &["/category/world-news/", "/topic/the-dam/"],
        &["/tag/the-dam/", "/topic/secret/", "/category/the-dam/"],
    );
}

/// As Jekyll 4.3 has them.
#[test]
fn jekyll_addresses_are_those_of_jekyll() {
    let post = |front: &str| format!("---\ntitle: T\n{front}---\nText.\n");
    let place = holds(
        &[
            ("_config.yml", "title: Old\n"),
            ("CNAME", "old.example\n"),
            ("_posts/2019-07-03-a.md", &post("date: 2019-07-09 18::48::00\n")),
            ("_posts/24-01-05-b.md", &post("")),
            ("_posts/2024-02-30-c.md", &post("")),
            ("_posts/2024-01-07-d.md", &post("categories: [Foo, \"Bar Baz\"]\ncategory: Qux\n")),
            ("_posts/2024-01-13-e.md", &post("permalink: pretty\nredirect_from: /about\n")),
        ],
        &[
            "/2019/07/09/a.html",
            "/2024/01/05/b.html",
            "/2024/03/01/c.html",
            "/foo/bar baz/qux/2024/01/07/d.html",
            "/pretty.html",
            "/about.html",
            "/about/",
        ],
        &["/2019/07/03/a.html"],
    );
    let report = file(place.path(), "import-report.md");
    assert!(!report.contains("does not say where it is published"), "{report}");
}

#[test]
fn hugo_lists_are_at_their_addresses() {
    let config =
        "baseURL = 'https://old.example/'\ntitle = 'Old'\n[languages.en]\n[languages.fr]\n";
    let text = "---\ntitle: T\n---\nText.\n";
    let place = holds(
        &[
            ("hugo.toml", config),
            ("content/docs/d.md", text),
            ("content/docs/deep/e.md", text),
            ("content/about/index.md", text),
            ("content/post/_index.md", "---\ntitle: Blog\nurl: /blog/\n---\n"),
            ("content/post/p.md", "---\ntitle: P\ndate: 2024-01-02\n---\nText.\n"),
            ("content/post/p.fr.md", "---\ntitle: P\ndate: 2024-01-02\n---\nText.\n"),
        ],
        &["/docs/", "/about/", "/blog/", "/categories/", "/tags/", "/en/"],
        &["/docs/deep/"],
    );
    let page = file(place.path(), "static/blog/index.html");
    assert!(page.contains("url=../post/"), "{page}");
    let checked = crate::common::program::run(
        place.path(),
        &["check", "--site", "new", "--at", "2026-03-01"],
    );
    assert!(checked.stdout.contains(": 0 errors"), "{} {}", checked.stdout, checked.stderr);
}

/// An address without a slash at its end is that of a folder: its page leads up from there.
#[test]
fn lists_without_a_slash_lead_up_from_their_folder() {
    let place = holds(
        &[
            ("_config.yml", "title: Old\nurl: https://old.example\n"),
            ("_posts/2020-01-02-a.md", "---\ntitle: A\n---\nText.\n"),
            ("old.html", "---\ntitle: Old\npermalink: /en/old\n---\n"),
        ],
        &["/en/old/", "/en/old.html"],
        &[],
    );
    let page = file(place.path(), "static/en/old/index.html");
    assert!(page.contains("url=../../"), "{page}");
    let page = file(place.path(), "static/en/old.html");
    assert!(page.contains("url=../\""), "{page}");
}

#[test]
fn wordpress_attachments_have_pages() {
    let item = |id: u8, kind: &str, link: &str, status: &str, more: &str| {
        format!(
            "<item><title>T{id}</title><link>https://old.example{link}</link><wp:post_id>{id}</wp:post_id>\
             <wp:post_date_gmt>2024-01-02 10:00:00</wp:post_date_gmt><wp:post_name>t{id}</wp:post_name>\
             <wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>\n"
        )
    };
    let file_of = "<wp:post_parent>1</wp:post_parent><wp:attachment_url>https://old.example/files/a.svg</wp:attachment_url>";
    let held = file_of.replace(">1<", ">2<");
    let body = "<content:encoded><![CDATA[<a href=\"https://old.example/t1/pic/\">the picture</a>]]></content:encoded>";
    let items = [
        item(1, "post", "/t1/", "publish", body),
        item(2, "post", "/t2/", "private", ""),
        item(3, "attachment", "/t1/pic/", "inherit", file_of),
        item(4, "attachment", "/t2/secret/", "inherit", &held),
    ]
    .concat();
    let export = format!(
        "<?xml version=\"1.0\"?>\n<rss><channel><title>Old</title><link>https://old.example</link>\
         <wp:wxr_version>1.2</wp:wxr_version><!-- wordpress.org/export/ -->\n{items}</channel></rss>"
    );
    let place = holds(&[("export.xml", &export)], &["/t1/", "/t1/pic/"], &["/t2/secret/"]);
    let page = file(place.path(), "static/t1/pic/index.html");
    assert!(page.contains("url=../../t1/"), "{page}");
    let stories = crate::common::tree::paths(&place.path().join("new/content"));
    let story = stories.iter().find(|path| path.ends_with("t1.md")).unwrap();
    let text = file(place.path(), &format!("content/{story}"));
    assert!(text.contains("[the picture](https://old.example/files/a.svg)"), "{text}");
}

#[test]
fn jekyll_names_are_slugs_and_liquid_may_be_code() {
    let place = holds(
        &[
            (
                "_config.yml",
                "title: Old\nurl: https://old.example\npermalink: /:slugified_categories/:title/\n",
            ),
            (
                "_posts/2020-01-02-Ä b c.md",
                "---\ntitle: A\ncategories: [Élections]\nrender_with_liquid: false\n---\n`{{ page.title }}`\n",
            ),
        ],
        &["/élections/Ä-b-c/"],
        &[],
    );
    let posts = crate::common::tree::paths(&place.path().join("new/content"));
    let post = posts.iter().find(|path| path.ends_with(".md")).unwrap();
    let text = file(place.path(), &format!("content/{post}"));
    assert!(text.contains("`{{ page.title }}`"), "{text}");
}
