//! Carrying out a plan, in an order that leaves no link without a target.
//!
//! What is about to be the site's is noted first, so that nothing can be there without an
//! owner. At the path of each new page a placeholder is laid, since pages link to each other
//! in circles. Then what pages link to is put there, then pages, then feeds; and only when no
//! page links to them any more, old objects are removed: pages and feeds at once, and what pages
//! are shown with when nobody is shown a copy of such a page any more. A publication that broke off is taken up
//! by the next one.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use md5::{Digest, Md5};

use super::object::{Object, Stage, stage};
use super::plan::Plan;
use super::record::{Noted, RECORD, Record, Shown};
use super::store::{Content, Failure, Headers, Store};
use crate::diagnostic::Diagnostic;
use crate::output::SOON;

/// How many objects are sent at once: most of the time goes by waiting.
const AT_ONCE: usize = 24;

/// How much of a file is read at a time, in bytes.
const BLOCK: usize = 128 * 1024;

/// What is not to be kept by anybody.
const KEPT_BY_NOBODY: &str = "no-store";

/// Publishes the objects, with the MD5 of each, as planned; `done` is called after each that
/// was put or removed. What pages linked to stays for so long as `linger` says after the last
/// page was put.
///
/// # Errors
/// What the store said to the first thing that it did not do.
pub fn publish(
    store: &Store,
    objects: &[Object],
    plan: &Plan,
    linger: Duration,
    done: &(impl Fn() + Sync),
) -> Result<(), Diagnostic> {
    let publication = Publication { store, objects, takes_redirects: AtomicBool::new(true) };
    let noted = publication.note(&plan.before)?;
    let mut record = plan.before.clone();
    let put: Vec<usize> = plan.added.iter().chain(&plan.changed).copied().collect();
    publication.lay_placeholders(plan, &put)?;
    // A page may link to a feed that is new as well.
    let stage_of = |index: &usize| match objects[*index].stage {
        Stage::Feed if plan.added.contains(index) => Stage::File,
        stage => stage,
    };
    for stage in [Stage::File, Stage::Page, Stage::Feed] {
        let of_stage: Vec<usize> = put.iter().copied().filter(|i| stage_of(i) == stage).collect();
        publication.put_all(&of_stage, &mut record, done)?;
    }
    publication.refuse_another(&noted)?;
    let (linked, pages): (Vec<_>, Vec<_>) = plan.removed.iter().partition(|path| lingers(path));
    publication.remove_all(&pages, done)?;
    if !linked.is_empty() {
        // When the last page was put is not known if that was in a publication that broke off.
        store.wait(linger)?;
        publication.refuse_another(&noted)?;
        publication.remove_all(&linked, done)?;
    }
    for path in &plan.removed {
        record.objects.remove(path);
    }
    publication.note(&record).map(drop)
}

/// Whether what is removed from this path is needed a while longer, by those who see a copy of a
/// page that linked to it. No page needs a feed or the entries of a live story to be shown, and they
/// have the whole text of stories that may be withdrawn.
pub fn lingers(path: &str) -> bool {
    stage(path) == Stage::File && path.rsplit('/').next() != Some("live.json")
}

struct Publication<'a> {
    store: &'a Store,
    objects: &'a [Object],
    /// Whether the store keeps the address that a page sends readers on to. Some do not know
    /// of it, and answer with an error.
    takes_redirects: AtomicBool,
}

