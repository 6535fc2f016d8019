//! Marks, cards and fields that only one program has: their words are there.

use super::generators::holds;
use super::{built, file, import, source};

/// <https://kramdown.gettalong.org/syntax.html>
#[test]
fn what_only_kramdown_knows_is_there() {
    let body = "| a | *b* |\n| c | d |\n\n| h | i |\n|---|---|\n| j | k |\n|===\n| l | m |\n\nOne\\\\\ntwo <<no>> of the EU.\n\n\
                [x](/x/){: title=\"The title\"}\n\n{::nomarkdown}<b>*plain*</b>{:/}\n\n*[EU]: European Union\n";
    let place = holds(
        &[
            ("_config.yml", "title: Old\nurl: https://old.example\npermalink: /:title/\n"),
            ("_posts/2020-01-02-a.md", &format!("---\ntitle: A\n---\n{body}")),
        ],
        &["/a/"],
        &[],
    );
    let page = &built(place.path())["a/index.html"];
    let page = String::from_utf8_lossy(page);
    let (_, page) = page.split_once("<article").unwrap();
    for html in [
        "<td>a</td>",
        "<td><em>b</em></td>",
        "<td>l</td>",
        "One<br",
        "«no»",
        "<abbr title=\"European Union\">EU</abbr>",
        "title=\"The title\"",
        "<b>*plain*</b>",
    ] {
        assert!(page.contains(html), "{html}: {page}");
    }
    assert!(!page.contains("===") && !page.contains("|"), "{page}");
    let report = file(place.path(), "import-report.md");
    assert!(!report.contains("Differs from the source"), "{report}");
}

/// `<!--more-->` ends the summary of a text that says no other.
#[test]
fn what_goes_before_more_is_the_summary() {
    let body = "First *words* of it.\n\n<!--more-->\n\nThe rest.\n";
    let yaml = |more: &str| format!("---\ntitle: T\ndate: 2020-01-02\n{more}---\n{body}");
    let own = yaml("description: Own words.\n");
    let long = yaml("").replace("First", &"word ".repeat(100));
    let zola = format!(
        "+++\ntitle = \"T\"\ndate = 2020-01-02\n+++\n{}",
        body.replace("<!--more-->", "<!-- more -->")
    );
    let hugo = ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n");
    let jekyll = ("_config.yml", "title: Old\nurl: https://old.example\n");
    for (config, name, text, summary) in [
        (hugo, "content/posts/t.md", yaml(""), Some("summary: First words of it.\n")),
        (hugo, "content/posts/t.md", own.clone(), Some("summary: Own words.\n")),
        (hugo, "content/posts/t.md", long, None),
        (jekyll, "_posts/2020-01-02-t.md", yaml(""), Some("summary: First words of it.\n")),
        (jekyll, "_posts/2020-01-02-t.md", yaml("").replace("<!--more-->", "<!--cut-->"), None),
        (
            jekyll,
            "_posts/2020-01-02-t.md",
            yaml("excerpt_separator: <!--cut-->\n").replace("<!--more-->", "<!--cut-->"),
            Some("summary: First words of it.\n"),
        ),
        (
            ("config.toml", "base_url = \"https://old.example\"\ntitle = \"Old\"\n"),
            "content/blog/t.md",
            zola,
            Some("summary: First words of it.\n"),
        ),
    ] {
        let place = source(&[config, (name, &text)]);
        import(place.path(), &[]).done();
        let files = crate::common::tree::read(&place.path().join("new/content"));
        let text = files.values().map(|text| String::from_utf8_lossy(text)).next().unwrap();
        assert!(text.contains("The rest."), "{text}");
        match summary {
            Some(summary) => assert!(text.contains(summary), "{text}"),
            None => assert!(!text.contains("summary:"), "{text}"),
        }
    }
}

