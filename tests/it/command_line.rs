//! What somebody types, and what the program answers.

use std::fs;
use std::path::Path;

use crate::common::program::{dateline, ended, run};
use crate::common::tree;
use tempfile::TempDir;

const SITE: &str = "title: The Highland Briefing\nbase_url: https://highland.example/briefing/\n\
                    timezone: Asia/Yerevan\nsections: [politics, economy]\n";

fn empty() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with the settings of a site and one story, dated in the zone of the site.
fn site(date: &str) -> TempDir {
    let place = empty();
    tree::put(place.path(), "site.yaml", SITE);
    let story = format!("---\ntitle: Talks\ndate: {date}\n---\nThe text.\n");
    tree::put(place.path(), "content/politics/talks.md", story);
    place
}

fn text(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn a_new_site_builds_at_once() {
    let place = empty();
    run(place.path(), &["init", "my-site"]).done().printing("cd my-site");
    let site = place.path().join("my-site");
    let new = run(&site, &["new", "politics", "Talks resume"]).done();
    assert_eq!(new.stdout, "content/politics/talks-resume.md\n", "the path, and nothing else");
    run(&site, &["build"])
        .done()
        .printing("1 story not public")
        .printing("content/politics/talks-resume.md (Talks resume)\n    draft");
    let home = text(&site, "public/index.html");
    assert!(home.contains("ready for its first story") && !home.contains("Talks resume"));

    // The draft is public once the line that `new` names is gone.
    let draft = text(&site, "content/politics/talks-resume.md");
    let finished = draft.replace("draft: true\n", "") + "They resume.\n";
    tree::put(&site, "content/politics/talks-resume.md", finished);
    let built = run(&site, &["build"]).done();
    assert!(!built.stdout.contains("not public"), "{}", built.stdout);
    assert!(text(&site, "public/politics/talks-resume/index.html").contains("They resume."));
}

#[test]
fn init_fills_an_empty_folder() {
    let place = empty();
    run(place.path(), &["init"]).done();
    for file in ["site.yaml", ".dateline/site.schema.json", "content/about.md", ".gitignore"] {
        assert!(!text(place.path(), file).is_empty(), "{file}");
    }
    run(place.path(), &["build"]).done();
}

#[test]
fn init_keeps_what_is_there() {
    let place = empty();
    let own = "---\ntitle: Our own words\n---\nOur own words.\n";
    tree::put(place.path(), "content/about.md", own);
    tree::put(place.path(), "README.md", "Our project.\n");
    run(place.path(), &["init"]).done();
    assert_eq!(text(place.path(), "content/about.md"), own);
    assert_eq!(text(place.path(), "README.md"), "Our project.\n");
    run(place.path(), &["build"]).done();
    assert!(text(place.path(), "public/about/index.html").contains("Our own words."));
}

#[test]
fn init_says_what_is_in_its_way() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "notes", "Mine.");
    run(place.path(), &["init", "notes"]).refused().saying("`notes` is no folder");
    tree::put(place.path(), "site/content", "Mine.");
    run(place.path(), &["init", "site"]).refused().saying("content` is no folder");
    let left = tree::read(place.path());
    assert_eq!(left.keys().collect::<Vec<_>>(), ["notes", "site/content"]);
    run(place.path(), &["init", "other", "--title", " "])
        .misused()
        .saying("a title is a line of text, such as `The Highland Briefing`");
}

#[test]
fn init_twice_is_refused_and_changes_nothing() {
    let place = empty();
    run(place.path(), &["init", "a"]).done();
    tree::put(place.path(), "a/site.yaml", SITE);
    fs::remove_file(place.path().join("a/content/about.md")).unwrap();
    let before = tree::read(place.path());
    run(place.path(), &["init", "a"]).refused().saying("there is a site in `a` already");
    assert_eq!(tree::read(place.path()), before);
}

