//! Whether words ask for a credit, and for which: `MANDATORY CREDIT: Jane Roe/AP`.

use std::ops::Range;

/// What words ask of the credit.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    /// Whether it has to be there.
    pub(super) is_mandatory: bool,
    /// The one that they ask for, if they say which.
    pub(super) name: Option<String>,
}

/// What is a credit.
const CREDIT: &[&str] = &[
    "attribution",
    "byline",
    "credit",
    "credited",
    "credits",
    "angabe",
    "nachweis",
    "nennung",
    "créditer",
    "crédit",
    "crédits",
    "mention",
    "citación",
    "citar",
    "crédito",
    "créditos",
    "mención",
    "citare",
    "citazione",
    "credito",
    "crediti",
    "menzione",
    "bronvermelding",
    "fotocredit",
    "naamsvermelding",
    "ссылка",
    "ссылки",
    "указание",
    "указанием",
    "упоминание",
];

/// How German words end that are a credit: `Bildnachweis`, `Urheberangabe`.
const ENDS: [&str; 4] = ["nachweis", "nennung", "angabe", "vermerk"];

/// German words that are no credit, and end so.
const OTHERS: [&str; 3] = ["sperrvermerk", "altersnachweis", "ortsangabe"];

/// One word that says all of it.
const BOTH: [&str; 3] = ["pflichtangabe", "pflichtvermerk", "pflichtnennung"];

/// What says that something has to be.
const MUST: &[&str] = &[
    "compulsory",
    "mandatory",
    "must",
    "obligatory",
    "required",
    "erforderlich",
    "obligatorisch",
    "pflicht",
    "verpflichtend",
    "zwingend",
    "obligatoire",
    "obligatoires",
    "obligatoria",
    "obligatorio",
    "obligatorios",
    "obbligatori",
    "obbligatoria",
    "obbligatorio",
    "obrigatória",
    "obrigatório",
    "verplicht",
    "verplichte",
];

/// What says that it has not.
const DENIED: [&str; 14] = [
    "no", "not", "non", "without", "kein", "keine", "nicht", "pas", "sans", "sin", "senza", "niet",
    "geen", "не",
];

/// What stands before a credit and is a part of it.
const OF_CREDIT: [&str; 9] =
    ["a", "the", "photo", "picture", "image", "foto", "bild", "photographer", "source"];

/// So many words stand between the two at most: `credit to the photographer is mandatory`.
const BETWEEN: usize = 4;

impl Credit {
    /// What these words ask.
    pub(super) fn in_words(text: &str) -> Self {
        let words = words(text);
        let mut credit = Credit::default();
        for at in 0..words.len() {
            let Some(last) = asks(&words, at) else { continue };
            credit.is_mandatory = true;
            credit.name = name_behind(text, words[last].range.end);
            if credit.name.is_some() {
                break;
            }
        }
        credit
    }
}

/// A word in small letters.
struct Word {
    text: String,
    range: Range<usize>,
    /// What stands between the word before and this one.
    between: Between,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Colon,
    /// What is said there has an end.
    End,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(char::is_alphanumeric).map(|at| rest + at) {
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        let end = length.map_or(text.len(), |length| start + length);
        let between = between(&text[rest..start]);
        words.push(Word { text: text[start..end].to_lowercase(), range: start..end, between });
        rest = end;
    }
    words
}

fn between(marks: &str) -> Between {
    let is_dash = |mark: char| matches!(mark, '-' | '–' | '—');
    // A hyphen joins, and a dash does not.
    let has_dash = marks.contains(is_dash) && marks.trim().chars().all(is_dash);
    match marks {
        _ if has_dash && marks.starts_with(' ') => Between::End,
        _ if marks.contains(['.', ',', ';', '!', '?', '\n', '/', '"']) => Between::End,
        _ if marks.contains(':') => Between::Colon,
        _ => Between::Nothing,
    }
}

