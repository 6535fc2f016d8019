//! What no reader of the old site could open is in no file of the new one, and the report says so.

use super::{answers, built, file, import, source};

/// Whatever was not public in a source holds this word.
const SECRET: &str = "SECRETWORD";

/// Imports and builds a source: nothing secret is in the site, each address answers, and the report
/// has each line.
#[track_caller]
fn hides(files: &[(&str, &str)], addresses: &[&str], lines: &[&str]) {
    let place = source(files);
    import(place.path(), &[]).done();
    let built = built(place.path());
    for (file, bytes) in &built {
        let shows = String::from_utf8_lossy(bytes).contains(SECRET);
        assert!(!shows && !file.contains("secret"), "{file} shows what was not public");
    }
    for address in addresses {
        assert!(answers(&built, address), "{address} is lost: {:#?}", built.keys());
    }
    let report = file(place.path(), "import-report.md");
    for line in lines {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

const HUGO: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = 'https://old.example/'\ntitle = 'Old'\nignoreFiles = ['\\.secret\\.md$', '^content/closed/', 'old\\d']\n\
         [[cascade]]\n[cascade.build]\nrender = 'never'\n[cascade.target]\npath = '/members/**'\n\
         [frontmatter]\npublishDate = ['goes', ':default']\n",
    ),
    ("content/posts/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText.\n"),
];

#[test]
fn hugo_texts_that_are_not_public_stay_so() {
    let dated = |more: &str| format!("---\ntitle: S\ndate: 2021-01-01\n{more}\n---\nSECRETWORD\n");
    let bare = dated("");
    for (files, lines) in [
        (
            &[("posts/b.md", &*dated("publishDate: 2099-01-01"))][..],
            &["scheduled for later (1)"][..],
        ),
        (&[("posts/b.md", &*dated("goes: 2099-01-01"))], &["scheduled for later (1)"]),
        (
            &[("posts/b.md", &*dated("publishDate: soon"))],
            &["scheduled for later (1)", "`soon` is not a date (1)"],
        ),
        (&[("posts/b.md", &*dated("published: false"))], &["a draft (1)"]),
        (
            &[
                (
                    "priv/_index.md",
                    "---\ntitle: P\ncascade: {build: {render: never}}\n---\nSECRETWORD\n",
                ),
                ("priv/deep/b.md", &bare),
            ],
            &["2 texts that Hugo renders nowhere"],
        ),
        (
            &[
                (
                    "priv/_index.md",
                    "---\ntitle: P\ncascade: [{draft: true, target: {path: '/priv/x*'}}]\n---\nWords.\n",
                ),
                ("priv/xb.md", &bare),
            ],
            &["a draft (1)"],
        ),
        (
            &[("members/b.md", &*bare), ("members/c/index.md", &bare)],
            &["2 texts that Hugo renders nowhere"],
        ),
        (
            &[("priv/_index.md", "---\ntitle: P\ndraft: true\n---\n"), ("priv/b.md", &bare)],
            &["a draft (1)", "in a section that is not public (1)"],
        ),
        (
            &[("priv/_index.md", "---\ntitle: P\ndate: 2999-01-01\n---\n"), ("priv/b.md", &bare)],
            &["in a section that is not public (1)"],
        ),
        (
            &[
                ("posts/b/index.md", &*dated("draft: true")),
                ("posts/b/secret.pdf", "x"),
                ("posts/b/in/secret.pdf", "x"),
            ],
            &[
                "a file beside a text that is not public: it comes when the source publishes the text (2)",
            ],
        ),
        (
            &[
                ("posts/b/index.md", &*dated("publishDate: 2099-01-01")),
                ("posts/b/secret.pdf", "x"),
            ],
            &[
                "a file beside a text that is not public: it comes when the source publishes the text (1)",
            ],
        ),
        (
            &[("posts/b/index.md", &*dated("headless: true")), ("posts/b/secret.pdf", "x")],
            &[
                "a file beside a text that is not public: it comes when the source publishes the text (1)",
            ],
        ),
        (
            &[("other/b.md", &*dated("draft: true")), ("other/secret.pdf", "x")],
            &[
                "a file beside a text that is not public: it comes when the source publishes the text (1)",
            ],
        ),
        (
            &[
                ("posts/o.org", "#+draft: true\nSECRETWORD"),
                ("posts/o.adoc", "= T\n:draft:\n\nSECRETWORD"),
                ("posts/o.rst", "SECRETWORD"),
                ("posts/o.pdc", "SECRETWORD"),
            ],
            &[
                "a text in Org mode (1)",
                "a text in AsciiDoc (1)",
                "a text in reStructuredText (1)",
                "a text in Pandoc's Markdown (1)",
            ],
        ),
        (
            &[
                ("posts/b.secret.md", &*bare),
                ("closed/b.md", &bare),
                ("closed/secret.pdf", "x"),
                ("posts/old1.md", &bare),
            ],
            &["3 texts that the site leaves out (`ignoreFiles`)"],
        ),
        (
            &[(
                "posts/b.md",
                "{\"title\":\"J\",\"date\":\"2021-01-01\",\"draft\":true,}\nSECRETWORD\n",
            )],
            &["a draft (1)", "front matter that cannot be read"],
        ),
        (
            &[
                ("posts/b/index.md", "---\ntitle: B\ndate: 2021-01-01\n---\nB.\n"),
                ("posts/b/other.md", &bare),
                ("posts/b/in/index.md", &bare),
            ],
            &["without a page of its own (2)"],
        ),
        (&[("posts/b.md", &*dated("draft: true\ntags: [secret]"))], &["a draft (1)"]),
    ] {
        let files: Vec<(String, &str)> =
            files.iter().map(|(path, text)| (format!("content/{path}"), *text)).collect();
        let files = files.iter().map(|(path, text)| (path.as_str(), *text));
        let all: Vec<(&str, &str)> = HUGO.iter().copied().chain(files).collect();
        hides(&all, &["/posts/a/"], lines);
    }
}

