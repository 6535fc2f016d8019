//! Cards are drawn in the fonts that are given, or not at all.

use dateline_pictures::{CARD, CardFault, Fonts, Style, card};

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