/// The last of the words that ask for a credit, if the one at `at` is the first of them.
fn asks(words: &[Word], at: usize) -> Option<usize> {
    let word = &words[at];
    if BOTH.contains(&&*word.text) || word.text.ends_with("nennungspflicht") {
        return Some(at).filter(|_| !is_denied(words, at));
    }
    let (first_is_credit, first_is_must) = (is_credit(word), is_must(word));
    if !first_is_credit && !first_is_must {
        return None;
    }
    for (last, other) in words.iter().enumerate().skip(at + 1).take(BETWEEN + 1) {
        // Behind `credit:`, what follows is the name.
        let is_apart = match other.between {
            Between::Nothing => false,
            Between::Colon => first_is_credit && !is_must(other),
            Between::End => true,
        };
        if is_apart || DENIED.contains(&&*other.text) {
            return None;
        }
        let is_other = if first_is_credit { is_must(other) } else { is_credit(other) };
        if is_other {
            let is = |at: usize, text| words.get(at).is_some_and(|word| word.text == text);
            let credit = if first_is_credit { at } else { last };
            let is_another = is(credit + 1, "card") || is(last, "must") && is(last + 1, "not");
            // `zwingend erforderlich`
            let more = words[last + 1..].iter().take_while(|word| is_must(word)).count();
            return Some(last + more).filter(|_| !is_another && !is_denied(words, at));
        }
        if is_credit(other) || is_must(other) {
            return None;
        }
    }
    None
}

fn is_credit(word: &Word) -> bool {
    let is_german = ENDS.iter().any(|end| word.text.ends_with(end));
    CREDIT.contains(&&*word.text) || is_german && !OTHERS.contains(&&*word.text)
}

fn is_must(word: &Word) -> bool {
    MUST.contains(&&*word.text) || word.text.starts_with("обязательн")
}

/// Whether the word before says that it need not be.
fn is_denied(words: &[Word], at: usize) -> bool {
    let mut at = at;
    while at > 0 && words[at].between == Between::Nothing {
        at -= 1;
        if !OF_CREDIT.contains(&&*words[at].text) {
            return DENIED.contains(&&*words[at].text);
        }
    }
    false
}

/// What stands before the name: `must be given to`.
const BEFORE_NAME: [&str; 12] = [
    "to ", "be ", "given ", "is ", "line ", "line:", "must ", "read ", "read:", "as ", "follows ",
    "follows:",
];

/// How that begins which is no name.
const NO_NAME: &[&str] = &[
    "no ",
    "not ",
    "and ",
    "for ",
    "in ",
    "if ",
    "when ",
    "on ",
    "or ",
    "unless ",
    "und ",
    "bei ",
    "für ",
    "et ",
    "pour ",
    "y ",
    "para ",
    "e ",
    "per ",
    "и ",
    "the photographer",
    "the source",
    "the agency",
    "photographer",
    "source",
    "des fotografen",
    "der quelle",
    "de l'auteur",
    "du photographe",
    "de la source",
    "la fuente",
    "del autor",
    "del fotógrafo",
    "dell'autore",
    "автора",
    "источника",
    "на источник",
];

/// The name that stands there.
fn name_behind(text: &str, at: usize) -> Option<String> {
    let mut rest = text[at..].lines().next()?.trim_start();
    // The sentence ends there, or goes on about something else.
    if rest.starts_with(['.', ',', ';', ')', '/', '&', '!']) {
        return None;
    }
    let is_of_name = |c: char| c.is_alphanumeric() || c == '"';
    rest = rest.trim_start_matches(|c| !is_of_name(c));
    let begins = |rest: &str, with: &str| {
        rest.get(..with.len()).is_some_and(|start| start.to_lowercase() == with)
    };
    while let Some(word) = BEFORE_NAME.iter().find(|word| begins(rest, word)) {
        rest = rest[word.len()..].trim_start_matches(|c| !is_of_name(c));
    }
    let name = match rest.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        Some((name, _)) => name,
        None => &rest[..end_of_name(rest)],
    };
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = !name.is_empty() && !NO_NAME.iter().any(|start| begins(name, start));
    is_name.then(|| name.to_string())
}

