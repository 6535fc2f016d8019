//! Where the pages are that Dateline makes by itself.

use jiff::civil::Date;

use crate::routes::{FeedFormat, FeedOf};
use crate::site::Index;
use crate::url::SitePath;

/// How many pages of `page_size` a list of `briefings` has; at least one.
pub fn page_count(briefings: usize, page_size: usize) -> usize {
    briefings.div_ceil(page_size).max(1)
}

impl Index {
    /// Page `page` of a section's list.
    pub fn section_path(&self, section: usize, page: usize) -> SitePath {
        paginated(SitePath::root().folder(&self.sections[section].config.id), page)
    }

    /// Page `page` of a tag's list.
    pub fn tag_path(&self, tag: usize, page: usize) -> SitePath {
        paginated(Index::tags_path().folder(&self.tagging.tags[tag].slug), page)
    }

    /// The list of tags.
    pub fn tags_path() -> SitePath {
        SitePath::root().folder("tags")
    }

    /// The search.
    pub fn search_path() -> SitePath {
        SitePath::root().folder("search")
    }

    /// The list of what was read most.
    pub fn most_read_path() -> SitePath {
        SitePath::root().folder("most-read")
    }

    /// The list of corrections.
    pub fn corrections_path() -> SitePath {
        SitePath::root().folder("corrections")
    }

    /// A feed, in one of its formats.
    pub fn feed_path(&self, of: FeedOf, format: FeedFormat) -> SitePath {
        let page = match of {
            FeedOf::Site => SitePath::root(),
            FeedOf::Section(section) => self.section_path(section, 1),
            FeedOf::Tag(tag) => self.tag_path(tag, 1),
        };
        page.file(format.file())
    }

    /// What is shown where nothing is, under the name by which hosts know it.
    pub fn not_found_path() -> SitePath {
        SitePath::root().file("404.html")
    }

    /// The list of all pages for search engines, or of its parts.
    pub fn sitemap_path() -> SitePath {
        SitePath::root().file("sitemap.xml")
    }

    /// A part of the sitemap, from 0.
    pub fn sitemap_part_path(part: usize) -> SitePath {
        SitePath::root().file(&format!("sitemap-{}.xml", part + 1))
    }

    /// The list of the last days' briefings for search engines of news.
    pub fn news_sitemap_path() -> SitePath {
        SitePath::root().file("sitemap-news.xml")
    }

    /// The list of redirects, under the name by which hosts know it.
    pub fn redirect_list_path() -> SitePath {
        SitePath::root().file("_redirects")
    }

    /// What crawlers may look at.
    pub fn robots_path() -> SitePath {
        SitePath::root().file("robots.txt")
    }

    /// What devices are told of the site.
    pub fn manifest_path() -> SitePath {
        SitePath::root().file("site.webmanifest")
    }

    /// The year of `day`.
    pub fn year_path(day: Date) -> SitePath {
        SitePath::root().folder(&format!("{:04}", day.year()))
    }

    /// The month of `day`.
    pub fn month_path(day: Date) -> SitePath {
        Index::year_path(day).folder(&format!("{:02}", day.month()))
    }

    /// The archive page of `day`.
    pub fn day_path(day: Date) -> SitePath {
        Index::month_path(day).folder(&format!("{:02}", day.day()))
    }
}

fn paginated(first: SitePath, page: usize) -> SitePath {
    match page {
        1 => first,
        page => first.folder("page").folder(&page.to_string()),
    }
}
