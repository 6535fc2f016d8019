//! From YAML to the settings of digests.

use super::absolute_http;
use super::digest::{DIGEST, DigestSettings, LENGTHS, MAILERS, Mailbox, ORDERS, Unsubscribe};
use super::reader::Reader;
use crate::nearest::nearest;
use crate::text::yaml::{Fields, Value};
use crate::url::BaseUrl;

impl Reader<'_> {
    /// The settings of digests; what they do not say is as in `standard`.
    pub(super) fn digest(
        &mut self,
        fields: &Fields<'_>,
        standard: &DigestSettings,
    ) -> DigestSettings {
        let Some(mut given) =
            fields.get("digest").and_then(|node| self.yaml.fields(node, "digest"))
        else {
            return standard.clone();
        };
        self.yaml.deny_unknown(&mut given, DIGEST, "digest");
        let most_read = match given.get("most_read") {
            Some(node) if node.value == Value::Bool(false) => Some(0),
            _ => self.count(&given, "most_read", 100),
        };
        DigestSettings {
            title: self.text(&given, "title").or_else(|| standard.title.clone()),
            order: self.choice(&given, "order", &ORDERS).unwrap_or(standard.order),
            length: self.choice(&given, "length", &LENGTHS).unwrap_or(standard.length),
            most_read: most_read.unwrap_or(standard.most_read),
            greeting: self.text(&given, "greeting").or_else(|| standard.greeting.clone()),
            footer: self.text(&given, "footer").or_else(|| standard.footer.clone()),
            postal_address: self
                .text(&given, "postal_address")
                .or_else(|| standard.postal_address.clone()),
            from: self
                .checked(&given, "from", Mailbox::parse, FROM_HINT)
                .or_else(|| standard.from.clone()),
            unsubscribe: self.unsubscribe(&given).or_else(|| standard.unsubscribe.clone()),
            podcast_url: self
                .checked(&given, "podcast_url", podcast_url, PODCAST_HINT)
                .or_else(|| standard.podcast_url.clone()),
        }
    }

    fn unsubscribe(&mut self, fields: &Fields<'_>) -> Option<Unsubscribe> {
        let written = fields.get("unsubscribe").map(|node| &node.value);
        let near = match written {
            Some(Value::Text(text)) => nearest(text.trim(), MAILERS.map(|(name, _)| name)),
            _ => None,
        };
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => match self.as_mail(fields) {
                Some(line) => format!("write `{line}`"),
                None => UNSUBSCRIBE_HINT.into(),
            },
        };
        let parse = |text: &str| {
            unsubscribe(text.trim()).ok_or_else(|| format!("`{text}` is no way to unsubscribe"))
        };
        self.checked(fields, "unsubscribe", parse, &hint)
    }

    /// The line with `mailto:` before an e-mail address.
    fn as_mail(&self, fields: &Fields<'_>) -> Option<String> {
        let node = fields.get("unsubscribe")?;
        let Value::Text(text) = &node.value else { return None };
        let address = Mailbox::parse(text).ok()?.address;
        Some(self.yaml.line_with(node, &format!("mailto:{address}")))
    }
}

const FROM_HINT: &str = "write for example `from: The Highland Briefing <desk@highland.example>`";

const PODCAST_HINT: &str = "write the web address of the folder that you put the podcast into, such \
                            as `podcast_url: https://highland.example/podcast/`";

const UNSUBSCRIBE_HINT: &str = "write a web address, one such as `mailto:off@highland.example`, or \
                                the mailer that fills in the link: `listmonk`, `buttondown` or \
                                `mailchimp`";

/// The address of a folder.
fn podcast_url(text: &str) -> Result<BaseUrl, String> {
    const FILES: [&str; 8] = ["xml", "rss", "atom", "mp3", "m4a", "json", "opml", "m3u"];
    let parsed = url::Url::parse(text.trim())
        .map_err(|_| format!("`{text}` is no web address: it has to begin with `https://`"))?;
    if parsed.query().is_some() || parsed.fragment().is_some() {
        return Err(format!("`{text}` has a `?` or `#`, behind which no file can be"));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err("its user name and password would be published".into());
    }
    let url = BaseUrl::parse(text)?;
    let ending = url.path().rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let is_file = ending.is_some_and(|(_, it)| FILES.contains(&&*it.to_ascii_lowercase()));
    match is_file && !text.trim_end().ends_with('/') {
        true => Err(format!("`{text}` is the address of a file, and not of its folder")),
        false => Ok(url),
    }
}

fn unsubscribe(text: &str) -> Option<Unsubscribe> {
    if let Some((_, mailer)) = MAILERS.iter().find(|(name, _)| *name == text) {
        return Some(Unsubscribe::By(*mailer));
    }
    if let Some(address) = text.strip_prefix("mailto:") {
        let (address, query) = address.split_once('?').unwrap_or((address, ""));
        let mailbox = Mailbox::parse(address).ok().filter(|it| it.name.is_none())?;
        let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"".contains(c);
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        return query
            .chars()
            .all(is_plain)
            .then(|| Unsubscribe::At(format!("mailto:{}{query}", mailbox.address)));
    }
    absolute_http(text).map(Unsubscribe::At)
}

