//! What `dateline deploy` refuses, in which words, and that nothing has changed then.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use crate::common::executable::script;
use crate::common::program::{Ended, ended};
use crate::common::publication::{Repository, SITE};
use crate::common::tree;

/// Runs it, and compares what it says, without the number of errors at the end,
/// and all that must not change.
#[track_caller]
fn refused(repository: &Repository, options: &[&str], words: &str) {
    let before = repository.state();
    said(&repository.deploy(options).refused(), words);
    assert_eq!(repository.state(), before);
    assert_eq!(repository.left_over(), [""; 0]);
}

#[track_caller]
fn said(ended: &Ended, words: &str) {
    assert_eq!(ended.stderr, format!("{words}\n\n1 error\n"));
    assert_eq!(ended.stdout, "");
}

#[test]
fn a_push_that_a_hook_refuses() {
    let repository = Repository::new();
    repository.deploy(&["--message", "First"]).done();
    repository.change();
    repository.hook("pre-receive", "echo 'No pushes on Fridays.' >&2; exit 1");
    refused(
        &repository,
        &[],
        "error: `origin` refused the push to `gh-pages`: pre-receive hook declined\n         \
         remote: No pushes on Fridays.\n  \
         = help: nothing was published; do as the remote says, or ask who runs it",
    );
    repository.hook("pre-receive", "");
    repository.hook("update", "echo 'GH006: Protected branch.' >&2; exit 1");
    repository.deploy(&[]).refused().saying("hook declined").saying("remote: GH006: Protected");
    repository.hook("update", "");
    repository.deploy(&["--message", "Second"]).done();
    assert_eq!(repository.history("gh-pages"), ["Second", "First"]);
}

#[test]
fn a_history_that_the_remote_does_not_let_go() {
    let repository = Repository::new();
    repository.deploy(&[]).done();
    repository.change();
    repository.remote(&["config", "receive.denyNonFastForwards", "true"]);
    refused(
        &repository,
        &["--orphan"],
        "error: `origin` refused the push to `gh-pages`: non-fast-forward\n         \
         remote: error: denying non-fast-forward refs/heads/gh-pages (you should pull first)\n  \
         = help: nothing was published; deploy without `--orphan`, which replaces the history",
    );
}

#[test]
fn a_branch_that_somebody_else_changes_meanwhile() {
    for is_there in [true, false] {
        let repository = Repository::new();
        if is_there {
            repository.deploy(&["--message", "First"]).done();
        }
        repository.git(&["push", "--quiet", "origin", "main"]);
        repository.change();
        // The other one is faster: the branch moves when the push begins.
        let other = repository.place().join("receive");
        script(
            &other,
            "git -C \"$1\" update-ref refs/heads/gh-pages main; exec git-receive-pack \"$@\"",
        );
        let program = format!("{}", other.display());
        repository.git(&["config", "remote.origin.receivepack", &program]);
        let words = "error: somebody else changed `gh-pages` of `origin` meanwhile\n  \
                     = help: nothing was published; run `dateline deploy` again";
        said(&repository.deploy(&[]).refused(), words);
        assert_eq!(repository.history("gh-pages"), ["The site"]);
        assert_eq!(repository.left_over(), [""; 0]);
    }
}

/// A lock that a killed push left is not somebody else's change: to deploy again does not help.
#[test]
fn a_lock_that_was_left_at_the_remote() {
    let repository = Repository::new();
    let lock = repository.place().join("remote.git/refs/heads/gh-pages.lock");
    fs::write(&lock, "").unwrap();
    let words = "error: another push to `gh-pages` of `origin` is under way, or one that was \
                 killed left its lock there\n";
    let remedy = "run `dateline deploy` again in a moment, and if that does not help, remove the \
                  file there that ends in `.lock`\n";
    let ended = repository.deploy(&[]).refused();
    ended.saying(words).saying("refs/heads/gh-pages.lock': File exists").saying(remedy);
    fs::remove_file(&lock).unwrap();
    repository.deploy(&[]).done();
}

