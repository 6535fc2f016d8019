//! `dateline deploy`: publish an output to a branch of a remote.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::cli::Deploy;
use crate::commands::feed_authority::{FEED, refuse_other_authority};
use crate::commands::output_folder::refuse_places;
use crate::commands::visibility::refuse_other_moments;
use crate::commands::{Failed, counted, grouped, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::github::told_size;
use crate::output::{Audience, FinishedOutput, PublishedFile};
use crate::publish::{
    CNAME, PathChange, PathChanges, Publication, SourceRepository, Target, Tip, Workshop,
};
use crate::regular_file;
use crate::site::{Files, Paths};
use crate::source::Folder;
use crate::text::config::{self, Cname, Config};
use crate::text::printable::on_one_line;
use crate::url::{OutputPath, SitePath};

/// How many paths a dry run names.
const NAMED: usize = 20;

pub(super) fn run(arguments: &Deploy) -> Result<(), Failed> {
    deploy(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })
}

fn deploy(arguments: &Deploy) -> Result<(), Vec<Diagnostic>> {
    let one = |fault| vec![fault];
    let (config, settings) = settings(&arguments.site)?;
    let folder = arguments.output.clone().unwrap_or_else(|| arguments.site.join("public"));
    let output = FinishedOutput::open(&folder).map_err(one)?;
    refuse_places(&folder, &arguments.site).map_err(one)?;
    let visibility = output.visibility();
    if visibility.audience == Audience::Newsroom && !arguments.with_held {
        return Err(vec![not_public(&folder)]);
    }
    let refuse_other_moments =
        || refuse_other_moments(visibility, &folder, arguments.with_held, &config.time_zone);
    refuse_other_moments().map_err(one)?;
    let source = SourceRepository::open(&arguments.site).map_err(one)?;
    let target = Target::new(&source, &arguments.remote, &arguments.branch).map_err(one)?;
    let domain = config.cname.domain(&config.base_url);
    let files = files(arguments, &output, &folder)?;
    refuse_an_example_address(&output, &folder, &config, &settings).map_err(one)?;
    let publication = Publication::new(files, domain.as_deref());
    check_sizes(&publication, &target, &arguments.site)?;

    let workshop = Workshop::open(&source).map_err(one)?;
    let tip = workshop.fetch(&target).map_err(one)?;
    let tree = workshop.import(&publication).map_err(one)?;
    let changes = workshop.changes(tip.as_ref(), &tree).map_err(one)?;
    if is_there(arguments, tip.as_ref(), &changes) {
        tell(arguments, || format!("Nothing to publish: {target} is the same already"));
        return Ok(());
    }
    check_losses(&changes, &source, &target, &config, &workshop).map_err(one)?;
    refuse_lost_addresses(&changes, &publication, &target, arguments.lose_addresses)
        .map_err(one)?;
    if let Some(published) = workshop.text(FEED).map_err(one)? {
        let feed = regular_file::read(&folder.join(FEED)).unwrap_or_default();
        let feed = String::from_utf8_lossy(&feed);
        refuse_other_authority(&published, &feed, &config).map_err(one)?;
    }
    let would = Announcement { publication: &publication, changes: &changes, target: &target };
    if arguments.dry_run {
        tell(arguments, || would.publish());
        return Ok(());
    }
    let parent = tip.as_ref().filter(|_| !arguments.orphan);
    let commit = workshop.commit(&tree, parent, &message(arguments, &source)).map_err(one)?;
    // All that was done since has taken its time.
    refuse_other_moments().map_err(one)?;
    workshop.push(&target, tip.as_ref(), &commit).map_err(one)?;
    tell(arguments, || would.published(&commit));
    Ok(())
}

/// The settings of the site, and the text of their file.
fn settings(site: &Path) -> Result<(Config, String), Vec<Diagnostic>> {
    let bytes = Folder::new(site).read(config::FILE).map_err(|fault| vec![fault])?;
    let source = String::from_utf8_lossy(&bytes).into_owned();
    let (config, faults) = config::parse(&source);
    match faults.iter().any(Diagnostic::is_error) {
        true => Err(faults),
        false => Ok((config, source)),
    }
}

/// Refuses a site whose links lead to an example. What it was built for counts, which
/// `--base-url` or an older site.yaml may have said.
fn refuse_an_example_address(
    output: &FinishedOutput,
    folder: &Path,
    config: &Config,
    settings: &str,
) -> Result<(), Diagnostic> {
    let Some(built_for) = output.origin().filter(config::is_of_an_example) else {
        return Ok(());
    };
    let fault = match config::example_address(&config.base_url, settings) {
        Some(fault) => fault,
        None => Diagnostic::error(format!(
            "`{}` was built for `{built_for}`, which is an example address",
            folder.display()
        ))
        .hint(format!("run `dateline build`, so that its links lead to `{}`", config.base_url)),
    };
    Err(Diagnostic { severity: Severity::Error, ..fault })
}

/// What is published of the output.
fn files(
    arguments: &Deploy,
    output: &FinishedOutput,
    folder: &Path,
) -> Result<Vec<PublishedFile>, Vec<Diagnostic>> {
    if arguments.with_other_files {
        return output.all_files();
    }
    let files = output.files()?;
    report(&arguments.site, &left_out(folder, &output.others()).into_iter().collect::<Vec<_>>());
    Ok(files)
}

