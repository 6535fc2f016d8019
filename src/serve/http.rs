//! Requests and answers.

use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{mpsc, watch};
use xxhash_rust::xxh3::xxh3_64;

use crate::render::{Page, Renderer};
use crate::report::{Colours, Report};
use crate::routes::{FileSource, Route};
use crate::serve::browser::{self, EVENTS_PATH, SCRIPT, SCRIPT_PATH};
use crate::serve::guests::Guests;
use crate::serve::snapshot::Snapshot;
use crate::source::Folder;
use crate::theme;
use crate::url::{OutputPath, Requested, SitePath};

/// A request's head has to be whole after this.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// A request's head may be this long, in bytes.
const HEAD_LIMIT: usize = 32 * 1024;
/// A stream of events says something at least this often, so that a connection
/// that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Which hosts a request may name. A page on another site can make a browser
/// send requests here under that site's name (DNS rebinding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// This machine's own names.
    Loopback,
    /// Any: the server was bound to a network.
    Any,
}

impl Hosts {
    /// Those for a server bound to `ip`.
    pub fn of(ip: IpAddr) -> Self {
        if ip.is_loopback() { Hosts::Loopback } else { Hosts::Any }
    }

    fn allow(self, host: Option<&str>) -> bool {
        if self == Hosts::Any {
            return true;
        }
        let Some(host) = host else { return false };
        let name = match host.strip_prefix('[') {
            Some(v6) => v6.split(']').next().unwrap_or(""),
            None => host.split(':').next().unwrap_or(""),
        };
        name.eq_ignore_ascii_case("localhost")
            || name.to_ascii_lowercase().ends_with(".localhost")
            || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

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
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let mut guests = Guests::none();
        loop {
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    guests.not_accepted(&error).await;
                    // Whatever it was, it must not take all of a core.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    continue;
                }
            };
            // Without this an answer waits for the acknowledgement of the last.
            let _ = stream.set_nodelay(true);
            let snapshots = snapshots.clone();
            let serving = tokio::spawn(async move {
                let answer = service_fn(|request| answer(request, snapshots.clone(), hosts));
                // An error here is the client's, and the client is gone.
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD_TIMEOUT)
                    .max_buf_size(HEAD_LIMIT)
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
            guests.admit(serving).await;
        }
    })
}

/// The body of an answer.
pub enum Answer {
    /// All of it.
    Whole(Bytes),
    /// Events, as they come.
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Answer::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Answer::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Answer::Events(events) => {
                events.poll_recv(context).map(|event| event.map(|event| Ok(Frame::data(event))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Answer::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Answer::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Answer::Events(_) => SizeHint::default(),
        }
    }
}

async fn answer(
    request: Request<Incoming>,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    hosts: Hosts,
) -> Result<Response<Answer>, Infallible> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or(request.uri().authority().map(|authority| authority.as_str()));
    if !hosts.allow(host) {
        let text = "This server answers to localhost only. `dateline serve --bind` widens that.\n";
        return Ok(text_answer(StatusCode::FORBIDDEN, text));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let text = "Only GET and HEAD are answered.\n";
        let mut response = text_answer(StatusCode::METHOD_NOT_ALLOWED, text);
        set(&mut response, header::ALLOW, "GET, HEAD");
        return Ok(response);
    }
    let snapshot = snapshots.borrow().clone();
    Ok(match request.uri().path() {
        EVENTS_PATH => events(snapshots),
        SCRIPT_PATH => with_type(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.into()),
        path => page_answer(path, snapshot).await,
    })
}

/// The state that is up, and each that comes up after it.
fn events(mut snapshots: watch::Receiver<Arc<Snapshot>>) -> Response<Answer> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        snapshots.mark_changed();
        let mut event = "retry: 500\n\n".to_string();
        loop {
            if sender.send(event.into()).await.is_err() {
                return;
            }
            event = match tokio::time::timeout(HEARTBEAT, snapshots.changed()).await {
                Ok(Ok(())) => format!("data: {}\n\n", snapshots.borrow_and_update().message()),
                Ok(Err(_)) => return,
                Err(_) => ":\n\n".to_string(),
            };
        }
    });
    let mut response = Response::new(Answer::Events(receiver));
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

async fn page_answer(path: &str, snapshot: Arc<Snapshot>) -> Response<Answer> {
    let base_url = snapshot.base_url().clone();
    let path = match base_url.requested(path) {
        Requested::Path(path) => Some(path),
        Requested::NoPath => None,
        Requested::Elsewhere => {
            let page = browser::elsewhere(&base_url, &snapshot);
            return html_answer(StatusCode::NOT_FOUND, page, &snapshot);
        }
    };
    let Some(renderer) = snapshot.renderer().cloned() else {
        let report = snapshot.problems.as_deref().unwrap_or("");
        let page = browser::broken(report, &snapshot);
        return html_answer(StatusCode::INTERNAL_SERVER_ERROR, page, &snapshot);
    };
    let Some(path) = path else { return not_found(None, &renderer, &snapshot) };
    let routes = &renderer.site().index.routes;
    if let Some(route) = routes.get(&path) {
        return match renderer.render(&path, route) {
            Ok(Page::Html(html)) => rendered(StatusCode::OK, html, &snapshot),
            Ok(Page::Data(bytes)) => {
                with_type(StatusCode::OK, &content_type(path.as_str()), bytes.into())
            }
            Ok(Page::File(source)) => file_answer(path, source, &snapshot).await,
            Err(faults) => failed(&faults, &snapshot),
        };
    }
    if path.as_str().starts_with("/search/") {
        let asked = path.clone();
        let renderer = renderer.clone();
        let find = move || {
            let mut files = renderer.search_files().iter();
            files.find(|(path, _)| *path == asked).map(|(_, bytes)| bytes.clone())
        };
        // The index is made for the first who asks, which takes a while.
        if let Ok(Some(bytes)) = tokio::task::spawn_blocking(find).await {
            return with_type(StatusCode::OK, &content_type(path.as_str()), bytes.into());
        }
    }
    // As GitHub Pages does: a folder without its slash is sent there, and
    // `index.html` is the page of its folder.
    if let Some(folder) =
        SitePath::new(&format!("{path}/")).filter(|folder| routes.get(folder).is_some())
    {
        return redirect(&base_url.href(&folder));
    }
    let page = OutputPath::new(&path.as_str()[1..]).map(|output| SitePath::of_output(&output));
    if let Some(page) = page.filter(|page| *page != path && routes.get(page).is_some()) {
        return redirect(&base_url.href(&page));
    }
    not_found(Some(&path), &renderer, &snapshot)
}

