//! Files that an Eleventy site copies as they are (<https://www.11ty.dev/docs/copy/>). It copies none
//! that the settings do not name.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::super::pattern::{Pattern, Star};
use super::super::site_files::{path, resolved, stem};
use super::code::{expression, quoted, value_in};
use super::data::Site;
use super::ignored::Ignored;
use super::{CONFIG, is_hidden};
use crate::html::is_hidden as is_hidden_element;
use crate::html::tree::{Node, elements};
use crate::import::bundle::Bundle;
use crate::import::markdown::hidden::tree_of;
use crate::import::markdown::html_of;
use crate::import::model::{Archive, Body, File, Origin, Topic};

/// What the settings copy: a path or a pattern, and the address below which it goes, if they name one.
#[derive(Debug, PartialEq)]
struct Copy {
    from: String,
    to: Option<String>,
}

/// The files that the settings copy.
pub fn files(bundle: &Bundle, config: &str, site: &Site, ignored: &Ignored, archive: &mut Archive) {
    let (copies, untold) = copies(config);
    for copy in &copies {
        archive.files.extend(copied(copy, bundle, site));
    }
    let endings = endings(config);
    let is_output = |file: &str| is_below(file, &site.apart[1]);
    let of_ending = bundle.files().filter(|file| {
        endings.contains(stem(file).1)
            && !is_hidden(file)
            && !is_output(file)
            && !ignored.holds(file)
    });
    let of_ending =
        of_ending.filter_map(|file| Some(File::new(path(file.strip_prefix(&site.input)?), file)));
    archive.files.extend(of_ending);
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
    for what in untold {
        let name = format!(
            "the settings copy `{what}`, and which files that is, nobody can tell here: put them into `static/`"
        );
        let file = CONFIG.iter().find(|file| bundle.has(file)).copied().unwrap_or_default();
        archive.note(Topic::MissingFile, name, &Origin::at(file, 0));
    }
}

/// What the settings copy, and what of it no plain line tells.
fn copies(code: &str) -> (Vec<Copy>, Vec<String>) {
    let (mut copies, mut untold) = (Vec::new(), Vec::new());
    for call in code.split("addPassthroughCopy(").skip(1) {
        let given = expression(call).unwrap_or_default().trim();
        if given.starts_with('{') {
            for pair in quoted_pairs(given) {
                match pair {
                    (from, Some(to))
                        if !from.starts_with('[') && !(from.clone() + &to).contains("${") =>
                    {
                        copies.push(Copy { from: plain(&from), to: Some(to) });
                    }
                    (from, _) => untold.push(from),
                }
            }
            continue;
        }
        let is_quoted = given.starts_with(['"', '\'', '`']) && !given.contains("${");
        let text = match &quoted(given)[..] {
            [text] if is_quoted && given.len() == text.len() + 2 => Some(text.clone()),
            _ => {
                value_in(code, given.rsplit('.').next().unwrap_or(given)).filter(|_| is_name(given))
            }
        };
        match text {
            Some(text) => copies.push(Copy { from: plain(&text), to: None }),
            None if !given.is_empty() => untold.push(given.to_string()),
            None => {}
        }
    }
    (copies, untold)
}

fn is_name(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || "_$.".contains(c))
}

/// The names and values of an object: `{"src/img": "img", fonts: "f"}`. A value that is none in
/// quotes is not told.
fn quoted_pairs(object: &str) -> Vec<(String, Option<String>)> {
    let inner = object.trim_start_matches('{').trim_end_matches('}');
    let mut pairs = Vec::new();
    let mut rest = inner;
    loop {
        rest = rest.trim_start_matches([',', ' ', '\t', '\r', '\n']);
        let Some(first) = rest.chars().next() else { return pairs };
        let (name, behind) = match first {
            '"' | '\'' | '`' => match rest[1..].split_once(first) {
                Some((name, behind)) => (name, behind),
                None => return pairs,
            },
            _ => rest.split_at(rest.find([':', ',']).unwrap_or(rest.len())),
        };
        let Some(behind) = behind.trim_start().strip_prefix(':') else {
            pairs.push((name.trim().into(), None));
            rest = behind.find(',').map_or("", |at| &behind[at..]);
            continue;
        };
        let value = expression(behind).unwrap_or(behind);
        let is_plain = value.trim().starts_with(['"', '\'', '`']);
        let texts = quoted(value);
        pairs.push((name.trim().into(), texts.into_iter().next().filter(|_| is_plain)));
        rest = &behind[value.len()..];
    }
}

/// A path from the root of the source, as those of a bundle are.
fn plain(text: &str) -> String {
    text.trim_start_matches("./").trim_end_matches('/').to_string()
}

