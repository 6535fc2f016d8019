//! The items of an export: posts, pages, attachments, and what is none of a site's texts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use url::Url;

use super::super::site_files::{path, without_base};
use super::authors::{self, Authors};
use super::blocks::{self, Patterns};
use super::channel::{Channel, as_folder};
use super::numbers::Numbers;
use super::shortcodes::{Attachment, Shortcodes};
use super::words::{before_more, body, fallback_title};
use super::xml::Element;
use super::{code, media, members, menus, meta, plain, private};
use crate::import::facts::date;
use crate::import::markdown::hidden;
use crate::import::model::{
    Archive, Body, Held, Image, Kind, List, ListOf, Origin, Settings, Text, Topic,
};
use crate::import::rules::Rules;
use crate::text::date::Written;

/// What was read of an export.
#[derive(Default)]
pub struct Items {
    pub is_export: bool,
    channel: Channel,
    authors: Authors,
    /// The logins of authors by their ids.
    logins: HashMap<String, String>,
    categories: BTreeMap<String, Element>,
    posts: Vec<(Element, Origin)>,
    attachments: HashMap<String, Attachment>,
    /// The pages on which attachments are.
    pages: Vec<media::Page>,
    patterns: Patterns,
    menu_items: Vec<Element>,
    /// The slugs and names of tags by their ids.
    tags: HashMap<String, (String, String)>,
    left_out: Vec<&'static str>,
}

impl Items {
    pub fn take(&mut self, element: Element, origin: &Origin) {
        match element.name.as_str() {
            "wp:wxr_version" => self.is_export = true,
            "wp:author" => {
                let of = |name: &str| element.child(name).unwrap_or_default().to_string();
                self.logins.insert(of("wp:author_id"), of("wp:author_login"));
                self.authors.take(&element);
            }
            "wp:category" => {
                let slug = element.child("wp:category_nicename").unwrap_or_default().to_string();
                self.categories.insert(slug, element);
            }
            "wp:tag" => {
                let of = |name: &str| element.child(name).unwrap_or_default().to_string();
                self.tags.insert(of("wp:term_id"), (of("wp:tag_slug"), of("wp:tag_name")));
            }
            "item" => self.item(element, origin),
            _ => self.channel.take(&element),
        }
    }

    fn item(&mut self, item: Element, origin: &Origin) {
        let kind = item.child("wp:post_type").unwrap_or("post");
        match (kind, item.child("wp:status").unwrap_or_default()) {
            ("attachment", _) => {
                self.pages.extend(media::page(&item));
                let id = item.child("wp:post_id").unwrap_or_default().to_string();
                self.attachments.insert(id, Attachment::of(&item));
            }
            (_, "trash") => self.left_out.push("texts in the trash"),
            (_, "auto-draft") => self.left_out.push("drafts that WordPress began by itself"),
            ("revision", _) => self.left_out.push("revisions"),
            ("nav_menu_item", _) => self.menu_items.push(item),
            ("custom_css" | "customize_changeset" | "oembed_cache" | "user_request", _) => {
                self.left_out.push("settings of the theme");
            }
            ("wp_block", _) => {
                blocks::keep_pattern(&item, &mut self.patterns);
                self.left_out.push("patterns (they are in the texts that show them)");
            }
            (authors::GUEST, _) => {
                self.authors.take_guest(&item);
                self.left_out.push("entries of guest authors (they are in the bylines)");
            }
            (kind, _)
                if kind.starts_with("wp_")
                    || kind.starts_with("acf-")
                    || kind.starts_with("elementor_") =>
            {
                self.left_out.push("templates and parts of the theme");
            }
            _ => self.posts.push((item, origin.clone())),
        }
    }

