//! What was changed after publication without a correction, by real repositories.

use std::fs;
use std::process::Command;

use crate::common::program::{Ended, ended};
use crate::common::repository::Repository;
use crate::common::tree;
use serde_json::Value;

const SETTINGS: &str = "title: The Highland Briefing\nbase_url: https://highland.example/briefing/\n\
                        timezone: Asia/Yerevan\nsections: [politics, economy]\n";
const STORY: &str = "content/politics/talks.md";
const NOTHING: &str = "No public story was changed after its publication without a correction\n";
const AT: &str = "2026-03-01T12:00:00Z";

const OLD: &str = "The vote was seven to two.";
const NEW: &str = "The vote was six to three.";

/// A story with more fields, and this as its text.
fn story_with(fields: &str, text: &str) -> String {
    format!("---\ntitle: Talks resume\ndate: 2026-02-01 09:00\n{fields}---\n\n{text}\n")
}

fn story(text: &str) -> String {
    story_with("", text)
}

/// A repository with a story that was published on 1 February.
fn with_story(text: &str) -> Repository {
    let repository = Repository::new(SETTINGS);
    repository.publish("2026-02-01T06:00:00Z", STORY, &story(text));
    repository
}

fn listed(repository: &Repository) -> Ended {
    repository.corrections(&["--from-git", "--at", AT]).done()
}

/// What was changed, as `day part: old → new`.
fn changes(repository: &Repository) -> Vec<String> {
    let json = repository.corrections(&["--from-git", "--at", AT, "--format", "json"]).done();
    let list = |value: &Value, name: &str| value[name].as_array().unwrap().clone();
    let mut told = Vec::new();
    for line in json.stdout.lines() {
        let story = serde_json::from_str(line).unwrap();
        for revision in list(&story, "revisions") {
            let day = revision["at"].as_str().unwrap()[..10].to_string();
            for change in list(&revision, "changes") {
                let (part, old) = (change["part"].as_str().unwrap(), change["old"].as_str());
                let new = change["new"].as_str().unwrap_or("nothing");
                told.push(format!("{day} {part}: {} → {new}", old.unwrap()));
            }
        }
    }
    told
}

#[test]
fn a_run_as_it_is_seen() {
    let repository = with_story(&format!("{OLD} It was held in *Hesk*.\n\nAnna Voss reports."));
    let text = story(&format!("{NEW} It was held in\n[Hesk](https://hesk.example/).\n\nNews."));
    repository.publish("2026-02-03T06:15:00Z", STORY, &text);
    let first = repository.last_commit();
    let economy = "content/economy/prices.md";
    let prices = |fields: &str, text: &str| {
        format!("---\ntitle: Prices\ndate: 2026-02-04\n{fields}---\n\n{text}\n")
    };
    repository.publish("2026-02-05T06:00:00Z", economy, &prices("subtitle: They rise\n", "A."));
    let correction = "corrections: [{date: 2026-02-10, text: It was A.}]\n";
    repository.publish("2026-02-10T06:00:00Z", economy, &prices(correction, "B."));
    repository.put(economy, prices(correction, "C."));
    let expected = format!(
        "content/economy/prices.md
Prices
https://highland.example/briefing/economy/prices/

  2026-03-01 16:00 +04:00, not committed yet

  - B.
  + C.

  To declare it, add to the `corrections` of its front matter:

  - date: 2026-03-01
    text: # what was wrong, and what is right

content/politics/talks.md
Talks resume
https://highland.example/briefing/politics/talks/

  2026-02-03 10:15 +04:00, commit {first}, Anna Voss

  - The vote was [-seven-] to [-two-]. It was held in Hesk.
  + The vote was {{+six+}} to {{+three+}}. It was held in Hesk.

  - Anna Voss reports.
  + News.

  To declare them, add to its front matter:

corrections:
  - date: 2026-02-03
    text: # what was wrong, and what is right

3 changes in 2 stories without a correction
"
    );
    assert_eq!(listed(&repository).stdout, expected);
}

#[test]
fn what_is_to_be_filled_in_is_refused_until_it_is() {
    let repository = with_story(OLD);
    let unwritten =
        "corrections:\n  - date: 2026-02-03\n    text: # what was wrong, and what is right\n";
    repository.put(STORY, story_with(unwritten, NEW));
    repository.corrections(&["--from-git"]).refused().saying("the correction has no `text`");
}

