//! The search page in a real browser, headless Chromium, over a built site on a
//! plain static server; what it needs is said in `browser.rs`.

use std::fs;
use std::path::PathBuf;

use crate::common::browser::Browser;
use crate::common::patience::until;
use crate::common::plain::Plain;
use crate::common::program::run;
use crate::common::server::Server;
use crate::common::tree;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tempfile::TempDir;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const SHIFT: &str = "\u{e008}";
const ESCAPE: &str = "\u{e00c}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";

/// What the page says of the results.
const STATUS: &str = "document.querySelector('[role=status]').textContent";
/// The headlines that were found.
const FOUND: &str = "[...document.querySelectorAll('#_results h2')]\
     .map(headline => headline.textContent).join(' | ')";
/// The words that are marked in the extracts.
const MARKED: &str = "[...document.querySelectorAll('li > :last-child mark')].map(mark => mark.textContent).join(' ')";
const FOCUSED: &str = "(e => e.name || e.textContent)(document.activeElement)";
/// The files of the index that were loaded.
const LOADED: &str = "performance.getEntriesByType('resource')\
     .map(file => new URL(file.name).pathname.split('/search/')[1]).filter(Boolean).join(' ')";
/// The query as the address has it.
const IN_ADDRESS: &str = "new URLSearchParams(location.search).get('q')";
const ARGUMENTS: &str = "decodeURIComponent(location.search)";

const TALKS: &str = "Talks on sanctions";
const GRAIN: &str = "Grain prices fall";
const CAFE: &str = "Café Ørsted reopens";
/// Would run a script where it is not shown as text, with no mark that headlines are set with.
const HOSTILE: &str =
    "<img src=x onerror=document.title=1></script><script>document.title=1</script>";

/// A site that was built, its server, and a browser.
struct Desk {
    place: TempDir,
    browser: Browser,
    server: Plain,
}

impl Desk {
    /// None where no browser is.
    fn open() -> Option<Self> {
        Desk::with("")
    }

    /// With more settings.
    fn with(more: &str) -> Option<Self> {
        let browser = Browser::open()?;
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        let settings = "title: Small\nbase_url: https://highland.example/briefing/\n\
                        timezone: UTC\nsections: [politics, economy, society]\n";
        tree::put(&site, "site.yaml", format!("{settings}{more}"));
        let put = |file: &str, text: String| tree::put(&site, &format!("content/{file}.md"), text);
        let text = "The council lifted a sanction on prices. The bank rate stays.";
        put("politics/talks", story(TALKS, 0, "tags: [trade]", text));
        let text = "Sanctions are blamed; the bank said that the rate of interest is to go down.";
        put("economy/grain", story(GRAIN, 20, "tags: [trade, prices]", text));
        let text = "The reconstruction of the café is over.";
        put("society/cafe", story(CAFE, 200, "tags: [culture]", text));
        let text = "Совет обсудил новые санкции.";
        put("politics/sovet", story("Заседание совета", 201, "", text));
        put("society/school", story("Նոր դպրոց", 202, "", "Դպրոցները բացվեցին։"));
        put("society/morning", story("朝の散歩", 203, "", "新しい朝が来た。東京タワーへ。"));
        put("politics/beijing", story("北京会谈", 204, "", "两国代表在北京开始会谈。"));
        put("society/hostile", story(HOSTILE, 205, "tags: [\"<b>bold</b>\"]", "A hostile story."));
        for number in 1..=13 {
            let title = format!("Minutes {number}");
            let text = story(&title, 300 + number, "", "They were read.");
            put(&format!("politics/minutes-{number}"), text);
        }
        put("politics/draft", story("Draft walrus", 3, "draft: true", "Walrus."));
        put("politics/embargo", story("Embargoed walrus", 3, "embargo: 2999-01-01", "Walrus."));
        put("politics/later", story("Later walrus", -9, "", "Walrus."));
        put("politics/gone", story("Gone walrus", 40, "expires: 2026-01-01", "Walrus."));
        let server = Plain::serve(site.join("public"));
        let desk = Desk { place, browser, server };
        desk.build();
        Some(desk)
    }

    fn site(&self) -> PathBuf {
        self.place.path().join("site")
    }

    fn build(&self) {
        run(&self.site(), &["build", "--quiet", "--output", "public"]).done();
    }

