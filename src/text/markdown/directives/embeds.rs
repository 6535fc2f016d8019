//! Addresses of what other sites have to show, each alone on a line.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::line::Line;
use crate::embeds::{Embed, Providers, of_a_clock};
use crate::text::markdown::events::Events;
use crate::text::markdown::{Fault, options};

/// How such a line may begin: an address, one in angle brackets, or one with a title as a picture
/// has it.
const BEGINNINGS: [&str; 4] = ["http://", "https://", "<http", "!["];

/// What may stand behind an address and is none of it.
const SIGNS: [char; 4] = ['.', ',', ';', ':'];

/// Tells of addresses at the beginning of a line that readers see in the place of what is there,
/// since they stand in a paragraph, a list or a quote, or have words with them.
pub fn find_unshown(
    events: &Events<'_>,
    text: &str,
    providers: &Providers,
    slips: &mut Vec<Fault>,
) {
    let mut notes = 0usize;
    let mut is_line = false;
    for (event, range) in events {
        match event {
            // The address of a source is a right note.
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes = notes.saturating_sub(1),
            Event::Text(_) if is_line && notes == 0 => {
                let written = text.get(range.start..).unwrap_or_default();
                let is_likely = has_scheme(written) || may_lack_scheme(written);
                slips.extend(is_likely.then(|| unshown(written, range.start, providers)).flatten());
            }
            _ => {}
        }
        is_line = matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak
        );
    }
}

fn has_scheme(written: &str) -> bool {
    written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
}

/// Whether a text may begin with an address as browsers show it: `youtu.be/…`.
fn may_lack_scheme(written: &str) -> bool {
    const LONGEST_HOST: usize = 60;
    let is_of_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = written.bytes().take(LONGEST_HOST).take_while(|byte| is_of_host(byte)).count();
    written.as_bytes().get(length) == Some(&b'/') && written[..length].contains('.')
}

/// What is told of the address that `written`, at `start`, begins with.
fn unshown(written: &str, start: usize, providers: &Providers) -> Option<Fault> {
    const MOST: usize = 2_000;
    let line = written.lines().next().unwrap_or_default().trim_end();
    let first = line.split_whitespace().next().filter(|first| first.len() < MOST)?;
    let address = first.trim_end_matches(SIGNS);
    let whole = match address.split_once("://") {
        Some((scheme, rest)) => format!("{}://{rest}", scheme.to_ascii_lowercase()),
        None => format!("https://{address}"),
    };
    if let Some(provider) = providers.of_short(&whole).filter(|_| first == line) {
        return Some(Fault {
            range: start..start + address.len(),
            message: format!(
                "readers see this address, and nothing of {provider}: it does not say what is there"
            ),
            hint: "open it in a browser, and write the long address from the address bar".into(),
        });
    }
    let embed = providers.find(&whole)?;
    let words = line[first.len()..].trim().trim_start_matches(['-', '–', '—', ':']).trim_start();
    let is_title = !words.is_empty() && words.len() < 200 && !words.contains(['[', ']', '<']);
    let length = if is_title { line.len() } else { address.len() };
    let mended = if is_title { format!("![{words}]({whole})") } else { whole };
    Some(Fault {
        range: start..start + length,
        message: format!("readers see this address, and nothing of {}", embed.provider),
        hint: format!(
            "write `{mended}` at the beginning of a line, with an empty line before and behind it, \
             outside lists and quotes"
        ),
    })
}

/// That what is there begins at its beginning, where its address, in a line at `start`, names
/// another moment: `&t=90s`.
pub fn lost_moment(line: &str, start: usize, embed: &Embed) -> Option<Fault> {
    const NAMES: [&str; 6] = ["?t=", "&t=", "#t=", "?start=", "&start=", "&time_continue="];
    let (at, name) = NAMES.iter().find_map(|name| Some((line.find(name)?, name)))?;
    let value = &line[at + name.len()..];
    let is_of_moment = |c: char| c.is_ascii_alphanumeric() || c == ':';
    let end = value.find(|c| !is_of_moment(c)).unwrap_or(value.len());
    let moment = &value[..end];
    let is_moment =
        moment.starts_with(|c: char| c.is_ascii_digit()) && !embed.frame.contains(moment);
    is_moment.then(|| Fault {
        range: start + at..start + at + name.len() + moment.len(),
        message: format!("this begins at its beginning: `{}{moment}` is left out", &name[1..]),
        hint: format!(
            "say the moment in the title: `![…, from {}]({})`",
            of_a_clock(moment),
            embed.address
        ),
    })
}

/// The lines that are the address of something to be shown, with an empty line, the beginning of a
/// block or an end before them and behind.
pub fn lines(text: &str, providers: &Providers) -> Vec<(Range<usize>, Line)> {
    let mut lines = Vec::new();
    for beginning in BEGINNINGS {
        let first = text.starts_with(beginning).then_some(0);
        let finder = memmem::Finder::new(beginning);
        let others = finder.find_iter(text.as_bytes()).filter(|at| text[..*at].ends_with('\n'));
        for start in first.into_iter().chain(others) {
            let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
            let line = text[start..end].trim_end();
            if stands_alone(text, start, end)
                && let Some((embed, title)) = read(line, providers)
            {
                lines.push((start..start + line.len(), Line::Embed(embed, title)));
            }
        }
    }
    // One that begins a text may be found twice.
    lines.sort_by_key(|(at, _)| at.start);
    lines.dedup_by_key(|(at, _)| at.start);
    lines
}

fn read(line: &str, providers: &Providers) -> Option<(Embed, Option<String>)> {
    if line.starts_with("![") {
        return line.contains("http").then(|| titled(line, providers)).flatten();
    }
    let address = match line.strip_prefix('<') {
        Some(rest) => rest.strip_suffix('>')?,
        None => line,
    };
    // What ends a sentence is no part of it.
    let address = address.trim_end_matches(SIGNS);
    let is_one = !address.contains(char::is_whitespace);
    is_one.then(|| providers.find(address))?.map(|embed| (embed, None))
}

/// What a picture with that address shows, if the line has nothing else, and its words as those of
/// any picture are read. What a picture's own title says has no place in a box.
fn titled(line: &str, providers: &Providers) -> Option<(Embed, Option<String>)> {
    let mut events = Parser::new_ext(line, options());
    let Event::Start(Tag::Paragraph) = events.next()? else { return None };
    let Event::Start(Tag::Image { dest_url, title, .. }) = events.next()? else { return None };
    let embed = providers.find(&dest_url).filter(|_| title.is_empty())?;
    let (mut words, mut open) = (String::new(), 1);
    while open > 0 {
        match events.next()? {
            Event::Start(Tag::Image { .. }) => open += 1,
            Event::End(TagEnd::Image) => open -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            _ => {}
        }
    }
    let is_all = events.next() == Some(Event::End(TagEnd::Paragraph)) && events.next().is_none();
    let words = Some(words.trim().to_string()).filter(|words| !words.is_empty());
    is_all.then_some((embed, words))
}

/// Whether nothing of a paragraph stands in the lines around one.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let ends = |line: &str| line.trim().is_empty() || line.starts_with(":::");
    let before = text[..start]
        .strip_suffix('\n')
        .map_or("", |text| text.rsplit('\n').next().unwrap_or_default());
    let behind = text[end..]
        .strip_prefix('\n')
        .map_or("", |text| text.split('\n').next().unwrap_or_default());
    ends(before) && ends(behind)
}
