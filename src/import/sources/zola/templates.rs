//! What the shortcodes of a Zola site mean
//! (<https://www.getzola.org/documentation/content/shortcodes/>).

use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::rules::Rules;
use crate::import::shortcodes::Call;
use crate::import::tags;
use crate::import::unfit::{Meant, Step, always_shows, is_wall};

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
    if template.map_or_else(|| is_wall(name, inner), |text| !shows_body(&text)) {
        return Meant::Doubtful;
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

/// Whether a template of Tera shows the words that it is given as `body`.
fn shows_body(template: &str) -> bool {
    let mut steps = Vec::new();
    let mut names = vec!["body".to_string()];
    let mut rest = template;
    while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|mark| rest.find(mark)).min() {
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
            ("{{", _) if has_words => steps.push(Step::Shows),
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
    always_shows(&steps)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_that_show_their_words_in_every_case_are_told() {
        for (template, shows) in [
            ("<p>{{ body | markdown }}</p>", true),
            ("{% if a %}<b>{% endif %}{{ body }}", true),
            ("{% if body %}{{ body }}{% endif %}", true),
            ("{% if a %}{{ body }}{% else %}<p>{{ body }}</p>{% endif %}", true),
            ("{% set inner = body | markdown %}{{ inner }}", true),
            ("{% filter upper %}{{ body }}{% endfilter %}", true),
            ("{% if a %}{{ body }}{% endif %}", false),
            ("{# {{ body }} #}<p>For members</p>", false),
            ("<p>For members</p>", false),
        ] {
            assert_eq!(shows_body(template), shows, "{template}");
        }
    }
}
