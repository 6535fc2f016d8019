//! What is written is read back: each field, with texts that mean something to YAML.

use std::collections::BTreeSet;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use url::Url;

use super::*;
use crate::text::config::podcasts::CATEGORIES;
use crate::text::config::{
    Cards, ColorRole, Face, Fill, Redirect, Rgb, absolute_http, capitalized, parse,
};
use crate::text::date::parse as parse_date;
use crate::text::dateline::DatelinePattern;
use crate::text::fields::{Field, Shape};
use crate::text::old_path::old_path;
use crate::text::permalink::Permalink;
use crate::text::placed::Placed;
use crate::text::yaml::{Keys, any_text};
use crate::url::{BaseUrl, SitePath};

mod digests;

use digests::{any_digest, over};

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(any_text())
}

fn any_path() -> impl Strategy<Value = SitePath> {
    any_text().prop_filter_map("no path", |text| {
        SitePath::new(format!("/{}", text.replace(['\n', '\t'], "")).trim())
    })
}

fn any_url() -> impl Strategy<Value = Url> {
    any_text().prop_filter_map("no address", |text| {
        let mut url = Url::parse("https://a.example/").ok()?;
        url.set_path(&text);
        url.set_fragment(Some(&text));
        Some(url)
    })
}

fn any_base_url() -> impl Strategy<Value = BaseUrl> {
    let urls = ["https://a.example", "http://[::1]:80/b%20c/", "https://a.example:8443/é/#/"];
    select(urls.to_vec()).prop_filter_map("no base", |url| BaseUrl::parse(url).ok())
}

fn any_sections() -> impl Strategy<Value = Vec<SectionConfig>> {
    let ids = vec!["no", "on", "1984", "1e3", "a.b-c", "-", "null", "politics"];
    let old = prop::collection::btree_set(select(vec!["off", "2001", "world"]), 0..3);
    let facts = (some_text(), some_text(), old);
    prop::collection::btree_map(select(ids), facts, 0..4).prop_map(|all| {
        let section =
            |(id, (title, description, old)): (&str, (Option<String>, _, BTreeSet<&str>))| {
                SectionConfig {
                    id: id.into(),
                    title: title.unwrap_or_else(|| capitalized(id)),
                    description,
                    aliases: old.into_iter().map(|old| format!("{id}{old}").into()).collect(),
                }
            };
        all.into_iter().map(section).collect()
    })
}

fn any_dateline() -> impl Strategy<Value = DatelinePattern> {
    let field = select(vec!["{place}", "{AGENCY}", "{Month}", "{DAY}", "{year}", "{date}"]);
    (any_text(), field, any_text()).prop_filter_map("no pattern", |(before, field, after)| {
        let [before, after] = [before, after].map(|text| text.replace(['{', '}'], ""));
        DatelinePattern::parse(format!("{before}{field}{after}").trim()).ok()
    })
}

fn any_publisher() -> impl Strategy<Value = Publisher> {
    (any_text(), prop::option::of(any_path()), prop::option::of(any_url())).prop_map(
        |(name, logo, url)| Publisher {
            name,
            logo: logo.map(Placed::from),
            url: url.map(String::from),
        },
    )
}

fn any_colors() -> impl Strategy<Value = Vec<Color>> {
    prop::collection::btree_map(select(ColorRole::ALL.to_vec()), 0u32..1 << 24, 0..6).prop_map(
        |all| {
            let color = |(role, number)| Color { role, value: Rgb::from(number).into() };
            all.into_iter().map(color).collect()
        },
    )
}

fn any_theme() -> impl Strategy<Value = Theme> {
    let face = || prop::option::of(select(vec![Face::Serif, Face::Sans]));
    (any_colors(), any_colors(), face(), face(), prop::option::of(any_path())).prop_map(
        |(colors, dark_colors, headings, text, logo)| Theme {
            colors,
            dark_colors,
            headings,
            text,
            logo: logo.map(Placed::from),
        },
    )
}

