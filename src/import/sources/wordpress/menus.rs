//! The menu of a site. An export has all its menus, and does not say which of them is where on the page
//! (<https://developer.wordpress.org/reference/functions/wp_setup_nav_menu_item/>).

use std::collections::{BTreeMap, HashMap, HashSet};

use url::Url;

use super::super::site_files::{path, without_base};
use super::plain;
use super::xml::Element;

/// What items of menus may lead to.
pub struct Targets<'t> {
    /// The address of the site on its host.
    pub site: Option<&'t Url>,
    /// Texts that are public: title and address, by their ids.
    pub texts: HashMap<&'t str, (&'t str, &'t str)>,
    /// Lists of categories and tags: name and address, by their ids.
    pub terms: HashMap<String, (String, String)>,
}

/// What becomes of the menus.
#[derive(Debug, Default, PartialEq)]
pub struct Menus {
    /// The links of the main one: title, and address.
    pub main: Vec<(String, String)>,
    /// What the report is to say of the others, and of what is in the main one and has no place.
    pub told: Vec<String>,
    /// How many items lead to nothing public.
    pub lost: usize,
}

/// Reads the items of all menus.
pub fn read(items: &[Element], targets: &Targets<'_>) -> Menus {
    let mut menus: BTreeMap<String, Vec<&Element>> = BTreeMap::new();
    for item in items {
        let mut terms = item.all("category");
        let menu = terms.find(|term| term.attribute("domain") == Some("nav_menu"));
        menus.entry(menu.map(|menu| plain(&menu.text)).unwrap_or_default()).or_default().push(item);
    }
    let mut read = Menus::default();
    let is_main = |name: &str| {
        let name = name.to_lowercase();
        ["main", "primary", "header", "top", "haupt", "princip"].iter().any(|it| name.contains(it))
    };
    // That with the most items, of which none is called the main one.
    let main = menus.iter().min_by_key(|(name, items)| {
        (!is_main(name), std::cmp::Reverse(items.len()), (*name).clone())
    });
    let Some(main) = main.map(|(name, _)| name.clone()) else { return read };
    for (name, mut items) in menus {
        items.sort_by_key(|item| {
            item.child("wp:menu_order").and_then(|order| order.parse::<i64>().ok())
        });
        if name == main {
            read.take(&items, targets);
        } else {
            let titles: Vec<String> =
                items.iter().filter_map(|item| Some(link(item, targets)?.0)).collect();
            read.lost += items.len() - titles.len();
            if !titles.is_empty() {
                read.told.push(format!("the menu `{name}` is left out: {}", titles.join(", ")));
            }
        }
    }
    read
}

impl Menus {
    /// Takes the items of the main menu. One that leads nowhere and has others below it is their
    /// heading: they stand in its place.
    fn take(&mut self, items: &[&Element], targets: &Targets<'_>) {
        let id = |item: &Element| item.child("wp:post_id").unwrap_or_default().to_string();
        let all: HashSet<String> = items.iter().map(|item| id(item)).collect();
        let parents: HashSet<&str> =
            items.iter().filter_map(|item| item.meta("_menu_item_menu_item_parent")).collect();
        let is_heading = |item: &Element| leads_nowhere(item) && parents.contains(&*id(item));
        let headings: HashSet<String> =
            items.iter().filter(|item| is_heading(item)).map(|item| id(item)).collect();
        let mut below = Vec::new();
        for item in items.iter().filter(|item| !headings.contains(&id(item))) {
            let Some((title, address)) = link(item, targets) else {
                self.lost += 1;
                continue;
            };
            let parent = item.meta("_menu_item_menu_item_parent").unwrap_or("0");
            let is_below = all.contains(parent) && !headings.contains(parent);
            match is_below {
                true => below.push(title),
                // Each page of Dateline leads to the front page by itself.
                false if address == "/" => {}
                false => self.main.push((title, address)),
            }
        }
        if !below.is_empty() {
            let names = below.join(", ");
            self.told.push(format!("what is below the links of the menu is left out: {names}"));
        }
    }
}

/// Whether an item is a heading: its address is a mark on the page, or none.
fn leads_nowhere(item: &Element) -> bool {
    let url = item.meta("_menu_item_url").unwrap_or_default().trim();
    item.meta("_menu_item_type") == Some("custom") && (url.is_empty() || url.starts_with('#'))
}

