//! What a text says and hardly means: dates in the wrong order, a story where pages are, a
//! picture that browsers do not show.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use crate::diagnostic::{Diagnostic, Place};
use crate::formats::picture::{Format, unseen_name};
use crate::site::content::Belongs;
use crate::site::file_names::FileNames;
use crate::site::misnamed::meant;
use crate::text::config::Config;
use crate::text::front_matter::{Dateline, FrontMatter};
use crate::text::markdown::Markdown;
use crate::text::marks::without_marks;
use crate::text::yaml::in_quotes;

/// What there is to be doubted in front matter.
pub(super) struct Doubts<'a> {
    pub facts: &'a FrontMatter,
    pub belongs: Belongs,
    pub file: &'a str,
    pub source: &'a str,
    /// Where its front matter is.
    pub yaml: Range<usize>,
    pub instant: Timestamp,
}

/// A date that is further ahead is most likely of another year.
const FAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Newspapers are younger than this.
const FIRST_YEAR: i16 = 1600;

impl Doubts<'_> {
    /// All of them.
    pub(super) fn told(&self, config: &Config) -> Vec<Diagnostic> {
        let dates = [self.updated(), self.expires(), self.over_before_it_began()];
        let dates = dates.into_iter().chain([self.far("date"), self.far("embargo")]);
        let mut told: Vec<Diagnostic> = dates.flatten().collect();
        told.extend(["date", "updated"].into_iter().filter_map(|field| self.long_ago(field)));
        told.extend(self.corrections());
        told.extend(self.markup());
        told.extend(self.story_among_pages(config));
        told
    }

    fn updated(&self) -> Option<Diagnostic> {
        let (date, updated) = (self.facts.date.as_ref()?, self.facts.updated.as_ref()?);
        updated.is_before(date).then(|| {
            let message = "`updated` is before `date`: a story cannot change before it is there";
            self.at("updated", message, "correct the one that is wrong")
        })
    }

    fn expires(&self) -> Option<Diagnostic> {
        let expires = self.facts.expires.as_ref()?.timestamp();
        let opening = [("date", &self.facts.date), ("embargo", &self.facts.embargo)];
        let opening =
            opening.into_iter().filter_map(|(name, moment)| Some((name, moment.as_ref()?)));
        let (name, _) = opening
            .filter(|(_, moment)| moment.timestamp() >= expires)
            .max_by_key(|(_, moment)| moment.timestamp())?;
        let message = format!("`expires` is not after `{name}`: readers never see this");
        Some(self.at("expires", &message, "correct the one that is wrong"))
    }

    fn over_before_it_began(&self) -> Option<Diagnostic> {
        let until = self.facts.live.as_ref()?.until.as_ref()?;
        let date = self.facts.date.as_ref().filter(|date| until.is_before(date))?;
        let message =
            format!("`until` is before {}: the live story is over before it begins", date.day());
        Some(self.at("live", &message, "correct `date`, or `until`"))
    }

    fn far(&self, field: &str) -> Option<Diagnostic> {
        let moment = match field {
            "date" => self.facts.date.as_ref(),
            _ => self.facts.embargo.as_ref(),
        }?;
        (moment.timestamp().duration_since(self.instant) > FAR).then(|| {
            let day = moment.day();
            let message =
                format!("`{field}` is {day}, more than a year ahead: nobody sees this before");
            self.at(field, &message, "correct the year, unless this is meant")
        })
    }

    /// A year of three digits has lost one.
    fn long_ago(&self, field: &str) -> Option<Diagnostic> {
        let moment = match field {
            "date" => self.facts.date.as_ref(),
            _ => self.facts.updated.as_ref(),
        }?;
        (moment.day().year() < FIRST_YEAR).then(|| {
            let message = format!("`{field}` is in the year {}", moment.day().year());
            // Of Iran and of Islam.
            let hint = match moment.day().year() {
                1300..FIRST_YEAR => "write it in the Gregorian calendar, unless this is meant",
                _ => "correct the year, unless this is meant",
            };
            self.at(field, &message, hint)
        })
    }

    /// Fields that are plain text, and shown as it is.
    fn markup(&self) -> Vec<Diagnostic> {
        // Without a headline of its own, an author, a topic or a series has its name there.
        let is_name = self.facts.about.is_some() && self.place("title").is_none();
        let title = if is_name { "name" } else { "title" };
        let image = self.facts.image.as_deref();
        let fields = [
            (title, Some(&self.facts.title)),
            ("subtitle", self.facts.subtitle.as_ref()),
            ("summary", self.facts.summary.as_ref()),
            ("image", image.and_then(|image| image.alt.as_ref())),
            ("image", image.and_then(|image| image.caption.as_ref())),
            ("image", image.and_then(|image| image.credit.as_ref())),
            ("series", self.facts.series.as_ref().map(|series| &series.name)),
            ("role", self.facts.about.as_ref().and_then(|about| about.role.as_ref())),
        ];
        let dateline = match &self.facts.dateline {
            Some(Dateline::Whole(text)) => [Some(text), None],
            Some(Dateline::Parts { place, agency }) => [place.as_ref(), agency.as_ref()],
            None => [None, None],
        };
        let named = dateline.into_iter().map(|text| ("dateline", text));
        let named = named.chain(self.facts.authors.iter().map(|name| ("authors", Some(name))));
        let named = named.chain(self.facts.tags.iter().map(|tag| ("tags", Some(&tag.name))));
        let told = fields.into_iter().chain(named).filter_map(|(field, text)| {
            let text = text?;
            let plain = without_marks(text)?;
            let what = match field {
                "title" | "name" => "this headline".to_string(),
                "image" => "the words of this picture".to_string(),
                "authors" | "tags" | "series" => format!("`{text}`"),
                field => format!("`{field}`"),
            };
            let message = format!("readers see the marks in {what}: it is plain text");
            Some(self.at(field, &message, &self.mended(field, text, &plain)))
        });
        let corrections = self.facts.corrections.iter().filter_map(|correction| {
            let plain = without_marks(&correction.text)?;
            let place = Place::of_bytes(self.source, correction.at.0.clone());
            let message = "readers see the marks in this correction: it is plain text";
            let fault = Diagnostic::warning(message).in_file(self.file).at(place);
            Some(fault.hint(format!("write `text: {}`", in_quotes(&plain))))
        });
        told.chain(corrections).collect()
    }

    /// The line of a field with `plain` as its text, if `text` is all on that line.
    fn mended(&self, field: &str, text: &str, plain: &str) -> String {
        let line = self.place(field).and_then(|at| self.source.get(at)).unwrap_or_default();
        let is_whole = line
            .split_once(':')
            .is_some_and(|(_, value)| value.trim().trim_matches(['"', '\'']) == text);
        let may_be_longer = matches!(field, "image" | "dateline" | "authors" | "tags") && !is_whole;
        if field == "image" || may_be_longer || !line.contains(text) {
            return format!("write it without them: `{plain}`");
        }
        let is_bare = |c: char| c.is_alphanumeric() || " ,.-’?!".contains(c);
        match plain.starts_with(char::is_alphabetic) && plain.chars().all(is_bare) {
            true => format!("write `{field}: {plain}`"),
            false => format!("write `{field}: {}`", in_quotes(plain)),
        }
    }

    fn corrections(&self) -> Vec<Diagnostic> {
        let Some(date) = &self.facts.date else { return Vec::new() };
        let early = self.facts.corrections.iter().filter(|made| made.date.day() < date.day());
        let told = early.map(|correction| {
            let message = "this correction is dated before the story: nothing was there to correct";
            let place = Place::of_bytes(self.source, correction.at.0.clone());
            let fault = Diagnostic::warning(message).in_file(self.file).at(place);
            fault.hint("correct the date of the correction, or that of the story")
        });
        told.collect()
    }

    fn story_among_pages(&self, config: &Config) -> Option<Diagnostic> {
        self.facts.date.as_ref().filter(|_| self.belongs == Belongs::Standing)?;
        let section = &config.sections.first()?.id;
        let names = FileNames::of(config);
        // What the name looks like is in another language, and stays in that.
        let file = meant(self.file, &names).unwrap_or_else(|| self.file.into());
        let inside = names.below_language(&file)?;
        let folder = file.strip_suffix(inside)?;
        let message = "this is a page, with a link to it on every other: it lies in no section";
        let hint = format!(
            "move a story into its section, such as `{folder}{section}/{inside}`; for a page, delete its \
             `date`"
        );
        Some(self.at("date", message, &hint))
    }

    /// A warning at a field; at the beginning, if the date is in the file's name.
    fn at(&self, field: &str, message: &str, hint: &str) -> Diagnostic {
        let place = self.place(field).map_or(Place::START, |at| Place::of_bytes(self.source, at));
        Diagnostic::warning(message).in_file(self.file).at(place).hint(hint)
    }

    fn place(&self, field: &str) -> Option<Range<usize>> {
        let mut start = self.yaml.start;
        for line in self.source.get(self.yaml.clone())?.split_inclusive('\n') {
            if line.strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with(':')) {
                return Some(start..start + line.trim_end().len());
            }
            start += line.len();
        }
        None
    }
}

