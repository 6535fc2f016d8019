//! `dateline deploy` against real repositories: what is published, and what stays
//! as it is.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::common::executable::script;
use crate::common::publication::{Repository, SITE};
use crate::common::tree;

/// What was told of a publication, without the id of its commit.
fn told(stdout: &str) -> &str {
    stdout.rsplit_once(" (").map_or(stdout, |(told, _)| told)
}

#[test]
fn the_first_publication_makes_the_branch() {
    let repository = Repository::new();
    let before = repository.state();
    let told_of = repository.deploy(&[]).done();
    let output = tree::read(&repository.site.join("public"));
    let bytes = output.values().map(Vec::len).sum::<usize>() as f64 / 1e3;
    let files = output.len() + 1;
    assert_eq!(
        told(&told_of.stdout),
        format!(
            "Published {files} files ({bytes:.1} kB) to `gh-pages` of `origin`: {files} added, \
             0 changed, 0 removed"
        )
    );
    let mut expected = output;
    expected.insert(".nojekyll".into(), Vec::new());
    assert_eq!(repository.published("gh-pages"), expected);
    let commit = repository.git(&["rev-parse", "--short", "HEAD"]);
    assert_eq!(repository.history("gh-pages"), [format!("Publish the site at {commit}")]);
    let by = repository.remote(&["log", "--format=%an %ae, %cn", "gh-pages"]);
    assert_eq!(by, "Anna Editor anna@example.org, Anna Editor");
    let after = repository.state();
    assert_eq!((after.0, after.1), (before.0, before.1));
    assert_eq!(repository.left_over(), [""; 0]);
}

#[test]
fn what_is_published_already_makes_no_commit() {
    let repository = Repository::new();
    repository.deploy(&["--quiet"]).done();
    let before = repository.state();
    let again = repository.deploy(&[]).done();
    assert_eq!(again.stdout, "Nothing to publish: `gh-pages` of `origin` is the same already\n");
    assert_eq!(repository.deploy(&["--quiet"]).done().stdout, "");
    assert_eq!(repository.state(), before);
}

#[test]
fn the_history_is_kept_or_replaced() {
    let repository = Repository::with(&[("static/old.txt", "Old.")]);
    repository.deploy(&["--message", "First"]).done();
    fs::remove_file(repository.site.join("static/old.txt")).unwrap();
    tree::put(&repository.site, "static/new.txt", "New.");
    repository.run(&["build"]).done();
    let second = repository.deploy(&["--message", "Second"]).done();
    assert!(second.stdout.contains(": 1 added, 0 changed, 1 removed ("), "{}", second.stdout);
    assert_eq!(repository.history("gh-pages"), ["Second", "First"]);
    assert!(!repository.published("gh-pages").contains_key("old.txt"));

    // The same files, but not the same history.
    repository.deploy(&["--orphan", "--message", "Third"]).done();
    assert_eq!(repository.history("gh-pages"), ["Third"]);
    repository.deploy(&["--orphan"]).done().printing("Nothing to publish");
}

#[test]
fn what_somebody_else_pushed_stays_in_the_history() {
    let repository = Repository::new();
    repository.deploy(&["--message", "Ours"]).done();
    repository.push_as_somebody_else("gh-pages");
    let again = repository.deploy(&["--message", "Ours again"]).done();
    assert!(again.stdout.contains(": 0 added, 0 changed, 1 removed ("), "{}", again.stdout);
    assert_eq!(repository.history("gh-pages"), ["Ours again", "Theirs", "Ours"]);
}

#[test]
fn a_dry_run_names_what_would_go() {
    let repository = Repository::new();
    let before = repository.state();
    let first = repository.deploy(&["--dry-run"]).done();
    assert!(first.stdout.starts_with("Would publish "), "{}", first.stdout);
    assert_eq!(first.stdout.lines().filter(|line| line.starts_with("  + ")).count(), 20);
    assert!(first.stdout.lines().last().unwrap().ends_with(" more"), "{}", first.stdout);
    assert_eq!(repository.state(), before);
    let objects = repository.remote(&["count-objects"]);
    assert_eq!(objects, "0 objects, 0 kilobytes");

    repository.deploy(&[]).done();
    tree::put(&repository.site, "public/beside.txt", "Laid there by hand.");
    tree::put(&repository.site, "public/feed.xml", "Changed by hand.");
    let second = repository.deploy(&["--dry-run", "--with-other-files"]).done();
    let lines: Vec<&str> = second.stdout.lines().collect();
    assert!(lines[0].ends_with(" to `gh-pages` of `origin`: 1 added, 1 changed, 0 removed"));
    assert_eq!(lines[1..], ["  + beside.txt", "  ~ feed.xml"]);
    assert_eq!(repository.history("gh-pages").len(), 1);
}

