//! Routes: every path of the site, and what is at it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::diagnostic::{Diagnostic, Place};
use crate::url::{OutputPath, SitePath};

/// What is at a path. Numbers are indexes into the site; `page` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The front page.
    Home,
    /// A page of a section's list.
    Section {
        /// The section.
        section: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Page(usize),
    /// The list of tags.
    Tags,
    /// A page of a tag's list.
    Tag {
        /// The tag.
        tag: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A year of the archive.
    Year(usize),
    /// A month of the archive.
    Month(usize),
    /// A day of the archive: the briefing of that day.
    Day(usize),
    /// What is shown where nothing is.
    NotFound,
    /// An old path, which leads to where a text is now.
    Redirect(Target),
    /// A file, published as it is.
    File(FileSource),
}

/// A text that a redirect leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Page(usize),
}

/// Where a published file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSource {
    /// The site, by its path from the root.
    Own(String),
    /// The default theme, by its path below `static/`.
    BuiltIn(&'static str),
}

/// All routes of a site.
#[derive(Debug, Default)]
pub struct Routes {
    entries: Vec<(SitePath, Route)>,
    by_path: HashMap<SitePath, usize>,
}

impl Routes {
    /// Path and route, in the order in which they were claimed.
    pub fn entries(&self) -> &[(SitePath, Route)] {
        &self.entries
    }

    /// What is at `path`.
    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        self.by_path.get(path).map(|at| &self.entries[*at].1)
    }
}

/// Who wants a path.
#[derive(Clone, Debug)]
pub enum Claimant<'a> {
    /// A file of the site, and where in it the path is wanted.
    File(&'a str, Option<Place>),
    /// An alias in a file of the site.
    Alias(&'a str, Place),
    /// Something that Dateline makes by itself: a kind of page, such as `section`, and its name.
    Made(&'static str, &'a str),
}

impl Claimant<'_> {
    /// For messages.
    fn name(&self) -> String {
        match self {
            Claimant::File(file, _) => (*file).to_string(),
            Claimant::Alias(file, _) => format!("an alias of {file}"),
            Claimant::Made(kind, "") => format!("the {kind}"),
            Claimant::Made(kind, name) => format!("the {kind} `{name}`"),
        }
    }

    /// The file at fault, if a file is, and where in it.
    fn file(&self) -> Option<(&str, Option<Place>)> {
        match self {
            Claimant::File(file, place) => Some((file, *place)),
            Claimant::Alias(file, place) => Some((file, Some(*place))),
            Claimant::Made(..) => None,
        }
    }
}

/// Gathers routes and refuses a path that is wanted twice.
#[derive(Debug, Default)]
pub struct Claims<'a> {
    routes: Routes,
    claimants: HashMap<OutputPath, Claimant<'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Claims<'a> {
    /// Puts `route` at `path`, unless something is there.
    pub fn claim(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        match self.claimants.entry(path.to_output()) {
            Entry::Vacant(free) => {
                free.insert(claimant);
                self.routes.by_path.insert(path.clone(), self.routes.entries.len());
                self.routes.entries.push((path, route));
            }
            Entry::Occupied(taken) => {
                let diagnostic = taken_twice(&path, taken.get(), &claimant);
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// All routes, and what is wrong with them.
    pub fn finish(mut self) -> (Routes, Vec<Diagnostic>) {
        let mut in_the_way = Vec::new();
        for (output, claimant) in &self.claimants {
            for (at, _) in output.as_str().match_indices('/') {
                let folder = &output.as_str()[..at];
                if let Some(file) = self.claimants.get(folder) {
                    in_the_way.push(file_and_folder(folder, file, claimant));
                }
            }
        }
        self.diagnostics.append(&mut in_the_way);
        (self.routes, self.diagnostics)
    }
}

fn taken_twice(path: &SitePath, first: &Claimant<'_>, second: &Claimant<'_>) -> Diagnostic {
    let message = format!("`{path}` would be two things: {} and {}", first.name(), second.name());
    let hint = match (first.file(), second.file()) {
        (Some(_), Some(_)) => "give one of them another name, or another `slug`",
        _ => "this path is made by Dateline: give the file another name, or another `slug`",
    };
    // The fault is shown in a file that somebody can change.
    let at_fault = if second.file().is_some() { second } else { first };
    blame(Diagnostic::error(message).hint(hint), at_fault)
}

fn file_and_folder(folder: &str, file: &Claimant<'_>, inside: &Claimant<'_>) -> Diagnostic {
    let message = format!(
        "`/{folder}` would be both a file ({}) and a folder (of {})",
        file.name(),
        inside.name()
    );
    let at_fault = if file.file().is_some() { file } else { inside };
    blame(Diagnostic::error(message).hint("give one of them another name"), at_fault)
}

fn blame(mut diagnostic: Diagnostic, claimant: &Claimant<'_>) -> Diagnostic {
    if let Some((file, place)) = claimant.file() {
        diagnostic.file = Some(file.to_string());
        diagnostic.place = place;
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).unwrap()
    }

    #[test]
    fn a_path_wanted_twice_names_both() {
        let mut claims = Claims::default();
        claims.claim(path("/tags/"), Route::Tags, Claimant::Made("list of tags", ""));
        claims.claim(path("/tags/"), Route::Page(0), Claimant::File("content/tags.md", None));
        claims.claim(
            path("/tags/index.html"),
            Route::Page(1),
            Claimant::File("static/tags/index.html", None),
        );
        let (routes, faults) = claims.finish();
        assert_eq!(routes.entries().len(), 1);
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "error: `/tags/` would be two things: the list of tags and content/tags.md (content/tags.md)",
                "error: `/tags/index.html` would be two things: the list of tags and static/tags/index.html (static/tags/index.html)",
            ]
        );
    }

    #[test]
    fn a_file_where_a_folder_has_to_be_is_refused() {
        let mut claims = Claims::default();
        claims.claim(path("/politics"), Route::NotFound, Claimant::File("static/politics", None));
        claims.claim(path("/politics/"), Route::Home, Claimant::Made("section", "politics"));
        let (_, faults) = claims.finish();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].file.as_deref(), Some("static/politics"));
    }
}
