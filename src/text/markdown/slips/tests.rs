use crate::text::embeds::Providers;
use crate::text::markdown::{Fault, HtmlPolicy, Markdown, Resolution};
use crate::typography::Quotes;

fn slips(text: &str, policy: HtmlPolicy) -> Vec<Fault> {
    let markdown = Markdown::new(policy, "");
    markdown.render(text, Quotes::default(), |_| Resolution::Keep).slips
}

/// What is told of a text: the first line of the place, what is wrong and the remedy.
fn told(text: &str) -> Vec<[String; 3]> {
    let told = |Fault { range, message, hint }: Fault| {
        let place = text[range].lines().next().unwrap_or_default().to_string();
        [place, message, hint]
    };
    slips(text, HtmlPolicy::Sanitize).into_iter().map(told).collect()
}

/// A text, and of its one slip the place, a part of the message, and the remedy or its beginning.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn hold(rows: &[Row]) {
    for (text, place, message, hint) in rows {
        let told = told(text);
        let [slip] = &told[..] else { panic!("{text:?}: {told:#?}") };
        assert_eq!(slip[0], *place, "{text:?}");
        assert!(slip[1].contains(message), "{text:?}: {slip:#?}");
        assert!(slip[2].starts_with(hint), "{text:?}: {slip:#?}");
    }
}

#[test]
fn marks_of_emphasis_that_readers_see_are_told() {
    let escaped = "or `\\*\\*` if readers are to see it";
    let hint = format!("close it, such as `**bold without end**`, {escaped}");
    assert_eq!(
        told("Then **bold without end"),
        [["**", "readers see the `**` of `**bold without end`", &hint]]
    );
    hold(&[
        (
            "**a long sentence that is never closed and goes on like this\n\nb",
            "**",
            "readers see the `**` of",
            "close it, such as `**a**`",
        ),
        ("a **Б", "**", "`**Б`", "close it, such as `**Б**`"),
        ("**\"Quoted\" and more", "**", "readers see", "close it"),
        ("- **item", "**", "readers see", "close it"),
        ("| **cell | b |\n|---|---|\n", "**", "readers see", "close it"),
        ("***both", "***", "readers see", "close it, such as `***both***`"),
        ("** bold **", "** bold **", "readers see the `**`", "no space belongs inside: `**bold**`"),
        ("a ** bold** b", "** bold**", "readers see", "no space belongs inside: `**bold**`"),
        ("**bold **", "**bold **", "readers see", "no space belongs inside: `**bold**`"),
        (
            "**Note:**text here",
            "**Note:**",
            "readers see",
            "a space belongs behind it: `**Note:** text`",
        ),
        ("__x and", "__", "`__x and`", "close it, such as `__x and__`"),
        ("__bold__text", "__bold__", "readers", "before a letter, write asterisks: `**bold**text`"),
        ("a *slip here", "*", "`*slip here`", "close it, such as `*slip here*`"),
        ("a _slip here", "_", "`_slip here`", "close it, such as `_slip here_`"),
        ("~~gone", "~~", "`~~gone`", "close it, such as `~~gone~~`"),
        ("a `code b", "`code", "readers see the mark of code before `code`", "close it"),
        ("_a **b_", "**", "readers see", "close it, such as `**b**`"),
    ]);
}

#[test]
fn brackets_that_are_no_link_are_told() {
    let no_link = "which is no link";
    hold(&[
        (
            "See [the text] (https://a.example/).",
            "[the text] (https://a.example/)",
            "readers see `[the text]` and the address behind it, and no link",
            "delete the space between the brackets: `[the text](https://a.example/)`",
        ),
        ("[a]\n(/b/)", "[a]", "no link", "write both parts in one line, without a space between"),
        ("![dam] (dam.jpg)", "![dam] (dam.jpg)", "no picture", "delete the space between"),
        ("[a](https://exa mple.org)", "[a](https://exa mple.org)", no_link, "an address has no"),
        (
            "[a](my file.md)",
            "[a](my file.md)",
            no_link,
            "put an address with spaces into `<>`: `[a](<my file.md>)`",
        ),
        (
            "![The dam](my photo.jpg \"At seven\")",
            "![The dam](my photo.jpg \"At seven\")",
            "readers see the brackets",
            "put an address with spaces into `<>`: `![The dam](<my photo.jpg> \"At seven\")`",
        ),
        (
            "[a](https://a.example b",
            "[a](https://a.example",
            no_link,
            "close the bracket: `[a](https://a.example)`",
        ),
        (
            "(a)[https://a.example]",
            "(a)[https://a.example]",
            no_link,
            "change the brackets: `[a](https://a.example)`",
        ),
        (
            "[a][https://a.example]",
            "[a][https://a.example]",
            no_link,
            "write the address in round brackets: `[a](https://a.example)`",
        ),
        (
            "[a][no-such]",
            "[a][no-such]",
            "readers see `[a][no-such]`, which is no link",
            "write the address: `[a](https://…)`, or add a line `[no-such]: https://…`",
        ),
        ("[a][]", "[a][]", no_link, "write the address: `[a](https://…)`"),
    ]);
}

