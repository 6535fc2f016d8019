//! The settings of Decap CMS and Sveltia CMS, which are forms over a git repository: a form for
//! each folder of a site, from the tables of fields that the readers have too.

use crate::language::capitals::with_first_capital;
use crate::slug::Letters;
use crate::text::config::Config;
use crate::text::fields::{self, DATE, Field, Holds, Shape};
use crate::text::front_matter::{self, Subject};
use crate::text::yaml::{self, Keys, Value};
use crate::url::SitePath;

/// How a form writes a moment: as a reader of front matter takes it, with its offset.
const DATE_FORMAT: &str = "YYYY-MM-DD HH:mm Z";

/// The form of a slug on a site with addresses in these letters, where [`fields::SLUG`] has more:
/// ASCII, and by script also what has letters of which no Latin is made, such as Arabic ones.
fn slug_pattern(letters: Letters) -> Option<Value> {
    const LATIN: &str = "^[0-9A-Za-z_-][0-9A-Za-z_.-]{0,199}$";
    const OTHERS: &str = r"\u05d0-\u109f\u1100-\u1c7f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3";
    let words = "has letters of the English alphabet, digits, hyphens and underscores";
    match letters {
        Letters::Native => None,
        Letters::Latin => Some(Value::texts([LATIN, words])),
        Letters::ByScript => {
            let pattern = format!("{LATIN}|(?=.*[{OTHERS}]){}", fields::SLUG);
            let words = format!("{words}, unless its script is one such as Arabic or Japanese");
            Some(Value::texts([&*pattern, &*words]))
        }
    }
}

/// What all forms are of: everything but where a site is kept and how editors sign in. `taken` are
/// the names that no standing page can have as its address, in each language of the site.
pub fn settings(config: &Config, taken: &[Vec<String>]) -> String {
    let encoding = match config.addresses {
        Letters::Latin => "ascii",
        Letters::Native | Letters::ByScript => "unicode",
    };
    let slug = [("encoding", Value::text(encoding)), ("clean_accents", Value::Bool(true))];
    let values = [
        ("site_url", Value::text(&config.base_url.absolute(&SitePath::root()))),
        ("display_url", Value::text(&config.base_url.absolute(&SitePath::root()))),
        ("media_folder", Value::text("static/uploads")),
        ("public_folder", Value::text("/uploads")),
        ("slug", Value::map(slug)),
        // A preview would have neither the theme nor what a build makes of a text.
        ("editor", Value::map([("preview", Value::Bool(false))])),
        ("collections", list(collections(config, taken))),
    ];
    yaml::write(&[], &values)
}

fn collections(config: &Config, taken: &[Vec<String>]) -> Vec<Value> {
    let tags: Vec<String> =
        config.languages.iter().map(|language| language.language.to_string()).collect();
    let mut collections = Vec::new();
    for (number, own) in config.by_language().iter().enumerate() {
        let tag = tags.get(number).map_or("", String::as_str);
        // The texts of the first language may stand in a folder of their own and need not.
        let tag = if number == 0 { "" } else { tag };
        let others: Vec<&str> = tags
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != number)
            .map(|(_, tag)| &**tag)
            .collect();
        let of = |name: &str, label: &str, folder: &str, fields, is_story| Collection {
            name: name.into(),
            label: label.into(),
            folder: folder.into(),
            language: tag.into(),
            fields,
            others: others.iter().map(|tag| (*tag).to_string()).collect(),
            is_story,
            letters: own.addresses,
            taken: &[],
        };
        let sections = own.sections.iter();
        let mut all: Vec<Collection<'_>> =
            sections.map(|it| of(&it.id, &it.title, &it.id, front_matter::FIELDS, true)).collect();
        let pages = of("pages", "Pages", "", front_matter::FIELDS, false);
        let taken = taken.get(number).map_or(&[][..], |names| names);
        all.push(Collection { taken, ..pages });
        for subject in Subject::ALL {
            let folder = subject.folder();
            all.push(of(folder, &label(folder), folder, subject.fields(), false));
        }
        collections.extend(all);
    }
    collections.iter().map(Collection::value).collect()
}

/// The texts of a folder.
struct Collection<'a> {
    name: String,
    label: String,
    /// Below that of its language.
    folder: String,
    /// Its tag; nothing of the first.
    language: String,
    fields: &'static [Field],
    /// The other languages of the site.
    others: Vec<String>,
    is_story: bool,
    /// The letters of its addresses.
    letters: Letters,
    /// The names that none of them can have as its address.
    taken: &'a [String],
}

