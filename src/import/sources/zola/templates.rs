//! What the shortcodes of a Zola site mean
//! (<https://www.getzola.org/documentation/content/shortcodes/>).

use crate::html::escaped;
use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::markdown::html_of;
use crate::import::model::Dialect;
use crate::import::places::Places;
use crate::import::rules::Rules;
use crate::import::shortcodes::Call;
use crate::import::tags::{self, Arguments};
use crate::import::unfit::{Meant, Step, always_hides, always_shows, is_wall, only_seen};

/// What a shortcode means: its name, its arguments, and what stands in it.
pub fn meaning(
    bundle: &Bundle,
    config: &Facts,
    rules: &Rules,
    &Call { name, given, inner, .. }: &Call<'_>,
) -> Meant {
    if let Some(text) = rules.shortcode(name, given, inner) {
        return Meant::Is(text);
    }
    let own = template(bundle, config, name);
    let wall = match own.as_ref().filter(|_| inner.is_some()) {
        Some(own) => of_template(&own.text),
        None => is_wall(name, inner).then_some(Meant::Doubtful),
    };
    if let Some(wall) = wall {
        return wall;
    }
    let filled = own.and_then(|own| filled(&own, given, inner));
    filled.or_else(|| tags::known(name, given, inner)).into()
}

/// A template of a shortcode.
struct Template {
    text: String,
    /// Whether what it gives is Markdown of the text, in which nothing is escaped.
    is_markdown: bool,
}

/// The site's own template of a shortcode, or that of its theme.
fn template(bundle: &Bundle, config: &Facts, name: &str) -> Option<Template> {
    let of_theme = config.text("theme").map(|theme| format!("themes/{theme}/"));
    let roots = [Some(String::new()), of_theme];
    let files = roots.iter().flatten().flat_map(|root| {
        ["html", "md"].map(|ending| format!("{root}templates/shortcodes/{name}.{ending}"))
    });
    let file = files.into_iter().find(|file| bundle.has(file))?;
    Some(Template { text: bundle.text(&file).ok()?.0, is_markdown: file.ends_with(".md") })
}

/// What a template makes of its arguments, if it does no more than to put them into HTML: Tera escapes
/// them there (<https://keats.github.io/tera/docs/#auto-escaping>).
fn filled(template: &Template, given: &Arguments, inner: Option<&str>) -> Option<String> {
    let mut out = String::new();
    let mut rest = template.text.as_str();
    while let Some(at) = rest.find(['{']) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        rest = match behind.get(..2) {
            Some("{%") => return None,
            Some("{#") => behind.split_once("#}")?.1,
            Some("{{") => {
                let (inside, behind) = behind[2..].split_once("}}")?;
                out.push_str(&value(inside.trim_matches('-'), template, given, inner)?);
                behind
            }
            _ => {
                out.push('{');
                &behind[1..]
            }
        };
    }
    out.push_str(rest);
    // An empty line would end the HTML.
    let lines: Vec<&str> = out.trim().lines().filter(|line| !line.trim().is_empty()).collect();
    Some(if template.is_markdown { out.trim().to_string() } else { lines.join("\n") })
}

/// The value of a name with filters that change none of its words; none where that cannot be told.
fn value(
    inside: &str,
    template: &Template,
    given: &Arguments,
    inner: Option<&str>,
) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let name = parts.next()?;
    let named = given.iter().find(|(of, _)| of.as_deref() == Some(name));
    let mut value = match (name, inner) {
        ("body", Some(inner)) => inner.trim().to_string(),
        _ => named.map(|(_, value)| value.clone())?,
    };
    let mut is_safe = template.is_markdown;
    for filter in parts {
        match filter {
            "safe" => is_safe = true,
            "trim" => value = value.trim().to_string(),
            "markdown" | "markdown()" => {
                value = format!("<p>{}</p>", html_of(&value, Dialect::Zola));
            }
            "markdown(inline=true)" => value = html_of(&value, Dialect::Zola),
            _ => return None,
        }
    }
    Some(if is_safe { value } else { escaped(&value) })
}

