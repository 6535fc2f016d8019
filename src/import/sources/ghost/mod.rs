//! An export of Ghost: its JSON, or the ZIP with it and its pictures
//! (<https://ghost.org/docs/migration/custom/>).

mod cards;
mod gated;
mod lexical;
mod mobiledoc;

use std::collections::{BTreeSet, HashMap};

use super::site_files::path;
use crate::diagnostic::Diagnostic;
use crate::html::tree::{parse, text_of};
use crate::import::bundle::Bundle;
use crate::import::facts::{Facts, date, of_json};
use crate::import::markdown::on_one_line;
use crate::import::model::{
    Archive, Body, File, Held, Image, Kind, List, ListOf, Origin, Settings, Text, Topic,
};

/// Reads the export.
///
/// # Errors
/// It is no export, or its JSON is broken.
pub fn read(bundle: &Bundle) -> Result<Archive, Diagnostic> {
    let mut archive = Archive::default();
    let mut is_export = false;
    for file in bundle.files().filter(|file| file.ends_with(".json")) {
        let (text, _) = bundle.text(file)?;
        let facts = of_json(&text).map_err(|fault| {
            Diagnostic::error(format!("the JSON is broken: {fault}"))
                .in_file(file)
                .hint("export the site again; the file may have been cut off")
        })?;
        for data in databases(&facts) {
            is_export = true;
            database(&data, file, &mut archive);
        }
    }
    if !is_export {
        return Err(Diagnostic::error(
            "this is no export of Ghost: it has no `db` with `posts` in it",
        )
        .hint(
            "in Ghost, take Settings → Import/Export → Export, and import the file that it gives",
        ));
    }
    for file in bundle.files() {
        if let Some(at) = file.find("content/").filter(|at| *at == 0 || file[..*at].ends_with('/'))
        {
            let inner = &file[at..];
            if ["content/images/", "content/media/", "content/files/"]
                .iter()
                .any(|start| inner.starts_with(start))
            {
                archive.files.push(File::new(path(inner), file));
            }
        }
    }
    Ok(archive)
}

/// The tables of an export: `{"db": [{"data": …}]}`, or `{"data": …}`.
fn databases(facts: &Facts) -> Vec<Facts> {
    let mut all: Vec<Facts> = facts.maps("db").iter().map(|of| of.map("data")).collect();
    all.push(facts.map("data"));
    all.retain(|data| data.get("posts").is_some());
    all
}

fn database(data: &Facts, file: &str, archive: &mut Archive) {
    archive.settings = settings(data);
    left_out(data, file, archive);
    let by_id = |table: &str| -> HashMap<String, Facts> {
        data.maps(table).into_iter().filter_map(|row| Some((row.text("id")?, row))).collect()
    };
    let (tags, users) = (by_id("tags"), by_id("users"));
    let meta: HashMap<String, Facts> = data
        .maps("posts_meta")
        .into_iter()
        .filter_map(|row| Some((row.text("post_id")?, row)))
        .collect();
    let tags_of = linked(data, "posts_tags", "tag_id");
    let authors_of = linked(data, "posts_authors", "author_id");
    let mut lists = BTreeSet::new();
    for post in data.maps("posts") {
        let id = post.text("id").unwrap_or_default();
        let slug = post.text("slug").unwrap_or_default();
        let origin = Origin::at(&format!("{file}, post `{slug}`"), 0);
        let of_post =
            |links: &HashMap<String, Vec<String>>| links.get(&id).cloned().unwrap_or_default();
        let tags: Vec<&Facts> = of_post(&tags_of).iter().filter_map(|tag| tags.get(tag)).collect();
        let tags: Vec<&Facts> = tags
            .into_iter()
            .filter(|tag| {
                tag.text("visibility").as_deref() != Some("internal")
                    && !tag.text("name").unwrap_or_default().starts_with('#')
            })
            .collect();
        let mut authors = of_post(&authors_of);
        if authors.is_empty() {
            authors.extend(post.text("author_id"));
        }
        let authors: Vec<&Facts> = authors.iter().filter_map(|author| users.get(author)).collect();
        let text = text(&post, meta.get(&id), &tags, &authors, origin, archive);
        if text.held.is_none() {
            for tag in &tags {
                if let (Some(slug), Some(name)) = (tag.text("slug"), tag.text("name")) {
                    lists.insert(List { address: format!("/tag/{slug}/"), of: ListOf::Name(name) });
                }
            }
            for author in &authors {
                if let Some(slug) = author.text("slug") {
                    lists.insert(List {
                        address: format!("/author/{slug}/"),
                        of: ListOf::Everything,
                    });
                }
            }
        }
        archive.texts.push(text);
    }
    archive.lists.extend(lists);
}

/// Notes what Dateline has no place for: words about tags and authors, and the second menu.
fn left_out(data: &Facts, file: &str, archive: &mut Archive) {
    let origin = Origin::at(file, 0);
    for (table, field, what) in [
        ("tags", "description", "the description of the tag"),
        ("users", "bio", "the biography of"),
    ] {
        let told = data.maps(table).into_iter().filter(|row| row.text(field).is_some());
        for name in told.filter_map(|row| row.text("name")) {
            archive.note(Topic::Changed, format!("{what} `{name}` is left out"), &origin);
        }
    }
    let links = menu(data, "secondary_navigation");
    if !links.is_empty() {
        let names: Vec<&str> = links.iter().map(|(name, _)| name.as_str()).collect();
        let name = format!("the second menu is left out: {}", names.join(", "));
        archive.note(Topic::Changed, name, &origin);
    }
}

