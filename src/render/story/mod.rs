//! A story, as it shows anywhere.

pub mod whole_text;