#[test]
fn what_hugo_publishes_beside_others_stays_public() {
    hides(
        &[
            (
                "hugo.toml",
                "baseURL = 'https://old.example/'\ntitle = 'Old'\ndefaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\n",
            ),
            (
                "content/posts/_index.md",
                "---\ntitle: P\ncascade: {draft: true, target: {kind: page}}\n---\n",
            ),
            (
                "content/posts/a/index.md",
                "---\ntitle: A\ndate: 2020-01-01\ndraft: false\n---\nText.\n",
            ),
            (
                "content/posts/a/index.fr.md",
                "---\ntitle: A\ndate: 2020-01-01\ndraft: true\n---\nSECRETWORD\n",
            ),
            ("content/posts/a/a.pdf", "x"),
            ("content/posts/a/in/chart.html", "<p>x"),
            ("content/posts/b.fr.md", "---\ntitle: B\ndate: 2020-01-02\n---\nTexte.\n"),
        ],
        &["/posts/a/", "/posts/a/a.pdf", "/posts/a/in/chart.html", "/fr/posts/b/"],
        &["a draft (1)"],
    );
}

#[test]
fn jekyll_texts_that_are_not_public_stay_so() {
    let post = "---\ntitle: S\ncategory: news\n---\nSECRETWORD\n";
    hides(
        &[
            (
                "_config.yml",
                "title: Old\nurl: https://old.example\nexclude: [\"internal-*\", \"**/*.bak.md\", \"pages/no?.md\", _posts/closed]\n\
                 defaults: [{scope: {path: \"_posts/*/x\"}, values: {published: false}}]\n",
            ),
            ("_posts/2020-01-01-a.md", "---\ntitle: A\ncategory: news\n---\nText.\n"),
            ("_posts/closed/2020-01-02-b.md", post),
            ("_posts/c/x/2020-01-02-c.md", post),
            (
                "_posts/2020-01-03-d.md",
                "---\ntitle: D\nredirect_to: https://b.example/\n---\nSECRETWORD\n",
            ),
            ("internal-a.md", post),
            ("a.bak.md", post),
            ("pages/not.md", post),
            ("pages/yes.md", "---\ntitle: Yes\n---\nYes.\n"),
            ("memo.adoc", "---\npublished: false\n---\nSECRETWORD\n"),
            ("_posts/2020-01-04-e.md", "---\ntitle: E\npublished:\n---\nSECRETWORD\n"),
            ("_posts/2020-01-05-f.md", "---\ntitle: F\npublished: ~\n---\nSECRETWORD\n"),
            ("pages/g.md", "---\ntitle: G\npublished: null\n---\nSECRETWORD\n"),
            ("_posts/2020-01-06-h.md", "---\ntitle: H\ncategory: news\npublished: true\n---\nH.\n"),
        ],
        &[
            "/news/2020/01/01/a.html",
            "/2020/01/03/d.html",
            "/pages/yes.html",
            "/news/2020/01/06/h.html",
        ],
        &[
            "a draft (4)",
            "without a page of its own (1)",
            "a page that only leads elsewhere (`redirect\\_to`) (1)",
        ],
    );
}

