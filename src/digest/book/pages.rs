//! The pages of a book that are no story: its cover, what stands before and after the stories, and
//! its contents.

use super::super::chosen::Digest;
use super::story_id;
use crate::language::direction::Direction;
use crate::render::apart::escape;
use crate::render::views::{DigestCorrectionView, DigestLinkView};
use crate::text::config::DigestSettings;

/// A page of a book.
pub(super) struct BookPage<'a> {
    pub lang: &'a str,
    pub direction: &'a str,
    pub title: &'a str,
    /// What is in its body, as XHTML.
    pub body: &'a str,
}

impl BookPage<'_> {
    pub fn text(&self) -> String {
        let BookPage { lang, direction, title, body } = self;
        let (lang, title) = (escape(lang), escape(title));
        // An attribute that is no language, or no direction, is none.
        let direction = match *direction {
            "ltr" | "rtl" => format!(" dir=\"{direction}\""),
            _ => String::new(),
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
             <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
             xml:lang=\"{lang}\" lang=\"{lang}\"{direction}>\n<head>\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>\n</head>\n\
             <body>\n{body}</body>\n</html>\n"
        )
    }
}

impl Digest<'_> {
    fn page_of(&self, title: &str, body: &str) -> String {
        let language = &self.context.edition.settings.language;
        let direction = Direction::of(language).name();
        BookPage { lang: &language.to_string(), direction, title, body }.text()
    }

    fn word(&self, key: &str) -> String {
        escape(self.context.edition.settings.words.plain(key))
    }

    pub(super) fn cover_page(&self) -> String {
        let alt = escape(&format!("{} · {}", self.title(), self.name()));
        let body = format!(
            "<section epub:type=\"cover\" class=\"cover\">\n<img src=\"cover.png\" alt=\"{alt}\"/>\n\
             </section>\n"
        );
        self.page_of(self.title(), &body)
    }

    /// What stands before the stories: the day, and corrections first.
    pub(super) fn front_page(&self) -> String {
        let DigestSettings { greeting, .. } = &self.context.edition.settings.digest;
        let view = self.view(|_, _| {});
        let mut body = format!(
            "<section epub:type=\"titlepage\">\n<p class=\"meta\">{}</p>\n<h1>{}</h1>\n",
            escape(self.title()),
            escape(&self.name())
        );
        if let Some(greeting) = greeting {
            body.push_str(&format!("<p>{}</p>\n", escape(greeting)));
        }
        let url = escape(&self.url());
        body.push_str(&format!("<p class=\"meta\"><a href=\"{url}\">{url}</a></p>\n"));
        body.push_str(&self.corrections("corrections", &view.corrections));
        body.push_str(&self.corrections("corrected_since", &view.corrected_since));
        body.push_str("</section>\n");
        self.page_of(self.title(), &body)
    }

    fn corrections(&self, key: &str, list: &[DigestCorrectionView<'_>]) -> String {
        if list.is_empty() {
            return String::new();
        }
        let mut html = format!("<section class=\"box\">\n<h2>{}</h2>\n", self.word(key));
        for DigestCorrectionView { date, text, story } in list {
            html.push_str(&format!(
                "<p><b>{}</b> {}: <span{}>{}</span></p>\n",
                escape(&date.text),
                link(story, &story.url),
                language(story),
                escape(text)
            ));
        }
        html + "</section>\n"
    }

    /// The contents, section by section.
    pub(super) fn nav(&self) -> String {
        let mut body = format!(
            "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>{}</h1>\n<ol>\n",
            self.word("contents")
        );
        let mut number = 0;
        body.push_str(&format!("<li><a href=\"front.xhtml\">{}</a></li>\n", escape(&self.name())));
        for (title, stories) in self.contents() {
            body.push_str(&format!("<li><span>{}</span>\n<ol>\n", escape(title)));
            for story in stories {
                number += 1;
                let file = format!("{}.xhtml", story_id(number));
                body.push_str(&format!("<li>{}</li>\n", link(&story, &file)));
            }
            body.push_str("</ol>\n</li>\n");
        }
        body.push_str("</ol>\n</nav>\n");
        self.page_of(self.context.edition.settings.words.plain("contents"), &body)
    }

    /// What stands after the stories.
    pub(super) fn end_page(&self) -> String {
        let DigestSettings { footer, postal_address, .. } = &self.context.edition.settings.digest;
        let view = self.view(|_, _| {});
        let mut body = String::from("<section epub:type=\"colophon\" role=\"doc-colophon\">\n");
        if !view.most_read.is_empty() {
            body.push_str(&format!("<h1>{}</h1>\n<ol>\n", self.word("most_read")));
            for story in &view.most_read {
                body.push_str(&format!("<li>{}</li>\n", link(story, &story.url)));
            }
            body.push_str("</ol>\n");
        }
        for line in [footer, postal_address].into_iter().flatten() {
            body.push_str(&format!("<p>{}</p>\n", escape(line)));
        }
        let home = escape(&view.home);
        body.push_str(&format!(
            "<p class=\"meta\">{} · <a href=\"{home}\">{home}</a></p>\n</section>\n",
            escape(self.title())
        ));
        self.page_of(self.title(), &body)
    }
}

fn link(story: &DigestLinkView<'_>, to: &str) -> String {
    let title: &str = if story.title.trim().is_empty() { &story.url } else { &story.title };
    format!("<a{} href=\"{}\">{}</a>", language(story), escape(to), escape(title))
}

fn language(story: &DigestLinkView<'_>) -> String {
    language_attributes(&story.lang, story.direction)
}

/// The attributes of something in this language; none of what is no language.
pub(super) fn language_attributes(lang: &str, direction: &str) -> String {
    if icu_locale::Locale::try_from_str(lang).is_err() {
        return String::new();
    }
    let lang = escape(lang);
    format!(" xml:lang=\"{lang}\" lang=\"{lang}\" dir=\"{direction}\"")
}
