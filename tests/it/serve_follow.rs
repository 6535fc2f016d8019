//! `dateline serve --watch` on a real folder: however it is changed, what is
//! served becomes what a fresh build of it makes, and stays that.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::effort::cases;
use crate::common::events::{Events, messages};
use crate::common::http::{self, Connection};
use crate::common::newsroom::{EDITS, Edit, Newsroom};
use crate::common::patience::{stays, until};
use crate::common::random::Random;
use crate::common::saving::{WAYS, Way, save};
use crate::common::served::{difference, fresh};
use crate::common::server::Server;
use crate::common::tree::{self, Tree};
use tempfile::TempDir;

const AT: [&str; 2] = ["--at", "2026-03-01T12:00:00Z"];
/// A story that others link to.
const ANCHOR: &str = "content/politics/anchor.md";

/// A site that is served while it is changed.
struct Office {
    place: TempDir,
    site: PathBuf,
    server: Server,
    events: Events,
    /// What a build made of the folder when it last was without errors.
    good: Tree,
}

impl Office {
    /// With some stories.
    fn open() -> Self {
        Office::with(&Newsroom::with_stories(12, &mut Random::seeded(1)))
    }

    fn with(newsroom: &Newsroom) -> Self {
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        newsroom.save(&site);
        let server = Server::start(&site, &["--watch", AT[0], AT[1]]);
        let events = Events::of(&server);
        let good = fresh(&site, &server, &AT).unwrap();
        assert_eq!(difference(&server, &good, []), None, "at the start");
        Office { place, site, server, events, good }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.site.join(file)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Saves a file in the most common way.
    fn put(&self, file: &str, text: &str) {
        save(&self.path(file), text.as_bytes(), Way::InPlace);
    }

    /// Waits until what is served is what a fresh build makes, and sees to it that it
    /// changed and stays.
    #[track_caller]
    fn settles(&mut self, when: &str) {
        let before = self.good.clone();
        self.becomes_as_built(when);
        assert!(self.good != before, "{when}: the test changed nothing");
        // New folders are looked at again after half a second.
        stays(when, Duration::from_millis(600), || {
            difference(&self.server, &self.good, []).map_or(Ok(()), Err)
        });
        assert_eq!(self.events.problems(), "", "{when}");
    }

    /// Waits until what is served is what a fresh build makes.
    #[track_caller]
    fn becomes_as_built(&mut self, when: &str) {
        let built =
            fresh(&self.site, &self.server, &AT).unwrap_or_else(|said| panic!("{when}: {said}"));
        let gone: Vec<&String> =
            self.good.keys().filter(|file| !built.contains_key(*file)).collect();
        until(when, || difference(&self.server, &built, gone.iter().copied()).map_or(Ok(()), Err));
        until(when, || match self.events.problems() {
            problems if problems.is_empty() => Ok(()),
            problems => Err(problems),
        });
        self.good = built;
    }

    /// Waits until the events tell what a fresh build says is wrong, in `place`.
    #[track_caller]
    fn is_told_of(&self, place: &str, when: &str) {
        let said = fresh(&self.site, &self.server, &AT).expect_err("nothing is wrong");
        assert!(said.contains(place), "{when}: {said}");
        self.events.name_problem(place);
        // While the file was half written, something else may have been wrong with it.
        until(when, || match self.events.problems() {
            problems if messages(&problems).iter().all(|told| said.contains(told)) => Ok(()),
            problems => Err(format!("\nserve: {problems}\nbuild: {said}")),
        });
        self.server.says(place);
    }

    /// Sees to it that the last good pages are served. (Other files are read when
    /// they are asked for.)
    #[track_caller]
    fn keeps_the_last_good_pages(&self, when: &str) {
        let mut pages = self.good.clone();
        pages.retain(|file, _| file.ends_with(".html"));
        assert_eq!(difference(&self.server, &pages, []), None, "{when}");
    }
}

fn story(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-01-10 09:00\ntags: [water]\n---\n{body}\n")
}

#[test]
fn each_way_of_saving_ends_in_what_a_fresh_build_makes() {
    let mut office = Office::open();
    for way in WAYS {
        for file in [ANCHOR, "content/economy/new.md", "static/map.svg", "static/new/a.txt"] {
            for number in 0..2 {
                let mark = format!("{way:?} {number} {}", "and so on ".repeat(number * 20));
                let text = match file.rsplit_once('.') {
                    Some((_, "md")) => story(&mark, &mark),
                    Some((_, "svg")) => format!(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{number}\"><desc>{mark}</desc></svg>"
                    ),
                    _ => mark,
                };
                save(&office.path(file), text.as_bytes(), way);
                office.becomes_as_built(&format!("{file} {way:?} {number}"));
            }
        }
    }
    office.put(ANCHOR, &story("At last", "All is said."));
    office.settles("after all ways");
}

#[test]
fn while_a_file_is_written_slowly_a_whole_page_is_served() {
    let mut office = Office::open();
    let (port, path) = (office.server.port, format!("{}/politics/anchor/", office.server.base()));
    let is_done = AtomicBool::new(false);
    let asked = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut asked = 0;
            let mut connection = Connection::to(port);
            while !is_done.load(Ordering::Relaxed) {
                let answer = connection.get(&path);
                assert_eq!(answer.status, 200, "{}", answer.text());
                assert!(answer.text().trim_end().ends_with("</html>"), "{}", answer.text());
                asked += 1;
            }
            asked
        });
        for number in 0..20 {
            let text = story("The anchor", &format!("{number}. {}", "Words. ".repeat(2000)));
            let text = text.replace("tags:", "slug: anchor\ntags:");
            save(&office.path(ANCHOR), text.as_bytes(), Way::InPieces);
        }
        is_done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(asked > 20, "only {asked} pages were asked for");
    office.settles("after slow writes");
}

