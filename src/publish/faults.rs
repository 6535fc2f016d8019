//! What git and the other side say when they refuse, as faults with a remedy.

use super::target::Target;
use crate::diagnostic::Diagnostic;
use crate::git::Ended;

/// What git says of somebody who is not let in.
const LOCKED_OUT: [&str; 8] = [
    "Authentication failed",
    "Permission denied",
    "Permission to ",
    "could not read Username",
    "could not read Password",
    "terminal prompts disabled",
    "The requested URL returned error: 401",
    "The requested URL returned error: 403",
];

/// What is said where a branch is at another commit than the one that was seen.
const MOVED: [&str; 4] = ["stale info", "fetch first", "cannot lock ref", "failed to update ref"];

/// What the other side says where a file of that name keeps others out.
const LOCKED: &str = ".lock': File exists";

/// The remote did not answer, or not as was hoped.
pub(super) fn unreached(target: &Target, said: &str) -> Diagnostic {
    let remote = target.shown_remote();
    let said = target.without_password(said);
    if LOCKED_OUT.iter().any(|words| said.contains(words)) {
        return Diagnostic::error(format!("`{remote}` denied access")).said(&said).hint(format!(
            "look whether `git ls-remote {remote}` works; in GitHub Actions, the job needs \
                 `permissions: contents: write`"
        ));
    }
    Diagnostic::error(format!("`{remote}` cannot be reached"))
        .said(&said)
        .hint(format!("look whether `git ls-remote {remote}` works, and deploy again"))
}

/// The push was refused.
pub(super) fn unpushed(target: &Target, pushed: &Ended) -> Diagnostic {
    let output = String::from_utf8_lossy(&pushed.output);
    let Some(reason) = output.lines().find_map(refusal) else {
        return unreached(target, &pushed.said);
    };
    if pushed.said.contains(LOCKED) {
        return locked(target, &of_remote(target, pushed));
    }
    if MOVED.iter().any(|words| reason.contains(words)) {
        return Diagnostic::error(format!("somebody else changed {target} meanwhile"))
            .hint("nothing was published; run `dateline deploy` again");
    }
    // What a hook there says; git's own words only repeat the reason.
    let said = of_remote(target, pushed);
    Diagnostic::error(format!(
        "`{}` refused the push to `{}`: {reason}",
        target.shown_remote(),
        target.branch
    ))
    .said(&said)
    .hint(remedy(&reason))
}

/// What the other side said.
fn of_remote(target: &Target, pushed: &Ended) -> String {
    let said: Vec<&str> =
        pushed.said.lines().filter(|line| line.starts_with("remote:")).map(str::trim).collect();
    target.without_password(&said.join("\n"))
}

fn locked(target: &Target, said: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "another push to {target} is under way, or one that was killed left its lock there"
    ))
    .said(said)
    .hint(
        "nothing was published; run `dateline deploy` again in a moment, and if that does not \
         help, remove the file there that ends in `.lock`",
    )
}

/// The reason in a line of `git push --porcelain`: `!`, what was to be pushed where,
/// and `[remote rejected] (REASON)`.
fn refusal(line: &str) -> Option<String> {
    let summary = line.strip_prefix("!\t")?.split_once('\t')?.1;
    let reason = summary.split_once('(').and_then(|(_, reason)| reason.rsplit_once(')'));
    Some(reason.map_or(summary, |(reason, _)| reason).to_owned())
}

fn remedy(reason: &str) -> &'static str {
    if reason.contains("non-fast-forward") {
        return "nothing was published; deploy without `--orphan`, which replaces the history";
    }
    if reason.contains("protected") || reason.contains("rule") {
        return "nothing was published; let the branch be pushed to in the settings of the \
                repository, or name another one with `--branch`";
    }
    "nothing was published; do as the remote says, or ask who runs it"
}

/// No commit was made.
pub(super) fn uncommitted(said: &str) -> Diagnostic {
    let is_unknown = ["tell me who you are", "empty ident", "auto-detect", "no email was given"];
    if is_unknown.iter().any(|words| said.contains(words)) {
        return Diagnostic::error("git does not know who you are").hint(
            "tell it, in a workflow in a step before this one: `git config user.name \"Your Name\"` \
             and `git config user.email you@example.org`",
        );
    }
    Diagnostic::error("git made no commit")
        .said(said)
        .hint("look whether `git commit` works in the site's folder")
}

/// Something that goes well with every git that works.
pub(super) fn failed(said: &str) -> Diagnostic {
    let place = std::env::temp_dir();
    Diagnostic::error("git failed").said(said).hint(format!(
        "look whether `{}` has room for the whole site, or name another folder in `TMPDIR`, and \
         whether `git fsck` works; nothing was published",
        place.display()
    ))
}
