//! Where the pages are that Dateline makes by itself.

use jiff::civil::Date;

use crate::routes::{FeedFormat, FeedOf};
use crate::site::Index;
use crate::url::{OutputPath, SitePath};

/// How many pages of `page_size` a list of `briefings` has; at least one.
pub fn page_count(briefings: usize, page_size: usize) -> usize {
    briefings.div_ceil(page_size).max(1)
}

impl Index {
    /// Page `page` of a section's list.
    pub fn section_path(&self, section: usize, page: usize) -> SitePath {
        paginated(&format!("/{}/", self.sections[section].config.id), page)
    }

    /// Page `page` of a tag's list.
    pub fn tag_path(&self, tag: usize, page: usize) -> SitePath {
        paginated(&format!("/tags/{}/", self.tagging.tags[tag].slug), page)
    }

    /// The list of tags.
    pub fn tags_path() -> SitePath {
        path("/tags/")
    }

    /// The search.
    pub fn search_path() -> SitePath {
        path("/search/")
    }

    /// The list of what was read most.
    pub fn most_read_path() -> SitePath {
        path("/most-read/")
    }

    /// The list of corrections.
    pub fn corrections_path() -> SitePath {
        path("/corrections/")
    }

    /// A feed, in one of its formats.
    pub fn feed_path(&self, of: FeedOf, format: FeedFormat) -> SitePath {
        let page = match of {
            FeedOf::Site => SitePath::root(),
            FeedOf::Section(section) => self.section_path(section, 1),
            FeedOf::Tag(tag) => self.tag_path(tag, 1),
        };
        path(&format!("{page}{}", format.file()))
    }

    /// The list of all pages for search engines, or of its parts.
    pub fn sitemap_path() -> SitePath {
        path("/sitemap.xml")
    }

    /// A part of the sitemap, from 0.
    pub fn sitemap_part_path(part: usize) -> SitePath {
        path(&format!("/sitemap-{}.xml", part + 1))
    }

    /// The list of the last days' briefings for search engines of news.
    pub fn news_sitemap_path() -> SitePath {
        path("/sitemap-news.xml")
    }

    /// The list of redirects, under the name by which hosts know it.
    pub fn redirect_list_path() -> SitePath {
        path("/_redirects")
    }

    /// What crawlers may look at.
    pub fn robots_path() -> SitePath {
        path("/robots.txt")
    }

    /// What devices are told of the site.
    pub fn manifest_path() -> SitePath {
        path("/site.webmanifest")
    }

    /// The year of `day`.
    pub fn year_path(day: Date) -> SitePath {
        path(&format!("/{:04}/", day.year()))
    }

    /// The month of `day`.
    pub fn month_path(day: Date) -> SitePath {
        path(&format!("/{:04}/{:02}/", day.year(), day.month()))
    }

    /// The archive page of `day`.
    pub fn day_path(day: Date) -> SitePath {
        path(&format!("/{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()))
    }
}

fn paginated(first: &str, page: usize) -> SitePath {
    match page {
        1 => path(first),
        page => path(&format!("{first}page/{page}/")),
    }
}

/// A path made of slugs and numbers, which always is one.
pub(super) fn path(text: &str) -> SitePath {
    debug_assert!(OutputPath::new(text.trim_matches('/')).is_some(), "{text}");
    SitePath::new(text).unwrap_or_else(SitePath::root)
}
