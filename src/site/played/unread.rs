//! Captions that belong to no film by their name: their language is written as no tag is.

use std::collections::{BTreeMap, BTreeSet};

use icu_locale::Locale;

use super::captions;
use crate::diagnostic::{Diagnostic, Place};
use crate::formats::media::medium;
use crate::language::names;
use crate::theme;

/// A warning for each file of captions in `files` that is called as a film beside it and something
/// that is no language which captions can be in. `own` are the languages of the site.
pub(in crate::site) fn told(files: &[String], own: &BTreeSet<String>) -> Vec<Diagnostic> {
    let captions: Vec<&String> = files.iter().filter(|file| stem_of(file).is_some()).collect();
    if captions.is_empty() {
        return Vec::new();
    }
    let films = files.iter().filter(|file| medium(file).is_some());
    let mut stems: BTreeMap<String, &str> = BTreeMap::new();
    for film in films {
        let stem = film.rsplit_once('.').map_or(&**film, |(stem, _)| stem);
        stems.insert(stem.to_lowercase(), stem);
    }
    let there: BTreeSet<String> = captions.iter().map(|file| file.to_lowercase()).collect();
    let is_there = |file: &str| there.contains(&file.to_lowercase());
    let told = captions.iter().filter_map(|file| {
        let stem = stem_of(file)?;
        if stems.contains_key(&stem.to_lowercase()) {
            return None;
        }
        // The longest name: a film may be called as another and more.
        let (film, rest) = stem
            .match_indices(PARTING)
            .filter_map(|(at, _)| Some((*stems.get(&stem[..at].to_lowercase())?, &stem[at..])))
            .next_back()?;
        let written = rest.trim_start_matches(PARTING);
        let tag = meant(written, own);
        let is_taken = rest.starts_with('.')
            && tag.as_ref().is_some_and(|tag| tag.eq_ignore_ascii_case(written));
        if is_taken {
            return None;
        }
        let (with_folder, film) = (film, film.rsplit('/').next().unwrap_or(film));
        let hint = match tag {
            Some(tag) if is_there(&format!("{with_folder}.{tag}.vtt")) => {
                format!("`{film}.{tag}.vtt` is there already: delete one of the two")
            }
            Some(tag) => format!("name it `{film}.{tag}.vtt`"),
            None => format!(
                "name it by the tag of its language, as `{film}.de.vtt`, or `{film}.vtt` if it is \
                 that of the story"
            ),
        };
        let message = "readers do not see these captions: their name says no language";
        Some(Diagnostic::warning(message).in_file(file.as_str()).at(Place::START).hint(hint))
    });
    told.collect()
}

/// What may part the name of a film from a language.
const PARTING: [char; 4] = ['.', '-', '_', ' '];

/// The name of captions without their ending.
fn stem_of(file: &str) -> Option<&str> {
    let (stem, ending) = file.rsplit_once('.')?;
    ending.eq_ignore_ascii_case("vtt").then_some(stem)
}

/// The tag of the language that is written, of those that captions can be in.
fn meant(written: &str, own: &BTreeSet<String>) -> Option<String> {
    let is_known = |tag: &str| {
        own.contains(tag) || theme::word_lists().chain(captions::others()).any(|known| known == tag)
    };
    // Tags that were others once (<https://www.iana.org/assignments/language-subtag-registry>).
    const OLD: [(&str, &str); 5] =
        [("iw", "he"), ("in", "id"), ("ji", "yi"), ("jw", "jv"), ("mo", "ro")];
    let old = OLD.iter().find(|(old, _)| written.eq_ignore_ascii_case(old));
    let tag = old
        .map(|(_, tag)| tag.to_string())
        .or_else(|| names::tag_of(written))
        .or_else(|| Some(Locale::try_from_str(&written.replace('_', "-")).ok()?.to_string()))?;
    let tags = [&*tag, captions::primary(&tag)];
    tags.into_iter().find(|tag| is_known(tag)).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(names: &[&str]) -> Vec<String> {
        let files: Vec<String> = names.iter().map(|name| format!("content/a/{name}")).collect();
        let own = BTreeSet::from(["hy".to_string(), "de-LI".to_string()]);
        told(&files, &own).into_iter().filter_map(|fault| fault.hint).collect()
    }

    #[test]
    fn captions_with_another_name_are_told_with_the_right_one() {
        for (name, right) in [
            ("v.ger.vtt", "v.de.vtt"),
            ("v-fr.vtt", "v.fr.vtt"),
            ("v_FR.vtt", "v.fr.vtt"),
            ("v fr.vtt", "v.fr.vtt"),
            ("v.english.vtt", "v.en.vtt"),
            ("v.Deutsch.vtt", "v.de.vtt"),
            ("v.en_US.vtt", "v.en-US.vtt"),
            ("v.en-UK.vtt", "v.en-GB.vtt"),
            ("v.en-JM.vtt", "v.en.vtt"),
            ("v.ua.vtt", "v.uk.vtt"),
            ("v.iw.vtt", "v.he.vtt"),
            ("v_in.vtt", "v.id.vtt"),
            ("V-DE.VTT", "v.de.vtt"),
        ] {
            assert_eq!(hints(&["v.mp4", name]), [format!("name it `{right}`")], "{name}");
        }
        for (name, there) in
            [("v-de.vtt", "v.de.vtt"), ("v.eng.vtt", "v.EN.vtt"), ("V-DE.VTT", "v.de.VTT")]
        {
            let told = hints(&["v.mp4", name, there]);
            let [hint] = &told[..] else { panic!("{told:?}") };
            assert!(hint.ends_with(".vtt` is there already: delete one of the two"), "{hint}");
        }
        let by_tag = "name it by the tag of its language, as `v.de.vtt`, or `v.vtt` if it is that of \
                      the story";
        assert_eq!(hints(&["v.mp4", "v.final.vtt"]), [by_tag]);
        assert_eq!(hints(&["v.mp4", "v-2.mp4", "v-2-fr.vtt"]), ["name it `v-2.fr.vtt`"]);
    }

    #[test]
    fn captions_that_are_taken_are_not_told() {
        for name in [
            "v.vtt",
            "v.de.vtt",
            "v.DE.vtt",
            "V.DE.VTT",
            "v.en-GB.vtt",
            "v.en-gb.vtt",
            "v.de-LI.vtt",
            "v.sw.vtt",
            "v.zh-Hant.vtt",
            "v.VTT",
            "other.fr.vtt",
            "vote-fr.vtt",
            "v-2.vtt",
            "v.ger.srt",
        ] {
            assert_eq!(hints(&["v.mp4", "v-2.mp3", name]), [""; 0], "{name}");
        }
    }
}
