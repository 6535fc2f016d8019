//! Who wants which path, so that no two get one.

use super::reserved;
use super::route::{FileSource, Route};
use super::table::{Routes, Table};
use crate::diagnostic::{Diagnostic, Place};
use crate::url::SitePath;

/// Who wants a path.
#[derive(Clone, Debug)]
pub enum Claimant<'a> {
    /// A file of the site, and where in it the path is wanted.
    File(&'a str, Option<Place>),
    /// An alias in a file of the site.
    Alias(&'a str, Option<Place>),
    /// Something that Dateline makes by itself and that there is one of, such as `front page`.
    Made(&'static str),
    /// One of those that Dateline makes of something: what it is, such as `section`, and the
    /// name of what it is of.
    MadeOf(&'static str, &'a str),
}

impl Claimant<'_> {
    /// For messages.
    fn name(&self) -> String {
        match self {
            Claimant::File(file, _) => (*file).to_string(),
            Claimant::Alias(file, _) => format!("an alias of {file}"),
            Claimant::Made(what) => format!("the {what}"),
            Claimant::MadeOf(kind, name) => format!("the {kind} `{name}`"),
        }
    }

    /// The file at fault, if a file is, and where in it.
    fn file(&self) -> Option<(&str, Option<Place>)> {
        match self {
            Claimant::File(file, place) => Some((file, *place)),
            Claimant::Alias(file, place) => Some((file, *place)),
            Claimant::Made(_) | Claimant::MadeOf(..) => None,
        }
    }
}

/// Gathers routes and refuses a path that is wanted twice.
#[derive(Debug)]
pub struct Claims<'a> {
    /// The front pages of the editions: what is kept for others is so below each.
    homes: Vec<SitePath>,
    table: Table,
    /// Who wants each entry of the table.
    claimants: Vec<Claimant<'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl Default for Claims<'_> {
    /// Of a site with one edition, whose front page is the site's.
    fn default() -> Self {
        Claims::below(vec![SitePath::root()])
    }
}

impl<'a> Claims<'a> {
    /// Of editions that have these front pages.
    pub fn below(homes: Vec<SitePath>) -> Self {
        let (table, claimants, diagnostics) = (Table::default(), Vec::new(), Vec::new());
        Claims { homes, table, claimants, diagnostics }
    }

    /// The routes so far.
    pub fn routes(&self) -> impl Iterator<Item = (&SitePath, &Route)> {
        self.table.entries.iter().map(|(path, route)| (path, route))
    }

    /// Puts `route` at `path`, unless something is there.
    pub fn claim(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        if let Some(at) = self.table.by_key.get(&path.file_key()) {
            self.diagnostics.push(taken_twice(&path, &self.claimants[*at], &claimant));
            return;
        }
        self.table.insert(path, route);
        self.claimants.push(claimant);
    }

    /// Puts `route` at `path`, unless something is there or it is kept for others: for an old
    /// address that nobody named. If something is there, its route and who wants it.
    pub fn claim_if_free(
        &mut self,
        path: SitePath,
        route: Route,
        claimant: Claimant<'a>,
    ) -> Option<(Route, String)> {
        if let Some(at) = self.table.by_key.get(&path.file_key()) {
            return Some((self.table.entries[*at].1.clone(), self.claimants[*at].name()));
        }
        if reserved::part_of(&path, &self.homes).is_none() {
            self.table.insert(path, route);
            self.claimants.push(claimant);
        }
        None
    }

    /// What is at `path` so far.
    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        self.table.get(path)
    }

    /// Adds what is to be said of paths.
    pub fn tell(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Puts `route` at `path`, where it may be already.
    pub fn claim_once(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        // Two files of the same picture have the same versions.
        let name = |route: &Route| match route {
            Route::File(FileSource::Picture(picture)) => Some(picture.name()),
            _ => None,
        };
        let is_there = self.table.get(&path).is_some_and(|there| {
            *there == route || name(there).is_some_and(|there| Some(there) == name(&route))
        });
        if !is_there {
            self.claim_user_path(path, route, claimant);
        }
    }

    /// As [`Claims::claim`], for a path that texts or settings name, which may be one of those that are
    /// kept for others.
    pub fn claim_user_path(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        match reserved::part_of(&path, &self.homes) {
            Some(reserved) => self.diagnostics.push(reserved_path(&path, reserved, &claimant)),
            None => self.claim(path, route, claimant),
        }
    }

    /// All routes, and what is wrong with them.
    pub fn finish(mut self) -> (Routes, Vec<Diagnostic>) {
        for ((path, _), claimant) in self.table.entries.iter().zip(&self.claimants) {
            if let Some((folder, file)) = self.table.in_the_way_of(path) {
                let file = &self.claimants[file];
                self.diagnostics.push(file_and_folder(folder, file, claimant));
            }
        }
        (self.table.into(), self.diagnostics)
    }
}

fn reserved_path(
    path: &SitePath,
    (part, who_keeps): (&str, String),
    claimant: &Claimant<'_>,
) -> Diagnostic {
    let name = claimant.name();
    let message = format!("`{path}` ({name}) cannot be published: {who_keeps} the name `{part}`");
    let hint = match claimant {
        Claimant::Alias(..) => "delete this alias",
        Claimant::File(..) => "give the file another name, or another `slug`",
        Claimant::Made(_) | Claimant::MadeOf(..) => {
            "give it another `id` in site.yaml, and its folder that name"
        }
    };
    blame(Diagnostic::error(message).hint(hint), claimant)
}

fn taken_twice(path: &SitePath, first: &Claimant<'_>, second: &Claimant<'_>) -> Diagnostic {
    if let (Claimant::File(file, _), alias @ Claimant::Alias(of, _))
    | (alias @ Claimant::Alias(of, _), Claimant::File(file, _)) = (first, second)
        && file == of
    {
        let message = format!("the alias `{path}` is the address of this text itself");
        return blame(Diagnostic::error(message).hint("delete this alias"), alias);
    }
    let message = format!("`{path}` would be two things: {} and {}", first.name(), second.name());
    let hint = match (first, second) {
        (Claimant::Alias(one, _), Claimant::Alias(other, _)) if one == other => {
            "delete one of the two: a text has each old address once"
        }
        _ => apart(first, second),
    };
    // The fault is shown in a file that somebody can change.
    let at_fault = if second.file().is_some() { second } else { first };
    blame(Diagnostic::error(message).hint(hint), at_fault)
}

/// How two things come to have addresses of their own.
fn apart(first: &Claimant<'_>, second: &Claimant<'_>) -> &'static str {
    match (first.file(), second.file()) {
        (Some(_), Some(_)) => "give one of them another name, or another `slug`",
        _ => "this path is made by Dateline: give the file another name, or another `slug`",
    }
}

fn file_and_folder(folder: &str, file: &Claimant<'_>, inside: &Claimant<'_>) -> Diagnostic {
    let message = format!(
        "`{folder}` would be both a file ({}) and a folder (of {})",
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
