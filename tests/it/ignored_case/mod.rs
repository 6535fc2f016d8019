//! Outputs on disks that take names as one which differ in capitals, or in how a letter with
//! an accent is put together, as those of macOS, of Windows and of memory sticks do.
//!
//! The disks are `disk.py`, mounted by FUSE in a namespace of the test's own (`unshare`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::diff::assert_same;
use crate::common::effort::share;
use crate::common::outside::{needed, python_has};
use crate::common::program::{dateline, ended};
use crate::common::tree::{self, Tree};
use tempfile::TempDir;

/// Mounts the disk and runs `$STEPS` in it, which may `build` a site; what each build left is
/// copied out, since the disk is gone with the namespace.
const SCRIPT: &str = r#"
set -u
mkdir -p "$OUT/kept" "$OUT/disk"
python3 "$DISK" "$OUT/kept" "$OUT/disk" "$SPELLING" &
for wait in $(seq 100); do mountpoint -q "$OUT/disk" && break; sleep 0.1; done
mountpoint -q "$OUT/disk" || exit 9
cd "$OUT/disk"
dateline() { exec "$PROGRAM" build --at 2026-03-01T12:00:00Z --site "$SITES/$1" --output public; }
number=0
build() {
  number=$((number + 1))
  (dateline "$1") >"$OUT/$number.stdout" 2>"$OUT/$number.stderr"
  echo $? >"$OUT/$number.status"
  if [ -e public ]; then cp -a public "$OUT/$number"; fi
}
eval "$STEPS"
ls -A >"$OUT/beside"
cd "$OUT" && umount disk
wait
"#;

/// What becomes of the name of a file that another one is renamed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    New,
    Old,
    /// All names are in small letters.
    None,
}

/// Sites, and what clean builds of them make on a disk that tells all names apart.
struct Place {
    folder: TempDir,
}

/// What a build left.
struct Left {
    status: i32,
    stdout: String,
    stderr: String,
    tree: Tree,
    /// Whether something waits in the staging folder.
    is_staged: bool,
}

const SETTINGS: &str =
    "title: News\nbase_url: https://news.example/\nsections: [{id: politics, title: Politics}]\n";

/// A story with a slug and a link.
fn story(slug: &str, text: &str) -> String {
    format!("---\ntitle: Talks\ndate: 2026-02-01\nslug: {slug}\n---\n{text}\n")
}

impl Place {
    /// None where no such disk can be mounted.
    fn new() -> Option<Self> {
        let install = "apt-get install fuse3 util-linux, pip install mfusepy, and /dev/fuse";
        let can_mount = Command::new("unshare").args(["-rm", "test", "-w", "/dev/fuse"]).status();
        let can_mount = can_mount.is_ok_and(|status| status.success());
        if !needed(can_mount, install) || !python_has("mfusepy", install) {
            return None;
        }
        let place = Place { folder: tempfile::tempdir().unwrap() };
        for (name, files) in [
            (
                "capitals",
                &[
                    ("content/politics/talks.md", story("Talks", "The text.")),
                    ("content/politics/vote.md", story("The-Vote", "See [the talks](talks.md).")),
                    ("static/Logo.txt", "logo".into()),
                    ("static/Img/A.txt", "a".into()),
                    ("static/Img/gone.txt", "gone".into()),
                    ("static/E\u{301}T\u{c9}.txt", "summer".into()),
                    ("static/Notes", "a file".into()),
                    ("static/Deep/Deeper/note.txt", "deep".into()),
                ][..],
            ),
            (
                "small",
                &[
                    ("content/politics/talks.md", story("talks", "The text.")),
                    ("content/politics/vote.md", story("the-vote", "[The talks](talks.md) go on.")),
                    ("static/logo.txt", "logo".into()),
                    ("static/img/a.txt", "another".into()),
                    ("static/img/b.txt", "new".into()),
                    ("static/\u{e9}te\u{301}.txt", "summer".into()),
                    ("static/notes/a.txt", "a folder".into()),
                    ("static/deep", "a file".into()),
                ],
            ),
            (
                "both",
                &[
                    ("content/politics/talks.md", story("talks", "One.")),
                    ("content/politics/other.md", story("Talks", "Other.")),
                    ("static/Logo.txt", "one".into()),
                    ("static/logo.txt", "other".into()),
                    ("static/\u{e9}.txt", "one".into()),
                    ("static/e\u{301}.txt", "other".into()),
                    ("static/Img/a.txt", "one".into()),
                    ("static/img/b.txt", "other".into()),
                ],
            ),
        ] {
            tree::put(&place.site(name), "site.yaml", SETTINGS);
            files.iter().for_each(|(path, text)| tree::put(&place.site(name), path, text));
        }
        Some(place)
    }

