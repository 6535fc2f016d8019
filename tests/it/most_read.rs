//! What was read most: the ranking, the store, and the import of files.

use std::collections::BTreeMap;
use std::fs;

use crate::common::effort::cases;
use crate::common::memory::InMemory;
use crate::common::program::run;
use crate::common::tree;
use dateline::model::Reveal;
use dateline::reads::stories::{Destination, Finder};
use dateline::site::{Address, Instant, LoadOptions, Site, load};
use jiff::Span;
use jiff::civil::Date;
use proptest::prelude::*;
use tempfile::TempDir;

pub const SITE: &str = "title: Reads\nbase_url: https://example.org/news/\nsections: [politics, economy]\n\
                    most_read: {limit: 3, windows: {day: 1, week: 7, month: 30}}\n";
const STORIES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const TODAY: Date = Date::constant(2026, 3, 1);

fn story(number: usize) -> String {
    // Two are of one day and minute, so that their paths decide.
    let day = number.max(1);
    format!(
        "---\ntitle: Story {number}\ndate: 2026-01-{day:02} 10:00\naliases: [/old/{number}/]\n---\nText.\n"
    )
}

fn site(reads: &str) -> Site {
    let stories = STORIES.iter().enumerate().map(|(number, name)| {
        let section = ["politics", "economy"][number % 2];
        (format!("content/{section}/{name}.md"), story(number).into_bytes())
    });
    let stories: Vec<(String, Vec<u8>)> = stories.collect();
    let files = stories.iter().map(|(path, text)| (path.as_str(), text.clone()));
    let others = [("site.yaml", SITE.into()), ("data/reads.csv", reads.as_bytes().to_vec())];
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    load(&InMemory::new(files.chain(others)), &options).site
}

/// Days ago, which story, whether by its old path, and reads.
type Line = (i64, usize, bool, u64);

fn csv(lines: &[Line]) -> String {
    let mut text = String::from("date,path,reads\n");
    for (ago, story, old, reads) in lines {
        let day = TODAY.checked_sub(Span::new().days(*ago)).unwrap();
        let section = ["politics", "economy"][story % 2];
        let path = match old {
            true => format!("/old/{story}/"),
            false => format!("/{section}/{}/", STORIES[*story]),
        };
        text += &format!("{day},{path},{reads}\n");
    }
    text
}

/// The ranking of a window, counted in the plainest way.
fn naive(lines: &[Line], days: i64) -> Vec<(usize, u64)> {
    let mut of_place: BTreeMap<(i64, usize, bool), u64> = BTreeMap::new();
    for (ago, story, old, reads) in lines {
        let largest = of_place.entry((*ago, *story, *old)).or_default();
        *largest = (*largest).max(*reads);
    }
    let Some(newest) = of_place.keys().map(|(ago, ..)| *ago).min() else { return Vec::new() };
    let mut sums: BTreeMap<usize, u64> = BTreeMap::new();
    for ((ago, story, _), reads) in of_place {
        if ago < newest + days {
            *sums.entry(story).or_default() += reads;
        }
    }
    let mut ranking: Vec<(usize, u64)> = sums.into_iter().filter(|(_, reads)| *reads > 0).collect();
    // Newer first; of stories 0 and 1, which are of one moment, the path decides.
    let path =
        |story: usize| format!("/{}/{}/", ["politics", "economy"][story % 2], STORIES[story]);
    ranking.sort_by_key(|(story, reads)| {
        (u64::MAX - reads, usize::MAX - (*story).max(1), path(*story))
    });
    ranking
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ranking_equals_a_naive_count(
        lines in prop::collection::vec((0..40i64, 0..6usize, any::<bool>(), 0..5u64), 0..60)
    ) {
        let site = site(&csv(&lines));
        let edition = &site.editions[0];
        for (name, days) in [("day", 1), ("week", 7), ("month", 30)] {
            let ranking =
                edition.index.most_read.rankings.iter().find(|ranking| ranking.window.name == name);
            let ranked: Vec<(usize, u64)> = ranking
                .into_iter()
                .flat_map(|ranking| &ranking.briefings)
                .map(|ranked| {
                    let title = &edition.briefings[ranked.briefing].article.facts.title;
                    (title["Story ".len()..].parse().unwrap(), ranked.reads)
                })
                .collect();
            prop_assert_eq!(ranked, naive(&lines, days), "{}", name);
        }
    }
}

