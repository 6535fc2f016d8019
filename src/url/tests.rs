//! Addresses, joined and taken apart.

use super::*;
use proptest::prelude::*;

fn site(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

#[test]
fn a_base_path_is_kept() {
    let base = BaseUrl::parse("https://highland.github.io/briefing").unwrap();
    assert_eq!(base.to_string(), "https://highland.github.io/briefing/");
    assert_eq!(base.href(&site("/politics/talks/")), "/briefing/politics/talks/");
    assert_eq!(base.absolute(&SitePath::root()), "https://highland.github.io/briefing/");
}

#[test]
fn a_root_site_has_no_base_path() {
    let base = BaseUrl::parse("https://example.org/").unwrap();
    assert_eq!(base.href(&SitePath::root()), "/");
    assert_eq!(base.host(), "example.org");
    let hosts = ["http://127.0.0.1:4000", "http://[::1]", "http://[::1]:80/a"];
    let hosts = hosts.map(|url| BaseUrl::parse(url).unwrap().host().to_string());
    assert_eq!(hosts, ["127.0.0.1", "[::1]", "[::1]"]);
    assert_eq!(base.absolute(&site("/a b/ж.png")), "https://example.org/a%20b/%D0%B6.png");
}

#[test]
fn what_is_no_base_url_is_refused() {
    for text in ["", "/briefing/", "ftp://example.org", "https://e.org/?a", "https://u:p@e.org/"] {
        assert!(BaseUrl::parse(text).is_err(), "{text}");
    }
}

#[test]
fn pages_and_files_have_their_place_on_disk() {
    assert_eq!(SitePath::root().to_output().as_str(), "index.html");
    assert_eq!(site("/politics/talks/").to_output().as_str(), "politics/talks/index.html");
    assert_eq!(site("/404.html").to_output().as_str(), "404.html");
}

#[test]
fn a_request_stays_below_the_base_path() {
    let base = BaseUrl::parse("https://example.org/base").unwrap();
    let asks_for = |path| Requested::Path(site(path));
    assert_eq!(base.requested("/base/a%20b/"), asks_for("/a b/"));
    assert_eq!(base.requested("/b%61se/"), asks_for("/"));
    assert_eq!(base.requested("/base"), asks_for("/"));
    assert_eq!(base.requested("/basement/"), Requested::Elsewhere);
    assert_eq!(base.requested("/"), Requested::Elsewhere);
    for path in [
        "/base/../x",
        "/base/%2e%2e/x",
        "/base/a%2F..%2Fb",
        "/base/%5c..%5cx",
        "/base//x",
        "/base/%00",
    ] {
        assert_eq!(base.requested(path), Requested::NoPath, "{path}");
    }
}

#[test]
fn the_file_of_a_page_fits_as_well() {
    let long = "/a".repeat(506);
    assert_eq!(site(&format!("{long}/")).to_output().as_str().len(), 1022);
    assert!(SitePath::new(&format!("{long}/a/")).is_some());
    assert!(SitePath::new(&format!("{long}/ab/")).is_none());
    assert!(SitePath::new(&format!("{long}/ab")).is_some());
}

#[test]
fn a_path_is_made_of_what_is_below_it() {
    let root = SitePath::root();
    let politics = root.folder("politics");
    for (path, expected) in [
        (politics.clone(), "/politics/"),
        (politics.folder("page").folder("2"), "/politics/page/2/"),
        (root.file("404.html"), "/404.html"),
        (politics.file("feed.xml"), "/politics/feed.xml"),
        (site("/2026/talks.html").file("a.png"), "/2026/a.png"),
        (site("/2026/talks.html").attached("a.png"), "/2026/talks/a.png"),
        (site("/2026/talks/").attached("a.png"), "/2026/talks/a.png"),
        (root.attached("a.png"), "/a.png"),
        (politics.file("a\\b/c\u{7}d.png"), "/politics/a-b-c-d.png"),
    ] {
        assert_eq!(path.as_str(), expected);
    }
}

/// Whatever a name is, its path is one, and that of nothing else.
#[test]
fn what_can_be_no_path_does_not_become_another() {
    let deep = site(&format!("{}/", "/a".repeat(506)));
    let long = "a".repeat(300);
    let names = ["", ".", "..", &*long, &*format!("{long}.png"), &*format!("{long}.{long}")];
    let mut all = vec![SitePath::root(), deep.clone()];
    for folder in [SitePath::root(), deep, site("/politics/")] {
        for name in names {
            all.extend([folder.folder(name), folder.file(name)]);
        }
    }
    for path in &all {
        assert_eq!(SitePath::new(path.as_str()).as_ref(), Some(path));
    }
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len(), "{all:#?}");
    assert!(site("/politics/").file(&format!("{long}.png")).as_str().ends_with(".png"));
}