#[test]
fn addresses_of_no_site_are_told() {
    hold(&[
        (
            "[a](http://)",
            "[a](http://)",
            "`http://` leads nowhere: it has no name",
            "write the whole",
        ),
        ("<https://>", "<https://>", "`https://` leads nowhere", "write"),
        ("[a](<https://exa mple.org>)", "[a](<https://exa mple.org>)", "no site can have", "write"),
        ("[a](https://example)", "[a](https://example)", "has no ending", "write"),
        ("[a](https://example,org/x)", "[a](https://example,org/x)", "no site can have", "write"),
        ("[a](https://a..org)", "[a](https://a..org)", "no site can have", "write"),
        ("[a](https://https://a.org)", "[a](https://https://a.org)", "is there twice", "write"),
        ("[a](https:/a.org)", "[a](https:/a.org)", "`//` is missing", "write `https://a.org`"),
        ("[a](HTTP:a.org/x)", "[a](HTTP:a.org/x)", "`//` is missing", "write `http://a.org/x`"),
        (
            "[a](http://https://a.org/)",
            "[a](http://https://a.org/)",
            "is there twice",
            "write `https://a.org/`",
        ),
        (
            "[a](https://http//a.org/)",
            "[a](https://http//a.org/)",
            "is there twice",
            "write `http://a.org/`",
        ),
        ("[a](https:/a)", "[a](https:/a)", "`//` is missing", "write the whole"),
        ("![a](HTTP://:80/x.png)", "![a](HTTP://:80/x.png)", "no site can have", "write"),
    ]);
    let right = "[a](https://a.org) <http://b.org:80/?a b> [b](https://bücher.example/x) \\
        [c](http://[2001:db8::1]/) [d](http://10.0.0.1/) [e](http://localhost.org/) [f](mailto:a@b.org)";
    assert_eq!(told(right), [[""; 3]; 0]);
    for address in ["http://[::1]/", "http://127.0.0.1/", "http://localhost:4000/"] {
        let told = told(&format!("[a]({address})"));
        assert!(
            told[0][1].ends_with("is on your own machine, and readers are elsewhere"),
            "{told:?}"
        );
    }
}

#[test]
fn links_of_other_kinds_are_told() {
    hold(&[
        (
            "See [[talks]].",
            "[[talks]]",
            "readers see `[[talks]]`, which is no link",
            "write the name of its file behind its words: `[talks](talks.md)`",
        ),
        (
            "[[my talks|the talks]]",
            "[[my talks|the talks]]",
            "no link",
            "write the name of its file behind its words: `[the talks](<my talks.md>)`",
        ),
        (
            "![a] (b.png)",
            "![a] (b.png)",
            "readers see `[a]` and the address behind it, and no picture",
            "delete the space between the brackets: `![a](b.png)`",
        ),
        (
            "[a](https://a.example/x y)",
            "[a](https://a.example/x y)",
            "readers see the brackets of `[a](…)`",
            "an address has no spaces: write `%20` for each: `[a](https://a.example/x%20y)`",
        ),
        (
            "> [!NOTES]\n> a",
            "[!NOTES]",
            "readers see `[!NOTES]`: there is no box of this kind",
            "write `[!NOTE]`; the kinds are `[!NOTE]`, `[!TIP]`",
        ),
        ("> [!Info]\n> a", "[!Info]", "no box of this kind", "write `[!NOTE]`; the kinds"),
    ]);
    assert_eq!(told("He said [[sic]\\] so. > [!NOTE]\n\n> [!tip]\n> a\n\nWow [!] a"), [[""; 3]; 0]);
}

#[test]
fn ids_that_a_heading_cannot_have_are_told() {
    hold(&[
        (
            "## Gates {#main}",
            "{#main}",
            "the page itself has the id `main`: this heading gets another",
            "give it an id of its own, such as `{#main-2}`",
        ),
        ("## Gates {#fn-1}", "{#fn-1}", "the page itself has the id `fn-1`", "give it an id"),
        (
            "## A {#a}\n\n## B {#a}",
            "{#a}",
            "another heading has the id `a`: this one gets another",
            "give it an id of its own, such as `{#a-2}`",
        ),
        (
            "## Gates {main}",
            "{main}",
            "readers do not see `{main}`: it is taken for an attribute",
            "for an id, write `{#main}`; to show it, write `&#123;main}`",
        ),
    ]);
    assert_eq!(told("## A {#a}\n\n## B {#b}\n\n## A\n\n## A &#123;b}\n\nText."), [[""; 3]; 0]);
}

#[test]
fn lists_without_spaces_are_told() {
    let told_of = "readers see the `-` of each line, and no list";
    hold(&[
        ("Text:\n-one\n-two", "-one", told_of, "begin each with `-` and a space: `- one`"),
        ("•one\n• two", "•one", "the `•` of each line", "begin each with `-` and a space: `- one`"),
    ]);
    let dashes = "readers see the `–` of each line, and no list";
    hold(&[
        ("– one\n– two\n– three", "– one", dashes, "begin each with `-` and a space: `- one`"),
        (
            "a) one\nb) two",
            "a) one",
            "the `a)` of each line",
            "for a list, write `1. one`; to keep the letters, write `\\` at",
        ),
        ("And:\n2. one\n3. two", "2. one", "`2.` of each", "leave a line empty above the first"),
        ("1.one\n2.two", "1.one", "`1.` of each", "put a space behind it: `1. one`"),
    ]);
    for speech in [
        "— Да.\n— Нет.\n— Почему?\n— Так, — сказал он",
        "– Oui.\n– Non !\n– Pourquoi ?",
        "—No firmaremos —dijo—.\n—¡Basta!\n—¿Por qué?",
        "– one\n– two",
        "§ 5\n\n1. One\n2. Two\n\n   Continued.\n\n3. Three",
        "It was in\n2. Bundesliga that he played.",
        "(a) first\n(b) second",
    ] {
        assert_eq!(told(speech), [[""; 3]; 0], "{speech}");
    }
    let right = "-Not a list, he said.\n\n-5 degrees\n-6 degrees\n\nText\n-one\ntext\n\n\\-a\n\\-b";
    assert_eq!(told(right), [[""; 3]; 0]);
}

#[test]
fn notes_that_nobody_sees_are_told() {
    hold(&[
        (
            "A[^1].",
            "[^1]",
            "the footnote `[^1]` has no note",
            "add the note, in a line of its own: `[^1]: …`",
        ),
        ("A^[See b].", "^[See b]", "readers see `^[See b]`, which is no footnote", "write `[^1]`"),
        (
            "A.\n\n[^1]: B",
            "[^1]: B",
            "readers do not see this note: the text has no `[^1]`",
            "write `[^1]` where it belongs",
        ),
        (
            "A[^1].\n\n[^1]: B\n\n[^1]: C",
            "[^1]: C",
            "readers do not see this note: another is called `[^1]` already",
            "give it a name of its own, such as `[^1-2]`",
        ),
        ("A[^1].\n\n[^1]: B\n\n[^2]: C[^1]", "[^2]: C[^1]", "the text has no `[^2]`", "write"),
    ]);
    // One leads to the other, and neither to the text.
    assert_eq!(told("A.\n\n[^1]: B[^2]\n\n[^2]: C[^1]\n").len(), 2);
    assert_eq!(told("A[^1].\n\n[^1]: B[^2]\n\n[^2]: C\n"), [[""; 3]; 0]);
}

#[test]
fn headings_code_and_tables_that_came_about_by_accident_are_told() {
    let code = "make it code";
    hold(&[
        (
            "#Heading",
            "#Heading",
            "readers see the `#`: this is no heading",
            "write a space behind it: `## Heading`",
        ),
        ("#Heading\nText below.", "#Heading", "no heading", "write a space"),
        ("Text.\n##Heading", "##Heading", "no heading", "write a space behind it: `## Heading`"),
        ("###3 things", "###3 things", "no heading", "write a space behind it: `### 3 things`"),
        (
            "The end.\n---\n\nMore",
            "The end.",
            "the line `---` makes a heading of this paragraph",
            "leave the line above `---` empty",
        ),
        (
            "    Four spaces made this code.",
            "Four spaces made this code.",
            code,
            "delete the spaces: `Four spaces made this code.`",
        ),
        (
            "Text\n\n    and then they went home.",
            "and then they went home.",
            code,
            "delete the spaces",
        ),
        (
            "    he said, \"never again\"\n",
            "he said, \"never again\"",
            code,
            "delete the spaces: `he said, ",
        ),
        ("\tA tab made it code too.", "A tab made it code too.", code, "delete the spaces"),
        ("Text\n\n    ## Heading", "## Heading", code, "delete the spaces: `## Heading`"),
        ("- a\n\n      These words are code here.", "These words are code here.", code, "delete"),
        ("    新しい朝", "新しい朝", code, "delete the spaces"),
        (
            "```\ncode\n\nMore text.",
            "```",
            "the code that begins here has no end",
            "write its first",
        ),
        ("> ~~~~\n> code\n> ~~~", "~~~~", "has no end", "write its first"),
        (
            "|a|b|\n|--|--|\n|1|2|3|\n|4|5|\n|6|7||\n",
            "3|",
            "readers do not see `3`",
            "give the first rows as many cells",
        ),
        (
            "a|b\n--|--\n1 \\| 1|2|3",
            "3",
            "this row has more cells than the table's 2 columns",
            "give",
        ),
        (
            "|a|b|\n|1|2|",
            "|a|b|",
            "readers see the bars of this table",
            "its second line has to be `|---|---|`",
        ),
        (
            "|a|b|c|\n|--|--|\n|1|2|3|",
            "|a|b|c|",
            "not read as one",
            "its second line has to be `|---|---|---|`",
        ),
    ]);
}

#[test]
fn html_that_is_taken_out_is_told() {
    let allow =
        "delete it, or write `markdown: {html: allow}` in site.yaml, if you trust all who write";
    hold(&[
        (
            "A <Name> says.",
            "<Name>",
            "readers do not see `<Name>`: it is taken for HTML",
            "to show it, write `\\<Name>`",
        ),
        ("<Your Name>", "<Your Name>", "it is taken for HTML", "to show it, write `\\<Your Name>`"),
        (
            "<iframe src=\"https://v.example/1\"></iframe>",
            "<iframe src=\"https://v.example/1\">",
            "readers do not get `<iframe>`: it is taken out",
            "link to it: `[…](https://v.example/1)`, or write `markdown: {html: allow}` and \
             `content_security_policy: {frame-src: [https://v.example]}` in site.yaml, if you trust all who write",
        ),
        (
            "<iframe src=\"https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all\"></iframe>",
            "<iframe src=\"https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all\">",
            "readers do not get `<iframe>`: it is taken out",
            "link to it: `[…](https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all)`",
        ),
        (
            "a <script src=\"https://a.example/x.js\"></script>",
            "<script src=\"https://a.example/x.js\">",
            "readers do not get `<script>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {script-src: \
             [https://a.example], frame-src: [https://a.example]}` in site.yaml",
        ),
        (
            "a <script src=\"/x.js\"></script>",
            "<script src=\"/x.js\">",
            "readers do not get `<script>`",
            allow,
        ),
        (
            "a <script>x()</script>",
            "<script>",
            "readers do not get `<script>`",
            "delete it, or put it into a file of `static/`, write its address as the `src`, and write \
             `markdown: {html: allow}`",
        ),
        (
            "<style>\np { color: red }\n</style>",
            "<style>",
            "readers do not get `<style>`",
            "delete it, or put it into a style sheet of the site",
        ),
        (
            "<iframe src=\"/map/\"></iframe>",
            "<iframe src=\"/map/\">",
            "readers do not get `<iframe>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {frame-src: [\"'self'\"]}`",
        ),
        (
            "<link rel=stylesheet href=\"https://a.example/x.css\">",
            "<link rel=stylesheet href=\"https://a.example/x.css\">",
            "readers do not get `<link>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {style-src: [https://a.example]}`",
        ),
        (
            "<object data=\"https://a.example/x.pdf\"></object>",
            "<object data=\"https://a.example/x.pdf\">",
            "readers do not get `<object>`",
            "link to it: `[…](https://a.example/x.pdf)`",
        ),
        (
            "<a name=\"x\">y</a>",
            "<a name=\"x\">",
            "`name` is taken out of this `<a>`",
            "write `<a id=\"x\">`",
        ),
        (
            "<b style='color:red'>y</b>",
            "<b style='color:red'>",
            "`style` is taken out",
            "give it a `class`",
        ),
        ("> <div>\n> <p\n> onclick=x>", "<p", "`onclick` is taken out of this `<p>`", "delete it"),
        ("<p lang2=x>a</p>", "<p lang2=x>", "`lang2` is taken out of this `<p>`", allow),
        (
            "<a href='javascript:x'>a</a>",
            "<a href='javascript:x'>",
            "`href` is taken out",
            "link to",
        ),
        ("<my-video></my-video>", "<my-video>", "readers do not get `<my-video>`", allow),
        ("a <?php x ?> b", "<?php x ?>", "readers do not see `<?php x ?>`", "to show it, write"),
        ("<!-- no end\n\na", "<!--", "the comment that begins here has no end", "write `-->`"),
    ]);
    for policy in [HtmlPolicy::Allow, HtmlPolicy::Escape] {
        assert_eq!(slips("<b style='a'>b</b> <Name>", policy), []);
    }
}

/// The code that a provider gives has its address in it.
#[test]
fn of_the_code_of_a_provider_its_address_is_told() {
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "").with_providers(Providers::with(&[]));
    let map = "bbox=44.48253%2C40.16820%2C44.53747%2C40.19180&amp;layer=mapnik";
    let marked = format!("{map}&amp;marker=40.1%2C44.5");
    for (code, address) in [
        (
            "<iframe src=\"//www.youtube.com/embed/a1\"></iframe>".to_string(),
            "https://www.youtube.com/watch?v=a1",
        ),
        (
            "<iframe src=\"https://www.youtube.com/embed/a1?start=90&rel=0\"></iframe>".to_string(),
            "![…, from 1:30](https://www.youtube.com/watch?v=a1)",
        ),
        (
            "<iframe src=\"https://player.vimeo.com/video/76979871#t=90s\"></iframe>".to_string(),
            "![…, from 90s](https://vimeo.com/76979871)",
        ),
        (
            "<iframe src=\"https://www.openstreetmap.org/export/embed.html?bbox=10,45,30,60&layer=cyclosm\"></iframe>".to_string(),
            "https://www.openstreetmap.org/export/embed.html?bbox=10%2C45%2C30%2C60&layer=cyclosm",
        ),
        (
            format!("<iframe src=\"https://www.openstreetmap.org/export/embed.html?{map}\"></iframe>"),
            "https://www.openstreetmap.org/#map=14/40.18000/44.51000",
        ),
        (
            format!("<iframe src=\"https://www.openstreetmap.org/export/embed.html?{marked}\"></iframe>"),
            "https://www.openstreetmap.org/?mlat=40.10000&mlon=44.50000#map=14/40.18000/44.51000",
        ),
        (
            "<blockquote class=\"twitter-tweet\"><p>Words <a href=\"https://t.co/a\">b</a></p>Anna \
             <a href=\"https://twitter.com/anna/status/7?ref_src=a\">May 1</a></blockquote> \
             <script async src=\"https://platform.twitter.com/widgets.js\"></script>"
                .into(),
            "https://x.com/anna/status/7",
        ),
        (
            "<blockquote data-instgrm-permalink=\"https://www.instagram.com/p/Ca_b/?utm_source=a\">\
             </blockquote> <script async src=\"//www.instagram.com/embed.js\"></script>"
                .into(),
            "https://www.instagram.com/p/Ca_b",
        ),
        (
            "<div><script async src=\"https://telegram.org/js/telegram-widget.js?22\" \
             data-telegram-post=\"durov/151\"></script></div>"
                .into(),
            "https://t.me/durov/151",
        ),
        (
            "<div class=\"flourish-embed\" data-src=\"visualisation/12\"><script \
             src=\"https://public.flourish.studio/resources/embed.js\"></script></div>"
                .into(),
            "https://public.flourish.studio/visualisation/12",
        ),
        (
            "<div style=\"min-height:400px\" id=\"datawrapper-vis-AbCdE\"><script defer \
             src=\"https://datawrapper.dwcdn.net/AbCdE/embed.js\"></script></div>"
                .into(),
            "https://datawrapper.dwcdn.net/AbCdE/",
        ),
        (
            "<iframe src=\"https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293\">\
             </iframe><div><a href=\"https://soundcloud.com/anna\">Anna</a> · \
             <a href=\"https://soundcloud.com/anna/a-track\">A track</a></div>"
                .into(),
            "https://soundcloud.com/anna/a-track",
        ),
        (
            "<iframe src=\"https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/anna/b\"></iframe>".into(),
            "https://soundcloud.com/anna/b",
        ),
    ] {
        let slips = markdown.render(&code, Quotes::default(), |_| Resolution::Keep).slips;
        let what = if address.starts_with('!') { "it" } else { "its address" };
        let hint = format!(
            "write {what} alone on a line, with an empty one before and behind: `{address}`"
        );
        assert!(slips.iter().any(|slip| slip.hint == hint), "{code}: {slips:#?}");
    }
}

