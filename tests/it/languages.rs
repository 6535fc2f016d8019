//! What pages say in other languages than English: digits, calendars, datelines, bylines, and
//! names in the other direction.

use std::collections::BTreeMap;

use crate::common::published::built;
use crate::common::tree;

/// The pages of a site in a language, with three stories of a day.
fn pages(language: &str, place: &str, author: &str) -> BTreeMap<String, String> {
    let site = tempfile::tempdir().unwrap();
    let settings = format!(
        "title: T\nbase_url: https://example.org/\nlanguage: {language}\n\
         sections: [politics]\npage_size: 1\nmost_read: {{windows: {{day: 1}}}}\n"
    );
    tree::put(site.path(), "site.yaml", settings);
    for at in 1..=3 {
        let story = format!(
            "---\ntitle: {place}\ndate: 2026-11-28 14:30\nauthors: [{author}, John Smith]\n\
             dateline: {{place: {place}}}\nsource: {{name: Reuters!, url: 'https://reuters.example/'}}\n\
             ---\n1. {place}\n"
        );
        tree::put(site.path(), &format!("content/politics/s{at}.md"), story);
    }
    let other = "---\ntitle: Talks (3)\ndate: 2026-11-27\nlanguage: de\n---\nText.\n";
    tree::put(site.path(), "content/politics/german.md", other);
    tree::put(site.path(), "data/reads.csv", "date,path,reads\n2026-11-28,/politics/s1/,1234\n");
    let files = built(site.path(), "2026-11-29T12:00:00Z").into_iter();
    files.filter_map(|(file, bytes)| Some((file, String::from_utf8(bytes).ok()?))).collect()
}

/// A page without the links to the authors in its byline.
fn unlinked(page: &str) -> String {
    let mut parts = page.split("<a rel=\"author\" ");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| {
        let (_, link) = part.split_once('>').unwrap();
        let (name, rest) = link.split_once("</a>").unwrap();
        text + name + rest
    })
}

#[track_caller]
fn says(pages: &BTreeMap<String, String>, page: &str, parts: &[&str]) {
    let text = unlinked(&pages[page]);
    for part in parts {
        assert!(text.contains(part), "{page} does not say {part}:\n{text}");
    }
}

#[test]
fn a_persian_page_has_its_digits_its_calendar_and_its_direction() {
    let pages = pages("fa", "تهران", "سارا احمدی");
    says(
        &pages,
        "politics/s1/index.html",
        &[
            "<html lang=\"fa\" dir=\"rtl\">",
            "--digits:persian",
            "datetime=\"2026-11-28T14:30:00+00:00\">۷ آذر ۱۴۰۵ · ۱۴:۳۰</time>",
            "<b>سارا احمدی و <bdi>John Smith</bdi></b>",
            "<b class=\"dateline\">تهران، ۷ آذر –</b>",
            "خواندن در <bdi>Reuters!</bdi>",
            "زمان مطالعه: ۱ دقیقه",
        ],
    );
    says(
        &pages,
        "politics/page/2/index.html",
        &["<small>صفحهٔ ۲</small>", "<b aria-current=\"page\">۲</b>", ">۴</a>"],
    );
    says(&pages, "most-read/index.html", &["<span>۱٬۲۳۴ بازدید</span>"]);
    says(&pages, "2026/index.html", &["<h1>۲۰۲۶</h1>", ">نوامبر ۲۰۲۶</a> <small>۴ خبر</small>"]);
    // The story in German goes its own way on a page that goes the other.
    says(&pages, "index.html", &["lang=\"de\" dir=\"ltr\">Talks (3)</a>"]);
    assert!(pages.values().all(|page| !page.contains("lang=\"en\"")));
}