#[test]
fn a_pause_while_a_file_is_written_is_no_error() {
    let mut office = Office::open();
    let template = "{% extends \"default/page.html\" %}\n{% block main %}Main{% endblock main %}\n";
    let template_file = "templates/page.html";
    office.put(template_file, template);
    office.settles("with a template");
    let text = office.read(ANCHOR);
    let mut paused = 0;
    for _ in 0..10 {
        // What is there meanwhile has no front matter, or a block without its end.
        for (file, half, whole) in
            [(ANCHOR, "", &*text), (template_file, &template[..60], template)]
        {
            let (events, started) = (office.events.all().len(), Instant::now());
            fs::write(office.path(file), half).unwrap();
            thread::sleep(Duration::from_millis(15));
            fs::write(office.path(file), whole).unwrap();
            let pause = started.elapsed();
            thread::sleep(Duration::from_millis(200));
            // A machine that is busy may make a long pause of it, which is an error.
            if pause < Duration::from_millis(60) {
                paused += 1;
                let events = office.events.all().split_off(events);
                assert!(events.iter().all(|event| event.problems.is_none()), "{events:?}");
            }
        }
    }
    assert!(paused > 5, "only {paused} pauses were short");
}

#[test]
fn several_files_saved_at_once_are_all_taken_in() {
    let mut office = Office::open();
    for number in 0..8 {
        office.put(&format!("content/society/at-once-{number}.md"), &story("At once", "Words."));
    }
    office.put(ANCHOR, &story("The anchor again", "[One](../society/at-once-3.md)."));
    office.put("templates/page.html", "{{ standing.title }}");
    office.settles("after several files");
}

#[test]
fn a_checkout_of_five_hundred_files_is_taken_in() {
    let mut office = Office::open();
    let file = |number| format!("content/society/branch-{number}.md");
    let text = |number, body: &str| {
        let next = (number + 7) % 500;
        story(&format!("Branch {number}"), &format!("{body} [Next](branch-{next}.md)."))
    };
    for number in 0..500 {
        office.put(&file(number), &text(number, "One branch."));
    }
    office.settles("after the checkout of new files");
    // To another branch: some go, some come, most change.
    for number in 0..500 {
        office.put(&file(number + 100), &text((number + 100) % 500, "Another branch."));
    }
    for number in (0..500).step_by(10) {
        save(&office.path(&file(number)), text(number, "Back.").as_bytes(), Way::Beside);
    }
    for number in 500..600 {
        fs::remove_file(office.path(&file(number))).unwrap();
    }
    office.settles("after the checkout of another branch");
}

