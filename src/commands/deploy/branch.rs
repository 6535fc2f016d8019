//! Publishing to a branch of a git remote.

use std::collections::HashSet;
use std::path::Path;

use super::{Ready, named_changes, tell};
use crate::cli::Deploy;
use crate::commands::feed_authority::{FEED, refuse_other_authority};
use crate::commands::{counted, grouped, report};
use crate::diagnostic::Diagnostic;
use crate::github::told_size;
use crate::publish::{
    CNAME, PathChange, PathChanges, Publication, SourceRepository, Target, Tip, Workshop,
};
use crate::regular_file;
use crate::text::config::{self, Cname, Config};

pub(super) fn deploy(arguments: &Deploy, mut ready: Ready) -> Result<(), Vec<Diagnostic>> {
    let one = |fault| vec![fault];
    let source = SourceRepository::open(&arguments.site).map_err(one)?;
    let target = Target::new(&source, &arguments.remote, &arguments.branch).map_err(one)?;
    let domain = ready.config.cname.domain(&ready.config.base_url);
    let publication = Publication::new(std::mem::take(&mut ready.files), domain.as_deref());
    check_sizes(&publication, &target, &arguments.site)?;

    let workshop = Workshop::open(&source).map_err(one)?;
    let tip = workshop.fetch(&target).map_err(one)?;
    let tree = workshop.import(&publication).map_err(one)?;
    let changes = workshop.changes(tip.as_ref(), &tree).map_err(one)?;
    if is_there(arguments, tip.as_ref(), &changes) {
        tell(arguments, || format!("Nothing to publish: {target} is the same already"));
        return Ok(());
    }
    check_losses(&changes, &source, &target, &ready.config, &workshop).map_err(one)?;
    let removed = changes.0.iter().filter(|(change, _)| *change == PathChange::Removed);
    let removed: HashSet<&str> = removed.map(|(_, path)| path.as_str()).collect();
    ready
        .refuse_lost_addresses(arguments, &removed, |path| publication.has(path), &target)
        .map_err(one)?;
    if let Some(published) = workshop.text(FEED).map_err(one)? {
        let feed = regular_file::read(&ready.folder.join(FEED)).unwrap_or_default();
        let feed = String::from_utf8_lossy(&feed);
        refuse_other_authority(&published, &feed, &ready.config).map_err(one)?;
    }
    let would = Announcement { publication: &publication, changes: &changes, target: &target };
    if arguments.dry_run {
        tell(arguments, || would.publish());
        return Ok(());
    }
    let parent = tip.as_ref().filter(|_| !arguments.orphan);
    let commit = workshop.commit(&tree, parent, &message(arguments, &source)).map_err(one)?;
    // All that was done since has taken its time.
    ready.refuse_other_moments(arguments).map_err(one)?;
    workshop.push(&target, tip.as_ref(), &commit).map_err(one)?;
    tell(arguments, || would.published(&commit));
    Ok(())
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

fn message(arguments: &Deploy, source: &SourceRepository) -> String {
    let of_commit = || match &source.commit {
        Some(commit) => format!("Publish the site at {commit}"),
        None => "Publish the site".into(),
    };
    arguments.message.clone().unwrap_or_else(of_commit)
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
        let changes = self.changes.0.iter();
        lines.extend(named_changes(changes.map(|(change, path)| (*change, path.as_str()))));
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