#[test]
fn hugo_marks_params_menus_and_assets_are_there() {
    let config = "baseURL = 'https://old.example/'\ntitle = 'Old'\n[markup.goldmark.extensions.extras.mark]\nenable = true\n\
                  [markup.goldmark.extensions.extras.superscript]\nenable = true\n\
                  [[menus.main]]\nname = 'News'\nurl = '/news/'\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let place = holds(
        &[
            ("hugo.toml", config),
            (
                "content/news/a.md",
                "---\ntitle: A\ndate: 2020-01-02\nparams: {author: Anna Voss, subtitle: A line, draft: true}\n---\n==marked== x^2^ ++not++\n\n{{< figure src=\"img/a.svg\" >}}\n",
            ),
            ("content/about.md", "---\ntitle: About\ndate: 2020-01-03\nmenus: main\n---\nAbout.\n"),
            (
                "content/desk.md",
                "---\ntitle: Desk\nmenus: {main: {name: The desk, weight: 1}}\n---\nDesk.\n",
            ),
            ("content/foot.md", "---\ntitle: Foot\nmenus: footer\n---\nFoot.\n"),
            (
                "content/later.md",
                "---\ntitle: The merger\ndate: 2099-01-01\nmenus: main\n---\nLater.\n",
            ),
            (
                "content/news/draft.md",
                "---\ntitle: Draft\ndate: 2020-01-02\ndraft: true\n---\n{{< figure src=\"img/secret.svg\" >}}\n",
            ),
            ("assets/img/secret.svg", svg),
            // A part of a name is another one.
            ("assets/a.svg", svg),
            ("assets/img/a.svg", svg),
            ("assets/img/unused.svg", svg),
        ],
        &["/news/a/", "/img/a.svg", "/about/"],
        &["/img/unused.svg", "/img/secret.svg", "/a.svg"],
    );
    let text = file(place.path(), "content/news/2020/a.md");
    for words in [
        "authors:\n  - Anna Voss\n",
        "subtitle: A line\n",
        "<mark>marked</mark>",
        "x<sup>2</sup>",
        "++not++",
        "/img/a.svg",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("params") && !text.contains("draft"), "{text}");
    let settings = file(place.path(), "site.yaml");
    let [desk, about] = ["The desk", "About"].map(|name| settings.find(name));
    assert!(desk.is_some() && desk < about && !settings.contains("Foot"), "{settings}");
    assert!(!settings.contains("merger"), "{settings}");
    // Sections are in the navigation anyway.
    assert!(!settings.contains("/news/"), "{settings}");
    assert!(!file(place.path(), "content/about.md").contains("date:"));
    let report = file(place.path(), "import-report.md");
    assert!(!report.contains("Files that are not there"), "{report}");
}

