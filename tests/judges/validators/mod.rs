//! Other people's programs and rules, on what programs read: is it right by
//! their lights? Each test names what it needs and is skipped without it.

mod atom;
mod html;
mod json_ld;
mod manifest;
mod news_readers;
mod rss;
mod schemas;
mod sitemaps;
mod vocabulary;
