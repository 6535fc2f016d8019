//! What each program's site becomes.

use std::io::Write;

use super::{answers, built, file, import, source};
use crate::common::program::run;
use crate::common::tree;

/// Whatever was not public in a source holds this word.
const SECRET: &str = "SECRETWORD";

/// That a site is built without an error, answers at all these addresses, and shows nothing secret.
#[track_caller]
fn keeps(place: &tempfile::TempDir, addresses: &[&str]) {
    let built = built(place.path());
    for address in addresses {
        assert!(answers(&built, address), "{address} is lost: {:#?}", built.keys());
    }
    for (file, bytes) in &built {
        assert!(
            !String::from_utf8_lossy(bytes).contains(SECRET),
            "{file} shows what was not public"
        );
    }
}

fn zipped(place: &tempfile::TempDir, files: &[(&str, &str)]) {
    let out = std::fs::File::create(place.path().join("old.zip")).unwrap();
    let mut zip = zip::ZipWriter::new(out);
    for (path, text) in files {
        zip.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

const JEKYLL: &[(&str, &str)] = &[
    (
        "_config.yml",
        "title: The Old Paper\nurl: https://old.example\nbaseurl: /paper\ntimezone: Asia/Yerevan\n\
         permalink: /:categories/:year/:month/:day/:title.html\nplugins: [jekyll-feed]\n",
    ),
    (
        "_posts/2020-01-02-talks.md",
        "---\ntitle: \"Talks &amp; views\"\ndate: 2020-01-02 09:30:00\ncategories: politics eu\ntags: [peace]\nauthor: anna\n\
         image: /img/a.png\nredirect_from: /old/talks\n---\n\
         See [the dam]({{ site.baseurl }}{% post_url 2020-01-03-dam %}) and {% include box.html text=\"a box\" %}.\n\n\
         ## A & B\n\n<div markdown=\"1\">\n*inner*\n</div>\n\n![A](../../../../../img/a.png){: .wide}\n",
    ),
    (
        "_posts/2020-01-03-dam.md",
        "---\ntitle: Dam\ncategories: [economy]\n---\n{% odd %}\n\nA\n: b\n\n{% highlight rust %}\nlet a;\n{% endhighlight %}\n",
    ),
    (
        "_posts/2020-01-04-hidden.md",
        "---\ntitle: Hidden\npublished: false\ncategory: politics\n---\nSECRETWORD\n",
    ),
    ("_posts/2999-01-01-later.md", "---\ntitle: Later\ncategory: politics\n---\nSECRETWORD\n"),
    ("_drafts/idea.md", "---\ntitle: Idea\n---\nSECRETWORD\n"),
    ("_includes/box.html", "<b>{{ include.text }}</b>"),
    ("_data/authors.yml", "anna:\n  name: Anna Voss\n"),
    ("_layouts/default.html", "{{ content }} SECRETWORD"),
    ("about.md", "---\ntitle: About\npermalink: /about/\n---\nAbout us.\n"),
    ("team/desk.md", "---\ntitle: Desk\n---\nThe desk.\n"),
    (
        "index.html",
        "---\nlayout: default\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
    ),
    ("img/a.png", "\u{89}PNG"),
    ("robots.txt", "User-agent: *\n"),
];

#[test]
fn a_jekyll_site_moves_in() {
    let place = source(JEKYLL);
    // A real picture: the smallest PNG of one grey pixel.
    std::fs::write(place.path().join("old/img/a.png"), png()).unwrap();
    let ended = import(place.path(), &[]).done();
    assert_eq!(
        ended.stdout,
        "Jekyll: 8 texts\n\
         \x20      2 public stories\n\
         \x20      2 public pages\n\
         \x20      3 drafts, which are not public\n\
         \x20      1 pages that were lists, and lead to one\n\
         6 public addresses: 2 kept, 4 lead to the new address, 0 lost\n\
         10 files in new: 10 new, 0 changed, 0 as before, 0 edited here and left alone\n\
         \x20      3 not public in the source: drafts here: a draft (_drafts/idea.md, line 1)\n\
         \x20      1 tags that nobody knows: odd (_posts/2020-01-03-dam.md, line 5)\n\
         \x20      1 templates that cannot be filled in: `for … in site.posts` (index.html, line 4)\n\
         \x20      1 blocks that stay html: <dl> (_posts/2020-01-03-dam.md, line 7)\n\
         All of it is in new/import-report.md\n"
    );
    assert_eq!(
        file(place.path(), "site.yaml"),
        "title: The Old Paper\nbase_url: \"https://old.example/paper/\"\ntimezone: Asia/Yerevan\nsections:\n  - politics\n  - economy\n  - news\n\
         permalink: \"/{section}/{year}/{month}/{day}/{slug}.html\"\n"
    );
    assert_eq!(
        file(place.path(), "content/politics/2020/talks.md"),
        "---\ntitle: Talks & views\ndate: 2020-01-02 13:30\nauthors:\n  - Anna Voss\ntags:\n  - peace\n  - eu\nimage:\n  src: \"/img/a.png\"\n\
         aliases:\n  - \"/politics/eu/2020/01/02/talks.html\"\n  - \"/old/talks\"\n  - \"/old/talks.html\"\n\
         feed_id: \"https://old.example/paper/politics/eu/2020/01/02/talks\"\n---\n\n\
         See [the dam](/economy/2020/01/03/dam.html) and <b>a box</b>.\n\n## A & B {#a--b}\n\n\n<div >\n\n*inner*\n</div>\n\n![A](/img/a.png)\n"
    );
    assert_eq!(
        file(place.path(), "content/economy/2020/dam.md"),
        "---\ntitle: Dam\ndate: 2020-01-03\nfeed_id: \"https://old.example/paper/economy/2020/01/03/dam\"\n---\n\n\
         <dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n\n```rust\nlet a;\n```\n"
    );
    keeps(
        &place,
        &[
            "/politics/eu/2020/01/02/talks.html",
            "/old/talks",
            "/economy/2020/01/03/dam.html",
            "/about/",
            "/team/desk.html",
            "/img/a.png",
            "/",
        ],
    );
    let feed = String::from_utf8(built(place.path())["feed.xml"].clone()).unwrap();
    assert!(
        feed.contains(
            "<guid isPermaLink=\"false\">https://old.example/paper/economy/2020/01/03/dam</guid>"
        ),
        "{feed}"
    );
}

/// A picture of one pixel.
fn png() -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD
        .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
        .unwrap()
}

#[test]
fn a_hugo_site_moves_in() {
    let place = source(&[
        (
            "hugo.toml",
            "baseURL = 'https://old.example/'\ntitle = 'Old'\nlanguageCode = 'en-gb'\n[permalinks]\nnews = '/:year/:month/:slug/'\n[markup.goldmark.renderer]\nunsafe = true\n",
        ),
        ("content/_index.md", "---\ntitle: Home\n---\n"),
        ("content/news/_index.md", "+++\ntitle = 'All news'\ndescription = 'What is new'\n+++\n"),
        (
            "content/news/talks/index.md",
            "+++\ntitle = 'Talks'\ndate = 2020-01-02T09:30:00+04:00\ntags = ['Peace Talks']\naliases = ['/old']\n+++\nSee {{< ref \"dam.md\" >}}#x, https://a.example/b and [it](votes.csv).\n\n{{< box title=\"T\" >}}*in*{{< /box >}}\n\n{{< own a=\"b\" >}}\n",
        ),
        ("content/news/talks/votes.csv", "a,b\n"),
        (
            "content/news/dam.md",
            "{\"title\": \"Dam\", \"date\": \"2020-01-03\", \"slug\": \"the-dam\"}\n\n<!--more-->\n\n{{</* shown */>}}\n",
        ),
        ("content/news/held.md", "---\ntitle: H\ndate: 2020-01-04\ndraft: true\n---\nSECRETWORD\n"),
        ("content/news/later.md", "---\ntitle: L\ndate: 2999-01-04\n---\nSECRETWORD\n"),
        ("content/about/us.md", "---\ntitle: Us\n---\nWe.\n"),
        ("layouts/shortcodes/own.html", "<em>{{ .Get \"a\" }}</em>"),
        ("static/files/a.txt", "A\n"),
    ]);
    import(place.path(), &[]).done();
    assert_eq!(
        file(place.path(), "site.yaml"),
        "title: Old\nbase_url: \"https://old.example/\"\nlanguage: en-GB\nsections:\n  - id: news\n    title: All news\n    description: What is new\n\
         permalink: \"/{year}/{month}/{slug}/\"\n"
    );
    assert_eq!(
        file(place.path(), "content/news/2020/talks.md"),
        "---\ntitle: Talks\ndate: 2020-01-02 05:30\ntags:\n  - Peace Talks\naliases:\n  - \"/old\"\n\
         feed_id: \"https://old.example/2020/01/talks/\"\n---\n\n\
         See /2020/01/the-dam/#x, <https://a.example/b> and [it](/2020/01/talks/votes.csv).\n\n\n\nT\n\n\n\n*in*\n\n\n\n<em>b</em>\n"
    );
    keeps(
        &place,
        &[
            "/2020/01/talks/",
            "/2020/01/talks/votes.csv",
            "/2020/01/the-dam/",
            "/old/",
            "/news/",
            "/about/us/",
            "/tags/peace-talks/",
            "/files/a.txt",
        ],
    );
}

/// An item of an export of WordPress.
fn item(id: u32, slug: &str, status: &str, more: &str, content: &str) -> String {
    let link = match status {
        "publish" => format!("https://old.example/2020/01/{slug}/"),
        _ => format!("https://old.example/?p={id}"),
    };
    format!(
        "<item><title>{slug} &amp;amp; co</title><link>{link}</link><dc:creator>anna</dc:creator><guid isPermaLink=\"false\">https://old.example/?p={id}</guid>\
         <content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded></excerpt:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2020-01-0{id} 10:00:00</wp:post_date><wp:post_date_gmt>2020-01-0{id} 06:00:00</wp:post_date_gmt>\
         <wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status><wp:post_parent>0</wp:post_parent>{more}</item>\n"
    )
}

#[test]
fn a_wordpress_site_moves_in() {
    let of = "<wp:post_type>post</wp:post_type>";
    let news = format!(
        "{of}<category domain=\"category\" nicename=\"world\"><![CDATA[World]]></category><category domain=\"post_tag\" nicename=\"peace\">Peace</category>"
    );
    let locked = format!("{of}<wp:post_password>x</wp:post_password>");
    let items = [
        item(1, "talks", "publish", &news, "One &lt;b&gt;\ntwo.\n\nThree <em>four</em>. [odd a=\"1\"]\n\n[caption id=\"x\"]<img src=\"https://old.example/wp-content/a.jpg\" alt=\"A\" /> The dam[/caption]"),
        item(2, "private", "private", of, SECRET),
        item(3, "pending", "pending", of, SECRET),
        item(4, "future", "future", of, SECRET),
        item(5, "draft", "draft", of, SECRET),
        item(6, "locked", "publish", &locked, SECRET),
        item(7, "talks-revision", "inherit", "<wp:post_type>revision</wp:post_type>", SECRET),
        item(8, "trashed", "trash", of, SECRET),
        item(9, "about", "publish", "<wp:post_type>page</wp:post_type>", "About us.").replace("/2020/01/about/", "/about/"),
    ]
    .concat();
    let export = format!(
        "<?xml version=\"1.0\"?>\n<rss><channel><title>Old &amp;amp; new</title><link>https://old.example</link><language>en-US</language>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>\n\
         <!-- https://wordpress.org/export/1.2/ --><wp:author><wp:author_login>anna</wp:author_login><wp:author_display_name>Anna Voss</wp:author_display_name></wp:author>\n\
         {items}</channel></rss>"
    );
    let place = source(&[("export.xml", &export)]);
    import(place.path(), &[]).done();
    assert_eq!(
        file(place.path(), "content/world/2020/talks.md"),
        "---\ntitle: talks & co\ndate: 2020-01-01 10:00\nauthors:\n  - Anna Voss\ntags:\n  - Peace\n\
         feed_id: \"https://old.example/?p=1\"\n---\n\n\
         One \\<b>\\\ntwo.\n\nThree *four*. [odd a=\"1\"]\n\n<figure><img src=\"https://old.example/wp-content/a.jpg\" alt=\"A\"><figcaption>The dam</figcaption></figure>\n"
    );
    assert_eq!(
        file(place.path(), "site.yaml"),
        "title: Old & new\nbase_url: \"https://old.example/\"\nlanguage: en-US\ntimezone: Etc/GMT-4\nsections:\n  - world\n\
         permalink: \"/{year}/{month}/{slug}/\"\n"
    );
    let report = file(place.path(), "import-report.md");
    for line in [
        "| Texts of the source | 7 |",
        "| public stories | 1 |",
        "| public pages | 1 |",
        "| drafts, which are not public | 5 |",
        "- 1 revisions",
        "- 1 texts in the trash",
        "- protected by a password (1)",
        "- [odd] (1)",
    ] {
        assert!(report.contains(&line.replace("[odd]", "\\[odd]")), "{line}\n{report}");
    }
    keeps(&place, &["/2020/01/talks/", "/about/", "/category/world/", "/tag/peace/"]);
}

#[test]
fn a_ghost_site_moves_in() {
    let post = |id: &str, status: &str, visibility: &str, body: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"T {id}\", \"slug\": \"{id}\", \"html\": {body}, \"status\": \"{status}\", \"visibility\": \"{visibility}\", \"type\": \"post\", \"published_at\": \"2020-01-02T10:00:00.000Z\"}}"
        )
    };
    let secret = format!("\"<p>{SECRET}</p>\"");
    let posts = [
        post(
            "a1",
            "published",
            "public",
            "\"<p>See <a href='__GHOST_URL__/b2/'>b</a> <img src='__GHOST_URL__/content/images/size/w600/2020/a.png'></p>\"",
        ),
        post("s1", "sent", "public", &secret),
        post("m1", "published", "members", &secret),
        post("d1", "draft", "public", &secret),
        post("l1", "scheduled", "public", &secret),
    ];
    let json = format!(
        "{{\"db\": [{{\"data\": {{\"posts\": [{}], \"tags\": [{{\"id\": \"t\", \"name\": \"Peace\", \"slug\": \"peace\"}}, {{\"id\": \"i\", \"name\": \"#internal\", \"slug\": \"i\"}}],\
         \"posts_tags\": [{{\"post_id\": \"a1\", \"tag_id\": \"i\", \"sort_order\": 0}}, {{\"post_id\": \"a1\", \"tag_id\": \"t\", \"sort_order\": 1}}],\
         \"users\": [{{\"id\": \"u\", \"name\": \"Anna\", \"slug\": \"anna\"}}], \"posts_authors\": [{{\"post_id\": \"a1\", \"author_id\": \"u\"}}],\
         \"settings\": [{{\"key\": \"title\", \"value\": \"Old\"}}]}}}}]}}",
        posts.join(", ")
    );
    let place = source(&[("ghost.json", &json)]);
    std::fs::create_dir_all(place.path().join("old/content/images/2020")).unwrap();
    std::fs::write(place.path().join("old/content/images/2020/a.png"), png()).unwrap();
    import(place.path(), &[]).done();
    assert_eq!(
        file(place.path(), "content/peace/2020/a1.md"),
        "---\ntitle: T a1\ndate: 2020-01-02 10:00\nauthors:\n  - Anna\nfeed_id: a1\n---\n\nSee [b](/b2/) ![](/content/images/2020/a.png)\n"
    );
    keeps(&place, &["/a1/", "/content/images/2020/a.png", "/tag/peace/", "/author/anna/"]);
}

