//! What a function of ours says to a template that asks for what there is not.

/// Why a function gives nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// What stands between the two where Tera holds them: of the error of a function it hands
/// on nothing but the text.
const SEPARATOR: char = '\u{1f}';

impl Refusal {
    /// With a remedy.
    pub fn new(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Refusal { message: message.into(), remedy: remedy.into() }
    }

    /// The refusal that an error of Tera was made of, if it was.
    pub(super) fn read(text: &str) -> Option<Self> {
        text.rsplit_once(SEPARATOR).map(|(message, remedy)| Refusal::new(message, remedy))
    }
}

impl From<Refusal> for tera::Error {
    fn from(Refusal { message, remedy }: Refusal) -> Self {
        tera::Error::message(format!("{message}{SEPARATOR}{remedy}"))
    }
}
