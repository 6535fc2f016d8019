//! The command line that was meant, where one was mistyped or has the words of another program.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::cli::Cli;
use crate::nearest::nearest;
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

/// What is no command, and asks for something that the program says by an option.
const ASKED: &[(&str, &[&str])] = &[("--version", &["version", "-v", "-version"])];

/// An option that was left out before its value.
struct LeftOut {
    command: &'static str,
    option: &'static str,
    is_value: fn(&str) -> bool,
}

const LEFT_OUT: [LeftOut; 5] = [
    LeftOut {
        command: "check",
        option: "--story",
        is_value: |word| word.to_ascii_lowercase().ends_with(".md"),
    },
    LeftOut { command: "serve", option: "--port", is_value: |word| word.parse::<u16>().is_ok() },
    LeftOut { command: "deploy", option: "--to", is_value: |word| word.starts_with("s3://") },
    LeftOut { command: "digest", option: "--day", is_value: is_day },
    LeftOut {
        command: "build",
        option: "--output",
        is_value: |word| {
            word.contains('/') || matches!(word, "out" | "output" | "public" | "dist" | "_site")
        },
    },
];

/// Options of other programs whose value is a word here, the last one.
const WORDS: [(&str, &[&str]); 2] = [
    ("new", &["--title", "--name", "--headline"]),
    ("words", &["--language", "--lang", "--locale"]),
];

/// Options of one command that were written behind another.
const OF_ANOTHER: &[(&str, &[&str], &str, &[&str])] = &[
    ("build", &["--watch", "-w"], "serve", &["--watch"]),
    ("build", &["--serve", "--server"], "serve", &[]),
    ("build", &["--port"], "serve", &["--port"]),
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
    let line = asked(words)
        .or_else(|| of_another(words))
        .or_else(|| with_two_hyphens(error, words))
        .or_else(|| mended(error, words))?;
    Some(format!("dateline {}", typed(&line)))
}

/// The option that says what a first word asks for.
fn asked(words: &[String]) -> Option<Vec<String>> {
    let [word] = words else { return None };
    let found = ASKED.iter().find(|(_, others)| others.contains(&&**word));
    found.map(|(option, _)| vec![(*option).to_owned()])
}

/// The line of the command that has the option.
fn of_another(words: &[String]) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    OF_ANOTHER.iter().filter(|(typed, ..)| typed == first).find_map(|(_, options, command, own)| {
        let is_it = |word: &String| options.contains(&&**word);
        rest.iter().find(|word| is_it(word))?;
        let own = own.iter().map(|option| (*option).to_owned());
        let others = rest.iter().filter(|word| !is_it(word)).cloned();
        let line: Vec<String> =
            std::iter::once((*command).to_owned()).chain(own).chain(others).collect();
        refused(&line).is_none().then_some(line)
    })
}

/// The line with the option before a value that stands alone.
fn with_option(wrong: &str, words: &[String]) -> Option<Vec<String>> {
    let first = words.first()?;
    let at = words.iter().position(|word| word == wrong)?;
    let mut line = words.to_vec();
    let is_it = |left_out: &&LeftOut| left_out.command == first && (left_out.is_value)(wrong);
    if let Some(left_out) = LEFT_OUT.iter().find(is_it) {
        line.insert(at, left_out.option.to_owned());
        return Some(line);
    }
    // `check external`
    line[at].insert_str(0, "--");
    (!wrong.starts_with('-') && refused(&line).is_none()).then_some(line)
}

/// The line with the value of an option as its last word, where that is no option here.
fn with_word(wrong: &str, words: &[String]) -> Option<Vec<String>> {
    let first = words.first()?;
    let (_, options) = WORDS.iter().find(|(command, _)| command == first)?;
    options.iter().find(|option| **option == wrong)?;
    let at = words.iter().position(|word| word.starts_with(wrong))?;
    let mut line = words.to_vec();
    let value = match line.remove(at).split_once('=') {
        Some((_, value)) => value.to_owned(),
        None if at < line.len() => line.remove(at),
        None => return None,
    };
    line.push(value);
    refused(&line).is_none().then_some(line)
}

/// Whether a word is a day: `2026-11-28`.
fn is_day(word: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = word.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.into_iter().all(is_number)
}