#[test]
fn a_zola_site_moves_in() {
    let place = source(&[
        ("config.toml", "base_url = \"https://old.example\"\ntitle = \"Old\"\n"),
        ("content/blog/_index.md", "+++\ntitle = \"Blog\"\n+++\n"),
        (
            "content/blog/2020-01-02-talks.md",
            "+++\ntitle = \"Talks\"\naliases = [\"old\"]\n[taxonomies]\ntags = [\"Peace\"]\n+++\nSee [dam](@/blog/dam/index.md#x). {{ youtube(id=\"v1\") }}\n",
        ),
        (
            "content/blog/dam/index.md",
            "+++\ntitle = \"Dam\"\ndate = 2020-01-03\n+++\n![A](a.png)\n",
        ),
        (
            "content/blog/held.md",
            "+++\ntitle = \"H\"\ndate = 2020-01-04\ndraft = true\n+++\nSECRETWORD\n",
        ),
        ("content/about.md", "+++\ntitle = \"About\"\n+++\nUs.\n"),
    ]);
    std::fs::write(place.path().join("old/content/blog/dam/a.png"), png()).unwrap();
    import(place.path(), &[]).done();
    assert_eq!(
        file(place.path(), "content/blog/2020/talks.md"),
        "---\ntitle: Talks\ndate: 2020-01-02\ntags:\n  - Peace\naliases:\n  - \"/old\"\nfeed_id: \"https://old.example/blog/talks/\"\n---\n\n\
         See [dam](/blog/dam/#x). \n\n<p><a href=\"https://www.youtube.com/watch?v=v1\">https://www.youtube.com/watch?v=v1</a></p>\n"
    );
    keeps(
        &place,
        &[
            "/blog/talks/",
            "/blog/dam/",
            "/blog/dam/a.png",
            "/old",
            "/blog/",
            "/about/",
            "/tags/peace/",
        ],
    );
}

