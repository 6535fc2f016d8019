//! What templates of the old site kept from its readers.

use super::{built, file, import, source};

/// Imports and builds a source: no secret is in it, all that is open is, and the report has each
/// line.
#[track_caller]
fn withholds(files: &[(&str, &str)], open: &[&str], lines: &[&str]) {
    let place = source(files);
    import(place.path(), &[]).done();
    let built = built(place.path());
    let all: String =
        built.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!all.contains("SECRET"), "{files:?}");
    for word in open {
        assert!(all.contains(word), "{word} is lost: {files:?}");
    }
    let report = file(place.path(), "import-report.md");
    for line in lines {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

#[test]
fn eleventy_shows_no_comments_and_what_functions_let_through() {
    let post = |body: &str| format!("---\ntitle: T\ndate: 2024-01-01\n---\n{body}\n");
    let data = ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}");
    let plain = "module.exports = c => {\n c.addPairedShortcode('hide', () => '');\n\
                 c.addPairedShortcode('box', content => `<div>${content}</div>`);\n\
                 c.addPairedShortcode('some', content => all ? content : '');\n};\n";
    let njk =
        "module.exports = c => ({markdownTemplateEngine: 'njk', htmlTemplateEngine: 'njk'});\n";
    for (config, name, body, open, lines) in [
        (njk, "a.md", "OPENA {# SECRET #} OPENB", &["OPENA", "OPENB"][..], &[][..]),
        (njk, "a.html", "<p>OPENA {# SECRET #}</p>", &["OPENA"], &[]),
        (plain, "a.njk", "<p>OPENA {#- SECRET\n -#}</p>", &["OPENA"], &[]),
        (plain, "a.md", "OPENA {# OPENB #}", &["OPENA", "OPENB"], &[]),
        (
            plain,
            "a.md",
            "OPENA {% hide %}SECRET{% endhide %} {% box %}OPENB{% endbox %}",
            &["OPENA", "OPENB"],
            &["what stands in `hide`, which shows nothing of it (1)", "- box (1)"],
        ),
        (
            plain,
            "a.md",
            "{% some %}SECRET{% endsome %}",
            &[],
            &["for members only (1)", "- some (1)"],
        ),
        (plain, "a.md", "{% members %}SECRET{% endmembers %}", &[], &["for members only (1)"]),
    ] {
        let text = post(body);
        let files = [
            ("eleventy.config.js", config),
            data,
            (&*format!("posts/{name}"), &*text),
            ("posts/o.md", "---\ntitle: O\ndate: 2024-01-01\n---\nOther.\n"),
        ];
        withholds(&files, open, lines);
    }
}

#[test]
fn eleventy_computes_addresses() {
    let files = [
        ("eleventy.config.js", "module.exports = c => {};\n"),
        ("_data/site.json", "{\"title\": \"Old\", \"url\": \"https://old.example\"}"),
        (
            "posts/a.md",
            "---\ntitle: A\ndate: 2024-01-01\neleventyComputed:\n  permalink: false\n---\nSECRET\n",
        ),
        (
            "posts/b.md",
            "---\ntitle: B\ndate: 2024-01-01\neleventyComputed:\n  title: \"Computed {{ page.fileSlug }}\"\n  permalink: \"/comp/{{ title | slugify }}/\"\n---\nText.\n",
        ),
        ("posts/2024-02-03-dated.md", "---\ntitle: C\n---\nText.\n"),
    ];
    withholds(&files, &["Computed b"], &["templates that make lists, or no page"]);
    let place = source(&files);
    import(place.path(), &[]).done();
    let site = built(place.path());
    for address in ["/comp/computed-b/", "/posts/2024-02-03-dated/"] {
        assert!(super::answers(&site, address), "{address}: {:#?}", site.keys());
    }
}