    fn go_to(&self, path: &str) {
        self.browser.go_to(&format!("{}{path}", self.server.address));
    }

    #[track_caller]
    fn shows(&self, expression: &str, value: &str) {
        self.browser.shows(expression, value);
    }

    /// Types a query in place of the one in the box, and waits until the search is over.
    #[track_caller]
    fn searches(&self, query: &str) {
        self.browser
            .run("document.querySelector('#_q').focus(); document.querySelector('#_q').select()");
        self.browser.press(query);
        // Both are from the same search: a letter more begins another.
        let over = format!(
            "{IN_ADDRESS} === {} && {}",
            json!(query),
            "!document.querySelector('[aria-busy]')"
        );
        self.browser.shows(&over, true);
    }

    /// Searches, and compares what was found, in any order.
    #[track_caller]
    fn finds(&self, query: &str, expected: &[&str]) {
        self.searches(query);
        let found = self.browser.run(&format!("return {FOUND}"));
        let mut found: Vec<&str> = found.as_str().unwrap().split(" | ").collect();
        found.retain(|headline| !headline.is_empty());
        found.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }

    /// Goes on with the keyboard to what has this name or text.
    #[track_caller]
    fn tabs_to(&self, wanted: &str) {
        until(wanted, || {
            self.browser.press(TAB);
            let focused = self.browser.run(&format!("return {FOCUSED}"));
            if focused == wanted { Ok(()) } else { Err(format!("the focus is at {focused}")) }
        });
    }

    /// Chooses the first option that begins with a letter, by keyboard.
    #[track_caller]
    fn chooses(&self, field: &str, letter: &str) {
        self.browser.run(&format!("document.querySelector('[name={field}]').focus()"));
        self.browser.press(letter);
    }

    /// A screen reader is told of these, each by role and name.
    #[track_caller]
    fn tells(&self, nodes: &[&str]) {
        let all = self.browser.told();
        for node in nodes {
            assert!(all.iter().any(|told| told.trim_end() == *node), "{node} is not in {all:#?}");
        }
    }

    #[track_caller]
    fn has_no_complaints(&self) {
        assert_eq!(self.browser.complaints(), [""; 0]);
    }
}

/// The day some days ago; the page goes by the clock of its reader.
#[allow(clippy::disallowed_methods)]
fn day(ago: i64) -> Date {
    let now = Timestamp::now().to_zoned_datetime(TimeZone::UTC);
    now.date().checked_sub(Span::new().days(ago)).unwrap()
}

/// A story that was written some days ago.
fn story(title: &str, ago: i64, front: &str, text: &str) -> String {
    // JSON is YAML too.
    format!("---\ntitle: {}\ndate: {}\n{front}\n---\n{text}\n", json!(title), day(ago))
}

#[test]
fn the_box_of_a_story_leads_to_results() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/society/cafe/");
    desk.browser.run("document.querySelector('header input[type=search]').focus()");
    desk.browser.press("sanctions\u{e007}");
    desk.shows("location.pathname + location.search", "/briefing/search/?q=sanctions");
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    desk.shows(STATUS, "2 briefings were found.");
    desk.shows("document.querySelector('#_q').value", "sanctions");

    let first = "document.querySelector('#_results li')";
    desk.shows(&format!("{first}.querySelector('p a').textContent"), "Politics");
    desk.shows(&format!("{first}.querySelector('p a').pathname"), "/briefing/politics/");
    let day = day(0).to_string();
    desk.shows(&format!("{first}.querySelector('time').dateTime.slice(0, 10)"), &day);
    desk.browser.shows(&format!("{first}.querySelector('time').textContent.length > 9"), true);
    desk.shows(
        &format!("{first}.lastChild.textContent"),
        "The council lifted a sanction on prices. The bank rate stays.",
    );
    desk.shows(MARKED, "sanction Sanctions");
    desk.shows(&format!("{first}.querySelector('h2 mark').textContent"), "sanctions");

    desk.browser.run(&format!("{first}.querySelector('h2 a').click()"));
    desk.shows("location.pathname", "/briefing/politics/talks/");
    desk.shows("document.querySelector('h1').textContent", TALKS);
    desk.has_no_complaints();
}

