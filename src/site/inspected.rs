//! Files that are published as they are, looked at: whether they are what they seem to be.

use std::io;

use crate::diagnostic::Diagnostic;
use crate::formats::disguised::{self, is_text, may_be_text};
use crate::formats::drawing;
use crate::formats::picture::{self, Format, Unseen, jpeg_ends_early, unseen, unseen_name};
use crate::site::content;
use crate::site::files::{Files, LONGEST};
use crate::site::links::relative;
use crate::site::pictures::HEAD;
use crate::text::markdown::as_destination;

const FETCH_IT: &str =
    "fetch it: `git lfs pull`; in a workflow, give `lfs: true` to actions/checkout";
const SAVE_IT: &str = "save the picture there again";

/// What is wrong with a file that would be published as it is; none if nothing is. It may be
/// a text, which is published as a page or not at all, what Git LFS keeps in the place of a
/// file, or something else than the picture that its name promises.
pub(super) fn fault(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    if content::is_other_markdown(file) {
        return Some(of_text(file, "by its name", "rename it to end in `.md`"));
    }
    let head = match files.read_head(file, disguised::HEAD) {
        Ok(head) => head,
        Err(fault) => return Some(fault),
    };
    if may_be_text(&head) {
        match files.read_head(file, LONGEST as usize) {
            Ok(start) if is_text(&start) => {
                let hint = "delete it or move it out of the folder; to publish it as it is, and not \
                            as a page, delete its first line, the fence";
                return Some(of_text(file, "since it begins with front matter", hint));
            }
            Ok(_) => {}
            Err(fault) => return Some(fault),
        }
    }
    if is_pointer(&head) {
        let message = format!("`{file}` is a pointer of Git LFS, and not the file itself");
        return Some(Diagnostic::error(message).hint(FETCH_IT));
    }
    let format = Format::of_name(file)?;
    match files.read_head(file, HEAD) {
        Ok(start) => of_picture(file, format, &start)
            .or_else(|| if format == Format::Svg { of_drawing(files, file) } else { None }),
        Err(fault) => Some(fault),
    }
}

/// What is wrong with a file that is shown as a picture, and that is none by its name: browsers go
/// by the bytes, but for drawings. None if it is a picture all the same, or has the name of one.
/// `from` is the file that names it.
pub(super) fn no_picture(files: &dyn Files, file: &str, from: &str) -> Option<Diagnostic> {
    if Format::of_name(file).is_some() {
        return None;
    }
    let start = match files.read_head(file, HEAD) {
        Ok(start) => start,
        Err(fault) => return Some(fault),
    };
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // As it is written there.
    let written = |name: &str| {
        let folder =
            |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        relative(&folder(from), &format!("{}/{name}", folder(file)))
    };
    let link = format!(
        "name a picture, such as a JPEG or PNG; other files are linked to: `[…]({})`",
        as_destination(&written(name))
    );
    let saved = |what: Unseen| saved(what, &|ending| written(&format!("{stem}.{ending}")));
    let (message, hint) = match Format::of_bytes(&start) {
        Some(Format::Svg) => (
            format!("`{file}` is an SVG drawing, which browsers do not show by this name"),
            "name it `….svg`".to_string(),
        ),
        Some(_) => return None,
        None => match (unseen(&start), picture::no_picture(&start), unseen_name(name)) {
            (Some(what), ..) => (not_shown(file, what.name()), saved(what)),
            (None, Some(what), _) | (None, None, Some(Unseen::Other(what))) => {
                (format!("`{file}` is {what}, and no picture"), link)
            }
            (None, None, Some(what)) => (not_shown(file, what.name()), saved(what)),
            (None, None, None) => (format!("`{file}` is no picture"), link),
        },
    };
    Some(Diagnostic::error(message).hint(hint))
}

fn not_shown(file: &str, what: &str) -> String {
    format!("`{file}` is {what}, which most browsers do not show")
}

/// What is to be done with a picture of a kind that browsers do not show; `named` says how one
/// beside it with another ending is written.
fn saved(what: Unseen, named: &dyn Fn(&str) -> String) -> String {
    match what {
        Unseen::Drawing(_) => format!(
            "open it in the program that made it, save it as an SVG or PNG, and name that: `{}`",
            named("svg")
        ),
        Unseen::Picture(_) | Unseen::Other(_) => {
            format!("save it as a JPEG or PNG, and name that: `{}`", named("jpg"))
        }
    }
}

/// The largest drawing that is read, in bytes.
const LARGEST_DRAWING: u64 = 32 << 20;

