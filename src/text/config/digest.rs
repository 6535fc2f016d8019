//! `digest`: the briefing of a day as mail, book, paper and podcast.

use super::Config;
use crate::text::fields::{Field, Shape};
use crate::text::yaml::Value;
use crate::url::BaseUrl;

/// How digests are made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestSettings {
    /// What a digest is called; without it, as the site.
    pub title: Option<String>,
    /// In which order the stories of a section stand.
    pub order: DigestOrder,
    /// How much of each story a mail has.
    pub length: DigestLength,
    /// How many of the stories that were read most the day before are listed.
    pub most_read: usize,
    /// A line before the stories.
    pub greeting: Option<String>,
    /// A line after the stories.
    pub footer: Option<String>,
    /// Where the publisher gets letters.
    pub postal_address: Option<String>,
    /// Who sends the mail, as an address.
    pub from: Option<Mailbox>,
    /// How readers stop getting it.
    pub unsubscribe: Option<Unsubscribe>,
    /// Where the files of its podcast are on the web.
    pub podcast_url: Option<BaseUrl>,
}

/// In which order the stories of a section stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DigestOrder {
    /// The newest first.
    #[default]
    Newest,
    /// As the day went.
    Oldest,
    /// Those that are `featured`, then the newest first.
    Featured,
}

/// How much of each story a mail has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DigestLength {
    /// All of it.
    Whole,
    /// A summary and a link.
    #[default]
    Summaries,
}

/// A name and an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name; without it, what the digest is called.
    pub name: Option<String>,
    /// The address.
    pub address: String,
}

/// How readers stop getting a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsubscribe {
    /// An address of the web, or one that mail is sent to.
    At(String),
    /// A link that a mailer fills in.
    By(Mailer),
}

/// A program that sends mail and fills in a link for each reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailer {
    /// listmonk.
    Listmonk,
    /// Buttondown.
    Buttondown,
    /// Mailchimp.
    Mailchimp,
}

impl Mailer {
    /// What it puts the link of a reader in the place of
    /// (<https://listmonk.app/docs/templating/>, <https://docs.buttondown.com/template-variables>,
    /// <https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/>).
    pub fn placeholder(self) -> &'static str {
        match self {
            Mailer::Listmonk => "{{ UnsubscribeURL }}",
            Mailer::Buttondown => "{{ unsubscribe_url }}",
            Mailer::Mailchimp => "*|UNSUB|*",
        }
    }
}

/// How many stories that were read most are listed if nobody says otherwise.
const MOST_READ: usize = 5;

impl DigestSettings {
    /// What holds where nobody says otherwise.
    pub fn standard() -> Self {
        DigestSettings { most_read: MOST_READ, ..DigestSettings::default() }
    }
}

impl Mailbox {
    /// `Name <desk@highland.example>`, or the address alone.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
            None => ("", text),
        };
        let wrong = || format!("`{text}` is no e-mail address");
        if !is_address(address) || name.contains(|c: char| c.is_control() || "<>".contains(c)) {
            return Err(wrong());
        }
        let name = (!name.is_empty()).then(|| name.to_string());
        Ok(Mailbox { name, address: address.into() })
    }
}

/// Whether it is an address as mail programs take it: the dot-atoms of RFC 5322, 3.4.1, on a host
/// with a dot in its name. Addresses in other letters (RFC 6532) many servers refuse.
fn is_address(text: &str) -> bool {
    let is_atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_atoms = |text: &str| text.split('.').all(|it| !it.is_empty() && it.chars().all(is_atom));
    let is_label = |label: &str| {
        let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        label.chars().all(is_inside)
            && is_edge(label.chars().next())
            && is_edge(label.chars().last())
    };
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    text.len() <= 254 && is_atoms(local) && host.contains('.') && host.split('.').all(is_label)
}

pub(super) const ORDERS: [(&str, DigestOrder); 3] = [
    ("newest", DigestOrder::Newest),
    ("oldest", DigestOrder::Oldest),
    ("featured", DigestOrder::Featured),
];

pub(super) const LENGTHS: [(&str, DigestLength); 2] =
    [("summaries", DigestLength::Summaries), ("whole", DigestLength::Whole)];

pub(super) const MAILERS: [(&str, Mailer); 3] = [
    ("listmonk", Mailer::Listmonk),
    ("buttondown", Mailer::Buttondown),
    ("mailchimp", Mailer::Mailchimp),
];

/// The regular expression of a mailbox.
const MAILBOX: &str =
    r"^\s*([^<>]*<\s*)?[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(\s*>)?\s*$";

/// The regular expression of a way to unsubscribe.
const UNSUBSCRIBE: &str = r"^\s*([Hh][Tt][Tt][Pp][Ss]?://[^\s<>]+|mailto:[^\s<>@]+@[^\s<>@]+|listmonk|buttondown|mailchimp)\s*$";

