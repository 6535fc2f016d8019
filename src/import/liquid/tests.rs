//! Templates and what they come to.

use super::*;

struct Test;

impl World for Test {
    fn value(&self, path: &str) -> Option<Value> {
        match path {
            "site.url" => Some(Value::text("https://old.example")),
            "page.title" => Some(Value::text("A & B")),
            "page.tags" => Some(Value::texts(["x", "y"])),
            _ => None,
        }
    }

    fn include(&self, name: &str) -> Option<String> {
        match name {
            "figure.html" => Some("<img src=\"{{ include.src }}\">{% if include.caption %}<i>{{ include.caption }}</i>{% endif %}\n".into()),
            "self.html" => Some("{% include self.html %}x".into()),
            _ => None,
        }
    }

    fn tag(&self, name: &str, arguments: &str, inner: Option<&str>) -> Option<String> {
        (name == "note").then(|| format!("[{arguments}:{}]", inner.unwrap_or_default()))
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
        ("{% if page.tags contains 'x' and page.title %}1{% endif %}", "1"),
    ] {
        let found = fill(text, &Test);
        assert_eq!((found.text.as_str(), &found.unknown[..]), (filled, &[][..]), "{text}");
    }
}

#[test]
fn what_nobody_knows_is_told_with_its_line_and_loses_no_words() {
    let found = fill("a\n{% odd %}\nb {% box %}c{% endbox %}\n{% include none.html %}", &Test);
    assert_eq!(found.text, "a\n\nb c\n");
    let unknown = [("odd", 2), ("box", 3), ("include none.html", 4)];
    assert_eq!(found.unknown, unknown.map(|(name, line)| (name.to_string(), line)));
}

#[test]
fn an_include_of_itself_comes_to_an_end() {
    assert!(fill("{% include self.html %}", &Test).text.len() < 1000);
}