    pub fn finish(mut self, archive: &mut Archive, rules: &Rules) {
        archive.settings = self.settings();
        let base = self.channel.base();
        for kind in &self.left_out {
            archive.leave_out(kind);
        }
        let shortcodes = Shortcodes { attachments: &self.attachments, rules };
        let texts: Vec<(Text, Vec<(Topic, String)>)> = self
            .posts
            .par_iter()
            .map(|(item, origin)| self.text(item, origin, &shortcodes))
            .collect();
        let (mut used, mut writers) = (BTreeSet::new(), BTreeSet::new());
        for ((text, notes), (item, _)) in texts.into_iter().zip(&self.posts) {
            for (topic, name) in notes {
                archive.note(topic, name, &text.origin);
            }
            if text.held.is_none() {
                writers.extend(item.child("dc:creator").and_then(super::address_of_author));
                writers.extend(authors::lists(item));
                used.extend(item.all("category").map(|term| {
                    let attribute =
                        |name: &str| term.attribute(name).unwrap_or_default().to_string();
                    (attribute("domain"), attribute("nicename"), plain(&term.text))
                }));
            }
            archive.texts.push(text);
        }
        self.lead_by_number(archive);
        let pages =
            media::Pages::of(std::mem::take(&mut self.pages), &self.posts, &archive.texts, &base);
        pages.lead(&mut archive.texts);
        archive.lists = super::lists(&self.categories, &used);
        archive.lists.extend(pages.lists());
        let of_writer = |address| List { address, of: ListOf::Everything };
        archive.lists.extend(writers.into_iter().map(of_writer));
        self.menu(archive);
        if !self.attachments.is_empty() {
            archive.left_out.insert(
                "entries of the media library (their files are not in the export)",
                self.attachments.len(),
            );
        }
    }

    /// Brings the menu.
    fn menu(&self, archive: &mut Archive) {
        let site = archive.settings.base_url.as_deref().and_then(|url| Url::parse(url).ok());
        let ids = self.posts.iter().map(|(item, _)| item.child("wp:post_id").unwrap_or_default());
        let public = ids.zip(&archive.texts).filter(|(_, text)| text.held.is_none());
        let texts = public
            .filter_map(|(id, text)| Some((id, (text.title.as_str(), text.address.as_deref()?))));
        let categories = self.categories.iter().filter_map(|(slug, of)| {
            let name = plain(of.child("wp:cat_name")?);
            let address = super::of_category(&self.categories, slug);
            Some((of.child("wp:term_id")?.to_string(), (name, address)))
        });
        let tags = self.tags.iter();
        let tags = tags
            .map(|(id, (slug, name))| (id.clone(), (plain(name), path(&format!("/tag/{slug}/")))));
        let lists: HashSet<&String> = archive.lists.iter().map(|list| &list.address).collect();
        let targets = menus::Targets {
            site: site.as_ref(),
            texts: texts.collect(),
            // Those in which nothing is public have no list.
            terms: categories.chain(tags).filter(|(_, (_, list))| lists.contains(list)).collect(),
        };
        let menus = menus::read(&self.menu_items, &targets);
        archive.settings.menu = menus.main;
        for _ in 0..menus.lost {
            archive.leave_out("items of menus that lead to nothing public");
        }
        for told in menus.told {
            archive.note(Topic::Changed, told, &Origin::at("site.yaml", 0));
        }
    }

    /// Lets links by number lead to what has that number.
    fn lead_by_number(&self, archive: &mut Archive) {
        let site = archive.settings.base_url.as_deref().and_then(|url| Url::parse(url).ok());
        let Some(site) = site.filter(Url::has_host) else { return };
        let ids = self.posts.iter().map(|(item, _)| item.child("wp:post_id").unwrap_or_default());
        let address = |text: &Text| text.address.clone().filter(|_| text.held.is_none());
        let texts = ids.zip(&archive.texts).map(|(id, text)| (id.to_string(), address(text)));
        let files = self.attachments.iter().map(|(id, of)| (id.clone(), of.url.clone()));
        let categories = self.categories.iter().filter_map(|(slug, of)| {
            let id = of.child("wp:term_id")?;
            Some((id.to_string(), super::of_category(&self.categories, slug)))
        });
        let authors = self.logins.iter();
        let authors =
            authors.filter_map(|(id, login)| Some((id.clone(), super::address_of_author(login)?)));
        let numbers = Numbers {
            site: Numbers::folder_of(&site),
            texts: texts.collect(),
            files: files.collect(),
            categories: categories.collect(),
            authors: authors.collect(),
        };
        let mut notes = Vec::new();
        for text in &mut archive.texts {
            let Body::Html(html) = &mut text.body else { continue };
            let mut lost = Vec::new();
            *html = numbers.led(html, &mut lost);
            notes.extend(lost.into_iter().map(|link| (link, text.origin.clone())));
        }
        for (link, origin) in notes {
            let name = format!("a link to `{link}`, which leads to nothing public");
            archive.note(Topic::Address, name, &origin);
        }
    }

