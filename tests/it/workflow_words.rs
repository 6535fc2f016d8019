//! What others write, in texts, in names of files, in the history of a repository or
//! as the answer of a server, is no command to what runs a workflow.

// Not every name of these files can be on a disk of Windows.

use std::process::Command;

use dateline::typography::{Quotes, typeset};

use crate::common::listening::{Response, listen};
use crate::common::program::{Ended, dateline, ended};
use crate::common::repository::Repository;
use crate::common::{publication, tree};

/// Words of GitHub's runner, of Azure's and of TeamCity; each says that it was here.
const WORDS: [&str; 5] = [
    "##[error]steered",
    "::error::steered",
    "##vso[task.complete result=Failed;]steered",
    "##teamcity[message text='steered']",
    "a\\r::stop-commands::steered",
];

const SITE: &str = "title: Highland\nbase_url: https://highland.example/\nsections: [politics]\n";

/// Whether a runner would take a line for a command, by the source of GitHub's and
/// the documentation of the others.
fn is_command(line: &str) -> bool {
    line.trim_start().starts_with("::")
        || ["##[", "##vso[", "##teamcity["].iter().any(|word| line.contains(word))
}

/// Runs it as in a workflow and as at a desk; what was said in the workflow.
#[track_caller]
fn steers_nothing(mut command: Command) -> Ended {
    let at_a_desk = ended(&mut command);
    let said = ended(command.env("GITHUB_ACTIONS", "true"));
    let own = |line: &str| {
        let is_annotation =
            ["::error", "::warning"].iter().any(|command| line.starts_with(command));
        is_annotation && !line.starts_with("::error::steered")
    };
    for (ended, is_workflow) in [(&at_a_desk, false), (&said, true)] {
        for line in ended.stdout.split(['\n', '\r']) {
            assert!(!is_command(line), "{command:?} says among its results: {line:?}");
        }
        for line in ended.stderr.split(['\n', '\r']) {
            let rest = if is_workflow && own(line) { &line[2..] } else { line };
            assert!(!is_command(rest), "{command:?} is steered by: {line:?}");
        }
    }
    // Otherwise it would have nothing to be steered by.
    assert!((said.stdout.clone() + &said.stderr).contains("steered"), "{command:?}: {said:?}");
    said
}

fn new_site() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SITE);
    place
}

/// A story whose front matter has these lines too.
fn story(title: &str, lines: &str, text: &str) -> String {
    format!("---\ntitle: \"{title}\"\nsummary: S.\ndate: 2026-02-01\n{lines}---\n{text}\n")
}

#[test]
fn held_stories_and_corrections_are_listed() {
    let place = new_site();
    for (number, word) in WORDS.iter().enumerate() {
        let put = |file: &str, text: String| {
            tree::put(place.path(), &format!("content/politics/{file}-{number}.md"), text);
        };
        put("draft", story(word, "draft: true\n", "Text."));
        put("later", story(word, "embargo: 2999-01-01T00:00:00Z\n", "Text."));
        let correction = format!("corrections:\n  - date: 2026-02-02\n    text: \"{word}\"\n");
        put("corrected", story(word, &correction, "Text."));
    }
    let run = |arguments: &[&str]| steers_nothing(dateline(place.path(), arguments));
    assert_eq!(run(&["build"]).status, Some(0));
    assert_eq!(run(&["build", "--drafts", "--future"]).status, Some(0));
    assert_eq!(run(&["corrections"]).status, Some(0));
    let json = run(&["corrections", "--format", "json"]).stdout;
    let texts: Vec<String> = json
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|correction| correction["title"].as_str().unwrap().to_string())
        .collect();
    for word in WORDS {
        // With the quotation marks that readers see.
        let title = typeset(&word.replace("\\r", "\n"), Quotes::default()).into_owned();
        assert!(texts.contains(&title), "{title:?} is not among {texts:?}");
    }
}