#[test]
fn bytes_are_published_as_they_are() {
    let repository = Repository::with(&[
        ("static/.gitattributes", "* text=auto eol=crlf ident export-ignore filter=lfs\n"),
        ("static/.gitignore", "*\n"),
        ("static/.well-known/a.txt", "a\r\nb\n$Id$\r\n"),
        ("static/a \"b\" ж.txt", "c\r\n"),
    ]);
    let odd = "public/a\nb\\\"c.txt";
    tree::put(&repository.site, odd, "A name of two lines.");
    tree::put(&repository.site, "public/.git/HEAD", "of another repository");
    let git_folder = repository.site.join(".git");
    tree::put(&git_folder, "info/attributes", "*.txt text eol=lf\n");
    tree::put(&git_folder, "info/exclude", "*.txt\n");
    for (key, value) in
        [("core.autocrlf", "true"), ("core.safecrlf", "true"), ("core.excludesFile", "info")]
    {
        repository.git(&["config", key, value]);
    }
    repository.deploy(&["--with-other-files"]).done();
    let mut expected = tree::read(&repository.site.join("public"));
    expected.remove(".git/HEAD").unwrap();
    expected.insert(".nojekyll".into(), Vec::new());
    assert_eq!(repository.published("gh-pages"), expected);
    assert!(expected.contains_key(".well-known/a.txt") && expected.contains_key("a\nb\\\"c.txt"));
}

#[test]
fn what_no_build_wrote_is_left_out_and_told() {
    let repository = Repository::new();
    repository.deploy(&["--quiet"]).done();
    tree::put(&repository.site, "public/beside.txt", "Laid there by hand.");
    let told = repository.deploy(&[]).done().printing("Nothing to publish");
    assert_eq!(
        told.stderr,
        "warning: `./public/beside.txt` was written by no build, and is not published\n  \
         = help: put what belongs to the site into its folder `static`, or publish all that is \
         there with --with-other-files\n\n"
    );
    // Whatever it is, it does not keep the site from being published.
    let public = repository.site.join("public");
    std::os::unix::fs::symlink("/nowhere", public.join("politics/link")).unwrap();
    let pipe = public.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    repository.change();
    repository.deploy(&[]).done().saying("and 2 other files were written by no build");
    let published = repository.published("gh-pages");
    assert!(published.contains_key("new.txt") && !published.contains_key("beside.txt"));
    fs::remove_file(pipe).unwrap();
    fs::remove_file(public.join("politics/link")).unwrap();
    repository.deploy(&["--with-other-files"]).done().printing(": 1 added, 0 changed, 0 removed");
    assert!(repository.published("gh-pages").contains_key("beside.txt"));
}

#[test]
fn uncommitted_changes_stay_as_they_are() {
    let repository = Repository::new();
    tree::put(&repository.site, "content/about.md", "---\ntitle: About\n---\nStaged.\n");
    repository.git(&["add", "content/about.md"]);
    tree::put(&repository.site, "content/about.md", "---\ntitle: About\n---\nStaged, changed.\n");
    fs::remove_file(repository.site.join("content/politics/talks.md")).unwrap();
    tree::put(&repository.site, "untracked.txt", "Untracked.");
    let before = repository.state();
    repository.deploy(&[]).done();
    let after = repository.state();
    assert_eq!(after.1, "AM content/about.md\n D content/politics/talks.md\n?? untracked.txt");
    assert_eq!((after.0, after.1), (before.0, before.1));
}

#[test]
fn a_site_may_be_a_part_of_a_repository_and_its_output_elsewhere() {
    let repository = Repository::in_folder("news/site", &[]);
    let output = repository.place().join("output");
    repository.run(&["build", "--output", output.to_str().unwrap()]).done();
    let options = ["--output", "../../../output", "--branch", "pages/live"];
    repository.deploy(&options).done().printing("to `pages/live` of `origin`");
    assert_eq!(repository.published("pages/live").len(), tree::read(&output).len() + 1);
    // From another folder, to a folder that is named from there.
    let remote = ["--site", "site/news/site", "--remote", "remote.git"];
    let mut elsewhere = repository.dateline(&[&["deploy"][..], &remote].concat());
    let elsewhere = crate::common::program::ended(elsewhere.current_dir(repository.place())).done();
    elsewhere.printing("to `gh-pages` of `remote.git`");
}

