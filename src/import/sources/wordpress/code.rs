//! Code between `[code]` and `[/code]`, of which WordPress makes neither paragraphs nor other
//! shortcodes (<https://wordpress.com/support/wordpress-editor/blocks/syntax-highlighter-code-block/>).

use std::borrow::Cow;

use crate::import::rules::Rules;
use crate::import::tags::{argument, arguments};

/// The text with its code as HTML that no other step takes for its own. A shortcode for which
/// there is a rule is what the rule says.
pub fn shielded<'t>(text: &'t str, rules: &Rules) -> Cow<'t, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((start, name)) = next(rest, rules) {
        let close = format!("[/{name}]");
        let inside = &rest[start + 1 + name.len()..];
        let parts = inside.find(']').and_then(|end| {
            let code = &inside[end + 1..];
            Some((&inside[..end], &code[..code.find(&close)?]))
        });
        match parts {
            Some((given, code)) => {
                out.push_str(&rest[..start]);
                out.push_str(&block(given, code));
                rest = &inside[given.len() + 1 + code.len() + close.len()..];
            }
            None => {
                out.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    match out.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(out + rest),
    }
}

fn next(text: &str, rules: &Rules) -> Option<(usize, &'static str)> {
    let all = ["code", "sourcecode"]
        .into_iter()
        .filter(|name| rules.shortcode(name, &[], Some("")).is_none());
    all.filter_map(|name| {
        let open = format!("[{name}");
        let is_one = |(at, _): &(usize, &str)| {
            text[at + open.len()..].starts_with([']', ' ', '\n'])
                // `[[code]…[/code]]` is shown as it is written.
                && !text[..*at].ends_with('[')
        };
        text.match_indices(&open).find(is_one).map(|(at, _)| (at, name))
    })
    .min()
}

fn block(given: &str, code: &str) -> String {
    let given = arguments(given);
    let language = argument(&given, &["lang", "language"], usize::MAX).unwrap_or_default();
    let code = code.trim_matches(['\r', '\n']);
    // The editor escapes code when it saves it; what has a tag in it was never escaped.
    let escaped = match code.contains('<') {
        true => crate::html::escaped(code),
        false => code.to_string(),
    };
    let escaped = escaped.replace('[', "&#91;").replace(']', "&#93;");
    let class = match language {
        "" => String::new(),
        language => format!(" class=\"language-{}\"", crate::html::escaped(language)),
    };
    format!("\n\n<pre><code{class}>{escaped}\n</code></pre>\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_as_it_is_written() {
        let rules = Rules::default();
        for (text, html) in [
            (
                "a [code lang=\"php\"]<?php echo \"[gallery]\"; ?>[/code] b",
                "a \n\n<pre><code class=\"language-php\">&lt;?php echo &quot;&#91;gallery&#93;&quot;; ?&gt;\n</code></pre>\n\n b",
            ),
            (
                "[sourcecode]\na &lt; b\n\nc\n[/sourcecode][code]d[/code]",
                "\n\n<pre><code>a &lt; b\n\nc\n</code></pre>\n\n\n\n<pre><code>d\n</code></pre>\n\n",
            ),
            (
                "[[code]a[/code]] [code]b [codes]c[/codes]",
                "[[code]a[/code]] [code]b [codes]c[/codes]",
            ),
        ] {
            assert_eq!(shielded(text, &rules), html, "{text}");
        }
        let rules = Rules::parse("shortcodes:\n  code: \"{inner}\"\n", "import.yaml").unwrap();
        assert_eq!(shielded("[code]a[/code]", &rules), "[code]a[/code]");
    }
}
