//! What is wrong with a page by itself.

use std::collections::{HashMap, HashSet};

use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use super::Verdict;
use super::links::{Addresses, Target};
use super::scan::{Picture, Seen, scan};
use crate::diagnostic::Severity;
use crate::html::UrlUse;
use crate::render::Policy;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// What a page has, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Hashes of its ids, in order.
    pub ids: Vec<u64>,
    /// What can be said to be wrong without a look at other pages.
    pub faults: Vec<Fault>,
    /// The places in other pages that it links to.
    pub anchors: Vec<Anchor>,
    /// The pictures of the site that it shows at a size that it names.
    pub sized: Vec<Sized>,
    /// The addresses of other sites that it links to, each also as it is written.
    pub elsewhere: Vec<(String, String)>,
}

/// A link to a place in a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Anchor {
    /// As it is written.
    pub href: String,
    /// The page.
    pub path: SitePath,
    /// The id.
    pub id: String,
}

impl Anchor {
    /// Whether its page has the id.
    pub(super) fn is_in(&self, ids: &HashMap<&SitePath, &[u64]>) -> bool {
        let ids = ids.get(&self.path);
        // What is no page has no ids that could be looked for.
        ids.is_none_or(|ids| ids.binary_search(&hash(&self.id)).is_ok())
    }
}

/// A picture with a width and a height, in CSS pixels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sized {
    /// As it is written.
    pub src: String,
    /// The picture.
    pub path: SitePath,
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

impl Sized {
    /// What is wrong if the file has `actual` pixels: a browser keeps a place of the
    /// wrong shape for it, or stretches it.
    pub(super) fn fault(&self, actual: Option<&Dimensions>) -> Option<Fault> {
        let actual = actual?;
        // What either is off by when it was rounded to whole pixels.
        const ROUNDED: f64 = 0.02;
        let shape = |width: f64, height: f64| width / height;
        let named = shape(self.width.into(), self.height.into());
        let off = named / shape(f64::from(actual.width), f64::from(actual.height)) - 1.0;
        let is_off = off.abs() > ROUNDED && !self.is_rounded(*actual);
        is_off.then(|| Fault::Shape(self.clone(), *actual))
    }

    /// Whether a side of the file is what it has to be beside the other, to the pixel: of one that
    /// is very long or very high, rounding makes another shape.
    fn is_rounded(&self, actual: Dimensions) -> bool {
        let side = |own: u32, other: u32, actual_other: u32| {
            (f64::from(own) / f64::from(other) * f64::from(actual_other)).round().max(1.0)
        };
        f64::from(actual.height) == side(self.height, self.width, actual.width)
            || f64::from(actual.width) == side(self.width, self.height, actual.height)
    }
}

/// Something wrong with a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fault {
    /// A link that leads nowhere, as it is written, and the path.
    Link(String, String),
    /// A link to a place that its page does not have.
    Anchor(Anchor),
    /// A link that does not respect the base path.
    BasePath(String),
    /// Something loaded without encryption.
    Mixed(String),
    /// A picture without `alt`.
    NoAlt(String),
    /// A picture whose `alt` is empty; right for decoration.
    EmptyAlt(String),
    /// A picture whose `alt` says nothing of it, and what that is.
    NoDescription(String, String),
    /// A picture whose width and height are not those of its file.
    Shape(Sized, Dimensions),
    /// An id that was there before.
    Twice(String),
    /// A heading of the second level follows one of the first.
    Skipped(u8, u8),
    /// What the policy of the page stops: in words, and how it begins.
    Stopped(&'static str, String),
    /// What the policy of the page stops from being loaded: by which directive, its address as it is
    /// written, and the source that would allow it.
    Blocked(&'static str, String, String),
    /// A link to another site, as it is written, and what came of asking for it.
    Elsewhere(String, Verdict),
}

impl Fault {
    /// How grave it is.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Fault::Link(..)
            | Fault::Anchor(_)
            | Fault::BasePath(_)
            | Fault::Mixed(_)
            | Fault::Twice(_)
            | Fault::Stopped(..)
            | Fault::Blocked(..) => Severity::Error,
            Fault::NoAlt(_)
            | Fault::EmptyAlt(_)
            | Fault::NoDescription(..)
            | Fault::Shape(..)
            | Fault::Skipped(..) => Severity::Warning,
            Fault::Elsewhere(_, verdict) => verdict.severity,
        }
    }

    /// Whether it is a link, or something else that has an address.
    pub(super) fn is_link(&self) -> bool {
        matches!(
            self,
            Fault::Link(..)
                | Fault::Anchor(_)
                | Fault::BasePath(_)
                | Fault::Mixed(_)
                | Fault::Blocked(..)
                | Fault::Elsewhere(..)
        )
    }

    /// Whether it is of an `img`.
    pub(super) fn is_of_picture(&self) -> bool {
        matches!(
            self,
            Fault::NoAlt(_) | Fault::EmptyAlt(_) | Fault::NoDescription(..) | Fault::Shape(..)
        )
    }

    /// What is the same where the same words of a template lead to other paths from
    /// other pages.
    pub(super) fn as_written(&self) -> Fault {
        match self {
            Fault::Link(href, _) => Fault::Link(href.clone(), String::new()),
            Fault::Anchor(Anchor { href, .. }) => Fault::Anchor(Anchor {
                href: href.clone(),
                path: SitePath::root(),
                id: String::new(),
            }),
            other => other.clone(),
        }
    }
}

