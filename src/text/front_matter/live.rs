//! A story that is told while it happens, entry by entry.

use crate::text::date::Moment;
use crate::text::yaml::Value;

/// How a story is told while it happens.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Live {
    /// Whether it is over, whatever the time.
    pub ended: bool,
    /// Which entry comes first.
    pub order: LiveOrder,
    /// It is over from this moment on.
    pub until: Option<Moment>,
}

/// Which entry comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LiveOrder {
    /// The newest.
    #[default]
    Newest,
    /// The oldest.
    Oldest,
}

impl LiveOrder {
    /// Both, as they are written.
    pub const WORDS: [&str; 2] = ["newest", "oldest"];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            LiveOrder::Newest => "newest",
            LiveOrder::Oldest => "oldest",
        }
    }
}

/// What stands after `live:` once there will be no more entries.
pub(super) const ENDED: &str = "ended";

impl Live {
    /// As front matter has it.
    pub(super) fn written(&self, moment: impl Fn(&Moment) -> Value) -> Value {
        let Live { ended, order, until } = self;
        let is_plain = *order == LiveOrder::default() && until.is_none();
        match (is_plain, ended) {
            (true, true) => Value::text(ENDED),
            (true, false) => Value::Bool(true),
            (false, _) => Value::map_of_given([
                ("order", Some(Value::text(order.word()))),
                ("until", until.as_ref().map(moment)),
                ("ended", ended.then_some(Value::Bool(true))),
            ]),
        }
    }
}
