//! The command line that was meant, where one was mistyped or has the words of another program.

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Cli;
use crate::text::printable::in_a_shell;

/// Commands, and what they are called in other programs.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("serve", &["server", "watch", "preview", "dev", "start", "run", "live", "--serve", "--watch"]),
    ("build", &["generate", "render", "compile", "make", "bundle"]),
    ("deploy", &["publish", "push", "upload", "release", "gh-pages", "sync"]),
    ("new", &["create", "add", "write", "post", "draft", "story"]),
    ("mv", &["move", "rename"]),
    ("check", &["lint", "validate", "verify", "test", "doctor", "links"]),
    ("import", &["migrate", "convert"]),
    ("init", &["setup", "site", "scaffold"]),
    ("reads", &["logs", "stats", "analytics"]),
    ("words", &["translate", "i18n"]),
    ("completions", &["completion", "complete"]),
];

/// The line that was meant by `words`, what was typed behind the program's name.
pub(super) fn meant(error: &clap::Error, words: &[String]) -> Option<String> {
    if let [first, asked @ ..] = words
        && first == "help"
    {
        let error = refused(asked)?;
        let line = mended(&error, asked)?;
        return Some(format!("dateline help {}", typed(&line)));
    }
    let line = with_two_hyphens(error, words).or_else(|| mended(error, words))?;
    Some(format!("dateline {}", typed(&line)))
}

/// What is wrong with a line, unless nothing is.
fn refused(words: &[String]) -> Option<clap::Error> {
    let program = std::iter::once("dateline");
    Cli::try_parse_from(program.chain(words.iter().map(String::as_str))).err()
}

/// The line with two hyphens before the option that has one: `-output site` is otherwise `-o` with
/// the value `utput`.
fn with_two_hyphens(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let is_long = |word: &str| {
        let name = word.strip_prefix('-').unwrap_or_default();
        name.len() > 1 && name.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let mut lines = (0..words.len()).filter(|at| is_long(&words[*at])).map(|at| {
        let mut line = words.to_vec();
        line[at].insert(0, '-');
        line
    });
    lines.find(|line| refused(line).is_none())
}

/// The line with all words that were mistyped as they were meant; none if it would be refused all the
/// same, unless it only has to go on.
fn mended(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let mut line = corrected(error, words)?;
    // Each time, a word less is mistyped.
    for _ in words {
        let Some(error) = refused(&line) else { return Some(line) };
        if is_unfinished(&error) {
            return Some(line);
        }
        line = corrected(&error, &line).filter(|better| *better != line)?;
    }
    refused(&line).is_none().then_some(line)
}

/// Whether what was typed may stand, and something is still to come, or help was asked for.
fn is_unfinished(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
            | ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// The line with the word that was meant in the place of the first that is unknown.
fn corrected(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let (wrong, right) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let wrong = text(error, ContextKind::InvalidSubcommand)?;
            let suggested = text(error, ContextKind::SuggestedSubcommand);
            let right = here(&wrong).or(suggested)?;
            (wrong, right)
        }
        ErrorKind::UnknownArgument => {
            let wrong = text(error, ContextKind::InvalidArg)?;
            let is_first = words.first().is_some_and(|first| *first == wrong);
            let suggested = text(error, ContextKind::SuggestedArg);
            let right = here(&wrong).filter(|_| is_first).or(suggested)?;
            (wrong, right)
        }
        ErrorKind::InvalidValue => {
            let wrong = text(error, ContextKind::InvalidValue)?;
            (wrong, text(error, ContextKind::SuggestedValue)?)
        }
        _ => return None,
    };
    // `--outptu=site` has the value with it.
    let mended = |word: &String| match word.strip_prefix(&wrong) {
        Some("") => Some(right.clone()),
        Some(value) if value.starts_with('=') => Some(format!("{right}{value}")),
        _ => {
            let (option, value) = word.split_once('=')?;
            (value == wrong).then(|| format!("{option}={right}"))
        }
    };
    let at = words.iter().position(|word| mended(word).is_some())?;
    let line = words.iter().enumerate().map(|(index, word)| match index == at {
        true => mended(word).unwrap_or_default(),
        false => word.clone(),
    });
    Some(line.collect())
}

/// A line as it is typed in a shell.
fn typed(words: &[String]) -> String {
    words.iter().map(|word| argument(word)).collect::<Vec<_>>().join(" ")
}

/// A word as it is typed in a shell; of `--output=my site`, the value is quoted.
fn argument(word: &str) -> String {
    match word.split_once('=').filter(|_| word.starts_with("--")) {
        Some((option, value)) => format!("{option}={}", in_a_shell(value)),
        None => in_a_shell(word),
    }
}

/// What a command of other programs is called here.
fn here(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let found = ELSEWHERE.iter().find(|(_, others)| others.contains(&&*word));
    found.map(|(command, _)| (*command).to_owned())
}

/// What clap says of an error, the best of it.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.split(' ').next()?.to_owned()),
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn meant_by(line: &str) -> Option<String> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let all = std::iter::once("dateline".to_owned()).chain(words.clone());
        meant(&Cli::try_parse_from(all).err()?, &words)
    }

    #[test]
    fn the_whole_line_is_mended() {
        for (typed, expected) in [
            ("bild --output site", "dateline build --output site"),
            // Each word that was mistyped.
            ("chekc --stroy x", "dateline check --story x"),
            ("digset --into out --as epup --quite", "dateline digest --into out --as epub --quiet"),
            ("build --outptu site", "dateline build --output site"),
            ("build --outptu=site --drafts", "dateline build --output=site --drafts"),
            ("serve --wacth", "dateline serve --watch"),
            ("server --port 80", "dateline serve --port 80"),
            ("publish --dry-run", "dateline deploy --dry-run"),
            ("migrate old --into new", "dateline import old --into new"),
            ("--watch", "dateline serve"),
            ("schema front-mater", "dateline schema front-matter"),
            ("corrections --format=jso", "dateline corrections --format=json"),
            ("deploy -to s3://news", "dateline deploy --to 's3://news'"),
            ("build -output site", "dateline build --output site"),
            ("serve -watch", "dateline serve --watch"),
            ("help bild", "dateline help build"),
            ("help publish", "dateline help deploy"),
        ] {
            assert_eq!(meant_by(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_guess_is_left_to_the_help() {
        for typed in
            ["xyzzy", "build --zzz", "buidl digest", "chekc --zzz", "import", "serve --port many"]
        {
            assert_eq!(meant_by(typed), None, "{typed}");
        }
    }

    #[test]
    fn no_word_of_others_is_a_command_here() {
        let command = Cli::command();
        for (ours, others) in ELSEWHERE {
            assert!(command.find_subcommand(ours).is_some(), "{ours}");
            for other in *others {
                assert!(command.find_subcommand(other).is_none(), "{other}");
            }
        }
    }
}
