//! Templates: the site's own over the built-in ones.
//!
//! A built-in template is registered as `default/NAME`, and `default/` is the
//! fallback for names that the site does not have. So `base.html` is the site's
//! if there is one, and a site's own template can extend `default/base.html`.

mod cards;
mod chains;
mod faults;
mod filters;
mod parts;
mod refusal;
mod trans;
mod unused;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Function, Kwargs, State, Tera, TeraResult, Value};
use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::{Diagnostic, Place};
use crate::theme;
use crate::underway::{Template, Underway};
use crate::url::SitePath;
use crate::word_list::WordList;

pub use cards::{CARD, CardTemplates, version_of};
use faults::diagnostics;
pub use faults::file_of;
pub use refusal::Refusal;
pub use unused::unused;

/// Compiled templates, in the words of a language.
#[derive(Clone)]
pub struct Templates {
    tera: Tera,
    /// A hash of the site's own.
    version: u64,
    /// Those of the site's own that each template of the theme is made of.
    parts: HashMap<&'static str, Arc<[String]>>,
    underway: Arc<Underway>,
}

/// How long a page may be, in bytes: browsers on phones give up long before.
const LONGEST_PAGE: usize = 100_000_000;

/// The prefix of built-in templates.
pub const DEFAULT: &str = "default/";

/// The folder of a site's own templates.
pub const FOLDER: &str = "templates/";

/// A site's own template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name: the path below `templates/`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A function for templates of one argument, a path on the site.
pub type PathFunction = Box<dyn Fn(&str) -> Result<String, Refusal> + Send + Sync>;

/// What templates can call.
pub struct Functions {
    /// A path as a link, with the base path.
    pub link: PathFunction,
    /// A path as an absolute URL.
    pub absolute: PathFunction,
    /// The link to a file of `static/`, by a name that only this version of it has.
    pub asset: PathFunction,
    /// What the bytes of such a file have to be.
    pub integrity: PathFunction,
}

/// Compiled templates that say nothing yet in any language.
pub struct Compiled(Templates);

impl Compiled {
    /// The templates with what the theme says in a language. They have no globals of others.
    pub fn in_words(&self, words: Arc<WordList>) -> Templates {
        let mut templates = self.0.clone();
        trans::register(&mut templates.tera, words);
        templates
    }

    /// Compiles the built-in templates and `own`; without those of `own` that have
    /// faults, so that the others can still be looked at.
    ///
    /// What is rendered is noted in `underway`.
    pub fn new(
        own: &[Source],
        functions: Functions,
        underway: Arc<Underway>,
    ) -> (Self, Vec<Diagnostic>) {
        let (version, parts) = (version(own), parts::parts(own));
        let mut bare = Tera::new();
        bare.autoescape_on([".html", ".htm", ".xml", ".svg"]);
        register(&mut bare, functions);
        cards::register_names(&mut bare);
        let mut faults: Vec<Diagnostic> = own.iter().filter_map(too_many_branches).collect();
        faults.append(&mut chains::too_long(own));
        if let Err(error) = bare.set_fallback_prefixes([DEFAULT]) {
            faults.append(&mut diagnostics(&error));
        }
        let is_refused = |source: &&Source| {
            let file = file_of(&source.name);
            faults.iter().any(|fault| fault.file.as_ref() == Some(&file))
        };
        let mut tried: Vec<&Source> = own.iter().filter(|source| !is_refused(source)).collect();
        loop {
            // Of what builds on a faulty one nothing can be told.
            chains::without_builders(&mut tried, own);
            let mut tera = bare.clone();
            let Err(error) = tera.add_raw_templates(with_built_in(&tried)) else {
                return (Compiled(Templates { tera, version, parts, underway }), faults);
            };
            if tried.is_empty() {
                faults.append(&mut diagnostics(&error));
                return (Compiled(Templates { tera: bare, version, parts, underway }), faults);
            }
            // The batch stops at the first fault; without all that are faulty alone or
            // lack their parent, or else its template, or without all where none can be
            // named, it goes on to the next.
            let broken = broken(&tried);
            if broken.is_empty() {
                faults.append(&mut diagnostics(&error));
            }
            let misfit = misfit(&error).map(str::to_string);
            let before = tried.len();
            tried.retain(|source| {
                Some(&source.name) != misfit.as_ref()
                    && broken.iter().all(|(name, _)| *name != source.name)
            });
            faults.extend(broken.into_iter().flat_map(|(_, faults)| faults));
            if tried.len() == before {
                tried.clear();
            }
        }
    }
}