#[test]
fn zola_texts_that_are_not_public_stay_so() {
    hides(
        &[
            (
                "config.toml",
                "base_url = \"https://old.example\"\ntitle = \"Old\"\nignored_content = [\"*.secret.md\", \"closed/**\"]\n",
            ),
            ("content/blog/a.md", "+++\ntitle = \"A\"\ndate = 2020-01-01\n+++\nText.\n"),
            (
                "content/blog/a/index.md",
                "+++\ntitle = \"B\"\ndate = 2020-01-01\ndraft = true\n+++\nSECRETWORD\n",
            ),
            ("content/blog/a/in/secret.pdf", "x"),
            ("content/priv/_index.md", "+++\ntitle = \"P\"\ndraft = true\n+++\n"),
            ("content/priv/b.md", "+++\ntitle = \"B\"\ndate = 2020-01-01\n+++\nSECRETWORD\n"),
            (
                "content/priv/deep/c/index.md",
                "+++\ntitle = \"C\"\ndate = 2020-01-01\n+++\nSECRETWORD\n",
            ),
            ("content/priv/deep/secret.pdf", "x"),
            (
                "content/blog/d.secret.md",
                "+++\ntitle = \"D\"\ndate = 2020-01-01\n+++\nSECRETWORD\n",
            ),
            ("content/closed/e.md", "+++\ntitle = \"E\"\ndate = 2020-01-01\n+++\nSECRETWORD\n"),
        ],
        &["/blog/a/"],
        &[
            "in a section that is not public (2)",
            "a draft (2)",
            "2 texts that the site leaves out (`ignored_content`)",
        ],
    );
}

#[test]
fn eleventy_texts_that_are_not_public_stay_so() {
    let post = "---\ntitle: S\ndate: 2020-01-02\n---\nSECRETWORD\n";
    hides(
        &[
            (
                ".eleventy.js",
                "module.exports = c => { c.ignores.add('src/c/**'); return { dir: { input: 'src' } } }\n",
            ),
            (".eleventyignore", "# Notes\nsrc/ig/\n!src/ig/in.md\n"),
            (".gitignore", "node_modules\n*.local.md\nsecret.pdf\n"),
            ("src/posts/a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nText.\n"),
            ("src/ig/i.md", post),
            ("src/c/i.md", post),
            ("src/posts/g.local.md", post),
            ("src/posts/secret.pdf", "x"),
            ("src/posts/d.md", post),
            ("src/posts/d.11tydata.js", "module.exports = { draft: true };\n"),
            ("src/posts/e.md", post),
            ("src/posts/e.11tydata.js", "export default { \"permalink\": false }\n"),
            ("src/posts/f.md", post),
            (
                "src/posts/f.11tydata.js",
                "module.exports = () => ({ permalink: process.env.ALL ? '/f/' : false })\n",
            ),
            ("src/posts/g.md", post),
            ("src/posts/g.json", "{\"draft\": true}"),
            (
                "src/h/h.11tydata.js",
                "module.exports = {\n  // posts of the desk\n  published: false,\n}\n",
            ),
            ("src/h/i.md", post),
            (
                "src/k/k.11tydata.js",
                "module.exports = { eleventyComputed: { permalink: data => data.draft ? false : data.permalink } }\n",
            ),
            ("src/k/k.md", "---\ntitle: K\ndate: 2020-01-03\n---\nText.\n"),
        ],
        &["/posts/a/", "/k/"],
        &[
            "3 texts that the site leaves out",
            "a draft (4)",
            "1 templates that make lists, or no page",
        ],
    );
}

