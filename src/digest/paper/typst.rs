//! A digest in Typst's markup (<https://typst.app/docs/reference/>).

use std::collections::HashMap;

use super::super::chosen::Digest;
use super::Paper;
use super::body::notes;
use super::escape::{markup, string};
use super::writer::{Writer, width};
use crate::language::direction::Direction;
use crate::render::apart::{Source, nodes};
use crate::render::views::{DigestCorrectionView, DigestImageView, DigestStoryView};

impl Digest<'_> {
    /// The digest for Typst. Its pictures are to be in the folder `pictures`, which is named as it
    /// is seen from the `.typ`.
    pub fn paper(&self, pictures: &str) -> Paper {
        let mut writer = Writer {
            digest: self,
            folder: pictures,
            out: self.head(),
            pictures: Vec::new(),
            known: HashMap::new(),
            notes: HashMap::new(),
            depth: 0,
            within: 0,
            is_in_table: false,
        };
        writer.all();
        Paper { text: writer.out, pictures: writer.pictures }
    }

    /// The settings of all pages. A document without a date has the same bytes each time; tags and
    /// bookmarks are made of headings without being asked for.
    fn head(&self) -> String {
        let language = &self.context.edition.settings.language;
        let (title, name) = (self.title(), self.name());
        let language_of = text_settings(&language.to_string(), Direction::of(language).name());
        format!(
            "// Made by `dateline digest`; `typst compile` makes a PDF of it.\n\
             #set document(title: {}, author: {}, date: none)\n\
             #set page(paper: \"a4\", margin: (x: 16mm, top: 22mm, bottom: 20mm), columns: 2,\n  \
             header: text(size: 8pt)[{} #h(1fr) {}],\n  numbering: \"1 / 1\")\n\
             #set text(size: 10pt, {language_of})\n\
             #set par(justify: false, leading: 0.6em, spacing: 0.9em)\n\
             #set smartquote(enabled: false)\n\
             #set enum(numbering: \"1.\")\n\
             #show heading.where(level: 1): set text(size: 14pt)\n\
             #show heading.where(level: 2): set text(size: 12pt)\n\
             #show heading: set block(above: 1.4em, below: 0.7em)\n\
             #show heading: set text(hyphenate: false)\n\
             #show raw: set text(size: 9pt)\n\
             #set image(width: 100%)\n\
             #place(top, scope: \"parent\", float: true)[#text(size: 22pt, weight: \"bold\")[{}]]\n\n",
            string(&format!("{title} · {name}")),
            string(title),
            markup(title),
            markup(&name),
            markup(&name),
        )
    }
}

/// The language of a text, as Typst has it. It hyphenates by it; Armenian it does not know, and
/// with the patterns of another language words would be broken in the wrong places.
fn text_settings(lang: &str, direction: &str) -> String {
    let locale = icu_locale::Locale::try_from_str(lang).ok();
    let language = locale.as_ref().map_or("en".into(), |it| it.id.language.to_string());
    let direction = if direction == "rtl" { "rtl" } else { "ltr" };
    let hyphenate = language != "hy";
    let region = locale.as_ref().and_then(|it| it.id.region).map(|it| it.to_string());
    // A region of digits is none that Typst knows.
    let region = region.filter(|it| it.len() == 2);
    let region = region.map_or("none".into(), |it| string(&it));
    format!(
        "lang: {}, region: {region}, dir: {direction}, hyphenate: {hyphenate}",
        string(&language)
    )
}

