//! Pages in each language that the theme speaks: all of them in `.ci/run`, elsewhere the few
//! that differ most.

pub mod newsrooms;

use crate::common::browser::Browser;
use crate::common::effort::share;
use crate::common::published::built;
use crate::common::tree;
use crate::looks::axe::Checker;
use crate::looks::faults::Faults;
use crate::looks::kinds::Kind;
use crate::looks::sample::Sample;
use crate::looks::screen::{COLOURS, Colours, WIDTHS, preferring, sized};

use newsrooms::{NEWSROOMS, Newsroom};

/// When there is something in every list.
pub const AT: &str = "2026-11-27T12:00:00Z";

const FRONT: Kind = Kind { name: "front", path: "/" };
const STORY: Kind = Kind { name: "story", path: "/politics/s22/" };

/// All of them, or Arabic and Japanese.
fn newsrooms() -> Vec<&'static Newsroom> {
    share(&NEWSROOMS, 12)
}

/// The site of a newsroom, in a browser that is open.
fn sample(newsroom: &Newsroom, browser: Browser) -> Sample {
    let place = tempfile::tempdir().unwrap();
    for (file, text) in newsroom.files() {
        tree::put(place.path(), &file, text);
    }
    Sample::of(built(place.path(), AT), browser)
}

#[test]
fn no_language_breaks_a_rule_of_accessibility_or_sticks_out() {
    let Some(mut browser) = Browser::open() else { return };
    let Some(axe) = Checker::script() else { return };
    let mut faults = Faults::default();
    for newsroom in newsrooms() {
        let checker = Checker::of(sample(newsroom, browser), axe.clone());
        for kind in [FRONT, STORY] {
            for (width, colours) in WIDTHS.into_iter().zip(COLOURS) {
                checker.show(kind);
                let place = format!("{} {} ({width} px)", newsroom.language, kind.path);
                for wrong in checker.found(width, colours).wrong {
                    faults.add(format!("{}: {}", wrong.id, wrong.what), &place);
                }
                for outside in checker.sample().outside() {
                    faults.add(outside, &place);
                }
            }
        }
        browser = checker.into_browser();
    }
    faults.are_none();
}

/// A site in Armenian, Arabic and Japanese, with a story in all of them and one in each.
pub fn newsroom_of_several() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let put = |file: &str, text: &str| tree::put(place.path(), file, text);
    put(
        "site.yaml",
        "base_url: https://highland.example/briefing/\ntimezone: UTC\nsections: [politics]\n\
         languages:\n  hy: {title: Լեռնային լուրեր, sections: [{id: politics, title: Քաղաքականություն}]}\n  \
         ar: {title: نشرة الجبل, sections: [{id: politics, title: سياسة}]}\n  \
         ja: {title: 高地新聞, sections: [{id: politics, title: 政治}]}\n",
    );
    let story = |title: &str, words: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2026-11-24 10:00\ntags: [{title}]\nsummary: {words}\n\
             corrections: [{{date: 2026-11-25, text: {words}}}]\n---\n{words}\n"
        )
    };
    for (tag, title, words) in [
        ("hy", "Բանակցություններ", "Կողմերը պայմանավորվեցին ժամանակացույցի շուրջ։"),
        ("ar", "محادثات", "اتفق الطرفان على جدول زمني."),
        ("ja", "協議", "双方は日程に合意した。"),
    ] {
        put(&format!("content/politics/talks.{tag}.md"), &story(title, words));
        put(&format!("content/politics/only-{tag}.{tag}.md"), &story(title, words));
    }
    put(
        "data/reads.csv",
        "date,path,reads\n2026-11-26,/politics/talks/,3\n2026-11-26,/ar/politics/talks/,2\n",
    );
    place
}

#[test]
fn no_page_of_several_languages_breaks_a_rule_of_accessibility_or_sticks_out() {
    let Some(browser) = Browser::open() else { return };
    let Some(axe) = Checker::script() else { return };
    let mut faults = Faults::default();
    let site = newsroom_of_several();
    let checker = Checker::of(Sample::of(built(site.path(), AT), browser), axe);
    let pages = [
        "/",
        "/ar/",
        "/ja/",
        "/politics/talks/",
        "/ar/politics/talks/",
        "/ja/politics/talks/",
        "/ar/politics/only-ar/",
        "/ja/politics/only-ja/",
        "/most-read/",
        "/ar/most-read/",
        "/ar/corrections/",
        "/ja/politics/",
        "/404.html",
        "/ar/404.html",
    ];
    for path in pages {
        for (width, colours) in WIDTHS.into_iter().zip(COLOURS) {
            checker.show(Kind { name: "several", path });
            let place = format!("{path} ({width} px)");
            for wrong in checker.found(width, colours).wrong {
                faults.add(format!("{}: {}", wrong.id, wrong.what), &place);
            }
            for outside in checker.sample().outside() {
                faults.add(outside, &place);
            }
        }
        // Each is a page of its own, and not that of what is missing.
        let has_main = checker.sample().ask("document.querySelectorAll('.languages li').length");
        assert_eq!(has_main, 3, "{path}");
    }
    faults.are_none();
}

/// Where things are, as `mirrored.js` tells: at the left edge of another, or at the right.
#[test]
fn a_page_from_right_to_left_is_the_mirror_of_one_from_left_to_right() {
    let Some(mut browser) = Browser::open() else { return };
    sized(&browser, 1280, 800, 1);
    preferring(&browser, Colours::Light);
    let mut sides = 0;
    for newsroom in newsrooms() {
        let more;
        (browser, more) = on_its_side(newsroom, browser);
        sides += more;
    }
    assert!(sides > 20);
}

/// Sees to it that all stands on its side in pages of a newsroom, in a wide window; how much was looked at.
pub fn on_its_side(newsroom: &Newsroom, browser: Browser) -> (Browser, usize) {
    let sample = sample(newsroom, browser);
    let mut sides = 0;
    for kind in [FRONT, STORY, Kind { name: "section", path: "/politics/page/2/" }] {
        sample.show(kind);
        let is_mirrored = sample.ask("document.dir === 'rtl'") == true;
        assert_eq!(is_mirrored, ["ar", "fa", "he", "ur"].contains(&newsroom.language));
        let other = if is_mirrored { ["right", "left"] } else { ["left", "right"] };
        let told = sample.browser.run(include_str!("mirrored.js"));
        let told = told.as_object().unwrap();
        assert!(told.len() > 4, "{told:?}");
        for (what, side) in told {
            let (name, expected) = what.split_once(": ").unwrap();
            let expected = if expected == "start" { other[0] } else { other[1] };
            assert_eq!(side, expected, "{}: {name}", newsroom.language);
        }
        sides += told.len();
    }
    (sample.into_browser(), sides)
}

/// For those who change the theme: `cargo test --test browser -- --ignored languages`.
#[test]
#[ignore = "takes pictures into target/screenshots/"]
fn pictures_of_languages() {
    let Some(mut browser) = Browser::open() else { return };
    for newsroom in &NEWSROOMS {
        let sample = sample(newsroom, browser);
        preferring(&sample.browser, Colours::Light);
        let pages = [
            FRONT,
            STORY,
            Kind { name: "section", path: "/politics/page/2/" },
            Kind { name: "most-read", path: "/most-read/" },
        ];
        for (kind, width) in pages.into_iter().flat_map(|kind| WIDTHS.map(|width| (kind, width))) {
            sample.show(kind);
            let name = format!("{}-{}-{width}.png", newsroom.language, kind.name);
            crate::looks::pictures::keep(&sample, &name, width);
        }
        browser = sample.into_browser();
    }
}
