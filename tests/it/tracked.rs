//! What is published comes from a build, not from a commit: an output of which git tracks a
//! file is refused, and what lies in an output without being made by a build stays there.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::program::{Ended, ended, run};
use crate::common::publication::{Repository, SITE};
use crate::common::tree;

/// Builds to `output`, and deploys it.
fn publish(repository: &Repository, output: &str) -> [Ended; 2] {
    let output = format!("--output={output}");
    ["build", "deploy"].map(|command| repository.run(&[command, &output]))
}

/// Neither a build nor a deployment takes `output`, and each says what git tracks of it and
/// which command mends it. With that, both do.
#[track_caller]
fn refused(repository: &Repository, output: &str, tracked: &str, remedy: &str) {
    for ended in publish(repository, output) {
        let place = Path::new(output).display();
        let words = format!(
            "error: git tracks {tracked}: what is published comes from a build, not from a commit\n  \
             = help: run `{remedy}`, remove the folder, and build again; a line in .gitignore \
             keeps it out of git\n"
        );
        ended.refused().saying(&words.replace("OUTPUT", &format!("`{place}`")));
    }
    let mut mend = Command::new("sh");
    mend.current_dir(&repository.site).env("HOME", repository.place());
    ended(mend.args(["-c", &format!("{remedy} && rm -r -- \"$0\"",), output])).done();
    published(repository, output);
}

#[track_caller]
fn published(repository: &Repository, output: &str) {
    for ended in publish(repository, output) {
        ended.done();
    }
}

/// Has git track the output as it was built.
fn track(repository: &Repository, output: &str) {
    repository.run(&["build", "--output", output]).done();
    repository.git(&["add", "--force", "--", output]);
}

#[test]
fn an_output_of_which_git_tracks_a_file_is_refused() {
    let repository = Repository::new();
    repository.git(&["add", "--force", "public/index.html"]);
    let tracked = "1 file of the output OUTPUT, such as `public/index.html`";
    refused(&repository, "public", tracked, "git rm -r --cached public");

    // Names that git could take for patterns, and a shell for words.
    for (output, quoted) in [
        ("out/live", "out/live"),
        ("a b", "'a b'"),
        ("*", "':(literal)*'"),
        ("-x", "':(literal)-x'"),
        ("pub[l]ic", "':(literal)pub[l]ic'"),
        (":(top)x", "':(literal):(top)x'"),
        ("it's", r"'it'\''s'"),
    ] {
        repository.run(&["build", &format!("--output={output}")]).done();
        let literal = format!(":(literal){output}/404.html");
        repository.git(&["add", "--force", "--", &literal]);
        let tracked = format!("1 file of the output OUTPUT, such as `{output}/404.html`");
        refused(&repository, output, &tracked, &format!("git rm -r --cached {quoted}"));
    }
    // What matches as a pattern only is another folder: these names above match `static`.
    tree::put(&repository.site, "static/a.txt", "A.");
    repository.git(&["add", "static/a.txt"]);
    published(&repository, "st[a]tic");
}

#[test]
fn it_does_not_matter_from_where_the_output_is_named() {
    let repository = Repository::in_folder("news", &[]);
    track(&repository, "public");
    let top = repository.place().join("site").canonicalize().unwrap();
    let from_above = repository.dateline(&["build", "--site", "news"]).current_dir(&top).output();
    let said = String::from_utf8(from_above.unwrap().stderr).unwrap();
    assert!(said.contains("run `git rm -r --cached news/public`"), "{said}");
    let mut from_outside = repository.dateline(&["build", "--site", "site/news"]);
    let remedy = format!("run `git -C {} rm -r --cached news/public`", top.display());
    ended(from_outside.current_dir(repository.place())).refused().saying(&remedy);
    // A hook is told of another repository.
    let mut in_a_hook = repository.dateline(&["build"]);
    in_a_hook.env("GIT_DIR", repository.place().join("remote.git"));
    ended(in_a_hook.env("GIT_INDEX_FILE", "/nowhere")).refused().saying("git tracks ");
}

