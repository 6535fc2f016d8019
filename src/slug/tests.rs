use proptest::prelude::*;

use super::*;

fn slug(name: &str, letters: Letters) -> String {
    slug_of_name(name, letters).unwrap_or_default()
}

/// What was published so stays so.
#[test]
fn other_alphabets_become_readable_latin() {
    for (name, expected) in [
        ("Talks resume: day two", "talks-resume-day-two"),
        ("It’s the drivers' turn", "its-the-drivers-turn"),
        ("Économie", "economie"),
        ("Новости дня", "novosti-dnia"),
        ("Լեռնային լուրեր", "lerhnayin-lowrer"),
        ("ΑΘΗΝΑ", "athena"),
        ("თბილისი", "t-bilisi"),
        ("Տաք և ցուրտ", "tak-ew-ts-owrt"),
        ("Straße ﬁ ½ №", "strasse-fi-1-2-no"),
        ("U.S.", "u-s"),
        ("Q&A", "q-a"),
        ("1+1 = #2", "1-1-2"),
        ("🔥", "fire"),
    ] {
        assert_eq!(slug(name, Letters::ByScript), expected);
        assert_eq!(slug_of_file(name, Letters::ByScript).as_deref(), Some(expected));
        assert_eq!(slug(name, Letters::Latin), expected);
        assert_eq!(slug(&name_key(name, Naming::default()), Letters::ByScript), expected);
    }
}

/// No letter within a word is lost in any language whose addresses are Latin. Hard and soft signs
/// are none that anyone reads, and keep their hyphen.
#[test]
fn every_letter_has_a_letter() {
    for (name, expected) in [
        ("Xəbər", "xeber"),
        ("ƏLİYEV", "eliyev"),
        ("Əli və Nigar", "eli-ve-nigar"),
        ("Қазақша әлем", "k-azak-sha-alem"),
        ("Тбилиси объект", "tbilisi-ob-ekt"),
    ] {
        assert_eq!(latin_slug(name).as_deref(), Some(expected));
    }
    let alphabets = [
        "abcdefghijklmnopqrstuvwxyzəçğıöşüàâæéèêëîïôœùûÿäßáíñóúãõìòąćęłńśźżĳëşâîûăâîșțđčšžåøðþčďěňřťůýžőűģķļņŗāēīūęėįųŭĉĝĥĵŝħġż",
        "абвгдеёжзийклмнопрстуфхцчшщыэюяґєіїўђјљњћџѓѕќәғқңөұүһҗӣӯҳҷҡҙҫ",
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰ",
    ];
    for letter in alphabets.iter().flat_map(|letters| letters.chars()) {
        for letter in letter.to_uppercase().chain([letter]).filter(|c| c.is_alphabetic()) {
            assert!(latin_slug(&letter.to_string()).is_some(), "{letter}");
        }
    }
}

/// A new file is named without the apostrophes of transliterations, which make hyphens in the
/// addresses that are there.
#[test]
fn new_names_have_hyphens_between_words_alone() {
    for (title, as_published, as_new) in [
        ("თბილისის ქუჩები", "t-bilisis-k-uch-ebi", "tbilisis-kuchebi"),
        ("Տաք և ցուրտ", "tak-ew-ts-owrt", "tak-ew-tsowrt"),
        ("Правительство: объект", "pravitel-stvo-ob-ekt", "pravitelstvo-obekt"),
        ("Қазақша әлем", "k-azak-sha-alem", "kazaksha-alem"),
        ("Българският съд", "b-lgarskiiat-s-d", "blgarskiiat-sd"),
        ("м’яч п'ять", "miach-piat", "miach-piat"),
        ("Ե՞րբ կլինի, ո՜վ", "e-rb-klini-o-v", "erb-klini-ov"),
        ("Économie: It’s 1+1", "economie-its-1-1", "economie-its-1-1"),
        ("Cafe\u{301} – Łódź", "cafe-lodz", "cafe-lodz"),
        ("COVID-19 в Туле", "covid-19-v-tule", "covid-19-v-tule"),
    ] {
        assert_eq!(slug_of_file(title, Letters::ByScript).as_deref(), Some(as_published));
        let new = slug_for_new_file(title, Letters::ByScript);
        assert_eq!(new.as_deref(), Some(as_new));
        // A file of that name is at that address.
        assert_eq!(slug_of_file(as_new, Letters::ByScript), new);
    }
    for (title, letters, expected) in [
        ("円安が進む", Letters::Native, Some("円安が進む")),
        ("円安が進む", Letters::Latin, Some("yuan-an-gajin-mu")),
        ("Правительство", Letters::Native, Some("правительство")),
        ("Talks", Letters::Native, Some("talks")),
        ("---", Letters::Native, None),
        ("ь", Letters::Latin, None),
    ] {
        assert_eq!(slug_for_new_file(title, letters).as_deref(), expected, "{title}");
    }
}

