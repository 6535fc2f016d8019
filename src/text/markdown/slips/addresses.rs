//! Web addresses that lead to no host: `http://`, `https://example`, `https://a..org`.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Events, Fault, short, slip};

pub(super) fn find(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    for (at, (event, range)) in events.iter().enumerate() {
        let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) =
            event
        else {
            continue;
        };
        let what = if matches!(event, Event::Start(Tag::Link { .. })) { "link" } else { "picture" };
        if dest_url.is_empty() {
            let written = short(&text[range.clone()]);
            let message = format!("`{written}` leads nowhere: this {what} has no address");
            slips.push(slip(
                range.clone(),
                message,
                "write the address between the round brackets",
            ));
            continue;
        }
        if let (Event::Start(Tag::Link { .. }), Some((Event::End(TagEnd::Link), _))) =
            (event, events.get(at + 1))
        {
            let message = "readers do not see this link: it has no words";
            let hint = format!("write them between the brackets: `[…]({})`", short(dest_url));
            slips.push(slip(range.clone(), message, hint));
        }
        if is_of_this_machine(dest_url) {
            let message =
                format!("`{}` is on your own machine, and readers are elsewhere", short(dest_url));
            let hint =
                "link to the file of the story, such as `talks.md`, or to its public address";
            slips.push(slip(range.clone(), message, hint));
            continue;
        }
        if let Some(why) = why_wrong(dest_url) {
            let message = format!("`{}` leads nowhere: {why}", short(dest_url));
            let hint = match mended(dest_url) {
                Some(address) => format!("write `{}`", short(&address)),
                None => "write the whole address, as the browser shows it: \
                         `https://example.org/page`"
                    .into(),
            };
            slips.push(slip(range.clone(), message, hint));
        }
    }
}

/// Whether an address is one that `dateline serve` has.
fn is_of_this_machine(address: &str) -> bool {
    // Most links lead elsewhere, and an address is parsed in full.
    let is_likely = ["//localhost", "//127.", "//0.0.0.0", "//[::1]"];
    if !is_likely.iter().any(|start| address.contains(start)) {
        return false;
    }
    match url::Url::parse(address).as_ref().map(url::Url::host) {
        Ok(Some(url::Host::Domain(host))) => host == "localhost",
        Ok(Some(url::Host::Ipv4(host))) => host.is_loopback() || host.is_unspecified(),
        Ok(Some(url::Host::Ipv6(host))) => host.is_loopback(),
        _ => false,
    }
}

/// An address that lacks its slashes, has others in their place, or its beginning twice, as it should
/// be.
fn mended(address: &str) -> Option<String> {
    let (scheme, rest) = beginning(address)?;
    let (scheme, rest) = beginning(rest).unwrap_or((scheme, rest));
    // What ends a sentence, or a part of it, belongs to no name of a site.
    let rest = match rest.contains('/') {
        true => rest,
        false => rest.trim_end_matches([',', ';', ':', '.', '!', '»', '”', '，', '。', '、']),
    };
    let mended = format!("{scheme}://{}", rest.replace('\\', "/"));
    (mended != address && why_wrong(&mended).is_none()).then_some(mended)
}

/// The scheme of an address of the web, and what is behind its colon and slashes, of which
/// some may lack.
fn beginning(address: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let (start, rest) = address.split_at_checked(scheme.len())?;
        let is_it = start.eq_ignore_ascii_case(scheme) && rest.starts_with([':', '/']);
        is_it.then(|| (scheme, rest.trim_start_matches([':', '/', '\\'])))
    })
}

/// Why an address with `http:` or `https:` can be none
/// (<https://url.spec.whatwg.org/#host-parsing>).
fn why_wrong(address: &str) -> Option<&'static str> {
    let lower = address.get(..6).map(str::to_ascii_lowercase)?;
    let rest = match lower.strip_prefix("http") {
        Some("s:") => &address[6..],
        Some(rest) if rest.starts_with(':') => &address[5..],
        _ => return None,
    };
    let Some(rest) = rest.strip_prefix("//") else {
        return Some("`//` is missing behind the colon");
    };
    if rest.trim_start_matches('/').is_empty() {
        return Some("it has no name of a site");
    }
    let Ok(url) = url::Url::parse(address) else { return Some("no site can have this name") };
    let Some(url::Host::Domain(host)) = url.host() else { return None };
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if matches!(name, "http" | "https") {
        return Some("`https://` is there twice");
    }
    if !name.chars().all(is_of_name) || name.split('.').any(str::is_empty) {
        return Some("no site can have this name");
    }
    // In the newsroom's own network a name may have no dot; readers are elsewhere.
    (!name.contains('.') && name != "localhost").then_some("the name of the site has no ending")
}