#[cfg(test)]
mod tests {
    use super::super::digest::{DigestLength, DigestOrder, Mailer};
    use super::super::parse;
    use super::*;

    fn read(digest: &str) -> (DigestSettings, Vec<String>) {
        let source = format!("title: T\nbase_url: https://a.example/\ndigest: {digest}\n");
        let (config, faults) = parse(&source);
        let told = |fault: &crate::diagnostic::Diagnostic| {
            format!("{fault}: {}", fault.hint.as_deref().unwrap_or_default())
        };
        (config.digest, faults.iter().map(told).collect())
    }

    #[test]
    fn what_is_not_said_is_as_usual() {
        assert_eq!(read("{}"), (DigestSettings::standard(), vec![]));
        let all = "{title: Morning, order: featured, length: whole, most_read: false, \
                   greeting: Good morning., footer: Bye., postal_address: 'Hill 1, Stepanakert', \
                   from: 'Ա <a@b.example>', unsubscribe: listmonk, podcast_url: 'https://p.example/day'}";
        let text = |text: &str| Some(text.to_string());
        let expected = DigestSettings {
            title: text("Morning"),
            order: DigestOrder::Featured,
            length: DigestLength::Whole,
            most_read: 0,
            greeting: text("Good morning."),
            footer: text("Bye."),
            postal_address: text("Hill 1, Stepanakert"),
            from: Some(Mailbox { name: text("Ա"), address: "a@b.example".into() }),
            unsubscribe: Some(Unsubscribe::By(Mailer::Listmonk)),
            podcast_url: BaseUrl::parse("https://p.example/day/").ok(),
        };
        assert_eq!(read(all), (expected, vec![]));
    }

    #[test]
    fn a_way_to_unsubscribe_is_an_address_or_a_mailer() {
        for (written, way) in [
            ("https://a.example/off?x=1", Some("https://a.example/off?x=1")),
            ("mailto:off@a.example?subject=off", Some("mailto:off@a.example?subject=off")),
            ("mailto:off@a.example?subject=<x>", None),
            ("mailto:nobody", None),
            ("javascript:alert(1)", None),
            ("/unsubscribe/", None),
        ] {
            let way = way.map(|url| Unsubscribe::At(url.into()));
            assert_eq!(unsubscribe(written), way, "{written}");
        }
        let (_, faults) = read("{unsubscribe: listmonc}");
        let message = "error: unsubscribe: `listmonc` is no way to unsubscribe (site.yaml:3:23): \
                       did you mean `listmonk`?";
        assert_eq!(faults, [message]);
        let (_, faults) = read("{unsubscribe: off@a.example}");
        assert!(
            faults[0].ends_with("write `digest: {unsubscribe: mailto:off@a.example}`"),
            "{faults:?}"
        );
    }

    #[test]
    fn a_podcast_is_below_a_web_address() {
        for (written, expected) in [
            ("p.example/day", "`p.example/day` is no web address: it has to begin with `https://`"),
            ("'https://p.example/?a=1'", "has a `?` or `#`, behind which no file can be"),
            ("https://user:pw@p.example/", "its user name and password would be published"),
            ("https://p.example/feed.xml", "is the address of a file, and not of its folder"),
            ("https://p.example/a/day.MP3", "is the address of a file, and not of its folder"),
            ("/podcast/", "`/podcast/` is no web address"),
        ] {
            let (settings, faults) = read(&format!("{{podcast_url: {written}}}"));
            assert_eq!(settings.podcast_url, None, "{written}");
            assert!(faults[0].contains(expected), "{faults:?}");
            assert!(faults[0].contains("`podcast_url: https://highland.example/podcast/`"));
        }
        for written in ["https://p.example", "https://p.example/v1.2", "https://p.example/a.mp3/"] {
            let (settings, faults) = read(&format!("{{podcast_url: {written}}}"));
            assert!(settings.podcast_url.is_some() && faults.is_empty(), "{faults:?}");
        }
    }

    #[test]
    fn a_sender_is_an_address_with_or_without_a_name() {
        for (written, name, address) in [
            ("a@b.example", None, "a@b.example"),
            ("<a@b.example>", None, "a@b.example"),
            ("\"News, daily\" <a.b+c@b.example>", Some("News, daily"), "a.b+c@b.example"),
        ] {
            let name = name.map(String::from);
            assert_eq!(Mailbox::parse(written), Ok(Mailbox { name, address: address.into() }));
        }
        for written in [
            "",
            "a",
            "a@b",
            "a b@c.example",
            "a@b..example",
            "a@-b.example",
            "a@b.example, c@d.example",
            "N\r\nBcc: x <a@b.example>",
            "a@b.example\r\nBcc: c@d.example",
            ".a@b.example",
        ] {
            assert!(Mailbox::parse(written).is_err(), "{written:?}");
        }
    }
}
