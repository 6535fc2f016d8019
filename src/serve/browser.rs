//! What goes into a page so that a browser follows the server, and the pages
//! that only the server shows.

use crate::html::escaped;
use crate::model::{Held, HeldReason};
use crate::serve::paths::{HELD_PATH, SCRIPT_PATH};
use crate::serve::reasons::why;
use crate::serve::snapshot::Snapshot;
use crate::text::printable::in_a_shell;
use crate::url::BaseUrl;

/// The script that a browser follows the server with.
pub const SCRIPT: &str = include_str!("reload.js");

/// `html` with the script at its end; `fingerprint` is that of `html`.
pub fn with_script(mut html: Vec<u8>, snapshot: &Snapshot, fingerprint: &str) -> Vec<u8> {
    let script = script_tag(snapshot, fingerprint);
    let end = html
        .windows(7)
        .rposition(|window| window.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    html.splice(end..end, script.into_bytes());
    html
}

fn script_tag(snapshot: &Snapshot, fingerprint: &str) -> String {
    format!(
        "<script src=\"{SCRIPT_PATH}\" data-generation=\"{}\" data-boot=\"{}\" data-page=\"{fingerprint}\" defer></script>",
        snapshot.generation, snapshot.boot
    )
}

/// A page of the server's own.
pub fn plain_page(title: &str, body: &str, snapshot: &Snapshot) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n\
         <style>:root{{color-scheme:light dark;font:1.1rem/1.5 system-ui,sans-serif}}\
         body{{max-inline-size:45rem;margin:10vh auto;padding:0 1rem}}\
         pre{{overflow:auto;font-size:.9rem;white-space:pre-wrap;overflow-wrap:anywhere}}\
         h2{{font-size:1.1rem}}section{{border-block-start:1px solid;margin-block-start:1.5rem}}\
         .table{{overflow:auto}}table{{border-collapse:collapse;font-size:.9rem}}\
         th,td{{padding:.4rem .6rem;text-align:start;vertical-align:top;\
         border-block-end:1px solid color-mix(in srgb,currentColor 25%,transparent)}}\
         th{{font-weight:600}}tbody th{{min-inline-size:14rem}}td{{min-inline-size:9rem}}\
         td ul{{margin:0;padding:0;list-style:none}}</style>\n\
         <body>\n<h1>{title}</h1>\n{body}\n{}</body>\n</html>\n",
        script_tag(snapshot, "")
    )
    .into_bytes()
}

/// What stands at `/` when the site is below it.
pub fn elsewhere(base_url: &BaseUrl, snapshot: &Snapshot) -> Vec<u8> {
    let href = format!("{}/", base_url.path());
    plain_page(
        "The site is at another path",
        &format!(
            "<p>It is served below the path of its address: <a href=\"{href}\">{href}</a></p>"
        ),
        snapshot,
    )
}

/// What is shown of a site that was never good: the `problems` of a snapshot, which are HTML.
pub fn broken(problems: &str, snapshot: &Snapshot) -> Vec<u8> {
    let body = format!(
        "<p>Mend this, and the page appears by itself.</p>\n<dateline-faults>{problems}</dateline-faults>"
    );
    plain_page("The site cannot be shown yet", &body, snapshot)
}

/// Why a text that is held is not there.
pub fn held(held: &Held, zone: &jiff::tz::TimeZone, snapshot: &Snapshot) -> Vec<u8> {
    let shown_by = match held.reason.in_the_end() {
        HeldReason::Draft(_) | HeldReason::WithOriginal(_) => {
            " <code>dateline serve --drafts</code> shows it."
        }
        HeldReason::Dated(_) | HeldReason::Embargoed(_) => {
            " <code>dateline serve --future</code> shows it."
        }
        HeldReason::Expired(_) => "",
    };
    let why = why(&held.reason, zone);
    let with_original = match &held.reason {
        HeldReason::WithOriginal(original) => {
            format!(
                "<p>It is held with its original, <code>{}</code>. To publish it before that, write \
                 <code>hold_with_original: false</code> into it.</p>\n",
                escaped(&original.file)
            )
        }
        _ => String::new(),
    };
    let what = if with_original.is_empty() { "It" } else { "Its original" };
    let next = match held.reason.in_the_end() {
        HeldReason::Expired(_) => {
            "To show it here again, write a later moment behind <code>expires:</code>, or delete that line."
                .into()
        }
        _ => format!(
            "What is missing before it is public, and where readers will see it: \
             <code dir=\"auto\">dateline check --story {}</code>",
            escaped(&in_a_shell(&held.file))
        ),
    };
    let body = format!(
        "{with_original}<p>{what} {why}.{shown_by}</p>\n<p><bdi>{}</bdi><br><code>{}</code></p>\n\
         <p>{next}</p>\n<p><a href=\"{HELD_PATH}\">All that is not public</a></p>",
        escaped(&held.title),
        escaped(&held.file)
    );
    plain_page("This story is not public", &body, snapshot)
}
