//! Which scalars are numbers, by another reader of YAML 1.2: the package `yaml` of npm
//! (<https://eemeli.org/yaml/>), whose core schema is that of the specification.
//!
//! ```sh
//! npm install --prefix target/tools yaml@2.9.1
//! ```

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::common::outside::{has, of_package};
use dateline::text::yaml::{Keys, Value, parse};

/// Reads a document with one list, and prints what each of its items is.
const READER: &str = "
    const { parse } = require(process.argv[1]);
    const told = (value) => typeof value === 'number'
        ? 'number ' + (Object.is(value, -0) ? 0 : value)
        : 'text ' + value;
    let text = '';
    process.stdin.on('data', (some) => { text += some; });
    process.stdin.on('end', () => {
        const items = parse(text, { version: '1.2', schema: 'core' });
        process.stdout.write(items.map(told).join('\\n') + '\\n');
    });
";

#[test]
fn numbers_are_numbers_to_both_readers() {
    let Some(package) = of_package("yaml/package.json", "npm install --prefix target/tools yaml")
    else {
        return;
    };
    if !has("node", "--version", "apt-get install nodejs") {
        return;
    }
    let package = package.parent().unwrap().to_path_buf();
    let scalars = scalars();
    let mut document = String::new();
    for scalar in &scalars {
        writeln!(document, "- {scalar}").unwrap();
    }
    let mut node = Command::new("node")
        .args(["-e", READER])
        .arg(package)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let ended = node.wait_with_output().unwrap();
    assert!(ended.status.success());
    let theirs = String::from_utf8(ended.stdout).unwrap();
    let theirs: Vec<&str> = theirs.lines().collect();
    assert_eq!(theirs.len(), scalars.len());

    let Value::List(ours) = parse(&document, Keys::Placed).unwrap().value else { panic!("a list") };
    let mut numbers = 0;
    for ((scalar, theirs), ours) in scalars.iter().zip(theirs).zip(ours) {
        let ours = match ours.value {
            Value::Integer(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        };
        let theirs = theirs.strip_prefix("number ").map(|number| number.parse().unwrap());
        numbers += usize::from(ours.is_some());
        let same = match (ours, theirs) {
            (Some(ours), Some(theirs)) => is_same(ours, theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        assert!(same, "`{scalar}`: {ours:?}, and to the other {theirs:?}");
    }
    assert!(numbers > 1_000 && numbers < scalars.len() - 1_000, "{numbers} of {}", scalars.len());
}

fn is_same(one: f64, other: f64) -> bool {
    // Their reader adds the digits of a large number in another order.
    one == other || one.is_nan() && other.is_nan() || (one - other).abs() <= one.abs() * 1e-12
}

/// Every scalar of up to four of the signs that numbers have, behind what begins one.
fn scalars() -> Vec<String> {
    const BEGINNINGS: [&str; 12] =
        ["", "0", "1", "9", "+", "-", ".", "0x", "0o", "0b", "-.in", "."];
    const SIGNS: [char; 14] =
        ['0', '1', '8', '.', 'e', 'E', '-', '+', 'x', 'o', '_', 'a', 'F', 'f'];
    let mut ends = vec![String::new()];
    let mut last = ends.clone();
    for _ in 0..3 {
        last = last
            .iter()
            .flat_map(|end| SIGNS.iter().map(move |sign| format!("{end}{sign}")))
            .collect();
        ends.extend(last.iter().cloned());
    }
    let all = BEGINNINGS
        .iter()
        .flat_map(|beginning| ends.iter().map(move |end| format!("{beginning}{end}")));
    let special =
        [".inf", "+.Inf", "-.INF", ".nan", ".NaN", "+.nan", "12345678901234567890", "1e400"]
            .map(String::from);
    // A dash alone, or before a blank, begins a list.
    all.filter(|scalar| !matches!(&**scalar, "" | "-" | "--" | "---")).chain(special).collect()
}