#[test]
fn notes_to_the_desk_that_readers_see_are_told() {
    let told_of = "readers see this note: `";
    hold(&[
        (
            "Words. <!-- ask Anna!",
            "<!-- ask Anna!",
            "readers see this note: `<!-- ask Anna!`",
            "write `<!-- ask Anna! -->`, with the `-->` where the note ends, or delete it",
        ),
        ("A <!–– ask Anna ––> b", "<!–– ask Anna ––>", told_of, "write `<!-- ask Anna -->`"),
        ("A <!—- ask -—> b", "<!—- ask -—>", told_of, "write `<!-- ask -->`"),
        ("A <!- note -> b", "<!- note ->", told_of, "write `<!-- note -->`"),
        ("<!–– a > b ––>", "<!–– a > b ––>", told_of, "write `<!-- a > b -->`"),
        ("Say <!-- one\nand two --", "<!-- one", told_of, "write `<!-- one -->`, with the `-->`"),
    ]);
    assert_eq!(
        told("a <!-- note --> b\n\n<!-- c -->\n\nx <-- y, <!, <!DOCTYPE>, `<!- a ->`")[1..],
        [[""; 3]; 0]
    );
}

#[test]
fn marks_of_wide_keyboards_are_told() {
    hold(&[
        (
            "[the prices]（../economy/prices.md）",
            "[the prices]（../economy/prices.md）",
            "readers see the wide brackets of `the prices`, which is no link",
            "write `[the prices](../economy/prices.md)`",
        ),
        ("［a］(b.md) c", "［a］(b.md)", "which is no link", "write `[a](b.md)`"),
        (
            "A［^1］.\n\n[^1]: Note",
            "［^1］",
            "readers see `［^1］`, which is no footnote",
            "write `[^1]`",
        ),
        ("！［a］（b.svg）", "！［a］（b.svg）", "which is no picture", "write `![a](b.svg)`"),
        (
            "！[A dam](dam.svg)",
            "！[A dam](dam.svg)",
            "readers see a link to `dam.svg`, and no picture",
            "write `![A dam](dam.svg)`",
        ),
        ("! [A dam](dam.svg)", "! [A dam](dam.svg)", "no picture", "write `![A dam](dam.svg)`"),
        (
            "＃ What next",
            "＃ What next",
            "the wide `＃`: this is no heading",
            "write `## What next`",
        ),
        ("＃＃＃　次は", "＃＃＃　次は", "this is no heading", "write `### 次は`"),
        ("＊＊bold＊＊ a", "＊＊bold＊＊", "wide asterisks of `＊＊bold＊＊`", "write `**bold**`"),
        ("＞ A quotation", "＞ A quotation", "this is no quotation", "write `> A quotation`"),
        ("：：：quote\na", "：：：quote", "the wide `：`: this is no block", "write `:::quote`"),
        (
            "｜ a ｜ b ｜\n｜--｜--｜",
            "｜ a ｜ b ｜",
            "this is no table",
            "write `| a | b |`, and so in each line",
        ),
        ("| a |\n|--|\n｜ 1 ｜ 2 ｜\n", "｜ 1 ｜ 2 ｜", "one cell", "write `| 1 | 2 |`"),
        (
            "A[^1].\n\n[^1]： The note.",
            "[^1]： The note.",
            "readers see `[^1]` before this note: a colon is missing",
            "write `[^1]: The note.`",
        ),
        (
            "See [the prices]:(../prices.md)",
            "[the prices]:(../prices.md)",
            "no link",
            "delete the colon between the brackets: `[the prices](../prices.md)`",
        ),
    ]);
    let right = "＃MeToo運動の＊印は注釈。※１　注釈あり。\n\n価格は１，２００円（税込）。［注］（新華社）\n\n＊＊＊\n\n\
        ｜東京《とうきょう》と｜大阪《おおさか》\n\n＞＞1 さん\n\n：注意\n\n（a.md）を見る。すごい！[写真](a.jpg)\n\nWow! [see](a.jpg)";
    assert_eq!(told(right), [[""; 3]; 0]);
}

