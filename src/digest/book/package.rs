//! What a book says of itself: its package document
//! (<https://www.w3.org/TR/epub-33/#sec-package-doc>).

use super::super::chosen::Digest;
use super::{FOLDER, Item};
use crate::language::direction::Direction;
use crate::render::apart::escape;

/// Where the package document is.
pub const CONTAINER: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n",
    "<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" ",
    "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n</container>\n"
);

impl Digest<'_> {
    /// The package document of a book with these files.
    pub(super) fn package(&self, items: &[Item], has_pictures: bool) -> String {
        debug_assert!(CONTAINER.contains(FOLDER));
        let settings = &self.context.edition.settings;
        let language = escape(&settings.language.to_string());
        let direction = Direction::of(&settings.language).name();
        let title = escape(&format!("{} · {}", self.title(), self.name()));
        let publisher = self.context.site.config.publisher.as_ref();
        let publisher = escape(publisher.map_or(&settings.title, |publisher| &publisher.name));
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" \
             xml:lang=\"{language}\" dir=\"{direction}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:identifier id=\"id\">{}</dc:identifier>\n\
             <dc:title>{title}</dc:title>\n\
             <dc:language>{language}</dc:language>\n",
            escape(&self.book_id())
        );
        for other in self.other_languages() {
            xml.push_str(&format!("<dc:language>{}</dc:language>\n", escape(&other)));
        }
        let (first, last) = self.days.ends();
        let day = if first == last { first } else { last };
        xml.push_str(&format!(
            "<dc:publisher>{publisher}</dc:publisher>\n<dc:creator>{publisher}</dc:creator>\n\
             <dc:date>{day}</dc:date>\n\
             <dc:source>{}</dc:source>\n\
             <meta property=\"dcterms:modified\">{}</meta>\n",
            escape(&self.url()),
            self.modified_in_utc()
        ));
        xml.push_str(&accessibility(has_pictures));
        xml.push_str("<meta name=\"cover\" content=\"cover-picture\"/>\n</metadata>\n<manifest>\n");
        for Item { id, path, media_type, properties, .. } in items {
            let properties = properties.map_or(String::new(), |it| format!(" properties=\"{it}\""));
            xml.push_str(&format!(
                "<item id=\"{id}\" href=\"{path}\" media-type=\"{media_type}\"{properties}/>\n"
            ));
        }
        xml.push_str(&format!("</manifest>\n<spine page-progression-direction=\"{direction}\">\n"));
        for item in items.iter().filter(|item| item.is_read) {
            xml.push_str(&format!("<itemref idref=\"{}\"/>\n", item.id));
        }
        xml.push_str("</spine>\n</package>\n");
        xml
    }

    /// What tells it from all other books, and stays when a story is corrected.
    fn book_id(&self) -> String {
        let home = self.context.site.config.base_url.to_string();
        format!("{home}#digest.{}", self.file_name())
    }

    /// The languages of its stories, but for the book's own.
    fn other_languages(&self) -> Vec<String> {
        let own = self.context.edition.settings.language.to_string();
        let mut others: Vec<String> =
            self.in_order().map(|story| story.language().0.into_owned()).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != own && icu_locale::Locale::try_from_str(other).is_ok());
        others
    }

    /// When it was last changed, in UTC without parts of a second, as EPUB wants it.
    fn modified_in_utc(&self) -> String {
        let moment = self.modified().map(|moment| moment.timestamp()).unwrap_or_default();
        moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// What readers who do not see, or see little, can do with it
/// (<https://www.w3.org/TR/epub-a11y-111/#sec-disc-package>). A picture is described as far as
/// its story describes it.
fn accessibility(has_pictures: bool) -> String {
    let mut known = vec![
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityHazard", "none"),
    ];
    if has_pictures {
        known.insert(1, ("accessMode", "visual"));
        known.push(("accessibilityFeature", "alternativeText"));
    }
    let meta =
        |(name, value): (&str, &str)| format!("<meta property=\"schema:{name}\">{value}</meta>\n");
    known.into_iter().map(meta).collect()
}
