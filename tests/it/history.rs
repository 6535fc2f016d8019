//! Changes after publication in repositories whose clocks were wrong, or which do not
//! have all of the stories.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::program::{Ended, dateline, ended};
use crate::common::repository::Repository;
use crate::common::tree;
use serde_json::Value;

const SETTINGS: &str = "title: The Highland Briefing\nbase_url: https://highland.example/briefing/\n\
                        timezone: Asia/Yerevan\nsections: [politics, economy]\n";
const STORY: &str = "content/politics/talks.md";
const NOTHING: &str = "No public story was changed after its publication without a correction\n";
const AT: &str = "2026-03-01T12:00:00Z";

const UNSET: &str = "@0 +0000";
const AHEAD: &str = "2099-01-01T00:00:00Z";

fn story_with(fields: &str, text: &str) -> String {
    format!("---\ntitle: Talks resume\ndate: 2026-02-01 09:00\n{fields}---\n\n{text}\n")
}

fn story(text: &str) -> String {
    story_with("", text)
}

/// A repository with a version of the story by each of these clocks: `A.`, `B.` and so on.
fn by_clocks(clocks: &[&str]) -> Repository {
    let repository = Repository::new(SETTINGS);
    for (letter, clock) in ('A'..='Z').zip(clocks) {
        repository.publish(clock, STORY, &story(&format!("{letter}.")));
    }
    repository
}

fn listed(repository: &Repository, arguments: &[&str]) -> Ended {
    repository.corrections(&[&["--from-git", "--at", AT], arguments].concat())
}

fn revisions(repository: &Repository, arguments: &[&str]) -> Vec<Value> {
    listed_in(repository, arguments, "revisions")
}

fn listed_in(repository: &Repository, arguments: &[&str], list: &str) -> Vec<Value> {
    let json = listed(repository, &[&["--format", "json"], arguments].concat()).done();
    let stories = json.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    stories.flat_map(|story| story[list].as_array().unwrap().clone()).collect()
}

/// What was changed, as `day: old → new`.
fn changes(repository: &Repository, arguments: &[&str]) -> Vec<String> {
    told(repository, arguments, "revisions")
}

fn told(repository: &Repository, arguments: &[&str], list: &str) -> Vec<String> {
    let told = |revision: Value| {
        let change = &revision["changes"][0];
        let text = |value: &Value| value.as_str().unwrap().to_string();
        format!(
            "{}: {} → {}",
            &text(&revision["at"])[..10],
            text(&change["old"]),
            text(&change["new"])
        )
    };
    listed_in(repository, arguments, list).into_iter().map(told).collect()
}

#[test]
fn changes_are_seen_whatever_the_clocks_say() {
    let (first, third, fifth) =
        ("2026-02-01T06:00:00Z", "2026-02-03T06:00:00Z", "2026-02-05T06:00:00Z");
    let tables: &[(&[&str], &[&str])] = &[
        (&[first, third], &["2026-02-03"]),
        // Not set, ahead, or back.
        (&[first, UNSET], &["2026-02-01"]),
        (&[first, UNSET, fifth], &["2026-02-01", "2026-02-05"]),
        (&[UNSET, third], &["2026-02-03"]),
        (&[first, AHEAD], &["2026-03-01"]),
        (&[first, AHEAD, fifth], &["2026-02-05", "2026-02-05"]),
        (&[AHEAD, third, fifth], &["2026-02-03", "2026-02-05"]),
        (&[third, first], &["2026-02-03"]),
        (&[first, fifth, third], &["2026-02-05", "2026-02-05"]),
        // By no commit is the story older than its date.
        (&[UNSET, UNSET, UNSET], &["2026-02-01", "2026-02-01"]),
        (&[third, "2000-01-01T00:00:00Z", "2000-01-01T01:00:00Z"], &["2026-02-01", "2026-02-01"]),
        // All within a second, as by `git rebase`.
        (&[third, third, third], &["2026-02-03", "2026-02-03"]),
        // No clock that a computer has.
        (&[first, "@253402300800 +0000", fifth], &["2026-02-05", "2026-02-05"]),
        (&[first, "@9223372036854775807 +0000"], &["2026-03-01"]),
    ];
    for (clocks, days) in tables {
        let expected = days.iter().zip(["A. → B.", "B. → C."]);
        let expected: Vec<String> = expected.map(|(day, text)| format!("{day}: {text}")).collect();
        assert_eq!(changes(&by_clocks(clocks), &[]), expected, "{clocks:?}");
    }
}

