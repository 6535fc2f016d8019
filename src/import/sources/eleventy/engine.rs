//! Which language the templates in a text are in
//! (<https://www.11ty.dev/docs/config/#default-template-engine-for-markdown-files>).

use super::code::value_in;
use crate::import::facts::Facts;

/// The language of the templates in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Liquid,
    Nunjucks,
    /// There are none.
    Nothing,
}

impl Engine {
    /// By the ending of the file, the settings, and what the text itself says
    /// (<https://www.11ty.dev/docs/template-overrides/>).
    pub fn of(file: &str, facts: &Facts, config: &str) -> Self {
        let own = facts.get("templateEngineOverride").is_some();
        let setting = match file.rsplit('.').next().unwrap_or_default() {
            _ if own => {
                let engines = facts.text("templateEngineOverride").unwrap_or_default();
                let mut engines = engines.split(',').map(str::trim);
                return engines.find_map(named).unwrap_or(Engine::Nothing);
            }
            "njk" => return Engine::Nunjucks,
            "liquid" => return Engine::Liquid,
            "html" | "htm" | "xhtml" => "htmlTemplateEngine",
            _ => "markdownTemplateEngine",
        };
        let says = config.split(setting).nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
        let Some(says) = says.map(|rest| rest.trim_start().trim_start_matches([':', '='])) else {
            return Engine::Liquid;
        };
        match value_in(config, setting) {
            Some(name) => named(&name).unwrap_or(Engine::Liquid),
            None if says.trim_start().starts_with("false") => Engine::Nothing,
            // Where nobody can tell, what may be a comment is none of the text.
            None => Engine::Nunjucks,
        }
    }
}

fn named(name: &str) -> Option<Engine> {
    match name {
        "njk" => Some(Engine::Nunjucks),
        "liquid" => Some(Engine::Liquid),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_yaml;

    #[test]
    fn endings_settings_and_texts_tell_the_language_of_templates() {
        for (file, own, config, engine) in [
            ("a.md", "", "", Engine::Liquid),
            ("a.html", "", "markdownTemplateEngine: 'njk'", Engine::Liquid),
            ("a.md", "", "markdownTemplateEngine: \"njk\"", Engine::Nunjucks),
            ("a.html", "", "return {\"htmlTemplateEngine\": 'njk'}", Engine::Nunjucks),
            ("a.md", "", "markdownTemplateEngine: engine", Engine::Nunjucks),
            ("a.md", "", "markdownTemplateEngine: false", Engine::Nothing),
            ("a.njk", "", "", Engine::Nunjucks),
            ("a.liquid", "", "markdownTemplateEngine: 'njk'", Engine::Liquid),
            ("a.md", "templateEngineOverride: njk,md", "", Engine::Nunjucks),
            ("a.md", "templateEngineOverride: md", "", Engine::Nothing),
            ("a.md", "templateEngineOverride: false", "", Engine::Nothing),
        ] {
            assert_eq!(
                Engine::of(file, &of_yaml(own).unwrap(), config),
                engine,
                "{file} {own} {config}"
            );
        }
    }
}
