//! The files of a build that recipes make: only those of which what they follow from changed.

use std::io::ErrorKind;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use crate::commands::build_inputs::program;
use crate::diagnostic::Diagnostic;
use crate::output::{Content, Entry, Identity, KeptFile, Output, Rank, keep};
use crate::render::{Derivation, Renderer, WordCache, list_path, listed_paths};
use crate::routes::Recipe;
use crate::site::{Files, Site};
use crate::text::kept::KeptBytes;
use crate::url::SitePath;

/// The files that recipes make of a site.
#[derive(Default)]
pub(super) struct DerivedFiles {
    entries: Vec<Entry>,
    /// How each is made, and what it holds: nothing if it is in place.
    contents: Vec<(Recipe, Option<KeptBytes>)>,
    /// What is to be kept for the next build.
    kept: Vec<(KeptFile, Vec<KeptBytes>)>,
}

impl DerivedFiles {
    /// Those of a site that goes to `output`; what is made is put aside by `site_files`.
    pub(super) fn of(renderer: &Renderer, output: &Output, site_files: &dyn Files) -> Self {
        let mut files = DerivedFiles::default();
        for recipe in renderer.recipes() {
            let identity = identity(renderer.derivation(recipe));
            let found: Vec<(SitePath, Option<KeptBytes>)> =
                match in_place(output, recipe, renderer.site(), identity) {
                    Some(paths) => paths.into_iter().map(|path| (path, None)).collect(),
                    None => {
                        let file = kept_words(recipe);
                        let words = known_words(output, file).unwrap_or_default();
                        let keep = |bytes| site_files.keep(bytes);
                        let (made, kept) = renderer.derive(recipe, &words, keep);
                        files.kept.extend(kept.map(|words| (file, words)));
                        made.into_iter().map(|(path, bytes)| (path, Some(bytes))).collect()
                    }
                };
            for (path, content) in found {
                files.entries.push(entry(recipe, renderer.site(), &path, identity));
                files.contents.push((recipe, content));
            }
        }
        files
    }

    /// Keeps for the next build to the folder `output` what saves it work.
    pub(super) fn keep(&self, output: &Path) {
        for (file, pieces) in &self.kept {
            keep(output, *file, |to| {
                for piece in pieces {
                    to.write_all(&piece.read().ok_or(ErrorKind::UnexpectedEof)?)?;
                }
                // Another program may cut other words.
                to.write_all(&this_program())
            });
        }
    }

    /// Where they go.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the file at index `at` of the entries holds.
    pub(super) fn content(&self, at: usize) -> Result<Content, Vec<Diagnostic>> {
        let (recipe, content) = &self.contents[at];
        let content = content.as_ref().ok_or_else(|| vec![changed(*recipe)])?;
        // If it was lost, nothing is published.
        Ok(Content::Bytes(content.read().unwrap_or_default().into_owned()))
    }
}

fn kept_words(recipe: Recipe) -> KeptFile {
    KeptFile::Words(recipe.edition().0)
}

/// The words that an earlier build to `output` by this program knew.
fn known_words(output: &Output, file: KeptFile) -> Option<WordCache> {
    let (bytes, _) = output.kept(file)?;
    let (words, of) = bytes.split_last_chunk()?;
    (*of == this_program()).then(|| WordCache::read(words))?
}

fn this_program() -> [u8; 16] {
    xxh3_128(program().as_bytes()).to_le_bytes()
}

fn changed(recipe: Recipe) -> Diagnostic {
    let message =
        format!("a file of {} was changed in the output during the build", recipe.owner());
    Diagnostic::error(message).hint("build again")
}

/// The file that names the others comes after them.
fn entry(recipe: Recipe, site: &Site, path: &SitePath, identity: Identity) -> Entry {
    let rank = if *path == list_path(recipe, site) { Rank::Listing } else { Rank::File };
    Entry { path: path.to_output(), rank, made_from: Some(identity) }
}

/// The paths of all files of a recipe, if every one was made from `identity`.
fn in_place(
    output: &Output,
    recipe: Recipe,
    site: &Site,
    identity: Identity,
) -> Option<Vec<SitePath>> {
    let find = |path: &SitePath| output.made_from(&path.to_output(), identity);
    let list = std::fs::read(find(&list_path(recipe, site))?).ok()?;
    let paths = listed_paths(recipe, site, &list)?;
    paths.iter().all(|path| find(path).is_some()).then_some(paths)
}

