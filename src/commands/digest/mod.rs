//! `dateline digest`: the briefing of a day as mail, book, paper and podcast.

mod asked;
mod files;
mod forms;
mod typst;

use crate::cli::{DigestForm, MakeDigest};
use crate::commands::watched::watched;
use crate::commands::{Failed, counted, now, report};
use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Selection, most_read_on};
use crate::model::Reveal;
use crate::render::{Renderer, once_each};
use crate::site::{Address, Files, Instant, Library, LoadOptions, Settings, Site, plan, read_text};
use crate::source::{Folder, FolderListing};
use asked::Asked;
use files::DigestFiles;
use forms::Maker;

pub(super) fn run(arguments: &MakeDigest) -> Result<(), Failed> {
    let fail = |faults: Vec<Diagnostic>| {
        report(&arguments.site, &once_each(faults));
        Failed
    };
    let target =
        DigestFiles::open(&arguments.into, &arguments.site).map_err(|it| fail(vec![it]))?;
    let files = FolderListing::new(Folder::new(&arguments.site));
    let options = arguments.options();
    let settings = Settings::read(&files, &options);
    let instant = settings.instant;
    let library = Library::with_settings(&files, options, settings);
    files.save_pictures();
    if let Some(fault) = files.lost() {
        return Err(fail(vec![fault]));
    }
    let mut diagnostics = library.diagnostics();
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(fail(diagnostics));
    }
    let underway = watched(&arguments.site, &diagnostics);
    let renderer = Renderer::with_underway(library.site().clone(), underway).map_err(fail)?;
    let site = renderer.site();
    diagnostics.extend(ahead(arguments, instant, site));
    report(&arguments.site, &once_each(diagnostics));

    let asked = Asked::of(arguments, site, instant).map_err(fail)?;
    let digests = digests(&asked, &renderer, &files);
    if digests.is_empty() {
        return Err(fail(vec![asked.nothing(site)]));
    }
    let typst = typst::find();
    let plan = plan(&site.config);
    let maker = Maker { arguments, folder: files.folder(), plan, typst: typst.as_deref() };
    let (made, notes) = maker.make(&digests, target).map_err(fail)?;
    report(&arguments.site, &notes);
    if !arguments.quiet {
        made.iter().for_each(|file| println!("{}", file.display()));
        let stories = digests.iter().map(Digest::stories).sum::<usize>();
        eprintln!("Made {} of {}", counted(made.len(), "file"), stories_in_words(stories));
    }
    match notes.iter().any(Diagnostic::is_error) {
        true => Err(Failed),
        false => Ok(()),
    }
}

fn stories_in_words(stories: usize) -> String {
    if stories == 1 { "1 story".into() } else { format!("{stories} stories") }
}

/// The digest of each language that was asked for and has stories or corrections.
fn digests<'a>(asked: &Asked, renderer: &'a Renderer, files: &dyn Files) -> Vec<Digest<'a>> {
    let site = renderer.site();
    let before = asked.days.ends().0.yesterday().ok();
    let store = read_store(site, files);
    let most_read = before.zip(store.as_deref());
    let most_read = most_read.map(|(day, text)| most_read_on(site, text, day)).unwrap_or_default();
    let digest = |edition: &crate::routes::EditionId| {
        let sections = asked.sections_in(site.edition(*edition))?;
        let most_read = most_read.get(edition).map_or(&[][..], Vec::as_slice);
        let selection = Selection { days: asked.days, sections: &sections, most_read };
        let digest = Digest::of(renderer, *edition, selection);
        (!digest.is_empty()).then_some(digest)
    };
    asked.editions.iter().filter_map(digest).collect()
}

/// The store of reads, if there is one.
fn read_store(site: &Site, files: &dyn Files) -> Option<String> {
    let file = &site.config.most_read.reads;
    let is_there = !files.list(file, &mut Vec::new()).is_empty();
    is_there.then(|| read_text(files, file).ok()).flatten()
}

/// A warning that what is not public yet may be in it.
fn ahead(arguments: &MakeDigest, instant: jiff::Timestamp, site: &Site) -> Option<Diagnostic> {
    let is_ahead = arguments.at.is_some() && instant > now();
    is_ahead.then(|| {
        let moment = crate::text::date::for_message(&instant, &site.config.time_zone);
        Diagnostic::warning(format!(
            "this digest shows the site at {moment}, which is to come: it may say what is not \
             public yet"
        ))
        .hint("send it then, or leave out `--at`")
    })
}

impl MakeDigest {
    /// Nobody gets a story by mail that is not on the site.
    fn options(&self) -> LoadOptions {
        LoadOptions {
            instant: match &self.at {
                Some(written) => Instant::Written(written.clone()),
                None => Instant::Exact(now()),
            },
            address: self.base_url.clone().map_or(Address::Configured, Address::At),
            reveal: Reveal::default(),
        }
    }

    /// What was asked for; all that can be made, if nobody said.
    fn wants(&self, form: DigestForm) -> bool {
        self.forms.is_empty() || self.forms.contains(&form)
    }

    /// Whether it was asked for by its name.
    fn names(&self, form: DigestForm) -> bool {
        self.forms.contains(&form)
    }
}
