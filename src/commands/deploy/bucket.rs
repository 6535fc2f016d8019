//! Publishing to a bucket.

use std::collections::HashSet;
use std::time::Duration;

use super::{Ready, named_changes, tell};
use crate::cli::Deploy;
use crate::commands::feed_authority::{FEED, refuse_other_authority};
use crate::commands::{counted, grouped};
use crate::diagnostic::Diagnostic;
use crate::github::told_size;
use crate::publish::{
    Access, BucketAddress, Object, PathChange, Plan, Store, lingers, md5_of_file, publish,
};
use crate::regular_file;
use crate::terminal::progress::Progress;
use crate::text::printable::on_one_line;

pub(super) fn deploy(
    arguments: &Deploy,
    address: &BucketAddress,
    mut ready: Ready,
) -> Result<(), Vec<Diagnostic>> {
    let one = |fault| vec![fault];
    let access = Access::from_variables(|name| std::env::var(name).ok())?;
    let objects = Object::of_files(std::mem::take(&mut ready.files), &address.prefix)?;
    let store = Store::new(address, &access).map_err(one)?;
    let files = objects.iter().map(|object| object.path.as_str());
    let md5s = ready.output.hashes(files, md5_of_file).map_err(one)?;
    let present = store.present().map_err(one)?;
    let plan = Plan::new(&objects, &md5s, &present);
    if plan.is_empty() {
        tell(arguments, || format!("Nothing to publish: {address} is the same already"));
        return Ok(());
    }
    if !arguments.replace {
        refuse_what_is_of_others(&plan, address).map_err(one)?;
    }
    let removed: HashSet<&str> = plan.removed.iter().map(String::as_str).collect();
    let stays: HashSet<&str> = objects.iter().map(|object| object.path.as_str()).collect();
    ready
        .refuse_lost_addresses(arguments, &removed, |path| stays.contains(path), address)
        .map_err(one)?;
    if present.has(FEED)
        && let Some(published) = store.bytes(FEED).map_err(one)?
    {
        let feed = regular_file::read(&ready.folder.join(FEED)).unwrap_or_default();
        let [published, feed] =
            [published, feed].map(|feed| String::from_utf8_lossy(&feed).into_owned());
        refuse_other_authority(&published, &feed, &ready.config).map_err(one)?;
    }
    let would = Announcement { objects: &objects, plan: &plan, address };
    if arguments.dry_run {
        tell(arguments, || would.publish());
        return Ok(());
    }
    // All that was done since has taken its time.
    ready.refuse_other_moments(arguments).map_err(one)?;
    if arguments.linger > 0 && plan.removed.iter().any(|path| lingers(path)) {
        tell(arguments, || would.linger(arguments.linger));
    }
    let progress = would.progress(arguments.quiet);
    let linger = Duration::from_secs(arguments.linger.into());
    publish(&store, &objects, &plan, linger, &|| progress.add_one()).map_err(one)?;
    drop(progress);
    tell(arguments, || would.published());
    Ok(())
}

/// Refuses to replace what no publication of the site put there.
fn refuse_what_is_of_others(plan: &Plan, address: &BucketAddress) -> Result<(), Diagnostic> {
    let Some(first) = plan.of_others.first() else { return Ok(()) };
    let (first, count) = (on_one_line(first), plan.of_others.len());
    Err(Diagnostic::error(format!(
        "{address} holds {} of the site's paths that no deploy put there, such as `{first}`",
        if count == 1 {
            "an object at one".into()
        } else {
            format!("objects at {}", grouped(count))
        },
    ))
    .hint("if they are to become those of this site, deploy with --replace"))
}

/// The announcement of a publication.
struct Announcement<'a> {
    objects: &'a [Object],
    plan: &'a Plan,
    address: &'a BucketAddress,
}

impl Announcement<'_> {
    fn publish(&self) -> String {
        let mut lines =
            vec![format!("Would publish {} to {}: {}", self.size(), self.address, self.numbers())];
        let path = |index: &usize| self.objects[*index].path.as_str();
        let mut changes: Vec<(PathChange, &str)> =
            self.plan.added.iter().map(|index| (PathChange::Added, path(index))).collect();
        changes.extend(self.plan.changed.iter().map(|index| (PathChange::Changed, path(index))));
        changes.extend(self.plan.removed.iter().map(|path| (PathChange::Removed, path.as_str())));
        lines.extend(named_changes(changes.into_iter()));
        lines.join("\n")
    }

    fn linger(&self, seconds: u32) -> String {
        format!(
            "What pages linked to before is removed {} after the last page, for those who see a copy \
             of such a page",
            counted(seconds, "second")
        )
    }

    fn published(&self) -> String {
        format!("Published {} to {}: {}", self.size(), self.address, self.numbers())
    }

    fn progress(&self, is_quiet: bool) -> Progress {
        let steps = self.plan.added.len() + self.plan.changed.len() + self.plan.removed.len();
        let words = |done: u64, total: u64| format!("{done} of {total} objects");
        Progress::new("Publishing", 30, steps as u64, words, is_quiet)
    }

    fn size(&self) -> String {
        let bytes = self.objects.iter().map(|object| object.bytes).sum();
        format!("{} ({})", counted(self.objects.len(), "file"), told_size(bytes))
    }

    fn numbers(&self) -> String {
        let [added, changed, removed] =
            [self.plan.added.len(), self.plan.changed.len(), self.plan.removed.len()].map(grouped);
        format!("{added} added, {changed} changed, {removed} removed")
    }
}
