//! The default theme, compiled in: templates, static files and lists of words.

mod sent;

use include_dir::{Dir, File, include_dir};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");
static WORDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/words");

/// The built-in templates: name and source, by name.
pub fn templates() -> Vec<(&'static str, &'static str)> {
    let mut templates: Vec<_> = files(&TEMPLATES)
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
        .collect();
    templates.sort_unstable();
    templates
}

/// The source of the built-in template `name`.
pub fn template(name: &str) -> Option<&'static str> {
    TEMPLATES.get_file(name)?.contents_utf8()
}

/// The built-in static files: path below `static/` and bytes, by path.
pub fn static_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = files(&STATIC);
    files.sort_unstable();
    files
}

/// Those that are published only where a story needs them.
pub const ON_DEMAND: [&str; 4] = ["blocks.css", "embed.js", "live.css", "live.js"];
/// Those of [`static_files`] that only pages with tables or charts of data load, and that are
/// published only on sites with such pages.
pub const FIGURE_FILES: [&str; 2] = ["figures.css", "figures.js"];

/// The bytes of the built-in static file at `path`.
pub fn static_file(path: &str) -> Option<&'static [u8]> {
    STATIC.get_file(path).map(contents)
}

/// The list of words `name`, such as `hy`.
pub fn words(name: &str) -> Option<&'static str> {
    WORDS.get_file(format!("{name}.yaml"))?.contents_utf8()
}

/// The names of all lists of words.
pub fn word_lists() -> impl Iterator<Item = &'static str> {
    WORDS.files().filter_map(|file| file.path().file_stem()?.to_str())
}

fn files(folder: &Dir<'static>) -> Vec<(&'static str, &'static [u8])> {
    let own = folder.files().filter_map(|file| Some((file.path().to_str()?, contents(file))));
    let below = folder.dirs().flat_map(files);
    own.chain(below).collect()
}

fn contents(file: &'static File<'static>) -> &'static [u8] {
    match file.path().to_str() {
        Some("search.js") => &sent::SEARCH_SCRIPT,
        _ => file.contents(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_is_in_the_binary() {
        assert!(templates().iter().any(|(name, _)| *name == "base.html"));
        assert!(template("base.html").is_some());
        assert!(static_file("style.css").is_some());
        let (_, search) =
            static_files().into_iter().find(|(path, _)| *path == "search.js").unwrap();
        assert_eq!(Some(search), static_file("search.js"));
        assert!(search.starts_with(b"const "), "it begins with a comment");
    }
}
