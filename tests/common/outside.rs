//! What tests need that is no part of the project: programs, and files of
//! packages. `.ci/run` installs all of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file of a package of npm; without it the test is skipped.
pub fn of_package(path: &str, install: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("target/tools/node_modules").join(path);
    needed(file.is_file(), install).then_some(file)
}

/// Whether a program is there.
pub fn has(program: &str, argument: &str, install: &str) -> bool {
    needed(succeeds(Command::new(program).arg(argument)), install)
}

/// Whether Python has a module.
pub fn python_has(module: &str, install: &str) -> bool {
    let program = "import importlib.util, sys; sys.exit(not importlib.util.find_spec(sys.argv[1]))";
    needed(succeeds(Command::new("python3").args(["-c", program, module])), install)
}

fn succeeds(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Whether what a test needs is there; where nothing may be skipped, it has to be.
pub fn needed(is_there: bool, install: &str) -> bool {
    let nothing_is_skipped = std::env::var_os("DATELINE_SKIP_NOTHING").is_some();
    assert!(is_there || !nothing_is_skipped, "missing: {install}");
    if !is_there {
        eprintln!("skipped: `{install}` brings what it needs");
    }
    is_there
}
