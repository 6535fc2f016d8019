//! What a generator does in ways of its own: where its texts are, how it names them, and what it
//! makes of their marks.

use super::{answers, built, file, import, source};

/// That these addresses answer and these do not.
fn holds(files: &[(&str, &str)], there: &[&str], absent: &[&str]) -> tempfile::TempDir {
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
