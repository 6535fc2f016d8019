//! What is written into a new site.

use icu_locale::subtags::{Script, script};
use icu_locale::{Locale, LocaleExpander, locale};
use jiff::civil::Date;

use super::answers::Answers;
use crate::text::yaml;

/// The settings, with what the site is called, its language and its zone.
pub(super) fn settings(answers: &Answers) -> String {
    let title = yaml::plain_or_quoted(&answers.title);
    let timezone = format!("timezone: {:<12} #", answers.time_zone);
    let tagline = match is_english(answers) {
        true => "tagline: What changed overnight, in five minutes",
        false => "# tagline:           # what the site is about, in a few words",
    };
    let cards = match is_drawn(answers) {
        true => "cards: true",
        false => {
            "# No font of Dateline has the letters of this language, so the cards need one of yours:\n\
             # cards: {fonts: data/font.otf}"
        }
    };
    SITE.replace("title: My Briefing\n", &format!("title: {title}\n"))
        .replace("language: en\n", &format!("language: {}\n", answers.language))
        .replace("timezone: UTC          #", &timezone)
        .replace("{tagline}", tagline)
        .replace("{cards}", cards)
}

/// The first story.
pub(super) fn welcome(answers: &Answers, today: Date) -> String {
    in_english(WELCOME, answers).replace("{today}", &today.to_string())
}

/// The page about the site.
pub(super) fn about(answers: &Answers) -> String {
    in_english(ABOUT, answers)
}

/// A text that says that it is in English where the site is not, so that it is read out as such.
fn in_english(text: &str, answers: &Answers) -> String {
    let line = if is_english(answers) { "" } else { "\nlanguage: en" };
    text.replace("{language}", line)
}

fn is_english(answers: &Answers) -> bool {
    locale(answers).is_some_and(|locale| locale.id.language == locale!("en").id.language)
}

/// Whether the fonts of Dateline have the letters of the language.
fn is_drawn(answers: &Answers) -> bool {
    const DRAWN: [Script; 5] =
        [script!("Latn"), script!("Grek"), script!("Cyrl"), script!("Armn"), script!("Geor")];
    let Some(mut locale) = locale(answers) else { return true };
    LocaleExpander::new_extended().maximize(&mut locale.id);
    locale.id.script.is_some_and(|script| DRAWN.contains(&script))
}

fn locale(answers: &Answers) -> Option<Locale> {
    Locale::try_from_str(&answers.language).ok()
}

const SITE: &str = "\
# yaml-language-server: $schema=.dateline/site.schema.json

# What the site is called, and the address that it is published at. The address
# may have a path, as a project page of GitHub has: https://name.github.io/repository/
title: My Briefing
{tagline}
base_url: https://example.org/
# Feed readers know stories by ids with this domain in them. Before the site moves to another
# domain, add the old one: feeds: {authority: old.example}

language: en
# addresses: native    # in the letters of the language; Japanese, Arabic and others have them anyway
timezone: UTC          # of dates that are written without an offset, such as Asia/Yerevan

# Each is a folder of content/, and their order is that of the navigation.
sections: [politics, economy, society, military]

# A link to a page without a picture is shared with a card: its headline, its section and the site's name.
{cards}
";

const WELCOME: &str = "\
---
title: This site is ready for its first story
date: {today}{language}
summary: How to write the first story, and how to take this one down.
tags: [how to]
---

This text is the file `content/politics/welcome.md`. Change it, or delete it, and build the site
again to see the difference.

To begin a story of your own, run

    dateline new politics \"Talks resume in the capital\"

and open the file that it names. What stands between the two lines `---` are the facts about the
story: its headline, its date, its tags. The story itself goes below them, in Markdown.
";

const ABOUT: &str = "\
---
title: About{language}
---

Say here who writes this site, and how readers can reach you.
";

#[cfg(test)]
mod tests {
    use dateline_pictures::Fonts;

    use super::*;
    use crate::word_list::name_of_language;

    #[test]
    fn cards_are_drawn_where_the_fonts_have_the_letters() {
        let fonts = Fonts::new(Fonts::built_in()).unwrap();
        for tag in ["en", "hy", "ru", "ka", "de", "tr", "ar", "he", "fa", "ja", "ko", "th", "zh"] {
            let name = name_of_language(tag).unwrap();
            let answers = Answers { language: tag.into(), ..Answers::unasked() };
            assert_eq!(is_drawn(&answers), fonts.missing(name).is_empty(), "{tag}");
        }
        for (tag, expected) in [("ur", false), ("hi", false), ("sr-Latn", true), ("az-Arab", false)]
        {
            let answers = Answers { language: tag.into(), ..Answers::unasked() };
            assert_eq!(is_drawn(&answers), expected, "{tag}");
        }
    }
}