/// Where a name ends: with the sentence, at a dash, or where more is asked.
fn end_of_name(text: &str) -> usize {
    let sentence = text.match_indices(['.', ';', '!']).find(|(at, mark)| {
        let word = text[..*at].rsplit(' ').next().unwrap_or_default();
        let behind = &text[at + 1..];
        let is_last = behind.is_empty() || behind.starts_with(' ');
        *mark != "." || is_last && word.chars().count() > 2
    });
    let others = [" - ", " – ", " — ", ", no ", ", NO ", ", No "];
    let others = others.iter().filter_map(|end| text.find(end));
    sentence.map(|(at, _)| at).into_iter().chain(others).min().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_that_has_to_be_there_is_known() {
        for (words, name) in [
            ("MANDATORY CREDIT: AP", "AP"),
            ("Mandatory-Credit: Photo by X", "Photo by X"),
            ("MUST CREDIT", ""),
            ("You must credit Jane Roe", "Jane Roe"),
            ("Credit required", ""),
            ("Attribution is required.", ""),
            ("No sales, mandatory credit", ""),
            ("NO SALES MANDATORY CREDIT", ""),
            ("RESTRICTED - MANDATORY CREDIT \"AFP PHOTO / NASA\" - NO SALES", "AFP PHOTO / NASA"),
            ("MANDATORY CREDIT: Jane Roe/AP - NO SALES", "Jane Roe/AP"),
            ("Mandatory credit: Jane Roe, no sales", "Jane Roe"),
            ("Mandatory photo credit: HBN", "HBN"),
            ("Credit must be given to HBN", "HBN"),
            ("Credit line mandatory", ""),
            ("Mandatory credit line: HBN", "HBN"),
            ("Credit to the photographer is mandatory", ""),
            ("The photographer must be credited", ""),
            ("Credit: mandatory", ""),
            ("PFLICHTANGABE: Foto X", "Foto X"),
            ("Namensnennung Pflicht", ""),
            ("Namensnennung ist Pflicht", ""),
            ("Bildnachweis Pflicht: HBN", "HBN"),
            ("Urheberangabe zwingend erforderlich", ""),
            ("Nennung des Fotografen verpflichtend", ""),
            ("Namensnennungspflicht", ""),
            ("Mention obligatoire X", "X"),
            ("Mention du photographe obligatoire", ""),
            ("Crédit obligatoire", ""),
            ("Crédit photo obligatoire : Anne Berg", "Anne Berg"),
            ("CRÉDIT  OBLIGATOIRE", ""),
            ("Crédito obligatorio: Ana Ruiz", "Ana Ruiz"),
            ("Es obligatorio citar la fuente", ""),
            ("Crédito obrigatório", ""),
            ("Citazione obbligatoria", ""),
            ("Обязательно указание автора", ""),
            ("Ссылка на источник обязательна", ""),
            ("Naamsvermelding verplicht", ""),
        ] {
            let name = Some(name.to_string()).filter(|name| !name.is_empty());
            assert_eq!(Credit::in_words(words), Credit { is_mandatory: true, name }, "{words}");
        }
        for words in [
            "No credit required",
            "No photo credit required",
            "Credit not required",
            "Bildnachweis nicht erforderlich",
            "Credit: AP",
            "Credit: Photo must be returned",
            "Credit AP, must be returned by noon",
            "Credit AP. Must not be cropped",
            "Credit must not be shown",
            "Permission required, credit AP",
            "Credit card required",
            "Sperrvermerk! Pflicht",
            "Sperrvermerk Pflicht",
            "The mandatory creditor",
            "Accredited press must enter",
            "",
        ] {
            assert_eq!(Credit::in_words(words), Credit::default(), "{words}");
        }
    }
}
