//! What the shortcodes of a Zola site mean
//! (<https://www.getzola.org/documentation/content/shortcodes/>).

use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::places::Places;
use crate::import::rules::Rules;
use crate::import::shortcodes::Call;
use crate::import::tags;
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
    let template = inner.and_then(|_| template(bundle, config, name));
    let wall = match template {
        Some(template) => of_template(&template),
        None => is_wall(name, inner).then_some(Meant::Doubtful),
    };
    if let Some(wall) = wall {
        return wall;
    }
    tags::known(name, given, inner).into()
}

/// The site's own template of a shortcode, or that of its theme.
fn template(bundle: &Bundle, config: &Facts, name: &str) -> Option<String> {
    let of_theme = config.text("theme").map(|theme| format!("themes/{theme}/"));
    let roots = [Some(String::new()), of_theme];
    let files = roots.iter().flatten().flat_map(|root| {
        ["html", "md"].map(|ending| format!("{root}templates/shortcodes/{name}.{ending}"))
    });
    let file = files.into_iter().find(|file| bundle.has(file))?;
    Some(bundle.text(&file).ok()?.0)
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
