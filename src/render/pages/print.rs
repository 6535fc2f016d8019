//! The variables of what is printed: the page of a day, whole, on paper.

use tera::Value;

use crate::html::tree::write;
use crate::language::direction::Direction;
use crate::render::addresses::Addresses;
use crate::render::apart::{Source, in_site, printed, waits};
use crate::render::context::{Context, Variables};
use crate::render::lists::archive::Span;
use crate::render::pages::page::Pages;
use crate::render::shared::appearance::quoted;
use crate::render::shared::policy::with_style;
use crate::render::story::apart::among_others;
use crate::render::story::view::StoryView;
use crate::render::views::{DigestGroupView, DigestView};

/// The template of what is printed.
pub const PRINT: &str = "print.html";

impl Pages<'_> {
    /// The print version of a day's page.
    pub fn print(&self, at: usize) -> Variables {
        let index = &self.edition().index;
        let day = &index.archive.days[at];
        let context = self.context;
        let mut number = 0;
        let groups = (0..index.sections.len()).filter_map(|section| {
            let of_section = |at: &usize| self.edition().briefings[*at].section == section;
            let stories = day.briefings.clone().filter(of_section).map(|at| {
                number += 1;
                let story = StoryView::new(context, at, Addresses::InSite);
                let mut view = story.apart(number);
                let html = on_a_page(story, &format!("s{number}-"));
                view.content = Value::safe_string(&story.with_paid_links(html));
                view.is_whole = true;
                view
            });
            let stories: Vec<_> = stories.collect();
            let section = Group { context, section };
            (!stories.is_empty()).then(|| DigestGroupView { stories, ..section.view() })
        });
        let groups = groups.collect();
        let name = Span::Day.name(day, context);
        let url = context.address(&index.paths.day(day.day), Addresses::Absolute);
        let view = DigestView { groups, ..empty(context, name, url) };
        let mut variables = Variables::new();
        variables.insert("digest", &on_paper(context, view));
        variables
    }
}

/// The text of a story as it stands on paper, among others. What has charts, whose style is not
/// loaded here, or anything to open or to play is made as `dateline digest` makes all; other texts
/// are as on their page.
fn on_a_page(story: StoryView<'_>, prefix: &str) -> String {
    let article = &story.briefing().article;
    let html = story.text_apart();
    if !article.shows_data() && !waits(&html) {
        return among_others(&html, &story.address(), prefix).into_owned();
    }
    let words = &story.context.edition.settings.words;
    let mut nodes = printed(&html, Source { permalink: &story.permalink(), words }, prefix);
    in_site(&mut nodes, story.context.site.config.base_url.origin());
    write(&nodes)
}

/// A section as a digest shows it.
pub struct Group<'a> {
    pub context: Context<'a>,
    pub section: usize,
}

impl<'a> Group<'a> {
    /// Its name and address, without stories.
    pub fn view(self) -> DigestGroupView<'a> {
        let index = &self.context.edition.index;
        let path = index.section_path(self.section, 1);
        DigestGroupView {
            title: &index.sections[self.section].config.title,
            url: self.context.address(&path, Addresses::Absolute),
            stories: Vec::new(),
        }
    }
}

/// A digest of that name without stories.
pub fn empty(context: Context<'_>, name: String, url: String) -> DigestView<'_> {
    let settings = &context.edition.settings;
    DigestView {
        title: settings.digest.title.as_deref().unwrap_or(&settings.title),
        name,
        url,
        home: context.address(context.edition.index.paths.home(), Addresses::Absolute),
        greeting: None,
        footer: None,
        postal_address: None,
        unsubscribe: None,
        corrections: Vec::new(),
        corrected_since: Vec::new(),
        groups: Vec::new(),
        most_read: Vec::new(),
        style: Value::safe_string(""),
        content_policy: None,
    }
}

/// The same with the style sheet of paper, and the policy that allows it.
pub fn on_paper<'a>(context: Context<'_>, digest: DigestView<'a>) -> DigestView<'a> {
    let style = style(context, digest.title, &digest.name);
    let policy = with_style(&context.site.config, &style).map(|policy| policy.to_string());
    DigestView {
        style: Value::safe_string(&style),
        content_policy: policy.map(|policy| Value::safe_string(&policy)),
        ..digest
    }
}

/// What stands at the head and foot of each page, by CSS Paged Media
/// (<https://www.w3.org/TR/css-page-3/#margin-boxes>), and the whole addresses of links within the
/// site; the rest is the same on all pages.
fn style(context: Context<'_>, title: &str, name: &str) -> String {
    let settings = &context.edition.settings;
    let (start, end) = match Direction::of(&settings.language) {
        Direction::LeftToRight => ("left", "right"),
        Direction::RightToLeft => ("right", "left"),
    };
    let (title, name) = (quoted(title), quoted(name));
    let origin = quoted(&format!(" ({}", context.site.config.base_url.origin()));
    let mut style = format!(
        "{STYLE}@page{{@top-{start}{{content:{title}}}@top-{end}{{content:{name}}}\
         @bottom-center{{content:counter(page) \" / \" counter(pages)}}}}\
         .text a[href^=\"/\"]::after{{content:{origin} attr(href) \")\"}}"
    );
    for kind in ["note", "tip", "important", "warning", "caution"] {
        let word = quoted(settings.words.plain(kind));
        style.push_str(&format!(".markdown-alert-{kind}::before{{content:{word}}}"));
    }
    style
}

/// Paper is white. Columns are as wide as lines are read best, so that narrow paper has one. No
/// program that prints hyphenates Armenian as it is done, so it is not hyphenated at all, but
/// where a text says where it may be.
const STYLE: &str = include_str!("print.css");
