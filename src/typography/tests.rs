use super::*;
use proptest::prelude::*;

fn set(tag: &str, text: &str) -> String {
    typeset(text, Quotes::of(tag)).into_owned()
}

/// What a newsroom of each language types, and what its readers are to see.
#[test]
fn marks_are_those_of_the_language() {
    for (tag, typed, shown) in [
        ("en", "\"a 'b' c\" -- d... '90s", "“a ‘b’ c” – d… ’90s"),
        ("en-GB", "a 5\" crack; \"a \"b\" c\"", "a 5” crack; “a “b” c”"),
        ("hy", "\"Լոռի\"ն և \"Երևան 'այսօր'\"", "«Լոռի»ն և «Երևան «այսօր»»"),
        ("ru", "\"Газета \"Правда\" и 'Труд'\"", "«Газета „Правда“ и „Труд“»"),
        ("ru", "«Газета \"Правда\"» и \"Труд\"", "«Газета „Правда“» и «Труд»"),
        ("uk", "\"Об'єкт 'А' в м'ячі\"", "«Об’єкт „А“ в м’ячі»"),
        ("ka", "\"ა 'ბ' გ\"", "„ა «ბ» გ“"),
        ("az", "\"a 'b' c\" Bakı'nın", "“a ‘b’ c” Bakı’nın"),
        ("fr", "L'\"Union\" d'Emmanuel", "L’«\u{202f}Union\u{202f}» d’Emmanuel"),
        ("fr", "\"a 'b' c\" aujourd'hui", "«\u{202f}a «\u{202f}b\u{202f}» c\u{202f}» aujourd’hui"),
        ("de", "\"a 'b' c\" die '80er, geht's", "„a ‚b‘ c“ die ’80er, geht’s"),
        ("de", "\"a \"b\" c\"", "„a ‚b‘ c“"),
        ("es", "\"a 'b' c\"", "«a “b” c»"),
        ("pt", "\"a 'b' c\"", "«a “b” c»"),
        ("pt-BR", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("it", "l'\"Unità\" e \"a 'b' c\"", "l’«Unità» e «a “b” c»"),
        ("nl", "\"a 'b' c\" 's avonds, foto's", "“a ‘b’ c” ’s avonds, foto’s"),
        ("pl", "\"a 'b' c\"", "„a «b» c”"),
        ("tr", "\"a 'b' c\" İzmir'in", "“a ‘b’ c” İzmir’in"),
        ("ar", "صحيفة \"الوطن\" و\"الخبر\"", "صحيفة «الوطن» و«الخبر»"),
        ("fa", "\"الف 'ب' پ\"", "«الف ‹ب› پ»"),
        ("he", "ב\"הארץ\" 'א'", "ב”הארץ” ’א’"),
        ("ja", "これは\"東京\"です", "これは「東京」です"),
        ("ja", "東京の'駅'です", "東京の『駅』です"),
        ("hy", "'Լոռի'ն \"'Union'ը\"", "«Լոռի»ն ««Union»ը»"),
        ("zh", "他说\"北京\"和\"上海\"", "他说“北京”和“上海”"),
        ("zh-Hant-TW", "\"a \"b\" c\"", "「a 『b』 c」"),
        ("ko", "\"서울\"은 '수도'다", "“서울”은 ‘수도’다"),
        ("sv", "\"a 'b' c\"", "”a ’b’ c”"),
        ("ar", "\"a 'b' c\"", "«a ”b“ c»"),
        ("lb", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("dsb", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("gsw", "\"a 'b' c\"", "«a ‹b› c»"),
        ("rm", "\"a 'b' c\"", "«a ‹b› c»"),
        ("am", "\"a 'b' c\"", "«a ‹b› c»"),
        ("ti", "\"a 'b' c\"", "«a “b” c»"),
        ("yue", "\"a 'b' c\"", "「a 『b』 c」"),
        ("eo", "\"a 'b' c\"", "“a «b» c”"),
        ("ug", "\"a 'b' c\"", "»a ›b‹ c«"),
        ("ast", "\"a 'b' c\"", "«a “b” c»"),
        ("br", "\"a 'b' c\"", "«a “b” c»"),
        ("sah", "\"a 'b' c\"", "«a „b“ c»"),
        ("os", "\"a 'b' c\"", "«a „b“ c»"),
    ] {
        assert_eq!(set(tag, typed), shown, "{tag}: {typed}");
    }
}

#[test]
fn hebrew_abbreviations_have_their_own_signs() {
    for (typed, shown) in [
        ("ארה\"ב: \"כן\"", "ארה״ב: ”כן”"),
        ("יו\"ר הכנסת אמר \"לא\"", "יו״ר הכנסת אמר ”לא”"),
        ("\"חז\"ל אמרו\"", "”חז״ל אמרו”"),
        ("מנכ\"לית \"בזק\"", "מנכ״לית ”בזק”"),
        ("השב\"כ ו\"הארץ\"", "השב״כ ו”הארץ”"),
        ("ראש השב\"כים אמר: \"לא\"", "ראש השב״כים אמר: ”לא”"),
        ("\"השב\"כ טעה\"", "”השב״כ טעה”"),
        ("שב\"ידיעות אחרונות\" וב\"מנכ\"לים\"", "שב”ידיעות אחרונות” וב”מנכ״לים”"),
        ("ב\"New York Times\"", "ב”New York Times”"),
        ("ג'ורג' ופרופ' כהן", "ג׳ורג׳ ופרופ׳ כהן"),
        ("'ג'ורג' אמר", "’ג׳ורג’ אמר"),
        ("צה\"ל צ'ק", "צה״ל צ׳ק"),
    ] {
        assert_eq!(set("he", typed), shown, "{typed}");
        assert!(!set("en", typed).contains(['״', '׳']), "{typed}");
    }
}

#[test]
fn a_quotation_ends_where_no_space_is_written() {
    for (tag, typed, shown) in [
        ("ko", "\"그렇다.\"라고 말했다. \"좋다\"", "“그렇다.”라고 말했다. “좋다”"),
        ("ko", "'가자!'라고 \"서울(수도)\"은 \"50%\"를", "‘가자!’라고 “서울(수도)”은 “50%”를"),
        ("zh", "\"你好，\"他说。\"再见\"", "“你好，”他说。“再见”"),
        ("zh", "\"苹果\"、\"香蕉\"和：\"梨？\"吗", "“苹果”、“香蕉”和：“梨？”吗"),
        ("zh", "\"他说：\"好。\"又说\"", "“他说：‘好。’又说”"),
        ("ja", "\"完了。\"と発表、\"再開\"", "「完了。」と発表、「再開」"),
        ("th", "\"ไป!\"เขา \"มา\"", "“ไป!”เขา “มา”"),
        ("ja", "幅27\"と32\"の\"新型\"", "幅27″と32″の「新型」"),
        ("ja", "\"幅27\"と", "「幅27」と"),
        ("zh-Hant", "27\"電視與\"蘋果\"發布", "27″電視與「蘋果」發布"),
        ("th", "จอ 27\"และ\"ใหม่\"", "จอ 27″และ“ใหม่”"),
    ] {
        assert_eq!(set(tag, typed), shown, "{tag}: {typed}");
    }
}

/// In English it is what cmark makes of it.
#[test]
fn what_is_left_out_of_and_has_apostrophes() {
    for (tag, typed, shown) in [
        ("de", "Rock 'n' Roll und 'mehr'", "Rock ’n’ Roll und ‚mehr‘"),
        ("nl", "'drum 'n' bass'", "‘drum ’n’ bass’"),
        ("ja", "ロック 'N' ロール", "ロック ’N’ ロール"),
        ("de", "'n' ist ein Laut", "‚n‘ ist ein Laut"),
        ("en", "Rock 'n' roll", "Rock ‘n’ roll"),
    ] {
        assert_eq!(set(tag, typed), shown, "{tag}: {typed}");
    }
}

#[test]
fn what_is_typed_as_it_is_shown_stays() {
    for text in ["", "plain", "“a” ‘b’ — – …", "«a» „b“ 「c」", "U.S.", "a-b", "e.g. 1.5"]
    {
        assert!(matches!(typeset(text, Quotes::of("ru")), Cow::Borrowed(_)), "{text}");
    }
}

proptest! {
    /// Whatever is typed, the words stay, and what is set is set.
    #[test]
    fn words_stay_and_marks_are_set_once(
        text in "([\"'.\\- ()«»「」aбա京!]|\\PC){0,40}",
        tag in "en|ru|fr|de|he|ja|ar|hy",
    ) {
        let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let once = set(&tag, &text);
        prop_assert_eq!(words(&once), words(&text));
        prop_assert!(!once.contains(['"', '\'']));
        prop_assert_eq!(&set(&tag, &once), &once);
    }
}

/// As CLDR writes numbers in these languages; between two numbers and in a word it is no sign.
#[test]
fn a_sign_before_a_number_stays_left_of_it() {
    for tag in ["ar", "fa", "he", "ur"] {
        let set = |text: &str| typeset(text, Quotes::of(tag)).replace('\u{200e}', "<");
        for (text, expected) in [
            ("-2.5%", "<-2.5%"),
            ("+3.1%", "<+3.1%"),
            ("−4 ±5", "<−4 <±5"),
            ("ب -2.5% (+3) ۱", "ب <-2.5% (<+3) ۱"),
            ("-۲٫۵", "<-۲٫۵"),
            ("+374 10 123456", "<+374 10 123456"),
            // Of Arabic-Indic digits it stands right of them.
            ("-٢٫٥", "-٢٫٥"),
            ("2020-2025, F-16, C++, ב-12:30, 1+1", "2020-2025, F-16, C++, ב-12:30, 1+1"),
            ("- 5 + 6 -a --3", "- 5 + 6 -a –3"),
        ] {
            assert_eq!(set(text), expected, "{tag}");
            let once = typeset(text, Quotes::of(tag));
            assert_eq!(typeset(&once, Quotes::of(tag)), once, "{tag}");
        }
    }
    for tag in ["en", "ru", "ja"] {
        assert_eq!(typeset("-2.5 +3 −4", Quotes::of(tag)), "-2.5 +3 −4");
    }
}