    fn settings(&self) -> Settings {
        let Channel { title, description, blog_url, link, language } = &self.channel;
        Settings {
            title: title.as_deref().map(plain).unwrap_or_default(),
            tagline: description.as_deref().map(plain),
            base_url: blog_url.clone().or_else(|| link.clone()).map(|url| as_folder(&url)),
            language: language.clone(),
            time_zone: self.zone(),
            sections: self
                .categories
                .iter()
                .filter_map(|(slug, of)| {
                    let text = of
                        .child("wp:category_description")
                        .map(plain)
                        .filter(|text| !text.is_empty());
                    Some((slug.clone(), plain(of.child("wp:cat_name")?), text))
                })
                .collect(),
            ..Settings::default()
        }
    }

    /// The offset that most posts were written at: an export does not name the zone.
    fn zone(&self) -> Option<String> {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for (item, _) in &self.posts {
            let time = |name: &str| -> Option<i64> {
                let text = item.child(name).filter(|text| !text.starts_with("0000"))?;
                let moment = Written::parse(&format!("{text} Z"))
                    .ok()?
                    .in_zone(&jiff::tz::TimeZone::UTC)
                    .ok()?;
                Some(moment.timestamp().as_second())
            };
            if let (Some(local), Some(utc)) = (time("wp:post_date"), time("wp:post_date_gmt")) {
                *counts.entry((local - utc) / 60).or_default() += 1;
            }
        }
        let (minutes, _) =
            counts.into_iter().max_by_key(|(minutes, count)| (*count, -minutes.abs()))?;
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.abs();
        (minutes <= 14 * 60).then(|| format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
    }

    /// The language of a text; none where it is the site's, which may be told with its country.
    fn own_language(&self, tag: &str) -> Option<String> {
        let of_site = self.channel.language.as_ref().map(|tag| tag.to_ascii_lowercase());
        let of_site = of_site.unwrap_or_default();
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let is_own = of_site == tag || of_site.split('-').next() == Some(&tag);
        (!is_own).then_some(tag)
    }

    fn text(
        &self,
        item: &Element,
        origin: &Origin,
        shortcodes: &Shortcodes<'_>,
    ) -> (Text, Vec<(Topic, String)>) {
        let mut notes = Vec::new();
        let of = |name: &str| item.child(name).filter(|text| !text.is_empty());
        let kind = of("wp:post_type").unwrap_or("post");
        // What says nothing is a draft to WordPress too (`wp_insert_post`).
        let held = match of("wp:status").unwrap_or("draft") {
            _ if of("wp:post_password").is_some() => Some(Held::Password),
            "publish" => None,
            "private" => Some(Held::Private),
            "pending" => Some(Held::Pending),
            "future" => Some(Held::Scheduled),
            _ => Some(Held::Draft),
        };
        let held = held.or(private::is_without_page(item, kind).then_some(Held::NoPage));
        let wall = members::field(item).filter(|_| held.is_none());
        let held = held.or(wall.map(|_| Held::Members));
        notes.extend(wall.map(|name| (Topic::Changed, members::told(name))));
        let content = item.children.iter().find(|child| child.name == "content:encoded");
        let content = content.map(|content| content.text.replace("\r\n", "\n")).unwrap_or_default();
        let content = blocks::with_patterns(&content, &self.patterns);
        let content = blocks::with_footnotes(&content, item);
        let for_some = private::part_for_some(&content, shortcodes.rules);
        let held = held.or(for_some.is_some().then_some(Held::Members));
        notes.extend(for_some.map(|name| (Topic::UnknownTag, name)));
        let title = plain(of("title").unwrap_or_default());
        let slug = of("wp:post_name")
            .map(|slug| path(slug).trim_matches('/').to_string())
            .unwrap_or_default();
        let link = of("link").and_then(|link| Url::parse(link).ok()).filter(|_| held.is_none());
        let base = self.channel.base();
        let address = link.as_ref().filter(|url| url.query().is_none());
        let address = address.map(|url| path(without_base(url.path(), &base)));
        let url = link.as_ref().filter(|_| address.is_some()).map(Url::to_string);
        let queries = link
            .and_then(|url| Some((path(without_base(url.path(), &base)), url.query()?.to_string())))
            .map(|(path, query)| format!("{path}?{query}"))
            .into_iter()
            .collect();
        let excerpt = of("excerpt:encoded").map(hidden::words);
        let summary = excerpt
            .filter(|text| !text.is_empty())
            .or_else(|| before_more(&content))
            .or_else(|| meta::description(item));
        notes.extend(blocks::dynamic(&content).into_iter().map(|name| (Topic::Unfilled, name)));
        let old = address.as_deref().map(|address| meta::old_addresses(item, address));
        let old = old.unwrap_or_default();
        // Of the plug-in Polylang.
        let term = |domain: &str| {
            let mut terms = item.all("category");
            let term = terms.find(|term| term.attribute("domain") == Some(domain))?;
            term.attribute("nicename")
        };
        if content.contains("<!--nextpage-->") {
            notes.push((Topic::Changed, "a text of several pages is one page".into()));
        }
        let names = |domain: &str| -> Vec<String> {
            let terms =
                item.all("category").filter(|term| term.attribute("domain") == Some(domain));
            terms.map(|term| plain(&term.text)).filter(|name| !name.is_empty()).collect()
        };
        let categories = names("category");
        let slugs: Vec<&str> = item
            .all("category")
            .filter(|term| term.attribute("domain") == Some("category"))
            .filter_map(|term| term.attribute("nicename"))
            .collect();
        let is_none = |slug: &&str| *slug == "uncategorized";
        let section = slugs.iter().find(|slug| !is_none(slug)).map(|slug| (*slug).to_string());
        // A type without a page was in no menu.
        let is_own_section = !matches!(kind, "post" | "page") && held.is_none();
        let section = section.or_else(|| is_own_section.then(|| kind.to_string()));
        let mut tags = names("post_tag");
        for taxonomy in taxonomies(item) {
            tags.extend(names(taxonomy));
            notes.push((Topic::Changed, format!("the terms of `{taxonomy}` became tags")));
        }
        tags.extend(
            categories.into_iter().filter(|name| !name.eq_ignore_ascii_case("uncategorized")),
        );
        let moment = |local: &str, utc: &str| {
            let given = |name: &str| {
                of(name).filter(|text| !text.starts_with("0000") && !text.starts_with('-'))
            };
            let utc = given(utc).and_then(|text| Written::parse(&format!("{text} Z")).ok());
            utc.or_else(|| given(local).and_then(|text| Written::parse(text).ok()))
        };
        let published = moment("wp:post_date", "wp:post_date_gmt").or_else(|| {
            let text = of("pubDate").filter(|text| !text.contains("-0001"))?;
            date(text).ok()
        });
        let thumbnail = item.meta("_thumbnail_id").and_then(|id| self.attachments.get(id));
        let id = of("wp:post_id").unwrap_or_default();
        let html = body(&code::shielded(&content, shortcodes.rules));
        let (html, unknown) = shortcodes.replaced(&html, id);
        notes.extend(unknown.into_iter().map(|name| (Topic::UnknownTag, format!("[{name}]"))));
        let text = Text {
            id: of("guid").map(String::from),
            origin: Origin { line: origin.line, file: origin.file.clone() },
            kind: if kind == "page" { Kind::Page } else { Kind::Story },
            title: if title.is_empty() { fallback_title(&html, id) } else { title },
            date: if kind == "page" { None } else { published },
            held,
            summary,
            authors: self.authors.of(item),
            subtitle: meta::subtitle(item),
            aliases: old,
            language: term("language").and_then(|tag| self.own_language(tag)),
            version_of: term("post_translations").map(String::from),
            extra: meta::fields(item, &mut notes),
            tags,
            section,
            slug,
            address,
            url,
            queries,
            image: thumbnail.map(|of| Image {
                src: of.url.clone(),
                alt: Some(of.alt.clone()).filter(|text| !text.is_empty()),
                caption: Some(of.caption.clone()).filter(|text| !text.is_empty()),
                credit: None,
            }),
            featured: of("wp:is_sticky") == Some("1"),
            feed_id: of("guid").map(String::from),
            body: Body::Html(html),
            ..Text::default()
        };
        (text, notes)
    }
}

/// The taxonomies of an item that a theme or a plug-in made, other than those with which programs
/// tell themselves how something is shown or who may see it.
fn taxonomies(item: &Element) -> BTreeSet<&str> {
    let is_public = |name: &&str| {
        let is_known = matches!(
            *name,
            "category" | "post_tag" | "nav_menu" | "link_category" | "author" | "language"
        );
        let is_of_programs = [
            "post_",
            "wp_",
            "term_",
            "product_",
            "elementor_",
            "translation_",
            "ef_",
            "following_",
            "pp_",
            "_",
            "action-group",
            "yst_",
            "rank_math",
            "amp_",
            "jp_",
            "nf_",
        ];
        !is_known && !is_of_programs.iter().any(|start| name.starts_with(start))
    };
    item.all("category").filter_map(|term| term.attribute("domain")).filter(is_public).collect()
}
