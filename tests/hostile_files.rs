//! Files that are made to lead a program out of the site's folder, to hang it or to
//! exhaust its memory: each ends in an error that names it or in a right page, soon
//! and in little memory, and nothing outside the site is read or written.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::program::{Ended, dateline};
use common::tree::{self, Tree};
use tempfile::TempDir;

/// What is right takes a fraction of it, also where the program is not optimised.
const BOUND: Duration = Duration::from_secs(60);
/// In MiB; an ordinary build takes some thirty, and a hundred thousand files two hundred.
const MEMORY: u64 = 300;

const SECRET: &str = "The secret of the machine";
const SETTINGS: &str = "title: Small\nbase_url: https://highland.example/\nsections: [politics]\n";
const STORY: &str = "---\ntitle: Talks\ndate: 2026-02-01\n---\n";

/// A site, and what lies beside it on the machine.
struct Machine {
    place: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Machine { place: tempfile::tempdir().unwrap() };
        machine.put("site.yaml", SETTINGS);
        machine.put("content/politics/talks.md", format!("{STORY}They met.\n"));
        for file in ["secret.md", "secret.txt", "politics/secret.md", "reads.csv", "en.yaml"] {
            let secret = format!("{SECRET}\n");
            tree::put(&machine.outside(), file, secret);
        }
        fs::create_dir(machine.place.path().join("empty")).unwrap();
        machine
    }

    fn site(&self) -> PathBuf {
        self.place.path().join("site")
    }

    fn outside(&self) -> PathBuf {
        self.place.path().join("outside")
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        tree::put(&self.site(), path, bytes);
    }

    /// A symbolic link in the site.
    fn link(&self, path: &str, to: impl AsRef<Path>) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_dir_all(&path);
        let _ = fs::remove_file(&path);
        symlink(to, path).unwrap();
    }

    #[track_caller]
    fn build(&self) -> Ended {
        self.run(&["build", "--at", "2026-03-01T12:00:00Z"])
    }

    /// Runs the program; fails if it takes too long or too much memory, ends in
    /// anything but success or a fault, or tells or touches what is outside.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Ended {
        self.run_as(dateline(&self.site(), arguments))
    }

    #[track_caller]
    fn run_as(&self, mut command: Command) -> Ended {
        let before = self.surroundings();
        let logs = tempfile::tempdir().unwrap();
        let (out, err) = (logs.path().join("out"), logs.path().join("err"));
        command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        let mut child = command.spawn().unwrap();
        let started = Instant::now();
        let mut most = 0;
        let status = loop {
            most = most.max(memory_of(child.id()).unwrap_or_default());
            if let Some(status) = child.try_wait().unwrap() {
                break status.code();
            }
            if started.elapsed() > BOUND {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("it was not done in {BOUND:?}");
            }
            sleep(Duration::from_millis(2));
        };
        let [stdout, stderr] =
            [out, err].map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
        println!("{status:?} after {:?}, {most} MiB", started.elapsed());
        let told: String = stderr.chars().take(2000).collect();
        println!("{told}");
        assert!(matches!(status, Some(0 | 1)), "it ended with {status:?}: {told}");
        assert!(most < MEMORY, "it took {most} MiB");
        assert!(!(stdout.clone() + &stderr).contains(SECRET), "{told}");
        assert!(self.surroundings() == before, "something outside was changed");
        for (file, bytes) in self.published() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET), "{file}");
        }
        Ended { status, stdout, stderr }
    }

    fn surroundings(&self) -> [Tree; 2] {
        ["outside", "empty"].map(|name| tree::read(&self.place.path().join(name)))
    }

    fn published(&self) -> Tree {
        let folder = self.site().join("public");
        if folder.is_symlink() { Tree::new() } else { tree::read(&folder) }
    }
}

/// The most memory that a process has had so far, in MiB.
fn memory_of(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(most.trim().split(' ').next()?.parse::<u64>().ok()? >> 10)
}

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_folder_of_the_site_that_lies_elsewhere_is_refused() {
    for folder in ["content", "templates", "static", "data", "words", "content/politics"] {
        let machine = Machine::new();
        machine.link(folder, machine.outside());
        machine.build().refused().saying("does not lead to a file of the site").saying(folder);
        machine.run(&["check"]).refused();
    }
}