#[test]
fn an_address_is_found_whatever_its_form() {
    let site = site("");
    let finder = Finder::new(&site.config.base_url, &site.routes);
    let (edition, at) = finder.briefing("/politics/a/").unwrap();
    for address in [
        "/politics/a",
        "politics/a/",
        "/politics/a/index.html",
        "/news/politics/a/",
        "/news/politics/a?utm_source=letter#more",
        "https://example.org/news/politics/a/",
        "https://example.org/politics/a/",
        "HTTPS://WWW.Example.ORG:443/news/politics/a",
        "//example.org/news/politics/a/",
        "/politics/%61/",
        "/politics/../politics/a/",
        "/x/y/../.././politics/a",
        "/politics/a/.",
        "/politics/a/x/..",
        "/politics/%2E%2E/politics/a/",
        "/news//politics///a//index.html",
        "/news/../politics/a/",
        "/%6Eews/politics/a/",
        "https://example.org.:8080/politics/a/",
        "/old/0/",
        "/news/old/0?from=feed",
        "example.org/news/politics/a/",
        "www.Example.org:443/politics/a?utm_source=letter",
        "/example.org/news/politics/a/",
        "https://example.org//example.org/news/politics/a/",
        "/politics/a.html",
        "/news/politics/a.htm",
        "/politics/a/index.htm",
        "/old/0.html",
    ] {
        assert_eq!(finder.find(address), Destination::Briefing(edition, at), "{address}");
    }
    for address in [
        "/",
        "/news/",
        "/news",
        "https://example.org",
        "example.org",
        "example.org/news/",
        "/index.htm",
        "/politics/",
        "/politics.html",
        "/2026/01/",
    ] {
        assert_eq!(finder.find(address), Destination::OtherPage, "{address}");
    }
    for address in [
        "/politics/zzz/",
        "/POLITICS/a/",
        "https://elsewhere.example/news/politics/a/",
        "/style.css",
        "/404.html",
        "/../politics/a/",
        "/politics/../../a/",
        "/politics/%ff/",
        "/politics/a/x",
        "elsewhere.example/news/politics/a/",
        "/elsewhere.example/news/politics/a/",
        "/politics/.html",
        "/politics/a.html/",
        "https://example.org.evil.example/politics/a/",
        "",
    ] {
        assert_eq!(finder.find(address), Destination::Nothing, "{address}");
    }
}

pub fn folder() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SITE);
    tree::put(place.path(), "content/politics/a.md", story(0));
    tree::put(place.path(), "content/economy/b.md", story(1));
    place
}

pub fn reads(place: &TempDir) -> String {
    fs::read_to_string(place.path().join("data/reads.csv")).unwrap()
}

#[test]
fn an_import_adds_what_is_new_and_says_what_it_did() {
    let place = folder();
    tree::put(
        place.path(),
        "day.csv",
        "date,path,reads\n2026-01-10,/news/politics/a/,7\n2026-01-10,/politics/a?x=1,5\n\
         2026-01-11,/old/1/,2\n2026-01-11,/politics/,40\n2026-01-11,/lost/,3\n2026-01-11,/lost/2,9\n",
    );
    let first = run(place.path(), &["reads", "import", "csv", "day.csv"]).done();
    assert_eq!(
        reads(&place),
        "date,path,reads\n2026-01-10,/politics/a/,12\n2026-01-11,/economy/b/,2\n"
    );
    assert_eq!(
        first.stdout,
        "day.csv: 6 lines\n\
         14 reads of 2 stories from 2026-01-10 to 2026-01-11\n\
         data/reads.csv: 2 lines added, 0 raised\n\
         40 reads of lists and standing pages of the site (not stored)\n\
         12 reads of addresses the site does not have (not stored)\n\
         \x20       9  /lost/2\n\
         \x20       3  /lost/\n\
         If one is where a story was before, add it to the story's `aliases`; --keep-unmatched \
         stores them all\n"
    );

    run(place.path(), &["reads", "import", "csv", "day.csv", "day.csv"])
        .done()
        .printing("data/reads.csv has them already");
    tree::put(place.path(), "more.csv", "2026-01-10,/politics/a/,13\n2026-01-11,/economy/b/,1\n");
    run(place.path(), &["reads", "import", "csv", "more.csv"])
        .done()
        .printing("0 lines added, 1 raised");
    assert_eq!(
        reads(&place),
        "date,path,reads\n2026-01-10,/politics/a/,13\n2026-01-11,/economy/b/,2\n"
    );

    run(place.path(), &["reads", "import", "csv", "day.csv", "--keep-unmatched"]).done();
    assert!(reads(&place).contains("2026-01-11,/lost/2,9\n"));
}