#[test]
fn results_come_while_typing_and_the_address_has_them_for_others() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/");
    desk.searches("sancti");
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    desk.browser.press("ons grain");
    desk.shows(FOUND, GRAIN);
    desk.shows(STATUS, "1 briefing was found.");
    desk.shows(IN_ADDRESS, "sanctions grain");
    // Typing is no step of the history.
    desk.browser.shows("history.length <= 2", true);
    let address = desk.browser.run("return location.href");

    let Some(other) = Browser::open() else { return };
    other.go_to(address.as_str().unwrap());
    other.shows(FOUND, GRAIN);
    other.shows("document.querySelector('#_q').value", "sanctions grain");
    other.shows(STATUS, "1 briefing was found.");
    desk.has_no_complaints();
}

#[test]
fn filters_and_order_are_in_the_address_and_in_the_history() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/?q=sanctions");
    let both = format!("{TALKS} | {GRAIN}");
    desk.shows(FOUND, &both);

    desk.chooses("section", "e");
    desk.shows(FOUND, GRAIN);
    desk.shows(ARGUMENTS, "?q=sanctions&section=economy");
    desk.browser.back();
    desk.shows(FOUND, &both);
    desk.shows("document.querySelector('[name=section]').value", "");
    desk.browser.forward();
    desk.shows(FOUND, GRAIN);
    desk.shows("document.querySelector('[name=section]').value", "economy");
    desk.browser.back();

    // Each narrows what the others left, and words are not needed.
    desk.go_to("/search/");
    desk.chooses("tag", "t");
    desk.shows(FOUND, &both);
    desk.chooses("since", "l");
    desk.shows(FOUND, TALKS);
    desk.chooses("section", "e");
    desk.shows(STATUS, "No briefing is of this kind.");
    desk.shows(ARGUMENTS, "?section=economy&tag=trade&since=day");
    desk.browser.back();
    desk.shows(FOUND, TALKS);
    desk.browser.back();
    desk.shows(FOUND, &both);
    desk.browser.back();
    desk.shows(FOUND, "");
    desk.shows(STATUS, "");
    desk.has_no_complaints();
}

#[test]
fn each_query_that_was_sent_is_a_step_of_the_history() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/?q=sanctions");
    desk.tabs_to("q");
    desk.searches("culture");
    desk.browser.press(ENTER);
    desk.searches("prices grain");
    desk.browser.press(ENTER);
    desk.shows(FOUND, GRAIN);
    desk.browser.back();
    desk.shows(FOUND, CAFE);
    desk.shows("document.querySelector('#_q').value", "culture");
    desk.browser.back();
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    desk.shows("document.querySelector('#_q').value", "sanctions");
    desk.browser.forward();
    desk.browser.forward();
    desk.shows(FOUND, GRAIN);
    desk.shows(IN_ADDRESS, "prices grain");
    desk.has_no_complaints();
}

#[test]
fn the_best_or_the_newest_come_first() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/?q=prices");
    // In a headline and a tag it weighs more than in the text of a newer story.
    desk.shows(FOUND, &format!("{GRAIN} | {TALKS}"));
    desk.chooses("sort", "n");
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    desk.shows(ARGUMENTS, "?q=prices&sort=newest");
    desk.browser.back();
    desk.shows(FOUND, &format!("{GRAIN} | {TALKS}"));
    desk.has_no_complaints();
}

#[test]
fn a_result_shows_the_passage_with_the_words() {
    let Some(desk) = Desk::open() else { return };
    let filler = "Nothing of note was said. ".repeat(30);
    let text =
        format!("The session began.\n\n{filler}Then the walnut harvest was praised. {filler}");
    let file = desk.site().join("content/society/long.md");
    fs::write(file, story("A long session", 1, "authors: [Anahit Sargsyan]", &text)).unwrap();
    desk.build();
    desk.go_to("/search/?q=harvest+walnuts");
    desk.shows(FOUND, "A long session");
    desk.shows(MARKED, "walnut harvest");
    let extract =
        desk.browser.run("return document.querySelector('#_results li > :last-child').textContent");
    let extract = extract.as_str().unwrap();
    assert!(extract.contains("Then the walnut harvest was praised."), "{extract}");
    assert!(extract.starts_with('…') && extract.ends_with('…'), "{extract}");
    assert!((100..200).contains(&extract.chars().count()), "{extract}");

    // What the summary has, or no word at all, loads no page.
    desk.finds("session began ", &["A long session"]);
    desk.shows(MARKED, "session began");
    desk.finds("sargsyan -walnut", &[]);
    desk.finds(
        "-minutes -bank -story",
        &["A long session", CAFE, "Заседание совета", "Նոր դպրոց", "朝の散歩", "北京会谈"],
    );
    desk.has_no_complaints();
}

