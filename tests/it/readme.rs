//! README.md does what it says: "Your first site", command by command, in an empty folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::patience::until;
use crate::common::program::{dateline, ended};
use crate::common::server::Server;

/// The commands below a heading of README.md, without what is said of them.
fn commands(heading: &str) -> Vec<String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let command = |line: &str| line.split("  #").next().unwrap_or_default().trim().to_string();
    block.lines().map(command).collect()
}

/// The words of a command, of which some are in quotation marks.
fn words(command: &str) -> Vec<String> {
    let of_part = |(number, part): (usize, &str)| match number % 2 {
        0 => part.split_whitespace().map(String::from).collect::<Vec<_>>(),
        _ => vec![part.to_string()],
    };
    command.split('"').enumerate().flat_map(of_part).collect()
}

#[test]
fn a_first_site_comes_up_with_the_commands_of_the_readme() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = place.path().to_path_buf();
    let commands = commands("Your first site");
    assert!(commands.len() >= 6, "{commands:?}");
    for command in commands {
        let words = words(&command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            ["cd", name] => folder.push(name),
            ["dateline", "serve", ref options @ ..] => {
                let server = Server::start(&folder, options);
                // The story that was begun is a draft.
                until("the story is shown", || match server.get("/").text() {
                    front if front.contains("Talks resume") => Ok(()),
                    front => Err(front),
                });
            }
            ["dateline", ref arguments @ ..] => {
                ended(&mut dateline(&folder, arguments)).done();
            }
            _ => panic!("{command}: this test does not know how to run that"),
        }
    }
    assert!(folder.join("public/index.html").exists());
    assert!(!folder.join("public/politics/talks-resume").exists(), "a draft is not published");
}

#[test]
fn the_installer_is_called_as_the_readme_calls_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    let [clone, install] = &commands("Install")[..] else { panic!("more than two commands") };
    assert!(clone.contains(&format!("--branch {version} ")), "{clone}");
    let [_, script, of, _] = &words(install)[..] else { panic!("{install}") };
    assert_eq!(of, version);
    assert!(root.join(script.strip_prefix("dateline/").unwrap()).exists(), "{script}");
    // It reads as the shell would read it; whether it installs is seen in tests/judges.
    let mut shell = Command::new("sh");
    ended(shell.args(["-n", script.strip_prefix("dateline/").unwrap()]).current_dir(root)).done();
}
