//! Why a file is not read at all.

use std::io::{self, ErrorKind};

use super::counts::MOST_KEPT;
use super::expansion::TooMuch;

/// Why a file as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Refusal {
    /// Of a source with more than is kept.
    pub fn too_much() -> Self {
        Refusal {
            message: format!(
                "a source has more days and addresses than can be kept at once, {} MiB of them",
                MOST_KEPT >> 20
            ),
            hint: "is it what it should be? Otherwise make several files of it, and import each"
                .into(),
        }
    }

    /// Of a packed file of which far more comes out than is in such files, if the error says so.
    pub(super) fn unpacks_to_too_much(error: &io::Error) -> Option<Self> {
        let too_much = error.get_ref()?.downcast_ref::<TooMuch>()?;
        Some(Refusal {
            message: too_much.to_string(),
            hint: "is it what it should be? Otherwise unpack it, and import what was in it".into(),
        })
    }

    /// Of a file that cannot be read to its end.
    pub fn unread(error: &io::Error) -> Self {
        if let Some(refusal) = Refusal::unpacks_to_too_much(error) {
            return refusal;
        }
        let (message, hint) = match error.kind() {
            ErrorKind::UnexpectedEof => {
                ("the file ends in the middle".to_string(), "copy it once more")
            }
            ErrorKind::Unsupported => (error.to_string(), "unpack it first"),
            ErrorKind::InvalidInput | ErrorKind::InvalidData => {
                (format!("it cannot be unpacked: {error}"), "copy it once more")
            }
            _ => (format!("it cannot be read: {error}"), "check that it can be read"),
        };
        Refusal { message, hint: hint.into() }
    }
}