#[test]
fn an_eleventy_site_moves_in() {
    let place = source(&[
        (
            ".eleventy.js",
            "module.exports = c => { c.addPassthroughCopy('src/img'); return { dir: { input: 'src' } } }\n",
        ),
        ("src/_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}"),
        (
            "src/posts/posts.json",
            "{\"tags\": \"posts\", \"permalink\": \"/{{ page.date | date: '%Y' }}/{{ page.fileSlug }}/\"}",
        ),
        (
            "src/posts/2020-01-02-talks.md",
            "---\ntitle: Talks\ntags: [posts, peace]\n---\n{{ title }}: *a* {% image \"/img/a.png\", \"A\" %}\n",
        ),
        ("src/posts/held.md", "---\ntitle: H\ndate: 2020-01-03\ndraft: true\n---\nSECRETWORD\n"),
        ("src/about.md", "---\ntitle: About\n---\nUs.\n"),
        ("src/feed.njk", "---\npermalink: /feed.xml\n---\n<feed/>\n"),
        ("README.md", "# Old\n"),
    ]);
    std::fs::create_dir_all(place.path().join("old/src/img")).unwrap();
    std::fs::write(place.path().join("old/src/img/a.png"), png()).unwrap();
    import(place.path(), &[]).done();
    let text = file(place.path(), "content/posts/2020/talks.md");
    assert!(text.starts_with("---\ntitle: Talks\ndate: 2020-01-02\ntags:\n  - peace\n"), "{text}");
    assert!(text.contains("\nTalks: *a*"), "{text}");
    keeps(&place, &["/2020/talks/", "/about/", "/img/a.png"]);
}

