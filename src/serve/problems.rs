//! What is wrong, as an editor reads it in the browser: which story, which line with the words
//! that are meant, what to do, and the mended line to copy.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::html::escaped;
use crate::report::{SourceLine, SourceLines, help};
use crate::text::printable::on_one_line;

/// So many are shown; the terminal has all.
const MOST: usize = 20;

/// How a link opens a file in the editor that the writer has, as that registers it with the
/// system (<https://code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls>,
/// <https://zed.dev/docs/>, <https://www.jetbrains.com/help/idea/opening-files-from-command-line.html>).
const EDITORS: &[(&str, &str)] = &[
    ("code", "vscode://file{file}:{line}:{column}"),
    ("code-insiders", "vscode-insiders://file{file}:{line}:{column}"),
    ("codium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("windsurf", "windsurf://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    ("idea", "idea://open?file={file}&line={line}"),
    ("subl", "subl://open?url=file://{file}&line={line}&column={column}"),
];

/// The editor that the writer has, as far as the usual variables say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Editor(&'static str);

impl Editor {
    /// Asks `VISUAL` and `EDITOR`, and whether this is the terminal of VS Code.
    fn of_variables(variable: impl Fn(&str) -> Option<String>) -> Option<Editor> {
        let named = ["VISUAL", "EDITOR"].into_iter().filter_map(&variable).find_map(|command| {
            let program = command.split_whitespace().next()?.to_owned();
            let name = program.rsplit(['/', '\\']).next()?.trim_end_matches(".exe");
            EDITORS.iter().find(|(known, _)| *known == name)
        });
        let of_terminal = || {
            let is_vs_code = variable("TERM_PROGRAM").is_some_and(|program| program == "vscode");
            EDITORS.first().filter(|_| is_vs_code)
        };
        named.or_else(of_terminal).map(|(_, link)| Editor(link))
    }

    /// The link that opens a file at a place.
    fn link(self, file: &Path, line: usize, column: usize) -> Option<String> {
        let file = file.to_str()?.replace('\\', "/");
        let file = if file.starts_with('/') { file } else { format!("/{file}") };
        let file: String = file.split('/').map(percent_encoded).collect::<Vec<_>>().join("/");
        let link = self.0.replace("{line}", &line.to_string());
        Some(link.replace("{column}", &column.to_string()).replace("{file}", &file))
    }
}

fn percent_encoded(name: &str) -> String {
    percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Errors as HTML for those who write here; none if there is none.
pub fn for_writers(faults: &[Diagnostic], site: &Path) -> Option<Arc<str>> {
    problems(faults, site, Editor::of_variables(|name| std::env::var(name).ok()))
}

/// The same, with links to an editor.
fn problems(faults: &[Diagnostic], site: &Path, editor: Option<Editor>) -> Option<Arc<str>> {
    let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.is_error()).collect();
    if errors.is_empty() {
        return None;
    }
    let folder = site.canonicalize().unwrap_or_else(|_| site.to_owned());
    let mut lines = SourceLines::of(site);
    let mut html = String::new();
    for error in errors.iter().take(MOST) {
        one(&mut html, error, &mut lines, &folder, editor);
    }
    match errors.len().saturating_sub(MOST) {
        0 => {}
        1 => html.push_str("<p>1 more is in the terminal.</p>"),
        more => html.push_str(&format!("<p>{more} more are in the terminal.</p>")),
    }
    Some(html.into())
}

fn one(
    html: &mut String,
    error: &Diagnostic,
    lines: &mut SourceLines<'_>,
    folder: &Path,
    editor: Option<Editor>,
) {
    // A `String` takes whatever is written to it.
    let _ = write!(html, "<section{}><h2>{}</h2>", mark(error), with_code(&error.message));
    for line in &error.said {
        let _ = write!(html, "<p>{}</p>", escaped(&on_one_line(line)));
    }
    if let Some(file) = &error.file {
        let _ = write!(html, "<p class=\"place\">{}", place(error, file, lines));
        let (line, column) = error.place.map_or((1, 1), |place| (place.line, place.column));
        let link = editor.and_then(|editor| editor.link(&folder.join(file), line, column));
        if let Some(link) = link.filter(|_| folder.join(file).is_file()) {
            let _ = write!(html, " <a href=\"{}\">Open in the editor</a>", escaped(&link));
        }
        html.push_str("</p>");
    }
    if let Some(SourceLine { before, marked, after }) = lines.line(error) {
        let [before, marked, after] = [before, marked, after].map(|part| escaped(&part));
        let _ = write!(html, "<pre dir=\"auto\">{before}<mark>{marked}</mark>{after}</pre>");
    }
    if let Some(help) = help(error) {
        let _ = write!(html, "<p class=\"help\">{}</p>", remedy(&help));
    }
    html.push_str("</section>");
}

/// The place as the terminal writes it, for programs.
fn mark(error: &Diagnostic) -> String {
    let Some(file) = &error.file else { return String::new() };
    let at = error.place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
    format!(" data-place=\"{}{at}\"", escaped(&on_one_line(file)))
}

/// The story, and where in its file.
fn place(error: &Diagnostic, file: &str, lines: &mut SourceLines<'_>) -> String {
    let headline = lines
        .headline(file)
        .map(|headline| format!("<bdi><b>{}</b></bdi> ", escaped(&on_one_line(&headline))));
    let file = escaped(&on_one_line(file));
    let line = error.place.map_or(String::new(), |place| format!(", line {}", place.line));
    format!("{}<code>{file}</code>{line}", headline.unwrap_or_default())
}

/// What stands between backticks as code.
fn with_code(text: &str) -> String {
    parts(text, |code| format!("<code>{code}</code>"))
}

/// The same, with a button behind what can be taken as it is: a line, not a single word.
fn remedy(text: &str) -> String {
    parts(text, |code| {
        let button = if code.contains([' ', ':', '(']) {
            " <button type=\"button\">Copy</button>"
        } else {
            ""
        };
        format!("<code dir=\"auto\">{code}</code>{button}")
    })
}

fn parts(text: &str, code: impl Fn(&str) -> String) -> String {
    let mut html = String::new();
    for (piece, is_code) in nested(text).unwrap_or_else(|| in_turn(text)) {
        let piece = escaped(&on_one_line(piece));
        html.push_str(&if is_code { code(&piece) } else { piece });
    }
    html
}

/// The pieces between backticks, each with whether it is code, where what is written may have
/// backticks too, as a line has that somebody wrote: by what stands before and behind each, as with
/// quotation marks. None if they do not fit together.
fn nested(text: &str) -> Option<Vec<(&str, bool)>> {
    let (mut pieces, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, _) in text.match_indices('`') {
        let (before, behind) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let may_begin = before.is_none_or(|c| c.is_whitespace() || "([{\"'“«".contains(c))
            && behind.is_some_and(|c| !c.is_whitespace());
        let may_end = behind.is_none_or(|c| c.is_whitespace() || ".,:;?!)]}\"'”»…".contains(c))
            && before.is_some_and(|c| !c.is_whitespace());
        let is_edge = match (may_begin, may_end) {
            (true, false) => {
                depth += 1;
                depth == 1
            }
            (false, true) => {
                depth = depth.checked_sub(1)?;
                depth == 0
            }
            // A letter, as of Uzbek, is one within code alone.
            _ if depth > 0 => false,
            _ => return None,
        };
        if is_edge {
            pieces.push((&text[from..at], depth == 0));
            from = at + 1;
        }
    }
    pieces.push((&text[from..], false));
    (depth == 0).then_some(pieces)
}

/// The same where each second piece is code; all is words where the backticks are odd.
fn in_turn(text: &str) -> Vec<(&str, bool)> {
    match text.matches('`').count() % 2 {
        0 => text.split('`').enumerate().map(|(at, piece)| (piece, at % 2 == 1)).collect(),
        _ => vec![(text, false)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn shown(error: Diagnostic, text: &str, editor: Option<Editor>) -> String {
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir(site.path().join("content")).unwrap();
        std::fs::write(site.path().join("content/a b.md"), text).unwrap();
        let folder = site.path().canonicalize().unwrap().display().to_string();
        let html = problems(&[error], site.path(), editor).unwrap();
        let folder: String = folder.split('/').map(percent_encoded).collect::<Vec<_>>().join("/");
        html.replace(&folder, "/SITE")
    }

    fn fault() -> Diagnostic {
        Diagnostic::error("`titel` is unknown")
            .in_file("content/a b.md")
            .at(Place { line: 2, column: 1, width: 5 })
            .hint("write `title: Talks & <b>` or `title`")
    }

    #[test]
    fn an_editor_sees_the_line_and_can_copy_the_mended_one() {
        let text = "---\ntitel: <b>Talks</b>\n---\n";
        assert_eq!(
            shown(fault(), text, None),
            "<section data-place=\"content/a b.md:2:1\"><h2><code>titel</code> is unknown</h2>\
             <p class=\"place\"><code>content/a b.md</code>, line 2</p>\
             <pre dir=\"auto\"><mark>titel</mark>: &lt;b&gt;Talks&lt;/b&gt;</pre>\
             <p class=\"help\">write <code dir=\"auto\">title: Talks &amp; &lt;b&gt;</code> \
             <button type=\"button\">Copy</button> or <code dir=\"auto\">title</code></p></section>"
        );
    }

    #[test]
    fn a_story_is_named_by_its_headline_and_opens_in_the_editor() {
        let text = "---\ntitle: \"Talks: <day> two\"\ndate: x\n---\n";
        let error = Diagnostic { place: Some(Place { line: 3, column: 7, width: 1 }), ..fault() };
        let html = shown(error, text, Some(Editor("zed://file{file}:{line}:{column}")));
        let headline =
            "<bdi><b>Talks: &lt;day&gt; two</b></bdi> <code>content/a b.md</code>, line 3";
        assert!(html.contains(headline), "{html}");
        let link = "<a href=\"zed://file/SITE/content/a%20b%2Emd:3:7\">Open in the editor</a>";
        assert!(html.contains(link), "{html}");
    }

    /// As readers will see it, however it is written.
    #[test]
    fn a_headline_is_what_its_line_means() {
        for (written, headline) in [
            ("title: 'It''s \"one\" thing'", "It&#39;s &quot;one&quot; thing"),
            ("title: \"A \\\"b\\\" \\u0531\"   # so", "A &quot;b&quot; Ա"),
            ("title: Plain # so", "Plain"),
            ("title: >-\n  Talks\n  resume\ntags: [x", "Talks resume"),
            ("tags: [x\ntitle: Talks\n  resume\nb: c", "Talks resume"),
            ("title: \"Bad\" story", "&quot;Bad&quot; story"),
            ("title: Talks: two", "Talks: two"),
        ] {
            let html = shown(fault(), &format!("---\n{written}\n---\nText.\n"), None);
            assert!(html.contains(&format!("<b>{headline}</b>")), "{written}: {html}");
        }
    }

    #[test]
    fn many_are_cut_and_counted() {
        let faults: Vec<Diagnostic> = (0..25).map(|n| Diagnostic::error(format!("{n}"))).collect();
        let html = problems(&faults, Path::new("."), None).unwrap();
        assert_eq!(html.matches("<section>").count(), 20);
        assert!(html.ends_with("<p>5 more are in the terminal.</p>"), "{html}");
        assert_eq!(problems(&[Diagnostic::warning("w")], Path::new("."), None), None);
    }

    #[test]
    fn the_editor_is_the_one_of_the_variables() {
        let of = |name: &'static str, value: &'static str| {
            Editor::of_variables(|asked| (asked == name).then(|| value.to_string())).map(|e| e.0)
        };
        assert!(of("VISUAL", "code --wait").unwrap().starts_with("vscode:"));
        assert!(of("EDITOR", "/usr/bin/zed").unwrap().starts_with("zed:"));
        assert!(of("TERM_PROGRAM", "vscode").unwrap().starts_with("vscode:"));
        assert_eq!(of("EDITOR", "vim"), None);
        assert_eq!(of("EDITOR", ""), None);
    }

    /// A line that somebody wrote is to be copied whole, whatever it has in it.
    #[test]
    fn a_line_with_backticks_is_one() {
        for (text, lines) in [
            ("write `summary: \"`x` <i>\"`", vec!["summary: &quot;`x` &lt;i&gt;&quot;"]),
            ("write `title: O`zbekiston bugun`", vec!["title: O`zbekiston bugun"]),
            ("write `title: O`zbekiston` or `title`", vec!["title: O`zbekiston", "title"]),
            ("write `see `a` and `b` x`, or `y`", vec!["see `a` and `b` x", "y"]),
            ("(`a: b`) “`c`”: `d`.", vec!["a: b", "c", "d"]),
            ("`, ` parts `a`s", vec![", ", "a"]),
        ] {
            let html = with_code(text);
            let found: Vec<&str> =
                html.split("<code>").skip(1).filter_map(|it| it.split("</code>").next()).collect();
            assert_eq!(found, lines, "{text}");
        }
    }

    #[test]
    fn an_odd_backtick_is_a_letter() {
        assert_eq!(with_code("a ` b"), "a ` b");
        assert_eq!(with_code("`a` b `c"), "`a` b `c");
    }
}
