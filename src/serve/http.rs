//! Requests and answers.

use std::convert::Infallible;
use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use dateline_pictures::{Plan, clean, format_of};
use hyper::body::{Bytes, Incoming};
use hyper::header;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{mpsc, watch};

use crate::formats::file_types::media_type;
use crate::render::Renderer;
use crate::routes::{EditionId, EditionPage, FileSource, PictureFile, Recipe, Route, ShareCard};
use crate::serve::body::ReplyBody;
use crate::serve::browser::{self, SCRIPT};
use crate::serve::connections::Connections;
use crate::serve::held_page;
use crate::serve::hosts::Hosts;
use crate::serve::languages_page;
use crate::serve::page_maker::{PageMaker, Rendition};
use crate::serve::paths::{EVENTS_PATH, HELD_PATH, LANGUAGES_PATH, SCRIPT_PATH};
use crate::serve::ranges::narrowed;
use crate::serve::reply::{self, redirect, set};
use crate::serve::snapshot::{Snapshot, TOLD_ELSEWHERE};
use crate::site::{Site, plan};
use crate::source::Folder;
use crate::text::config::Config;
use crate::theme;
use crate::url::{INDEX, OutputPath, Requested, SitePath};
use crate::watchdog;

/// A request's head has to be whole after this.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// A request's head may be this long, in bytes.
const HEAD_LIMIT: usize = 32 * 1024;
/// A stream of events says something at least this often, so that a connection
/// that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Serves snapshots on a bound socket until the program ends.
///
/// # Errors
/// That the server cannot be set up.
pub fn serve(
    listener: TcpListener,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    hosts: Hosts,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(watchdog::stack())
        .enable_all()
        .build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let mut connections = Connections::new();
        let server = Server { snapshots, page_maker: PageMaker::default(), hosts };
        loop {
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    connections.accept_failed(&error).await;
                    // Whatever it was, it must not take all of a core.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    continue;
                }
            };
            // Without this an answer waits for the acknowledgement of the last.
            let _ = stream.set_nodelay(true);
            let server = server.clone();
            let serving = tokio::spawn(async move {
                let answer = service_fn(|request| answer(request, server.clone()));
                // An error here is the client's, and the client is gone.
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD_TIMEOUT)
                    .max_buf_size(HEAD_LIMIT)
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
            connections.add(serving).await;
        }
    })
}

/// What every request is answered with.
#[derive(Clone)]
struct Server {
    snapshots: watch::Receiver<Arc<Snapshot>>,
    page_maker: PageMaker,
    hosts: Hosts,
}

async fn answer(
    request: Request<Incoming>,
    server: Server,
) -> Result<Response<ReplyBody>, Infallible> {
    let (request, _) = request.into_parts();
    let answer = if !server.hosts.allow(&request) {
        let text = "This server answers to localhost only. `dateline serve --bind` widens that.\n";
        reply::text(StatusCode::FORBIDDEN, text)
    } else if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut response =
            reply::text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
        set(&mut response, header::ALLOW, "GET, HEAD");
        response
    } else {
        match request.uri.path() {
            EVENTS_PATH => events(server.snapshots, server.hosts),
            SCRIPT_PATH => {
                reply::bytes(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into())
            }
            LANGUAGES_PATH => server.for_editors(languages_page::page).await,
            HELD_PATH => server.for_editors(held_page::page).await,
            path => server.page(path).await,
        }
    };
    Ok(narrowed(&request, answer))
}

/// The state that is up, and each that comes up after it.
fn events(mut snapshots: watch::Receiver<Arc<Snapshot>>, hosts: Hosts) -> Response<ReplyBody> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        snapshots.mark_changed();
        let mut event = "retry: 500\n\n".to_string();
        loop {
            if sender.send(event.into()).await.is_err() {
                return;
            }
            event = match tokio::time::timeout(HEARTBEAT, snapshots.changed()).await {
                Ok(Ok(())) => format!("data: {}\n\n", snapshots.borrow_and_update().message(hosts)),
                Ok(Err(_)) => return,
                Err(_) => ":\n\n".to_string(),
            };
        }
    });
    let mut response = Response::new(ReplyBody::Events(receiver));
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

