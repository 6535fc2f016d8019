//! What is no file that can be read: pipes, sockets, devices, loops, files of others.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::common::executable;
use crate::hostile_files::machine::Machine;

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
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
fn pipes_and_devices_in_the_place_of_what_is_kept_are_not_read() {
    for file in ["lock", "files", "marks"] {
        let machine = Machine::new();
        machine.build().done();
        let path = machine.site().join("public/.dateline").join(file);
        pipe(&path);
        machine.build().refused().saying("what stands there is not an ordinary file").saying(file);
        fs::remove_file(&path).unwrap();
        machine.link(&format!("public/.dateline/{file}"), "/dev/zero");
        machine.build().refused().saying("a symbolic link stands there").saying(file);
    }
    let import = ["reads", "import", "csv", "new.csv"];
    for (file, remedy) in [
        ("data/reads.csv", "put an ordinary file there"),
        ("data/reads.csv.new", "take it out of `data/`"),
    ] {
        let machine = Machine::new();
        machine.put("new.csv", "date,path,reads\n2026-02-01,/politics/talks/,3\n");
        pipe(&machine.site().join(file));
        machine.run(&import).refused().saying(file).saying(remedy);
    }
    let machine = Machine::new();
    pipe(&machine.site().join(".dateline/links.json"));
    machine.run(&["check", "--external"]).done();
    let machine = Machine::new();
    machine.link(".dateline/links.json", "/dev/zero");
    machine.run(&["check", "--external"]).done();
}

#[test]
fn what_may_not_be_read_is_told() {
    for path in ["content/politics/talks.md", "static/a.txt", "site.yaml", "content/politics"] {
        let machine = Machine::new();
        machine.put("static/a.txt", "A");
        // Root may read all, so somebody else looks.
        let program = machine.place.path().join("program");
        executable::copy(env!("CARGO_BIN_EXE_dateline"), &program);
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
