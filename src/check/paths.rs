//! Names and sizes of files that disks and GitHub Pages do not take as they are.

use std::collections::{HashMap, HashSet};

use super::finding::{Finding, FindingKind};
use crate::diagnostic::Diagnostic;
use crate::github::{MOST_BYTES_OF_A_FILE, MOST_BYTES_OF_A_SITE, told_size};
use crate::routes::{FileSource, Route};
use crate::site::{Assets, Files};
use crate::url::SitePath;

/// The workflow that may publish the site.
const WORKFLOW: &str = ".github/workflows/pages.yml";

/// Of all files of the output, each with its size in bytes.
pub(super) fn findings<'a>(
    outputs: impl Iterator<Item = (&'a SitePath, &'a Route, u64)>,
    assets: &Assets,
    files: &dyn Files,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut total = 0;
    let mut by_lower_case: HashMap<String, &SitePath> = HashMap::new();
    let of_assets: HashSet<&SitePath> = assets.values().map(|asset| &asset.path).collect();
    let takes_hidden = publishes_hidden_files(files);
    for (path, route, size) in outputs {
        total += size;
        if size > MOST_BYTES_OF_A_FILE {
            findings.push(large_file(path, route, size));
        }
        if !takes_hidden && path.as_str().contains("/.") {
            findings.push(hidden_file(path, route));
        }
        let output = path.to_output().as_str().to_lowercase();
        // An asset is published twice; it is reported once.
        let is_no_asset = |_: &&SitePath| !of_assets.contains(path);
        if let Some(other) = by_lower_case.insert(output, path).filter(is_no_asset) {
            findings.push(case_clash(other, path, route));
        }
    }
    if total > MOST_BYTES_OF_A_SITE {
        let message = format!("the site has {}", told_size(total));
        let hint = "GitHub Pages publishes at most 1 GB: make pictures smaller, or keep large files elsewhere";
        findings.push(Finding::new(FindingKind::LargeSite, Diagnostic::error(message).hint(hint)));
    }
    findings
}

fn publishes_hidden_files(files: &dyn Files) -> bool {
    let text = files.read(WORKFLOW).unwrap_or_default();
    String::from_utf8_lossy(&text).contains("include-hidden-files: true")
}

fn large_file(path: &SitePath, route: &Route, size: u64) -> Finding {
    let message = format!("`{path}` has {}", told_size(size));
    let hint = "GitHub takes files of up to 100 MiB: make it smaller, or keep it elsewhere";
    Finding::new(FindingKind::LargeFile, blamed(Diagnostic::error(message).hint(hint), route))
}

fn hidden_file(path: &SitePath, route: &Route) -> Finding {
    let message =
        format!("`{path}` is a hidden file, which the artifact for GitHub Pages leaves out");
    let hint = format!("add `include-hidden-files: true` to the upload step of `{WORKFLOW}`");
    Finding::new(FindingKind::HiddenFile, blamed(Diagnostic::warning(message).hint(hint), route))
}

fn case_clash(one: &SitePath, other: &SitePath, route: &Route) -> Finding {
    let message = format!("`{one}` and `{other}` differ only in capital and small letters");
    let hint = "the disks of Windows and macOS take them as one: give one of them another name";
    Finding::new(FindingKind::CaseClash, blamed(Diagnostic::warning(message).hint(hint), route))
}

fn blamed(diagnostic: Diagnostic, route: &Route) -> Diagnostic {
    match route {
        Route::File(FileSource::Own(file)) => diagnostic.in_file(file),
        _ => diagnostic,
    }
}
