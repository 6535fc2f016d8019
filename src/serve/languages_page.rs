//! The page for editors that tells which story is in which language, and what is to be done about
//! it: only the server has it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::html::escaped;
use crate::language::direction::direction_of_tag;
use crate::model::{
    Article, Difference, DifferenceKind, HeldReason, StoryVersion, Versions, differences,
};
use crate::routes::EditionId;
use crate::serve::browser::plain_page;
use crate::serve::snapshot::Snapshot;
use crate::site::Site;
use crate::text::date::{for_message, written};
use crate::url::SitePath;
use crate::word_list::name_of_language;

/// How many stories with something to do are shown, and how many of all others.
const TO_DO: usize = 500;
const OTHERS: usize = 200;

/// The page.
pub fn page(site: &Site, snapshot: &Snapshot) -> Vec<u8> {
    let title = "Stories by language";
    if site.editions.len() < 2 {
        let body = "<p>The site has one language. <code>languages</code> in \
                    <code>site.yaml</code> names several.</p>";
        return plain_page(title, body, snapshot);
    }
    let held = site.held.iter().map(|held| (held.file.as_str(), (&*held.title, &held.reason)));
    let stories = Stories { site, held: held.collect() };
    let (mut to_do, mut others): (Vec<Row<'_>>, Vec<Row<'_>>) =
        stories.rows().into_iter().partition(|row| row.has_something_to_do);
    let mut body = String::from(
        "<p>To begin a version of a story: \
         <code>dateline new --language TAG content/politics/talks.md</code></p>\n",
    );
    stories.table("To be looked at", &mut to_do, TO_DO, &mut body);
    stories.table("All others, the newest first", &mut others, OTHERS, &mut body);
    plain_page(title, &body, snapshot)
}

struct Stories<'a> {
    site: &'a Site,
    /// The headline of each text that is not public, and why it is not.
    held: HashMap<&'a str, (&'a str, &'a HeldReason)>,
}

/// A story.
struct Row<'a> {
    /// Its headline, and the language of that.
    title: &'a str,
    edition: EditionId,
    date: Option<Timestamp>,
    file: &'a str,
    has_something_to_do: bool,
    /// What each language has of it, as HTML; nothing if it lacks it.
    cells: Vec<Option<String>>,
}

