//! What people may write: the fields of a map, in one table for the reader, which
//! refuses all others, and for the schema, which shows them to editors.

/// A field of a map.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in sentences.
    pub description: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it has to be there.
    pub presence: Presence,
    /// What holds without it, as YAML.
    pub default: Option<&'static str>,
    /// Values, as YAML.
    pub examples: &'static [&'static str],
    /// What it is called in newsrooms and in other programs: its words in small letters.
    pub also: &'static [&'static str],
    /// What a flag that says the opposite is called there.
    pub opposites: &'static [&'static str],
    /// What its text is, for forms.
    pub holds: Holds,
}

/// What the text of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A few words.
    Line,
    /// Sentences.
    Sentences,
    /// The file of a picture.
    Picture,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has to.
    Required,
    /// It has to, unless this field is there.
    RequiredWithout(&'static str),
    /// It may be missing, or have nothing after its colon, which is the same.
    Optional,
}

impl Presence {
    /// Whether it has to.
    pub fn is_required(self) -> bool {
        self != Presence::Optional
    }
}

/// What the value of a field may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text; a number counts as one.
    Text,
    /// A text that this regular expression matches, and that no number is.
    Form(&'static str),
    /// A text or a number; a text matches this regular expression.
    FormOrNumber(&'static str),
    /// `true` or `false`.
    Flag,
    /// `true`, `false`, or one of these words.
    FlagOr(&'static [&'static str]),
    /// A whole number from 1 to this.
    Count(usize),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The name of a time zone.
    TimeZone,
    /// The first, or `false`.
    OrFalse(&'static Shape),
    /// One of these, or a list of them.
    OneOrMore(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// A map with these fields.
    Map(&'static [Field]),
    /// The first, or a map with these fields.
    OrMap(&'static Shape, &'static [Field]),
    /// A map with any names to these values.
    Named(&'static Shape),
    /// A map with names that this regular expression matches, to these values.
    NamedLike(&'static str, &'static Shape),
    /// The same, with at least one name; nothing may stand after a name.
    SomeNamedLike(&'static str, &'static Shape),
    /// A map with anything in it.
    AnyMap,
}

/// The regular expression of a date, of which it cannot know whether there is such a day.
pub const DATE: &str = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt\s]\s*([0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{0,9})?)?\s*([Zz]|[+-][0-9]{2}:?([0-9]{2})?)?)?)?\s*$";

/// That of a web address.
pub const ADDRESS: &str = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#\\]+([/?#\\]|\s*$)";

/// That of a language tag.
pub const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// That of a name in an address: of ASCII, letters, digits and `-_.`. What is a letter beyond
/// that it leaves to the reader, since not all who read schemas know.
pub const SLUG: &str = r"^[^\u0000-,./:-@\[-^`{-\u00a0][^\u0000-,/:-@\[-^`{-\u00a0]{0,199}$";

impl Field {
    /// A field that may be missing.
    pub const fn new(name: &'static str, shape: Shape, description: &'static str) -> Self {
        let presence = Presence::Optional;
        Field {
            name,
            description,
            shape,
            presence,
            default: None,
            examples: &[],
            also: &[],
            opposites: &[],
            holds: Holds::Line,
        }
    }

    /// The same, but it has to be there.
    pub const fn required(self) -> Self {
        Field { presence: Presence::Required, ..self }
    }

    /// The same, but it has to be there unless another field is.
    pub const fn required_without(self, other: &'static str) -> Self {
        Field { presence: Presence::RequiredWithout(other), ..self }
    }

    /// The same, with what holds without it.
    pub const fn or(self, default: &'static str) -> Self {
        Field { default: Some(default), ..self }
    }

    /// The same, with other names of it, which are not taken but known.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Field { also, ..self }
    }

    /// The same, with names of flags that say the opposite.
    pub const fn opposites(self, opposites: &'static [&'static str]) -> Self {
        Field { opposites, ..self }
    }

    /// The same, whose text is something else than a few words.
    pub const fn holding(self, holds: Holds) -> Self {
        Field { holds, ..self }
    }

    /// The same, with examples.
    pub const fn such_as(self, examples: &'static [&'static str]) -> Self {
        Field { examples, ..self }
    }
}
