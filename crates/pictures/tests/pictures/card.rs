//! Cards are drawn in the fonts that are given, or not at all.

use dateline_pictures::{CARD, CardFault, Fitted, Fonts, Room, Style, card};

use proptest::prelude::*;

use crate::judges;

/// `DejaVu Sans`, bold and not; nothing without it.
fn fonts() -> Option<Fonts> {
    let folder = std::path::Path::new("/usr/share/fonts/truetype/dejavu");
    let install = "apt-get install fonts-dejavu-core";
    let is_there = folder.join("DejaVuSans.ttf").is_file();
    judges::needed(is_there, install).then(|| {
        let read = |name| std::fs::read(folder.join(name)).unwrap();
        Fonts::new(vec![read("DejaVuSans-Bold.ttf"), read("DejaVuSans.ttf")]).unwrap()
    })
}

const STYLE: Style = Style { family: "DejaVu Sans", weight: 700, size: 64.0 };

fn svg(lines: &[String], family: &str) -> String {
    let spans: String = (1..)
        .zip(lines)
        .map(|(number, line)| format!("<text x=\"80\" y=\"{}\">{line}</text>", 100 + number * 76))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">\
         <rect width=\"1200\" height=\"630\" fill=\"#fffdf8\"/>\
         <g font-family=\"{family}\" font-weight=\"700\" font-size=\"64\" fill=\"#111\">{spans}</g></svg>"
    )
}

/// How many pixels are dark, and how far to the right.
fn dark(png: &[u8]) -> (usize, u32) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (CARD.width, CARD.height));
    let mut out = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut out).unwrap();
    let pixels = out.chunks_exact(3).enumerate().filter(|(_, pixel)| pixel[0] < 128);
    let places = pixels.map(|(at, _)| at as u32 % CARD.width);
    (places.clone().count(), places.max().unwrap_or_default())
}

#[test]
fn headlines_of_each_script_are_drawn() {
    let Some(fonts) = fonts() else { return };
    for headline in [
        "Talks on the reservoir are put off once more, for the third time this year",
        "Переговоры о водохранилище снова отложены, уже в третий раз за этот год",
        "Ջրամբարի շուրջ բանակցությունները կրկին հետաձգվել են՝ երրորդ անգամ այս տարի",
        "მოლაპარაკებები წყალსაცავზე კვლავ გადაიდო, წელს უკვე მესამედ",
        "Οι συνομιλίες για τη δεξαμενή αναβάλλονται και πάλι, για τρίτη φορά φέτος",
    ] {
        let lines = fonts.lines(headline, &STYLE, 1040.0);
        assert!(lines.len() > 1, "{lines:?}");
        assert_eq!(lines.join(" "), headline, "nothing is lost");
        for line in &lines {
            assert!(fonts.width(line, &STYLE) <= 1040.0, "{line}");
        }
        // What is drawn is as wide as what was measured.
        let widest = lines.iter().map(|line| fonts.width(line, &STYLE)).fold(0.0, f32::max);
        let (count, right) = dark(&card(&svg(&lines, "DejaVu Sans"), &fonts).unwrap());
        assert!(count > 5000, "{headline}: {count} dark pixels");
        assert!((right as f32 - 80.0 - widest).abs() < 12.0, "{headline}: {right}, {widest}");
    }
}

#[test]
fn a_letter_that_no_font_has_is_told() {
    let Some(fonts) = fonts() else { return };
    let drawn = |text: &str| card(&svg(&[text.to_string()], "DejaVu Sans"), &fonts);
    let missing = CardFault::MissingGlyphs(vec!['選', '挙']);
    assert_eq!(drawn("A 選挙 挙"), Err(missing.clone()));
    assert_eq!(missing.to_string(), "the fonts of cards do not have 選 (U+9078), 挙 (U+6319)");
    // What is not drawn is not missed.
    assert!(drawn("Zero\u{200b}width\u{ad}, \u{2067}marks\u{2069}").is_ok());
}

/// Where the family is not there, the letters are.
#[test]
fn another_family_is_drawn_in_the_first_font() {
    let Some(fonts) = fonts() else { return };
    let lines = ["Headline".to_string()];
    let own = card(&svg(&lines, "DejaVu Sans"), &fonts).unwrap();
    for family in ["Nobody's Grotesk", "serif", "sans-serif", ""] {
        assert_eq!(dark(&card(&svg(&lines, family), &fonts).unwrap()), dark(&own), "{family}");
    }
}

