//! Which part of an answer is wanted: ranges of bytes and conditions, by RFC 9110
//! (<https://www.rfc-editor.org/rfc/rfc9110#section-13> and the next).

use hyper::http::HeaderMap;
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, header};

use crate::serve::body::{ByteRange, ReplyBody};
use crate::serve::reply::set;

/// What a request wants of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    ByteRange(ByteRange),
    /// A part that is not there.
    OutOfBounds,
}

/// `whole`, or what the request wants of it.
pub fn narrowed(request: &Parts, whole: Response<ReplyBody>) -> Response<ReplyBody> {
    let answer = match whole.body().length() {
        Some(length) if whole.status() == StatusCode::OK => part_of(request, whole, length),
        _ => whole,
    };
    without_body_for_head(request, answer)
}

fn part_of(request: &Parts, mut whole: Response<ReplyBody>, length: u64) -> Response<ReplyBody> {
    let tag = whole.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or("");
    if let Some(status) = without_content(&request.headers, tag) {
        *whole.status_mut() = status;
        *whole.body_mut() = ReplyBody::Nothing;
        whole.headers_mut().remove(header::CONTENT_TYPE);
        return whole;
    }
    let wanted = match request.method == Method::GET && is_of_this_version(&request.headers, tag) {
        true => wanted(&request.headers, length),
        false => Wanted::Whole,
    };
    set(&mut whole, header::ACCEPT_RANGES, "bytes");
    match wanted {
        Wanted::Whole => whole,
        Wanted::ByteRange(part) => {
            *whole.status_mut() = StatusCode::PARTIAL_CONTENT;
            let range = format!("bytes {}-{}/{length}", part.first, part.last);
            set(&mut whole, header::CONTENT_RANGE, &range);
            whole.map(|answer| answer.part(part))
        }
        Wanted::OutOfBounds => {
            *whole.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            set(&mut whole, header::CONTENT_RANGE, &format!("bytes */{length}"));
            whole.map(|_| ReplyBody::Whole("The file has no such part.\n".into()))
        }
    }
}

/// The head of an answer has the length, whether or not the body follows.
fn without_body_for_head(request: &Parts, mut answer: Response<ReplyBody>) -> Response<ReplyBody> {
    let has_length = answer.status() != StatusCode::NOT_MODIFIED;
    if let Some(length) = answer.body().length().filter(|_| has_length) {
        set(&mut answer, header::CONTENT_LENGTH, &length.to_string());
    }
    match request.method == Method::HEAD {
        true => answer.map(|_| ReplyBody::Nothing),
        false => answer,
    }
}

/// The status of an answer that has no content by the conditions of the request: its
/// sender has this version already, or wants another one only.
fn without_content(headers: &HeaderMap, tag: &str) -> Option<StatusCode> {
    let any = |name, is_same: fn(&str, &str) -> bool| {
        let mut lists = headers.get_all(name).iter().peekable();
        lists.peek()?;
        let mut tags = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
        Some(tags.any(|other| other.trim() == "*" || is_same(other.trim(), tag)))
    };
    if any(header::IF_MATCH, is_same_strongly) == Some(false) {
        return Some(StatusCode::PRECONDITION_FAILED);
    }
    let has_it = any(header::IF_NONE_MATCH, |other, tag| {
        is_same_strongly(other.strip_prefix("W/").unwrap_or(other), tag)
    });
    (has_it == Some(true)).then_some(StatusCode::NOT_MODIFIED)
}

fn is_same_strongly(one: &str, other: &str) -> bool {
    one.starts_with('"') && one == other
}

/// Whether a range is meant for this version. Moments are not, since answers have none.
fn is_of_this_version(headers: &HeaderMap, tag: &str) -> bool {
    let Some(version) = headers.get(header::IF_RANGE) else { return true };
    version.to_str().is_ok_and(|version| is_same_strongly(version, tag))
}

/// The range that a request names. Several at once, other units, and what is no range
/// at all are answered with the whole.
fn wanted(headers: &HeaderMap, length: u64) -> Wanted {
    let mut lines = headers.get_all(header::RANGE).iter();
    let (Some(line), None) = (lines.next(), lines.next()) else { return Wanted::Whole };
    let Some((unit, ranges)) = line.to_str().ok().and_then(|line| line.split_once('=')) else {
        return Wanted::Whole;
    };
    let mut ranges = ranges.split(',').map(str::trim).filter(|range| !range.is_empty());
    let (Some(range), None) = (ranges.next(), ranges.next()) else { return Wanted::Whole };
    match range.split_once('-') {
        Some((first, last)) if unit.eq_ignore_ascii_case("bytes") => in_bounds(first, last, length),
        _ => Wanted::Whole,
    }
}