fn any_menu() -> impl Strategy<Value = Vec<MenuLink>> {
    let to = prop_oneof![
        any_path().prop_map(LinkTarget::Page),
        any_url().prop_map(LinkTarget::Elsewhere),
        Just("mailto:a@b.example?subject=no%20").prop_filter_map("no address", |url| Some(
            LinkTarget::Elsewhere(Url::parse(url).ok()?)
        )),
    ];
    prop::collection::vec(
        (any_text(), to).prop_map(|(title, to)| MenuLink { title, to, from: None, until: None }),
        0..3,
    )
}

/// The links, of which every other one is there for some days only.
fn for_a_while(links: Vec<MenuLink>, zone: &TimeZone) -> Vec<MenuLink> {
    let moment = |text: &str| parse_date(text, zone).ok();
    let timed = |(at, link)| match at % 2 {
        0 => MenuLink { from: moment("2026-02-01 09:30"), until: moment("2026-03-01"), ..link },
        _ => link,
    };
    links.into_iter().enumerate().map(timed).collect()
}

fn any_footer() -> impl Strategy<Value = Footer> {
    (some_text(), any_menu(), prop::collection::vec(any_url(), 0..3))
        .prop_map(|(text, links, profiles)| Footer { text, links, profiles })
}

fn any_analytics() -> impl Strategy<Value = Vec<Analytics>> {
    let with_id = || prop::option::of((any_text(), any_url()));
    (prop::option::of(any_url()), with_id(), with_id()).prop_map(
        |(goatcounter, plausible, umami)| {
            let goatcounter = goatcounter.map(|server| Analytics::GoatCounter { server });
            let plausible =
                plausible.map(|(site_id, server)| Analytics::Plausible { site_id, server });
            let umami = umami.map(|(site_id, server)| Analytics::Umami { site_id, server });
            [goatcounter, plausible, umami].into_iter().flatten().collect()
        },
    )
}

fn any_policy() -> impl Strategy<Value = ContentPolicy> {
    let source = prop_oneof![
        "[a-z0-9*'#:{}\\[\\]!|%@`?~=./-]{1,9}",
        select(vec!["no", "2026", "null", "'none'", "*"]).prop_map(String::from),
    ];
    let sources = prop::collection::vec(source, 0..3);
    let directives = select(vec!["connect-src", "font-src", "script-src"]);
    let own = prop::collection::btree_map(directives, sources, 0..3).prop_map(|all| {
        let directive = |(name, sources): (&str, _)| (name.to_string(), sources);
        ContentPolicy::Own(all.into_iter().map(directive).collect())
    });
    prop_oneof![3 => own, 1 => Just(ContentPolicy::None)]
}

fn any_most_read() -> impl Strategy<Value = MostRead> {
    let reads = select(vec!["data/reads.csv", "no", "2026", "# a/b: c.csv", "a\u{202e}b.csv"]);
    let windows = prop::collection::btree_map(any_text(), 1usize..3660, 0..4);
    (reads, 1usize..100, 1usize..1000, windows).prop_map(|(reads, limit, page_limit, windows)| {
        let mut windows: Vec<_> = windows.into_iter().collect();
        windows.sort_by(|(a, of_a), (b, of_b)| (of_a, a).cmp(&(of_b, b)));
        let reads = crate::text::printable::printable(reads).into();
        MostRead { reads, limit, page_limit, windows }
    })
}

