//! `dateline build`: load the site, render every route, write what changed.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline_pictures::Plan;
use jiff::Timestamp;
use rayon::prelude::*;

use crate::cli::Build;
use crate::commands::another_host::another_host;
use crate::commands::build_inputs::{BuildInputs, surroundings};
use crate::commands::derived_files::DerivedFiles;
use crate::commands::held::held;
use crate::commands::lost::lost;
use crate::commands::moved::moved;
use crate::commands::other_first::other_first;
use crate::commands::output_folder::{argument, folder, open};
use crate::commands::text_notes::Noting;
use crate::commands::visibility::{self, Later, after_later_moment, visibility};
use crate::commands::watched::watched;
use crate::commands::{Failed, counted, grouped, report, seconds};
use crate::diagnostic::Diagnostic;
use crate::output::{
    self, BuildRecord, Content, Entry, Identity, KeptFile, NextChange, Output, Private, Rank,
    Visibility,
};
use crate::render::{Page, Renderer, newest_shown, once_each};
use crate::routes::{EditionPage, FileSource, Route};
use crate::site::{Library, Notes, Settings, Site, plan};
use crate::source::{Folder, FolderChange, FolderListing};
use crate::terminal::progress::Progress;
use crate::theme;
use crate::url::SitePath;

/// How long to wait before a site is read again whose files were changed while it was
/// read, in milliseconds: a `git checkout` of a large site takes a second or two.
const PAUSES: [u64; 6] = [50, 100, 200, 400, 800, 1600];

pub(super) fn run(arguments: &Build) -> Result<(), Failed> {
    let started = Instant::now();
    let mut pauses = PAUSES.into_iter();
    let (mut expired_by, mut may_use_notes) = (None, true);
    loop {
        match attempt(arguments, expired_by, may_use_notes, started)? {
            Attempt::Done => return Ok(()),
            Attempt::WithoutExpired(moment) => expired_by = Some(moment),
            Attempt::WithoutNotes => may_use_notes = false,
            Attempt::Changed(change) => match pauses.next() {
                Some(pause) => std::thread::sleep(Duration::from_millis(pause)),
                None => {
                    report(&arguments.load.site, &changing(change));
                    return Err(Failed);
                }
            },
        }
    }
}

/// How a build ended that did not fail.
enum Attempt {
    Done,
    /// Nothing was written, since it is to be without what expired by this moment.
    WithoutExpired(Timestamp),
    /// Nothing was written, since a text is not what was noted of it.
    WithoutNotes,
    /// Nothing was written, since this was changed while the site was read.
    Changed(FolderChange),
}

fn changing(change: FolderChange) -> Vec<Diagnostic> {
    let file = match change {
        FolderChange::File(file) => file,
        FolderChange::Unlisted(faults) => return faults,
    };
    let times = PAUSES.len() + 1;
    let fault = Diagnostic::error(format!(
        "the site kept changing while it was being read ({times} tries); \
         last changed: this file"
    ))
    .in_file(file)
    .hint("build again when nothing writes to the site's folder");
    vec![fault]
}