impl Read {
    /// Reads the page at `path`.
    pub(super) fn of(
        html: &[u8],
        path: &SitePath,
        addresses: &Addresses<'_>,
        policy: Option<&Policy>,
    ) -> Self {
        let mut read = Read::default();
        let mut ids: Vec<(u64, String)> = Vec::new();
        let mut level = 0;
        let mut seen_links: HashSet<u64, ahash::RandomState> = HashSet::default();
        scan(&String::from_utf8_lossy(html), |seen, _| match seen {
            Seen::Id(id) => ids.push((hash(id), id.to_string())),
            Seen::Heading(next) => {
                if next > level + 1 {
                    read.faults.push(Fault::Skipped(level, next));
                }
                level = next;
            }
            Seen::Picture(picture) => {
                read.faults.extend(without_words(picture));
                read.sized.extend(sized(picture, path, addresses));
            }
            Seen::Script(_) | Seen::Style(_) | Seen::Attribute(_) => {
                read.faults.extend(policy.and_then(|policy| stopped(seen, policy)));
            }
            Seen::Needs(directive, href) => {
                read.faults.extend(policy.and_then(|policy| {
                    blocked(directive, href, &addresses.url(path, href)?, addresses.own()?, policy)
                }));
            }
            Seen::Link(_, href) if !seen_links.insert(hash(href)) => {}
            Seen::Link(used, href) => read.link(used, href, path, addresses),
        });
        read.take_ids(ids, path);
        read
    }

    fn link(&mut self, used: UrlUse, href: &str, page: &SitePath, addresses: &Addresses<'_>) {
        match addresses.target(page, href) {
            Target::Nothing => {}
            Target::BesideBase => self.faults.push(Fault::BasePath(href.into())),
            Target::Elsewhere(url) => {
                let is_plain = url.scheme() == "http";
                if used == UrlUse::Load && is_plain && addresses.is_encrypted() {
                    self.faults.push(Fault::Mixed(href.into()));
                }
                self.elsewhere.push((url.into(), href.into()));
            }
            Target::Here { path, anchor } => match (addresses.served(&path), anchor) {
                (Some(path), Some(id)) if !addresses.is_redirect(&path) => {
                    self.anchors.push(Anchor { href: href.into(), path, id });
                }
                (Some(_), _) => {}
                (None, _) if addresses.has(&path) => {}
                (None, _) => self.faults.push(Fault::Link(href.into(), path)),
            },
        }
    }

    /// Keeps the ids, and looks for those that this page itself links to.
    fn take_ids(&mut self, mut ids: Vec<(u64, String)>, page: &SitePath) {
        ids.sort_unstable();
        for pair in ids.chunk_by(|one, next| one.0 == next.0).filter(|same| same.len() > 1) {
            self.faults.push(Fault::Twice(pair[0].1.clone()));
        }
        self.ids = ids.into_iter().map(|(hash, _)| hash).collect();
        let page = page.file_key();
        let ids = &self.ids;
        self.anchors
            .retain(|anchor| anchor.path != page || ids.binary_search(&hash(&anchor.id)).is_err());
    }
}