/// What a text says above itself in a language that is none of data.
#[test]
fn eleventy_front_matter_that_is_a_program_is_no_text() {
    let post = |language: &str, front: &str| format!("---{language}\n{front}\n---\nSECRETWORD\n");
    let open =
        |language: &str, front: &str| post(language, front).replace("SECRETWORD", "Words of it.");
    hides(
        &[
            ("eleventy.config.js", "module.exports = c => {};\n"),
            (
                "posts/a.md",
                &open("js", "{ title: \"A of it\", date: \"2020-01-01\", draft: false }"),
            ),
            ("posts/b.md", &open("javascript", "const title = 'B';\nconst date = '2020-01-02';")),
            ("posts/c.md", &post("js", "{\n  title: \"C\",\n  draft: true\n}")),
            ("posts/d.md", &post("javascript", "const date = '2020-01-02';\nconst draft = true;")),
            ("posts/e.md", &post("js", "{ date: '2020-01-02', permalink: () => false }")),
            ("posts/f.md", &post("js", "{ date: '2020-01-02', permalink(data) { return false } }")),
            ("posts/g.md", &post("coffee", "date: '2020-01-02'\ndraft: yes")),
            ("posts/h.md", &post("js", "{ permalink: false }")),
            ("posts/i.md", "---A word before a rule\n\nWords.\n"),
        ],
        &["/posts/a/", "/posts/b/", "/posts/i/"],
        &[
            "a draft (5)",
            "front matter that cannot be read: it is a program, of which the plain lines are taken (7)",
            "front matter that cannot be read: its language is not known here (1)",
            "1 templates that make lists, or no page",
        ],
    );
}

#[test]
fn eleventy_texts_in_no_list_are_in_none_here() {
    let post =
        |more: &str, words: &str| format!("---\ntitle: T\ndate: 2020-01-02\n{more}---\n{words}\n");
    let excluded = "eleventyExcludeFromCollections: true\n";
    hides(
        &[
            ("eleventy.config.js", "module.exports = c => {};\n"),
            ("posts/a.md", &post("eleventyExcludeFromCollections: false\n", "Open.")),
            ("posts/b.md", &post(excluded, "SECRETWORD")),
            ("posts/c.md", &post("eleventyExcludeFromCollections: [\"posts\"]\n", "SECRETWORD")),
            ("other/other.json", "{\"eleventyExcludeFromCollections\": true}"),
            ("other/d.md", &post("", "SECRETWORD")),
            // In a list by its tag, though nobody wrote its date.
            (
                "posts/e.md",
                "---\ntitle: E\ntags: posts\neleventyExcludeFromCollections: true\n---\nSECRETWORD\n",
            ),
            // A page is in no list anyway.
            ("about.md", "---\ntitle: About\neleventyExcludeFromCollections: true\n---\nAbout.\n"),
        ],
        &["/posts/a/", "/about/"],
        &["unlisted (4)"],
    );
}

