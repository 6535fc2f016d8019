//! A story as it shows on the site and away from it.

use std::sync::Arc;

use serde_json::Value;

use super::addresses::Addresses;
use super::story::view::StoryView;
use super::{Page, Renderer};
use crate::diagnostic::Diagnostic;
use crate::model::Reveal;
use crate::routes::{Claimant, Claims, EditionId, Route};
use crate::site::{
    Address, Edition, EditionSettings, Files, Index, Instant, LoadOptions, Paths, load,
};
use crate::url::SitePath;
use crate::word_list::WordList;

const FILES: [(&str, &str); 4] = [
    (
        "site.yaml",
        "title: T\nbase_url: https://highland.example/base/\nsections: [politics]\nlanguage: en\n\
         share: [email]\n",
    ),
    (
        "content/politics/talks.md",
        "---\ntitle: Talks\ndate: 2026-02-01 10:00\nupdated: 2026-02-01 11:00\ntags: [peace]\n\
         image: map.svg\ntranslations: {hy: talks-hy.md}\n\
         corrections: [{date: 2026-02-01, text: The day.}]\n\
         source: {name: S, url: 'https://other.example/'}\n---\n\
         See [the other](/politics/talks-hy/), [below](#end) and ![a map](map.svg).\n\n## End\n",
    ),
    (
        "content/politics/talks-hy.md",
        "---\ntitle: Talks\ndate: 2026-02-01 10:00\nextra: {lang: hy}\n---\nText.\n",
    ),
    (
        "content/politics/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>",
    ),
];

struct Site;

impl Files for Site {
    fn list(&self, folder: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let names = FILES.iter().map(|(name, _)| name.to_string());
        names.filter(|name| name == folder || name.starts_with(&format!("{folder}/"))).collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        let found = FILES.iter().find(|(name, _)| *name == file);
        found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| Diagnostic::error("none"))
    }
}

