//! Columns of codes, by their heads: what names something is no number, though it has digits alone.
//! Without such a head numbers are numbers: the people of three towns may be 12345, 23456 and 34567.

use std::ops::RangeInclusive;

/// Heads of codes, in small letters and without marks.
const HEADS: &[&str] = &[
    // Of places.
    "postcode",
    "post code",
    "postal code",
    "zip",
    "zipcode",
    "zip code",
    "plz",
    "postleitzahl",
    "code postal",
    "cp",
    "código postal",
    "codigo postal",
    "cep",
    "codice postale",
    "почтовый индекс",
    "поштовий індекс",
    "փոստային դասիչ",
    "საფოსტო ინდექსი",
    "posta kodu",
    "kod pocztowy",
    "postnummer",
    "postnr",
    "postcode en plaats",
    "psč",
    "irányítószám",
    "cod poștal",
    "fips",
    "fips code",
    "geoid",
    "insee",
    "code insee",
    "ags",
    "lau",
    "gss code",
    "geonameid",
    "geoname id",
    // Of telephones.
    "phone number",
    "phone no",
    "telephone number",
    "tel no",
    "mobile number",
    "fax number",
    "telefonnummer",
    "numéro de téléphone",
    "номер телефона",
    "հեռախոսահամար",
    "telefon numarası",
    "numer telefonu",
    "telefoonnummer",
    // Of goods, firms and documents.
    "isbn",
    "isbn 13",
    "isbn 10",
    "issn",
    "ean",
    "gtin",
    "upc",
    "sku",
    "siren",
    "siret",
    "inn",
    "инн",
    "огрн",
    "vat number",
    "account number",
    "account no",
    "serial number",
    "serial no",
    "imo",
    "mmsi",
    "case number",
    "case no",
    "article number",
    "flight number",
    // Of anything.
    "id",
    "code",
    "kode",
    "código",
    "codice",
    "код",
    "կոդ",
    "კოდი",
    "kod",
];

/// Heads of telephone numbers, which may as well be those of what came by telephone.
const PHONES: &[&str] = &[
    "phone",
    "telephone",
    "tel",
    "fax",
    "hotline",
    "telefon",
    "téléphone",
    "tél",
    "teléfono",
    "telefono",
    "telefone",
    "телефон",
    "հեռախոս",
    "ტელეფონი",
    "telefoon",
];

/// How few digits a telephone number has.
const LEAST_OF_PHONE: usize = 5;

/// Heads of postcodes, which may as well be those of an index.
const INDEXES: &[&str] = &["индекс", "ինդեքս"];

/// How many digits the postcodes of these languages have, each as many as the others.
const OF_POSTCODE: RangeInclusive<usize> = 5..=6;

/// Words that end the head of a column of codes: `Customer ID`, `Station code`.
const LAST: &[&str] = &["id", "code", "isbn", "ean", "postcode", "zip", "plz", "код"];

/// Words with which a head says what is counted, and ends in what that has or lacks: `Voters
/// without ID`, `Lines of code`, `Deaths by postcode`.
const BETWEEN: &[&str] = &[
    "with", "without", "of", "by", "per", "in", "for", "from", "on", "to", "no", "any", "having",
    "lacking", "ohne", "mit", "von", "pro", "je", "nach", "in", "für", "sans", "avec", "de", "par",
    "pour", "sin", "con", "por", "senza", "di", "per", "без", "с", "со", "по", "из", "für",
];

/// Heads of seasons and of years of accounts.
const SEASONS: &[&str] = &[
    "season",
    "fiscal year",
    "financial year",
    "fy",
    "school year",
    "academic year",
    "winter",
    "saison",
    "spielzeit",
    "geschäftsjahr",
    "schuljahr",
    "haushaltsjahr",
    "année scolaire",
    "exercice",
    "temporada",
    "stagione",
    "сезон",
    "учебный год",
    "մրցաշրջան",
    "სეზონი",
    "sezon",
];

/// Heads of months.
const MONTHS: &[&str] = &[
    "month",
    "months",
    "monat",
    "mois",
    "mes",
    "mês",
    "mese",
    "месяц",
    "місяць",
    "ամիս",
    "თვე",
    "ay",
    "miesiąc",
    "maand",
];

/// A head in small letters, its words with one space between them.
fn words(head: &str) -> Vec<String> {
    let words = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether a column has codes, by its head and, where that may be one of numbers, by its cells.
pub(super) fn is_code<'a>(head: &str, mut cells: impl Iterator<Item = &'a str>) -> bool {
    let words = words(head);
    let all = &*words.join(" ");
    let digits = |cell: &str| cell.chars().filter(|c| c.is_numeric()).count();
    if PHONES.contains(&all) {
        return cells.all(|cell| digits(cell) >= LEAST_OF_PHONE);
    }
    if INDEXES.contains(&all) {
        let first = cells.next().map_or(0, digits);
        return OF_POSTCODE.contains(&first) && cells.all(|cell| digits(cell) == first);
    }
    HEADS.contains(&all) || ends_in_code(&words)
}

fn ends_in_code(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    LAST.contains(&&**last) && !before.iter().any(|word| BETWEEN.contains(&&**word))
}

/// Whether a head is that of seasons.
pub(super) fn is_season(head: &str) -> bool {
    SEASONS.contains(&&*words(head).join(" "))
}

/// Whether a head is that of months.
pub(super) fn is_month(head: &str) -> bool {
    MONTHS.contains(&&*words(head).join(" "))
}

/// Whether a cell is the number of a book, by its last digit, which is reckoned from the others
/// (ISO 2108).
pub(super) fn is_book(cell: &str) -> bool {
    let digits: Option<Vec<u32>> = cell.chars().map(|c| c.to_digit(10)).collect();
    let sum = |digits: Vec<u32>| -> u32 {
        digits.iter().zip([1, 3].iter().cycle()).map(|(digit, by)| digit * by).sum()
    };
    (cell.starts_with("978") || cell.starts_with("979"))
        && digits.is_some_and(|digits| digits.len() == 13 && sum(digits) % 10 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_codes_from_numbers() {
        let is_code = |head| is_code(head, ["375010", "010115"].into_iter());
        for head in [
            "ZIP",
            "Code postal",
            "PLZ",
            "Phone",
            "Tel.",
            "ISBN",
            "ISBN-13",
            "FIPS",
            "Customer ID",
            "Индекс",
            "Station code",
            "Species ID",
        ] {
            assert!(is_code(head), "{head}");
        }
        for head in [
            "Population",
            "Phones",
            "Phone users",
            "Calls by phone",
            "ID cards",
            "Hotline calls",
            "Tin",
            "Code lines",
            "Zip files",
            "Decode",
            "Voters without ID",
            "Lines of code",
            "Deaths by postcode",
            "Wähler ohne ID",
            "",
        ] {
            assert!(!is_code(head), "{head}");
        }
        for (head, cells, expected) in [
            ("Hotline", ["1200", "3400"], false),
            ("Hotline", ["12000", "+37410123456"], true),
            ("Индекс", ["104", "98"], false),
            ("Индекс", ["101000", "98000"], false),
            ("Индекс", ["101000", "980000"], true),
            ("Ինդեքս", ["1040", "9800"], false),
            ("Почтовый индекс", ["104", "98"], true),
        ] {
            assert_eq!(super::is_code(head, cells.into_iter()), expected, "{head} {cells:?}");
        }
        assert!(is_book("9780141439518") && !is_book("9780141439517") && !is_book("978"));
        assert!(is_season("Fiscal year") && is_month("Month") && !is_season("Month"));
    }
}