/// Shapes of `permalink` that make no page, and what programs and files of data say of all texts.
#[test]
fn eleventy_texts_without_a_page_stay_without_one() {
    let site = ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}");
    let config = ("eleventy.config.js", "module.exports = c => {};\n");
    let post = |front: &str, body: &str| {
        format!("---\ntitle: S\ndate: 2020-01-02\n{front}\n---\n{body}\n")
    };
    let none = "templates that make lists, or no page";
    for (front, line) in [
        ("permalink: {build: false}", none),
        ("permalink:\n  build: false", none),
        ("permalink: {}", none),
        ("permalink: {serverless: /x/}", none),
        ("eleventyComputed: {permalink: {build: false}}", none),
        ("eleventyExcludeFromCollections: true", "unlisted (1)"),
    ] {
        let text = post(front, SECRET);
        let open = post("permalink: {build: /b/}", "Words.");
        hides(&[site, config, ("posts/a.md", &text), ("posts/b.md", &open)], &["/b/"], &[line]);
    }
    let text = post("", SECRET);
    let open = post("", "Words.");
    for (files, line) in [
        (&[("posts/posts.json", "{\"permalink\": {\"build\": false}}")][..], none),
        (&[("posts/posts.json", "{\"eleventyExcludeFromCollections\": true}")], "unlisted (1)"),
        (
            &[(
                "posts/posts.11tydata.js",
                "module.exports = { eleventyExcludeFromCollections: true };\n",
            )],
            "unlisted (1)",
        ),
        (&[("posts/posts.11tydata.ts", "export default { permalink: false };\n")], none),
        (
            &[("posts/posts.11tydata.js", "export default { permalink: {\n build: false } };\n")],
            "a draft (1)",
        ),
        (
            &[
                ("eleventy.config.js", "module.exports = c => c.addDataExtension('yaml', read);\n"),
                ("posts/posts.yaml", "permalink: false\n"),
            ],
            none,
        ),
        (
            &[
                ("eleventy.config.js", "module.exports = c => c.setDataFileBaseName('index');\n"),
                ("posts/index.11tydata.json", "{\"permalink\": false}"),
            ],
            none,
        ),
    ] {
        let first = [site, ("posts/a.md", &*text), ("more/b.md", &*open)];
        let has_config = files.iter().any(|(name, _)| *name == "eleventy.config.js");
        let config = [config].into_iter().filter(|_| !has_config);
        let all: Vec<_> = first.into_iter().chain(config).chain(files.iter().copied()).collect();
        hides(&all, &["/more/b/"], &[line]);
    }
    // Of all texts.
    let held = post("hold: true", SECRET);
    let told = "whether this one is public, nobody can tell here";
    for (files, holds_all) in [
        (
            &[(
                "eleventy.config.js",
                "export default c => { c.addPreprocessor('drafts', '*', (data, content) => { if (data.hold && process.env.MODE === 'build') { return false; } }); };\n",
            )][..],
            false,
        ),
        (
            &[
                (
                    "_data/eleventyComputed.js",
                    "module.exports = { permalink: data => data.hold ? false : data.permalink };\n",
                ),
                config,
            ],
            false,
        ),
        (
            &[
                (
                    "eleventy.config.js",
                    "module.exports = c => c.addPlugin(require('./drafts.js'));\n",
                ),
                (
                    "drafts.js",
                    "function asked() { return (data) => { if (data.hold) { return false; } return data.permalink; } }\n\
                     module.exports = c => { c.addGlobalData(\"eleventyComputed.permalink\", asked); };\n",
                ),
            ],
            false,
        ),
        (
            &[(
                "eleventy.config.js",
                "module.exports = c => { c.addPreprocessor('odd', '*', data => { if (!isPublic(data)) return false; }); };\n",
            )],
            true,
        ),
        (
            &[
                (
                    "_data/eleventyComputed.js",
                    "module.exports = { permalink: data => data.open ? data.permalink : false };\n",
                ),
                config,
            ],
            true,
        ),
    ] {
        let open = if holds_all { post("", SECRET) } else { post("", "Words.") };
        let first = [site, ("posts/a.md", &*held), ("posts/b.md", &*open)];
        let all: Vec<_> = first.into_iter().chain(files.iter().copied()).collect();
        match holds_all {
            true => hides(&all, &[], &["a draft (2)", told]),
            false => hides(&all, &["/posts/b/"], &["a draft (1)"]),
        }
    }
    // What is outside the folder of the content is no text.
    let config = ("eleventy.config.js", "export default c => { c.setInputDirectory('src'); };\n");
    hides(&[site, config, ("notes/a.md", &text), ("src/b.md", &open)], &["/b/"], &[]);
    // Texts whose date is ahead, where a program asks for it.
    let config = (
        "eleventy.config.js",
        "export default c => { c.addPreprocessor('later', '*', data => { if (data.page.date > new Date()) return false; }); };\n",
    );
    let later = text.replace("2020-01-02", "2999-01-02");
    hides(
        &[site, config, ("posts/a.md", &later), ("posts/b.md", &open)],
        &["/posts/b/"],
        &["scheduled for later (1)"],
    );
}
