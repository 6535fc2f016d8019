//! How git is run: not on what strangers send in, and so that it runs nothing of theirs.
//!
//! A program in the place of git notes what it is asked, and asks the real one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::executable::script;
use crate::common::program::{Ended, ended};
use crate::common::publication::Repository;
use crate::common::tree;

/// All that asks git.
const COMMANDS: [&[&str]; 3] = [&["build"], &["deploy"], &["corrections", "--from-git"]];

/// What git is told before anything else.
const SETTINGS: &str = "-c safe.bareRepository=explicit -c core.fsmonitor=false \
                        -c core.hooksPath=/dev/null -c submodule.recurse=false ";

/// Where the program notes what it was asked.
fn notes(repository: &Repository) -> PathBuf {
    repository.place().join("notes")
}

/// Runs Dateline with a git that notes what it is asked; that, and how it ended.
fn noted(repository: &Repository, command: &mut Command) -> (Vec<String>, Ended) {
    let real = ended(Command::new("sh").args(["-c", "command -v git"])).done().stdout;
    let bin = repository.place().join("bin");
    fs::create_dir_all(&bin).unwrap();
    let asks = format!(
        "echo \"$*, from ${{GIT_DIR:-$PWD}}, fetching ${{GIT_NO_LAZY_FETCH:-all}} \
         ${{GIT_ALLOW_PROTOCOL:-all}}\" >> {}\nexec {} \"$@\"",
        notes(repository).display(),
        real.trim()
    );
    script(&bin.join("git"), &asks);
    let _ = fs::remove_file(notes(repository));
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let ended = ended(command.env("PATH", path));
    let notes = fs::read_to_string(notes(repository)).unwrap_or_default();
    (notes.lines().map(str::to_owned).collect(), ended)
}

#[test]
fn every_call_holds_what_no_setting_may_change() {
    let repository = Repository::new();
    let site = repository.site.canonicalize().unwrap();
    for (command, calls) in COMMANDS.iter().zip([1, 10, 2]) {
        let (asked, ended) = noted(&repository, &mut repository.dateline(command));
        ended.done();
        assert!(asked.len() >= calls, "{asked:?}");
        for asked in asked {
            assert!(asked.starts_with(SETTINGS), "{asked}");
            // What is no question is asked in the temporary repository alone.
            let is_question = asked.contains(&format!(", from {}", site.display()))
                && asked.ends_with(", fetching 1 none");
            let is_work = asked.contains("dateline-deploy-") && asked.ends_with("fetching all all");
            assert!(is_question != is_work, "{asked}");
        }
    }
}

#[test]
fn git_is_run_in_one_place() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = tree::read(&source);
    let run =
        files.iter().filter(|(_, text)| String::from_utf8_lossy(text).contains("Command::new("));
    let run: Vec<&str> = run.map(|(path, _)| path.as_str()).collect();
    // A server that starts again runs itself, a digest runs Typst if somebody installed it, and
    // nothing else runs any program.
    assert_eq!(run, ["commands/digest/typst.rs", "commands/serve_again.rs", "git/mod.rs"]);
    let again = fs::read_to_string(source.join("commands/serve_again.rs")).unwrap();
    assert_eq!(again.matches("Command::new(program)").count(), 1, "{again}");
}

/// Makes a folder that git takes for a repository.
fn look_alike(folder: &Path) {
    tree::put(folder, "HEAD", "ref: refs/heads/main\n");
    tree::put(folder, "objects/kept", "");
    tree::put(folder, "refs/kept", "");
}

#[test]
fn a_folder_like_a_repository_is_refused_and_not_asked() {
    // The site itself, and a folder on the way to it.
    for (site, like) in [("docs", "docs"), ("docs/news", "docs")] {
        let repository = Repository::in_folder(site, &[]);
        let like = repository.place().join("site").join(like);
        look_alike(&like);
        repository.git_in(&repository.place().join("site"), &["add", "--all"]);
        let words = format!(
            "error: git would take `{}` for a repository with settings of its own: it has the \
             files of one, such as `HEAD`\n  = help: rename or remove `HEAD`; if somebody sent it \
             in, ask why: such settings can name programs that git then runs\n\n1 error\n",
            like.canonicalize().unwrap().display()
        );
        for command in [COMMANDS[1], COMMANDS[2]] {
            let (asked, ended) = noted(&repository, &mut repository.dateline(command));
            assert_eq!(ended.refused().stderr, words);
            let is_asked_there =
                |asked: &String| asked.contains(&format!("from {}", like.display()));
            assert!(!asked.iter().any(is_asked_there), "{asked:?}");
        }
        // It does not keep the site from being built: git is asked from above.
        let (asked, ended) = noted(&repository, &mut repository.dateline(&["build"]));
        ended.done();
        let top = repository.place().join("site").canonicalize().unwrap();
        let from = format!(", from {}, fetching 1 none", top.display());
        assert!(asked.iter().all(|asked| asked.ends_with(&from)) && !asked.is_empty(), "{asked:?}");
    }
}

