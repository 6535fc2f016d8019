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
        ("ar", "صحيفة \"الوطن\" و\"الخبر\"", "صحيفة ”الوطن“ و”الخبر“"),
        ("fa", "\"الف 'ب' پ\"", "«الف ‹ب› پ»"),
        ("he", "ב\"הארץ\" 'א'", "ב”הארץ” ’א’"),
        ("ja", "これは\"東京\"です", "これは「東京」です"),
        ("ja", "東京の'駅'です", "東京の『駅』です"),
        ("hy", "'Լոռի'ն \"'Union'ը\"", "«Լոռի»ն ««Union»ը»"),
        ("zh", "他说\"北京\"和\"上海\"", "他说“北京”和“上海”"),
        ("zh-Hant-TW", "\"a \"b\" c\"", "「a 『b』 c」"),
        ("ko", "\"서울\"은 '수도'다", "“서울”은 ‘수도’다"),
        ("sv", "\"a 'b' c\"", "”a ’b’ c”"),
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