#[test]
fn words_are_found_in_all_their_forms() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/");
    // A space ends a word: without it, all words are found that begin so.
    for form in ["sanction ", "sanctions ", "SANCTIONED ", "sanctoins ", "sanctiions "] {
        desk.finds(form, &[TALKS, GRAIN]);
    }
    for form in ["санкция ", "САНКЦИИ ", "санкциями ", "санкцци "] {
        desk.finds(form, &["Заседание совета"]);
    }
    for form in ["դպրոց ", "ԴՊՐՈՑՆԵՐԸ ", "դպրոցների "] {
        desk.finds(form, &["Նոր դպրոց"]);
    }
    for form in ["cafe ", "CAFÉ", "cafe\u{301}s", "Örsted", "réconstructoin "] {
        desk.finds(form, &[CAFE]);
    }
    desk.searches("cafe");
    desk.shows(MARKED, "café");
    for form in ["北京", "开始会谈"] {
        desk.finds(form, &["北京会谈"]);
    }
    for form in ["新しい朝", "東京タワー", "散歩", "\"の散歩\""] {
        desk.finds(form, &["朝の散歩"]);
    }
    desk.finds("bank rate", &[TALKS, GRAIN]);
    desk.finds("\"bank rate\"", &[TALKS]);
    desk.finds("“the rate of interest”", &[GRAIN]);
    desk.finds("\"rate bank\"", &[]);
    desk.has_no_complaints();
}

#[test]
fn what_is_not_public_is_not_found() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/");
    desk.finds("walrus", &[]);
    desk.shows(STATUS, "Nothing was found for “walrus”.");
    desk.finds("minutes 13", &["Minutes 13"]);
    desk.has_no_complaints();
}

#[test]
fn the_index_is_loaded_when_a_reader_turns_to_the_box() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/politics/talks/");
    desk.shows("document.readyState", "complete");
    desk.shows(LOADED, "");
    desk.go_to("/search/");
    desk.shows("document.readyState", "complete");
    desk.shows(LOADED, "");
    desk.tabs_to("q");
    desk.shows(LOADED, "index.json table.bin");
    desk.searches("sanctions");
    desk.browser.shows(&format!("{LOADED}.includes('terms/')"), true);
    // Only a phrase needs them.
    desk.browser.shows(&format!("{LOADED}.includes('positions/')"), false);
    let parts = "performance.getEntriesByType('resource').every(entry => \
                 /search.(terms|positions)/.test(entry.name) == (entry.responseStatus == 206))";
    desk.browser.shows(parts, true);
    desk.has_no_complaints();
}

#[test]
fn a_file_that_fails_is_told_and_may_be_tried_again() {
    let Some(desk) = Desk::open() else { return };
    let again = "document.querySelector('#_again').checkVisibility()";
    for part in ["search/index.json", "search/table.bin", "search/terms/", "search/list/"] {
        desk.server.breaks(part);
        desk.go_to("/search/?q=sanctions");
        desk.shows(STATUS, "The search could not be loaded. Are you connected?");
        desk.browser.shows(again, true);
        desk.shows(FOUND, "");
        desk.browser.shows("document.querySelector('[aria-busy]')", Value::Null);
        // It is told once more where it still fails.
        desk.browser.run("document.querySelector('[role=status]').textContent = ''");
        desk.browser.run("document.querySelector('#_again').click()");
        desk.shows(STATUS, "The search could not be loaded. Are you connected?");
        desk.server.is_mended();
        desk.browser.run("document.querySelector('#_again').focus()");
        desk.browser.press(ENTER);
        desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
        desk.browser.shows(again, false);
        // Who tried again is not left without a place on the page.
        desk.shows(FOCUSED, "q");
    }
    let complaints = desk.browser.complaints();
    assert!(complaints.iter().all(|text| text.contains("500")), "{complaints:#?}");
}

