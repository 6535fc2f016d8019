//! Brackets that are no link and seem to be meant as one.

use pulldown_cmark::{Event, LinkType, Tag};

use super::shown::{OTHER, Shown};
use super::{Events, Fault, nearby, notes, short, slip};
use crate::nearest::nearest;

pub(super) fn find(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    // The bracket that opened last, and is not closed.
    let mut open: Vec<usize> = Vec::new();
    // What was told already.
    let mut past = 0;
    for (at, bracket) in words.match_indices(['[', ']', '(', ')']) {
        if at < past {
            continue;
        }
        match bracket {
            "[" | "(" => open.push(at),
            _ => {
                let opening = if bracket == "]" { "[" } else { "(" };
                let Some(start) = open.pop() else { continue };
                if !words[start..].starts_with(opening) {
                    continue;
                }
                let inside = &words[start + 1..at];
                let rest = nearby(&words[at + 1..]);
                let before = &words[..start];
                // The mark of a picture, or the first bracket of two, is part of it.
                let is_double = bracket == "]" && before.ends_with('[') && rest.starts_with(']');
                let outside = before.strip_suffix('[').filter(|_| is_double).unwrap_or(before);
                let lead = if bracket == "]" && outside.ends_with('!') { "!" } else { "" };
                let told = match bracket {
                    "]" if is_double => Some(of_wiki(lead, inside)),
                    "]" => of_square(before, lead, inside, rest),
                    _ => of_round(inside, rest),
                };
                if let Some((length, message, hint)) = told {
                    past = at + 1 + length;
                    let is_note = message.starts_with(notes::MISTAKEN);
                    let start = start - usize::from(is_double || is_note) - lead.len();
                    slips.push(slip(shown.place(start..past), message, hint));
                }
            }
        }
    }
}

/// Links with a colon between their brackets that begin a line: they say where other links lead, and
/// readers see nothing of them.
pub(super) fn find_definitions(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    const MOST: usize = 20;
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_end())
    });
    let linked = lines.filter_map(|(at, line)| {
        let (name, address) = line.strip_prefix('[')?.split_once("]:(")?;
        let address = address.strip_suffix(')')?;
        (is_address(address) && !name.contains(['[', ']'])).then_some((at, line, name, address))
    });
    for (at, line, name, address) in linked.take(MOST) {
        // What the parser has anything of is shown.
        let is_shown = events.iter().any(|(event, range)| {
            matches!(event, Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock))
                && range.contains(&at)
        });
        if !is_shown {
            let message =
                format!("readers do not see `{}`: with the colon it is no link", short(line));
            let hint = format!("delete the colon: `[{}]({address})`", short(name));
            slips.push(slip(at..at + line.len(), message, hint));
        }
    }
}

/// Links whose words stand apart from the name of their address: `[the text] [1]`, of which readers
/// see the brackets and a link `1`. Markdown had it so before 2014.
pub(super) fn find_apart(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    // What editors put between brackets into words of others.
    const INSERTED: [&str; 4] = ["sic", "…", "...", "x"];
    for (number, (event, link)) in events.iter().enumerate() {
        let is_of_name = matches!(
            event,
            Event::Start(Tag::Link { link_type: LinkType::Shortcut | LinkType::Collapsed, .. })
        );
        let before = text[..link.start].trim_end_matches(' ');
        if !is_of_name || before.len() == link.start || !before.ends_with(']') {
            continue;
        }
        let earlier = &events[..number];
        let is_text = matches!(earlier.last(), Some((Event::Text(_), _)));
        let is_link = earlier
            .iter()
            .rev()
            .take(4)
            .any(|(event, range)| matches!(event, Event::End(_)) && range.end == before.len());
        let Some(start) = before.rfind('[').filter(|_| is_text && !is_link) else { continue };
        let words = &before[start + 1..before.len() - 1];
        let is_words = !words.contains(['\n', ']']) && words.chars().any(char::is_alphabetic);
        if is_words
            && !INSERTED.contains(&&*words.to_lowercase())
            && !before[..start].ends_with('\\')
        {
            let name = &text[link.clone()];
            let message =
                format!("readers see `[{}]`, and a link of its own behind it", short(words));
            let hint = format!("delete the space between the brackets: `[{}]{name}`", short(words));
            slips.push(slip(start..link.end, message, hint));
        }
    }
}

