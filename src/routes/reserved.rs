//! Reserved names: of git, of hosts, and of what Dateline makes itself.

use super::recipe::Recipe;
use crate::url::SitePath;

/// What hosts look for at the top of a site, as a file; and what an output is known by.
const RESERVED_AT_THE_TOP: [&str; 6] =
    ["CNAME", ".nojekyll", "_headers", "_redirects", "_routes.json", "_worker.js"];
const BOOKKEEPING: &str = ".dateline";

/// The part of a path that somebody keeps for itself, and who, if there is one: such a file
/// would not be published, or stand in the way of another, or the whole site be refused.
/// `homes` are the front pages of the editions.
pub(super) fn part_of<'p>(path: &'p SitePath, homes: &[SitePath]) -> Option<(&'p str, String)> {
    let mut parts = path.as_str().split('/').filter(|part| !part.is_empty());
    let top = parts.clone().next()?;
    if RESERVED_AT_THE_TOP.contains(&top) || top.eq_ignore_ascii_case(BOOKKEEPING) {
        return Some((top, "hosts or Dateline keep".into()));
    }
    if let Some((recipe, name)) = Recipe::keeping(path, homes.iter()) {
        return Some((name, format!("{} keeps", recipe.owner())));
    }
    // The file of a page has that name, and no folder can.
    if let Some((folders, _)) = path.as_str().rsplit_once('/')
        && folders.split('/').any(|folder| folder == "index.html")
    {
        return Some(("index.html", "the page before it keeps".into()));
    }
    parts.find(|part| is_of_git(part)).map(|part| (part, "git keeps".into()))
}

/// Whether git or GitHub takes a name for one of git's own: `.git`, `.gitmodules` and such,
/// also where a Mac leaves out characters, and by their short names on Windows.
fn is_of_git(name: &str) -> bool {
    let is_left_out = |c: &char| matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    let name: String = name.chars().filter(|c| !is_left_out(c)).collect();
    let name = name.to_ascii_lowercase();
    name.starts_with(".git") || (name.starts_with("gi") && name.contains('~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_others_keep_are_known() {
        let homes = ["/", "/ru/"].map(|home| SitePath::new(home).unwrap());
        let kept = |path: &str| {
            part_of(&SitePath::new(path).unwrap(), &homes).map(|(part, _)| part.to_string())
        };
        for (path, part) in [
            ("/CNAME", "CNAME"),
            ("/.dateline/x.html", ".dateline"),
            ("/old/.gitmodules/", ".gitmodules"),
            ("/old/git~1/", "git~1"),
            ("/search/index.json/", "index.json"),
            ("/search/terms/0.bin", "terms"),
            ("/ru/search/index.json", "index.json"),
            ("/politics/index.html/", "index.html"),
            ("/index.html/x/", "index.html"),
        ] {
            assert_eq!(kept(path).as_deref(), Some(part), "{path}");
        }
        for path in [
            "/",
            "/old/CNAME",
            "/search/",
            "/search/old/",
            "/hy/search/terms",
            "/old/index.html",
            "/git/",
        ] {
            assert_eq!(kept(path), None, "{path}");
        }
    }
}
