//! Settings, front matter, lists of words, and the YAML that they are.

use dateline::slug::{Naming, is_slug};
use dateline::text::config::{self, UnknownFields};
use dateline::text::front_matter::{self, Context, FrontMatter, TextKind};
use dateline::text::yaml::{self, Keys, Node, Value};
use dateline::word_list::WordList;
use jiff::tz::TimeZone;

use super::{are_in, is_in};

/// Keys with places and keys without are the same keys, and every value is where it says.
pub fn yaml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match (yaml::parse(text, Keys::Placed), yaml::parse(text, Keys::Unplaced)) {
        (Ok(placed), Ok(unplaced)) => {
            is_within(text, &placed);
            // No number equals itself that is none, so texts are compared.
            let [placed, unplaced] = [placed, unplaced].map(|node| node.value.to_json());
            assert_eq!(placed.to_string(), unplaced.to_string());
        }
        (Err(placed), Err(unplaced)) => {
            assert_eq!(placed.message, unplaced.message);
            assert!(!placed.message.is_empty());
            assert!(text.get(placed.range).is_some());
        }
        (placed, unplaced) => panic!("{placed:?} and {unplaced:?}"),
    }
}

fn is_within(text: &str, node: &Node) {
    assert!(text.get(node.range.clone()).is_some(), "{:?} of {text:?}", node.range);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| is_within(text, item)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            is_within(text, key);
            is_within(text, value);
        }),
        _ => {}
    }
}

pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (_, faults) = config::parse(text);
    are_in(text, &faults);
    if let Some(windows) = with_windows_line_ends(text) {
        assert_eq!(config::parse(&windows).1.is_empty(), faults.is_empty());
    }
}

pub fn word_lists(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let languages = ["en", "ar"].map(|tag| tag.parse().unwrap());
    for language in &languages {
        let mut words = WordList::built_in(language);
        are_in(text, &words.add("words/en.yaml", text));
        for (name, _) in words.iter() {
            let texts = [0, 1, 2, 5, 11, u64::MAX].map(|n| words.counted(name, n));
            assert!(texts.iter().all(|text| !text.is_empty()), "{name}: {texts:?}");
        }
    }
}

pub fn front_matter(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = read_front_matter(text);
    if let Some(windows) = with_windows_line_ends(text) {
        let of_windows = read_front_matter(&windows);
        // Of several faults of syntax, it may be another that is met first.
        let is_broken = |read: &Vec<Read>| read.iter().all(|(read, _, _)| read.is_none());
        assert_eq!(is_broken(&of_windows), is_broken(&read));
        assert!(is_broken(&read) || of_windows == read, "{of_windows:?} and {read:?}");
    }
}

/// What was read but for the other fields, those as text, and the messages.
type Read = (Option<FrontMatter>, String, Vec<String>);

/// The same text as an editor on Windows saves it, unless it is so already.
fn with_windows_line_ends(text: &str) -> Option<String> {
    (!text.contains('\r')).then(|| text.replace('\n', "\r\n"))
}

/// What is read of a text, as a briefing and as a page, and the messages.
fn read_front_matter(text: &str) -> Vec<Read> {
    let split = match front_matter::split(text) {
        Ok(split) => split,
        Err((place, message, hint)) => {
            is_in(text, place);
            return vec![(None, String::new(), vec![message, hint])];
        }
    };
    assert!(split.yaml.end <= split.body.start && split.body.end == text.len());
    assert!(text.get(split.yaml.clone()).is_some() && text.get(split.body).is_some());
    let read = |(kind, unknown_fields)| {
        let context = Context {
            file: "any.md",
            kind,
            time_zone: &TimeZone::UTC,
            unknown_fields,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        let (front_matter, faults) = front_matter::parse(text, split.yaml.clone(), None, context);
        let faults = faults.into_reported();
        are_in(text, &faults);
        match &front_matter {
            None => assert!(!faults.is_empty()),
            Some(front_matter) => is_checked(front_matter, faults.is_empty()),
        }
        // The other fields know where in the file they stand, which is another byte then.
        let mut front_matter = front_matter;
        let extra = front_matter.as_mut().map(|found| std::mem::take(&mut found.extra));
        let extra = extra.into_iter().flatten().map(|(name, value)| (name, value.to_json()));
        let extra = extra.map(|(name, value)| format!("{name}: {value}\n")).collect();
        (front_matter, extra, faults.into_iter().map(|fault| fault.to_string()).collect())
    };
    [(TextKind::Briefing, UnknownFields::Error), (TextKind::Page, UnknownFields::Keep)]
        .map(read)
        .into()
}

fn is_checked(front_matter: &FrontMatter, is_faultless: bool) {
    if is_faultless {
        assert!(!front_matter.title.trim().is_empty());
    }
    assert!(front_matter.slug.as_deref().is_none_or(is_slug));
    assert!(front_matter.tags.iter().all(|tag| is_slug(&tag.slug)));
    let urls = front_matter.source.iter().map(|source| &source.url);
    for url in urls {
        assert!(url.starts_with("http://") || url.starts_with("https://"), "{url}");
    }
}
