//! What other managers read, which are not to be had here: that it leads to the archives, with
//! their checksums, and that what it says to do with them ends in a program that runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::archives::{
    REPOSITORY, VERSION, archives, can_make, file, here, made, package, read, root, stem, sum,
    target, targets, toml,
};
use crate::common::outside::has;
use crate::common::program::ended;
use crate::common::tree;
use serde_json::Value;
use tempfile::TempDir;

fn url(target: &Value) -> String {
    format!("{REPOSITORY}/releases/download/v{VERSION}/{}", file(target))
}

/// The archive of this machine, unpacked.
fn unpacked() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(archives().join(file(&here()))).arg("--strip-components=1");
    ended(tar.arg("-C").arg(place.path())).done();
    place
}

fn runs(program: &Path) {
    let said = ended(Command::new(program).arg("--version")).done();
    assert_eq!(said.stdout, format!("dateline {VERSION}\n"));
}

/// By the Ruby of this machine, with as much of Homebrew as it asks for.
#[test]
fn a_formula_leads_to_each_archive_and_installs_it() {
    if !can_make() || !has("ruby", "--version", "apt-get install ruby") {
        return;
    }
    let made = made("homebrew");
    let formula = package(&made, "dateline.rb");
    let mut seen = 0;
    for target in targets().iter().filter(|target| target["brew"].is_object()) {
        let keg = tempfile::tempdir().unwrap();
        let archive = unpacked();
        let mut brew = Command::new("ruby");
        brew.current_dir(archive.path())
            .arg("-w")
            .arg(root().join("tests/judges/packages/formula.rb"));
        brew.arg(&formula);
        brew.args(["os", "cpu"].map(|key| target["brew"][key].as_str().unwrap()));
        if *target == here() {
            brew.arg(keg.path());
        }
        let ended = ended(&mut brew).done();
        assert_eq!(ended.stderr.replace("Creating", ""), ended.stderr, "{}", ended.stderr);
        let said: BTreeMap<String, Value> = serde_json::from_str(&ended.stdout).unwrap();
        assert_eq!((&said["url"], &said["sha256"]), (&url(target).into(), &sum(target).into()));
        assert_eq!(said["license"], serde_json::json!({ "any_of": ["MIT", "Apache-2.0"] }));
        // `brew audit` objects to an article, to a full stop and to more than 80 letters.
        let about = said["desc"].as_str().unwrap();
        assert!(about.starts_with("Static-site ") && !about.ends_with('.') && about.len() < 80);
        // It is read in the address.
        assert!(!said.contains_key("version"));
        seen += 1;
        if *target == here() {
            runs(&keg.path().join("bin/dateline"));
            assert!(keg.path().join("share/man/man1/dateline-build.1").is_file());
            assert!(keg.path().join("share/zsh/site-functions/_dateline").is_file());
        }
    }
    assert_eq!(seen, 4);
}

/// The archive for Windows has this file.
fn is_packed(path: &str) {
    let windows = target("winget", "x64");
    let archive = fs::File::open(archives().join(file(&windows))).unwrap();
    let mut archive = zip::ZipArchive::new(archive).unwrap();
    assert!(archive.by_name(path).is_ok(), "{path}");
}

