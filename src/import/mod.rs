//! What another program's site becomes here (`dateline import`).
//!
//! Each source reads its files into one model; texts become Markdown that is proven to say the
//! same; and what was made is written as a whole, or not at all.

mod again;
mod braces;
pub mod bundle;
mod dates;
mod facts;
pub mod fetch;
mod interpolated;
mod letters;
mod links;
mod liquid;
pub mod markdown;
pub mod model;
mod places;
pub mod plan;
mod record;
pub mod report;
mod ruby_texts;
pub mod rules;
mod shortcodes;
pub mod sources;
mod tags;
mod unfit;
pub mod write;