#[test]
fn a_second_front_matter_is_told_once() {
    for text in [
        "---\ntitle: x\n---\n\nWords.",
        "---\ntitle: x.\ndate: 2026-11-20\n---\nWords.",
        "---\ntitle: x\ntags:\n  - a\n  - b\n---\n\nWords.",
    ] {
        let told = told(text);
        let [slip] = &told[..] else { panic!("{text}: {told:#?}") };
        assert!(slip[0].starts_with("title: x"), "{slip:?}");
        assert!(slip[1].ends_with("a second front matter is a part of the text"), "{slip:?}");
    }
    for right in ["---\n\nWords: and more.", "---\nNote: words\n", "A heading: x\n---\n\nA."] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}

#[test]
fn links_and_notes_are_told_with_what_was_written() {
    hold(&[
        (
            "[x](a.md “Title”)",
            "[x](a.md “Title”)",
            "no link",
            "write the title in straight quotation marks: `[x](a.md \"Title\")`",
        ),
        (
            "![L](l.csv „bar“)",
            "![L](l.csv „bar“)",
            "",
            "write the title in straight quotation marks",
        ),
        (
            "![[dam.svg]]",
            "![[dam.svg]]",
            "readers see `![[dam.svg]]`, which is no picture",
            "write the name of its file behind its words: `![dam](dam.svg)`",
        ),
        ("[[img/dam.svg|300]]", "[[img/dam.svg|300]]", "no link", "write the name of its file"),
        ("[[a b.pdf]]", "[[a b.pdf]]", "no link", "write the name of its file"),
        (
            "[us](mailto: desk@x.example)",
            "[us](mailto: desk@x.example)",
            "no link",
            "an address of e-mail has no spaces: `[us](mailto:desk@x.example)`",
        ),
        (
            "[us](mailto:desk @x.example?subject=Late news&body=a b)",
            "[us](mailto:desk @x.example?subject=Late news&body=a b)",
            "no link",
            "an address of e-mail has no spaces: `[us](mailto:desk@x.example?subject=Late%20news&body=a%20b)`",
        ),
        ("[us](tel: +49 30 123)", "[us](tel: +49 30 123)", "", "write `[us](tel:+4930123)`"),
        ("[us](00374 10 123456)", "[us](00374 10 123456)", "", "write `[us](tel:+37410123456)`"),
        (
            "See <../economy/prices.md>.",
            "<../economy/prices.md>",
            "readers see `<../economy/prices.md>`, which is no link",
            "write its words, and the file behind them: `[…](../economy/prices.md)`",
        ),
        ("[a](https://x.example,)", "[a](https://x.example,)", "", "write `https://x.example`"),
        (
            "[the prices]\n(../x.md)",
            "[the prices]",
            "no link",
            "write both parts in one line, without a space between them: `[the prices](../x.md)`",
        ),
        ("Words^[1].\n\n[^1]: Note", "^[1]", "readers see `^[1]`", "write `[^1]`"),
    ]);
    let hint = |text| told(text)[0][2].clone();
    assert_eq!(hint("Words^[1].\n\n[^1]: Note"), "write `[^1]`");
}