#[test]
fn hugo_shortcodes_hold_words_back() {
    let config = ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n");
    for (template, body, open, lines) in [
        ("", "OPENA {{% comment %}} SECRET {{% /comment %}}", &["OPENA"][..], &[][..]),
        ("", "OPENA {{< comment >}} SECRET {{< /comment >}}", &["OPENA"], &[]),
        (
            "{{ if hugo.IsServer }}{{ .Inner }}{{ end }}",
            "OPENA {{< own >}}SECRET{{< /own >}}",
            &["OPENA"],
            &[],
        ),
        (
            "{{ if site.Params.all }}{{ .Inner }}{{ end }}",
            "OPENA {{< own >}}SECRET{{< /own >}}",
            &["OPENA"],
            &[],
        ),
        (
            "{{ if false }}{{ .Inner }}{{ end }}",
            "OPENA {{< own >}}SECRET{{< /own >}}",
            &["OPENA"],
            &[],
        ),
        ("<!-- {{ .Inner }} -->", "OPENA {{< own >}}SECRET{{< /own >}}", &["OPENA"], &[]),
        (
            "{{ if .Page.Params.all }}{{ .Inner }}{{ end }}",
            "{{< own >}}SECRET{{< /own >}}",
            &[],
            &["for members only (1)", "- own (1)"],
        ),
        (
            "{{ range .Site.Pages }}{{ end }}{{ .Inner }}",
            "{{< own >}}OPENA{{< /own >}}",
            &["OPENA"],
            &["- own (1)"],
        ),
        ("", "{{< members >}}SECRET{{< /members >}}", &[], &["for members only (1)"]),
    ] {
        let text = format!("---\ntitle: T\ndate: 2024-01-01\n---\n{body}\n");
        let mut files = vec![
            config,
            ("content/posts/a.md", &*text),
            ("content/posts/o.md", "---\ntitle: O\ndate: 2024-01-01\n---\nOther.\n"),
        ];
        if !template.is_empty() {
            files.push(("layouts/shortcodes/own.html", template));
        }
        withholds(&files, open, lines);
    }
}

#[test]
fn jekyll_and_zola_blocks_hold_words_back() {
    let jekyll = |plugin: &str, body: &str, open: &[&str], lines: &[&str]| {
        let text = format!("---\ntitle: T\n---\n{body}\n");
        let files = [
            ("_config.yml", "title: Old\nurl: https://old.example\n"),
            ("_posts/2024-01-01-a.md", &*text),
            ("_posts/2024-01-02-o.md", "---\ntitle: O\n---\nOther.\n"),
            ("_plugins/own.rb", plugin),
        ];
        withholds(&files, open, lines);
    };
    let plugin = "class Own < Liquid::Block\n  def render(c)\n    ''\n  end\nend\nLiquid::Template.register_tag('own', Own)\n";
    let hidden = "what stands in `own`, which shows nothing of it (1)";
    jekyll(plugin, "OPENA {% own %}SECRET{% endown %}", &["OPENA"], &[hidden]);
    jekyll("", "{% private %}SECRET{% endprivate %}", &[], &["for members only (1)"]);
    jekyll(
        "",
        "OPENA {% # SECRET %}{% odd %}OPENB{% endodd %}",
        &["OPENA", "OPENB"],
        &["- odd (1)"],
    );
    jekyll(
        "",
        "OPENA {::comment}SECRET{:/comment} {::nomarkdown}<b>OPENB</b>{:/}\n\n{::nomarkdown type=\"latex\"}SECRET{:/}",
        &["OPENA", "OPENB"],
        &[],
    );
    let zola = |template: &str, body: &str, open: &[&str], lines: &[&str]| {
        let text = format!("+++\ntitle = \"T\"\ndate = 2024-01-01\n+++\n{body}\n");
        let files = [
            ("config.toml", "base_url = \"https://old.example\"\ntitle = \"Old\"\n"),
            ("content/blog/a.md", &*text),
            ("content/blog/o.md", "+++\ntitle = \"O\"\ndate = 2024-01-01\n+++\nOther.\n"),
            ("templates/shortcodes/own.html", template),
        ];
        withholds(&files, open, lines);
    };
    zola(
        "{% if config.extra.all %}{{ body }}{% endif %}",
        "{% own() %}SECRET{% end %}",
        &[],
        &["for members only (1)"],
    );
    zola("<p>{{ body }}</p>", "{% own() %}OPENA{% end %}", &["OPENA"], &[]);
}

