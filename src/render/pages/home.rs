//! The variables of the front page: what editors put there, and what makes itself.

use std::collections::HashSet;

use crate::model::{FrontBanner, FrontBlock, FrontBlockOf};
use crate::render::addresses::Addresses;
use crate::render::context::{Rendered, Variables};
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::story::cards::{card, cards};
use crate::render::views::{BannerView, BlockView};
use crate::site::Edition;
use crate::text::config::LinkTarget;
use crate::text::date::rfc3339;
use crate::url::BaseUrl;

/// How many briefings the front page shows below the lead.
const LATEST: usize = 8;
/// How many briefings the front page shows of each section, if nobody says so.
const PER_BLOCK: usize = 4;

impl Pages<'_> {
    pub fn home(&self) -> Rendered<Variables> {
        let settings = &self.edition().settings;
        let mut variables = self.variables(PageMeta {
            kind: "home",
            title: &settings.title,
            description: settings.tagline.as_deref(),
            data: Some(self.data().front_page()),
            card: self.edition().index.cards.home.as_deref(),
            ..PageMeta::default()
        });
        let front = &self.edition().index.front;
        let base_url = &self.site().config.base_url;
        let banner = front.banner.as_ref().map(|banner| banner_view(banner, base_url));
        variables.insert("banner", &banner);
        let Layout { lead, second_leads, latest, blocks } = Layout::of(self.edition(), &|_| true);
        variables.insert_value("lead", lead.map(|at| card(self.context, at)).transpose()?.into());
        variables.insert_value("second_leads", cards(self.context, second_leads)?.into());
        variables.insert_value("latest", cards(self.context, latest)?.into());
        let mut sections = HashSet::new();
        let view = |(number, (block, briefings)): (usize, (FrontBlock, Vec<usize>))| {
            let has_id = match block.of {
                FrontBlockOf::Section(section) => {
                    let id = &self.edition().index.sections[section].config.id;
                    sections.insert(section) && !is_of_the_page(id)
                }
                FrontBlockOf::Tag(_) | FrontBlockOf::Briefings(_) => false,
            };
            self.block(&block, briefings, (!has_id).then_some(number + 1))
        };
        let blocks = blocks.into_iter().enumerate().map(view).collect::<Rendered<Vec<_>>>()?;
        variables.insert("blocks", &blocks);
        Ok(variables)
    }

    /// A block, which is called by its `number` unless it is the first of a section whose id is free.
    fn block(
        &self,
        block: &FrontBlock,
        briefings: Vec<usize>,
        number: Option<usize>,
    ) -> Rendered<BlockView> {
        let index = &self.edition().index;
        let (name, path, section) = match block.of {
            FrontBlockOf::Section(at) => {
                let of = &index.sections[at].config;
                let view = self.context.section(at, Addresses::InSite);
                (Some(&of.title), Some(index.section_path(at, 1)), Some((&of.id, view)))
            }
            FrontBlockOf::Tag(at) => {
                (Some(&index.tagging.tags[at].name), Some(index.tag_path(at, 1)), None)
            }
            FrontBlockOf::Briefings(_) => (None, None, None),
        };
        let id = match (number, &section) {
            (None, Some((id, _))) => (*id).clone(),
            (number, _) => format!("block-{}", number.unwrap_or_default()),
        };
        Ok(BlockView {
            id,
            title: block.title.as_ref().or(name).cloned(),
            url: path.map(|path| self.href(&path)),
            shows_sections: section.is_none(),
            section: section.map(|(_, view)| view),
            briefings: cards(self.context, briefings)?,
        })
    }
}

/// Whether a briefing is on the front page, on which are itself and others of which `is_there` says
/// that they are.
pub fn is_on_front_page(edition: &Edition, at: usize, is_there: &dyn Fn(usize) -> bool) -> bool {
    let Layout { lead, second_leads, latest, blocks } =
        Layout::of(edition, &|other| other == at || is_there(other));
    let in_blocks = blocks.iter().flat_map(|(_, briefings)| briefings);
    lead.iter().chain(&second_leads).chain(&latest).chain(in_blocks).any(|shown| *shown == at)
}

