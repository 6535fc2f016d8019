//! Which letters fonts have, and how wide a line is in them.

use std::sync::Arc;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use resvg::usvg::FontResolver;
use resvg::usvg::fontdb::{Database, Family, ID, Query, Source, Weight};
use skrifa::MetadataProvider;

use super::CardFault;

/// The fonts of cards, read once for all of them.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// In the order in which they were given, which is that in which a letter is looked for.
    faces: Vec<ID>,
}

/// In what a line is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style<'a> {
    /// The family; another than those that there are is the first of them.
    pub family: &'a str,
    /// 100 to 900.
    pub weight: u16,
    /// In pixels.
    pub size: f32,
}

impl Fonts {
    /// Reads fonts: TrueType or OpenType, one or several in a file.
    ///
    /// # Errors
    ///
    /// [`CardFault::NoFont`] for a file that is none, or if there are no files.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Self, CardFault> {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for (place, file) in files.into_iter().enumerate() {
            let found = database.load_font_source(Source::Binary(Arc::new(file)));
            if found.is_empty() {
                return Err(CardFault::NoFont(place));
            }
            faces.extend(found);
        }
        if faces.is_empty() {
            return Err(CardFault::NoFont(0));
        }
        let mut fonts = Self { database: Arc::new(database), faces };
        let family = fonts.first_family();
        if let Some(database) = Arc::get_mut(&mut fonts.database) {
            database.set_serif_family(&family);
            database.set_sans_serif_family(&family);
            database.set_monospace_family(&family);
        }
        Ok(fonts)
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    pub(super) fn first_family(&self) -> String {
        let first = self.faces.first().and_then(|face| self.database.face(*face));
        let family = first.and_then(|face| face.families.first());
        family.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// What is asked for, or the first: a family that is not there must not draw nothing.
    pub(super) fn resolver(&self) -> FontResolver<'static> {
        let select = FontResolver::default_font_selector();
        let first = self.faces.first().copied();
        FontResolver {
            select_font: Box::new(move |font, database| select(font, database).or(first)),
            select_fallback: FontResolver::default_fallback_selector(),
        }
    }

    /// The letters of a text that no font has, in the order in which they come, each once.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for letter in text.chars().filter(|letter| is_drawn(*letter)) {
            if !missing.contains(&letter) && !self.faces.iter().any(|face| self.has(*face, letter))
            {
                missing.push(letter);
            }
        }
        missing
    }

    fn has(&self, face: ID, letter: char) -> bool {
        let has = |data: &[u8], index| {
            let font = FontRef::from_index(data, index).ok()?;
            font.charmap().map(letter).filter(|glyph| glyph.to_u32() != 0)
        };
        self.database.with_face_data(face, has).flatten().is_some()
    }

    /// How wide a line is, in pixels.
    pub fn width(&self, line: &str, style: &Style) -> f32 {
        let first = self.face(style);
        let mut width = 0.0;
        let mut run = String::new();
        let mut of_run = first;
        // A letter that the font does not have is set in the first that has it.
        for letter in line.chars() {
            let of_letter = match self.has(first, letter) || !is_drawn(letter) {
                true => first,
                false => *self.faces.iter().find(|face| self.has(**face, letter)).unwrap_or(&first),
            };
            if of_letter != of_run {
                width += self.advance(of_run, &std::mem::take(&mut run));
                of_run = of_letter;
            }
            run.push(letter);
        }
        (width + self.advance(of_run, &run)) * style.size
    }

    fn face(&self, style: &Style) -> ID {
        let query = Query {
            families: &[Family::Name(style.family), Family::Serif],
            weight: Weight(style.weight),
            ..Query::default()
        };
        let found = self.database.query(&query).or(self.faces.first().copied());
        found.unwrap_or_else(ID::dummy)
    }

    /// How wide a text is in a font, in its size.
    fn advance(&self, face: ID, text: &str) -> f32 {
        let shaped = |data: &[u8], index| {
            let font = FontRef::from_index(data, index).ok()?;
            let shaper_data = ShaperData::new(&font);
            let shaper = shaper_data.shaper(&font).build();
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(text);
            buffer.guess_segment_properties();
            let glyphs = shaper.shape(buffer, ShapeOptions::default());
            let advance: i64 =
                glyphs.glyph_positions().iter().map(|own| i64::from(own.x_advance)).sum();
            Some(advance as f32 / shaper.units_per_em() as f32)
        };
        self.database.with_face_data(face, shaped).flatten().unwrap_or_default()
    }

    /// Divides a text into lines that are at most so many pixels wide, where Unicode lets a line
    /// end (UAX #14, <https://www.unicode.org/reports/tr14/>); a word that is wider by itself,
    /// between any two letters. White space at the ends of lines is gone.
    pub fn lines(&self, text: &str, style: &Style, widest: f32) -> Vec<String> {
        let words = text.split(|c: char| c.is_whitespace() && !is_glue(c));
        let text = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let fits = |line: &str| self.width(line.trim_end(), style) <= widest;
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(&text, segmenter.segment_str(&text)) {
            if fits(&format!("{line}{piece}")) {
                line.push_str(piece);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if fits(piece) {
                line.push_str(piece);
                continue;
            }
            for letter in pieces(piece, GraphemeClusterSegmenter::new().segment_str(piece)) {
                if !line.is_empty() && !fits(&format!("{line}{letter}")) {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
        }
        lines.push(line);
        let lines = lines.iter().map(|line| line.trim_end().to_string());
        lines.filter(|line| !line.is_empty()).collect()
    }
}

/// Whether it is a space that keeps words together.
fn is_glue(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// What is between these places.
fn pieces(text: &str, places: impl Iterator<Item = usize>) -> Vec<&str> {
    let places: Vec<usize> = places.collect();
    places.windows(2).filter_map(|ends| text.get(ends[0]..ends[1])).collect()
}

/// Whether a character is one that a font has to draw: no space, no control, none of those that
/// are ignored where a font does not know them (`Default_Ignorable_Code_Point` of Unicode).
fn is_drawn(letter: char) -> bool {
    let is_ignored = matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}');
    !letter.is_whitespace() && !letter.is_control() && !is_ignored
}