#[test]
fn a_path_that_leaves_the_folder_is_none() {
    for path in ["/../x", "/a/../../x", "//host/x", "/a//b", "x", "", "/a\\b", "/a/./b", "/\n"] {
        assert!(SitePath::new(path).is_none(), "{path:?}");
    }
}

#[test]
fn an_address_of_the_site_is_a_path_of_it() {
    for (base, address, path) in [
        ("https://a.example/", "https://a.example/x/", Some("/x/")),
        ("https://a.example/", "http://A.Example:80/x?y#z", Some("/x")),
        ("https://a.example/b/", "HTTPS://a.example/b/%C3%A9/", Some("/\u{e9}/")),
        ("https://a.example/b/", "https://a.example/b", Some("/")),
        ("https://a.example/b/", "https://a.example/c/", None),
        ("https://a.example/", "https://a.example:8080/x/", None),
        ("https://a.example/", "https://b.example/x/", None),
        ("https://a.example/", "ftp://a.example/x/", None),
        ("https://a.example/", "x.md", None),
        ("https://b\u{fc}cher.example/", "https://xn--bcher-kva.example/x/", Some("/x/")),
    ] {
        let found = BaseUrl::parse(base).unwrap().path_of(address);
        assert_eq!(found.as_ref().map(SitePath::as_str), path, "{address}");
    }
}

proptest! {
    #[test]
    fn every_path_on_the_site_comes_back_from_disk(segments in prop::collection::vec("[a-zа-я0-9.]{1,9}", 0..4), page: bool) {
        let text = format!("/{}", segments.iter().map(|s| format!("{s}/")).collect::<String>());
        let text = if page { &text[..] } else { text.trim_end_matches('/') };
        if let Some(path) = SitePath::new(text) {
            let output = path.to_output();
            prop_assert!(OutputPath::new(output.as_str()).is_some());
            if !text.ends_with("/index.html") {
                prop_assert_eq!(SitePath::of_output(&output), path);
            }
        }
    }

    #[test]
    fn every_name_makes_a_path(folder in "(/[a-z.]{1,9}){0,3}", names in prop::collection::vec(any::<String>(), 2)) {
        let folder = SitePath::new(&format!("{folder}/")).unwrap_or_else(SitePath::root);
        for name in &names {
            for path in [folder.folder(name), folder.file(name), folder.attached(name)] {
                prop_assert_eq!(SitePath::new(path.as_str()), Some(path.clone()));
                prop_assert_ne!(&path, &SitePath::root());
            }
        }
    }

    #[test]
    fn no_path_on_disk_leaves_the_folder(text in "\\PC{0,40}") {
        if let Some(path) = SitePath::new(&text) {
            let output = path.to_output();
            prop_assert!(!output.as_str().starts_with('/'));
            prop_assert!(output.as_str().split('/').all(|s| !matches!(s, "" | "." | "..")));
        }
    }

    #[test]
    fn a_joined_url_is_a_url(path in "/[^\\x00-\\x1f\\\\]{0,30}") {
        if let Some(path) = SitePath::new(&path) {
            let base = BaseUrl::parse("https://example.org/base/").unwrap();
            let parsed = url::Url::parse(&base.absolute(&path)).unwrap();
            prop_assert!(parsed.path().starts_with("/base/"));
            prop_assert_eq!(parsed.query(), None);
            prop_assert_eq!(parsed.fragment(), None);
        }
    }
}