#[test]
fn new_writes_any_headline_as_it_is() {
    for (title, file) in [
        (r#"The "second" day: a \ in it, and 100% more"#, "the-second-day-a-in-it-and-100-more"),
        ("It's #1 & {more}", "its-1-more"),
        ("- yes", "yes"),
        ("Նոր լուրեր", "nor-lowrer"),
        ("null", "null"),
        ("Talks\u{feff} and votes", "talks-and-votes"),
    ] {
        let place = site("2026-02-01");
        let file = format!("content/economy/{file}.md");
        let new = run(place.path(), &["new", "economy", "--", title]).done();
        assert_eq!(new.stdout, format!("{file}\n"), "{title}");
        let built = run(place.path(), &["build", "--at", "2100-01-01"]).done();
        assert!(built.stdout.contains(&format!("{file} ({title})")), "{}", built.stdout);
    }
}

#[test]
fn new_writes_a_headline_with_what_is_no_character() {
    let place = site("2026-02-01");
    run(place.path(), &["new", "economy", "Talks\u{fffe} and\u{ffff} votes"]).done();
    let built = run(place.path(), &["build", "--at", "2100-01-01"]).done();
    assert!(built.stdout.contains("(Talks and votes)"), "{}", built.stdout);
}

#[test]
fn new_dates_a_briefing_in_the_zone_of_the_site() {
    // The day of Kiritimati is never the day of Pago Pago.
    let date_in = |zone: &str| {
        let place = empty();
        let settings = SITE.replace("Asia/Yerevan", zone);
        tree::put(place.path(), "site.yaml", settings);
        run(place.path(), &["new", "politics", "Now"]).done();
        let story = text(place.path(), "content/politics/now.md");
        story.lines().find(|line| line.starts_with("date: ")).unwrap()[6..16].to_string()
    };
    assert!(date_in("Pacific/Kiritimati") > date_in("Pacific/Pago_Pago"));
}

#[test]
fn new_refuses_what_it_cannot_do() {
    let place = site("2026-02-01");
    let before = tree::read(place.path());
    let new = |section: &str, title: &str| run(place.path(), &["new", section, "--", title]);
    new("politcs", "Talks").refused().saying("no section `politcs`").saying("`politics`?");
    new("sport", "Talks").refused().saying("its sections are: politics, economy");
    new("politics", "talks").refused().saying("is there already").saying("politics/talks.md");
    new("politics", "?!").refused().saying("`?!` has no letter or digit");
    new("politics", "Index").refused().saying("politics/index.md").saying("another headline");
    new("politics", "2026-02-01: Index").refused().saying("the section's own page");
    new("../..", "Talks").refused().saying("no section `../..`");
    assert_eq!(tree::read(place.path()), before);

    let nowhere = empty();
    run(nowhere.path(), &["new", "politics", "Talks"]).refused().saying("no site.yaml");
    assert_eq!(tree::paths(nowhere.path()), [""; 0]);
}

#[test]
fn a_site_can_be_named_from_elsewhere() {
    let place = site("2026-02-01");
    let elsewhere = empty();
    let path = place.path().to_str().unwrap();
    let new = run(elsewhere.path(), &["new", "--site", path, "politics", "Votes"]).done();
    assert_eq!(
        new.stdout.trim_end(),
        place.path().join("content/politics/votes.md").display().to_string()
    );
    run(elsewhere.path(), &["build", "--site", path, "--at", "2026-03-01"]).done();
    assert!(place.path().join("public/politics/talks/index.html").is_file());
    run(elsewhere.path(), &["build", "--site", path, "--output", "here"]).done();
    assert!(elsewhere.path().join("here/politics/talks/index.html").is_file());

    // What is wrong is named so that it can be opened from where the user stands.
    tree::put(place.path(), "content/politics/bad.md", "---\n---\n");
    let bad = place.path().join("content/politics/bad.md");
    run(elsewhere.path(), &["build", "--site", path]).refused().saying(bad.to_str().unwrap());
}

#[test]
fn a_wrong_command_line_is_told_from_a_wrong_site() {
    let place = site("2026-02-01");
    for arguments in [
        &["biuld"][..],
        &["build", "--drats"],
        &["build", "extra"],
        &["build", "--at"],
        &["build", "--at", "tomorrow"],
        &["build", "--at", "2026-02-30"],
        &["build", "--base-url", "highland.example"],
        &["build", "--base-url", "ftp://highland.example/"],
        &["new", "politics"],
        &[],
    ] {
        let ended = run(place.path(), arguments).misused();
        assert!(
            ended.stderr.contains("--help") || ended.stderr.contains("Usage"),
            "{}",
            ended.stderr
        );
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(!place.path().join("public").exists(), "{arguments:?}");
    }
    run(place.path(), &["biuld"]).misused().saying("'build'");
    run(place.path(), &["build", "--drats"]).misused().saying("'--drafts'");
    run(place.path(), &["build", "--at", "2026-02-30"])
        .misused()
        .saying("that month has no day 30");
}

#[test]
fn help_and_version_are_printed() {
    let place = empty();
    let help = run(place.path(), &["--help"]).done();
    for command in ["init", "new", "build"] {
        assert!(help.stdout.contains(&format!("\n  {command} ")), "{}", help.stdout);
        let own = run(place.path(), &[command, "--help"]).done();
        assert!(own.stdout.contains(&format!("Usage: dateline {command}")), "{}", own.stdout);
    }
    let version = run(place.path(), &["--version"]).done();
    assert_eq!(version.stdout, format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let place = site("2026-02-01");
    tree::put(
        place.path(),
        "content/politics/held.md",
        "---\ntitle: Held\ndate: 2026-12-01\n---\nX\n",
    );
    let link = "---\ntitle: Link\ndate: 2026-02-01\n---\n[held](held.md)\n";
    tree::put(place.path(), "content/politics/link.md", link);
    for quiet in ["--quiet", "-q"] {
        let ended = run(place.path(), &["build", quiet, "--at", "2026-03-01"]).done();
        assert_eq!(ended.stdout, "");
        assert!(ended.stderr.starts_with("warning: this links to `content/politics/held.md`"));
    }
    assert!(place.path().join("public/politics/link/index.html").is_file());
}

#[test]
fn a_base_url_can_be_given_instead() {
    let place = site("2026-02-01");
    let home = |base_url: &str| {
        run(place.path(), &["build", "--at", "2026-03-01", "--base-url", base_url]).done();
        text(place.path(), "public/index.html")
    };
    let preview = home("https://preview.example/pull/7");
    assert!(
        preview.contains("href=\"/pull/7/politics/talks/\"")
            && !preview.contains("highland.example")
    );
    let root = home("http://localhost:4000");
    assert!(root.contains("href=\"/politics/talks/\"") && !root.contains("/pull/7/"));
}

#[test]
fn the_instant_is_in_the_zone_of_the_site() {
    let place = site("2026-03-01 10:00");
    let page = place.path().join("public/politics/talks/index.html");
    for (at, is_public) in [
        ("2026-03-01 09:59", false),
        ("2026-03-01 10:00", true),
        ("2026-03-01T05:59:59Z", false),
        ("2026-03-01T06:00:00Z", true),
        ("2026-03-01", false),
        ("2026-03-02", true),
        ("2026-03-01 00:00 -06:00", true),
    ] {
        for machine in ["UTC", "America/Los_Angeles"] {
            let mut command = dateline(place.path(), &["build", "--at", at]);
            let ended = ended(command.env("TZ", machine)).done();
            assert_eq!(page.exists(), is_public, "{at} with the machine in {machine}");
            let says = ended.stdout.contains("dated: public from 2026-03-01 10:00 +04:00");
            assert_eq!(says, !is_public, "{}", ended.stdout);
        }
    }
}

#[test]
fn without_an_instant_the_clock_counts() {
    let place = site("2020-01-01");
    tree::put(
        place.path(),
        "content/politics/far.md",
        "---\ntitle: Far\ndate: 9000-01-01\n---\nX\n",
    );
    run(place.path(), &["build"]).done().printing("1 story not public");
    assert!(place.path().join("public/politics/talks/index.html").exists());
    assert!(!place.path().join("public/politics/far/index.html").exists());
}

/// A site in Swahili, in which the theme has no words.
fn in_swahili() -> TempDir {
    let place = site("2026-02-01\nsummary: They talk");
    tree::put(place.path(), "site.yaml", format!("{SITE}language: sw\n"));
    place
}

const ALL_MISSING: &str = "\
warning: 129 of the theme's 129 texts are not in `sw`: readers see them in English
--> site.yaml
 = help: `dateline words sw` writes `words/sw.yaml` with a place for each: fill it in
";

#[test]
fn words_that_a_language_lacks_are_counted_once() {
    let place = in_swahili();
    for command in ["build", "check"] {
        let ended = run(place.path(), &[command]).done();
        assert_eq!(ended.stderr.trim(), ALL_MISSING.trim());
    }
    // The folder of a section is not the site's because of a warning.
    tree::put(place.path(), "content/elsewhere/a.md", "---\ntitle: A\ndate: 2026-02-01\n---\n");
    run(place.path(), &["build"]).refused().saying("elsewhere");
}

/// A list in which behind each colon stands what is written above it in English.
fn filled_in<'a>(blank: &'a str) -> String {
    let (mut above, mut of_plural) = ("", "");
    let line = |line: &'a str| {
        let english = line.split_once(": ").map_or("", |(_, english)| english);
        match line {
            _ if line.starts_with("#   ") => of_plural = english,
            _ if line.starts_with("# ") => above = english,
            _ if line.starts_with("  ") => return format!("{line} {of_plural}"),
            _ if line.ends_with(':') => return format!("{line} {above}"),
            _ => {}
        }
        line.to_string()
    };
    blank.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_to_fill_in_are_written_and_filled_in() {
    let place = in_swahili();
    let words = run(place.path(), &["words", "sw"]).done();
    assert_eq!(words.stdout, "words/sw.yaml\n", "the path, and nothing else");
    words.saying("129 of 129 texts are missing in `sw`. Fill them in");
    let blank = text(place.path(), "words/sw.yaml");

    // Unchanged, it says nothing in Swahili.
    run(place.path(), &["build"]).done().saying("129 of the theme's 129 texts are not in `sw`");
    // Again, nothing is added.
    let again = run(place.path(), &["words", "sw"]).done();
    assert_eq!((&*again.stdout, text(place.path(), "words/sw.yaml")), ("", blank.clone()));

    tree::put(place.path(), "words/sw.yaml", filled_in(&blank));
    let built = run(place.path(), &["build"]).done();
    assert_eq!(built.stderr, "");
    let page = text(place.path(), "public/index.html");
    assert!(!page.contains("lang=\"en\""), "{page}");
    run(place.path(), &["words", "sw"]).done().saying("All 129 texts are there in `sw`");
}

/// A build and `dateline words` count the same: what a site of one language never says, neither counts.
#[test]
fn words_that_lack_are_as_many_for_each_command() {
    let place = in_swahili();
    let languages = "languages: {en: {}, sw: {title: H}}\n";
    for (settings, all) in
        [("language: sw\n", 129), (languages, 132), ("languages: {sw: {}}\n", 129)]
    {
        tree::put(place.path(), "site.yaml", format!("{SITE}{settings}"));
        run(place.path(), &["build"]).done().saying(&format!("{all} of the theme's {all} texts"));
        run(place.path(), &["words", "sw"]).done().saying(&format!("{all} of {all} texts"));
        fs::remove_dir_all(place.path().join("words")).unwrap();
    }
}

#[test]
fn words_keep_what_is_there() {
    let place = in_swahili();
    let own = "# Our own words.\nlatest: Habari mpya # not `habari`\nreads: {other: \"{n}\"}";
    tree::put(place.path(), "words/sw.yaml", own);
    run(place.path(), &["words", "sw"]).done().saying("128 of 129 texts are missing");
    let whole = text(place.path(), "words/sw.yaml");
    assert!(whole.starts_with(&format!("{own}\n")), "{whole}");
    assert!(!whole[own.len()..].contains("\nlatest:"), "{whole}");
    assert!(whole.contains("# `reads` lacks `one`.\n"), "{whole}");
    run(place.path(), &["build"])
        .done()
        .saying("128 of the theme's 129 texts")
        .saying("words/sw.yaml");
    run(place.path(), &["words", "sw"]).done();
    assert_eq!(text(place.path(), "words/sw.yaml"), whole);
}

#[test]
fn words_refuse_what_they_cannot_do() {
    let place = in_swahili();
    run(place.path(), &["words", "no language"]).misused().saying("this is no language tag");
    run(place.path(), &["words", "ru"]).done().saying("All 129 texts are there in `ru`");
    for (list, words) in [
        ("serch: Tafuta\n", "did you mean `search`?"),
        ("{latest: Habari}\n", "no lines can be added to this list"),
    ] {
        tree::put(place.path(), "words/sw.yaml", list);
        run(place.path(), &["words", "sw"]).refused().saying(words);
        assert_eq!(text(place.path(), "words/sw.yaml"), list);
    }
    let nowhere = empty();
    run(nowhere.path(), &["words", "sw"]).refused().saying("no site.yaml");
    assert_eq!(tree::paths(nowhere.path()), [""; 0]);
}
