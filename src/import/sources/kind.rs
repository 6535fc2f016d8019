//! Which program a source is of.

use super::eleventy;
use crate::diagnostic::Diagnostic;
use crate::import::bundle::{Bundle, decoded};
use crate::import::facts::of_toml;

/// A program whose sites can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// <https://www.11ty.dev>
    Eleventy,
    /// <https://ghost.org>
    Ghost,
    /// <https://gohugo.io>
    Hugo,
    /// <https://jekyllrb.com>
    Jekyll,
    /// <https://medium.com>
    Medium,
    /// <https://substack.com>
    Substack,
    /// <https://wordpress.org>
    WordPress,
    /// <https://www.getzola.org>
    Zola,
}

impl Program {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Program::Eleventy => "Eleventy",
            Program::Ghost => "Ghost",
            Program::Hugo => "Hugo",
            Program::Jekyll => "Jekyll",
            Program::Medium => "Medium",
            Program::Substack => "Substack",
            Program::WordPress => "WordPress",
            Program::Zola => "Zola",
        }
    }
}

/// Which program a source is of, by its files.
///
/// # Errors
/// Nobody can tell.
pub fn told_apart(bundle: &Bundle) -> Result<Program, Diagnostic> {
    if eleventy::CONFIG.iter().any(|file| bundle.has(file)) {
        return Ok(Program::Eleventy);
    }
    let has_content = bundle.below("content/").next().is_some();
    let is_zola = |file: &str| {
        let text = bundle.text(file).map(|(text, _)| text).unwrap_or_default();
        of_toml(&text).is_ok_and(|facts| facts.get("base_url").is_some())
    };
    if has_content
        && ["zola.toml", "config.toml"].into_iter().any(|file| bundle.has(file) && is_zola(file))
    {
        return Ok(Program::Zola);
    }
    let endings = ["toml", "yaml", "yml", "json"];
    let of_hugo = endings.map(|ending| [format!("hugo.{ending}"), format!("config.{ending}")]);
    let has_settings = of_hugo.iter().flatten().any(|file| bundle.has(file));
    if has_settings && has_content || bundle.below("config/_default/").next().is_some() {
        return Ok(Program::Hugo);
    }
    if ["_config.yml", "_config.yaml", "_config.toml"].iter().any(|file| bundle.has(file)) {
        return Ok(Program::Jekyll);
    }
    of_export(bundle).ok_or_else(|| {
        Diagnostic::error("nobody can tell which program this is of").hint(
            "say it, such as `--as wordpress`; a folder has to be the one with the site's settings",
        )
    })
}

/// Of an export, by what its first files hold.
fn of_export(bundle: &Bundle) -> Option<Program> {
    let named = |name: &str| bundle.files().any(|file| file.rsplit('/').next() == Some(name));
    if named("posts.csv") {
        return Some(Program::Substack);
    }
    let head = |file: &str| {
        let head = bundle.head(file, 65_536).unwrap_or_default();
        decoded(head).0
    };
    for file in
        bundle.files().filter(|file| file.ends_with(".xml") || file.ends_with(".json")).take(20)
    {
        let head = head(file);
        if head.contains("wordpress.org/export/") {
            return Some(Program::WordPress);
        }
        let bare: String = head.chars().filter(|c| !c.is_whitespace()).take(200).collect();
        if bare.starts_with("{\"db\":[") || bare.starts_with("{\"meta\":{") {
            return Some(Program::Ghost);
        }
    }
    let is_medium = |file: &&str| file.ends_with(".html") && head(file).contains("e-content");
    let mut posts = bundle.files().filter(|file| file.contains("posts/")).take(5);
    posts.any(|file| is_medium(&file)).then_some(Program::Medium)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_told_apart_in_each_encoding() {
        let wordpress = "<?xml version=\"1.0\"?><!-- generator --><rss xmlns:wp=\"http://wordpress.org/export/1.2/\">é";
        for (name, text, program) in [
            ("a.xml", wordpress, Program::WordPress),
            ("a.json", "{\"db\": [{\"meta\": {}}]}", Program::Ghost),
            ("posts/a.html", "<section class=\"e-content\">é</section>", Program::Medium),
        ] {
            let wide = |big: bool| {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                let bytes =
                    units.map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
                bytes.flatten().collect::<Vec<u8>>()
            };
            let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
            for bytes in [text.as_bytes().to_vec(), marked, wide(true), wide(false)] {
                let place = tempfile::tempdir().unwrap();
                let file = place.path().join(name);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, bytes).unwrap();
                let bundle = Bundle::open(place.path()).unwrap();
                assert_eq!(told_apart(&bundle).unwrap(), program, "{name}");
            }
        }
    }
}