#[test]
fn lines_end_where_unicode_lets_them() {
    let Some(fonts) = fonts() else { return };
    let style = Style { size: 20.0, ..STYLE };
    let table: [(&str, f32, &[&str]); 5] = [
        ("one", 400.0, &["one"]),
        ("  one \n two  ", 400.0, &["one two"]),
        ("the long-awaited talks", 130.0, &["the long-", "awaited", "talks"]),
        ("10\u{a0}000 people", 90.0, &["10\u{a0}000", "people"]),
        ("", 400.0, &[]),
    ];
    for (text, widest, expected) in table {
        assert_eq!(fonts.lines(text, &style, widest), expected, "{text}");
    }
    let word = "Donaudampfschifffahrtsgesellschaft";
    let lines = fonts.lines(word, &style, 100.0);
    assert!(lines.len() > 2 && lines.concat() == word, "{lines:?}");
    assert!(lines.iter().all(|line| fonts.width(line, &style) <= 100.0), "{lines:?}");
}

#[test]
fn what_is_no_card_is_told() {
    assert_eq!(Fonts::new(vec![]).err(), Some(CardFault::NoFont(0)));
    assert_eq!(Fonts::new(vec![b"no font".to_vec()]).err(), Some(CardFault::NoFont(0)));
    let Some(fonts) = fonts() else { return };
    let small = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\"/>";
    let fault = card(small, &fonts).unwrap_err();
    assert_eq!(fault.to_string(), "the card is 100 × 50, and has to be 1200 × 630");
    assert!(matches!(card("<svg", &fonts), Err(CardFault::Svg(_))));
    // Files of the machine are not read.
    let linked = svg(&[], "x")
        .replace("</svg>", "<image href=\"/etc/hostname\" width=\"9\" height=\"9\"/></svg>");
    assert_eq!(dark(&card(&linked, &fonts).unwrap()).0, 0);
}

fn built_in() -> Fonts {
    Fonts::new(Fonts::built_in()).unwrap()
}

const ROOM: Room = Room {
    width: 1040.0,
    height: 330.0,
    size: 84.0,
    least: 48.0,
    leading: 1.2,
    family: "",
    weight: 700,
};

/// The fonts that come along have what the theme's languages in these scripts are written with,
/// also where one text needs two of them.
#[test]
fn five_scripts_are_drawn_without_any_other_font() {
    let fonts = built_in();
    for headline in [
        "“Talks” on the reservoir – 10\u{a0}000 m³, €5 & №\u{a0}7… Šiauliai, Łódź, Đà Nẵng, Ğ",
        "Переговоры о «водохранилище» отложены: Україна, Қазақстан, Љубљана",
        "Ջրամբարի շուրջ բանակցությունները՝ «երրորդ» անգամ, NATO-ի հետ (2026)։",
        "მოლაპარაკებები „წყალსაცავზე“ კვლავ გადაიდო, NATO 2026",
        "Οι συνομιλίες για τη «δεξαμενή» αναβάλλονται – Ὀδυσσεύς",
        "Երևան, Тбилиси, თბილისი, Αθήνα and Paris",
    ] {
        assert!(fonts.missing(headline).is_empty(), "{headline}");
        let fitted = fonts.fitted(headline, &ROOM);
        let escaped: Vec<String> =
            fitted.lines.iter().map(|line| line.replace('&', "&amp;")).collect();
        let style = Style { family: "", weight: 700, size: 64.0 };
        let widest = fitted.lines.iter().map(|line| fonts.width(line, &style)).fold(0.0, f32::max);
        let (count, right) = dark(&card(&svg(&escaped, ""), &fonts).unwrap());
        assert!(count > 5000, "{headline}: {count} dark pixels");
        assert!((right as f32 - 80.0 - widest).abs() < 16.0, "{headline}: {right}, {widest}");
    }
}

