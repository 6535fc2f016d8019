//! The first minute: `dateline init` and what it asks, completions, the manual, and command
//! lines that were mistyped.

use std::fs;
use std::process::{Command, Stdio};

use crate::common::outside::has;
use crate::common::program::{dateline, ended, run};

/// Runs `dateline` in `folder` at a terminal of its own, where `typed` is typed.
#[cfg(unix)]
fn at_a_terminal(folder: &std::path::Path, arguments: &[&str], typed: &str) -> String {
    const PROGRAM: &str = "
import os, pty, sys
typed = sys.argv[1].encode()
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
os.write(terminal, typed)
shown = b''
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status))
";
    let mut command = Command::new("python3");
    command.args(["-c", PROGRAM, typed, env!("CARGO_BIN_EXE_dateline")]).args(arguments);
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LANG", "hy_AM.UTF-8")
        .env("TZ", "Asia/Yerevan");
    for name in ["CI", "GITHUB_ACTIONS", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let ended = ended(command.stdin(Stdio::null())).done();
    ended.stdout.replace("\r\n", "\n")
}

#[cfg(unix)]
#[test]
fn init_asks_at_a_terminal() {
    if !has("python3", "--version", "apt-get install python3") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let shown = at_a_terminal(place.path(), &["init", "news"], "Լեռնաշխարհ: \"լուրեր\"\n\n\n\n");
    assert!(shown.contains("Language, such as en, hy or pt-BR [hy]:"), "{shown}");
    assert!(shown.contains("Time zone, such as Asia/Yerevan [Asia/Yerevan]:"), "{shown}");
    assert!(shown.contains("Make it a git repository"), "{shown}");
    assert!(shown.contains("A new site is in news"), "{shown}");
    let site = place.path().join("news");
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    assert!(settings.contains("language: hy\n") && settings.contains("timezone: Asia/Yerevan"));
    assert_eq!(fs::read_to_string(site.join(".git/HEAD")).unwrap(), "ref: refs/heads/main\n");
    run(&site, &["build"]).done();
    let front = fs::read_to_string(site.join("public/index.html")).unwrap();
    assert!(front.contains("Լեռնաշխարհ: &quot;լուրեր&quot;"), "{front}");
    // Within a repository none is made.
    let shown = at_a_terminal(&site, &["init", "inner"], "\n\n\n");
    assert!(!shown.contains("git repository"), "{shown}");
}

/// What is written in English says so, and a new site has nothing to warn of but its words.
#[test]
fn init_in_another_language_marks_what_is_in_english() {
    for (language, has_cards) in
        [("en", true), ("en-GB", true), ("hy", true), ("ru", true), ("ar", false), ("ja", false)]
    {
        let place = tempfile::tempdir().unwrap();
        run(place.path(), &["init", "site", "--language", language]).done();
        let site = place.path().join("site");
        let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
        assert_eq!(settings.contains("\ncards: true\n"), has_cards, "{settings}");
        let is_english = language.starts_with("en");
        assert_eq!(settings.contains("\ntagline: "), is_english, "{settings}");
        for file in ["politics/welcome.md", "about.md"] {
            let text = fs::read_to_string(site.join("content").join(file)).unwrap();
            assert_eq!(text.contains("\nlanguage: en\n---\n"), !is_english && file == "about.md");
            assert_eq!(text.contains("\nlanguage: en\n"), !is_english, "{text}");
        }
        let own = settings.replace("https://example.org/", "https://paper.example/");
        fs::write(site.join("site.yaml"), own).unwrap();
        let said = run(&site, &["build"]).done().stderr;
        assert!(!said.contains("warning"), "{language}: {said}");
        let front = fs::read_to_string(site.join("public/politics/welcome/index.html")).unwrap();
        assert!(front.contains("lang=\"en"), "{language}: {front}");
    }
}

#[test]
fn init_asks_nothing_elsewhere() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init", "plain"]).done();
    let plain = fs::read_to_string(place.path().join("plain/site.yaml")).unwrap();
    assert!(plain.contains("title: My Briefing\n") && plain.contains("language: en\n"));
    assert!(!place.path().join("plain/.git").exists());
    let options =
        ["--title", "Höhen: ein #Blatt", "--language", "de", "--timezone", "Europe/Berlin"];
    run(place.path(), &[&["init", "told"], &options[..]].concat()).done();
    let told = fs::read_to_string(place.path().join("told/site.yaml")).unwrap();
    assert!(told.contains("title: \"Höhen: ein #Blatt\"\n"), "{told}");
    assert!(told.contains("language: de\n") && told.contains("timezone: Europe/Berlin"), "{told}");
    run(&place.path().join("told"), &["build", "--quiet"]).done();
    run(place.path(), &["init", "bad", "--timezone", "Berlin"])
        .misused()
        .saying("no time zone is called that; write `Europe/Berlin`");
}

#[test]
fn shells_and_man_get_what_they_read() {
    let place = tempfile::tempdir().unwrap();
    for (shell, mark) in [
        ("bash", "complete -F _dateline"),
        ("zsh", "#compdef dateline"),
        ("fish", "complete -c dateline"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let script = run(place.path(), &["completions", shell]).done().stdout;
        assert!(script.contains(mark) && script.contains("lose-addresses"), "{shell}");
    }
    let page = run(place.path(), &["man"]).done().stdout;
    assert!(page.contains(".TH dateline 1"), "{page}");
    run(place.path(), &["man", "--into", "man"]).done();
    for name in ["dateline.1", "dateline-build.1", "dateline-reads-import.1"] {
        assert!(place.path().join("man").join(name).is_file(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn bash_reads_its_script() {
    let place = tempfile::tempdir().unwrap();
    let script = run(place.path(), &["completions", "bash"]).done().stdout;
    fs::write(place.path().join("script"), script).unwrap();
    let mut bash = Command::new("bash");
    let completed = "source ./script; COMP_WORDS=(dateline dep); COMP_CWORD=1; _dateline dateline dep \
                     dateline; echo ${COMPREPLY[@]}";
    let ended = ended(bash.current_dir(place.path()).args(["-c", completed])).done();
    assert_eq!(ended.stdout, "deploy\n");
}

#[test]
fn a_mistyped_line_is_answered_with_the_one_that_was_meant() {
    let place = tempfile::tempdir().unwrap();
    for (typed, meant) in [
        (&["bild"][..], "dateline build"),
        (&["build", "--outptu", "my site"], "dateline build --output 'my site'"),
        (&["server", "-w"], "dateline serve -w"),
        (&["publish"], "dateline deploy"),
    ] {
        run(place.path(), typed).misused().saying(&format!("\nYou may have meant: {meant}\n"));
    }
}

#[test]
fn the_help_of_the_program_is_one_screen() {
    let help = ended(&mut dateline(std::path::Path::new("/"), &["-h"])).done().stdout;
    let lines: Vec<&str> = help.lines().collect();
    assert!(lines.len() <= 30, "{} lines", lines.len());
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{help}");
}
