//! What stands on another site and is shown in a story: a video, a post, a map, a document.
//! Which addresses these are, and which address a frame of one has.

mod map;
mod pattern;
mod providers;

use url::Url;

use crate::formats::media::clock;
use pattern::fits;
pub use pattern::{Pattern, filled};
use providers::{KNOWN, SHORT};

/// The form of what a frame shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A film: 16 to 9.
    #[default]
    Wide,
    /// A post or a page: higher than it is wide.
    Tall,
    /// Something to be heard.
    Low,
}

impl Shape {
    /// The names, as settings have them.
    pub const NAMES: [(&'static str, Shape); 3] =
        [("wide", Shape::Wide), ("tall", Shape::Tall), ("low", Shape::Low)];

    /// What it is called.
    pub fn name(self) -> &'static str {
        Shape::NAMES.iter().find(|(_, shape)| *shape == self).map_or("wide", |(name, _)| name)
    }
}

/// A provider that a site names in its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What readers know it by.
    pub name: String,
    /// The addresses of its pages: `https://video.example/w/{id}`.
    pub address: String,
    /// The address of a frame.
    pub frame: String,
    /// Its form.
    pub shape: Shape,
}

/// What is shown of another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// The provider's name.
    pub provider: String,
    /// Where it stands, as it is linked to.
    pub address: String,
    /// The address of the frame.
    pub frame: String,
    /// Its form.
    pub shape: Shape,
}

impl Embed {
    /// What a page has to allow to show it: `https://player.vimeo.com`.
    pub fn origin(&self) -> String {
        let end = self.frame["https://".len()..].find('/').unwrap_or(0);
        self.frame[.."https://".len() + end].to_string()
    }
}

/// All providers of a site.
#[derive(Clone, Debug, Default)]
pub struct Providers {
    all: Vec<Ready>,
}

#[derive(Clone, Debug)]
struct Ready {
    name: String,
    /// The first is the one that is written.
    patterns: Vec<(Pattern, String)>,
    frame: String,
    shape: Shape,
    has_numbers: bool,
}

impl Ready {
    fn find(&self, url: &Url) -> Option<pattern::Found> {
        let found = self.patterns.iter().find_map(|(pattern, _)| pattern.find(url))?;
        let is_number = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit());
        let are_right = found.iter().all(|(name, value)| name != "id" || is_number(value));
        (are_right || !self.has_numbers).then_some(found)
    }
}

impl Providers {
    /// Those of the table, and before them those of a site.
    pub fn with(own: &[Provider]) -> Self {
        let patterns = |addresses: &[&str]| {
            let ready = |it: &&str| Some((Pattern::read(it).ok()?, it.to_string()));
            addresses.iter().filter_map(ready).collect()
        };
        let own = own.iter().map(|it| Ready {
            name: it.name.clone(),
            patterns: patterns(&[&it.address]),
            frame: it.frame.clone(),
            shape: it.shape,
            has_numbers: false,
        });
        let known = KNOWN.iter().map(|it| Ready {
            name: it.name.into(),
            patterns: patterns(it.addresses),
            frame: it.frame.into(),
            shape: it.shape,
            has_numbers: it.has_numbers,
        });
        Providers { all: own.chain(known).collect() }
    }

    /// What stands at an address, if it is one of a provider. One with a user's name, a port or
    /// without encryption is none.
    pub fn find(&self, address: &str) -> Option<Embed> {
        let url = Url::parse(address).ok()?;
        let is_plain = matches!(url.scheme(), "https" | "http")
            && url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none();
        if !is_plain {
            return None;
        }
        let of_table = self.all.iter().find_map(|provider| {
            let found = provider.find(&url)?;
            let first = provider.patterns.iter().map(|(pattern, text)| (pattern, text)).find(
                |(pattern, _)| pattern.places().all(|it| found.iter().any(|(name, _)| name == it)),
            );
            Some(Embed {
                provider: provider.name.clone(),
                address: first.map_or(url.to_string(), |(_, text)| filled(text, &found)),
                frame: filled(&provider.frame, &found),
                shape: provider.shape,
            })
        });
        of_table.or_else(|| map::find(&url))
    }

    /// The provider of an address that leads to what is shown and does not say what that is.
    pub fn of_short(&self, address: &str) -> Option<&'static str> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let is_it = |(start, _): &&(&str, &str)| {
            rest.strip_prefix(start).is_some_and(|rest| !rest.trim_matches('/').is_empty())
        };
        SHORT.iter().find(is_it).filter(|_| self.find(address).is_none()).map(|(_, name)| *name)
    }

    /// Whether an address is that of a frame of a provider.
    pub fn is_frame(&self, address: &str) -> bool {
        map::is_frame(address) || self.all.iter().any(|provider| fits(&provider.frame, address))
    }
}

/// A moment of a film or a talk as people say it: `1:30` for `90` or `90s`, `1:30:00` for `5400`.
pub fn of_a_clock(moment: &str) -> String {
    match moment.trim_end_matches('s').parse::<u64>() {
        Ok(seconds) => clock(seconds),
        Err(_) => moment.into(),
    }
}

#[cfg(test)]
mod tests;
