//! Packages that are installed and run here, each by its own manager in an empty folder.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::archives::{
    REPOSITORY, VERSION, can_make, can_make_all, here, made, package, root, small_packages,
};
use crate::common::outside::{has, needed, python_has};
use crate::common::program::{Ended, ended};
use crate::common::tree;
use tempfile::TempDir;

/// Pages of the manual, and what three shells read, wherever they are installed.
const SHARED: [&str; 5] = [
    "share/bash-completion/completions/dateline",
    "share/elvish/lib/dateline.elv",
    "share/fish/vendor_completions.d/dateline.fish",
    "share/man/man1/dateline-build.1",
    "share/man/man1/dateline.1",
];

/// The program says that it is the one.
fn runs(program: impl AsRef<Path>) {
    let said = ended(Command::new(program.as_ref()).arg("--version")).done();
    assert_eq!(said.stdout, format!("dateline {VERSION}\n"));
}

/// bash takes the completions, and completes with them.
fn bash_completes(prefix: &Path) {
    let script = ". \"$0\" && COMP_WORDS=(dateline comp) COMP_CWORD=1 && \
                  _dateline dateline comp dateline && echo \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-c", script]).arg(prefix.join(SHARED[0]));
    assert_eq!(ended(&mut bash).done().stdout, "completions\n");
}

/// fish finds them among the data of the system, for a program that it finds.
fn fish_completes(prefix: &Path) {
    if has("fish", "--version", "apt-get install fish") {
        let home = tempfile::tempdir().unwrap();
        let mut fish = Command::new("fish");
        fish.args(["--command", "complete --do-complete 'dateline comp'"]);
        fish.env("XDG_DATA_DIRS", prefix.join("share")).env("HOME", home.path());
        let path = std::env::var("PATH").unwrap();
        fish.env("PATH", format!("{}:{path}", prefix.join("bin").display()));
        let offered = ended(&mut fish).done().stdout;
        assert!(offered.starts_with("completions\t"), "{offered}");
    }
}

/// zsh finds them where it looks for functions.
fn zsh_completes(folder: &Path) {
    if has("zsh", "--version", "apt-get install zsh") {
        let script =
            "fpath=($1 $fpath); autoload -Uz compinit; compinit -u -D; echo $_comps[dateline]";
        let mut zsh = Command::new("zsh");
        let found = ended(zsh.args(["-f", "-c", script, "zsh"]).arg(folder)).done().stdout;
        assert_eq!(found, "_dateline\n");
    }
}

/// What an empty folder has after an installation is what the package should hold.
fn has_what_shells_read(prefix: &Path, ending_of_pages: &str, zsh: &str) {
    for path in SHARED {
        let ending = if path.contains("/man/") { ending_of_pages } else { "" };
        assert!(prefix.join(format!("{path}{ending}")).is_file(), "{path}");
    }
    bash_completes(prefix);
    fish_completes(prefix);
    zsh_completes(&prefix.join("share/zsh").join(zsh));
}

/// A program of the system as if it ran as root, whose files are those of whoever runs the tests.
fn as_root(program: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", program]);
    command
}

fn may_have_namespaces() -> bool {
    let mut tried = as_root("true");
    needed(tried.status().is_ok_and(|status| status.success()), "apt-get install util-linux")
}

