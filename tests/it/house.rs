//! The tiers of ARCHITECTURE.md: imports point down or sideways, never up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each module of `src/` and its tier.
const TIERS: &[(u8, &[&str])] = &[
    (5, &["main", "cli", "commands"]),
    (
        4,
        &[
            "source",
            "ordinary",
            "output",
            "serve",
            "report",
            "fetch",
            "history",
            "outside",
            "deploy",
            "git",
            "reads_file",
            "stamp",
            "terminal",
            "watchdog",
        ],
    ),
    (3, &["site", "render", "search", "check"]),
    (2, &["model", "corrections", "routes", "templates", "underway"]),
    (1, &["text"]),
    (0, &["diagnostic", "faults", "html", "nearest", "url", "github", "theme"]),
];

#[test]
fn imports_point_down_or_sideways() {
    let tiers: BTreeMap<&str, u8> = TIERS
        .iter()
        .flat_map(|(tier, modules)| modules.iter().map(|module| (*module, *tier)))
        .collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut up = Vec::new();
    let mut checked = 0;
    for entry in fs::read_dir(&source).expect("src/ is there") {
        let path = entry.expect("src/ can be listed").path();
        let module =
            path.file_stem().and_then(|stem| stem.to_str()).expect("a module's name").to_string();
        if module == "lib" {
            continue;
        }
        let tier = *tiers
            .get(module.as_str())
            .unwrap_or_else(|| panic!("`{module}` has no tier: give it one"));
        for file in rust_files(&path) {
            let text = fs::read_to_string(&file).expect("a source file is text");
            for imported in imports(&text) {
                checked += 1;
                let other = tiers.get(imported.as_str());
                if other.is_none_or(|other| *other > tier) {
                    up.push(format!("{} (tier {tier}) imports `{imported}`", file.display()));
                }
            }
        }
    }
    assert!(
        checked > 50,
        "only {checked} imports were found; is the test looking in the right place?"
    );
    assert!(up.is_empty(), "{}", up.join("\n"));
}

/// What is printed anywhere else would not be looked through.
#[test]
fn the_program_speaks_in_one_place() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source);
    let speaks = |text: &str| {
        ["io::stdout", "io::stderr", "std::println", "std::print", "std::eprint", "dbg!"]
            .iter()
            .any(|word| text.contains(word))
    };
    let speaking: Vec<_> = files
        .iter()
        .filter(|file| speaks(&fs::read_to_string(file).expect("a source file is text")))
        .collect();
    assert_eq!(speaking, [&source.join("terminal.rs")]);
    // Its macros are those of all modules that come after it.
    let library = fs::read_to_string(source.join("lib.rs")).expect("a source file is text");
    let first = library.lines().find(|line| line.contains("mod ")).expect("a module");
    assert_eq!(first, "pub mod terminal;");
    assert!(library.contains("#[macro_use]\npub mod terminal;"));
}

fn rust_files(path: &Path) -> Vec<std::path::PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let entries = fs::read_dir(path).expect("a module's folder can be listed");
    entries.flat_map(|entry| rust_files(&entry.expect("an entry").path())).collect()
}

/// The modules that a file names as `crate::MODULE`, outside its comments.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|after| after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .filter(|module: &String| !module.is_empty())
        .collect()
}
