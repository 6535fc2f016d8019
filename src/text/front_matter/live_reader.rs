//! How front matter says that a story is told while it happens.

use super::fields::LIVE;
use super::live::{ENDED, Live, LiveOrder};
use super::reader::Reader;
use crate::text::yaml::{Node, Value};

impl Reader<'_> {
    /// `true`, `ended`, or more; none of `false`.
    pub(super) fn live(&mut self, node: &Node) -> Option<Live> {
        match &node.value {
            Value::Bool(is_live) => is_live.then(Live::default),
            Value::Text(text) if text == ENDED => Some(Live { ended: true, ..Live::default() }),
            Value::Map(_) => {
                let mut fields = self.yaml.fields(node, "live")?;
                self.yaml.deny_unknown(&mut fields, LIVE, "live");
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