#[test]
fn a_link_to_what_is_secret_in_the_sites_own_folder_is_refused() {
    for secret in [".git/config", ".env", "keys.json", "content/.hidden"] {
        for link in ["content/politics/a.txt", "static/a.txt", "content/a.md", "words/en.yaml"] {
            let machine = Machine::new();
            machine.put(secret, SECRET);
            machine.put("content/politics/talks.md", format!("{STORY}[a](a.txt)\n"));
            machine.link(link, machine.site().join(secret));
            machine.build().refused().saying(link);
        }
    }
}

#[test]
fn settings_and_reads_that_lie_elsewhere_are_refused() {
    for (link, to) in [
        ("site.yaml", "secret.txt"),
        ("data/reads.csv", "reads.csv"),
        ("words/en.yaml", "en.yaml"),
        ("templates/home.html", "secret.txt"),
        ("static/a.css", "secret.txt"),
    ] {
        let machine = Machine::new();
        machine.link(link, machine.outside().join(to));
        machine.build().refused().saying(link);
    }
}

#[test]
fn reads_are_not_written_elsewhere() {
    for (link, to) in [("data", ""), ("data/reads.csv", "reads.csv"), ("data", "../empty")] {
        let machine = Machine::new();
        machine.link(link, machine.outside().join(to));
        machine.put("new.csv", "date,path,reads\n2026-02-01,/politics/talks/,3\n");
        machine.run(&["reads", "import", "csv", "new.csv"]).refused();
    }
}

#[test]
fn a_text_is_not_made_elsewhere() {
    for link in ["content", "content/politics"] {
        let machine = Machine::new();
        machine.link(link, machine.place.path().join("empty"));
        machine.run(&["new", "politics", "A title"]).refused();
    }
}

#[test]
fn an_output_that_a_link_of_the_site_leads_to_is_refused() {
    for to in ["outside", "empty", "nothing", "nothing/below"] {
        let machine = Machine::new();
        machine.link("public", machine.place.path().join(to));
        machine.build().refused().saying("symbolic link");
        assert!(!machine.place.path().join("nothing").exists());
    }
    for within in [".dateline", "politics", "politics/talks", "index.html", ".dateline/files"] {
        let machine = Machine::new();
        machine.build().done();
        machine.put("content/politics/talks.md", format!("{STORY}They met again.\n"));
        machine.link(&format!("public/{within}"), machine.outside());
        machine.build();
    }
    let machine = Machine::new();
    machine.link(".public.dateline-new", machine.outside());
    machine.build();
}

#[test]
fn loops_end() {
    let machine = Machine::new();
    machine.link("content/politics/loop", "..");
    machine.link("content/politics/self.md", "self.md");
    machine.link("static/up", "../..");
    machine.link("templates/home.html", "home.html");
    machine.build().refused().saying("content/politics/loop").saying("content/politics/self.md");
    let machine = Machine::new();
    machine.link("content", "content");
    machine.build().refused().saying("content");
}

#[test]
fn pipes_sockets_and_devices_are_not_read() {
    for path in [
        "content/politics/a.md",
        "static/a.txt",
        "templates/home.html",
        "data/reads.csv",
        "words/en.yaml",
        "site.yaml",
    ] {
        let machine = Machine::new();
        pipe(&machine.site().join(path));
        machine.build().refused().saying("neither a file nor a folder").saying(path);
        let machine = Machine::new();
        machine.link(path, "/dev/zero");
        machine.build().refused().saying(path);
    }
    let machine = Machine::new();
    let _socket = UnixListener::bind(machine.site().join("content/politics/s.md")).unwrap();
    machine.build().refused().saying("content/politics/s.md");
    let machine = Machine::new();
    let device = machine.site().join("static-zero");
    let made = Command::new("mknod").arg(&device).args(["c", "1", "5"]).status().unwrap();
    // Only root makes devices.
    if made.success() {
        fs::create_dir(machine.site().join("static")).unwrap();
        fs::rename(device, machine.site().join("static/zero")).unwrap();
        machine.build().refused().saying("static/zero");
    }
}