fn renderer() -> Renderer {
    Renderer::new(site()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn site() -> crate::site::Site {
    let options = LoadOptions {
        instant: Instant::Exact("2026-02-10T00:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    let loaded = load(&Site, &options);
    assert_eq!(loaded.diagnostics, []);
    loaded.site
}

/// The site with the same once more below `/ru/`, in Russian.
fn in_two_languages() -> crate::site::Site {
    let site = site();
    let [first] = &*site.editions else { panic!("more than one language") };
    let paths = Paths::below(SitePath::new("/ru/").unwrap()).unwrap();
    let second = Edition {
        id: EditionId(1),
        settings: Arc::new(EditionSettings {
            language: icu_locale::locale!("ru"),
            words: WordList::built_in(&icu_locale::locale!("ru")).into(),
            title: "Вести".into(),
            ..EditionSettings::clone(&first.settings)
        }),
        index: Arc::new(Index { paths, ..Index::clone(&first.index) }),
        ..first.clone()
    };
    let mut claims = Claims::default();
    for (path, route) in site.routes.iter() {
        claims.claim(path.clone(), route.clone(), Claimant::Made("page"));
        if let Route::Edition(_, page) = route {
            let path = SitePath::new(&format!("/ru{path}")).unwrap();
            let route = Route::Edition(second.id, page.clone());
            claims.claim(path, route, Claimant::Made("page"));
        }
    }
    let (routes, faults) = claims.finish();
    assert_eq!(faults, []);
    crate::site::Site { routes, editions: vec![first.clone(), second], ..site }
}

fn page(renderer: &Renderer, path: &str) -> String {
    match renderer.render(&SitePath::new(path).unwrap()) {
        Ok(Page::Html(bytes) | Page::Data(bytes)) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    }
}

/// A page without its ways to other languages.
fn without_ways(page: &str) -> String {
    let mut page = page.to_string();
    for (start, end) in
        [("<details class=\"languages\"", "</details>\n"), ("<style>", "</style>\n")]
    {
        if let Some((before, rest)) = page.split_once(start) {
            page = format!("{before}{}", rest.split_once(end).unwrap().1);
        }
    }
    let is_way = |line: &&str| {
        ["hreflang=", "/ld+json", "Content-Security-Policy"].iter().any(|mark| line.contains(mark))
    };
    page.lines().filter(|line| !is_way(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_edition_has_its_own_words_and_paths() {
    let (alone, both) = (renderer(), Renderer::new(in_two_languages()).unwrap());
    for (path, route) in alone.site().routes.iter() {
        let is_sitemap = path.as_str().contains("sitemap");
        if route.edition().is_some() && !is_sitemap {
            let [alone, both] = [&alone, &both].map(|of| without_ways(&page(of, path.as_str())));
            assert_eq!(both, alone, "{path}");
        }
    }
    let home = page(&both, "/ru/");
    for part in ["lang=\"ru\"", "<title>Вести", "href=\"/base/ru/politics/\"", "Поиск"] {
        assert!(home.contains(part), "{part}: {home}");
    }
    let manifest = page(&both, "/ru/site.webmanifest");
    assert!(manifest.contains("\"start_url\":\"/base/ru/\""), "{manifest}");
    let sitemap = page(&both, "/ru/sitemap.xml");
    let of_others = sitemap.matches("<loc>").count()
        - sitemap.matches("<loc>https://highland.example/base/ru/").count();
    assert!(sitemap.contains("/base/ru/politics/talks/") && of_others == 0, "{sitemap}");
    let robots = page(&both, "/robots.txt");
    for sitemap in ["sitemap.xml", "sitemap-news.xml", "ru/sitemap.xml", "ru/sitemap-news.xml"] {
        let line = format!("Sitemap: https://highland.example/base/{sitemap}\n");
        assert!(robots.contains(&line), "{robots}");
    }
    let derived = both.recipes().flat_map(|recipe| both.derived(recipe));
    let manifests = derived.filter(|(path, _)| path.as_str().ends_with("index.json"));
    let manifests: Vec<&str> = manifests.map(|(path, _)| path.as_str()).collect();
    assert_eq!(manifests, ["/search/index.json", "/ru/search/index.json"]);
}

/// What a save leaves alone is not made again, in any language.
#[test]
fn the_next_renderer_keeps_what_all_editions_share() {
    let site = in_two_languages();
    let renderer = Renderer::new(site.clone()).unwrap();
    let next = renderer.for_next(site.clone()).unwrap();
    for edition in &site.editions {
        let [before, now] = [&renderer, &next].map(|it| it.context(edition.id).shared);
        assert!(std::ptr::eq(before, now), "{:?}", edition.id);
    }
    let mut changed = site;
    changed.editions[1].index = Arc::new(Index::clone(&changed.editions[1].index));
    let next = renderer.for_next(changed).unwrap();
    assert_eq!(page(&next, "/ru/"), page(&renderer, "/ru/"));
    let shared = |renderer: &Renderer| std::ptr::from_ref(renderer.context(EditionId(1)).shared);
    assert_ne!(shared(&next), shared(&renderer));
}

/// Every text in `value`.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_view_of_a_story_has_the_addresses_of_its_place() {
    let renderer = renderer();
    let context = renderer.context(EditionId::FIRST);
    let talks = context.edition.briefings.iter().position(|briefing| briefing.article.words > 3);
    let view = |addresses| StoryView::new(context, talks.unwrap(), addresses);
    let card = |addresses| serde_json::to_value(view(addresses).card()).unwrap();
    let whole = |addresses| serde_json::to_value(view(addresses).whole()).unwrap();
    let data = |addresses| serde_json::to_value(view(addresses).news_article()).unwrap();

    // What begins with the base path, of all that a view says.
    let relative = |value: &Value| {
        texts(value).into_iter().filter(|text| text.starts_with('/')).collect::<Vec<_>>().len()
    };
    // Itself, section, its three feeds, two days, tag, and the picture for its page, for lists and
    // for who shares it.
    assert_eq!(relative(&card(Addresses::InSite)), 11);
    // The days of the correction and of the last change.
    assert_eq!(relative(&whole(Addresses::InSite)), 2);
    for value in [card(Addresses::Absolute), whole(Addresses::Absolute), data(Addresses::Absolute)]
    {
        assert_eq!(relative(&value), 0, "{value:#}");
    }
    assert_eq!(card(Addresses::Absolute)["url"], "https://highland.example/base/politics/talks/");
    let translation = &data(Addresses::Absolute)["workTranslation"][0]["url"];
    assert_eq!(translation, "https://highland.example/base/politics/talks-hy/");

    let text = view(Addresses::InSite).whole_text();
    assert!(text.contains("href=\"/base/politics/talks-hy/\""), "{text}");
    let text = view(Addresses::Absolute).whole_text();
    assert!(text.contains("href=\"https://highland.example/base/politics/talks-hy/\""), "{text}");
    assert!(text.contains("href=\"https://highland.example/base/politics/talks/#end\""), "{text}");
    assert!(!text.contains("=\"/") && !text.contains("=\"#"), "{text}");
}
