//! Sites in several languages: one newsroom, an edition for each.

use std::collections::{BTreeMap, BTreeSet};

use dateline::model::Reveal;
use dateline::render::{Page, Renderer};
use dateline::site::{Address, Instant, LoadOptions, load};

use crate::common::html;
use crate::common::links;
use crate::common::memory::InMemory;
use crate::common::program::run;
use crate::common::tree::{self, Tree};
use crate::common::xml;

/// Files by their paths.
type Files = BTreeMap<String, String>;

const SETTINGS: &str = "\
base_url: https://highland.example/base/
timezone: UTC
sections: [politics, economy, {id: diaspora, title: Diaspora}]
languages:
  hy:
    title: Լեռնային լուրեր
    tagline: Ինչ փոխվեց գիշերը
    sections: [{id: politics, title: Քաղաքականություն}, {id: economy, title: Տնտեսություն}]
    menu: [{title: Մեր մասին, url: /about/}]
  ru:
    title: Горный вестник
    sections: [{id: economy, title: Экономика}, {id: politics, title: Политика, description: О власти.}]
    footer: {text: Всё здесь вымышлено.}
    authors: {Anna Voss: Анна Фосс}
  en:
    title: The Highland Briefing
    dateline: \"{place} ({agency}) —\"
  ar:
    title: نشرة الجبل
    base: /arabic/
";

fn story(title: &str, fields: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2026-02-01 10:00\nauthors: [Anna Voss]\n{fields}---\n\nWords of {title}.\n"
    )
}

fn newsroom() -> Files {
    let files = [
        ("site.yaml", SETTINGS.to_string()),
        ("content/about.md", "---\ntitle: Մեր մասին\n---\nՄենք։\n".into()),
        ("content/about.ru.md", "---\ntitle: О нас\n---\nМы.\n".into()),
        (
            "content/politics/talks.md",
            story("Բանակցություններ", "tags: [խաղաղություն, NATO]\nimage: map.svg\n"),
        ),
        (
            "content/politics/talks.ru.md",
            story("Переговоры", "tags: [НАТО]\nimage: map.svg\ncorrections: [{date: 2026-02-01, text: День., this_version_only: true}]\n"),
        ),
        ("content/politics/talks.en.md", story("Talks", "dateline: {place: Hesk, agency: HBN}\n")),
        ("content/ar/politics/talks.md", story("محادثات", "image: map.svg\n")),
        ("content/politics/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>".into()),
        (
            "content/politics/vote.md",
            story("Քվե", "") + "\n[Talks](talks.md), [in Russian](talks.ru.md).\n",
        ),
        (
            "content/ru/economy/prices.md",
            story("Цены", "") + "\n[Talks](../politics/talks.md), [vote](../politics/vote.md).\n",
        ),
        ("content/diaspora/gala.en.md", story("Gala", "")),
        ("data/reads.csv", "date,path,reads\n2026-02-27,/politics/talks/,3\n2026-02-27,/ru/politics/talks/,4\n2026-02-27,/politics/vote/,5\n".into()),
    ];
    files.map(|(path, text)| (path.to_string(), text)).into()
}

/// What is rendered of a site, by the paths of the output, and what is wrong with it.
fn rendered(files: &Files) -> (Tree, Vec<String>) {
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    let bytes = files.iter().map(|(path, text)| (path.as_str(), text.clone().into_bytes()));
    let loaded = load(&InMemory::new(bytes), &options);
    let faults: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|fault| format!("{fault} -> {}", fault.hint.as_deref().unwrap_or_default()))
        .collect();
    let renderer = Renderer::new(loaded.site).unwrap_or_else(|faults| panic!("{faults:?}"));
    let made = renderer.site().routes.iter().map(|(path, _)| {
        let bytes = match renderer.render(path).unwrap() {
            Page::Html(bytes) | Page::Data(bytes) => bytes,
            Page::File(_) | Page::Card(_) => Vec::new(),
        };
        (path.to_output().as_str().to_string(), bytes)
    });
    let mut made: Tree = made.collect();
    let derived = renderer.recipes().flat_map(|recipe| renderer.derived(recipe));
    made.extend(
        derived.map(|(path, bytes)| (path.to_output().as_str().to_string(), bytes.clone())),
    );
    (made, faults)
}

fn whole(files: &Files) -> Tree {
    let (made, faults) = rendered(files);
    assert_eq!(faults, [""; 0]);
    made
}

#[track_caller]
fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path} among {:#?}", tree.keys()));
    str::from_utf8(bytes).unwrap()
}