#[test]
fn a_new_folder_with_files_is_taken_in() {
    let mut office = Office::open();
    office.put("content/politics/new/index.md", &story("New", "![A map](map.svg)"));
    office.put("content/politics/new/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    for depth in ["a", "a/b", "a/b/c", "a/b/c/d"] {
        office.put(&format!("static/{depth}/file.txt"), depth);
    }
    office.settles("after new folders");
    office.put("content/politics/new/index.md", &story("Newer", "![A map](map.svg)"));
    office.put("static/a/b/c/d/file.txt", "changed");
    office.settles("after changes in new folders");
}

#[test]
fn the_first_folder_of_its_kind_is_taken_in() {
    let mut office = Office::open();
    assert!(!office.path("templates").exists());
    office.put("templates/page.html", "<p>{{ standing.title }}</p>");
    office.settles("after the first template");
    office.put("templates/page.html", "<p>{{ standing.title }}!</p>");
    office.settles("after its change");
    fs::remove_dir_all(office.path("templates")).unwrap();
    office.settles("after its end");
}

#[test]
fn a_folder_that_is_renamed_is_taken_in_and_followed_on() {
    let mut office = Office::open();
    let stories = tree::paths(&office.path("content"));
    let story_file = stories.iter().find(|file| file.ends_with("index.md")).unwrap();
    let folder = office.path("content").join(Path::new(story_file).parent().unwrap());
    let renamed = folder.with_file_name("renamed");
    fs::rename(&folder, &renamed).unwrap();
    office.settles("after the rename");
    save(&renamed.join("index.md"), story("Renamed", "And changed.").as_bytes(), Way::InPlace);
    office.settles("after a change in it");
    fs::rename(&renamed, &folder).unwrap();
    office.settles("after the way back");
    save(&folder.join("index.md"), story("Back", "And changed.").as_bytes(), Way::InPlace);
    office.settles("after a change there");
}

#[test]
fn a_folder_that_is_moved_away_and_in_is_taken_in() {
    let mut office = Office::open();
    let away = office.place.path().join("away");
    office.put("content/society/kept.md", &story("Kept", "Words."));
    office.settles("before");
    fs::rename(office.path("content/society"), &away).unwrap();
    office.settles("after it went");
    // What happens to it elsewhere is nobody's business.
    save(&away.join("other.md"), story("Other", "Words.").as_bytes(), Way::InPlace);
    fs::rename(&away, office.path("content/society")).unwrap();
    office.settles("after it came back");
    office.put("content/society/kept.md", &story("Kept", "Other words."));
    office.settles("after a change in it");
}

#[test]
fn a_folder_that_is_deleted_is_taken_in() {
    let mut office = Office::open();
    let folder = office.path("content/society");
    assert!(folder.exists());
    fs::remove_dir_all(folder).unwrap();
    office.settles("after a section went");
}

#[test]
fn content_that_is_deleted_and_made_again_is_followed_on() {
    let mut office = Office::open();
    let (content, kept) = (office.path("content"), office.place.path().join("kept"));
    tree::copy(&content, &kept);
    fs::remove_dir_all(&content).unwrap();
    office.settles("after everything went");
    tree::copy(&kept, &content);
    office.settles("after everything came");
    office.put(ANCHOR, &story("The anchor again", "Words."));
    office.settles("after a change");
    fs::rename(&content, office.place.path().join("away")).unwrap();
    tree::copy(&kept, &content);
    office.settles("after another one took its place");
    office.put("content/economy/more.md", &story("More", "Words."));
    office.settles("after a change in that");
}

