//! When two names are one.

use icu_casemap::CaseMapper;

use super::Naming;
use super::native::{is_ignorable, one_width};

/// What all spellings of a name have in common that differ only in capitals, width, normal form,
/// white space and what nobody sees. Names without that in common are different names.
///
/// Capitals by Unicode's full case folding, in Turkish and Azerbaijani with theirs of `i` and `ı`.
pub fn name_key(name: &str, naming: Naming) -> String {
    let key = match name.is_ascii() && !naming.has_dotless_i {
        true => name.to_ascii_lowercase(),
        false => folded(name, naming),
    };
    match key.split_whitespace().map(str::len).sum::<usize>() == key.len() {
        true => key,
        false => key.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn folded(name: &str, naming: Naming) -> String {
    // These two tell letters and emoji apart.
    let is_seen = |c: &char| matches!(c, '\u{200c}' | '\u{200d}') || !is_ignorable(*c);
    let name = one_width(&name.chars().filter(is_seen).collect::<String>());
    let cases = CaseMapper::new();
    let folded = match naming.has_dotless_i {
        true => cases.fold_turkic_string(&name),
        // The dot of `İ` is that of `i`.
        false => cases.fold_string(&name).replace("i\u{307}", "i").into(),
    };
    one_width(&folded)
}
