//! What `dateline-pictures` promises, over files that are made here the way that phones, cameras
//! and agencies make them. Where it can be, other people's programs are the judges.

mod animated;
mod any;
mod avif;
mod colours;
mod dump;
mod faults;
mod hidden;
mod judges;
mod made;
mod says;
mod sizes;
mod turned;
mod weights;
