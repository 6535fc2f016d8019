//! Paths of the site that begin with the path of its base URL. That stands before each of them
//! anyway, so that nobody would find them where they were meant to be.

use crate::diagnostic::Diagnostic;
use crate::text::config::{self, Config};
use crate::text::placed::Placed;
use crate::url::{SitePath, is_year};

/// A warning for each old address of the settings that does.
pub(super) fn of_settings(config: &Config) -> Vec<Diagnostic> {
    let redirects =
        config.single_redirects.iter().map(|redirect| ("redirects: `from`", &redirect.from));
    let folders = config.languages.iter().flat_map(|language| &language.aliases);
    let all = redirects.chain(folders.map(|folder| ("languages: the alias", folder)));
    all.filter_map(|(what, path)| told(config, what, path, config::FILE)).collect()
}

/// A warning, if a path does that is written in a file as `what`.
pub(super) fn told(
    config: &Config,
    what: &str,
    path: &Placed<SitePath>,
    file: &str,
) -> Option<Diagnostic> {
    let base_url = &config.written_base_url;
    let meant = base_url.without_base(path.value.as_str())?;
    if is_a_folder_of_the_site(config, base_url.path()) {
        return None;
    }
    let message = format!(
        "{what} `{}` begins with the path of `base_url`, which stands before it anyway: it is at `{}`",
        path.value,
        base_url.absolute(&path.value)
    );
    let fault = Diagnostic::warning(message).in_file(file).hint(format!("write `{meant}`"));
    Some(Diagnostic { place: path.place, ..fault })
}

/// Whether the site has, or had, a folder that is called as its base path begins: of a section, of a
/// language or of a year. Then nobody can tell.
fn is_a_folder_of_the_site(config: &Config, base_path: &str) -> bool {
    let folder = base_path.split('/').nth(1).unwrap_or_default();
    let sections = config.languages.iter().flat_map(|language| &language.sections);
    let is_of_section = config.sections.iter().chain(sections).any(|it| it.is_or_was(folder));
    let home = format!("/{folder}/");
    let is_of_language =
        config.languages.iter().any(|language| language.base.value.as_str().starts_with(&home));
    is_of_section || is_of_language || is_year(folder)
}
