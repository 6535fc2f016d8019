//! What is at which path, and who wanted it too.

use super::*;
use crate::url::SitePath;

fn path(text: &str) -> SitePath {
    SitePath::new(text).unwrap()
}

fn first(page: EditionPage) -> Route {
    Route::Edition(EditionId::FIRST, page)
}

#[test]
fn a_path_wanted_twice_names_both() {
    let mut claims = Claims::default();
    claims.claim(path("/tags/"), first(EditionPage::Tags), Claimant::Made("list of tags"));
    claims.claim(
        path("/tags/"),
        first(EditionPage::Standing(0)),
        Claimant::File("content/tags.md", None),
    );
    claims.claim(
        path("/tags/index.html"),
        first(EditionPage::Standing(1)),
        Claimant::File("static/tags/index.html", None),
    );
    let (routes, faults) = claims.finish();
    assert_eq!(routes.len(), 1);
    let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "error: `/tags/` would be two things: the list of tags and content/tags.md (content/tags.md)",
            "error: `/tags/index.html` would be two things: the list of tags and static/tags/index.html (static/tags/index.html)",
        ]
    );
}

#[test]
fn a_range_of_routes_is_of_their_order() {
    let mut claims = Claims::default();
    for name in ["/a/", "/b/", "/c/"] {
        claims.claim(path(name), first(EditionPage::Home), Claimant::File("content/a.md", None));
    }
    claims.claim(path("/tags/"), first(EditionPage::Tags), Claimant::Made("list of tags"));
    let (routes, _) = claims.finish();
    let all: Vec<_> = routes.iter().collect();
    for range in [0..0, 0..2, 1..4, 3..4] {
        assert_eq!(routes.range(range.clone()).collect::<Vec<_>>(), all[range]);
    }
}

#[test]
fn a_file_where_a_folder_has_to_be_is_refused() {
    let mut claims = Claims::default();
    claims.claim(
        path("/politics"),
        first(EditionPage::NotFound),
        Claimant::File("static/politics", None),
    );
    claims.claim(
        path("/politics/"),
        first(EditionPage::Home),
        Claimant::MadeOf("section", "politics"),
    );
    let (_, faults) = claims.finish();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file.as_deref(), Some("static/politics"));
}