/// What is listed can be written into `aliases` as it stands, and what is stored besides stories is
/// not called one.
#[test]
fn what_matches_nothing_is_listed_as_aliases_are_written() {
    let place = folder();
    let csv = "date,path,reads\n2026-01-10,/news/politics/a/,7\n2026-01-10,/news/lost/x.html,4\n\
               2026-01-10,https://example.org/news/lost/x.html,2\n2026-01-10,/other/,3\n\
               2026-01-10,/news/,9\n";
    tree::put(place.path(), "day.csv", csv);
    let import = ["reads", "import", "csv", "day.csv"];
    run(place.path(), &import)
        .done()
        .printing("7 reads of 1 story on 2026-01-10\n")
        .printing("\x20       6  /lost/x.html\n\x20       3  /other/\n");
    run(place.path(), &[&import[..], &["--keep-unmatched"]].concat())
        .done()
        .printing("7 reads of 1 story and 18 reads of 4 other addresses on 2026-01-10\n");
    let alias = "---\ntitle: B\ndate: 2026-01-01\naliases: [/lost/x.html]\n---\nText.\n";
    tree::put(place.path(), "content/economy/b.md", alias);
    run(place.path(), &import).done().printing("13 reads of 2 stories on 2026-01-10\n");
}

#[test]
fn bad_lines_are_told_and_a_wrong_format_is_refused() {
    let place = folder();
    tree::put(
        place.path(),
        "day.csv",
        "date,path,reads\n2026-01-10,/politics/a/,7\n2026-01-10,/economy/b/,-7\n",
    );
    run(place.path(), &["reads", "import", "csv", "day.csv"])
        .done()
        .saying("warning: `day.csv`, line 3: `-7` is not a number of reads");
    let before = reads(&place);

    tree::put(place.path(), "pages.csv", "Page,Views\n/politics/a/,7\n/economy/b/,9\n");
    run(place.path(), &["reads", "import", "csv", "pages.csv"])
        .refused()
        .saying("`pages.csv`: 3 of 3 lines cannot be read as `csv`");
    run(place.path(), &["reads", "import", "csv", "missing.csv"])
        .refused()
        .saying("cannot read `missing.csv`");
    run(place.path(), &["reads", "import", "csv", "content"]).refused().saying("it is not a file");
    run(place.path(), &["reads", "import", "excel", "day.csv"]).misused();
    assert_eq!(reads(&place), before);
}

#[test]
fn a_store_with_a_fault_and_a_site_with_errors_are_left_alone() {
    let place = folder();
    tree::put(place.path(), "day.csv", "2026-01-10,/politics/a/,7\n");
    let conflict =
        "date,path,reads\n<<<<<<< HEAD\n2026-01-09,/politics/a/,3\n2026-01-09,/economy/b/,3\n";
    tree::put(place.path(), "data/reads.csv", conflict);
    run(place.path(), &["reads", "import", "csv", "day.csv"])
        .refused()
        .saying("line 2 of `data/reads.csv` cannot be read");
    assert_eq!(reads(&place), conflict);

    tree::put(place.path(), "data/reads.csv", "date,path,reads\n");
    tree::put(place.path(), "content/politics/a.md", "---\ntitel: wrong\n---\n");
    run(place.path(), &["reads", "import", "csv", "day.csv"]).refused().saying("titel");
    assert_eq!(reads(&place), "date,path,reads\n");
}

/// Whatever a source says, the store can be read again: by the next import, and by a build.
#[test]
fn what_is_stored_is_read_again() {
    let caddy = |time: &str| {
        format!(
            r#"{{"ts":{time},"request":{{"remote_ip":"192.0.2.1","method":"GET","host":"","uri":"/x/","headers":{{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"]}}}},"status":200}}"#
        )
    };
    let caddy = ["-1e11", "-62150000000", "1768000000", "1768000000"].map(caddy).join("\n");
    for (format, text, stored) in [
        (
            "plausible",
            "date,page,visitors,pageviews\n2026-01-10,\"/x\n\ny/\",3,3\n2026-01-10,/e\u{1b}[2J/,1,1\n",
            "2026-01-10,/e%1B[2J/,1\n2026-01-10,/x%0A%0Ay/,3\n",
        ),
        (
            "matomo",
            r#"{"2026-01-10": [{"label": "/a\u0000\u0085/", "nb_visits": 2}]}"#,
            "2026-01-10,/a%00%C2%85/,2\n",
        ),
        (
            "goatcounter",
            "2Path,Event,Bot,FirstVisit,Date\n\"/x\ny,\"\"/\",false,0,true,2026-01-10T08:00:00Z\n",
            "2026-01-10,\"/x%0Ay,\"\"/\",1\n",
        ),
        ("csv", "2026-01-10,\"/\t \",2\n", "2026-01-10,\"/%09 \",2\n"),
        ("caddy", &caddy, "2026-01-09,/x/,1\n"),
    ] {
        let place = folder();
        tree::put(place.path(), "export", text);
        let import = ["reads", "import", format, "export", "--keep-unmatched"];
        run(place.path(), &import).done();
        assert_eq!(reads(&place), format!("date,path,reads\n{stored}"), "{format}");
        run(place.path(), &import).done().printing("data/reads.csv has them already");
        let built = run(place.path(), &["build"]).done();
        assert!(!built.stderr.contains("left out"), "{}", built.stderr);
    }
}

