//! Disks, folders and files that are mounted inside an output: a build is refused while the
//! site is as it was, says where, and is done when that is unmounted.
//!
//! Mounted in a namespace of the test's own (`unshare`).

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::diff::assert_same;
use crate::common::outside::needed;
use crate::common::program::{Ended, dateline, ended};
use crate::common::tree;
use tempfile::TempDir;

/// A build of the old site, then of the new one with something mounted in the output, then
/// without. What each left is copied.
const SCRIPT: &str = r#"
set -u
build() { "$PROGRAM" build --at 2026-03-01 --site "$1" --output public; }
mkdir other && echo mine >other/file
build old >/dev/null || exit 8
eval "$MOUNT" || exit 9
cp -a public before
build new
status=$?
cp -a public after
umount "$AT" || exit 7
cp -a public left
build new >/dev/null || exit 6
exit $status
"#;

/// Two versions of a site, of which the second has another text, a new page, and lacks one.
fn place() -> Option<TempDir> {
    let can_mount = Command::new("unshare").args(["-rm", "true"]).output();
    let can_mount = can_mount.is_ok_and(|output| output.status.success());
    if !needed(can_mount, "apt-get install util-linux, and a kernel that lets users mount") {
        return None;
    }
    let place = tempfile::tempdir().unwrap();
    for version in ["old", "new"] {
        let site = place.path().join(version);
        let settings = "title: News\nbase_url: https://example.org/\nsections: [politics, world]\n";
        let story = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\nThe {version} text.\n");
        tree::put(&site, "site.yaml", settings);
        tree::put(&site, "content/politics/talks.md", &story);
        tree::put(&site, &format!("content/world/{version}.md"), &story);
        tree::put(&site, "static/a b/logo.txt", version);
        tree::put(&site, &format!("static/{version}/file.txt"), version);
    }
    Some(place)
}

/// What the build of the new site ended with, and said, while `mount` was in force.
fn build(place: &Path, at: &str, mount: &str) -> Ended {
    for made in ["public", "other", "before", "after", "left"] {
        let _ = fs::remove_dir_all(place.join(made));
    }
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", SCRIPT]).current_dir(place).env("NO_COLOR", "1");
    command.env("PROGRAM", env!("CARGO_BIN_EXE_dateline")).env("AT", at).env("MOUNT", mount);
    ended(command.env_remove("CI").env_remove("GITHUB_ACTIONS"))
}

#[test]
fn what_is_mounted_in_an_output_is_named_before_anything_changes() {
    let Some(place) = place() else { return };
    let place = place.path();
    let clean = place.join("clean");
    let arguments = ["build", "--at", "2026-03-01", "--output", clean.to_str().unwrap()];
    ended(&mut dateline(&place.join("new"), &arguments)).done();
    let clean = tree::read(&clean);
    let disk = r#"mkdir -p "$AT" && mount -t tmpfs tmpfs "$AT""#;
    let folder = r#"mkdir -p "$AT" && mount --bind other "$AT""#;
    let file = r#"mount --bind other/file "$AT""#;
    for (at, mount) in [
        ("public/politics", disk),
        ("public/politics", folder),
        ("public/politics/talks", disk),
        ("public/a b", folder),
        // What goes, and what is new.
        ("public/old", disk),
        ("public/world/old/index.html", file),
        ("public/new", folder),
        ("public/index.html", file),
        ("public/a b/logo.txt", file),
        ("public/.dateline/staging", disk),
        ("public/.dateline/staging", folder),
        ("public/.dateline/marks", file),
    ] {
        let what = format!("{at}: {mount}");
        let said = build(place, at, mount);
        assert_eq!(said.status, Some(1), "{what}: {}", said.stderr);
        said.saying(&format!(
            "error: something else is mounted at `{at}`, inside the output `public`: files cannot \
             be put in place there in one step\n  = help: unmount `{at}` and build again; if the \
             site is to be on that disk, mount it at `public`, or name a folder there with \
             --output\n"
        ));
        let at_last = |folder: &str| tree::read(&place.join(folder));
        assert_same(&at_last("before"), &at_last("after"), &what);
        assert_same(&clean, &at_last("public"), &what);
    }
    // The list is there, only not where it was.
    let elsewhere = r#"cp -a "$AT" kept && mount --bind kept "$AT""#;
    build(place, "public/.dateline", elsewhere)
        .refused()
        .saying("error: something else is mounted at `public/.dateline`, inside the output");
    assert_same(&clean, &tree::read(&place.join("public")), "of Dateline's own");
}

#[test]
fn what_is_mounted_beside_the_site_or_around_it_is_no_hindrance() {
    let Some(place) = place() else { return };
    let disk = r#"mkdir -p "$AT" && mount -t tmpfs tmpfs "$AT""#;
    for at in ["public/mine", "public/politics/mine"] {
        let said = build(place.path(), at, disk);
        assert_eq!(said.status, Some(0), "{at}: {}", said.stderr);
    }
    let whole = r#"cp -a public kept && mount --bind kept "$AT""#;
    let said = build(place.path(), "public", whole);
    assert_eq!(said.status, Some(0), "{}", said.stderr);
}