#[test]
fn repositories_of_every_kind_publish() {
    let repository = Repository::new();
    let place = repository.place();
    repository.git(&["push", "--quiet", "origin", "main"]);
    let remote = format!("file://{}", place.join("remote.git").display());
    repository
        .git_in(place, &["clone", "--quiet", "--depth=1", "--branch=main", &remote, "shallow"]);
    repository.git(&["worktree", "add", "--quiet", "--detach", "../linked"]);
    for (folder, branch) in [("shallow", "from-shallow"), ("linked", "from-linked")] {
        let name = ["config", "user.email", "anna@example.org"];
        repository.git_in(&place.join(folder), &name);
        repository.git_in(&place.join(folder), &["config", "user.name", "Anna"]);
        tree::put(&place.join(folder), "static/kind.txt", folder);
        for arguments in [&["build", "--quiet"][..], &["deploy", "--branch", branch]] {
            // Within a hook, git says where it runs; the folder decides.
            let mut command = repository.dateline(arguments);
            command.current_dir(place.join(folder)).env("GIT_DIR", "/nowhere");
            command.env("GIT_CONFIG", "/dev/null");
            crate::common::program::ended(command.env("GIT_INDEX_FILE", "/nowhere")).done();
        }
        assert_eq!(repository.published(branch)["kind.txt"], folder.as_bytes());
    }
    let fresh = |folder: &Path| fs::exists(folder.join(".git/shallow")).unwrap();
    assert!(fresh(&place.join("shallow")) && !fresh(&repository.site));
}

#[test]
fn names_of_objects_may_be_sha256() {
    let repository = Repository::new();
    for folder in ["remote.git", "site/.git"] {
        fs::remove_dir_all(repository.place().join(folder)).unwrap();
    }
    repository.remote(&["init", "--quiet", "--bare", "--object-format=sha256", "."]);
    repository.git(&["init", "--quiet", "--object-format=sha256", "--initial-branch=main"]);
    for (key, value) in
        [("user.name", "A"), ("user.email", "a@b.example"), ("remote.origin.url", "../remote.git")]
    {
        repository.git(&["config", key, value]);
    }
    repository.deploy(&[]).done();
    assert_eq!(repository.history("gh-pages"), ["Publish the site"]);
    repository.deploy(&[]).done().printing("Nothing to publish");
}

#[test]
fn the_users_settings_hold_also_where_they_depend_on_the_folder() {
    let repository = Repository::new();
    let settings = repository.place().join("settings");
    fs::write(&settings, "[user]\n\tname = Of This Folder\n[commit]\n\tgpgSign = true\n").unwrap();
    let condition = format!("includeIf.gitdir:{}.path", repository.site.join(".git").display());
    repository.git(&["config", &condition, settings.to_str().unwrap()]);
    let gpg = repository.place().join("gpg");
    script(&gpg, "cat >/dev/null; printf '\\n[GNUPG:] SIG_CREATED ' >&2; echo signed");
    repository.git(&["config", "gpg.program", gpg.to_str().unwrap()]);
    // What the environment says counts more than any file.
    let mut deploy = repository.dateline(&["deploy"]);
    deploy.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "user.email");
    crate::common::program::ended(deploy.env("GIT_CONFIG_VALUE_0", "ci@example.org")).done();
    let commit = repository.remote(&["cat-file", "commit", "gh-pages"]);
    assert!(commit.contains("author Of This Folder <ci@example.org>"), "{commit}");
    assert!(commit.contains("gpgsig signed"), "{commit}");
}