/// The links of a menu.
fn menu(data: &Facts, key: &str) -> Vec<(String, String)> {
    let rows = data.maps("settings");
    let row = rows.iter().find(|row| row.text("key").as_deref() == Some(key));
    let links = row.and_then(|row| row.text("value"));
    let links = links.and_then(|json| of_json(&format!("{{\"list\": {json}}}")).ok());
    let link = |entry: &Facts| {
        let url = entry.text("url")?;
        let url = url.strip_prefix("__GHOST_URL__").unwrap_or(&url).to_string();
        Some((entry.text("label")?, url))
    };
    links.map(|facts| facts.maps("list")).unwrap_or_default().iter().filter_map(link).collect()
}

/// The ids that belong to each post, in the order of `sort_order`.
fn linked(data: &Facts, table: &str, field: &str) -> HashMap<String, Vec<String>> {
    let mut rows: Vec<(String, i64, String)> = data
        .maps(table)
        .into_iter()
        .filter_map(|row| {
            let order = row.text("sort_order").and_then(|order| order.parse().ok()).unwrap_or(0);
            Some((row.text("post_id")?, order, row.text(field)?))
        })
        .collect();
    rows.sort_by_key(|(_, order, _)| *order);
    let mut linked: HashMap<String, Vec<String>> = HashMap::new();
    for (post, _, id) in rows {
        linked.entry(post).or_default().push(id);
    }
    linked
}

fn settings(data: &Facts) -> Settings {
    let rows = data.maps("settings");
    let of =
        |key: &str| rows.iter().find(|row| row.text("key").as_deref() == Some(key))?.text("value");
    Settings {
        title: of("title").unwrap_or_default(),
        tagline: of("description"),
        base_url: of("url").or_else(|| of("site_url")),
        language: of("locale").or_else(|| of("lang")).or_else(|| of("default_locale")),
        time_zone: of("timezone")
            .or_else(|| of("active_timezone"))
            .or_else(|| of("activeTimezone")),
        // The front page is linked to from everywhere.
        menu: menu(data, "navigation").into_iter().filter(|(_, url)| url != "/").collect(),
        ..Settings::default()
    }
}

fn text(
    post: &Facts,
    meta: Option<&Facts>,
    tags: &[&Facts],
    authors: &[&Facts],
    origin: Origin,
    archive: &mut Archive,
) -> Text {
    let is_page = post.text("type").as_deref() == Some("page") || post.flag("page") == Some(true);
    let held = match post.text("status").as_deref() {
        Some("sent") => Some(Held::Sent),
        Some("scheduled") => Some(Held::Scheduled),
        Some("published") => match post.text("visibility").as_deref() {
            Some("public") | None => None,
            Some(_) => Some(Held::Members),
        },
        // What says nothing is a draft to Ghost too (`schema.js`, `posts.status`).
        Some(_) | None => Some(Held::Draft),
    };
    let held = held.or_else(|| {
        // An export has it in a table of its own, what is made with Ghost's API in the post.
        let is_mail = |of: &Facts| of.flag("email_only") == Some(true);
        (is_mail(post) || meta.is_some_and(is_mail)).then_some(Held::Sent)
    });
    let slug = post.text("slug").unwrap_or_default();
    let moment = |name: &str| post.text(name).and_then(|text| date(&text).ok());
    let html = match (post.text("html"), post.text("lexical"), post.text("mobiledoc")) {
        (Some(html), _, _) => html,
        (None, Some(document), _) => lexical::html(&document),
        (None, None, Some(document)) => mobiledoc::html(&document),
        (None, None, None) => String::new(),
    };
    let (html, is_less) = gated::for_everybody(&html);
    if is_less {
        archive.note(Topic::ForSome, "a part for members", &origin);
    }
    let plain = |html: String| on_one_line(&text_of(&parse(&html)));
    let of_meta =
        |name: &str| meta.and_then(|meta| meta.text(name)).or_else(|| post.text(name)).map(plain);
    if post.text("codeinjection_head").or_else(|| post.text("codeinjection_foot")).is_some() {
        archive.note(Topic::Dropped, "code injection", &origin);
    }
    Text {
        id: post.text("id"),
        kind: if is_page { Kind::Page } else { Kind::Story },
        title: post.text("title").unwrap_or_default(),
        date: if is_page { None } else { moment("published_at").or_else(|| moment("created_at")) },
        held,
        summary: post.text("custom_excerpt"),
        authors: authors.iter().filter_map(|author| author.text("name")).collect(),
        tags: tags.iter().filter_map(|tag| tag.text("name")).collect(),
        section: tags.first().and_then(|tag| tag.text("name")),
        address: held.is_none().then(|| path(&format!("/{slug}/"))),
        slug,
        image: post.text("feature_image").or_else(|| post.text("image")).map(|src| Image {
            src: original(&src),
            alt: of_meta("feature_image_alt"),
            caption: of_meta("feature_image_caption"),
            credit: None,
        }),
        featured: post.flag("featured").unwrap_or(false),
        language: post.text("locale").filter(|tag| tag != "null"),
        // <https://github.com/TryGhost/Ghost>, `generate-feed.js`: the guid is the post's id.
        feed_id: post.text("id"),
        body: Body::Html(original(&html)),
        origin,
        ..Text::default()
    }
}

/// Pictures that Ghost made smaller are in no export: the original is.
fn original(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("/content/images/size/") {
        out.push_str(&rest[..at]);
        out.push_str("/content/images/");
        rest = &rest[at + "/content/images/size/".len()..];
        let end = rest.find('/').map_or(0, |end| end + 1);
        rest = &rest[end..];
        if let Some(behind) = rest.strip_prefix("format/") {
            rest = behind.split_once('/').map_or(behind, |(_, behind)| behind);
        }
    }
    out + rest
}