fn any_pictures() -> impl Strategy<Value = Pictures> {
    let widths = prop::collection::btree_set(1u32..8192, 1..5);
    let fills = select(FILLS.map(|(_, fill)| fill).to_vec());
    let keep = select(KEEPS.map(|(_, keep)| keep).to_vec());
    let fill = prop::collection::vec(fills, 0..4);
    (widths, 1u8..=100, 1u8..=100, any_text(), fill, keep).prop_map(
        |(widths, webp_quality, jpeg_quality, sizes, mut fill, keep)| {
            fill.dedup();
            let is_again = |at: usize, all: &[Fill]| all[..at].contains(&all[at]);
            let fill = (0..fill.len()).filter(|at| !is_again(*at, &fill)).map(|at| fill[at]);
            Pictures {
                widths: widths.into_iter().collect(),
                webp_quality,
                jpeg_quality,
                sizes,
                fill: fill.collect(),
                keep,
            }
        },
    )
}

/// What a language may have of its own, but for its tag.
fn any_language() -> impl Strategy<Value = LanguageConfig> {
    let authors = prop::collection::btree_map(any_text(), any_text(), 0..3);
    let base = select(vec!["/", "/our-own/", "/a/b/"]);
    let lists = (any_menu(), any_footer(), any_digest(), authors);
    let old = prop::collection::vec(select(vec!["/was/", "/of/old/"]), 0..2);
    (any_text(), some_text(), (base, old), any_dateline(), lists).prop_map(
        |(title, tagline, (base, old), dateline, (menu, footer, digest, authors))| LanguageConfig {
            language: icu_locale::locale!("en"),
            base: SitePath::new(base).expect("a path").into(),
            aliases: old
                .into_iter()
                .map(|old| SitePath::new(old).expect("a path").into())
                .collect(),
            title,
            tagline,
            addresses: Letters::Native,
            sections: Vec::new(),
            dateline,
            menu,
            footer,
            digest,
            authors: authors.into_iter().collect(),
        },
    )
}

/// Settings as they are, or in several languages.
fn any_config() -> impl Strategy<Value = Config> {
    let languages =
        prop::collection::btree_map(select(vec!["hy", "pt-BR", "ar"]), any_language(), 0..3);
    (any_config_of_one(), languages).prop_map(|(mut config, languages)| {
        let is_first = |at| at == 0;
        for (at, (tag, own)) in languages.into_iter().enumerate() {
            let language: icu_locale::Locale = tag.parse().expect("a tag");
            let base = match own.base.value.as_str() {
                "/" => standard_base(at, &language),
                base => base
                    .replace("our-own", tag)
                    .to_lowercase()
                    .replace("/a/b/", &format!("/{at}/b/")),
            };
            if is_first(at) {
                config.language = language.clone();
                if config.addresses == Letters::ByScript {
                    config.addresses = Letters::of(&language);
                }
            }
            // No two have one.
            let old = own.aliases.iter().map(|old| format!("/{at}{}", old.value));
            let aliases = old.map(|old| SitePath::new(&old).expect("a path").into()).collect();
            config.languages.push(LanguageConfig {
                language,
                aliases,
                base: SitePath::new(&base).expect("a path").into(),
                tagline: own.tagline.or_else(|| config.tagline.clone()),
                sections: config.sections.iter().rev().cloned().collect(),
                digest: over(own.digest, &config.digest),
                ..own
            });
        }
        config
    })
}