#[test]
fn a_correction_in_the_same_commit_declares_a_change() {
    let repository = with_story(OLD);
    let correction = "corrections: [{date: 2026-02-09, text: It was six to three.}]\n";
    repository.publish("2026-02-03T06:00:00Z", STORY, &story_with(correction, NEW));
    assert_eq!(listed(&repository).stdout, NOTHING);
    // It does not declare the next one.
    repository.publish("2026-02-04T06:00:00Z", STORY, &story_with(correction, "No vote was."));
    assert_eq!(changes(&repository), [format!("2026-02-04 text: {NEW} → No vote was.")]);
}

#[test]
fn a_correction_of_its_day_declares_a_change() {
    let repository = with_story(OLD);
    // 3 February in Yerevan.
    repository.publish("2026-02-02T21:00:00Z", STORY, &story(NEW));
    let on = |day: &str| story_with(&format!("corrections: [{{date: {day}, text: x}}]\n"), NEW);
    repository.publish("2026-02-08T06:00:00Z", STORY, &on("2026-02-02"));
    assert_eq!(changes(&repository), [format!("2026-02-03 text: {OLD} → {NEW}")]);
    // Also before it is committed.
    repository.put(STORY, on("2026-02-03 15:00"));
    assert_eq!(listed(&repository).stdout, NOTHING);
}

#[test]
fn what_readers_had_not_seen_may_change() {
    let repository = Repository::new(SETTINGS);
    for (file, fields, released) in [
        ("draft", "date: 2026-02-01\ndraft: true\n", "date: 2026-02-01\n"),
        ("dated", "date: 2026-02-05\n", "date: 2026-02-05\n"),
        ("embargoed", "date: 2026-02-01\nembargo: 2026-02-05\n", "date: 2026-02-01\n"),
        ("expired", "date: 2026-01-01\nexpires: 2026-02-01\n", "date: 2026-01-01\n"),
        ("broken", "date: 2026-02-30\n", "date: 2026-02-01\n"),
    ] {
        let file = format!("content/politics/{file}.md");
        let text = |fields: &str, text: &str| format!("---\ntitle: A\n{fields}---\n{text}\n");
        repository.publish("2026-02-02T06:00:00Z", &file, &text(fields, OLD));
        repository.publish("2026-02-03T06:00:00Z", &file, &text(released, NEW));
    }
    assert_eq!(listed(&repository).stdout, NOTHING);
}

#[test]
fn a_change_under_cover_is_found_when_readers_see_it() {
    let repository = with_story(OLD);
    repository.publish("2026-02-02T06:00:00Z", STORY, &story_with("draft: true\n", OLD));
    repository.publish("2026-02-03T06:00:00Z", STORY, &story_with("draft: true\n", NEW));
    repository.publish("2026-02-04T06:00:00Z", STORY, &story(NEW));
    assert_eq!(changes(&repository), [format!("2026-02-04 text: {OLD} → {NEW}")]);
}

#[test]
fn a_version_that_no_build_took_is_passed_over() {
    let repository = with_story(OLD);
    repository.publish("2026-02-03T06:00:00Z", STORY, "---\ntitle: [\n---\nHalf");
    repository.publish("2026-02-04T06:00:00Z", STORY, &story(OLD));
    assert_eq!(listed(&repository).stdout, NOTHING);
}

#[test]
fn a_story_that_is_not_public_any_more_is_not_listed() {
    let repository = with_story(OLD);
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(NEW));
    repository.put(STORY, story_with("expires: 2026-02-20\n", NEW));
    assert_eq!(listed(&repository).stdout, NOTHING);
    let then = repository.corrections(&["--from-git", "--at", "2026-02-19"]).done();
    then.printing("1 change in 1 story without a correction");
}

#[test]
fn a_renamed_story_is_followed() {
    let repository = with_story(&format!("{OLD}\n\nA second paragraph, which stays as it is."));
    repository.git(&["mv", STORY, "content/politics/vote.md"]);
    let text = story(&format!("{NEW}\n\nA second paragraph, which stays as it is."));
    repository.put("content/politics/vote.md", text);
    repository.commit("2026-02-03T06:00:00Z", "A better name");
    // The old name has become that of another story.
    repository.publish("2026-02-04T06:00:00Z", STORY, &story("Something else."));
    assert_eq!(changes(&repository), [format!("2026-02-03 text: {OLD} → {NEW}")]);
    // A rename that is not committed yet.
    fs::create_dir(repository.site().join("content/economy")).unwrap();
    repository.git(&["mv", "content/politics/vote.md", "content/economy/2026-02-01-vote.md"]);
    let json = repository.corrections(&["--from-git", "--at", AT, "--format", "json"]).done();
    json.printing("\"file\":\"content/economy/2026-02-01-vote.md\"").printing("2026-02-03T10:00");
}