/// Git leaves alone what it tracks of the files that are not there, unless it is told not to.
#[test]
fn what_is_told_works_where_a_part_of_the_files_is_checked_out() {
    let tracked = "1 file of the output OUTPUT, such as `public/404.html`";
    for patterns in [
        &["set", "content"][..],
        &["set", "--no-cone", "/*", "!/public/"],
        &["set", "--sparse-index", "content"],
        // Marked one by one.
        &["disable"],
    ] {
        let repository = Repository::new();
        repository.git(&["add", "--force", "public/404.html"]);
        repository.git(&["commit", "--quiet", "--message", "A page"]);
        repository.run(&["build", "--output", "../kept"]).done();
        repository.git(&[&["sparse-checkout"], patterns].concat());
        repository.git(&["update-index", "--skip-worktree", "public/404.html"]);
        // Git may take what it ignores away with the rest of a folder.
        let public = repository.site.join("public");
        if !public.join(".dateline/files").exists() {
            let _ = fs::remove_dir_all(&public);
            fs::rename(repository.place().join("kept"), &public).unwrap();
        }
        refused(&repository, "public", tracked, "git rm -r --cached --sparse public");
    }
    // A worktree may have all of them where others do not, and files that are there count too.
    let repository = Repository::new();
    repository.git(&["worktree", "add", "--quiet", "--detach", "../whole"]);
    repository.git(&["sparse-checkout", "set", "content"]);
    repository.run(&["build"]).done();
    repository.git(&["add", "--force", "--sparse", "public/404.html"]);
    refused(&repository, "public", tracked, "git rm -r --cached --sparse public");
    let whole = repository.place().join("whole").canonicalize().unwrap();
    repository.run(&["build", "--output", "../whole/public"]).done();
    repository.git_in(&whole, &["add", "--force", "public/404.html"]);
    let remedy = format!("git -C {} rm -r --cached public", whole.display());
    refused(&repository, "../whole/public", tracked, &remedy);
}

/// A name that is not text, as of a disk from before UTF-8.
#[test]
fn a_repository_may_have_any_name() {
    let repository = Repository::new();
    let name = OsStr::from_bytes(b"caf\xe9");
    let old = repository.place().join(name);
    let Ok(()) = fs::create_dir(&old) else { return };
    fs::rename(&repository.site, old.join("site")).unwrap();
    let linked = repository.place().join("linked");
    let add = ["worktree", "add", "--quiet", "--detach", linked.to_str().unwrap()];
    repository.git_in(&old.join("site"), &add);
    let build = || ended(repository.dateline(&["build"]).current_dir(&linked));
    build().done();
    repository.git_in(&linked, &["add", "--force", "public/index.html"]);
    build().refused().saying("run `git rm -r --cached public`");
}

#[test]
fn a_repository_that_the_site_is_not_in_counts_as_well() {
    let repository = Repository::new();
    let other = repository.place().join("other");
    fs::create_dir(&other).unwrap();
    repository.git_in(&other, &["init", "--quiet"]);
    repository.run(&["build", "--output", "../other/docs"]).done();
    repository.git_in(&other, &["add", "docs/index.html"]);
    let other = other.canonicalize().unwrap();
    let remedy = format!("git -C {} rm -r --cached docs", other.display());
    let tracked = "1 file of the output OUTPUT, such as `docs/index.html`";
    refused(&repository, "../other/docs", tracked, &remedy);

    // A worktree has an index of its own.
    repository.git(&["worktree", "add", "--quiet", "--detach", "../linked"]);
    let linked = repository.place().join("linked").canonicalize().unwrap();
    repository.run(&["build", "--output", "../linked/docs"]).done();
    repository.git_in(&linked, &["add", "--force", "docs/index.html"]);
    let remedy = format!("git -C {} rm -r --cached docs", linked.display());
    refused(&repository, "../linked/docs", tracked, &remedy);
}

