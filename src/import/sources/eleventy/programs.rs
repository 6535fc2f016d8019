//! What the programs of a site say of all its texts: which have a page, and which are in lists.
//! They say so among the data (<https://www.11ty.dev/docs/data-computed/>), in the settings
//! (<https://www.11ty.dev/docs/data-global-custom/>) and before a text is read
//! (<https://www.11ty.dev/docs/config-preprocessors/>).

use regex::Regex;

use super::code::{expression, function};
use super::computed::{self, EXCLUDES};
use super::conditions::When;
use super::data::Site;
use super::scripts::Scripts;
use crate::import::facts::Facts;
use crate::import::model::Held;

/// What programs say of all texts.
#[derive(Debug, Default)]
pub struct Programs(Vec<Said>);

/// What one of them says.
#[derive(Debug)]
struct Said {
    /// Where: the name of a function, or of a file.
    by: String,
    /// What it gives: `permalink`, or [`EXCLUDES`]; nothing where it keeps a text from being read.
    name: &'static str,
    when: When,
}

impl Programs {
    pub fn of(scripts: &Scripts, site: &Site) -> Self {
        let [data, _] = &site.apart;
        let mut said = Vec::new();
        for (file, code) in scripts.files() {
            let code = code.replace("?.", ".");
            match file.strip_prefix(data.as_str()).and_then(of_all) {
                Some(computed::NAME) => said.extend(members(&code, &code, file)),
                Some(name) => said.extend(of_name(name, &code, &code, file)),
                None => said.extend(calls(&code)),
            }
        }
        Programs(said)
    }

    /// Whether they keep texts off their pages whose date is ahead.
    pub fn ask_for_dates(&self) -> bool {
        self.0.iter().any(|said| said.name != EXCLUDES && said.when.asks_for_date())
    }

    /// What they make of a text, if it is not public, and what the report says of it. What the
    /// text's own data compute comes before what is said of all.
    pub fn hold(&self, facts: &Facts, own: &Facts) -> Option<(Held, Option<String>)> {
        let asked = self.0.iter().filter(|said| own.get(said.name).is_none());
        let found = asked.filter_map(|said| match (said.when.holds(facts), said.name) {
            (Some(false), _) => None,
            (Some(true), EXCLUDES) => Some((Held::Unlisted, None)),
            (Some(true), _) => Some((Held::Draft, None)),
            (None, name) => {
                let by = &said.by;
                let what = match name {
                    "" => "which texts are read".into(),
                    name => format!("`{name}` of all texts"),
                };
                let told =
                    format!("`{by}` says {what}: whether this one is public, nobody can tell here");
                Some((Held::Draft, Some(told)))
            }
        });
        // What is known is said rather than what is not.
        found.min_by_key(|(held, told)| (told.is_some(), *held))
    }
}

/// The name that a file among the data gives a value for all texts, if it is one of those that are
/// asked here.
fn of_all(below: &str) -> Option<&'static str> {
    let (name, _) = below.strip_prefix('/')?.split_once('.')?;
    [computed::NAME, "permalink", EXCLUDES, "draft"].into_iter().find(|one| *one == name)
}

