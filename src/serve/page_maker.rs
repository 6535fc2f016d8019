//! Pages are made beside the runtime, so that a connection never waits for the template of
//! another, and a few at a time. A page that several ask for is made once, and one that
//! failed is not tried again before something changed.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::num::NonZero;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Diagnostic;
use crate::render::{Page, Renderer};
use crate::routes::{FileSource, Route, ShareCard};
use crate::serve::browser;
use crate::serve::problems::for_writers;
use crate::serve::snapshot::Snapshot;
use crate::url::SitePath;

/// How often to look whether a page was given up.
pub const LOOK: Duration = Duration::from_millis(100);

/// The result of rendering a route.
#[derive(Clone)]
pub enum Rendition {
    /// A page with the script, and the fingerprint of this version.
    Html(Bytes, Arc<str>),
    /// A file for programs.
    Data(Bytes),
    /// A file, as it is.
    File(FileSource),
    /// A card, which is drawn for the first who asks.
    Card(Arc<ShareCard>),
    /// The template failed: what is wrong, as HTML for those who write.
    Failed(Arc<str>),
}

/// One that is made, or failed, for all who wait for it.
type Awaited = watch::Receiver<Option<Rendition>>;

/// Makes pages.
#[derive(Clone, Default)]
pub struct PageMaker {
    pages: Arc<Mutex<Pages>>,
}

/// The kind of a route: pages of one template.
type RouteKind = Discriminant<Route>;

/// The pages of one snapshot that are being made, and those that failed.
#[derive(Default)]
struct Pages {
    generation: u64,
    awaited: HashMap<SitePath, Awaited>,
    /// Of each kind as many pages are made at once as there are cores: so a template that
    /// takes seconds keeps only its own pages waiting.
    places: HashMap<RouteKind, Arc<Semaphore>>,
}

impl Pages {
    fn places(&mut self, kind: RouteKind) -> Arc<Semaphore> {
        let cores = || std::thread::available_parallelism().map_or(2, NonZero::get);
        self.places.entry(kind).or_insert_with(|| Semaphore::new(cores()).into()).clone()
    }
}

impl PageMaker {
    /// What is at `path` of the site that `renderer` shows in `snapshot`; nothing if it
    /// could not be told.
    pub async fn rendition(
        &self,
        snapshot: &Arc<Snapshot>,
        renderer: &Arc<Renderer>,
        path: &SitePath,
        route: &Route,
    ) -> Option<Rendition> {
        let mut awaited = self.awaited(snapshot, renderer, path, route);
        awaited.wait_for(Option::is_some).await.ok()?.clone()
    }

    fn awaited(
        &self,
        snapshot: &Arc<Snapshot>,
        renderer: &Arc<Renderer>,
        path: &SitePath,
        route: &Route,
    ) -> Awaited {
        let mut pages = self.pages();
        if pages.generation < snapshot.generation {
            pages.generation = snapshot.generation;
            pages.awaited.clear();
        }
        let is_current = pages.generation == snapshot.generation;
        if let Some(awaited) = pages.awaited.get(path).filter(|_| is_current) {
            return awaited.clone();
        }
        let (tell, awaited) = watch::channel(None);
        if is_current {
            pages.awaited.insert(path.clone(), awaited.clone());
        }
        let job =
            Job { snapshot: snapshot.clone(), renderer: renderer.clone(), path: path.clone() };
        let places = pages.places(discriminant(route));
        tokio::spawn(self.clone().make(job, places, tell));
        awaited
    }

    async fn make(self, job: Job, places: Arc<Semaphore>, tell: watch::Sender<Option<Rendition>>) {
        let (generation, path) = (job.snapshot.generation, job.path.clone());
        let waiting = job.clone();
        let made = match places.acquire_owned().await {
            // The next snapshot is up, and nobody waits for this one any more.
            Ok(_) if tell.is_closed() => return,
            // The place is free again also when the page was given up and goes on.
            Ok(_place) => {
                let making = tokio::task::spawn_blocking(move || job.make());
                unless_given_up(making, &waiting).await
            }
            Err(_) => None,
        };
        if !matches!(made, Some(Rendition::Failed(_))) {
            let mut pages = self.pages();
            if pages.generation == generation {
                pages.awaited.remove(&path);
            }
        }
        tell.send_replace(made);
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is made; a page that takes too much is not waited for.
async fn unless_given_up(mut made: JoinHandle<Rendition>, job: &Job) -> Option<Rendition> {
    loop {
        match timeout(LOOK, &mut made).await {
            Ok(made) => return made.ok(),
            Err(_) => {
                if let Some(fault) = job.renderer.why_not(&job.path) {
                    return Some(job.failed(&[fault]));
                }
            }
        }
    }
}

/// One page to be made.
#[derive(Clone)]
struct Job {
    snapshot: Arc<Snapshot>,
    renderer: Arc<Renderer>,
    path: SitePath,
}

impl Job {
    fn make(&self) -> Rendition {
        match self.renderer.render(&self.path) {
            Ok(Page::Html(html)) => {
                let fingerprint = fingerprint(&html, &self.renderer);
                let page = browser::with_script(html, &self.snapshot, &fingerprint);
                Rendition::Html(page.into(), fingerprint.into())
            }
            Ok(Page::Data(bytes)) => Rendition::Data(bytes.into()),
            Ok(Page::File(source)) => Rendition::File(source),
            Ok(Page::Card(card)) => Rendition::Card(card),
            Err(faults) => self.failed(&faults),
        }
    }

    fn failed(&self, faults: &[Diagnostic]) -> Rendition {
        Rendition::Failed(for_writers(faults, self.snapshot.folder.root()).unwrap_or_default())
    }
}

/// The fingerprint of this version of a page. Of style sheets it does not matter which
/// version it links to, since they are swapped where the page stays.
fn fingerprint(html: &[u8], renderer: &Renderer) -> String {
    let mut text = String::from_utf8_lossy(html);
    for (plain, asset) in renderer.site().assets.iter() {
        if plain.as_str().ends_with(".css") {
            text = text.replace(asset.path.as_str(), "").replace(&asset.integrity, "").into();
        }
    }
    format!("{:016x}", xxh3_64(text.as_bytes()))
}