#[test]
fn commits_without_stories_tell_of_clocks_too() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z", AHEAD]);
    repository.publish("2026-02-05T06:00:00Z", "static/a.txt", "x");
    assert_eq!(changes(&repository, &[]), ["2026-02-05: A. → B."]);
}

#[test]
fn a_clock_that_is_not_believed_is_told() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z", UNSET, "2026-02-05T06:00:00Z"]);
    let told = "  2026-02-01 10:00 +04:00 (its clock said 1970-01-01 04:00 +04:00), commit ";
    listed(&repository, &[]).done().printing(told).printing("  2026-02-05 10:00 +04:00, commit ");
    let revisions = revisions(&repository, &[]);
    assert_eq!(revisions[0]["clock"], "1970-01-01T04:00:00+04:00");
    assert_eq!(revisions[1]["clock"], Value::Null);
}

#[test]
fn a_change_whose_day_is_not_known_is_not_left_out() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z", UNSET, "2026-02-05T06:00:00Z"]);
    // It may have been made on any day until the fifth.
    for (since, expected) in [("2026-02-05", 2), ("2026-02-06", 0)] {
        assert_eq!(changes(&repository, &["--since", since]).len(), expected, "{since}");
    }
}

#[test]
fn the_day_that_is_told_is_the_one_that_declares() {
    for (clocks, day) in [
        (["2026-02-01T06:00:00Z", UNSET], "2026-02-01"),
        (["2026-02-01T06:00:00Z", AHEAD], "2026-02-05"),
        (["2026-02-03T06:00:00Z", "2026-02-01T06:00:00Z"], "2026-02-03"),
    ] {
        let repository = by_clocks(&clocks);
        let declared =
            |day| story_with(&format!("corrections: [{{date: {day}, text: x}}]\n"), "B.");
        repository.publish("2026-02-05T06:00:00Z", STORY, &declared(day));
        assert_eq!(listed(&repository, &[]).done().stdout, NOTHING, "{clocks:?}");
        repository.publish("2026-02-06T06:00:00Z", STORY, &declared("2026-02-04"));
        assert_eq!(changes(&repository, &[]), [format!("{day}: A. → B.")]);
    }
}

#[test]
fn what_readers_had_not_seen_may_change_also_by_wrong_clocks() {
    let repository = Repository::new(SETTINGS);
    let text = |fields, text| story_with(fields, text);
    repository.publish("2026-01-02T06:00:00Z", STORY, &text("", "A."));
    repository.publish(UNSET, STORY, &text("", "B."));
    repository.publish("2026-01-20T06:00:00Z", STORY, &text("", "C."));
    repository.publish("2026-02-02T06:00:00Z", STORY, &text("draft: true\n", "D."));
    assert_eq!(listed(&repository, &[]).done().stdout, NOTHING);
    repository.publish("2026-02-05T06:00:00Z", STORY, &text("", "E."));
    assert_eq!(changes(&repository, &[]), ["2026-02-05: C. → E."]);
}

#[test]
fn an_author_has_no_part_in_the_order() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z", "2026-02-03T06:00:00Z"]);
    for author in ["--date=@0 +0000", "--date=2099-01-01T00:00:00Z"] {
        repository.git_at("2026-02-03T06:00:00Z", &["commit", "--amend", "--no-edit", author]);
        assert_eq!(changes(&repository, &[]), ["2026-02-03: A. → B."]);
    }
}

