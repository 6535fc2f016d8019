//! Shortcodes that a site brings along, as far as they only put their arguments into HTML
//! (<https://gohugo.io/templates/shortcode/>). One that does more is left to the rules.

use std::collections::HashMap;

use super::address::Capitals;
use super::template_parts::{Token, Word, divided, end_of, tokens, words};
use super::template_text::{humanized, in_ascii, rooted, titled, without_comments};
use crate::html::tree::{parse, text_of};
use crate::import::facts::{Facts, scalar};
use crate::import::markdown;
use crate::import::model::Dialect;
use crate::import::shortcodes::Call;
use crate::import::tags::Arguments;

/// How many parts of a template are done at most.
const MOST_STEPS: usize = 10_000;

/// What a template makes of its arguments; none if it asks for what is not known here. Addresses of
/// the language begin with `start`.
pub fn filled(template: &str, call: &Call<'_>, config: &Facts, start: &str) -> Option<String> {
    let &Call { given, inner, .. } = call;
    let tokens = tokens(template)?;
    let makes_html = template.contains('<');
    let mut filler = Filler {
        given,
        inner,
        config,
        start,
        makes_html,
        set: HashMap::new(),
        html: Vec::new(),
        steps: 0,
    };
    let mut out = String::new();
    filler.run(&tokens, None, &mut out)?;
    let out = if template.contains("<!--") { without_comments(&out) } else { out };
    let out = if makes_html && call.is_html { markdown::literal(&out) } else { out };
    // HTML in Markdown ends at an empty line.
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_inner = inner.is_some_and(|inner| inner.trim().contains('\n'));
    Some(match is_inner {
        true => out,
        false if lines.iter().any(|line| line.starts_with('<')) && lines.len() > 1 => {
            format!("\n\n{}\n\n", lines.join("\n"))
        }
        false => lines.join("\n"),
    })
}

struct Filler<'f> {
    given: &'f Arguments,
    inner: Option<&'f str>,
    config: &'f Facts,
    start: &'f str,
    /// Whether there are tags in the template, so that Markdown in it has to be HTML.
    makes_html: bool,
    set: HashMap<String, String>,
    /// The names of those that are HTML, `.` among them.
    html: Vec<String>,
    steps: usize,
}