/// What the policy of a page stops of what stands in it.
fn stopped(seen: Seen<'_>, policy: &Policy) -> Option<Fault> {
    let what = match seen {
        Seen::Script(text) if !policy.allows_script(text) => "script",
        Seen::Style(text) if !policy.allows_style(text) => "style sheet",
        Seen::Attribute("style") if !policy.allows_attributes("style-src") => "style",
        Seen::Attribute(name) if name != "style" && !policy.allows_attributes("script-src") => {
            "handler"
        }
        _ => return None,
    };
    Some(Fault::Stopped(what, beginning(seen)?))
}

/// What the policy of a page of the site at `own` stops from being loaded.
fn blocked(
    directive: &'static str,
    href: &str,
    url: &Url,
    own: &Url,
    policy: &Policy,
) -> Option<Fault> {
    if policy.allows(directive, url, own) {
        return None;
    }
    let source = match url.origin() == own.origin() {
        true => "\"'self'\"".to_string(),
        false => url.origin().ascii_serialization(),
    };
    Some(Fault::Blocked(directive, href.into(), source))
}

/// How something that is run begins, by which it is found where it was written.
pub(super) fn beginning(seen: Seen<'_>) -> Option<String> {
    match seen {
        Seen::Script(text) | Seen::Style(text) => {
            Some(text.trim().lines().next().unwrap_or_default().to_string())
        }
        Seen::Attribute(name) => Some(format!("{name}=")),
        _ => None,
    }
}

/// Whether an `alt` is none: the name of a file, the word for a picture, or signs alone
/// (<https://www.w3.org/WAI/WCAG22/Techniques/failures/F30>).
pub(super) fn is_no_description(alt: &str) -> bool {
    const ENDINGS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".heic"];
    const CAMERAS: [&str; 7] = ["img_", "img-", "dsc", "dscf", "pxl_", "dji_", "gopr"];
    const WORDS: [&str; 30] = [
        "image",
        "picture",
        "photo",
        "photograph",
        "graphic",
        "img",
        "pic",
        "spacer",
        "bild",
        "foto",
        "grafik",
        "imagen",
        "immagine",
        "imagem",
        "afbeelding",
        "zdjęcie",
        "obraz",
        "resim",
        "fotoğraf",
        "фото",
        "фотография",
        "изображение",
        "картинка",
        "зображення",
        "նկար",
        "լուսանկար",
        "صورة",
        "תמונה",
        "写真",
        "图片",
    ];
    let lower = alt.trim().to_lowercase();
    let is_word = !lower.contains(char::is_whitespace);
    let is_of_camera = || {
        let number = CAMERAS.iter().find_map(|start| lower.strip_prefix(start));
        number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    !lower.is_empty()
        && (lower.chars().all(|c| c.is_ascii_punctuation() || matches!(c, '–' | '—' | '…'))
            || WORDS.contains(&&*lower)
            || is_word && (ENDINGS.iter().any(|it| lower.ends_with(it)) || is_of_camera()))
}

fn without_words(picture: Picture<'_>) -> Option<Fault> {
    match picture.alt.map(str::trim) {
        None => Some(Fault::NoAlt(picture.src.into())),
        Some("") => Some(Fault::EmptyAlt(picture.src.into())),
        Some(alt) => {
            is_no_description(alt).then(|| Fault::NoDescription(picture.src.into(), alt.into()))
        }
    }
}

/// The size that a page names for a picture of the site, if it names one.
fn sized(picture: Picture<'_>, page: &SitePath, addresses: &Addresses<'_>) -> Option<Sized> {
    let (width, height) = picture.size()?;
    let Target::Here { path, .. } = addresses.target(page, picture.src) else { return None };
    let path = addresses.served(&path)?;
    Some(Sized { src: picture.src.into(), path, width, height })
}

fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_no_description;

    #[test]
    fn the_name_of_a_file_or_of_a_kind_describes_no_picture() {
        for alt in [
            "IMG_2034.JPG",
            "IMG_2034",
            "gauge.png",
            "image",
            "Photo",
            "Bild",
            "ФОТО",
            "写真",
            "-",
            "…",
            "***",
            "DSC01234",
            "dji_0012",
        ] {
            assert!(is_no_description(alt), "{alt}");
        }
        for alt in [
            "",
            "A gauge",
            "The image of a saint",
            "a",
            "12",
            "The file gauge.png",
            "→",
            "😀",
            "IMG",
            "Photographer",
            "DSC Arena",
            "№ 5",
        ] {
            // `IMG` is the word in HTML.
            assert_eq!(is_no_description(alt), alt == "IMG", "{alt}");
        }
    }
}
