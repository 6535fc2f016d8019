//! Why a text is not public, for people in a browser.

use jiff::tz::TimeZone;

use crate::model::HeldReason;
use crate::text::date::for_message;

/// Why a text, or its original, is not public.
pub(super) fn why(reason: &HeldReason, zone: &TimeZone) -> String {
    let time = |moment| for_message(moment, zone);
    match reason.in_the_end() {
        HeldReason::Dated(release) => {
            format!("is dated in the future: public from {}", time(release))
        }
        HeldReason::Embargoed(release) => format!("is embargoed: public from {}", time(release)),
        HeldReason::Expired(expiry) => format!("expired on {}", time(expiry)),
        HeldReason::Draft(Some(release)) => format!(
            "is a draft: public once its <code>draft</code> is false, and not before {}",
            time(release)
        ),
        HeldReason::Draft(None) | HeldReason::WithOriginal(_) => {
            "is a draft: public once its <code>draft</code> is false".into()
        }
    }
}
