//! What the files of pictures say, and what is done with it.

use dateline_pictures::{Block, Facts, Trace, TraceKind};

use super::finding::FindingKind::{self, PictureColours, PicturePrivacy, PictureRights};
use super::picture_times;
use crate::html::push_text;
use crate::model::{Article, Media};
use crate::text::front_matter::FrontMatter;

/// What is said of a picture.
pub(super) struct Said {
    pub kind: FindingKind,
    pub message: String,
    pub hint: String,
}

/// What there is to say of a picture by what its file says, whoever shows it.
pub(super) fn findings(file: &str, media: &Media) -> Vec<Said> {
    let Some(picture) = media.facts.picture.as_deref() else { return Vec::new() };
    let facts = &picture.facts;
    let mut said: Vec<Said> = privacy(file, facts).into_iter().collect();
    if facts.conditions.no_sales {
        said.push(Said {
            kind: PictureRights,
            message: format!("the picture `{file}` is marked “no sales”"),
            hint: "do not sell it on, in print or to others".into(),
        });
    }
    if facts.colours.ink_is_guessed {
        said.push(Said {
            kind: PictureColours,
            message: format!("the picture `{file}` is in CMYK and does not say in which"),
            hint: "its colours are a guess: save it as a JPEG in sRGB".into(),
        });
    }
    if facts.colours.is_hdr {
        said.push(Said {
            kind: PictureColours,
            message: format!("the picture `{file}` is in HDR, and readers see it pale"),
            hint: "save it as a JPEG or PNG in sRGB".into(),
        });
    }
    said
}

/// What a story does not do that the picture's authors ask for.
pub(super) fn findings_of_story(file: &str, article: &Article, media: &Media) -> Vec<Said> {
    let Some(picture) = media.facts.picture.as_deref() else { return Vec::new() };
    let (facts, story) = (&picture.facts, &article.facts);
    let mut said: Vec<Said> = mandatory_credit(file, facts, article, media).into_iter().collect();
    let times = picture_times::told(file, &facts.conditions, story).into_iter();
    said.extend(times.map(|(message, hint)| Said { kind: PictureRights, message, hint }));
    if media.role.leads {
        said.extend(credit(file, facts, story).or_else(|| asked_otherwise(file, facts, article)));
    }
    said
}

/// What tells who took a picture, and where.
pub(super) fn privacy(file: &str, facts: &Facts) -> Option<Said> {
    const TELLING: [(TraceKind, &str); 7] = [
        (TraceKind::Position, "where it was taken"),
        (TraceKind::Place, "the name of the place"),
        (TraceKind::Owner, "whose the camera is"),
        (TraceKind::SerialNumber, "the camera's number"),
        (TraceKind::Thumbnail, "what it was before it was cropped"),
        (TraceKind::SecondPicture, "a second picture"),
        (TraceKind::Screen, "on which computer's screen it was made"),
    ];
    let told: Vec<String> = TELLING
        .iter()
        .filter_map(|(kind, what)| {
            let traces = facts.traces.iter().filter(|trace| trace.kind == *kind);
            let mut blocks: Vec<String> = traces.map(block).collect();
            blocks.dedup();
            (!blocks.is_empty()).then(|| format!("{what} ({})", blocks.join(", ")))
        })
        .collect();
    (!told.is_empty()).then(|| Said {
        kind: PicturePrivacy,
        message: format!("the file `{file}` has in it {}", told.join("; ")),
        hint:
            "what is published has none of it. Whoever reads the site's repository has the file: \
               save it there without, if nobody may know"
                .into(),
    })
}

/// How the part of a file is called.
fn block(trace: &Trace) -> String {
    match &trace.block {
        Block::Exif => "EXIF".into(),
        Block::Xmp | Block::XmpExtended => "XMP".into(),
        Block::Photoshop => "IPTC".into(),
        Block::Comment => "comment".into(),
        Block::PngText(keyword) => format!("PNG's `{keyword}`"),
        Block::JfifThumbnail => "JFIF".into(),
        Block::SecondPicture => "MPF".into(),
        Block::AfterTheEnd => "after its end".into(),
        Block::Profile => "colour profile".into(),
        Block::Other(name) => name.clone(),
    }
}

