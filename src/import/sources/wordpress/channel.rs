//! What an export says of the site.

use url::Url;

use super::xml::Element;

/// What there is of it, without space around it.
#[derive(Debug, Default)]
pub struct Channel {
    pub title: Option<String>,
    pub description: Option<String>,
    /// The address of the site among several in one WordPress.
    pub blog_url: Option<String>,
    pub link: Option<String>,
    pub language: Option<String>,
}

impl Channel {
    /// Takes an element, if it is about the site; of two of one name the first counts.
    pub fn take(&mut self, element: &Element) {
        let field = match element.name.as_str() {
            "title" => &mut self.title,
            "description" => &mut self.description,
            "wp:base_blog_url" => &mut self.blog_url,
            "link" => &mut self.link,
            "language" => &mut self.language,
            _ => return,
        };
        let text = element.text.trim();
        if field.is_none() && !text.is_empty() {
            *field = Some(text.into());
        }
    }

    /// The path of the site on its host, without a slash at its end: all its addresses begin with it.
    pub fn base(&self) -> String {
        let url = self.blog_url.as_deref().or(self.link.as_deref());
        let url = url.and_then(|url| Url::parse(url).ok());
        url.map(|url| url.path().trim_end_matches('/').to_string()).unwrap_or_default()
    }
}

/// The address of a site as that of a folder.
pub fn as_folder(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}
