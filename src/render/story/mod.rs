//! A story as it shows anywhere: in lists, on its own page, in feeds, to machines.

pub mod apart;
pub mod cards;
pub mod date;
pub mod facts;
pub mod kind;
pub mod live;
mod news_article;
pub mod translations;
pub mod view;
pub mod whole_text;
