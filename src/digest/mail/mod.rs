//! A digest as mail: HTML, text, and the message with both.

mod message;
mod plain;
mod styled;
mod wrap;

use tera::Value;

use super::apart::{Source, nodes};
use super::chosen::Digest;
use crate::html::tree::write;
use crate::language::direction::Direction;
use crate::render::views::DigestView;
use crate::render::{Rendered, Variables, appearance};
use crate::text::config::{ColorRole, DigestLength, Unsubscribe};
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
            let article = &story.briefing().article;
            let permalink = story.permalink();
            let source = Source { permalink: &permalink, words };
            let nodes = nodes(&article.html.read_or_nothing(), source);
            let styles = Styles::new(&accent, story.language().1);
            let html = write(&styles.of(nodes.clone(), &permalink));
            Bodies { html, text: plain(&nodes) }
        };
        self.in_order().map(body).collect()
    }

    /// The mail in which the first stories have these texts.
    fn mail_with(&self, bodies: &[Bodies], shortened: usize) -> Rendered<Mail> {
        let view = self.view(|_, story| {
            story.image = story.image.take().filter(|it| is_shown(&it.picture.media_type));
            if let Some(body) = bodies.get(story.number - 1) {
                story.is_whole = true;
                story.content = Value::safe_string(&body.html);
            }
        });
        let html = self.rendered(HTML, view)?;
        let html = self.filled_by_mailers(&html, Braces::AsReferences);
        let text = self.view(|_, story| {
            if let Some(body) = bodies.get(story.number - 1) {
                story.is_whole = true;
                story.text = body.text.clone();
            }
        });
        let text = self.rendered(TEXT, text)?;
        let text = self.filled_by_mailers(&wrapped(&text), Braces::Apart);
        Ok(Mail { html: html.into_bytes(), text: text.into_bytes(), shortened })
    }

    /// The same with nothing in it that a mailer would fill in, but for the link that it is asked
    /// for.
    fn filled_by_mailers(&self, rendered: &str, braces: Braces) -> String {
        let plain = for_mailers(rendered, braces);
        match &self.context.edition.settings.digest.unsubscribe {
            Some(Unsubscribe::By(mailer)) => plain.replace(PLACE, mailer.placeholder()),
            _ => plain,
        }
    }

    fn rendered(&self, template: &str, view: DigestView<'_>) -> Rendered<String> {
        // In text nothing is escaped.
        let unsubscribe = match &self.context.edition.settings.digest.unsubscribe {
            Some(Unsubscribe::By(_)) => Some(Value::safe_string(PLACE)),
            Some(Unsubscribe::At(url)) if template == TEXT => Some(Value::safe_string(url)),
            _ => view.unsubscribe.clone(),
        };
        let mut variables = Variables::new();
        variables.insert("digest", &DigestView { unsubscribe, ..view });
        let config = &self.context.site.config;
        let colour = |role| appearance::light(config, role).to_string();
        variables.insert("accent", &colour(ColorRole::Accent));
        let direction = Direction::of(&self.context.edition.settings.language);
        variables
            .insert("start", if direction == Direction::LeftToRight { "left" } else { "right" });
        let rendered = self.context.templates.render(template, &variables)?;
        Ok(String::from_utf8_lossy(&rendered).into_owned())
    }
}

/// What stands in the place of a link that a mailer fills in, until all else is there.
const PLACE: &str = "dateline-link-that-a-mailer-fills-in";

/// Whether mail programs show pictures of this type: Outlook shows neither WebP nor drawings
/// (<https://www.caniemail.com/features/image-webp/>, <https://www.caniemail.com/features/image-svg/>).
fn is_shown(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/gif")
}

/// How a brace is kept from meaning something to a program that sends mail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    AsReferences,
    Apart,
}

/// A text in which programs that send mail find nothing to fill in: what is written in a story is
/// no template, whether of listmonk, of Buttondown or of Mailchimp.
fn for_mailers(text: &str, braces: Braces) -> String {
    let (brace, bar, percent) = match braces {
        Braces::AsReferences => ("{&#123;", "*&#124;", "{&#37;"),
        // Nobody sees a word joiner.
        Braces::Apart => ("{\u{2060}{", "*\u{2060}|", "{\u{2060}%"),
    };
    text.replace("{{", brace).replace("*|", bar).replace("{%", percent)
}