#[test]
fn settings_are_followed() {
    let mut office = Office::open();
    let settings = office.read("site.yaml");
    for (from, to) in [
        ("page_size: 10", "page_size: 3"),
        ("/{section}/{slug}/", "/{year}/{slug}/"),
        ("title: The Highland Briefing", "title: Another Briefing"),
        ("politics, economy", "economy, politics"),
    ] {
        let changed = settings.replace(from, to);
        assert_ne!(changed, settings, "{from}");
        save(&office.path("site.yaml"), changed.as_bytes(), Way::Beside);
        office.becomes_as_built(to);
    }
    office.put("site.yaml", &settings.replace("page_size: 10", "page_size: many"));
    office.is_told_of("site.yaml:3:12", "with wrong settings");
    office.keeps_the_last_good_pages("with wrong settings");
    office.put("site.yaml", "title: [");
    office.is_told_of("site.yaml:1:", "with settings that cannot be read");
    office.keeps_the_last_good_pages("with settings that cannot be read");
    fs::remove_file(office.path("site.yaml")).unwrap();
    office.is_told_of("there is no site.yaml here", "without settings");
    office.keeps_the_last_good_pages("without settings");
    office.put("site.yaml", &settings);
    office.settles("after the mending");
}

#[test]
fn a_site_moves_to_another_base_path() {
    let office = Office::open();
    let settings = office.read("site.yaml");
    office.put("site.yaml", &settings.replace("example/briefing", "example/news/daily"));
    until("the site is at its new path", || {
        match http::get(office.server.port, "/news/daily/politics/anchor/").status {
            200 => Ok(()),
            status => Err(format!("status {status}")),
        }
    });
    let old = office.server.get("/politics/anchor/");
    assert_eq!(old.status, 404);
    assert!(old.text().contains("<a href=\"/news/daily/\">"), "{}", old.text());
}

#[test]
fn front_matter_is_told_when_it_breaks_and_the_last_good_page_is_served() {
    let mut office = Office::open();
    let text = office.read(ANCHOR);
    office.put(ANCHOR, &text.replace("title:", "titel:"));
    office.is_told_of("content/politics/anchor.md:2:1", "after a slip");
    office.keeps_the_last_good_pages("after a slip");
    office.put("content/society/second.md", "---\ntitle: Second\ndate: yesterday\n---\nWords.\n");
    office.is_told_of("content/society/second.md:3:7", "after another");
    office.keeps_the_last_good_pages("after another");
    office.events.name_problem("content/politics/anchor.md:2:1");
    office.put(ANCHOR, &text);
    until("the first is told no more", || match office.events.problems() {
        problems if problems.contains("anchor.md") => Err(problems),
        _ => Ok(()),
    });
    assert_eq!(difference(&office.server, &office.good, []), None, "while one is left");
    office.put("content/society/second.md", &story("Second", "Words."));
    office.settles("after both are mended");
    office.server.says("All problems fixed");
}

#[test]
fn a_template_is_followed_broken_and_mended() {
    let mut office = Office::open();
    let file = "templates/briefing.html";
    let extended = |words: &str| {
        format!(
            "{{% extends \"default/briefing.html\" %}}\n\
             {{% block after_story %}}\n{words}\n{{% endblock after_story %}}\n"
        )
    };
    office.put(file, &extended("<p>Read on.</p>"));
    office.settles("with a template");
    // Not in place: an empty template, seen in between, is a good one.
    save(&office.path(file), extended("{{ 1 +").as_bytes(), Way::Beside);
    office.is_told_of("templates/briefing.html:", "with a broken one");
    office.keeps_the_last_good_pages("with a broken one");
    office.put(file, &extended("<p>Read on!</p>"));
    office.settles("with a mended one");
    fs::remove_file(office.path(file)).unwrap();
    office.settles("without it");
}

