//! What the files of pictures say, and what is done with it.

use dateline_pictures::{Block, Conditions, Facts, Trace, TraceKind};
use jiff::civil::Date;

use super::finding::FindingKind::{self, PictureColours, PicturePrivacy, PictureRights};
use crate::model::{Article, Media};
use crate::text::date::Moment;
use crate::text::front_matter::FrontMatter;

/// What is said of a picture.
pub(super) struct Said {
    pub kind: FindingKind,
    pub message: String,
    pub hint: String,
}

/// What there is to say of a picture by what its file says.
pub(super) fn findings(file: &str, article: &Article, media: &Media) -> Vec<Said> {
    let Some(picture) = media.facts.picture.as_deref() else { return Vec::new() };
    let facts = &picture.facts;
    let story = &article.facts;
    let mut said: Vec<Said> = privacy(file, facts).into_iter().collect();
    said.extend(conditions(file, &facts.conditions, story));
    if media.role.leads {
        said.extend(credit(file, facts, story));
    }
    if facts.colours.ink_is_guessed {
        said.push(Said {
            kind: PictureColours,
            message: format!("the picture `{file}` is in CMYK and does not say in which"),
            hint: "its colours are a guess: save it as a JPEG in sRGB".into(),
        });
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

/// What an agency asks for, and a story does not do.
fn conditions(file: &str, conditions: &Conditions, story: &FrontMatter) -> Vec<Said> {
    let said = |message: String, hint: String| Said { kind: PictureRights, message, hint };
    let mut all = Vec::new();
    let credit = story.image.as_ref().and_then(|image| image.credit.as_ref());
    if conditions.credit_is_mandatory && credit.is_none() {
        let message = format!("the picture `{file}` may be shown with its credit only");
        all.push(said(message, "name it: `image: {src: …, credit: …}`, or in the text".into()));
    }
    if conditions.no_sales {
        let message = format!("the picture `{file}` is marked “no sales”");
        all.push(said(message, "do not sell it on, in print or to others".into()));
    }
    let public = [&story.date, &story.embargo].into_iter().flatten().map(Moment::day).max();
    if let (Some(release), Some(public)) = (conditions.release, public)
        && day(release).is_some_and(|day| public < day)
    {
        let message = format!("the picture `{file}` is not to be published before {release}");
        all.push(said(message, format!("hold the story: `embargo: {release}`")));
    }
    if let Some(expiry) = conditions.expiry {
        let ends = story.expires.as_ref().map(Moment::day);
        if day(expiry).is_some_and(|day| ends.is_none_or(|ends| ends > day)) {
            let message = format!("the picture `{file}` may be shown until {expiry}");
            all.push(said(message, format!("show another then, or say `expires: {expiry}`")));
        }
    }
    all
}

fn day(moment: dateline_pictures::Moment) -> Option<Date> {
    let (year, month, day) = moment.day;
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// A credit that says something else than the file.
fn credit(file: &str, facts: &Facts, story: &FrontMatter) -> Option<Said> {
    let credit = story.image.as_ref()?.credit.as_deref()?;
    let named: Vec<&str> =
        facts.rights.credit_line.iter().chain(&facts.rights.creators).map(String::as_str).collect();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
        words.map(str::to_lowercase).collect()
    };
    let own = words(credit);
    let agrees = named.iter().any(|name| words(name).iter().any(|word| own.contains(word)));
    let said = named.first().filter(|_| !agrees)?;
    Some(Said {
        kind: PictureRights,
        message: format!("the credit is `{credit}`, and the file `{file}` says `{said}`"),
        hint: format!("if the file is right, write `credit: {said}`"),
    })
}
