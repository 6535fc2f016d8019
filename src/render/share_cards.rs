//! Cards: the pictures that links to pages without one are shared with.

use dateline_pictures::{CARD, card};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place};
use crate::render::addresses::Addresses;
use crate::render::context::{Context, Variables};
use crate::render::shared::appearance;
use crate::render::views::ShareCardView;
use crate::routes::{CardWords, ShareCard};
use crate::site::Site;
use crate::templates::{self, CardTemplates};
use crate::text::config::{ColorRole, Config};
use crate::url::SitePath;

/// Draws the cards of a site.
pub struct CardRenderer {
    templates: CardTemplates,
}

/// What `card.svg` is given.
#[derive(Serialize)]
struct CardSvgView<'a> {
    #[serde(flatten)]
    words: &'a CardWords,
    colors: ColorsView,
}

/// The colours of a light page.
#[derive(Serialize)]
struct ColorsView {
    ink: String,
    soft: String,
    rule: String,
    paper: String,
    tint: String,
    accent: String,
}

impl ColorsView {
    fn of(config: &Config) -> Self {
        let of = |role| appearance::light(config, role).to_string();
        ColorsView {
            ink: of(ColorRole::Ink),
            soft: of(ColorRole::Soft),
            rule: of(ColorRole::Rule),
            paper: of(ColorRole::Paper),
            tint: of(ColorRole::Tint),
            accent: of(ColorRole::Accent),
        }
    }
}

impl CardRenderer {
    pub fn new(templates: CardTemplates) -> Self {
        CardRenderer { templates }
    }

    /// A card as PNG.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn draw(&self, site: &Site, of: &ShareCard) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let Some(kit) = &site.card_kit else { return Ok(Vec::new()) };
        let mut variables = Variables::new();
        variables.insert(
            "card",
            &CardSvgView { words: &of.words, colors: ColorsView::of(&site.config) },
        );
        let svg = self.templates.render(&variables)?;
        card(&svg, &kit.fonts).map_err(|fault| {
            let file = templates::file_of(templates::CARD);
            let hint = "docs/templates.md says how a card is drawn";
            vec![Diagnostic::error(fault.to_string()).in_file(file).at(Place::START).hint(hint)]
        })
    }
}

/// The card of the page at `page`, for those with whom it is shared.
pub fn share_card<'a>(
    card: Option<&'a ShareCard>,
    page: &SitePath,
    context: Context<'_>,
) -> Option<ShareCardView<'a>> {
    let card = card?;
    let path = page.attached(&card.file_name());
    Some(ShareCardView {
        permalink: context.address(&path, Addresses::Absolute),
        width: CARD.width,
        height: CARD.height,
        media_type: "image/png",
        alt: &card.words.title,
    })
}