#[test]
fn a_merge_is_one_change_of_the_branch_that_it_came_into() {
    let repository = with_story(OLD);
    repository.git(&["checkout", "--quiet", "-b", "feature"]);
    repository.publish("2026-02-03T06:00:00Z", STORY, &story("The vote was six to two."));
    repository.publish("2026-02-04T06:00:00Z", STORY, &story(NEW));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.publish("2026-02-05T06:00:00Z", "content/about.md", "---\ntitle: A\n---\nWe.\n");
    repository.git_at("2026-02-06T06:00:00Z", &["merge", "--quiet", "--no-ff", "feature"]);
    assert_eq!(changes(&repository), [format!("2026-02-06 text: {OLD} → {NEW}")]);
}

#[test]
fn what_was_taken_back_is_nothing() {
    let repository = with_story(OLD);
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(NEW));
    repository.put(STORY, story(OLD));
    assert_eq!(changes(&repository), [format!("2026-03-01 text: {NEW} → {OLD}")]);
}

#[test]
fn what_reads_the_same_is_nothing() {
    let repository =
        with_story("One two three.\nFour *five*.\n\nSix.[^a]\n\nSeven.\n\n[^a]: Note.");
    let same = "Seven.\n\nOne two\nthree. Four [five](https://x.example/).\n\nMore.[^b]\n\n\
                Six.[^a]\n\n[^b]: New.\n\n[^a]: Note.";
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(same));
    // Divided in two.
    let divided = same.replace("three. Four", "three.\n\nFour");
    repository.publish("2026-02-04T06:00:00Z", STORY, &story(&divided));
    let other_fields = story_with("tags: [vote]\nsubtitle: New\n", &divided);
    repository.publish("2026-02-05T06:00:00Z", STORY, &other_fields);
    assert_eq!(listed(&repository).stdout, NOTHING);
}

#[test]
fn every_part_is_looked_at() {
    let fields = |caption: &str| {
        format!("subtitle: S\nsummary: U\nimage: {{src: a.svg, caption: {caption}}}\n")
    };
    let repository = Repository::new(SETTINGS);
    repository.put("content/politics/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let body =
        "## H\n\n- one\n- two\n\n| Hesk | 15 |\n|--|--|\n| Tarsel | 16 |\n\n> Quote\n\nLast.";
    repository.publish("2026-02-01T06:00:00Z", STORY, &story_with(&fields("C"), body));
    let body = "## I\n\n- one\n- three\n\n| Hesk | 15 |\n|--|--|\n| Tarsel | 17 |\n\n> Quoted";
    let text = story_with(&fields("D"), body).replace("Talks resume", "Talks end");
    let text = text.replace("subtitle: S", "subtitle: T").replace("summary: U\n", "");
    repository.publish("2026-02-03T06:00:00Z", STORY, &text);
    let expected = [
        "headline: Talks resume → Talks end",
        "standfirst: S → T",
        "summary: U → nothing",
        "caption: C → D",
        "text: H → I",
        "text: two → three",
        "text: Tarsel 16 → Tarsel 17",
        "text: Quote → Quoted",
        "text: Last. → nothing",
    ];
    assert_eq!(changes(&repository), expected.map(|change| format!("2026-02-03 {change}")));
    listed(&repository)
        .printing("  headline:\n  - Talks [-resume-]\n  + Talks {+end+}\n")
        .printing("  summary removed:\n  - U\n")
        .printing("  removed:\n  - Last.\n")
        .printing("9 changes in 1 story without a correction\n");
}

#[test]
fn a_site_in_a_folder_of_the_repository() {
    let repository = Repository::with_site_in("sites/news", SETTINGS);
    repository.publish("2026-02-01T06:00:00Z", STORY, &story(OLD));
    tree::put(repository.root(), "other/content/politics/talks.md", "x");
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(NEW));
    assert_eq!(changes(&repository), [format!("2026-02-03 text: {OLD} → {NEW}")]);
    // From outside, and in a hook, which is told where its repository is.
    let mut hook = repository.command(&["--from-git", "--at", AT, "--site", "sites/news"]);
    hook.current_dir(repository.root()).env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index");
    ended(&mut hook).done().printing("1 change in 1 story");
}