/// What the calls in the settings say.
fn calls(code: &str) -> Vec<Said> {
    let mut said = Vec::new();
    if !["addPreprocessor", "addGlobalData"].iter().any(|name| code.contains(name)) {
        return said;
    }
    let preprocessor = r#"addPreprocessor\([ \t\r\n]*["'`]([^"'`]*)["'`][ \t\r\n]*,"#;
    let data = r#"addGlobalData\([ \t\r\n]*["'`]([^"'`]*)["'`][ \t\r\n]*,"#;
    let (Ok(preprocessor), Ok(data)) = (Regex::new(preprocessor), Regex::new(data)) else {
        return said;
    };
    for found in preprocessor.captures_iter(code) {
        let behind = &code[found.get(0).map_or(0, |all| all.end())..];
        // Behind the endings of the files it is for.
        let given = expression(behind).and_then(|kinds| behind[kinds.len()..].strip_prefix(','));
        let by = format!("addPreprocessor(\"{}\")", &found[1]);
        let when = when(given.and_then(|given| function(code, given)), "");
        said.push(Said { by, name: "", when });
    }
    for found in data.captures_iter(code) {
        let given = &code[found.get(0).map_or(0, |all| all.end())..];
        let by = format!("addGlobalData(\"{}\")", &found[1]);
        let (whole, part) = found[1].split_once('.').unwrap_or((&found[1], ""));
        match (whole, part) {
            (computed::NAME, "") => {
                let value = function(code, given).unwrap_or_default();
                said.extend(members(code, value, &by));
            }
            (computed::NAME, name) | (name, "") => said.extend(of_name(name, code, given, &by)),
            _ => {}
        }
    }
    said
}