#[test]
fn a_deb_is_installed_and_removed_by_dpkg() {
    let install = "apt-get install dpkg";
    if !can_make() || !has("dpkg-deb", "--version", install) || !may_have_namespaces() {
        return;
    }
    let made = made("deb");
    let deb = package(&made, &format!("_{}.deb", here()["deb"].as_str().unwrap()));
    let system = tempfile::tempdir().unwrap();
    for folder in ["info", "updates"] {
        fs::create_dir_all(system.path().join("var/lib/dpkg").join(folder)).unwrap();
    }
    tree::put(system.path(), "var/lib/dpkg/status", "");
    let dpkg = |arguments: &[&str]| {
        let mut dpkg = as_root("dpkg");
        dpkg.arg(format!("--root={}", system.path().display())).arg("--log=/dev/null");
        dpkg.args(arguments).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        ended(&mut dpkg)
    };
    dpkg(&["--install", deb.to_str().unwrap()]).done();
    runs(system.path().join("usr/bin/dateline"));
    has_what_shells_read(&system.path().join("usr"), ".gz", "vendor-completions");
    // What is there has the checksums that the package says.
    assert_eq!(dpkg(&["--verify", "dateline"]).done().stdout, "");
    dpkg(&["--remove", "dateline"]).done();
    let left = tree::paths(system.path());
    assert!(left.iter().all(|path| path.starts_with("var/lib/dpkg/")), "{left:?}");

    let listed = ended(Command::new("dpkg-deb").arg("--contents").arg(&deb)).done().stdout;
    // The first is the folder that the package is unpacked in: `/`.
    assert!(listed.lines().all(|line| line[1..].starts_with("rw")), "{listed}");
    assert!(listed.starts_with("drwxr-xr-x root/root "), "{listed}");
}

#[test]
fn an_rpm_is_installed_by_rpm() {
    if !can_make() || !has("rpmbuild", "--version", "apt-get install rpm") || !may_have_namespaces()
    {
        return;
    }
    let made = made("rpm");
    let rpm = package(&made, &format!(".{}.rpm", here()["rpm"].as_str().unwrap()));
    let system = tempfile::tempdir().unwrap();
    let call = |arguments: &[&str]| {
        let mut call = as_root("rpm");
        call.arg("--root").arg(system.path()).args(["--dbpath", "/var/lib/rpm"]).args(arguments);
        ended(&mut call)
    };
    call(&["--install", rpm.to_str().unwrap()]).done();
    runs(system.path().join("usr/bin/dateline"));
    has_what_shells_read(&system.path().join("usr"), ".gz", "site-functions");
    assert_eq!(call(&["--verify", "dateline"]).done().stdout, "");
    let asked = "%{NAME} %{VERSION}-%{RELEASE} %{LICENSE} %{URL}\\n";
    let said = call(&["--query", "--queryformat", asked, "dateline"]).done().stdout;
    assert_eq!(said, format!("dateline {VERSION}-1 MIT OR Apache-2.0 {REPOSITORY}\n"));
    call(&["--erase", "dateline"]).done();
    let left = tree::paths(system.path());
    assert!(left.iter().all(|path| path.starts_with("var/lib/rpm/")), "{left:?}");
}