/// Servers do not look at `?v=`: an open page gets files that do not fit to those it has.
#[test]
fn a_site_that_is_built_anew_under_an_open_page_is_searched_as_it_is_now() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/?q=bank");
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    let old = story("Old bulletins", 400, "", "Bulletins of long ago.");
    tree::put(&desk.site(), "content/politics/old.md", old);
    desk.build();
    desk.searches("\"bank rate\"");
    desk.shows(FOUND, TALKS);
    desk.shows(STATUS, "1 briefing was found.");
    desk.finds("bulletins", &["Old bulletins"]);
    desk.has_no_complaints();
}

#[test]
fn a_keyboard_is_enough() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/");
    desk.tabs_to("q");
    desk.searches("sanctions");
    for (key, focused) in [
        (UP, "q"),
        (DOWN, TALKS),
        (DOWN, GRAIN),
        (DOWN, GRAIN),
        (UP, TALKS),
        (UP, "q"),
        (DOWN, TALKS),
        (DOWN, GRAIN),
        (ESCAPE, "q"),
        (DOWN, TALKS),
    ] {
        desk.browser.press(key);
        desk.shows(FOCUSED, focused);
    }
    desk.shows("document.querySelector('#_q').value", "sanctions");
    desk.browser.press(ENTER);
    desk.shows("location.pathname", "/briefing/politics/talks/");
    desk.browser.back();
    desk.shows(FOUND, &format!("{TALKS} | {GRAIN}"));
    desk.has_no_complaints();
}

#[test]
fn tab_goes_through_the_page_and_back_and_more_results_keep_the_place() {
    let Some(desk) = Desk::open() else { return };
    let minutes = |number: usize| format!("Minutes {number}");
    desk.go_to("/search/?q=minutes&sort=newest");
    desk.shows(STATUS, "13 briefings were found.");
    desk.tabs_to("q");
    let mut stops: Vec<String> =
        ["Search", "section", "tag", "since", "sort"].map(Into::into).into();
    for number in 1..=10 {
        stops.extend(["Politics".into(), minutes(number)]);
    }
    stops.push("More results".into());
    for stop in &stops {
        desk.browser.press(TAB);
        desk.shows(FOCUSED, stop);
    }
    desk.browser.press(TAB);
    desk.browser.shows("document.querySelector('footer').contains(document.activeElement)", true);
    for stop in stops.iter().rev() {
        desk.browser.press_with(SHIFT, TAB);
        desk.shows(FOCUSED, stop);
    }

    // With the arrow keys it is one step from the last result.
    desk.tabs_to(&minutes(10));
    desk.browser.press(DOWN);
    desk.shows(FOCUSED, "More results");
    desk.browser.press(ENTER);
    desk.shows(FOCUSED, &minutes(11));
    let all = (1..=13).map(minutes).collect::<Vec<_>>().join(" | ");
    desk.shows(FOUND, &all);
    desk.browser.shows("document.querySelector('#_more').checkVisibility()", false);
    // They are still there for who comes back from a story.
    desk.browser.press(ENTER);
    desk.shows("location.pathname", "/briefing/politics/minutes-11/");
    desk.browser.back();
    desk.shows(FOUND, &all);
    desk.has_no_complaints();
}

#[test]
fn a_screen_reader_is_told_what_was_found() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/search/");
    desk.browser.run(
        "busy = []; const list = document.querySelector('#_results'); \
         new MutationObserver(() => busy.push(list.ariaBusy)).observe(list, {attributes: true})",
    );
    for (query, told) in [
        ("sanctions", "2 briefings were found."),
        ("ørsted", "1 briefing was found."),
        ("walrus", "Nothing was found for “walrus”."),
    ] {
        desk.searches(query);
        desk.shows(STATUS, told);
        desk.tells(&["status", &format!("StaticText {told}")]);
    }
    desk.shows("busy[0]", "true");
    desk.browser.shows("busy.at(-1)", Value::Null);
    desk.tells(&[
        "searchbox Words, or “words in quotes” that follow each other",
        "combobox Section",
        "combobox Tag",
        "combobox Time",
        "combobox Order",
        "button Search",
    ]);
    desk.has_no_complaints();
}