impl Filler<'_> {
    fn run(&mut self, tokens: &[Token<'_>], dot: Option<&str>, out: &mut String) -> Option<()> {
        let mut at = 0;
        while at < tokens.len() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            match tokens[at] {
                Token::Text(text) => out.push_str(text),
                Token::Action(action) => {
                    let (word, rest) =
                        action.split_once(char::is_whitespace).unwrap_or((action, ""));
                    match word {
                        "if" | "with" => {
                            let end = end_of(tokens, at)?;
                            self.branches(word, rest, &tokens[at + 1..end], dot, out)?;
                            at = end;
                        }
                        "" => {}
                        "range" | "define" | "block" | "template" | "partial" | "partialCached"
                        | "else" | "end" => return None,
                        word if word.starts_with('$')
                            && (rest.starts_with(":=") || rest.starts_with("= ")) =>
                        {
                            let rest = rest.trim_start_matches([':', '=']);
                            let value = self.pipeline(rest, dot)?;
                            self.html.retain(|name| name != word);
                            self.html.extend(self.is_html(rest).then(|| word.to_string()));
                            self.set.insert(word.into(), value);
                        }
                        _ => {
                            let value = self.pipeline(action, dot)?;
                            match self.is_html(action) || !self.makes_html {
                                true => out.push_str(&value),
                                false => out.push_str(&crate::html::escaped(&value)),
                            }
                        }
                    }
                }
            }
            at += 1;
        }
        Some(())
    }

    fn branches(
        &mut self,
        word: &str,
        condition: &str,
        inner: &[Token<'_>],
        dot: Option<&str>,
        out: &mut String,
    ) -> Option<()> {
        let (mut start, mut depth) = (0, 0_usize);
        let mut head = Some((word, condition));
        for at in 0..=inner.len() {
            let action = match inner.get(at) {
                Some(Token::Action(action)) => *action,
                Some(Token::Text(_)) => continue,
                None => "else",
            };
            let first = action.split_whitespace().next().unwrap_or_default();
            match first {
                "if" | "with" | "range" | "block" | "define" if at < inner.len() => depth += 1,
                "end" => depth = depth.checked_sub(1)?,
                "else" if depth == 0 => {
                    let tokens = &inner[start..at.min(inner.len())];
                    match head {
                        None => return self.run(tokens, dot, out),
                        Some((word, condition)) => {
                            let value = self.pipeline(condition, dot)?;
                            if is_set(&value) {
                                if word != "with" {
                                    return self.run(tokens, dot, out);
                                }
                                let before = self.html.clone();
                                let is_html = self.is_html(condition);
                                self.html.retain(|name| name != ".");
                                self.html.extend(is_html.then(|| ".".to_string()));
                                let done = self.run(tokens, Some(&value), out);
                                self.html = before;
                                return done;
                            }
                        }
                    }
                    if at == inner.len() {
                        return Some(());
                    }
                    let rest = action["else".len()..].trim();
                    head = match rest.split_once(char::is_whitespace) {
                        Some((word @ ("if" | "with"), condition)) => Some((word, condition)),
                        Some(_) => return None,
                        None => None,
                    };
                    start = at + 1;
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Whether what an action gives is HTML already, as Go knows it by its type; all else is escaped.
    fn is_html(&self, action: &str) -> bool {
        const GIVE: [&str; 10] = [
            "markdownify",
            "safeHTML",
            "safeHTMLAttr",
            "safeCSS",
            "emojify",
            "htmlEscape",
            "highlight",
            ".Page.RenderString",
            ".RenderString",
            "$.Page.RenderString",
        ];
        let Some(words) = divided(action, '|').pop().and_then(words) else { return false };
        let is_given = |word: &Word| match word {
            Word::Name(name) => {
                name.trim_start_matches('$').starts_with(".Inner") || self.html.contains(name)
            }
            Word::Group(group) => self.is_html(group),
            Word::Value(_) => false,
        };
        match &words[0] {
            Word::Name(name) if GIVE.contains(&name.as_str()) => true,
            Word::Name(name) if matches!(name.as_str(), "default" | "or" | "and" | "cond") => {
                words[1..].iter().any(is_given)
            }
            first => words.len() == 1 && is_given(first),
        }
    }

    fn pipeline(&self, text: &str, dot: Option<&str>) -> Option<String> {
        let mut value: Option<String> = None;
        for part in divided(text, '|') {
            let mut words = words(part)?;
            if let Some(before) = value.take() {
                words.push(Word::Value(before));
            }
            value = Some(self.call(&words, dot)?);
        }
        value
    }

    fn call(&self, words: &[Word], dot: Option<&str>) -> Option<String> {
        let value = |at: usize| self.word(words.get(at)?, dot);
        let Word::Name(name) = &words[0] else { return value(0) };
        let is_value = name.starts_with(['.', '$']) || self.word(&words[0], dot).is_some();
        if words.len() == 1 && is_value {
            return value(0);
        }
        let all = || (1..words.len()).map(value).collect::<Option<Vec<String>>>();
        let truth = |is_true: bool| if is_true { "true".to_string() } else { String::new() };
        Some(match name.as_str() {
            ".Get" | "$.Get" => {
                let wanted = value(1)?;
                let unnamed = self.given.iter().filter(|(name, _)| name.is_none());
                let found = match wanted.parse::<usize>() {
                    Ok(at) => unnamed.map(|(_, value)| value).nth(at),
                    Err(_) => self
                        .given
                        .iter()
                        .find(|(name, _)| name.as_ref() == Some(&wanted))
                        .map(|(_, value)| value),
                };
                found.cloned().unwrap_or_default()
            }
            "safeHTML" | "safeURL" | "safeHTMLAttr" | "safeCSS" | "string" | "emojify" => {
                value(words.len() - 1)?
            }
            "markdownify" | ".Page.RenderString" | ".RenderString" | "$.Page.RenderString" => {
                let text = value(words.len() - 1)?;
                match self.makes_html {
                    true => markdown::html_of(&text, Dialect::Goldmark),
                    false => text,
                }
            }
            "plainify" => text_of(&parse(&value(1)?)),
            "htmlUnescape" => text_of(&parse(&value(1)?.replace('<', "&lt;"))),
            "relURL" | "absURL" | "urls.RelURL" | "urls.AbsURL" => rooted(&value(1)?, ""),
            "relLangURL" | "absLangURL" => rooted(&value(1)?, self.start),
            "htmlEscape" => crate::html::escaped(&value(1)?),
            "lower" => value(1)?.to_lowercase(),
            "upper" => value(1)?.to_uppercase(),
            "title" => titled(&value(1)?),
            "humanize" => humanized(&value(1)?),
            "urlize" | "anchorize" => super::address::urlized(&value(1)?, Capitals::Lowered),
            "trim" => value(1)?
                .trim_matches(|c: char| value(2).is_some_and(|cut| cut.contains(c)))
                .to_string(),
            "default" => {
                let given = value(2)?;
                if given.is_empty() { value(1)? } else { given }
            }
            "or" => all()?.into_iter().find(|value| is_set(value)).unwrap_or_default(),
            "and" => {
                let all = all()?;
                if all.iter().all(|value| is_set(value)) {
                    all.last()?.clone()
                } else {
                    String::new()
                }
            }
            "not" => truth(!is_set(&value(1)?)),
            "eq" => {
                let first = value(1)?;
                truth(all()?.iter().skip(1).any(|other| *other == first))
            }
            "ne" => truth(value(1)? != value(2)?),
            "isset" => truth(self.given.iter().any(|(name, _)| name.as_ref() == value(2).as_ref())),
            "in" => truth(value(1)?.contains(&value(2)?)),
            "hasPrefix" | "strings.HasPrefix" => truth(value(1)?.starts_with(&value(2)?)),
            "hasSuffix" | "strings.HasSuffix" => truth(value(1)?.ends_with(&value(2)?)),
            "strings.TrimPrefix" => {
                let (cut, text) = (value(1)?, value(2)?);
                text.strip_prefix(cut.as_str()).unwrap_or(&text).to_string()
            }
            "replace" => value(1)?.replace(&value(2)?, &value(3)?),
            "replaceRE" => {
                let pattern = regex::RegexBuilder::new(&in_ascii(&value(1)?))
                    .size_limit(1 << 20)
                    .build()
                    .ok()?;
                pattern.replace_all(&value(3)?, value(2)?.as_str()).into_owned()
            }
            "print" => all()?.concat(),
            "printf" => {
                let mut out = String::new();
                let all = all()?;
                let mut values = all.iter().skip(1);
                let mut letters = all.first()?.chars();
                while let Some(c) = letters.next() {
                    match c {
                        '%' => match letters.next()? {
                            's' | 'v' | 'd' => out.push_str(values.next()?),
                            'q' => out.push_str(&format!("\"{}\"", values.next()?)),
                            '%' => out.push('%'),
                            _ => return None,
                        },
                        c => out.push(c),
                    }
                }
                out
            }
            _ => return None,
        })
    }

    fn word(&self, word: &Word, dot: Option<&str>) -> Option<String> {
        match word {
            Word::Value(value) => Some(value.clone()),
            Word::Group(text) => self.pipeline(text, dot),
            Word::Name(name) => match name.as_str() {
                "." => dot.map(String::from),
                ".Inner" | "$.Inner" => Some(self.inner.unwrap_or_default().to_string()),
                "true" => Some("true".into()),
                "false" | "nil" => Some(String::new()),
                // As the site is published.
                "hugo.IsServer" | "hugo.IsDevelopment" | ".Site.IsServer" => Some(String::new()),
                "hugo.IsProduction" => Some("true".into()),
                "hugo.Environment" => Some("production".into()),
                ".IsNamedParams" => Some(
                    if self.given.iter().any(|(name, _)| name.is_some()) { "true" } else { "" }
                        .into(),
                ),
                name if name.starts_with('$') => self.set.get(name).cloned(),
                name => {
                    let path =
                        [".Site.Params.", "$.Site.Params.", "site.Params.", ".Page.Site.Params."]
                            .iter()
                            .find_map(|start| name.strip_prefix(start));
                    match path {
                        Some(path) => Some(
                            self.config
                                .map("params")
                                .at(path)
                                .as_ref()
                                .and_then(scalar)
                                .unwrap_or_default(),
                        ),
                        None => name.parse::<f64>().ok().map(|_| name.to_string()),
                    }
                }
            },
        }
    }
}

/// Whether a value counts as true: a text with a nought in it does.
fn is_set(value: &str) -> bool {
    !value.is_empty() && value != "false"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tags::arguments;

    #[test]
    fn a_template_puts_its_arguments_into_html() {
        for (template, given, inner, html) in [
            ("<b>{{ .Get 0 }}</b>", "x", None, Some("<b>x</b>")),
            (
                "{{ with .Get \"a\" }}<i>{{ . }}</i>{{ else }}-{{ end }}",
                "a=b",
                None,
                Some("<i>b</i>"),
            ),
            ("{{ with .Get \"a\" }}<i>{{ . }}</i>{{ else }}-{{ end }}", "", None, Some("-")),
            (
                "{{ $x := .Get \"a\" -}} {{ if eq $x \"b\" \"c\" }}1{{ else if $x }}2{{ end }}",
                "a=c",
                None,
                Some("1"),
            ),
            (
                "{{- /* a }} */ -}}<p>{{ .Inner | markdownify }}</p>",
                "",
                Some("x"),
                Some("<p>x</p>"),
            ),
            ("{{ printf \"%s/%s\" (.Get 0 | lower) \"y\" }}", "X", None, Some("x/y")),
            ("{{ if or (.Get \"a\") (not true) }}1{{ end }}2", "", None, Some("2")),
            ("{{ replaceRE \"^/\" \"\" (.Get 0) }}", "/a", None, Some("a")),
            ("{{ replaceRE `\\d+` \"n\" (.Get 0) }}", "a12", None, Some("an")),
            ("{{ if false }}{{ .Inner }}{{ end }}", "", Some("x"), Some("")),
            ("{{ if hugo.IsServer }}{{ .Inner }}{{ end }}", "", Some("x"), Some("")),
            ("{{ if site.Params.members }}{{ .Inner }}{{ end }}", "", Some("x"), Some("")),
            ("{{ if hugo.IsProduction }}{{ .Inner }}{{ end }}", "", Some("x"), Some("x")),
            ("a<!-- {{ .Inner }} -->b", "", Some("x"), Some("ab")),
            ("{{ range .Site.Pages }}{{ end }}", "", None, None),
            ("{{ partial \"x\" . }}", "", None, None),
        ] {
            let given = arguments(given);
            let call = Call { name: "own", given: &given, inner, is_html: false };
            let made = filled(template, &call, &Facts::default(), "");
            assert_eq!(made.as_deref(), html, "{template}");
        }
    }

    /// What Go escapes is escaped, and what is HTML is no Markdown.
    #[test]
    fn values_are_escaped_as_go_escapes_them() {
        for (template, given, inner, html) in [
            ("<kbd>{{ .Get 0 }}</kbd>", "\"<Enter>\"", None, "<kbd>&lt;Enter&gt;</kbd>"),
            ("<kbd>{{ .Get 0 }}</kbd>", "\"*\"", None, "<kbd>&#42;</kbd>"),
            ("<b>{{ .Get 0 | safeHTML }}</b>", "\"<i>x</i>\"", None, "<b><i>x</i></b>"),
            ("{{ with .Get 0 }}<b>{{ . }}</b>{{ end }}", "\"a & b\"", None, "<b>a &amp; b</b>"),
            ("{{ with .Inner }}<b>{{ . }}</b>{{ end }}", "", Some("<i>x</i>"), "<b><i>x</i></b>"),
            ("{{ $x := .Inner }}<b>{{ $x }}</b>", "", Some("<i>x</i>"), "<b><i>x</i></b>"),
            ("<p>{{ .Inner }}</p>", "", Some("*x* [y]"), "<p>&#42;x&#42; &#91;y&#93;</p>"),
            ("<p>{{ .Inner | markdownify }}</p>", "", Some("*x*"), "<p><em>x</em></p>"),
            ("<b>{{ .Get 0 | plainify }}</b>", "\"a &lt;i&gt;\"", None, "<b>a &lt;i&gt;</b>"),
            (
                "<a href=\"{{ .Get 0 }}\">_</a>",
                "\"/a_b?c=1&d\"",
                None,
                "<a href=\"/a_b?c=1&amp;d\">&#95;</a>",
            ),
            ("<img src=\"{{ .Get 0 | relURL }}\">", "img/a.png", None, "<img src=\"/img/a.png\">"),
            ("<a href=\"{{ relLangURL (.Get 0) }}\">x</a>", "a/", None, "<a href=\"/fr/a/\">x</a>"),
            (
                "<b>{{ title (.Get 0) }}</b>",
                "\"the end of a day\"",
                None,
                "<b>The End of a Day</b>",
            ),
            ("<b>{{ humanize (.Get 0) }}</b>", "my-first-post", None, "<b>My first post</b>"),
            ("<b>{{ humanize (.Get 0) }}</b>", "22", None, "<b>22nd</b>"),
            ("<b>{{ with .Get 0 }}{{ . }}{{ else }}none{{ end }}</b>", "0", None, "<b>0</b>"),
            // Without a tag, it is the text's.
            ("{{ .Inner | markdownify }}", "", Some("*x*"), "*x*"),
            ("{{ .Get 0 }}", "\"a & b\"", None, "a & b"),
        ] {
            let given = arguments(given);
            let call = Call { name: "own", given: &given, inner, is_html: true };
            let made = filled(template, &call, &Facts::default(), "/fr");
            assert_eq!(made.as_deref(), Some(html), "{template}");
        }
    }
}
