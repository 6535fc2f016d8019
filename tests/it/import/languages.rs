//! Sites in several languages, and sites with their texts in folders of their own choice.

use super::{answers, built, file, import, source};

fn story(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2020-01-05\n---\n{words}\n")
}

#[test]
fn a_site_of_hugo_in_several_languages_stays_one() {
    let [en, ru, hy, other] =
        [("Talks", "Words."), ("Переговоры", "Слова."), ("Talks", "SECRETWORD"), ("Dam", "Water.")]
            .map(|(title, words)| story(title, words));
    let place = source(&[
        ("config/_default/hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n"),
        (
            "config/_default/languages.en.toml",
            "contentDir = 'content/en'\nlocale = 'en-US'\nweight = 1\n",
        ),
        (
            "config/_default/languages.ru.toml",
            "contentDir = 'content/ru'\ntitle = 'Старое'\n[[menus.main]]\nname = 'О нас'\nurl = '/ru/about/'\n",
        ),
        ("config/_default/languages.hy.toml", "contentDir = 'content/hy'\ndisabled = true\n"),
        ("content/en/news/talks.md", &en),
        ("content/ru/news/talks.md", &ru),
        ("content/ru/news/_index.md", "---\ntitle: Новости\n---\n"),
        ("content/ru/news/alone.md", &ru),
        ("content/ru/about.md", "---\ntitle: О нас\n---\nМы.\n"),
        ("content/en/about.md", "---\ntitle: About\n---\nWe.\n"),
        ("content/hy/news/talks.md", &hy),
        // Of no language.
        ("content/ka/news/talks.md", &hy),
        ("content/en/news/dam.md", &other),
        ("content/en/_index.md", "---\ntitle: Welcome\n---\nWe are a *small* paper.\n"),
        ("content/ru/_index.md", "---\ntitle: Здравствуйте\n---\nМы *малая* газета.\n"),
    ]);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in [
        "/",
        "/ru/",
        "/news/talks/",
        "/ru/news/talks/",
        "/ru/news/alone/",
        "/news/dam/",
        "/about/",
        "/ru/about/",
        "/front-page/",
        "/ru/front-page/",
        "/ru/news/",
    ] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    let shows_secret = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("SECRETWORD");
    assert!(!site.values().any(shows_secret));
    let settings = file(place.path(), "site.yaml");
    for part in ["languages:", "title: Старое", "Новости", "О нас"] {
        assert!(settings.contains(part), "{part}: {settings}");
    }
    assert!(!settings.contains("language: "), "{settings}");
    for text in
        ["content/news/2020/talks.md", "content/news/2020/talks.ru.md", "content/about.ru.md"]
    {
        let text = file(place.path(), text);
        assert!(!text.contains("translations") && !text.contains("language"), "{text}");
    }
    let page = String::from_utf8(site["ru/news/talks/index.html"].clone()).unwrap();
    assert!(page.contains("<html lang=\"ru\"") && page.contains("hreflang=\"en-US\""), "{page}");
    assert!(file(place.path(), "content/front-page.md").contains("We are a *small* paper."));
    let report = file(place.path(), "import-report.md");
    let left_out = "- 1 texts in a language that the site leaves out (`disabled`)";
    assert!(report.contains(left_out), "{report}");
}

/// `page.fr.md` beside `page.md`, in folders of their own or not, with other slugs and days.
#[test]
fn a_site_of_zola_in_several_languages_stays_one() {
    let page = |fields: &str, words: &str| format!("+++\n{fields}\n+++\n{words}\n");
    let post = |title: &str, more: &str| page(&format!("title = '{title}'\n{more}"), title);
    let place = source(&[
        (
            "config.toml",
            "base_url = 'https://old.example'\ntitle = 'Old'\ndefault_language = 'en'\n\
             [languages.fr]\ntitle = 'Vieux'\ndescription = 'Un site'\n[languages.pt-BR]\n",
        ),
        ("content/blog/_index.md", &page("title = 'Blog'", "")),
        ("content/blog/_index.fr.md", &page("title = 'Carnet'", "")),
        ("content/blog/talks.md", &post("Talks", "date = 2020-01-05")),
        (
            "content/blog/talks.fr.md",
            &post("Pourparlers", "date = 2021-02-05\nslug = 'pourparlers'"),
        ),
        ("content/blog/talks.pt-BR.md", &post("Conversas", "date = 2020-01-06")),
        ("content/blog/vote/index.md", &post("Vote", "date = 2020-01-07")),
        ("content/blog/vote/index.fr.md", &post("Le vote", "date = 2020-01-07\ndraft = true")),
        (
            "content/blog/seul.fr.md",
            &post("Seul", "date = 2020-01-08\n[taxonomies]\ntags = ['eau']"),
        ),
        // Of one name with another story, and no version of it.
        ("content/other/talks.fr.md", &post("Autre", "date = 2020-01-09")),
    ]);
    import(place.path(), &["--as", "zola"]).done();
    let site = built(place.path());
    for address in [
        "/blog/talks/",
        "/fr/blog/pourparlers/",
        "/pt-BR/blog/talks/",
        "/blog/vote/",
        "/fr/blog/seul/",
        "/fr/other/talks/",
        "/fr/",
        "/pt-BR/",
        "/fr/tags/eau/",
    ] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    assert!(!site.contains_key("fr/blog/vote/index.html"));
    let french = file(place.path(), "content/blog/2020/talks.fr.md");
    assert!(french.contains("slug: pourparlers\n") && !french.contains("language"), "{french}");
    let english = String::from_utf8(site["blog/talks/index.html"].clone()).unwrap();
    for part in ["href=\"https://old.example/fr/blog/pourparlers/\"", "hreflang=\"pt-BR\""] {
        assert!(english.contains(part), "{part}: {english}");
    }
    let settings = file(place.path(), "site.yaml");
    for part in ["title: Vieux", "tagline: Un site", "title: Carnet", "base: \"/pt-BR/\""] {
        assert!(settings.contains(part), "{part}: {settings}");
    }
    // A second import finds nothing to do.
    let again = import(place.path(), &["--as", "zola"]).done();
    assert!(again.stdout.contains("0 "), "{}", again.stdout);
}