/// A page that only makes a list leads to the list here; one whose words nobody can fill in is none.
#[test]
fn pages_whose_words_cannot_be_filled_in_are_no_lists() {
    let list = "| pages that were lists, and lead to one | 1 |";
    for (body, line) in [
        ("{% if site.github.archived %}Words of it.{% endif %}", "a draft (1)"),
        ("{% case site.github.state %}{% when 'a' %}<p>Words</p>{% endcase %}", "a draft (1)"),
        ("{% for post in site.posts %}{{ post.title }} and words{% endfor %}", list),
        ("{% if site.posts.size > 9 %}<p>Words</p>{% endif %}", list),
        ("{% if paginator.next_page %}<a href=\"x\">Older</a>{% endif %}", list),
        ("{% if site.github.archived %}<hr>{% endif %}", list),
    ] {
        let text = format!("---\ntitle: P\npermalink: /p/\n---\n{body}\n");
        let files = [
            ("_config.yml", "title: Old\nurl: https://old.example\n"),
            ("p.md", &*text),
            ("_posts/2024-01-02-o.md", "---\ntitle: O\n---\nOther.\n"),
        ];
        withholds(&files, &["Other"], &[line]);
    }
}

/// Words that browsers do not show, as the HTML around them says.
#[test]
fn what_html_hides_stays_hidden() {
    let hidden = [
        "<div style=\"display:none\">SECRET</div>",
        "<div style=\"color: red; DISPLAY : none !important\">\n\n*SECRET*\n\n</div>",
        "<div hidden>SECRET <p>SECRET</p></div>",
        "In OPENC <span hidden>SECRET</span> line.",
        "In <b style='visibility: hidden'>SECRET</b> line.",
        "<dialog>SECRET</dialog>",
        "<div popover>SECRET</div>",
        "<template><p>SECRET</p></template>",
        "<noframes>SECRET</noframes>",
        "<p style=\"display/**/:none\">SECRET</p>",
        "<p style=\"display:block; display:none\">SECRET</p>",
        "<p style=\"display:none !important; display:block\">SECRET</p>",
        "- item OPENC\n\n  <div hidden=\"\">SECRET</div>",
        "> <p hidden>SECRET</p>",
    ];
    let shown = [
        "<div style=\"display:block\">OPENC</div>",
        "<div style=\"display:none; display:block\">OPENC</div>",
        "<div style=\"/* display:none */\">OPENC</div>",
        "<dialog open>OPENC</dialog>",
        "`<div hidden>OPENC</div>`",
        "```\n<div style=\"display:none\">OPENC</div>\n```",
        "<details><summary>S</summary>OPENC</details>",
        "<div style=\"background: url(display:none)\">OPENC</div>",
    ];
    let texts =
        hidden.iter().map(|text| (text, true)).chain(shown.iter().map(|text| (text, false)));
    for (text, is_hidden) in texts {
        let lines: &[&str] =
            if is_hidden { &["Parts that not everybody saw", "in a hidden \\<"] } else { &[] };
        let open: &[&str] =
            if text.contains("OPENC") { &["OPENA", "OPENB", "OPENC"] } else { &["OPENA", "OPENB"] };
        let body = format!("OPENA\n\n{text}\n\nOPENB\n");
        let yaml = format!("---\ntitle: T\ndate: 2024-01-01\n---\n{body}");
        let toml = format!("+++\ntitle = \"T\"\ndate = 2024-01-01\n+++\n{body}");
        let hugo = "baseURL = 'https://old.example/'\ntitle = 'Old'\n[markup.goldmark.renderer]\nunsafe = true\n";
        withholds(&[("hugo.toml", hugo), ("content/posts/a.md", &yaml)], open, lines);
        let jekyll = "title: Old\nurl: https://old.example\n";
        withholds(&[("_config.yml", jekyll), ("_posts/2024-01-01-a.md", &yaml)], open, lines);
        withholds(
            &[("eleventy.config.js", "module.exports = c => {};\n"), ("posts/a.md", &yaml)],
            open,
            lines,
        );
        let zola = "base_url = \"https://old.example\"\ntitle = \"Old\"\n";
        withholds(&[("config.toml", zola), ("content/blog/a.md", &toml)], open, lines);
    }
    // By a shortcode of the site.
    withholds(
        &[
            ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n"),
            ("layouts/shortcodes/own.html", "<div style=\"display:none\">{{ .Inner }}</div>"),
            (
                "content/posts/a.md",
                "---\ntitle: T\ndate: 2024-01-01\n---\nOPENA\n\n{{< own >}}SECRET{{< /own >}}\n",
            ),
        ],
        &["OPENA"],
        &["what stands in a hidden \\<div> (1)"],
    );
}