/// Git waits for ever for a server that sends nothing, unless it is told for how long.
#[test]
fn a_remote_that_is_frozen_is_given_up() {
    let repository = Repository::new();
    let (programs, found) = (repository.place().join("programs"), repository.place().join("found"));
    fs::create_dir(&programs).unwrap();
    let asks = "for key in Limit Time; do git config http.lowSpeed$key; done";
    script(&programs.join("git-remote-probe"), &format!("{asks} > '{}'; exit 1", found.display()));
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let deploy = || {
        let mut deploy = repository.dateline(&["deploy", "--remote", "probe::x"]);
        ended(deploy.env("PATH", &path)).refused();
        fs::read_to_string(&found).unwrap()
    };
    assert_eq!(deploy(), "1\n300\n");
    repository.git(&["config", "http.lowSpeedTime", "900"]);
    assert_eq!(deploy(), "1\n900\n");
}

#[test]
fn the_branch_that_the_site_is_written_on() {
    let repository = Repository::new();
    refused(
        &repository,
        &["--branch", "main"],
        "error: the site is written on the branch `main`\n  \
         = help: publish to another branch: its files are replaced by those of the output",
    );
    // Another repository may well be published to its main branch.
    repository.git_in(repository.place(), &["init", "--quiet", "--bare", "pages.git"]);
    repository.deploy(&["--branch", "main", "--remote", "../pages.git"]).done();

    for folder in ["", "news/"] {
        let repository = Repository::in_folder(folder, &[]);
        repository.git(&["push", "--quiet", "origin", "main:next"]);
        refused(
            &repository,
            &["--branch", "next", "--orphan"],
            "error: `next` of `origin` holds the sources of a site\n  \
             = help: publish to another branch: its files are replaced by those of the output",
        );
    }
}

#[test]
fn a_folder_without_a_finished_output() {
    let repository = Repository::new();
    let hint = "build it first with `dateline build`, or name the folder of one with `--output`";
    for folder in ["nowhere", "content"] {
        let words = format!("error: there is no site in `{folder}`\n  = help: {hint}");
        refused(&repository, &["--output", folder], &words);
    }
    let list = repository.site.join("public/.dateline/files");
    let finished = fs::read_to_string(&list).unwrap();
    fs::write(&list, finished.replacen('\n', "\n# They are being replaced.\n", 1)).unwrap();
    refused(
        &repository,
        &[],
        "error: the last build of `./public` did not end\n  \
         = help: run `dateline build`, which finishes it",
    );
    repository.run(&["build"]).done();
    assert_eq!(fs::read_to_string(&list).unwrap(), finished);
    std::os::unix::fs::symlink("index.html", repository.site.join("public/link.html")).unwrap();
    refused(
        &repository,
        &["--with-other-files"],
        "error: `./public/link.html` is a symbolic link, or not a file at all\n  \
         = help: put the file itself there, or remove it",
    );
    fs::remove_file(repository.site.join("public/404.html")).unwrap();
    let hint = "run `dateline build`, and deploy again";
    let words = format!("error: `./public/404.html` is gone\n  = help: {hint}");
    refused(&repository, &[], &words);
    fs::remove_file(repository.site.join("public/feed.xml")).unwrap();
    let words = format!(
        "error: `./public/404.html` and 1 other file of the site are gone\n  = help: {hint}"
    );
    refused(&repository, &[], &words);
    std::os::unix::fs::symlink("index.html", repository.site.join("public/404.html")).unwrap();
    repository.deploy(&[]).refused().saying("`./public/404.html` is a symbolic link");
}

#[test]
fn an_output_that_is_not_for_everybody() {
    let repository = Repository::new();
    let words = "error: `./public` may show what is not public yet\n  \
                 = help: it was built with --drafts or --future, or for a later moment: run \
                 `dateline build`, or publish it as it is with --with-held";
    for options in [&["--drafts"][..], &["--future"], &["--at", "2999-01-01"]] {
        repository.run(&[&["build"], options].concat()).done();
        // A second build of the same changes nothing in that.
        repository.run(&[&["build"], options].concat()).done();
        refused(&repository, &[], words);
        repository.deploy(&["--with-held", "--branch", "preview", "--quiet"]).done();
        repository.run(&["build"]).done();
        repository.deploy(&["--quiet"]).done();
    }
}