impl Publication<'_> {
    /// Notes what is published, and gives the tag of the note.
    fn note(&self, record: &Record) -> Result<Option<String>, Diagnostic> {
        let bytes = record.to_bytes();
        let headers = Headers {
            media_type: "application/gzip",
            cache: KEPT_BY_NOBODY,
            redirect: None,
            md5: md5_of(&bytes),
        };
        self.store
            .put(RECORD, &Content::Bytes(&bytes), &headers)
            .map_err(|failure| self.store.told(failure))
    }

    /// Refuses to go on if somebody else noted something since.
    fn refuse_another(&self, noted: &Option<String>) -> Result<(), Diagnostic> {
        let (Some(noted), Some(now)) = (noted, self.store.tag(RECORD)?) else { return Ok(()) };
        if now == *noted {
            return Ok(());
        }
        Err(Diagnostic::error("another deploy to the same bucket began meanwhile")
            .hint("deploy again when it is done; in a workflow, `concurrency` keeps them apart"))
    }

    fn remove_all(&self, paths: &[&String], done: &(impl Fn() + Sync)) -> Result<(), Diagnostic> {
        in_parallel(paths, |path| {
            self.store.remove(path)?;
            done();
            Ok(())
        })
        .map_err(|failure| self.store.told(failure))
    }

    /// Lays placeholders at the paths of new pages, unless a new one is all that is put there.
    fn lay_placeholders(&self, plan: &Plan, put: &[usize]) -> Result<(), Diagnostic> {
        if put.iter().filter(|index| self.objects[**index].is_page()).count() < 2 {
            return Ok(());
        }
        let new: Vec<usize> =
            plan.added.iter().copied().filter(|index| self.objects[*index].is_page()).collect();
        let headers = Headers {
            media_type: "text/html; charset=utf-8",
            cache: KEPT_BY_NOBODY,
            redirect: None,
            md5: md5_of(SOON.as_bytes()),
        };
        in_parallel(&new, |index| {
            let path = &self.objects[*index].path;
            self.store.put(path, &Content::Bytes(SOON.as_bytes()), &headers).map(drop)
        })
        .map_err(|failure| self.store.told(failure))
    }

    fn put_all(
        &self,
        indices: &[usize],
        record: &mut Record,
        done: &(impl Fn() + Sync),
    ) -> Result<(), Diagnostic> {
        let noted = Mutex::new(&mut record.objects);
        in_parallel(indices, |index| {
            let object = &self.objects[*index];
            let md5 = {
                let noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
                noted.get(&object.path).map_or(0, |noted| noted.md5)
            };
            let tag = self.put(object, md5)?;
            let shown = tag.map_or(Shown::ByItsContent, Shown::By);
            let now = Noted { md5, said_of_it: object.said_of_it(), shown };
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(object.path.clone(), now);
            done();
            Ok(())
        })
        .map_err(|failure| self.store.told(failure))
    }

    fn put(&self, object: &Object, md5: u128) -> Result<Option<String>, Failure> {
        let content = Content::File(&object.file, object.bytes);
        let headers = |redirect| Headers {
            media_type: &object.media_type,
            cache: object.cache,
            redirect,
            md5,
        };
        let redirect = object.redirect.as_deref().filter(|_| self.takes_redirects.load(Relaxed));
        match self.store.put(&object.path, &content, &headers(redirect)) {
            // The page itself leads on.
            Err(Failure::Refused(refused))
                if redirect.is_some() && refused.is_not_implemented() =>
            {
                self.takes_redirects.store(false, Relaxed);
                self.store.put(&object.path, &content, &headers(None))
            }
            put => put,
        }
    }
}

/// Does something with each, many at once; no more after the first that failed.
fn in_parallel<T: Sync>(
    all: &[T],
    one: impl Fn(&T) -> Result<(), Failure> + Sync,
) -> Result<(), Failure> {
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    let has_failed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(all.len()) {
            scope.spawn(|| {
                while let Some(item) = all.get(next.fetch_add(1, Relaxed)) {
                    if has_failed.load(Relaxed) {
                        return;
                    }
                    if let Err(failed) = one(item) {
                        has_failed.store(true, Relaxed);
                        let mut first = failure.lock().unwrap_or_else(PoisonError::into_inner);
                        first.get_or_insert(failed);
                    }
                }
            });
        }
    });
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(failed) => Err(failed),
        None => Ok(()),
    }
}

/// The MD5 of what a file holds.
///
/// # Errors
/// The file cannot be read.
pub fn md5_of_file(file: &Path) -> io::Result<u128> {
    let mut file = File::open(file)?;
    let mut md5 = Md5::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(u128::from_be_bytes(md5.finalize().into())),
            read => md5.update(&block[..read]),
        }
    }
}

fn md5_of(bytes: &[u8]) -> u128 {
    let digest: [u8; 16] = Md5::digest(bytes).into();
    u128::from_be_bytes(digest)
}