#[test]
fn settings_of_git_change_nothing() {
    let repository = with_story(OLD);
    repository.git(&["mv", STORY, "content/politics/vote.md"]);
    repository.commit("2026-02-02T06:00:00Z", "A better name");
    repository.publish("2026-02-03T06:00:00Z", "content/politics/vote.md", &story(NEW));
    for (name, value) in [
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.follow", "true"),
        ("log.diffMerges", "off"),
        ("diff.renames", "false"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.orderFile", "nowhere"),
        ("diff.relative", "true"),
        ("core.fsmonitor", "false"),
        ("color.ui", "always"),
        ("log.mailmap", "false"),
        ("core.quotePath", "true"),
        ("format.pretty", "fuller"),
        ("core.pager", "false"),
    ] {
        repository.git(&["config", name, value]);
    }
    let before = fs::read(repository.root().join(".git/index")).unwrap();
    assert_eq!(changes(&repository), [format!("2026-02-03 text: {OLD} → {NEW}")]);
    let after = fs::read(repository.root().join(".git/index")).unwrap();
    assert!(before == after, "git is asked for reading only");
}

#[cfg(unix)]
#[test]
fn names_may_have_any_characters() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::new(SETTINGS);
    let odd = "content/politics/--output=x \"q\" 'ց' :(top)\\ $(x).md";
    repository.publish("2026-02-01T06:00:00Z", odd, &story(OLD));
    repository.publish("2026-02-03T06:00:00Z", odd, &story(NEW));
    // A story whose name was not even text.
    let broken = std::ffi::OsStr::from_bytes(b"content/politics/a\n\xff.md");
    let text = |text: &str| story(text).replace("Talks", "Other talks");
    fs::write(repository.site().join(broken), text(OLD)).unwrap();
    repository.commit("2026-02-04T06:00:00Z", "Odd");
    fs::remove_file(repository.site().join(broken)).unwrap();
    repository.put("content/politics/a.md", text(OLD));
    repository.commit("2026-02-05T06:00:00Z", "Even");
    repository.publish("2026-02-06T06:00:00Z", "content/politics/a.md", &text(NEW));
    let change = format!("text: {OLD} → {NEW}");
    assert_eq!(
        changes(&repository),
        [format!("2026-02-06 {change}"), format!("2026-02-03 {change}")]
    );
    listed(&repository).printing(odd);
}

#[test]
fn texts_and_names_cannot_steer_the_terminal() {
    let repository = with_story("One\u{1b}[2J \u{9b}1m seven.");
    repository.put(STORY, story("One\u{1b}[2J \u{9b}1m six."));
    repository.git(&["config", "user.name", "x"]);
    let listed = listed(&repository);
    listed.clone().printing("- One\\u{1b}[2J \\u{9b}1m [-seven-].");
    assert!(!listed.stdout.contains('\u{1b}') && !listed.stdout.contains('\u{9b}'));
}

#[test]
fn armenian_words_are_whole() {
    let repository = with_story("Ազգային ժողովը 7 ձայնով ընդունեց օրենքը։\n\nԵրևանը տարածել է։");
    let text = "Ազգային ժողովը 6 ձայնով մերժեց օրենքը։\n\nԵրևանը տարածել է։";
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(text));
    listed(&repository)
        .printing("  - Ազգային ժողովը [-7-] ձայնով [-ընդունեց-] օրենքը։\n")
        .printing("  + Ազգային ժողովը {+6+} ձայնով {+մերժեց+} օրենքը։\n");
}

#[test]
fn only_what_is_new_enough_if_asked() {
    let repository = with_story(OLD);
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(NEW));
    repository.publish("2026-02-06T06:00:00Z", STORY, &story("No vote was."));
    let since = |day: &str| {
        let asked = ["--from-git", "--at", AT, "--since", day];
        repository.corrections(&asked).done()
    };
    since("2026-02-03").printing("2 changes in 1 story");
    since("2026-02-04").printing("1 change in 1 story").printing("+ {+No+} vote was.");
    assert_eq!(since("2026-02-07").stdout, NOTHING);
}