#[test]
fn what_may_not_be_read_is_told() {
    for path in ["content/politics/talks.md", "static/a.txt", "site.yaml", "content/politics"] {
        let machine = Machine::new();
        machine.put("static/a.txt", "A");
        // Root may read all, so somebody else looks.
        let program = machine.place.path().join("program");
        fs::copy(env!("CARGO_BIN_EXE_dateline"), &program).unwrap();
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(machine.place.path(), open).unwrap();
        fs::set_permissions(machine.site(), fs::Permissions::from_mode(0o777)).unwrap();
        fs::set_permissions(machine.site().join(path), fs::Permissions::from_mode(0o000)).unwrap();
        let mut command = Command::new(program);
        command.current_dir(machine.site()).arg("build").env("NO_COLOR", "1");
        if fs::read(machine.site().join(path)).is_ok() || path == "content/politics" {
            command.uid(65534).gid(65534);
        }
        let ended = machine.run_as(command);
        fs::set_permissions(machine.site().join(path), fs::Permissions::from_mode(0o755)).unwrap();
        ended.refused().saying(path).saying("read");
    }
}

#[test]
fn names_that_no_page_can_have_are_told_in_one_line() {
    for name in
        [&b"a\nb"[..], b"a\n::error::b", b"a\x1b[31mb", b"a\x07", b"a\xffb", b"a\\b", b"\x7f"]
    {
        for (folder, ending) in
            [("content/politics", ".md"), ("content/politics", ".txt"), ("static", ".txt")]
        {
            let machine = Machine::new();
            let folder = machine.site().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let file = folder.join(OsStr::from_bytes(&[name, ending.as_bytes()].concat()));
            fs::write(file, "no front matter").unwrap();
            let mut command = dateline(&machine.site(), &["build"]);
            command.env("GITHUB_ACTIONS", "true");
            let Ended { stdout, stderr, .. } = machine.run_as(command);
            let all = stdout + &stderr;
            let is_ours = |line: &str| {
                !line.starts_with("::")
                    || line.starts_with("::error file=")
                    || line.starts_with("::error::the name")
            };
            assert!(all.lines().all(is_ours), "{all}");
            assert!(all.chars().all(|c| c == '\n' || !c.is_control()), "{all:?}");
        }
    }
}

