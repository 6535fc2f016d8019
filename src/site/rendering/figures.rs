//! The figures of data, sound and film of a text.

use super::media::site_path;
use super::{Rendering, Work};
use crate::diagnostic::Place;
use crate::formats::media::{Medium, medium};
use crate::language::tag::Language;
use crate::site::figures::{self, Drawing, FigureFault};
use crate::site::players::Playing;
use crate::text::markdown::{DataFigure, Rendered};
use crate::word_list::WordList;

impl Work<'_, '_> {
    /// The same text with its figures.
    pub(super) fn with_figures(&mut self, mut rendered: Rendered) -> Rendered {
        if self.figures > figures::MOST {
            self.add(figures::too_many(), Some(Place::START));
        }
        self.faults.extend(std::mem::take(&mut self.of_players));
        if rendered.data.is_empty() {
            return rendered;
        }
        let Rendering { config, words, .. } = self.rendering;
        // A text in another language than its edition is spoken of in that.
        let language = self.language.clone();
        let own = language.as_ref().and_then(Language::locale);
        let own = own.filter(|own| *own != words.language());
        let own = own.map(|locale| (locale, WordList::built_in(locale)));
        let (locale, words) =
            own.as_ref().map_or((words.language(), words), |(locale, words)| (*locale, words));
        let base_path = config.base_url.path();
        let is_sound = |figure: &&DataFigure| medium(&figure.path) == Some(Medium::Sound);
        let playing = Playing {
            words,
            base_path,
            // A block of it is the only such element of a text.
            has_transcript: rendered.html.contains("<details class=\"transcript\""),
            is_of_one: rendered.data.iter().filter(is_sound).count() == 1,
        };
        let drawing = Drawing::new(self.rendering.files, words, locale, base_path);
        let asked = std::mem::take(&mut rendered.data);
        let made = asked.iter().zip(1..).map(|(figure, number)| match medium(&figure.path) {
            Some(medium) => self.player(figure, medium, &playing),
            None => self.drawing(figure, &drawing, number),
        });
        let made: Vec<Option<String>> = made.collect();
        rendered.data = asked;
        rendered.with_figures(&made)
    }

    /// The number of the file of a figure among those of the text.
    fn file_of(&self, figure: &DataFigure) -> Option<usize> {
        self.resolver.media.at(&site_path(&figure.path)?)
    }

    fn player(
        &mut self,
        figure: &DataFigure,
        medium: Medium,
        playing: &Playing<'_>,
    ) -> Option<String> {
        self.plays = true;
        let at = self.file_of(figure);
        if let Some(at) = at.filter(|_| figure.is_seen) {
            self.resolver.media.caption(at, figure.caption.trim());
        }
        let played = at.and_then(|at| self.resolver.media.as_slice()[at].played.as_deref());
        let mut missed = Vec::new();
        let made = playing.player(figure, medium, played, &mut missed);
        let place = self.written.place(&figure.range);
        let (made, fault) = match made {
            Ok(made) => (Some(made), None),
            Err(fault) => (None, Some(fault)),
        };
        missed.into_iter().chain(fault).for_each(|fault| self.add(fault, Some(place)));
        made
    }

    fn drawing(
        &mut self,
        figure: &DataFigure,
        drawing: &Drawing<'_>,
        number: usize,
    ) -> Option<String> {
        let media = self.file_of(figure).and_then(|at| self.resolver.media.as_slice().get(at));
        match drawing.draw(figure, media, number) {
            Ok(made) => return Some(made),
            Err(FigureFault::OfFile(faults)) => self.faults.extend(faults),
            Err(FigureFault::OfText(fault)) => {
                self.add(fault, Some(self.written.place(&figure.range)));
            }
        }
        None
    }
}