fn attempt(
    arguments: &Build,
    expired_by: Option<Timestamp>,
    may_use_notes: bool,
    started: Instant,
) -> Result<Attempt, Failed> {
    let site_folder = &arguments.load.site;
    let fail = |diagnostics: Vec<Diagnostic>| {
        report(site_folder, &once_each(diagnostics));
        Failed
    };

    let files = FolderListing::new(Folder::new(site_folder));
    let mut options = arguments.load.options();
    let settings = Settings::read(&files, &options);
    let instant = settings.instant;
    // They are read by each build, so that what is warned of in them is said again.
    let of_settings = settings.faults.clone();
    let output = open(arguments);
    if let (None, Ok(output)) = (&arguments.load.at, &output) {
        options.reveal.expired_by = expired_by.or_else(|| visibility::expired_by(output, instant));
    }
    let mut visibility = visibility(options.reveal, instant);
    if let Ok(output) = &output {
        visibility = visibility::in_place_of(visibility, output);
    }
    let output = output.map(|output| output.meant_as(visibility));
    let build_inputs = |output| BuildInputs::of(&files, &options, &settings, output);
    let build_inputs = output.as_ref().ok().and_then(build_inputs);
    if let (Some(build_inputs), Ok(output)) = (&build_inputs, &output)
        && let Some(earlier) = build_inputs.built(&files, output)
    {
        let written =
            output::FileCounts { unchanged: earlier.files, ..output::FileCounts::default() };
        let reveal = arguments.load.reveal();
        let held = held(&earlier.held, earlier.next_change, &earlier.time_zone, reveal);
        report(site_folder, &of_settings);
        tell(arguments, &held, earlier.pages, &written, started);
        return Ok(Attempt::Done);
    }

    let noting = output.as_ref().ok().and_then(|output| {
        let noting = Noting::of(&files, &options, instant, output.opened())?;
        let notes = if may_use_notes { noting.known(&files, output) } else { Notes::default() };
        Some((noting, notes))
    });
    let (noting, notes) = noting.unzip();
    let notes = notes.unwrap_or_default();
    let library = Library::with_notes(&files, options.clone(), settings, notes);
    // What was made of pictures need not be made again, however this build ends.
    files.save_pictures();
    if let Some(fault) = files.lost() {
        return Err(fail(vec![fault]));
    }
    let diagnostics = library.diagnostics();
    let underway = watched(site_folder, &diagnostics);
    let (renderer, faults) = Renderer::new_lenient(library.site().clone(), underway);
    let damage = output.as_ref().ok().and_then(Output::damage);
    let diagnostics = [diagnostics, faults, damage.into_iter().collect()].concat();
    if diagnostics.iter().any(Diagnostic::is_error) {
        if let Some(change) = files.changed() {
            return Ok(Attempt::Changed(change));
        }
        // What can be rendered is, so that faults of templates are reported in the same run.
        let of_output = output.err().into_iter().collect();
        return Err(fail([diagnostics, renderer.faults(), of_output].concat()));
    }
    let fail_with = |faults: Vec<Diagnostic>| fail([diagnostics.clone(), faults].concat());
    let output = output.map_err(|fault| fail_with(vec![fault]))?;

    let site = renderer.site();
    let next_change = NextChange::known(site.next_text_change);
    let output = output.meant_as(Visibility { next_change, ..visibility });
    let of_clock = match arguments.load.at {
        None => after_later_moment(site, instant, &output).map_err(|it| fail_with(vec![it]))?,
        Some(_) => Later::Publish(Vec::new()),
    };
    let of_clock = match of_clock {
        Later::Publish(warnings) => warnings,
        Later::WithoutExpired(moment) => return Ok(Attempt::WithoutExpired(moment)),
    };
    let moved = moved(site, &folder(arguments));
    let host = match arguments.load.base_url {
        Some(_) => None,
        None => another_host(site, &folder(arguments)),
    };
    let first = other_first(site, &output);
    // Where addresses have other letters, all are other ones.
    let lost = if moved.is_some() { Vec::new() } else { lost(site, &output) };
    let pages = site.routes.iter().filter(|(_, route)| is_page(route)).count();
    let reveal = arguments.load.reveal();
    let held = held(&site.held, site.next_change, &site.config.time_zone, reveal);
    // What else was warned of is to be said again each time.
    let is_of_settings = |fault| of_settings.contains(fault);
    let build_inputs = build_inputs.filter(|_| diagnostics.iter().all(is_of_settings));
    let built = build_inputs.map(|build_inputs| build_inputs.into_built(site, pages));
    let surroundings = surroundings(&files, &options, instant, &library, &output);
    let made = Made { surroundings, built };
    let written =
        match write(&renderer, &files, (output, &folder(arguments)), made, arguments.quiet) {
            Ok(written) => written,
            Err(faults) => match files.changed() {
                Some(change) => return Ok(Attempt::Changed(change)),
                None if files.reader().has_lost() => return Ok(Attempt::WithoutNotes),
                None => return Err(fail_with(faults)),
            },
        };
    if let Some(noting) = noting {
        output::keep(&folder(arguments), KeptFile::Texts, |to| noting.write(&library, to));
    }
    files.folder().keep_cards(&card_keys(site));
    let of_readers = written.private.as_ref().map(|it| private(arguments, it));
    let more =
        of_clock.into_iter().chain(of_readers).chain(moved).chain(host).chain(first).chain(lost);
    let more: Vec<Diagnostic> = more.collect();
    report(site_folder, &[diagnostics, more].concat());
    tell(arguments, &held, pages, &written, started);
    // The program ends here: to free a hundred thousand texts one by one takes
    // longer than the system does.
    std::mem::forget((library, renderer));
    Ok(Attempt::Done)
}

/// What the pages of a build are made from.
struct Made {
    /// But for the content of texts, as a hash.
    surroundings: Option<u128>,
    /// What is remembered of the build.
    built: Option<BuildRecord>,
}

/// Renders every page that is not there already, and writes what changed.
fn write(
    renderer: &Renderer,
    files: &FolderListing,
    (output, folder): (Output, &Path),
    Made { surroundings, built }: Made,
    quiet: bool,
) -> Result<output::FileCounts, Vec<Diagnostic>> {
    let routes: Vec<_> = renderer.site().routes.iter().collect();
    let derived = DerivedFiles::of(renderer, &output, files);
    let made_from = surroundings.map(|surroundings| renderer.made_from(surroundings));
    let entry = |(path, route): &(&SitePath, &Route)| Entry {
        path: path.to_output(),
        rank: rank(route),
        made_from: made_from.as_ref().and_then(|it| it.of(path, route)).map(Identity::of_hash),
    };
    let of_routes: Vec<Entry> = routes.par_iter().map(entry).collect();
    let entries = [derived.entries(), &of_routes].concat();
    let progress = Progress::new(
        "",
        40,
        routes.len() as u64,
        |done, all| format!("{done}/{all} pages"),
        quiet,
    );
    let plan = plan(&renderer.site().config);
    let produce = |at: usize| {
        let Some(at) = at.checked_sub(derived.entries().len()) else {
            return derived.content(at);
        };
        let (path, _) = routes[at];
        let content = renderer.render(path);
        let content = content.and_then(|page| content_of(page, renderer, files.folder(), &plan));
        progress.add_one();
        content
    };
    // A site that is half of one day and half of another never was.
    let may_appear = || match (files.lost(), files.changed()) {
        (Some(fault), _) => Err(vec![fault]),
        (None, Some(change)) => Err(changing(change)),
        (None, None) => Ok(()),
    };
    // What recipes made first; then pages that show the same stories, one after the other.
    let first = derived.entries().iter().map(|_| 0);
    let turns = first.chain(routes.iter().map(|(_, route)| newest_shown(renderer.site(), route)));
    let output = output.in_turns(turns.collect());
    let written = output.publish_if(&entries, built, produce, may_appear);
    drop(progress);
    if written.is_ok() {
        derived.keep(folder);
    }
    written
}

