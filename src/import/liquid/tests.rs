//! Templates and what they come to.

use super::*;
use crate::import::unfit::Meant;

struct Test;

impl World for Test {
    fn value(&self, path: &str) -> Option<Value> {
        match path {
            "site.url" => Some(Value::text("https://old.example")),
            "page.title" => Some(Value::text("A & B")),
            "page.tags" => Some(Value::texts(["x", "y"])),
            "page.date" => Some(Value::text("2024-01-02 23:30:00 -0800")),
            _ => {
                let data = "r: [{v: '4', n: four, k: b}, {v: '3', n: three, k: a}, {v: '2', n: two, k: b}]\nm: {p: 1}";
                let facts = crate::import::facts::of_yaml(data).unwrap();
                facts
                    .at(path.strip_prefix("site.data.")?.split('.').next()?)
                    .and_then(|of| part(&of, path.splitn(4, '.').nth(3).unwrap_or_default()))
            }
        }
    }

    fn include(&self, name: &str) -> Option<String> {
        match name {
            "figure.html" => Some("<img src=\"{{ include.src }}\">{% if include.caption %}<i>{{ include.caption }}</i>{% endif %}\n".into()),
            "set.html" => Some("{% assign place = 'Paris' %}{% capture words %}c{% endcapture %}".into()),
            "each.html" => Some("{% for p in include %}{{ p[0] }}={{ p[1] }};{% endfor %}".into()),
            "ask.html" => Some("{% for i in (0..9) %}{% capture q %}q{{ i }}{% endcapture %}{% if include.[q] == nil %}{% break %}{% endif %}{{ include.[q] }},{% endfor %}".into()),
            "md.html" => Some("{{ '*b*' | markdownify }}".into()),
            "self.html" => Some("{% include self.html %}x".into()),
            _ => None,
        }
    }

    fn tag(&self, name: &str, arguments: &str, inner: Option<&str>) -> Meant {
        (name == "note").then(|| format!("[{arguments}:{}]", inner.unwrap_or_default())).into()
    }

    fn path(&self, path: &str, _: bool) -> String {
        path.into()
    }
}

#[test]
fn templates_are_filled() {
    for (text, filled) in [
        ("a {{ site.url }}/x", "a https://old.example/x"),
        ("{{ page.title | escape }}", "A &amp; B"),
        ("{{ page.title | replace: '&', 'and' | upcase }}", "A AND B"),
        ("{{ \"2020-01-02\" | date: '%d/%m' }}", "02/01"),
        ("{{ page.none | default: \"z\" }}", "z"),
        ("{% if page.title == 'A & B' %}1{% else %}2{% endif %}", "1"),
        ("{% if page.none %}1{% elsif page.title %}2{% endif %}", "2"),
        ("{% unless page.none %}1{% endunless %}", "1"),
        ("{% assign a = 'b' %}{{ a }}{% capture c %}{{ a }}d{% endcapture %}{{ c }}", "bbd"),
        ("{% for t in page.tags %}{{ t }},{% endfor %}", "x,y,"),
        ("{% raw %}{{ a }}{% if %}{% endraw %}", "{{ a }}{% if %}"),
        ("a{% comment %}b{% endcomment %}c", "ac"),
        ("a {%- if true -%} b {%- endif -%} c", "abc"),
        (
            "{% include figure.html src=\"/a.jpg\" caption='It\\'s' %}.",
            "<img src=\"/a.jpg\"><i>It\\'s</i>.",
        ),
        ("{% note x %}y{% endnote %}", "[x:y]"),
        ("a {{ '*b*' | markdownify }}", "a *b*"),
        ("<aside>{{ '*b*' | markdownify }}</aside>", "<aside><em>b</em></aside>"),
        ("<aside>\n{{ '*b*' | markdownify }}</aside>", "<aside>\n<em>b</em></aside>"),
        ("<p>x</p>\n\n{{ '*b*' | markdownify }}", "<p>x</p>\n\n*b*"),
        (
            "{% capture c %}{{ '*b*' | markdownify }}{% endcapture %}<i>{{ c }}</i>",
            "<i><em>b</em></i>",
        ),
        ("{% include md.html %} <i>{% include md.html %}</i>", "*b* <i><em>b</em></i>"),
        ("{{ page.date | date_to_xmlschema }}", "2024-01-02T23:30:00-08:00"),
        ("{{ page.date | date_to_rfc822 }}", "Tue, 02 Jan 2024 23:30:00 -0800"),
        ("{{ '2024-01-02' | date_to_xmlschema }}", "2024-01-02T00:00:00+00:00"),
        ("{{ '2024-01-02 10:00 +0430' | date_to_xmlschema }}", "2024-01-02T10:00:00+04:30"),
        ("{{ '2024-01-02T10:00:00+04:30' | date_to_xmlschema }}", "2024-01-02T10:00:00+04:30"),
        ("{{ '2024-01-02 10:00 -aéb' | date: '%Y' }}", "2024"),
        ("{% if page.tags contains 'x' and page.title %}1{% endif %}", "1"),
    ] {
        let found = fill(text, &Test);
        assert_eq!((found.text.as_str(), &found.unfit), (filled, &Unfit::default()), "{text}");
    }
}