#[test]
fn each_language_has_its_edition() {
    let made = whole(&newsroom());
    for home in ["", "ru/", "en/", "arabic/"] {
        for page in [
            "index.html",
            "404.html",
            "politics/index.html",
            "politics/talks/index.html",
            "2026/02/01/index.html",
            "most-read/index.html",
            "search/index.html",
            "search/index.json",
            "feed.xml",
            "atom.xml",
            "feed.json",
            "politics/feed.xml",
            "sitemap.xml",
            "sitemap-news.xml",
            "site.webmanifest",
        ] {
            assert!(made.contains_key(&format!("{home}{page}")), "{home}{page}");
        }
    }
    for only in [
        "about/index.html",
        "ru/about/index.html",
        "en/diaspora/gala/index.html",
        "ru/corrections/index.html",
    ] {
        assert!(made.contains_key(only), "{only}");
    }
    for absent in [
        "en/about/index.html",
        "diaspora/index.html",
        "corrections/index.html",
        "ru/politics/vote/index.html",
    ] {
        assert!(!made.contains_key(absent), "{absent}");
    }
    let russian = text(&made, "ru/politics/talks/index.html");
    for part in [
        "<html lang=\"ru\" dir=\"ltr\">",
        "<title>Переговоры · Горный вестник</title>",
        "Анна Фосс",
        "Политика",
        "Всё здесь вымышлено.",
        "Опубликовано",
        "src=\"/base/ru/politics/talks/map.svg\"",
        "\"inLanguage\":\"ru\"",
    ] {
        assert!(russian.contains(part), "{part}: {russian}");
    }
    // The way to the other languages is said once.
    assert!(!russian.contains("id=\"_languages\""), "{russian}");
    assert_eq!(russian.matches(">Հայերեն<").count(), 1, "{russian}");
    // The language of the edition needs no mark of its own on its headlines.
    assert!(!text(&made, "ru/index.html").contains("<h3 lang"), "{russian}");
    let order = text(&made, "ru/index.html");
    assert!(order.find("Экономика") < order.find("Политика"), "{order}");
    assert!(text(&made, "arabic/index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(text(&made, "en/politics/talks/index.html").contains("Hesk (HBN) —"));
    assert!(text(&made, "feed.xml").contains("<language>hy</language>"));
    let ids = |path: &str| xml::texts(made[path].as_slice(), "guid");
    let [first, second] = [ids("feed.xml"), ids("ru/feed.xml")];
    assert!(first.iter().all(|id| !second.contains(id)), "{first:?} {second:?}");
    assert!(first.contains(&"tag:highland.example,2026-02-01:politics/talks".into()), "{first:?}");
}

/// The addresses that a page names for other languages.
fn alternates(page: &str) -> BTreeSet<(String, String)> {
    let parsed = html::parsed(page.as_bytes());
    let links =
        parsed.below("link").into_iter().filter(|link| link.attribute("rel") == Some("alternate"));
    let named = links.filter_map(|link| {
        Some((link.attribute("hreflang")?.to_string(), link.attribute("href")?.to_string()))
    });
    named.collect()
}

const BASE: &str = "https://highland.example/base/";

/// What `hreflang` asks for: each version names all, itself and one for all others among them
/// (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
#[test]
fn hreflang_is_mutual_and_complete() {
    let made = whole(&newsroom());
    let pages: Vec<(String, &str)> = made
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
        .map(|(path, bytes)| {
            (
                format!("{BASE}{}", path.strip_suffix("index.html").unwrap()),
                str::from_utf8(bytes).unwrap(),
            )
        })
        .collect();
    let by_address: BTreeMap<&str, BTreeSet<(String, String)>> =
        pages.iter().map(|(address, page)| (address.as_str(), alternates(page))).collect();
    let mut with_versions = 0;
    for (address, named) in &by_address {
        if named.is_empty() {
            continue;
        }
        with_versions += 1;
        assert!(named.iter().any(|(tag, href)| tag != "x-default" && href == address), "{address}");
        assert_eq!(named.iter().filter(|(tag, _)| tag == "x-default").count(), 1, "{address}");
        let tags: BTreeSet<&String> = named.iter().map(|(tag, _)| tag).collect();
        assert_eq!(tags.len(), named.len(), "{address}");
        for (tag, href) in named {
            assert_eq!(by_address.get(href.as_str()), Some(named), "{address} names {tag} {href}");
        }
    }
    assert!(with_versions > 30, "{with_versions}");
    let named = |path: &str| by_address[format!("{BASE}{path}").as_str()].clone();
    let talks = named("politics/talks/");
    let of = |tag: &str, path: &str| (tag.to_string(), format!("{BASE}{path}"));
    assert_eq!(
        talks,
        [
            of("ar", "arabic/politics/talks/"),
            of("en", "en/politics/talks/"),
            of("hy", "politics/talks/"),
            of("ru", "ru/politics/talks/"),
            of("x-default", "politics/talks/"),
        ]
        .into()
    );
    assert_eq!(named("politics/vote/"), BTreeSet::new());
    assert_eq!(named("en/diaspora/"), BTreeSet::new());
    assert!(
        named("ru/tags/nato/").contains(&of("hy", "tags/nato/")),
        "{:?}",
        named("ru/tags/nato/")
    );

    // The sitemaps say the same.
    for (home, sitemap) in
        [("", "sitemap.xml"), ("ru/", "ru/sitemap.xml"), ("en/", "en/sitemap.xml")]
    {
        let parsed = xml::parsed(&made[sitemap]);
        for url in parsed.all("url") {
            let address = &url.one("loc").text;
            let links = url.all("xhtml:link").map(|link| {
                let [tag, href] = ["hreflang", "href"].map(|name| link.attribute(name).unwrap());
                (tag.to_string(), href.to_string())
            });
            assert!(address.starts_with(&format!("{BASE}{home}")), "{address}");
            assert_eq!(
                links.collect::<BTreeSet<_>>(),
                by_address[&**address],
                "{sitemap}: {address}"
            );
        }
    }
}

/// The way to a language: its link, and what is said where the page is not there in it.
fn switch(page: &str) -> BTreeMap<String, (Option<String>, bool)> {
    let nav =
        page.split("<details class=\"languages\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let items = nav.split("<li ").skip(1).map(|item| {
        let part = |mark: &str| Some(item.split(mark).nth(1)?.split('"').next()?.to_string());
        (part("lang=\"").unwrap(), (part("href=\""), item.contains("<small>")))
    });
    items.collect()
}

#[test]
fn the_switch_leads_to_this_story_or_says_that_it_is_not_there() {
    let made = whole(&newsroom());
    let at = |path: &str| Some(format!("/base/{path}"));
    let of = |path: &str| switch(text(&made, path));
    let talks = of("ru/politics/talks/index.html");
    assert_eq!(talks["hy"], (at("politics/talks/"), false));
    assert_eq!(talks["ar"], (at("arabic/politics/talks/"), false));
    assert_eq!(talks["ru"], (None, false), "it is this page");
    let vote = of("politics/vote/index.html");
    assert_eq!(vote["en"], (at("en/"), true));
    assert!(
        text(&made, "politics/vote/index.html").contains("на этом языке нет: главная страница")
    );
    assert_eq!(of("ru/economy/index.html")["hy"], (at(""), true), "its list is empty");
    assert_eq!(of("ru/politics/index.html")["hy"], (at("politics/"), false));
    assert_eq!(of("en/diaspora/index.html")["ru"], (at("ru/"), true));
    assert_eq!(of("ru/about/index.html")["hy"], (at("about/"), false));
    assert_eq!(of("ru/2026/02/index.html")["en"], (at("en/2026/02/"), false));
    let nowhere = text(&made, "404.html");
    assert!(
        nowhere.contains("<p lang=\"ru\" dir=\"ltr\">")
            && nowhere.contains("href=\"/base/arabic/\""),
        "{nowhere}"
    );
    let data = text(&made, "ru/politics/talks/index.html");
    // A version that says from which it is made is told to be a translation of that.
    let mut files = newsroom();
    let said = story("Talks", "translation_of: ru\n");
    files.insert("content/politics/talks.en.md".into(), said);
    let of_russian = "\"translationOfWork\":{\"@type\":\"CreativeWork\",\"url\":\"https://highland.example/base/ru/politics/talks/\",\"inLanguage\":\"ru\"}";
    assert!(text(&whole(&files), "en/politics/talks/index.html").contains(of_russian));
    let original = "\"translationOfWork\":{\"@type\":\"CreativeWork\",\"url\":\"https://highland.example/base/politics/talks/\",\"inLanguage\":\"hy\"}";
    assert!(data.contains(original) && !data.contains("workTranslation"), "{data}");
    let data = text(&made, "politics/talks/index.html");
    assert_eq!(data.matches("\"inLanguage\"").count(), 4, "{data}");
    assert!(data.contains("workTranslation") && !data.contains("translationOfWork"), "{data}");
}

/// A link leads to a story in the language of its reader, if it is there.
#[test]
fn links_lead_to_the_story_in_the_readers_language() {
    let made = whole(&newsroom());
    let prices = text(&made, "ru/economy/prices/index.html");
    assert!(prices.contains("<a href=\"/base/ru/politics/talks/\">Talks</a>"), "{prices}");
    assert!(prices.contains("<a href=\"/base/politics/vote/\">vote</a>"), "{prices}");
    let vote = text(&made, "politics/vote/index.html");
    assert!(vote.contains("<a href=\"/base/politics/talks/\">Talks</a>"), "{vote}");
    assert!(vote.contains("<a href=\"/base/ru/politics/talks/\">in Russian</a>"), "{vote}");
    assert_eq!(links::without_target(&made, "/base"), [""; 0]);
    assert!(links::count(&made, "/base") > 60);
}

/// However the file of a version is called, it is found by the name of the story, and by that with
/// its language.
#[test]
fn a_link_means_a_story_however_its_files_say_their_language() {
    let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\n\
                    languages: {hy: {}, ru: {}, en: {}}\n";
    for (file, others, written, expected) in [
        // The first language is in the name.
        ("a.md", &["b.hy.md", "b.ru.md"][..], "b.md", "/politics/b/"),
        ("a.ru.md", &["b.hy.md", "b.ru.md"], "b.md", "/ru/politics/b/"),
        ("a.en.md", &["b.hy.md", "b.ru.md"], "b.md", "/politics/b/"),
        ("a.hy.md", &["b/index.hy.md", "b/index.ru.md"], "b.md", "/politics/b/"),
        // Or it is not, and a link says it.
        ("a.ru.md", &["b.md", "b.ru.md"], "b.hy.md", "/politics/b/"),
        ("a.md", &["b.md", "b/index.ru.md"], "b.ru.md#x", "/ru/politics/b/#x"),
        ("a.ru.md", &["b.md", "b.ru.md"], "b.md", "/ru/politics/b/"),
        // Names in another normal form.
        ("a.ru.md", &["cafe\u{301}.md"], "caf\u{e9}.hy.md", "/politics/cafe/"),
    ] {
        let mut files = Files::new();
        files.insert("site.yaml".into(), settings.into());
        for other in others {
            files.insert(format!("content/politics/{other}"), story("B", ""));
        }
        let text = story("A", "") + &format!("\n[B]({written})\n");
        files.insert(format!("content/politics/{file}"), text);
        let (made, faults) = rendered(&files);
        assert_eq!(faults, [""; 0], "{file}: {written}");
        let page = if file.contains(".ru.") {
            "ru/politics/a/index.html"
        } else if file.contains(".en.") {
            "en/politics/a/index.html"
        } else {
            "politics/a/index.html"
        };
        let link = format!("<a href=\"{expected}\">B</a>");
        assert!(self::text(&made, page).contains(&link), "{file}: {written}: {link}");
    }
    // A language that the story does not have is told.
    let mut files = Files::new();
    files.insert("site.yaml".into(), settings.into());
    files.insert("content/politics/b.ru.md".into(), story("B", ""));
    files.insert("content/politics/a.md".into(), story("A", "") + "\n[B](b.md), [B](b.en.md)\n");
    let (_, faults) = rendered(&files);
    let missing =
        faults.iter().filter(|fault| fault.contains("there is no file `content/politics/b."));
    assert_eq!(missing.count(), 2, "{faults:?}");
}

#[test]
fn what_was_read_most_is_counted_by_language_and_by_story() {
    let made = whole(&newsroom());
    let armenian = text(&made, "most-read/index.html");
    let (own, all) = armenian.split_once("Բոլոր լեզուներով").unwrap();
    assert!(own.find("Քվե") < own.find("Բանակցություններ"), "{own}");
    assert!(all.find("Բանակցություններ") < all.find("Քվե"), "seven reads in two languages: {all}");
    let russian = text(&made, "ru/most-read/index.html");
    let (own, all) = russian.split_once("На всех языках").unwrap();
    assert!(!own.contains("Քվե"), "{own}");
    assert!(
        all.contains("<a href=\"/base/politics/vote/\" lang=\"hy\" dir=\"ltr\">Քվե</a>"),
        "{all}"
    );
    assert!(all.contains("<a href=\"/base/ru/politics/talks/\">Переговоры</a>"), "{all}");
}

/// A language of which nobody was counted has the list of all languages alone.
#[test]
fn what_was_read_in_other_languages_is_shown_where_nobody_was_counted() {
    let mut files = newsroom();
    let reads = "date,path,reads\n2026-02-27,/politics/talks/,3\n2026-02-27,/politics/vote/,5\n";
    files.insert("data/reads.csv".into(), reads.into());
    let made = whole(&files);
    let english = text(&made, "en/most-read/index.html");
    assert!(english.contains(">Talks</a>") && english.contains("id=\"_all\""), "{english}");
    assert!(!english.contains("class=\"none\""), "{english}");
    // Where nobody was counted at all, that is said.
    files.insert("data/reads.csv".into(), "date,path,reads\n2026-02-27,/nothing/,3\n".into());
    let made = whole(&files);
    let english = text(&made, "en/most-read/index.html");
    assert!(english.contains("class=\"none\"") && !english.contains("id=\"_all\""), "{english}");
}

/// Without what leads to the other languages: the switch, alternates, and what they are called.
fn alone(page: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut is_in_switch = false;
    for line in page.lines() {
        is_in_switch |= line.contains("<details class=\"languages\"");
        let is_between = is_in_switch || line.contains("hreflang=") || line.contains("/ld+json");
        if !is_between {
            kept.push(line);
        }
        is_in_switch &= line != "</details>";
    }
    kept.join("\n")
}

/// A file of a site, without what leads to the other languages: what is read over all languages
/// is of all of them.
fn of_its_language(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if path.ends_with("most-read/index.html") {
        return None;
    }
    if path.ends_with(".html") {
        return Some(alone(str::from_utf8(bytes).unwrap()).into_bytes());
    }
    if path.contains("sitemap") {
        let text = str::from_utf8(bytes).unwrap();
        let text = text.replace(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"", "");
        let mut parts = text.split("<xhtml:link ");
        let first = parts.next().unwrap_or_default().to_string();
        let rest = parts.map(|part| part.split_once("/>").unwrap().1);
        return Some((first + &rest.collect::<String>()).into_bytes());
    }
    Some(bytes.to_vec())
}

/// A language is an edition of its own: without its files, the pages, feeds, sitemaps and search of
/// the others are what they were.
#[test]
fn without_the_files_of_a_language_the_others_stay_as_they_were() {
    let mut all = newsroom();
    // But for a link in an Armenian story that names the Russian file.
    let vote = all["content/politics/vote.md"].replace(", [in Russian](talks.ru.md)", "");
    all.insert("content/politics/vote.md".into(), vote);
    let with = whole(&all);
    for (tag, home) in [("ru", "ru/"), ("en", "en/"), ("ar", "arabic/")] {
        let is_other = |path: &str| {
            !path.ends_with(&format!(".{tag}.md")) && !path.starts_with(&format!("content/{tag}/"))
        };
        let mut fewer = all.clone();
        fewer.retain(|path, _| is_other(path));
        assert!(fewer.len() < all.len());
        // What was read is of all.
        let of_others = |line: &&str| !line.contains(&format!(",/{home}"));
        let reads: Vec<&str> = all["data/reads.csv"].lines().filter(of_others).collect();
        fewer.insert("data/reads.csv".into(), reads.join("\n") + "\n");
        let of_others = |made: &Tree| -> Tree {
            let made = made.iter().filter(|(path, _)| !path.starts_with(home));
            let made = made
                .filter_map(|(path, bytes)| Some((path.clone(), of_its_language(path, bytes)?)));
            made.collect()
        };
        let [with, fewer] = [of_others(&with), of_others(&whole(&fewer))];
        let names = |made: &Tree| made.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&with), names(&fewer), "{tag}");
        assert!(with.keys().any(|path| path.starts_with("search/")), "{:?}", with.keys());
        for (path, bytes) in &with {
            let [one, other] = [bytes, &fewer[path]].map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(one, other, "{tag}: {path}");
        }
    }
}