impl Writer<'_, '_> {
    fn all(&mut self) {
        let view = self.digest.view(|_, _| {});
        for line in [view.greeting].into_iter().flatten() {
            self.out.push_str(&format!("{}\n\n", markup(line)));
        }
        self.corrections("corrections", &view.corrections);
        self.corrections("corrected_since", &view.corrected_since);
        let mut texts: Vec<_> = self.digest.in_order().collect();
        texts.reverse();
        for group in &view.groups {
            self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", markup(group.title)));
            for story in &group.stories {
                if let Some(text) = texts.pop() {
                    let html = text.text_apart();
                    self.story(story, &html);
                }
            }
        }
        if !view.most_read.is_empty() {
            self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", self.word("most_read")));
            for story in &view.most_read {
                let (title, url) = (markup(&story.title), string(&story.url));
                let settings = text_settings(&story.lang, story.direction);
                self.out.push_str(&format!("#enum[#link({url})[#text({settings})[{title}]]]\n"));
            }
            self.out.push('\n');
        }
        for line in [view.footer, view.postal_address].into_iter().flatten() {
            self.out.push_str(&format!("{}\n\n", markup(line)));
        }
        self.out.push_str(&format!("#link({})[{}]\n", string(&view.url), markup(&view.url)));
    }

    fn word(&self, key: &str) -> String {
        markup(self.digest.context.edition.settings.words.plain(key))
    }

    fn corrections(&mut self, key: &str, list: &[DigestCorrectionView<'_>]) {
        if list.is_empty() {
            return;
        }
        self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", self.word(key)));
        for DigestCorrectionView { date, text, story } in list {
            self.out.push_str(&format!(
                "#block(stroke: 0.5pt, inset: 6pt, width: 100%)[#strong[{}] #text({})[{}: {}]]\n\n",
                markup(&date.text),
                text_settings(&story.lang, story.direction),
                markup(&story.title),
                markup(text)
            ));
        }
    }

    fn story(&mut self, view: &DigestStoryView<'_>, html: &str) {
        self.out.push_str(&format!(
            "#[\n#set text({})\n#heading(level: 2)[{}]\n\n",
            text_settings(&view.lang, view.direction),
            markup(view.title)
        ));
        if let Some(subtitle) = view.subtitle {
            self.out.push_str(&format!("#strong[{}]\n\n", markup(subtitle)));
        }
        let label = view.label.map(|label| format!("#strong[{}]", markup(label)));
        let authors = Some(markup(&view.authors)).filter(|authors| !authors.is_empty());
        let meta = label.into_iter().chain(authors).chain([markup(&view.date.text)]);
        let meta = meta.collect::<Vec<_>>().join(" · ");
        self.out.push_str(&format!("#text(size: 8pt)[{meta}]\n\n"));
        for correction in &view.corrections {
            self.out.push_str(&format!(
                "#block(stroke: 0.5pt, inset: 6pt, width: 100%)[#strong[{}] {}]\n\n",
                markup(&correction.date.text),
                markup(correction.text)
            ));
        }
        if let Some(image) = &view.image {
            self.figure(image);
        }
        if let Some(dateline) = &view.dateline {
            self.out
                .push_str(&format!("#text(size: 8pt, weight: \"bold\")[{}]\n\n", markup(dateline)));
        }
        let words = &self.digest.context.edition.settings.words;
        let mut nodes = nodes(html, Source { permalink: &view.url, words });
        self.notes = notes(&mut nodes);
        match html.is_empty() {
            true => self.out.push_str(&format!("{}\n\n", markup(view.summary))),
            false => self.blocks(&nodes),
        }
        if let Some(source) = &view.source {
            let name = markup(source.name);
            self.linked(&source.url, |writer| writer.out.push_str(&name));
            self.out.push_str(&format!("#footnote[{}]\n\n", markup(&source.url)));
        }
        self.out.push_str("]\n\n");
    }

    fn figure(&mut self, image: &DigestImageView<'_>) {
        let words: Vec<String> =
            [image.caption, image.credit].into_iter().flatten().map(markup).collect();
        let Some(path) = self.picture(&image.picture.url) else {
            self.absent(&image.picture.url, image.alt);
            return self.out.push_str(&format!("\n\n#text(size: 8pt)[{}]\n\n", words.join(" ")));
        };
        let width = width(image.picture.width);
        let picture = format!("image({}, alt: {}{width})", string(&path), string(image.alt));
        match words.is_empty() {
            true => self.out.push_str(&format!("#{picture}\n\n")),
            false => self.out.push_str(&format!(
                "#figure({picture}, caption: text(size: 8pt)[{}], numbering: none, supplement: none)\n\n",
                words.join(" ")
            )),
        }
    }
}