impl Collection<'_> {
    /// A name that no other has: a section may be called `pages`.
    fn own_name(&self) -> String {
        let what = if self.is_story { "section" } else { "texts" };
        match &*self.language {
            "" => format!("{what}--{}", self.name),
            tag => format!("{what}--{}--{tag}", self.name),
        }
    }

    fn value(&self) -> Value {
        let folders = ["content", &self.language, &self.folder];
        let folders: Vec<&str> = folders.into_iter().filter(|part| !part.is_empty()).collect();
        let label = match &*self.language {
            "" => self.label.clone(),
            tag => format!("{} ({tag})", self.label),
        };
        // What a form asks for first: what has to be there, and the text.
        let in_form = self.fields.iter().filter_map(|field| Some((field, self.field(field)?)));
        let in_form: Vec<(&Field, Value)> = in_form.collect();
        let is_first = |field: &Field| field.presence.is_required() || self.needs(field);
        let first = in_form.iter().filter(|(field, _)| is_first(field));
        let then = in_form.iter().filter(|(field, _)| !is_first(field));
        let fields = first.map(|(_, value)| value.clone()).chain([text_itself()]);
        let fields = fields.chain(then.map(|(_, value)| value.clone())).collect();
        let identifier = self.fields.first().map_or("title", |field| field.name);
        let mut entries = vec![
            ("name", Value::text(&self.own_name())),
            ("label", Value::text(&label)),
            ("folder", Value::text(&folders.join("/"))),
            ("create", Value::Bool(true)),
            ("extension", Value::text("md")),
            ("format", Value::text("yaml-frontmatter")),
            ("identifier_field", Value::text(identifier)),
            ("slug", Value::text("{{slug}}")),
            // Pictures stand beside the texts that show them.
            ("media_folder", Value::text("")),
            ("public_folder", Value::text("")),
        ];
        if self.is_story {
            entries.push(("sortable_fields", Value::texts(["date", "title"])));
        }
        entries.push(("fields", list(fields)));
        Value::map(entries)
    }

    /// A story has a date. Its file's name may say it, and a form does not.
    fn needs(&self, field: &Field) -> bool {
        self.is_story && field.name == "date"
    }

    fn field(&self, field: &Field) -> Option<Value> {
        let has_others = !self.others.is_empty();
        let mut widget = match &field.shape {
            // The folder of a language says it, and nothing else is right there.
            _ if field.name == "language" && !self.language.is_empty() => return None,
            // A version is made from one in another language of the site, if it has any.
            _ if field.name == "translation_of" && !has_others => return None,
            _ if field.name == "translation_of" => vec![
                ("widget", Value::text("select")),
                ("options", Value::texts(self.others.iter().map(|tag| &**tag))),
            ],
            // The versions of a text: which languages there are, the table does not know.
            Shape::NamedLike(_, of) if has_others => {
                let of_language = |tag: &String| {
                    let mut entries = vec![("label", Value::text(tag)), ("name", Value::text(tag))];
                    entries.extend(widget(of, Holds::Line, None)?);
                    entries.push(("required", Value::Bool(false)));
                    Some(Value::map(entries))
                };
                let fields = self.others.iter().filter_map(of_language).collect();
                vec![("widget", Value::text("object")), ("fields", list(fields))]
            }
            shape => widget(shape, field.holds, field.default)?,
        };
        // As `dateline new` begins a story.
        let begins_with = match field.name {
            "date" if self.is_story => Some(Value::text("{{now}}")),
            "draft" if self.is_story => Some(Value::Bool(true)),
            _ => None,
        };
        if let Some(value) = begins_with {
            widget.retain(|(name, _)| *name != "default");
            widget.push(("default", value));
        }
        if field.name == "slug" && !self.taken.is_empty() {
            let taken = self.taken.iter().map(|name| &**name);
            widget.push(("taken", Value::texts(taken)));
        }
        if field.name == "slug"
            && let Some(pattern) = slug_pattern(self.letters)
        {
            widget.retain(|(name, _)| *name != "pattern");
            widget.push(("pattern", pattern));
        }
        let is_required = field.presence.is_required() || self.needs(field);
        Some(described(field, widget, is_required))
    }
}

