//! Templates that nothing uses, since their name has a slip.

use std::collections::HashSet;

use super::{DEFAULT, Source, chains, file_of, parts};
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::{Names, nearest};
use crate::theme;

/// A warning for each template that is no page's, that no other builds on, and that has no
/// component.
pub fn unused(own: &[Source]) -> Vec<Diagnostic> {
    let built_in = theme::templates();
    let texts = built_in.iter().map(|(_, text)| *text);
    let named: HashSet<&str> = own
        .iter()
        .map(|source| source.text.as_str())
        .chain(texts)
        .flat_map(chains::built_on)
        .map(|name| name.strip_prefix(DEFAULT).unwrap_or(name))
        .collect();
    let is_used = |source: &&Source| {
        named.contains(&*source.name)
            || theme::template(&source.name).is_some()
            || parts::components_in(&source.text).next().is_some()
    };
    let unused: Vec<&Source> = own.iter().filter(|source| !is_used(source)).collect();
    if unused.is_empty() {
        return Vec::new();
    }
    let names: Names = built_in.iter().map(|(name, _)| *name).collect();
    let told = |source: &Source| {
        let near = elsewhere(&source.name).or_else(|| names.nearest(&source.name));
        let hint = match near {
            Some(near) => format!("did you mean `{}`?", file_of(near)),
            None => format!(
                "include it in another: `{{% include \"{}\" %}}`, or delete it",
                source.name
            ),
        };
        Diagnostic::warning("nothing uses this template")
            .in_file(file_of(&source.name))
            .at(Place::START)
            .hint(hint)
    };
    unused.into_iter().map(told).collect()
}

/// What a template is called here that has this name in other programs, or nearly.
fn elsewhere(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 13] = [
        ("story.html", "briefing.html"),
        ("post.html", "briefing.html"),
        ("article.html", "briefing.html"),
        ("single.html", "briefing.html"),
        ("index.html", "home.html"),
        ("front-page.html", "home.html"),
        ("layout.html", "base.html"),
        ("default.html", "base.html"),
        ("baseof.html", "base.html"),
        ("list.html", "section.html"),
        ("category.html", "section.html"),
        ("header.html", "base.html"),
        ("not-found.html", "404.html"),
    ];
    let known = nearest(name, NAMES.map(|(other, _)| other))?;
    NAMES.iter().find(|(other, _)| *other == known).map(|(_, here)| *here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(own: &[(&str, &str)]) -> Vec<String> {
        let source = |(name, text): &(&str, &str)| Source {
            name: (*name).to_string(),
            text: (*text).to_string(),
        };
        let told = unused(&own.iter().map(source).collect::<Vec<_>>());
        told.iter()
            .map(|fault| format!("{fault}: {}", fault.hint.as_deref().unwrap_or("")))
            .collect()
    }

    #[test]
    fn a_template_by_its_name_in_other_programs_is_known() {
        for (name, meant) in [
            ("stroy.html", "briefing.html"),
            ("post.html", "briefing.html"),
            ("index.html", "home.html"),
            ("layouts.html", "base.html"),
            ("sectoin.html", "section.html"),
        ] {
            let hint = format!(": did you mean `templates/{meant}`?");
            let [told] = &told(&[(name, "")])[..] else { panic!("{name}") };
            assert!(told.ends_with(&hint), "{told}");
        }
    }

    #[test]
    fn a_template_that_nothing_uses_is_told() {
        let warning = "warning: nothing uses this template";
        assert_eq!(
            told(&[("breifing.html", ""), ("x/quite-other.txt", "")]),
            [
                format!(
                    "{warning} (templates/breifing.html:1:1): did you mean `templates/briefing.html`?"
                ),
                format!(
                    "{warning} (templates/x/quite-other.txt:1:1): include it in another: `{{% include \"x/quite-other.txt\" %}}`, or delete it"
                ),
            ]
        );
        let used = [
            ("briefing.html", "{% include 'a/b.html' %}"),
            ("a/b.html", "{%- extends \"frame.html\" %}"),
            ("frame.html", ""),
            ("c.html", "{% component card(x) %}{% endcomponent %}"),
        ];
        assert_eq!(told(&used), [""; 0]);
    }
}
