//! Which files come along: those that the old site published, and no others.

use super::{answers, built, file, import, source};

/// Imports and builds a source: these addresses answer, these do not, and the report has each line.
#[track_caller]
fn brings(files: &[(&str, &str)], there: &[&str], absent: &[&str], lines: &[&str]) {
    let place = source(files);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in there {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    for address in absent {
        assert!(!answers(&site, address), "{address}: {:#?}", site.keys());
    }
    let report = file(place.path(), "import-report.md");
    for line in lines {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
const PDF: &str = "%PDF-1.4\n%%EOF\n";

/// <https://www.11ty.dev/docs/copy/>
#[test]
fn eleventy_copies_what_its_settings_name() {
    let data = ("src/_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}");
    let post = ("src/posts/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText.\n");
    let files = [
        data,
        post,
        ("src/img/a.svg", SVG),
        ("src/img/deep/b.svg", SVG),
        ("src/notes/internal.pdf", PDF),
        ("src/files/c.pdf", PDF),
        ("more/d.svg", SVG),
    ];
    let config = |lines: &str| {
        format!("module.exports = c => {{ {lines}; return {{ dir: {{ input: 'src' }} }} }}\n")
    };
    for (lines, there, absent) in [
        (
            "c.addPassthroughCopy(\"src/img\")",
            &["/img/a.svg", "/img/deep/b.svg"][..],
            &["/notes/internal.pdf", "/files/c.pdf", "/more/d.svg"][..],
        ),
        (
            "c.addPassthroughCopy({ 'src/files': 'downloads', './more/d.svg': '/' })",
            &["/downloads/c.pdf", "/d.svg"],
            &["/files/c.pdf", "/notes/internal.pdf", "/img/a.svg", "/more/d.svg"],
        ),
        (
            "c.addPassthroughCopy('src/**/*.svg'); c.addPassthroughCopy({'src/f*/*.pdf': 'x'})",
            &["/img/a.svg", "/img/deep/b.svg", "/x/c.pdf"],
            &["/notes/internal.pdf", "/more/d.svg", "/files/c.pdf"],
        ),
        (
            "c.setTemplateFormats(['md', 'svg'])",
            &["/img/a.svg", "/img/deep/b.svg"],
            &["/notes/internal.pdf", "/more/d.svg"],
        ),
        ("// c.addPassthroughCopy('src/img')\n", &[], &["/img/a.svg", "/notes/internal.pdf"]),
    ] {
        let config = config(lines);
        let all = [&[(".eleventy.js", &*config)], &files[..]].concat();
        let there = [there, &["/posts/a/"]].concat();
        let left = "pictures and documents that the site does not copy";
        brings(&all, &there, absent, &[left]);
    }
}

/// Plug-ins write the pictures that texts show, whoever copies them.
#[test]
fn eleventy_pictures_that_texts_show_are_there() {
    let post =
        |more: &str, words: &str| format!("---\ntitle: A\ndate: 2020-01-01\n{more}---\n{words}\n");
    let open = post("image: ./lead.svg\n", "![A](../img/a.svg) [b](b.pdf) <!-- ![c](c.svg) -->");
    let held = post("draft: true\n", "![d](secret.svg)");
    brings(
        &[
            (".eleventy.js", "module.exports = c => c.addPassthroughCopy(dirs.img)\n"),
            ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}"),
            ("posts/a.md", &open),
            ("posts/d.md", &held),
            ("img/a.svg", SVG),
            ("posts/lead.svg", SVG),
            ("posts/b.pdf", PDF),
            ("posts/c.svg", SVG),
            ("posts/secret.svg", SVG),
        ],
        &["/posts/a/", "/posts/img/a.svg", "/posts/a/lead.svg"],
        &[
            "/posts/b.pdf",
            "/posts/c.svg",
            "/posts/a/c.svg",
            "/posts/secret.svg",
            "/posts/d/secret.svg",
        ],
        &[
            "a picture that the site does not copy, though a text shows it: it is here now (2)",
            "the settings copy `dirs.img`, and which files that is, nobody can tell here",
        ],
    );
}

/// <https://gohugo.io/content-management/build-options/>
#[test]
fn hugo_publishes_files_beside_texts_unless_told() {
    let config = ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n");
    let post = |front: &str, words: &str| {
        format!("---\ntitle: T\ndate: 2020-01-02\n{front}---\n{words}\n")
    };
    let head = "---\ntitle: News\ncascade: {build: {publishResources: false}}\n---\n";
    let shows = post("build: {publishResources: false}\n", "![a](a.svg) [b](b.pdf)");
    let none = post("_build: {publishResources: false}\n", "Text.");
    let (plain, own) = (post("", "Text."), post("build: {list: always}\n", "Text."));
    brings(
        &[
            config,
            ("content/posts/a/index.md", &shows),
            ("content/posts/a/a.svg", SVG),
            ("content/posts/a/b.pdf", PDF),
            ("content/posts/b/index.md", &none),
            ("content/posts/b/interview.pdf", PDF),
            ("content/posts/c/index.md", &plain),
            ("content/posts/c/c.pdf", PDF),
            ("content/news/_index.md", head),
            ("content/news/d/index.md", &plain),
            ("content/news/d/d.pdf", PDF),
            ("content/news/e/index.md", &own),
            ("content/news/e/e.pdf", PDF),
        ],
        &[
            "/posts/a/",
            "/posts/b/",
            "/posts/a/a.svg",
            "/posts/c/c.pdf",
            "/news/d/",
            "/news/e/e.pdf",
        ],
        &["/posts/a/b.pdf", "/posts/b/interview.pdf", "/news/d/d.pdf"],
        &["`content/posts/b/interview.pdf`", "`publishResources: false`"],
    );
}

/// `StaticFile` of Jekyll: what a collection that has pages holds is copied.
#[test]
fn jekyll_copies_the_files_of_collections_that_have_pages() {
    let config = "title: Old\nurl: https://old.example\ncollections:\n  recipes: {output: true}\n  \
                  films: {output: true, permalink: \"/cinema/:path/\"}\n  notes: {output: false}\n\
                  defaults: [{scope: {path: _recipes/closed}, values: {published: false}}]\n";
    brings(
        &[
            ("_config.yml", config),
            ("_posts/2020-01-02-a.md", "---\ntitle: A\n---\nText.\n"),
            ("_recipes/soup.md", "---\ntitle: Soup\n---\nText.\n"),
            ("_recipes/card.pdf", PDF),
            ("_recipes/deep/b.svg", SVG),
            ("_recipes/_part.pdf", PDF),
            ("_recipes/closed/c.pdf", PDF),
            ("_films/d.svg", SVG),
            ("_notes/e.pdf", PDF),
            ("_posts/f.pdf", PDF),
        ],
        &["/recipes/soup.html", "/recipes/card.pdf", "/recipes/deep/b.svg", "/cinema/d.svg"],
        &["/recipes/_part.pdf", "/recipes/closed/c.pdf", "/notes/e.pdf", "/posts/f.pdf", "/f.pdf"],
        &[],
    );
}
