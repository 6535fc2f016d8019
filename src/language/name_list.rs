//! Names in a row, joined as a language joins them (CLDR, by ICU4X).

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;

/// The names in a sentence: `A, B and C`, `A、B、C`.
pub fn joined(names: &[String], language: &Locale) -> String {
    // With one there is nothing to join, and most stories have one author.
    if let [] | [_] = names {
        return names.concat();
    }
    match formatter(language) {
        Some(formatter) => formatter.format(names.iter()).to_string(),
        None => names.join(", "),
    }
}

/// The same of names that are HTML by now, as `html`: what stands between two depends on their
/// letters, and not on a tag before them.
pub fn joined_html(names: &[String], html: &[String], language: &Locale) -> String {
    if let [] | [_] = html {
        return html.concat();
    }
    // No name has this sign, so that it tells where one ends.
    const END: char = '\0';
    let bare: Vec<String> = names.iter().map(|name| name.replace(END, "")).collect();
    let ended: Vec<String> = bare.iter().map(|name| format!("{name}{END}")).collect();
    let whole = joined(&ended, language);
    let mut out = String::with_capacity(html.iter().map(|name| name.len() + 8).sum());
    for ((part, name), html) in whole.split(END).zip(&bare).zip(html) {
        out.push_str(part.strip_suffix(name.as_str()).unwrap_or_default());
        out.push_str(html);
    }
    out
}

/// What stands between two names of which another follows: `, `, `、`, `، `.
pub fn separator(language: &Locale) -> String {
    let probe = formatter(language)
        .map(|formatter| formatter.format(["A", "B", "C", "D"].iter()).to_string());
    let between = probe.as_deref().and_then(|probe| probe.split_once('A')?.1.split_once('B'));
    between.map_or(", ", |(between, _)| between).to_string()
}

// It cannot be shared between threads, and is made of what is compiled in.
fn formatter(language: &Locale) -> Option<ListFormatter> {
    ListFormatter::try_new_and(language.into(), ListFormatterOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    /// CLDR 49, the list patterns of the type `standard`.
    #[test]
    fn names_are_joined_as_cldr_says() {
        for (tag, two, three, between) in [
            ("en", "A and B", "A, B, and C", ", "),
            ("en-GB", "A and B", "A, B and C", ", "),
            ("hy", "A և B", "A, B և C", ", "),
            ("ru", "A и B", "A, B и C", ", "),
            ("ka", "A და B", "A, B და C", ", "),
            ("az", "A və B", "A, B və C", ", "),
            ("fr", "A et B", "A, B et C", ", "),
            ("de", "A und B", "A, B und C", ", "),
            ("es", "A y B", "A, B y C", ", "),
            ("pt", "A e B", "A, B e C", ", "),
            ("it", "A e B", "A, B e C", ", "),
            ("nl", "A en B", "A, B en C", ", "),
            ("pl", "A i B", "A, B i C", ", "),
            ("uk", "A і B", "A, B і C", ", "),
            ("tr", "A ve B", "A, B ve C", ", "),
            ("ar", "A وB", "A وB وC", " و"),
            ("fa", "A و B", "A،\u{200f} B، و C", "،\u{200f} "),
            ("he", "A ו\u{2011}B", "A, B ו\u{2011}C", ", "),
            ("ja", "A、B", "A、B、C", "、"),
            ("zh", "A和B", "A、B和C", "、"),
            ("zh-Hant", "A和B", "A、B和C", "、"),
            ("ko", "A 및 B", "A, B 및 C", ", "),
            ("th", "AและB", "A B และC", " "),
        ] {
            let language = Locale::try_from_str(tag).unwrap();
            assert_eq!(joined(&names(&["A"]), &language), "A");
            assert_eq!(joined(&names(&["A", "B"]), &language), two, "{tag}");
            assert_eq!(joined(&names(&["A", "B", "C"]), &language), three, "{tag}");
            assert_eq!(separator(&language), between, "{tag}");
        }
    }

    /// As CLDR's rules for Spanish and Hebrew have it.
    #[test]
    fn the_word_between_depends_on_what_follows() {
        let joined =
            |tag: &str, of: &[&str]| joined(&names(of), &Locale::try_from_str(tag).unwrap());
        assert_eq!(joined("es", &["Ana", "Irene"]), "Ana e Irene");
        assert_eq!(joined("es", &["Irene", "Ana"]), "Irene y Ana");
        assert_eq!(joined("he", &["דנה", "משה"]), "דנה ומשה");
        assert_eq!(joined("en", &[]), "");
    }

    #[test]
    fn tags_change_nothing_between_names() {
        for (tag, of, expected) in [
            ("he", &["דנה לוי", "משה כהן"][..], "<דנה לוי> ו<משה כהן>"),
            ("he", &["דנה", "Dana"], "<דנה> ו\u{2011}<Dana>"),
            ("es", &["Ana", "Irene"], "<Ana> e <Irene>"),
            ("es", &["Ana", "I"], "<Ana> e <I>"),
            ("es", &["Irene", "Ana"], "<Irene> y <Ana>"),
            ("es", &["Ana", "Luis", "Irene"], "<Ana>, <Luis> e <Irene>"),
            // Names that are also in what stands between.
            ("en", &["A", "an", "d"], "<A>, <an>, and <d>"),
            ("ar", &["و", "و"], "<و> و<و>"),
            ("en", &["A\0", "B"], "<A\0> and <B>"),
            ("ja", &["A", "B", "C"], "<A>、<B>、<C>"),
            ("en", &["A"], "<A>"),
            ("en", &[], ""),
        ] {
            let html: Vec<String> = of.iter().map(|name| format!("<{name}>")).collect();
            let language = Locale::try_from_str(tag).unwrap();
            assert_eq!(joined_html(&names(of), &html, &language), expected, "{tag}");
        }
    }
}