/// What the functions with the names that are asked for say, in an object or a file.
fn members(code: &str, inside: &str, by: &str) -> Vec<Said> {
    let mut said = Vec::new();
    for name in ["permalink", EXCLUDES, "draft"] {
        let start = r"(?:^|[ \t\r\n,{(]|(?-u:\b)exports\.)";
        let pattern = format!(r#"{start}["'`]?{name}["'`]?[ \t]*(=[^=>]|[:(,}}])"#);
        let Ok(pattern) = Regex::new(&pattern) else { continue };
        let Some(found) = pattern.captures(inside) else { continue };
        let Some(sign) = found.get(1) else { continue };
        let behind = match sign.as_str() {
            // A method, as `permalink(data) { … }`, and a value by its own name.
            "(" | "," | "}" => &inside[sign.start() - name.len()..],
            ":" => &inside[sign.end()..],
            _ => &inside[sign.start() + 1..],
        };
        said.extend(of_name(name, code, behind, by));
    }
    said
}

/// What one value says of all texts; nothing of one that has nothing to do with what is public.
fn of_name(name: &str, code: &str, given: &str, by: &str) -> Option<Said> {
    let name = match name {
        "permalink" => "permalink",
        EXCLUDES => EXCLUDES,
        "draft" => "draft",
        _ => return None,
    };
    Some(Said { by: by.into(), name, when: when(function(code, given), name) })
}

/// When a function keeps a text from readers; one that is elsewhere may at any time.
fn when(function: Option<&str>, name: &str) -> When {
    let Some(function) = function else { return When::Unknown };
    match name {
        "" | "permalink" => When::returns(function, "false"),
        _ if function.trim() == "false" => When::Any(Vec::new()),
        _ if function.contains("true") || !function.contains("=>") || function.contains('{') => {
            When::returns(function, "true")
        }
        _ => When::is_true(function),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_yaml;
    use crate::import::sources::eleventy::code::without_comments;

    #[test]
    fn programs_say_which_texts_have_a_page() {
        for (code, text, held, is_told) in [
            (
                "c.addPreprocessor(\"drafts\", \"*\", (data, content) => { if (data.hold && process.env.MODE === \"build\") { return false; } });",
                "hold: true",
                Some(Held::Draft),
                false,
            ),
            (
                "c.addPreprocessor('drafts', 'md,njk', (data) => { if (data.hold) { return false; } });",
                "x: y",
                None,
                false,
            ),
            (
                "c.addPreprocessor('odd', '*', (data) => { if (!isPublic(data)) return false; });",
                "x: y",
                Some(Held::Draft),
                true,
            ),
            (
                "c.addPreprocessor('mark', 'md', (data, content) => content.replace('a', 'b'));",
                "x: y",
                None,
                false,
            ),
            // As the blog that Eleventy begins sites with says it, before version 3 and since.
            (
                "function asked() {\n\treturn (data) => {\n\t\t// Always skip\n\t\tif(data.draft && !process.env.BUILD_DRAFTS) {\n\t\t\treturn false;\n\t\t}\n\n\t\treturn data.permalink;\n\t}\n};\n\
                 function excluded() {\n\treturn (data) => {\n\t\tif(data.draft && !process.env.BUILD_DRAFTS) {\n\t\t\treturn true;\n\t\t}\n\n\t\treturn data.eleventyExcludeFromCollections;\n\t}\n};\n\
                 c.addGlobalData(\"eleventyComputed.permalink\", asked);\nc.addGlobalData(\"eleventyComputed.eleventyExcludeFromCollections\", excluded);\n",
                "x: y",
                None,
                false,
            ),
            (
                "c.addPreprocessor(\"drafts\", \"*\", (data, content) => {\n\tif (data.draft) {\n\t\tdata.title = `${data.title} (draft)`;\n\t}\n\n\tif(data.draft && process.env.ELEVENTY_RUN_MODE === \"build\") {\n\t\treturn false;\n\t}\n});",
                "x: y",
                None,
                false,
            ),
            ("c.addPreprocessor('drafts', '*', drafts);", "x: y", Some(Held::Draft), true),
            (
                "const drafts = (data) => { if (data.hold) return false };\nc.addPreprocessor('drafts', '*', drafts);",
                "x: y",
                None,
                false,
            ),
            (
                "function asked() { return (data) => { if (data.hold) { return false; } return data.permalink; } }\nc.addGlobalData(\"eleventyComputed.permalink\", asked);",
                "hold: 1",
                Some(Held::Draft),
                false,
            ),
            (
                "c.addGlobalData('eleventyComputed.eleventyExcludeFromCollections', () => (data) => data.hold);",
                "hold: 1",
                Some(Held::Unlisted),
                false,
            ),
            (
                "c.addGlobalData('eleventyComputed', { permalink: data => data.open ? data.permalink : false });",
                "open: 1",
                Some(Held::Draft),
                true,
            ),
            (
                "c.addGlobalData('eleventyComputed', { title: data => data.title || 'false' });",
                "x: y",
                None,
                false,
            ),
            ("c.addGlobalData('site', { title: 'Old' });", "x: y", None, false),
            ("c.addGlobalData('permalink', false);", "x: y", Some(Held::Draft), true),
            ("c.addGlobalData('permalink', '/{{ page.fileSlug }}/');", "x: y", None, false),
        ] {
            let programs = Programs(calls(&without_comments(code)));
            let found = programs.hold(&of_yaml(text).unwrap(), &Facts::default());
            let expected = held.map(|held| (held, is_told));
            assert_eq!(found.map(|(held, told)| (held, told.is_some())), expected, "{code}");
        }
    }

    #[test]
    fn a_file_among_the_data_says_it_too() {
        for (code, text, held) in [
            (
                "module.exports = { permalink: (data) => data.hold ? false : data.permalink };",
                "hold: 1",
                Some(Held::Draft),
            ),
            (
                "export default { permalink(data) { if (data.hold) return false; return data.permalink; } };",
                "x: y",
                None,
            ),
            (
                "exports.permalink = data => data.hold ? false : data.permalink;",
                "hold: 1",
                Some(Held::Draft),
            ),
            (
                "const { permalink } = require('./a');\nmodule.exports = { permalink };",
                "x: y",
                Some(Held::Draft),
            ),
            (
                "module.exports = { eleventyExcludeFromCollections: data => { if (data.hold) { return true } return data.x } };",
                "hold: 1",
                Some(Held::Unlisted),
            ),
            (
                "module.exports = { draft: data => data.status === 'draft' };",
                "status: draft",
                Some(Held::Draft),
            ),
            (
                "module.exports = { title: data => data.name, url: data => data.permalink };",
                "x: y",
                None,
            ),
        ] {
            let programs = Programs(members(code, code, "eleventyComputed.js"));
            let found = programs.hold(&of_yaml(text).unwrap(), &Facts::default());
            assert_eq!(found.map(|(held, _)| held), held, "{code}");
        }
    }
}