/// The title of an item and where it leads; none if that is nothing public, or if the item is for
/// some readers.
fn link(item: &Element, targets: &Targets<'_>) -> Option<(String, String)> {
    let is_public = item.child("wp:status").is_none_or(|status| matches!(status, "publish" | ""));
    // Of the plug-in Nav Menu Roles.
    let is_for_all = item.meta("_nav_menu_role").is_none_or(|role| role == "out");
    if !is_public || !is_for_all || leads_nowhere(item) {
        return None;
    }
    let object = item.meta("_menu_item_object_id").unwrap_or_default();
    let (named, address) = match item.meta("_menu_item_type") {
        Some("post_type") => {
            let (title, address) = targets.texts.get(object)?;
            ((*title).to_string(), (*address).to_string())
        }
        Some("taxonomy") => targets.terms.get(object)?.clone(),
        Some("custom") => (String::new(), led(item.meta("_menu_item_url")?.trim(), targets.site)),
        _ => return None,
    };
    let title = item.child("title").map(plain).filter(|title| !title.is_empty());
    let title = title.unwrap_or(named);
    (!title.is_empty()).then_some((title, address))
}

/// An address as a path of the site, if it is on its host.
fn led(url: &str, site: Option<&Url>) -> String {
    let base = site.map(|site| site.path().to_string()).unwrap_or_default();
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_string());
    let parsed = match site {
        Some(site) => site.join(url).ok(),
        None => Url::parse(url).ok(),
    };
    match parsed {
        Some(parsed) if site.is_some_and(|site| host(site) == host(&parsed)) => {
            path(without_base(parsed.path(), &base))
        }
        Some(parsed) => parsed.to_string(),
        None => url.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, menu: &str, title: &str, meta: &[(&str, &str)]) -> Element {
        let of = |name: &str, text: &str| Element {
            name: name.into(),
            text: text.into(),
            ..Element::default()
        };
        let meta = meta.iter().map(|(key, value)| Element {
            name: "wp:postmeta".into(),
            children: vec![
                of("wp:meta_key", &format!("_menu_item_{key}").replace("_menu_item__", "_")),
                of("wp:meta_value", value),
            ],
            ..Element::default()
        });
        let mut children = vec![
            of("title", title),
            of("wp:post_id", id),
            of("wp:menu_order", id),
            of("wp:status", "publish"),
            Element {
                attributes: vec![("domain".into(), "nav_menu".into())],
                ..of("category", menu)
            },
        ];
        children.extend(meta);
        Element { children, ..Element::default() }
    }

    #[test]
    fn the_main_menu_is_that_of_the_site() {
        let site = Url::parse("https://c.example/blog/").unwrap();
        let targets = Targets {
            site: Some(&site),
            texts: HashMap::from([("7", ("About us", "/about/"))]),
            terms: HashMap::from([("4".into(), ("World".into(), "/category/world/".into()))]),
        };
        let page = |id: &'static str| [("type", "post_type"), ("object_id", id)];
        let custom = |url: &'static str| [("type", "custom"), ("url", url)];
        let below = |of: &'static str, to: [(&'static str, &'static str); 2]| {
            [&to[..], &[("menu_item_parent", of)]].concat()
        };
        let items = [
            item("90", "Footer", "Imprint", &custom("/blog/imprint/")),
            item("1", "Main menu", "", &page("7")),
            item("2", "Main menu", "The world", &[("type", "taxonomy"), ("object_id", "4")]),
            item("3", "Main menu", "Home", &custom("https://www.c.example/blog/")),
            item("4", "Main menu", "Shop", &custom("https://shop.example/x")),
            item("5", "Main menu", "More", &custom("#")),
            item("6", "Main menu", "Team", &below("5", custom("https://c.example/blog/team/"))),
            item("7", "Main menu", "Deep", &below("1", custom("/blog/deep/"))),
            item("8", "Main menu", "Closed", &page("8")),
            item(
                "9",
                "Main menu",
                "Members",
                &[("type", "custom"), ("url", "/m/"), ("_nav_menu_role", "in")],
            ),
        ];
        let read = read(&items, &targets);
        let expected = [
            ("About us", "/about/"),
            ("The world", "/category/world/"),
            ("Shop", "https://shop.example/x"),
            ("Team", "/team/"),
        ];
        assert_eq!(read.main, expected.map(|(title, to)| (title.to_string(), to.to_string())));
        assert_eq!(
            read.told,
            [
                "the menu `Footer` is left out: Imprint",
                "what is below the links of the menu is left out: Deep"
            ]
        );
        assert_eq!(read.lost, 2);
    }
}