#[test]
fn faults_are_told_with_their_lines() {
    let place = new_site();
    for (number, word) in WORDS.iter().enumerate() {
        let raw = word.replace("\\r", "\r");
        let texts = [
            story("A", &format!("\"{word}\": x\n"), "Text."),
            format!("---\ntitle: [{raw}\n---\nText.\n"),
            format!("---\n{raw}\n---\nText.\n"),
            story("A", "", &format!("{raw} [x]({}.md)", raw.replace(' ', ""))),
            story("A", "", &format!("[x](steered.md) {raw}\n\n{raw} [x](steered.md)")),
        ];
        for (at, text) in texts.iter().enumerate() {
            tree::put(place.path(), &format!("content/politics/{number}-{at}.md"), text);
        }
        let name = word.replace(['/', '\\'], "");
        tree::put(place.path(), &format!("content/politics/{name}.md"), "No front matter.");
        tree::put(place.path(), &format!("content/politics/{name} [x]/{name}.txt"), "A file.");
        tree::put(place.path(), &format!("templates/{name}.html"), format!("{{{{ {raw}"));
    }
    for command in ["build", "check"] {
        let said = steers_nothing(dateline(place.path(), &[command]));
        assert!(said.stderr.contains("\n::error file="), "as annotations: {}", said.stderr);
    }
    steers_nothing(dateline(place.path(), &["new", WORDS[0], "A"]));
    for word in WORDS {
        steers_nothing(dateline(place.path(), &[word]));
        steers_nothing(dateline(place.path(), &["build", "--at", word]));
    }
}

#[test]
fn a_check_lists_what_it_found() {
    let place = new_site();
    for (number, word) in WORDS.iter().enumerate() {
        let text = format!("[x](/{}) {word}", word.replace(' ', ""));
        tree::put(place.path(), &format!("content/politics/{number}.md"), story(word, "", &text));
    }
    for format in ["text", "json"] {
        let said = steers_nothing(dateline(place.path(), &["check", "--format", format])).stdout;
        for line in said.lines().filter(|_| format == "json") {
            serde_json::from_str::<serde_json::Value>(line).expect(line);
        }
    }
}

#[test]
fn what_is_wrong_with_reads_is_told() {
    let place = new_site();
    tree::put(place.path(), "content/politics/a.md", story("A", "", "Text."));
    for word in WORDS {
        let file = format!("{}.csv", word.replace(['/', '\\'], ""));
        let rows = format!("date,path,reads\n2026-02-01,/{word},1\n{word},x,y\n");
        tree::put(place.path(), &file, &rows);
        steers_nothing(dateline(place.path(), &["reads", "import", "csv", "--", &file]));
        tree::put(place.path(), &file, format!("{rows}{word}\n{word}\n"));
        steers_nothing(dateline(place.path(), &["reads", "import", "csv", "--", &file]));
    }
}

#[test]
fn a_server_of_statistics_answers() {
    let place = new_site();
    for word in WORDS {
        for (status, headers) in [(400, String::new()), (302, format!("Location: {word}\r\n"))] {
            let body = word.replace("\\r", "\r");
            let server = listen(move |_| Response {
                status,
                headers: headers.clone(),
                content_type: "text/plain",
                body: body.clone().into_bytes(),
            });
            let arguments = ["reads", "fetch", "goatcounter", "--server", &server];
            let mut fetch = dateline(place.path(), &arguments);
            fetch.env("GOATCOUNTER_TOKEN", "secret");
            steers_nothing(fetch);
        }
    }
}

#[test]
fn changes_are_listed_from_the_history() {
    let repository = Repository::new(SITE);
    for (number, word) in WORDS.iter().enumerate() {
        let file = format!("content/politics/{number}.md");
        // What is marked in the list ends in the first half of a word.
        repository.publish(
            "2026-02-02T00:00:00Z",
            &file,
            &story(word, "", &format!("The\n##\nold text.\n\n{word} is this.")),
        );
        repository.publish(
            "2026-02-03T00:00:00Z",
            &file,
            &story(word, "", &format!("The ##new text.\n\n{word} is that.")),
        );
        let author = format!("--author={word} <a@b.example>");
        let amend = ["commit", "--quiet", "--amend", "--no-edit", &author];
        repository.git_at("2026-02-03T00:00:00Z", &amend);
    }
    for format in ["text", "json"] {
        steers_nothing(repository.command(&["--from-git", "--format", format]));
    }
}

#[test]
fn a_remote_says_why_it_refuses() {
    let repository = publication::Repository::new();
    let said: Vec<String> = WORDS.iter().map(|word| format!("echo \"{word}\" >&2\n")).collect();
    repository.hook("pre-receive", &format!("{}exit 1", said.concat()));
    let refused = steers_nothing(repository.dateline(&["deploy"]));
    assert_eq!(refused.status, Some(1), "{refused:?}");
}
