//! The blocks that there are.

/// A kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A quotation that stands out.
    Quote,
    /// What a reader in a hurry is to know.
    KeyPoints,
    /// What one needs to know beside the story.
    FactBox,
    /// Questions and their answers.
    Questions,
    /// Pictures side by side.
    Gallery,
    /// Two or more texts side by side.
    Compare,
    /// What happened when.
    Timeline,
    /// What is said in sound or a film.
    Transcript,
    /// A link to another story, by its headline.
    Story,
}

/// What stands in the brackets behind the name of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Nothing.
    None,
    /// A title in the place of the theme's own.
    Title,
    /// Where a story is.
    Path,
}

/// What is known of a kind.
struct About {
    kind: Kind,
    name: &'static str,
    label: Label,
    attributes: &'static [&'static str],
    /// How it is begun, for messages.
    example: &'static str,
}

const KINDS: [About; 9] = [
    about(Kind::Quote, "quote", Label::None, &["by", "role"], ":::quote{by=\"Anna Voss\"}"),
    about(Kind::KeyPoints, "key-points", Label::Title, &[], ":::key-points"),
    about(Kind::FactBox, "fact-box", Label::Title, &[], ":::fact-box[The dam in numbers]"),
    about(Kind::Questions, "questions", Label::None, &[], ":::questions"),
    about(Kind::Gallery, "gallery", Label::Title, &[], ":::gallery"),
    about(Kind::Compare, "compare", Label::None, &[], ":::compare"),
    about(Kind::Timeline, "timeline", Label::Title, &[], ":::timeline"),
    about(Kind::Transcript, "transcript", Label::Title, &[], ":::transcript"),
    about(Kind::Story, "story", Label::Path, &["title"], "::story[../politics/talks.md]"),
];

const fn about(
    kind: Kind,
    name: &'static str,
    label: Label,
    attributes: &'static [&'static str],
    example: &'static str,
) -> About {
    About { kind, name, label, attributes, example }
}

impl Kind {
    /// The names of all.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|about| about.name)
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        KINDS.iter().find(|about| about.name == name).map(|about| about.kind)
    }

    fn about(self) -> &'static About {
        KINDS.iter().find(|about| about.kind == self).unwrap_or(&KINDS[0])
    }

    /// What it is called in a text.
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// What stands in brackets behind its name.
    pub fn label(self) -> Label {
        self.about().label
    }

    /// The names of its attributes.
    pub fn attributes(self) -> &'static [&'static str] {
        self.about().attributes
    }

    /// How one is begun.
    pub fn example(self) -> &'static str {
        self.about().example
    }

    /// Whether it is one line, and has no end.
    pub fn is_line(self) -> bool {
        self == Kind::Story
    }

    /// Whether each heading in it begins an entry.
    pub fn has_entries(self) -> bool {
        matches!(self, Kind::Questions | Kind::Compare | Kind::Timeline)
    }
}
