//! `site.webmanifest` (<https://www.w3.org/TR/appmanifest/>): what a device needs to
//! know to put the site beside its programs.

use serde::Serialize;

use super::context::Context;
use super::shared::appearance::light;
use super::shared::icons::{self, Icon};
use crate::language::direction::Direction;
use crate::site::Asset;
use crate::text::config::ColorRole;
use crate::theme;
use crate::url::SitePath;

/// The theme's style sheet.
const STYLE: &str = "/style.css";

#[derive(Serialize)]
struct Manifest<'a> {
    name: &'a str,
    /// The device itself cuts what is too long for its screen.
    short_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    lang: String,
    dir: &'static str,
    /// What tells the site from others on the same host.
    id: &'a str,
    start_url: &'a str,
    scope: &'a str,
    /// Pages have no buttons of their own to go back and to reload.
    display: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    background_color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme_color: Option<String>,
    icons: Vec<IconView>,
}

#[derive(Serialize)]
struct IconView {
    src: String,
    #[serde(rename = "type")]
    media_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sizes: Option<&'static str>,
}

/// The bytes of the manifest.
pub fn manifest(context: Context<'_>) -> Vec<u8> {
    let Context { site, edition, .. } = context;
    let (config, settings) = (&site.config, &edition.settings);
    let home = config.base_url.href(edition.index.paths.home());
    // Another style has other colours, which nobody knows here.
    let is_theme = SitePath::new(STYLE).is_some_and(|path| {
        let theme = theme::static_file(STYLE.trim_start_matches('/'));
        let theme = theme.and_then(|bytes| Asset::new(&path, bytes));
        site.assets.get(&path) == theme.as_ref()
    });
    let color = |role| is_theme.then(|| light(config, role).to_string());
    let icon = |Icon { path, media_type, sizes }: Icon| IconView {
        src: config.base_url.href(&path),
        media_type,
        sizes,
    };
    let manifest = Manifest {
        name: &settings.title,
        short_name: &settings.title,
        description: settings.tagline.as_deref(),
        lang: settings.language.to_string(),
        dir: Direction::of(&settings.language).name(),
        id: &home,
        start_url: &home,
        scope: &home,
        display: "minimal-ui",
        background_color: color(ColorRole::Paper),
        theme_color: color(ColorRole::Accent),
        icons: icons::of_manifest(site).map(icon).collect(),
    };
    // Strings and lists can always be written.
    serde_json::to_vec(&manifest).unwrap_or_default()
}