impl Templates {
    /// Gives every page the value `name`.
    pub fn set_global(&mut self, name: &'static str, value: Value) {
        self.tera.global_context().insert_value(name, value);
    }

    /// Renders the template `name`.
    ///
    /// # Errors
    /// The template's faults, with their places.
    pub fn render(&self, name: &str, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let parts = self.parts.get(name).cloned().unwrap_or_default();
        let template = Template { name: name.to_string(), version: self.version, parts };
        if let Some(fault) = self.underway.why_not(&template) {
            return Err(vec![fault]);
        }
        let _noted = self.underway.template(&template);
        // Most pages are smaller than this; growing from nothing copies each one several times.
        let mut page = Bounded { bytes: Vec::with_capacity(16 * 1024), is_full: false };
        match self.tera.render_to(name, context, &mut page) {
            Ok(()) => Ok(page.bytes),
            Err(_) if page.is_full => Err(vec![too_long(name)]),
            Err(error) => Err(diagnostics(&error)),
        }
    }

    /// Why a page was given up, if it was.
    pub fn why_no_page(&self, page: &SitePath) -> Option<Diagnostic> {
        self.underway.why_no_page(page, self.version)
    }

    /// What is being rendered.
    pub fn underway(&self) -> &Arc<Underway> {
        &self.underway
    }
}

