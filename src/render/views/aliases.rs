//! Values that are ready when a view is made, by what they hold.

use tera::Value;

/// HTML, which is not escaped.
pub type Html = Value;

/// A map with whatever fields its author gave it.
pub type Extra = Value;

/// [`SectionView`](super::SectionView)
pub type Section = Value;

/// [`LanguageView`](super::LanguageView)
pub type Language = Value;

/// [`CountedLinkView`](super::CountedLinkView)
pub type Tag = Value;

/// [`CardView`](super::CardView) [`CardHtmlView`](super::CardHtmlView) A story in a list.
pub type Story = Value;

/// [`Story`] [`WholeView`](super::WholeView) A story on its own page.
pub type Briefing = Value;

/// [`MostReadView`](super::MostReadView)
pub type MostRead = Value;
