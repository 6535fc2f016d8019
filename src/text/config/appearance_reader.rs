//! From YAML to how the theme looks, and to what a publisher adds to every page.

use url::Url;

use super::appearance_fields::{
    ANALYTICS, COLORS, COMMENTS, DIRECTIVES, FONTS, FOOTER, GISCUS, GOATCOUNTER, LINK, PLAUSIBLE,
    THEME, UMAMI,
};
use super::otherwise::{LINKS, Links};
use super::reader::Reader;
use super::{
    Analytics, Color, ColorRole, ContentPolicy, Face, Footer, Giscus, LinkTarget, MenuLink, Rgb,
    Share, Theme,
};
use crate::text::fields::Field;
use crate::text::moments;
use crate::text::placed::Placed;
use crate::text::several;
use crate::text::yaml::{Fields, Node, Value, in_flow, in_quotes, list_of};
use crate::url::SitePath;

pub(super) const SHARES: [(&str, Share); 7] = [
    ("email", Share::Email),
    ("telegram", Share::Telegram),
    ("whatsapp", Share::WhatsApp),
    ("facebook", Share::Facebook),
    ("x", Share::X),
    ("bluesky", Share::Bluesky),
    ("linkedin", Share::LinkedIn),
];

pub(super) const FACES: [(&str, Face); 2] = [("serif", Face::Serif), ("sans", Face::Sans)];

