//! What is asked of whoever makes a new site at a terminal: its title, its language, its zone,
//! and whether it is to be a git repository.

use std::io::{self, BufRead, Read as _, Write};

use icu_locale::Locale;

use crate::text::config;
use crate::text::yaml::plain_or_quoted;

/// What a new site is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) title: String,
    /// A BCP 47 tag.
    pub(super) language: String,
    /// A name of the time zone database.
    pub(super) time_zone: String,
    /// Whether the folder becomes a git repository.
    pub(super) git: bool,
}

impl Answers {
    /// What holds where nobody is asked.
    pub(super) fn unasked() -> Answers {
        Answers {
            title: "My Briefing".into(),
            language: "en".into(),
            time_zone: "UTC".into(),
            git: false,
        }
    }

    /// The settings that say so.
    fn settings(&self) -> String {
        let Answers { title, language, time_zone, .. } = self;
        let title = plain_or_quoted(title);
        format!(
            "title: {title}\nbase_url: https://example.org/\nlanguage: {language}\n\
             timezone: {time_zone}\n"
        )
    }

    /// What is wrong with them, with what to do about it.
    fn faults(&self) -> Vec<String> {
        let (_, faults) = config::parse(&self.settings());
        let faults = faults.into_iter().filter(|fault| fault.is_error());
        faults
            .map(|fault| match fault.hint {
                Some(hint) => format!("{}: {}", fault.message, as_an_answer(&hint)),
                None => fault.message,
            })
            .collect()
    }
}

/// A remedy for site.yaml as one for a question: there the value is written without its field.
fn as_an_answer(hint: &str) -> String {
    ["title", "language", "timezone"]
        .iter()
        .fold(hint.to_owned(), |hint, field| hint.replace(&format!("`{field}: "), "`"))
}

/// Asks for all of it; an empty line takes what stands in brackets. What cannot be is asked
/// again. Where the input ends, what holds by then is taken.
pub(super) fn ask(
    defaults: Answers,
    can_have_git: bool,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Answers> {
    let mut asker = Asker { input, output, has_ended: false };
    let mut answers = defaults;
    asker.until_right("Title of the site", &mut answers, |answers| &mut answers.title)?;
    let languages = "Language, such as en, hy or pt-BR";
    asker.until_right(languages, &mut answers, |answers| &mut answers.language)?;
    let zones = "Time zone, such as Asia/Yerevan";
    asker.until_right(zones, &mut answers, |answers| &mut answers.time_zone)?;
    if can_have_git {
        answers.git = asker.yes_or_no("Make it a git repository, so that no version is lost")?;
    }
    Ok(answers)
}

struct Asker<'a, I, O> {
    input: &'a mut I,
    output: &'a mut O,
    has_ended: bool,
}

impl<I: BufRead, O: Write> Asker<'_, I, O> {
    fn until_right(
        &mut self,
        question: &str,
        answers: &mut Answers,
        field: impl Fn(&mut Answers) -> &mut String,
    ) -> io::Result<()> {
        loop {
            let default = field(answers).clone();
            let given = self.line(&format!("{question} [{default}]: "))?;
            if given.is_empty() {
                return Ok(());
            }
            *field(answers) = given;
            let faults = answers.faults();
            if faults.is_empty() {
                return Ok(());
            }
            for fault in faults {
                writeln!(self.output, "  {fault}")?;
            }
            *field(answers) = default;
            if self.has_ended {
                return Ok(());
            }
        }
    }

    fn yes_or_no(&mut self, question: &str) -> io::Result<bool> {
        loop {
            let given = self.line(&format!("{question}? [Y/n]: "))?;
            match given.to_lowercase().as_str() {
                // Nothing is made for whoever has gone.
                "" if self.has_ended => return Ok(false),
                "" | "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => writeln!(self.output, "  answer y or n")?,
            }
        }
    }

    fn line(&mut self, prompt: &str) -> io::Result<String> {
        // At a terminal, the end of the input is not the end of what can be typed.
        if self.has_ended {
            return Ok(String::new());
        }
        write!(self.output, "{prompt}")?;
        self.output.flush()?;
        let mut line = Vec::new();
        // A line of a terminal is never longer than some kilobytes.
        let read = self.input.by_ref().take(64 * 1024).read_until(b'\n', &mut line)?;
        self.has_ended = read == 0;
        if self.has_ended {
            writeln!(self.output)?;
        }
        let line = String::from_utf8_lossy(&line);
        Ok(line.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned())
    }
}