/// What is told of `[inside]`, before `rest`: how much of the rest belongs to it, message and
/// hint.
fn of_square(
    before: &str,
    lead: &str,
    inside: &str,
    rest: &str,
) -> Option<(usize, String, String)> {
    let name = short(inside);
    if before.ends_with('^') && !rest.starts_with('(') {
        // A name, or the words of the note itself.
        let is_name = inside.len() < 10 && inside.chars().all(char::is_alphanumeric);
        let hint = match is_name {
            true => format!("write `[^{name}]`"),
            false => format!("write `[^1]`, and in a line of its own `[^1]: {name}`"),
        };
        return Some((0, notes::mistaken(&name), hint));
    }
    if inside.starts_with('^') && inside.len() > 1 && !inside.contains(char::is_whitespace) {
        let hint = format!("add the note, in a line of its own: `[{name}]: …`");
        return Some((0, notes::missing(&name[1..]), hint));
    }
    if let Some(behind) = rest.strip_prefix('(') {
        return of_address(lead, inside, behind);
    }
    if let Some(address) =
        rest.strip_prefix(":(").and_then(|it| it.split(')').next()).filter(|it| is_address(it))
    {
        let message = format!("readers see `[{name}]` and the address behind it, and no link");
        let hint = format!("delete the colon between the brackets: `{lead}[{name}]({address})`");
        return Some((address.len() + 3, message, hint));
    }
    if let Some(behind) = rest.strip_prefix('[') {
        return of_reference(inside, behind);
    }
    if let Some(kind) = inside.strip_prefix('!').filter(|kind| before.is_empty() && is_kind(kind)) {
        if ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(kind)) {
            let message =
                format!("readers see `[!{kind}]`: a box is a quote, below the line of its kind");
            let kind = kind.to_uppercase();
            let hint = format!(
                "write `> [!{kind}]` on a line of its own, and `> ` before each line of its words below it"
            );
            return Some((0, message, hint));
        }
        let near = nearest(&kind.to_uppercase(), ALERTS).unwrap_or_else(|| "NOTE".into());
        let message = format!("readers see `[!{kind}]`: there is no box of this kind");
        let kinds = ALERTS.map(|kind| format!("`[!{kind}]`")).join(", ");
        return Some((0, message, format!("write `[!{near}]`; the kinds are {kinds}")));
    }
    let behind = rest.trim_start();
    let spaces = rest.len() - behind.len();
    let address = behind.strip_prefix('(')?.split(')').next()?;
    if spaces == 0 || !behind[1 + address.len()..].starts_with(')') || !is_address(address) {
        return None;
    }
    let what = if lead.is_empty() { "link" } else { "picture" };
    let message = format!("readers see `[{name}]` and the address behind it, and no {what}");
    let how = match rest[..spaces].contains('\n') {
        true => "write both parts in one line, without a space between them",
        false => "delete the space between the brackets",
    };
    let hint = format!("{how}: `{lead}[{name}]({address})`");
    Some((spaces + address.len() + 2, message, hint))
}

/// The boxes that a quotation can be
/// (<https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts>).
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

