//! What a page may load and run: its content security policy
//! (<https://www.w3.org/TR/CSP3/>), as it stands in the page itself.

mod source;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::render::shared::appearance::style;
use crate::site::sha256;
use crate::text::config::{Analytics, Config, ContentPolicy};
use crate::word_list::WordList;
use source::fits;

/// Sets the colours that a reader chose before anything is shown. It stands in the
/// page itself: a file would come too late.
pub const EARLY: &str =
    "try{document.documentElement.dataset.colours=localStorage.getItem(\"colours\")||\"\"}catch{}";

/// The policy of all pages in a language, in which the theme says `words`; none where the site wants none.
pub fn policy(config: &Config, words: &WordList) -> Option<Policy> {
    with_style(config, &style(config, words))
}

/// The policy of a page that has exactly this style sheet in it.
pub fn with_style(config: &Config, style: &str) -> Option<Policy> {
    let ContentPolicy::Own(more) = &config.content_policy else { return None };
    let mut policy = Policy::default();
    policy.allow("default-src", "'none'");
    policy.allow("base-uri", "'none'");
    // Texts may show pictures and play sounds of other sites; the theme does not.
    for directive in ["img-src", "media-src"] {
        policy.allow(directive, "'self'");
        policy.allow(directive, "https:");
    }
    policy.allow("img-src", "data:");
    for directive in
        ["connect-src", "font-src", "form-action", "manifest-src", "script-src", "style-src"]
    {
        policy.allow(directive, "'self'");
    }
    policy.allow("script-src", &hash(EARLY));
    if !style.is_empty() {
        policy.allow("style-src", &hash(style));
    }
    // Without scripts, the page of the search asks another site.
    if config.search {
        policy.allow("form-action", "https://duckduckgo.com");
    }
    for service in &config.analytics {
        policy.allow_service(service);
    }
    if config.comments.is_some() {
        for directive in ["script-src", "style-src", "frame-src", "connect-src"] {
            policy.allow(directive, "https://giscus.app");
        }
    }
    for (directive, sources) in more {
        for source in sources {
            policy.allow(directive, source);
        }
        policy.without_idle_hashes(directive);
    }
    Some(policy)
}

/// What pages may load and run: sources by directive.
#[derive(Clone, Debug, Default)]
pub struct Policy(BTreeMap<String, Vec<String>>);

impl Policy {
    /// Whether a script that stands in a page may run.
    pub fn allows_script(&self, text: &str) -> bool {
        self.allows_inline("script-src", Some(text))
    }

    /// Whether a style sheet that stands in a page counts.
    pub fn allows_style(&self, text: &str) -> bool {
        self.allows_inline("style-src", Some(text))
    }

    /// Whether attributes may have scripts (`onclick`) or styles (`style`): no hash
    /// allows one.
    pub fn allows_attributes(&self, directive: &str) -> bool {
        self.allows_inline(directive, None)
    }

    fn allows_inline(&self, directive: &str, text: Option<&str>) -> bool {
        let sources = self.0.get(directive).map_or(&[][..], Vec::as_slice);
        let hash = text.map(hash);
        sources.iter().any(|source| source == "'unsafe-inline'" || Some(source) == hash.as_ref())
    }

    /// Whether a page of the site at `own` may load `url` as what this directive is for.
    pub fn allows(&self, directive: &str, url: &Url, own: &Url) -> bool {
        let sources = self.0.get(directive).or_else(|| self.0.get("default-src"));
        sources.is_some_and(|sources| sources.iter().any(|source| fits(source, url, own)))
    }

    /// The same, with frames of these origins.
    pub fn with_frames(mut self, origins: &[String]) -> Self {
        for origin in origins {
            self.allow("frame-src", origin);
        }
        self
    }

    /// Beside a hash, `'unsafe-inline'` counts for nothing
    /// (<https://www.w3.org/TR/CSP3/#allow-all-inline>); where a site wants all, none is needed.
    fn without_idle_hashes(&mut self, directive: &str) {
        let Some(sources) = self.0.get_mut(directive) else { return };
        if sources.iter().any(|source| source == "'unsafe-inline'") {
            sources.retain(|source| !source.starts_with("'sha"));
        }
    }

    fn allow(&mut self, directive: &str, source: &str) {
        let sources = self.0.entry(directive.into()).or_default();
        if !sources.iter().any(|known| known == source) {
            sources.push(source.into());
        }
    }

    fn allow_service(&mut self, service: &Analytics) {
        match service {
            Analytics::GoatCounter { server } => {
                self.allow("script-src", "https://gc.zgo.at");
                self.allow("connect-src", &origin(server));
            }
            Analytics::Plausible { server, .. } => {
                self.allow("script-src", &origin(server));
                self.allow("connect-src", &origin(server));
            }
            Analytics::Umami { server, .. } => {
                self.allow("script-src", &origin(server));
                self.allow("connect-src", &origin(server));
                if server.host_str() == Some("cloud.umami.is") {
                    self.allow("connect-src", "https://*.umami.is");
                    self.allow("connect-src", "https://*.umami.dev");
                }
            }
        }
    }
}

impl std::fmt::Display for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let directives: Vec<String> = self
            .0
            .iter()
            .map(|(directive, sources)| format!("{directive} {}", sources.join(" ")))
            .collect();
        f.write_str(&directives.join("; "))
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// The source that allows exactly this script or style sheet
/// (<https://www.w3.org/TR/CSP3/#grammardef-hash-source>).
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(sha256(text.as_bytes())))
}
