//! Whole figures.

use jiff::civil::DateTime;

use super::*;

/// English, without the library that the program asks.
struct English {
    is_right_to_left: bool,
}

impl Language for English {
    fn number(&self, value: f64, decimals: usize) -> String {
        format!("{value:.decimals$}")
    }

    fn with_unit(&self, number: &str, unit: &str) -> String {
        format!("{number} {unit}")
    }

    fn date(&self, time: DateTime, style: DateStyle) -> String {
        let pattern = match style {
            DateStyle::Year => "%Y",
            DateStyle::Month => "%b",
            DateStyle::MonthOfYear => "%b %Y",
            DateStyle::Day => "%b %-d",
            DateStyle::DayOfYear => "%b %-d, %Y",
            DateStyle::Clock => "%H:%M",
            DateStyle::ClockSecond => "%H:%M:%S%.f",
            DateStyle::Moment => "%b %-d, %Y, %H:%M",
            DateStyle::MomentSecond => "%b %-d, %Y, %H:%M:%S%.f",
        };
        time.strftime(pattern).to_string()
    }

    fn word(&self, word: Word) -> &str {
        match word {
            Word::LineChart => "Line chart",
            Word::BarChart => "Bar chart",
            Word::StackedChart => "Stacked chart",
            Word::SmallCharts => "Small charts",
            Word::DotMap => "Map",
            Word::First => "First",
            Word::Last => "Last",
            Word::Highest => "Highest",
            Word::Lowest => "Lowest",
            Word::AsTable => "As a table",
            Word::Download => "Data (CSV)",
        }
    }

    fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }
}

const LEFT_TO_RIGHT: English = English { is_right_to_left: false };

fn drawn_in(text: &str, title: &str, language: &English) -> Result<String, Fault> {
    let table = read(text.as_bytes(), Reading { year: "" }).unwrap();
    let title = of_title(title).unwrap();
    let request =
        Request { caption: "Level & more", title: &title, href: "/a/level.csv", id: "_f" };
    figure(&table, request, language)
}

fn drawn(text: &str, title: &str) -> String {
    drawn_in(text, title, &LEFT_TO_RIGHT).unwrap()
}

fn refused(text: &str, title: &str) -> String {
    let fault = drawn_in(text, title, &LEFT_TO_RIGHT).unwrap_err();
    format!("{} | {}", fault.message, fault.hint)
}

#[test]
fn a_small_chart_is_this() {
    let expected = include_str!("tests/line.html");
    assert_eq!(
        drawn("Month,Level (m)\n2026-01,3.25\n2026-02,\n2026-03,4\n2026-04,3.5\n", ""),
        expected
    );
}

#[test]
fn a_small_table_is_this() {
    let expected = include_str!("tests/table.html");
    let text = "Place,Level (m),Since\nLorun <b>,3.25,2026-01\nTevrin,,2026-02\n";
    assert_eq!(drawn(text, "table, Source: Water office"), expected);
}

#[test]
fn a_table_has_codes_and_years_as_they_are_written() {
    let html = drawn("District,Postcode,Opened,Votes\nKentron,0010,1990,12000\n", "table");
    for cell in ["<td>0010</td>", ">1990</td>", ">12000</td>"] {
        assert!(html.contains(cell), "{cell}: {html}");
    }
    // A postcode is nothing to draw.
    assert!(drawn("District,Postcode\nA,0010\nB,1033\n", "").contains("data-table"));
}

#[test]
fn the_columns_decide_where_the_title_does_not() {
    for (text, expected) in [
        ("Month,A\n2026-01,1\n2026-02,2\n", "line"),
        ("Month,A,B,C,D,E,F,G\n2026-01,1,2,3,4,5,6,7\n2026-02,1,2,3,4,5,6,7\n", "multiples"),
        ("Place,A\nx,1\ny,2\n", "bar"),
        ("Place,A,B\nx,1,2\ny,2,3\n", "table"),
        ("Place,A\nx,1\n", "table"),
        ("Month,A,Note\n2026-01,1,x\n2026-02,2,y\n", "table"),
        ("Place,lat,lon\nx,40.1,44.5\n", "map"),
    ] {
        assert!(
            drawn(text, "").starts_with(&format!("<figure class=\"data data-{expected}\">")),
            "{text}"
        );
    }
}

