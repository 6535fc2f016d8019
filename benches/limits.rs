//! What sites of unusual shapes cost, each at a size and at ten times that size:
//!
//! ```sh
//! cargo bench --bench limits
//! cargo bench --bench limits -- tags reads
//! ```
//!
//! Each site is built by the program itself into a new folder. Told are the time, the
//! time that all cores worked, and the largest resident memory. 100,000 briefings take
//! some 3 GB of the disk while they are measured. docs/limits.md has the figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A shape: its name, what it is, and how it is written at a size.
struct Shape {
    name: &'static str,
    what: &'static str,
    sizes: [usize; 2],
    write: fn(&Path, usize),
}

const SHAPES: [Shape; 6] = [
    Shape {
        name: "briefings",
        what: "briefings of 400 words",
        sizes: [10_000, 100_000],
        write: |site, size| {
            stories(site, size, 4, |number| format!("tags: [tag {}]\n", number % 500));
        },
    },
    Shape {
        name: "tags",
        what: "tags, each on ten of as many briefings",
        sizes: [1_000, 10_000],
        write: |site, size| {
            stories(site, size, 4, |number| {
                let tags: Vec<String> =
                    (0..10).map(|tag| format!("tag {}", (number + tag * 7) % size)).collect();
                format!("tags: [{}]\n", tags.join(", "))
            });
        },
    },
    Shape {
        name: "one-tag",
        what: "briefings, all with the same tag",
        sizes: [1_000, 10_000],
        write: |site, size| stories(site, size, 4, |_| "tags: [everything]\n".into()),
    },
    Shape {
        name: "sections",
        what: "sections of 100 briefings",
        sizes: [10, 100],
        write: |site, size| stories(site, size * 100, size, |_| String::new()),
    },
    Shape {
        name: "headlines",
        what: "briefings with a headline of 1 MB",
        sizes: [4, 40],
        write: |site, size| {
            for number in 0..size {
                let title = "long headline ".repeat(1_000_000 / 14);
                put(
                    site,
                    &format!("content/s0/long-{number}.md"),
                    &format!(
                        "---\ntitle: {title}\nslug: long-{number}\ndate: 2026-01-01\n---\nText.\n"
                    ),
                );
            }
            settings(site, 1);
        },
    },
    Shape {
        name: "reads",
        what: "MB of reads for 10,000 briefings",
        sizes: [5, 50],
        write: |site, size| {
            stories(site, 10_000, 4, |_| String::new());
            let mut reads = String::from("date,path,reads\n");
            let mut row = 0;
            while reads.len() < size * 1_000_000 {
                let (month, day) = (row / 10_000 / 28 % 12 + 1, row / 10_000 % 28 + 1);
                let year = 2026 - row / 10_000 / 336;
                reads +=
                    &format!("{year}-{month:02}-{day:02},{},{}\n", path(row % 10_000, 4), row % 97);
                row += 1;
            }
            put(site, "data/reads.csv", &reads);
        },
    },
];

fn main() {
    let named: Vec<String> =
        std::env::args().skip(1).filter(|name| !name.starts_with("--")).collect();
    println!("| | | MB read | pages | seconds | seconds of work | largest memory, MB |");
    println!("|--:|:--|--:|--:|--:|--:|--:|");
    for shape in SHAPES {
        if !named.is_empty() && !named.iter().any(|name| name == shape.name) {
            continue;
        }
        for size in shape.sizes {
            let place = tempfile::tempdir().unwrap();
            let site = place.path().join("site");
            (shape.write)(&site, size);
            let built = build(&site, &place.path().join("public"));
            println!("| {size} | {} | {} | {built} |", shape.what, megabytes(&site));
        }
    }
}

fn path(number: usize, sections: usize) -> String {
    format!("/s{}/story-{number}/", number % sections)
}

fn stories(site: &Path, count: usize, sections: usize, more: impl Fn(usize) -> String) {
    settings(site, sections);
    let text = "The council met on the price of water and agreed to meet again. ".repeat(31);
    for number in 0..count {
        let (day, month) = (number % 28 + 1, number / 28 % 12 + 1);
        let head = format!(
            "---\ntitle: Story number {number}\ndate: 2025-{month:02}-{day:02} {:02}:{:02}\n{}---\n",
            number / 60 % 24,
            number % 60,
            more(number)
        );
        put(
            site,
            &format!("content/s{}/story-{number}.md", number % sections),
            &(head + &text + "\n"),
        );
    }
}

fn settings(site: &Path, sections: usize) {
    let sections: Vec<String> = (0..sections).map(|section| format!("s{section}")).collect();
    let settings =
        format!("title: T\nbase_url: https://e.org/\nsections: [{}]\n", sections.join(", "));
    put(site, "site.yaml", &settings);
}

fn put(site: &Path, file: &str, text: &str) {
    let path = site.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn megabytes(folder: &Path) -> u64 {
    let bytes = walkdir::WalkDir::new(folder).into_iter().map(|entry| {
        entry.unwrap().metadata().map_or(0, |found| if found.is_file() { found.len() } else { 0 })
    });
    bytes.sum::<u64>() / 1_000_000
}

/// Builds a site; the rest of its line in the table.
fn build(site: &Path, output: &Path) -> String {
    let before = work_of_children();
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--at", "2027-01-01T12:00:00Z", "--site"])
        .arg(site)
        .arg("--output")
        .arg(output)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The system tells the largest so far, as long as the process is there.
    let status = format!("/proc/{}/status", program.id());
    let mut largest = 0;
    while program.try_wait().unwrap().is_none() {
        largest = largest.max(largest_memory(&status));
        sleep(Duration::from_millis(2));
    }
    let seconds = started.elapsed().as_secs_f64();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let pages = told.lines().find_map(|line| line.strip_prefix("Built ")?.split(' ').next());
    let work = work_of_children() - before;
    format!("{} | {seconds:.2} | {work:.2} | {largest}", pages.unwrap_or("?"))
}

/// In megabytes; 0 where the system does not tell.
fn largest_memory(status: &str) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = kilobytes.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024 / 1_000_000
}

/// The seconds that processes which ended worked, from `/proc/self/stat`
/// (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
fn work_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(13).take(2);
    ticks.map(|ticks| ticks.parse::<f64>().unwrap_or(0.0)).sum::<f64>() / 100.0
}