#[test]
fn without_scripts_other_ways_are_offered() {
    let Some(desk) = Desk::open() else { return };
    desk.browser.without_scripts();
    desk.go_to("/search/?q=sanctions");
    // The page's own search would do nothing.
    desk.browser.shows("document.querySelector('form[data-index]').checkVisibility()", false);
    let form = "document.querySelector('noscript form')";
    desk.shows(&format!("{form}.action"), "https://duckduckgo.com/");
    desk.shows(&format!("{form}.elements.sites.value"), "highland.example");
    desk.tells(&["button Search at DuckDuckGo", "link All tags"]);
    let year = day(0).year().to_string();
    let text = |path: &str| {
        format!("document.querySelector('noscript a[href=\"/briefing/{path}/\"]').textContent")
    };
    desk.shows(&text(&year), &year);
    desk.shows(&text("tags"), "All tags");
    desk.browser.run("document.querySelector('noscript a').click()");
    desk.shows("location.pathname", "/briefing/tags/");
    desk.shows("document.querySelector('h1').textContent", "Tags");
    desk.has_no_complaints();
}

#[test]
fn only_the_sites_own_scripts_need_to_be_allowed() {
    let Some(desk) = Desk::open() else { return };
    desk.go_to("/");
    desk.go_to("/politics/talks/");
    desk.go_to("/search/");
    desk.searches("\"bank rate\"");
    desk.shows(FOUND, TALKS);
    desk.has_no_complaints();
    // The browser does see to it.
    desk.browser.run(
        "const script = document.createElement('script'); \
         script.textContent = 'document.title = \"run\"'; document.head.append(script)",
    );
    let complaints = desk.browser.complaints();
    assert!(
        complaints.iter().any(|text| text.contains("Content Security Policy")),
        "{complaints:?}"
    );
    desk.browser.shows("document.title === 'run'", false);
}

#[test]
fn hostile_headlines_and_queries_are_text() {
    // Without a policy, so that nothing but the page itself would stop them.
    let Some(desk) = Desk::with("content_security_policy: false\n") else { return };
    let title = "Search · Small";
    desk.go_to("/search/?q=hostile");
    desk.shows(FOUND, HOSTILE);
    desk.shows("document.querySelectorAll('main img, main script').length + ''", "0");
    desk.shows("document.title", title);
    desk.go_to("/search/?tag=b-bold-b");
    desk.shows(FOUND, HOSTILE);
    desk.shows("document.querySelector('[name=tag]').selectedOptions[0].text", "<b>bold</b>");

    let query =
        "\"><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">";
    let encoded = utf8_percent_encode(query, NON_ALPHANUMERIC);
    desk.go_to(&format!("/search/?q={encoded}"));
    desk.shows(STATUS, &format!("Nothing was found for “{query}”."));
    desk.shows("document.querySelector('#_q').value", query);
    // Filters that the page does not offer.
    desk.go_to(&format!(
        "/search/?q=hostile&section={encoded}&tag={encoded}&since={encoded}&sort={encoded}"
    ));
    desk.shows(STATUS, "Nothing was found for “hostile”.");
    desk.shows("document.querySelectorAll('main img, main script').length + ''", "0");
    desk.shows("document.title", title);
    // What is replaced in a text for readers is not replaced again.
    desk.finds("$& {n} {q} $1", &[]);
    desk.shows(STATUS, "Nothing was found for “$& {n} {q} $1”.");
    desk.has_no_complaints();
}

#[test]
fn a_story_that_is_saved_while_the_site_is_served_is_found_by_its_new_words() {
    let Some(browser) = Browser::open() else { return };
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    tree::put(
        site,
        "site.yaml",
        "title: Small\nbase_url: https://highland.example/briefing/\ntimezone: UTC\n",
    );
    tree::put(site, "content/politics/talks.md", story("Talks", 3, "", "They met in Hesk."));
    let server = Server::start(site, &["--watch"]);
    let search = |query: &str, found: &str| {
        browser.go_to(&format!("{}search/?q={query}", server.address));
        browser.shows("document.querySelector('[aria-busy]')", Value::Null);
        browser.shows(FOUND, found);
    };
    search("hesk", "Talks");
    fs::write(
        site.join("content/politics/talks.md"),
        story("Parley", 3, "", "They met in Vessun."),
    )
    .unwrap();
    until("the change is taken in", || {
        let page = server.get("/politics/talks/").text();
        if page.contains("Vessun") { Ok(()) } else { Err(page) }
    });
    search("vessun", "Parley");
    search("hesk", "");
    search("talks", "");
    assert_eq!(browser.complaints(), [""; 0]);
}
