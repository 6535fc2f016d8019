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
pub mod words;

use jiff::civil::Date;
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
    pub title: &'a str,
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

/// Words in so many places are frequent: they have no list of their own of the
/// places where they stand, which a phrase would have to load.
const FREQUENT_PLACES: usize = 32 << 10;

/// All files of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchIndex {
    /// Each with its path on the site, such as `/search/terms/3.bin`; always in
    /// the same order.
    pub files: Vec<(SitePath, Vec<u8>)>,
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
    terms: Vec<String>,
    positions: Vec<String>,
    pairs: Vec<String>,
    slips: Vec<String>,
    list: Vec<String>,
    table: String,
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
        Self::build_with(folder, stories, vocabulary, sections, language, FREQUENT_PLACES)
    }

    fn build_with(
        folder: &SitePath,
        stories: &[Story<'_>],
        vocabulary: &SharedInterner,
        sections: &[(&str, &str)],
        language: &str,
        frequent_places: usize,
    ) -> Self {
        let vocabulary = vocabulary.words();
        let all = Terms::of(stories, &vocabulary, &Stems::of_language(language), frequent_places);
        let files = term_files::divide(&all);
        let blocks = term_files::blocks(&all, &files);
        let encode = || term_files::encode(stories, &all, &files, &blocks);
        let of_words = || (pairs::pair_files(stories, &all), slips::slip_files(&all));
        let of_stories = || (lists::lists(stories), lists::table(stories), lists::average(stories));
        let (encoded, ((pairs, slips), (lists, table, average))) =
            rayon::join(encode, || rayon::join(of_words, of_stories));
        let Encoded { terms, heads, positions, positions_at } = encoded;
        let manifest = Manifest {
            stories: stories.len(),
            words: average,
            sections,
            first: files.iter().map(|file| &*file.first).collect(),
            per_stories: lists::per_list(stories.len()),
            heads: &heads,
            position_starts: blocks.iter().map(|block| block.start).collect(),
            positions_at: &positions_at,
            frequent: all.frequent_words(),
            pair_starts: &pairs.starts,
            pair_heads: &pairs.heads,
            terms: fingerprints(&terms),
            positions: fingerprints(&positions),
            pairs: fingerprints(&pairs.files),
            slips: fingerprints(&slips),
            list: fingerprints(&lists),
            table: fingerprint(&table),
        };
        // Strings and numbers can always be written.
        let manifest = serde_json::to_vec(&manifest).unwrap_or_default();
        let numbered = [terms, positions, pairs.files, slips, lists];
        let paths = paths(folder, numbered.each_ref().map(Vec::len));
        let numbered = numbered.into_iter().flatten();
        let bytes = [manifest, table].into_iter().chain(numbered);
        SearchIndex { files: paths.into_iter().zip(bytes).collect() }
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

fn fingerprints(files: &[Vec<u8>]) -> Vec<String> {
    files.par_iter().map(|bytes| fingerprint(bytes)).collect()
}

/// Tells versions of a file apart.
fn fingerprint(bytes: &[u8]) -> String {
    format!("{:08x}", xxh3_64(bytes) >> 32)
}
