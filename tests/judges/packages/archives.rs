//! Archives of a release, and the packages that are made from them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::common::executable::{copy, script};
use crate::common::outside::{has, python_has};
use crate::common::program::{Ended, ended};
use crate::common::tree::put;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

pub const VERSION: &str = env!("CARGO_PKG_VERSION");
pub const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// As much of the program as makes packages: it prints what the packages hold of it.
const STAND_IN: &str = "case $1 in\n\
    man) mkdir -p \"$3\"; printf '.TH dateline 1\\n.SH NAME\\ndateline \\\\- news\\n' >\"$3/dateline.1\" ;;\n\
    completions) echo \"# $2\" ;;\n\
    esac";

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

pub fn toml(file: &str) -> Value {
    toml::from_str(&read(file)).unwrap()
}

/// The rows of the table.
pub fn targets() -> Vec<Value> {
    toml("packaging/targets.toml")["target"].as_array().unwrap().clone()
}

/// The name of an archive without its ending, and of the folder in it.
pub fn stem(target: &Value) -> String {
    format!("dateline-v{VERSION}-{}", target["triple"].as_str().unwrap())
}

pub fn file(target: &Value) -> String {
    format!("{}.{}", stem(target), target["archive"].as_str().unwrap())
}

/// The target whose program runs here.
pub fn here() -> Value {
    let system = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    targets().into_iter().find(|target| target["nix"] == system.as_str()).unwrap()
}

/// The row of the table whose `key` is `value`.
pub fn target(key: &str, value: &str) -> Value {
    targets().into_iter().find(|target| target[key] == value).unwrap()
}

/// Archives that hold the program of these tests for this machine, and a stand-in for others.
pub fn archives() -> &'static Path {
    static ARCHIVES: LazyLock<TempDir> = LazyLock::new(|| {
        let place = tempfile::tempdir().unwrap();
        for target in targets() {
            pack(place.path(), &target, target == here());
        }
        place
    });
    ARCHIVES.path()
}

/// Archives of which none holds more than the stand-in, which are packed as releases are.
pub fn small_archives() -> &'static Path {
    static ARCHIVES: LazyLock<TempDir> = LazyLock::new(|| {
        let place = tempfile::tempdir().unwrap();
        for target in targets() {
            pack(place.path(), &target, false);
        }
        place
    });
    ARCHIVES.path()
}

/// All packages of these.
pub fn small_packages() -> &'static Path {
    static PACKAGES: LazyLock<TempDir> = LazyLock::new(|| {
        let place = tempfile::tempdir().unwrap();
        maker(small_archives(), place.path(), &[]).done();
        place
    });
    PACKAGES.path()
}

/// Whether packages of every kind can be made here.
pub fn can_make_all() -> bool {
    can_make() && has("rpmbuild", "--version", "apt-get install rpm")
}

fn pack(place: &Path, target: &Value, with_program: bool) {
    let folder = place.join(stem(target));
    fs::create_dir(&folder).unwrap();
    for document in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        put(&folder, document, read(document));
    }
    put(&folder, "THIRD-PARTY.txt", "The notices of other people.\n");
    let is_zip = target["archive"] == "zip";
    let program = folder.join(if is_zip { "dateline.exe" } else { "dateline" });
    if with_program {
        copy(env!("CARGO_BIN_EXE_dateline"), &program);
        // As a release is; what helps to debug it is half of its size.
        ended(Command::new("strip").arg(&program)).done();
    } else {
        script(&program, STAND_IN);
    }
    let command = if is_zip {
        "python3 -m zipfile -c \"$0.zip\" \"$0\""
    } else {
        "tar -c \"$0\" | gzip -1 >\"$0.tar.gz\""
    };
    let mut pack = Command::new("sh");
    ended(pack.current_dir(place).args(["-c", command]).arg(stem(target))).done();
    fs::remove_dir_all(folder).unwrap();
}

/// What `sha256sum` prints of an archive, without its name.
pub fn sum(target: &Value) -> String {
    let digest = Sha256::digest(fs::read(archives().join(file(target))).unwrap());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether packages can be made here at all.
pub fn can_make() -> bool {
    python_has("tomllib", "apt-get install python3")
        && has("strip", "--version", "apt-get install binutils")
}

/// The maker, with these options.
pub fn maker(archives: &Path, output: &Path, options: &[&str]) -> Ended {
    let mut maker = Command::new("python3");
    // It leaves no compiled modules in the tree.
    maker.arg("-B").arg(root().join("packaging/make.py")).args(options);
    maker.arg(archives).arg(output).env("SOURCE_DATE_EPOCH", "1764504000");
    ended(&mut maker)
}

/// The packages of one kind, for trying.
pub fn made(kind: &str) -> TempDir {
    let output = tempfile::tempdir().unwrap();
    maker(archives(), output.path(), &["--trial", "--only", kind]).done();
    output
}

/// The package whose name has this in it.
pub fn package(made: &TempDir, part: &str) -> PathBuf {
    let mut found: Vec<PathBuf> = fs::read_dir(made.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().contains(part))
        .collect();
    assert_eq!(found.len(), 1, "{part}: {found:?}");
    found.remove(0)
}
