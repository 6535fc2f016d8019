//! Sites in several languages, and sites with their texts in folders of their own choice.

use super::{answers, built, file, import, source};

fn story(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2020-01-05\n---\n{words}\n")
}

#[test]
fn versions_of_a_story_name_each_other_and_keep_their_addresses() {
    let [en, ru, hy, other] =
        [("Talks", "Words."), ("Переговоры", "Слова."), ("Talks", "SECRETWORD"), ("Dam", "Water.")]
            .map(|(title, words)| story(title, words));
    let place = source(&[
        ("config/_default/hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n"),
        (
            "config/_default/languages.en.toml",
            "contentDir = 'content/en'\nlocale = 'en-US'\nweight = 1\n",
        ),
        ("config/_default/languages.ru.toml", "contentDir = 'content/ru'\n"),
        ("config/_default/languages.hy.toml", "contentDir = 'content/hy'\ndisabled = true\n"),
        ("content/en/news/talks.md", &en),
        ("content/ru/news/talks.md", &ru),
        ("content/hy/news/talks.md", &hy),
        // Of no language.
        ("content/ka/news/talks.md", &hy),
        ("content/en/news/dam.md", &other),
        ("content/en/_index.md", "---\ntitle: Welcome\n---\nWe are a *small* paper.\n"),
    ]);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in ["/news/talks/", "/ru/news/talks/", "/news/dam/", "/front-page/"] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    let shows_secret = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("SECRETWORD");
    assert!(!site.values().any(shows_secret));
    let english = file(place.path(), "content/news/2020/talks.md");
    assert!(english.contains("translations:\n  ru: talks-2.md\n"), "{english}");
    let russian = file(place.path(), "content/news/2020/talks-2.md");
    assert!(russian.contains("language: ru\n"), "{russian}");
    assert!(!russian.contains("translations"), "{russian}");
    assert!(!file(place.path(), "content/news/2020/dam.md").contains("language"));
    assert!(file(place.path(), "content/front-page.md").contains("We are a *small* paper."));
    let report = file(place.path(), "import-report.md");
    let left_out = "- 1 texts in a language that the site leaves out (`disabled`)";
    assert!(report.contains(left_out), "{report}");
}

#[test]
fn texts_are_where_the_site_mounts_them() {
    let [a, secret] = [story("A", "Words."), story("B", "SECRETWORD")];
    let place = source(&[
        (
            "hugo.toml",
            "baseURL = 'https://old.example/'\ntitle = 'Old'\n\
             [[module.mounts]]\nsource = 'docs'\ntarget = 'content/notes'\nexcludeFiles = ['inner/**']\n\
             [[module.mounts]]\nsource = 'blog'\ntarget = 'content/posts'\n\
             [[module.mounts]]\nsource = 'files'\ntarget = 'static/f'\n\
             [permalinks]\nposts = '/:year/:month/:slug/'\n[uglyURLs]\nposts = true\n\
             [params]\ndescription = 'Words, and <a href=\"/x/\">more</a>'\n",
        ),
        ("blog/d.md", "---\ntitle: D\ndate: 2020-01-05\n---\nText.\n"),
        ("docs/a.md", &a),
        ("docs/inner/b.md", &secret),
        ("content/notes/c.md", &secret),
        ("files/list.txt", "A list.\n"),
    ]);
    import(place.path(), &["--as", "hugo"]).done();
    let site = built(place.path());
    for address in ["/notes/a/", "/f/list.txt", "/2020/01/d.html"] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    let shows_secret = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("SECRETWORD");
    assert!(!site.values().any(shows_secret));
    assert!(file(place.path(), "site.yaml").contains("tagline: Words, and more\n"));
}