fn left_out(folder: &Path, others: &[PathBuf]) -> Option<Diagnostic> {
    let first = folder.join(others.first()?);
    let first = first.display();
    let what = match others.len() - 1 {
        0 => format!("`{first}` was written by no build, and is not published"),
        1 => format!("`{first}` and 1 other file were written by no build, and are not published"),
        others => format!(
            "`{first}` and {} other files were written by no build, and are not published",
            grouped(others)
        ),
    };
    Some(Diagnostic::warning(what).hint(
        "put what belongs to the site into its folder `static`, or publish all that is there with \
         --with-other-files",
    ))
}

/// Whether the branch is as it is to be: the same files, and with `--orphan` no
/// other commits.
fn is_there(arguments: &Deploy, tip: Option<&Tip>, changes: &PathChanges) -> bool {
    let has_history = |tip: &Tip| arguments.orphan && !tip.is_alone;
    changes.is_empty() && tip.is_some_and(|tip| !has_history(tip))
}

/// Warns of what is large, and refuses what is too large.
fn check_sizes(
    publication: &Publication,
    target: &Target,
    site: &Path,
) -> Result<(), Vec<Diagnostic>> {
    let faults = publication.too_large(target);
    if faults.iter().any(Diagnostic::is_error) {
        return Err(faults);
    }
    report(site, &faults);
    Ok(())
}

/// Refuses to replace what was hardly meant to be.
fn check_losses(
    changes: &PathChanges,
    source: &SourceRepository,
    target: &Target,
    config: &Config,
    workshop: &Workshop,
) -> Result<(), Diagnostic> {
    let settings = format!("{}{}", source.prefix, config::FILE);
    if [config::FILE, &settings].iter().any(|file| changes.remove(file)) {
        return Err(Diagnostic::error(format!("{target} holds the sources of a site"))
            .hint("publish to another branch: its files are replaced by those of the output"));
    }
    if changes.remove(CNAME) && config.cname != Cname::None {
        let domain = workshop.text(CNAME)?.unwrap_or_default();
        return Err(Diagnostic::error(format!("{target} would lose its domain `{domain}`"))
            .hint(format!("add `cname: {domain}` to site.yaml to keep it, or `cname: false`")));
    }
    Ok(())
}

/// Refuses to take away the addresses of more than so many stories and pages.
fn refuse_lost_addresses(
    changes: &PathChanges,
    publication: &Publication,
    target: &Target,
    most: usize,
) -> Result<(), Diagnostic> {
    let removed = changes.0.iter().filter(|(change, _)| *change == PathChange::Removed);
    let removed: HashSet<&str> = removed.map(|(_, path)| path.as_str()).collect();
    let is_there = |file: &str| removed.contains(file) || publication.has(file);
    let address = |file: &&str| OutputPath::new(file).map(|path| SitePath::of_output(&path));
    let mut lost: Vec<SitePath> = removed.iter().filter_map(address).collect();
    lost.retain(|path| Paths::default().may_be_of_a_text(path, is_there));
    if lost.len() <= most {
        return Ok(());
    }
    lost.sort_unstable();
    let named: Vec<String> =
        lost.iter().take(NAMED).map(|path| format!("`{}`", on_one_line(path.as_str()))).collect();
    let more = match lost.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more)),
    };
    Err(Diagnostic::error(format!(
        "{target} would lose {} of stories and pages: {}{more}",
        if lost.len() == 1 {
            "1 address".into()
        } else {
            format!("{} addresses", grouped(lost.len()))
        },
        named.join(", ")
    ))
    .hint(format!(
        "lead readers on with `aliases` or `redirects`; if they are to go, deploy with \
         --lose-addresses {}",
        lost.len()
    )))
}

fn message(arguments: &Deploy, source: &SourceRepository) -> String {
    let of_commit = || match &source.commit {
        Some(commit) => format!("Publish the site at {commit}"),
        None => "Publish the site".into(),
    };
    arguments.message.clone().unwrap_or_else(of_commit)
}

fn not_public(output: &Path) -> Diagnostic {
    let output = output.display();
    Diagnostic::error(format!("`{output}` may show what is not public yet")).hint(
        "it was built with --drafts or --future, or for a later moment: run `dateline build`, \
               or publish it as it is with --with-held",
    )
}

fn tell(arguments: &Deploy, words: impl FnOnce() -> String) {
    if !arguments.quiet {
        println!("{}", words());
    }
}

/// The announcement of a publication.
struct Announcement<'a> {
    publication: &'a Publication,
    changes: &'a PathChanges,
    target: &'a Target,
}

impl Announcement<'_> {
    fn published(&self, commit: &str) -> String {
        let commit = commit.get(..10).unwrap_or(commit);
        format!("Published {} to {}: {} ({commit})", self.size(), self.target, self.numbers())
    }

    fn publish(&self) -> String {
        let mut lines =
            vec![format!("Would publish {} to {}: {}", self.size(), self.target, self.numbers())];
        for (change, path) in self.changes.0.iter().take(NAMED) {
            let sign = match change {
                PathChange::Added => '+',
                PathChange::Changed => '~',
                PathChange::Removed => '-',
            };
            lines.push(format!("  {sign} {path}"));
        }
        let rest = self.changes.0.len().saturating_sub(NAMED);
        if rest > 0 {
            lines.push(format!("  and {} more", grouped(rest)));
        }
        lines.join("\n")
    }

    fn size(&self) -> String {
        let files = counted(self.publication.len(), "file");
        format!("{files} ({})", told_size(self.publication.bytes()))
    }

    fn numbers(&self) -> String {
        let [added, changed, removed] =
            [PathChange::Added, PathChange::Changed, PathChange::Removed]
                .map(|change| grouped(self.changes.count(change)));
        format!("{added} added, {changed} changed, {removed} removed")
    }
}