impl Server {
    async fn page(&self, path: &str) -> Response<ReplyBody> {
        let snapshot = self.snapshots.borrow().clone();
        let base_url = snapshot.base_url().clone();
        let path = match base_url.requested(path) {
            Requested::Path(path) => Some(path),
            Requested::NoPath => None,
            Requested::Elsewhere => {
                let page = browser::elsewhere(&base_url, &snapshot);
                return reply::html(StatusCode::NOT_FOUND, page);
            }
        };
        let Some(renderer) = snapshot.renderer().cloned() else {
            return self.broken(snapshot.problems.as_deref().unwrap_or(""), &snapshot);
        };
        let Some(path) = path else { return self.not_found(None, &renderer, &snapshot).await };
        let routes = &renderer.site().routes;
        if let Some(route) = routes.get(&path) {
            return self.route(&path, route, StatusCode::OK, &renderer, &snapshot).await;
        }
        // A page of the site's own, such as static/admin/index.html, is that of its folder too.
        let own_page = path.as_str().ends_with('/').then(|| path.file(INDEX));
        if let Some(file) = &own_page
            && let Some(route) = routes.get(file)
        {
            return self.route(file, route, StatusCode::OK, &renderer, &snapshot).await;
        }
        if let Some((recipe, _)) = Recipe::keeping(&path, renderer.site().homes())
            && let Some(bytes) = derived_file(&path, recipe, &renderer).await
        {
            return reply::bytes(StatusCode::OK, &media_type(path.as_str()), bytes);
        }
        // As GitHub Pages does: a folder without its slash is sent there, and
        // `index.html` is the page of its folder.
        let has_page = |folder: &SitePath| {
            routes.get(folder).is_some() || routes.get(&folder.file(INDEX)).is_some()
        };
        if let Some(folder) = SitePath::new(&format!("{path}/")).filter(has_page) {
            return redirect(&base_url.href(&folder));
        }
        let page = OutputPath::new(&path.as_str()[1..]).map(|output| SitePath::of_output(&output));
        if let Some(page) = page.filter(|page| *page != path && routes.get(page).is_some()) {
            return redirect(&base_url.href(&page));
        }
        self.not_found(Some(&path), &renderer, &snapshot).await
    }

    async fn route(
        &self,
        path: &SitePath,
        route: &Route,
        status: StatusCode,
        renderer: &Arc<Renderer>,
        snapshot: &Arc<Snapshot>,
    ) -> Response<ReplyBody> {
        match self.page_maker.rendition(snapshot, renderer, path, route).await {
            Some(Rendition::Html(page, fingerprint)) => {
                let mut response = reply::html(status, page);
                set(&mut response, reply::PAGE, &fingerprint);
                response
            }
            Some(Rendition::Data(bytes)) => reply::bytes(status, &media_type(path.as_str()), bytes),
            Some(Rendition::File(source)) => {
                file_answer(path, source, &renderer.site().config, snapshot).await
            }
            Some(Rendition::Card(card)) => card_answer(card, renderer, snapshot).await,
            Some(Rendition::Failed(report)) => self.broken(&report, snapshot),
            None => reply::text(StatusCode::INTERNAL_SERVER_ERROR, "The page was not made.\n"),
        }
    }

    /// A page that tells what is not public.
    async fn for_editors(&self, page: fn(&Site, &Snapshot) -> Vec<u8>) -> Response<ReplyBody> {
        if !self.hosts.are_of_those_who_write() {
            let text =
                "This page tells what is not public, and is for the machine of `dateline serve`.\n";
            return reply::text(StatusCode::FORBIDDEN, text);
        }
        let snapshot = self.snapshots.borrow().clone();
        let Some(renderer) = snapshot.renderer().cloned() else {
            return self.broken(snapshot.problems.as_deref().unwrap_or(""), &snapshot);
        };
        let make = move || page(renderer.site(), &snapshot);
        match tokio::task::spawn_blocking(make).await {
            Ok(page) => reply::html(StatusCode::OK, page),
            Err(_) => reply::text(StatusCode::INTERNAL_SERVER_ERROR, "The page was not made.\n"),
        }
    }

    /// Why something cannot be shown.
    fn broken(&self, report: &str, snapshot: &Snapshot) -> Response<ReplyBody> {
        let report = if self.hosts.are_of_those_who_write() { report } else { TOLD_ELSEWHERE };
        let page = browser::broken(report, snapshot);
        reply::html(StatusCode::INTERNAL_SERVER_ERROR, page)
    }

    async fn not_found(
        &self,
        path: Option<&SitePath>,
        renderer: &Arc<Renderer>,
        snapshot: &Arc<Snapshot>,
    ) -> Response<ReplyBody> {
        let site = renderer.site();
        let held = path.and_then(|path| {
            site.held.iter().find(|held| {
                held.path == *path || held.path.as_str().strip_suffix('/') == Some(path.as_str())
            })
        });
        if let Some(held) = held.filter(|_| self.hosts.are_of_those_who_write()) {
            let page = browser::held(held, &site.config.time_zone, snapshot);
            return reply::html(StatusCode::NOT_FOUND, page);
        }
        // The page of the language below whose front page it would be.
        let edition = path.map_or_else(|| site.edition(EditionId::FIRST), |at| site.edition_at(at));
        let route = Route::Edition(edition.id, EditionPage::NotFound);
        let not_found = edition.index.paths.not_found();
        self.route(&not_found, &route, StatusCode::NOT_FOUND, renderer, snapshot).await
    }
}