#[test]
fn what_nobody_knows_is_told_with_its_line_and_loses_no_words() {
    let found = fill("a\n{% odd %}\nb {% box %}c{% endbox %}\n{% include none.html %}", &Test);
    assert_eq!(found.text, "a\n\nb c\n");
    let named = |names: &[(&str, usize)]| -> Vec<(String, usize)> {
        names.iter().map(|(name, line)| ((*name).to_string(), *line)).collect()
    };
    assert_eq!(found.unfit.unknown, named(&[("odd", 2), ("box", 3)]));
    assert_eq!(found.unfit.unfilled, named(&[("`include none.html`", 4)]));
}

/// As Jekyll 4.3 fills them.
#[test]
fn filters_and_loops_are_those_of_jekyll() {
    for (text, filled) in [
        ("{{ site.data.r | where: 'v', '3' | first | map: 'n' }}", "three"),
        ("{% assign r = site.data.r | where: 'v', '3' | first %}{{ r.n }}", "three"),
        ("{% assign r = site.data.r | where_exp: 'i', \"i.k == 'b'\" | last %}{{ r.n }}", "two"),
        ("{% assign r = site.data.r | find: 'v', '2' %}{{ r.n }}", "two"),
        ("{% assign r = site.data.r | sort: 'v' | first %}{{ r.n }}", "two"),
        ("{{ site.data.r | map: 'n' | join: ', ' }}", "four, three, two"),
        ("{{ site.data.r | size }} {{ site.data.r.size }} {{ site.data.r[1].n }}", "3 3 three"),
        (
            "{{ '2024-03-05' | date: '%d %B %Y' }} {{ page.date | date: '%Y' }}",
            "05 March 2024 2024",
        ),
        (
            "{{ page.date | date_to_string }} {{ page.date | date_to_long_string }}",
            "02 Jan 2024 02 January 2024",
        ),
        ("{{ page.date | date_to_string: 'ordinal', 'US' }}", "Jan 2nd, 2024"),
        (
            "{{ 3 | plus: 4 }} {{ 10 | minus: 3 }} {{ 3 | times: 5 }} {{ 10 | divided_by: 4 }} {{ 10 | modulo: 3 }}",
            "7 7 15 2 1",
        ),
        (
            "{{ 10 | divided_by: 4.0 }} {{ 1234.567 | round: 1 }} {{ -3 | abs }} {{ 1.2 | ceil }} {{ 1.8 | floor }}",
            "2.5 1234.6 3 2 1",
        ),
        (
            "{{ 'abcdef' | slice: 1, 3 }} {{ 'abc' | slice: -2, 2 }} {{ 'hello world' | truncatewords: 1 }} {{ 'hello' | truncate: 4 }}",
            "bcd bc hello... h...",
        ),
        (
            "{{ 'a,b' | split: ',' | last }} {{ 'b,a' | split: ',' | sort | join: '-' }} {{ site.data.r | reverse | first | map: 'n' }}",
            "b a-b two",
        ),
        (
            "{{ page.tags | array_to_sentence_string }} {{ 'x y' | url_encode }} {{ 'x y' | uri_escape }}",
            "x and y x+y x%20y",
        ),
        ("{{ 'one two three' | number_of_words }} {{ nil | default: 'd' }}", "3 d"),
        (
            "{{ site.data.r | group_by: 'k' | map: 'name' | join: ',' }} {{ site.data.r | concat: site.data.r | size }} {{ 'a,a' | split: ',' | uniq | size }}",
            "b,a 6 1",
        ),
        (
            "{% for i in site.data.r limit: 2 offset: 1 %}{{ forloop.index }}{{ i.n }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
            "1three, 2two",
        ),
        ("{% for i in site.data.r reversed %}{{ i.v }}{% endfor %}", "234"),
        ("{% for i in (1..3) %}{{ i }}{% if i == 2 %}{% break %}{% endif %}.{% endfor %}", "1.2"),
        ("{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13"),
        ("{% for i in page.none %}{{ i }}{% else %}none{% endfor %}", "none"),
        ("{% for p in site.data.m %}{{ p[0] }}{{ p[1] }}{% endfor %}", "p1"),
        (
            "{% increment c %}{% increment c %}{% decrement d %} {% cycle 'a', 'b' %}{% cycle 'a', 'b' %}",
            "01-1 ab",
        ),
        ("{% include set.html %}{{ place }}{{ words }}", "Parisc"),
        ("{% include each.html a='b' c=\"d\" %}", "a=b;c=d;"),
        ("{% include ask.html q0=\"One\" q1=\"Two\" %}", "One,Two,"),
        ("{% assign a = 1 %}{% for i in (1..2) %}{% assign a = i %}{% endfor %}{{ a }}", "2"),
        (
            "{% if page.none or page.title == 'A & B' and true %}1{% endif %}{% if '1' == 1 %}2{% endif %}",
            "1",
        ),
        ("{% case page.title %}{% when 'B' %}1{% when 'C' or 'A & B' %}2{% endcase %}", "2"),
        ("{% # nothing %}a{% comment %}b{% endcomment %}", "a"),
    ] {
        let found = fill(text, &Test);
        assert_eq!((found.text.as_str(), &found.unfit), (filled, &Unfit::default()), "{text}");
    }
}

