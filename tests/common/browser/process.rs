//! The processes of browsers.

use std::path::Path;
use std::process::Command;

/// Whether a program is in one of the folders of `PATH`.
pub fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Ends each process of the browser with this profile, by its id: it is named in their arguments or is their home.
pub fn end_all_of(profile: &Path) {
    let profile = profile.to_str().unwrap();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    for process in processes {
        let told = ["cmdline", "environ"].map(|name| std::fs::read(process.path().join(name)));
        let is_its = told.into_iter().flatten().any(|told| {
            told.split(|byte| *byte == 0)
                .any(|part| String::from_utf8_lossy(part).contains(profile))
        });
        let id = process.file_name();
        if is_its && id != std::process::id().to_string().as_str() {
            let _ = Command::new("kill")
                .arg("-KILL")
                .arg(id)
                .stderr(std::process::Stdio::null())
                .status();
        }
    }
}
