//! What is published: the files of an output, and two that GitHub Pages looks for.

use std::path::Path;

use super::target::Target;
use crate::diagnostic::Diagnostic;
use crate::github::{MOST_BYTES_OF_A_FILE, MOST_BYTES_OF_A_SITE, told_size};
use crate::output::PublishedFile;

/// Without this, GitHub Pages makes a site out of the files with Jekyll, which
/// leaves out some of them.
const NO_JEKYLL: &str = ".nojekyll";

/// The file with the domain of a site.
pub const CNAME: &str = "CNAME";

/// The files that a branch is to have.
#[derive(Debug)]
pub struct Publication {
    /// Those of the output.
    pub(super) files: Vec<PublishedFile>,
    /// Those that the output does not have: path and content.
    pub(super) additions: Vec<(&'static str, String)>,
}

impl Publication {
    /// The files of an output; those that GitHub Pages looks for are added unless
    /// they are among them.
    pub fn new(files: Vec<PublishedFile>, domain: Option<&str>) -> Publication {
        let mut additions = vec![(NO_JEKYLL, String::new())];
        additions.extend(domain.map(|domain| (CNAME, format!("{domain}\n"))));
        additions.retain(|(path, _)| files.iter().all(|file| file.path != Path::new(path)));
        Publication { files, additions }
    }

    /// How many files it has.
    pub fn len(&self) -> usize {
        self.files.len() + self.additions.len()
    }

    /// Whether it has no file.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How large all files are together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// Whether it has a file at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.files.iter().any(|file| file.path == Path::new(path))
            || self.additions.iter().any(|(added, _)| *added == path)
    }

    /// What is too large for the host, if that is GitHub.
    pub fn too_large(&self, target: &Target) -> Vec<Diagnostic> {
        if !target.is_on_github() {
            return Vec::new();
        }
        let large = self.files.iter().filter(|file| file.bytes > MOST_BYTES_OF_A_FILE);
        let mut faults: Vec<Diagnostic> = large.map(large_file).collect();
        if self.bytes() > MOST_BYTES_OF_A_SITE {
            faults.push(large_site(self.bytes()));
        }
        faults
    }
}

fn large_file(file: &PublishedFile) -> Diagnostic {
    let (path, size) = (file.path.display(), told_size(file.bytes));
    Diagnostic::error(format!("`{path}` is too large for GitHub: {size}, and 100 MiB is the most"))
        .hint("put it on a server for large files, and link to it")
}

fn large_site(bytes: u64) -> Diagnostic {
    let size = told_size(bytes);
    Diagnostic::warning(format!("the site has {size}: GitHub Pages publishes 1 GB at most"))
        .hint("put large files elsewhere, or let old stories expire")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(sizes: &[u64], address: &str) -> Vec<String> {
        let file = |(at, bytes): (usize, &u64)| PublishedFile {
            file: format!("public/{at}").into(),
            path: at.to_string().into(),
            bytes: *bytes,
        };
        let publication = Publication::new(sizes.iter().enumerate().map(file).collect(), None);
        let faults = publication.too_large(&Target::at(address));
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn github_takes_no_large_file_and_no_large_site() {
        const MIB: u64 = 1024 * 1024;
        let github = "git@github.com:highland/briefing.git";
        assert_eq!(faults(&[100 * MIB, 100 * MIB], github), [""; 0]);
        assert_eq!(
            faults(&[100 * MIB, 100 * MIB + 1], github),
            ["error: `1` is too large for GitHub: 104.9 MB, and 100 MiB is the most"]
        );
        let site = [100 * MIB; 10];
        assert_eq!(
            faults(&site, github),
            ["warning: the site has 1048.6 MB: GitHub Pages publishes 1 GB at most"]
        );
        assert_eq!(faults(&[300 * MIB; 5], "../remote.git"), [""; 0]);
    }
}