#[test]
fn marks_that_fewer_close_are_told() {
    hold(&[
        (
            "~~struck~ word.",
            "~~struck~",
            "readers see `~~` before `struck`: fewer marks close it than open it",
            "write `~~struck~~`",
        ),
        ("__bold_ a", "__bold_", "readers see `_` before `bold`", "write `__bold__`"),
        ("***bold** a", "***bold**", "readers see `*` before `bold`", "write `***bold***`"),
        ("**bold* a", "**bold*", "readers see `*` before `bold`", "write `**bold**`"),
        ("####### Seven", "####### Seven", "a heading has six at most", "write `## Seven`"),
        ("A.\n\n##\n\nB.", "##", "this heading has no words", "write them behind `## `"),
        (
            "Heading\n===\n\nA.",
            "Heading",
            "a second headline",
            "write `## Heading`, and delete the line `===` below it",
        ),
        ("The end.\n===\n\nA.", "The end.", "makes a heading of this", "leave the line above"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n",
            "| 3 | 4 |",
            "readers see the bars of this row",
            "delete the empty line between the table and this row",
        ),
        (
            "| a | b |\n|---|---|\n| x|y | 2 |\n",
            "x|y",
            "readers do not see `2`",
            "write `x\\|y` for a `|` that is no border",
        ),
        ("In KÃ¶ln.", "KÃ¶ln.", "were damaged", "write `Köln.`"),
    ]);
    assert_eq!(told("`KÃ¶ln` and\n\n    KÃ¶ln = 1;\n"), [[""; 3]; 0]);
}

