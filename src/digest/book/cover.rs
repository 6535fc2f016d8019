//! The cover of a book: drawn as cards are, and higher.

use dateline_pictures::{Fonts, Room, Size, Style, drawing};

use super::super::chosen::Digest;
use crate::language::direction::Direction;
use crate::render::apart::escape;
use crate::render::appearance;
use crate::text::config::ColorRole;

/// Two by three, as most readers show covers.
const COVER: Size = Size { width: 1200, height: 1800 };

/// How far texts are from the sides.
const SIDE: f32 = 100.0;

impl Digest<'_> {
    /// The cover, as PNG. A text that no font can draw whole is not on it: readers show the title
    /// beside it.
    ///
    /// # Errors
    /// What is wrong with the fonts.
    pub fn cover(&self) -> Result<Vec<u8>, String> {
        let built_in = || Fonts::new(Fonts::built_in());
        let kit = self.context.site.card_kit.as_ref().map(|kit| kit.fonts.clone());
        let fonts = kit.map_or_else(built_in, Ok).map_err(|fault| fault.to_string())?;
        drawing(&self.cover_svg(&fonts), &fonts, COVER).map_err(|fault| fault.to_string())
    }

    fn cover_svg(&self, fonts: &Fonts) -> String {
        let config = &self.context.site.config;
        let colour = |role| appearance::light(config, role).to_string();
        let Size { width, height } = COVER;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             font-weight=\"700\" text-anchor=\"{}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n\
             <rect width=\"{width}\" height=\"40\" fill=\"{}\"/>\n",
            match self.direction() {
                Direction::LeftToRight => "start",
                Direction::RightToLeft => "end",
            },
            colour(ColorRole::Paper),
            colour(ColorRole::Accent),
        );
        let name = self.name();
        self.text(
            self.title(),
            fonts,
            (150.0, 480.0),
            (110.0, 60.0),
            &colour(ColorRole::Ink),
            &mut svg,
        );
        self.text(&name, fonts, (680.0, 300.0), (80.0, 48.0), &colour(ColorRole::Accent), &mut svg);
        let mut top = 1060.0;
        for (title, _) in self.contents().into_iter().take(8) {
            self.text(title, fonts, (top, 60.0), (44.0, 30.0), &colour(ColorRole::Soft), &mut svg);
            top += 76.0;
        }
        svg + "</svg>\n"
    }

    fn direction(&self) -> Direction {
        Direction::of(&self.context.edition.settings.language)
    }

    /// A text in a room of the cover: from its top on, and so high; in letters from so large to so
    /// small.
    fn text(
        &self,
        text: &str,
        fonts: &Fonts,
        (top, height): (f32, f32),
        (size, least): (f32, f32),
        colour: &str,
        svg: &mut String,
    ) {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if !fonts.missing(&text).is_empty() {
            return;
        }
        #[allow(clippy::cast_precision_loss)]
        let width = COVER.width as f32 - 2.0 * SIDE;
        // No word is broken: its language may not be broken so.
        let style = |size| Style { family: "", weight: 700, size };
        let words = text.split_whitespace().map(|word| fonts.width(word, &style(size)));
        let widest = words.fold(width, f32::max);
        let size = (size * width / widest).max(least);
        let room = Room { width, height, size, least, leading: 1.2, family: "", weight: 700 };
        let fitted = fonts.fitted(&text, &room);
        let is_right_to_left = self.direction() == Direction::RightToLeft;
        #[allow(clippy::cast_precision_loss)]
        let x = if is_right_to_left { COVER.width as f32 - SIDE } else { SIDE };
        for (number, line) in (0u16..).zip(&fitted.lines) {
            let y = top + fitted.size * (0.8 + f32::from(number) * room.leading);
            // Whatever a line begins with (UAX #9, right-to-left isolate).
            let line = escape(line);
            let line = if is_right_to_left { format!("\u{2067}{line}\u{2069}") } else { line };
            svg.push_str(&format!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{colour}\">{line}</text>\n",
                fitted.size
            ));
        }
    }
}