/// A section that has the name of a language cannot be in the folder of that: then versions are
/// stories that name each other, as they were.
#[test]
fn a_section_with_the_name_of_a_language_keeps_its_addresses() {
    let place = source(&[
        (
            "hugo.toml",
            "baseURL = 'https://old.example/'\ntitle = 'Old'\n[languages.en]\n[languages.ru]\n",
        ),
        ("content/ru/talks.md", &story("Talks", "Words.")),
        ("content/ru/talks.ru.md", &story("Переговоры", "Слова.")),
    ]);
    import(place.path(), &["--as", "hugo"]).done();
    let site = built(place.path());
    for address in ["/ru/talks/", "/ru/ru/talks/"] {
        assert!(answers(&site, address), "{address}: {:#?}", site.keys());
    }
    assert!(!file(place.path(), "site.yaml").contains("languages"));
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

/// Languages that are written in other letters than the site's have addresses in these, as they
/// have without a word in site.yaml.
#[test]
fn a_language_may_have_other_letters_than_the_first() {
    for tag in ["ar", "fa", "he", "ja", "zh-TW", "hi", "fr", "el"] {
        let other = story("Talks", "Words.");
        let hugo = format!(
            "baseURL = 'https://old.example/'\ntitle = 'Old'\ndefaultContentLanguage = 'en'\n\
             [languages.en]\ntitle = 'E'\n[languages.{tag}]\ntitle = 'X'\n"
        );
        let zola = format!(
            "base_url = 'https://old.example'\ntitle = 'Old'\ndefault_language = 'en'\n\
             [languages.{tag}]\ntitle = 'X'\n"
        );
        let page = "+++\ntitle = 'Talks'\ndate = 2020-01-05\n+++\nWords.\n";
        for (kind, settings, file_name, text) in
            [("hugo", &hugo, "hugo.toml", &*other), ("zola", &zola, "config.toml", page)]
        {
            let place = source(&[
                (file_name, settings),
                ("content/news/_index.md", "+++\ntitle = 'News'\n+++\n"),
                ("content/news/talks.md", text),
                (&format!("content/news/talks.{tag}.md"), text),
            ]);
            let said = import(place.path(), &["--as", kind]).done();
            assert!(!said.stderr.contains("could not be read"), "{tag}: {}", said.stderr);
            let settings = file(place.path(), "site.yaml");
            assert!(!settings.contains("addresses"), "{tag}: {settings}");
            let site = built(place.path());
            let folder = if kind == "hugo" { tag.to_lowercase() } else { tag.to_string() };
            assert!(answers(&site, &format!("/{folder}/news/talks/")), "{tag}: {:#?}", site.keys());
        }
    }
}

/// `pageRef` names a page, which is in the folder of its language.
#[test]
fn menus_of_hugo_lead_to_the_page_in_their_language() {
    let about = "---\ntitle: About\n---\nUs.\n";
    for (setting, own, other) in [
        ("", "/about/", "/fr/about/"),
        ("defaultContentLanguageInSubdir = true\n", "/en/about/", "/fr/about/"),
    ] {
        let settings = format!(
            "baseURL = 'https://old.example/'\ndefaultContentLanguage = 'en'\n{setting}\
             [languages.en]\ntitle = 'E'\n[[languages.en.menus.main]]\nname = 'We'\npageRef = '/about'\n\
             [languages.fr]\ntitle = 'F'\n[[languages.fr.menus.main]]\nname = 'Nous'\npageRef = '/about.md'\n\
             [[languages.fr.menus.main]]\nname = 'Ici'\nurl = '/fr/about'\n"
        );
        let place = source(&[
            ("hugo.toml", &settings),
            ("content/news/talks.md", &story("Talks", "Words.")),
            ("content/news/talks.fr.md", &story("Paroles", "Mots.")),
            ("content/about.md", about),
            ("content/about.fr.md", about),
        ]);
        import(place.path(), &[]).done();
        let settings = file(place.path(), "site.yaml");
        let urls: Vec<&str> =
            settings.split(" url: \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(urls, [other, other, own], "{settings}");
        let site = built(place.path());
        assert!(answers(&site, own) && answers(&site, other), "{:#?}", site.keys());
    }
}

/// As Hugo 0.168 has them: a file of a bundle is at one address for all versions, texts are named in
/// the language of the text that names them, and old addresses are below their language.
#[test]
fn versions_have_one_file_and_their_own_links() {
    let by_folder = "baseURL: https://old.example/\ntitle: T\ndefaultContentLanguage: fr\nlanguages:\n  fr: {contentDir: content/fr, weight: 1}\n  en: {contentDir: content/en, weight: 2}\n";
    let by_name = "baseURL: https://old.example/\ntitle: T\ndefaultContentLanguage: fr\nlanguages:\n  fr: {weight: 1}\n  en: {weight: 2, permalinks: {news: '/n/:slug/'}}\n";
    let text = |title: &str, more: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: 2024-05-01\n{more}---\n{body}\n")
    };
    let links = "![P](photo.svg) [a]({{< ref \"/news/one\" >}}) [b]({{< relref \"one\" >}}) [c]({{< ref path=\"/news/one\" lang=\"LANG\" >}}) [d](/about.md) [e](../one.md) [f](https://x.example/one.md)";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    for (config, is_by_folder) in [(by_folder, true), (by_name, false)] {
        let place_of = |language: &str, path: &str, name: &str| match is_by_folder {
            true => format!("content/{language}/{path}{name}.md"),
            false if language == "en" => format!("content/{path}{name}.en.md"),
            false => format!("content/{path}{name}.md"),
        };
        let mut files = vec![("hugo.yaml".to_string(), config.to_string())];
        for (language, other) in [("fr", "en"), ("en", "fr")] {
            let of = |path: &str, name: &str| place_of(language, path, name);
            let body = links.replace("LANG", other);
            files.extend([
                (
                    of("news/talks/", "index"),
                    text("T", "aliases: [/old-talks]\nimage: photo.svg\n", &body),
                ),
                (of("news/", "one"), text("O", &format!("url: /u/one-{language}/\n"), "One.")),
                (of("", "about"), "---\ntitle: About\n---\nAbout.\n".into()),
            ]);
        }
        let photo = if is_by_folder {
            "content/fr/news/talks/photo.svg"
        } else {
            "content/news/talks/photo.svg"
        };
        files.push((photo.into(), svg.into()));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let place = source(&files);
        import(place.path(), &[]).done();
        let site = built(place.path());
        let en = if is_by_folder { "/en/news/talks/" } else { "/en/n/t/" };
        for address in [
            "/news/talks/",
            en,
            "/news/talks/photo.svg",
            "/old-talks/",
            "/en/old-talks/",
            "/u/one-fr/",
            "/u/one-en/",
        ] {
            assert!(answers(&site, address), "{address}: {:#?}", site.keys());
        }
        let read = crate::common::tree::read(&place.path().join("new/content"));
        let texts: Vec<String> =
            read.values().map(|text| String::from_utf8_lossy(text).into_owned()).collect();
        let holds = |lines: [&str; 6]| {
            texts.iter().any(|text| lines.iter().all(|line| text.contains(line)))
        };
        let of = |own: &str, other: &str, about: &str| {
            let lines = [
                "![P](/news/talks/photo.svg)".to_string(),
                format!("[a](/u/one-{own}/) [b](/u/one-{own}/) [c](/u/one-{other}/)"),
                format!("[d]({about})"),
                format!("[e](/u/one-{own}/)"),
                "[f](https://x.example/one.md)".to_string(),
                "src: \"/news/talks/photo.svg\"".to_string(),
            ];
            assert!(
                holds([&lines[0], &lines[1], &lines[2], &lines[3], &lines[4], &lines[5]]),
                "{lines:#?}\n{texts:#?}"
            );
        };
        of("fr", "en", "/about/");
        of("en", "fr", "/en/about/");
        let report = file(place.path(), "import-report.md");
        assert!(!report.contains("Files that are not there"), "{report}");
    }
}
