//! What is written is read back: each field, with texts that mean something to YAML.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::slug::{Letters, Naming, name_key, slug_of_name};
use crate::text::config::UnknownFields;
use crate::text::date::Precision;
use crate::text::front_matter::{
    Context, Live, LiveOrder, NamePlaces, TextKind, WrittenAt, parse, split,
};
use crate::text::yaml::any_text;

const ZONES: [&str; 3] = ["UTC", "Asia/Yerevan", "America/New_York"];

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn read_back(front_matter: &FrontMatter, zone: &TimeZone) -> FrontMatter {
    let source = format!("---\n{}---\nThe text.\n", write(front_matter));
    let parts = split(&source).unwrap();
    assert_eq!(&source[parts.body], "The text.\n", "{source}");
    let context = Context {
        file: "a.md",
        kind: TextKind::Page,
        time_zone: zone,
        unknown_fields: UnknownFields::Error,
        naming: Naming::default(),
        base_url: None,
        datelines_have_days: true,
    };
    let (read, faults) = parse(&source, parts.yaml, None, context);
    let faults: Vec<String> = faults.into_reported().iter().map(ToString::to_string).collect();
    assert_eq!(faults, [""; 0], "{source}");
    read.unwrap()
}

/// Without places, which what was read has.
fn bare(value: Value) -> Value {
    match value {
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| bare(item.value).into()).collect())
        }
        Value::Map(entries) => {
            let entry = |(key, value): (Node, Node)| (key.value.into(), bare(value.value).into());
            Value::Map(entries.into_iter().map(entry).collect())
        }
        other => other,
    }
}

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(any_text())
}

fn any_moment(zone: &'static str) -> impl Strategy<Value = Moment> {
    let seconds = prop_oneof![-9_000_000_000i64..9_000_000_000, 1_793_500_000i64..1_793_530_000];
    (seconds, 0..3, any::<bool>()).prop_map(move |(seconds, kind, is_day)| {
        let nanosecond = if kind == 0 { 250_000_000 } else { 0 };
        let seconds = if kind == 1 { seconds - seconds.rem_euclid(60) } else { seconds };
        let zoned =
            Timestamp::new(seconds, nanosecond).unwrap().to_zoned_datetime(self::zone(zone));
        let elsewhere = zoned.with_time_zone(TimeZone::fixed(jiff::tz::offset(-11)));
        match is_day {
            true => Moment {
                written_day: zoned.date(),
                zoned: zoned.start_of_day().unwrap(),
                precision: Precision::Day,
            },
            false => Moment {
                written_day: if kind == 2 { elsewhere.date() } else { zoned.date() },
                zoned,
                precision: Precision::Time,
            },
        }
    })
}

fn any_extra() -> impl Strategy<Value = Vec<(String, Value)>> {
    let leaf = prop_oneof![
        any::<String>().prop_map(|text| Value::Text(text.replace('\u{fffd}', "?"))),
        any::<i64>().prop_map(Value::Integer),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
    ];
    let value = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone().prop_map(Node::from), 0..3).prop_map(Value::List),
            prop::collection::btree_map(any_text(), inner, 0..3)
                .prop_map(|map| Value::map(map.iter().map(|(k, v)| (k.as_str(), v.clone())))),
        ]
    });
    prop::collection::btree_map(
        any_text().prop_filter("another name", |name| name != "lang"),
        value,
        0..3,
    )
    .prop_map(|map| map.into_iter().collect())
}

fn any_live(zone: &'static str) -> impl Strategy<Value = Live> {
    let order = prop::sample::select(vec![LiveOrder::Newest, LiveOrder::Oldest]);
    (any::<bool>(), order, prop::option::of(any_moment(zone)))
        .prop_map(|(ended, order, until)| Live { ended, order, until })
}

