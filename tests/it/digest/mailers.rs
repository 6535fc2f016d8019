//! What programs that send mail fill in, and what they are told of a mail's size.

use super::{SETTINGS, digest, newsroom, text};
use crate::common::tree;

/// No marks of templates are left, however many braces there are, and none of the words that stand
/// in the place of a link.
#[test]
fn what_a_story_says_is_never_filled_in() {
    let place = newsroom();
    let by = SETTINGS.replace("https://highland.example/off/?list=1&x=2", "listmonk");
    tree::put(place.path(), "site.yaml", by.replace("digest:\n", "digest:\n  length: whole\n"));
    let story = "---\ntitle: \"T {{{ UnsubscribeURL }}} {{% **| {%\"\ndate: 2026-03-02 19:00\n\
                 source: {name: S, url: \"https://src.example/?a=1&b={{2}}&c=*|X|*\"}\n---\n\
                 `{{{ UnsubscribeURL }}}` dateline-link-that-a-mailer-fills-in {{{{.x}}}}\n";
    tree::put(place.path(), "content/politics/braces.md", story);
    digest(place.path(), &["--as", "mail,text"]).done();
    for file in ["2026-03-02.html", "2026-03-02.txt"] {
        let text = text(place.path(), file);
        assert_eq!(text.matches("{{").count(), 1, "{file}: {text}");
        assert_eq!(text.matches("{{ UnsubscribeURL }}").count(), 1, "{file}");
        assert!(!text.contains("{%") && !text.contains("*|"), "{file}");
        assert!(text.contains("dateline-link-that-a-mailer-fills-in"), "{file}: the words stay");
        // An address leads where it led.
        assert!(text.contains("b=%7B%7B2%7D%7D"), "{file}: {text}");
    }
}

#[test]
fn a_mail_that_is_too_large_is_told_quietly_too_with_what_helps() {
    let place = newsroom();
    let summary = "All that is told here is invented. ".repeat(40);
    for number in 0..120 {
        let section = if number < 110 { "politics" } else { "economy" };
        let story = format!(
            "---\ntitle: Short {number}\ndate: 2026-03-01 09:00\nsummary: {summary}\n---\nWords.\n"
        );
        tree::put(place.path(), &format!("content/{section}/short-{number}.md"), story);
    }
    let too_large = "and Gmail cuts a mail after 102,400: the way to unsubscribe is behind that";
    for (arguments, hint) in [
        (&["--day", "2026-03-01"][..], "make one for each section, with `--section`"),
        (&["--day", "2026-03-01", "--section", "politics"], "write shorter summaries"),
        (
            &["--since", "2026-03-01", "--section", "politics"],
            "make one for each day, with `--day`",
        ),
    ] {
        let ended = digest(place.path(), &[arguments, &["--as", "mail", "--quiet"]].concat());
        let ended = ended.done();
        assert_eq!(ended.stdout, "", "{arguments:?}");
        assert!(ended.stderr.contains(too_large), "{arguments:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(hint), "{arguments:?}: {}", ended.stderr);
    }
}
