//! How fast an access log is read, and in how much memory:
//!
//! ```sh
//! cargo bench --bench access_log
//! cargo bench --bench access_log -- 1000000 100000000
//! ```
//!
//! The numbers are of lines; one takes some 200 bytes of the disk while it is measured.
//! The log is that of a month: in ten lines there are six reads of 5,000 pages by
//! 200,000 addresses, two pictures, one bot and one page that is not there. Each log is
//! read by a process of its own, whose largest resident memory is told, and the seconds
//! that all its threads worked, which are the same on a machine that is busy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "../tests/common/random.rs"]
mod random;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::reads::logs::{Options, Server, Tally};
use dateline::reads::{Context, Counts, Lines};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use random::Random;

/// The program has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BROWSERS: [&str; 5] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
];
const BOT: &str = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)";
const SECTIONS: [&str; 4] = ["politics", "economy", "society", "military"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, import, log] = &arguments[..]
        && import == "import"
    {
        println!("{}", import_log(Path::new(log)));
        return;
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000_000, 10_000_000] } else { sizes };
    println!(
        "| lines | MB | seconds | lines a second | seconds of work | largest memory | reads |"
    );
    println!(
        "|------:|---:|--------:|---------------:|----------------:|---------------:|------:|"
    );
    for size in sizes {
        let place = tempfile::tempdir().unwrap();
        let log = place.path().join("access.log");
        write_log(&log, size);
        let megabytes = fs::metadata(&log).unwrap().len() / 1_000_000;
        let mut child = Command::new(std::env::current_exe().unwrap());
        let output = child.arg("import").arg(&log).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        println!("| {size} | {megabytes} | {} |", String::from_utf8_lossy(&output.stdout).trim());
    }
}

/// Reads a log; the rest of its line in the table.
fn import_log(log: &Path) -> String {
    let today = Date::constant(2026, 11, 30);
    let context = Context { time_zone: TimeZone::UTC, today, day: None };
    let started = Instant::now();
    let mut tally = Tally::new(Server::Combined, Options::new(&context)).unwrap();
    let mut lines = Lines::default();
    tally.read(File::open(log).unwrap(), &mut lines, &|_| ()).unwrap();
    let mut counts = Counts::default();
    tally.finish(&mut counts).unwrap();
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(lines.bad, 0, "{:?}", lines.first_bad);
    let reads: u64 = counts.iter().map(|(_, _, reads)| reads).sum();
    let speed = lines.good as f64 / seconds;
    let (work, memory) = (seconds_of_work(), most_memory() / 1024);
    format!("{seconds:.2} | {speed:.0} | {work:.2} | {memory} MB | {reads}")
}

/// How long the process's threads worked; zero where the system does not tell. The
/// fields are described in proc_pid_stat(5); a tick is a hundredth of a second.
fn seconds_of_work() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = status.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The largest resident memory so far in kB; zero where the system does not tell.
fn most_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    most.map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap())
}

fn write_log(path: &Path, lines: usize) {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path).unwrap());
    let random = &mut Random::seeded(7);
    for line in 0..lines {
        // A month in order.
        let second = (line as f64 / lines as f64 * 30.0 * 86_400.0) as usize;
        let (day, hour, minute, second) =
            (second / 86_400 + 1, second / 3600 % 24, second / 60 % 60, second % 60);
        let address = random.below(200_000);
        let (high, low) = (address / 256, address % 256);
        let agent = BROWSERS[address % BROWSERS.len()];
        // Some pages are read far more than others.
        let page = (5000.0 * random.fraction().powi(3)) as usize;
        let section = SECTIONS[page % SECTIONS.len()];
        let (path, status, agent) = match random.below(10) {
            0..6 => (format!("/briefing/{section}/talks-{page:06}/"), 200, agent),
            6 | 7 => (format!("/briefing/{section}/talks-{page:06}/map.webp"), 200, agent),
            8 => (format!("/briefing/{section}/talks-{page:06}/"), 200, BOT),
            _ => (format!("/wp-login-{page}.php"), 404, agent),
        };
        writeln!(
            file,
            "10.{}.{}.{low} - - [{day:02}/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] \
             \"GET {path} HTTP/2.0\" {status} {} \"https://highland.example/\" \"{agent}\"",
            high / 256,
            high % 256,
            random.below(90_000),
        )
        .unwrap();
    }
    file.flush().unwrap();
}
