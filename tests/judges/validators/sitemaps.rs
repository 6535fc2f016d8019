//! Sitemaps, checked against the schemas of sitemaps.org and Google's for news.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::outside::{has, of_package};
use crate::common::published::sample_at;
use crate::common::xml::texts;

#[test]
fn sitemaps_are_as_their_schemas_say() {
    let install = "npm install --prefix target/tools sitemap@9.0.1";
    let Some(protocol) = of_package("sitemap/schema/sitemap.xsd", install) else { return };
    if !has("xmllint", "--version", "apt-get install libxml2-utils") {
        return;
    }
    let schemas = tempfile::tempdir().unwrap();
    fs::copy(protocol, schemas.path().join("protocol.xsd")).unwrap();
    for name in ["sitemap.xsd", "sitemap-news.xsd", "sitemap-link.xsd"] {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/validators").join(name);
        fs::copy(own, schemas.path().join(name)).unwrap();
    }
    let output = sample_at("2026-11-20T12:00:00Z");
    assert!(!texts(&output["sitemap-news.xml"], "loc").is_empty());
    for name in ["sitemap.xml", "sitemap-news.xml"] {
        let file = schemas.path().join(name);
        fs::write(&file, &output[name]).unwrap();
        let mut check = Command::new("xmllint");
        check.args(["--noout", "--nonet", "--schema"]).arg(schemas.path().join("sitemap.xsd"));
        let told = check.arg(&file).output().unwrap();
        assert!(told.status.success(), "{name}: {}", String::from_utf8_lossy(&told.stderr));
    }
}
