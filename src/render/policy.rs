//! What a page may load and run: its content security policy
//! (<https://www.w3.org/TR/CSP3/>), as it stands in the page itself.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::site::sha256;
use crate::text::config::{Analytics, Config, ContentPolicy};

/// Sets the colours that a reader chose before anything is shown. It stands in the
/// page itself: a file would come too late.
pub const EARLY: &str =
    "try{document.documentElement.dataset.colours=localStorage.getItem(\"colours\")||\"\"}catch{}";

/// The policy of all pages, as an attribute between double quotes has it; none where
/// the site wants none. `style` is what stands in the page as a style sheet.
pub fn content_policy(config: &Config, style: &str) -> Option<String> {
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
    }
    Some(policy.to_string())
}

/// Sources by directive.
#[derive(Default)]
struct Policy(BTreeMap<String, Vec<String>>);

impl Policy {
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
