//! Reads of stories that moved: what is counted again is counted once, whatever it was called before.

use std::collections::BTreeMap;
use std::fs;

use dateline::model::Reveal;
use dateline::reads::store::Reads;
use dateline::reads::stories::{Finder, not_stored_yet};
use dateline::site::{Address, Instant, LoadOptions, Site, load};
use jiff::civil::Date;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::common::effort::cases;
use crate::common::memory::InMemory;
use crate::common::program::run;
use crate::common::tree;
use crate::most_read::{SITE, folder, reads};

const HEADER: &str = "date,path,reads\n";

/// Lines of an access log: so many readers of a page on a day of January.
fn log(day: u8, page: &str, readers: std::ops::Range<u8>) -> String {
    let line = |reader: u8| {
        format!(
            "198.51.100.{reader} - - [{day:02}/Jan/2026:10:00:00 +0000] \"GET /news{page} HTTP/1.1\" \
             200 5 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n"
        )
    };
    readers.map(line).collect()
}

fn import(place: &TempDir, format: &str, file: &str) -> String {
    run(place.path(), &["reads", "import", format, file]).done().stdout
}

fn move_story(place: &TempDir, from: &str, to: &str) {
    run(place.path(), &["mv", from, to]).done();
}

#[test]
fn importing_again_changes_nothing_also_after_a_move() {
    let place = folder();
    let csv = format!("{HEADER}2026-01-12,/politics/a/,10\n2026-01-12,/economy/b/,15\n");
    let logged = log(10, "/politics/a/", 0..10) + &log(10, "/economy/b/", 0..15);
    let matomo = "[{\"label\":\"/politics/a/\",\"nb_visits\":10,\"url\":\"https://example.org/news/politics/a/\"}]";
    tree::put(place.path(), "day.csv", csv);
    tree::put(place.path(), "access.log", logged);
    tree::put(place.path(), "matomo.json", matomo);
    let all = || {
        let matomo = ["reads", "import", "matomo", "matomo.json", "--day", "2026-01-11"];
        [
            import(&place, "csv", "day.csv"),
            import(&place, "combined", "access.log"),
            run(place.path(), &matomo).done().stdout,
        ]
    };
    all();
    let before = reads(&place);
    assert_eq!(before.matches("/politics/a/,10").count(), 3, "{before}");
    for (from, to) in [
        ("content/politics/a.md", "content/politics/zz.md"),
        ("content/politics/zz.md", "content/economy/again.md"),
    ] {
        move_story(&place, from, to);
        for told in all() {
            assert!(told.contains("data/reads.csv has them already"), "{told}");
        }
        assert_eq!(reads(&place), before);
    }
    run(place.path(), &["build", "--quiet"]).done();
    let page = fs::read_to_string(place.path().join("public/most-read/index.html")).unwrap();
    assert!(page.contains("30"), "{page}");
}

#[test]
fn what_was_read_since_a_move_is_added() {
    let place = folder();
    tree::put(place.path(), "access.log", log(10, "/politics/a/", 0..10));
    import(&place, "combined", "access.log");
    move_story(&place, "content/politics/a.md", "content/politics/zz.md");
    // Five of before read it again at its new address, and three who had not.
    let since = log(10, "/politics/a/", 0..10) + &log(10, "/politics/zz/", 5..13);
    tree::put(place.path(), "access.log", since + &log(11, "/politics/zz/", 0..4));
    let expected = format!(
        "{HEADER}2026-01-10,/politics/a/,10\n2026-01-10,/politics/zz/,3\n\
         2026-01-11,/politics/zz/,4\n"
    );
    for _ in 0..2 {
        import(&place, "combined", "access.log");
        assert_eq!(reads(&place), expected);
    }
    // What counts addresses one by one has two numbers for the day.
    let csv = format!("{HEADER}2026-01-10,/politics/a/,10\n2026-01-10,/politics/zz/,8\n");
    tree::put(place.path(), "day.csv", csv);
    for _ in 0..2 {
        import(&place, "csv", "day.csv");
        assert_eq!(reads(&place), expected.replace("zz/,3", "zz/,8"));
    }
}