/// Words that a style sheet in the text hides.
#[test]
fn texts_whose_style_sheets_hide_words_are_drafts() {
    let text = |css: &str, word: &str| {
        format!(
            "---\ntitle: T\ndate: 2024-01-01\n---\n<style>{css}</style>\n\n<p class=\"a\">{word}</p>\n"
        )
    };
    let config = ("_config.yml", "title: Old\nurl: https://old.example\n");
    let other = ("_posts/2024-01-02-o.md", "---\ntitle: O\n---\nOther.\n");
    let hidden = text(".a{display:none}", "SECRET");
    withholds(
        &[config, other, ("_posts/2024-01-01-a.md", &hidden)],
        &["Other"],
        &["a draft (1)", "a style sheet in the text hides a part of it"],
    );
    let shown = text("@media print{.a{display:none}} .b{display:none}", "OPENA");
    withholds(&[config, other, ("_posts/2024-01-01-a.md", &shown)], &["OPENA"], &[]);
}

/// <https://gohugo.io/configuration/markup/#rendererunsafe>
#[test]
fn hugo_shows_no_html_of_texts_unless_the_site_says_so() {
    let text = "---\ntitle: T\ndate: 2024-01-01\n---\nOPENA <b>OPENB</b>.\n\n<div>\n<p>SECRET</p>\n</div>\n\n\
                <aside>\n\n*OPENC*\n\n</aside>\n\n{{< own >}}OPEND{{< /own >}}\n\n`<i>OPENE</i>` 1 < 2\n";
    let own = ("layouts/shortcodes/own.html", "<p class=\"own\">{{ .Inner }}</p>");
    let open = ["OPENA", "OPENB", "OPENC", "OPEND", "OPENE", "1 &lt; 2"];
    let config = "baseURL = 'https://old.example/'\ntitle = 'Old'\n";
    withholds(
        &[("hugo.toml", config), own, ("content/posts/a.md", text)],
        &open,
        &[
            "what stands in \\<div>, which Hugo shows only where `unsafe` is on (1)\n  - `content/posts/a.md`, line 7\n",
            "\\<aside>, which Hugo shows only where `unsafe` is on (1)\n  - `content/posts/a.md`, line 11\n",
            "\\<b>, which Hugo shows only where `unsafe` is on (1)\n  - `content/posts/a.md`, line 5\n",
        ],
    );
    let shown = text.replace("SECRET", "OPENF");
    let config = format!("{config}[markup.goldmark.renderer]\nunsafe = true\n");
    withholds(
        &[("hugo.toml", &config), own, ("content/posts/a.md", &shown)],
        &[&open[..], &["OPENF", "<b>OPENB</b>"]].concat(),
        &[],
    );
}

