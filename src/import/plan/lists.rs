//! Pages of the old site that are lists: their addresses lead to the lists of the new one.

use super::sections::id_of;
use super::trial::Addresses;
use super::{Content, Plan};
use crate::html::escaped;
use crate::import::model::{Archive, Body, Kind, List, ListOf, Note, Topic};
use crate::slug::{Letters, slug_of_name};
use crate::text::config::{Config, LinkTarget, SectionConfig};
use crate::url::SitePath;

/// The lists of the old site.
#[derive(Default)]
pub struct Lists {
    lists: Vec<List>,
    /// What the addresses of each language but the site's begin with.
    bases: Vec<String>,
    /// Which addresses have something.
    pub taken: Option<Addresses>,
}

/// Takes pages without a text of their own out of the archive: what they showed was a list that
/// their theme made.
pub fn take_out(archive: &mut Archive, plan: &mut Plan) -> Lists {
    move_front_page(archive, plan);
    let others = archive.settings.languages.iter().filter(|language| !language.base.is_empty());
    let bases = others.map(|language| language.base.clone()).collect();
    let mut lists = Lists { lists: std::mem::take(&mut archive.lists), bases, taken: None };
    let languages = Archive { settings: archive.settings.clone(), ..Archive::default() };
    let is_list = |text: &crate::import::model::Text| {
        // Dateline makes these itself.
        let is_made = matches!(
            text.address
                .as_deref()
                .map(|address| languages.below_language(text, address).trim_end_matches('/')),
            Some(
                "" | "/404.html"
                    | "/404"
                    | "/search"
                    | "/search.html"
                    | "/tags"
                    | "/tags.html"
                    | "/archive"
                    | "/archives"
                    | "/categories"
            )
        );
        text.kind == Kind::Page && text.held.is_none() && (is_made || !text.body.has_words())
    };
    let (found, texts): (Vec<_>, Vec<_>) =
        std::mem::take(&mut archive.texts).into_iter().partition(is_list);
    archive.texts = texts;
    for text in found {
        plan.counts.lists += 1;
        let addresses = text.address.iter().chain(&text.aliases);
        for address in addresses {
            if address != "/" {
                let name = text.section_of_list.as_ref().unwrap_or(&text.title);
                let of = ListOf::Name(name.clone());
                lists.lists.push(List { address: address.clone(), of });
            }
        }
    }
    lists.lists.sort();
    lists.lists.dedup();
    lists
}

/// Lets links of the menu to old lists lead to the new ones. Those to sections go: they are in the
/// navigation by themselves.
pub fn lead_menu(lists: &Lists, config: &mut Config) {
    let bare = |path: &str| path.trim_end_matches('/').to_string();
    let menu = std::mem::take(&mut config.menu).into_iter().filter_map(|mut link| {
        let LinkTarget::Page(path) = &link.to else { return Some(link) };
        let found = lists.lists.iter().find_map(|list| match &list.of {
            ListOf::Name(name) if bare(&list.address) == bare(path.as_str()) => Some(name),
            _ => None,
        });
        let Some(name) = found else { return Some(link) };
        let id = id_of(name, config.addresses);
        let mut sections = config.sections.iter();
        let is_it = |of: &&SectionConfig| Some(&of.id) == id.as_ref() || of.title == *name;
        if sections.any(|section| is_it(&section)) {
            return None;
        }
        let tag =
            slug_of_name(name, config.addresses).filter(|_| !path.as_str().starts_with("/tags/"));
        if let Some(tag) = tag.and_then(|slug| SitePath::new(&format!("/tags/{slug}/"))) {
            link.to = LinkTarget::Page(tag);
        }
        Some(link)
    });
    config.menu = menu.collect();
}

/// Dateline makes the front page. What somebody wrote on that of the source is a page of its own:
/// of one in HTML nobody knows what is its words and what the theme's.
fn move_front_page(archive: &mut Archive, plan: &mut Plan) {
    let languages = Archive { settings: archive.settings.clone(), ..Archive::default() };
    for text in &mut archive.texts {
        let is_front = text.kind == Kind::Page
            && text.held.is_none()
            && text.address.as_deref().is_some_and(|address| {
                languages.below_language(text, address).trim_end_matches('/').is_empty()
            });
        let has_words =
            matches!(&text.body, Body::Markdown(words, _) if words.contains(char::is_alphanumeric));
        if !is_front || !has_words {
            continue;
        }
        text.address = None;
        text.slug = FRONT_PAGE.into();
        if text.title.trim().is_empty() {
            text.title = "Front page".into();
        }
        let name = format!(
            "the words of the front page are at `/{FRONT_PAGE}/`: Dateline makes the front page"
        );
        plan.notes.push(Note { topic: Topic::Changed, name, origin: text.origin.clone() });
    }
}

/// Where the words of the old front page are.
const FRONT_PAGE: &str = "front-page";

/// Writes a page at the address of each list that leads to the new one.
pub fn redirect(lists: &Lists, plan: &mut Plan) {
    let Some(taken) = &lists.taken else { return };
    for List { address, of } in &lists.lists {
        plan.counts.addresses += 1;
        if taken.has(address) {
            plan.counts.kept += 1;
            continue;
        }
        let base = lists.bases.iter().find(|base| {
            address.strip_prefix(base.as_str()).is_some_and(|below| below.starts_with('/'))
        });
        let base = base.map_or("", String::as_str);
        let to = match of {
            ListOf::Everything => format!("{base}/"),
            ListOf::Nothing(to) => to.clone(),
            ListOf::Name(name) => {
                let slug = slug_of_name(name, Letters::Latin).unwrap_or_default();
                let native = slug_of_name(name, Letters::Native).unwrap_or_default();
                let wanted = [
                    format!("{base}/{slug}/"),
                    format!("{base}/tags/{slug}/"),
                    format!("{base}/tags/{native}/"),
                    format!("{base}/authors/{slug}/"),
                    format!("{base}/authors/{native}/"),
                ];
                let found = wanted.into_iter().find(|path| taken.has(path));
                found.unwrap_or_else(|| format!("{base}/"))
            }
        };
        let Some(path) = SitePath::new(address) else { continue };
        let file = match path.as_str().ends_with('/') {
            true => format!("static{}index.html", path.as_str()),
            false if path.as_str().ends_with(".html") => format!("static{}", path.as_str()),
            false => format!("static{}/index.html", path.as_str()),
        };
        if plan.files.contains_key(&file) {
            plan.counts.kept += 1;
            continue;
        }
        plan.counts.aliases += 1;
        let from = file.strip_prefix("static").unwrap_or(&file).to_string();
        plan.files.insert(file, Content::Text(page(&from, &to)));
    }
}

/// A page that leads from the file `from` to `to`: another site, or a page of this one, wherever that is.
fn page(from: &str, to: &str) -> String {
    let depth = from.trim_end_matches(|c| c != '/').matches('/').count().saturating_sub(1);
    let up = "../".repeat(depth);
    let to = match to.contains("://") {
        true => to.to_string(),
        false => format!("{up}{}", to.trim_start_matches('/')),
    };
    let to = if to.is_empty() { "./".to_string() } else { to };
    let to = escaped(&to);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{to}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
         <p><a href=\"{to}\">{to}</a></p>\n</html>\n"
    )
}