#[test]
fn a_merge_is_in_the_place_of_its_branch() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    repository.git(&["checkout", "--quiet", "-b", "feature"]);
    repository.publish(AHEAD, STORY, &story("B."));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.publish("2026-02-05T06:00:00Z", "content/about.md", "---\ntitle: A\n---\nWe.\n");
    repository.git_at(UNSET, &["merge", "--quiet", "--no-ff", "feature"]);
    repository.publish("2026-02-07T06:00:00Z", STORY, &story("C."));
    assert_eq!(changes(&repository, &[]), ["2026-02-05: A. → B.", "2026-02-07: B. → C."]);
}

/// What is told of the lines that were merged, as `day: old → new`.
fn merged(repository: &Repository) -> Vec<String> {
    told(repository, &[], "merged")
}

/// Two branches from `A.`: `main`, on which there are now two commits with these texts of
/// the story, and `other` with others; where none is given, a commit of something else.
fn parted(ours: [Option<&str>; 2], theirs: [Option<&str>; 2]) -> Repository {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    repository.git(&["branch", "other"]);
    for (branch, days, texts) in [("main", [2, 3], ours), ("other", [4, 5], theirs)] {
        repository.git(&["checkout", "--quiet", branch]);
        for (day, text) in days.into_iter().zip(texts) {
            let at = format!("2026-02-0{day}T06:00:00Z");
            match text {
                Some(text) => repository.publish(&at, STORY, &story(text)),
                None => repository.publish(&at, &format!("static/{branch}{day}.txt"), "x"),
            }
        }
    }
    repository.git(&["checkout", "--quiet", "main"]);
    repository
}

#[test]
fn what_was_public_on_the_second_parent_of_a_merge_is_told() {
    // A draft branch that was merged, or a published one that was pulled: git has the same.
    let repository = parted([None, None], [Some("B."), Some("C.")]);
    repository.git_at("2026-02-06T06:00:00Z", &["merge", "--quiet", "--no-edit", "other"]);
    assert_eq!(changes(&repository, &[]), ["2026-02-06: A. → C."]);
    assert_eq!(merged(&repository), ["2026-02-05: B. → C."]);
    let told = listed(&repository, &[]).done();
    told.printing(
        "  On a branch that was merged, so only if readers saw that branch:\n\n  2026-02-05",
    )
    .printing("1 change in 1 story without a correction, and 1 change in 1 story if readers saw");

    // The story began there.
    let repository = parted([None, None], [None, None]);
    repository.git(&["checkout", "--quiet", "other"]);
    repository.publish("2026-02-05T07:00:00Z", PRICES, &story("D."));
    repository.publish("2026-02-05T08:00:00Z", PRICES, &story("E."));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git_at("2026-02-06T06:00:00Z", &["merge", "--quiet", "--no-edit", "other"]);
    assert_eq!(changes(&repository, &[]), [""; 0]);
    assert_eq!(merged(&repository), ["2026-02-05: D. → E."]);
    let told = listed(&repository, &[]).done();
    told.printing("\n1 change in 1 story without a correction if readers saw what was merged\n");
}

#[test]
fn what_the_branch_itself_shows_is_told_once() {
    for (ours, theirs) in [
        ([Some("B."), None], [None, None]),
        ([Some("B."), Some("C.")], [None, None]),
        ([None, None], [Some("B."), None]),
    ] {
        let repository = parted(ours, theirs);
        repository.git_at("2026-02-06T06:00:00Z", &["merge", "--quiet", "--no-edit", "other"]);
        assert!(!changes(&repository, &[]).is_empty());
        assert_eq!(merged(&repository), [""; 0], "{ours:?}, {theirs:?}");
    }
}

#[test]
fn a_conflict_that_was_resolved_replaces_what_was_merged() {
    let repository = parted([Some("B."), None], [Some("C."), Some("D.")]);
    let merge = ["merge", "--quiet", "--no-edit", "--strategy-option=ours", "other"];
    repository.git_at("2026-02-06T06:00:00Z", &merge);
    assert_eq!(changes(&repository, &[]), ["2026-02-02: A. → B."]);
    assert_eq!(merged(&repository), ["2026-02-05: C. → D.", "2026-02-06: D. → B."]);
}

