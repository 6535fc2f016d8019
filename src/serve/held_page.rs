//! The page for editors that tells what is not public, why and until when: only the server has it.

use std::fmt::Write;

use crate::html::escaped;
use crate::model::{Held, HeldReason};
use crate::serve::browser::plain_page;
use crate::serve::reasons::why;
use crate::serve::snapshot::Snapshot;
use crate::site::Site;
use crate::text::date::for_message;
use crate::text::printable::in_a_shell;

/// How many are shown.
const MOST: usize = 500;

/// The page.
pub fn page(site: &Site, snapshot: &Snapshot) -> Vec<u8> {
    let mut held: Vec<&Held> = site.held.iter().collect();
    held.sort_by_key(|held| (release(&held.reason), &held.file));
    let mut body = String::new();
    if let Some(change) = &site.next_change {
        let time = for_message(change, &site.config.time_zone);
        // Writing to a text does not fail.
        let _ = writeln!(body, "<p>The site next changes without an edit on {time}.</p>");
    }
    if held.is_empty() {
        body.push_str("<p>Nothing is held.</p>\n");
    }
    for held in held.iter().take(MOST) {
        one(&mut body, held, site);
    }
    if held.len() > MOST {
        let _ = writeln!(body, "<p>And {} more.</p>", held.len() - MOST);
    }
    plain_page("What is not public", &body, snapshot)
}

/// When it is public by itself: what has a moment comes first, then drafts, then what is over.
fn release(reason: &HeldReason) -> (u8, Option<jiff::Timestamp>) {
    match reason.in_the_end() {
        HeldReason::Dated(at) | HeldReason::Embargoed(at) => (0, Some(*at)),
        HeldReason::Draft(at) => (1, *at),
        HeldReason::WithOriginal(_) => (1, None),
        HeldReason::Expired(at) => (2, Some(*at)),
    }
}

fn one(body: &mut String, held: &Held, site: &Site) {
    let href = site.config.base_url.href(&held.path);
    let _ = write!(
        body,
        "<section><h2 dir=\"auto\">{}</h2>\n<p><code>{}</code></p>\n",
        escaped(&held.title),
        escaped(&held.file)
    );
    if let HeldReason::WithOriginal(original) = &held.reason {
        let _ = writeln!(
            body,
            "<p>Held with its original, <code>{}</code>, which {}.</p>",
            escaped(&original.file),
            why(&held.reason, &site.config.time_zone)
        );
    } else {
        let _ = writeln!(body, "<p>It {}.</p>", why(&held.reason, &site.config.time_zone));
    }
    let address = escaped(&href);
    let address = format!("<a href=\"{address}\">{address}</a>");
    let _ = match held.reason.in_the_end() {
        HeldReason::Expired(_) => writeln!(
            body,
            "<p>It was at {address}. To show it there again, write a later moment behind \
             <code>expires:</code>, or delete that line.</p></section>"
        ),
        _ => writeln!(
            body,
            "<p>Readers will see it at {address}. What is missing before that, and all its places: \
             <code dir=\"auto\">dateline check --story {}</code></p></section>",
            escaped(&in_a_shell(&held.file))
        ),
    };
}
