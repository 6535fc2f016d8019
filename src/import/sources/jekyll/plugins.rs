//! What a site's own plug-ins do with the words in their blocks
//! (<https://jekyllrb.com/docs/plugins/tags/>), as far as their lines tell.

use std::collections::HashMap;

use regex::Regex;

use crate::import::bundle::Bundle;
use crate::import::interpolated;
use crate::import::unfit::Meant;

/// What the words in a block come to, by the block's name: nothing in it for blocks that show them.
#[derive(Debug, Default)]
pub struct Plugins(HashMap<String, Meant>);

impl Plugins {
    pub fn of(bundle: &Bundle, folder: &str) -> Self {
        let folder = format!("{}/", folder.trim_matches('/'));
        let files = bundle.below(&folder).filter(|file| file.ends_with(".rb"));
        let texts = files.filter_map(|file| Some(bundle.text(file).ok()?.0));
        Plugins(walls(&texts.collect::<Vec<_>>().join("\n")))
    }

    /// What a block means that does not show its words, or may not.
    pub fn wall(&self, name: &str) -> Option<&Meant> {
        self.0.get(name)
    }
}

fn walls(code: &str) -> HashMap<String, Meant> {
    let register = r#"register_tag\(?[ \t\r\n]*["':]([0-9A-Za-z_-]+)["']?[ \t\r\n]*,[ \t\r\n]*([0-9A-Za-z_:]+)"#;
    let Ok(register) = Regex::new(register) else { return HashMap::new() };
    let walls = register.captures_iter(code).filter_map(|found| {
        let class = found[2].rsplit(':').next().unwrap_or_default();
        Some((found[1].to_string(), of_class(code, class)?))
    });
    walls.collect()
}

/// The names that a block has for its words.
const WORDS: [&str; 7] = ["super", "@body", "nodelist", "render_all", "@text", "@content", "@raw"];

/// What the method `render` of a class does; none where it shows the words or is not there, as a
/// block shows them by itself (`Liquid::Block#render`).
fn of_class(code: &str, class: &str) -> Option<Meant> {
    let start = Regex::new(&format!(
        r"(?-u:\b)class[ \t]+(?:[0-9A-Za-z_]+::)*{}(?-u:\b)",
        regex::escape(class)
    ))
    .ok()?;
    let of_class = &code[start.find(code)?.end()..];
    let end =
        ["\nclass ", "\n  class ", "register_tag"].iter().filter_map(|end| of_class.find(end));
    let of_class = &of_class[..end.min().unwrap_or(of_class.len())];
    let render = &of_class[of_class.find("def render")?..];
    let render = &render[..render[3..].find("\n  def ").map_or(render.len(), |end| end + 3)];
    if !WORDS.iter().any(|word| render.contains(word)) {
        return Some(Meant::Hidden);
    }
    // In a case it shows nothing.
    let nothing = r#"(?m)(?:^|[;?:]|(?-u:\b)(?:return|then|else))[ \t]*(?:''|""|nil)?[ \t]*(?:if(?-u:\b)|unless(?-u:\b)|;|:|end(?-u:\b)|$)"#;
    let is_nothing = Regex::new(nothing).ok()?.find_iter(render).any(|found| {
        let found = found.as_str();
        ["''", "\"\"", "nil", "return"].iter().any(|word| found.contains(word))
    });
    let has_case = Regex::new(r"(?-u:\b)super(?-u:\b)[^\n]*(?-u:\b)(?:if|unless)(?-u:\b)")
        .ok()?
        .is_match(render);
    if is_nothing || has_case {
        return Some(Meant::Doubtful);
    }
    interpolated::wall(render, &WORDS, interpolated::RUBY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_tell_whether_a_block_shows_its_words() {
        for (render, meant) in [
            ("''", Some(Meant::Hidden)),
            ("'<p>For members</p>'", Some(Meant::Hidden)),
            ("\"<b>#{super}</b>\"", None),
            ("out = ''\n    out << super\n    out", None),
            ("@body.render(context)", None),
            ("\"<div hidden>#{super}</div>\"", Some(Meant::Hidden)),
            ("text = super\n    \"<div style='display:none'>#{text}</div>\"", Some(Meant::Hidden)),
            ("\"<div aria-hidden='true'>#{super}</div>\"", None),
            ("return '' unless context['all']\n    super", Some(Meant::Doubtful)),
            ("if context['all']\n      super\n    else\n      ''\n    end", Some(Meant::Doubtful)),
            ("context['all'] ? super : ''", Some(Meant::Doubtful)),
            ("super if context['all']", Some(Meant::Doubtful)),
        ] {
            let code = format!(
                "class Box < Liquid::Block\n  def render(context)\n    {render}\n  end\nend\n\
                 class Other < Liquid::Block\n  def render(context)\n    super\n  end\nend\n\
                 Liquid::Template.register_tag('box', Site::Box)\n\
                 Liquid::Template.register_tag(\"other\", Other)\nregister_tag('gone', Gone)\n"
            );
            let expected = meant.map(|meant| ("box".to_string(), meant));
            assert_eq!(walls(&code), expected.into_iter().collect(), "{render}");
        }
    }
}
