//! Settings of git, as they are handed from one repository to another.

use std::collections::HashMap;

/// A setting: `remote.origin.url` and its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Section, maybe a subsection, and name; all but the subsection in small letters.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// The sections that say who commits, and how a remote is reached.
const SECTIONS: [&str; 12] = [
    "author",
    "commit",
    "committer",
    "credential",
    "gpg",
    "http",
    "protocol",
    "push",
    "remote",
    "ssh",
    "url",
    "user",
];

/// Single ones that do.
const KEYS: [&str; 3] = ["core.askpass", "core.gitproxy", "core.sshcommand"];

/// Reads the output of `git config --list -z`.
pub(super) fn parse(listed: &[u8]) -> Vec<Setting> {
    let text = String::from_utf8_lossy(listed);
    let entries = text.split_terminator('\0').map(|entry| match entry.split_once('\n') {
        Some((key, value)) => Setting { key: key.into(), value: value.into() },
        // A setting without `=` means yes.
        None => Setting { key: entry.into(), value: "true".into() },
    });
    entries.collect()
}

/// When a remote counts as frozen that sends and takes nothing: without this git would wait
/// for ever. Whoever has set it otherwise knows of one that is slower.
const PATIENCE: [(&str, &str); 2] = [("http.lowspeedlimit", "1"), ("http.lowspeedtime", "300")];

/// What bounds the wait for a frozen remote, as far as it is not set.
pub(super) fn of_patience(settings: &[Setting]) -> Vec<Setting> {
    let unset = PATIENCE.into_iter().filter(|(key, _)| value(settings, key).is_none());
    unset.map(|(key, value)| Setting { key: key.into(), value: value.into() }).collect()
}

/// The value of `key` that counts, the last.
pub(super) fn value<'a>(settings: &'a [Setting], key: &str) -> Option<&'a str> {
    settings.iter().rev().find(|setting| setting.key == key).map(|setting| setting.value.as_str())
}

/// Those of `here` that are needed elsewhere and do not hold there anyway, as
/// those of the user do. What is said twice is said twice again.
pub(super) fn to_carry(here: &[Setting], elsewhere: &[Setting]) -> Vec<Setting> {
    let mut there: HashMap<&Setting, usize> = HashMap::new();
    for setting in elsewhere {
        *there.entry(setting).or_default() += 1;
    }
    let mut carried = Vec::new();
    for setting in here.iter().filter(|setting| is_needed(&setting.key)) {
        match there.get_mut(setting).filter(|times| **times > 0) {
            Some(times) => *times -= 1,
            None => carried.push(setting.clone()),
        }
    }
    carried
}

fn is_needed(key: &str) -> bool {
    let section = key.split('.').next().unwrap_or(key);
    // One branch is pushed, whatever a mirror has.
    let is_mirror = section == "remote" && key.ends_with(".mirror");
    KEYS.contains(&key) || (SECTIONS.contains(&section) && !is_mirror)
}

/// The settings of the environment, which come before all others:
/// `GIT_CONFIG_COUNT` and what belongs to it, as `variable` has them.
pub(super) fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Vec<Setting> {
    let count = variable("GIT_CONFIG_COUNT").and_then(|count| count.parse().ok()).unwrap_or(0);
    let setting = |at: usize| {
        let key = variable(&format!("GIT_CONFIG_KEY_{at}"))?;
        Some(Setting { key, value: variable(&format!("GIT_CONFIG_VALUE_{at}"))? })
    };
    (0..count).map_while(setting).collect()
}

/// The variables that give git these settings for a run. No file holds them: there
/// may be a token among them.
pub(super) fn variables(settings: &[Setting]) -> Vec<(String, String)> {
    let mut variables = vec![("GIT_CONFIG_COUNT".into(), settings.len().to_string())];
    for (at, setting) in settings.iter().enumerate() {
        variables.push((format!("GIT_CONFIG_KEY_{at}"), setting.key.clone()));
        variables.push((format!("GIT_CONFIG_VALUE_{at}"), setting.value.clone()));
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(listed: &str) -> Vec<Setting> {
        parse(listed.as_bytes())
    }

    #[test]
    fn what_holds_everywhere_is_not_carried_twice() {
        let everywhere = "user.name\nAnna\0credential.helper\nstore\0";
        let here = "user.name\nAnna\0credential.helper\nstore\0core.bare\nfalse\0\
            includeif.gitdir:/x.path\n/y\0http.https://a/.extraheader\nline 1\nline 2\0\
            remote.origin.url\n../r\0remote.origin.mirror\0push.gpgsign\0user.name\nAnna\0";
        let carried = to_carry(&settings(here), &settings(everywhere));
        let told: Vec<String> =
            carried.iter().map(|setting| format!("{}={}", setting.key, setting.value)).collect();
        assert_eq!(
            told,
            [
                "http.https://a/.extraheader=line 1\nline 2",
                "remote.origin.url=../r",
                "push.gpgsign=true",
                "user.name=Anna",
            ]
        );
        assert_eq!(value(&carried, "remote.origin.url"), Some("../r"));
    }

    #[test]
    fn the_environment_gives_them_back() {
        let given = settings("user.name\nA\0http.x.extraheader\n1\n2\0");
        let variables: HashMap<String, String> = variables(&given).into_iter().collect();
        assert_eq!(of_environment(|name| variables.get(name).cloned()), given);
        assert_eq!(of_environment(|_| None), []);
    }
}
