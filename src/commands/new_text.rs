//! A text that `dateline new` begins, and the site that it is for.

use crate::commands::now;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::routes::EditionId;
use crate::site::{FileNames, is_text};
use crate::source::Folder;
use crate::text::config::{self, Config};
use crate::text::date;
use crate::text::front_matter::FrontMatter;
use crate::text::printable::in_a_shell;

/// A text that is to be written.
pub(super) struct NewText {
    pub file: String,
    pub front_matter: FrontMatter,
}

/// The settings of a site, and the files of its texts.
pub(super) struct Around<'a> {
    pub config: &'a Config,
    /// The settings in the language of the new text.
    pub own: &'a Config,
    pub edition: EditionId,
    pub names: FileNames,
    /// All files of `content/`.
    pub files: Vec<String>,
    /// The site's folder.
    pub folder: &'a Folder,
}

impl Around<'_> {
    /// The tag of the language, if the site names several.
    pub(super) fn tag(&self) -> String {
        self.names.tag(self.edition)
    }

    /// The file of a new story: below the folder of its language, if it has one.
    pub(super) fn file_of(&self, section: &str, slug: &str) -> String {
        let of_language = |file: &&String| self.names.parts(file).of_folder == Some(self.edition);
        let folder = self.files.iter().find(of_language).and_then(|file| file.split('/').nth(1));
        match (folder, self.edition == EditionId::FIRST) {
            (Some(folder), _) => format!("content/{folder}/{section}/{slug}.md"),
            (None, true) => format!("content/{section}/{slug}.md"),
            (None, false) => format!("content/{section}/{slug}.{}.md", self.tag()),
        }
    }

    /// A text in another language of which `file` would be a version by its name.
    pub(super) fn version_by_name(&self, file: &str) -> Option<&str> {
        if self.names.say_nothing() {
            return None;
        }
        let story = self.names.parts(file).story();
        let language = |file: &str| self.names.parts(file).language().unwrap_or_default();
        let is_version = |other: &&String| {
            is_text(other)
                && language(other) != self.edition
                && self.names.parts(other).story() == story
        };
        self.files.iter().find(is_version).map(String::as_str)
    }

    pub(super) fn would_be_a_version(&self, file: &str, other: &str) -> Diagnostic {
        let tag = self.tag();
        let message = format!(
            "a new story of this headline would be in `{file}`, and by that name a version of `{other}`"
        );
        Diagnostic::error(message).hint(format!(
            "for a version of that story, run `dateline new --language {tag} {}`; for another \
             story, choose another headline, which you can change in the file",
            in_a_shell(other)
        ))
    }

    /// The moment that it is, to the minute.
    pub(super) fn this_minute(&self) -> Option<date::Moment> {
        let now = now().to_zoned_datetime(self.config.time_zone.clone());
        let minute = now.strftime("%Y-%m-%d %H:%M").to_string();
        date::parse(&minute, &self.config.time_zone).ok()
    }
}

/// That the language of the new text has a section.
pub(super) fn check_section(section: &str, around: &Around<'_>) -> Result<(), Diagnostic> {
    let ids = around.own.sections.iter().map(|section| section.id.as_str());
    if ids.clone().any(|id| id == section) {
        return Ok(());
    }
    let hint = match nearest(section, ids.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its sections are: {}", ids.collect::<Vec<_>>().join(", ")),
    };
    let of_site = |section_of: &config::SectionConfig| section_of.id == section;
    let message = match around.config.sections.iter().any(of_site) {
        true => format!("the language `{}` has no section `{section}`", around.tag()),
        false => format!("site.yaml has no section `{section}`"),
    };
    Err(Diagnostic::error(message).hint(hint))
}