#[test]
fn what_a_form_lacks_is_told() {
    for (text, title, expected) in [
        ("Place,A\nx,1\ny,2\n", "line", "needs days, months, years or numbers in the first column"),
        ("Place,A\nx,1\ny,2\n", "multiples", "needs days, months"),
        ("Place,A\nx,1\ny,2\n", "map", "needs a column of latitudes"),
        ("Place,Note\nx,a\ny,b\n", "bar", "`Note` has none"),
        ("Place\nx\ny\n", "bar", "needs a column of numbers"),
        ("Month,A\n2026-01,1\n2026-01,2\n", "line", "has one place for `2026-01`"),
        ("Month,A\n2026-01,1\n,2\n2026-03,1\n", "line", "row 2 has none"),
        ("Place,A\nx,1\n,2\n", "bar", "row 2 has none"),
        ("Month,A,B,C,D,E,F,G\n2026-01,1,2,3,4,5,6,7\n", "line", "6 columns of numbers at most"),
        ("Place,lat,lon\nx,44.5,190\n", "map", "which is nowhere"),
        ("Place,lat,lon\nx,44.5,\ny,1,2\n", "map", "row 1 lacks one"),
        ("Month,A\n2026-01,\n2026-02,\n", "line", "all cells are empty"),
        (
            "Place,Station code\nx,1200\ny,340\n",
            "bar",
            "`Station code` is taken for codes because of its head | if they are numbers, call it otherwise, such as `Number of Station code`",
        ),
        (
            "Hour,A\n10:00,1\n12:00,2\n11:00,3\n",
            "bar",
            "has no place for `11:00`, which stands behind `12:00` and may be of the same day or of the next | write each time with its day, such as `2026-11-30 11:00`",
        ),
        ("Hour,A\n10:00,1\n12:00,2\n10:00,3\n", "line", "has one place for `10:00`"),
    ] {
        let told = refused(text, title);
        assert!(told.contains(expected), "{told}");
        assert!(told.starts_with(&format!("`{title}` ")), "{told}");
    }
    let rows = format!("A,B\n{}", "x,1\n".repeat(1001));
    assert!(refused(&rows, "table").contains("1000 rows at most"));
    assert!(refused(&rows, "bar").contains("60 rows of words"));
}

#[test]
fn a_gap_breaks_the_line_and_what_stands_alone_is_a_dot() {
    let html = drawn(
        "Day,A\n2026-01-01,1\n2026-01-02,2\n2026-01-03,\n2026-01-04,3\n2026-01-05,\n2026-01-06,1\n2026-01-07,2\n",
        "",
    );
    let path = html.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(path.matches('L').count(), 2, "{path}");
    assert!(html.contains("<circle cx=\"50%\""), "{html}");
}

#[test]
fn time_is_spaced_by_time() {
    let html = drawn("Day,A\n2026-01-01,1\n2026-01-02,2\n2026-01-11,3\n", "");
    assert!(html.contains(" d=\"M0 204L100 102L1000 0\"") || html.contains("L100 "), "{html}");
}

#[test]
fn bars_begin_at_nothing_and_go_both_ways() {
    let text = "Place,Change (%)\nA,-10\nB,30\n";
    let html = drawn(text, "bar");
    assert!(html.contains("<rect x=\"0%\" y=\"20\" width=\"25%\""), "{html}");
    assert!(html.contains("<rect x=\"25%\" y=\"64\" width=\"75%\""), "{html}");
    let from_right = drawn_in(text, "bar", &English { is_right_to_left: true }).unwrap();
    assert!(from_right.contains("<rect x=\"75%\" y=\"20\" width=\"25%\""), "{from_right}");
    assert!(from_right.contains("<rect x=\"0%\" y=\"64\" width=\"75%\""), "{from_right}");
}

#[test]
fn a_night_is_drawn_in_its_order() {
    for form in ["line", "bar", "stacked", "multiples"] {
        let html = drawn("Hour,Votes\n22:00,1\n23:30,2\n00:30,3\n", form);
        assert!(html.contains("First: 1 (22:00); Last: 3 (00:30)"), "{html}");
        // What a remedy says can be drawn.
        drawn("Hour,Votes\n2026-11-30 23:30,2\n2026-12-01 00:30,3\n", form);
    }
    let from_last = drawn("Hour,Votes\n00:30:10,3\n23:30:00,2\n22:00:00,1\n", "line");
    assert!(from_last.contains("First: 1 (22:00:00); Last: 3 (00:30:10)"), "{from_last}");
    let html = drawn("Place,Number of Station code\nx,1200\ny,340\n", "bar");
    assert!(html.contains("Highest: 1200 (x)"), "{html}");
}