/// What a site without `languages` is, it is with one: but for what only several have.
#[test]
fn a_site_with_one_language_is_what_it_was() {
    let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\n";
    let talks = story("Talks", "language: ru\ntranslations: {en: vote.md}\n");
    let mut files = Files::from([
        ("site.yaml".to_string(), settings.to_string()),
        ("content/politics/talks.ru.md".to_string(), talks),
        ("content/politics/vote.md".to_string(), story("Vote", "")),
        ("content/politics/old.md".to_string(), story("Old", "aliases: [/old/]\nlanguage: hy\n")),
    ]);
    let made = whole(&files);
    // The name of a file says nothing.
    let page = text(&made, "politics/talks-ru/index.html");
    assert!(!page.contains("x-default") && !page.contains("class=\"languages\""), "{page}");
    assert!(page.contains("hreflang=\"en\""), "{page}");
    files.remove("content/politics/talks.ru.md");
    let before = whole(&files);
    files.insert("site.yaml".into(), settings.to_string() + "languages: {en: {}}\n");
    let after = whole(&files);
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn a_language_added_later_keeps_every_old_address() {
    let mut files = Files::new();
    let settings =
        "title: T\nbase_url: https://highland.example/\nlanguage: hy\nsections: [politics]\n";
    files.insert("site.yaml".into(), settings.into());
    files.insert(
        "content/politics/old.md".into(),
        story("Old", "language: ru\naliases: [/before/]\n"),
    );
    files.insert("content/politics/other.md".into(), story("Other", "tags: [water]\n"));
    files.insert("content/about.md".into(), "---\ntitle: About\n---\nWe.\n".into());
    let before = whole(&files);
    let added = settings.replace("language: hy", "languages: {hy: {}, en: {title: E}}");
    files.insert("site.yaml".into(), added);
    files.insert("content/politics/other.en.md".into(), story("Other", ""));
    let after = whole(&files);
    let lost: Vec<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    assert_eq!(lost, [""; 0]);
    let ids = |made: &Tree| xml::texts(made["feed.xml"].as_slice(), "guid");
    assert_eq!(ids(&before), ids(&after));
    // An address of its own for a language that is added to a site with a prefix for each.
    let prefixed =
        settings.replace("language: hy", "languages: {hy: {base: /hy/}, en: {title: E}}");
    files.insert("site.yaml".into(), prefixed);
    let made = whole(&files);
    assert!(text(&made, "index.html").contains("url=/hy/"));
    assert!(text(&made, "404.html").contains("lang=\"en\""));
    assert!(made.contains_key("hy/politics/old/index.html") && made.contains_key("en/404.html"));
}

#[test]
fn what_is_wrong_with_the_language_of_a_file_is_told() {
    let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics, world]\n\
                    languages: {hy: {}, ru: {sections: [politics]}}\n";
    let table = [
        (
            "content/politics/a.de.md",
            "",
            "error: `a.de.md` is in `de`, which is not among the `languages` of site.yaml (content/politics/a.de.md:1:1) \
             -> add `de: {title: …}` to them, with its title; if `de` is no language here, name the file `a-de.md`, which has the same address",
        ),
        (
            "content/politics/a.ru.md",
            "language: hy\n",
            "error: this says `hy`, and the file's name or folder says `ru` (content/politics/a.ru.md:5:1) \
             -> delete this line, or name the file `a.hy.md`",
        ),
        (
            "content/ru/politics/a.md",
            "language: hy\n",
            "error: this says `hy`, and the file's name or folder says `ru` (content/ru/politics/a.md:5:1) \
             -> delete this line, or move the file to `content/politics/a.hy.md`",
        ),
        (
            "content/ru/politics/a.ru.md",
            "language: hy\n",
            "error: this says `hy`, and the file's name or folder says `ru` (content/ru/politics/a.ru.md:5:1) \
             -> delete this line, or move the file to `content/politics/a.hy.md`",
        ),
        (
            "content/ru/politics/a/index.md",
            "language: hy\n",
            "error: this says `hy`, and the file's name or folder says `ru` (content/ru/politics/a/index.md:5:1) \
             -> delete this line, or move the file to `content/politics/a/index.hy.md`",
        ),
        (
            "content/ru/a.md",
            "language: hy\n",
            "error: this says `hy`, and the file's name or folder says `ru` (content/ru/a.md:5:1) \
             -> delete this line, or move the file to `content/a.hy.md`",
        ),
        (
            "content/politics/a.md",
            "language: ru\n",
            "warning: this story is in `ru`, and it stands among those in `hy` (content/politics/a.md:5:1) \
             -> name its file `a.ru.md` to have it among those in `ru`, and write its old address into `aliases`; \
             if that file is there, both are one story: keep one of the two",
        ),
        (
            "content/politics/a.ru.md",
            "translation_of: de\n",
            "error: `de` is not among the `languages` of site.yaml, so nothing holds this version until its \
             original is public (content/politics/a.ru.md:5:1) \
             -> write `translation_of: hy`; if it is made from none of these, delete this line",
        ),
        (
            "content/politics/a.md",
            "translation_of: hy\n",
            "error: this version is in `hy`, and says that it is made from that (content/politics/a.md:5:1) \
             -> write `translation_of: ru`; if it is made from none of these, delete this line",
        ),
        (
            "content/ru/politics/a.hy.md",
            "",
            "error: the file's name says `hy`, and its folder `ru` (content/ru/politics/a.hy.md:1:1) \
             -> name it `a.md`, or move it out of `content/ru/`",
        ),
        (
            "content/world/a.ru.md",
            "",
            "error: the section `world` of this story is not among the sections of `ru` (content/world/a.ru.md:1:1) \
             -> add `world` to the sections of `ru` in site.yaml, or move it",
        ),
        (
            "content/ru/hy/a.md",
            "",
            "error: the section `hy` of this story is not in site.yaml (content/ru/hy/a.md:1:1) \
             -> the folder of a language is in `content/` itself: move the files up, or name the folder otherwise",
        ),
        (
            "content/de/politics/a.md",
            "",
            "error: the section `de` of this story is not in site.yaml (content/de/politics/a.md:1:1) \
             -> add `de: {title: …}` to the `languages` of site.yaml, with its title",
        ),
    ];
    for (file, fields, expected) in table {
        let mut files = Files::new();
        files.insert("site.yaml".into(), settings.into());
        files.insert(file.into(), story("A", fields));
        let (_, faults) = rendered(&files);
        assert_eq!(faults, [expected], "{file}");
        // Where the file is to go, nothing is wrong with it.
        if let Some((_, place)) = expected.split_once("move the file to `") {
            let text = files.remove(file).unwrap_or_default();
            files.insert(place.trim_end_matches('`').into(), text);
            let faults = rendered(&files).1;
            assert!(!faults.iter().any(|fault| fault.starts_with("error")), "{faults:?}");
        }
    }
}

