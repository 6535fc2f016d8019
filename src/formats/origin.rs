//! What a drawing says of the computer on which it was made: programs for drawings note where its file
//! lay, and with that the name of an account.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Where a path is written in a drawing, and how often there are others.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    /// The attribute with its value, or what stands in a comment or in the metadata.
    pub written: String,
    /// How many more there are.
    pub others: usize,
}

/// The paths of a computer in a drawing; none if there are none, or if it is in another encoding than
/// UTF-8.
pub fn origin(bytes: &[u8]) -> Option<Origin> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    // What is open of metadata, and of what is read by other programs than people.
    let (mut in_metadata, mut in_words_of) = (0usize, 0usize);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                in_metadata += usize::from(in_metadata > 0 || is_metadata(&element));
                in_words_of += usize::from(in_words_of > 0 || has_words(&element));
                found.extend(in_attributes(&element));
            }
            Event::Empty(element) => found.extend(in_attributes(&element)),
            Event::End(_) => {
                in_metadata = in_metadata.saturating_sub(1);
                in_words_of = in_words_of.saturating_sub(1);
            }
            Event::Comment(comment) => {
                found.extend(in_text(&String::from_utf8_lossy(&comment), path_in));
            }
            Event::Text(words) if in_metadata > 0 => {
                found.extend(in_text(&String::from_utf8_lossy(&words), path_in));
            }
            Event::Text(words) if in_words_of > 0 => {
                found.extend(in_text(&String::from_utf8_lossy(&words), own_path_in));
            }
            Event::CData(words) if in_words_of > 0 => {
                found.extend(in_text(&String::from_utf8_lossy(&words), own_path_in));
            }
            _ => {}
        }
    }
    let others = found.len().saturating_sub(1);
    Some(Origin { written: found.into_iter().next()?, others })
}

fn is_metadata(element: &BytesStart<'_>) -> bool {
    element.local_name().as_ref() == b"metadata"
}

/// Whether what stands in an element is no drawing and yet is said to somebody or something.
fn has_words(element: &BytesStart<'_>) -> bool {
    matches!(element.local_name().as_ref(), b"style" | b"desc" | b"title")
}

fn in_attributes(element: &BytesStart<'_>) -> Vec<String> {
    let mut attributes = element.attributes();
    let all = attributes.with_checks(false).flatten();
    let path = all.filter_map(|attribute| {
        let name = String::from_utf8_lossy(attribute.key.as_ref());
        let value = String::from_utf8_lossy(&attribute.value);
        let at = if is_of_words(&name) { own_path_in(&value) } else { path_in(&value) }?;
        // A link to a page of the site may begin so.
        let is_link = name.ends_with("href") && value.starts_with('/');
        (!is_link).then(|| format!("{name}=\"{}\"", short(&value, at)))
    });
    path.collect()
}

/// Whether anything may stand in an attribute: words, formulas, addresses of the site.
fn is_of_words(name: &str) -> bool {
    let begins = |with: &str| name.starts_with(with);
    begins("data-") || begins("aria-") || matches!(name, "title" | "alt" | "class" | "style")
}

fn in_text(words: &str, path_in: fn(&str) -> Option<usize>) -> Option<String> {
    let at = path_in(words)?;
    let line = words[at..].lines().next().unwrap_or_default();
    Some(short(line, 0))
}

/// A value, or if it is long, what is in it from `at` on.
fn short(value: &str, at: usize) -> String {
    const LONGEST: usize = 100;
    let start = if value.len() > LONGEST { at } else { 0 };
    let rest: String = value[start..].chars().take(LONGEST).collect();
    rest.trim().to_string()
}

/// Where a path begins that nothing else can be: a file of this computer, or in somebody's folder.
fn own_path_in(words: &str) -> Option<usize> {
    let folder = path_in(words).filter(|at| {
        let path = &words[*at..];
        let behind_drive = path.get(1..).unwrap_or_default().replace('\\', "/");
        path.starts_with("/Users/") || behind_drive.starts_with(":/Users/")
    });
    let file = words
        .find("file:///")
        .filter(|at| words[at + "file:///".len()..].starts_with(|c: char| c.is_alphanumeric()));
    folder.into_iter().chain(file).min()
}