/// Tells the site's own templates from what they become when one is changed.
fn version(own: &[Source]) -> u64 {
    let mut hash = Xxh3::new();
    for Source { name, text } in own {
        for part in [name, text] {
            hash.update(&part.len().to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.digest()
}

/// A page as long as pages may be.
struct Bounded {
    bytes: Vec<u8>,
    /// Whether there was more.
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > LONGEST_PAGE {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn too_long(name: &str) -> Diagnostic {
    Diagnostic::error("this template makes a page of more than 100 MB")
        .in_file(file_of(name))
        .at(Place::START)
        .hint("look for a loop that writes too often, or divide the list into pages")
}

/// The files of `static/` that templates link to by name: `asset(path="/logo.png")`.
pub fn named_assets(own: &[Source]) -> BTreeSet<SitePath> {
    let built_in = theme::templates().into_iter().map(|(_, text)| text);
    let texts = own.iter().map(|source| source.text.as_str()).chain(built_in);
    texts.flat_map(|text| text.split("asset(").skip(1)).filter_map(first_path).collect()
}

/// The path in `path="/logo.png")…`.
fn first_path(arguments: &str) -> Option<SitePath> {
    let value = arguments.trim_start().strip_prefix("path")?.trim_start().strip_prefix('=')?;
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    SitePath::new(value[1..].split(quote).next()?)
}

fn with_built_in(own: &[&Source]) -> Vec<(String, String)> {
    let built_in = theme::templates().into_iter();
    let built_in = built_in.map(|(name, text)| (format!("{DEFAULT}{name}"), text.to_string()));
    built_in.chain(own.iter().map(|source| (source.name.clone(), source.text.clone()))).collect()
}

/// The template that does not fit in with the others.
fn misfit(error: &tera::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::MissingParent { current: name, .. }
        | ErrorKind::CircularExtend { tpl: name, .. }
        | ErrorKind::CircularInclude { tpl: name, .. } => Some(name),
        _ => None,
    }
}

fn register(tera: &mut Tera, functions: Functions) {
    let Functions { link, absolute, asset, integrity } = functions;
    for (name, function) in
        [("link", link), ("absolute", absolute), ("asset", asset), ("integrity", integrity)]
    {
        tera.register_function(name, OfPath(function));
    }
    trans::register_names(tera);
    tera.register_filter("date", filters::date);
    tera.register_filter("urlencode", filters::urlencode);
}

/// A template function of one argument, `path`.
struct OfPath(PathFunction);

impl Function<TeraResult<String>> for OfPath {
    fn call(&self, arguments: Kwargs, _: &State) -> TeraResult<String> {
        let path = arguments.must_get::<&str>("path")?;
        (self.0)(path).map_err(tera::Error::from)
    }
}

/// The templates that are none at all or extend what there is not, and why; each is
/// compiled alone.
fn broken(own: &[&Source]) -> Vec<(String, Vec<Diagnostic>)> {
    let built_in = theme::templates().into_iter().map(|(name, _)| name);
    let mut names: HashSet<String> = own.iter().map(|source| source.name.clone()).collect();
    names.extend(built_in.flat_map(|name| [format!("{DEFAULT}{name}"), name.to_string()]));
    let fault_of = |source: &&Source| {
        let error = Tera::new().add_raw_template(&source.name, &source.text).err()?;
        let is_broken = match error.kind() {
            ErrorKind::SyntaxError(_) => true,
            ErrorKind::MissingParent { parent, .. } => !names.contains(parent),
            // Alone, a template lacks its components; that is another kind.
            _ => false,
        };
        is_broken.then(|| (source.name.clone(), diagnostics(&error)))
    };
    own.iter().filter_map(fault_of).collect()
}

/// The compiler takes some of a thread's stack for each branch of an `if`.
fn too_many_branches(source: &Source) -> Option<Diagnostic> {
    const MOST: usize = 200;
    let (at, word) = source.text.match_indices("elif").nth(MOST)?;
    let place = Place::of_bytes(&source.text, at..at + word.len());
    Some(
        Diagnostic::error(format!("this template has more than {MOST} `elif`"))
            .in_file(file_of(&source.name))
            .at(place)
            .hint("look the value up in a map, or split the template"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn functions() -> Functions {
        let echo = || -> PathFunction {
            Box::new(|path| match path.starts_with("/no") {
                true => Err(Refusal::new(format!("there is no `{path}`"), "write another")),
                false => Ok(format!("/base{path}")),
            })
        };
        Functions { link: echo(), absolute: echo(), asset: echo(), integrity: echo() }
    }

    fn compile(sources: &[(&str, &str)]) -> Result<Templates, Vec<String>> {
        let own: Vec<Source> = sources
            .iter()
            .map(|(name, text)| Source { name: name.to_string(), text: text.to_string() })
            .collect();
        let (compiled, faults) = Compiled::new(&own, functions(), Arc::default());
        if faults.is_empty() {
            let english = WordList::built_in(&icu_locale::locale!("en"));
            return Ok(compiled.in_words(english.into()));
        }
        Err(faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_files_that_templates_name_are_found() {
        let text = "{{ asset(path=\"/logo.png\") }} {{asset( path = '/a b.jpg' )}} {{ asset(path=x) }} asset(path=\"no\")";
        let source = Source { name: "head.html".into(), text: text.into() };
        let named = named_assets(&[source]);
        let of_site =
            |path: &&SitePath| !path.as_str().ends_with(".css") && !path.as_str().ends_with(".js");
        let named: Vec<&str> = named.iter().filter(of_site).map(SitePath::as_str).collect();
        assert_eq!(named, ["/a b.jpg", "/logo.png"]);
    }

    #[test]
    fn languages_share_templates_and_nothing_else() {
        let text = "{{ trans(key=\"search\") }} {{ name }} {{ link(path=\"/a/\") }}";
        let source = Source { name: "x.html".into(), text: text.into() };
        let (compiled, faults) = Compiled::new(&[source], functions(), Arc::default());
        assert_eq!(faults, []);
        let page = |language: icu_locale::Locale, name: &str| {
            let mut templates = compiled.in_words(WordList::built_in(&language).into());
            templates.set_global("name", name.into());
            String::from_utf8(templates.render("x.html", &Context::new()).unwrap()).unwrap()
        };
        let pages = [(icu_locale::locale!("en"), "One"), (icu_locale::locale!("ru"), "Two")];
        let pages = pages.map(|(language, name)| page(language, name));
        assert_eq!(pages, ["Search One /base/a/", "Поиск Two /base/a/"]);
        let without_name = compiled.in_words(WordList::built_in(&icu_locale::locale!("en")).into());
        assert!(without_name.render("x.html", &Context::new()).is_err());
    }

    #[test]
    fn functions_are_there() {
        let templates = compile(&[("x.html", "{{ link(path=\"/a&b\") }}")]).unwrap();
        assert_eq!(templates.render("x.html", &Context::new()).unwrap(), b"/base/a&amp;b");
    }

    #[test]
    fn what_a_function_refuses_has_its_remedy_apart() {
        let table = [
            ("{{ link(path=\"/no\") }}", "there is no `/no`", "write another"),
            ("{{ link(path=\"/no\nor\") }}", "there is no `/no\nor`", "write another"),
            (
                "{{ trans(key=\"serch\") }}",
                "there is no theme text `serch`",
                "did you mean `search`?",
            ),
            (
                "{{ trans(key=\"a\nb\") }}",
                "there is no theme text `a\nb`",
                "add it to a list in `words/`",
            ),
        ];
        for (template, message, remedy) in table {
            let template = template.replace("\\n", "\n");
            let templates = compile(&[("a.html", &template)]).unwrap();
            let fault = templates.render("a.html", &Context::new()).unwrap_err().remove(0);
            assert_eq!((&*fault.message, fault.hint.as_deref()), (message, Some(remedy)));
        }
    }

    #[test]
    fn every_syntax_error_is_told_with_its_place() {
        let faults = compile(&[
            ("a.html", "fine {{ 1 }}"),
            ("b.html", "\n  {{ 1 + }}"),
            ("c.html", "{% extends \"base.html\" %}{% block main %}"),
        ])
        .err()
        .unwrap();
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("(templates/b.html:2:"), "{faults:?}");
        assert!(faults[1].contains("(templates/c.html:1:"), "{faults:?}");
    }

    #[test]
    fn what_is_missing_is_named() {
        for source in [
            "{% extends \"nothing.html\" %}",
            "{% include \"nothing.html\" %}",
            "{{ 1 | nothing }}",
        ] {
            let faults = compile(&[("a.html", source)]).err().unwrap();
            assert!(
                faults[0].contains("nothing") && faults[0].contains("templates/a.html"),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn a_runtime_error_names_template_and_line() {
        let templates = compile(&[("a.html", "one\n{{ nobody.name }}")]).unwrap();
        let fault = templates.render("a.html", &Context::new()).unwrap_err().remove(0);
        assert_eq!(fault.file.as_deref(), Some("templates/a.html"));
        assert_eq!(fault.place.unwrap().line, 2);
    }

    #[test]
    fn the_own_template_wins_and_may_extend_the_default() {
        let templates = compile(&[
            ("redirect.html", "own {% include \"default/redirect.html\" %}"),
            ("a.html", "{% include \"redirect.html\" %}"),
        ])
        .unwrap();
        let mut context = Context::new();
        context.insert(
            "site",
            &HashMap::from([("language", "en"), ("direction", "ltr"), ("title", "T")]),
        );
        context.insert(
            "target",
            &HashMap::from([("url", "/x/"), ("permalink", "/x/"), ("title", "X")]),
        );
        let page = String::from_utf8(templates.render("a.html", &context).unwrap()).unwrap();
        assert!(page.starts_with("own <!doctype html>"), "{page}");
        assert!(page.contains("url=/x/"), "{page}");
    }

    #[test]
    fn a_replaced_frame_that_lacks_a_block_is_explained() {
        let faults = compile(&[("base.html", "{% block main %}{% endblock %}")]).err().unwrap();
        assert!(faults.iter().any(|fault| fault.contains("Block `title`") && fault.contains("default/home.html")), "{faults:?}");
    }
}
