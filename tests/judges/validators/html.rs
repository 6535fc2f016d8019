//! Pages, checked by the Nu HTML Checker, which is what <https://validator.w3.org/nu/> runs.

use std::process::Command;

use crate::common::everything::Everything;
use crate::common::outside::{has, of_package};
use crate::common::published::sample_at;
use crate::common::tree::{self, Tree};

fn have_no_error(pages: &Tree) {
    let install = "npm install --prefix target/tools vnu-jar@26.9.27";
    let Some(jar) = of_package("vnu-jar/build/dist/vnu.jar", install) else { return };
    if !has("java", "-version", "apt-get install default-jre-headless") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    tree::write(pages, place.path());
    let mut checker = Command::new("java");
    checker.arg("-jar").arg(jar).args(["--skip-non-html", "--errors-only", "--format", "gnu"]);
    let told = checker.arg(place.path()).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn every_page_of_the_sample_is_html_without_an_error() {
    have_no_error(&sample_at("2026-11-24T12:00:00Z"));
}

#[test]
fn every_page_with_everything_is_html_without_an_error() {
    have_no_error(&Everything::default().rendered());
}