/// Words that kramdown and goldmark hide by attributes outside a tag, as kramdown 2.4 does it.
#[test]
fn what_lists_of_attributes_hide_stays_hidden() {
    let hidden = "in a hidden \\<";
    let jekyll = |body: &str, open: &[&str], lines: &[&str]| {
        let text = format!("---\ntitle: T\n---\nOPENA\n\n{body}\n\nOPENB\n");
        let config = ("_config.yml", "title: Old\nurl: https://old.example\n");
        let open = [&["OPENA", "OPENB"], open].concat();
        withholds(&[config, ("_posts/2024-01-01-a.md", &text)], &open, lines);
    };
    for (body, open) in [
        ("*OPENC*\n\nSECRET *SECRET*\nSECRET\n{: hidden=\"\"}", &["OPENC"][..]),
        ("SECRET\n{: .a style=\"display:none\"}\nOPENC", &["OPENC"]),
        ("{: hidden=\"hidden\"}\nSECRET\n\nOPENC", &["OPENC"]),
        ("{: .a}\n{: hidden=''}\n{: #b}\nSECRET\n\nOPENC", &["OPENC"]),
        ("SECRET\n{: .a}\n{: hidden=''}\n{: #b}\nOPENC", &["OPENC"]),
        ("{:s: style=\"display:none\"}\n\nSECRET\n{: s}", &[]),
        ("SECRET\n{: .x more}\n\nOPENC\n\n{:more: s}\n{:s: hidden=\"\"}", &["OPENC"]),
        ("SECRET\n{: .a\n   hidden=\"\"}", &[]),
        ("## SECRET\n{: hidden=\"\"}", &[]),
        ("SECRET\n---\n{: hidden=\"\"}", &[]),
        ("* SECRET\n\n* SECRET\n{: hidden=\"\"}", &[]),
        ("* {: hidden=\"\"} SECRET\n* OPENC", &["OPENC"]),
        ("1. OPENC\n\n   SECRET\n   {: hidden=\"\"}\n\n2. OPEND", &["OPENC", "OPEND"]),
        ("> OPENC\n>\n> SECRET\n> {: hidden=\"\"}\n>\n> OPEND", &["OPENC", "OPEND"]),
        ("> SECRET\n{: hidden=\"\"}", &[]),
        ("```\nSECRET\n```\n{: hidden=\"\"}", &[]),
        ("{: hidden=\"\"}\n```\nSECRET\n```", &[]),
        ("<div>SECRET</div>\n{: hidden=\"\"}", &[]),
        ("| SECRET | b |\n|---|---|\n| SECRET | d |\n{: hidden=\"\"}", &[]),
        ("| SECRET | b |\n{: hidden=\"\"}", &[]),
        ("T\n: SECRET\n{: hidden=\"\"}", &[]),
        ("OPENC *SECRET*{: hidden=\"\"} `SECRET`{:hidden=\"\"} OPEND", &["OPENC", "OPEND"]),
        ("[SECRET](/x){: style=\"display: none\"} <b>SECRET</b>{: hidden=\"\"}", &[]),
        ("| OPENC | *SECRET*{: hidden=\"\"} |\n|---|---|\n| a | b |", &["OPENC"]),
        ("OPENC[^1] *SECRET*{: hidden=\"\"}\n\n[^1]: OPEND\n", &["OPENC", "OPEND"]),
        // With an id, in an item with paragraphs, deeper in quotations, and where kramdown takes
        // lines and lists without an indent for a part of what goes before them.
        ("<div>SECRET</div>\n{:#x style='display: none'}\n\nOPENC", &["OPENC"]),
        ("* {: hidden=\"\"} SECRET\n\n  SECRET\n\n* OPENC", &["OPENC"]),
        ("## OPENC\n> {: hidden=\"\"}\n> > SECRET\n>\n> OPEND", &["OPENC", "OPEND"]),
        ("{: hidden=\"\"}\n> {: .a}\n> SECRET\n>\n> SECRET\n\nOPENC", &["OPENC"]),
        ("1. SECRET\n- SECRET\n{: hidden=\"\"}\n\nOPENC", &["OPENC"]),
        ("* OPENC\n* {: hidden=\"\"} x\n#### SECRET\n\nOPEND", &["OPENC", "OPEND"]),
        ("> SECRET\n- SECRET\n{: hidden=\"\"}\n\nOPENC", &["OPENC"]),
        ("- SECRET\n  {: hidden=\"\"}\n\n* OPENC", &["OPENC"]),
        ("## OPENC *SECRET*{: hidden=\"\"}", &["OPENC"]),
    ] {
        jekyll(body, open, &["Parts that not everybody saw", hidden]);
    }
    // What says nothing of that kind stays.
    for body in [
        "OPENC\n{: .hidden}",
        "OPENC\n{: hidden}",
        "OPENC\n{: style=\"color:red\"}",
        "{: hidden=\"\"}\n\nOPENC",
        "OPENC {: hidden=\"\"} x",
        "```\nOPENC\n{: hidden=\"\"}\n```",
        "`*OPENC*{: hidden=\"\"}`",
        "* OPENC\n  {: hidden=\"\"}\n* b",
    ] {
        jekyll(body, &["OPENC"], &[]);
    }
    let hugo = |body: &str, open: &[&str], lines: &[&str]| {
        let text = format!("---\ntitle: T\ndate: 2024-01-01\n---\nOPENA\n\n{body}\n\nOPENB\n");
        let config = ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n");
        let open = [&["OPENA", "OPENB"], open].concat();
        withholds(&[config, ("content/posts/a.md", &text)], &open, lines);
    };
    for (body, open) in [
        ("SECRET\n{hidden=true}\n\nOPENC", &["OPENC"][..]),
        ("* SECRET\n* SECRET\n{.a style=\"display: none\"}", &[]),
        ("> SECRET\n{hidden=\"\"}", &[]),
        ("> SECRET\n> {hidden=\"\"}\n>\n> OPENC", &["OPENC"]),
        ("## SECRET {style=\"display: none\"}\n\nOPENC", &["OPENC"]),
        ("## SECRET {#x hidden=true}", &[]),
        ("SECRET {hidden=true}\n---", &[]),
        ("```text {style=\"display:none\"}\nSECRET\n```", &[]),
        ("| SECRET | b |\n|---|---|\n| c | d |\n{hidden=true}", &[]),
    ] {
        hugo(body, open, &["Parts that not everybody saw", hidden]);
    }
    for body in ["OPENC\n{.hidden}", "OPENC {hidden=true}", "## OPENC {.hidden}", "OPENC\n{hidden}"]
    {
        hugo(body, &["OPENC"], &[]);
    }
    // Eleventy has them by a plug-in.
    let config = (
        "eleventy.config.js",
        "const attrs = require('markdown-it-attrs');\nmodule.exports = c => c.setLibrary('md', md.use(attrs));\n",
    );
    let text = "---\ntitle: T\ndate: 2024-01-01\n---\nSECRET {style=\"display:none\"}\n";
    let other = ("posts/o.md", "---\ntitle: O\ndate: 2024-01-01\n---\nOther {.hidden}.\n");
    let line = "attributes in the text hide a part of it";
    withholds(&[config, other, ("posts/a.md", text)], &["Other"], &["a draft (1)", line]);
    // Wherever the plug-in is taken in.
    let config =
        ("eleventy.config.js", "import md from './lib/md.js';\nexport default c => md(c);\n");
    for beside in [
        (
            "lib/md.js",
            "import attrs from 'markdown-it-attrs';\nexport default c => c.use(attrs);\n",
        ),
        ("lib/md.mjs", "import { attrs } from '@mdit/plugin-attrs';\n"),
        ("package.json", "{\"dependencies\": {\"markdown-it-attrs\": \"4.3.1\"}}"),
    ] {
        let files = [config, beside, other, ("posts/a.md", text)];
        withholds(&files, &["Other"], &["a draft (1)", line]);
    }
    // Zola's headings have attributes too.
    let zola =
        "+++\ntitle = \"T\"\ndate = 2024-01-01\n+++\nOPENA\n\n## SECRET {hidden=\"\"}\n\nOPENB\n";
    let config = ("config.toml", "base_url = \"https://old.example\"\ntitle = \"Old\"\n");
    withholds(&[config, ("content/blog/a.md", zola)], &["OPENA", "OPENB"], &[hidden]);
    // What a template makes of a value.
    let text = "---\ntitle: T\nnote: \"*OPENA*\\n\\nSECRET\\n{: hidden=''}\"\n---\n{{ page.note | markdownify }}\n";
    let config = ("_config.yml", "title: Old\nurl: https://old.example\n");
    withholds(&[config, ("_posts/2024-01-01-a.md", text)], &["OPENA"], &[hidden]);
    // A summary says nothing more than its text.
    let text = "---\ntitle: T\n---\nOPENA *SECRET*{: s}\n<!--more-->\nOPENB\n\n{:s: hidden=\"\"}\n";
    let config = ("_config.yml", "title: Old\nurl: https://old.example\n");
    withholds(&[config, ("_posts/2024-01-01-a.md", text)], &["OPENA", "OPENB"], &[hidden]);
}

