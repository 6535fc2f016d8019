//! What `dateline-pictures` promises, over files that are made here the way that phones, cameras
//! and agencies make them. Where it can be, other people's programs are the judges.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod animated;
mod any;
mod avif;
#[cfg(feature = "cards")]
mod card;
mod colours;
mod faults;
mod hidden;
mod judges;
mod made;
mod profiles;
mod samples;
mod says;
mod sizes;
mod turned;
mod weights;
