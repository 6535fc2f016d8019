//! What the programs of a site say of its Markdown (<https://www.11ty.dev/docs/languages/markdown/>).

use regex::Regex;

use super::super::site_files::stem;
use super::code::without_comments;
use crate::import::bundle::Bundle;
use crate::import::markdown::Extras;

/// What the library is told, in the settings or in a program that they take in.
pub fn extras(bundle: &Bundle, config: &str) -> Extras {
    let is_program = |file: &&str| matches!(stem(file).1, "js" | "cjs" | "mjs" | "ts");
    let programs = bundle.files().filter(is_program).filter_map(|file| bundle.text(file).ok());
    let programs = programs.map(|(text, _)| text).filter(|text| is_about_markdown(text));
    let code: Vec<String> =
        programs.chain([config.to_string()]).map(|text| without_comments(&text)).collect();
    let says = |name: &str| {
        let option = Regex::new(&format!(r#"(?:^|[\s{{,(\[.])["']?{name}["']?\s*[:=]\s*true"#));
        option.is_ok_and(|option| code.iter().any(|code| option.is_match(code)))
    };
    Extras { breaks: says("breaks"), links: says("linkify") }
}

fn is_about_markdown(code: &str) -> bool {
    ["markdown-it", "amendLibrary", "setLibrary"].iter().any(|word| code.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_the_library_are_read() {
        let place = tempfile::tempdir().unwrap();
        let bundle = Bundle::open(place.path()).unwrap();
        for (config, breaks, links) in [
            (
                "c.setLibrary('md', markdownIt({html: true, breaks: true, linkify:true}))",
                true,
                true,
            ),
            ("c.amendLibrary('md', md => md.set({ breaks: true }))", true, false),
            ("const options = {\n  \"linkify\": true,\n}", false, true),
            ("markdownIt({ breaks: false })", false, false),
            ("// markdownIt({ breaks: true })", false, false),
            ("const linebreaks = true", false, false),
        ] {
            assert_eq!(extras(&bundle, config), Extras { breaks, links }, "{config}");
        }
        std::fs::write(
            place.path().join("md.js"),
            "export default require('markdown-it')({breaks: true})",
        )
        .unwrap();
        std::fs::write(place.path().join("other.js"), "const x = {linkify: true}").unwrap();
        let bundle = Bundle::open(place.path()).unwrap();
        assert_eq!(extras(&bundle, ""), Extras { breaks: true, links: false });
    }
}