/// A country or a script is another language where the site has both, and else says only more.
#[test]
fn languages_that_differ_in_country_or_script_are_told_apart_where_both_are_listed() {
    for (languages, file, said, is_told) in [
        ("pt-BR: {}, pt-PT: {}", "a.md", "pt-PT", true),
        ("pt-BR: {}, pt-PT: {}", "a.md", "pt-BR", false),
        ("pt-BR: {}, pt-PT: {}", "a.md", "pt", false),
        ("pt-BR: {}, pt-PT: {}", "a.md", "pt-AO", false),
        ("en: {}, pt-BR: {}, pt-PT: {}", "a.pt-BR.md", "pt-PT", true),
        ("en: {}, pt-BR: {}", "a.pt-BR.md", "pt-PT", false),
        ("zh: {}, zh-Hant: {}", "a.md", "zh-Hant", true),
        ("zh: {}, zh-Hant: {}", "a.zh-Hant.md", "zh", true),
        ("zh: {}, en: {}", "a.md", "zh-Hant", false),
    ] {
        let mut files = Files::new();
        let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\n";
        files.insert("site.yaml".into(), format!("{settings}languages: {{{languages}}}\n"));
        let text = story("A", &format!("language: {said}\n"));
        files.insert(format!("content/politics/{file}"), text);
        let (_, faults) = rendered(&files);
        let told = faults.iter().filter(|fault| fault.contains(&format!("`{said}`"))).count();
        assert_eq!(told, usize::from(is_told), "{languages} {file} {said}: {faults:?}");
    }
}

