//! A table of what templates ask for and get: values, formats, languages and time zones.
//! It was made with the filters of `tera-contrib` 0.3, which were here before.

use tera::{Context, Tera};

use super::*;

const TABLE: &str = include_str!("table.tsv");

/// What a template of one expression comes to, or the first line about its fault.
fn said(tera: &mut Tera, expression: &str) -> String {
    match tera.render_str(&format!("{{{{ {expression} }}}}"), &Context::new(), false) {
        Ok(text) => text,
        Err(error) => error.to_string().lines().next().unwrap_or_default().to_string(),
    }
}

#[test]
fn templates_get_what_the_table_says() {
    let mut tera = Tera::new();
    tera.register_filter("date", date);
    tera.register_filter("urlencode", urlencode);
    let (mut rows, mut others) = (0, Vec::new());
    for (expression, expected) in TABLE.lines().filter_map(|row| row.split_once('\t')) {
        let said = said(&mut tera, expression);
        if said != expected {
            others.push(format!("{expression}\n  {expected}\n  {said}"));
        }
        rows += 1;
    }
    assert!(others.is_empty(), "{} of {rows} rows:\n{}", others.len(), others.join("\n"));
    assert_eq!(rows, TABLE.lines().count());
}
