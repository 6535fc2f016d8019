//! What the programs of a site say of its Markdown (<https://www.11ty.dev/docs/languages/markdown/>).

use regex::Regex;

use super::scripts::Scripts;
use crate::import::markdown::Extras;

/// What the library is told, in the settings or in a program that they take in.
pub fn extras(scripts: &Scripts) -> Extras {
    let taken_in = scripts.files().map(|(_, code)| code).filter(|code| is_about_markdown(code));
    let code: Vec<&str> = taken_in.chain([scripts.config.as_str()]).collect();
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
    use crate::import::bundle::Bundle;

    #[test]
    fn options_of_the_library_are_read() {
        let place = tempfile::tempdir().unwrap();
        let read = || extras(&Scripts::of(&Bundle::open(place.path()).unwrap()).unwrap());
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
            std::fs::write(place.path().join("eleventy.config.js"), config).unwrap();
            assert_eq!(read(), Extras { breaks, links }, "{config}");
        }
        std::fs::remove_file(place.path().join("eleventy.config.js")).unwrap();
        std::fs::write(
            place.path().join("md.js"),
            "export default require('markdown-it')({breaks: true})",
        )
        .unwrap();
        std::fs::write(place.path().join("other.js"), "const x = {linkify: true}").unwrap();
        assert_eq!(read(), Extras { breaks: true, links: false });
    }
}