#[test]
fn cards_of_ghost_are_their_words() {
    let html = "<div class='kg-card kg-file-card'><a class='kg-file-card-container' href='__GHOST_URL__/content/files/d.pdf' title='Download'><div class='kg-file-card-contents'><div class='kg-file-card-title'>The law</div><div class='kg-file-card-caption'>As passed</div><div class='kg-file-card-metadata'><div class='kg-file-card-filename'>d.pdf</div><div class='kg-file-card-filesize'>1 KB</div></div></div><div class='kg-file-card-icon'></div></a></div>\
                <div class='kg-card kg-audio-card'><img src='' class='kg-audio-thumbnail'><div class='kg-audio-player-container'><audio src='__GHOST_URL__/content/media/s.mp3'></audio><div class='kg-audio-title'>Song</div><div class='kg-audio-player'><span>0:00</span><button>1x</button></div></div></div>\
                <figure class='kg-card kg-video-card'><div class='kg-video-container'><video src='__GHOST_URL__/content/media/v.mp4' poster='https://img.spacergif.org/v1/1x1/0a/spacer.png'></video><div class='kg-video-overlay'><button>Play</button></div><div class='kg-video-player-container'><span>0:10</span></div></div><figcaption>The dam</figcaption></figure>";
    let card = "md ==mark== H~2~O x^2^ foot[^1]\\\\n\\\\n[^1]: The note";
    let lexical = format!(
        "{{\\\"root\\\": {{\\\"children\\\": [{{\\\"type\\\": \\\"markdown\\\", \\\"markdown\\\": \\\"{card}\\\"}}]}}}}"
    );
    let post = |id: &str, body: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"T\", \"slug\": \"{id}\", {body}, \"status\": \"published\", \"visibility\": \"public\", \"published_at\": \"2020-01-02T10:00:00.000Z\"}}"
        )
    };
    let json = format!(
        "{{\"db\": [{{\"data\": {{\"posts\": [{}, {}], \"tags\": [{{\"id\": \"1\", \"name\": \"Water\", \"description\": \"All of it\"}}], \"users\": [{{\"id\": \"1\", \"name\": \"Anna\", \"bio\": \"Writes\"}}], \
         \"settings\": [{{\"key\": \"title\", \"value\": \"Old\"}}, {{\"key\": \"secondary_navigation\", \"value\": \"[{{\\\"label\\\": \\\"Imprint\\\", \\\"url\\\": \\\"/imprint/\\\"}}]\"}}]}}}}]}}",
        post("a1", &format!("\"html\": \"{html}\"")),
        post("b2", &format!("\"lexical\": \"{lexical}\"")),
    );
    let place = holds(&[("ghost.json", &json)], &["/a1/"], &[]);
    let text = file(place.path(), "content/news/2020/a1.md");
    let (_, text) = text.split_once("\n---\n").unwrap();
    assert!(
        text.contains("[The law](") && text.contains("As passed") && text.contains("Song"),
        "{text}"
    );
    assert_eq!(text.matches("d.pdf").count(), 1, "{text}");
    for word in ["0:00", "0:10", "1x", "Play", "spacergif", "1 KB"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let text = file(place.path(), "content/news/2020/b2.md");
    for word in ["<mark>mark</mark>", "H<sub>2</sub>O", "x<sup>2</sup>", "The note"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let report = file(place.path(), "import-report.md");
    for line in [
        "- the description of the tag `Water` is left out (1)",
        "- the biography of `Anna` is left out (1)",
        "- the second menu is left out: Imprint (1)",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
    assert!(!report.contains("post `"), "{report}");
}

/// What the settings of a program make of the ends of lines stays.
#[test]
fn ends_of_lines_that_were_breaks_are_breaks() {
    let lines = "Roses are red,\nviolets are *blue*.\nSee https://a.example/b\n";
    let post = format!("---\ntitle: A\ndate: 2020-01-02\n---\n{lines}");
    let hugo = "baseURL = 'https://old.example/'\ntitle = 'Old'\n";
    let wraps = format!("{hugo}[markup.goldmark.renderer]\nhardWraps = true\n");
    let jekyll = "title: Old\nurl: https://old.example\n";
    let kramdown = format!("{jekyll}kramdown: {{hard_wrap: true}}\n");
    let commonmark =
        format!("{jekyll}markdown: CommonMark\ncommonmark: {{options: [HARDBREAKS]}}\n");
    let data = ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}");
    let eleventy =
        "export default c => c.setLibrary('md', markdownIt({breaks: true, linkify: true}))\n";
    for (config, file_of, breaks, links) in [
        (("hugo.toml", &*wraps), "content/news/a.md", true, true),
        (("hugo.toml", hugo), "content/news/a.md", false, true),
        (("_config.yml", &*kramdown), "_posts/2020-01-02-a.md", true, false),
        (("_config.yml", &*commonmark), "_posts/2020-01-02-a.md", true, false),
        (("_config.yml", jekyll), "_posts/2020-01-02-a.md", false, false),
        (("eleventy.config.js", eleventy), "news/a.md", true, true),
        (("eleventy.config.js", "export default c => {}\n"), "news/a.md", false, false),
    ] {
        let place = source(&[config, data, (file_of, &post)]);
        import(place.path(), &[]).done();
        let site = built(place.path());
        let page = site.values().map(|bytes| String::from_utf8_lossy(bytes));
        let page = page.into_iter().find(|page| page.contains("violets are <em>")).unwrap();
        let has_breaks = page.contains("red,<br") && page.contains("</em>.<br");
        assert_eq!(has_breaks, breaks, "{config:?} {page}");
        assert_eq!(page.contains("href=\"https://a.example/b\""), links, "{config:?} {page}");
        let report = file(place.path(), "import-report.md");
        assert!(!report.contains("Differs"), "{report}");
    }
}