/// Takes away what clap suggests and nobody meant: it names all that has a few letters in common.
pub(super) fn leave_what_is_near(error: &mut clap::Error) {
    let is_option = |wrong: String| wrong.starts_with("--");
    if text(error, ContextKind::InvalidArg).is_some_and(is_option) {
        // That it may be a word all the same, behind `--`.
        error.remove(ContextKind::Suggested);
    }
    let command = text(error, ContextKind::InvalidSubcommand).and_then(|wrong| here(&wrong));
    if let Some(command) = command {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![command]));
        return;
    }
    for (wrong, kind) in [
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
    ] {
        let Some(wrong) = text(error, wrong) else { continue };
        let near = match error.remove(kind) {
            Some(ContextValue::Strings(all)) => {
                let near: Vec<String> = all.into_iter().filter(|it| is_near(&wrong, it)).collect();
                (!near.is_empty()).then_some(ContextValue::Strings(near))
            }
            Some(ContextValue::String(one)) => {
                is_near(&wrong, &one).then_some(ContextValue::String(one))
            }
            other => other,
        };
        if let Some(near) = near {
            error.insert(kind, near);
        }
    }
}

/// Of options, the names alone are compared: the hyphens are the same in all.
fn is_near(wrong: &str, suggested: &str) -> bool {
    let suggested = suggested.split(' ').next().unwrap_or(suggested);
    match (wrong.strip_prefix("--"), suggested.strip_prefix("--")) {
        (Some(wrong), Some(suggested)) => {
            const SHORT: usize = 5;
            // `--git` is not `--site`.
            let begins = wrong.chars().next() == suggested.chars().next();
            (begins || wrong.len() > SHORT) && nearest(wrong, [suggested]).is_some()
        }
        _ => nearest(wrong, [suggested]).is_some(),
    }
}

/// What is wrong with a line, unless nothing is.
fn refused(words: &[String]) -> Option<clap::Error> {
    let program = std::iter::once("dateline");
    let mut error = Cli::try_parse_from(program.chain(words.iter().map(String::as_str))).err()?;
    leave_what_is_near(&mut error);
    Some(error)
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
            if let Some(line) = with_option(&wrong, words).or_else(|| with_word(&wrong, words)) {
                return Some(line);
            }
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
    let in_capitals = || Cli::command().find_subcommand(&word).is_some().then(|| word.clone());
    found.map(|(command, _)| (*command).to_owned()).or_else(in_capitals)
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
    use super::*;

    fn meant_by(line: &str) -> Option<String> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        meant(&refused(&words)?, &words)
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
            // A value without its option, and an option of another command.
            ("check content/politics/t.md", "dateline check --story content/politics/t.md"),
            ("chekc content/politics/t.md", "dateline check --story content/politics/t.md"),
            ("serve 4000", "dateline serve --port 4000"),
            ("server 8080 --watch", "dateline serve --port 8080 --watch"),
            ("version", "dateline --version"),
            ("-v", "dateline --version"),
            ("build --watch", "dateline serve --watch"),
            ("build -w", "dateline serve --watch"),
            ("build --drafts --watch", "dateline serve --watch --drafts"),
            ("build --serve", "dateline serve"),
            ("build --port 80", "dateline serve --port 80"),
            ("BUILD", "dateline build"),
            ("Check --strict", "dateline check --strict"),
            ("lint", "dateline check"),
            ("deploy s3://news/y", "dateline deploy --to 's3://news/y'"),
            ("build out", "dateline build --output out"),
            ("build ../site", "dateline build --output ../site"),
            ("check external", "dateline check --external"),
            ("build drafts", "dateline build --drafts"),
            ("digest 2026-11-28 --into out", "dateline digest --day 2026-11-28 --into out"),
            ("digest 2026-11-28", "dateline digest --day 2026-11-28"),
            ("new politics --title x", "dateline new politics x"),
            ("new --title x politics", "dateline new politics x"),
            ("new politics --title=x", "dateline new politics x"),
            ("words --language de", "dateline words de"),
        ] {
            assert_eq!(meant_by(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_nobody_can_guess_is_left_to_the_help() {
        for typed in [
            "xyzzy",
            "build --zzz",
            "buidl digest",
            "chekc --zzz",
            "import",
            "serve --port many",
            "clean",
            "list",
            "update",
            "serve 70000",
            "build --wait",
            "check politics",
            "corrections --git",
            "check --port 80",
            "new politics --title",
            "build story",
        ] {
            assert_eq!(meant_by(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_clap_suggests_is_near_or_left_out() {
        for (typed, tip) in [
            ("corrections --git", ""),
            ("check --port 80", ""),
            ("new politics --title x", ""),
            ("words --language de", ""),
            ("lint", "'check'"),
            ("BUILD", "'build'"),
            ("build --outptu site", "'--output"),
            ("chekc", "'check'"),
        ] {
            let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
            let said = refused(&words).map(|error| error.render().to_string()).unwrap_or_default();
            let told = said.split_once("tip: ").map(|(_, tip)| tip).unwrap_or_default();
            assert_eq!(!told.is_empty(), !tip.is_empty(), "{typed}: {said}");
            assert!(told.contains(tip), "{typed}: {said}");
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
