//! The message with both forms of a mail, by RFC 5322 and MIME.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use xxhash_rust::xxh3::xxh3_128;

use super::super::chosen::Digest;
use super::Mail;
use crate::text::config::{Mailbox, Unsubscribe};
use crate::text::printable::steers;

impl Digest<'_> {
    /// The message, if the settings say who sends it. Its date and its id follow from what it
    /// says.
    pub fn message(&self, mail: &Mail) -> Option<Vec<u8>> {
        let settings = &self.context.edition.settings.digest;
        let Mailbox { name, address } = settings.from.as_ref()?;
        let hash = xxh3_128(&[&*mail.html, &*mail.text].concat());
        let host = address.rsplit_once('@').map_or("localhost", |(_, host)| host);
        let name = name.as_deref().unwrap_or_else(|| self.title());
        let subject = format!("{} · {}", self.title(), self.name());
        let date = self.modified().map_or(0, |moment| moment.timestamp().as_second());
        let mut message = MessageBuilder::new()
            .from(Address::new_address(Some(line(name)), address.as_str()))
            .subject(line(&subject))
            .date(Date::new(date))
            .message_id(format!("{}.{hash:032x}@{host}", self.days.ends().1));
        let language = self.context.edition.settings.language.to_string();
        message = message.header("Content-Language", Raw::new(language));
        // By a placeholder a mailer is meant, which adds these lines itself.
        if let Some(Unsubscribe::At(url)) = &settings.unsubscribe {
            message = message.header("List-Unsubscribe", Raw::new(format!("<{url}>")));
            // One click is asked for by POST over HTTPS alone (RFC 8058, 3.1).
            if url.starts_with("https://") {
                let one_click = Raw::new("List-Unsubscribe=One-Click");
                message = message.header("List-Unsubscribe-Post", one_click);
            }
        }
        // No line of the parts can be this one: they are encoded, or are not that long.
        let boundary = format!("dateline-{hash:032x}");
        // Lines end so before they are encoded (RFC 2045, 6.8).
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\n', "\r\n");
        let parts = vec![
            MimePart::new("text/plain", text(&mail.text)),
            MimePart::new("text/html", text(&mail.html)),
        ];
        let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
        message.body(MimePart::new(kind, parts)).write_to_vec().ok()
    }
}

/// A text that cannot begin another header: without line ends, and without what steers a program
/// that shows it.
fn line(text: &str) -> String {
    let line = text.replace(steers, " ");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