/// A credit that has to be there and is not: in front matter of the picture that leads, and in the
/// text of any other.
fn mandatory_credit(file: &str, facts: &Facts, article: &Article, media: &Media) -> Option<Said> {
    let of_lead = article.facts.image.as_ref().and_then(|image| image.credit.as_deref());
    let has_credit = media.role.leads && of_lead.is_some();
    let is_there = || has_credit || is_named(&named(facts), &article.html_of_words());
    let is_missing = facts.conditions.credit_is_mandatory && !is_there();
    is_missing.then(|| Said {
        kind: PictureRights,
        message: format!("the picture `{file}` may be shown with its credit only"),
        hint: match (media.role.leads, named(facts).first()) {
            (true, Some(name)) => format!(
                "name it: `image: {{src: …, credit: {name}}}`, or in the text, such as `Photo: {name}`"
            ),
            (true, None) => "name it: `image: {src: …, credit: …}`".into(),
            (false, Some(name)) => format!("name it in the text, such as `Photo: {name}`"),
            (false, None) => "name it in the text, as the file asks".into(),
        },
    })
}

/// A credit that is another than the one that the instructions ask for, while the file has both.
fn asked_otherwise(file: &str, facts: &Facts, article: &Article) -> Option<Said> {
    let shown = article.facts.image.as_ref()?.credit.as_deref()?;
    let asked = facts.conditions.credit.as_ref()?;
    let is_there =
        is_said_in(asked, shown) || is_named(std::slice::from_ref(asked), &article.html_of_words());
    (!is_there).then(|| Said {
        kind: PictureRights,
        message: format!(
            "the picture `{file}` may be shown with the credit `{asked}` only, and its credit is `{shown}`"
        ),
        hint: format!("write `image: {{src: …, credit: {asked}}}`"),
    })
}

/// Whom the credit names: whoever the instructions name, or else the credit line and the creators.
fn named(facts: &Facts) -> Vec<String> {
    let others = facts.rights.credit_line.iter().chain(&facts.rights.creators).cloned();
    facts.conditions.credit.iter().cloned().chain(others).collect()
}

/// Whether a credit names whom another does, in part at least.
fn is_said_in(asked: &str, shown: &str) -> bool {
    const NO_NAMES: [&str; 14] = [
        "photo",
        "photograph",
        "foto",
        "image",
        "picture",
        "credit",
        "courtesy",
        "by",
        "of",
        "the",
        "von",
        "par",
        "de",
        "via",
    ];
    let own = words(shown);
    let mut names = words(asked);
    names.retain(|word| !NO_NAMES.contains(&&**word));
    match names.is_empty() {
        true => shown.to_lowercase().contains(&asked.to_lowercase()),
        false => names.iter().any(|word| own.contains(word)),
    }
}

/// Whether a page names one of those: `Jane Roe/AP` has two parts.
fn is_named(named: &[String], html: &str) -> bool {
    let mut text = String::new();
    push_text(&mut text, html);
    let text = format!(" {} ", words(&text).join(" "));
    let mut parts = named.iter().flat_map(|name| name.split(['/', ',', ';', '"', '|']));
    parts.any(|part| {
        let part = words(part).join(" ");
        !part.is_empty() && text.contains(&format!(" {part} "))
    })
}

/// A credit that says something else than the file.
fn credit(file: &str, facts: &Facts, story: &FrontMatter) -> Option<Said> {
    let credit = story.image.as_ref()?.credit.as_deref()?;
    let named = named(facts);
    let own = words(credit);
    let agrees = named.iter().any(|name| words(name).iter().any(|word| own.contains(word)));
    let said = named.first().filter(|_| !agrees)?;
    Some(Said {
        kind: PictureRights,
        message: format!("the credit is `{credit}`, and the file `{file}` says `{said}`"),
        hint: format!("if the file is right, write `credit: {said}`"),
    })
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    words.map(str::to_lowercase).collect()
}