/// Where a path of a computer begins in some words: in somebody's folder, on a disk that was put in,
/// on a drive of Windows or on another computer.
fn path_in(words: &str) -> Option<usize> {
    const FOLDERS: [&str; 8] = [
        "/home/",
        "/Users/",
        "/Volumes/",
        "/media/",
        "/mnt/",
        "/root/",
        "/private/var/",
        "/var/folders/",
    ];
    let is_free = |at: usize| {
        let before = &words[..at];
        before.ends_with("file://")
            || !before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.')
    };
    let goes_on = |at: usize| words[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let folder = FOLDERS.iter().flat_map(|folder| {
        let places = words.match_indices(folder);
        places.filter(|(at, _)| is_free(*at) && goes_on(at + folder.len())).map(|(at, _)| at)
    });
    let drive = words.match_indices([':']).filter_map(|(at, _)| {
        let letter =
            at.checked_sub(1).filter(|letter| words.as_bytes()[*letter].is_ascii_alphabetic())?;
        let behind = words[at + 1..].strip_prefix(['\\', '/'])?;
        let before = &words[..letter];
        let is_alone =
            before.ends_with("file:///") || !before.ends_with(|c: char| c.is_alphanumeric());
        (is_alone && behind.starts_with(char::is_alphanumeric)).then_some(letter)
    });
    // `\\\\desk\\share`; in formulas, `\\\\` ends a line.
    let computer = words.match_indices("\\\\").filter(|(at, sign)| {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$');
        let rest = &words[at + sign.len()..];
        let name = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let is_free = !words[..*at].ends_with(|c: char| c.is_alphanumeric() || "\\{}".contains(c));
        let share = rest[name..].strip_prefix('\\');
        is_free && name > 0 && share.is_some_and(|share| share.starts_with(is_of_name))
    });
    folder.chain(drive).chain(computer.map(|(at, _)| at)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(inside: &str) -> Option<String> {
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {inside}</svg>");
        origin(drawing.as_bytes()).map(|Origin { written, others }| format!("{written} +{others}"))
    }

    #[test]
    fn paths_of_a_computer_are_found() {
        for (inside, expected) in [
            (
                "inkscape:export-filename=\"/home/anna/Desktop/x.png\">",
                "inkscape:export-filename=\"/home/anna/Desktop/x.png\" +0",
            ),
            (
                "><image sodipodi:absref=\"C:\\Users\\Anna\\a.png\" xlink:href=\"a.png\"/>",
                "sodipodi:absref=\"C:\\Users\\Anna\\a.png\" +0",
            ),
            (
                "><image href=\"file:///Users/anna/a.png\"/><g i:x=\"\\\\desk\\share\\a.ai\"/>",
                "href=\"file:///Users/anna/a.png\" +1",
            ),
            (
                "><image xlink:href=\"file:///D:/work/a.png\"/>",
                "xlink:href=\"file:///D:/work/a.png\" +0",
            ),
            (
                "sodipodi:docbase=\"/private/var/folders/x\">",
                "sodipodi:docbase=\"/private/var/folders/x\" +0",
            ),
            (
                "><style>@font-face{src:url(file:///C:/Users/anna/f.ttf)}</style>",
                "file:///C:/Users/anna/f.ttf)} +0",
            ),
            (
                "><style><![CDATA[a{b:url(file:///home/anna/f.ttf)}]]></style>",
                "file:///home/anna/f.ttf)} +0",
            ),
            ("><desc>From /Users/anna/x</desc>", "/Users/anna/x +0"),
            ("><title>C:\\Users\\anna\\x</title>", "C:\\Users\\anna\\x +0"),
            ("><g data-from=\"/Users/anna/x.ai\"/>", "data-from=\"/Users/anna/x.ai\" +0"),
            (
                "><g style=\"fill:url(file:///tmp/x.svg)\"/>",
                "style=\"fill:url(file:///tmp/x.svg)\" +0",
            ),
            ("><!-- Exported from /home/anna/a.dia -->", "/home/anna/a.dia +0"),
            ("><metadata><a><b>/Volumes/Anna/a.ai</b></a></metadata>", "/Volumes/Anna/a.ai +0"),
        ] {
            assert_eq!(told(inside).as_deref(), Some(expected), "{inside}");
        }
    }

    #[test]
    fn what_all_drawings_have_is_left_alone() {
        for inside in [
            ">",
            "sodipodi:docname=\"drawing.svg\" inkscape:version=\"1.3.2\">",
            "><!-- Created with Inkscape (http://www.inkscape.org/) -->",
            "><!-- Generator: Adobe Illustrator 27.0, SVG Export Plug-In . SVG Version: 6.00 -->",
            "><metadata><dc:creator>Anna Voss</dc:creator><cc:license rdf:resource=\"http://a.example/home/x\"/></metadata>",
            "><a href=\"/home/news/\"><text>/home/anna/ C:\\x</text></a>",
            "><a href=\"https://a.example/Users/anna/\"/>",
            // What formulas, expressions and addresses have.
            "><g data-latex=\"\\begin{matrix}a\\\\b\\end{matrix}\"/>",
            "><g data-latex=\"\\\\b\\end{matrix}\"/>",
            "><g data-re=\"^\\\\d+$\"/>",
            "><g x=\"a\\\\b\\c\"/>",
            "aria-label=\"Ratio a:/b\">",
            "><g data-x=\"/media/query\" data-src=\"/media/a/b.png\" data-y=\"/home/news/\"/>",
            "><title>The /home/ of Anna</title><desc>a:/b</desc>",
            "><style>@import url(/home/a.css); a{b:url(/media/a/b.png)}</style>",
            "><path d=\"M0 0 L1 1\" style=\"fill:none;stroke:#000\"/>",
            "><style>a{b:c}</style><g id=\"a:b\"/>",
        ] {
            assert_eq!(told(inside), None, "{inside}");
        }
    }
}
