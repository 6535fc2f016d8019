//! Answers and their heads.

use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use crate::serve::body::ReplyBody;

/// What a browser compares to know whether a page is still the one that it shows.
pub const PAGE: HeaderName = HeaderName::from_static("dateline-page");

/// A page.
pub fn html(status: StatusCode, html: impl Into<Bytes>) -> Response<ReplyBody> {
    bytes(status, "text/html; charset=utf-8", html.into())
}

/// A few words.
pub fn text(status: StatusCode, text: &'static str) -> Response<ReplyBody> {
    bytes(status, "text/plain; charset=utf-8", text.into())
}

/// Anything that is in memory.
pub fn bytes(status: StatusCode, kind: &str, bytes: Bytes) -> Response<ReplyBody> {
    with_body(status, kind, ReplyBody::Whole(bytes))
}

/// Any body, with the tag of its version.
pub fn with_body(status: StatusCode, kind: &str, body: ReplyBody) -> Response<ReplyBody> {
    let version = body.version();
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, kind);
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if status == StatusCode::OK {
        set(&mut response, header::ETAG, &format!("\"{version:032x}\""));
    }
    response
}

/// To another address.
pub fn redirect(href: &str) -> Response<ReplyBody> {
    let mut response = text(StatusCode::MOVED_PERMANENTLY, "");
    set(&mut response, header::LOCATION, href);
    // A browser must not remember it: tomorrow something may be there.
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Sets a header; a value that none can have is left out.
pub fn set(response: &mut Response<ReplyBody>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
