//! A digest as mail: HTML, text, and the message with both.

mod braces;
mod message;
mod plain;
mod styled;
mod wrap;

use tera::Value;
use xxhash_rust::xxh3::xxh3_128;

use super::book::{ending, of_site};
use super::chosen::Digest;
use crate::html::tree::write;
use crate::language::direction::Direction;
use crate::render::apart::{Source, nodes};
use crate::render::views::DigestView;
use crate::render::{Rendered, Variables, appearance};
use crate::text::config::{ColorRole, DigestLength, Unsubscribe};
use braces::{Braces, for_mailers};
use plain::plain;
use styled::Styles;
use wrap::wrapped;

/// More bytes of HTML Gmail does not show: it cuts the mail there, and with it the way to
/// unsubscribe (<https://github.com/hteumeuleu/email-bugs/issues/41>).
pub const LARGEST_MAIL: usize = 102_400;

/// The templates.
const HTML: &str = "digest/mail.html";
const TEXT: &str = "digest/mail.txt";

/// A digest as mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The HTML.
    pub html: Vec<u8>,
    /// The text.
    pub text: Vec<u8>,
    /// How many stories were to be whole, and are summaries since the mail would be too large.
    pub shortened: usize,
}

impl Mail {
    /// Whether Gmail cuts it all the same.
    pub fn is_too_large(&self) -> bool {
        self.html.len() > LARGEST_MAIL
    }
}

/// The text of a story in both forms.
struct Bodies {
    html: String,
    text: String,
}

impl Digest<'_> {
    /// The mail. If it would be too large, stories become summaries: the last first, as many as it
    /// takes.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn mail(&self) -> Rendered<Mail> {
        let stories = self.stories();
        let bodies = match self.context.edition.settings.digest.length {
            DigestLength::Summaries => Vec::new(),
            DigestLength::Whole => self.bodies(),
        };
        let mut whole = bodies.len();
        loop {
            let mail = self.mail_with(&bodies[..whole], bodies.len() - whole)?;
            let over = mail.html.len().saturating_sub(LARGEST_MAIL);
            if over == 0 || whole == 0 {
                debug_assert!(whole <= stories);
                return Ok(mail);
            }
            // As many as take away what is too much, and at least one.
            let mut gained = 0;
            while whole > 0 && gained <= over {
                whole -= 1;
                gained += bodies[whole].html.len();
            }
        }
    }

    fn bodies(&self) -> Vec<Bodies> {
        let config = &self.context.site.config;
        let accent = appearance::light(config, ColorRole::Accent).to_string();
        let words = &self.context.edition.settings.words;
        let body = |story: crate::render::StoryView<'_>| {
            let permalink = story.permalink();
            let source = Source { permalink: &permalink, words };
            let nodes = nodes(&story.text_apart(), source);
            let is_shown = |src: &str| self.is_shown(src);
            let styles = Styles::new(&accent, story.language().1, &is_shown);
            let html = write(&styles.of(nodes.clone(), &permalink));
            Bodies { html, text: plain(&nodes) }
        };
        self.in_order().map(body).collect()
    }

    /// The mail in which the first stories have these texts.
    fn mail_with(&self, bodies: &[Bodies], shortened: usize) -> Rendered<Mail> {
        let view = self.view(|_, story| {
            if let Some(image) = &mut story.image {
                image.is_shown = self.is_shown(&image.picture.url);
            }
            if let Some(body) = bodies.get(story.number - 1) {
                story.is_whole = true;
                story.content = Value::safe_string(&body.html);
            }
        });
        let html = self.rendered(HTML, view, Braces::AsReferences)?;
        let text = self.view(|_, story| {
            if let Some(body) = bodies.get(story.number - 1) {
                story.is_whole = true;
                story.text = body.text.clone();
            }
        });
        let text = self.rendered(TEXT, text, Braces::Apart)?;
        Ok(Mail { html: html.into_bytes(), text: text.into_bytes(), shortened })
    }

    /// Whether mail programs show the picture at that address: of the site, since another host would
    /// see who reads, and of a kind that Outlook knows, which shows neither WebP nor drawings
    /// (<https://www.caniemail.com/features/image-webp/>, <https://www.caniemail.com/features/image-svg/>).
    fn is_shown(&self, src: &str) -> bool {
        of_site(src, self).is_some_and(|(path, _)| ending(path.as_str()).is_some())
    }

    /// A mail by a template, with nothing in it that a mailer would fill in, but for the link that it
    /// is asked for.
    fn rendered(&self, template: &str, view: DigestView<'_>, braces: Braces) -> Rendered<String> {
        let unsubscribe = self.context.edition.settings.digest.unsubscribe.as_ref();
        let place = place_of_link(&view);
        // In text nothing is escaped.
        let shown = match unsubscribe {
            Some(Unsubscribe::By(_)) => Some(Value::safe_string(&place)),
            Some(Unsubscribe::At(url)) if template == TEXT => Some(Value::safe_string(url)),
            _ => view.unsubscribe.clone(),
        };
        let mut variables = Variables::new();
        variables.insert("digest", &DigestView { unsubscribe: shown, ..view });
        let config = &self.context.site.config;
        let colour = |role| appearance::light(config, role).to_string();
        variables.insert("accent", &colour(ColorRole::Accent));
        let direction = Direction::of(&self.context.edition.settings.language);
        variables
            .insert("start", if direction == Direction::LeftToRight { "left" } else { "right" });
        let rendered = self.context.templates.render(template, &variables)?;
        let rendered = String::from_utf8_lossy(&rendered);
        let rendered = match braces {
            Braces::AsReferences => for_mailers(&rendered, braces),
            Braces::Apart => for_mailers(&wrapped(&rendered), braces),
        };
        Ok(match unsubscribe {
            Some(Unsubscribe::By(mailer)) => rendered.replace(&place, mailer.placeholder()),
            _ => rendered,
        })
    }
}

/// What stands in the place of a link that a mailer fills in, until all else is there. It follows
/// from all that the digest says, so that nothing in it can say the same.
fn place_of_link(view: &DigestView<'_>) -> String {
    let all = serde_json::to_vec(view).unwrap_or_default();
    format!("dateline-link-{:032x}", xxh3_128(&all))
}
