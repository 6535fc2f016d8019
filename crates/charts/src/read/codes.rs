//! Columns of codes, by their heads: what names something is no number, though it has digits alone.
//! Without such a head numbers are numbers: the people of three towns may be 12345, 23456 and 34567.

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
    "индекс",
    "почтовый индекс",
    "поштовий індекс",
    "փոստային դասիչ",
    "ինդեքս",
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
    "phone",
    "phone number",
    "phone no",
    "telephone",
    "telephone number",
    "tel",
    "tel no",
    "mobile number",
    "fax",
    "fax number",
    "hotline",
    "telefon",
    "telefonnummer",
    "téléphone",
    "tél",
    "numéro de téléphone",
    "teléfono",
    "telefono",
    "telefone",
    "телефон",
    "номер телефона",
    "հեռախոս",
    "հեռախոսահամար",
    "ტელეფონი",
    "telefon numarası",
    "numer telefonu",
    "telefoon",
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

/// Words that end the head of a column of codes: `Customer ID`, `Station code`.
const LAST: &[&str] = &["id", "code", "isbn", "ean", "postcode", "zip", "plz", "код"];

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

/// Whether a head is that of codes.
pub(super) fn is_code(head: &str) -> bool {
    let words = words(head);
    HEADS.contains(&&*words.join(" ")) || words.last().is_some_and(|last| LAST.contains(&&**last))
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
            "",
        ] {
            assert!(!is_code(head), "{head}");
        }
        assert!(is_book("9780141439518") && !is_book("9780141439517") && !is_book("978"));
        assert!(is_season("Fiscal year") && is_month("Month") && !is_season("Month"));
    }
}
