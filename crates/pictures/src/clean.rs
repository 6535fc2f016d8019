//! The same picture, with nothing beside it.

use crate::container::{self, Anatomy, Kept, profile};
use crate::facts::Trace;
use crate::fault::Fault;
use crate::metadata::{self, Metadata};
use crate::plan::{Keep, Plan};

/// A file to be published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it held beside the picture.
    pub removed: Vec<Trace>,
}

/// Takes everything off a file that is not needed to show it, without encoding it again: each pixel
/// stays what it is. What is left is written anew: how it is to be turned, its colour profile, and
/// whose it is, if the plan keeps that. It ends where its picture ends.
///
/// # Errors
///
/// What is wrong with the file.
pub fn clean(bytes: &[u8], plan: &Plan) -> Result<Cleaned, Fault> {
    let anatomy = container::read(bytes)?;
    let said = metadata::read(&anatomy, plan.code_page);
    let kept = kept(&anatomy, &said, plan.keep);
    let bytes = container::rewritten(anatomy.format, bytes, &kept)?;
    Ok(Cleaned { bytes, removed: said.traces })
}

/// Whether a file holds nothing that [`clean`] would take off, whatever a plan keeps.
pub(crate) fn is_bare(bytes: &[u8], anatomy: &Anatomy, said: &Metadata) -> bool {
    let kept = kept(anatomy, said, Keep::Nothing);
    container::rewritten(anatomy.format, bytes, &kept).is_ok_and(|bare| bare == bytes)
}

pub(crate) fn kept(anatomy: &Anatomy, said: &Metadata, keep: Keep) -> Kept {
    let rights = &said.rights;
    let creators = (!rights.creators.is_empty()).then(|| rights.creators.join("; "));
    Kept {
        orientation: said.orientation,
        profile: anatomy.profile.as_deref().and_then(profile::bare),
        xmp: xmp(said, keep),
        whose: match keep {
            Keep::Rights => [creators, rights.copyright.clone()],
            Keep::Nothing => [None, None],
        },
    }
}

/// What it is to say of itself.
pub(crate) fn xmp(said: &Metadata, keep: Keep) -> Option<Vec<u8>> {
    match keep {
        Keep::Rights => metadata::packet(&said.rights),
        Keep::Nothing => None,
    }
}
