//! How long a chart of a thousand points takes, from the bytes of its file to its HTML.

use dateline_charts::{DateStyle, Form, Language, Reading, Request, Title, Word, figure, read};
use divan::{Bencher, black_box};
use jiff::civil::DateTime;

fn main() {
    divan::main();
}

/// A language that costs nothing, so that the drawing alone is measured.
struct Plain;

impl Language for Plain {
    fn number(&self, value: f64, decimals: usize) -> String {
        format!("{value:.decimals$}")
    }

    fn with_unit(&self, number: &str, unit: &str) -> String {
        format!("{number} {unit}")
    }

    fn date(&self, time: DateTime, _: DateStyle) -> String {
        time.to_string()
    }

    fn word(&self, _: Word) -> &str {
        "word"
    }

    fn is_right_to_left(&self) -> bool {
        false
    }
}

/// A thousand days with a number each.
fn thousand_days() -> String {
    let start: jiff::civil::Date = jiff::civil::date(2024, 1, 1);
    let days = start.series(jiff::ToSpan::days(1)).take(1000).enumerate();
    let row =
        |(at, day): (usize, jiff::civil::Date)| format!("{day},{}.{}\n", at * 37 % 911, at % 10);
    format!("Day,Level (m)\n{}", days.map(row).collect::<String>())
}

#[divan::bench(args = [Form::Line, Form::Bar, Form::Table])]
fn whole(bencher: Bencher, form: Form) {
    let text = thousand_days();
    let title = Title { form: Some(form), note: None };
    let request = Request { caption: "Level", title: &title, href: "level.csv", id: "_f" };
    bencher.bench_local(|| {
        let table = read(black_box(text.as_bytes()), Reading { year: "" }).ok();
        table.map(|table| figure(&table, request, &Plain))
    });
}
