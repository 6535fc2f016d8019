use super::*;

fn reading(text: &str) -> Result<Table, Vec<Fault>> {
    read(text.as_bytes(), Reading { year: "Jahr" })
}

/// The columns, in short.
fn columns(text: &str) -> Vec<String> {
    let table = reading(text).unwrap();
    let shown = |column: &Column| {
        let values = match &column.values {
            Values::Numbers(values, decimals) => format!("{decimals} {values:?}"),
            Values::Times(values, grain) => {
                let first = values.first().copied().flatten();
                format!("{grain:?} {}", first.map(|it| it.to_string()).unwrap_or_default())
            }
            Values::Texts(values) => format!("{values:?}"),
        };
        format!("{}|{}|{values}", column.name, column.unit.as_deref().unwrap_or("-"))
    };
    table.columns.iter().map(shown).collect()
}

/// What is wrong: where, what, and what to do.
fn faults(text: &str) -> Vec<(String, String, String)> {
    let told = reading(text).unwrap_err().into_iter();
    told.map(|fault| {
        let at = fault.at.map(|at| text[at].to_string()).unwrap_or_default();
        (at, fault.message, fault.hint)
    })
    .collect()
}

/// A row that says where the others are from, and lacks no comma, is none of the figure.
#[test]
fn a_source_is_no_row() {
    for source in [
        "Source: Office",
        "Quelle: Amt für Statistik",
        "Источник: Росстат",
        "出典：総務省",
        "© Office",
        "SOURCE: Office",
        "Źródło: GUS",
    ] {
        let told = faults(&format!("Party,Seats,Votes\nA,5,7\nB,3,4\n{source},,\n"));
        let [(at, message, hint)] = &told[..] else { panic!("{source}: {told:?}") };
        assert_eq!(
            (&**at, &**message),
            (source, &*format!("`{source}` would be a row of the figure"))
        );
        assert!(hint.contains(&format!("`\", {source}\"`")), "{hint}");
    }
    for row in
        ["Source: Office,1,2", "Others,,", "Women: all,,", "Sources,,", "Source:,,", "Data,,"]
    {
        let text = format!("Party,Seats,Votes\nA,5,7\nB,3,4\n{row}\n");
        assert!(reading(&text).is_ok(), "{row}");
    }
}

#[test]
fn numbers_in_other_digits_have_their_units_too() {
    let told = faults("Place,Level\nA,١٢ م\nB,١٣ م\nC,١٤ م\n");
    assert_eq!(told[0].1, "the numbers in `Level` are words: each has `م` with it");
    assert_eq!(
        columns("日,人口\n2026年11月30日,5\n2026年12月1日,6\n")[0],
        "日|-|Day 2026-11-30T00:00:00"
    );
    assert_eq!(columns("年,人口\n2025年,5\n2026年,6\n")[0], "年|-|Year 2025-01-01T00:00:00");
}

#[test]
fn what_has_not_changed_is_nothing() {
    assert_eq!(
        columns("Party,Change\nA,+3\nB,±0\nC,-2\nD,+/-0\nE,± 0\n")[1],
        "Change|-|0 [Some(3.0), Some(0.0), Some(-2.0), Some(0.0), Some(0.0)]"
    );
    assert_eq!(
        columns("Party,Change\nA,\"+1,5\"\nB,\"±0,0\"\n")[1],
        "Change|-|1 [Some(1.5), Some(0.0)]"
    );
    assert_eq!(faults("Party,Error\nA,1\nB,±3\nC,2\n")[0].0, "±3");
}