#[test]
fn a_repository_that_a_file_names_is_one_of_gits_making() {
    let repository = Repository::in_folder("docs", &[]);
    look_alike(&repository.place().join("site/fake"));
    tree::put(&repository.site, ".git", "gitdir: ../fake\n");
    let top = repository.place().join("site").canonicalize().unwrap();
    let words = format!(
        "`{top}/docs/.git` leads to `{top}/fake`, which is neither in a folder `.git` nor that of \
         a worktree\n",
        top = top.display()
    );
    for command in COMMANDS {
        let (asked, ended) = noted(&repository, &mut repository.dateline(command));
        ended.refused().saying(&words);
        assert_eq!(asked, [""; 0]);
    }
}

#[test]
fn a_remote_among_the_files_of_the_site_is_refused() {
    let repository = Repository::new();
    for folder in ["backup", "a/b"] {
        fs::create_dir_all(repository.site.join(folder)).unwrap();
        let folder = repository.site.join(folder);
        repository.git_in(&folder, &["init", "--quiet", "--bare", "."]);
    }
    let here = repository.site.canonicalize().unwrap();
    let words = |folder: &str| {
        format!(
            "error: the remote `{}` lies among the files of the site: whoever changes these can \
             give it hooks, which git would run\n  = help: move it out of the site's repository\n",
            here.join(folder).display()
        )
    };
    // A folder has the name of a remote that is not set up.
    let unnamed = repository.deploy(&["--remote", "backup"]).refused();
    unnamed.saying(&words("backup"));
    let file = format!("file://{}/a/b", here.display());
    for address in ["backup", "./a/../backup", "a/b", &file] {
        repository.git(&["remote", "set-url", "origin", address]);
        let folder = if address.contains("backup") { "backup" } else { "a/b" };
        repository.deploy(&[]).refused().saying(&words(folder));
    }
    repository.git(&["remote", "set-url", "origin", "../remote.git"]);
    repository.git(&["remote", "set-url", "--push", "origin", "backup"]);
    repository.deploy(&[]).refused().saying(&words("backup"));
    // The repository itself is none of its files.
    repository.deploy(&["--remote", "."]).done().printing("to `gh-pages` of `.`");
}

#[test]
fn hooks_in_the_work_tree_do_not_run() {
    let repository = Repository::new();
    let ran = repository.place().join("ran");
    for hook in ["reference-transaction", "post-index-change", "pre-push"] {
        let file = repository.site.join("hooks").join(hook);
        tree::put(&repository.site, &format!("hooks/{hook}"), "");
        script(&file, &format!("touch {}", ran.display()));
    }
    for command in COMMANDS {
        let mut command = repository.dateline(command);
        command.env("GIT_CONFIG_COUNT", "1").env("GIT_CONFIG_KEY_0", "core.hooksPath");
        ended(command.env("GIT_CONFIG_VALUE_0", "hooks")).done();
    }
    assert!(!ran.exists());
}

#[test]
fn a_question_fetches_nothing() {
    let repository = Repository::new();
    let story = "---\ntitle: Talks\ndate: 2026-02-01\n---\nAnother text.\n";
    tree::put(&repository.site, "content/politics/talks.md", story);
    repository.git(&["commit", "--quiet", "--all", "--message", "Changed"]);
    repository.git(&["push", "--quiet", "origin", "main"]);
    repository.remote(&["config", "uploadpack.allowFilter", "true"]);
    let remote = format!("file://{}", repository.place().join("remote.git").display());
    let clone = ["clone", "--quiet", "--filter=blob:none", "--branch=main", &remote, "partial"];
    repository.git_in(repository.place(), &clone);
    let partial = repository.place().join("partial");
    let corrections = || {
        let mut command = repository.dateline(&["corrections", "--from-git"]);
        ended(command.current_dir(&partial))
    };
    assert_eq!(
        corrections().refused().stderr,
        "error: this clone lacks some files of its history\n  \
         = help: if it was made with `--filter`, get the rest with `git fetch --refetch \
         --no-filter`; if not, look what `git fsck` says\n\n1 error\n"
    );
    repository.git_in(&partial, &["fetch", "--quiet", "--refetch", "--no-filter"]);
    corrections().done();
}