/// A font of a site may have one script alone, as those of Noto have, and another font the rest.
#[test]
fn a_letter_is_drawn_in_the_first_font_that_has_it() {
    let [latin, armenian, georgian] = Fonts::built_in().try_into().unwrap();
    let orders = [
        vec![latin.clone(), armenian.clone(), georgian.clone()],
        vec![armenian.clone(), georgian.clone(), latin.clone()],
        vec![georgian, armenian, latin],
    ];
    let lines = ["Երևան, Paris (3) და თბილისი – “fi”".to_string()];
    let drawn: Vec<(usize, u32)> = orders
        .into_iter()
        .map(|order| dark(&card(&svg(&lines, ""), &Fonts::new(order).unwrap()).unwrap()))
        .collect();
    for (count, right) in &drawn {
        // The same forms; a space is that of another font.
        assert!(count.abs_diff(drawn[0].0) * 20 < drawn[0].0, "{drawn:?}");
        assert!(right.abs_diff(drawn[0].1) < 30, "{drawn:?}");
    }
}

#[test]
fn a_text_is_made_smaller_until_it_fits_and_then_cut_at_a_word() {
    let fonts = built_in();
    let words = |count: usize| vec!["reservoir"; count].join(" ");
    let mut last = (ROOM.size, 0);
    for (count, is_cut) in [(1, false), (4, false), (10, false), (16, false), (60, true)] {
        let Fitted { size, lines } = fonts.fitted(&words(count), &ROOM);
        assert!(size <= last.0 && lines.len() >= last.1, "{count}: {size} {lines:?}");
        last = (size, lines.len());
        assert!(size * (1.0 + ROOM.leading * (lines.len() - 1) as f32) <= ROOM.height);
        assert_eq!(lines.concat().ends_with('…'), is_cut, "{count}: {lines:?}");
        assert_eq!(lines.join(" ") == words(count), !is_cut, "{count}: {lines:?}");
        let style = Style { family: "", weight: 700, size };
        assert!(lines.iter().all(|line| fonts.width(line, &style) <= ROOM.width));
        assert!(lines.iter().all(|line| line.trim_end_matches('…').ends_with("reservoir")));
    }
    assert_eq!(last.0, ROOM.least);
    let one = Room { height: 34.0, size: 34.0, least: 34.0, width: 200.0, ..ROOM };
    for (text, expected) in [
        ("", vec![]),
        ("Politics", vec!["Politics"]),
        ("Politics and the economy", vec!["Politics…"]),
        ("Politics, the economy", vec!["Politics…"]),
        ("Donaudampfschifffahrt", vec!["Donauda…"]),
    ] {
        assert_eq!(fonts.fitted(text, &one).lines, expected);
    }
}

/// What is written from right to left begins at the right, whatever it begins with: the full stop
/// at its end is at the left.
#[test]
fn a_line_from_right_to_left_begins_at_the_right() {
    let Some(fonts) = fonts() else { return };
    let left = |text: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\">\
             <text x=\"1120\" y=\"200\" font-size=\"64\" text-anchor=\"end\">{text}</text></svg>"
        );
        card(&svg, &fonts).unwrap()
    };
    for text in ["שלום, NATO.", "NATO, שלום.", "3 محادثات!", "«سلام»"] {
        let isolated = left(&format!("\u{2067}{text}\u{2069}"));
        let (count, right) = dark(&isolated);
        assert!(count > 500 && (1100..1125).contains(&right), "{text}: {count}, {right}");
        // The marks of the direction take no room and draw nothing.
        let plain = dark(&left(text)).0;
        assert!(count.abs_diff(plain) * 10 < plain, "{text}: {count}, {plain}");
    }
    assert_ne!(left("\u{2067}NATO, שלום.\u{2069}"), left("NATO, שלום."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a headline is, it is drawn or refused, and its lines fit.
    #[test]
    fn any_headline_is_drawn_or_refused(text in "[\\PC]{0,40}", words in "([a-zԱ-ֆა-ჰα-ωא-ת٠-٩]{1,12}[ -]?){0,12}") {
        let fonts = built_in();
        for text in [text, words] {
            let fitted = fonts.fitted(&text, &ROOM);
            let style = Style { family: "", weight: 700, size: fitted.size };
            for line in &fitted.lines {
                // A letter may be wider than the room by itself.
                prop_assert!(fonts.width(line, &style) <= ROOM.width * 1.02, "{line}");
            }
            let escape = |line: &String| line.replace('&', "&amp;").replace('<', "&lt;");
            let lines: Vec<String> = fitted.lines.iter().map(escape).collect();
            match card(&svg(&lines, ""), &fonts) {
                Ok(_) | Err(CardFault::MissingGlyphs(_)) => {}
                Err(fault) => prop_assert!(false, "{text:?}: {fault}"),
            }
        }
    }
}
