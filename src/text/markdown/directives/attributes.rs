//! The attributes of a block: `{by="Anna Voss" role='Mayor'}`.

use std::ops::Range;

/// An attribute. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: Range<usize>,
    pub value: Range<usize>,
}

/// What is wrong with attributes, where, and how the line would be right if that is sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub at: Range<usize>,
    pub message: String,
    pub mended: Option<String>,
}

/// Quotation marks that word processors make of `"` and `'`.
pub const SET_MARKS: [char; 9] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚'];

/// Those in `range` of a line.
///
/// # Errors
/// What is wrong with the first that is.
pub fn read(line: &str, range: Range<usize>) -> Result<Vec<Attribute>, Wrong> {
    let mut all = Vec::new();
    let mut at = range.start;
    loop {
        let written = &line[at..range.end];
        at = range.end - written.trim_start().len();
        if at == range.end {
            return Ok(all);
        }
        let written = &line[at..range.end];
        let end = written.find([' ', '\t', '=']).unwrap_or(written.len());
        let name = at..at + end;
        let wrong = |at: Range<usize>, message: String, mended| Err(Wrong { at, message, mended });
        if !written[end..].starts_with('=') || name.is_empty() {
            let word = &line[name.start..name.end.max(name.start + 1).min(range.end)];
            return wrong(
                name.start..name.start + word.len(),
                format!("`{word}` has no value"),
                None,
            );
        }
        let start = name.end + 1;
        let rest = &line[start..range.end];
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => match rest[1..].find(quote) {
                Some(length) => start + 1..start + 1 + length,
                None => {
                    let message =
                        format!("the value of `{}` has no closing `{quote}`", &line[name]);
                    return wrong(start..range.end, message, None);
                }
            },
            Some(mark) if SET_MARKS.contains(&mark) => {
                let mended = line.replace(SET_MARKS, "\"");
                let message = format!("the value of `{}` is in `{mark}`", &line[name]);
                return wrong(start..start + mark.len_utf8(), message, Some(mended));
            }
            _ => start..start + rest.find([' ', '\t']).unwrap_or(rest.len()),
        };
        let is_quoted = value.start > start;
        at = value.end + usize::from(is_quoted);
        all.push(Attribute { name, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_have_values_with_or_without_quotes() {
        let told = |line: &str| -> Result<Vec<String>, String> {
            let all = read(line, 0..line.len()).map_err(|wrong| wrong.message)?;
            let all = all.into_iter();
            Ok(all.map(|it| format!("{}={}", &line[it.name], &line[it.value])).collect())
        };
        let ok = |all: &[&str]| Ok(all.iter().map(|it| (*it).to_string()).collect::<Vec<_>>());
        assert_eq!(told(""), ok(&[]));
        assert_eq!(
            told("by=\"Anna Voss\" role='Mayor of “Hesk”'"),
            ok(&["by=Anna Voss", "role=Mayor of “Hesk”"])
        );
        assert_eq!(told(" a=b  c="), ok(&["a=b", "c="]));
        assert_eq!(told("by=\"a'b\""), ok(&["by=a'b"]));
        assert_eq!(told("by"), Err("`by` has no value".into()));
        assert_eq!(told("=a"), Err("`=` has no value".into()));
        assert_eq!(told(".wide"), Err("`.wide` has no value".into()));
        assert_eq!(told("by=\"a"), Err("the value of `by` has no closing `\"`".into()));
        assert_eq!(told("by=“a”"), Err("the value of `by` is in `“`".into()));
    }

    #[test]
    fn quotation_marks_of_a_word_processor_are_mended() {
        let line = ":::quote{by=«Anna Voss»}";
        let wrong = read(line, 9..line.len() - 1).unwrap_err();
        assert_eq!(wrong.mended.as_deref(), Some(":::quote{by=\"Anna Voss\"}"));
    }
}