#[test]
fn what_is_no_remote_or_no_branch() {
    let repository = Repository::new();
    refused(
        &repository,
        &["--remote", "orgin"],
        "error: the repository has no remote `orgin`\n  = help: did you mean `--remote origin`?",
    );
    refused(
        &repository,
        &["--branch", "a..b"],
        "error: `a..b` cannot be the name of a branch\n  \
         = help: name one such as `gh-pages` with `--branch`",
    );
    fs::rename(repository.place().join("remote.git"), repository.place().join("gone.git")).unwrap();
    let gone = repository.deploy(&[]).refused();
    said(
        &gone,
        "error: `origin` cannot be reached\n         \
         fatal: '../remote.git' does not appear to be a git repository\n         \
         fatal: Could not read from remote repository.\n         \
         Please make sure you have the correct access rights\n         \
         and the repository exists.\n  \
         = help: look whether `git ls-remote origin` works, and deploy again",
    );
    repository.git(&["remote", "remove", "origin"]);
    said(
        &repository.deploy(&[]).refused(),
        "error: the repository has no remote `origin`\n  \
         = help: add it with `git remote add origin URL`, or write `--remote URL`",
    );
}

/// The port of a server that lets nobody in.
fn locked_server() -> u16 {
    const ANSWER: &str = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"\r\n\
                          Content-Length: 0\r\nConnection: close\r\n\r\n";
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(&stream).lines().map_while(Result::ok);
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let _ = stream.write_all(ANSWER.as_bytes());
        }
    });
    port
}

#[test]
fn a_remote_that_lets_nobody_in() {
    let repository = Repository::new();
    let port = locked_server();
    let remote = format!("http://anna:secret@127.0.0.1:{port}/a.git");
    let ended = repository.deploy(&["--remote", &remote]).refused();
    let shown = format!("http://127.0.0.1:{port}/a.git");
    ended
        .clone()
        .saying(&format!("error: `{shown}` denied access\n"))
        .saying("fatal: Authentication failed for")
        .saying("in GitHub Actions, the job needs `permissions: contents: write`");
    assert!(!ended.stderr.contains("secret"), "{}", ended.stderr);
}

#[test]
fn a_site_in_no_repository_or_without_git() {
    let repository = Repository::new();
    let mut without = repository.dateline(&["deploy"]);
    said(
        &ended(without.env("PATH", "/nowhere")).refused(),
        "error: there is no program `git` here\n  \
         = help: install it from https://git-scm.com/, or add its folder to `PATH`",
    );
    fs::remove_dir_all(repository.site.join(".git")).unwrap();
    said(
        &repository.deploy(&[]).refused(),
        "error: `.` is not inside a git repository\n  \
         = help: make one with `git init`, and name where it is to be published with \
         `git remote add origin URL`",
    );
}

#[test]
fn somebody_whom_git_does_not_know() {
    let repository = Repository::new();
    repository.git(&["config", "--unset", "user.email"]);
    repository.git(&["config", "user.useConfigOnly", "true"]);
    refused(
        &repository,
        &[],
        "error: git does not know who you are\n  \
         = help: tell it, in a workflow in a step before this one: \
         `git config user.name \"Your Name\"` and `git config user.email you@example.org`",
    );
    repository.deploy(&["--dry-run"]).done();
}

#[test]
fn a_domain_that_would_be_lost() {
    let repository = Repository::with(&[("static/CNAME", "highland.news\n")]);
    repository.deploy(&[]).done();
    fs::remove_file(repository.site.join("static/CNAME")).unwrap();
    repository.run(&["build"]).done();
    refused(
        &repository,
        &[],
        "error: `gh-pages` of `origin` would lose its domain `highland.news`\n  \
         = help: add `cname: highland.news` to site.yaml to keep it, or `cname: false`",
    );
    tree::put(&repository.site, "site.yaml", format!("{SITE}cname: highland.news\n"));
    repository.deploy(&[]).done().printing("Nothing to publish");
    tree::put(&repository.site, "site.yaml", format!("{SITE}cname: false\n"));
    repository.deploy(&[]).done().printing(": 0 added, 0 changed, 1 removed (");
}

