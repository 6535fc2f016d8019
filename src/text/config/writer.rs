//! Settings as text, from which they are read back.

use super::appearance_reader::{FACES, SHARES};
use super::cards;
use super::digest;
use super::fields::FIELDS;
use super::languages::standard_base;
use super::pictures::{FILLS, KEEPS};
use super::podcasts::CATEGORY;
use super::reader::{ADDRESSES, HTML, UNKNOWN_FIELDS};
use super::{
    Analytics, Check, Cname, Color, Config, ContentPolicy, Feeds, Footer, Giscus, LanguageConfig,
    LinkTarget, MenuLink, MostRead, Pictures, Podcast, Publisher, SectionConfig, Theme, redirects,
    section_of_id,
};
use crate::embeds::{Provider, Shape};
use crate::slug::Letters;
use crate::text::date::{self, Moment};
use crate::text::dateline::DatelinePattern;
use crate::text::yaml::{self, Node, Value};

/// The text of `site.yaml`: the fields that differ from what holds without them.
pub fn write(config: &Config) -> String {
    yaml::write(FIELDS, &values(config))
}

/// All settings are named here, so that none is forgotten.
fn values(config: &Config) -> Vec<(&'static str, Value)> {
    let standard = Config::stand_in();
    let Config {
        title,
        tagline,
        base_url,
        written_base_url: _,
        language,
        languages,
        addresses,
        time_zone,
        sections,
        permalink,
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
        podcasts,
        pictures,
        cards,
        most_read,
        feeds,
        digest: digests,
        check,
        cname,
        redirects: patterns,
        single_redirects,
        redirect_list,
        search,
        html,
        unknown_fields,
    } = config;
    let other = |is_other: bool, value: Value| is_other.then_some(value);
    let fields = [
        ("title", Some(Value::text(title))),
        ("tagline", tagline.as_deref().map(Value::text)),
        ("base_url", Some(Value::text(&base_url.to_string()))),
        (
            "language",
            other(
                *language != standard.language && languages.is_empty(),
                Value::text(&language.to_string()),
            ),
        ),
        ("languages", of_languages(config)),
        (
            "addresses",
            other(*addresses != Letters::of(language), Value::text(name_of(&ADDRESSES, addresses))),
        ),
        ("timezone", time_zone.iana_name().filter(|name| *name != "UTC").map(Value::text)),
        ("sections", other(*sections != standard.sections, list(sections, section))),
        ("permalink", other(*permalink != standard.permalink, Value::text(&permalink.to_string()))),
        ("page_size", other(*page_size != standard.page_size, number(*page_size))),
        (
            "dateline",
            other(*dateline != DatelinePattern::of(language), Value::text(&dateline.to_string())),
        ),
        ("publisher", publisher.as_ref().map(of_publisher)),
        ("theme", other(*theme != standard.theme, of_theme(theme))),
        ("menu", other(!menu.is_empty(), list(menu, link))),
        ("footer", other(*footer != standard.footer, of_footer(footer))),
        (
            "share",
            other(*share != standard.share, list(share, |way| Value::text(name_of(&SHARES, way)))),
        ),
        ("analytics", other(!analytics.is_empty(), Value::map(analytics.iter().map(service)))),
        ("comments", comments.as_ref().map(of_comments)),
        (
            "content_security_policy",
            other(*content_policy != standard.content_policy, of_policy(content_policy)),
        ),
        ("embeds", other(!embeds.is_empty(), list(embeds, of_embed))),
        ("podcasts", other(!podcasts.is_empty(), list(podcasts, of_podcast))),
        ("pictures", of_pictures(pictures)),
        ("cards", cards::written(cards.as_ref())),
        ("most_read", other(*most_read != standard.most_read, of_most_read(most_read))),
        ("feeds", other(*feeds != standard.feeds, of_feeds(feeds))),
        ("digest", digest::written(digests, &standard.digest)),
        ("check", other(*check != standard.check, of_check(check))),
        ("cname", of_cname(cname)),
        (
            "redirects",
            other(
                !patterns.is_empty() || !single_redirects.is_empty(),
                redirects::value(patterns, single_redirects),
            ),
        ),
        ("redirect_list", other(*redirect_list, Value::Bool(true))),
        ("search", other(!*search, Value::Bool(false))),
        (
            "markdown",
            other(
                *html != standard.html,
                Value::map([("html", Value::text(name_of(&HTML, html)))]),
            ),
        ),
        (
            "unknown_fields",
            other(
                *unknown_fields != standard.unknown_fields,
                Value::text(name_of(&UNKNOWN_FIELDS, unknown_fields)),
            ),
        ),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The line of the settings for feeds whose ids are of `authority`.
pub fn feeds_line(config: &Config, authority: &str) -> String {
    let Feeds { limit, tags, authority: _ } = config.feeds;
    let standard = Config::stand_in().feeds;
    let limit = (limit != standard.limit).then(|| format!("limit: {limit}"));
    let tags = (tags != standard.tags).then(|| format!("tags: {tags}"));
    // A name without a dot may be a word of YAML.
    let authority = match authority.contains('.') {
        true => format!("authority: {authority}"),
        false => format!("authority: {}", yaml::in_quotes(authority)),
    };
    let parts: Vec<String> = [limit, tags, Some(authority)].into_iter().flatten().collect();
    format!("feeds: {{{}}}", parts.join(", "))
}

fn number(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::List(items.iter().map(|item| Node::from(value(item))).collect())
}

/// The name by which the reader knows a choice.
fn name_of<T: PartialEq>(choices: &[(&'static str, T)], choice: &T) -> &'static str {
    choices.iter().find(|(_, other)| other == choice).map_or("", |(name, _)| name)
}

fn section(section: &SectionConfig) -> Value {
    let standard = section_of_id(&section.id);
    if *section == standard {
        return Value::text(&section.id);
    }
    let SectionConfig { id, title, description, aliases } = section;
    Value::map_of_given([
        ("id", Some(Value::text(id))),
        ("title", (*title != standard.title).then(|| Value::text(title))),
        ("description", description.as_deref().map(Value::text)),
        (
            "aliases",
            (!aliases.is_empty()).then(|| list(aliases, |alias| Value::text(&alias.value))),
        ),
    ])
}

fn of_languages(config: &Config) -> Option<Value> {
    let tags: Vec<String> = config.languages.iter().map(|own| own.language.to_string()).collect();
    let values = config.languages.iter().enumerate().map(|(at, own)| language(config, at, own));
    let entries = tags.iter().map(String::as_str).zip(values);
    (!tags.is_empty()).then(|| Value::map(entries))
}

/// What a language has of its own: what is not so without it.
fn language(config: &Config, at: usize, own: &LanguageConfig) -> Value {
    let LanguageConfig {
        language,
        base,
        aliases,
        title,
        tagline,
        addresses,
        sections,
        dateline,
        menu,
        footer,
        digest: digests,
        authors,
    } = own;
    let is_other_base = base.value.as_str() != standard_base(at, language);
    let names = authors.iter().map(|(name, own)| (name.as_str(), Value::text(own)));
    let (first, of_language) = (&config.language, DatelinePattern::of(language));
    let standard_dateline = match config.dateline == DatelinePattern::of(first) {
        true => &of_language,
        false => &config.dateline,
    };
    let standard_addresses = match config.addresses == Letters::of(first) {
        true => Letters::of(language),
        false => config.addresses,
    };
    let other = |is_other: bool, value: Value| is_other.then_some(value);
    Value::map_of_given([
        ("title", Some(Value::text(title))),
        ("tagline", tagline.as_deref().filter(|_| *tagline != config.tagline).map(Value::text)),
        ("base", other(is_other_base, Value::text(base.value.as_str()))),
        (
            "aliases",
            other(!aliases.is_empty(), list(aliases, |old| Value::text(old.value.as_str()))),
        ),
        (
            "sections",
            other(
                *sections != config.sections,
                list(sections, |own| named_section(own, &config.sections)),
            ),
        ),
        (
            "addresses",
            other(*addresses != standard_addresses, Value::text(name_of(&ADDRESSES, addresses))),
        ),
        ("dateline", other(dateline != standard_dateline, Value::text(&dateline.to_string()))),
        ("menu", other(*menu != config.menu, list(menu, link))),
        ("footer", other(*footer != config.footer, of_footer(footer))),
        ("digest", digest::written(digests, &config.digest)),
        ("authors", other(!authors.is_empty(), Value::map(names))),
    ])
}

/// A section, as a language names it: what is as the site's own need not be said.
fn named_section(section: &SectionConfig, of_site: &[SectionConfig]) -> Value {
    let site = of_site.iter().find(|other| other.id == section.id);
    let is_other =
        |own: &str, of: fn(&SectionConfig) -> Option<&str>| site.and_then(of) != Some(own);
    let title = Some(&*section.title).filter(|own| is_other(own, |site| Some(&site.title)));
    let description = section.description.as_deref();
    let description = description.filter(|own| is_other(own, |site| site.description.as_deref()));
    if title.is_none() && description.is_none() {
        return Value::text(&section.id);
    }
    Value::map_of_given([
        ("id", Some(Value::text(&section.id))),
        ("title", title.map(Value::text)),
        ("description", description.map(Value::text)),
    ])
}

fn of_publisher(publisher: &Publisher) -> Value {
    let Publisher { name, logo, url } = publisher;
    Value::map_of_given([
        ("name", Some(Value::text(name))),
        ("logo", logo.as_ref().map(|logo| Value::text(logo.value.as_str()))),
        ("url", url.as_deref().map(Value::text)),
    ])
}

fn of_theme(theme: &Theme) -> Value {
    let Theme { colors, dark_colors, headings, text, logo } = theme;
    let of_colors = |colors: &[Color]| {
        let color =
            |color: &Color| (color.role.name(), Value::text(&color.value.value.to_string()));
        (!colors.is_empty()).then(|| Value::map(colors.iter().map(color)))
    };
    let face = |face| Value::text(name_of(&FACES, &face));
    let fonts =
        || Value::map_of_given([("headings", headings.map(face)), ("text", text.map(face))]);
    Value::map_of_given([
        ("colors", of_colors(colors)),
        ("dark_colors", of_colors(dark_colors)),
        ("fonts", (headings.is_some() || text.is_some()).then(fonts)),
        ("logo", logo.as_ref().map(|logo| Value::text(logo.value.as_str()))),
    ])
}

fn link(link: &MenuLink) -> Value {
    let MenuLink { title, to, from, until } = link;
    let url = match to {
        LinkTarget::Page(path) => path.as_str(),
        LinkTarget::Elsewhere(url) => url.as_str(),
    };
    let moment = |moment: &Moment| Value::Text(date::written(moment));
    Value::map_of_given([
        ("title", Some(Value::text(title))),
        ("url", Some(Value::text(url))),
        ("from", from.as_ref().map(moment)),
        ("until", until.as_ref().map(moment)),
    ])
}

fn of_footer(footer: &Footer) -> Value {
    let Footer { text, links, profiles } = footer;
    Value::map_of_given([
        ("text", text.as_deref().map(Value::text)),
        ("links", (!links.is_empty()).then(|| list(links, link))),
        (
            "profiles",
            (!profiles.is_empty()).then(|| list(profiles, |url| Value::text(url.as_str()))),
        ),
    ])
}

fn service(service: &Analytics) -> (&'static str, Value) {
    let of = |server: &url::Url, site_id: Option<&String>| {
        Value::map_of_given([
            ("site_id", site_id.map(|id| Value::text(id))),
            ("server", Some(Value::text(server.as_str()))),
        ])
    };
    match service {
        Analytics::GoatCounter { server } => ("goatcounter", of(server, None)),
        Analytics::Plausible { site_id, server } => ("plausible", of(server, Some(site_id))),
        Analytics::Umami { site_id, server } => ("umami", of(server, Some(site_id))),
    }
}

fn of_comments(giscus: &Giscus) -> Value {
    let Giscus { repo, repo_id, category, category_id } = giscus;
    let fields = [
        ("repo", repo),
        ("repo_id", repo_id),
        ("category", category),
        ("category_id", category_id),
    ];
    Value::map([("giscus", Value::map(fields.map(|(name, text)| (name, Value::text(text)))))])
}

fn of_policy(policy: &ContentPolicy) -> Value {
    match policy {
        ContentPolicy::None => Value::Bool(false),
        ContentPolicy::Own(directives) => {
            Value::map(directives.iter().map(|(directive, sources)| {
                (directive.as_str(), Value::texts(sources.iter().map(String::as_str)))
            }))
        }
    }
}

fn of_embed(embed: &Provider) -> Value {
    let Provider { name, address, frame, shape } = embed;
    Value::map_of_given([
        ("name", Some(Value::text(name))),
        ("address", Some(Value::text(address))),
        ("frame", Some(Value::text(frame))),
        ("shape", (*shape != Shape::default()).then(|| Value::text(shape.name()))),
    ])
}

fn of_podcast(podcast: &Podcast) -> Value {
    let Podcast { section, image, title, description, category, email, explicit } = podcast;
    Value::map_of_given([
        ("section", Some(Value::text(section))),
        ("image", Some(Value::text(image.value.as_str()))),
        ("title", title.as_deref().map(Value::text)),
        ("description", description.as_deref().map(Value::text)),
        ("category", (*category != CATEGORY).then(|| Value::text(category))),
        ("email", email.as_deref().map(Value::text)),
        ("explicit", explicit.then_some(Value::Bool(true))),
    ])
}

fn of_pictures(pictures: &Pictures) -> Option<Value> {
    let standard = Pictures::default();
    let Pictures { widths, webp_quality, jpeg_quality, sizes, fill, keep } = pictures;
    let of_quality =
        |given: u8, standard: u8| (given != standard).then(|| Value::Integer(given.into()));
    let quality = Value::map_of_given([
        ("webp", of_quality(*webp_quality, standard.webp_quality)),
        ("jpeg", of_quality(*jpeg_quality, standard.jpeg_quality)),
    ]);
    let has_quality =
        (*webp_quality, *jpeg_quality) != (standard.webp_quality, standard.jpeg_quality);
    let given = Value::map_of_given([
        (
            "widths",
            (*widths != standard.widths)
                .then(|| list(widths, |width| Value::Integer((*width).into()))),
        ),
        ("quality", has_quality.then_some(quality)),
        ("sizes", (*sizes != standard.sizes).then(|| Value::text(sizes))),
        (
            "fill",
            (*fill != standard.fill).then(|| list(fill, |fill| Value::text(name_of(&FILLS, fill)))),
        ),
        ("keep", (*keep != standard.keep).then(|| Value::text(name_of(&KEEPS, keep)))),
    ]);
    (*pictures != standard).then_some(given)
}

fn of_most_read(most_read: &MostRead) -> Value {
    let MostRead { reads, limit, page_limit, windows } = most_read;
    let windows = windows.iter().map(|(name, days)| (name.as_str(), number(*days)));
    Value::map([
        ("reads", Value::text(reads)),
        ("limit", number(*limit)),
        ("page_limit", number(*page_limit)),
        ("windows", Value::map(windows)),
    ])
}

fn of_feeds(feeds: &Feeds) -> Value {
    let Feeds { limit, tags, authority } = feeds;
    Value::map_of_given([
        ("limit", Some(number(*limit))),
        ("tags", Some(Value::Bool(*tags))),
        ("authority", authority.as_deref().map(Value::text)),
    ])
}

fn of_check(check: &Check) -> Value {
    let Check { ignore } = check;
    Value::map([("ignore", Value::texts(ignore.iter().map(String::as_str)))])
}

fn of_cname(cname: &Cname) -> Option<Value> {
    match cname {
        Cname::OfBaseUrl => None,
        Cname::Domain(domain) => Some(Value::text(domain)),
        Cname::None => Some(Value::Bool(false)),
    }
}

#[cfg(test)]
mod tests;