#[test]
fn a_page_whose_template_fails_is_told_about_before_somebody_opens_it() {
    let mut office = Office::open();
    let file = "templates/page.html";
    office.put(file, "<p>\n{{ standing.title | round }}\n</p>");
    office.events.name_problem("templates/page.html:2:");
    assert!(office.events.problems().contains("/about/"), "{}", office.events.problems());
    assert!(office.events.problems().contains("href=\"/__dateline/held\""));
    let page = office.server.get("/about/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("page.html:2:"), "{}", page.text());
    assert_eq!(office.server.get("/politics/anchor/").status, 200);

    // It is told as long as it lasts, and on the terminal only once.
    let told = office.events.all().len();
    for number in 0..3 {
        let words = format!("Words, {number} times.");
        office.put(ANCHOR, &story("The anchor", &words));
        until("another page changes", || {
            let page = office.server.get("/politics/anchor/").text();
            if page.contains(&words) { Ok(()) } else { Err(page) }
        });
    }
    until("the changes are told", || match office.events.all().len() - told {
        0..3 => Err(format!("{:?}", office.events.all())),
        _ => Ok(()),
    });
    thread::sleep(Duration::from_millis(200));
    for event in office.events.all().split_off(told) {
        assert!(event.problems.is_some_and(|text| text.contains("page.html:2:")));
    }
    assert_eq!(office.server.said().matches("page.html:2:").count(), 1);

    office.put(file, "<p>\n{{ standing.title }}\n</p>");
    office.settles("after the mending");
    office.server.says("All problems fixed");
}

#[test]
fn style_sheets_and_pictures_are_followed() {
    let mut office = Office::open();
    office.put("static/style.css", "body { color: navy }\n");
    office.settles("with an own style sheet");
    office.put("static/style.css", "body { color: green }\n");
    office.settles("with another");
    office.put("content/politics/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    office.put(ANCHOR, &story("The anchor", "![A map](map.svg)"));
    office.settles("with a picture");
    office.put("content/politics/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"a\"/>");
    office.settles("with another picture");
    fs::remove_file(office.path("content/politics/map.svg")).unwrap();
    office.is_told_of("content/politics/anchor.md:6:1", "without the picture");
    office.keeps_the_last_good_pages("without the picture");
    office.put(ANCHOR, &story("The anchor", "No map."));
    office.settles("without its link");
    fs::remove_file(office.path("static/style.css")).unwrap();
    office.settles("with the theme's style sheet");
}

#[test]
fn what_editors_leave_beside_a_file_changes_nothing() {
    let mut office = Office::open();
    let before = office.events.all().len();
    for file in [
        "content/politics/anchor.md~",
        "content/politics/.anchor.md.swp",
        "content/politics/.#anchor.md",
        "content/politics/#anchor.md#",
        "content/politics/4913~",
        "content/.DS_Store",
        "static/style.css~",
        "static/.DS_Store",
        "templates/page.html~",
        "notes.txt",
        ".git/index",
        "public/index.html",
    ] {
        office.put(file, "---\nnot: right\n---\n{{ 1 +");
    }
    stays("nothing is told", Duration::from_millis(1500), || {
        let events = office.events.all();
        if events.len() == before { Ok(()) } else { Err(format!("{events:?}")) }
    });
    assert_eq!(difference(&office.server, &office.good, []), None);

    office.put("static/CNAME", "highland.example\n");
    office.put("static/.well-known/security.txt", "Contact: desk\n");
    office.settles("with files that only look like it");
    assert_eq!(office.server.get("/CNAME").text(), "highland.example\n");
    assert_eq!(office.server.get("/.well-known/security.txt").text(), "Contact: desk\n");
}

/// A change through another name of the file, outside of the site, is told by
/// no system: as on a file system without notification.
#[test]
#[cfg(unix)]
fn a_change_that_the_system_does_not_tell_is_found() {
    let mut office = Office::open();
    let other_name = office.place.path().join("elsewhere.md");
    fs::hard_link(office.path(ANCHOR), &other_name).unwrap();
    fs::write(&other_name, story("The anchor", "Through another name.")).unwrap();
    office.settles("after a change that nobody told");
}

#[test]
#[cfg(unix)]
fn a_text_that_is_a_link_to_another_follows_it() {
    let mut office = Office::open();
    std::os::unix::fs::symlink("../politics/anchor.md", office.path("content/economy/same.md"))
        .unwrap();
    office.settles("with the link");
    office.put(ANCHOR, &story("The anchor again", "In two places."));
    office.settles("after a change of what it leads to");
}

/// More changes than the system keeps for a program that does not listen.
#[test]
#[cfg(target_os = "linux")]
fn changes_whose_events_were_lost_are_found() {
    let mut office = Office::open();
    let kept = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let kept: usize = kept.trim().parse().unwrap();
    let signal = |name: &str| {
        let id = office.server.id().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    };
    signal("-STOP");
    // Each write is three events; of two that are the same in a row one is kept.
    for number in 0..kept / 3 + 1000 {
        office.put(&format!("content/politics/note-{}.txt", number % 50), "note");
    }
    office.put(ANCHOR, &story("The anchor", "In the noise."));
    office.put("static/style.css", "body { color: navy }\n");
    fs::remove_dir_all(office.path("content/society")).unwrap();
    signal("-CONT");
    office.settles("after the noise");
}

/// Saves what differs between two states of a site, each file in one of `ways`.
fn save_differences(site: &Path, before: &Tree, after: &Tree, ways: &[Way], random: &mut Random) {
    if random.below(2) == 0 {
        rename_folder(site, before, after);
    }
    let now = tree::read(site);
    let mut changes: Vec<&String> = before
        .keys()
        .chain(now.keys())
        .chain(after.keys())
        .filter(|file| now.get(*file) != after.get(*file))
        .collect();
    changes.sort();
    changes.dedup();
    if random.below(2) == 0 {
        changes.reverse();
    }
    for file in changes {
        match after.get(file) {
            Some(bytes) => save(&site.join(file), bytes, random.pick(ways)),
            // It may have gone with its folder.
            None => {
                let _ = fs::remove_file(site.join(file));
            }
        }
    }
}

/// If the folder of one story became that of another, it is renamed.
fn rename_folder(site: &Path, before: &Tree, after: &Tree) {
    let folders = |one: &Tree, other: &Tree| -> Vec<String> {
        let files = one.keys().filter(|file| !other.contains_key(*file));
        files.filter_map(|file| file.strip_suffix("/index.md").map(String::from)).collect()
    };
    if let ([from], [to]) = (&folders(before, after)[..], &folders(after, before)[..]) {
        let (from, to) = (site.join(from), site.join(to));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        if !to.exists() {
            fs::rename(from, to).unwrap();
        }
    }
}

/// What breaks a site, and what mends that: a file, its wrong and its right text.
const BREAKS: [(&str, &str, &str); 4] = [
    ("templates/day.html", "{{ 1 +\n", "{{ page.title }}\n"),
    (
        "content/politics/slip.md",
        "---\ntitel: A slip\n---\n",
        "---\ntitle: A slip\ndate: 2026-01-01\n---\nMended.\n",
    ),
    ("content/slip.md", "No front matter.\n", "---\ntitle: No slip\n---\nMended.\n"),
    (
        "content/politics/link.md",
        "---\ntitle: L\ndate: 2026-01-01\n---\n[no](gone.md)\n",
        "---\ntitle: L\ndate: 2026-01-01\n---\nNo link.\n",
    ),
];

#[test]
fn after_each_of_many_random_changes_every_path_is_served_as_a_fresh_build_makes_it() {
    let random = &mut Random::seeded(150);
    let mut newsroom = Newsroom::with_stories(12, random);
    let mut office = Office::with(&newsroom);
    let drawing_board = tempfile::tempdir().unwrap();
    let mut before = tree::read(&office.site);
    let (mut edits, mut breaks) = (0, 0);
    while edits < cases(200) {
        let edit = random.pick(&EDITS);
        if edit == Edit::Delete && random.below(2) == 0 {
            // So that the stories do not dwindle.
            continue;
        }
        let mut save = |newsroom: &Newsroom, ways: &[Way], random: &mut Random| {
            newsroom.save(drawing_board.path());
            let after = tree::read(drawing_board.path());
            save_differences(&office.site, &before, &after, ways, random);
            assert!(tree::read(&office.site) == after, "the test saved something else");
            before = after;
        };
        if edits % 8 == 7 {
            let (file, wrong, right) = random.pick(&BREAKS);
            newsroom.put(file, wrong);
            // Half of it, if it is written slowly, may not be wrong.
            let way = random.pick(&[Way::InPlace, Way::Beside, Way::WithBackup, Way::Anew]);
            save(&newsroom, &[way], random);
            let when = format!("after change {edits}, with {wrong:?} in {file} saved {way:?}");
            office.is_told_of(file, &when);
            // In the other ways the file is away or empty for a moment, and a site
            // without it, seen in that moment, is the last good one.
            if way == Way::Beside {
                office.keeps_the_last_good_pages(&when);
            }
            newsroom.put(file, right);
            breaks += 1;
        }
        newsroom.edit(edit, random);
        edits += 1;
        save(&newsroom, &WAYS, random);
        office.becomes_as_built(&format!("after change {edits}, {edit:?}"));
    }
    assert_eq!(breaks, edits / 8);
    stays("all changes", Duration::from_millis(1200), || {
        difference(&office.server, &office.good, []).map_or(Ok(()), Err)
    });
}

#[test]
fn the_store_of_reads_is_followed() {
    let mut office = Office::open();
    let store = "date,path,reads\n2026-02-28,/politics/anchor/,5\n";
    fs::create_dir_all(office.path("data")).unwrap();
    office.put("data/reads.csv", store);
    office.settles("with readers");
    let front = office.server.get("/").text();
    assert!(front.contains("class=\"most-read\""), "{front}");
    office.put("data/reads.csv", &store.replace("anchor", "nothing"));
    office.settles("with readers of nothing");
    assert!(!office.server.get("/").text().contains("class=\"most-read\""));
}

#[test]
fn held_stories_are_told_at_the_start_and_when_they_change() {
    let newsroom = Newsroom::with_stories(3, &mut Random::seeded(1));
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    newsroom.save(&site);
    let dated =
        |title: &str, date: &str| format!("---\ntitle: {title}\ndate: {date}\n---\nWords.\n");
    let later = "content/politics/later.md";
    fs::write(site.join(later), dated("Later", "2026-04-01 09:30")).unwrap();
    let server = Server::start(&site, &["--watch", AT[0], AT[1]]);
    server.says("content/politics/later.md (Later)\n    dated: public from 2026-04-01 09:30");

    let put = |file: &str, text: &str| save(&site.join(file), text.as_bytes(), Way::InPlace);
    put(ANCHOR, &dated("The anchor", "2026-02-01").replace("date:", "draft: true\ndate:"));
    server.says("Not public:\n  content/politics/anchor.md (The anchor)\n    draft: public once `draft` is false");
    put(ANCHOR, &dated("The anchor", "2026-02-01"));
    server.says("Public now: content/politics/anchor.md (The anchor)");
    // A text with a mistake is no less held than before.
    put(later, &dated("Later", "soon"));
    server.says("`soon` is not a date");
    put(later, &dated("Later", "2026-05-01"));
    server.says(
        "Not public:\n  content/politics/later.md (Later)\n    dated: public from 2026-05-01 00:00",
    );
    server.says("All problems fixed");
    fs::remove_file(site.join(later)).unwrap();
    server.says("Held before, now gone: content/politics/later.md (Later)");
    assert_eq!(server.said().matches("Held before").count(), 1, "{}", server.said());
}

#[test]
fn a_mistake_that_vanished_is_not_called_fixed_and_one_that_stayed_is_named() {
    let newsroom = Newsroom::with_stories(3, &mut Random::seeded(1));
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    newsroom.save(&site);
    let server = Server::start(&site, &["--watch", AT[0], AT[1]]);
    let put = |file: &str, text: &str| save(&site.join(file), text.as_bytes(), Way::InPlace);
    let wrong = "content/politics/wrong.md";
    put(wrong, "---\ntitel: Wrong\ndate: 2026-02-01\n---\nWords.\n");
    server.says("front matter has no field `titel`");
    put(ANCHOR, &story("The anchor", "Other words."));
    server.says("1 error remains in content/politics/wrong.md");
    fs::remove_file(site.join(wrong)).unwrap();
    server.says("No problems left: content/politics/wrong.md is gone");
    put(wrong, "---\ntitle: Wrong\ndate: 2026-02-01 9:3\n---\nWords.\n");
    server.says("is not a time");
    put(wrong, "---\ntitle: Wrong\ndate: 2026-04-01 9:30\n---\nWords.\n");
    server.says("No problems left: content/politics/wrong.md is held");
    assert!(!server.said().contains("All problems fixed"), "{}", server.said());
}
