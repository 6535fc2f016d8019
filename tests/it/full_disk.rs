//! A disk that is full, has no room for more files, is read-only, or a process that may
//! open only few files: a build says what is wrong and leaves a whole site, and the next
//! one, with room, ends the job.
//!
//! The disks are in memory, mounted in a namespace of the test's own (`unshare`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::diff::assert_same;
use crate::common::effort::share;
use crate::common::links;
use crate::common::newsroom::{BASE, Edit, Newsroom};
use crate::common::outside::needed;
use crate::common::program::{dateline, ended};
use crate::common::random::Random;
use crate::common::tree::{self, Tree};
use tempfile::TempDir;

/// A build of the old site, then of the new one with too little room, then with enough.
/// What each left is copied out, since the disk is gone with the namespace.
const SCRIPT: &str = r#"
set -u
build() { "$PROGRAM" build --at 2026-03-01T12:00:00Z --site "$1" --output "$DISK/public"; }
mkdir -p "$DISK"
mount -t tmpfs -o size=64m tmpfs "$DISK" || exit 9
build "$OLD" >/dev/null || exit 8
used=$(df -k --output=used "$DISK" | tail -1 | tr -d ' ')
files=$(df --output=iused "$DISK" | tail -1 | tr -d ' ')
eval "$NARROW" || exit 7
(eval "$LIMIT"; build "$NEW") >"$OUT/stdout" 2>"$OUT/stderr"
echo $? >"$OUT/status"
cp -a "$DISK/public" "$OUT/left"
ls -A "$DISK" >"$OUT/beside"
mount -o remount,rw,size=64m,nr_inodes=0 "$DISK" || exit 6
build "$NEW" >/dev/null || exit 5
cp -a "$DISK/public" "$OUT/next"
"#;

/// Two versions of a site.
struct Place {
    folder: TempDir,
    old: Version,
    new: Version,
}

struct Version {
    site: PathBuf,
    /// What a clean build of it makes.
    clean: Tree,
}

/// What came of a build with too little of something.
struct Outcome {
    status: i32,
    stderr: String,
    left: Tree,
    next: Tree,
    /// What lies beside the output.
    beside: String,
}