#[test]
fn a_story_that_git_does_not_know_has_no_history() {
    let repository = with_story(OLD);
    repository.put("content/politics/new.md", story(NEW));
    listed(&repository)
        .printing("no change without a correction in 1 public story; 1 public story is not in")
        .saying("1 public story is not in the history: `content/politics/new.md`");
    fs::remove_file(repository.site().join("content/politics/new.md")).unwrap();
    // Taken out of the repository and written anew.
    repository.git(&["rm", "--quiet", "--cached", STORY]);
    repository.git_at("2026-02-03T06:00:00Z", &["commit", "--quiet", "-m", "Out"]);
    repository.put(STORY, story(NEW));
    assert_eq!(changes(&repository), [format!("2026-03-01 text: {OLD} → {NEW}")]);
}

#[test]
fn what_keeps_the_history_from_being_read_is_told() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    tree::put(place.path(), STORY, story(OLD));
    let mut alone = crate::common::program::dateline(place.path(), &["corrections", "--from-git"]);
    alone.env("GIT_CEILING_DIRECTORIES", place.path().parent().unwrap());
    ended(&mut alone).refused().saying("error: the site is not inside a git repository");
    ended(alone.env("PATH", "")).refused().saying("error: there is no program `git` here");

    let repository = Repository::new(SETTINGS);
    repository.put(STORY, story(OLD));
    let asked = ["--from-git", "--at", AT];
    repository.corrections(&asked).refused().saying("error: the repository has no commit yet");
    repository.commit("2026-02-01T06:00:00Z", "One");
    repository.publish("2026-02-03T06:00:00Z", STORY, &story(NEW));

    let mut of_another = repository.command(&asked);
    ended(of_another.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"))
        .refused()
        .saying("error: git does not trust this repository")
        .saying("run `git config --global --add safe.directory ");

    let clone = place.path().join("clone");
    let origin = format!("file://{}", repository.root().display());
    repository.git(&["clone", "--quiet", "--depth=1", &origin, clone.to_str().unwrap()]);
    let mut shallow = repository.command(&asked);
    shallow.current_dir(&clone);
    ended(&mut shallow)
        .refused()
        .saying("error: this clone has only the newest part of the history")
        .saying("run `git fetch --unshallow`; in GitHub Actions, give `actions/checkout`")
        .saying("fetch-depth: 0");
    ended(Command::new("git").args(["fetch", "--quiet", "--unshallow"]).current_dir(&clone)).done();
    ended(&mut shallow).done().printing("1 change in 1 story");
}

#[test]
fn a_site_with_errors_is_refused_as_ever() {
    let repository = with_story(OLD);
    repository.put(STORY, "---\ntitel: x\n---\n");
    repository.corrections(&["--from-git"]).refused().saying("did you mean `title`?");
    repository.corrections(&["--since", "yesterday"]).misused();
}

#[test]
fn without_the_history_it_lists_what_was_declared() {
    let repository = Repository::new(SETTINGS);
    let asked = ["--at", AT];
    assert_eq!(repository.corrections(&asked).done().stdout, "No public story has a correction\n");
    let corrections = "corrections:\n  - {date: 2026-02-02, text: It was six to three.}\n  \
                       - date: 2026-02-09 10:15\n    text: >-\n      It was\n      in Hesk.\n";
    repository.put(STORY, story_with(corrections, NEW));
    let prices = "---\ntitle: Prices\ndate: 2026-02-03\n\
                  corrections: [{date: 2026-02-04, text: Up.}]\n---\nA.\n";
    repository.put("content/economy/prices.md", prices);
    repository.put("content/economy/held.md", prices.replace("2026-02-03", "2027-01-01"));
    let expected = "2026-02-09 10:15 content/politics/talks.md (Talks resume)\n    It was in Hesk.\n\n\
        2026-02-04 content/economy/prices.md (Prices)\n    Up.\n\n\
        2026-02-02 content/politics/talks.md (Talks resume)\n    It was six to three.\n\n\
        3 corrections\n";
    assert_eq!(repository.corrections(&asked).done().stdout, expected);
    let since = ["--at", AT, "--since", "2026-02-09", "--format", "json"];
    let json: Value = serde_json::from_str(&repository.corrections(&since).done().stdout).unwrap();
    let expected = serde_json::json!({
        "date": "2026-02-09T10:15:00+04:00",
        "text": "It was in Hesk.",
        "file": STORY,
        "title": "Talks resume",
        "url": "https://highland.example/briefing/politics/talks/",
    });
    assert_eq!(json, expected);
}