#[test]
fn datelines_and_bylines_are_those_of_the_language() {
    for (language, place, author, dateline, byline) in [
        ("ru", "Ереван", "Анна Сур", "ЕРЕВАН, 28 ноября.", "Анна Сур и John Smith"),
        ("hy", "Երևան", "Անի Սուր", "ԵՐԵՎԱՆ, 28 ՆՈՅԵՄԲԵՐԻ։", "Անի Սուր և John Smith"),
        ("ja", "東京", "佐藤花子", "東京 11月28日", "佐藤花子、John Smith"),
        ("ka", "თბილისი", "ნინო", "თბილისი, 28 ნოემბერი.", "ნინო და John Smith"),
        ("tr", "İzmir", "Ayşe", "İZMİR, 28 Kasım –", "Ayşe ve John Smith"),
        ("de", "Gießen", "Jörg", "Gießen, 28. November –", "Jörg und John Smith"),
        ("ar", "عمّان", "سامي", "عمّان، 28 نوفمبر –", "سامي و<bdi>John Smith</bdi>"),
        ("he", "חיפה", "דנה", "חיפה, 28 בנובמבר –", "דנה ו\u{2011}<bdi>John Smith</bdi>"),
    ] {
        let pages = pages(language, place, author);
        let dateline = format!("<b class=\"dateline\">{dateline}</b>");
        let byline = format!("<b>{byline}</b>");
        says(&pages, "politics/s1/index.html", &[&dateline, &byline]);
        says(&pages, "feed.xml", &[&dateline.replace(" class=\"dateline\"", "")]);
    }
}

/// On the page of a story in another language everything that its author wrote says so: for who
/// hears it, and for the marks at the end of what goes the other way.
#[test]
fn all_words_of_a_story_in_another_language_say_it() {
    let site = tempfile::tempdir().unwrap();
    let settings = "title: T\nbase_url: https://example.org/\nlanguage: en\nsections: [politics]\n";
    tree::put(site.path(), "site.yaml", settings);
    let story = "---\ntitle: محادثات\nsubtitle: جولة\ndate: 2026-11-28 14:30\nlanguage: ar\n\
        image: {src: map.svg, alt: وصف, caption: تعليق}\n\
        corrections: [{date: 2026-11-28 15:00, text: تصحيح.}]\n---\n\
        نص.\n\n## أول\n\nنص.\n\n## ثان\n\nنص.\n\n## ثالث\n\nنص.\n";
    tree::put(site.path(), "content/politics/a.md", story);
    let live = "---\ntitle: مباشر\ndate: 2026-11-28 14:30\nlanguage: ar\nlive: ended\n---\n\
        ## 15:00 **أول**\n\nنص.[^1]\n\n[^1]: حاشية.\n";
    tree::put(site.path(), "content/politics/live.md", live);
    let about =
        "---\ntitle: عنا\nlanguage: ar\nimage: {src: politics/map.svg, alt: وصف}\n---\nنص.\n";
    tree::put(site.path(), "content/about.md", about);
    tree::put(
        site.path(),
        "content/politics/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>",
    );
    let files = built(site.path(), "2026-11-29T12:00:00Z");
    let page = |file: &str| String::from_utf8(files[file].clone()).unwrap();
    let arabic = |text: &str| text.replace('@', "lang=\"ar\" dir=\"rtl\"");
    let story = page("politics/a/index.html");
    for part in [
        "<h1 @>محادثات</h1>",
        "<p class=\"standfirst\" @>جولة</p>",
        "<span @>تصحيح.</span>",
        "<figure @>",
        "<div class=\"text\" @>",
        "<a href=\"#أول\" @>أول</a>",
    ] {
        assert!(story.contains(&arabic(part)), "{part}:\n{story}");
    }
    let about = page("about/index.html");
    for part in ["<h1 @>عنا</h1>", "<figure @>", "<div class=\"text\" @>"] {
        assert!(about.contains(&arabic(part)), "{part}:\n{about}");
    }
    let live = page("politics/live/index.html");
    let key = live.split("<ol>").nth(1).unwrap().split("</ol>").next().unwrap();
    assert!(key.contains(&arabic("<span @>أول</span>")), "{key}");
    let (before, _) = live.split_once("حاشية.").unwrap();
    let (_, notes) = before.rsplit_once("<div class=\"text\"").unwrap();
    assert!(notes.starts_with(&arabic(" @>")), "{notes}");
}
