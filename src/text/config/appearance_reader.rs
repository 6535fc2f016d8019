//! From YAML to how the theme looks, and to what a publisher adds to every page.

use url::Url;

use super::appearance_fields::{
    ANALYTICS, COLORS, COMMENTS, DIRECTIVES, FONTS, FOOTER, GISCUS, GOATCOUNTER, LINK, PLAUSIBLE,
    THEME, UMAMI,
};
use super::reader::Reader;
use super::{
    Analytics, Color, ColorRole, ContentPolicy, Face, Footer, Giscus, LinkTarget, MenuLink, Rgb,
    Share, Theme, capitalized,
};
use crate::slug::{Letters, slug_for_new_file};
use crate::text::date::{self, Moment};
use crate::text::fields::Field;
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value, in_quotes};
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
        let Some(given) = self.map(fields, "theme") else { return Theme::default() };
        self.yaml.deny_unknown(&given, THEME, "theme");
        let colors = self.colors(&given, "colors");
        let dark_colors = self.colors(&given, "dark_colors");
        let (mut headings, mut text) = (None, None);
        if let Some(fonts) = self.map(&given, "fonts") {
            self.yaml.deny_unknown(&fonts, FONTS, "theme.fonts");
            headings = self.choice(&fonts, "headings", &FACES);
            text = self.choice(&fonts, "text", &FACES);
        }
        let logo = self.file(&given, "logo");
        Theme { colors, dark_colors, headings, text, logo }
    }

    fn colors(&mut self, fields: &Fields<'_>, name: &str) -> Vec<Color> {
        let Some(given) = self.map(fields, name) else { return Vec::new() };
        self.yaml.deny_unknown(&given, COLORS, name);
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

    pub(super) fn menu(&mut self, fields: &Fields<'_>, name: &str) -> Vec<MenuLink> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        if let Value::Text(names) = &node.value {
            let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            let links: Vec<String> = names.map(link_to).collect();
            let line = self.yaml.line_with(node, &format!("[{}]", links.join(", ")));
            let message = format!("`{name}` has to be a list, and this is text");
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return Vec::new();
        }
        let items = self.yaml.list(node, name).iter();
        items.filter_map(|item| self.menu_link(item, name)).collect()
    }

    fn menu_link(&mut self, node: &Node, name: &str) -> Option<MenuLink> {
        if let Some((title, url)) = name_and_target(node) {
            let message = format!("{name}: a name and where it leads are written with their names");
            let link = format!("{{title: {}, url: {}}}", written(title), written(url));
            self.yaml.report(&node.range, message, format!("write `{link}`"));
            return None;
        }
        if let Value::Text(title) = &node.value {
            let message =
                format!("`{name}` has to be a map of `name: value` lines, and this is text");
            self.yaml.report(&node.range, message, format!("write `{}`", link_to(title)));
            return None;
        }
        let fields = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&fields, LINK, name);
        let title = self.needed(&fields, node, "title", "what it says");
        let url = self.needed(&fields, node, "url", "where it leads");
        let (title, url) = (title?, url?);
        let place = fields.get("url").map_or(&node.range, |node| &node.range);
        let to = match SitePath::new(&url) {
            Some(path) => LinkTarget::Page(path),
            None => match Url::parse(&url) {
                Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto" | "tel") => {
                    LinkTarget::Elsewhere(url)
                }
                _ => {
                    let message = format!("`{url}` is not an address");
                    let hint = "write a path such as `/about/`, or a web address with https://";
                    self.yaml.report(place, message, hint);
                    return None;
                }
            },
        };
        let (from, until) = (self.moment(&fields, "from"), self.moment(&fields, "until"));
        if let (Some(from), Some(until), Some(node)) = (&from, &until, fields.get("until"))
            && until.timestamp() <= from.timestamp()
        {
            let message = "`until` is not after `from`: readers never see this link";
            self.yaml.report(&node.range, message, "correct the one that is wrong");
        }
        Some(MenuLink { title, to, from, until })
    }

    /// A moment in the time zone of the site.
    fn moment(&mut self, fields: &Fields<'_>, name: &str) -> Option<Moment> {
        let node = fields.get(name)?;
        let text = self.yaml.text(node, name)?;
        let moment = date::parse(&text, &self.zone);
        moment
            .map_err(|message| {
                let hint = date::remedy(&text, |date| self.yaml.line_with(node, date));
                self.yaml.report(&node.range, format!("{name}: {message}"), hint);
            })
            .ok()
    }

    pub(super) fn footer(&mut self, fields: &Fields<'_>) -> Footer {
        if let Some(node) = fields.get("footer")
            && let Value::Text(text) = &node.value
        {
            let line = self.yaml.line_with(node, &format!("{{text: {}}}", in_quotes(text)));
            let message = "`footer` has to be a map of `name: value` lines, and this is text";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return Footer::default();
        }
        let Some(given) = self.map(fields, "footer") else { return Footer::default() };
        self.yaml.deny_unknown(&given, FOOTER, "footer");
        let text = self.text(&given, "text");
        let links = self.menu(&given, "links");
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
        let mut shares = Vec::new();
        for (name, range) in self.yaml.texts(node, "share") {
            match SHARES.iter().find(|(known, _)| *known == name) {
                Some((_, share)) => shares.push(*share),
                None => {
                    let names = SHARES.map(|(name, _)| format!("`{name}`")).join(", ");
                    let meant = match &*name.to_lowercase() {
                        "twitter" => Some("x"),
                        "mail" | "e-mail" => Some("email"),
                        "fb" => Some("facebook"),
                        other => SHARES.iter().map(|(name, _)| *name).find(|name| *name == other),
                    };
                    let hint = match meant {
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
        let Some(given) = self.map(fields, "analytics") else { return Vec::new() };
        self.yaml.deny_unknown(&given, ANALYTICS, "analytics");
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
        let given = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&given, known, name);
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
        let given = self.map(fields, "comments")?;
        self.yaml.deny_unknown(&given, COMMENTS, "comments");
        let node = given.get("giscus")?;
        let fields = self.yaml.fields(node, "giscus")?;
        let known = ["repo", "repo_id", "category", "category_id"];
        self.yaml.deny_unknown(&fields, GISCUS, "giscus");
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
        let given = self.yaml.fields(node, name)?;
        self.yaml.deny_unknown(&given, DIRECTIVES, name);
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
        self.text(fields, name)
    }
}

/// What `About: /about/` says.
fn name_and_target(node: &Node) -> Option<(&str, &str)> {
    let Value::Map(entries) = &node.value else { return None };
    let [(Node { value: Value::Text(title), .. }, Node { value: Value::Text(url), .. })] =
        entries.as_slice()
    else {
        return None;
    };
    let is_field = LINK.iter().any(|field| field.name == title);
    (!is_field && (url.starts_with('/') || url.contains("://"))).then_some((title, url))
}

/// A link of this name, most likely to a page of it; or to this address.
fn link_to(name: &str) -> String {
    let last = |path: &str| path.rsplit('/').find(|part| !part.is_empty()).map(String::from);
    let (title, url) = match (name.strip_prefix('/'), name.split_once("://")) {
        (Some(path), _) => (capitalized(&last(path).unwrap_or_default()), name.to_string()),
        (_, Some((_, address))) => {
            (address.split('/').next().unwrap_or_default().to_string(), name.to_string())
        }
        _ => {
            let slug = slug_for_new_file(name, Letters::default());
            (name.to_string(), format!("/{}/", slug.unwrap_or_else(|| "…".into())))
        }
    };
    format!("{{title: {}, url: {}}}", written(&title), written(&url))
}

/// A text within braces.
fn written(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " /-._".contains(c);
    match text.chars().all(is_plain) {
        true => text.into(),
        false => in_quotes(text),
    }
}

fn web_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| format!("`{text}` is not a web address"))
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