fn tell(
    arguments: &Build,
    held: &str,
    pages: usize,
    written: &output::FileCounts,
    started: Instant,
) {
    if !arguments.quiet {
        println!(
            "{held}Built {} in {}: {} written, {} unchanged, {} removed",
            counted(pages, "page"),
            seconds(started.elapsed()),
            counted(written.written, "file"),
            grouped(written.unchanged),
            grouped(written.removed),
        );
    }
}

fn private(arguments: &Build, output: &Private) -> Diagnostic {
    let folder = folder(arguments);
    let mut command = format!("chmod -R a+rX {}", argument(&folder));
    if !output.parents.is_empty() {
        let parents: Vec<_> = output.parents.iter().map(|parent| argument(parent)).collect();
        command = format!("chmod a+x {} && {command}", parents.join(" "));
    }
    let folder = folder.display();
    Diagnostic::warning(format!(
        "nobody but you can read `{folder}`, since your `umask` keeps others out: neither can \
         a web server of another user"
    ))
    .hint(format!("let others read it with `{command}`, which later builds keep"))
}

fn rank(route: &Route) -> Rank {
    match route {
        Route::File(_) | Route::Card(_) | Route::Robots => Rank::File,
        Route::RedirectList => Rank::Listing,
        Route::Edition(_, page) => rank_in_edition(page),
    }
}

fn rank_in_edition(page: &EditionPage) -> Rank {
    match page {
        EditionPage::WebManifest => Rank::File,
        EditionPage::Briefing(_)
        | EditionPage::Standing(_)
        | EditionPage::NotFound
        | EditionPage::Redirect(_) => Rank::Story,
        EditionPage::Home
        | EditionPage::Section { .. }
        | EditionPage::Latest { .. }
        | EditionPage::Tags
        | EditionPage::Authors
        | EditionPage::Author { .. }
        | EditionPage::Series { .. }
        | EditionPage::MostRead
        | EditionPage::Corrections
        | EditionPage::Feed { .. }
        | EditionPage::LiveFeed { .. }
        | EditionPage::LiveUpdates(_)
        | EditionPage::Podcast(_)
        | EditionPage::Sitemap(_)
        | EditionPage::NewsSitemap
        | EditionPage::Search
        | EditionPage::Tag { .. }
        | EditionPage::Year(_)
        | EditionPage::Month(_)
        | EditionPage::Day(_)
        | EditionPage::Print(_) => Rank::Listing,
    }
}

fn is_page(route: &Route) -> bool {
    let Route::Edition(_, page) = route else { return false };
    !matches!(
        page,
        EditionPage::Redirect(_)
            | EditionPage::Feed { .. }
            | EditionPage::LiveFeed { .. }
            | EditionPage::LiveUpdates(_)
            | EditionPage::Podcast(_)
            | EditionPage::Sitemap(_)
            | EditionPage::NewsSitemap
            | EditionPage::WebManifest
            | EditionPage::Print(_)
    )
}

/// The keys of all cards.
fn card_keys(site: &Site) -> HashSet<u128> {
    let card = |route: &Route| match route {
        Route::Card(card) => Some(card.key),
        _ => None,
    };
    site.routes.iter().filter_map(|(_, route)| card(route)).collect()
}

fn content_of(
    page: Page,
    renderer: &Renderer,
    folder: &Folder,
    plan: &Plan,
) -> Result<Content, Vec<Diagnostic>> {
    Ok(match page {
        Page::Html(bytes) | Page::Data(bytes) => Content::Bytes(bytes),
        Page::File(FileSource::Own(file)) => Content::Copy(folder.path(&file)),
        Page::File(FileSource::Picture(picture)) => {
            Content::Copy(folder.picture_file(&picture, plan).map_err(|fault| vec![fault])?)
        }
        Page::Card(card) => Content::Copy(folder.card_file(card.key, || renderer.draw(&card))?),
        Page::File(FileSource::BuiltIn(name)) => {
            Content::Bytes(theme::static_file(name).unwrap_or_default().to_vec())
        }
    })
}
