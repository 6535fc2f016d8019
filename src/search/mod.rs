//! The index of the search: files that the browser's script reads as it needs
//! them. `docs/search-format.md` describes each.

mod gather;
mod lists;
mod pairs;
mod places;
mod slips;
pub mod stems;
mod stream;
mod term_files;
mod terms;
#[cfg(test)]
mod tests;
pub mod varint;
pub mod words;

use std::borrow::Cow;

use jiff::civil::Date;
use pairs::PairFiles;
use rayon::prelude::*;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use term_files::Encoded;
use terms::Terms;
use xxhash_rust::xxh3::xxh3_64;

use crate::search::stems::Stems;
use crate::search::words::{SharedInterner, StoryWords};
use crate::url::SitePath;

/// What is shown of a story that was found, and what sorts it.
pub struct Story<'a> {
    /// The link to it, with the base path.
    pub url: String,
    /// The headline.
    pub title: Cow<'a, str>,
    /// Index of its section.
    pub section: usize,
    /// The day of publication.
    pub day: Date,
    /// When it was published, for machines.
    pub date_iso: String,
    /// When it was published, in words.
    pub date_text: String,
    /// What it is about.
    pub summary: &'a str,
    /// Its language, where it is not the site's.
    pub lang: Option<&'a str>,
    /// The words by which it is found.
    pub words: &'a StoryWords,
}

/// By how much is divided what would be too much at once.
#[derive(Clone, Copy)]
struct Limits {
    /// Words in so many places are frequent: they have no list of their own of the
    /// places where they stand, which a phrase would have to load.
    frequent_places: usize,
    /// Fewer places are gathered in one batch: each takes a hundredth of the time of a build.
    places_at_once: usize,
}

const LIMITS: Limits = Limits { frequent_places: 32 << 10, places_at_once: 8 << 20 };

/// All files of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchIndex<F = Vec<u8>> {
    /// Each with its path on the site, such as `/search/terms/3.bin`; always in
    /// the same order.
    pub files: Vec<(SitePath, F)>,
}

/// A file that was made and put aside.
struct Made<F> {
    /// Tells versions of the file apart.
    fingerprint: String,
    file: F,
}

impl<F> Made<F> {
    fn of(bytes: Vec<u8>, keep: &impl Fn(Vec<u8>) -> F) -> Self {
        Made { fingerprint: format!("{:08x}", xxh3_64(&bytes) >> 32), file: keep(bytes) }
    }
}

/// What the script reads first: how much there is, and where.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    stories: usize,
    words: u64,
    sections: &'a [(&'a str, &'a str)],
    first: Vec<&'a str>,
    per_stories: usize,
    heads: &'a [usize],
    position_starts: Vec<usize>,
    positions_at: &'a [usize],
    frequent: Vec<&'a str>,
    pair_starts: &'a [usize],
    pair_heads: &'a [usize],
    terms: Vec<&'a str>,
    positions: Vec<&'a str>,
    pairs: Vec<&'a str>,
    slips: Vec<&'a str>,
    list: Vec<&'a str>,
    table: &'a str,
}