/// What is said of digests.
pub(super) const DIGEST: &[Field] = &[
    Field::new("title", Shape::Text, "What a digest is called. Without it, as the site.")
        .also(&["name", "subject", "heading"])
        .such_as(&["The morning briefing"]),
    Field::new(
        "order",
        Shape::OneOf(&["newest", "oldest", "featured"]),
        "In which order the stories of a section stand: the newest first, the oldest first, or those \
         that are `featured` and then the newest.",
    )
    .also(&["sort", "sortby", "ordering"])
    .or("newest"),
    Field::new(
        "length",
        Shape::OneOf(&["summaries", "whole"]),
        "How much of each story a mail has: a summary and a link, or all of it. Book and paper have all.",
    )
    .also(&["content", "fulltext", "stories"])
    .or("summaries"),
    Field::new(
        "most_read",
        Shape::OrFalse(&Shape::Count(100)),
        "How many of the stories that were read most the day before are listed; false for none.",
    )
    .also(&["mostread", "popular", "top"])
    .or("5"),
    Field::new("greeting", Shape::Text, "A line before the stories.")
        .also(&["intro", "introduction", "hello", "preamble"])
        .such_as(&["Good morning."]),
    Field::new("footer", Shape::Text, "A line after the stories.")
        .also(&["closing", "signature", "outro"])
        .such_as(&["You get this letter since you asked for it."]),
    Field::new(
        "postal_address",
        Shape::Text,
        "Where the publisher gets letters, which many countries want in a mail to many.",
    )
    .also(&["address", "postaladdress", "street"])
    .such_as(&["The Highland Briefing, 1 Hill Street, Stepanakert"]),
    Field::new(
        "from",
        Shape::Form(MAILBOX),
        "Who sends the mail: an e-mail address, with a name before it or without.",
    )
    .also(&["sender", "email", "mail", "fromaddress"])
    .such_as(&["The Highland Briefing <desk@highland.example>"]),
    Field::new(
        "unsubscribe",
        Shape::Form(UNSUBSCRIBE),
        "How readers stop getting the mail: a web address, one that mail is sent to, or the mailer \
         that fills in the link: listmonk, buttondown or mailchimp.",
    )
    .also(&["unsubscribeurl", "optout", "unsubscribelink", "mailer"])
    .such_as(&["listmonk", "https://highland.example/unsubscribe/", "mailto:off@highland.example"]),
    Field::new(
        "podcast_url",
        Shape::Form(r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^?#]*$"),
        "Below which web address you put the files of the podcast; without it, no feed of it is made.",
    )
    .also(&["podcast", "podcasturl", "podcastaddress", "podcastfolder", "audiourl"])
    .such_as(&["https://highland.example/podcast/"]),
];

/// As it is written, where it is not what holds for `of_site`.
pub(super) fn written(digest: &DigestSettings, of_site: &DigestSettings) -> Option<Value> {
    if digest == of_site {
        return None;
    }
    let DigestSettings {
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
    } = digest;
    fn text(own: &Option<String>, of_site: &Option<String>) -> Option<Value> {
        own.as_deref().filter(|_| own != of_site).map(Value::text)
    }
    Some(Value::map_of_given([
        ("title", text(title, &of_site.title)),
        ("order", name_of(&ORDERS, order).filter(|_| *order != of_site.order)),
        ("length", name_of(&LENGTHS, length).filter(|_| *length != of_site.length)),
        ("most_read", (*most_read != of_site.most_read).then(|| number(*most_read))),
        ("greeting", text(greeting, &of_site.greeting)),
        ("footer", text(footer, &of_site.footer)),
        ("postal_address", text(postal_address, &of_site.postal_address)),
        ("from", from.as_ref().filter(|_| *from != of_site.from).map(mailbox)),
        (
            "unsubscribe",
            unsubscribe.as_ref().filter(|_| *unsubscribe != of_site.unsubscribe).and_then(way),
        ),
        (
            "podcast_url",
            podcast_url
                .as_ref()
                .filter(|_| *podcast_url != of_site.podcast_url)
                .map(|url| Value::text(&url.to_string())),
        ),
    ]))
}

fn name_of<T: PartialEq>(choices: &[(&'static str, T)], choice: &T) -> Option<Value> {
    choices.iter().find(|(_, other)| other == choice).map(|(name, _)| Value::text(name))
}

fn number(count: usize) -> Value {
    match count {
        0 => Value::Bool(false),
        count => Value::Integer(i64::try_from(count).unwrap_or(i64::MAX)),
    }
}

fn mailbox(Mailbox { name, address }: &Mailbox) -> Value {
    match name {
        Some(name) => Value::text(&format!("{name} <{address}>")),
        None => Value::text(address),
    }
}

fn way(way: &Unsubscribe) -> Option<Value> {
    match way {
        Unsubscribe::At(url) => Some(Value::text(url)),
        Unsubscribe::By(mailer) => name_of(&MAILERS, mailer),
    }
}

impl Config {
    /// The title of digests.
    pub fn digest_title(&self) -> &str {
        self.digest.title.as_deref().unwrap_or(&self.title)
    }
}
