//! How the theme looks, and what a publisher adds to every page.

use jiff::Timestamp;
use url::Url;

use crate::text::date::Moment;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// How the theme looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Colours in the place of the theme's own, on a light page.
    pub colors: Vec<Color>,
    /// The same on a dark page.
    pub dark_colors: Vec<Color>,
    /// The kind of letters of headings.
    pub headings: Option<Face>,
    /// The kind of letters of texts.
    pub text: Option<Face>,
    /// A picture in the place of the site's name, from the site's root.
    pub logo: Option<Placed<SitePath>>,
}

/// A colour of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Color {
    /// What it is for.
    pub role: ColorRole,
    /// What it is.
    pub value: Placed<Rgb>,
}

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorRole {
    /// Text.
    Ink,
    /// Text of less weight.
    Soft,
    /// Thin lines.
    Rule,
    /// The page.
    Paper,
    /// Boxes.
    Tint,
    /// Links and marks.
    Accent,
}

impl ColorRole {
    /// All of them.
    pub const ALL: [ColorRole; 6] = [
        ColorRole::Ink,
        ColorRole::Soft,
        ColorRole::Rule,
        ColorRole::Paper,
        ColorRole::Tint,
        ColorRole::Accent,
    ];

    /// Its name in `site.yaml`, and in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            ColorRole::Ink => "ink",
            ColorRole::Soft => "soft",
            ColorRole::Rule => "rule",
            ColorRole::Paper => "paper",
            ColorRole::Tint => "tint",
            ColorRole::Accent => "accent",
        }
    }

    /// The theme's own on a light page.
    pub fn light(self) -> Rgb {
        Rgb::from(match self {
            ColorRole::Ink => 0x17_19_1d,
            ColorRole::Soft => 0x58_5e_67,
            ColorRole::Rule => 0xd8_d5_cd,
            ColorRole::Paper => 0xff_ff_ff,
            ColorRole::Tint => 0xf6_f4_ef,
            ColorRole::Accent => 0x9d_1b_1e,
        })
    }

    /// The theme's own on a dark page.
    pub fn dark(self) -> Rgb {
        Rgb::from(match self {
            ColorRole::Ink => 0xe7_e5_e0,
            ColorRole::Soft => 0xa5_a9_b0,
            ColorRole::Rule => 0x3a_3d_43,
            ColorRole::Paper => 0x15_17_1a,
            ColorRole::Tint => 0x21_24_29,
            ColorRole::Accent => 0xff_9a_8f,
        })
    }
}

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// Red, green and blue.
    pub channels: [u8; 3],
}

impl From<u32> for Rgb {
    fn from(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Rgb { channels: [red, green, blue] }
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.channels;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Rgb {
    /// Reads `#9d1b1e` or `#fff`.
    ///
    /// # Errors
    /// What else it is.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fault = || format!("`{text}` is not a colour");
        let digits = text.strip_prefix('#').ok_or_else(fault)?;
        let digits = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.to_string(),
        };
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(&digits, 16).ok().filter(|_| is_hex);
        number.map(Rgb::from).ok_or_else(fault)
    }

    /// How well letters of this colour are told from a background, from 1 to 21
    /// (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    pub fn contrast(self, background: Rgb) -> f64 {
        let (one, other) = (self.luminance(), background.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// A kind of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// With serifs.
    Serif,
    /// Without.
    Sans,
}

/// A link of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MenuLink {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub to: LinkTarget,
    /// It is not there before this.
    pub from: Option<Moment>,
    /// It is not there from this on.
    pub until: Option<Moment>,
}

impl MenuLink {
    /// Whether it is there at a moment.
    pub fn is_there(&self, instant: Timestamp) -> bool {
        let has_come = |moment: &Moment| moment.timestamp() <= instant;
        self.from.as_ref().is_none_or(has_come) && !self.until.as_ref().is_some_and(has_come)
    }

    /// When it comes or goes.
    pub fn changes(&self) -> impl Iterator<Item = Timestamp> {
        self.from.iter().chain(&self.until).map(Moment::timestamp)
    }
}

/// Where a link of a menu leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// To a page of the site.
    Page(SitePath),
    /// Elsewhere: a web address, or one of mail.
    Elsewhere(Url),
}

/// What the foot of every page has besides what the theme puts there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// A line of text.
    pub text: Option<String>,
    /// Links.
    pub links: Vec<MenuLink>,
    /// The publisher's own pages at social networks.
    pub profiles: Vec<Url>,
}

/// Where a reader can take a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// A mail.
    Email,
    /// <https://core.telegram.org/widgets/share>
    Telegram,
    /// <https://faq.whatsapp.com/5913398998672934>
    WhatsApp,
    /// <https://developers.facebook.com/docs/plugins/share-button>
    Facebook,
    /// <https://developer.x.com/en/docs/x-for-websites/tweet-button/guides/web-intent>
    X,
    /// <https://docs.bsky.app/docs/advanced-guides/intent-links>
    Bluesky,
    /// <https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/plugins/share-plugin>
    LinkedIn,
}

/// A service that counts readers by a script of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Analytics {
    /// <https://www.goatcounter.com/help/start>
    GoatCounter {
        /// Where it counts: `https://news.goatcounter.com`.
        server: Url,
    },
    /// <https://plausible.io/docs/plausible-script>
    Plausible {
        /// The domain, as Plausible has it.
        site_id: String,
        /// Where it is.
        server: Url,
    },
    /// <https://umami.is/docs/tracker-configuration>
    Umami {
        /// The website's id.
        site_id: String,
        /// Where it is.
        server: Url,
    },
}

/// Comments below stories, by giscus (<https://giscus.app>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giscus {
    /// The repository whose discussions they are: `owner/name`.
    pub repo: String,
    /// Its id.
    pub repo_id: String,
    /// The category of the discussions.
    pub category: String,
    /// Its id.
    pub category_id: String,
}

/// What a page may load and run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentPolicy {
    /// The site's own files, and what these settings need, and these sources besides,
    /// by the names of directives
    /// (<https://www.w3.org/TR/CSP3/#csp-directives>).
    Own(Vec<(String, Vec<String>)>),
    /// Anything.
    None,
}

impl Default for ContentPolicy {
    fn default() -> Self {
        ContentPolicy::Own(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Rgb::parse("#9d1b1e").unwrap().to_string(), "#9d1b1e");
        assert_eq!(Rgb::parse("#0fA").unwrap().to_string(), "#00ffaa");
        for wrong in ["9d1b1e", "#9d1b1", "#ggg", "red", "#+12345", "#ääá"] {
            assert!(Rgb::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Rgb::from(0), Rgb::from(0xff_ff_ff));
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        assert!((Rgb::from(0x77_77_77).contrast(white) - 4.478).abs() < 0.001);
    }

    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let style = crate::theme::static_file("style.css").unwrap();
        let style = String::from_utf8_lossy(style).replace("#fff,", "#ffffff,");
        for role in ColorRole::ALL {
            let (light, dark) = (role.light(), role.dark());
            let rule = format!("--{}:light-dark({light},{dark})", role.name());
            assert!(style.contains(&rule), "{rule}");
        }
    }
}