/// What a template of Tera makes of the words that it is given as `body`; nothing where it shows
/// them.
fn of_template(template: &str) -> Option<Meant> {
    let mut steps = Vec::new();
    let mut places = Places::default();
    let mut names = vec!["body".to_string()];
    let mut rest = template;
    while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() {
        places.text(&rest[..at]);
        let (mark, behind) = (&rest[at..at + 2], &rest[at + 2..]);
        let close = match mark {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let (inner, behind) = behind.split_once(close).unwrap_or((behind, ""));
        rest = behind;
        let inner = inner.trim_matches('-').trim();
        let has_words = names.iter().any(|name| words(inner).any(|word| word == name));
        let (word, condition) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        match (mark, word) {
            ("{{", _) if has_words => {
                steps.push(Step::Shows);
                places.place();
            }
            ("{%", "if") => {
                let is_sure = has_words && !words(condition).any(|word| word == "and");
                steps.push(Step::Open { is_sure });
            }
            ("{%", "for" | "block" | "filter" | "macro") => {
                steps.push(Step::Open { is_sure: word == "filter" });
            }
            ("{%", "else") => steps.push(Step::Else { has_condition: false }),
            ("{%", "elif") => steps.push(Step::Else { has_condition: true }),
            ("{%", "set") if has_words => names.extend(words(condition).next().map(String::from)),
            ("{%", "endif" | "endfor" | "endblock" | "endfilter" | "endmacro") => {
                steps.push(Step::Close);
            }
            _ => {}
        }
    }
    places.text(rest);
    if always_hides(&steps, &places) {
        return Some(Meant::Hidden);
    }
    (!always_shows(&only_seen(steps, &places))).then_some(Meant::Doubtful)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_and_escape() {
        let given = [
            (Some("text".to_string()), "a <b> c".to_string()),
            (Some("n".to_string()), "2".to_string()),
            (Some("line".to_string()), "a *b*".to_string()),
        ];
        for (template, is_markdown, expected) in [
            ("<span>{{ text }} {{ n }}</span>", false, Some("<span>a &lt;b&gt; c 2</span>")),
            ("<i>{{ text | safe }}</i>", false, Some("<i>a <b> c</i>")),
            (
                "<i>{{ line | markdown(inline=true) | safe }}</i>",
                false,
                Some("<i>a <em>b</em></i>"),
            ),
            ("<div>\n\n{{- body -}}\n</div>{# x #}", false, Some("<div>\nw &amp; v\n</div>")),
            ("**{{ line }}**", true, Some("**a *b***")),
            ("{{ missing }}", false, None),
            ("{{ text | upper }}", false, None),
            ("{% if n %}{{ n }}{% endif %}", false, None),
            ("{{ config.title }}", false, None),
        ] {
            let template = Template { text: template.into(), is_markdown };
            let found = filled(&template, &given, Some("w & v\n"));
            assert_eq!(found.as_deref(), expected, "{}", template.text);
        }
    }

    #[test]
    fn templates_that_show_their_words_in_every_case_are_told() {
        let doubt = Some(Meant::Doubtful);
        for (template, meant) in [
            ("<p>{{ body | markdown }}</p>", None),
            ("{% if a %}<b>{% endif %}{{ body }}", None),
            ("{% if body %}{{ body }}{% endif %}", None),
            ("{% if a %}{{ body }}{% else %}<p>{{ body }}</p>{% endif %}", None),
            ("{% set inner = body | markdown %}{{ inner }}", None),
            ("{% filter upper %}{{ body }}{% endfilter %}", None),
            ("<details><summary>x</summary>{{ body }}</details>", None),
            ("<i aria-hidden=\"true\"></i><div style=\"overflow:hidden\">{{ body }}</div>", None),
            ("<template>{{ body }}</template><p>{{ body }}</p>", None),
            ("<div hidden>{{ body }}</div>", Some(Meant::Hidden)),
            ("<div style=\"display: none\"><p>{{ body | safe }}</p></div>", Some(Meant::Hidden)),
            ("<!-- {{ body }} -->", Some(Meant::Hidden)),
            ("{% set inner = body %}<template>{{ inner }}</template>", Some(Meant::Hidden)),
            ("{% if a %}<div hidden>{{ body }}</div>{% endif %}", doubt.clone()),
            (
                "{% if a %}<div hidden>{{ body }}</div>{% else %}{{ body }}{% endif %}",
                doubt.clone(),
            ),
            ("{% if a %}{{ body }}{% endif %}", doubt.clone()),
            ("{# {{ body }} #}<p>For members</p>", doubt.clone()),
            ("<p>For members</p>", doubt),
        ] {
            assert_eq!(of_template(template), meant, "{template}");
        }
    }
}
