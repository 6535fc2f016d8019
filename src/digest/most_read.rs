//! What was read most on a day, whatever day the store of reads ends with.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::reads::store;
use crate::reads::stories::Finder;
use crate::routes::EditionId;
use crate::site::Site;

/// The stories of each edition that were read on a day, most first; `text` is the store of reads.
/// Its faults were told when the site was loaded.
pub fn most_read_on(site: &Site, text: &str, day: Date) -> HashMap<EditionId, Vec<usize>> {
    let windows = [("day".to_string(), 1)];
    let file = &site.config.most_read.reads;
    let readership = store::readership(text, file, &windows, day, &mut Vec::new());
    // The store may end before that day.
    if readership.as_of != Some(day) {
        return HashMap::new();
    }
    let finder = Finder::new(&site.config.base_url, &site.routes);
    let mut reads: HashMap<(EditionId, usize), u64> = HashMap::new();
    for (path, counts) in readership.paths() {
        let story = finder.briefing(path).filter(|(edition, at)| {
            // Nobody pays for a place among them.
            !site.edition(*edition).briefings[*at].article.facts.kind.is_paid_for()
        });
        if let Some(story) = story {
            let sum = reads.entry(story).or_default();
            *sum = counts.iter().fold(*sum, |sum, count| sum.saturating_add(*count));
        }
    }
    let mut ranked: Vec<_> = reads.into_iter().filter(|(_, reads)| *reads > 0).collect();
    ranked.sort_unstable_by_key(|((edition, at), reads)| (edition.0, u64::MAX - reads, *at));
    let mut by_edition: HashMap<EditionId, Vec<usize>> = HashMap::new();
    for ((edition, at), _) in ranked {
        by_edition.entry(edition).or_default().push(at);
    }
    by_edition
}
