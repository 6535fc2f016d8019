//! Any settings of digests.

use proptest::prelude::*;
use proptest::sample::select;

use super::some_text;
use crate::text::config::DigestSettings;
use crate::text::config::digest;
use crate::url::BaseUrl;

pub fn any_digest() -> impl Strategy<Value = DigestSettings> {
    let froms = [None, Some("a@b.example"), Some("no: #x, Ա <a+b@c.example>")];
    let ways =
        [None, Some("listmonk"), Some("https://a.example/?x=1#y"), Some("mailto:a@b.example")];
    let choices = (
        select(digest::ORDERS.map(|(_, order)| order).to_vec()),
        select(digest::LENGTHS.map(|(_, length)| length).to_vec()),
        select(froms.to_vec()),
        select(ways.to_vec()),
        select(vec![None, BaseUrl::parse("https://a.example:8080/day").ok()]),
    );
    let texts = (some_text(), some_text(), some_text(), some_text());
    (texts, 0usize..100, choices).prop_map(|(texts, most_read, choices)| {
        let (order, length, from, way, podcast_url) = choices;
        let (title, greeting, footer, postal_address) = texts;
        let from = from.map(|from| digest::Mailbox::parse(from).expect("an address"));
        let unsubscribe = way.map(|way| match way {
            "listmonk" => digest::Unsubscribe::By(digest::Mailer::Listmonk),
            url => digest::Unsubscribe::At(url.into()),
        });
        DigestSettings {
            title,
            order,
            length,
            most_read,
            greeting,
            footer,
            postal_address,
            from,
            unsubscribe,
            podcast_url,
        }
    })
}

/// The same, in a language of a site with these: what that does not say is as the site's.
pub fn over(own: DigestSettings, site: &DigestSettings) -> DigestSettings {
    DigestSettings {
        title: own.title.or_else(|| site.title.clone()),
        greeting: own.greeting.or_else(|| site.greeting.clone()),
        footer: own.footer.or_else(|| site.footer.clone()),
        postal_address: own.postal_address.or_else(|| site.postal_address.clone()),
        from: own.from.or_else(|| site.from.clone()),
        unsubscribe: own.unsubscribe.or_else(|| site.unsubscribe.clone()),
        podcast_url: own.podcast_url.or_else(|| site.podcast_url.clone()),
        ..own
    }
}
