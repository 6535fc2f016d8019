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
    let mut in_metadata = 0usize;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                in_metadata += usize::from(in_metadata > 0 || is_metadata(&element));
                found.extend(in_attributes(&element));
            }
            Event::Empty(element) => found.extend(in_attributes(&element)),
            Event::End(_) => in_metadata = in_metadata.saturating_sub(1),
            Event::Comment(comment) => found.extend(in_words(&String::from_utf8_lossy(&comment))),
            Event::Text(words) if in_metadata > 0 => {
                found.extend(in_words(&String::from_utf8_lossy(&words)));
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

fn in_attributes(element: &BytesStart<'_>) -> Vec<String> {
    let mut attributes = element.attributes();
    let all = attributes.with_checks(false).flatten();
    let path = all.filter_map(|attribute| {
        let name = String::from_utf8_lossy(attribute.key.as_ref());
        let value = String::from_utf8_lossy(&attribute.value);
        let at = path_in(&value)?;
        // A link to a page of the site may begin so.
        let is_link = name.ends_with("href") && value.starts_with('/');
        (!is_link).then(|| format!("{name}=\"{}\"", short(&value, at)))
    });
    path.collect()
}

fn in_words(words: &str) -> Option<String> {
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

/// Where a path of a computer begins in some words: in somebody's folder, on a disk that was put in,
/// on a drive of Windows or on another computer.
fn path_in(words: &str) -> Option<usize> {
    const FOLDERS: [&str; 6] = ["/home/", "/Users/", "/Volumes/", "/media/", "/mnt/", "/root/"];
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
    let computer = words.match_indices("\\\\").filter(|(at, sign)| goes_on(at + sign.len()));
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
            "><path d=\"M0 0 L1 1\" style=\"fill:none;stroke:#000\"/>",
            "><style>a{b:c}</style><g id=\"a:b\"/>",
        ] {
            assert_eq!(told(inside), None, "{inside}");
        }
    }
}
