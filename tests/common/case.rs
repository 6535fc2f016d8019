//! One folder of `tests/sites/`: a site, and what has to come of it.
//!
//! | in the folder  | what it is                                                              |
//! |----------------|-------------------------------------------------------------------------|
//! | `site/`        | the site                                                                |
//! | `beside/`      | what lies beside the site's folder on the disk                          |
//! | `layers`       | folders of `tests/sites/` that `site/` is laid over, one a line         |
//! | `args`         | arguments for `build`; `--at 2026-03-01T12:00:00Z` is added if not there |
//! | `env`          | lines `NAME=value` for the environment                                  |
//! | `absent`       | phrases of the site that no file of the output may hold, one a line     |
//! | `within`       | how many seconds it may work at most: a bound for what could hang       |
//! | `expected/`    | the output; a site with errors has none, and makes no output            |
//! | `stdout.txt`   | what is printed, the time that the build took masked; missing if nothing |
//! | `stderr.txt`   | what is said to be wrong; missing if nothing                            |
//!
//! The built-in static files (the style sheet and so on) are not repeated in
//! each `expected/`: one that it does not hold must be in the output as it is.
//! The index of the search, feeds, sitemaps and print versions are in the `expected/` of the
//! cases that are about them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dateline::site::Asset;
use dateline::theme;
use dateline::url::SitePath;
use tempfile::TempDir;

use super::bounded::ended_within;
use super::diff::{first_difference, of_texts};
use super::program::{Ended, dateline, ended};
use super::tree::{self, Tree};

/// The moment that all builds are at, unless their case says otherwise.
const INSTANT: &str = "2026-03-01T12:00:00Z";

/// Renews what is expected, instead of checking it.
pub const RENEW: &str = "DATELINE_RENEW";

/// What programs read, made for every site.
const FOR_MACHINES: [&str; 7] = [
    "feed.xml",
    "atom.xml",
    "feed.json",
    "sitemap.xml",
    "sitemap-news.xml",
    "robots.txt",
    "site.webmanifest",
];

/// A case, by the name of its folder.
pub struct Case {
    folder: PathBuf,
}

/// What came of a case.
struct Outcome {
    ended: Ended,
    output: Tree,
}

/// The folder with all cases.
pub fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

impl Case {
    pub fn named(name: &str) -> Self {
        let folder = sites().join(name);
        assert!(folder.join("site").is_dir() || folder.join("layers").is_file(), "no case {name}");
        Case { folder }
    }

    /// Builds the site and compares what comes of it with what is expected.
    pub fn check(&self) {
        let place = self.laid_out();
        let site = place.path().join("site");
        let before = tree::read(&site);
        let outcome = self.built(&site);
        self.check_limits(&before, &outcome);
        self.check_that_the_site_is_as_it_was(&place, &before);
        if std::env::var_os(RENEW).is_some() {
            self.renew(&outcome);
        }
        self.compare(&outcome);
    }

    /// The site in a folder of its own, with nothing beside it but `beside/`.
    fn laid_out(&self) -> TempDir {
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        fs::create_dir(&site).unwrap();
        for layer in self.lines("layers") {
            let folder = sites().join(&layer);
            assert!(folder.is_dir(), "no layer {layer}");
            tree::copy(&folder, &site);
        }
        tree::copy(&self.folder.join("site"), &site);
        tree::copy(&self.folder.join("beside"), &place.path().join("beside"));
        place
    }

    fn built(&self, site: &Path) -> Outcome {
        let arguments = self.text("args");
        let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
        arguments.insert(0, "build");
        if !arguments.contains(&"--at") {
            arguments.extend(["--at", INSTANT]);
        }
        let mut command = dateline(site, &arguments);
        for line in self.lines("env") {
            let (name, value) = line.split_once('=').unwrap();
            command.env(name, value);
        }
        let ended = match &self.lines("within")[..] {
            [seconds] => ended_within(&mut command, Duration::from_secs(seconds.parse().unwrap())),
            _ => ended(&mut command),
        };
        Outcome { ended, output: tree::read(&site.join("public")) }
    }

    fn check_limits(&self, site: &Tree, outcome: &Outcome) {
        for phrase in self.lines("absent") {
            assert!(
                site.values().any(|bytes| holds(bytes, &phrase)),
                "`{phrase}` is not in the site"
            );
            for (path, bytes) in &outcome.output {
                let is_there = holds(bytes, &phrase) || holds(path.as_bytes(), &phrase);
                assert!(!is_there, "`{phrase}` is in the output, in {path}");
            }
        }
    }

    /// A build makes the output folder, if there are no errors, and nothing else.
    fn check_that_the_site_is_as_it_was(&self, place: &TempDir, before: &Tree) {
        let site = place.path().join("site");
        let mut after = tree::read(&site);
        after.retain(|path, _| !path.starts_with("public/"));
        assert_eq!(first_difference(before, &after), None, "the build changed the site");
        let mut beside: Vec<String> = tree::paths(place.path());
        beside.retain(|path| !path.starts_with("site/") && !path.starts_with("beside/"));
        assert_eq!(beside, [""; 0], "the build left something beside the site");
    }