#[test]
fn columns_are_what_most_of_their_cells_are() {
    assert_eq!(
        columns("Month,Level (m),Note\n2026-01,3.25,low\n2026-02,,\n2026-03,4,high\n"),
        [
            "Month|-|Month 2026-01-01T00:00:00",
            "Level|m|2 [Some(3.25), None, Some(4.0)]",
            "Note|-|[\"low\", \"\", \"high\"]"
        ]
    );
    assert_eq!(
        columns("Jahr;Ort;Anteil;Einwohner\n2025;A;12,5 %;1.234\n2026;B;7 %;1.234.567\n"),
        [
            "Jahr|-|Year 2025-01-01T00:00:00",
            "Ort|-|[\"A\", \"B\"]",
            "Anteil|%|1 [Some(12.5), Some(7.0)]",
            "Einwohner|-|0 [Some(1234.0), Some(1234567.0)]"
        ]
    );
    assert_eq!(
        columns("Place,Year,Sold\nA,2025,1500\nB,2026,1600\n")[1..],
        ["Year|-|Year 2025-01-01T00:00:00", "Sold|-|0 [Some(1500.0), Some(1600.0)]"]
    );
    assert_eq!(
        columns("Day,N\n30/11/2026,\"1,234\"\n01/12/2026,5\n")[0],
        "Day|-|Day 2026-11-30T00:00:00"
    );
    assert_eq!(columns("Day,N\n11/30/2026,1\n01/12/2026,5\n")[0], "Day|-|Day 2026-11-30T00:00:00");
    assert_eq!(columns("A\tB\nx\t1,5\n")[1], "B|-|1 [Some(1.5)]");
    assert_eq!(columns(",B\nx,1\n")[0], "|-|[\"x\"]");
}

