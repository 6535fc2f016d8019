//! The front pages that editors made: their files, and what these mean on the site.

mod resolve;

pub(super) use resolve::FrontTexts;

use jiff::tz::TimeZone;

use crate::diagnostic::{Diagnostic, Place};
use crate::faults::FileFaults;
use crate::nearest::Names;
use crate::routes::EditionId;
use crate::site::file_names::FileNames;
use crate::site::files::{Files, read_text};
use crate::site::settings::InLanguage;
use crate::text::front_page::{self, FrontFile, FrontPage};

/// The files of front pages, read: one or none for each edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FrontFiles(Vec<Option<FrontSource>>);

/// A front page, and the file that says it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FrontSource {
    /// From the site's root.
    pub file: String,
    pub page: FrontPage,
}

impl FrontFiles {
    /// Reads those of a site with these languages; what is wrong with them is added to `faults`.
    pub fn read(
        files: &dyn Files,
        languages: &[InLanguage],
        names: &FileNames,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut pages: Vec<Option<FrontSource>> = languages.iter().map(|_| None).collect();
        for file in files.front_pages() {
            let edition = match edition_of(&file, names) {
                Ok(edition) => edition,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let (Some(language), Some(page)) = (languages.get(edition.0), pages.get_mut(edition.0))
            else {
                continue;
            };
            if let Some(first) = page {
                faults.push(twice(&file, &first.file));
                continue;
            }
            let (read, of_file) = read(files, &file, &language.config.time_zone);
            faults.extend(of_file.into_reported());
            *page = Some(FrontSource { file, page: read });
        }
        FrontFiles(pages)
    }

    /// Whether the site has none.
    pub fn are_none(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// That of an edition.
    pub fn of(&self, edition: EditionId) -> Option<&FrontSource> {
        self.0.get(edition.0)?.as_ref()
    }
}

fn read(files: &dyn Files, file: &str, zone: &TimeZone) -> (FrontPage, FileFaults) {
    match read_text(files, file) {
        Ok(source) => front_page::parse(&source, file, zone),
        Err(fault) => {
            let mut faults = FileFaults::default();
            faults.extend([fault]);
            (FrontPage::default(), faults)
        }
    }
}

/// Of which edition a file is, by its name.
fn edition_of(file: &str, names: &FileNames) -> Result<EditionId, Diagnostic> {
    let (message, hint) = match FrontFile::of(file) {
        Some(FrontFile::First) => return Ok(EditionId::FIRST),
        Some(FrontFile::Language(tag)) => match names.listed(tag) {
            Some(edition) => return Ok(edition),
            None => (
                format!("nobody reads this file: `{tag}` is no language of the site"),
                other_language(tag, names),
            ),
        },
        Some(FrontFile::Otherwise) => {
            let name = FrontFile::name(None);
            (
                format!("nobody reads this file: a front page is in `{name}`"),
                format!("name it `{name}`"),
            )
        }
        Some(FrontFile::Misnamed) | None => {
            let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            (
                "nobody reads this file: it has another ending".into(),
                format!("name it `{name}.yaml`"),
            )
        }
    };
    Err(Diagnostic::warning(message).in_file(file).at(Place::START).hint(hint))
}

fn other_language(tag: &str, names: &FileNames) -> String {
    let tags: Vec<String> = names.tags().collect();
    if tags.is_empty() {
        return format!("name it `{}`, or add `languages:` to site.yaml", front_page::FILE);
    }
    let known: Names = tags.iter().map(String::as_str).collect();
    match known.nearest(tag) {
        Some(near) => format!("did you mean `{}`?", FrontFile::name(Some(near))),
        None => format!("the languages of the site are: {}", tags.join(", ")),
    }
}

fn twice(file: &str, first: &str) -> Diagnostic {
    Diagnostic::error(format!("`{first}` says already what is on the front page of this language"))
        .in_file(file)
        .at(Place::START)
        .hint("keep one of the two files")
}
