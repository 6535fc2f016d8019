//! Sites whose addresses are in the script of their readers.

use std::path::Path;

use percent_encoding::percent_decode_str;
use tempfile::TempDir;

use crate::common::program::run;
use crate::common::served::{difference, fresh};
use crate::common::server::Server;
use crate::common::tree::{self, Tree};

const AT: [&str; 2] = ["--at", "2026-03-01T12:00:00Z"];

/// A Japanese site below a base path. Of names that macOS writes, the letters are taken apart.
fn site(settings: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let settings = format!(
        "title: 高原通信\nbase_url: https://highland.example/基地/\nlanguage: ja\n\
         feeds: {{tags: true}}\nredirect_list: true\n{settings}"
    );
    tree::put(place.path(), "site.yaml", settings);
    let story = "---\ntitle: 円安が進む\ndate: 2026-02-01 09:00\nsummary: 円が安い。\n\
                 tags: [水, 税, 北京, 背景, C, C++, 'C#', \"ＡＢＣ\"]\naliases: [/旧/円安/]\n---\n\
                 [次](ガス.md#見出し-その2) ![図](ガ図.svg)\n";
    tree::put(place.path(), "content/政治/円安か\u{3099}進む.md", story);
    let other = "---\ntitle: ガス\ndate: 2026-02-02\nsummary: ガス。\ntags: [水, abc]\n---\n\
                 ## 見出し その2\n\n## ！！\n\n## ？？\n";
    tree::put(place.path(), "content/政治/カ\u{3099}ス.md", other);
    tree::put(
        place.path(),
        "content/政治/カ\u{3099}図.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    place
}

fn built(site: &Path) -> Tree {
    run(site, &["build", AT[0], AT[1]]).done();
    tree::read(&site.join("public"))
}

/// The addresses on the site that a page, a feed or a list names, decoded and below its base.
fn named(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let base = "/%E5%9F%BA%E5%9C%B0/";
    let addresses = text.split(base).skip(1).map(|rest| {
        let end = rest.find(['"', '\'', '<', '>', ' ', '\n', '\\', '#', '?', ',', '&']);
        &rest[..end.unwrap_or(rest.len())]
    });
    addresses.map(|it| percent_decode_str(it).decode_utf8().unwrap().into_owned()).collect()
}

#[test]
fn every_address_leads_to_a_file_in_the_script_of_its_name() {
    let site = site("sections: [政治]\n");
    let output = built(site.path());
    for file in [
        "政治/円安が進む/index.html",
        "政治/ガス/index.html",
        "政治/feed.xml",
        "旧/円安/index.html",
        "tags/水/index.html",
        "tags/税/feed.json",
        "tags/北京/index.html",
        "tags/背景/index.html",
        "tags/c/index.html",
        "tags/c-plus-plus/index.html",
        "tags/c-sharp/index.html",
        "tags/abc/index.html",
    ] {
        assert!(output.contains_key(file), "{file}: {:?}", output.keys());
    }
    assert_eq!(
        output.keys().filter(|file| file.starts_with("tags/") && file.ends_with(".html")).count(),
        // Two of them lead on: what `C++` and `C#` have beside others.
        11
    );
    let mut found = 0;
    for (file, bytes) in output.iter().filter(|(file, _)| !file.ends_with(".js")) {
        assert!(!String::from_utf8_lossy(bytes).contains("href=\"/政"), "{file}");
        for address in named(bytes) {
            let index = format!("{address}index.html");
            let is_there = output.contains_key(&address) || output.contains_key(&index);
            assert!(is_there || address.contains('{') || address.is_empty(), "{file}: {address}");
            found += 1;
        }
    }
    assert!(found > 200, "{found}");
    let gas = String::from_utf8(output["政治/ガス/index.html"].clone()).unwrap();
    for id in ["id=\"見出し-その2\"", "id=\"section\"", "id=\"section-2\""] {
        assert!(gas.contains(id), "{gas}");
    }
    let atom = String::from_utf8(output["atom.xml"].clone()).unwrap();
    assert!(atom.contains("<id>tag:highland.example,2026-02-02:%E6%94%BF%E6%B2%BB/"), "{atom}");
    run(site.path(), &["check", AT[0], AT[1]]).done();
}

#[test]
fn what_is_asked_for_is_answered_encoded_and_not() {
    let site = site("sections: [政治]\n");
    let server = Server::start(site.path(), &AT);
    let files = fresh(site.path(), &server, &AT).unwrap();
    assert_eq!(difference(&server, &files, []), None);
    for path in ["/政治/円安が進む/", "/%E6%94%BF%E6%B2%BB/%e5%86%86安が進む/"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
}

#[test]
fn what_is_published_keeps_its_address() {
    let site = site("sections: [{id: politics, title: 政治}]\naddresses: latin\n");
    std::fs::rename(site.path().join("content/政治"), site.path().join("content/politics"))
        .unwrap();
    let latin = built(site.path());
    for file in
        ["politics/yuan-an-ka-jin-mu/index.html", "tags/shui/index.html", "tags/abc/index.html"]
    {
        assert!(latin.contains_key(file), "{file}: {:?}", latin.keys());
    }
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).unwrap();
    tree::put(site.path(), "site.yaml", settings.replace("addresses: latin\n", ""));
    run(site.path(), &["build", AT[0], AT[1]])
        .done()
        .saying("was published at `/politics/")
        .saying("write `addresses: latin`");
    let again = run(site.path(), &["build", AT[0], AT[1]]).done();
    assert_eq!(again.stderr, "");
}

/// A story in such a language has its address in it on any site that does not say otherwise.
#[test]
fn an_address_is_in_the_script_of_its_story() {
    let place = tempfile::tempdir().unwrap();
    let settings = "title: Paper\nbase_url: https://highland.example/\nsections: [politics]\n";
    tree::put(place.path(), "site.yaml", format!("{settings}addresses: latin\n"));
    let story = |language| {
        format!("---\ntitle: 円安\ndate: 2026-02-01\nsummary: 円。\n{language}---\nText.\n")
    };
    tree::put(place.path(), "content/politics/円安.md", story("language: ja\n"));
    tree::put(place.path(), "content/politics/円高.md", story(""));
    tree::put(place.path(), "content/politics/новости.md", story("language: ru\n"));
    let latin = built(place.path());
    assert!(latin.contains_key("politics/yuan-an/index.html"), "{:?}", latin.keys());
    tree::put(place.path(), "site.yaml", settings);
    run(place.path(), &["build", AT[0], AT[1]])
        .done()
        .saying("was published at `/politics/yuan-an/`")
        .saying("write them as `slug`");
    let output = tree::read(&place.path().join("public"));
    for file in ["円安", "yuan-gao", "novosti"] {
        let file = format!("politics/{file}/index.html");
        assert!(output.contains_key(&file), "{file}: {:?}", output.keys());
    }
}