    fn site(&self, name: &str) -> PathBuf {
        self.folder.path().join("sites").join(name)
    }

    /// What a build to a new folder of an ordinary disk makes of a site.
    fn clean(&self, name: &str) -> Tree {
        let output = self.folder.path().join("clean").join(name);
        let arguments = ["build", "--at", "2026-03-01T12:00:00Z", "--output"];
        let arguments = [&arguments[..], &[output.to_str().unwrap()]].concat();
        ended(&mut dateline(&self.site(name), &arguments)).done();
        tree::read(&output)
    }

    /// What the builds of `steps` left one after another, and what lies beside the output.
    fn run(&self, spelling: Spelling, steps: &str) -> (Vec<Left>, String) {
        let out = tempfile::tempdir_in(self.folder.path()).unwrap();
        let disk = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/ignored_case/disk.py");
        let spelled = match spelling {
            Spelling::New => "new",
            Spelling::Old => "old",
            Spelling::None => "none",
        };
        let mut command = dateline(out.path(), &[]);
        let environment = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
        let mut script = Command::new("unshare");
        script.envs(environment).args(["-rm", "bash", "-c", SCRIPT]);
        script.env("PROGRAM", command.get_program()).env("DISK", disk).env("OUT", out.path());
        script.env("SITES", self.folder.path().join("sites"));
        script.env("SPELLING", spelled).env("STEPS", steps);
        for name in ["CI", "GITHUB_ACTIONS"] {
            script.env_remove(name);
        }
        command = script;
        let ended = ended(&mut command);
        assert_eq!(ended.status, Some(0), "{spelling:?} {steps}: {}", ended.stderr);
        let text = |file: &str| fs::read_to_string(out.path().join(file)).unwrap();
        let builds =
            (1..).take_while(|number| out.path().join(format!("{number}.status")).exists());
        let left = builds.map(|number| Left {
            status: text(&format!("{number}.status")).trim().parse().unwrap(),
            stdout: text(&format!("{number}.stdout")),
            stderr: text(&format!("{number}.stderr")),
            tree: tree::read(&out.path().join(number.to_string())),
            is_staged: out.path().join(number.to_string()).join(".dateline/staging").exists(),
        });
        (left.collect(), text("beside"))
    }
}

/// A tree as a disk lists it.
fn listed(tree: Tree, spelling: Spelling) -> Tree {
    match spelling {
        Spelling::New | Spelling::Old => tree,
        Spelling::None => {
            tree.into_iter().map(|(path, bytes)| (path.to_lowercase(), bytes)).collect()
        }
    }
}

const SPELLINGS: [Spelling; 3] = [Spelling::New, Spelling::Old, Spelling::None];

#[test]
fn what_gets_another_spelling_stays_and_gets_it() {
    let Some(place) = Place::new() else { return };
    let [capitals, small] = ["capitals", "small"].map(|site| place.clean(site));
    for spelling in SPELLINGS {
        let (left, beside) =
            place.run(spelling, "build capitals; build small; build small; build capitals");
        for (left, clean) in left.iter().zip([&capitals, &small, &small, &capitals]) {
            assert_eq!((left.status, &*left.stderr), (0, ""), "{spelling:?}");
            assert_same(&listed(clean.clone(), spelling), &left.tree, &format!("{spelling:?}"));
            assert!(!left.is_staged);
        }
        assert_eq!(left.len(), 4);
        assert!(left[2].stdout.contains(": 0 files written"), "{}", left[2].stdout);
        assert!(left[2].stdout.contains(", 0 removed"), "{}", left[2].stdout);
        assert_eq!(beside.trim(), "public");
    }
}

/// Builds that are killed at some moment; the next one ends the job.
#[test]
fn a_build_that_was_killed_is_ended_by_the_next() {
    let Some(place) = Place::new() else { return };
    let [capitals, small] = ["capitals", "small"].map(|site| place.clean(site));
    let moments = ["05", "10", "15", "20", "25", "30", "40", "50", "60", "80"];
    let steps = format!(
        "
        build capitals
        for moment in {}; do
          for site in small capitals; do
            (dateline $site & sleep 0.$moment; kill -9 $!; wait) >/dev/null 2>&1
          done
        done
        # What a killed one asked of the disk last may still be done.
        sleep 1
        build small; build capitals",
        share(moments, 4).join(" ")
    );
    for spelling in [Spelling::New, Spelling::Old] {
        let (left, _) = place.run(spelling, &steps);
        for (left, clean) in left.iter().zip([&capitals, &small, &capitals]) {
            assert_eq!((left.status, &*left.stderr), (0, ""), "{spelling:?}");
            assert_same(clean, &left.tree, &format!("{spelling:?}"));
        }
    }
}