fn is_kind(kind: &str) -> bool {
    !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `[[inside]]`, as wikis and notebooks write links, and pictures with `!` before it.
fn of_wiki(lead: &str, inside: &str) -> (usize, String, String) {
    let (target, name) = inside.split_once('|').unwrap_or((inside, inside));
    let target = target.trim();
    let what = if lead.is_empty() { "link" } else { "picture" };
    let message = format!("readers see `{lead}[[{}]]`, which is no {what}", short(inside));
    // Without an ending it is a story.
    let file = if is_address(target) { target.into() } else { format!("{target}.md") };
    let file = if file.contains(char::is_whitespace) { format!("<{file}>") } else { file };
    let name = match (lead, name.rsplit_once('.')) {
        // Behind the bar of a picture stands its size.
        ("!", _) => target.rsplit_once('.').map_or(target, |(stem, _)| stem),
        (_, Some((stem, _))) if name == inside && is_address(target) => stem,
        _ => name,
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    let hint = format!(
        "write the name of its file behind its words: `{lead}[{}]({})`",
        short(name),
        short(&file)
    );
    (1, message, hint)
}

/// `[inside](behind`, which is no link.
fn of_address(lead: &str, inside: &str, behind: &str) -> Option<(usize, String, String)> {
    let line = behind.lines().next().unwrap_or_default();
    let name = short(inside);
    let message = format!("readers see the brackets of `{lead}[{name}](…)`, which is no link");
    let Some(end) = end_of_brackets(line) else {
        return of_open_bracket(lead, &name, line).map(|(length, hint)| (length, message, hint));
    };
    let address = &line[..end];
    let other = anchor_or_number(address.trim());
    let seems_address = is_address(address.trim())
        || other.is_some()
        || (address.trim_start().starts_with("mailto:") && address.contains('@'))
        || (address.contains(['/', '.']) && address.chars().any(char::is_whitespace));
    if !seems_address || address.contains(OTHER) {
        return None;
    }
    let address_there = address.trim();
    let hint = if let Some(address) = other {
        format!("write `{lead}[{name}]({address})`")
    } else if let Some((address, title)) = with_title(address_there) {
        write_title(lead, &name, address, title)
    } else if let Some(file) = address_there.strip_prefix('<').filter(|it| !it.contains('>')) {
        format!("write `{lead}[{name}]({})`", in_angles(file))
    } else if let Some(picture) = without_size(lead, address_there) {
        format!("pages know the size of a picture: write `![{name}]({picture})`")
    } else if address.contains("://") {
        let joined = address_there.replace(char::is_whitespace, "%20");
        format!("an address has no spaces: write `%20` for each: `{lead}[{name}]({joined})`")
    } else if address_there.starts_with("mailto:") {
        // What is to be written has them encoded (RFC 6068).
        let (address, fields) =
            address_there.split_at(address_there.find('?').unwrap_or(address_there.len()));
        let (address, fields) =
            (address.replace(char::is_whitespace, ""), fields.replace(char::is_whitespace, "%20"));
        format!("an address of e-mail has no spaces: `{lead}[{name}]({address}{fields})`")
    } else {
        let (file, title) = before_title(address_there);
        format!("put an address with spaces into `<>`: `{lead}[{name}](<{file}>{title})`")
    };
    Some((address.len() + 2, message, hint))
}

/// Where the bracket closes that is open before `line`, which may have others in it.
fn end_of_brackets(line: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, bracket) in line.match_indices(['(', ')']) {
        match bracket {
            "(" => depth += 1,
            _ if depth == 0 => return Some(at),
            _ => depth -= 1,
        }
    }
    None
}

/// What is told of an address whose bracket nothing closes: how much of the line is its own, and
/// the hint.
fn of_open_bracket(lead: &str, name: &str, line: &str) -> Option<(usize, String)> {
    let address = line.split_whitespace().next().unwrap_or_default();
    // `<a.md)` would be closed as such.
    let file = address.trim_start_matches('<').trim_end_matches('>');
    let hint = format!("close the bracket: `{lead}[{name}]({file})`");
    (is_address(file) && !file.contains(OTHER)).then_some((1 + address.len(), hint))
}

/// An address as it stands between round brackets.
fn in_angles(address: &str) -> String {
    match address.contains(char::is_whitespace) {
        true => format!("<{address}>"),
        false => address.to_string(),
    }
}

fn write_title(lead: &str, name: &str, address: &str, title: &str) -> String {
    let marks = if title.contains('"') { '\'' } else { '"' };
    format!(
        "write the title in straight quotation marks: `{lead}[{name}]({address} {marks}{title}{marks})`"
    )
}

/// An address, and the title in quotation marks behind it with the space before it.
fn before_title(address: &str) -> (&str, &str) {
    let title = address.ends_with('"').then(|| address.find(" \"")).flatten();
    let (file, title) = address.split_at(title.unwrap_or(address.len()));
    (file.trim_end(), title)
}

/// `# What comes next` as an anchor, and `+374 10 123` as a link.
fn anchor_or_number(address: &str) -> Option<String> {
    if let Some(heading) = address.strip_prefix('#') {
        let words: Vec<&str> = heading.split_whitespace().collect();
        return Some(format!("#{}", words.join("-").to_lowercase()));
    }
    // Two zeros stand for the `+` at a telephone.
    let (scheme, number) = match address.strip_prefix("tel:") {
        Some(number) => (true, number.trim()),
        None => (false, address),
    };
    let international = number.strip_prefix("00").map(|rest| format!("+{rest}"));
    let number = international.as_deref().unwrap_or(number);
    let digits: String = number.chars().filter(|c| *c == '+' || c.is_ascii_digit()).collect();
    let is_number = (scheme || number.starts_with('+'))
        && digits.len() > 6
        && number.chars().all(|c| c.is_ascii_digit() || "+ -()./".contains(c));
    is_number.then(|| format!("tel:{digits}"))
}

/// An address and its title where that is in the quotation marks of a word processor, in none, or in
/// one alone.
fn with_title(written: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 9] = ['“', '”', '„', '«', '»', '‘', '’', '"', '\''];
    let (address, title) = written.split_once(char::is_whitespace)?;
    let address = address.trim_end_matches([',', ';']);
    let title = title.trim();
    let begins = title.starts_with(MARKS);
    // Words without marks may be part of the name of a file.
    let is_file = has_ending(address) && !has_ending(title) && !title.starts_with(['=', '<']);
    let title = title.strip_prefix(MARKS).unwrap_or(title);
    let title = title.strip_suffix(MARKS).unwrap_or(title).trim();
    let has_both = title.contains('"') && title.contains('\'');
    let is_title = !title.is_empty() && !title.contains(OTHER) && !has_both;
    (is_address(address) && is_title && (begins || is_file)).then_some((address, title))
}

