//! Where links lead, and what is said of those that lead nowhere.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::model::Attachments;
use crate::site::beside::Beside;
use crate::site::statics::Statics;

fn resolve(destination: &str) -> (String, Vec<String>) {
    let path = |text: &str| SitePath::new(text).unwrap();
    let book = AddressBook {
        texts: HashMap::from([
            ("content/politics/talks.md".into(), Address::At(path("/politics/talks/"))),
            ("content/economy/prices/index.md".into(), Address::At(path("/economy/prices/"))),
            ("content/economy/secret.md".into(), Address::Held(HeldReason::Draft(None))),
        ]),
        files: HashSet::from(
            ["content/politics/talks.md", "content/politics/a map.svg", "content/logo.svg"]
                .map(String::from),
        ),
        names: FileNames::default(),
        headlines: HashMap::new(),
    };
    let utc = TimeZone::UTC;
    let mut resolver =
        Resolver::new(&book, &utc, "content/politics/talks.md", &path("/politics/talks/"));
    let link = Link { kind: LinkKind::Anchor, destination, range: 0..0, is_seen: true };
    let (resolution, fault) = resolver.resolve(&link);
    let said = match (resolution, fault) {
        (Resolution::OnSite(path), None) => path,
        (Resolution::Keep, None) => "keep".into(),
        (_, Some(LinkFault::Held(message, _))) => message,
        (_, Some(fault)) => {
            // As from another text of the folder: none means itself.
            let statics = Statics::default();
            let beside = Beside::new(&book.files, &statics);
            let Diagnostic { message, hint, .. } =
                fault.diagnostic(&beside, "content/politics/vote.md");
            format!("{message}; {}", hint.unwrap())
        }
        other => format!("{other:?}"),
    };
    (
        said,
        Attachments::among(resolver.media.as_slice())
            .iter()
            .map(|(file, path)| format!("{file} -> {path}"))
            .collect(),
    )
}

#[test]
fn a_text_is_no_picture() {
    for held in ["secret.md", "./secret.md", "../economy/secret.md"] {
        let path = SitePath::new("/economy/prices/").unwrap();
        let file = "content/economy/secret.md";
        let book = AddressBook {
            texts: HashMap::from([(file.into(), Address::Held(HeldReason::Draft(None)))]),
            files: HashSet::from([file.into()]),
            names: FileNames::default(),
            headlines: HashMap::new(),
        };
        let text = "content/economy/prices.md";
        let utc = TimeZone::UTC;
        let mut resolver = Resolver::new(&book, &utc, text, &path);
        let fault = resolver.picture(held).unwrap_err();
        assert_eq!(
            fault.diagnostic(&Beside::new(&book.files, &Statics::default()), text).message,
            "`content/economy/secret.md` is a story, not a picture"
        );
        assert_eq!(resolver.media.as_slice(), []);
    }
}

#[test]
fn links_between_texts_become_urls() {
    assert_eq!(resolve("talks.md").0, "/politics/talks/");
    assert_eq!(resolve("./talks.md#day-two").0, "/politics/talks/#day-two");
    assert_eq!(resolve("../economy/prices/index.md").0, "/economy/prices/");
    assert_eq!(resolve("../economy/prices/").0, "/economy/prices/");
    assert_eq!(
        resolve("../economy/secret.md").0,
        "this links to `content/economy/secret.md`, which is a draft"
    );
}

#[test]
fn a_name_is_found_in_whatever_form_it_is() {
    let typed = ["../caf\u{e9}.svg", "../cafe\u{301}.svg", "../cafe%CC%81.svg"];
    for name in ["caf\u{e9}.svg", "cafe\u{301}.svg"] {
        let file = format!("content/{name}");
        let book = AddressBook {
            texts: HashMap::new(),
            files: HashSet::from([file.clone()]),
            names: FileNames::default(),
            headlines: HashMap::new(),
        };
        let (utc, page) = (TimeZone::UTC, SitePath::root());
        for typed in typed {
            let mut resolver = Resolver::new(&book, &utc, "content/politics/talks.md", &page);
            assert!(resolver.picture(typed).is_ok(), "{typed} {name}");
            assert_eq!(resolver.dependencies[0].file, file);
        }
    }
}

/// A scheme begins with a letter and has no space
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-3.1>).
#[test]
fn a_name_with_a_colon_is_that_of_a_file() {
    for name in ["Screen from 2026-02-01 10:30:00.png", "10:30.png", "a 1:2.pdf", "Ա:b.png"] {
        let file = format!("content/politics/{name}");
        let book = AddressBook {
            texts: HashMap::new(),
            files: HashSet::from([file.clone()]),
            names: FileNames::default(),
            headlines: HashMap::new(),
        };
        let (utc, page) = (TimeZone::UTC, SitePath::root());
        for destination in [name.to_string(), name.replace(' ', "%20"), format!("./{name}")] {
            let mut resolver = Resolver::new(&book, &utc, "content/politics/talks.md", &page);
            let link = Link {
                kind: LinkKind::Picture,
                destination: &destination,
                range: 0..0,
                is_seen: true,
            };
            let found = resolver.resolve(&link);
            assert!(matches!(found, (Resolution::OnSite(_), None)), "{destination}: {found:?}");
        }
    }
    assert_eq!(
        resolve("no 10:30.png").0,
        "there is no file `content/politics/no 10:30.png`; the link is read from the folder \
         `content/politics/`"
    );
    for elsewhere in ["mailto:a@b.example", "https://a.example/10:30.png", "tel:+49", "a+b-c.1:x"] {
        assert_eq!(resolve(elsewhere).0, "keep");
    }
}

#[test]
fn files_are_published_with_the_text() {
    assert_eq!(
        resolve("a%20map.svg"),
        (
            "/politics/talks/a%20map.svg".into(),
            vec!["content/politics/a map.svg -> /politics/talks/a map.svg".into()]
        )
    );
    assert_eq!(resolve("../logo.svg").0, "/politics/talks/logo.svg");
}

#[test]
fn other_links_stay() {
    for written in ["https://e.org/", "mailto:a@e.org", "//e.org/x", "#top", "", "?q"] {
        assert_eq!(resolve(written).0, "keep", "{written}");
    }
    assert_eq!(resolve("/about/#x").0, "/about/#x");
}

#[test]
fn what_leads_nowhere_is_told() {
    assert_eq!(
        resolve("tlaks.md").0,
        "there is no file `content/politics/tlaks.md`; did you mean `content/politics/talks.md`? Write `talks.md`"
    );
    // The address of its page, or no ending; also from another folder.
    for written in ["talks.html", "talks", "talks.htm", "./talks", "../economy/talks.html"] {
        let told = resolve(written).0;
        let remedy = "; did you mean `content/politics/talks.md`? Write `talks.md`";
        assert!(told.ends_with(remedy), "{written}: {told}");
    }
    assert_eq!(
        resolve("../../site.yaml").0,
        "the link `../../site.yaml` leads out of `content/`; link to a file of the site, or to a path from its root, such as `/about/`"
    );
}
