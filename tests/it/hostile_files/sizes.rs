//! Too large, too many, too deep.

use std::fs::{self, File};
use std::process::Command;

use crate::hostile_files::machine::{Machine, STORY};

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

#[test]
fn a_hundred_thousand_empty_files_are_listed() {
    empty_files_are_listed(100_000, 300);
}

#[test]
#[ignore = "it takes a minute and 2 GiB: cargo test --test it -- --ignored million"]
fn a_million_empty_files_are_listed() {
    empty_files_are_listed(1_000_000, 2000);
}

/// Half of them are texts without front matter.
fn empty_files_are_listed(count: usize, memory: u64) {
    let machine = Machine::new().with_memory(memory);
    let folder = machine.site().join("content/politics");
    for number in 0..count / 2 {
        for ending in ["txt", "md"] {
            fs::write(folder.join(format!("{number}.{ending}")), "").unwrap();
        }
    }
    let last = format!("content/politics/{}.md", count / 2 - 1);
    let ended = machine.build().refused().saying(&last);
    assert!(ended.stderr.len() < 1000 * count);
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
fn pictures_that_claim_to_be_huge_are_errors_and_drawings_are_shown() {
    let most = [0xff; 4];
    let png =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &most, &most, b"\x08\x06\0\0\0\0\0\0\0"].concat();
    let gif = b"GIF89a\xff\xff\xff\xff\0\0\0";
    let jpeg = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x11\0\x02\x11\0\x03\x11\0";
    // Its text would be 1,000 times as long, unpacked.
    let packed = [&png[..], b"\x7f\xff\xff\xffzTXta\0\0", &vec![0x55; 4 << 20]].concat();
    let webp = b"RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff";
    let files: [(&str, &[u8]); 5] =
        [("a.png", &png), ("a.gif", gif), ("a.jpg", jpeg), ("b.png", &packed), ("a.webp", webp)];
    let machine = Machine::new().with_memory(300);
    let put = |name: &str, bytes: &[u8]| {
        machine.put(&format!("content/politics/{name}"), bytes);
        machine.put(&format!("static/{name}"), bytes);
        let story = format!(
            "---\ntitle: Talks\ndate: 2026-02-01\nslug: of-{}\nimage: {name}\n---\n![a]({name}) ![b](/{name})\n",
            name.replace('.', "-")
        );
        machine.put(&format!("content/politics/of-{name}.md"), story);
    };
    for (name, bytes) in files {
        put(name, bytes);
    }
    let ended = machine.build().refused();
    for (name, _) in files {
        let words = format!("the picture `content/politics/{name}` is ");
        assert!(ended.stderr.contains(&words), "{words}\n{}", ended.stderr);
    }
    let machine = Machine::new();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e308\" height=\"99999999999\" viewBox=\"0 0 4e9 4e9\"/>";
    machine.put("content/politics/a.svg", svg);
    machine.put("content/politics/talks.md", format!("{STORY}![a](a.svg)\n"));
    machine.build().done();
    machine.run(&["check"]);
}