/// What is wrong with a drawing for which browsers show nothing.
fn of_drawing(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    let bytes = match files.read_up_to(file, LARGEST_DRAWING) {
        Ok(bytes) => bytes?,
        Err(fault) => return Some(fault),
    };
    let (message, hint) = match drawing::fault(&bytes)? {
        drawing::Fault::Broken { line, what, remedy } => (
            format!("browsers show nothing of `{file}`: {what}, in line {line}"),
            format!("{}, or {SAVE_IT}", remedy.as_deref().unwrap_or("correct it")),
        ),
        drawing::Fault::OfNoNamespace => (
            format!("browsers show nothing of `{file}`: it does not say that it is a drawing"),
            "begin it with `<svg xmlns=\"http://www.w3.org/2000/svg\"`".to_string(),
        ),
    };
    Some(Diagnostic::error(message).hint(hint))
}

fn of_text(file: &str, why: &str, hint: &str) -> Diagnostic {
    Diagnostic::error(format!("`{file}` is a story, {why}, and its source would be published"))
        .hint(hint)
}

/// Whether these are the first bytes of what Git LFS checks in in the place of a file
/// (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).
fn is_pointer(head: &[u8]) -> bool {
    [&b"version https://git-lfs.github.com/spec/"[..], b"version https://hawser.github.com/spec/"]
        .iter()
        .any(|line| head.starts_with(line))
}

/// What is wrong with a picture that begins with `start`, at most [`HEAD`] bytes.
fn of_picture(file: &str, named: Format, start: &[u8]) -> Option<Diagnostic> {
    let error = |message: String| Some(Diagnostic::error(message));
    if start.is_empty() {
        return error(format!("the picture `{file}` is empty"))
            .map(|fault| fault.hint(format!("{SAVE_IT}, or delete the file")));
    }
    let Some(found) = Format::of_bytes(start) else { return not_as_named(file, named, start) };
    let (what, ending) = (found.name(), found.ending());
    let rename = format!("name it `….{ending}`, or save it as {}", named.name());
    if found != named && (found == Format::Svg || named == Format::Svg) {
        // Browsers go by the name for drawings, and by the bytes for all others.
        return error(format!("`{file}` is {what}, which browsers do not show by this name"))
            .map(|fault| fault.hint(rename));
    }
    if start.len() < HEAD && is_cut(found, start) {
        return error(format!("the picture `{file}` is cut off before its size"))
            .map(|fault| fault.hint(SAVE_IT));
    }
    // What is asked for as `favicon.ico` may be any picture.
    let is_told = found != named && named != Format::Ico;
    is_told.then(|| {
        let message = format!("`{file}` is {what}: not all programs show it by this name");
        Diagnostic::warning(message).hint(rename)
    })
}

fn not_as_named(file: &str, named: Format, start: &[u8]) -> Option<Diagnostic> {
    // A drawing may begin with much else, and be UTF-16.
    let is_unknown =
        start.len() == HEAD || start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    if named == Format::Svg && is_unknown {
        return None;
    }
    let (message, hint) = match (unseen(start), picture::no_picture(start)) {
        (Some(Unseen::Drawing(what)), _) => (
            not_shown(file, what),
            "open it in the program that made it, and save it as an SVG or PNG",
        ),
        (Some(what), _) => (not_shown(file, what.name()), "save it as a JPEG or PNG"),
        (None, Some(what)) => (
            format!("`{file}` is {what}, and no picture, whatever its name says"),
            "name a JPEG or PNG that was saved as one, or name the file as what it is and link to it",
        ),
        (None, None) if named == Format::Svg => {
            (format!("`{file}` is not an SVG drawing"), SAVE_IT)
        }
        (None, None) if is_readable(start) => {
            (format!("`{file}` is not a picture: it contains text"), SAVE_IT)
        }
        (None, None) => (format!("`{file}` is not a picture that browsers can show"), SAVE_IT),
    };
    Some(Diagnostic::error(message).hint(hint))
}

/// Whether these bytes are those of a text.
fn is_readable(start: &[u8]) -> bool {
    let start = &start[..start.len().min(disguised::HEAD)];
    let is_utf_8 =
        std::str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true);
    is_utf_8 && !start.contains(&0)
}

/// Whether a whole file ends before its picture tells its size.
fn is_cut(format: Format, whole: &[u8]) -> bool {
    let ends_early = |error| match error {
        imagesize::ImageError::IoError(error) => error.kind() == io::ErrorKind::UnexpectedEof,
        _ => false,
    };
    match format {
        Format::Jpeg => jpeg_ends_early(whole),
        Format::Png | Format::Gif | Format::WebP => {
            imagesize::blob_size(whole).is_err_and(ends_early)
        }
        Format::Avif | Format::Bmp | Format::Ico | Format::Svg => false,
    }
}