#[test]
fn what_has_no_latin_that_anyone_reads_keeps_its_script() {
    for (name, expected) in [
        ("水", "水"),
        ("税", "税"),
        ("円安が進む", "円安が進む"),
        ("円安が進む", "円安が進む"),
        ("ジョー・バイデン", "ジョー・バイデン"),
        ("ｶﾞｽ ＡＢＣ", "ガス-abc"),
        ("الوزير: أهمية الخبر", "الوزير-أهمية-الخبر"),
        ("می\u{200c}خواهد", "می-خواهد"),
        ("\u{200f}עברית\u{200e}", "עברית"),
        ("น้ำ ประกาศ", "น้ำ-ประกาศ"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("서울 뉴스!", "서울-뉴스"),
        ("C# と C++", "c-sharp-と-c-plus-plus"),
    ] {
        assert_eq!(slug(name, Letters::ByScript), expected);
        assert_eq!(slug(name, Letters::Native), expected);
        assert!(is_slug(expected), "{expected}");
    }
    assert_eq!(slug("水", Letters::Latin), "shui");
    assert!(is_own_slug("水", Letters::ByScript) && !is_own_slug("水", Letters::Latin));
    assert!(is_own_slug("новости", Letters::Native) && !is_own_slug("новости", Letters::ByScript));
    // What is published keeps its address: the language decides of files.
    assert_eq!(slug_of_file("円安", Letters::ByScript).as_deref(), Some("yuan-an"));
    assert_eq!(slug_of_file("円安", Letters::Native).as_deref(), Some("円安"));
    assert_eq!(slug("İstanbul’da Économie", Letters::Native), "istanbulda-économie");
    assert_eq!(slug("Cafe\u{301}", Letters::Native), "café");
}

#[test]
fn signs_that_tell_names_apart_are_words() {
    for (name, expected) in [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C♯", "c-sharp"),
        ("♯1", "1"),
        ("LGBT+", "lgbt-plus"),
        ("#MeToo", "metoo"),
        ("A+B", "a-b"),
    ] {
        assert_eq!(slug(name, Letters::ByScript), expected);
    }
}

#[test]
fn what_has_no_letter_has_no_slug() {
    for name in ["", "---", "+", "#", ".", "..", "/", "\u{200f}", "\u{301}", "・", " \u{200d} "] {
        for letters in [Letters::Latin, Letters::Native, Letters::ByScript] {
            assert_eq!(slug_of_name(name, letters), None, "{name:?}");
            assert_eq!(slug_of_file(name, letters), None, "{name:?}");
        }
    }
}

/// `ŉ` is one character, and has an apostrophe in it.
#[test]
fn an_apostrophe_within_a_letter_is_none_of_a_slug() {
    for letters in [Letters::Latin, Letters::Native, Letters::ByScript] {
        assert_eq!(slug_of_name("ŉ boek", letters).as_deref(), Some("n-boek"));
        assert_eq!(slug_of_file("ŉ boek", letters).as_deref(), Some("n-boek"));
    }
}

/// The sign that repeats a word in Lao is a letter, and has no Latin one.
#[test]
fn a_letter_that_has_no_latin_one_stands_for_itself() {
    for letters in [Letters::Latin, Letters::Native, Letters::ByScript] {
        assert_eq!(slug_of_name("ໆ", letters).as_deref(), Some("ໆ"));
        assert_eq!(slug_of_file("ໆ", letters).as_deref(), Some("ໆ"));
    }
}

/// Marks that count as letters, and forms for printing that count for a script of their own.
#[test]
fn a_slug_is_the_same_when_it_is_a_name() {
    for (name, expected) in
        [("Ἐ®\u{11d3c}", "e-r-ai"), ("\u{fe71}", "an"), ("\u{2f800}", "丽"), ("а-\u{1e08f}", "a-i")]
    {
        assert_eq!(slug(name, Letters::ByScript), expected, "{name}");
        assert_eq!(slug(expected, Letters::ByScript), expected, "{name}");
    }
    assert_eq!(slug("\u{2f800}", Letters::Latin), "li");
    assert_eq!(slug("а-\u{1e08f}б", Letters::Native), "а-б");
}

#[test]
fn a_long_slug_is_cut_between_words_or_letters() {
    let long = latin_slug(&"word ".repeat(200)).unwrap();
    assert!(long.len() <= MOST_LATIN && long.ends_with("word"), "{long}");
    assert_eq!(latin_slug(&"a".repeat(255)).unwrap().len(), MOST_LATIN);
    assert_eq!(slug(&"東".repeat(85), Letters::Native), "東".repeat(50));
    let words = slug(&"東京都 ".repeat(40), Letters::Native);
    assert!(words.len() <= MOST_NATIVE && words.ends_with("東京都"), "{words}");
    // No mark without its letter, and no letter without its mark.
    let marked = slug(&"กิ".repeat(60), Letters::Native);
    assert_eq!(marked, "กิ".repeat(25));
}

#[test]
fn languages_have_their_letters() {
    let letters = |tag: &str| Letters::of(&tag.parse().unwrap());
    for tag in ["en", "hy", "ru", "ka", "uk", "az", "fr", "de", "pl", "tr", "el", "sr", "kk", "vi"]
    {
        assert_eq!(letters(tag), Letters::ByScript, "{tag}");
    }
    for tag in ["ja", "zh", "zh-Hant-TW", "ko", "th", "ar", "fa", "he", "ur", "hi", "am", "pa"] {
        assert_eq!(letters(tag), Letters::Native, "{tag}");
    }
    assert_eq!([letters("ja-Latn"), letters("xx")], [Letters::ByScript; 2]);
}

#[test]
fn a_file_has_the_letters_of_its_text() {
    for (site, language, name, expected) in [
        (Letters::ByScript, Some("ja"), "円安", Letters::Native),
        (Letters::ByScript, Some("ar"), "أهمية-2", Letters::Native),
        (Letters::ByScript, Some("ja"), "yen", Letters::ByScript),
        (Letters::ByScript, Some("ja"), "новости", Letters::ByScript),
        (Letters::ByScript, Some("ru"), "новости", Letters::ByScript),
        (Letters::ByScript, None, "円安", Letters::ByScript),
        (Letters::Latin, Some("ja"), "円安", Letters::Latin),
        (Letters::Native, Some("ru"), "новости", Letters::Native),
    ] {
        let locale = language.map(|tag| tag.parse().unwrap());
        assert_eq!(site.of_file(name, locale.as_ref()), expected, "{language:?} {name}");
    }
}

/// Names that are one, and names that are not.
#[test]
fn names_are_one_where_only_case_width_and_form_differ() {
    let key = |name: &str| name_key(name, Naming::default());
    for (one, other) in [
        ("Water", "water"),
        ("Défense", "DE\u{301}FENSE"),
        ("ＡＢＣ", "abc"),
        ("ｶﾞｽ", "ガス"),
        ("STRASSE", "straße"),
        ("ẞ", "ss"),
        ("Μάιος", "ΜΆΙΟΣ"),
        ("İ", "i"),
        ("defence\u{a0} reform", "Defence reform"),
        ("\u{200f}עברית", "עברית"),
        ("ver\u{ad}fassung", "Verfassung"),
        ("ԵՐԵՎԱՆ", "երեվան"),
    ] {
        assert_eq!(key(one), key(other), "{one} {other}");
    }
    for (one, other) in [
        ("水", "税"),
        ("北京", "背景"),
        ("C", "C++"),
        ("C#", "C++"),
        ("résumé", "resume"),
        ("мой", "мои"),
        ("ё", "е"),
        ("COVID-19", "COVID 19"),
        ("👩\u{200d}💻", "👩💻"),
        ("ハハ", "パパ"),
        ("ı", "i"),
    ] {
        assert_ne!(key(one), key(other), "{one} {other}");
    }
    let turkish = Naming { has_dotless_i: true, ..Naming::default() };
    assert_eq!(name_key("IŞIK", turkish), name_key("ışık", turkish));
    assert_eq!(name_key("İzmir", turkish), name_key("izmir", turkish));
    assert_ne!(name_key("Isik", turkish), name_key("isik", turkish));
}

proptest! {
    #[test]
    fn a_slug_is_safe_and_its_own_slug(text in "\\PC{0,300}") {
        for letters in [Letters::Latin, Letters::Native, Letters::ByScript] {
            for slug in [slug_of_file(&text, letters), slug_of_name(&text, letters)].into_iter().flatten() {
                prop_assert!(is_slug(&slug), "{slug:?}");
                prop_assert_eq!(slug_of_file(&slug, letters), Some(slug_of_file(&slug, letters).unwrap_or_default()));
                let native = slug_of_name(&slug, letters);
                prop_assert_eq!(native.as_deref(), Some(slug.as_str()));
            }
        }
    }

    #[test]
    fn a_key_is_its_own_key(text in "\\PC{0,40}") {
        let key = name_key(&text, Naming::default());
        prop_assert_eq!(name_key(&key, Naming::default()), key);
    }
}
