//! Which plain scalars are numbers: the core schema of YAML 1.2.2, section 10.3.2
//! (<https://yaml.org/spec/1.2.2/#1032-tag-resolution>).

use std::ops::Range;

use super::{Node, Value};

/// Reads each number of a document by the core schema. The parser's own reading is wider: it
/// takes binary numbers and signs before other bases, and it takes `0123` for a fraction.
pub fn by_core_schema(node: &mut Node, text: &str) {
    match &mut node.value {
        Value::Integer(_) | Value::Float(_) => {
            if let Some(plain) = plain(node.range.clone(), text) {
                node.value = number(plain).unwrap_or_else(|| Value::text(plain));
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| by_core_schema(item, text)),
        Value::Map(entries) => {
            for (key, value) in entries {
                by_core_schema(key, text);
                by_core_schema(value, text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Text(_) => {}
    }
}

/// A number as it was written, unless a tag says what it is (`!!int "12"`, `!!float 1`), or it
/// is a key without a place.
fn plain(range: Range<usize>, text: &str) -> Option<&str> {
    let before = text.get(..range.start)?.split_whitespace().next_back();
    let written = text.get(range)?.trim();
    (!written.is_empty() && !before.is_some_and(|before| before.starts_with('!')))
        .then_some(written)
}

/// The number that a plain scalar is, if it is one. A whole number that 64 bits do not hold
/// is the fraction nearest to it.
fn number(plain: &str) -> Option<Value> {
    let based = |digits: &str, base: u32| {
        let are_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
        are_digits.then(|| match i64::from_str_radix(digits, base) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(nearest(digits, base)),
        })
    };
    if let Some(digits) = plain.strip_prefix("0o") {
        return based(digits, 8);
    }
    if let Some(digits) = plain.strip_prefix("0x") {
        return based(digits, 16);
    }
    match plain {
        ".nan" | ".NaN" | ".NAN" => return Some(Value::Float(f64::NAN)),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => {
            return Some(Value::Float(f64::INFINITY));
        }
        "-.inf" | "-.Inf" | "-.INF" => return Some(Value::Float(f64::NEG_INFINITY)),
        _ => {}
    }
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    if is_digits(unsigned) {
        return plain.parse().map(Value::Integer).or_else(|_| plain.parse().map(Value::Float)).ok();
    }
    if !is_decimal(unsigned) {
        return None;
    }
    plain.parse().map(Value::Float).ok()
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(unsigned: &str) -> bool {
    let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (unsigned, None),
    };
    let is_mantissa = match digits.split_once('.') {
        Some(("", after)) => is_digits(after),
        Some((before, after)) => is_digits(before) && (after.is_empty() || is_digits(after)),
        None => is_digits(digits),
    };
    is_mantissa
        && exponent
            .is_none_or(|exponent| is_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of more digits than an integer has room for.
fn nearest(digits: &str, base: u32) -> f64 {
    let digits = digits.chars().filter_map(|digit| digit.to_digit(base));
    digits.fold(0.0, |number, digit| number * f64::from(base) + f64::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Keys, parse};

    /// The value of `a`, with its keys placed and without.
    fn read(yaml: &str) -> Value {
        let [placed, unplaced] = [Keys::Placed, Keys::Unplaced].map(|keys| {
            let Value::Map(mut entries) = parse(yaml, keys).expect(yaml).value else {
                panic!("{yaml:?} is a map")
            };
            entries.pop().expect(yaml).1.value
        });
        assert_eq!(placed, unplaced, "{yaml:?}");
        placed
    }

    /// Each form of section 10.3.2, its bounds, and what other readers take for a number.
    #[test]
    fn numbers_are_those_of_the_core_schema() {
        let integers = [
            ("0", 0),
            ("-0", 0),
            ("+12", 12),
            ("-19", -19),
            ("0123", 123),
            ("-007", -7),
            ("0o7", 7),
            ("0o17", 15),
            ("0o007", 7),
            ("0x1F", 31),
            ("0x3A", 58),
            ("0xcafe", 51966),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ];
        for (written, number) in integers {
            assert_eq!(read(&format!("a: {written}")), Value::Integer(number), "{written}");
            assert_eq!(read(&format!("a: {written} # so")), Value::Integer(number), "{written}");
        }
        let fractions = [
            ("0.", 0.0),
            ("-0.0", -0.0),
            (".5", 0.5),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("1.50", 1.5),
            ("00.5", 0.5),
            ("1e3", 1000.0),
            ("12e03", 12_000.0),
            ("-2E+05", -200_000.0),
            ("6.8523015e+5", 685_230.15),
            (".5e-1", 0.05),
            ("1.e2", 100.0),
            ("01e2", 100.0),
            ("9223372036854775808", 9_223_372_036_854_775_808.0),
            ("0x8000000000000000", 9_223_372_036_854_775_808.0),
            ("1e999", f64::INFINITY),
            (".inf", f64::INFINITY),
            ("+.INF", f64::INFINITY),
            ("-.Inf", f64::NEG_INFINITY),
            (".nan", f64::NAN),
            (".NaN", f64::NAN),
        ];
        for (written, number) in fractions {
            assert_eq!(read(&format!("a: {written}")), Value::Float(number), "{written}");
            assert_eq!(read(&format!("b: [{written}]\na: {written}")), Value::Float(number));
        }
        let texts = [
            "1_000",
            "685.230_15",
            "0x1_F",
            "0b101",
            "0B1",
            "0X1F",
            "0O17",
            "0o8",
            "0o",
            "0x",
            "0xg",
            "-0x1F",
            "+0o17",
            "+.nan",
            "-.NAN",
            ".iNF",
            "inf",
            "nan",
            "Infinity",
            ".",
            "+",
            "+.",
            "e3",
            ".e3",
            "1e",
            "1e+",
            "1e3.5",
            "1.2.3",
            "++1",
            "1,000",
            "190:20:30",
            "2026-02-01",
            "12:30",
            "1 000",
            "½",
            "١٢",
        ];
        for written in texts {
            assert_eq!(read(&format!("a: {written}")), Value::text(written), "{written}");
        }
        for (quoted, text) in [("\"0123\"", "0123"), ("'1e3'", "1e3"), ("!!str 12", "12")] {
            assert_eq!(read(&format!("a: {quoted}")), Value::text(text), "{quoted}");
        }
    }

    #[test]
    fn a_number_that_is_repeated_or_tagged_is_the_same() {
        assert_eq!(read("b: &n 0123\na: *n"), Value::Integer(123));
        assert_eq!(read("b: [&n .5]\na: *n"), Value::Float(0.5));
        assert_eq!(read("b: &n 0b1\na: *n"), Value::text("0b1"));
        assert_eq!(read("a: !!int 0x1F"), Value::Integer(31));
        assert_eq!(read("a: !!int \"12\""), Value::Integer(12));
        assert_eq!(read("a: !!float 1"), Value::Float(1.0));
        assert_eq!(read("b: x\n0123: .5"), Value::Float(0.5));
    }

    /// A key is read as a value is, whether its place is wanted or not.
    #[test]
    fn keys_are_numbers_by_the_same_rule() {
        for (key, expected) in [
            ("-0o0", Value::text("-0o0")),
            ("0o17", Value::Integer(15)),
            ("0123", Value::Integer(123)),
            ("0b1", Value::text("0b1")),
            ("1_000", Value::text("1_000")),
        ] {
            for keys in [Keys::Placed, Keys::Unplaced] {
                let Value::Map(entries) = parse(&format!("{key}: a\n"), keys).unwrap().value else {
                    panic!("{key} is a key")
                };
                assert_eq!(entries[0].0.value, expected, "{key} {keys:?}");
            }
        }
    }
}
