//! Who gives the stories of a published site their ids, and who would now.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::text::config::{self, Config, feeds_line};

/// The file by which feed readers know the stories: the site's feed, in the format that is read most
/// easily.
pub(super) const FEED: &str = "feed.json";

/// Refuses a feed in place of the one that is `published`, if stories in both have ids of somebody
/// else now and the settings do not say that they are to have them.
pub(super) fn refuse_other_authority(
    published: &str,
    feed: &str,
    config: &Config,
) -> Result<(), Diagnostic> {
    if config.feeds.authority.is_some() {
        return Ok(());
    }
    let (published, feed) = (ids(published), ids(feed));
    let now = published.iter().find_map(|(story, authority)| {
        let now = feed.get(story).filter(|now| *now != authority)?;
        Some((authority, now))
    });
    let Some((old, new)) = now else { return Ok(()) };
    Err(Diagnostic::error(format!(
        "the ids of the stories in the feeds would change from `{old}` to `{new}`: feed readers would \
         show every story as new"
    ))
    .in_file(config::FILE)
    .hint(format!(
        "write `{}` and build again, and the ids stay; `authority: {new}` if they are to change",
        feeds_line(config, old)
    )))
}

/// The `tag:` URIs (RFC 4151) of a JSON Feed: what each says of its story, and who says it.
pub(super) fn ids(feed: &str) -> HashMap<String, String> {
    let feed: serde_json::Value = serde_json::from_str(feed).unwrap_or_default();
    let items = feed["items"].as_array().into_iter().flatten();
    let id = |item: &serde_json::Value| {
        let (authority, story) = item["id"].as_str()?.strip_prefix("tag:")?.split_once(',')?;
        Some((story.to_string(), authority.to_string()))
    };
    items.filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(ids: &[&str]) -> String {
        let items: Vec<_> = ids.iter().map(|id| serde_json::json!({"id": id})).collect();
        serde_json::json!({"items": items}).to_string()
    }

    #[test]
    fn ids_of_the_same_stories_are_compared() {
        let config = Config::stand_in();
        let told = |published: &[&str], now: &[&str]| {
            let told = refuse_other_authority(&feed(published), &feed(now), &config);
            told.err().map(|fault| fault.message)
        };
        let (old, new) = ("tag:old.example,2026-02-01:a/b", "tag:new.example,2026-02-01:a/b");
        let message = "the ids of the stories in the feeds would change from `old.example` to \
                       `new.example`: feed readers would show every story as new";
        assert_eq!(told(&[old], &[new]).as_deref(), Some(message));
        assert_eq!(told(&["5f3e", old], &["5f3e", new]).as_deref(), Some(message));
        for (published, now) in [
            (vec![old], vec![old]),
            (vec![], vec![new]),
            // None of the stories is in both.
            (vec![old], vec!["tag:new.example,2026-02-02:a/c"]),
            // Of another program.
            (vec!["https://old.example/?p=1"], vec![new]),
        ] {
            assert_eq!(told(&published, &now), None, "{published:?} {now:?}");
        }
        for published in ["", "{", "[]", "{\"items\": 1}", "{\"items\": [{\"id\": 1}, 2]}"] {
            assert!(refuse_other_authority(published, &feed(&[new]), &config).is_ok());
        }
    }
}