#[test]
fn names_and_corrections_hold_on_merged_lines_too() {
    let repository = parted([None, None], [Some("B."), None]);
    let renamed = "content/politics/vote.md";
    repository.git(&["checkout", "--quiet", "other"]);
    repository.publish("2026-02-05T07:00:00Z", STORY, &story("B. Long enough to be known again."));
    repository.git(&["mv", STORY, renamed]);
    repository.commit("2026-02-05T08:00:00Z", "Another name");
    repository.publish("2026-02-06T06:00:00Z", renamed, &story("B. Long enough, and changed."));
    let corrected = |day| story_with(&format!("corrections: [{{date: {day}, text: x}}]\n"), "C.");
    repository.publish("2026-02-07T06:00:00Z", renamed, &corrected("2026-02-07"));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git_at("2026-02-08T06:00:00Z", &["merge", "--quiet", "--no-edit", "other"]);
    let long = "B. Long enough to be known again.";
    let undeclared = [
        "2026-02-05: B. → ".to_string() + long,
        format!("2026-02-06: {long} → B. Long enough, and changed."),
    ];
    assert_eq!(merged(&repository), undeclared);
    repository.publish("2026-02-09T06:00:00Z", renamed, &corrected("2026-02-06"));
    assert_eq!(merged(&repository), undeclared[..1]);
}

#[test]
fn lines_in_lines_and_without_a_common_beginning_are_followed() {
    let repository = parted([None, None], [Some("B."), Some("C.")]);
    repository.git(&["checkout", "--quiet", "-b", "third", "other~1"]);
    repository.publish("2026-02-05T07:00:00Z", STORY, &story("D."));
    repository.publish("2026-02-05T08:00:00Z", STORY, &story("E."));
    repository.git(&["checkout", "--quiet", "other"]);
    let ours = ["merge", "--quiet", "--no-edit", "--strategy=ours"];
    repository.git_at("2026-02-06T06:00:00Z", &[&ours[..], &["third"]].concat());
    repository.git(&["checkout", "--quiet", "--orphan", "fourth"]);
    repository.publish("2026-02-06T07:00:00Z", STORY, &story("F."));
    repository.publish("2026-02-06T08:00:00Z", STORY, &story("G."));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git_at("2026-02-07T06:00:00Z", &["merge", "--quiet", "--no-edit", "other"]);
    let foreign = [&ours[..], &["--allow-unrelated-histories", "fourth"]].concat();
    repository.git_at("2026-02-08T06:00:00Z", &foreign);
    assert_eq!(changes(&repository, &[]), ["2026-02-07: A. → C."]);
    let expected = [
        "2026-02-05: B. → C.",
        "2026-02-05: B. → D.",
        "2026-02-05: D. → E.",
        "2026-02-06: E. → C.",
        "2026-02-06: F. → G.",
        "2026-02-08: G. → C.",
    ];
    let mut merged = merged(&repository);
    merged.sort();
    assert_eq!(merged, expected);
}

/// What is told of stories without a history, beside one that was not changed.
fn some_are_unknown(repository: &Repository, files: &[&str]) {
    let told = match files.len() {
        1 => "1 public story is not in the history".to_string(),
        more => format!("{more} public stories are not in the history"),
    };
    let warning = format!("warning: {told}: `{}`", files.join("`, `"));
    let ended = listed(repository, &[]).done().saying(&warning).saying("`git add FILE` says what");
    assert_eq!(ended.stdout, format!("no change without a correction in 1 public story; {told}\n"));
    let json = listed(repository, &["--format", "json"]).done().saying(&warning);
    let stories: Vec<Value> =
        json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stories.iter().map(|story| &story["file"]).collect::<Vec<_>>(), files);
    for story in stories {
        assert_eq!(
            (&story["in_history"], &story["revisions"]),
            (&false.into(), &Value::Array(vec![]))
        );
    }
}

const PRICES: &str = "content/economy/prices.md";

