//! Base URL, path on the site, and path on disk: three types, joined here only.
//!
//! A site may be published at the root of a host or, as a GitHub project page,
//! below a path. Content and templates speak of paths on the site
//! ([`SitePath`]); [`BaseUrl`] turns one into what stands in a page, and
//! [`SitePath::to_output`] into the file that holds it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use xxhash_rust::xxh3::xxh3_64;

/// What is percent-encoded in a path: all but the characters that RFC 3986
/// (section 3.3, `pchar`) allows there, and the slash.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// File systems have names of at most this many bytes.
pub const MOST_SEGMENT_BYTES: usize = 255;
/// The file of a folder's page.
pub const INDEX: &str = "index.html";

/// No system has room for much longer paths, and no reader for the URL.
pub const MOST_BYTES: usize = 1024;

/// The ending of a file's name that hosts know is not longer.
const MOST_ENDING_BYTES: usize = 12;

/// A file's path below the output folder: `politics/talks/index.html`.
///
/// Always relative, with `/` between segments, and never leaving the folder:
/// no segment is empty, `.`, `..`, longer than 255 bytes, or holds a backslash or
/// a control character, and the whole is at most 1,024 bytes long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Box<str>);

impl OutputPath {
    /// Checks `path`; none if it would leave the folder or is no path of a file.
    pub fn new(path: &str) -> Option<Self> {
        // Quicker than a look at each character.
        let is_ascii = path.is_ascii();
        let is_out = |segment: &str| match is_ascii {
            true => segment.bytes().any(|byte| byte == b'\\' || byte.is_ascii_control()),
            false => segment.chars().any(|c| c == '\\' || c.is_control()),
        };
        let fits = |segment: &str| {
            !matches!(segment, "" | "." | "..")
                && segment.len() <= MOST_SEGMENT_BYTES
                && !is_out(segment)
        };
        (path.len() <= MOST_BYTES && path.split('/').all(fits)).then(|| OutputPath(path.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path on the site, before the base URL: `/politics/talks/`.
///
/// Starts with `/`; one that ends in `/` is a page whose file is `index.html`.
/// Held decoded: percent-encoding happens when it is joined with a [`BaseUrl`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Checks `path`; none if it does not start with `/`, has an empty, `.` or
    /// `..` segment, a backslash or a control character.
    pub fn new(path: &str) -> Option<Self> {
        let inner = path.strip_prefix('/')?;
        let segments = inner.strip_suffix('/').unwrap_or(inner);
        // The name of a page's file has to fit as well.
        let has_room = segments.len() == inner.len() || inner.len() + INDEX.len() <= MOST_BYTES;
        (inner.is_empty() || has_room && OutputPath::new(segments).is_some())
            .then(|| SitePath(path.into()))
    }

    /// The site's root, `/`.
    pub fn root() -> Self {
        SitePath("/".into())
    }

    /// The page `name` below this one: `/politics/page/` below `/politics/`. As [`SitePath::file`],
    /// it is a path whatever the name is.
    pub fn folder(&self, name: &str) -> Self {
        SitePath::made_of(self.parent(), name, "/")
    }

    /// The file `name` in the folder of this page: `/politics/feed.xml` beside `/politics/`.
    ///
    /// What no path can hold is a hyphen in it. A name that makes no path even then, such as one
    /// that is too long, stands for itself with its hash: a path that cannot be made must not
    /// become that of another page.
    pub fn file(&self, name: &str) -> Self {
        SitePath::made_of(self.parent(), name, "")
    }

    /// The file `name` that is published with this page: `/2026/talks.html` keeps its files in
    /// `/2026/talks/`.
    pub fn attached(&self, name: &str) -> Self {
        SitePath::made_of(self.0.strip_suffix(".html").unwrap_or_else(|| self.parent()), name, "")
    }

    /// The folder of this page, without its last slash.
    fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn made_of(folder: &str, name: &str, end: &str) -> Self {
        let is_out = |c: char| matches!(c, '/' | '\\') || c.is_control();
        let path = format!("{folder}/{}{end}", name.replace(is_out, "-"));
        let made = SitePath::new(&path).filter(|_| !name.is_empty());
        made.unwrap_or_else(|| {
            let is_ending = |end: &&str| {
                end.len() <= MOST_ENDING_BYTES && end.bytes().all(|b| b.is_ascii_alphanumeric())
            };
            let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(is_ending);
            let dot = if ending.is_some() { "." } else { "" };
            let hash = xxh3_64(path.as_bytes());
            SitePath(format!("/{hash:016x}{dot}{}{end}", ending.unwrap_or_default()).into())
        })
    }

    /// The path as text, decoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path that stands for all that the same file is served at: without the
    /// name of a folder's page.
    pub fn file_key(&self) -> SitePath {
        match self.0.strip_suffix(INDEX) {
            Some(folder) if folder.ends_with('/') => SitePath(folder.into()),
            _ => self.clone(),
        }
    }

    /// The path percent-encoded, as it stands in a link, without a base path.
    pub fn encoded(&self) -> String {
        utf8_percent_encode(self.as_str(), PATH).to_string()
    }

    /// The file that is served at this path.
    pub fn to_output(&self) -> OutputPath {
        let inner = &self.0[1..];
        if inner.is_empty() || inner.ends_with('/') {
            OutputPath(format!("{inner}{INDEX}").into())
        } else {
            OutputPath(inner.into())
        }
    }

    /// The path at which the file `output` is served.
    pub fn of_output(output: &OutputPath) -> Self {
        let path = output.as_str();
        match path.strip_suffix(INDEX) {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => {
                SitePath(format!("/{folder}").into())
            }
            _ => SitePath(format!("/{path}").into()),
        }
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address under which the whole site is published:
/// `https://highland.github.io/briefing/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme, host and port: `https://highland.github.io`.
    origin: Box<str>,
    /// The path without its last slash: `/briefing`, or nothing.
    path: Box<str>,
}

/// Whether a folder is one of the archive, which has one for each year.
pub fn is_year(folder: &str) -> bool {
    folder.len() == 4 && folder.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last part of an address is the name of a page's file.
pub fn is_page(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        ["html", "htm", "php", "asp", "aspx"].iter().any(|it| it.eq_ignore_ascii_case(ending))
    })
}

impl BaseUrl {
    /// Reads an absolute `http` or `https` URL; a missing last slash is added.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = url::Url::parse(text.trim())
            .map_err(|error| format!("`{text}` is not an absolute URL: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("`{text}` does not start with https:// or http://"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("`{text}` has a `?` or `#` part, which no page could be below"));
        }
        if url.path().rsplit('/').next().is_some_and(is_page) {
            return Err(format!("`{text}` is the address of a page, and pages are below it"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("a base URL with a user name or password would publish it".into());
        }
        Ok(BaseUrl {
            origin: url.origin().ascii_serialization().into(),
            path: url.path().trim_end_matches('/').into(),
        })
    }

    /// A base URL for a site whose own cannot be read (RFC 2606 reserves the name).
    pub fn stand_in() -> Self {
        BaseUrl { origin: "https://example.invalid".into(), path: "".into() }
    }

    /// The same path on another host: `origin` is scheme, host and port.
    pub fn on_host(&self, origin: &str) -> Self {
        BaseUrl { origin: origin.into(), path: self.path.clone() }
    }

    /// Scheme, host and port: `https://highland.github.io`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host alone, without scheme and port: `highland.github.io`.
    pub fn host(&self) -> &str {
        let host = self.origin.split_once("://").map_or(&*self.origin, |(_, host)| host);
        match host.rsplit_once(':') {
            // In an IPv6 address, colons are no mark of a port unless it has ended.
            Some((name, port)) if !port.ends_with(']') => name,
            _ => host,
        }
    }

    /// The path that every page is below, without its last slash:
    /// `/briefing`, or nothing for a site at the root of its host.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What a link to `path` says in a page: `/briefing/politics/talks/`.
    pub fn href(&self, path: &SitePath) -> String {
        format!("{}{}", self.path, path.encoded())
    }

    /// The full address of `path`: `https://highland.github.io/briefing/politics/talks/`.
    pub fn absolute(&self, path: &SitePath) -> String {
        format!("{}{}", self.origin, self.href(path))
    }

    /// Whether a link on a page of the site leads to another host.
    pub fn is_left_by(&self, link: &str) -> bool {
        let base = url::Url::parse(&format!("{}{}/", self.origin, self.path)).ok();
        let target = base.as_ref().and_then(|base| base.join(link).ok());
        let [own, target] = [&base, &target].map(|url| url.as_ref().and_then(url::Url::host_str));
        target.is_some() && target != own
    }

    /// The path on the site that a web address means, whatever its scheme is: it is an address of
    /// this host, and below the same path.
    pub fn path_of(&self, address: &str) -> Option<SitePath> {
        let own = url::Url::parse(&self.origin).ok()?;
        let url = url::Url::parse(address).ok()?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let is_own = url.host() == own.host() && url.port() == own.port();
        match self.requested(url.path()) {
            Requested::Path(path) if is_web && is_own => Some(path),
            _ => None,
        }
    }

    /// The path that is meant by one that begins with the base path, which stands before every path
    /// of the site anyway: `/talks/` by `/briefing/talks/`.
    pub fn without_base(&self, path: &str) -> Option<SitePath> {
        let base = percent_decode_str(&self.path).decode_utf8_lossy();
        let below = path.strip_prefix(&*base).filter(|_| !base.is_empty())?;
        SitePath::new(below)
    }

    /// What the path of a request means, as it stands in its first line: percent-encoded,
    /// and without a query.
    pub fn requested(&self, path: &str) -> Requested {
        // What is not UTF-8 text is on no site: a path with a stand-in for it is not either.
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        // The base path is held as it stands in links, and a client may encode otherwise.
        let base_path = percent_decode_str(&self.path).decode_utf8_lossy();
        match decoded.strip_prefix(&*base_path) {
            Some("") => Requested::Path(SitePath::root()),
            Some(path) if path.starts_with('/') => {
                SitePath::new(path).map_or(Requested::NoPath, Requested::Path)
            }
            _ => Requested::Elsewhere,
        }
    }
}

/// What the path of a request means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requested {
    /// It is not below the site's base path.
    Elsewhere,
    /// No page and no file can have it.
    NoPath,
    /// This path on the site.
    Path(SitePath),
}

impl fmt::Display for BaseUrl {
    /// The base URL with its last slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests;