#[test]
fn two_imports_at_once_lose_nothing() {
    let place = folder();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let place = &place;
            scope.spawn(move || {
                let file = format!("{number}.csv");
                let day = number + 10;
                tree::put(place.path(), &file, format!("2026-01-{day},/politics/a/,7\n"));
                run(place.path(), &["reads", "import", "csv", &file]).done();
            });
        }
    });
    assert_eq!(reads(&place).lines().count(), 9);
    let data = fs::read_dir(place.path().join("data")).unwrap();
    assert_eq!(data.count(), 1, "nothing is left beside the store");
}

#[test]
fn a_store_of_a_warehouse_is_taken() {
    let place = folder();
    let csv = "\"date\",\"path\",\"reads\"\n\"2026-01-10\",\"/politics/a/\",7\n";
    tree::put(place.path(), "data/reads.csv", csv);
    let built = run(place.path(), &["build", "--at", "2026-01-11"]).done();
    assert!(!built.stderr.contains("reads.csv"), "{}", built.stderr);
    tree::put(place.path(), "day.csv", csv.replace("10", "11"));
    run(place.path(), &["reads", "import", "csv", "day.csv"]).done();
    let wanted = "date,path,reads\n2026-01-10,/politics/a/,7\n2026-01-11,/politics/a/,7\n";
    assert_eq!(reads(&place), wanted);
}

#[test]
fn an_export_that_names_no_day_is_given_one() {
    let place = folder();
    tree::put(
        place.path(),
        "pages.csv",
        "name,visitors,pageviews,bounce_rate,time_on_page\n/news/politics/a,7,9,50,33\n",
    );
    let import = ["reads", "import", "plausible", "pages.csv"];
    run(place.path(), &import).refused().saying("--day");
    run(place.path(), &[&import[..], &["--day", "2026-01-10"]].concat()).done();
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,7\n");
}

/// Every page shows the first, the list's own page more of them, and neither all of a long list.
#[test]
fn pages_show_as_many_as_the_site_says() {
    let place = tempfile::tempdir().unwrap();
    for (name, number) in STORIES.iter().zip(0..) {
        let section = ["politics", "economy"][number % 2];
        tree::put(place.path(), &format!("content/{section}/{name}.md"), story(number));
    }
    let lines: Vec<Line> = (0..6).map(|number| (0, number, false, 100 - number as u64)).collect();
    tree::put(place.path(), "data/reads.csv", csv(&lines));
    for (limits, on_every_page, on_its_page) in [
        ("", 6, 6),
        ("limit: 2, ", 2, 6),
        ("limit: 2, page_limit: 4, ", 2, 4),
        // No fewer than every page has.
        ("limit: 3, page_limit: 1, ", 3, 3),
    ] {
        let site = SITE.replace("limit: 3, ", limits).replace("day: 1, week: 7, ", "");
        tree::put(place.path(), "site.yaml", &site);
        let build = ["build", "--at", "2026-03-01T12:00:00Z"];
        run(place.path(), &build).done();
        let shown_in = |page: &str, start: &str, end: &str| {
            let html = fs::read_to_string(place.path().join("public").join(page)).unwrap();
            let (_, part) = html.split_once(start).unwrap();
            part.split(end).next().unwrap().matches("<li>").count()
        };
        let everywhere = shown_in("index.html", "<aside class=\"most-read\"", "</aside>");
        let on_its = shown_in("most-read/index.html", "<ol class=\"lines ranks\"", "</ol>");
        assert_eq!((everywhere, on_its), (on_every_page, on_its_page), "{limits}");

        // What was read most in all languages stands there too.
        let several = format!("{site}languages: {{en: {{}}, hy: {{title: Լուրեր}}}}\n");
        tree::put(place.path(), "site.yaml", several);
        run(place.path(), &build).done();
        assert_eq!(
            shown_in("most-read/index.html", "id=\"_all\"", "</ol>"),
            on_its_page,
            "{limits}"
        );
        fs::remove_dir_all(place.path().join("public")).unwrap();
    }
}
