//! The help of every command, as it is printed.
//!
//! ```sh
//! DATELINE_RENEW=1 cargo test --test it help
//! ```

use std::fs;
use std::path::Path;

use crate::common::diff::of_texts;
use crate::common::program::run;

#[test]
fn help_is_as_expected() {
    let place = tempfile::tempdir().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/help.txt");
    let mut found = String::new();
    let mut open = vec![Vec::<String>::new()];
    while let Some(command) = open.pop() {
        for option in ["-h", "--help"] {
            let words: Vec<&str> = command.iter().map(String::as_str).chain([option]).collect();
            let help = run(place.path(), &words).done().stdout;
            if option == "-h" {
                // One screen, of which the first line is what was typed.
                let lines = help.lines().count();
                assert!(lines < 40, "`dateline {}` has {lines} lines", words.join(" "));
            } else {
                open.extend(below(&help, &command).into_iter().rev());
                found += &format!("$ dateline {}\n{help}\n", words.join(" "));
            }
        }
    }
    if std::env::var_os("DATELINE_RENEW").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap();
    assert!(expected == found, "{}", of_texts(&expected, &found));
}

/// The commands that a help lists.
fn below(help: &str, command: &[String]) -> Vec<Vec<String>> {
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let names = list.lines().take_while(|line| line.starts_with("  "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let names = names.filter(|name| *name != "help");
    names.map(|name| [command, &[name.to_string()]].concat()).collect()
}