/// What hides the words in a paired shortcode is the HTML that the site puts around them.
#[test]
fn blocks_whose_html_hides_their_words_hide_them() {
    let left_out = "what stands in `own`, which shows nothing of it (1)";
    for (html, line) in [
        ("<div hidden>WORDS</div>", left_out),
        ("<div style='display:none'><p>WORDS</p></div>", left_out),
        ("<!-- WORDS -->", left_out),
        ("<div class='a'>WORDS</div>", ""),
    ] {
        let word = if line.is_empty() { "OPENC" } else { "SECRET" };
        let open: &[&str] = if line.is_empty() { &["OPENA", "OPENC"] } else { &["OPENA"] };
        let lines: &[&str] = if line.is_empty() { &[] } else { &[line] };
        let call = format!("OPENA\n\n{{% own %}}{word}{{% endown %}}");
        let yaml = |body: &str| format!("---\ntitle: T\ndate: 2024-01-01\n---\n{body}\n");
        let text = yaml(&call);
        let config = format!(
            "module.exports = c => {{\n c.addPairedShortcode('own', content => `{}`);\n}};\n",
            html.replace("WORDS", "${content}")
        );
        withholds(&[("eleventy.config.js", &config), ("posts/a.md", &text)], open, lines);
        let plugin = format!(
            "class Own < Liquid::Block\n  def render(c)\n    \"{}\"\n  end\nend\nLiquid::Template.register_tag('own', Own)\n",
            html.replace("WORDS", "#{super}")
        );
        let config = ("_config.yml", "title: Old\nurl: https://old.example\n");
        withholds(
            &[config, ("_plugins/own.rb", &plugin), ("_posts/2024-01-01-a.md", &text)],
            open,
            lines,
        );
        let template = html.replace("WORDS", "{{ body | markdown }}");
        let config = ("config.toml", "base_url = \"https://old.example\"\ntitle = \"Old\"\n");
        let body = format!(
            "+++\ntitle = \"T\"\ndate = 2024-01-01\n+++\nOPENA\n\n{{% own() %}}{word}{{% end %}}\n"
        );
        withholds(
            &[config, ("templates/shortcodes/own.html", &template), ("content/blog/a.md", &body)],
            open,
            lines,
        );
        // By a function that is not known here.
        let template = html.replace("WORDS", "{{ .Inner | strings.Fancy }}");
        let config = ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n");
        let body = yaml(&format!("OPENA\n\n{{{{< own >}}}}{word}{{{{< /own >}}}}"));
        withholds(
            &[config, ("layouts/_shortcodes/own.html", &template), ("content/posts/a.md", &body)],
            open,
            lines,
        );
    }
    // A list that a template makes of its words shows them.
    withholds(
        &[
            ("hugo.toml", "baseURL = 'https://old.example/'\ntitle = 'Old'\n"),
            (
                "layouts/shortcodes/list.html",
                "<ul>{{ range split .Inner \"\\n\" }}<li>{{ . | markdownify }}</li>{{ end }}</ul>",
            ),
            (
                "content/posts/a.md",
                "---\ntitle: T\ndate: 2024-01-01\n---\n{{< list >}}\nOPENA\nOPENB\n{{< /list >}}\n",
            ),
        ],
        &["OPENA", "OPENB"],
        &["- list (1)"],
    );
}