#[test]
fn exports_of_substack_and_medium_move_in() {
    let place = tempfile::tempdir().unwrap();
    zipped(
        &place,
        &[
            (
                "posts.csv",
                "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle\n1.talks,2020-01-02T10:00:00.000Z,true,,newsletter,everyone,News &amp; views,Sub\n2.paid,2020-01-03T10:00:00.000Z,true,,newsletter,only_paid,P,\n3.draft,,false,,newsletter,everyone,D,\n4.upper,2020-01-05T10:00:00.000Z,TRUE,,newsletter,everyone,U,\n",
            ),
            (
                "posts/1.talks.html",
                "<p>Text <strong>a</strong>.</p><div class=\"subscription-widget-wrap\"><p>Subscribe!</p></div>",
            ),
            ("posts/2.paid.html", "<p>SECRETWORD</p>"),
            ("posts/3.draft.html", "<p>SECRETWORD</p>"),
            ("posts/4.upper.html", "<p>Words.</p>"),
        ],
    );
    run(place.path(), &["import", "old.zip", "--into", "new"]).done();
    assert_eq!(
        file(place.path(), "content/news/2020/talks.md"),
        "---\ntitle: News & views\ndate: 2020-01-02 10:00\nsubtitle: Sub\n---\n\nText **a**.\n"
    );
    keeps(&place, &["/p/talks", "/p/upper"]);

    let place = tempfile::tempdir().unwrap();
    let post = "<article class=\"h-entry\"><header><h1 class=\"p-name\">Talks</h1></header><section data-field=\"body\" class=\"e-content\">\
        <h3 class=\"graf--title\">Talks</h3><p class=\"graf--p\">Text.</p></section><footer><time class=\"dt-published\" datetime=\"2020-01-02T10:00:00.000Z\">x</time></footer></article>";
    let answer = |title: &str, words: &str| {
        post.replace("<h3 class=\"graf--title\">Talks</h3>", "")
            .replace("Talks", title)
            .replace("Text.", words)
    };
    zipped(
        &place,
        &[
            ("posts/2020-01-02_Talks-1a2b.html", post),
            ("posts/draft_Idea-3c.html", &post.replace("Text.", SECRET)),
            // An answer to another text begins with what is named as its title.
            ("posts/2020-01-03_Yes-5e.html", &answer("Yes, but", "Yes, but SECRETWORD")),
            ("posts/2020-01-04_Dam-6f.html", &answer("Dam", "Water.")),
            ("profile/profile.html", "x"),
        ],
    );
    run(place.path(), &["import", "old.zip", "--into", "new"]).done();
    assert_eq!(
        file(place.path(), "content/news/2020/talks.md"),
        "---\ntitle: Talks\ndate: 2020-01-02 10:00\naliases:\n  - \"/p/1a2b\"\nfeed_id: \"https://medium.com/p/1a2b\"\n---\n\nText.\n"
    );
    keeps(&place, &["/p/1a2b", "/p/6f"]);
    assert!(tree::paths(place.path()).len() > 3);
}

#[test]
fn rules_say_what_unknown_tags_and_categories_become() {
    let place = source(&[
        ("_config.yml", "title: Old\nurl: https://old.example\n"),
        (
            "_posts/2020-01-02-a.md",
            "---\ntitle: A\ncategory: World news\n---\nx\n\n{% pull by=\"Anna\" %}y{% endpull %}\n",
        ),
    ]);
    tree::put(
        place.path(),
        "new/import.yaml",
        "shortcodes:\n  pull: \"> {inner} ({by})\"\nsections:\n  World news: world\n",
    );
    let ended = import(place.path(), &[]).done();
    assert!(!ended.stdout.contains("nobody knows"), "{}", ended.stdout);
    let text = file(place.path(), "content/world/2020/a.md");
    assert!(text.ends_with("---\n\nx\n\n> y (Anna)\n"), "{text}");
}
