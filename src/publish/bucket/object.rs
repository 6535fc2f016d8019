//! What a file of the output is in a bucket: its key, its type, how long it may be kept, and
//! where it sends readers on to.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Diagnostic;
use crate::formats::file_types::media_type;
use crate::html::{Token, tokens};
use crate::output::PublishedFile;
use crate::text::printable::on_one_line;

/// How long a key may be, in bytes of UTF-8
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>).
const MOST_OF_A_KEY: usize = 1024;

/// How large an object may be that is sent in one piece
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html>).
const MOST_BYTES: u64 = 5 * 1024 * 1024 * 1024;

/// A page that leads on is smaller.
const MOST_OF_A_REDIRECT: u64 = 8 * 1024;

/// A value of `x-amz-website-redirect-location` may be no longer
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html>).
const MOST_OF_A_LOCATION: usize = 2048;

/// When an object may appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// What pages link to.
    File,
    /// A page. It links to others, and others to it.
    Page,
    /// What programs read to learn of pages: feeds and sitemaps.
    Feed,
}

/// A file of the output as an object of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Where it is on the disk.
    pub file: PathBuf,
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// How large it is.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// How long a copy of it may be kept: the value of `Cache-Control`.
    pub cache: &'static str,
    /// The address that it sends readers on to, if it does nothing else.
    pub redirect: Option<String>,
    /// When it may appear.
    pub stage: Stage,
}

impl Object {
    /// The objects of the files of an output, in their order.
    ///
    /// # Errors
    /// All files that no bucket takes.
    pub fn of_files(
        files: Vec<PublishedFile>,
        prefix: &str,
    ) -> Result<Vec<Object>, Vec<Diagnostic>> {
        let (mut objects, mut faults) = (Vec::with_capacity(files.len()), Vec::new());
        for file in files {
            match Object::of_file(file, prefix) {
                Ok(object) => objects.push(object),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(objects) } else { Err(faults) }
    }

    fn of_file(file: PublishedFile, prefix: &str) -> Result<Object, Diagnostic> {
        let names: Option<Vec<&str>> = file.path.iter().map(|name| name.to_str()).collect();
        let Some(path) = names.map(|names| names.join("/")) else {
            return Err(no_key(&file, "its name is not UTF-8"));
        };
        if prefix.len() + path.len() > MOST_OF_A_KEY {
            return Err(no_key(&file, "with its folders, its name has more than 1024 bytes"));
        }
        // What XML cannot say, no list can.
        if path.chars().any(|c| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
            return Err(no_key(&file, "its name has a control character"));
        }
        if file.bytes > MOST_BYTES {
            return Err(no_key(&file, "it has more than 5 GiB"));
        }
        let stage = stage(&path);
        let redirect = (stage == Stage::Page && file.bytes <= MOST_OF_A_REDIRECT)
            .then(|| fs::read_to_string(&file.file).ok().as_deref().and_then(redirect))
            .flatten();
        Ok(Object {
            media_type: media_type(&path),
            cache: cache(&path, stage, || fs::read(&file.file).ok()),
            redirect,
            stage,
            file: file.file,
            bytes: file.bytes,
            path,
        })
    }

    /// What is said of it beside its content: another one when that changes.
    pub fn said_of_it(&self) -> u64 {
        let redirect = self.redirect.as_deref().unwrap_or_default();
        xxh3_64(format!("{}\n{}\n{redirect}", self.media_type, self.cache).as_bytes())
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.stage == Stage::Page
    }
}

pub(super) fn stage(path: &str) -> Stage {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        _ if name.ends_with(".html") || name.ends_with(".htm") => Stage::Page,
        "feed.json" | "robots.txt" => Stage::Feed,
        _ if name.ends_with(".xml") => Stage::Feed,
        _ => Stage::File,
    }
}

/// How long a copy may be kept. A name with a hash of the content is of no other content, ever.
/// What lists stories is new within a minute, and what a site holds besides within ten.
fn cache(path: &str, stage: Stage, content: impl FnOnce() -> Option<Vec<u8>>) -> &'static str {
    match stage {
        _ if has_hash(path, content) => "public, max-age=31536000, immutable",
        Stage::Page | Stage::Feed => "public, max-age=60",
        Stage::File if path.split('/').any(|name| name == "search") => "public, max-age=60",
        Stage::File => "public, max-age=600",
    }
}

/// Whether a name has a hash of what is in the file: `style.HASH.css`, as the theme's files are
/// published (`site/statics.rs`), `photo.HASH-WIDTH.webp` of pictures (`model/picture.rs`) and
/// `card.HASH.png`. What somebody numbers by days has such names too: the first are computed
/// again, and in the others a hash without letters is taken for a day, and only a picture has them.
fn has_hash(path: &str, content: impl FnOnce() -> Option<Vec<u8>>) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut parts = name.rsplit('.');
    let (Some(kind), Some(hash), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_hex = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let has_letter = |hash: &str| hash.bytes().any(|byte| byte.is_ascii_lowercase());
    match hash.split_once('-') {
        Some((hash, width)) => {
            is_hex(hash, 8) && has_letter(hash) && is_width(width) && is_picture(kind)
        }
        None if name.starts_with("card.") && kind == "png" => is_hex(hash, 16) && has_letter(hash),
        None => {
            is_hex(hash, 8)
                && content().is_some_and(|content| {
                    let digest = Sha256::digest(content);
                    u32::from_str_radix(hash, 16).ok()
                        == digest.first_chunk().map(|first| u32::from_be_bytes(*first))
                })
        }
    }
}

