//! Dates, addresses, and the patterns of both.

use dateline::slug::{Letters, is_slug, slug_of_file};
use dateline::text::date::{self, Precision, Written};
use dateline::text::dateline::{DatelineParts, DatelinePattern};
use dateline::text::permalink::Permalink;
use dateline::url::{BaseUrl, OutputPath, Requested, SitePath};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

/// A date is the same moment when it is read back as it is published.
pub fn dates(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(written) = Written::parse(text) else { return };
    for zone in ["UTC", "Asia/Yerevan", "America/New_York", "Australia/Lord_Howe"] {
        let zone = TimeZone::get(zone).unwrap();
        let Ok(moment) = written.in_zone(&zone) else { continue };
        if moment.precision == Precision::Day {
            assert_eq!(moment.zoned, moment.zoned.start_of_day().unwrap());
        }
        let published = date::rfc3339(&moment.zoned);
        let read: Timestamp = published.parse().unwrap_or_else(|error| panic!("{error}"));
        // Without what is smaller than a second.
        let rest = moment.timestamp().duration_since(read);
        assert!(!rest.is_negative() && rest.as_secs() == 0, "{published}");
        let again = date::parse(&published, &zone).unwrap();
        assert_eq!(again.timestamp(), read);
        date::for_message(&read, &zone);
    }
}

/// The first line is a pattern, the second a section, the third a headline.
pub fn patterns(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or("");
    let (pattern, section, headline) = (line(), line(), line());
    let day = date(2026, 2, 1);
    if let Ok(permalink) = Permalink::parse(pattern) {
        if let Some(path) = permalink.fill(section, headline, day) {
            is_on_the_site(&path);
        }
        // Only with room for each part in the name of a file.
        let has_room = pattern.len() < 50 && pattern.matches("{s").count() <= 2;
        let slugs =
            [Letters::Latin, Letters::Native].map(|letters| slug_of_file(headline, letters));
        for slug in slugs.into_iter().flatten().filter(|_| has_room) {
            assert!(is_slug(&slug));
            let section = if is_slug(section) && section.len() < 50 { section } else { "a" };
            assert!(permalink.fill(section, &slug, day).is_some(), "{pattern} {section} {slug}");
        }
    }
    if let Ok(pattern) = DatelinePattern::parse(pattern) {
        let place = (!section.is_empty()).then_some(section);
        let agency = (!headline.is_empty()).then_some(headline);
        let (month, day, year) = ("February", 1, 2026);
        // Languages with capitals of their own.
        for tag in ["en", "hy", "tr", "el", "lt", "nl"] {
            let language = tag.parse().expect("a language");
            let (language, site_language) = (&language, &language);
            let date = "1 February";
            let of_day =
                DatelineParts { place, agency, language, date, month, site_language, day, year };
            let parts = of_day;
            let bare = DatelineParts { place: None, agency: None, ..parts };
            pattern.fill(&parts);
            pattern.fill(&bare);
        }
    }
}

/// What is asked for is on the site or refused, and each link leads where it says.
pub fn requests(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for base in ["https://e.example/", "https://e.example/news/", "https://e.example/a%20b/ж/"] {
        let base = BaseUrl::parse(base).unwrap();
        if let Requested::Path(path) = base.requested(text) {
            is_on_the_site(&path);
            assert_eq!(base.requested(&base.href(&path)), Requested::Path(path));
        }
    }
    if let Ok(base) = BaseUrl::parse(text) {
        assert_eq!(BaseUrl::parse(&base.to_string()).as_ref(), Ok(&base));
        assert_eq!(base.requested(base.path()), Requested::Path(SitePath::root()));
    }
}

fn is_on_the_site(path: &SitePath) {
    let mut segments = path.as_str().split('/');
    assert!(segments.all(|segment| !matches!(segment, "." | "..")), "{path}");
    let output = path.to_output();
    assert!(OutputPath::new(output.as_str()).is_some(), "{output}");
    assert!(!path.as_str().contains(['\\', '\0', '\n']), "{path}");
}