impl Place {
    /// None where nothing can be mounted.
    fn new() -> Option<Self> {
        let can_mount = Command::new("unshare")
            .args(["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
            .output()
            .is_ok_and(|output| output.status.success());
        if !needed(can_mount, "apt-get install util-linux, and a kernel that lets users mount") {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut random = Random::seeded(7);
        let old = Newsroom::with_stories(60, &mut random);
        let mut new = old.clone();
        let edits = [Edit::NewStory, Edit::Rewrite, Edit::Delete, Edit::Rename, Edit::Retag];
        for edit in edits.repeat(12) {
            new.edit(edit, &mut random);
        }
        let version = |name: &str, newsroom: &Newsroom| {
            let site = folder.path().join(name);
            newsroom.save(&site);
            let output = folder.path().join(format!("{name}-clean"));
            let arguments = ["build", "--at", "2026-03-01T12:00:00Z", "--output"];
            let arguments = [&arguments[..], &[output.to_str().unwrap()]].concat();
            ended(&mut dateline(&site, &arguments)).done();
            Version { site, clean: tree::read(&output) }
        };
        let (old, new) = (version("old", &old), version("new", &new));
        Some(Place { folder, old, new })
    }

    /// The build of the new site over the old one. `narrow` is run before it, with what
    /// is `used` of the disk in KiB and of its `files`; `limit` by its own shell.
    fn build(&self, narrow: &str, limit: &str) -> Outcome {
        let out = tempfile::tempdir_in(self.folder.path()).unwrap();
        let disk = out.path().join("disk");
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", SCRIPT]).env("PROGRAM", env!("CARGO_BIN_EXE_dateline"));
        command.env("NARROW", narrow).env("LIMIT", limit).env("DISK", &disk);
        command.env("OLD", &self.old.site).env("NEW", &self.new.site).env("OUT", out.path());
        let ended = ended(command.env_remove("CI").env_remove("GITHUB_ACTIONS"));
        assert_eq!(ended.status, Some(0), "{narrow}: {}", ended.stderr);
        let text = |file: &str| fs::read_to_string(out.path().join(file)).unwrap();
        Outcome {
            status: text("status").trim().parse().unwrap(),
            stderr: text("stderr"),
            left: tree::read(&out.path().join("left")),
            next: tree::read(&out.path().join("next")),
            beside: text("beside"),
        }
    }

    /// Checks what holds whatever is lacking; whether the build failed.
    fn check(&self, what: &str, outcome: &Outcome, says: &[&str]) -> bool {
        assert_eq!(links::without_target(&outcome.left, BASE), [""; 0], "{what}");
        assert_same(&self.new.clean, &outcome.next, what);
        assert_eq!(outcome.beside.trim(), "public", "{what}: nothing is left beside the output");
        if outcome.status == 0 {
            assert_same(&self.new.clean, &outcome.left, what);
            return false;
        }
        assert_eq!(outcome.status, 1, "{what}: {}", outcome.stderr);
        let is_told = says.iter().any(|says| outcome.stderr.contains(says));
        assert!(is_told && outcome.stderr.contains("help: "), "{what}: {}", outcome.stderr);
        true
    }
}

#[test]
fn a_full_disk() {
    let Some(place) = Place::new() else { return };
    let mut failed = 0;
    let room = share([0, 8, 24, 64, 128, 256, 512, 768, 1024, 1536, 2048, 4096, 16384], 5);
    for spare in &room {
        let narrow = format!("mount -o remount,size=$((used + {spare}))k \"$DISK\"");
        let outcome = place.build(&narrow, ":");
        let what = format!("{spare} KiB are free");
        failed += usize::from(place.check(&what, &outcome, &["No space left on device"]));
    }
    assert!((room.len().div_ceil(4)..room.len()).contains(&failed), "{failed} builds failed");
}

#[test]
fn a_disk_with_no_room_for_more_files() {
    let Some(place) = Place::new() else { return };
    let mut failed = 0;
    let room = share([0, 1, 2, 5, 10, 30, 60, 100, 1000], 2);
    for spare in &room {
        let narrow = format!("mount -o remount,nr_inodes=$((files + {spare})) \"$DISK\"");
        let outcome = place.build(&narrow, ":");
        let what = format!("there is room for {spare} more files");
        failed += usize::from(place.check(&what, &outcome, &["No space left on device"]));
    }
    assert!((room.len().div_ceil(4)..room.len()).contains(&failed), "{failed} builds failed");
}

#[test]
fn a_read_only_disk() {
    let Some(place) = Place::new() else { return };
    let outcome = place.build("mount -o remount,ro \"$DISK\"", ":");
    assert!(place.check("read-only", &outcome, &["Read-only file system"]));
    assert_same(&place.old.clean, &outcome.left, "read-only");
}

#[test]
fn a_process_that_may_open_few_files() {
    let Some(place) = Place::new() else { return };
    let mut failed = 0;
    let limits = share([5, 6, 7, 8, 10, 12, 16, 24, 32, 64], 5);
    for most in &limits {
        let outcome = place.build(":", &format!("ulimit -n {most}"));
        let what = format!("{most} open files");
        let has_failed = place.check(&what, &outcome, &["Too many open files", "open files"]);
        failed += usize::from(has_failed);
    }
    assert!(failed < limits.len(), "{failed} builds failed");
}

/// `$COMMAND` with all room, then with little: what it left, and what it said.
const BEGIN_SCRIPT: &str = r#"
set -u
mkdir -p "$DISK"
mount -t tmpfs -o size=64m tmpfs "$DISK" || exit 9
cd "$DISK" && mkdir site && cd site
eval "$BEFORE"
find . | sort >"$OUT/before"
used=$(df -k --output=used . | tail -1 | tr -d ' ')
files=$(df --output=iused . | tail -1 | tr -d ' ')
eval "$NARROW" || exit 7
eval "$COMMAND" >"$OUT/stdout" 2>"$OUT/stderr"
echo $? >"$OUT/status"
find . | sort >"$OUT/after"
mount -o remount,size=64m,nr_inodes=0 "$DISK" || exit 6
eval "$COMMAND" >"$OUT/next"
"#;

#[test]
fn what_is_begun_on_a_full_disk_leaves_nothing() {
    let Some(place) = Place::new() else { return };
    let settings = "title: News\nbase_url: https://example.org/\nsections: [politics]\n";
    let site = format!("printf '{settings}' >site.yaml");
    let begun = [
        ("", "\"$PROGRAM\" init"),
        ("mkdir .github", "\"$PROGRAM\" init"),
        ("", "\"$PROGRAM\" init a/b/my-site"),
        (&site, "\"$PROGRAM\" new politics Talks"),
        (&format!("{site}; mkdir content"), "\"$PROGRAM\" new politics Talks"),
    ];
    for (before, command) in share(begun, 5) {
        let (mut failed, mut done) = (0, 0);
        let sizes = [0, 4, 8, 16, 20, 24, 32, 64].map(|spare| format!("size=$((used + {spare}))k"));
        let files =
            [0, 1, 2, 4, 6, 8, 10, 99].map(|spare| format!("nr_inodes=$((files + {spare}))"));
        for narrow in sizes.iter().chain(&files) {
            let out = tempfile::tempdir_in(place.folder.path()).unwrap();
            let text = |file: &str| fs::read_to_string(out.path().join(file)).unwrap();
            let mut run = Command::new("unshare");
            run.args(["-rm", "sh", "-c", BEGIN_SCRIPT]).env("BEFORE", before);
            run.env("PROGRAM", env!("CARGO_BIN_EXE_dateline")).env("COMMAND", command);
            run.env("NARROW", format!("mount -o remount,{narrow} \"$DISK\""));
            run.env("DISK", out.path().join("disk")).env("OUT", out.path());
            let ended = ended(run.env_remove("CI").env_remove("GITHUB_ACTIONS"));
            let what = format!("{before}; {command}; {narrow}: {}", text("stderr"));
            if text("status").trim() == "0" {
                done += 1;
                continue;
            }
            failed += 1;
            assert_eq!(ended.status, Some(0), "the next one does it: {what} {}", ended.stderr);
            assert_eq!(text("status").trim(), "1", "{what}");
            assert_eq!(text("after"), text("before"), "{what}");
            assert!(text("stderr").contains("No space left on device"), "{what}");
            assert_eq!(text("stdout"), "", "{what}");
        }
        assert!(failed >= 2 && done >= 2, "{before}; {command}: {failed} failed, {done} did not");
    }
}

/// The path of what was begun can be told nowhere.
#[test]
fn what_is_begun_and_cannot_be_told_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["init", "my-site"][..], &["new", "politics", "Talks"]] {
        let before = tree::paths(folder.path());
        let mut command = dateline(folder.path(), arguments);
        command.stdout(fs::File::create("/dev/full").unwrap()).stderr(std::process::Stdio::piped());
        let output = command.spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("error: standard output cannot be written to: No space"), "{said}");
        assert_eq!(tree::paths(folder.path()), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before.len());
        let settings = "title: News\nbase_url: https://example.org/\n";
        tree::put(folder.path(), "site.yaml", settings);
    }
}

/// The namespace is the test's own: nothing of it is seen outside.
#[test]
fn nothing_stays_mounted() {
    let Some(place) = Place::new() else { return };
    place.build(":", ":");
    let mounts = fs::read_to_string("/proc/mounts").unwrap();
    assert!(!mounts.contains(Path::new(place.folder.path()).to_str().unwrap()));
}