/// Of what nobody can tell, nothing is said.
#[test]
fn what_cannot_be_told_is_left_out_with_all_that_depends_on_it() {
    for (text, filled, unfilled) in [
        ("a {{ 'b' | shout }} c", "a  c", &["the filter `shout`"][..]),
        (
            "{% assign a = site.data.r | odd | first %}{{ a.n }}{{ a.n | upcase }}",
            "",
            &["the filter `odd`"],
        ),
        (
            "{% assign a = 'b' | odd %}{% if a %}1{% else %}2{% endif %}{% unless a == 'b' %}3{% endunless %}",
            "",
            &["the filter `odd`"],
        ),
        (
            "{% assign a = 'b' | odd %}{% for i in a %}1{% else %}2{% endfor %}{% case a %}{% else %}3{% endcase %}",
            "",
            &["the filter `odd`"],
        ),
        ("{{ 'now' | date: '%Y' }}", "", &["the filter `date`"]),
        ("{% for p in site.posts %}{{ p.title }}{% endfor %}", "", &["`for … in site.posts`"]),
    ] {
        let found = fill(text, &Test);
        let names: Vec<&str> = found.unfit.unfilled.iter().map(|(name, _)| &**name).collect();
        assert_eq!((found.text.as_str(), &names[..]), (filled, unfilled), "{text}");
    }
}

struct Nunjucks;

impl World for Nunjucks {
    fn value(&self, path: &str) -> Option<Value> {
        Test.value(&path.replacen("r", "site.data.r", usize::from(path.starts_with('r'))))
            .or_else(|| (path == "title").then(|| Value::text("A")))
    }

    fn include(&self, name: &str) -> Option<String> {
        (name == "i.njk").then(|| "{% set place = 'Paris' %}In {{ place }}{# SECRET #}".into())
    }

    fn tag(&self, _: &str, _: &str, _: Option<&str>) -> Meant {
        Meant::Unknown
    }

    fn path(&self, path: &str, _: bool) -> String {
        path.into()
    }

    fn syntax(&self) -> Syntax {
        Syntax::Nunjucks
    }
}

#[test]
fn nunjucks_has_its_own_words() {
    for (text, filled, unfilled) in [
        ("a{# SECRET #}b{#- SECRET\n -#} c{# SECRET", "abc", &[][..]),
        ("{% raw %}{# a #}{% endraw %}", "{# a #}", &[]),
        ("{{ r[1].n }} {{ title | upper }} {{ r | length }}", "three A 3", &[]),
        (
            "{% for i in r %}{{ loop.index }}{{ i.n }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "1four, 2three, 3two",
            &[],
        ),
        ("{% include 'i.njk' %}.{{ place }}", "In Paris.", &[]),
        (
            "{{ 'abc' | replace('b', 'x') }} {{ 'x' if title == 'A' else 'y' }}{{ 'x' if none }}",
            "axc x",
            &[],
        ),
        ("{% set t %}words{% endset %}{% set u = 'v' %}{{ t }}{{ u }}", "wordsv", &[]),
        ("{% if none %}1{% elif title %}2{% endif %}", "2", &[]),
        (
            "{{ '<b> & c' }} {{ '<b>' | safe }} {% set t %}<i>{% endset %}{{ t }}",
            "&lt;b&gt; &amp; c <b> <i>",
            &[],
        ),
        (
            "a {{ title | shout }}{% macro m(x) %}SECRET{% endmacro %}{{ m('a') }}",
            "a ",
            &["the filter `shout`", "`m('a')`"],
        ),
        ("{{ title + 'b' }}", "", &["`title + 'b'`"]),
    ] {
        let found = fill(text, &Nunjucks);
        let names: Vec<&str> = found.unfit.unfilled.iter().map(|(name, _)| &**name).collect();
        assert_eq!((found.text.as_str(), &names[..]), (filled, unfilled), "{text}");
    }
}

#[test]
fn what_grows_comes_to_an_end() {
    for text in [
        "{% assign a = 'ab' %}{% for i in (1..1000) %}{% assign a = a | append: a %}{% endfor %}",
        "{% assign a = page.tags %}{% for i in (1..1000) %}{% assign a = a | concat: a %}{% endfor %}",
        "{% assign a = 'aa' %}{% for i in (1..1000) %}{% assign a = a | replace: 'a', a %}{% endfor %}",
        "{% for i in (1..1000) %}{% for j in (1..1000) %}{% assign a = i %}{{ a }}{% endfor %}{% endfor %}",
    ] {
        assert!(fill(text, &Test).text.len() < 2 * LONGEST, "{text}");
    }
}

#[test]
fn an_include_of_itself_comes_to_an_end() {
    assert!(fill("{% include self.html %}", &Test).text.len() < 1000);
}
