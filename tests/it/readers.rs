//! Who may read an output, whatever the `umask` of who builds it.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::outside::needed;
use crate::common::program::{Ended, dateline, ended};
use crate::common::tree;
use tempfile::TempDir;
use walkdir::WalkDir;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        let settings = "title: News\nbase_url: https://news.example/\nsections: [politics]\n";
        tree::put(place.site(), "site.yaml", settings);
        place.story("talks", "The text.");
        place
    }

    fn site(&self) -> &Path {
        self.0.path()
    }

    fn public(&self) -> PathBuf {
        self.site().join("public")
    }

    fn story(&self, name: &str, text: &str) {
        let text = format!("---\ntitle: {name}\ndate: 2026-02-01\n---\n{text}\n");
        tree::put(self.site(), &format!("content/politics/{name}.md"), text);
    }

    /// Builds under a `umask`.
    fn build(&self, umask: &str) -> Ended {
        self.build_to(umask, &[])
    }

    fn build_to(&self, umask: &str, options: &[&str]) -> Ended {
        let plain = dateline(self.site(), &[&["build", "--at", "2026-03-01"], options].concat());
        let mut command = Command::new("sh");
        command.args(["-c", "umask $0; exec \"$@\"", umask]).arg(plain.get_program());
        command.args(plain.get_args()).current_dir(self.site()).env("NO_COLOR", "1");
        ended(command.env_remove("CI").env_remove("GITHUB_ACTIONS")).done()
    }

    /// The permissions of everything in the output but Dateline's own.
    fn modes(&self) -> BTreeMap<PathBuf, u32> {
        let all = WalkDir::new(self.public()).into_iter().map(Result::unwrap);
        let all = all.filter(|found| !found.path().starts_with(self.public().join(".dateline")));
        all.map(|found| {
            let path = found.path().strip_prefix(self.public()).unwrap().to_owned();
            (path, found.metadata().unwrap().permissions().mode() & 0o777)
        })
        .collect()
    }

    /// Checks the permissions of all files, and of all folders.
    #[track_caller]
    fn assert_modes(&self, file: u32, folder: u32) {
        for (path, mode) in self.modes() {
            let wanted = if self.public().join(&path).is_dir() { folder } else { file };
            assert_eq!(mode, wanted, "{mode:o} {}", path.display());
        }
    }
}

const WARNING: &str = "warning: nobody but you can read `./public`, since your `umask` keeps \
                       others out: neither can a web server of another user\n  = help: let others \
                       read it with `chmod -R a+rX ./public`, which later builds keep\n";

#[test]
fn what_is_built_under_a_umask_that_keeps_others_out_is_as_readable_as_what_was_there() {
    let place = Place::new();
    assert_eq!(place.build("022").stderr, "");
    place.assert_modes(0o644, 0o755);
    place.story("talks", "Another text.");
    place.story("new", "A new one.");
    tree::put(place.site(), "static/img/logo.txt", "logo");
    assert_eq!(place.build("077").stderr, "");
    place.assert_modes(0o644, 0o755);
}

#[test]
fn a_new_output_that_no_server_can_read_is_warned_of_and_can_be_opened() {
    let place = Place::new();
    place.build("077").saying(WARNING);
    place.assert_modes(0o600, 0o700);
    // It stays so for who means it, and is told once.
    place.story("new", "A new one.");
    assert_eq!(place.build("077").stderr, "");
    place.assert_modes(0o600, 0o700);

    let chmod = ["-R", "a+rX", "./public"];
    assert!(
        Command::new("chmod").args(chmod).current_dir(place.site()).status().unwrap().success()
    );
    place.story("new", "Another.");
    place.story("newer", "Newer.");
    assert_eq!(place.build("077").stderr, "");
    place.assert_modes(0o644, 0o755);
}

