//! In which characters a text is that does not say so.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};
use encoding_rs::{WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257};

/// How texts of IPTC and EXIF are read that are neither UTF-8 nor say what they are: the code page
/// of the desk that wrote them (<https://encoding.spec.whatwg.org/#legacy-single-byte-encodings>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodePage {
    /// windows-1252, which holds Latin-1.
    #[default]
    Western,
    /// windows-1250.
    CentralEuropean,
    /// windows-1251.
    Cyrillic,
    /// windows-1253.
    Greek,
    /// windows-1254.
    Turkish,
    /// windows-1255.
    Hebrew,
    /// windows-1256.
    Arabic,
    /// windows-1257.
    Baltic,
}

impl CodePage {
    /// The code page that desks of a language have used (its tag by BCP 47).
    pub fn of_language(tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']).map(str::to_ascii_lowercase);
        let primary = parts.next().unwrap_or_default();
        let is_latin = parts.any(|part| part == "latn");
        match &*primary {
            "sr" | "bs" if is_latin => Self::CentralEuropean,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "mn" | "tt" | "tg" => {
                Self::Cyrillic
            }
            "pl" | "cs" | "sk" | "hu" | "sl" | "hr" | "bs" | "ro" | "sq" => Self::CentralEuropean,
            "el" => Self::Greek,
            "tr" | "az" => Self::Turkish,
            "he" | "yi" => Self::Hebrew,
            "ar" | "fa" | "ur" => Self::Arabic,
            "lt" | "lv" | "et" => Self::Baltic,
            _ => Self::Western,
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Western => WINDOWS_1252,
            Self::CentralEuropean => WINDOWS_1250,
            Self::Cyrillic => WINDOWS_1251,
            Self::Greek => WINDOWS_1253,
            Self::Turkish => WINDOWS_1254,
            Self::Hebrew => WINDOWS_1255,
            Self::Arabic => WINDOWS_1256,
            Self::Baltic => WINDOWS_1257,
        }
    }

    /// A text: UTF-8 if it can be, and otherwise of this code page.
    pub(super) fn read(self, bytes: &[u8]) -> String {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            Err(_) => self.encoding().decode_without_bom_handling(bytes).0.into_owned(),
        }
    }

    /// A text that says it is UTF-8. Programs cut it where its field is full, in the middle of a
    /// letter. Archives set the mark and leave the text as it was, which is seen by its bytes.
    pub(super) fn read_as_utf8(self, bytes: &[u8]) -> String {
        let whole = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let (letters, rest) = bytes.split_at(whole);
        let is_cut = std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
        let is_cut = is_cut && !letters.is_ascii();
        self.read(if is_cut { letters } else { bytes })
    }
}