/// What the files of a recipe follow from, the program that makes them included.
fn identity(Derivation { recipe, identity }: Derivation) -> Identity {
    Identity::of_bytes(format!("{recipe:?} {} {identity:x}", program()).as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;
    use crate::model::Reveal;
    use crate::site::{Address, Instant, LoadOptions, load};
    use crate::source::Folder;

    /// A renderer of the site in `folder`, whose one story has this text.
    fn renderer(folder: &Path, text: &str) -> Renderer {
        let content = folder.join("content/politics");
        fs::create_dir_all(&content).unwrap();
        let settings = "title: T\nbase_url: https://news.example/\nsections: [politics]\n";
        fs::write(folder.join("site.yaml"), settings).unwrap();
        let story = format!("---\ntitle: Talks\ndate: 2026-02-01\n---\n{text}\n");
        fs::write(content.join("talks.md"), story).unwrap();
        let options = LoadOptions {
            instant: Instant::Exact("2026-02-10T00:00:00Z".parse().unwrap()),
            address: Address::Configured,
            reveal: Reveal::default(),
        };
        let loaded = load(&Folder::new(folder), &options);
        assert_eq!(loaded.diagnostics, []);
        Renderer::new(loaded.site).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// Publishes what recipes make; the paths of all, and how many were made for it.
    fn published(renderer: &Renderer, public: &Path) -> (Vec<String>, usize) {
        // Longer than a tick of any clock by which a disk's files are stamped.
        sleep(Duration::from_millis(20));
        let output = Output::open(public).unwrap();
        let files = DerivedFiles::of(renderer, &output, &Folder::new(public));
        let paths = files.entries().iter().map(|entry| entry.path.as_str().to_string()).collect();
        let made = files.contents.iter().filter(|(_, content)| content.is_some()).count();
        output.publish_if(files.entries(), None, |at| files.content(at), || Ok(())).unwrap();
        (paths, made)
    }

    #[test]
    fn what_a_recipe_would_make_again_as_it_is_is_not_made() {
        let place = tempfile::tempdir().unwrap();
        let (site, public) = (place.path().join("site"), place.path().join("public"));
        let before = renderer(&site, "Water.");
        let (paths, made) = published(&before, &public);
        assert!(paths.contains(&"search/index.json".to_string()), "{paths:?}");
        assert_eq!(made, paths.len());
        // Only now is it sure that nobody changed them within the same tick.
        published(&before, &public);
        assert_eq!(published(&renderer(&site, "Water."), &public), (paths.clone(), 0));

        let after = renderer(&site, "Trade.");
        assert_eq!(published(&after, &public).1, paths.len());
        published(&after, &public);
        assert_eq!(published(&after, &public).1, 0);
        // One that somebody spoiled is not in place, so all are made.
        sleep(Duration::from_millis(20));
        fs::write(public.join("search/table.bin"), "spoiled").unwrap();
        assert_eq!(published(&after, &public).1, paths.len());
    }

    #[test]
    fn a_recipe_keeps_the_names_of_what_it_makes() {
        let place = tempfile::tempdir().unwrap();
        let renderer = renderer(place.path(), "Water and trade, trade and water.");
        for recipe in renderer.recipes() {
            let files = renderer.derived(recipe);
            assert!(!files.is_empty());
            for (path, _) in files {
                let keeper =
                    Recipe::keeping(path, renderer.site().homes()).map(|(recipe, _)| recipe);
                assert_eq!(keeper, Some(recipe), "{path}");
            }
            let list = files.iter().find(|(path, _)| *path == list_path(recipe, renderer.site()));
            let paths: Vec<SitePath> = files.iter().map(|(path, _)| path.clone()).collect();
            assert_eq!(listed_paths(recipe, renderer.site(), &list.unwrap().1), Some(paths));
            let (made, words) = renderer.derive(recipe, &WordCache::default(), |bytes| bytes);
            assert_eq!(made, files);
            // By the words that were kept the same is made, and the same is kept.
            let words = words.unwrap().concat();
            let known = WordCache::read(&words).unwrap();
            let again = renderer.derive(recipe, &known, |bytes| bytes);
            assert_eq!((again.0, again.1.unwrap().concat()), (made, words.clone()));
            assert!(WordCache::read(&words[..words.len() - 1]).is_none(), "not whole");
        }
    }
}