#[test]
fn versions_that_contradict_are_told() {
    let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\nlanguages: {hy: {}, ru: {}}\n";
    let faults = |texts: &[(&str, &str)]| {
        let mut files = Files::new();
        files.insert("site.yaml".into(), settings.into());
        for (file, fields) in texts {
            files.insert(format!("content/politics/{file}"), story("A", fields));
        }
        rendered(&files).1
    };
    assert_eq!(faults(&[("a.md", "translations: {ru: b.ru.md}\n"), ("b.ru.md", "")]), [""; 0]);
    assert_eq!(faults(&[("a.md", "translations: {ru: a.ru.md}\n"), ("a.ru.md", "")]), [""; 0]);
    let found =
        faults(&[("a.md", "translations: {ru: b.ru.md}\n"), ("b.ru.md", ""), ("a.ru.md", "")]);
    assert_eq!(
        found,
        [
            "error: by its name, `content/politics/a.ru.md` is this story in `ru` (content/politics/a.md:5:20) \
          -> delete `ru` here, or rename that file"
        ]
    );
    let found = faults(&[("a.md", "translations: {ru: b.ru.md}\n"), ("b.ru.md", ""), ("b.md", "")]);
    assert_eq!(
        found,
        ["error: by its name, `content/politics/b.ru.md` is `content/politics/b.md` in `ru` \
          (content/politics/a.md:5:20) -> delete `ru` here, or rename one of the two files"]
    );
    // Two stories cannot be one if both have a version in a third language.
    let torn = [("a.md", "translations: {ru: b.ru.md}\n"), ("b.ru.md", ""), ("a.en.md", "")];
    let several = |texts: &[(&str, &str)]| {
        let mut files = Files::new();
        files.insert("site.yaml".into(), settings.replace("ru: {}", "ru: {}, en: {}"));
        for (file, fields) in texts {
            files.insert(format!("content/politics/{file}"), story("A", fields));
        }
        rendered(&files).1
    };
    assert_eq!(several(&torn), [""; 0]);
    assert_eq!(
        several(&[&torn[..], &[("b.en.md", "")]].concat()),
        [
            "error: by this line, `content/politics/a.en.md` and `content/politics/b.en.md` are both this story \
          in `en` (content/politics/a.md:5:20) -> delete `ru` here, or rename one of the two files"
        ]
    );
    let found = faults(&[("a.ru.md", ""), ("a/index.ru.md", "slug: other\n")]);
    assert_eq!(
        found,
        ["error: `content/politics/a.ru.md` and this file are one story in one language \
          (content/politics/a/index.ru.md:1:1) -> delete one of the two, or give it another name"]
    );
    // One that says no language may have been in what was the first before.
    let unsaid = "error: this file says no language, so it is in `hy`, the first of `languages`, and \
                  `content/politics/a.hy.md` is the same story in `hy` (content/politics/a.md:1:1)";
    for fields in ["", "slug: other\n"] {
        assert_eq!(
            faults(&[("a.md", fields), ("a.hy.md", "")]),
            [format!(
                "{unsaid} -> if it is in `ru`, name it `a.ru.md`, or put `ru` first in `languages`; if both \
                 are in `hy`, delete one of the two"
            )]
        );
    }
    assert_eq!(
        several(&[("a.md", ""), ("a.hy.md", "")]),
        [format!(
            "{unsaid} -> name it by its language: `a.ru.md` or `a.en.md`; if both are in `hy`, delete one of \
             the two"
        )]
    );
    assert_eq!(
        faults(&[("a.md", ""), ("a.hy.md", ""), ("a.ru.md", "")]),
        [format!("{unsaid} -> delete one of the two, or give it another name")]
    );
    assert_eq!(
        faults(&[("a.md", ""), ("a/index.md", "")]),
        ["error: `content/politics/a.md` and this file are one story in one language \
          (content/politics/a/index.md:1:1) -> delete one of the two, or give it another name"]
    );
}

