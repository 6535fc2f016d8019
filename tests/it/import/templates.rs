//! What templates in texts come to: what the site's own program makes of them, or nothing, which the
//! report says.

use super::{built, file, import, source};

/// Imports and builds a source: the text named `T` has these words, and not those; and the report
/// names each of these as what cannot be filled in.
#[track_caller]
fn comes_to(files: &[(&str, &str)], words: &[&str], absent: &[&str], untold: &[&str]) {
    let place = source(files);
    import(place.path(), &[]).done();
    built(place.path());
    let files = crate::common::tree::read(&place.path().join("new/content"));
    let texts = files.values().map(|text| String::from_utf8_lossy(text).into_owned());
    let text = texts.into_iter().find(|text| text.contains("title: T\n")).unwrap();
    let (_, text) = text.split_once("\n---\n\n").unwrap();
    for word in words {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
    for word in absent {
        assert!(!text.contains(word), "{word} is in: {text}");
    }
    let report = file(place.path(), "import-report.md");
    for name in untold {
        let name = name.replace('_', "\\_").replace('[', "\\[");
        assert!(report.contains(&format!("- {name} (")), "{name}\n{report}");
    }
    assert_eq!(
        report.contains("Templates that cannot be filled in"),
        !untold.is_empty(),
        "{report}"
    );
}

#[test]
fn names_that_jekyll_makes_are_not_nothing() {
    let config = "title: Old\nurl: https://old.example\nbaseurl: /paper\nauthor:\n  name: Anna\ncollections: [people]\n";
    for (body, words, absent, untold) in [
        (
            "{{ site.posts | size }} {% if site.posts.size > 3 %}Many{% else %}Few{% endif %}.",
            &["."][..],
            &["0", "Few", "Many"][..],
            &["`site.posts`", "`site.posts.size`"][..],
        ),
        (
            "A{{ site.time }}B{{ jekyll.version }}C",
            &["ABC"],
            &[],
            &["`site.time`", "`jekyll.version`"],
        ),
        (
            "A{{ site.tags | size }}B{{ site.people | size }}",
            &["AB"],
            &["0"],
            &["`site.tags`", "`site.people`"],
        ),
        (
            "A{{ page.next.title }}B{{ page.excerpt }}",
            &["AB"],
            &[],
            &["`page.next.title`", "`page.excerpt`"],
        ),
        (
            "{{ page.slug }}, {{ page.path }}, {{ page.collection }}, {{ page.id }}, {{ page.categories | join: '+' }}",
            &["t-one, _posts/2024-01-02-t-one.md, posts, /world/news/2024/01/02/t-one, World+News"],
            &[],
            &[],
        ),
        (
            "{{ site.data.people.anna.name }}, {{ site.data.cities[1].city }}, {{ site.data.flat.a }}",
            &["Anna V, Gyumri, b"],
            &[],
            &[],
        ),
        (
            "{% for city in site.data.cities %}{{ city.city }};{% endfor %}",
            &["Yerevan;Gyumri;"],
            &[],
            &[],
        ),
        ("A{{ site.data.none.x }}{{ site.none }}{{ page.none }}{{ none }}B", &["AB"], &[], &[]),
        ("A{{ site.data.broken.x }}B", &["AB"], &[], &["`site.data.broken.x`"]),
        (
            "At {{ site.url }}{{ site.baseurl }}/ by {{ site.author.name }}",
            &["At https://old.example/paper/ by Anna"],
            &[],
            &[],
        ),
        (
            "[l]({{ site.url }}{{ site.baseurl }}/x/) [m]({{ site.baseurl }}{{ page.url }})",
            &["[l](/x/) [m](/world/news/2024/01/02/t-one.html)"],
            &[],
            &[],
        ),
        ("![p]({{ site.url }}{{ site.baseurl }}/img/a.svg)", &["![p](/img/a.svg)"], &[], &[]),
        ("<aside>{% include box.html text=\"*x*\" %}</aside>", &["<em>x</em>"], &["*x*"], &[]),
    ] {
        let text = format!("---\ntitle: T\ncategories: World News\n---\n{body}\n");
        let files = [
            ("_config.yml", config),
            ("_posts/2024-01-02-t-one.md", &*text),
            ("_posts/2024-01-01-o.md", "---\ntitle: O\n---\nOther.\n"),
            ("_data/people/anna.yml", "name: Anna V\n"),
            ("_data/cities.csv", "city,size\nYerevan,1\nGyumri,2\n"),
            ("_data/flat.json", "{\"a\": \"b\"}"),
            ("_data/broken.yml", "a: [\n"),
            ("img/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
            ("_includes/box.html", "{{ include.text | markdownify }}"),
        ];
        comes_to(&files, words, absent, untold);
    }
}

/// An address with a space is one link.
#[test]
fn addresses_with_spaces_are_links() {
    let post = "---\ntitle: T\ncategories: [World News]\n---\n[a]({% post_url 2024-01-01-o %}) [b]({% link a file.pdf %}) [c]({{ page.url }})\n";
    comes_to(
        &[
            ("_config.yml", "title: Old\nurl: https://old.example\n"),
            ("_posts/2024-01-02-t.md", post),
            ("_posts/2024-01-01-o.md", "---\ntitle: O\ncategories: [World News]\n---\nOther.\n"),
            ("a file.pdf", "x"),
        ],
        &[
            "[a](/world%20news/2024/01/01/o.html) [b](/a%20file.pdf) [c](/world%20news/2024/01/02/t.html)",
        ],
        &[],
        &[],
    );
}

#[test]
fn names_that_eleventy_makes_are_not_nothing() {
    let config = "module.exports = c => {\n c.addGlobalData('edition', () => 7);\n c.addShortcode('figure', (src, text, by) => `<figure>…`);\n\
                  c.addShortcode('quote', (text, by) => `…`);\n c.addFilter('ymd', d => d);\n};\n";
    for (name, body, words, absent, untold) in [
        ("t.md", "A{{ edition }}B{{ none }}C", &["ABC"][..], &[][..], &["`edition`"][..]),
        (
            "t.md",
            "{{ pkg.name }}, {{ page.fileSlug }}, {{ page.inputPath }}",
            &["paper, t, ./posts/t.md"],
            &[],
            &[],
        ),
        ("t.md", "A{% for m in team %}{{ m }}{% endfor %}B", &["AB"], &[], &["`for … in team`"]),
        ("t.md", "A{{ collections.posts | size }}B", &["AB"], &["0"], &["`collections.posts`"]),
        (
            "t.md",
            "At {{ site.url }}/ and [l]({{ site.url }}/x/)",
            &["At https://old.example/ and [l](/x/)"],
            &[],
            &[],
        ),
        (
            "t.njk",
            "<p>{{ \"<b>\" }} {{ \"<i>c</i>\" | safe }}</p>",
            &["\\<b>", "*c*"],
            &["**"],
            &[],
        ),
    ] {
        let text = format!("---\ntitle: T\ndate: 2024-01-02\n---\n{body}\n");
        let path = format!("posts/{name}");
        let files = [
            ("eleventy.config.js", config),
            (&*path, &*text),
            ("_data/site.json", "{\"url\": \"https://old.example\"}"),
            ("_data/team.js", "module.exports = () => ['Anna'];\n"),
            ("package.json", "{\"name\": \"paper\"}"),
        ];
        comes_to(&files, words, absent, untold);
    }
    // What the site defines is its own, and its words stay.
    let place = source(&[
        ("eleventy.config.js", config),
        (
            "posts/t.md",
            "---\ntitle: T\ndate: 2024-01-02\n---\n{% figure \"/img/x.svg\", \"The caption\", \"Foto AFP\" %}\n\n{% quote \"To be\", \"Hamlet\" %}\n\n{% youtube \"abc\" %}\n",
        ),
        ("posts/p.11ty.js", "module.exports = class {};\n"),
        ("posts/w.webc", "<p>W</p>\n"),
    ]);
    import(place.path(), &[]).done();
    let text = file(place.path(), "content/posts/2024/t.md");
    for word in ["/img/x.svg", "The caption", "Foto AFP", "To be", "Hamlet", "watch?v=abc"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let report = file(place.path(), "import-report.md");
    for line in [
        "- figure (1)",
        "- quote (1)",
        "- 1 pages that a program of the source makes (`.11ty.js`)",
        "- a page in WebC (1)",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

#[test]
fn hugo_escapes_what_is_text_and_shows_what_is_html() {
    let config = "baseURL = 'https://old.example/'\ntitle = 'Old'\n";
    for (template, body, words, absent) in [
        (
            "<kbd>{{ .Get 0 }}</kbd>",
            "Press {{< own \"<Enter>\" >}} or {{< own \"*\" >}} or {{< own \"*\" >}}",
            &["<kbd>&lt;Enter&gt;</kbd> or <kbd>&#42;</kbd> or <kbd>&#42;</kbd>"][..],
            &["<em>"][..],
        ),
        ("<p>{{ .Inner }}</p>", "{{< own >}}*x*{{< /own >}}", &["&#42;x&#42;"], &["<em>"]),
        ("<p>{{ .Inner }}</p>", "{{% own %}}*x*{{% /own %}}", &["<p>*x*</p>"], &[]),
        (
            "<div class=\"note\">{{ .Inner | markdownify }}</div>",
            "{{< own >}}Some **b**{{< /own >}}",
            &["Some <strong>b</strong>"],
            &["**"],
        ),
        (
            "<p>{{ humanize (.Get 0) }} {{ title (.Get 1) }}</p>",
            "{{< own my-post \"a day\" >}}",
            &["My post A Day"],
            &[],
        ),
        (
            "<a href=\"{{ relURL (.Get 0) }}\">x</a>",
            "{{< own \"a/b/\" >}}",
            &["href=\"/a/b/\""],
            &[],
        ),
        ("", "{{< details >}}*x*{{< /details >}}", &["<summary>Details</summary>"], &[]),
        (
            "",
            "{{< details summary=\"See *all*\" >}}*x*{{< /details >}}",
            &["<summary>See <em>all</em></summary>"],
            &[],
        ),
        (
            "",
            "A {{< highlight go \"hl_inline=true\" >}}x := 1{{< /highlight >}} b",
            &["A <code>x := 1</code> b"],
            &["```"],
        ),
    ] {
        let text = format!("---\ntitle: T\ndate: 2024-01-02\n---\n{body}\n");
        let mut files = vec![
            ("hugo.toml", config),
            ("content/posts/t.md", &*text),
            ("content/posts/_content.gotmpl", "{{ range .Data }}{{ end }}"),
        ];
        if !template.is_empty() {
            files.push(("layouts/shortcodes/own.html", template));
        }
        comes_to(&files, words, absent, &[]);
        let place = source(&files);
        import(place.path(), &[]).done();
        let report = file(place.path(), "import-report.md");
        assert!(report.contains("- 1 templates that make pages (`_content.gotmpl`)"), "{report}");
    }
}