fn any_front_matter(zone: &'static str) -> impl Strategy<Value = FrontMatter> {
    let moment = move || prop::option::of(any_moment(zone));
    let moments = (moment(), moment(), moment(), moment());
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let texts = (any_text(), some_text(), some_text(), flags);
    let lists = (
        prop::collection::btree_set(any_text(), 0..3),
        prop::collection::vec(any_text(), 0..3),
        prop::collection::vec("[a-z%?# é]{1,6}", 0..3),
        prop::collection::vec((any_moment(zone), any_text(), any::<bool>()), 0..3),
        prop::collection::btree_map(
            prop::sample::select(vec!["hy", "no", "pt-BR", "on"]),
            any_text(),
            0..3,
        ),
    );
    let maps = (
        prop::option::of((some_text(), some_text())),
        prop::option::of((
            // Where Windows keeps a file is refused.
            any_text().prop_filter("a path of a drive", |src| {
                ![":/", ":\\"].iter().any(|it| src.contains(it))
            }),
            some_text(),
            some_text(),
            some_text(),
        )),
        prop::option::of(any_text()),
        prop::option::of(prop::sample::select(vec!["no", "1984", "a.b-c", "1e3"])),
        prop::option::of(prop::sample::select(vec!["hy-AM", "no"])),
        prop::option::of(any_text()),
        (prop::sample::select(Kind::ALL.to_vec()), prop::option::of(any_live(zone))),
        prop::option::of(prop::sample::select(vec!["hy", "no", "pt-BR"])),
        prop::option::of(any_text()),
        any_extra(),
    );
    (texts, moments, lists, maps).prop_map(|(texts, moments, lists, maps)| {
        let (title, subtitle, summary, (draft, featured, goes_alone)) = texts;
        let (date, updated, embargo, expires) = moments;
        let (authors, tags, aliases, corrections, translations) = lists;
        let (
            dateline,
            image,
            source,
            slug,
            language,
            feed_id,
            (kind, live),
            translation_of,
            series,
            extra,
        ) = maps;
        let mut keys = std::collections::HashSet::new();
        let tag = |name: String| {
            let key = name_key(&name, Naming::default());
            Some(Tag { slug: slug_of_name(&key, Letters::default())?, key, name })
        };
        FrontMatter {
            title,
            date,
            updated,
            updated_at: WrittenAt::default(),
            embargo,
            expires,
            draft,
            subtitle,
            summary,
            dateline: dateline.map(|(place, agency)| Dateline::Parts { place, agency }),
            authors: authors.into_iter().collect(),
            authors_at: NamePlaces::default(),
            tags: tags
                .into_iter()
                .filter_map(tag)
                .filter(|tag| keys.insert(tag.key.clone()))
                .collect(),
            kind,
            series: series.and_then(tag),
            about: None,
            live,
            image: image.map(|(src, alt, caption, credit)| {
                Image { src: src.into(), alt, caption, credit }.into()
            }),
            source: source.map(|name| Source { name, url: "https://a.example/?a=1#no".into() }),
            slug: slug.map(String::from),
            aliases: aliases
                .into_iter()
                .filter_map(|name| SitePath::new(&format!("/old/{name}/")))
                .map(Placed::from)
                .collect(),
            featured,
            corrections: corrections
                .into_iter()
                .map(|(date, text, is_of_this_version)| Correction {
                    date,
                    text,
                    is_of_this_version,
                    at: WrittenAt::default(),
                })
                .collect(),
            language: language.and_then(Language::parse),
            translations: translations
                .into_iter()
                .filter_map(|(tag, target)| {
                    let language = Language::parse(tag)?.tag().to_string();
                    Some(Translation { language, target: target.into() })
                })
                .collect(),
            translation_of: translation_of.map(String::from),
            goes_alone,
            feed_id,
            extra,
        }
    })
}

/// `read_back` takes no warning either, such as that a name may be several.
#[test]
fn a_name_that_may_be_several_is_in_quotes() {
    let zone = zone("UTC");
    for name in ["talks, peace", "b&%,?'", "A; B", "Reuters and AFP", "水、税"] {
        let source =
            format!("title: a\nauthors: ['{0}']\ntags: ['{0}']\n", name.replace('\'', "''"));
        let context = Context {
            file: "a.md",
            kind: TextKind::Page,
            time_zone: &zone,
            unknown_fields: UnknownFields::Error,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        let front_matter = parse(&source, 0..source.len(), None, context).0.unwrap();
        assert_eq!(front_matter.authors, [name]);
        assert_eq!(read_back(&front_matter, &zone).authors, [name]);
    }
    let mut front_matter = FrontMatter { title: "a".into(), ..FrontMatter::default() };
    front_matter.authors = ["Anna Voss", "Martin Luther King, Jr."].map(String::from).to_vec();
    assert_eq!(
        write(&front_matter),
        "title: a\nauthors:\n  - Anna Voss\n  - Martin Luther King, Jr.\n"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        (zone, front_matter) in prop::sample::select(ZONES.to_vec())
            .prop_flat_map(|zone| (Just(zone), any_front_matter(zone)))
    ) {
        let mut read = read_back(&front_matter, &self::zone(zone));
        for (_, value) in &mut read.extra {
            *value = bare(value.clone());
        }
        prop_assert_eq!(read, front_matter);
    }
}

#[test]
fn the_other_name_of_the_language_is_kept() {
    let extra = vec![("lang".to_string(), Value::Text("our own".into()))];
    let read = |fields: &str| {
        let context = Context {
            file: "a.md",
            kind: TextKind::Page,
            time_zone: &TimeZone::UTC,
            unknown_fields: UnknownFields::Error,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        parse(fields, 0..fields.len(), None, context).0.unwrap()
    };
    let mut front_matter = read("title: a\nextra: {lang: our own}\n");
    front_matter.extra = extra;
    assert_eq!(write(&front_matter), "title: a\nextra:\n  lang: our own\n");
    let both = read("title: a\nlanguage: hy\nextra: {lang: HY}\n");
    assert_eq!(write(&both), "title: a\nlanguage: hy\nextra:\n  lang: HY\n");
}