impl Reader<'_> {
    pub(super) fn theme(&mut self, fields: &Fields<'_>) -> Theme {
        let Some(mut given) = self.map(fields, "theme") else { return Theme::default() };
        self.yaml.deny_unknown(&mut given, THEME, "theme");
        let colors = self.colors(&given, "colors");
        let dark_colors = self.colors(&given, "dark_colors");
        let (mut headings, mut text) = (None, None);
        if let Some(mut fonts) = self.map(&given, "fonts") {
            self.yaml.deny_unknown(&mut fonts, FONTS, "theme.fonts");
            headings = self.choice(&fonts, "headings", &FACES);
            text = self.choice(&fonts, "text", &FACES);
        }
        let logo = self.file(&given, "logo");
        Theme { colors, dark_colors, headings, text, logo }
    }

    fn colors(&mut self, fields: &Fields<'_>, name: &str) -> Vec<Color> {
        if let Some(node) = fields.get(name)
            && let Value::Text(color) = &node.value
        {
            let line = self.yaml.line_with(node, &format!("{{accent: {}}}", in_quotes(color)));
            let message =
                format!("`{name}` has to be a map of `name: value` lines, and this is text");
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return Vec::new();
        }
        let Some(mut given) = self.map(fields, name) else { return Vec::new() };
        self.yaml.deny_unknown(&mut given, COLORS, name);
        let mut colors = Vec::new();
        for role in ColorRole::ALL {
            let hint = "write it as in a style sheet, in quotes: `\"#0b5d3b\"`";
            let value = self.checked(&given, role.name(), Rgb::parse, hint);
            if let (Some(value), Some(node)) = (value, given.get(role.name())) {
                let value = Placed::at(self.yaml.place(&node.range), value);
                colors.push(Color { role, value });
            }
        }
        colors
    }

    /// The links at `name`; `meant` are those that there can be.
    pub(super) fn menu(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        meant: Links<'_>,
    ) -> Vec<MenuLink> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        let kind = match &node.value {
            Value::Text(_) => Some("text"),
            Value::Map(_) => Some("a map"),
            Value::Integer(_) => Some("a number"),
            _ => None,
        };
        if let Some(kind) = kind {
            let message = format!("`{name}` has to be a list, and this is {kind}");
            let hint = self.all_links(node, name, meant);
            self.yaml.report(&node.range, message, hint);
            return Vec::new();
        }
        let items = self.yaml.list(node, name).iter();
        items.filter_map(|item| self.menu_link(item, (name, node), meant)).collect()
    }

    fn all_links(&self, node: &Node, name: &str, meant: Links<'_>) -> String {
        match meant.all(&node.value) {
            Some(all) => {
                let all = Value::List(all.into_iter().map(Node::from).collect());
                format!("write `{}`", self.yaml.field_with(name, node, &all))
            }
            None => LINKS.into(),
        }
    }

    fn menu_link(
        &mut self,
        node: &Node,
        (name, list): (&str, &Node),
        meant: Links<'_>,
    ) -> Option<MenuLink> {
        if Links::is_otherwise(node) {
            let message = match &node.value {
                Value::Map(_) => {
                    format!("{name}: a name and where it leads are written with their names")
                }
                value => format!(
                    "`{name}` has to be a map of `name: value` lines, and this is {}",
                    value.kind()
                ),
            };
            let hint = match meant.all(&node.value).as_deref() {
                Some([one]) => format!("write `{}`", in_flow(one)),
                Some(_) => self.all_links(list, name, meant),
                None => LINKS.into(),
            };
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        let mut fields = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&mut fields, LINK, name);
        let title = self.needed(&fields, node, "title", "what it says");
        let url = self.needed(&fields, node, "url", "where it leads");
        let (title, url) = (title?, url?);
        if let Some(node) = fields.get("title") {
            self.yaml.warn_of_marks(node, &title);
        }
        let range = fields.get("url").map_or(&node.range, |node| &node.range).clone();
        let to = match SitePath::new(&url) {
            Some(path) => LinkTarget::Page(path),
            None => match Url::parse(&url) {
                Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto" | "tel") => {
                    LinkTarget::Elsewhere(url)
                }
                _ => {
                    let message = format!("`{url}` is not an address");
                    let page = fields.get("url").zip(path_of_page(&url));
                    let hint = match page {
                        Some((node, path)) => {
                            format!("write `{}`", self.yaml.line_with(node, &path))
                        }
                        None => {
                            "write a path such as `/about/`, or a web address with https://".into()
                        }
                    };
                    self.yaml.report(&range, message, hint);
                    return None;
                }
            },
        };
        let zone = self.zone.clone();
        let mut moment = |name| moments::moment(&mut self.yaml, fields.get(name)?, name, &zone);
        let (from, until) = (moment("from"), moment("until"));
        if let (Some(from), Some(until), Some(node)) = (&from, &until, fields.get("until"))
            && until.timestamp() <= from.timestamp()
        {
            let message = "`until` is not after `from`: readers never see this link";
            self.yaml.report(&node.range, message, "correct the one that is wrong");
        }
        Some(MenuLink { title, to, from, until })
    }

    pub(super) fn footer(&mut self, fields: &Fields<'_>, meant: Links<'_>) -> Footer {
        if let Some(node) = fields.get("footer")
            && let Value::Text(text) = &node.value
        {
            let line = self.yaml.line_with(node, &format!("{{text: {}}}", in_quotes(text)));
            let message = "`footer` has to be a map of `name: value` lines, and this is text";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return Footer::default();
        }
        let Some(mut given) = self.map(fields, "footer") else { return Footer::default() };
        self.yaml.deny_unknown(&mut given, FOOTER, "footer");
        let text = self.text(&given, "text");
        let links = self.menu(&given, "links", meant);
        let profiles = given.get("profiles").map(|node| self.yaml.texts(node, "footer.profiles"));
        let mut urls = Vec::new();
        for (profile, range) in profiles.into_iter().flatten() {
            match web_address(&profile) {
                Ok(url) => urls.push(url),
                Err(message) => self.yaml.report(&range, message, "write it with https://"),
            }
        }
        Footer { text, links, profiles: urls }
    }

    pub(super) fn share(&mut self, fields: &Fields<'_>) -> Option<Vec<Share>> {
        let node = fields.get("share")?;
        if let Value::Text(text) = &node.value
            && let names = several::at_commas(&text.to_lowercase())
            && names.len() > 1
        {
            let names: Vec<&str> =
                names.iter().map(|name| share_meant_by(name).unwrap_or(name)).collect();
            let line = self.yaml.line_with(node, &list_of(&names));
            let message = format!("`{text}` is several ways to share, and this is one");
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        let mut shares = Vec::new();
        for (name, range) in self.yaml.texts(node, "share") {
            match SHARES.iter().find(|(known, _)| *known == name) {
                Some((_, share)) => shares.push(*share),
                None => {
                    let names = SHARES.map(|(name, _)| format!("`{name}`")).join(", ");
                    let hint = match share_meant_by(&name) {
                        Some(meant) => format!("write `{meant}`; the ways are {names}"),
                        None => format!("the ways are {names}"),
                    };
                    let message = format!("nothing can be shared by `{name}`");
                    self.yaml.report(&range, message, hint);
                }
            }
        }
        Some(shares)
    }

    pub(super) fn analytics(&mut self, fields: &Fields<'_>) -> Vec<Analytics> {
        let Some(mut given) = self.map(fields, "analytics") else { return Vec::new() };
        self.yaml.deny_unknown(&mut given, ANALYTICS, "analytics");
        let mut all = Vec::new();
        if let Some(node) = given.get("goatcounter") {
            all.extend(self.service(node, "goatcounter", GOATCOUNTER, None, |server, _| {
                Some(Analytics::GoatCounter { server })
            }));
        }
        if let Some(node) = given.get("plausible") {
            let server = Some("https://plausible.io");
            all.extend(self.service(node, "plausible", PLAUSIBLE, server, |server, id| {
                Some(Analytics::Plausible { server, site_id: id? })
            }));
        }
        if let Some(node) = given.get("umami") {
            let server = Some("https://cloud.umami.is");
            all.extend(self.service(node, "umami", UMAMI, server, |server, id| {
                Some(Analytics::Umami { server, site_id: id? })
            }));
        }
        all
    }

    fn service(
        &mut self,
        node: &Node,
        name: &str,
        known: &[Field],
        standard: Option<&str>,
        made: impl FnOnce(Url, Option<String>) -> Option<Analytics>,
    ) -> Option<Analytics> {
        let mut given = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&mut given, known, name);
        let is_given = given.get("server").is_some();
        let server = match standard.filter(|_| !is_given) {
            Some(standard) => Url::parse(standard).ok(),
            None if !is_given => self.needed(&given, node, "server", "where it is").and(None),
            None => self.checked(&given, "server", web_address, "write it with https://"),
        };
        let needs_id = known.iter().any(|field| field.name == "site_id");
        let id = match needs_id {
            true => self.needed(&given, node, "site_id", "what it calls this site"),
            false => None,
        };
        made(server?, id)
    }

    pub(super) fn comments(&mut self, fields: &Fields<'_>) -> Option<Giscus> {
        let mut given = self.map(fields, "comments")?;
        self.yaml.deny_unknown(&mut given, COMMENTS, "comments");
        let node = given.get("giscus")?;
        let mut fields = self.yaml.fields(node, "giscus")?;
        let known = ["repo", "repo_id", "category", "category_id"];
        self.yaml.deny_unknown(&mut fields, GISCUS, "giscus");
        let [repo, repo_id, category, category_id] =
            known.map(|name| self.needed(&fields, node, name, "as giscus.app gives it"));
        Some(Giscus {
            repo: repo?,
            repo_id: repo_id?,
            category: category?,
            category_id: category_id?,
        })
    }

    pub(super) fn content_policy(&mut self, fields: &Fields<'_>) -> Option<ContentPolicy> {
        let name = "content_security_policy";
        let node = fields.get(name)?;
        if node.value == Value::Bool(false) {
            return Some(ContentPolicy::None);
        }
        let mut given = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&mut given, DIRECTIVES, name);
        let mut more = Vec::new();
        for directive in DIRECTIVES.iter().map(|field| field.name) {
            let Some(node) = given.get(directive) else { continue };
            let mut sources = Vec::new();
            for (source, range) in self.yaml.texts(node, directive) {
                if source.is_empty() || source.contains([' ', ';', ',', '"', '<', '>', '&']) {
                    let message = format!("`{source}` is not one source");
                    let hint = "write each as an item of its own, such as `https://example.org`";
                    self.yaml.report(&range, message, hint);
                    continue;
                }
                sources.push(source);
            }
            more.push((directive.to_string(), sources));
        }
        Some(ContentPolicy::Own(more))
    }

    /// The map at `name`.
    fn map<'n>(&mut self, fields: &Fields<'n>, name: &str) -> Option<Fields<'n>> {
        self.yaml.fields(fields.get(name)?, name)
    }

    /// A text that has to be there.
    fn needed(
        &mut self,
        fields: &Fields<'_>,
        node: &Node,
        name: &str,
        what: &str,
    ) -> Option<String> {
        if fields.get(name).is_none() {
            let hint = format!("add `{name}:`, {what}");
            self.yaml.report(&node.range, format!("there is no `{name}`"), hint);
        }
        fields.get(name).and_then(|node| self.yaml.text(node, name))
    }
}

