//! `dateline deploy`: publish an output to a branch of a remote, or to a bucket.

mod branch;
#[cfg(feature = "net")]
mod bucket;

use std::collections::HashSet;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use crate::cli::Deploy;
use crate::commands::lost::held_addresses;
use crate::commands::output_folder::refuse_places;
use crate::commands::visibility::refuse_other_moments;
use crate::commands::{Failed, grouped, now, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Reveal;
use crate::output::{Audience, FinishedOutput, PublishedFile};
use crate::publish::PathChange;
use crate::site::{Address, Files, Instant, LoadOptions, Paths, load};
use crate::source::Folder;
use crate::text::config::{self, Config};
use crate::text::printable::on_one_line;
use crate::url::{OutputPath, SitePath};

/// How many paths a dry run names.
const NAMED: usize = 20;

pub(super) fn run(arguments: &Deploy) -> Result<(), Failed> {
    deploy(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })
}

fn deploy(arguments: &Deploy) -> Result<(), Vec<Diagnostic>> {
    let ready = Ready::new(arguments)?;
    match &arguments.to {
        None => branch::deploy(arguments, ready),
        #[cfg(feature = "net")]
        Some(address) => bucket::deploy(arguments, address, ready),
        #[cfg(not(feature = "net"))]
        Some(_) => Err(vec![crate::commands::without_network()]),
    }
}

/// An output that may be published.
struct Ready {
    config: Config,
    folder: PathBuf,
    output: FinishedOutput,
    files: Vec<PublishedFile>,
}

impl Ready {
    /// Looks whether the output may be published now, wherever that is.
    fn new(arguments: &Deploy) -> Result<Ready, Vec<Diagnostic>> {
        let one = |fault| vec![fault];
        let (config, settings) = settings(&arguments.site)?;
        let folder = arguments.output.clone().unwrap_or_else(|| arguments.site.join("public"));
        let output = FinishedOutput::open(&folder).map_err(one)?;
        refuse_places(&folder, &arguments.site).map_err(one)?;
        if output.visibility().audience == Audience::Newsroom && !arguments.with_held {
            return Err(vec![not_public(&folder)]);
        }
        let mut ready = Ready { config, folder, output, files: Vec::new() };
        ready.refuse_other_moments(arguments).map_err(one)?;
        ready.files = files(arguments, &ready.output, &ready.folder)?;
        refuse_an_example_address(&ready.output, &ready.folder, &ready.config, &settings)
            .map_err(one)?;
        Ok(ready)
    }

    /// Refuses an output that is not the site of this moment any more.
    fn refuse_other_moments(&self, arguments: &Deploy) -> Result<(), Diagnostic> {
        let visibility = self.output.visibility();
        let time_zone = &self.config.time_zone;
        refuse_other_moments(visibility, &self.folder, arguments.with_held, time_zone)
    }

    /// Refuses to take away the addresses of more stories and pages than was said.
    fn refuse_lost_addresses(
        &self,
        arguments: &Deploy,
        removed: &HashSet<&str>,
        stays: impl Fn(&str) -> bool,
        target: &dyn Display,
    ) -> Result<(), Diagnostic> {
        let is_there = |file: &str| removed.contains(file) || stays(file);
        let address = |file: &&str| OutputPath::new(file).map(|path| SitePath::of_output(&path));
        let mut lost: Vec<SitePath> = removed.iter().filter_map(address).collect();
        lost.retain(|path| Paths::was_of_a_text(path, is_there));
        if lost.len() > arguments.lose_addresses {
            let held = self.held_addresses(&arguments.site);
            lost.retain(|path| !held.contains(path));
        }
        if lost.len() <= arguments.lose_addresses {
            return Ok(());
        }
        lost.sort_unstable();
        Err(would_lose(&lost, target))
    }

    /// The addresses of what is held or has expired at the moment of the output: that it goes is
    /// meant, and the build lists it.
    fn held_addresses(&self, site: &Path) -> HashSet<SitePath> {
        let visibility = self.output.visibility();
        let options = LoadOptions {
            instant: Instant::Exact(visibility.moment.unwrap_or_else(now)),
            address: Address::Configured,
            reveal: Reveal { expired_by: visibility.withdrawn, ..Reveal::default() },
        };
        held_addresses(&load(&Folder::new(site), &options).site)
    }
}