    fn compare(&self, outcome: &Outcome) {
        let Ended { status, stdout, stderr } = &outcome.ended;
        let is_good = self.folder.join("expected").is_dir();
        let wanted = if is_good { 0 } else { 1 };
        let wrong = [
            (*status != Some(wanted)).then(|| format!("the exit status is {status:?}")),
            in_text("standard error", &self.text("stderr.txt"), stderr),
            in_text("standard output", &self.text("stdout.txt"), &masked(stdout)),
            first_difference(&self.expected(is_good), &self.shown(outcome)),
        ];
        let wrong: Vec<String> = wrong.into_iter().flatten().collect();
        let renew = format!(
            "\nIf it should be so: {RENEW}=1 cargo test --test it sites, and look at the diff"
        );
        assert!(wrong.is_empty(), "\n{}{renew}", wrong.join("\n"));
    }

    /// The output that has to be there, whole.
    fn expected(&self, is_good: bool) -> Tree {
        if !is_good {
            return Tree::new();
        }
        let mut expected = built_in_files();
        expected.extend(tree::read(&self.folder.join("expected")));
        expected
    }

    /// The output, without the index of the search, feeds, sitemaps and print versions if the case
    /// is not about them.
    fn shown(&self, outcome: &Outcome) -> Tree {
        let mut shown = with_masked_assets(outcome.output.clone());
        let expected = self.folder.join("expected");
        if !expected.join("feed.xml").is_file() {
            let is_for_machines = |path: &str| FOR_MACHINES.iter().any(|name| path.ends_with(name));
            shown.retain(|path, _| !is_for_machines(path) || expected.join(path).is_file());
        }
        let is_print = |path: &String| path.ends_with("/print/index.html");
        if !tree::paths(&expected).iter().any(is_print) {
            shown.retain(|path, _| !is_print(path));
        }
        if !self.folder.join("expected/search/index.json").is_file() {
            shown.retain(|path, _| !path.starts_with("search/") || path == "search/index.html");
        }
        shown
    }

    /// Makes what came of the case what is expected.
    fn renew(&self, outcome: &Outcome) {
        let expected = self.folder.join("expected");
        let mut own = self.shown(outcome);
        if expected.is_dir() {
            fs::remove_dir_all(&expected).unwrap();
        }
        if outcome.ended.status == Some(0) {
            let built_in = built_in_files();
            own.retain(|path, bytes| built_in.get(path) != Some(bytes));
            fs::create_dir(&expected).unwrap();
            tree::write(&own, &expected);
        }
        self.renew_text("stdout.txt", &masked(&outcome.ended.stdout));
        self.renew_text("stderr.txt", &outcome.ended.stderr);
    }

    fn renew_text(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        if !text.is_empty() {
            fs::write(path, text).unwrap();
        } else if path.exists() {
            fs::remove_file(path).unwrap();
        }
    }

    /// A text of the case; empty if it is not there.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }

    fn lines(&self, name: &str) -> Vec<String> {
        self.text(name).lines().map(String::from).collect()
    }
}

fn built_in_files() -> Tree {
    let files = theme::static_files().into_iter();
    // Most sites have no use for some.
    let is_used =
        |path: &str| !theme::ON_DEMAND.contains(&path) && !theme::FIGURE_FILES.contains(&path);
    let files = files.filter(|(path, _)| is_used(path));
    files.map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect()
}

/// The output without the built-in files under names of their versions, by which the
/// pages go: a change of the theme's style changes no page.
fn with_masked_assets(mut output: Tree) -> Tree {
    for (name, bytes) in built_in_files() {
        let path = SitePath::new(&format!("/{name}")).unwrap();
        let Some(asset) = Asset::new(&path, &bytes) else { continue };
        let file = asset.path.as_str().trim_start_matches('/');
        if output.remove(file).is_some_and(|published| published != bytes) {
            panic!("{file} is not what the theme has");
        }
        let (stem, kind) = name.rsplit_once('.').unwrap();
        let pages = output.iter_mut().filter(|(path, _)| path.ends_with(".html"));
        for (_, page) in pages {
            let Ok(text) = std::str::from_utf8(page) else { continue };
            let masked = text.replace(file, &format!("{stem}.VERSION.{kind}"));
            *page = masked.replace(&asset.integrity, "INTEGRITY").into_bytes();
        }
    }
    output
}

fn holds(bytes: &[u8], phrase: &str) -> bool {
    bytes.windows(phrase.len()).any(|window| window.eq_ignore_ascii_case(phrase.as_bytes()))
}

fn in_text(what: &str, expected: &str, found: &str) -> Option<String> {
    (expected != found).then(|| format!("{what} differs:\n{}", of_texts(expected, found)))
}

/// What is printed, without the time that the build took.
fn masked(stdout: &str) -> String {
    stdout.split_inclusive('\n').map(masked_line).collect()
}

fn masked_line(line: &str) -> String {
    let masked = || {
        let (before, after) = line.strip_prefix("Built ")?.split_once(" in ")?;
        let (_, after) = after.split_once(": ")?;
        Some(format!("Built {before} in TIME: {after}"))
    };
    masked().unwrap_or_else(|| line.to_string())
}