#[test]
fn what_is_wrong_with_the_settings_of_a_language_is_told() {
    let start = "title: T\nbase_url: https://highland.example/\n";
    let table = [
        (
            "language: hy\nlanguages: {hy: {}}\n",
            "`language` stands beside `languages`, the first of which is the site's (site.yaml:3:1) -> delete the line `language: hy`",
        ),
        (
            "languages: [hy, ru]\n",
            "`languages` has to be a map of language tags, and this is none (site.yaml:3:12) -> write `languages: {hy: {}, ru: {}}`",
        ),
        (
            "languages:\n  hy:\n  armenian!: {}\n",
            "languages: `armenian!` is not a language tag (site.yaml:5:3) -> write a BCP 47 tag such as `en`, `hy` or `pt-BR`",
        ),
        (
            "languages:\n  pt-BR: {}\n  pt-br: {}\n",
            "the language `pt-BR` is listed twice: first in line 4 (site.yaml:5:3) -> delete one of the two",
        ),
        (
            "languages:\n  hy: {}\n  ru: Вестник\n",
            "`ru` has to be a map of `name: value` lines, and this is text (site.yaml:5:7) -> write `  ru: {title: Вестник}`",
        ),
        (
            "languages:\n  hy: {}\n  ru:\n    base: ru\n",
            "base: `ru` is no folder of the site (site.yaml:6:11) -> write `    base: /ru/`",
        ),
        (
            "languages:\n  hy: {}\n  ru:\n    base: /\n",
            "`hy` and `ru` have the same base, `/` (site.yaml:6:11) -> write `base: /ru/`",
        ),
        (
            "languages:\n  hy: {}\n  ru:\n    base: /politics/\n",
            "the base `/politics/` of `ru` is where `hy` has its section `politics` (site.yaml:6:11) -> write `base: /ru/`",
        ),
        (
            "languages:\n  hy: {}\n  ru:\n    base: /tags/\n",
            "the base `/tags/` of `ru` is where `hy` has its tags (site.yaml:6:11) -> write `base: /ru/`",
        ),
        (
            "languages:\n  hy: {}\n  ru: {sections: [politcs]}\n",
            "`politcs` is not among the `sections` of the site (site.yaml:5:19) -> did you mean `politics`? Or add `politcs` to the site's `sections`",
        ),
        (
            "sections: [ru]\nlanguages:\n  hy: {}\n  ru: {base: /russian/}\n",
            "`content/ru/` would be both the section `ru` and the texts in `ru` (site.yaml:6:3) -> give the section another `id`, and its old one as `aliases: [ru]`",
        ),
    ];
    for (settings, expected) in table {
        let files = Files::from([("site.yaml".to_string(), format!("{start}{settings}"))]);
        let (_, faults) = rendered(&files);
        assert_eq!(faults, [format!("error: {expected}")], "{settings}");
    }
    let untitled = "base_url: https://highland.example/\nlanguages: {hy: {title: T}, ru: {}}\n";
    let (_, faults) = rendered(&Files::from([("site.yaml".to_string(), untitled.to_string())]));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].starts_with("error: the site has no `title` in `ru` (site.yaml:2:"),
        "{faults:?}"
    );
}