/// Whoever has to wait is told for what.
#[test]
fn a_build_and_a_publication_keep_out_of_each_others_way() {
    let repository = Repository::new();
    let [reached, go] = ["reached", "go"].map(|file| repository.place().join(file));
    let (touched, wanted) = (reached.display(), go.display());
    let wait = format!("touch '{touched}'; while [ ! -e '{wanted}' ]; do sleep 0.05; done");
    repository.hook("pre-receive", &wait);
    let wait = "wait until it is done, or choose another --output\n";
    std::thread::scope(|scope| {
        let deploying = scope.spawn(|| repository.deploy(&[]));
        crate::common::patience::until("the hook runs", || {
            reached.exists().then_some(()).ok_or("no hook runs".into())
        });
        let said = "error: `dateline deploy` is publishing `./public`\n";
        repository.run(&["build"]).refused().saying(said).saying(wait);
        let said = "error: another `dateline deploy` is publishing `./public`\n";
        repository.deploy(&[]).refused().saying(said).saying(wait);
        fs::write(&go, "").unwrap();
        deploying.join().unwrap().done();
    });
    // Also after one that was killed the lock says who has it.
    repository.change();
    let lock = fs::File::open(repository.site.join("public/.dateline/lock")).unwrap();
    lock.lock().unwrap();
    let said = "error: another build is writing `./public`\n";
    repository.run(&["build"]).refused().saying(said).saying(wait);
    repository.deploy(&[]).refused().saying("error: a build is writing `./public`\n").saying(wait);
}

#[test]
fn one_that_is_killed_leaves_the_repository_as_it_was() {
    let repository = Repository::new();
    let [reached, go_on] = ["reached", "go-on"].map(|name| repository.place().join(name));
    let wait = format!(
        "touch {}; while [ ! -e {} ]; do sleep 0.05; done; exit 1",
        reached.display(),
        go_on.display()
    );
    repository.hook("pre-receive", &wait);
    let before = repository.state();
    let mut deploy = repository.dateline(&["deploy"]).spawn().unwrap();
    crate::common::patience::until("the push is under way", || {
        reached.exists().then_some(()).ok_or("no hook runs".into())
    });
    deploy.kill().unwrap();
    deploy.wait().unwrap();
    assert_eq!(repository.state(), before);
    fs::write(go_on, "").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(repository.state(), before);
    // Nobody else can read what is left, and the next one removes it.
    let [left] = &repository.left_over()[..] else { panic!("one folder is left") };
    assert_eq!(mode(&repository.place().join(left)), 0o700);
    repository.hook("pre-receive", "");
    repository.deploy(&[]).done();
    assert_eq!(repository.left_over(), [""; 0]);
}

#[test]
fn one_that_is_killed_at_any_moment_leaves_nothing_that_others_can_read() {
    let repository = Repository::new();
    let whole = Instant::now();
    repository.deploy(&["--quiet", "--branch", "first"]).done();
    let whole = whole.elapsed();
    let (mut kills, mut left_some) = (0, 0);
    while kills < 20 || left_some == 0 && kills < 200 {
        let mut deploy = repository.dateline(&["deploy", "--quiet"]).spawn().unwrap();
        std::thread::sleep(whole * (kills % 20) / 20);
        kills += 1;
        let _ = deploy.kill();
        deploy.wait().unwrap();
        for left in repository.left_over() {
            left_some += 1;
            assert_eq!(mode(&repository.place().join(left)), 0o700);
        }
    }
    assert!(left_some > 0, "no kill left anything");
    // A git that runs on for a moment may still write.
    crate::common::patience::until("nothing is left", || {
        repository.deploy(&["--quiet"]).done();
        let left = repository.left_over();
        if left.is_empty() { Ok(()) } else { Err(format!("{left:?}")) }
    });
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn the_domain_comes_from_the_settings() {
    let own = SITE.replace("highland.github.io/briefing", "highland.news");
    let published = |settings: &str, files: &[(&str, &str)]| {
        let repository = Repository::with(&[&[("site.yaml", settings)], files].concat());
        repository.deploy(&[]).done();
        let cname = repository.published("gh-pages").remove("CNAME");
        cname.map(|cname| String::from_utf8(cname).unwrap())
    };
    assert_eq!(published(SITE, &[]), None);
    assert_eq!(published(&own, &[]).as_deref(), Some("highland.news\n"));
    assert_eq!(published(&format!("{own}cname: false\n"), &[]), None);
    let other = format!("{own}cname: WWW.highland.news\n");
    assert_eq!(published(&other, &[]).as_deref(), Some("www.highland.news\n"));
    assert_eq!(published(&own, &[("static/CNAME", "a.b")]).as_deref(), Some("a.b"));
}
