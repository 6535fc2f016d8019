//! What kind of story it is: labels, types for machines, and what is paid for.

use serde_json::Value;

use crate::common::made::{made, made_well, text};

const SETTINGS: &str =
    "title: Wire\nbase_url: https://wire.example/base/\nlanguage: en\nsections: [news]\n";

fn story(title: &str, fields: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-02-28 10:00\n{fields}---\n\n{body}\n")
}

/// The JSON-LD of the story on a page.
fn article(page: &str) -> Value {
    let (_, script) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let (data, _) = script.split_once("</script>").unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    data["@graph"][0].clone()
}

#[test]
fn readers_and_machines_are_told_of_each_kind() {
    for (kind, label, of_schema) in [
        ("news", None, "NewsArticle"),
        ("analysis", Some("Analysis"), "AnalysisNewsArticle"),
        ("opinion", Some("Opinion"), "OpinionNewsArticle"),
        ("explainer", Some("Explainer"), "BackgroundNewsArticle"),
        ("interview", Some("Interview"), "NewsArticle"),
        ("obituary", Some("Obituary"), "NewsArticle"),
        ("sponsored", Some("Sponsored"), "AdvertiserContentArticle"),
    ] {
        let talks = story("Talks", &format!("kind: {kind}\ndateline: {{place: Hesk}}\n"), "Text.");
        let made = made_well(&[
            ("site.yaml", SETTINGS),
            ("content/news/talks.md", &talks),
            ("content/news/votes.md", &story("Votes", "", "Text.")),
        ]);
        let page = text(&made, "news/talks/index.html");
        let shown =
            label.map(|label| format!("<b class=\"kind\" data-kind=\"{kind}\">{label}</b>"));
        for list in [page, text(&made, "index.html"), text(&made, "news/index.html")] {
            match &shown {
                Some(shown) => assert!(list.contains(shown), "{kind}: {list}"),
                None => assert!(!list.contains("data-kind"), "{list}"),
            }
        }
        let article = article(page);
        assert_eq!(article["@type"], of_schema);
        assert_eq!(article["genre"].as_str(), label);
        // Only news has a dateline there.
        assert_eq!(article["dateline"].is_string(), kind != "sponsored", "{article}");
        let rss = text(&made, "feed.xml");
        let category = label.map(|label| format!("<category>{label}</category>"));
        assert!(category.is_none_or(|category| rss.contains(&category)), "{kind}: {rss}");
    }
}

#[test]
fn a_headline_stands_nowhere_without_its_kind() {
    let fields = |kind: &str| {
        format!("kind: {kind}\nseries: Jars\ncorrections: [{{date: 2026-02-28, text: A jar.}}]\n")
    };
    let made = made_well(&[
        ("site.yaml", SETTINGS),
        ("content/news/ad.md", &story("Ad", &fields("sponsored"), "Text.")),
        ("content/news/talks.md", &story("Talks", "series: Jars\n", "Text.\n\n::story[ad.md]")),
        ("content/news/view.md", &story("View", &fields("opinion"), "Text.")),
    ]);
    // At one moment, stories stand in the order of their addresses.
    let label =
        |kind: &str, name: &str| format!("<b class=\"kind\" data-kind=\"{kind}\">{name}</b>");
    let (ad, view) = (label("sponsored", "Sponsored"), label("opinion", "Opinion"));
    let beside = text(&made, "news/talks/index.html");
    let ways: Vec<&str> = beside.split("<nav class=\"turn\"").skip(1).collect();
    assert_eq!(ways.len(), 2, "{beside}");
    for way in ways {
        let way = way.split_once("</nav>").unwrap().0;
        assert!(way.contains(&format!("{ad} <span>Ad</span>")), "{way}");
        assert!(way.contains(&format!("{view} <span>View</span>")), "{way}");
    }
    assert!(beside.contains("<a href=\"/base/news/ad/\">Sponsored: Ad</a></p>"), "{beside}");
    let corrections = text(&made, "corrections/index.html");
    assert!(corrections.contains(&ad) && corrections.contains(&view), "{corrections}");
    // Away from the site, and where a search engine shows it.
    let paper = text(&made, "2026/02/28/print/index.html");
    for title in [
        "<b>Sponsored</b></p>\n<h2>Ad</h2>",
        "<b>Opinion</b></p>\n<h2>View</h2>",
        "<article lang=\"en\" dir=\"ltr\">\n<h2>Talks</h2>",
    ] {
        assert!(paper.contains(title), "{title}: {paper}");
    }
    let list = text(&made, "news/index.html");
    let description = list.split("<meta name=\"description\" content=\"").nth(1).unwrap();
    let description = description.split('"').next().unwrap();
    assert!(description.contains("Sponsored: Ad"), "{description}");
}