/// Whether something else on the page is called so, as a section may be.
fn is_of_the_page(id: &str) -> bool {
    id == "latest" || id.starts_with("most-read") || id.starts_with("block-")
}

fn banner_view<'a>(banner: &'a FrontBanner, base_url: &BaseUrl) -> BannerView<'a> {
    let url = banner.link.as_ref().map(|link| match link {
        LinkTarget::Page(path) => base_url.href(path),
        LinkTarget::Elsewhere(url) => url.to_string(),
    });
    BannerView { text: &banner.text, url, until: rfc3339(&banner.until.zoned) }
}

/// Which briefing stands where on a front page: none of them twice.
struct Layout {
    lead: Option<usize>,
    second_leads: Vec<usize>,
    latest: Vec<usize>,
    /// Those that have briefings.
    blocks: Vec<(FrontBlock, Vec<usize>)>,
}

impl Layout {
    /// What stands where, of those that `is_there`.
    fn of(edition: &Edition, is_there: &dyn Fn(usize) -> bool) -> Self {
        let (briefings, index) = (&edition.briefings, &edition.index);
        let front = &index.front;
        // What an editor put somewhere stands there and nowhere else.
        let picked = front.blocks.iter().flatten().flat_map(|block| match &block.of {
            FrontBlockOf::Briefings(picked) => &picked[..],
            FrontBlockOf::Section(_) | FrontBlockOf::Tag(_) => &[],
        });
        let placed = front.second_leads.iter().chain(&front.pinned).chain(picked);
        let placed: HashSet<usize> = placed.copied().chain(front.lead).collect();
        let is_free = |at: &usize| !placed.contains(at) && is_there(*at);
        let mut shown = HashSet::new();

        let featured = |at: &usize| briefings[*at].article.facts.featured;
        let newest = || (0..briefings.len()).find(is_free);
        // What somebody paid for leads only if an editor says so, or where there is nothing else.
        let unpaid = |at: &usize| !briefings[*at].article.facts.kind.is_paid_for();
        let free = || (0..briefings.len()).filter(is_free);
        let of_itself = || free().find(featured).or_else(|| free().find(unpaid)).or_else(newest);
        let lead = front.lead.or_else(of_itself);
        shown.extend(lead);
        let mut once = |at: &usize| shown.insert(*at);
        let second_leads = front.second_leads.iter().copied().filter(&mut once).collect();
        let mut latest: Vec<usize> = front.pinned.iter().copied().filter(&mut once).collect();
        let room = LATEST.saturating_sub(latest.len());
        latest.extend((0..briefings.len()).filter(is_free).filter(&mut once).take(room));

        let of_sections = || -> Vec<FrontBlock> {
            let section =
                |at| FrontBlock { of: FrontBlockOf::Section(at), title: None, count: PER_BLOCK };
            (0..index.sections.len()).map(section).collect()
        };
        let blocks = front.blocks.clone().unwrap_or_else(of_sections);
        let blocks = blocks.into_iter().map(|block| {
            let (of, is_picked): (&[usize], bool) = match &block.of {
                FrontBlockOf::Section(at) => (&index.sections[*at].briefings, false),
                FrontBlockOf::Tag(at) => (&index.tagging.tags[*at].briefings, false),
                FrontBlockOf::Briefings(picked) => (picked, true),
            };
            let may_be_here = of.iter().copied().filter(|at| is_picked || is_free(at));
            let briefings: Vec<usize> = may_be_here.filter(&mut once).take(block.count).collect();
            (block, briefings)
        });
        let blocks = blocks.filter(|(_, briefings)| !briefings.is_empty()).collect();
        Layout { lead, second_leads, latest, blocks }
    }
}