#[test]
fn an_address_that_becomes_an_alias_or_a_redirect_counts_once() {
    for (file, text) in [
        (
            "content/economy/b.md",
            "---\ntitle: B\ndate: 2026-01-01\naliases: [/gone/x/]\n---\nText.\n",
        ),
        ("site.yaml", &format!("{SITE}redirects: [{{from: /gone/x/, to: /economy/b/}}]\n")),
    ] {
        let place = folder();
        let logged = log(10, "/gone/x/", 0..5) + &log(10, "/economy/b/", 5..9);
        tree::put(place.path(), "access.log", logged);
        let import = ["reads", "import", "combined", "access.log", "--keep-unmatched"];
        run(place.path(), &import).done();
        let before = reads(&place);
        assert!(before.contains("/gone/x/,5") && before.contains("/economy/b/,4"), "{before}");
        tree::put(place.path(), file, text);
        run(place.path(), &import).done().printing("9 reads of 1 story");
        assert_eq!(reads(&place), before, "{file}");
    }
}

/// Two stories, each with two addresses of before.
fn site() -> Site {
    let story = |number: usize| {
        format!(
            "---\ntitle: Story {number}\ndate: 2026-01-01\naliases: [/old/{number}/, /older/{number}/]\n---\nText.\n"
        )
    };
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    let stories = [("content/politics/0.md", story(0)), ("content/politics/1.md", story(1))];
    let files = stories.into_iter().map(|(path, text)| (path, text.into_bytes()));
    load(&InMemory::new(files.chain([("site.yaml", SITE.into())])), &options).site
}

/// Day, story, which of its addresses, and reads.
type Line = (u8, usize, usize, u64);

fn csv(lines: &[Line]) -> String {
    let line = |(day, story, address, reads): &Line| {
        let folder = ["politics", "old", "older"][*address];
        format!("2026-01-{day:02},/{folder}/{story}/,{reads}\n")
    };
    lines.iter().map(line).collect()
}

/// What a store says of each day and story: the lines of its addresses together.
fn sums(store: &Reads<'_>) -> BTreeMap<(Date, char), u64> {
    let mut sums = BTreeMap::new();
    for row in store.rows() {
        let story = row.path.trim_end_matches('/').chars().last().unwrap();
        *sums.entry((row.day, story)).or_default() += row.reads;
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_two_numbers_for_a_story_and_day_the_larger_counts(
        stored in prop::collection::vec((1..4u8, 0..2usize, 0..3usize, 0..9u64), 0..12),
        read in prop::collection::vec((1..4u8, 0..2usize, 0..1usize, 0..20u64), 0..6),
    ) {
        let site = site();
        let finder = Finder::new(&site.config.base_url, &site.routes);
        let (stored, read) = (csv(&stored), csv(&read));
        let [stored, read] = [&stored, &read].map(|text| Reads::parse(text, Date::MAX).0);
        let add = |store: Reads<'static>| {
            let missing = not_stored_yet(&read, &store, &finder, |edition, at| {
                &site.edition(edition).briefings[at].article.path
            });
            let text = store.merge(missing).to_text();
            Reads::parse(text.leak(), Date::MAX).0
        };
        let stored = Reads::parse(stored.to_text().leak(), Date::MAX).0;
        let once = add(stored.clone());
        let mut wanted = sums(&stored);
        for (place, reads) in sums(&read) {
            let largest = wanted.entry(place).or_default();
            *largest = reads.max(*largest);
        }
        prop_assert_eq!(sums(&once), wanted);
        prop_assert_eq!(add(once.clone()), once.clone());
        // Nothing that is there is taken away, as git's merge of two stores would bring it back.
        prop_assert_eq!(once.clone().merge(stored), once);
    }
}
