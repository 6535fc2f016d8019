//! What the agent of a request says of who asks: a reader, or a program.
//!
//! The lists are in `bots/`, with where they come from and how they are renewed.

use regex::bytes::{Regex, RegexBuilder};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As far as the agent tells, a person with a browser.
    Reader,
    /// A program.
    Bot,
    /// Somebody who does not say what he asks with. Browsers do, so it is a program, unless the
    /// log has no agents.
    Nameless,
    /// Whoever the newsroom does not want to count.
    Ignored,
}

/// The patterns of bots, and the agents that the newsroom ignores.
pub(super) struct Agents {
    /// Several, since one expression of all patterns would have too many states.
    bots: Vec<Regex>,
    ignored: Vec<Vec<u8>>,
}

const LISTS: [&str; 2] =
    [include_str!("bots/crawler-user-agents.txt"), include_str!("bots/more.txt")];

fn patterns() -> impl Iterator<Item = &'static str> {
    let lines = LISTS.iter().flat_map(|list| list.lines());
    lines.filter(|line| !line.is_empty() && !line.starts_with("# "))
}

impl Agents {
    /// `ignored` are parts of agents, in capital or small letters of ASCII.
    pub fn new(ignored: &[String]) -> Self {
        let (plain, others): (Vec<_>, Vec<_>) = patterns().partition(|pattern| is_plain(pattern));
        // What cannot be read is left out here; a test sees to it that there is none.
        let bots = [plain, others].iter().filter_map(|list| any_of(list)).collect();
        let ignored = ignored.iter().filter(|part| !part.is_empty());
        Agents { bots, ignored: ignored.map(|part| part.to_ascii_lowercase().into()).collect() }
    }

    /// Who `agent` is. This takes some microseconds: see [`AgentCache`].
    pub fn kind(&self, agent: &[u8]) -> Kind {
        let lower = agent.to_ascii_lowercase();
        if self.ignored.iter().any(|part| memchr::memmem::find(&lower, part).is_some()) {
            Kind::Ignored
        } else if lower.trim_ascii().is_empty() {
            Kind::Nameless
        } else if self.bots.iter().any(|bots| bots.is_match(agent)) {
            Kind::Bot
        } else {
            Kind::Reader
        }
    }
}

/// Whether a pattern is a text, in which no more than backslashes stand for something
/// else. Many of those are found at once by a quicker way than that of expressions.
fn is_plain(pattern: &str) -> bool {
    !pattern.contains(['^', '$', '(', '[', '|', '*', '+', '?', '{']) && !pattern.contains("\\d")
}

fn any_of(patterns: &[&str]) -> Option<Regex> {
    let any = patterns.iter().map(|pattern| format!("(?:{pattern})")).collect::<Vec<_>>().join("|");
    RegexBuilder::new(&any).unicode(false).size_limit(64 << 20).build().ok()
}

/// What was found out of agents, by their hashes, so that a pattern is looked for once
/// and not in every line. It is of one size: of two agents that want the same place,
/// the later one has it.
pub(super) struct AgentCache(Vec<u64>);

const PLACES: usize = 1 << 14;

impl AgentCache {
    pub fn new() -> Self {
        AgentCache(vec![0; PLACES])
    }

    /// The kind of the agent with this hash, which `find_out` is asked for if it is not known.
    pub fn kind(&mut self, hash: u64, find_out: impl FnOnce() -> Kind) -> Kind {
        // The three lowest bits make room for the kind; a place that is empty has zero there.
        let place = &mut self.0[(hash >> 3) as usize % PLACES];
        let known = match *place & 7 {
            _ if *place & !7 != hash & !7 => None,
            1 => Some(Kind::Reader),
            2 => Some(Kind::Bot),
            3 => Some(Kind::Ignored),
            4 => Some(Kind::Nameless),
            _ => None,
        };
        known.unwrap_or_else(|| {
            let kind = find_out();
            let bits = match kind {
                Kind::Reader => 1,
                Kind::Bot => 2,
                Kind::Ignored => 3,
                Kind::Nameless => 4,
            };
            *place = hash & !7 | bits;
            kind
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_an_expression() {
        assert!(patterns().count() > 1500);
        for pattern in patterns() {
            assert!(any_of(&[pattern]).is_some(), "{pattern}");
        }
        assert_eq!(Agents::new(&[]).bots.len(), 2);
    }

    #[test]
    fn programs_are_told_from_browsers() {
        let agents = Agents::new(&[]);
        for bot in [
            "curl/8.10.1",
            "Wget/1.21.3",
            "python-requests/2.32.3",
            "Go-http-client/2.0",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "WhatsApp/2.23.20.0",
            "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
            "check_http/v2.3.3 (nagios-plugins 2.3.3)",
            "kube-probe/1.30",
            "ELB-HealthChecker/2.0",
            "Blackbox Exporter/0.25.0",
            "Some Unheard-Of Crawler",
            "unheardofbot",
            "Mozilla/5.0 (compatible; Unheard Bot; somebody@example.net)",
        ] {
            assert_eq!(agents.kind(bot.as_bytes()), Kind::Bot, "{bot}");
        }
        for browser in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 YaBrowser/24.12.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/345.0.698190153 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 [FBAN/FBIOS;FBAV/491.0.0.45.109;FBBV/664190102]",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 359.0.2.27.84",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.81 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 9; CUBOT) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            "Opera/9.80 (Android; Opera Mini/78.0/191.287; U; en) Presto/2.12.423 Version/12.16",
            "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0",
            "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8",
            "w3m/0.5.3+git20230121",
        ] {
            assert_eq!(agents.kind(browser.as_bytes()), Kind::Reader, "{browser}");
        }
    }

    #[test]
    fn who_has_no_name_is_neither() {
        let agents = Agents::new(&["x".into()]);
        for nameless in ["", " ", "\t"] {
            assert_eq!(agents.kind(nameless.as_bytes()), Kind::Nameless, "{nameless}");
        }
    }

    #[test]
    fn the_newsroom_adds_its_own() {
        let agents = Agents::new(&["Newsroom-Screen".into(), String::new()]);
        assert_eq!(agents.kind(b"Mozilla/5.0 newsroom-screen/2"), Kind::Ignored);
        assert_eq!(agents.kind(b"Mozilla/5.0 (X11; Linux)"), Kind::Reader);
    }

    #[test]
    fn an_agent_is_looked_at_once() {
        let mut known = AgentCache::new();
        for kind in [Kind::Reader, Kind::Bot, Kind::Ignored, Kind::Nameless] {
            let hash = 0x1234_5678_9abc_def0 + (kind as u64) * 8;
            assert_eq!(known.kind(hash, || kind), kind);
            assert_eq!(known.kind(hash, || panic!("it is known")), kind);
        }
        // An empty place is not taken for the hash zero.
        assert_eq!(known.kind(0, || Kind::Bot), Kind::Bot);
        assert_eq!(known.kind(8 * PLACES as u64, || Kind::Reader), Kind::Reader);
        assert_eq!(known.kind(0, || Kind::Ignored), Kind::Ignored);
    }
}
