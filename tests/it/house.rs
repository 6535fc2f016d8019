//! The tiers of ARCHITECTURE.md: imports point down or sideways, never up.

use std::fs;
use std::path::Path;

/// Each module of `src/` and its tier. A module within another may have one of its own: of the
/// names that a path begins with, the longest holds.
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
            "history",
            "net",
            "outside",
            "deploy",
            "git",
            "reads::services",
            "reads::store::file",
            "stamp",
            "terminal",
            "watchdog",
        ],
    ),
    (3, &["site", "render", "search", "check"]),
    (2, &["model", "corrections", "reads::stories", "routes", "templates", "underway"]),
    (1, &["text", "reads"]),
    (0, &["diagnostic", "faults", "nearest", "url", "github", "theme"]),
];

#[test]
fn imports_point_down_or_sideways() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut up = Vec::new();
    let mut checked = 0;
    for file in rust_files(&source) {
        let module = module_of(file.strip_prefix(&source).expect("it is below src/"));
        if module == "lib" {
            continue;
        }
        let tier =
            tier_of(&module).unwrap_or_else(|| panic!("`{module}` has no tier: give it one"));
        let text = fs::read_to_string(&file).expect("a source file is text");
        for imported in imports(&text) {
            checked += 1;
            if tier_of(&imported).is_none_or(|other| other > tier) {
                up.push(format!("{} (tier {tier}) imports `{imported}`", file.display()));
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

/// The module that is in the file at a path below `src/`: `reads::store` of `reads/store/mod.rs`.
fn module_of(file: &Path) -> String {
    let path = file.with_extension("");
    let names = path.iter().map(|name| name.to_str().expect("a module's name"));
    names.filter(|name| *name != "mod").collect::<Vec<_>>().join("::")
}

/// The tier of what is at a path, which may go on to an item of the module.
fn tier_of(path: &str) -> Option<u8> {
    let named = TIERS.iter().flat_map(|(tier, modules)| modules.iter().map(|name| (*name, *tier)));
    let begins = |name: &str| {
        path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    named.filter(|(name, _)| begins(name)).max_by_key(|(name, _)| name.len()).map(|(_, tier)| tier)
}

/// What a file names as `crate::MODULE` or `crate::MODULE::ITEM`, outside its comments.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|after| {
            let is_of_path = |c: &char| c.is_alphanumeric() || matches!(c, '_' | ':');
            let path: String = after.chars().take_while(is_of_path).collect();
            path.trim_end_matches(':').to_string()
        })
        .filter(|path| !path.is_empty())
        .collect()
}

#[test]
fn the_longest_name_has_the_tier() {
    assert_eq!(tier_of("reads"), Some(1));
    assert_eq!(tier_of("reads::store::Row"), Some(1));
    assert_eq!(tier_of("reads::store::file::StoreFile"), Some(4));
    assert_eq!(tier_of("reads::services"), Some(4));
    assert_eq!(tier_of("reads_and_more"), None);
    assert_eq!(module_of(Path::new("reads/store/mod.rs")), "reads::store");
    assert_eq!(module_of(Path::new("url.rs")), "url");
}
