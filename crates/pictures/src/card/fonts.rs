//! Which letters fonts have, and how wide a line is in them.

use std::sync::Arc;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use resvg::usvg::fontdb::{Database, Family, ID, Query, Source, Weight};
use resvg::usvg::{Font, FontFamily, FontResolver};
use skrifa::MetadataProvider;

use super::CardFault;

/// The fonts of cards, read once for all of them.
#[derive(Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// In the order in which they were given, which is that in which a letter is looked for.
    faces: Arc<[Face]>,
}

/// One of them, and which letters it has.
struct Face {
    id: ID,
    letters: Letters,
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

/// What begins the family of a font by its number.
pub(super) const NUMBERED: &str = "font-number-";

/// What they are made of, and how, is in `fonts/README.md`.
const BUILT_IN: [&[u8]; 3] = [
    include_bytes!("../../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../../fonts/NotoSerifArmenian-Bold.ttf"),
    include_bytes!("../../fonts/NotoSerifGeorgian-Bold.ttf"),
];

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
            faces.extend(
                found.into_iter().map(|id| Face { id, letters: Letters::of(&database, id) }),
            );
        }
        if faces.is_empty() {
            return Err(CardFault::NoFont(0));
        }
        let mut fonts = Self { database: Arc::new(database), faces: faces.into() };
        let family = fonts.first_family();
        if let Some(database) = Arc::get_mut(&mut fonts.database) {
            database.set_serif_family(&family);
            database.set_sans_serif_family(&family);
            database.set_monospace_family(&family);
        }
        Ok(fonts)
    }

    /// The fonts that come with this: Noto Serif, bold, for Latin, Greek, Cyrillic, Armenian and
    /// Georgian.
    pub fn built_in() -> Vec<Vec<u8>> {
        BUILT_IN.map(<[u8]>::to_vec).into()
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    pub(super) fn first_family(&self) -> String {
        let first = self.faces.first().and_then(|face| self.database.face(face.id));
        let family = first.and_then(|face| face.families.first());
        family.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// What is asked for, or the first: a family that is not there must not draw nothing.
    pub(super) fn resolver(&self) -> FontResolver<'static> {
        let select = FontResolver::default_font_selector();
        let first = self.faces.first().map(|face| face.id);
        let faces = Arc::clone(&self.faces);
        // The first that has the letter, whatever its weight: there is one, or there is no card.
        let fallback = move |letter: char, tried: &[ID], _: &mut Arc<Database>| {
            let untried = faces.iter().filter(|face| !tried.contains(&face.id));
            untried.filter(|face| face.letters.have(letter)).map(|face| face.id).next()
        };
        let numbered: Vec<ID> = self.faces.iter().map(|face| face.id).collect();
        let select = move |font: &Font, database: &mut Arc<Database>| {
            let number = font.families().iter().find_map(|family| match family {
                FontFamily::Named(name) => name.strip_prefix(NUMBERED)?.parse::<usize>().ok(),
                _ => None,
            });
            let own = number.and_then(|number| numbered.get(number).copied());
            own.or_else(|| select(font, database)).or(first)
        };
        FontResolver { select_font: Box::new(select), select_fallback: Box::new(fallback) }
    }

    /// The letters of a text that no font has, in the order in which they come, each once.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for letter in text.chars().filter(|letter| is_drawn(*letter)) {
            let is_there = || self.faces.iter().any(|face| face.letters.have(letter));
            if !missing.contains(&letter) && !is_there() {
                missing.push(letter);
            }
        }
        missing
    }

    /// Divides a text into pieces that are each in one font: the number of a font in which the
    /// first, which is set in it where nothing else is said, has no letters; none if it has them.
    pub(super) fn runs<'t>(&self, text: &'t str) -> Vec<(Option<usize>, &'t str)> {
        let has =
            |face: usize, letter| self.faces.get(face).is_some_and(|it| it.letters.have(letter));
        let mut runs = Vec::new();
        let (mut start, mut of_run) = (0, None);
        for (at, letter) in text.char_indices() {
            let is_nowhere = || !self.faces.iter().any(|face| face.letters.have(letter));
            // What is not drawn, or in no font, goes with what is before it.
            let stays = has(of_run.unwrap_or(0), letter) || is_nowhere();
            // A space or a mark ends no run, but a letter of the first font does.
            let returns = of_run.is_some() && letter.is_alphanumeric() && has(0, letter);
            let of_letter = match stays && !returns {
                true => of_run,
                false => (0..self.faces.len()).find(|face| has(*face, letter)).filter(|it| *it > 0),
            };
            if of_letter != of_run {
                runs.push((of_run, &text[start..at]));
                (start, of_run) = (at, of_letter);
            }
        }
        runs.push((of_run, &text[start..]));
        runs.retain(|(_, run)| !run.is_empty());
        runs
    }

    /// How wide a line is, in pixels.
    pub fn width(&self, line: &str, style: &Style) -> f32 {
        let first = self.face(style);
        let mut width = 0.0;
        let mut run = String::new();
        let mut of_run = first;
        // A letter that the font does not have is set in the first that has it.
        let mut known = self.faces.iter().filter(|face| face.id == first);
        let of_first = known.next().map(|face| &face.letters);
        for letter in line.chars() {
            let is_in_first = of_first.is_some_and(|letters| letters.have(letter));
            let other = || self.faces.iter().find(|face| face.letters.have(letter));
            let of_letter = match is_in_first || !is_drawn(letter) {
                true => first,
                false => other().map_or(first, |face| face.id),
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
        let found = self.database.query(&query).or(self.faces.first().map(|face| face.id));
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

/// The letters of a font, a bit for each that Unicode has a place for.
struct Letters(Box<[u64]>);

impl Letters {
    fn of(database: &Database, face: ID) -> Self {
        let mut bits = vec![0_u64; 0x11_0000 / 64];
        database.with_face_data(face, |data, index| {
            let font = FontRef::from_index(data, index).ok()?;
            for (letter, glyph) in font.charmap().mappings() {
                if let Some(word) =
                    bits.get_mut(letter as usize / 64).filter(|_| glyph.to_u32() != 0)
                {
                    *word |= 1 << (letter % 64);
                }
            }
            Some(())
        });
        Self(bits.into())
    }

    fn have(&self, letter: char) -> bool {
        let letter = u32::from(letter);
        self.0.get(letter as usize / 64).is_some_and(|word| word >> (letter % 64) & 1 == 1)
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
pub(super) fn is_drawn(letter: char) -> bool {
    let is_ignored = matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}');
    !letter.is_whitespace() && !letter.is_control() && !is_ignored
}
