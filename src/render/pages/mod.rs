//! The variables of each kind of page.

mod archive;
pub mod frame;
pub mod home;
mod languages;
mod lists;
pub mod page;
pub mod print;
mod structured_data;
mod subjects;
mod texts;