/// The way to it is opened as well, as far as it was made for it; what was there before is as
/// somebody wanted it.
#[test]
fn what_is_told_opens_the_folders_that_were_made_for_the_output() {
    for (output, made, command) in [
        (
            "out/live/public",
            &["out", "out/live"][..],
            "chmod a+x out out/live && chmod -R a+rX out/live/public",
        ),
        ("./there/live", &[], "chmod -R a+rX ./there/live"),
        (
            "there/a b/it's",
            &["there/a b"],
            r"chmod a+x 'there/a b' && chmod -R a+rX 'there/a b/it'\''s'",
        ),
        ("-x/-R", &["-x"], "chmod a+x ./-x && chmod -R a+rX ./-x/-R"),
        ("new/../there/it", &["new"], "chmod a+x new && chmod -R a+rX new/../there/it"),
    ] {
        let place = Place::new();
        let there = place.site().join("there");
        fs::create_dir(&there).unwrap();
        fs::set_permissions(&there, Permissions::from_mode(0o700)).unwrap();
        let built = place.build_to("077", &[&format!("--output={output}")]);
        built.saying(&format!("let others read it with `{command}`, which later builds keep\n"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for folder in made {
            assert_eq!(mode(&place.site().join(folder)), 0o700, "{folder}");
        }
        let mut shell = Command::new("sh");
        ended(shell.args(["-c", command]).current_dir(place.site())).done();
        for folder in made {
            assert_eq!(mode(&place.site().join(folder)), 0o711, "{folder}");
        }
        assert_eq!(mode(&there), 0o700);
        let output = place.site().join(output);
        assert_eq!((mode(&output), mode(&output.join("index.html"))), (0o755, 0o644));
    }
}

#[test]
fn folders_that_were_made_for_an_output_go_with_it() {
    let place = Place::new();
    tree::put(place.site(), "content/politics/talks.md", "No front matter.");
    let before = fs::read_dir(place.site()).unwrap().count();
    let arguments = ["build", "--output", "out/live/public"];
    ended(&mut dateline(place.site(), &arguments)).refused();
    assert_eq!(fs::read_dir(place.site()).unwrap().count(), before);
    fs::create_dir(place.site().join("out")).unwrap();
    ended(&mut dateline(place.site(), &arguments)).refused();
    assert_eq!(fs::read_dir(place.site().join("out")).unwrap().count(), 0);
}

#[test]
fn a_folder_that_was_made_for_the_output_is_new_too() {
    let place = Place::new();
    fs::create_dir(place.public()).unwrap();
    fs::set_permissions(place.public(), Permissions::from_mode(0o755)).unwrap();
    place.build("077").saying(WARNING);
    fs::remove_dir_all(place.public()).unwrap();
    // The group of a server can.
    assert_eq!(place.build("027").stderr, "");
    place.assert_modes(0o640, 0o750);
}

#[test]
fn a_page_keeps_the_permissions_of_the_one_that_it_replaces() {
    let place = Place::new();
    place.build("022");
    let page = place.public().join("politics/talks/index.html");
    for mode in [0o640, 0o664, 0o600, 0o444] {
        fs::set_permissions(&page, Permissions::from_mode(mode)).unwrap();
        for umask in ["022", "077", "002"] {
            place.story("talks", &format!("{mode} {umask}"));
            place.build(umask);
            let found = fs::metadata(&page).unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{found:o} {mode:o} {umask}");
            let text = fs::read_to_string(&page).unwrap();
            assert!(text.contains(&format!("{mode} {umask}")));
        }
    }
}

/// The number of a group that the user may give files to, but not the one they have anyway.
fn another_group(place: &Place) -> Option<u32> {
    let file = place.site().join("site.yaml");
    let present = fs::metadata(&file).unwrap().gid();
    let groups = ended(Command::new("id").arg("-G")).done().stdout;
    // The superuser may name any.
    let others = groups.split_whitespace().map(|group| group.parse().unwrap()).chain([4711]);
    let found = others.filter(|group| *group != present).find(|group| {
        let is_given = chown(&file, None, Some(*group)).is_ok();
        is_given && fs::metadata(&file).unwrap().gid() == *group
    });
    needed(found.is_some(), "a group beside the user's first").then_some(found).flatten()
}

/// A server that reads by its group does so afterwards, with and without folders that hand
/// their group on.
#[test]
fn what_a_group_could_read_it_still_can() {
    for folder in [0o750, 0o2750] {
        let place = Place::new();
        let Some(group) = another_group(&place) else { return };
        place.build("027");
        for found in WalkDir::new(place.public()).into_iter().map(Result::unwrap) {
            chown(found.path(), None, Some(group)).unwrap();
            let mode = if found.file_type().is_dir() { folder } else { 0o640 };
            fs::set_permissions(found.path(), Permissions::from_mode(mode)).unwrap();
        }
        for (number, umask) in ["077", "027", "022"].into_iter().enumerate() {
            place.story("talks", umask);
            place.story("new", umask);
            tree::put(place.site(), &format!("static/a/{number}/file.txt"), umask);
            assert_eq!(place.build(umask).stderr, "");
            for path in place.modes().into_keys() {
                let found = fs::metadata(place.public().join(&path)).unwrap();
                assert_eq!(found.gid(), group, "{umask} {}", path.display());
                assert_eq!(found.mode() & 0o040, 0o040, "{umask} {}", path.display());
                // Elsewhere every folder does so, whatever it says.
                let hands_on = found.is_dir() && folder == 0o2750;
                let is_kept = found.mode() & 0o2000 != 0 || !cfg!(target_os = "linux");
                assert!(is_kept || !hands_on, "{umask} {}", path.display());
            }
        }
    }
}
