//! A story that is told while it happens, entry by entry.

use super::fields::LIVE;
use super::reader::Reader;
use crate::text::date::Moment;
use crate::text::yaml::{Node, Value};

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

impl Reader<'_> {
    /// `true`, `ended`, or more; none of `false`.
    pub(super) fn live(&mut self, node: &Node) -> Option<Live> {
        match &node.value {
            Value::Bool(is_live) => is_live.then(Live::default),
            Value::Text(text) if text == ENDED => Some(Live { ended: true, ..Live::default() }),
            Value::Map(_) => {
                let fields = self.yaml.fields(node, "live")?;
                self.yaml.deny_unknown(&fields, LIVE, "live");
                let order = fields.get("order").and_then(|node| self.live_order(node));
                let until = self.date(&fields, "until");
                let ended = self.bool(&fields, "ended");
                Some(Live { ended, order: order.unwrap_or_default(), until })
            }
            _ => {
                let hint = format!(
                    "write `{}`, or `{}` once it is over",
                    self.yaml.line_with(node, "true"),
                    self.yaml.line_with(node, ENDED)
                );
                self.yaml.report(&node.range, "`live` is `true`, `ended`, or a map", hint);
                None
            }
        }
    }

    fn live_order(&mut self, node: &Node) -> Option<LiveOrder> {
        match &node.value {
            Value::Text(text) if text == "newest" => Some(LiveOrder::Newest),
            Value::Text(text) if text == "oldest" => Some(LiveOrder::Oldest),
            _ => {
                let line = |word| self.yaml.line_with(node, word);
                let hint = format!("write `{}` or `{}`", line("newest"), line("oldest"));
                self.yaml.report(&node.range, "`order` says which entry comes first", hint);
                None
            }
        }
    }
}