#[test]
fn a_title_cannot_speak_to_the_terminal_or_the_workflow() {
    let machine = Machine::new();
    let title = r#"title: "A\n::stop-commands::x\n\e[31mB\u009b""#;
    machine.put(
        "content/politics/a.md",
        format!("---\n{title}\ndate: 2026-02-01\ndraft: true\n---\nX\n"),
    );
    let mut command = dateline(&machine.site(), &["build"]);
    command.env("GITHUB_ACTIONS", "true");
    let ended = machine.run_as(command).done();
    assert!(!ended.stdout.lines().any(|line| line.starts_with("::")), "{}", ended.stdout);
    assert!(ended.stdout.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", ended.stdout);
}

#[test]
fn the_longest_names_are_names() {
    let machine = Machine::new();
    let long = "a".repeat(251);
    machine.put(&format!("content/politics/{long}.txt"), "A");
    machine.put(&format!("content/politics/{long}b.md"), format!("{STORY}[a]({long}.txt)\n"));
    machine.put(&format!("static/{long}.txt"), "A");
    let ended = machine.build();
    ended.done();
    // What is in an address is cut.
    let page = "a".repeat(100);
    assert!(machine.published().contains_key(&format!("politics/{page}/{long}.txt")));
    machine.put(
        "content/politics/short.md",
        format!("---\ntitle: A\ndate: 2026-02-01\nslug: {}\n---\nX\n", "b".repeat(256)),
    );
    machine.build().refused().saying("content/politics/short.md");
}

#[test]
fn names_that_windows_keeps_for_itself_are_names() {
    let machine = Machine::new();
    for name in ["CON", "aux", "nul.md", "com1.txt", "dots.", "spaces ", "a:b", "c?d", "e*f<g>|"] {
        machine.put(&format!("content/politics/{name}.md"), format!("{STORY}X\n"));
        machine.put(&format!("static/{name}"), "A");
    }
    machine.build().done();
    assert!(machine.published().contains_key("politics/con/index.html"));
}

#[test]
fn a_file_of_a_gigabyte_is_refused_or_copied() {
    for (path, is_copied) in [
        ("content/politics/a.md", false),
        ("site.yaml", false),
        ("templates/home.html", false),
        ("words/en.yaml", false),
        ("data/reads.csv", false),
        ("static/a.css", true),
        ("content/politics/a.svg", false),
    ] {
        let machine = Machine::new();
        if path.ends_with(".svg") {
            machine.put("content/politics/talks.md", format!("{STORY}![a](a.svg)\n"));
        }
        machine.put(path, "");
        let file = File::options().write(true).open(machine.site().join(path)).unwrap();
        file.set_len(1 << 30).unwrap();
        let ended = machine.build_and_look_at_nothing();
        match is_copied {
            true => ended.done(),
            false => ended.refused().saying(path).saying("MiB"),
        };
    }
}

impl Machine {
    /// Builds, without reading what was published: it is large.
    #[track_caller]
    fn build_and_look_at_nothing(&self) -> Ended {
        let output = self.place.path().join("public");
        let ended = self.run(&["build", "--output", output.to_str().unwrap()]);
        let _ = fs::remove_dir_all(output);
        ended
    }
}

#[test]
fn a_hundred_thousand_empty_files_are_listed() {
    let machine = Machine::new();
    for (folder, ending) in [("content/politics", "txt"), ("content/politics", "md")] {
        for number in 0..50_000 {
            fs::write(machine.site().join(folder).join(format!("{number}.{ending}")), "").unwrap();
        }
    }
    let ended = machine.build().refused().saying("content/politics/49999.md");
    assert!(ended.stderr.len() < 50_000_000);
}

#[test]
fn folders_five_hundred_deep_are_walked() {
    for name in ["a", "a-name-of-twenty-char"] {
        let machine = Machine::new();
        let make = format!(
            "for i in $(seq 500); do mkdir {name} && cd -P {name} || exit 1; done; echo A > a.txt"
        );
        for folder in ["content/politics", "static"] {
            let folder = machine.site().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let made = Command::new("sh").args(["-c", &make]).current_dir(folder).status().unwrap();
            assert!(made.success());
        }
        let output = machine.place.path().join("public");
        let ended = machine.run(&["build", "--output", output.to_str().unwrap()]);
        match name.len() {
            1 => ended.done(),
            _ => ended.refused().saying("cannot be read"),
        };
    }
}

#[test]
fn pictures_that_claim_to_be_huge_are_shown_as_they_are() {
    let machine = Machine::new();
    let most = [0xff; 4];
    let png =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &most, &most, b"\x08\x06\0\0\0\0\0\0\0"].concat();
    let gif = b"GIF89a\xff\xff\xff\xff\0\0\0";
    let jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x11\0\x02\x11\0\x03\x11\0";
    // Its text would be 1,000 times as long, unpacked.
    let packed = [&png[..], b"\x7f\xff\xff\xffzTXta\0\0", &vec![0x55; 4 << 20]].concat();
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e308\" height=\"99999999999\" viewBox=\"0 0 4e9 4e9\"/>";
    let webp = b"RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff";
    let files: [(&str, &[u8]); 6] = [
        ("a.png", &png),
        ("a.gif", gif),
        ("a.jpg", jpeg),
        ("b.png", &packed),
        ("a.svg", svg),
        ("a.webp", webp),
    ];
    for (name, bytes) in files {
        machine.put(&format!("content/politics/{name}"), bytes);
        machine.put(&format!("static/{name}"), bytes);
        let story = format!(
            "---\ntitle: Talks\ndate: 2026-02-01\nslug: of-{}\nimage: {name}\n---\n![a]({name}) ![b](/{name})\n",
            name.replace('.', "-")
        );
        machine.put(&format!("content/politics/of-{name}.md"), story);
    }
    machine.build().done();
    machine.run(&["check"]);
    assert_eq!(machine.published()["politics/of-b-png/b.png"], packed);
}