/// The whole program: what was public under a name that says a language now is told, with the
/// line that leads readers on; a second build has nothing to do.
#[test]
fn a_build_knows_all_languages() {
    let site = tempfile::tempdir().unwrap();
    let put =
        |files: &Files| files.iter().for_each(|(path, text)| tree::put(site.path(), path, text));
    let settings =
        "title: T\nbase_url: https://highland.example/\nlanguage: hy\nsections: [politics]\n";
    put(&Files::from([
        ("site.yaml".into(), settings.into()),
        ("content/politics/talks.md".into(), story("Talks", "")),
        ("content/politics/talks.ru.md".into(), story("Переговоры", "")),
    ]));
    let build = || run(site.path(), &["build", "--at", "2026-03-01T12:00:00Z"]);
    build().done();
    let settings = settings.replace("language: hy", "languages: {hy: {}, ru: {title: В}}");
    put(&Files::from([("site.yaml".into(), settings)]));
    let told = build().done();
    assert!(
        told.stderr.contains("`/politics/talks-ru/` was public and leads nowhere now; what was there is at `/ru/politics/talks/`"),
        "{}",
        told.stderr
    );
    assert!(told.stderr.contains("aliases: [/politics/talks-ru/]"), "{}", told.stderr);
    let moved = story("Переговоры", "aliases: [/politics/talks-ru/]\n");
    put(&Files::from([("content/politics/talks.ru.md".into(), moved)]));
    let told = build().done();
    assert_eq!(told.stderr, "");
    assert!(site.path().join("public/politics/talks-ru/index.html").is_file());
    assert!(build().done().stdout.contains(": 0 files written"));
}

/// Digits, months and calendars are those of the region, in each language of a site.
#[test]
fn each_language_writes_days_as_its_region_does() {
    let settings = "base_url: https://highland.example/\ntitle: T\ntimezone: UTC\nsections: [politics]\n\
                    languages: {ar: {}, ar-EG: {}, ar-MA: {}, fa: {}, en: {}}\n";
    let mut files = Files::from([("site.yaml".to_string(), settings.to_string())]);
    for tag in ["ar", "ar-EG", "ar-MA", "fa", "en"] {
        let talks = story("A", "").replace("2026-02-01", "2025-07-12");
        files.insert(format!("content/politics/talks.{tag}.md"), talks);
    }
    let (made, faults) = rendered(&files);
    assert_eq!(faults.iter().filter(|fault| fault.contains("error")).count(), 0, "{faults:?}");
    for (home, part) in [
        ("", "12 يوليو 2025"),
        ("ar-eg/", "١٢ يوليو ٢٠٢٥"),
        ("ar-ma/", "12 يوليوز 2025"),
        ("fa/", "۲۱ تیر ۱۴۰۴"),
        ("en/", "July 12, 2025"),
    ] {
        let page = text(&made, &format!("{home}politics/talks/index.html"));
        assert!(page.contains(part), "{home} {part}: {page}");
        // The addresses of days are the same in all.
        assert!(made.contains_key(&format!("{home}2025/07/12/index.html")), "{home}");
    }
    let page = text(&made, "ar-eg/politics/talks/index.html");
    assert!(page.contains("<html lang=\"ar-EG\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("hreflang=\"ar-MA\""), "{page}");
}

/// macOS takes letters apart in the names of folders and files: `й` is one story, however it is
/// written.
/// A colon is no sign of Armenian, and a Latin comma none of Arabic.
#[test]
fn the_switch_and_what_is_not_found_have_the_signs_of_each_language() {
    let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\n\
                    languages: {en: {}, hy: {title: Հ}, ar: {title: ع}, fr: {title: F}}\n";
    let files = Files::from([
        ("site.yaml".to_string(), settings.to_string()),
        ("content/politics/a.md".to_string(), story("A", "")),
    ]);
    let made = whole(&files);
    for (page, label) in [
        ("index.html", "Languages: English"),
        ("hy/index.html", "Լեզուներ՝ Հայերեն"),
        ("ar/index.html", "اللغات: العربية"),
        ("fr/index.html", "Langues\u{a0}: Français"),
    ] {
        let label = format!("aria-label=\"{label}\"");
        assert!(text(&made, page).contains(&label), "{label}: {}", text(&made, page));
    }
    let not_found = text(&made, "404.html");
    assert!(not_found.contains(">ع · الصفحة الرئيسية<"), "{not_found}");
}

#[test]
fn names_that_were_taken_apart_are_versions_of_one_story() {
    let settings = "base_url: https://highland.example/\ntitle: T\nsections: [politics]\nlanguages: {hy: {}, ru: {}, en: {}}\n";
    let (composed, apart) = ("\u{439}од", "\u{438}\u{306}од");
    let files = Files::from([
        ("site.yaml".to_string(), settings.to_string()),
        (format!("content/politics/{composed}/{composed}.md"), story("A", "")),
        (format!("content/politics/{apart}/{apart}.ru.md"), story("B", "")),
        (format!("content/en/politics/{apart}/{composed}.md"), story("C", "")),
    ]);
    let made = whole(&files);
    let pages: Vec<&String> = made
        .keys()
        .filter(|path| path.contains("politics/iod/") || path.contains("politics/yod/"))
        .collect();
    assert_eq!(pages.len(), 3, "{:?}", made.keys());
    for page in pages {
        let named = alternates(text(&made, page));
        assert_eq!(named.len(), 4, "{page}: {named:?}");
    }
}

/// Two stories that have one title in two languages, and other names, are two.
#[test]
fn two_languages_with_one_title_are_two_stories() {
    let settings = "base_url: https://highland.example/\ntitle: T\nsections: [politics]\nlanguages: {ru: {}, en: {}}\n";
    let files = Files::from([
        ("site.yaml".to_string(), settings.to_string()),
        ("content/politics/nato.md".to_string(), story("NATO", "")),
        ("content/politics/nato-2.en.md".to_string(), story("NATO", "slug: nato\n")),
    ]);
    let made = whole(&files);
    for page in ["politics/nato/index.html", "en/politics/nato/index.html"] {
        assert_eq!(alternates(text(&made, page)).len(), 0, "{page}");
    }
}