/// Whether versions of pictures are of this kind.
fn is_picture(kind: &str) -> bool {
    matches!(kind, "webp" | "jpg" | "jpeg" | "png" | "gif" | "avif")
}

fn is_width(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where a page sends its readers on to at once, if it does
/// (<https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh>).
fn redirect(html: &str) -> Option<String> {
    let mut found = None;
    tokens(html, |token| {
        if let Token::Start(tag) = token
            && tag.name() == "meta"
            && tag.value("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"))
            && found.is_none()
        {
            found = tag.value("content").and_then(at_once).map(str::to_owned);
        }
    });
    found.filter(|to| is_location(to))
}

/// The address in `0; url=ADDRESS`.
fn at_once(content: &str) -> Option<&str> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let address = rest.trim_start();
    let is_url = address.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("url"));
    let address = if is_url { address[3..].trim_start().strip_prefix('=')? } else { address };
    (seconds.trim() == "0").then(|| address.trim().trim_matches(['"', '\'']))
}

/// Whether a store takes it: from the root of the host or absolute, and in ASCII as addresses
/// are written.
fn is_location(to: &str) -> bool {
    let is_whole = to.starts_with('/') || to.starts_with("https://") || to.starts_with("http://");
    is_whole && to.len() <= MOST_OF_A_LOCATION && to.bytes().all(|byte| byte.is_ascii_graphic())
}

fn no_key(file: &PublishedFile, why: &str) -> Diagnostic {
    let path = on_one_line(&file.path.to_string_lossy()).into_owned();
    Diagnostic::error(format!("no bucket takes `{path}`: {why}"))
        .hint("give the file in the site a shorter or plainer name, and build again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        let forever = "public, max-age=31536000, immutable";
        for (path, expected) in [
            ("a/dam.0f23456a-800.webp", forever),
            ("a/card.0123456789abcdef.png", forever),
            ("style.ed7002b4.css", forever),
            // Of another content.
            ("style.ed7002b5.css", "public, max-age=600"),
            ("report.20261128.pdf", "public, max-age=600"),
            ("a/dam.20261128-800.jpg", "public, max-age=600"),
            ("a/dam.0f23456a-large.jpg", "public, max-age=600"),
            ("a/0f23456a.jpg", "public, max-age=600"),
            // What is no picture has no versions.
            ("report.deadbeef-2026.pdf", "public, max-age=600"),
            ("report.deadbeef-.pdf", "public, max-age=600"),
            ("a/dam.0f23456a-.webp", "public, max-age=600"),
            ("card.0123456789abcdef.pdf", "public, max-age=600"),
            ("card.png", "public, max-age=600"),
            ("style.css", "public, max-age=600"),
            ("search/index.json", "public, max-age=60"),
            ("ru/search/table.bin", "public, max-age=60"),
            ("index.html", "public, max-age=60"),
            ("feed.xml", "public, max-age=60"),
        ] {
            let content = || Some(b"content".to_vec());
            assert_eq!(cache(path, stage(path), content), expected, "{path}");
        }
    }

    #[test]
    fn pages_appear_after_files_and_before_feeds() {
        for (path, expected) in [
            ("style.css", Stage::File),
            ("data.json", Stage::File),
            ("llms.txt", Stage::File),
            ("index.html", Stage::Page),
            ("old.htm", Stage::Page),
            ("politics/feed.json", Stage::Feed),
            ("sitemap.xml", Stage::Feed),
            ("robots.txt", Stage::Feed),
        ] {
            assert_eq!(stage(path), expected, "{path}");
        }
        assert!(Stage::File < Stage::Page && Stage::Page < Stage::Feed);
    }

    #[test]
    fn a_page_that_leads_on_at_once_is_a_redirect() {
        let page = |content: &str| {
            redirect(&format!(
                "<!doctype html><meta http-equiv=\"refresh\" content=\"{content}\"><p>"
            ))
        };
        for (content, expected) in [
            ("0; url=/politics/talks/", Some("/politics/talks/")),
            ("0;URL='/a/'", Some("/a/")),
            ("0, url = https://example.org/?a=1&amp;b=2", Some("https://example.org/?a=1&b=2")),
            ("5; url=/a/", None),
            ("2", None),
            ("0; url=a/", None),
            ("0; url=javascript:alert(1)", None),
            ("0; url=/новости/", None),
        ] {
            assert_eq!(page(content).as_deref(), expected, "{content}");
        }
        assert_eq!(redirect("<p>A page.</p>"), None);
        assert_eq!(redirect("<!-- <meta http-equiv=refresh content='0; url=/a/'> -->"), None);
    }
}