#[test]
fn heads_are_in_one_line() {
    let html = drawn(
        "Month,\"Total\r\nvotes\",A\u{1},B\u{b}of all\n2026-01,1,2,3\n2026-02,2,3,4\n",
        "line",
    );
    for part in ["Total votes. First", " A. First", "B of all. First"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains(['\u{1}', '\u{b}', '\r']), "{html}");
}

/// The degrees that are written on a map.
fn degrees(html: &str) -> Vec<f64> {
    html.split("°<").filter_map(|part| part.rsplit('>').next()?.parse().ok()).collect()
}

#[test]
fn maps_have_degrees_that_there_are() {
    for (text, is_near) in [
        // On both sides of 180°, 180 kilometres from each other.
        ("Place,lat,lon\nSuva,-18.1,178.4\nTaveuni,-17,-179.9\n", true),
        ("Place,lat,lon\nx,64,-173\ny,66,170\nz,65,-180\n", true),
        ("Place,lat,lon\nx,90,-170\ny,-90,175\nz,0,10\n", false),
        ("Place,lat,lon\nx,10,-120\ny,20,110\n", false),
    ] {
        let html = drawn(text, "map");
        let degrees = degrees(&html);
        assert!(!degrees.is_empty() && degrees.iter().all(|it| it.abs() <= 180.0), "{degrees:?}");
        // A part of the world is no map of all of it, which has 0° in its middle.
        assert_eq!(degrees.contains(&0.0), !is_near, "{degrees:?}");
    }
}

#[test]
fn whatever_cells_say_is_text() {
    let hostile = "<script>alert(1)</script> ]]> \"\"x\"\" & ' \u{202e}";
    let long = "x".repeat(500);
    for (text, title) in [
        (format!("Place,\"{hostile}\"\n\"{hostile}\",1\n{long},2\n"), "bar"),
        (format!("Place,\"{hostile}\",B\n\"{hostile}\",1,2\n{long},2,3\n"), "stacked"),
        (format!("Month,\"{hostile}\",{long}\n2026-01,1,2\n2026-02,2,3\n"), "line"),
        (format!("Month,\"{hostile}\",{long}\n2026-01,1,2\n2026-02,2,3\n"), "multiples"),
        (format!("Place,lat,lon,\"{hostile}\"\n\"{hostile}\",1,2,3\n{long},2,3,4\n"), "map"),
        (format!("\"{hostile}\",{long}\n\"{hostile}\",1\n"), "table"),
    ] {
        let title = format!("{title}, {hostile}");
        let html = drawn(&text, &title);
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("]]>"), "{html}");
        assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
    }
}

#[test]
fn only_a_chart_of_a_long_file_has_no_table() {
    let rows: String = (0..2000).map(|at| format!("{},{at}\n", 1_000_000 + at)).collect();
    let html = drawn(&format!("N,A\n{rows}"), "line");
    assert!(!html.contains("<table"));
    assert!(html.contains("/a/level.csv"));
}

mod any {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// No number, whatever its size, makes a drawing that is none.
        #[test]
        fn any_numbers_are_drawn(
            rows in proptest::collection::vec((proptest::option::of(-1e15..1e15f64), -9..1i32), 1..20),
            form in 0..4usize,
        ) {
            let form = ["line", "bar", "stacked", "multiples"][form];
            let row = |(at, (value, power)): (usize, &(Option<f64>, i32))| {
                let value = value.map(|value| value * 10f64.powi(*power)).filter(|it| it.abs() > 1e-6);
                let value = value.map(|value| format!("{value:.6}")).unwrap_or_default();
                format!("{},{value},1\n", 1900 + at)
            };
            let text: String = rows.iter().enumerate().map(row).collect();
            let html = drawn(&format!("Year,A,B\n{text}"), form);
            prop_assert!(!html.contains("NaN") && !html.contains("inf"), "{}", html);
        }
    }
}