#[test]
fn a_link_that_git_tracks_is_no_output() {
    let repository = Repository::new();
    fs::create_dir(repository.site.join("elsewhere")).unwrap();
    symlink("elsewhere", repository.site.join("live")).unwrap();
    track(&repository, "live");
    let tracked = "1 file of the output OUTPUT, such as `live`";
    let [build, deploy] = publish(&repository, "live");
    build.refused().saying(&format!("git tracks {}", tracked.replace("OUTPUT", "`live`")));
    deploy.refused().saying("run `git rm -r --cached live`");
    // A link of one's own is one, unless git tracks what it leads to.
    repository.git(&["rm", "-r", "--quiet", "--cached", "live"]);
    published(&repository, "live");
    repository.git(&["add", "--force", "elsewhere/index.html"]);
    let [build, deploy] = publish(&repository, "live");
    build.refused().saying("run `git rm -r --cached elsewhere`");
    deploy.refused().saying("run `git rm -r --cached elsewhere`");
}

/// Also outside of the site, from where nobody says what lies outside of it.
#[test]
fn a_link_that_git_tracks_leads_to_no_output() {
    let repository = Repository::in_folder("news", &[]);
    let top = repository.place().join("site").canonicalize().unwrap();
    for folder in ["outside", "site/elsewhere/deep", "site/news/other"] {
        fs::create_dir_all(repository.place().join(folder)).unwrap();
    }
    symlink("../outside", top.join("out")).unwrap();
    symlink(top.join("elsewhere"), top.join("chain")).unwrap();
    symlink("../chain/deep", top.join("elsewhere/link")).unwrap();
    symlink("other", repository.site.join("in")).unwrap();
    for (output, tracked) in [
        ("../out/live", "out"),
        ("../out/./a/../live", "out"),
        ("../elsewhere/link/live", "chain"),
        ("in/live", "news/in"),
    ] {
        // A link of one's own is one's own affair.
        fs::create_dir_all(repository.place().join("outside/a")).unwrap();
        published(&repository, output);
        repository.git_in(&top, &["add", "--force", tracked]);
        for ended in publish(&repository, output) {
            let words = format!("git tracks 1 file of the output `{output}`, such as `{tracked}`");
            ended.refused().saying(&words);
        }
        repository.git_in(&top, &["rm", "--quiet", "--cached", tracked]);
    }
    // One before the site is how the user got there.
    symlink("news", top.join("current")).unwrap();
    repository.git_in(&top, &["add", "current"]);
    for command in ["build", "deploy"] {
        ended(repository.dateline(&[command, "--site", "current"]).current_dir(&top)).done();
    }
    // As many as no system follows, and a link to itself.
    symlink("round/round", top.join("round")).unwrap();
    repository.run(&["build", "--output", "../round/live"]).refused().saying("../round/live");
}

/// Its list would say which of the sources are to be removed.
#[test]
fn a_folder_with_the_site_in_it_is_no_output() {
    let list = "# Files that Dateline wrote. It removes only these.\nnews/site.yaml\n\
                news/content/politics/talks.md\nsite.yaml\n# These are all.\n";
    let repository = Repository::in_folder("news", &[]);
    let top = repository.place().join("site");
    for folder in [&top, &repository.site] {
        tree::put(folder, ".dateline/files", list);
    }
    symlink("..", repository.site.join("up")).unwrap();
    let before = tree::read(&top);
    for output in [".", "..", "../../site", "up"] {
        for ended in publish(&repository, output) {
            let words = format!(
                "error: the site itself is in the output folder `{output}`\n  \
                 = help: name another folder with `--output`, such as `--output public`\n"
            );
            ended.refused().saying(&words);
        }
    }
    let mut after = tree::read(&top);
    // Whether a build is writing was looked at first.
    for lock in [".dateline/lock", "news/.dateline/lock"] {
        after.remove(lock);
    }
    assert_eq!(after, before);
}

#[test]
fn a_submodule_is_no_output_and_a_checkout_of_the_publication_is_one() {
    let repository = Repository::new();
    // What was published is there, and nobody has sent that in.
    let public = repository.site.join("public");
    repository.git_in(&public, &["init", "--quiet", "."]);
    repository.git_in(&public, &["add", "--all"]);
    published(&repository, "public");

    let commit = repository.git(&["rev-parse", "HEAD"]);
    let link = format!("160000,{commit},public");
    repository.git(&["update-index", "--add", "--cacheinfo", &link]);
    for command in ["build", "deploy"] {
        repository.run(&[command]).refused().saying("run `git rm -r --cached public`");
    }
}

