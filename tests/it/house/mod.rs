//! The house of ARCHITECTURE.md: imports point down or sideways in its tiers and never in a
//! circle, and no room has more than a fifth of the code.

mod imports;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use imports::{House, circles};

/// Each room of `src/` and its tier. A file or a folder within a room may have another tier
/// than its room: the longest path holds.
const TIERS: &[(u8, &[&str])] = &[
    (5, &["cli", "commands"]),
    (
        4,
        &[
            "source",
            "regular_file",
            "output",
            "serve",
            "report",
            "corrections/history",
            "net",
            "outside",
            "pictures",
            "publish",
            "git",
            "import",
            "reads/services",
            "reads/store/file",
            "stamp",
            "terminal",
            "watchdog",
        ],
    ),
    (3, &["site", "render", "search", "check", "digest"]),
    (2, &["model", "corrections", "reads/stories", "routes", "templates", "underway"]),
    (1, &["text", "reads", "word_list"]),
    (
        0,
        &[
            "diagnostic",
            "embeds",
            "faults",
            "formats",
            "html",
            "language",
            "nearest",
            "slug",
            "typography",
            "url",
            "github",
            "theme",
        ],
    ),
];

#[test]
fn imports_point_down_or_sideways() {
    let house = house();
    let rooms: Vec<&Path> = house.lines().map(|(file, _)| file).collect();
    let without: Vec<_> = rooms.iter().filter(|file| tier(file).is_none()).collect();
    assert!(without.is_empty(), "these have no tier, give them one: {without:?}");
    let imports = house.imports();
    assert!(
        imports.len() > 500,
        "only {} imports were found; is the test looking in the right place?",
        imports.len()
    );
    let up = imports.iter().filter(|import| tier(&import.from) < tier(&import.to));
    let up: Vec<String> = up
        .map(|import| {
            let (from, to) = (import.from.display(), import.to.display());
            format!("{from} takes `{}` from {to}, a tier above it", import.written)
        })
        .collect();
    assert!(up.is_empty(), "{}", up.join("\n"));
}

#[test]
fn no_imports_run_in_a_circle() {
    let circles = circles(&house().imports());
    let told: Vec<String> = circles
        .iter()
        .map(|circle| {
            let imports = circle.iter().map(|import| {
                let (from, to) = (import.from.display(), import.to.display());
                format!("  {from} takes `{}` from {to}", import.written)
            });
            format!("a circle:\n{}", imports.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The crates beside the program are small, and have no tiers.
#[test]
fn no_imports_run_in_a_circle_in_other_crates() {
    for name in ["charts", "pictures"] {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
        let imports = House::read(&crates.join(name).join("src")).imports();
        assert!(imports.len() > 50, "only {} imports were found", imports.len());
        assert_eq!(circles(&imports), Vec::<Vec<imports::Import>>::new());
    }
}

#[test]
fn no_room_is_more_than_a_fifth_of_the_house() {
    let house = house();
    let mut rooms: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (file, lines) in house.lines() {
        let room = file.components().next().expect("a file has a name");
        *rooms.entry(Path::new(room.as_os_str()).with_extension("")).or_default() += lines;
    }
    let all: usize = rooms.values().sum();
    rooms.retain(|_, lines| *lines * 5 > all);
    assert!(rooms.is_empty(), "of {all} lines, these have more than a fifth: {rooms:?}");
}

/// The test of circles would see them: in a small house that has some.
#[test]
fn circles_are_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("lib.rs", "mod a; mod b; mod c; mod d; mod e;");
    // Handed on by a face, with another name, through `super`, in a macro.
    write("a/mod.rs", "mod x; pub use x::{X as Y};");
    write("a/x.rs", "pub struct X; fn f() { println!(\"{}\", super::super::b::g()); }");
    write("b.rs", "use crate::a; pub fn g() -> a::Y { a::Y }");
    // A face and what is below it; tests; one way only.
    write("c/mod.rs", "mod y; pub struct C; fn f() { y::f(); }");
    write("c/y.rs", "use super::C; pub fn f() -> C { C } #[cfg(test)] mod tests { use crate::d; }");
    write("d.rs", "use crate::c::*; use crate::{c::C, b::g};");
    write("e.rs", "// use crate::d;\n pub const A: &str = \"crate::d::x\";");
    let circles = circles(&House::read(folder.path()).imports());
    let of = |circle: &[imports::Import]| -> Vec<String> {
        circle
            .iter()
            .map(|i| format!("{} {} {}", i.from.display(), i.written, i.to.display()))
            .collect()
    };
    let circles: Vec<_> = circles.iter().map(|circle| of(circle)).collect();
    assert_eq!(
        circles,
        [["a/x.rs super::super::b::g b.rs", "b.rs a::Y a/x.rs"].map(str::to_string)]
    );
}

fn house() -> House {
    House::read(&source())
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The tier of the longest path that holds for a file; `lib.rs` is above all.
fn tier(file: &Path) -> Option<u8> {
    let module = file.with_extension("");
    if module == Path::new("lib") {
        return Some(u8::MAX);
    }
    let tiers = TIERS.iter().flat_map(|(tier, rooms)| rooms.iter().map(|room| (*room, *tier)));
    let holding = tiers.filter(|(room, _)| module.starts_with(room));
    holding.max_by_key(|(room, _)| room.len()).map(|(_, tier)| tier)
}

/// What is printed anywhere else would not be looked through.
#[test]
fn the_program_speaks_in_one_place() {
    let source = source();
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

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let entries = fs::read_dir(path).expect("a module's folder can be listed");
    let mut files: Vec<PathBuf> =
        entries.flat_map(|entry| rust_files(&entry.expect("an entry").path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    files
}