/// Tags with scripts and regions, whatever their case in the names of files and folders.
#[test]
fn tags_have_scripts_and_regions() {
    let settings = "base_url: https://highland.example/\ntitle: T\nsections: [politics]\n\
                    languages: {pt-BR: {}, pt-PT: {}, sr-Latn: {}, sr-Cyrl: {}, zh-Hant: {}}\n";
    let mut files = Files::from([("site.yaml".to_string(), settings.to_string())]);
    for file in ["a.pt-br.md", "a.PT-PT.md", "a.sr-latn.md", "a.sr-Cyrl.md"] {
        files.insert(format!("content/politics/{file}"), story("A", ""));
    }
    files.insert("content/zh-hant/politics/a.md".into(), story("A", ""));
    let (made, faults) = rendered(&files);
    assert_eq!(faults.iter().filter(|fault| fault.contains("error")).count(), 0, "{faults:?}");
    let named = alternates(text(&made, "politics/a/index.html"));
    let tags: Vec<&str> = named.iter().map(|(tag, _)| tag.as_str()).collect();
    assert_eq!(tags, ["pt-BR", "pt-PT", "sr-Cyrl", "sr-Latn", "x-default", "zh-Hant"]);
    for home in ["", "pt-pt/", "sr-latn/", "sr-cyrl/", "zh-hant/"] {
        assert_eq!(
            alternates(text(&made, &format!("{home}politics/a/index.html"))),
            named,
            "{home}"
        );
    }
}

/// What looks like a language and says none is told, with the name that says it.
#[test]
fn what_only_looks_like_a_language_is_told() {
    let of = |files: &[&str]| {
        let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\nlanguages: {hy: {}, ru: {}, pt-BR: {}}\n";
        let texts = files.iter().map(|file| (format!("content/{file}"), story("A", "")));
        let files: Files = texts.chain([("site.yaml".to_string(), settings.to_string())]).collect();
        rendered(&files).1
    };
    let told = |file: &str, more: &str, tag: &str, meant: &str, otherwise: &str| {
        format!(
            "warning: this text stands among those in `hy`{more} (content/{file}:1:1) -> to have it in `{tag}`, \
             name it `content/{meant}`; otherwise {otherwise}"
        )
    };
    for (file, tag, meant, otherwise) in [
        ("politics/talks.ru_RU.md", "ru", "politics/talks.ru.md", "name it `talks-ru-ru.md`"),
        ("politics/talks.pt_BR.md", "pt-BR", "politics/talks.pt-BR.md", "name it `talks-pt-br.md`"),
        (
            "politics/talks.ru/index.md",
            "ru",
            "politics/talks/index.ru.md",
            "name its folder `talks-ru`",
        ),
        ("politics/ru/talks.md", "ru", "ru/politics/talks.md", "give its folder another name"),
        (
            "politics/talks.ru_RU/index.md",
            "ru",
            "politics/talks/index.ru.md",
            "name its folder `talks-ru-ru`",
        ),
        ("politics/ru_RU/talks.md", "ru", "ru/politics/talks.md", "give its folder another name"),
        (
            "politics/talks.ru_Cyrl_RU.md",
            "ru",
            "politics/talks.ru.md",
            "name it `talks-ru-cyrl-ru.md`",
        ),
    ] {
        assert_eq!(of(&[file]), [told(file, "", tag, meant, otherwise)]);
    }
    let many = ["politics/ru/a.md", "politics/ru/b.md", "politics/ru/c.md"];
    assert_eq!(
        of(&many),
        [told(
            many[0],
            ", and so do 2 more like it",
            "ru",
            "ru/politics/a.md",
            "give its folder another name"
        )]
    );
    let right =
        ["politics/talks.old_x.md", "politics/hy/a.md", "politics/v1.2/b.md", "politics/a_ru.md"];
    assert_eq!(of(&right), [""; 0]);
    // What stands behind is no region and no script.
    let words = [
        "politics/a.ru_bloc.md",
        "politics/b.ru_route.md",
        "politics/c.ru_и_мы.md",
        "politics/d.ru_zz.md",
    ];
    assert_eq!(of(&words), [""; 0]);
}

/// A file in the wrong place is to be moved to where it is in the same language.
#[test]
fn what_is_moved_stays_in_its_language() {
    let of = |file: &str, fields: &str| {
        let settings = "title: T\nbase_url: https://highland.example/\nsections: [politics]\nlanguages: {hy: {}, ru: {}, pt-BR: {}}\n";
        let mut text = story("A", fields);
        if file.contains("authors/") {
            text = text.replace("date: ", "name: ");
        }
        let texts = [(format!("content/{file}"), text)].into_iter();
        let files: Files = texts.chain([("site.yaml".to_string(), settings.to_string())]).collect();
        rendered(&files).1.join("\n")
    };
    for (file, hint) in [
        ("ru/talks.md", "such as `content/ru/politics/talks.md`"),
        ("talks.ru.md", "such as `content/politics/talks.ru.md`"),
        ("talks/index.ru.md", "such as `content/politics/talks/index.ru.md`"),
        ("about.ru_RU.md", "such as `content/politics/about.ru.md`"),
        ("talks.md", "such as `content/politics/talks.md`"),
        ("authors/ru/anna.md", "move it to `content/ru/authors/anna.md`"),
        ("authors/ru_RU/anna.md", "move it to `content/ru/authors/anna.md`"),
        ("ru/authors/2026/anna.md", "move it to `content/ru/authors/anna.md`"),
        ("authors/2026/anna.ru.md", "move it to `content/authors/anna.ru.md`"),
        ("authors/hy/anna.md", "move it to `content/authors/anna.md`"),
        ("pt_BR/politics/a.md", "name the folder of that language as its tag: `content/pt-BR/`"),
        ("pt/politics/a.md", "name the folder of that language as its tag: `content/pt-BR/`"),
        ("ru_RU/politics/a.md", "name the folder of that language as its tag: `content/ru/`"),
        (
            "de_DE/politics/a.md",
            "add `de-DE: {title: …}` to the `languages` of site.yaml, with its title, and name the folder `content/de-DE/`",
        ),
        (
            "politics/talks.ru-RU.md",
            "name the file `talks.ru.md`; for an edition of its own, add `ru-RU: {title: …}` to them",
        ),
        (
            "politics/talks.pt.md",
            "name the file `talks.pt-BR.md`; for an edition of its own, add `pt: {title: …}` to them",
        ),
    ] {
        let told = of(file, "");
        assert!(told.contains(hint), "{file}: {told}");
    }
}