#[test]
fn two_files_that_the_disk_takes_as_one_are_refused() {
    let Some(place) = Place::new() else { return };
    let small = place.clean("small");
    for spelling in SPELLINGS {
        let (left, beside) = place.run(spelling, "build both; build small; build both");
        for left in [&left[0], &left[2]] {
            assert_eq!(left.status, 1, "{spelling:?}");
            let mut words = String::new();
            for (one, other) in [
                ("Img", "img"),
                ("Logo.txt", "logo.txt"),
                ("politics/Talks", "politics/talks"),
                ("\u{e9}.txt", "e\u{301}.txt"),
            ] {
                words += &format!(
                    "error: the site has both `{one}` and `{other}`, and the disk of the output \
                     takes them as one\n  = help: give one of them another name, or choose an \
                     --output on another disk\n"
                );
            }
            let told = left.stderr.replace("\n\n", "\n");
            assert!(told.ends_with(&format!("{words}4 errors\n")), "{spelling:?} {told}");
        }
        assert_eq!(left[0].tree, Tree::new());
        for left in &left[1..] {
            assert_same(&listed(small.clone(), spelling), &left.tree, &format!("{spelling:?}"));
            assert!(!left.is_staged);
        }
        assert_eq!(beside.trim(), "public");
    }
}

/// What others laid into the output is theirs by whatever spelling.
#[test]
fn the_files_of_others_stay() {
    let Some(place) = Place::new() else { return };
    for spelling in [Spelling::New, Spelling::Old] {
        let steps = "
            build capitals
            echo mine >public/Img/mine.txt
            build small
            echo mine >public/ROBOTS2.TXT
            echo robots >$SITES/small/static/robots2.txt
            build small
            rm $SITES/small/static/robots2.txt";
        let (left, _) = place.run(spelling, steps);
        assert_eq!(left.iter().map(|left| left.status).collect::<Vec<_>>(), [0, 0, 1]);
        let mine: Vec<_> = left[1].tree.iter().filter(|(_, bytes)| **bytes == b"mine\n").collect();
        let folder = if spelling == Spelling::New { "img" } else { "Img" };
        assert_eq!(mine, [(&format!("{folder}/mine.txt"), &b"mine\n".to_vec())]);
        assert!(left[1].tree.contains_key(&format!("{folder}/b.txt")));
        assert!(left[2].stderr.contains("public/robots2.txt` is in the way, and Dateline did not"));
        assert_eq!(left[2].tree["ROBOTS2.TXT"], b"mine\n");
    }
}

/// A deployment from a disk that lists other names than those that the site has.
#[test]
fn what_is_published_has_the_names_of_the_site() {
    let Some(place) = Place::new() else { return };
    let mut clean: Vec<String> = place.clean("capitals").into_keys().collect();
    clean.extend([".nojekyll".into(), "robots2.txt".into()]);
    clean.sort();
    for spelling in SPELLINGS {
        let steps = "
            build capitals
            echo mine >public/robots2.txt
            cd \"$SITES/capitals\"
            git init --quiet --bare \"$OUT/remote.git\"
            git init --quiet .
            export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@b
            for options in '' --with-other-files; do
              \"$PROGRAM\" deploy --output \"$OUT/disk/public\" --remote \"$OUT/remote.git\" $options
            done >\"$SITES/said\" 2>&1
            git -C \"$OUT/remote.git\" ls-tree -r -z --name-only gh-pages >\"$SITES/published\"";
        place.run(spelling, steps);
        let text = |name: &str| fs::read_to_string(place.site(name)).unwrap();
        let published: Vec<_> =
            text("published").split_terminator('\0').map(String::from).collect();
        assert_eq!(published, clean, "{spelling:?} {}", text("said"));
        let beside = "public/robots2.txt` was written by no build, and is not published";
        assert_eq!(text("said").matches("warning").count(), 1, "{}", text("said"));
        assert!(text("said").contains(beside), "{}", text("said"));
    }
}