#[test]
fn stories_that_are_not_committed_are_told() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    repository.put(PRICES, story("A."));
    some_are_unknown(&repository, &[PRICES]);
    repository.git(&["add", "--all"]);
    some_are_unknown(&repository, &[PRICES]);
    repository.git(&["reset", "--quiet"]);
    repository.git(&["add", "--intent-to-add", PRICES]);
    some_are_unknown(&repository, &[PRICES]);
    repository.git(&["reset", "--quiet"]);
    repository.put(".gitignore", "economy\n");
    some_are_unknown(&repository, &[PRICES]);
}

#[test]
fn a_story_that_takes_the_name_of_a_renamed_one_is_read() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    let vote = "content/politics/vote.md";
    repository.git(&["mv", STORY, vote]);
    repository.commit("2026-02-02T06:00:00Z", "Another name");
    repository.git(&["rm", "--quiet", vote]);
    repository.commit("2026-02-03T06:00:00Z", "Out of the way");
    repository.put(STORY, story("B."));
    assert_eq!(changes(&repository, &[]), ["2026-03-01: A. → B."]);
}

#[test]
fn stories_of_another_repository_are_told() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    let other = Repository::new(SETTINGS);
    other.publish("2026-02-01T06:00:00Z", "prices.md", &story("A."));
    other.publish("2026-02-03T06:00:00Z", "prices.md", &story("B."));
    let origin = other.root().to_str().unwrap();
    let of_files = ["-c", "protocol.file.allow=always"];
    let add = ["submodule", "--quiet", "add", origin, "content/economy"];
    repository.git(&[&of_files[..], &add].concat());
    repository.commit("2026-02-04T06:00:00Z", "A submodule");
    some_are_unknown(&repository, &[PRICES]);
}

#[cfg(unix)]
#[test]
fn stories_behind_a_link_are_told() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    fs::create_dir(repository.site().join("content/economy")).unwrap();
    let link = repository.site().join(PRICES);
    std::os::unix::fs::symlink(format!("../../{STORY}"), link).unwrap();
    repository.commit("2026-02-02T06:00:00Z", "A link");
    some_are_unknown(&repository, &[PRICES]);
}

#[test]
fn a_name_in_another_case_is_followed_where_git_knows_it() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    let renamed = "content/politics/Talks.md";
    repository.git(&["mv", STORY, renamed]);
    repository.commit("2026-02-02T06:00:00Z", "A capital");
    repository.publish("2026-02-03T06:00:00Z", renamed, &story("B."));
    assert_eq!(changes(&repository, &[]), ["2026-02-03: A. → B."]);
    // Where it does not, as on a disk that ignores case.
    let unknown = "content/politics/TALKS.md";
    fs::rename(repository.site().join(renamed), repository.site().join(unknown)).unwrap();
    listed(&repository, &[])
        .refused()
        .saying("error: 1 public story is not in the history: `content/politics/TALKS.md`")
        .saying("git knows one as `content/politics/Talks.md`: rename it there with `git mv`");
}

#[test]
fn where_no_story_is_known_nothing_was_found_out() {
    let repository = Repository::new(SETTINGS);
    repository.put(".gitignore", "content\n");
    repository.put("static/a.txt", "x");
    repository.commit("2026-02-01T06:00:00Z", "No story");
    for letter in 'a'..='g' {
        repository.put(&format!("content/politics/{letter}.md"), story("A."));
    }
    let told = "7 public stories are not in the history";
    let refused =
        listed(&repository, &[]).refused().saying(&format!("error: {told}: ")).saying("and 2 more");
    assert_eq!(refused.stdout, format!("{told}\n"));
    let json = listed(&repository, &["--format", "json"]).refused().saying("error: ");
    assert_eq!(json.stdout.matches("\"in_history\":false,\"revisions\":[]").count(), 7);
    // The site in a folder that an outer repository does not know.
    let outer = Repository::new("");
    outer.commit("2026-02-01T06:00:00Z", "Something else");
    tree::put(outer.root(), "site/site.yaml", SETTINGS);
    tree::put(outer.root(), &format!("site/{STORY}"), story("A."));
    let mut inner = outer.command(&["--from-git", "--at", AT, "--site", "site"]);
    ended(&mut inner).refused().saying("error: 1 public story is not in the history: ");
}