/// The range from `first` to `last`, or of the last so many bytes.
fn in_bounds(first: &str, last: &str, length: u64) -> Wanted {
    let end = length.checked_sub(1);
    match (first, last, number(first), number(last)) {
        ("", _, _, Some(0)) => Wanted::OutOfBounds,
        ("", _, _, Some(count)) => end.map_or(Wanted::Whole, |last| {
            Wanted::ByteRange(ByteRange { first: length.saturating_sub(count), last })
        }),
        (_, _, Some(first), Some(last)) if first > last => Wanted::Whole,
        (_, "", Some(first), _) | (_, _, Some(first), Some(_)) if first >= length => {
            Wanted::OutOfBounds
        }
        (_, "", Some(first), _) => Wanted::ByteRange(ByteRange { first, last: length - 1 }),
        (_, _, Some(first), Some(last)) => {
            Wanted::ByteRange(ByteRange { first, last: last.min(length - 1) })
        }
        _ => Wanted::Whole,
    }
}

/// A number of digits alone; one that is too large is larger than any file.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted_of(range: &str, length: u64) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        wanted(&headers, length)
    }

    #[test]
    fn a_range_is_read_by_the_standard() {
        let part = |first, last| Wanted::ByteRange(ByteRange { first, last });
        for (range, of_ten) in [
            ("bytes=0-", part(0, 9)),
            ("bytes=0-0", part(0, 0)),
            ("bytes=5-7", part(5, 7)),
            ("bytes=9-", part(9, 9)),
            ("bytes=5-100", part(5, 9)),
            ("bytes=5-99999999999999999999999", part(5, 9)),
            ("bytes=-3", part(7, 9)),
            ("bytes=-10", part(0, 9)),
            ("bytes=-500", part(0, 9)),
            ("bytes=-99999999999999999999999", part(0, 9)),
            ("BYTES=1-2", part(1, 2)),
            ("bytes= 1-2 ,", part(1, 2)),
            ("bytes=10-", Wanted::OutOfBounds),
            ("bytes=10-20", Wanted::OutOfBounds),
            ("bytes=99999999999999999999999-", Wanted::OutOfBounds),
            ("bytes=-0", Wanted::OutOfBounds),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=3-1", Wanted::Whole),
            ("bytes=12-11", Wanted::Whole),
            ("bytes=", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=1 - 2", Wanted::Whole),
            ("bytes=--1", Wanted::Whole),
            ("bytes=1-2-3", Wanted::Whole),
            ("lines=1-2", Wanted::Whole),
            ("bytes 1-2", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(wanted_of(range, 10), of_ten, "{range}");
        }
        for (range, of_nothing) in [
            ("bytes=0-", Wanted::OutOfBounds),
            ("bytes=0-5", Wanted::OutOfBounds),
            ("bytes=-5", Wanted::Whole),
        ] {
            assert_eq!(wanted_of(range, 0), of_nothing, "{range} of nothing");
        }
    }

    #[test]
    fn conditions_are_compared_by_the_standard() {
        let status = |name: header::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            without_content(&headers, "\"a\"")
        };
        for has_it in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            let answered = status(header::IF_NONE_MATCH, has_it);
            assert_eq!(answered, Some(StatusCode::NOT_MODIFIED), "{has_it}");
        }
        for lacks_it in ["\"b\"", "a", "", "\"A\"", "W/W/\"a\"", "w/\"a\""] {
            assert_eq!(status(header::IF_NONE_MATCH, lacks_it), None, "{lacks_it}");
        }
        for this in ["\"a\"", "\"b\", \"a\"", "*"] {
            assert_eq!(status(header::IF_MATCH, this), None, "{this}");
        }
        for other in ["\"b\"", "W/\"a\"", ""] {
            let answered = status(header::IF_MATCH, other);
            assert_eq!(answered, Some(StatusCode::PRECONDITION_FAILED), "{other}");
        }
    }
}