fn not_found(
    path: Option<&SitePath>,
    renderer: &Renderer,
    snapshot: &Snapshot,
) -> Response<Answer> {
    let site = renderer.site();
    let held = path.and_then(|path| {
        site.index.held.iter().find(|held| {
            held.path == *path || held.path.as_str().strip_suffix('/') == Some(path.as_str())
        })
    });
    if let Some(held) = held {
        let page = browser::held(held, &site.config.time_zone, snapshot);
        return html_answer(StatusCode::NOT_FOUND, page, snapshot);
    }
    let not_found = SitePath::new("/404.html").unwrap_or_else(SitePath::root);
    match renderer.render(&not_found, &Route::NotFound) {
        Ok(Page::Html(html)) => rendered(StatusCode::NOT_FOUND, html, snapshot),
        Ok(Page::Data(_) | Page::File(_)) => text_answer(StatusCode::NOT_FOUND, "Not found.\n"),
        Err(faults) => failed(&faults, snapshot),
    }
}

/// A page of the site, with the script.
fn rendered(status: StatusCode, html: Vec<u8>, snapshot: &Snapshot) -> Response<Answer> {
    let fingerprint = fingerprint(&html, snapshot);
    let page = browser::with_script(html, snapshot, &fingerprint);
    let mut response = html_answer(status, page, snapshot);
    set(&mut response, header::ETAG, &format!("\"{fingerprint}\""));
    response
}

/// Tells a page from its next version. Of style sheets it does not matter which
/// version it links to, since they are swapped where the page stays.
fn fingerprint(html: &[u8], snapshot: &Snapshot) -> String {
    let mut text = String::from_utf8_lossy(html);
    let assets = snapshot.renderer().map(|renderer| renderer.site().index.assets.iter());
    for (plain, asset) in assets.into_iter().flatten() {
        if plain.as_str().ends_with(".css") {
            text = text.replace(asset.path.as_str(), "").replace(&asset.integrity, "").into();
        }
    }
    format!("{:016x}", xxh3_64(text.as_bytes()))
}

/// A page whose template failed.
fn failed(faults: &[crate::diagnostic::Diagnostic], snapshot: &Snapshot) -> Response<Answer> {
    let mut text = Vec::new();
    let report = Report { site: &snapshot.folder, colours: Colours::No };
    // Writing to memory does not fail.
    let _ = report.print(faults, &mut text);
    let page = browser::broken(&String::from_utf8_lossy(&text), snapshot);
    html_answer(StatusCode::INTERNAL_SERVER_ERROR, page, snapshot)
}

async fn file_answer(path: SitePath, source: FileSource, snapshot: &Snapshot) -> Response<Answer> {
    let kind = content_type(path.as_str());
    let bytes = match source {
        FileSource::BuiltIn(name) => theme::static_file(name).map(Bytes::from_static),
        FileSource::Own(file) => {
            let folder = Folder::new(&*snapshot.folder);
            let read = tokio::task::spawn_blocking(move || folder.read_to_serve(&file)).await;
            read.ok().flatten().map(Bytes::from)
        }
    };
    match bytes {
        Some(bytes) => with_type(StatusCode::OK, &kind, bytes),
        None => text_answer(StatusCode::NOT_FOUND, "The file is gone.\n"),
    }
}

fn content_type(path: &str) -> String {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    match guessed.type_() {
        mime_guess::mime::TEXT => format!("{guessed}; charset=utf-8"),
        _ => guessed.to_string(),
    }
}

fn html_answer(status: StatusCode, html: Vec<u8>, _: &Snapshot) -> Response<Answer> {
    with_type(status, "text/html; charset=utf-8", html.into())
}

fn text_answer(status: StatusCode, text: &'static str) -> Response<Answer> {
    with_type(status, "text/plain; charset=utf-8", text.into())
}

fn with_type(status: StatusCode, kind: &str, bytes: Bytes) -> Response<Answer> {
    let mut response = Response::new(Answer::Whole(bytes));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

fn redirect(href: &str) -> Response<Answer> {
    let mut response = text_answer(StatusCode::MOVED_PERMANENTLY, "");
    set(&mut response, header::LOCATION, href);
    // A browser must not remember it: tomorrow something may be there.
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

fn set(response: &mut Response<Answer>, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_names_are_answered() {
        for host in [
            "localhost",
            "localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "LOCALHOST",
            "a.localhost:1",
        ] {
            assert!(Hosts::Loopback.allow(Some(host)), "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "10.0.0.1",
            "",
            "[::2]",
        ] {
            assert!(!Hosts::Loopback.allow(Some(host)), "{host}");
        }
        assert!(!Hosts::Loopback.allow(None));
        assert!(Hosts::Any.allow(Some("phone.example")));
    }
}
