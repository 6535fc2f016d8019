//! The address of an example, as `dateline init` writes it: told by `build`, refused by `deploy`.

use crate::common::program::run;
use crate::common::publication::Repository;
use crate::common::tree;

const EXAMPLE: &str = "title: Highland\nbase_url: https://example.org/\n";

const PLACE: &str = "
 --> site.yaml:2:1
  |
2 | base_url: https://example.org/
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the address of your site: `base_url: https://…`

";

const MESSAGE: &str = "`https://example.org/` is an example address: every link in feeds and for search engines leads there";

#[test]
fn the_site_of_init_is_built_with_a_warning() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init", "news"]).done();
    let site = place.path().join("news");
    let told = run(&site, &["build"]).done().stderr;
    let (line, _) = told.split_once('\n').unwrap();
    assert_eq!(line, format!("warning: {MESSAGE}"));
    assert_eq!(told.matches("warning: ").count(), 1, "{told}");
    // Its own remedy.
    let settings = std::fs::read_to_string(site.join("site.yaml")).unwrap();
    let mended = settings.replace("https://example.org/", "https://highland.example/");
    tree::put(&site, "site.yaml", mended);
    assert_eq!(run(&site, &["build"]).done().stderr, "");
}

#[test]
fn an_address_given_to_the_build_is_the_one_that_counts() {
    let repository = Repository::with(&[("site.yaml", EXAMPLE)]);
    let told = repository.run(&["build"]).done().stderr;
    assert_eq!(told, format!("warning: {MESSAGE}{PLACE}"));
    let refused = repository.deploy(&[]).refused();
    assert_eq!(refused.stderr, format!("error: {MESSAGE}{PLACE}1 error\n"));

    let at = ["build", "--base-url", "https://highland.example/briefing/"];
    assert_eq!(repository.run(&at).done().stderr, "");
    repository.deploy(&[]).done();
    let home = repository.remote(&["show", "gh-pages:sitemap.xml"]);
    assert!(home.contains("<loc>https://highland.example/briefing/</loc>"), "{home}");
}

#[test]
fn an_output_from_before_the_address_was_set_is_not_published() {
    let repository = Repository::with(&[("site.yaml", EXAMPLE)]);
    let settings = EXAMPLE.replace("example.org", "highland.example");
    tree::put(&repository.site, "site.yaml", &settings);
    let refused = repository.deploy(&[]).refused();
    assert_eq!(
        refused.stderr,
        "error: `./public` was built for `https://example.org/`, which is an example address\n  \
         = help: run `dateline build`, so that its links lead to `https://highland.example/`\n\n\
         1 error\n"
    );
    repository.run(&["build", "--quiet"]).done();
    repository.deploy(&[]).done();
}