#[test]
fn a_site_without_kinds_is_told_of_none() {
    let plain = made_well(&[
        ("site.yaml", SETTINGS),
        ("content/news/talks.md", &story("Talks", "", "[A link](https://other.example/).")),
    ]);
    let news = made_well(&[
        ("site.yaml", SETTINGS),
        (
            "content/news/talks.md",
            &story("Talks", "kind: news\n", "[A link](https://other.example/)."),
        ),
    ]);
    assert!(plain == news);
    let page = text(&plain, "news/talks/index.html");
    assert!(page.contains("<p class=\"kicker\"><a href"), "{page}");
    assert!(!page.contains("genre") && !page.contains("rel=\"sponsored\""), "{page}");
}

#[test]
fn what_is_paid_for_says_so_and_is_kept_apart() {
    let paid = story(
        "Shop",
        "kind: sponsored\nsource: {name: Acme, url: 'https://acme.example/'}\n",
        "[Acme](https://acme.example/), [votes](votes.md), <a href=\"//acme.example/b\">b</a>, \
         [home](/), [us](https://wire.example/other/), [mail](mailto:a@acme.example).",
    );
    let reads = "date,path,reads\n2026-02-28,/news/shop/,9\n2026-02-28,/news/votes/,2\n";
    let votes = story("Votes", "", "Text.").replace("10:00", "08:00");
    let files = [
        ("site.yaml", SETTINGS),
        ("content/news/shop.md", &*paid),
        ("content/news/votes.md", &votes),
        ("data/reads.csv", reads),
    ];
    let made = made_well(&files);
    let page = text(&made, "news/shop/index.html");
    for link in [
        "<a rel=\"sponsored\" href=\"https://acme.example/\">Acme</a>",
        "<a href=\"/base/news/votes/\">votes</a>",
        "<a href=\"/base/\">home</a>",
        "<a href=\"https://wire.example/other/\">us</a>",
        "<a href=\"mailto:a@acme.example\">mail</a>",
        "<a href=\"https://acme.example/\" rel=\"external sponsored\">",
        "<title>Sponsored: Shop · Wire</title>",
        "<meta property=\"og:title\" content=\"Sponsored: Shop\">",
        "<meta name=\"googlebot-news\" content=\"noindex\">",
        "<h1>Shop</h1>",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
    assert_eq!(page.matches("rel=\"sponsored\"").count(), 2, "{page}");

    assert!(!text(&made, "sitemap-news.xml").contains("/news/shop/"));
    assert!(text(&made, "sitemap-news.xml").contains("/news/votes/"));
    assert!(text(&made, "sitemap.xml").contains("/news/shop/"));
    let most_read = text(&made, "most-read/index.html");
    let list = most_read.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    assert!(list.contains("/news/votes/") && !list.contains("/news/shop/"), "{list}");
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = text(&made, feed);
        assert!(feed.contains("Sponsored: Shop"), "{feed}");
        assert!(feed.contains("rel=") && feed.contains("sponsored"), "{feed}");
    }
    let search = made.iter().filter(|(path, _)| path.starts_with("search/"));
    let mut search = search.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    assert!(search.any(|file| file.contains("\"Sponsored: Shop\"")));

    // The newest story that nobody paid for leads, unless an editor says otherwise.
    let lead = |made: &crate::common::tree::Tree| {
        let home = text(made, "index.html").split_once("class=\"lead\"").unwrap().1.to_string();
        home.split_once("</h2>").unwrap().0.contains("Votes")
    };
    assert!(lead(&made));
    let featured = paid.replace("kind:", "featured: true\nkind:");
    let mut files = files;
    files[1].1 = &featured;
    assert!(!lead(&made_well(&files)));
}

#[test]
fn a_kind_that_is_none_is_told_with_the_one_that_was_meant() {
    for (kind, hint) in [
        ("op-ed", "write `kind: opinion`"),
        ("Opinion", "write `kind: opinion`"),
        ("advertorial", "write `kind: sponsored`"),
        ("live", "write `live: true` in place of this line"),
        (
            "poem",
            "write one of `news`, `analysis`, `opinion`, `explainer`, `interview`, `obituary`, \
             `sponsored`; a name of your own goes into `extra`",
        ),
    ] {
        let talks = story("Talks", &format!("kind: {kind}\n"), "Text.");
        let (_, told) = made(&[("site.yaml", SETTINGS), ("content/news/talks.md", &talks)]);
        let expected =
            format!("error: `kind` cannot be `{kind}` (content/news/talks.md:4:7) -> {hint}");
        assert_eq!(told, [expected]);
    }
}
