//! How long it takes from the save of a file until a browser gets the new page:
//!
//! ```sh
//! cargo bench --bench latency
//! cargo bench --bench latency -- 1000 10000 100000
//! ```
//!
//! The numbers are of briefings. The real program serves a real folder; a save
//! writes a file in place, and the page is asked for over one connection, again
//! and again, until it is the new one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "../tests/common/http.rs"]
mod http;
#[allow(dead_code)]
#[path = "../tests/common/random.rs"]
mod random;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use http::Connection;
use random::Random;

const SECTIONS: [&str; 4] = ["politics", "economy", "society", "military"];
/// How often each kind of save is measured.
const STORIES: usize = 30;
const TAGS: usize = 10;
const TEMPLATES: usize = 5;
/// An editor reads what was saved. The pages are checked meanwhile.
const PAUSE: Duration = Duration::from_millis(150);
/// A bound for what could hang.
const AT_MOST: Duration = Duration::from_secs(60);

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000, 10_000] } else { sizes };
    println!("From the end of a write to the new bytes, median / longest in milliseconds:\n");
    println!("| briefings | start to first page | a story | its tags | a template | memory |");
    println!("|----------:|--------------------:|--------:|---------:|-----------:|-------:|");
    for size in sizes {
        println!("{}", row(size));
    }
}

fn row(size: usize) -> String {
    let place = tempfile::tempdir().unwrap();
    let newsroom = Newsroom::new(place.path().join("site"), size);
    let started = Instant::now();
    let server = Server::start(&newsroom.site);
    let mut reader = Reader { connection: Connection::to(server.port) };
    let first = reader.wait_for("/briefing/", "</html>", started);

    let random = &mut Random::seeded(7);
    // The server checks every page after its start.
    sleep(Duration::from_secs(1));
    let stories = times(STORIES, |number| {
        let story = random.below(size);
        let words = format!("Sentence number {number}.");
        let text = format!("{}\n{words}\n", fs::read_to_string(newsroom.file(story)).unwrap());
        let end = save(&newsroom.file(story), &text);
        reader.wait_for(&newsroom.path(story), &words, end)
    });
    let tags = times(TAGS, |number| {
        let story = random.below(size);
        let tag = format!("fresh-{number}");
        let text = fs::read_to_string(newsroom.file(story)).unwrap();
        let end = save(&newsroom.file(story), &text.replace("tags: [", &format!("tags: [{tag}, ")));
        reader.wait_for(&format!("/briefing/tags/{tag}/"), &newsroom.path(story), end)
    });
    // The first template makes the folder.
    save(&newsroom.template(), &template("of the house"));
    reader.wait_for(&newsroom.path(0), "of the house", Instant::now());
    let templates = times(TEMPLATES, |number| {
        let words = format!("Template number {number}.");
        let end = save(&newsroom.template(), &template(&words));
        reader.wait_for(&newsroom.path(random.below(size)), &words, end)
    });
    format!(
        "| {size} | {:.2} s | {stories} | {tags} | {templates} | {} MB |",
        first.as_secs_f64(),
        server.memory() / 1024,
    )
}

/// Measures something so many times: the median and the longest.
fn times(count: usize, mut measure: impl FnMut(usize) -> Duration) -> String {
    let mut times: Vec<Duration> = (0..count)
        .map(|number| {
            sleep(PAUSE);
            measure(number)
        })
        .collect();
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    format!("{:.1} / {:.1}", millis(times[count / 2]), millis(times[count - 1]))
}

/// Writes in place; when that ended.
fn save(path: &Path, text: &str) -> Instant {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    Instant::now()
}

fn template(words: &str) -> String {
    format!(
        "{{% extends \"default/briefing.html\" %}}\n\
         {{% block after_story %}}<p>{words}</p>{{% endblock after_story %}}\n"
    )
}

/// The folder of a site.
struct Newsroom {
    site: PathBuf,
}

impl Newsroom {
    fn new(site: PathBuf, stories: usize) -> Self {
        let newsroom = Newsroom { site };
        let settings = format!(
            "title: Bench\nbase_url: https://example.org/briefing/\ntimezone: UTC\n\
             sections: [{}]\n",
            SECTIONS.join(", ")
        );
        save(&newsroom.site.join("site.yaml"), &settings);
        for number in 0..stories {
            save(&newsroom.file(number), &story(number));
        }
        newsroom
    }

    fn file(&self, story: usize) -> PathBuf {
        self.site.join(format!("content/{}/talks-{story:06}.md", SECTIONS[story % SECTIONS.len()]))
    }

    /// Where a story is served.
    fn path(&self, story: usize) -> String {
        format!("/briefing/{}/talks-{story:06}/", SECTIONS[story % SECTIONS.len()])
    }

    fn template(&self) -> PathBuf {
        self.site.join("templates/briefing.html")
    }
}

/// Some 400 words with a list, a quote and a table, as a wire story has.
fn story(number: usize) -> String {
    let sentence = "The assembly of the upper valley met again on Tuesday to settle how the water of \
                    the *new* reservoir is to be shared, and put the vote off once more. ";
    let paragraph = sentence.repeat(3);
    format!(
        "---\ntitle: Talks on the reservoir, day {number}\ndate: {}-{:02}-{:02} 09:30\n\
         subtitle: The vote is put off once more\ntags: [water, assembly, \"valley {}\"]\n\
         dateline: {{place: Hesk, agency: HBN}}\nauthors: [Anna Voss]\n---\n\n\
         {paragraph}\n\n## What is at stake\n\n{paragraph}\n\n- {sentence}\n- {sentence}\n\n\
         > {sentence}\n\n| month | level |\n|---|--:|\n| May | 41 |\n| June | 44 |\n\n{paragraph}\n",
        2016 + number / 336 % 10,
        number % 12 + 1,
        number % 28 + 1,
        number % 50,
    )
}

/// Asks for pages until they are what they should be.
struct Reader {
    connection: Connection,
}

impl Reader {
    /// How long after `since` the page at `path` has `words`.
    fn wait_for(&mut self, path: &str, words: &str, since: Instant) -> Duration {
        let words = words.as_bytes();
        loop {
            let page = self.connection.get(path);
            if page.body.windows(words.len()).any(|window| window == words) {
                return since.elapsed();
            }
            assert!(since.elapsed() < AT_MOST, "{path} does not become new");
        }
    }
}

/// The program, which ends with its owner.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(site: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["serve", "--watch", "--port", "0", "--site"]).arg(site);
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut server = Server { process, port: 0 };
        let mut lines = BufReader::new(server.process.stdout.take().unwrap()).lines();
        let line = lines.next().expect("the server does not start").unwrap();
        let (_, address) = line.split_once("127.0.0.1:").expect("the server says no address");
        server.port = address.split('/').next().unwrap().parse().unwrap();
        // It must not wait for somebody to read what else it says.
        std::thread::spawn(move || lines.count());
        server
    }

    /// Resident memory in kB; zero where the system does not tell.
    fn memory(&self) -> usize {
        let status = format!("/proc/{}/status", self.process.id());
        let status = fs::read_to_string(status).unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        resident.map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