#[test]
fn a_manifest_of_scoop_leads_to_the_program() {
    if !can_make() {
        return;
    }
    let made = made("scoop");
    let text = fs::read_to_string(package(&made, "dateline.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let windows = target("scoop", "64bit");
    let said = &manifest["architecture"]["64bit"];
    assert_eq!((&said["url"], &said["hash"]), (&url(&windows).into(), &sum(&windows).into()));
    is_packed(&format!(
        "{}/{}",
        said["extract_dir"].as_str().unwrap(),
        manifest["bin"].as_str().unwrap()
    ));
    assert_eq!(
        (&manifest["version"], &manifest["homepage"]),
        (&VERSION.into(), &REPOSITORY.into())
    );

    // What a bucket makes of it for the next version is what this one would be.
    let next = &manifest["autoupdate"]["architecture"]["64bit"];
    for field in ["url", "extract_dir"] {
        let updated = next[field].as_str().unwrap().replace("$version", VERSION);
        assert_eq!(said[field], updated);
    }
    let hashes = manifest["autoupdate"]["hash"]["url"].as_str().unwrap();
    assert!(
        read(".github/workflows/release.yml").contains(hashes.strip_prefix("$baseurl/").unwrap())
    );
}

/// What the schema of each kind requires
/// (<https://github.com/microsoft/winget-pkgs/tree/master/doc/manifest/schema/1.28.0>).
const WINGET: [(&str, &str, &[&str]); 3] = [
    ("Dateline.yaml", "version", &["DefaultLocale"]),
    ("Dateline.installer.yaml", "installer", &["Installers"]),
    (
        "Dateline.locale.en-US.yaml",
        "defaultLocale",
        &["PackageLocale", "Publisher", "PackageName", "License", "ShortDescription"],
    ),
];

#[test]
fn the_manifests_of_winget_lead_to_the_program() {
    if !can_make() {
        return;
    }
    let made = made("winget");
    let manifests = WINGET.map(|(file, kind, required)| {
        let text = fs::read_to_string(package(&made, file)).unwrap();
        let manifest: Value = serde_yaml::from_str(&text).unwrap();
        let always = ["PackageIdentifier", "PackageVersion", "ManifestVersion"];
        for field in always.iter().chain(required) {
            assert!(!manifest[*field].is_null(), "{file}: {field}");
        }
        assert_eq!(manifest["ManifestType"], kind);
        assert_eq!(manifest["PackageVersion"], VERSION);
        assert!(text.contains(&format!("winget-manifest.{kind}.1.28.0.schema.json\n")));
        manifest
    });
    let [version, installer, locale] = &manifests;
    assert_eq!(version["DefaultLocale"], locale["PackageLocale"]);
    let windows = target("winget", "x64");
    let said = &installer["Installers"][0];
    assert_eq!(said["InstallerUrl"], url(&windows));
    assert_eq!(said["InstallerSha256"], sum(&windows).to_uppercase());
    let program = said["NestedInstallerFiles"][0]["RelativeFilePath"].as_str().unwrap();
    is_packed(&program.replace('\\', "/"));
}

/// A tree as the tag of a release has it, with the checksums of its archives.
fn tagged() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    for path in ["Cargo.toml", "flake.nix", "packaging/package.nix", "packaging/targets.toml"] {
        tree::put(place.path(), path, read(path));
    }
    let sums = targets().into_iter();
    let sums = sums.map(|target| format!("{}  {}\n", sum(&target), file(&target)));
    // Those of an earlier release, and of files whose names end alike.
    let others = "0".repeat(64) + "  dateline-v0.0.1-x86_64-unknown-linux-musl.tar.gz\n";
    let likewise = sums.clone().map(|line| line.replace("dateline-v", "x-dateline-v"));
    let all: String = likewise.chain(sums).collect();
    tree::put(place.path(), "checksums.txt", read("checksums.txt") + &others + &all);
    place
}

/// By the evaluator of Nix, with as much of nixpkgs as it asks for.
#[test]
fn a_flake_leads_to_each_archive_and_installs_it() {
    let install = "apt-get install nix-bin";
    if !can_make() || !has("nix-instantiate", "--version", install) {
        return;
    }
    let place = tagged();
    let stand_in = root().join("tests/judges/packages/nixpkgs.nix");
    let expression = format!(
        "((import {}/flake.nix).outputs {{ nixpkgs = import {}; }}).packages",
        place.path().display(),
        stand_in.display()
    );
    let mut nix = Command::new("nix-instantiate");
    nix.args(["--store", "dummy://", "--eval", "--strict", "--json", "--expr", &expression]);
    let packages: Value = serde_json::from_str(&ended(&mut nix).done().stdout).unwrap();
    let released: Vec<Value> =
        targets().into_iter().filter(|target| target["nix"].is_string()).collect();
    assert_eq!(packages.as_object().unwrap().len(), released.len());
    for target in &released {
        let package = &packages[target["nix"].as_str().unwrap()]["default"];
        assert_eq!(
            package["src"],
            serde_json::json!({ "url": url(target), "sha256": sum(target) })
        );
        assert_eq!((&package["pname"], &package["version"]), (&"dateline".into(), &VERSION.into()));
    }

    // What it does with the archive, where what installs for shells says what it was given.
    let package = &packages[here()["nix"].as_str().unwrap()]["default"];
    let script = format!(
        "set -euo pipefail; runHook() {{ :; }}; installManPage() {{ printf '%s\\n' \"$@\"; }}\n\
         installShellCompletion() {{ echo \"$1 $2\"; cat \"$4\" \"$6\" \"$8\" | wc -l; }}\n{}",
        package["installPhase"].as_str().unwrap()
    );
    let (archive, output) = (unpacked(), tempfile::tempdir().unwrap());
    let mut bash = Command::new("bash");
    bash.args(["-c", &script]).current_dir(archive.path()).env("out", output.path());
    let said = ended(&mut bash).done().stdout;
    assert!(
        said.contains("manual/dateline-build.1\n") && said.contains("--cmd dateline\n"),
        "{said}"
    );
    assert!(said.lines().last().unwrap().trim().parse::<u32>().unwrap() > 100, "{said}");
    runs(&output.path().join("bin/dateline"));
    assert!(output.path().join("share/doc/dateline/THIRD-PARTY.txt").is_file());
}

/// `cargo binstall` fills in these templates
/// (<https://github.com/cargo-bins/cargo-binstall/blob/main/SUPPORT.md>).
#[test]
fn cargo_binstall_finds_each_archive_and_the_program_in_it() {
    let package = &toml("Cargo.toml")["package"];
    let said = &package["metadata"]["binstall"];
    for target in targets() {
        let triple = target["triple"].as_str().unwrap();
        let is_windows = triple.contains("-windows-");
        let format = said["overrides"][triple]["pkg-fmt"].as_str();
        let format = format.or(said["pkg-fmt"].as_str()).unwrap();
        // Of the endings that a format may have, it tries each.
        let suffix = BTreeMap::from([("tgz", ".tar.gz"), ("zip", ".zip")])[format];
        let filled = |template: &str| {
            [
                ("repo", package["repository"].as_str().unwrap()),
                ("name", package["name"].as_str().unwrap()),
                ("version", package["version"].as_str().unwrap()),
                ("target", triple),
                ("archive-suffix", suffix),
                ("bin", "dateline"),
                ("binary-ext", if is_windows { ".exe" } else { "" }),
            ]
            .iter()
            .fold(template.to_string(), |text, (name, value)| {
                text.replace(&format!("{{ {name} }}"), value)
            })
        };
        assert_eq!(filled(said["pkg-url"].as_str().unwrap()), url(&target));
        let program = if is_windows { "dateline.exe" } else { "dateline" };
        assert_eq!(
            filled(said["bin-dir"].as_str().unwrap()),
            format!("{}/{program}", stem(&target))
        );
    }
}