#[test]
fn a_file_that_github_does_not_take() {
    let repository = Repository::new();
    let remote = repository.place().join("remote.git");
    let instead = format!("url.{}.insteadOf", remote.display());
    repository.git(&["config", &instead, "https://github.com/highland/briefing"]);
    let address = "https://github.com/highland/briefing";
    repository.git(&["remote", "set-url", "origin", address]);
    repository.deploy(&[]).done();
    let large = File::create(repository.site.join("public/film.mp4")).unwrap();
    large.set_len(100 * 1024 * 1024 + 1).unwrap();
    said(
        &repository.deploy(&["--with-other-files"]).refused(),
        "error: `film.mp4` is too large for GitHub: 104.9 MB, and 100 MiB is the most\n  \
         = help: put it on a server for large files, and link to it",
    );
}

#[test]
fn more_than_a_handful_of_addresses_is_not_lost_unless_that_was_meant() {
    let story =
        |tag: &str| format!("---\ntitle: A\ndate: 2026-02-01\ntags: [{tag}]\n---\nThe text.\n");
    let files: Vec<(String, String)> =
        (0..6).map(|at| (format!("content/politics/s{at}.md"), story(&format!("t{at}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (&**file, &**text)).collect();
    let repository = Repository::with(&files);
    repository.deploy(&[]).done();
    let before = repository.published("gh-pages");
    let remove = |at: usize| {
        fs::remove_file(repository.site.join(format!("content/politics/s{at}.md"))).unwrap();
        repository.run(&["build", "--quiet"]).done();
    };
    (0..6).for_each(remove);
    for options in [&[][..], &["--dry-run"], &["--lose-addresses", "4"]] {
        repository
            .deploy(options)
            .refused()
            .saying(
                "`gh-pages` of `origin` would lose 6 addresses of stories and pages: `/politics/s0/`, \
                 `/politics/s1/`, `/politics/s2/`, `/politics/s3/`, `/politics/s4/`, `/politics/s5/`",
            )
            .saying(
                "lead readers on with `aliases` or `redirects`; if they are to go, deploy with \
                 --lose-addresses 6",
            );
        assert_eq!(repository.published("gh-pages"), before);
    }
    // Five are a day's work, and an alias loses nothing.
    let talks = repository.site.join("content/politics/talks.md");
    let text = fs::read_to_string(&talks).unwrap();
    fs::write(&talks, text.replacen("---\n", "---\naliases: [/politics/s0/]\n", 1)).unwrap();
    repository.run(&["build", "--quiet"]).done();
    repository.deploy(&[]).done();
    fs::write(&talks, text).unwrap();
    repository.run(&["build", "--quiet"]).done();
    repository
        .deploy(&["--lose-addresses", "0"])
        .refused()
        .saying("would lose 1 address of stories and pages: `/politics/s0/`");
    repository.deploy(&["--lose-addresses", "1"]).done();
}

/// What expires or is withdrawn is to go: the build lists it, and no scheduled deploy stops for it.
#[test]
fn what_is_held_or_expired_is_no_lost_address() {
    let story = |fields: &str| format!("---\ntitle: A\ndate: 2026-02-01\n{fields}---\nThe text.\n");
    let name = |at: usize| format!("content/politics/s{at}.md");
    let files: Vec<(String, String)> =
        (0..7).map(|at| (name(at), story(&format!("aliases: [/old/s{at}/]\n")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (&**file, &**text)).collect();
    for fields in ["expires: 2026-02-02\n", "draft: true\n", "embargo: 2500-01-01\n"] {
        let repository = Repository::with(&files);
        repository.deploy(&[]).done();
        let write = |at: usize, fields: &str| {
            let text = story(&format!("aliases: [/old/s{at}/]\n{fields}"));
            fs::write(repository.site.join(name(at)), text).unwrap();
        };
        (0..7).for_each(|at| write(at, fields));
        repository.run(&["build", "--quiet"]).done();
        // One that is really lost counts all the same, with its alias.
        fs::remove_file(repository.site.join(name(6))).unwrap();
        repository.run(&["build", "--quiet"]).done();
        repository
            .deploy(&["--lose-addresses", "0"])
            .refused()
            .saying("would lose 2 addresses of stories and pages: `/old/s6/`, `/politics/s6/`\n");
        write(6, fields);
        repository.run(&["build", "--quiet"]).done();
        repository.deploy(&["--lose-addresses", "0"]).done();
        assert!(!repository.published("gh-pages").contains_key("politics/s0/index.html"));
    }
}

/// Live stories have feeds, as lists have, and are stories.
#[test]
fn live_stories_count_as_lost() {
    let live = "---\ntitle: A\ndate: 2026-02-01\nlive: true\n---\n\n## 10:00 A thing\n\nText.\n";
    let name = |at: usize| format!("content/politics/s{at}.md");
    let files: Vec<String> = (0..7).map(name).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|file| (&**file, live)).collect();
    let repository = Repository::with(&files);
    repository.deploy(&[]).done();
    (0..7).for_each(|at| fs::remove_file(repository.site.join(name(at))).unwrap());
    repository.run(&["build", "--quiet"]).done();
    repository.deploy(&[]).refused().saying("would lose 7 addresses of stories and pages: ");
}

/// Of a language that is elsewhere now, or gone, stories are counted, and no lists.
#[test]
fn the_folder_of_a_language_is_not_lost_unless_it_leads_on() {
    let settings = |languages: &str| {
        let sections = "sections: [politics]\n";
        SITE.replace(
            "title: Highland\n",
            &format!("title: Highland\n{sections}languages: {languages}\n"),
        )
    };
    let story = "---\ntitle: A\ndate: 2026-02-01\nauthors: [Anna]\n---\nThe text.\n";
    let both = settings("{hy: {}, ru: {}}");
    let repository = Repository::with(&[
        ("site.yaml", &both),
        ("content/politics/talks.ru.md", story),
        ("content/politics/vote.md", story),
    ]);
    repository.deploy(&[]).done();
    let change = |languages: &str| {
        fs::write(repository.site.join("site.yaml"), settings(languages)).unwrap();
        repository.run(&["build", "--quiet"]).done();
    };
    let lost = |addresses: &str| format!("of stories and pages: {addresses}\n");
    change("{hy: {base: /hy/}, ru: {}}");
    let refused = || repository.deploy(&["--lose-addresses", "0"]).refused();
    refused().saying(&lost("`/politics/talks/`, `/politics/vote/`"));
    change("{hy: {base: /hy/, aliases: [/]}, ru: {}}");
    repository.deploy(&["--lose-addresses", "0"]).done();
    fs::remove_file(repository.site.join("content/politics/talks.ru.md")).unwrap();
    change("{hy: {base: /hy/, aliases: [/]}}");
    refused().saying(&lost("`/ru/politics/talks/`"));
}

/// Feed readers know a story by an id, which has the domain in it.
#[test]
fn another_domain_without_a_word_about_the_ids_of_stories() {
    let repository = Repository::new();
    repository.deploy(&[]).done();
    let settings = SITE.replace("highland.github.io/briefing", "highland.news");
    assert_ne!(settings, SITE);
    let build = |feeds: &str| {
        tree::put(&repository.site, "site.yaml", format!("{settings}{feeds}"));
        repository.run(&["build", "--quiet"]).done();
    };
    build("feeds: {limit: 5}\n");
    let line = "feeds: {limit: 5, authority: highland.github.io}";
    refused(
        &repository,
        &[],
        &format!(
            "error: the ids of the stories in the feeds would change from `highland.github.io` to \
             `highland.news`: feed readers would show every story as new\n--> site.yaml\n = help: \
             write `{line}` and build again, and the ids stay; `authority: highland.news` if they \
             are to change"
        ),
    );
    build(&format!("{line}\n"));
    repository.deploy(&[]).done();
    let feed = String::from_utf8(repository.published("gh-pages")["feed.json"].clone()).unwrap();
    assert!(feed.contains("tag:highland.github.io,2026-02-01:politics/talks"), "{feed}");
    // Whoever says so gets new ones.
    build("feeds: {authority: highland.news}\n");
    repository.deploy(&[]).done();
}