/// Right as it is, however it looks.
#[test]
fn prose_is_left_alone() {
    for text in [
        "**bold**text, **bold**, *a*b, __bold__, snake_case, __init__, 2 * 3 * 4, 2 ** 3 ** 4, f**k, sh**.",
        "Price** and rent*** and fee*.\n\n\\* Excluding tax.\n\n*Excluding tax.\n\n** Including tax.",
        "Leser*innen und Leserinnen, die Endung *innen; Schüler_innen. Name: ____ Date: _______",
        "He said [sic] that [the minister] (a Liberal) left [1][2], [3] (see 4), [a](the minister) [...] […].",
        "\\*\\*not bold, \\[a] (/b/), `**code [^1] [a] (/b/)`, &#42;&#42;x, <https://a.example/*_b>.",
        "#MeToo has changed more than anyone had thought, and C# is a language. A #hashtag #here.",
        "#1 in the charts: a song.\n\nText\n#2 of it.\n\n#MeToo: a list, and more.\n\n\\#Heading",
        "A < B and C > D, AT&T, <b>bold</b><br>, <!-- note --> x, a <abbr title=\"b\">c</abbr>, 5 <6.",
        "It was `so' said. Hawai`i. ``a ` b``, ~5 days, ~ x, 5~6, a ~~b~~.",
        "    let a = b;\n\n```\nclosed\n```\n\n~~~~\n~~~\n~~~~\n\n    $ dateline build",
        "- a\n\n  A paragraph of the item.\n\n1. b\n\n   And another one here.",
        "   Three spaces are fine here.\n\n\u{a0}\u{a0}\u{a0}\u{a0}And spaces that do not break.\n\n　　新しい朝。",
        "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| 4 |\n| `a \\| b` | c | |\n\n|x| is a norm.",
        "A heading\n---\n\nA.\n\n---\n\nB[^n].\n\n[^n]: Note, again[^n].\n\n[ref]: /x",
        "[a][Ref] [Ref] [b][]\n\n[ref]: /x\n[b]: /y",
        "<figure>\n<img src=\"a.svg\" alt=\"b\">\n<figcaption>c</figcaption>\n</figure>\n\n<details><summary>a</summary>b</details>",
        "<p dir=\"rtl\" class=\"x\" id=\"y\">a</p> <input type=\"checkbox\" checked disabled> <a href=\"/x\">a</a>",
        "これは**「語」**です。他**“说”**了。**«Լոռի»**ն",
    ] {
        assert_eq!(told(text), [[""; 3]; 0], "{text}");
    }
}