fn any_config_of_one() -> impl Strategy<Value = Config> {
    let zones = ["UTC", "Asia/Yerevan", "America/New_York", "Etc/GMT+3"];
    let languages = ["en", "no", "hy-AM", "pt-BR", "zh-Hant"];
    let permalinks = ["/{section}/{slug}/", "/{year}/{month}/{day}/{slug}.html", "/no: #/{slug}/"];
    let shares = SHARES.map(|(_, share)| share).to_vec();
    let cnames = [Cname::OfBaseUrl, Cname::None, Cname::Domain("xn--99ayyh.xn--y9a3aq".into())];
    let giscus = (any_text(), any_text(), any_text(), any_text()).prop_map(
        |(repo, repo_id, category, category_id)| Giscus { repo, repo_id, category, category_id },
    );
    let ignore = (any_url(), any::<bool>())
        .prop_map(|(url, is_upper)| if is_upper { format!("HTTP://{url}") } else { url.into() })
        .prop_filter("no address", |text: &String| absolute_http(text).is_some());
    let addresses = prop::option::of(select(ADDRESSES.map(|(_, letters)| letters).to_vec()));
    let site = (any_text(), some_text(), any_base_url(), select(languages.to_vec()), addresses);
    let old = prop::collection::vec(select(permalinks.to_vec()), 0..3);
    let page = || {
        any_text().prop_filter_map("no page", |text| {
            let text = text.replace(['\n', '\t', '*', '?', '#', ':', '%'], "");
            old_path(&format!("/{}/", text.trim()))
        })
    };
    let single = (page(), page()).prop_filter_map("the same", |(from, to)| {
        (from != to).then(|| Redirect { from: from.into(), to: to.into() })
    });
    let single = prop::collection::vec(single, 0..3);
    let permalink = (select(permalinks.to_vec()), old, single);
    let stories = (select(zones.to_vec()), any_sections(), permalink, any_dateline());
    let frame = (prop::option::of(any_publisher()), any_theme(), any_menu(), any_footer());
    let services = (
        prop::collection::vec(select(shares), 0..3),
        any_analytics(),
        prop::option::of(giscus),
        any_policy(),
    );
    let authorities = [None, Some("a.example"), Some("no"), Some("a_b@c-d.example")];
    let feeds = (1usize..1000, any::<bool>(), select(authorities.to_vec()));
    let fonts = prop::collection::vec(select(vec!["data/a.ttf", "static/b c.otf"]), 0..3);
    let shapes = select(crate::embeds::Shape::NAMES.map(|(_, shape)| shape).to_vec());
    let embed = (any_text(), shapes).prop_map(|(name, shape)| Provider {
        name,
        address: "https://a.example/@{user}/w?v={id}".into(),
        frame: "https://b.example/{id}/no".into(),
        shape,
    });
    let mail = select(vec![None, Some("radio@a.example")]);
    let podcast = (some_text(), some_text(), select(CATEGORIES.to_vec()), mail, any::<bool>());
    let elsewhere = (prop::collection::vec(embed, 0..3), prop::option::of(podcast));
    let pictures = (any_pictures(), prop::option::of(fonts), elsewhere);
    let lists =
        (pictures, any_most_read(), (feeds, any_digest()), prop::collection::vec(ignore, 0..3));
    let rest = (
        1usize..1000,
        select(cnames.to_vec()),
        any::<bool>(),
        any::<bool>(),
        select(HTML.map(|(_, html)| html).to_vec()),
        select(UNKNOWN_FIELDS.map(|(_, unknown)| unknown).to_vec()),
    );
    (site, stories, frame, services, lists, rest).prop_filter_map(
        "not valid",
        |(site, stories, frame, services, lists, rest)| {
            let (title, tagline, base_url, language, addresses) = site;
            let (zone, sections, (permalink, redirects, single_redirects), dateline) = stories;
            let redirects =
                redirects.into_iter().map(|pattern| Permalink::parse(pattern).map(Placed::from));
            let (publisher, theme, menu, footer) = frame;
            let (share, analytics, comments, content_policy) = services;
            let ((pictures, cards, (embeds, podcast)), most_read, (feeds, digest), ignore) = lists;
            let (limit, tags, authority) = feeds;
            let (page_size, cname, redirect_list, search, html, unknown_fields) = rest;
            let language = language.parse().ok()?;
            let time_zone = TimeZoneDatabase::bundled().get(zone).ok()?;
            let podcasts = sections.first().zip(podcast).map(|(section, podcast)| {
                let (title, description, category, email, explicit) = podcast;
                Podcast {
                    section: section.id.clone(),
                    image: Placed::from(SitePath::root().file("a.png")),
                    title,
                    description,
                    category,
                    email: email.map(String::from),
                    explicit,
                }
            });
            let menu = for_a_while(menu, &time_zone);
            let footer = Footer { links: for_a_while(footer.links, &time_zone), ..footer };
            Some(Config {
                title,
                tagline,
                written_base_url: base_url.clone(),
                base_url,
                addresses: addresses.unwrap_or_else(|| Letters::of(&language)),
                languages: Vec::new(),
                language,
                time_zone,
                sections,
                permalink: Permalink::parse(permalink).ok()?,
                page_size,
                dateline,
                publisher,
                theme,
                menu,
                footer,
                share,
                analytics,
                comments,
                content_policy,
                embeds,
                podcasts: podcasts.into_iter().collect(),
                pictures,
                cards: cards.map(|fonts| Cards {
                    fonts: fonts.into_iter().map(|font| Placed::from(font.to_string())).collect(),
                }),
                most_read,
                feeds: Feeds { limit, tags, authority: authority.map(String::from) },
                digest,
                check: Check { ignore },
                cname,
                redirects: redirects.collect::<Result<_, _>>().ok()?,
                single_redirects,
                redirect_list,
                search,
                html,
                unknown_fields,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_written_is_read_back(config in any_config()) {
        let written = write(&config);
        let (read, faults) = parse(&written);
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        prop_assert_eq!(faults, Vec::<String>::new(), "{}", written);
        prop_assert_eq!(read, config, "{}", written);
    }
}

/// The names of all fields of a table, and of the tables in it.
fn names(fields: &'static [Field], below: &str, all: &mut BTreeSet<String>) {
    for field in fields {
        let name = format!("{below}{}", field.name);
        let mut shape = &field.shape;
        while let Shape::List(of) | Shape::OneOrMore(of) | Shape::OrFalse(of) = shape {
            shape = of;
        }
        if let Shape::Map(fields) | Shape::OrMap(_, fields) = shape {
            names(fields, &format!("{name}."), all);
        }
        all.insert(name);
    }
}

/// The names of all entries of a value, and of the values in it.
fn written_names(value: &Value, below: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Map(entries) => {
            for (key, value) in entries {
                let Value::Text(key) = &key.value else { continue };
                let name = format!("{below}{key}");
                written_names(&value.value, &format!("{name}."), all);
                all.insert(name);
            }
        }
        Value::List(items) => items.iter().for_each(|item| written_names(&item.value, below, all)),
        _ => {}
    }
}

/// A field that the table has and the writer does not know would be lost.
#[test]
fn every_field_of_the_table_is_written() {
    let mut runner = TestRunner::deterministic();
    let mut written = BTreeSet::new();
    for _ in 0..100 {
        let config = any_config().new_tree(&mut runner).expect("some settings").current();
        let node = yaml::parse(&write(&config), Keys::Unplaced).expect("YAML");
        written_names(&node.value, "", &mut written);
    }
    let mut known = BTreeSet::new();
    names(FIELDS, "", &mut known);
    // Any of the directives stands for all: the settings name them by their names.
    known.retain(|name| {
        !name.starts_with("content_security_policy.") || name.ends_with(".script-src")
    });
    let missing: Vec<_> = known.difference(&written).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_holds_anyway_is_not_written() {
    let (config, _) = parse("title: T\nbase_url: https://example.org/\n");
    assert_eq!(write(&config), "title: T\nbase_url: \"https://example.org/\"\n");
    let table = [
        ("search: false\n", "search: false\n"),
        (
            "sections: [politics, {id: world, title: The world}]\n",
            "sections:\n  - politics\n  - id: world\n    title: The world\n",
        ),
        ("content_security_policy: false\n", "content_security_policy: false\n"),
        ("share: []\n", "share: []\n"),
    ];
    for (given, expected) in table {
        let (config, _) = parse(&format!("title: T\nbase_url: https://example.org/\n{given}"));
        let written = write(&config);
        assert!(written.ends_with(&format!("/\"\n{expected}")), "{written}");
    }
}