/// What a recipe makes is made for the first who asks, which takes a while.
async fn derived_file(path: &SitePath, recipe: Recipe, renderer: &Arc<Renderer>) -> Option<Bytes> {
    let (path, renderer) = (path.clone(), renderer.clone());
    let find = move || {
        let at = renderer.derived(recipe).iter().position(|(file, _)| *file == path)?;
        Some(Bytes::from_owner(DerivedFile { renderer, recipe, at }))
    };
    tokio::task::spawn_blocking(find).await.ok().flatten()
}

/// One of the files that a recipe made, which all who are sent it share.
struct DerivedFile {
    renderer: Arc<Renderer>,
    recipe: Recipe,
    at: usize,
}

impl AsRef<[u8]> for DerivedFile {
    fn as_ref(&self) -> &[u8] {
        self.renderer.derived(self.recipe).get(self.at).map_or(&[], |(_, bytes)| bytes)
    }
}

async fn file_answer(
    path: &SitePath,
    source: FileSource,
    config: &Config,
    snapshot: &Snapshot,
) -> Response<ReplyBody> {
    let kind = media_type(path.as_str());
    let file = match source {
        FileSource::BuiltIn(name) => {
            let file = theme::static_file(name);
            return file.map_or_else(gone, |bytes| {
                reply::bytes(StatusCode::OK, &kind, Bytes::from_static(bytes))
            });
        }
        FileSource::Own(file) => file,
        FileSource::Picture(picture) => return picture_answer(picture, config, snapshot).await,
    };
    let folder = snapshot.folder.clone();
    let plan = plan(config);
    let open = move || opened(&folder, &file, &plan);
    match tokio::task::spawn_blocking(open).await.ok().flatten() {
        Some(Opened::File(body)) => reply::with_body(StatusCode::OK, &kind, body),
        Some(Opened::Cleaned(bytes)) => reply::bytes(StatusCode::OK, &kind, bytes.into()),
        None => gone(),
    }
}

/// A file of the site as it is now.
enum Opened {
    /// It is published as it is.
    File(ReplyBody),
    /// It is a picture that was put there since the site was read, without what it says.
    Cleaned(Vec<u8>),
}

/// None if there is none that is published.
fn opened(folder: &Folder, file: &str, plan: &Plan) -> Option<Opened> {
    let open = || folder.open_to_serve(file);
    let mut head = Vec::new();
    open()?.take(64).read_to_end(&mut head).ok()?;
    if format_of(&head).is_ok() {
        let mut bytes = Vec::new();
        open()?.read_to_end(&mut bytes).ok()?;
        let cleaned = clean(&bytes, plan).ok()?;
        if !cleaned.removed.is_empty() {
            return Some(Opened::Cleaned(cleaned.bytes));
        }
    }
    ReplyBody::of_file(open()?).ok().map(Opened::File)
}

/// What is made of a picture, made for the first who asks.
async fn picture_answer(
    picture: PictureFile,
    config: &Config,
    snapshot: &Snapshot,
) -> Response<ReplyBody> {
    let folder = snapshot.folder.clone();
    let plan = plan(config);
    let open = move || {
        let path = folder.picture_file(&picture, &plan).ok()?;
        let kind = media_type(&path.to_string_lossy());
        Some((kind, ReplyBody::of_file(std::fs::File::open(path).ok()?).ok()?))
    };
    match tokio::task::spawn_blocking(open).await.ok().flatten() {
        Some((kind, body)) => reply::with_body(StatusCode::OK, &kind, body),
        None => gone(),
    }
}

/// A card, drawn for the first who asks.
async fn card_answer(
    card: Arc<ShareCard>,
    renderer: &Arc<Renderer>,
    snapshot: &Snapshot,
) -> Response<ReplyBody> {
    let (folder, renderer) = (snapshot.folder.clone(), renderer.clone());
    let open = move || {
        let path = folder.card_file(card.key, || renderer.draw(&card)).ok()?;
        ReplyBody::of_file(std::fs::File::open(path).ok()?).ok()
    };
    match tokio::task::spawn_blocking(open).await.ok().flatten() {
        Some(body) => reply::with_body(StatusCode::OK, "image/png", body),
        None => gone(),
    }
}

fn gone() -> Response<ReplyBody> {
    reply::text(StatusCode::NOT_FOUND, "The file is gone.\n")
}