#[test]
fn texts_that_are_not_checked_out_are_told() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    repository.publish("2026-02-02T06:00:00Z", PRICES, &story("A."));
    repository.publish("2026-02-03T06:00:00Z", PRICES, &story("B."));
    repository.git(&["sparse-checkout", "set", "content/politics"]);
    let told = "1 text is not checked out";
    let ended = listed(&repository, &[]).done().saying(&format!("warning: {told}\n"));
    assert_eq!(ended.stdout, format!("no change without a correction in 1 public story; {told}\n"));
    ended.saying("git sparse-checkout disable");
    repository.git(&["sparse-checkout", "disable"]);
    assert_eq!(changes(&repository, &[]), ["2026-02-03: A. → B."]);
}

#[test]
fn what_git_is_told_not_to_look_at_is_read() {
    let repository = by_clocks(&["2026-02-01T06:00:00Z"]);
    for (on, off) in
        [("--assume-unchanged", "--no-assume-unchanged"), ("--skip-worktree", "--no-skip-worktree")]
    {
        repository.git(&["config", "sparse.expectFilesOutsideOfPatterns", "true"]);
        repository.git(&["update-index", on, STORY]);
        assert_eq!(listed(&repository, &[]).done().stdout, NOTHING);
        repository.put(STORY, story("B."));
        assert_eq!(changes(&repository, &[]), ["2026-03-01: A. → B."], "{on}");
        repository.git(&["update-index", off, STORY]);
        repository.put(STORY, story("A."));
    }
}

#[test]
fn a_history_that_was_replaced_hides_nothing() {
    let told = "warning: this repository replaces parts of its history, which is not looked at";
    let clocks = ["2026-02-01T06:00:00Z", "2026-02-03T06:00:00Z", "2026-02-05T06:00:00Z"];
    let all = ["2026-02-03: A. → B.", "2026-02-05: B. → C."];
    let replaced = by_clocks(&clocks);
    replaced.git(&["replace", "--graft", "HEAD~1"]);
    assert_eq!(changes(&replaced, &[]), all);
    listed(&replaced, &[]).done().saying(told);
    // A text in place of another one.
    let replaced = by_clocks(&clocks);
    let (old, new) = (format!("HEAD~1:{STORY}"), format!("HEAD:{STORY}"));
    replaced.git(&["replace", &old, &new]);
    assert_eq!(changes(&replaced, &[]), all);
    let grafted = by_clocks(&clocks);
    let parent = grafted.git(&["rev-parse", "HEAD~1"]);
    tree::put(grafted.root(), ".git/info/grafts", parent);
    assert_eq!(changes(&grafted, &[]), all);
    listed(&grafted, &[]).done().saying(told);
}

/// A clone of only a part of the objects.
fn part_of(repository: &Repository, place: &Path, filter: &str) {
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let origin = format!("file://{}", repository.root().display());
    repository.git(&["clone", "--quiet", filter, &origin, place.to_str().unwrap()]);
}

#[test]
fn a_clone_without_all_versions_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let repository = by_clocks(&["2026-02-01T06:00:00Z", "2026-02-03T06:00:00Z"]);
    for filter in ["--filter=blob:none", "--filter=tree:0"] {
        let clone = place.path().join(filter);
        part_of(&repository, &clone, filter);
        let mut asked = dateline(&clone, &["corrections", "--from-git", "--at", AT]);
        ended(&mut asked)
            .refused()
            .saying("error: this clone lacks some files of its history")
            .saying("`git fetch --refetch --no-filter`");
        let mut fetch = Command::new("git");
        ended(fetch.args(["fetch", "--quiet", "--refetch", "--no-filter"]).current_dir(&clone))
            .done();
        ended(&mut asked).done().printing("1 change in 1 story");
    }
}