/// What is told of a picture that is a file of numbers, but none that is shown as a table or chart.
pub(super) fn of_numbers(address: &str) -> Option<Diagnostic> {
    let name = address.split(['?', '#']).next()?.rsplit('/').next()?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_elsewhere = address.contains("://") || address.starts_with("//");
    let hint = match &*ending.to_ascii_lowercase() {
        "csv" if is_elsewhere => format!("put the file beside this one, and write `{name}`"),
        "tsv" | "xls" | "xlsx" | "ods" | "numbers" => {
            format!("save it as CSV beside this one, and write `{stem}.csv`")
        }
        _ => return None,
    };
    let message = format!("`{address}` is a file of numbers, which no browser shows as a picture");
    Some(Diagnostic::warning(message).hint(hint))
}

/// What is told of a picture whose address is that of a page with something to be shown.
pub(super) fn of_page(address: &str, markdown: &Markdown) -> Option<Diagnostic> {
    let name = address.split(['?', '#']).next()?.rsplit('/').next()?;
    let provider = markdown.provider_of(address).filter(|_| Format::of_name(name).is_none())?;
    let message =
        format!("`{address}` is a page of {provider}, which no browser shows as a picture");
    Some(Diagnostic::warning(message).hint(format!(
        "write `![…]({address})` on one line, with an empty line before and behind it, outside \
         lists and quotes"
    )))
}

/// What is told of a picture with this address, if browsers do not show it.
pub(super) fn of_picture(address: &str) -> Option<Diagnostic> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let Some(what) = unseen_name(path) else { return of_other(address, path) };
    let what = what.name();
    let message = format!("`{address}` is {what}, which most browsers do not show as a picture");
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let jpeg = Format::Jpeg.ending();
    Some(Diagnostic::warning(message).hint(format!(
        "save the picture as a JPEG or PNG, and write `{}`",
        address.replace(name, &format!("{stem}.{jpeg}"))
    )))
}

/// What is told of an address of another site whose name is that of no picture. Files of the site
/// are looked into.
fn of_other(address: &str, path: &str) -> Option<Diagnostic> {
    const OTHERS: [&str; 10] =
        ["csv", "tsv", "txt", "zip", "json", "geojson", "ics", "vtt", "srt", "gpx"];
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    if !address.contains("://") || !OTHERS.contains(&&*ending) {
        return None;
    }
    let message = format!("`{address}` is no picture by its name");
    let hint = format!("write the address of a picture, or link to it: `[…]({address})`");
    Some(Diagnostic::warning(message).hint(hint))
}
