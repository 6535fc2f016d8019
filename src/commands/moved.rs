//! Stories that had Latin addresses in the build before, and have others now.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::site::{FileNames, Site};
use crate::slug::{Letters, slug_of_file};
use crate::text::config::{self, Config};
use crate::text::front_matter::date_of_name;
use crate::url::SitePath;

/// How many of the newest stories are looked at: whoever kept one, kept all.
const LOOKED_AT: usize = 100;

/// A warning if a story's Latin address is in the output, which the site does not have any more.
pub(super) fn moved(site: &Site, output: &Path) -> Option<Diagnostic> {
    let configs = site.config.by_language();
    let names = FileNames::of(&site.config);
    let was_published = |path: &SitePath| {
        !site.routes.has_file_of(path) && output.join(path.to_output().as_str()).is_file()
    };
    let moved = site.briefings().take(LOOKED_AT).find_map(|briefing| {
        let config = configs.get(briefing.article.edition.0)?;
        let latin = latin_path(config, &names, briefing).filter(was_published)?;
        Some((latin, &briefing.article))
    });
    let (latin, article) = moved?;
    let message = format!(
        "addresses are in the script of the language now: `{}` was published at `{latin}`, and \
         others were moved like it",
        article.path
    );
    let hint = match configs.get(article.edition.0)?.addresses {
        Letters::Native => "to keep the addresses that readers know, write `addresses: latin`",
        Letters::Latin | Letters::ByScript => {
            "to keep the addresses that readers know, write them as `slug` in the stories, or \
             `addresses: latin` here, which changes those of tags too"
        }
    };
    Some(Diagnostic::warning(message).in_file(config::FILE).hint(hint))
}

/// Where a story was as long as its address was Latin.
fn latin_path(config: &Config, names: &FileNames, briefing: &Briefing) -> Option<SitePath> {
    let article = &briefing.article;
    if article.facts.slug.is_some() || config.addresses == Letters::Latin {
        return None;
    }
    let parts = names.parts(&article.file);
    let (_, name) = date_of_name(parts.name());
    let slug = slug_of_file(name, Letters::Latin)?;
    let section = &config.sections.get(briefing.section)?.id;
    config.permalink.fill(section, &slug, briefing.day)
}
