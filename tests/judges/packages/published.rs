//! How packages get to registries: the steps of the workflow, with stand-ins for what asks a
//! registry; and the names that people are told.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::archives::{VERSION, can_make_all, read, small_packages};
use crate::common::executable::script;
use crate::common::program::ended;
use crate::common::tree;
use serde_json::Value;
use tempfile::TempDir;

/// The scripts of a job, in which a folder `dist` has all that is made.
fn scripts(job: &str) -> Vec<String> {
    let workflow: Value = serde_yaml::from_str(&read(".github/workflows/release.yml")).unwrap();
    let steps = workflow["jobs"][job]["steps"].as_array().unwrap();
    steps.iter().filter_map(|step| Some(step["run"].as_str()?.to_string())).collect()
}

struct Runner {
    place: TempDir,
}

impl Runner {
    fn new() -> Self {
        let runner = Runner { place: tempfile::tempdir().unwrap() };
        std::os::unix::fs::symlink(small_packages(), runner.folder("dist")).unwrap();
        fs::create_dir(runner.folder("programs")).unwrap();
        runner
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// Runs a job with a stand-in for a program; what the stand-in was called with.
    fn run(&self, job: &str, program: &str, stand_in: &str, given: &[(&str, &str)]) -> Vec<String> {
        let path = self.folder("programs").join(program);
        script(&path, &format!("echo \"$*\" >>\"$CALLS\"\n{stand_in}"));
        let calls = self.folder("calls");
        fs::write(&calls, "").unwrap();
        let programs = self.folder("programs");
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let [script] = &scripts(job)[..] else { panic!("{job}: one script") };
        let mut step = Command::new("bash");
        step.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        step.current_dir(self.place.path()).env("PATH", path).env("CALLS", &calls);
        ended(step.envs(given.iter().copied())).done();
        fs::read_to_string(calls).unwrap().lines().map(String::from).collect()
    }
}

/// What is depended on is there before what depends on it.
#[test]
fn npm_gets_the_packages_of_machines_first() {
    if !can_make_all() {
        return;
    }
    let version = format!("v{VERSION}");
    let calls = Runner::new().run("npm", "npm", "", &[("VERSION", &version)]);
    let start = "publish --access public --tag latest ./dist/dateline-news-dateline-";
    let named: Vec<&str> = calls.iter().map(|call| call.strip_prefix(start).unwrap()).collect();
    assert_eq!((named.len(), named.iter().collect::<BTreeSet<_>>().len()), (6, 6));
    assert_eq!(named[5], format!("{VERSION}.tgz"));
}

#[test]
fn the_wheels_are_published_and_nothing_else() {
    if !can_make_all() {
        return;
    }
    let calls = Runner::new().run("pypi", "pipx", "", &[]);
    let [call] = &calls[..] else { panic!("{calls:?}") };
    let files: Vec<&str> = call.split(' ').filter(|word| word.starts_with("dist/")).collect();
    assert!(files.len() == 5 && files.iter().all(|file| file.ends_with(".whl")), "{call}");
}

#[test]
fn the_newest_image_is_the_newest_release() {
    if !can_make_all() {
        return;
    }
    let runner = Runner::new();
    let version = format!("v{VERSION}");
    let given = [
        ("VERSION", version.as_str()),
        ("TOKEN", "a secret"),
        ("GITHUB_ACTOR", "someone"),
        ("GITHUB_REPOSITORY", "Dateline-News/dateline"),
    ];
    let calls = runner.run("container", "skopeo", "test \"$1\" != login || cat >/dev/null", &given);
    let [login, numbered, latest] = &calls[..] else { panic!("{calls:?}") };
    assert!(login.starts_with("login ") && !calls.concat().contains("a secret"), "{calls:?}");
    let image = format!(
        "copy --all oci-archive:dist/dateline-v{VERSION}-container.tar \
         docker://ghcr.io/dateline-news/dateline:"
    );
    assert_eq!((numbered, latest), (&format!("{image}{VERSION}"), &format!("{image}latest")));
    assert!(runner.folder("dist").join(format!("dateline-v{VERSION}-container.tar")).is_file());
}

/// A file that is there is replaced by its name there, one that is new has none, and where no
/// repository is named nothing happens.
#[test]
fn a_tap_and_a_bucket_get_the_new_file() {
    if !can_make_all() {
        return;
    }
    let runner = Runner::new();
    let version = format!("v{VERSION}");
    let answers = "case \"$*\" in\n*--method*) ;;\n*rb*) echo 0123abc ;;\n*) exit 1 ;;\nesac";
    let put = |tap: &str, bucket: &str| {
        let given =
            [("VERSION", version.as_str()), ("HOMEBREW_TAP", tap), ("SCOOP_BUCKET", bucket)];
        runner.run("taps", "gh", answers, &given)
    };
    let content = |file: &str| {
        use base64::Engine as _;
        let bytes = fs::read(runner.folder("dist").join(file)).unwrap();
        base64::engine::general_purpose::STANDARD.encode(bytes)
    };
    let of = |file: &str, path: &str| {
        format!(
            "api --silent --method PUT repos/{path} -f message=Dateline {version} -f content={}",
            content(file)
        )
    };
    let tap = "a/homebrew-tap/contents/Formula/dateline.rb";
    let bucket = "a/scoop-bucket/contents/bucket/dateline.json";
    assert_eq!(
        put("a/homebrew-tap", "a/scoop-bucket"),
        [
            format!("api repos/{tap} --jq .sha"),
            format!("{} -f sha=0123abc", of("dateline.rb", tap)),
            format!("api repos/{bucket} --jq .sha"),
            of("dateline.json", bucket),
        ]
    );
    assert_eq!(put("", "a/scoop-bucket").len(), 2);
    assert_eq!(put("", "").len(), 0);
}

/// A file that docs/install.md names is one that is made.
#[test]
fn the_files_that_people_are_told_of_are_made() {
    if !can_make_all() {
        return;
    }
    let made = tree::paths(small_packages());
    let text = read("docs/install.md");
    let is_file = |word: &&str| {
        let endings = [".deb", ".rpm", ".whl", ".tgz", ".tar", ".json", ".rb"];
        endings.iter().any(|ending| word.ends_with(ending)) && !word.starts_with('.')
    };
    let words = text.split(|c: char| c.is_whitespace() || "`,/|".contains(c));
    let named: BTreeSet<&str> = words.filter(is_file).filter(|word| word.len() > 6).collect();
    assert!(named.len() >= 7, "{named:?}");
    for name in named {
        assert!(made.iter().any(|made| Path::new(made) == Path::new(name)), "{name}: {made:?}");
    }
}