/// What names something stays as it is written, however much it looks like a number.
#[test]
fn codes_and_years_stay_as_they_are_written() {
    assert_eq!(
        columns(
            "District,Postcode,Hotline,Flat\nKentron,0010,010123456,12E3\nArabkir,1033,+37410123456,14E1\n"
        )[1..],
        [
            "Postcode|-|[\"0010\", \"1033\"]",
            "Hotline|-|[\"010123456\", \"+37410123456\"]",
            "Flat|-|[\"12E3\", \"14E1\"]",
        ]
    );
    // One that is not known is a word as well; one number that is measured makes all of them numbers.
    assert_eq!(columns("A,B\nx,007\ny,n/a\nz,\n")[1], "B|-|[\"007\", \"n/a\", \"\"]");
    assert_eq!(columns("A,B\nx,007\ny,1.5\n")[1], "B|-|1 [Some(7.0), Some(1.5)]");
    assert_eq!(columns("A,B\nx,+7\ny,-3\n")[1], "B|-|0 [Some(7.0), Some(-3.0)]");
    let written = |text: &str| -> Vec<Option<Vec<String>>> {
        reading(text).unwrap().columns.into_iter().map(|column| column.written).collect()
    };
    let some = |cells: [&str; 2]| Some(cells.map(String::from).to_vec());
    // In front of the rows they have their places on an axis too.
    assert_eq!(columns("Zone,N\n01,5\n02,6\n")[0], "Zone|-|0 [Some(1.0), Some(2.0)]");
    assert_eq!(written("Zone,N\n01,5\n02,6\n"), [some(["01", "02"]), None]);
    assert_eq!(written("Party,Founded\nA,1990\nB,\n")[1], some(["1990", ""]));
    for text in [
        "A,Height (m)\nx,1990\ny,2020\n",
        "A,Sold\nx,1990\ny,12000\n",
        "A,Sold\nx,\"1,990\"\ny,\"2,020,000\"\n",
    ] {
        assert_eq!(written(text)[1], None, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_told() {
    assert_eq!(
        faults("Monat;N\n01.2026;1.234,5\n")[0].2,
        "if `01.2026` is a month, write `2026-01`"
    );
    assert_eq!(
        faults("A;B\nx;1.234\n"),
        [(
            "1.234".into(),
            "`1.234` may be 1234 or 1.234, and no other number tells which".into(),
            "write `1234` or `1.2340`".into()
        )]
    );
    assert_eq!(columns("A;B\nx;1.2340\n")[1], "B|-|4 [Some(1.234)]");
    assert_eq!(columns("A,B\nx,1.234\n")[1], "B|-|3 [Some(1.234)]");
    assert_eq!(
        faults("A;B\nx;1,5\ny;1.5\n")[0].1,
        "`1,5` has a decimal comma, and `1.5` a decimal point"
    );
    assert_eq!(
        faults("Day,N\n03/04/2026,1\n"),
        [(
            "03/04/2026".into(),
            "`03/04/2026` may be 2026-04-03 or 2026-03-04, and no other day tells which".into(),
            "write `2026-04-03` or `2026-03-04`".into()
        )]
    );
    assert!(faults("Day,N\n30/04/2026,1\n03/30/2026,2\n")[0].1.contains("month first"));
}

#[test]
fn what_does_not_belong_into_a_column_is_told() {
    assert_eq!(
        faults("A,Level\nx,1\ny,2 m\nz,3\n"),
        [(
            "2 m".into(),
            "`2 m` is no number, and the others in `Level` are".into(),
            "write `2`, and the unit into the head: `Level (m)`".into()
        )]
    );
    for cell in ["NaN", "inf", "-inf", "n/a", "–", "<script>", "x\u{1}"] {
        let told = faults(&format!("A,B\nx,1\ny,{cell}\nz,3\n"));
        assert_eq!(told.len(), 1, "{cell}");
        assert!(told[0].2.contains("leave the cell empty"), "{told:?}");
    }
    for (cell, hint) in [
        ("1O", "did you mean `10`?"),
        ("l2", "correct it; if the value"),
        ("12*", "write `12`; what `*` stands for"),
        ("12 ¹", "write `12`; what `¹` stands for"),
        ("3 million", "write all digits of `3`, as the other"),
        ("3k", "write all digits of `3`, as the other"),
        ("12p", "correct it; if the value"),
        ("12/13", "correct it; if the value"),
        ("12km", "write `12`, and the unit into the head: `Level (km)`"),
        ("€12", "write `12`, and the unit into the head: `Level (€)`"),
    ] {
        let told = faults(&format!("A,Level\nx,1\ny,{cell}\nz,3\n"));
        assert!(told.len() == 1 && told[0].2.starts_with(hint), "{cell}: {told:?}");
    }
    for cell in ["1O", "12*"] {
        assert_eq!(faults(&format!("Month,N\n2026-01,1\n2026-02,{cell}\n")).len(), 1, "{cell}");
    }
    for cell in ["#REF!", "#N/A", "=SUM(B2:B9)"] {
        let told = faults(&format!("A,B\nx,{cell}\n"));
        assert!(told.len() == 1 && told[0].1.contains("and no value"), "{told:?}");
    }
    for (one, other, unit) in [("12 m", "13,5 m", "m"), ("€12", "€14", "€")] {
        let told = faults(&format!("A;Level\nx;{one}\ny;{other}\n"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].2.ends_with(&format!("`Level ({unit})`")), "{told:?}");
    }
    for text in ["A,B\nx,#MeToo\ny,=)\n", "A,Won\nx,3 sets\ny,2 games\n", "A,B\nx,“y”\n"] {
        assert_eq!(columns(text).len(), 2, "{text}");
    }
    for (cell, what, how) in [
        ("1e308", "has too many digits", "`Debt (millions)`"),
        ("-1e16", "has too many digits", "`Debt (millions)`"),
        ("1e-12", "is too near to zero", "`Dose (billionths)`"),
        ("-1e-10", "is too near to zero", "`Dose (billionths)`"),
    ] {
        let told = faults(&format!("A,B\nx,1\ny,{cell}\n"));
        assert!(told[0].1.contains(what) && told[0].2.contains(how), "{told:?}");
    }
    assert_eq!(columns("A,Dose (billionths)\nx,0.1\n")[1], "Dose|billionths|1 [Some(0.1)]");
    assert_eq!(
        faults("Month,N\n2026-01,1\n2026-02-01,2\n2026-03,3\n")[0].1,
        "`2026-02-01` is a day, and others are months"
    );
    assert_eq!(
        faults("Month,N\n2026-01,1\nFebruary,2\n2026-03,3\n")[0].1,
        "`February` is no time, and the others in this column are"
    );
    let many = format!("A,B\n{}{}", "x,1\n".repeat(60), "x,y\n".repeat(50));
    assert_eq!(faults(&many).len(), MOST_FAULTS);
}

#[test]
fn files_of_other_kinds_are_no_tables() {
    for (text, expected) in [
        ("<!DOCTYPE html>\n<title>Sign in</title>\n", "is a web page"),
        ("[{\"a\":1},\n{\"a\":2}]\n", "is JSON"),
        ("Access denied\n", "one line of words"),
    ] {
        let told = faults(text);
        assert!(told.len() == 1 && told[0].1.contains(expected), "{told:?}");
    }
    assert_eq!(columns("<A>,B\nx,1\n").len(), 2);
}

/// A number without `%` is none of those with it, unless the head says that all are percentages.
#[test]
fn percentages_and_other_numbers_are_told_apart() {
    let told =
        |text| faults(text).into_iter().map(|(at, what, how)| format!("{at} | {what} | {how}"));
    for (text, expected) in [
        (
            "Item,Value\nTurnout,61 %\nSeats,105\n",
            "105 | `105` has no `%`, and others in `Value` have | if it is a percentage, write `105 %`",
        ),
        (
            "Item,Value\nTurnout,61 %\nSeats,105\nVotes,1200\nPolls,7\n",
            "61 % | `61 %` has a `%`, and others in `Value` have none | if all are percentages",
        ),
        (
            "Item,Debt (USD)\nA,61%\nB,105\nC,\n",
            "105 | `105` has no `%`, and others in `Debt (USD)` have",
        ),
    ] {
        let told: Vec<String> = told(text).collect();
        assert!(told.len() == 1 && told[0].starts_with(expected), "{told:?}");
    }
    for (text, expected) in [
        ("Item,Value\nA,61 %\nB,\nC,7%\n", "Value|%|0 [Some(61.0), None, Some(7.0)]"),
        ("Item,Value (%)\nA,61 %\nB,7\n", "Value|%|0 [Some(61.0), Some(7.0)]"),
        ("Item,Anteil in %\nA,61 %\nB,7\n", "Anteil|%|0 [Some(61.0), Some(7.0)]"),
        ("Item,Value (percent)\nA,61 %\nB,7\n", "Value|percent|0 [Some(61.0), Some(7.0)]"),
        ("Item,Turnout,Seats\nA,61 %,105\n", "Turnout|%|0 [Some(61.0)]"),
    ] {
        assert_eq!(columns(text)[1], expected, "{text}");
    }
}

/// Books of accounts write what is less than nothing in brackets.
#[test]
fn what_is_less_than_nothing_is_told() {
    for (text, hints) in [
        ("Item,Amount\nA,(5)\nB,7\nC,(3.5)\n", vec!["write `-5`", "write `-3.5`"]),
        ("Item,Amount\nA,5\nB,7\nC,3.5-\n", vec!["write `-3.5`"]),
        (
            "Item,Amount\nA,5\nB,7\nC,($3.5)\n",
            vec!["write `-3.5`, and the unit into the head: `Amount ($)`"],
        ),
        ("Item,Amount ($)\nA,5\nB,7\nC,($3.5)\n", vec!["write `-3.5`"]),
        ("Item,Amount\nA,5 %\nB,(7 %)\n", vec!["write `-7 %`"]),
    ] {
        let told: Vec<String> = faults(text).into_iter().map(|fault| fault.2).collect();
        assert_eq!(told, hints, "{text}");
    }
    for (text, expected) in [
        ("Party,Before\nA,(1)\nB,(2)\n", "Before|-|[\"(1)\", \"(2)\"]"),
        (
            "Party,Note\nA,(see below)\nB,7\nC,(none)\n",
            "Note|-|[\"(see below)\", \"7\", \"(none)\"]",
        ),
    ] {
        assert_eq!(columns(text)[1], expected, "{text}");
    }
    assert_eq!(columns("Line,N\n1,5\n2,6\n(3),7\n")[0], "Line|-|[\"1\", \"2\", \"(3)\"]");
}

#[test]
fn counts_are_no_codes_though_their_heads_end_in_one() {
    for text in [
        "Region,Voters without ID\nNorth,1200\nSouth,3400\n",
        "Year,Lines of code\n2025,1200\n2026,3400\n",
        "Month,Hotline\n2026-01,1200\n2026-02,3400\n",
        "Месяц,Индекс\n2026-01,1200\n2026-02,3400\n",
        "Ամիս,Ինդեքս\n2026-01,1200\n2026-02,3400\n",
    ] {
        assert!(columns(text)[1].ends_with("[Some(1200.0), Some(3400.0)]"), "{text}");
    }
}

#[test]
fn the_head_names_each_column_once() {
    assert_eq!(faults("A,,C\nx,1,2\n")[0].1, "column 2 has no name");
    assert_eq!(faults("A,B,B\nx,1,2\n")[0].1, "two columns are called `B`");
    assert!(faults("2026-01,3\n2026-02,4\n")[0].1.contains("the first line has figures"));
    assert!(faults("1,3\n2,4\n")[0].1.contains("the first line has figures"));
    // Years may be the heads of columns.
    assert_eq!(columns("Place,2025,2026\nA,1,2\n").len(), 3);
}

#[test]
fn control_characters_are_in_no_text() {
    assert_eq!(columns("A,B\n\"x\ny\u{1}\u{ffff}\",1\n")[0], "A|-|[\"x y\"]");
}

/// A second that is written is shown: runners are told apart by it.
#[test]
fn seconds_stay() {
    let grain = |text: &str| columns(text)[1].clone();
    assert_eq!(grain("A,Time\nx,2:05:33\ny,2:05:51\n"), "Time|-|ClockSecond 1970-01-01T02:05:33");
    assert_eq!(grain("A,Time\nx,2:05\ny,2:05:51\n"), "Time|-|ClockSecond 1970-01-01T02:05:00");
    assert_eq!(
        grain("A,At\nx,2026-11-30 14:05:12.5\ny,2026-11-30 14:06\n"),
        "At|-|Second 2026-11-30T14:05:12.5"
    );
    assert_eq!(grain("A,At\nx,2026-11-30 14:05:00\n"), "At|-|Minute 2026-11-30T14:05:00");
    // What no clock has is shown as it is written, and so is what it stands among.
    assert_eq!(grain("A,Time\nx,3:43\ny,61:05\n"), "Time|-|[\"3:43\", \"61:05\"]");
}

/// Seasons are no months, and what may be both is asked for.
#[test]
fn seasons_are_told_from_months() {
    let first = |text: &str| columns(text)[0].clone();
    let told = faults("Played,Goals\n2008-09,20\n2009-10,30\n2011-12,10\n");
    assert_eq!(
        told[0].1,
        "`2008-09` may be a month, or the season 2008/2009, and no other cell tells which"
    );
    assert!(told[0].2.contains("`2008/2009`; months are `09/2008`"), "{told:?}");
    assert_eq!(
        first("Played,Goals\n2008/2009,20\n2009/2010,30\n"),
        "Played|-|[\"2008/2009\", \"2009/2010\"]"
    );
    assert_eq!(
        first("Played,Goals\n09/2008,20\n10/2009,30\n"),
        "Played|-|Month 2008-09-01T00:00:00"
    );
    assert_eq!(
        first("Played,Goals\n2011-12,20\n2012-13,30\n"),
        "Played|-|[\"2011-12\", \"2012-13\"]"
    );
    assert_eq!(
        first("Season,Goals\n2008/09,20\n2009/10,30\n"),
        "Season|-|[\"2008/09\", \"2009/10\"]"
    );
    assert_eq!(first("Month,Goals\n2008-09,20\n2009-10,30\n"), "Month|-|Month 2008-09-01T00:00:00");
    assert_eq!(
        first("Played,Goals\n2008-09,20\n2008-10,30\n"),
        "Played|-|Month 2008-09-01T00:00:00"
    );
}

/// What a head calls codes has no thousands; what it does not is counted.
#[test]
fn heads_tell_codes_and_days_of_digits_are_days() {
    for head in ["PLZ", "Code postal", "ZIP code", "Phone", "Customer ID"] {
        let text = format!("A,{head}\nx,75001\ny,10115\n");
        assert_eq!(columns(&text)[1], format!("{head}|-|[\"75001\", \"10115\"]"));
    }
    assert_eq!(columns("Postcode,N\n75001,5\n10115,6\n")[0], "Postcode|-|[\"75001\", \"10115\"]");
    assert_eq!(columns("A,B\nx,9780141439518\n")[1], "B|-|[\"9780141439518\"]");
    assert_eq!(
        columns("A,People\nx,75001\ny,10115\n")[1],
        "People|-|0 [Some(75001.0), Some(10115.0)]"
    );
    assert_eq!(columns("Day,N\n20260301,1\n20260302,2\n")[0], "Day|-|Day 2026-03-01T00:00:00");
    assert_eq!(
        columns("A,N\nx,20260301\ny,20261301\n")[1],
        "N|-|0 [Some(20260301.0), Some(20261301.0)]"
    );
    assert_eq!(columns("A,Year,N\nx,2024.0,1\ny,2025.0,2\n")[1], "Year|-|Year 2024-01-01T00:00:00");
}

/// What tells a column from another is of its name.
#[test]
fn names_of_columns_differ() {
    let names = |text: &str| -> Vec<String> {
        columns(text).iter().map(|it| it.rsplit_once('|').unwrap().0.to_string()).collect()
    };
    assert_eq!(
        names("Year,\"Age, North\",\"Age, South\"\n2025,40,41\n"),
        ["Year|-", "Age, North|-", "Age, South|-"]
    );
    assert_eq!(names("A,Level (m),Level (ft)\nx,1,3\n")[1..], ["Level (m)|-", "Level (ft)|-"]);
    assert_eq!(names("A,Votes,Votes (%)\nx,1,3\n")[1..], ["Votes|-", "Votes (%)|-"]);
    assert_eq!(names("A,Level (m),Flow (m³/s)\nx,1,3\n")[1..], ["Level|m", "Flow|m³/s"]);
}

/// The first column names the rows, by digits and letters too.
#[test]
fn rows_may_have_names_with_digits() {
    assert_eq!(columns("Line,N\n1,5\n2,6\n3A,7\n")[0], "Line|-|[\"1\", \"2\", \"3A\"]");
    assert_eq!(
        columns("Made,N\n1800,5\n1850,6\nc. 1900,7\n")[0],
        "Made|-|[\"1800\", \"1850\", \"c. 1900\"]"
    );
    assert!(faults("A,N\n1,5\n2,6\n1O,7\n")[0].2.contains("did you mean"));
    let told = faults("A,Line\nx,1\ny,2\nz,3A\n");
    assert!(told[0].2.contains("write a word in front of each, as in `No. 3A`"), "{told:?}");
    for text in
        ["N,M\n1,5\n2,6\nSource: Office,\n", "Day,M\n2026-01-01,5\n2026-01-02,6\nSource: Office,\n"]
    {
        let told = faults(text);
        assert!(
            told[0].2.contains("take the line out") && told[0].2.contains("`\", Source: Office\"`"),
            "{told:?}"
        );
    }
}

mod any {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, Reading { year: "" });
        }

        #[test]
        fn faults_are_in_the_file(text in "[a1.,;\t\"\n\r/:%é -]{0,80}") {
            for fault in read(text.as_bytes(), Reading { year: "" }).err().into_iter().flatten() {
                if let Some(at) = fault.at {
                    prop_assert!(text.get(at).is_some());
                }
            }
        }
    }
}