/// `dam.jpg =300x200` without the size, as some programs have it.
fn without_size<'a>(lead: &str, address: &'a str) -> Option<&'a str> {
    let (picture, size) = address.rsplit_once(" =")?;
    let is_size =
        size.contains('x') && size.chars().all(|c| c.is_ascii_digit() || "x%*".contains(c));
    (lead == "!" && is_size && !picture.contains(char::is_whitespace)).then_some(picture)
}

/// `[inside][behind`, which is no link.
fn of_reference(inside: &str, behind: &str) -> Option<(usize, String, String)> {
    let (label, _) = behind.split_once(']')?;
    // The numbers of sources: `[1][2]`.
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " ,-–".contains(c));
    if label.starts_with('^')
        || label.contains(['\n', '['])
        || (is_number(label) && is_number(inside))
    {
        return None;
    }
    let name = short(inside);
    let hint = if is_address(label) {
        format!("write the address in round brackets: `[{name}]({label})`")
    } else {
        let target = if label.is_empty() { inside } else { label };
        format!(
            "write the address: `[{name}](https://…)`, or add a line `[{}]: https://…`",
            short(target)
        )
    };
    let message = format!("readers see `[{name}][{}]`, which is no link", short(label));
    Some((label.len() + 2, message, hint))
}

/// `(inside)` before a bracket: the two kinds were mistaken for each other.
fn of_round(inside: &str, rest: &str) -> Option<(usize, String, String)> {
    let (address, _) = rest.strip_prefix('[')?.split_once(']')?;
    let name = short(inside);
    is_address(address).then(|| {
        let message = format!("readers see `({name})[…]`, which is no link");
        (address.len() + 2, message, format!("change the brackets: `[{name}]({address})`"))
    })
}

/// Whether words are where a link could lead.
pub(super) fn is_address(words: &str) -> bool {
    const STARTS: [&str; 9] =
        ["http://", "https://", "mailto:", "tel:", "www.", "/", "./", "../", "<"];
    let lower = words.to_lowercase();
    !words.is_empty()
        && !words.contains(|c: char| c.is_whitespace() || c == OTHER)
        && (STARTS.iter().any(|start| lower.starts_with(start) && lower.len() > start.len())
            || has_ending(words))
}

/// Whether words end as the name of a file does.
fn has_ending(words: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".md", ".html", ".htm", ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif",
        ".csv",
    ];
    let lower = words.to_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}