fn is_below(file: &str, folder: &str) -> bool {
    !folder.is_empty() && file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The files that a line of the settings copies (`TemplatePassthrough.getOutputPath`).
fn copied(copy: &Copy, bundle: &Bundle, site: &Site) -> Vec<File> {
    let Copy { from, to } = copy;
    let kept = |file: &str| path(file.strip_prefix(&site.input).unwrap_or(file));
    let is_copied = |file: &&str| !is_below(file, &site.apart[1]);
    if from.contains(['*', '?', '[', '{', '!']) {
        let pattern = Pattern::new(from, Star::Name);
        let found = bundle.files().filter(is_copied).filter(|file| pattern.is(file));
        return found
            .map(|file| {
                let name = file.rsplit('/').next().unwrap_or(file);
                let address = to.as_ref().map(|to| path(&format!("/{}/{name}", trimmed(to))));
                File::new(address.unwrap_or_else(|| kept(file)), file)
            })
            .collect();
    }
    if bundle.has(from) {
        let name = from.rsplit('/').next().unwrap_or(from);
        let address = to.as_ref().map(|to| match trimmed(to) {
            "" => format!("/{name}"),
            _ if to.ends_with('/') => format!("/{}/{name}", trimmed(to)),
            to => format!("/{to}"),
        });
        return vec![File::new(address.map_or_else(|| kept(from), |it| path(&it)), from)];
    }
    let below = if matches!(from.as_str(), "" | ".") { String::new() } else { format!("{from}/") };
    let files = bundle.below(&below).filter(is_copied);
    files
        .map(|file| {
            let rest = &file[below.len()..];
            let address = to.as_ref().map(|to| path(&format!("/{}/{rest}", trimmed(to))));
            File::new(address.unwrap_or_else(|| kept(file)), file)
        })
        .collect()
}

fn trimmed(to: &str) -> &str {
    to.trim_start_matches("./").trim_matches(['/', '.'])
}

/// The endings that the settings name among those of templates and that are of none: files with
/// them are copied (<https://www.11ty.dev/docs/copy/#passthrough-by-file-extension>).
fn endings(code: &str) -> BTreeSet<String> {
    const OF_TEMPLATES: [&str; 16] = [
        "html", "md", "njk", "liquid", "hbs", "mustache", "ejs", "haml", "pug", "webc", "mdx",
        "js", "ts", "jsx", "tsx", "vto",
    ];
    let mut endings = BTreeSet::new();
    for start in ["emplateFormats(", "emplateFormats:", "emplateFormats ="] {
        for call in code.split(start).skip(1) {
            let texts = quoted(expression(call).unwrap_or_default());
            let names = texts.iter().flat_map(|text| text.split(',')).map(str::trim);
            endings.extend(names.filter(|name| !name.is_empty()).map(String::from));
        }
    }
    endings.retain(|ending| !OF_TEMPLATES.contains(&&**ending) && !ending.contains("11ty"));
    endings
}

/// Pictures that texts show and nothing copies: plug-ins write those, each under a name of its own
/// (<https://www.11ty.dev/docs/plugins/image/>). They are as public as the texts are. What a text only
/// links to was not there.
pub fn shown(bundle: &Bundle, site: &Site, archive: &mut Archive) {
    let base = archive.settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let base = base.map(|url| url.path().to_string()).unwrap_or_default();
    let there: BTreeSet<&str> = archive.files.iter().map(|file| file.address.as_str()).collect();
    let mut found: BTreeMap<(String, String), By> = BTreeMap::new();
    let shown: Vec<Vec<String>> =
        archive.texts.par_iter().map(|text| pictures_in(&text.body)).collect();
    for (text, shown) in archive.texts.iter().zip(shown) {
        let Some(of_text) = &text.address else { continue };
        let file = &text.origin.file;
        let lead = text.image.as_ref().map(|image| image.src.clone());
        for named in lead.into_iter().chain(shown) {
            let address = path(bare(&resolved(&named, of_text, &base)));
            if named.contains("://") || !is_picture(&address) || there.contains(&*address) {
                continue;
            }
            let beside = path(bare(&resolved(&named, &format!("/{file}"), "")));
            let places = [
                beside.trim_start_matches('/').to_string(),
                format!("{}{}", site.input, address.trim_start_matches('/')),
            ];
            let from = places.into_iter().find(|from| bundle.has(from));
            let Some(from) = from.filter(|from| is_picture(from) && !is_hidden(from)) else {
                continue;
            };
            let by = found.entry((address, from)).or_default();
            by.is_public |= text.held.is_none();
            if by.files.last() != Some(file) {
                by.files.push(file.clone());
            }
        }
    }
    for ((address, from), By { files: beside, is_public }) in found {
        let name = "a picture that the site does not copy, though a text shows it: it is here now";
        if is_public {
            archive.note(Topic::Changed, name, &Origin::at(&from, 0));
        }
        archive.files.push(File { beside, ..File::new(address, &from) });
    }
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
    let brought: BTreeSet<&str> = archive.files.iter().map(|file| file.from.as_str()).collect();
    let is_left = |file: &&str| {
        let inner = file.strip_prefix(&site.input).filter(|inner| !is_hidden(inner));
        inner.is_some() && (is_picture(file) || is_document(file)) && !brought.contains(file)
    };
    for _ in 0..bundle.files().filter(is_left).count() {
        archive.leave_out("pictures and documents that the site does not copy");
    }
}

/// The texts that show a picture.
#[derive(Default)]
struct By {
    files: Vec<String>,
    /// Whether one of them is public.
    is_public: bool,
}

/// An address without what is asked for and where on the page.
fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

fn is_picture(file: &str) -> bool {
    matches!(
        &*stem(file).1.to_ascii_lowercase(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg"
    )
}

fn is_document(file: &str) -> bool {
    matches!(&*stem(file).1.to_ascii_lowercase(), "pdf" | "mp3" | "mp4")
}

/// The addresses of the pictures that readers of a text see.
fn pictures_in(body: &Body) -> Vec<String> {
    let (Body::Html(text) | Body::Markdown(text, _)) = body;
    let mut found = Vec::new();
    // Most texts show none, and to render them takes time.
    if !text.contains("![") && !text.to_ascii_lowercase().contains("<img") {
        return found;
    }
    let html = match body {
        Body::Html(html) => html.clone(),
        Body::Markdown(text, dialect) => html_of(text, *dialect),
    };
    push_pictures(&tree_of(&html), &mut found);
    found
}

fn push_pictures(nodes: &[Node], found: &mut Vec<String>) {
    for element in elements(nodes).filter(|element| !is_hidden_element(element)) {
        if element.name == "img" {
            found.extend(element.value("src").map(String::from));
        }
        push_pictures(&element.children, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_say_what_is_copied() {
        let of =
            |from: &str, to: Option<&str>| Copy { from: from.into(), to: to.map(String::from) };
        for (code, expected, untold) in [
            ("c.addPassthroughCopy('img');", vec![of("img", None)], vec![]),
            (
                "c.addPassthroughCopy(\"./src/a (b)/\", {expand: true, filter: ['x']})",
                vec![of("src/a (b)", None)],
                vec![],
            ),
            (
                "c.addPassthroughCopy({ 'src/img': 'img', \"./a\": `/b/`, fonts: '/' })",
                vec![of("src/img", Some("img")), of("a", Some("/b/")), of("fonts", Some("/"))],
                vec![],
            ),
            (
                "const img = 'src/img';\nc.addPassthroughCopy(img)",
                vec![of("src/img", None)],
                vec![],
            ),
            ("c.addPassthroughCopy(`${dir}/img`)", vec![], vec!["`${dir}/img`"]),
            ("c.addPassthroughCopy(a + '/img')", vec![], vec!["a + '/img'"]),
            ("c.addPassthroughCopy({ [a]: 'b', 'c': d })", vec![], vec!["[a]", "c"]),
        ] {
            let (found, not_told) = copies(code);
            assert_eq!(found, expected, "{code}");
            assert_eq!(not_told, untold, "{code}");
        }
    }

    #[test]
    fn endings_that_are_of_no_template_are_copied() {
        for (code, expected) in [
            ("c.setTemplateFormats(['md', 'css', 'jpg'])", vec!["css", "jpg"]),
            ("c.setTemplateFormats('md,css')", vec!["css"]),
            ("return { templateFormats: ['njk', '11ty.js', 'woff2'] }", vec!["woff2"]),
            ("c.addTemplateFormats(\"pdf\")", vec!["pdf"]),
            ("return {}", vec![]),
        ] {
            assert_eq!(endings(code).into_iter().collect::<Vec<_>>(), expected, "{code}");
        }
    }

    #[test]
    fn pictures_are_shown_and_not_linked() {
        for (text, expected) in [
            ("![a](b.png) [c](d.png) ![e](f.jpg \"g\")", vec!["b.png", "f.jpg"]),
            ("<img src=\"a.png\" alt='b'><a href=\"c.png\">c</a>", vec!["a.png"]),
            ("[![a](b.png)](c.png)", vec!["b.png"]),
            ("`![a](b.png)` <!-- <img src=c.png> -->", vec![]),
            ("<div hidden><img src=\"a.png\"></div>", vec![]),
        ] {
            let body = Body::Markdown(text.into(), crate::import::model::Dialect::MarkdownIt);
            assert_eq!(pictures_in(&body), expected, "{text}");
        }
    }
}