/// pip chooses among the wheels of all machines.
#[test]
fn a_wheel_is_installed_by_pip() {
    if !can_make() || !has("pip", "--version", "apt-get install python3-pip") {
        return;
    }
    let made = made("wheel");
    let place = tempfile::tempdir().unwrap();
    let mut install = Command::new("python3");
    install.args(["-m", "pip", "install", "--quiet", "--no-index", "--no-compile", "--find-links"]);
    install.arg(made.path()).arg("--target").arg(place.path()).arg("dateline");
    ended(&mut install).done();
    runs(place.path().join("bin/dateline"));
    has_what_shells_read(place.path(), "", "site-functions");
    let licences = place.path().join(format!("dateline-{VERSION}.dist-info/licenses"));
    assert_eq!(tree::paths(&licences), ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.txt"]);

    if python_has("packaging.metadata", "pip install packaging==26.4") {
        let mut check = Command::new("python3");
        check.arg(root().join("tests/judges/packages/wheels.py")).arg(made.path());
        let tags = ended(&mut check).done().stdout;
        assert!(tags.contains("py3-none-musllinux_1_1_aarch64\n"), "{tags}");
        assert_eq!(tags.lines().count(), 9, "{tags}");
    }
}

/// Packages of npm, installed into a folder.
struct Npm {
    place: TempDir,
}

impl Npm {
    fn install(packages: &[&Path]) -> Self {
        let npm = Npm { place: tempfile::tempdir().unwrap() };
        let mut install = npm.command("npm");
        install.args(["install", "--offline", "--no-audit", "--no-fund"]).args(packages);
        ended(&mut install).done();
        npm
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // Nothing is kept for the next one.
        command.current_dir(self.place.path()).env("npm_config_cache", self.place.path().join("c"));
        command.env("npm_config_update_notifier", "false");
        command
    }

    /// What npm puts on the `PATH` of scripts.
    fn dateline(&self, arguments: &[&str]) -> Ended {
        let program = self.place.path().join("node_modules/.bin/dateline");
        ended(self.command(program).args(arguments))
    }
}

#[test]
fn a_package_of_npm_runs_the_program_of_this_machine() {
    if !can_make() || !has("npm", "--version", "apt-get install npm") {
        return;
    }
    let made = made("npm");
    let all = package(&made, &format!("-dateline-{VERSION}.tgz"));
    let machine = &here()["npm"];
    let machine =
        format!("{}-{}", machine["os"].as_str().unwrap(), machine["cpu"].as_str().unwrap());
    let own = package(&made, &format!("-{machine}-{VERSION}.tgz"));

    let npm = Npm::install(&[&own, &all]);
    let said = ended(npm.command("npx").args(["--offline", "dateline", "--version"])).done();
    assert_eq!(said.stdout, format!("dateline {VERSION}\n"));
    // Its exit status and what it says are the program's.
    npm.dateline(&["build"]).refused().saying("there is no site.yaml here");
    npm.dateline(&["build", "--nothing"]).misused();
    npm.dateline(&["init", "site"]).done();
    npm.dateline(&["build", "--site", "site"]).done();
    assert!(npm.place.path().join("site/public/index.html").is_file());

    let without = Npm::install(&[&all]);
    without.dateline(&["--version"]).refused().saying(&format!(
        "dateline: @dateline-news/dateline-{machine}/dateline is missing: install again"
    ));
    // npm has nothing to correct in it, nor in one that it depends on.
    for package in [all, package(&made, &format!("-linux-arm64-{VERSION}.tgz"))] {
        let mut publish = without.command("npm");
        publish.args(["publish", "--dry-run", "--offline", "--tag", "latest"]).arg(package);
        let said = ended(&mut publish).done().stderr;
        let corrected = |line: &&str| line.contains("npm warn") && !line.contains("logged in");
        assert_eq!(said.lines().find(corrected), None);
        // As npm itself packs: without folders, of which it makes empty files.
        assert!(!said.contains(" 0B "), "{said}");
    }
}

/// Whoever ends what npm started ends the program, by the same signal.
#[test]
fn a_signal_reaches_the_program_that_npm_started() {
    if !has("node", "--version", "apt-get install nodejs") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let start = fs::read_to_string(root().join("packaging/npm/start.js")).unwrap();
    let start = start.replace(
        "{ /* targets.toml */ }",
        "{ [`${process.platform} ${process.arch}`]: \"./program\" }",
    );
    tree::put(place.path(), "start.js", start);
    crate::common::executable::script(
        &place.path().join("program"),
        "trap 'echo ended; exit 7' TERM\necho ready\nwhile :; do sleep 0.1; done",
    );
    let wrapped = "node start.js & node=$!; while ! grep -q ready said; do sleep 0.1; done; \
                   kill -TERM $node; wait $node; echo \"status $?\"";
    let mut shell = Command::new("sh");
    shell.current_dir(place.path()).args(["-c", &format!("({wrapped}) >said; cat said")]);
    tree::put(place.path(), "said", "");
    assert_eq!(ended(&mut shell).done().stdout, "ready\nended\nstatus 7\n");
}

/// The image as a container has it: unpacked by umoci, and run as the user that it names, with
/// nothing else in sight.
#[test]
fn a_container_runs_as_an_ordinary_user_without_a_shell() {
    let install = "apt-get install skopeo umoci";
    let is_there = has("skopeo", "--version", install) && has("umoci", "--version", install);
    if !can_make() || !is_there || !may_have_namespaces() {
        return;
    }
    let made = made("container");
    let place = tempfile::tempdir().unwrap();
    let archive = format!("oci-archive:{}", package(&made, "-container.tar").display());
    // All that are in it, as they would be sent to a registry.
    let mut copy = Command::new("skopeo");
    copy.current_dir(place.path()).args(["copy", "--quiet", "--all", &archive, "oci:all:1"]);
    ended(&mut copy).done();
    let mut copy = Command::new("skopeo");
    copy.current_dir(place.path()).args(["copy", "--quiet", &archive, "oci:one:1"]);
    ended(&mut copy).done();
    let mut unpack = Command::new("umoci");
    unpack.current_dir(place.path()).args(["unpack", "--rootless", "--image", "one:1", "bundle"]);
    ended(&mut unpack).done();

    let files = place.path().join("bundle/rootfs");
    let licences = ["licenses/LICENSE-APACHE", "licenses/LICENSE-MIT", "licenses/THIRD-PARTY.txt"];
    assert_eq!(tree::paths(&files), [&["dateline"], &licences[..]].concat());
    let mode = |path: &str| files.join(path).metadata().unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("tmp"), mode("site"), mode("dateline")), (0o1777, 0o755, 0o755));
    let config = fs::read_to_string(place.path().join("bundle/config.json")).unwrap();
    let process = &serde_json::from_str::<serde_json::Value>(&config).unwrap()["process"];
    assert_eq!(process["user"], serde_json::json!({ "uid": 65532, "gid": 65532 }));
    assert_eq!(process["args"], serde_json::json!(["/dateline", "--help"]));
    assert_eq!(process["cwd"], "/site");

    lay_libraries(&files);
    let dateline = |arguments: &[&str]| {
        let mut run = Command::new("unshare");
        run.args(["--user", "--map-user=65532", "--map-group=65532", "--wd=/site"]);
        run.arg(format!("--root={}", files.display())).arg("/dateline").args(arguments);
        ended(run.env_clear().env("PATH", "/usr/bin:/bin"))
    };
    assert_eq!(dateline(&["--version"]).done().stdout, format!("dateline {VERSION}\n"));
    dateline(&["init"]).done();
    dateline(&["build"]).done();
    assert!(files.join("site/public/index.html").is_file());
}

/// The program of these tests is not static, as a released one is: its libraries are laid beside it.
fn lay_libraries(files: &Path) {
    let listed = ended(Command::new("ldd").arg(env!("CARGO_BIN_EXE_dateline"))).done().stdout;
    for library in listed.split_whitespace().filter(|word| word.starts_with('/')) {
        let target = files.join(&library[1..]);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(library, target).unwrap();
    }
}

/// Debian's own checker, of packages as they are released.
#[test]
fn lintian_finds_nothing() {
    if !can_make_all() || !has("lintian", "--version", "apt-get install lintian") {
        return;
    }
    let mut lintian = Command::new("lintian");
    // No package of Debian's is asked for here, and so no bug of Debian's is closed.
    lintian.args(["--allow-root", "--suppress-tags", "initial-upload-closes-no-bugs"]);
    lintian.args(["--fail-on", "error,warning,info", "--display-info"]);
    let packages = fs::read_dir(small_packages()).unwrap().map(|entry| entry.unwrap().path());
    let debs: Vec<_> =
        packages.filter(|path| path.extension().is_some_and(|it| it == "deb")).collect();
    assert_eq!(debs.len(), 2);
    assert_eq!(ended(lintian.args(debs)).done().stdout, "");
}
