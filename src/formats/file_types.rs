//! What a file is by the ending of its name: its media type, whether it may run in a browser,
//! whether it is an asset of the theme. Whoever asks that of a name asks here.

/// Types that the list has under names that were given up: those of today are registered
/// (<https://www.iana.org/assignments/media-types/>).
const REGISTERED: [(&str, &str); 3] =
    [("m4a", "audio/mp4"), ("mjs", "text/javascript; charset=utf-8"), ("woff", "font/woff")];

/// The media type of a file, for a browser.
pub fn media_type(path: &str) -> String {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let registered = REGISTERED.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
    if let Some((_, media_type)) = registered {
        return (*media_type).into();
    }
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    match guessed.type_() {
        mime_guess::mime::TEXT => format!("{guessed}; charset=utf-8"),
        _ => guessed.to_string(),
    }
}

/// The media type of a picture, for a feed. Most of those whose name does not tell are photos.
pub fn picture_type(path: &str) -> &'static str {
    mime_guess::from_path(path).first_raw().unwrap_or("image/jpeg")
}

/// The kinds of files that are assets, whether or not a template names them.
const ASSETS: [&str; 5] = ["css", "js", "mjs", "svg", "woff2"];

/// Whether a file is an asset by its name alone.
pub fn is_asset(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ASSETS.contains(&ending))
}

/// Whether a file is a style sheet, which a browser can swap in a page that it shows.
pub fn is_style(path: &str) -> bool {
    path.ends_with(".css")
}

/// What a browser, or the server before it, makes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page, a script or a program: it runs.
    Runs,
    /// Packed, and nobody looks into it: what comes out in a browser may run.
    Packed,
    /// XML, such as a drawing: what is in it may run.
    Xml,
    /// Its first bytes tell.
    Unknown,
    /// Pictures, tables, documents: nothing runs.
    Still,
}

/// Endings of pages, scripts, and programs that common servers run, beside those that have
/// `htm` in them or begin with one of [`PROGRAMS`].
const RUNS: [&str; 25] = [
    "ashx", "asmx", "axd", "cfm", "cgi", "config", "ecma", "fcgi", "hta", "htc", "htt", "hxt",
    "js", "jsm", "jsx", "mht", "mjs", "phar", "pht", "stm", "svgz", "vbs", "xht", "xsl", "xslt",
];

const PROGRAMS: [&str; 3] = ["asp", "jsp", "php"];

/// Those of scripts that are names of languages as well: `report.es.pdf` is Spanish.
const RUNS_AT_THE_END: [&str; 2] = ["es", "pl"];

/// Endings that every server knows, and no browser takes for a page whatever is in them.
const STILL: [&str; 32] = [
    "bmp", "css", "csv", "doc", "docx", "gif", "ico", "jpeg", "jpg", "json", "mov", "mp3", "mp4",
    "odp", "ods", "odt", "ogg", "pdf", "png", "ppt", "pptx", "rtf", "tar", "tif", "tiff", "tsv",
    "txt", "wav", "webm", "xls", "xlsx", "zip",
];

/// Servers tell browsers to unpack these.
const PACKED: [&str; 6] = ["br", "bz2", "gz", "xz", "z", "zst"];

/// What becomes of a file with this name. Servers look at more than its last ending:
/// `page.html.fr` is a page, and `page.php.txt` a program.
pub fn kind(name: &str) -> Kind {
    let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let endings: Vec<&str> = name.split('.').skip(1).map(str::trim).collect();
    let runs = |ending: &&str| {
        RUNS.contains(ending)
            || ending.contains("htm")
            || PROGRAMS.iter().any(|program| ending.starts_with(program))
    };
    let is_still = |ending: Option<&&str>| ending.is_some_and(|ending| STILL.contains(ending));
    let mut from_last = endings.iter().rev();
    let Some(last) = from_last.next() else { return Kind::Unknown };
    match *last {
        _ if endings.iter().any(runs) || RUNS_AT_THE_END.contains(last) => Kind::Runs,
        last if PACKED.contains(&last) && !is_still(from_last.next()) => Kind::Packed,
        last if PACKED.contains(&last) || STILL.contains(&last) => Kind::Still,
        "svg" | "xml" => Kind::Xml,
        _ => Kind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_newsrooms_publish_has_its_type() {
        for (name, expected) in [
            ("/a/", "application/octet-stream"),
            ("/a.html", "text/html; charset=utf-8"),
            ("/style.css", "text/css; charset=utf-8"),
            ("/a.mjs", "text/javascript; charset=utf-8"),
            ("/data.csv", "text/csv; charset=utf-8"),
            ("/a.geojson", "application/geo+json"),
            ("/a.json", "application/json"),
            ("/a.webmanifest", "application/manifest+json"),
            ("/a.pdf", "application/pdf"),
            ("/A.JPG", "image/jpeg"),
            ("/a.webp", "image/webp"),
            ("/a.avif", "image/avif"),
            ("/a.svg", "image/svg+xml"),
            ("/a.mp3", "audio/mpeg"),
            ("/a.m4a", "audio/mp4"),
            ("/a.mp4", "video/mp4"),
            ("/a.webm", "video/webm"),
            ("/a.vtt", "text/vtt; charset=utf-8"),
            ("/a.woff2", "font/woff2"),
            ("/a.wasm", "application/wasm"),
        ] {
            assert_eq!(media_type(name), expected, "{name}");
        }
        assert_eq!(picture_type("/a.png"), "image/png");
        assert_eq!(picture_type("/a"), "image/jpeg");
    }

    #[test]
    fn pages_scripts_and_programs_run_wherever_the_name_says_so() {
        for name in [
            "a.html",
            "a.HTM",
            "a.xhtml",
            "a.xht",
            "a.xhtm",
            "a.js",
            "a.mjs",
            "a.svgz",
            "a.xsl",
            "a.shtml",
            "a.html.fr",
            "a.html.bak",
            "a.html.",
            "a.html .x",
            "a.php.txt",
            "a.php7",
            "a.phtml.jpg",
            "a.phar",
            "a.cgi",
            "a.pl",
            "a.es",
            "a.asp;.jpg",
            "a.aspx",
            "a.jspx",
            "a.cshtml",
            "web.config",
            ".html",
            "b.c/a.mht",
        ] {
            assert_eq!(kind(name), Kind::Runs, "{name}");
        }
        for name in ["a.svg.gz", "a.xml.br", "a.gz", "a.mml.Z", "a.svg.gz.gz"] {
            assert_eq!(kind(name), Kind::Packed, "{name}");
        }
        for name in ["a.svg", "a.SVG", "a.xml", "b.pdf/a.xml"] {
            assert_eq!(kind(name), Kind::Xml, "{name}");
        }
        for name in [
            "a", "html", "a.kml", "a.gpx", "a.rss", "a.mml", "a.its", "a.ttml", "a.xcs",
            "a.svg.fr", "a.bin", "a.", "b.csv/a", "a.webp",
        ] {
            assert_eq!(kind(name), Kind::Unknown, "{name}");
        }
        for name in [
            "a.png",
            "a.PDF",
            "a.csv",
            "a.json",
            "a.css",
            "a.docx",
            "a.csv.gz",
            "a.tar.gz",
            "map.svg.png",
            "report.es.pdf",
            "b.html/a.txt",
        ] {
            assert_eq!(kind(name), Kind::Still, "{name}");
        }
    }
}
