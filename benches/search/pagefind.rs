//! The same stories indexed by Pagefind (<https://pagefind.app>).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::archive::Text;
use super::compressed;

/// The row of the table; none where Pagefind is not installed.
pub fn row(texts: &[Text]) -> Option<String> {
    let program = program()?;
    let site = tempfile::tempdir().unwrap();
    for (number, text) in texts.iter().enumerate() {
        let folder = site.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("index.html"), page(text)).unwrap();
    }
    let started = Instant::now();
    let (peak, succeeded) = run(&program, site.path());
    let time = started.elapsed();
    assert!(succeeded, "Pagefind failed");
    let files = Files::of(&site.path().join("pagefind"));
    let later = 2 * files.median("pf_index") + 10 * files.median("pf_fragment");
    let first = later + files.loaded_at_first();
    Some(format!(
        "| {} | Pagefind | | {} ms | {peak} MB | {} | {:.1} MB | {:.0} kB | {:.0} kB |",
        texts.len(),
        time.as_millis(),
        files.0.len(),
        files.0.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() as f64 / 1e6,
        first as f64 / 1e3,
        later as f64 / 1e3,
    ))
}

fn program() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/.bin/pagefind");
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let elsewhere = std::env::split_paths(&paths).map(|folder| folder.join("pagefind"));
    std::iter::once(here).chain(elsewhere).find(|program| program.is_file())
}

/// Runs it; the most memory that it took in MB, which GNU time tells, and
/// whether it succeeded.
fn run(program: &Path, site: &Path) -> (usize, bool) {
    let ended = Command::new("/usr/bin/time")
        .args(["-f", "peak %M"])
        .arg(program)
        .arg("--site")
        .arg(site)
        .output()
        .expect("GNU time is there");
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    let peak = told.lines().filter_map(|line| line.strip_prefix("peak ")).next_back();
    let kilobytes: usize = peak.and_then(|peak| peak.trim().parse().ok()).unwrap_or_default();
    (kilobytes / 1024, ended.status.success())
}

fn page(text: &Text) -> String {
    format!(
        "<!doctype html><html lang=en><title>{0}</title><body data-pagefind-body><h1>{0}</h1><p>{1}<p>{2}",
        text.title, text.subtitle, text.body
    )
}

/// What it wrote: names and bytes.
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn of(folder: &Path) -> Self {
        let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
        let files = files.filter(|found| found.file_type().is_file());
        let read = |path: &Path| (path.to_string_lossy().into_owned(), fs::read(path).unwrap());
        Files(files.map(|found| read(found.path())).collect())
    }

    /// The median size of the files of a kind, which are compressed already.
    fn median(&self, kind: &str) -> usize {
        let of_kind = self.0.iter().filter(|(name, _)| name.ends_with(kind));
        let mut sizes: Vec<usize> = of_kind.map(|(_, bytes)| bytes.len()).collect();
        sizes.sort_unstable();
        sizes.get(sizes.len() / 2).copied().unwrap_or_default()
    }

    /// The script, its program, and what tells where the rest is.
    fn loaded_at_first(&self) -> usize {
        let is_loaded = |name: &str| {
            let names = ["/pagefind.js", "/pagefind-entry.json", "/pagefind-worker.js"];
            names.iter().any(|end| name.ends_with(end))
        };
        let of_kind = |kind: &str| self.median(kind);
        let plain = self.0.iter().filter(|(name, _)| is_loaded(name));
        plain.map(|(_, bytes)| compressed(bytes)).sum::<usize>()
            + of_kind("pf_meta")
            + of_kind("wasm.en.pagefind")
    }
}