#[test]
fn a_link_out_of_the_site_is_no_output() {
    let repository = Repository::new();
    let public = repository.site.join("public");
    fs::rename(&public, repository.place().join("private")).unwrap();
    symlink("../private", &public).unwrap();
    for ended in publish(&repository, "public") {
        ended.refused().saying("the output folder `public` leads out of the site by a symbolic");
    }
    published(&repository, "../private");
    // What is told is one argument in a shell.
    let private = repository.place().join("it's private");
    fs::rename(repository.place().join("private"), &private).unwrap();
    fs::remove_file(&public).unwrap();
    symlink(&private, &public).unwrap();
    let named = private.canonicalize().unwrap().display().to_string().replace('\'', r"'\''");
    for ended in publish(&repository, "public") {
        ended.refused().saying(&format!("if that is meant, name it: `--output '{named}'`\n"));
    }
}

#[test]
fn a_disk_that_ignores_case_has_one_folder_by_two_names() {
    let repository = Repository::new();
    tree::put(&repository.site, "Public/page.html", "Sent in.");
    repository.git(&["add", "--force", "Public"]);
    if !repository.site.join(".GIT").exists() {
        // Here these are two.
        repository.run(&["build"]).done();
        symlink(".git", repository.site.join(".GIT")).unwrap();
    }
    repository.run(&["build"]).refused().saying("run `git rm -r --cached Public`");
}

#[test]
fn the_folder_of_git_is_no_output() {
    let repository = Repository::new();
    fs::create_dir(repository.site.join(".git/empty")).unwrap();
    symlink(".git/empty", repository.site.join("live")).unwrap();
    let words = "error: `live` is a folder of git's own\n  \
                 = help: name another folder with `--output`, such as `--output public`\n";
    repository.run(&["build", "--output", "live"]).refused().saying(words);
}

/// What a commit may bring: pages, and a list that says that a build wrote them.
fn send_in(repository: &Repository) {
    tree::put(&repository.site, "public/listed.html", "Sent in.");
    tree::put(&repository.site, "public/unlisted.html", "Sent in.");
    let list =
        "# Files that Dateline wrote. It removes only these.\nlisted.html\n# These are all.\n";
    tree::put(&repository.site, "public/.dateline/files", list);
    repository.git(&["add", "--force", "public"]);
    repository.git(&["commit", "--quiet", "--message", "A typo"]);
}

#[test]
fn what_came_with_a_commit_is_not_published() {
    let repository = Repository::new();
    fs::remove_dir_all(repository.site.join("public")).unwrap();
    send_in(&repository);
    for command in ["build", "deploy"] {
        repository.run(&[command]).refused().saying("git tracks 3 files of the output `./public`");
    }
    // Also if somebody does but the half of what is said.
    repository.git(&["rm", "-r", "--quiet", "--cached", "public"]);
    repository.run(&["build"]).done();
    repository.deploy(&[]).done().saying("`./public/unlisted.html` was written by no build");
    let published = repository.published("gh-pages");
    assert!(published.contains_key("index.html"));
    assert!(!published.contains_key("listed.html") && !published.contains_key("unlisted.html"));
}

#[test]
fn a_site_without_a_repository_or_without_git_is_built() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SITE);
    run(place.path(), &["build"]).done();
    // A file `.git` that leads nowhere, as in a container that has a part of the disk.
    tree::put(place.path(), ".git", "gitdir: /nowhere/.git/worktrees/site\n");
    run(place.path(), &["build"]).done();

    let repository = Repository::new();
    track(&repository, "public");
    ended(repository.dateline(&["build"]).env("PATH", "/nowhere")).done();
    repository.run(&["build"]).refused();
}

#[test]
fn what_git_does_not_say_is_an_error() {
    let repository = Repository::new();
    fs::write(repository.site.join(".git/index"), "no index").unwrap();
    repository
        .run(&["build"])
        .refused()
        .saying("error: git does not say whether it tracks a file of the output\n")
        .saying("index");
}