impl<'a> Stories<'a> {
    fn rows(&self) -> Vec<Row<'a>> {
        let several = self.site.versions.stories().map(|versions| self.of_several(versions));
        let alone = self.site.articles();
        let alone = alone.filter(|article| self.site.versions_of(&article.story).is_empty());
        let alone = alone.map(|article| self.of_one(article));
        several.chain(alone).collect()
    }

    fn of_one(&self, article: &'a Article) -> Row<'a> {
        let mut cells = vec![None; self.site.editions.len()];
        let reason = article.held.as_ref();
        let said = reason.map(|reason| self.held_in_words(reason)).into_iter().collect();
        cells[article.edition.0] = Some(self.cell(Some(&article.path), said));
        Row {
            title: &article.facts.title,
            edition: article.edition,
            date: article.facts.date.as_ref().map(|date| date.timestamp()),
            file: &article.file,
            has_something_to_do: false,
            cells,
        }
    }

    fn of_several(&self, versions: &'a [StoryVersion]) -> Row<'a> {
        let differences = differences(versions);
        let original = Versions::original_of(versions).or(versions.first());
        let mut cells = vec![None; self.site.editions.len()];
        for version in versions {
            let mut said = Vec::new();
            if original.is_some_and(|original| original.file == version.file) {
                said.push("original".to_string());
            }
            let article = self.site.shown(version);
            let held = self.held.get(&*version.file).map(|(_, reason)| *reason);
            said.extend(held.map(|reason| self.held_in_words(reason)));
            if article.is_none() && held.is_none() {
                said.push("at fault".into());
            }
            let own = differences.iter().filter(|it| it.file == &*version.file);
            said.extend(own.map(|it| format!("<strong>{}</strong>", self.in_words(it))));
            cells[version.edition.0] = Some(self.cell(article.map(|it| &it.path), said));
        }
        let file = original.map_or("", |original| &*original.file);
        let title = |version: &'a StoryVersion| match self.site.shown(version) {
            Some(article) => Some(&*article.facts.title),
            None => self.held.get(&*version.file).map(|(title, _)| *title),
        };
        let facts = original.and_then(|original| original.facts.as_ref());
        Row {
            title: original.and_then(title).unwrap_or(file),
            edition: original.map_or(EditionId::FIRST, |original| original.edition),
            date: facts.and_then(|facts| Some(facts.date.as_ref()?.timestamp())),
            file,
            has_something_to_do: !differences.is_empty(),
            cells,
        }
    }

    /// A link to the page, if there is one, and what is to be said of it.
    fn cell(&self, path: Option<&SitePath>, said: Vec<String>) -> String {
        let shown = path.map(|path| {
            let href = self.site.config.base_url.href(path);
            format!("<a href=\"{}\">there</a>", escaped(&href))
        });
        let items: Vec<String> =
            shown.into_iter().chain(said).map(|said| format!("<li>{said}</li>")).collect();
        format!("<ul>{}</ul>", items.concat())
    }

    fn time(&self, moment: &Timestamp) -> String {
        let zone: &TimeZone = &self.site.config.time_zone;
        for_message(moment, zone)
    }

    fn held_in_words(&self, reason: &HeldReason) -> String {
        match reason {
            HeldReason::Draft(_) => "draft".into(),
            HeldReason::Dated(at) => format!("dated {}", self.time(at)),
            HeldReason::Embargoed(at) => format!("embargoed until {}", self.time(at)),
            HeldReason::Expired(at) => format!("expired on {}", self.time(at)),
            HeldReason::WithOriginal(original) => {
                format!("held with its original: {}", self.held_in_words(&original.reason))
            }
        }
    }

    fn in_words(&self, difference: &Difference<'_>) -> String {
        match &difference.kind {
            DifferenceKind::Older { updated, .. } => {
                let whose = difference.whose();
                format!("older than {whose}, which was updated on {}", written(updated))
            }
            DifferenceKind::CorrectionsMissing(days) => {
                let days: Vec<String> = days.iter().map(ToString::to_string).collect();
                format!("correction missing: {}", days.join(", "))
            }
            DifferenceKind::Embargo { .. } => {
                "embargo differs: its original is public before".into()
            }
            DifferenceKind::EmbargoOfOriginal { .. } => {
                "embargo differs from its original’s".into()
            }
            DifferenceKind::OriginalExpired(at) => {
                format!("its original expired on {}", self.time(at))
            }
            DifferenceKind::Expiry { .. } => "expires at another moment than its original".into(),
        }
    }

    fn table(&self, heading: &str, rows: &mut [Row<'a>], most: usize, html: &mut String) {
        rows.sort_by_key(|row| (Reverse(row.date), row.file));
        // Writing to a text does not fail.
        let _ = writeln!(html, "<h2>{heading}</h2>");
        if rows.is_empty() {
            html.push_str("<p>Nothing.</p>\n");
            return;
        }
        html.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
        html.push_str(heading);
        html.push_str("\"><table>\n<thead><tr><th scope=\"col\">Story</th>");
        let tags = self.site.editions.iter().map(|edition| edition.settings.language.to_string());
        let tags: Vec<String> = tags.collect();
        for tag in &tags {
            let name = name_of_language(tag).unwrap_or(tag);
            let _ = write!(html, "<th scope=\"col\" lang=\"{tag}\">{}</th>", escaped(name));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in rows.iter().take(most) {
            let tag = &tags[row.edition.0];
            let _ = write!(
                html,
                "<tr><th scope=\"row\"><span lang=\"{tag}\" dir=\"{}\">{}</span><br><code>{}</code></th>",
                direction_of_tag(tag),
                escaped(row.title),
                escaped(row.file)
            );
            for cell in &row.cells {
                let _ = write!(html, "<td>{}</td>", cell.as_deref().unwrap_or("missing"));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
        if rows.len() > most {
            let _ = writeln!(html, "<p>And {} more.</p>", rows.len() - most);
        }
    }
}