fn would_lose(lost: &[SitePath], target: &dyn Display) -> Diagnostic {
    let named: Vec<String> =
        lost.iter().take(NAMED).map(|path| format!("`{}`", on_one_line(path.as_str()))).collect();
    let more = match lost.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {} more", grouped(more)),
    };
    let addresses = match lost.len() {
        1 => "1 address".into(),
        many => format!("{} addresses", grouped(many)),
    };
    Diagnostic::error(format!(
        "{target} would lose {addresses} of stories and pages: {}{more}",
        named.join(", ")
    ))
    .hint(format!(
        "lead readers on with `aliases` or `redirects`; if they are to go, deploy with \
         --lose-addresses {}",
        lost.len()
    ))
}

/// The settings of the site, and the text of their file.
fn settings(site: &Path) -> Result<(Config, String), Vec<Diagnostic>> {
    let bytes = Folder::new(site).read(config::FILE).map_err(|fault| vec![fault])?;
    let source = String::from_utf8_lossy(&bytes).into_owned();
    let (config, faults) = config::parse(&source);
    match faults.iter().any(Diagnostic::is_error) {
        true => Err(faults),
        false => Ok((config, source)),
    }
}

/// Refuses a site whose links lead to an example. What it was built for counts, which
/// `--base-url` or an older site.yaml may have said.
fn refuse_an_example_address(
    output: &FinishedOutput,
    folder: &Path,
    config: &Config,
    settings: &str,
) -> Result<(), Diagnostic> {
    let Some(built_for) = output.origin().filter(config::is_of_an_example) else {
        return Ok(());
    };
    let fault = match config::example_address(&config.base_url, settings) {
        Some(fault) => fault,
        None => Diagnostic::error(format!(
            "`{}` was built for `{built_for}`, which is an example address",
            folder.display()
        ))
        .hint(format!("run `dateline build`, so that its links lead to `{}`", config.base_url)),
    };
    Err(Diagnostic { severity: Severity::Error, ..fault })
}

/// What is published of the output.
fn files(
    arguments: &Deploy,
    output: &FinishedOutput,
    folder: &Path,
) -> Result<Vec<PublishedFile>, Vec<Diagnostic>> {
    if arguments.with_other_files {
        return output.all_files();
    }
    let files = output.files()?;
    report(&arguments.site, &left_out(folder, &output.others()).into_iter().collect::<Vec<_>>());
    Ok(files)
}

fn left_out(folder: &Path, others: &[PathBuf]) -> Option<Diagnostic> {
    let first = folder.join(others.first()?);
    let first = first.display();
    let what = match others.len() - 1 {
        0 => format!("`{first}` was written by no build, and is not published"),
        1 => format!("`{first}` and 1 other file were written by no build, and are not published"),
        others => format!(
            "`{first}` and {} other files were written by no build, and are not published",
            grouped(others)
        ),
    };
    Some(Diagnostic::warning(what).hint(
        "put what belongs to the site into its folder `static`, or publish all that is there with \
         --with-other-files",
    ))
}

fn not_public(output: &Path) -> Diagnostic {
    let output = output.display();
    Diagnostic::error(format!("`{output}` may show what is not public yet")).hint(
        "it was built with --drafts or --future, or for a later moment: run `dateline build`, \
               or publish it as it is with --with-held",
    )
}

fn tell(arguments: &Deploy, words: impl FnOnce() -> String) {
    if !arguments.quiet {
        println!("{}", words());
    }
}

/// The lines of a dry run that name what would change.
fn named_changes<'a>(changes: impl ExactSizeIterator<Item = (PathChange, &'a str)>) -> Vec<String> {
    let rest = changes.len().saturating_sub(NAMED);
    let line = |(change, path): (PathChange, &str)| {
        let sign = match change {
            PathChange::Added => '+',
            PathChange::Changed => '~',
            PathChange::Removed => '-',
        };
        format!("  {sign} {}", on_one_line(path))
    };
    let mut lines: Vec<String> = changes.take(NAMED).map(line).collect();
    if rest > 0 {
        lines.push(format!("  and {} more", grouped(rest)));
    }
    lines
}