fn web_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| format!("`{text}` is not a web address"))
}

/// The way to share that is called so elsewhere.
fn share_meant_by(name: &str) -> Option<&'static str> {
    match &*name.to_lowercase() {
        "twitter" => Some("x"),
        "mail" | "e-mail" => Some("email"),
        "fb" => Some("facebook"),
        other => SHARES.iter().map(|(name, _)| *name).find(|name| *name == other),
    }
}

/// The path of a page that is named without one: `about`, `about.md`, `content/about.md`.
fn path_of_page(name: &str) -> Option<String> {
    let page = name.strip_prefix("content/").unwrap_or(name);
    let page = page.strip_suffix(".md").unwrap_or(page);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let path = format!("/{}/", page.trim_end_matches('/'));
    (!page.is_empty() && page.chars().all(is_plain)).then(|| SitePath::new(&path).map(|_| path))?
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn faults_are_told_with_their_places() {
        let source = "title: T\nbase_url: https://example.org/\n\
            theme: {colors: {accent: green, inc: '#fff'}, fonts: {text: mono}, logo: logo.svg}\n\
            menu: [{title: A, url: 'javascript:x'}, {url: /b/}, c]\n\
            footer: {profiles: [mastodon], txt: A}\n\
            share: [email, icq]\n\
            analytics: {goatcounter: {}, plausible: {server: a}, matomo: {}}\n\
            comments: {giscus: {repo: a/b}}\n\
            content_security_policy: {frame-src: ['https://a.example https://b.example'], object-src: []}\n";
        let faults: Vec<String> = parse(source).1.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "error: colors has no field `inc` (site.yaml:3:33)",
                "error: accent: `green` is not a colour (site.yaml:3:26)",
                "error: `text` cannot be `mono` (site.yaml:3:61)",
                "error: logo: `logo.svg` is not a path from the site's root (site.yaml:3:74)",
                "error: `javascript:x` is not an address (site.yaml:4:24)",
                "error: there is no `title` (site.yaml:4:41)",
                "error: `menu` has to be a map of `name: value` lines, and this is text (site.yaml:4:53)",
                "error: footer has no field `txt` (site.yaml:5:32)",
                "error: `mastodon` is not a web address (site.yaml:5:21)",
                "error: nothing can be shared by `icq` (site.yaml:6:16)",
                "error: analytics has no field `matomo` (site.yaml:7:54)",
                "error: there is no `server` (site.yaml:7:26)",
                "error: server: `a` is not a web address (site.yaml:7:50)",
                "error: there is no `site_id` (site.yaml:7:41)",
                "error: there is no `repo_id` (site.yaml:8:20)",
                "error: there is no `category` (site.yaml:8:20)",
                "error: there is no `category_id` (site.yaml:8:20)",
                "error: content_security_policy has no field `object-src` (site.yaml:9:79)",
                "error: `https://a.example https://b.example` is not one source (site.yaml:9:39)",
            ]
        );
    }
}