impl SearchIndex {
    /// In `folder`, of `stories`, the oldest first, whose words are of this vocabulary, on a
    /// site with these `sections` (names in URLs and titles), written in `language`, a BCP 47
    /// tag.
    pub fn build(
        folder: &SitePath,
        stories: &[Story<'_>],
        vocabulary: &SharedInterner,
        sections: &[(&str, &str)],
        language: &str,
    ) -> Self {
        SearchIndex::keep(folder, stories, vocabulary, sections, language, |bytes| bytes)
    }

    /// The manifest of the index in `folder`, whose name never changes.
    pub fn manifest_path(folder: &SitePath) -> SitePath {
        folder.file("index.json")
    }

    /// The paths of all files of the index in `folder` with this manifest, in order; none if
    /// it is no manifest.
    pub fn paths(folder: &SitePath, manifest: &[u8]) -> Option<Vec<SitePath>> {
        let Folders { terms, positions, pairs, slips, list } =
            serde_json::from_slice(manifest).ok()?;
        Some(paths(folder, [terms, positions, pairs, slips, list].map(|files| files.len())))
    }
}

impl<F: Send> SearchIndex<F> {
    /// The same, each file of which is put aside by `keep` as soon as it is made.
    pub fn keep(
        folder: &SitePath,
        stories: &[Story<'_>],
        vocabulary: &SharedInterner,
        sections: &[(&str, &str)],
        language: &str,
        keep: impl Fn(Vec<u8>) -> F + Sync,
    ) -> Self {
        Self::keep_with(folder, stories, vocabulary, sections, language, LIMITS, keep)
    }

    fn keep_with(
        folder: &SitePath,
        stories: &[Story<'_>],
        vocabulary: &SharedInterner,
        sections: &[(&str, &str)],
        language: &str,
        limits: Limits,
        keep: impl Fn(Vec<u8>) -> F + Sync,
    ) -> Self {
        let vocabulary = vocabulary.words();
        let all =
            Terms::of(stories, &vocabulary, &Stems::of_language(language), limits.frequent_places);
        let files = term_files::divide(&all);
        let blocks = term_files::blocks(&all, &files);
        let keep = |bytes| Made::of(bytes, &keep);
        let encode =
            || term_files::encode(stories, &all, &files, &blocks, limits.places_at_once, &keep);
        let of_words = || {
            let PairFiles { starts, heads, files } = pairs::pair_files(stories, &all);
            ((starts, heads, kept(files, keep)), kept(slips::slip_files(&all), keep))
        };
        let of_stories =
            || (lists::lists(stories).map(keep).collect::<Vec<_>>(), keep(lists::table(stories)));
        let (encoded, (((pair_starts, pair_heads, pairs), slips), (lists, table))) =
            rayon::join(encode, || rayon::join(of_words, of_stories));
        let Encoded { terms, heads, positions, positions_at } = encoded;
        let manifest = Manifest {
            stories: stories.len(),
            words: lists::average(stories),
            sections,
            first: files.iter().map(|file| &*file.first).collect(),
            per_stories: lists::per_list(stories.len()),
            heads: &heads,
            position_starts: blocks.iter().map(|block| block.start).collect(),
            positions_at: &positions_at,
            frequent: all.frequent_words(),
            pair_starts: &pair_starts,
            pair_heads: &pair_heads,
            terms: fingerprints(&terms),
            positions: fingerprints(&positions),
            pairs: fingerprints(&pairs),
            slips: fingerprints(&slips),
            list: fingerprints(&lists),
            table: &table.fingerprint,
        };
        // Strings and numbers can always be written.
        let manifest = keep(serde_json::to_vec(&manifest).unwrap_or_default());
        let numbered = [terms, positions, pairs, slips, lists];
        let paths = paths(folder, numbered.each_ref().map(Vec::len));
        let files = [manifest, table].into_iter().chain(numbered.into_iter().flatten());
        SearchIndex { files: paths.into_iter().zip(files.map(|made| made.file)).collect() }
    }
}

/// How many files there are in each folder, by the manifest.
#[derive(Deserialize)]
struct Folders {
    terms: Vec<IgnoredAny>,
    positions: Vec<IgnoredAny>,
    pairs: Vec<IgnoredAny>,
    slips: Vec<IgnoredAny>,
    list: Vec<IgnoredAny>,
}

/// The paths of all files when so many are in each folder.
fn paths(search: &SitePath, counts: [usize; 5]) -> Vec<SitePath> {
    let folders = [
        ("terms", "bin"),
        ("positions", "bin"),
        ("pairs", "bin"),
        ("slips", "bin"),
        ("list", "json"),
    ];
    let numbered = folders.into_iter().zip(counts).flat_map(|((kind, ending), count)| {
        let of_kind = search.folder(kind);
        (0..count).map(move |number| of_kind.file(&format!("{number}.{ending}")))
    });
    [SearchIndex::manifest_path(search), search.file("table.bin")]
        .into_iter()
        .chain(numbered)
        .collect()
}

fn kept<F: Send>(
    files: Vec<Vec<u8>>,
    keep: impl Fn(Vec<u8>) -> Made<F> + Sync + Send,
) -> Vec<Made<F>> {
    files.into_par_iter().map(keep).collect()
}

fn fingerprints<F>(files: &[Made<F>]) -> Vec<&str> {
    files.iter().map(|made| &*made.fingerprint).collect()
}