/// A field with its name, what it is for, and the widget that takes it.
fn described(field: &Field, widget: Vec<(&'static str, Value)>, is_required: bool) -> Value {
    let hint = match field.examples.first() {
        Some(example) if !example.starts_with(['{', '[']) => {
            format!("{} Such as: {example}", field.description)
        }
        _ => field.description.to_string(),
    };
    let mut entries = vec![
        ("label", Value::text(&label(field.name))),
        ("name", Value::text(field.name)),
        ("hint", Value::text(&hint)),
        ("required", Value::Bool(is_required)),
    ];
    entries.extend(widget);
    Value::map(entries)
}

/// The text below the front matter, as it is written: an editor that shows it otherwise writes
/// other Markdown.
fn text_itself() -> Value {
    Value::map([
        ("label", Value::text("Text")),
        ("name", Value::text("body")),
        ("hint", Value::text("In Markdown.")),
        ("required", Value::Bool(false)),
        ("widget", Value::text("markdown")),
        ("modes", Value::texts(["raw"])),
    ])
}

/// What takes a value of this shape; nothing if no form does, so that it stays as it is written.
fn widget(
    shape: &Shape,
    holds: Holds,
    default: Option<&str>,
) -> Option<Vec<(&'static str, Value)>> {
    let named = |name: &str| vec![("widget", Value::text(name))];
    let mut entries = match shape {
        Shape::Form(form) if *form == DATE => {
            let mut entries = named("datetime");
            entries.push(("format", Value::text(DATE_FORMAT)));
            entries
        }
        Shape::Text | Shape::TimeZone => named(match holds {
            Holds::Line => "string",
            Holds::Sentences => "text",
            Holds::Picture => "image",
        }),
        Shape::Form(form) | Shape::FormOrNumber(form) => {
            let mut entries = named("string");
            let words = "is not written as it has to be: its description says how";
            entries.push(("pattern", Value::texts([*form, words])));
            entries
        }
        Shape::Flag => named("boolean"),
        Shape::Count(most) => {
            let mut entries = named("number");
            let most = i64::try_from(*most).unwrap_or(i64::MAX);
            entries.push(("value_type", Value::text("int")));
            entries.push(("min", Value::Integer(1)));
            entries.push(("max", Value::Integer(most)));
            entries
        }
        Shape::OneOf(words) => {
            let mut entries = named("select");
            entries.push(("options", Value::texts(words.iter().copied())));
            entries
        }
        Shape::OrFalse(shape) => return widget(shape, holds, default),
        Shape::OneOrMore(of) | Shape::List(of) => {
            let mut entries = named("list");
            match of {
                Shape::Map(fields) => entries.push(("fields", parts(fields, true))),
                of => {
                    let mut item =
                        vec![("label", Value::text("One")), ("name", Value::text("one"))];
                    item.extend(widget(of, holds, None)?);
                    entries.push(("field", Value::map(item)));
                }
            }
            entries.push(("collapsed", Value::Bool(false)));
            entries
        }
        Shape::Map(fields) | Shape::OrMap(_, fields) => {
            let mut entries = named("object");
            entries.push(("fields", parts(fields, false)));
            entries.push(("collapsed", Value::Bool(true)));
            entries
        }
        Shape::FlagOr(_)
        | Shape::Named(_)
        | Shape::NamedLike(..)
        | Shape::SomeNamedLike(..)
        | Shape::AnyMap => {
            return None;
        }
    };
    if let Some(default) = default.and_then(|text| yaml::parse(text, Keys::Unplaced).ok()) {
        // A list or map of which a part has a default is there from the beginning, with nothing else
        // in it; and what is not set is off.
        if !matches!(default.value, Value::Bool(false)) {
            entries.push(("default", default.value.clone()));
        }
        // What holds without it, also where a form begins with something else.
        entries.push(("absent", default.value));
    }
    Some(entries)
}

/// The fields of a map. Decap CMS asks for what a map needs also where there is no map: only what
/// is `needed` is looked at when it is saved.
fn parts(fields: &[Field], is_there: bool) -> Value {
    let of_field = |field: &Field| {
        let mut widget = widget(&field.shape, field.holds, field.default)?;
        if field.presence.is_required() {
            widget.push(("needed", Value::Bool(true)));
        }
        Some(described(field, widget, is_there && field.presence.is_required()))
    };
    list(fields.iter().filter_map(of_field).collect())
}

/// `hold_with_original` as `Hold with original`.
fn label(name: &str) -> String {
    with_first_capital(&name.replace('_', " "))
}

fn list(values: Vec<Value>) -> Value {
    Value::List(values.into_iter().map(Into::into).collect())
}
