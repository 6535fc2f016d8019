//! Links by number, such as `/?p=2`: WordPress leads from them to the address of what has that number
//! (`redirect_canonical` in `wp-includes/canonical.php`).

use std::collections::HashMap;

use url::Url;

/// Where what has a number is.
pub struct Numbers {
    /// The site's own address, with a slash at its end.
    pub site: Url,
    /// Posts and pages by their ids; none of those that are not public.
    pub texts: HashMap<String, Option<String>>,
    /// Files by the ids of their attachments.
    pub files: HashMap<String, String>,
    /// The lists of categories by their ids.
    pub categories: HashMap<String, String>,
    /// The lists of authors by their ids.
    pub authors: HashMap<String, String>,
}

impl Numbers {
    /// The address of a site as that of a folder, to which links are relative.
    pub fn folder_of(site: &Url) -> Url {
        let mut site = site.clone();
        site.set_path(&format!("{}/", site.path().trim_end_matches('/')));
        site.set_query(None);
        site.set_fragment(None);
        site
    }

    /// The HTML with its links by number where they lead; those that lead to nothing public are
    /// told to `lost`.
    pub fn led(&self, html: &str, lost: &mut Vec<String>) -> String {
        super::media::with_links(html, &mut |link| match self.to(link)? {
            Some(to) => Some(to),
            None => {
                lost.push(link.to_string());
                None
            }
        })
    }

    /// Where a link leads, if it is one by number.
    fn to(&self, link: &str) -> Option<Option<String>> {
        if !link.contains('?') {
            return None;
        }
        let url = self.site.join(link).ok()?;
        let bare =
            |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_string());
        let path = url.path().trim_end_matches("index.php").trim_end_matches('/');
        let is_here = bare(&url).is_some() && bare(&url) == bare(&self.site);
        let base = self.site.path().trim_end_matches('/');
        if !is_here || !(path.is_empty() || path == base) {
            return None;
        }
        let to = url.query_pairs().find_map(|(name, id)| {
            let id = id.trim_end_matches('/');
            Some(match &*name {
                "p" | "page_id" => {
                    let text = self.texts.get(id).cloned();
                    text.unwrap_or_else(|| self.files.get(id).cloned())
                }
                "attachment_id" => self.files.get(id).cloned(),
                "cat" => self.categories.get(id).cloned(),
                "author" => self.authors.get(id).cloned(),
                "tag" => Some(format!("/tag/{id}/")),
                "category_name" => Some(format!("/category/{id}/")),
                _ => return None,
            })
        })?;
        let anchor = url.fragment().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(to.map(|to| format!("{to}{anchor}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_by_number_lead_to_what_has_it() {
        let one = |id: &str, to: &str| HashMap::from([(id.to_string(), to.to_string())]);
        let numbers = Numbers {
            site: Numbers::folder_of(&Url::parse("https://old.example").unwrap()),
            texts: HashMap::from([("2".into(), Some("/2020/talks/".into())), ("3".into(), None)]),
            files: one("7", "https://old.example/a.jpg"),
            categories: one("4", "/category/world/"),
            authors: one("1", "/author/anna/"),
        };
        for (link, to) in [
            ("https://old.example/?p=2", Some(Some("/2020/talks/"))),
            ("http://www.old.example/?page_id=2#c", Some(Some("/2020/talks/#c"))),
            ("/?p=2&utm_source=x", Some(Some("/2020/talks/"))),
            ("?p=2", Some(Some("/2020/talks/"))),
            ("//old.example/index.php?p=2", Some(Some("/2020/talks/"))),
            ("/?p=3", Some(None)),
            ("/?p=99", Some(None)),
            ("/?attachment_id=7", Some(Some("https://old.example/a.jpg"))),
            ("/?p=7", Some(Some("https://old.example/a.jpg"))),
            ("/?cat=4", Some(Some("/category/world/"))),
            ("/?author=1", Some(Some("/author/anna/"))),
            ("/?tag=dam", Some(Some("/tag/dam/"))),
            ("/?s=words", None),
            ("/about/?p=2", None),
            ("https://other.example/?p=2", None),
            ("/2020/talks/", None),
        ] {
            let found = numbers.to(link);
            assert_eq!(found, to.map(|to| to.map(String::from)), "{link}");
        }
        let mut lost = Vec::new();
        let html = numbers.led("<a href=\"/?p=2\">a</a> <a href='/?p=3'>b</a>", &mut lost);
        assert_eq!(html, "<a href=\"/2020/talks/\">a</a> <a href='/?p=3'>b</a>");
        assert_eq!(lost, ["/?p=3"]);
    }
}