/// The language of whoever is at the terminal, as the usual variables have it
/// (<https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html>): `hy_AM.UTF-8`.
pub(super) fn own_language(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
        let value = variable(name)?;
        Some(value).filter(|value| !value.is_empty())
    })?;
    let tag = named.split(['.', '@']).next()?.replace('_', "-");
    let locale: Locale = tag.parse().ok()?;
    // `C` and `POSIX` are none.
    let language = locale.id.language.as_str();
    (language.len() <= 3 && language != "und").then(|| language.to_owned())
}

/// The time zone of this machine, as the variable `TZ` or the system's link names it.
pub(super) fn own_time_zone(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let of_system = || {
        let target = std::fs::read_link("/etc/localtime").ok()?;
        let (_, name) = target.to_str()?.split_once("zoneinfo/")?;
        Some(name.to_owned())
    };
    let named = variable("TZ").map(|name| name.trim_start_matches(':').to_owned());
    let named = named.filter(|name| !name.is_empty()).or_else(of_system)?;
    jiff::tz::TimeZone::get(&named).is_ok().then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(lines: &str, can_have_git: bool) -> (Answers, String) {
        let mut said = Vec::new();
        let answers =
            ask(Answers::unasked(), can_have_git, &mut lines.as_bytes(), &mut said).unwrap();
        (answers, String::from_utf8(said).unwrap())
    }

    #[test]
    fn an_empty_line_takes_what_is_offered() {
        let (answers, said) = asked("\n\n\n\n", true);
        assert_eq!(answers, Answers { git: true, ..Answers::unasked() });
        assert_eq!(
            said,
            "Title of the site [My Briefing]: Language, such as en, hy or pt-BR [en]: Time zone, \
             such as Asia/Yerevan [UTC]: Make it a git repository, so that no version is lost? \
             [Y/n]: "
        );
    }

    #[test]
    fn what_cannot_be_is_asked_again_with_its_remedy() {
        let (answers, said) = asked(
            "The \"Highland\": news #1\nenglish!\nhy\nYerevan\nAsia/Yerevan\nmaybe\nn\n",
            true,
        );
        assert_eq!(
            answers,
            Answers {
                title: "The \"Highland\": news #1".into(),
                language: "hy".into(),
                time_zone: "Asia/Yerevan".into(),
                git: false,
            }
        );
        assert!(said.contains("`english!` is not a language tag"), "{said}");
        assert!(said.contains("Write `Asia/Yerevan`"), "{said}");
        assert!(said.contains("Asia/Yerevan"), "{said}");
        assert!(said.contains("answer y or n"), "{said}");
    }

    #[test]
    fn where_the_input_ends_nobody_is_asked_for_ever() {
        let (answers, said) = asked("", true);
        assert_eq!(answers, Answers::unasked());
        assert_eq!(said, "Title of the site [My Briefing]: \n");
        let (answers, _) = asked("News\nxx!", true);
        assert_eq!(answers, Answers { title: "News".into(), ..Answers::unasked() });
    }

    #[test]
    fn the_language_is_that_of_the_terminal() {
        for (value, expected) in [
            ("hy_AM.UTF-8", Some("hy")),
            ("pt_BR", Some("pt")),
            ("ru_RU@euro", Some("ru")),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("../etc", None),
        ] {
            let variable = |name: &str| (name == "LANG").then(|| value.to_string());
            assert_eq!(own_language(variable).as_deref(), expected, "{value}");
        }
    }
}
