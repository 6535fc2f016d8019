//! Caddy, with its log as it is, and with another key of the time and no agents.

use std::fs;

use serde_json::json;

use super::crowd::Crowd;
use super::running::{Ports, Running, program};
use super::site::Site;

#[test]
fn caddy() {
    let Some(caddy) = program("caddy") else { return };
    let (site, ports) = (Site::new(), Ports::free());
    let listen: Vec<String> = [Some(ports.v4), ports.v6]
        .into_iter()
        .flatten()
        .map(|address| address.to_string())
        .collect();
    let file = |name: &str| json!({"output": "file", "filename": site.place().join(name)});
    let without_agents = json!({
        "format": "filter",
        "wrap": {"format": "json", "time_key": "timestamp", "time_format": "rfc3339"},
        "fields": {"request>headers>User-Agent": {"filter": "delete"}},
    });
    let include = ["http.log.access"];
    let settings = json!({
        "admin": {"disabled": true},
        "logging": {"logs": {
            "default": {"level": "ERROR"},
            "plain": {"writer": file("access.log"), "include": include},
            "other": {"writer": file("other.log"), "include": include, "encoder": without_agents},
        }},
        "apps": {"http": {"servers": {"site": {
            "listen": listen,
            "protocols": ["h1", "h2", "h2c"],
            "automatic_https": {"disable": true},
            "logs": {},
            "routes": [{"handle": [{"handler": "file_server", "root": site.root()}]}],
        }}}},
    });
    fs::write(site.place().join("caddy.json"), settings.to_string()).unwrap();
    let arguments = ["run", "--config", "caddy.json"];
    let server = Running::start(&caddy, &arguments, site.place(), Some(ports));
    let crowd = Crowd::come(ports);
    server.end();

    let (said, reads) = site.import(&["caddy", "access.log"]);
    assert_eq!(
        reads,
        crowd.counts(),
        "{}",
        fs::read_to_string(site.place().join("access.log")).unwrap()
    );
    assert_eq!(said.stderr, "");
    // The same log, by the names of its keys.
    let fields = [
        "path=request.uri",
        "time=ts",
        "client=request.remote_ip",
        "status=status",
        "agent=request.headers.User-Agent",
        "method=request.method",
        "host=request.host",
    ];
    let fields = fields.map(|field| format!("--field={field}"));
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let (_, reads) = site.import(&[&["json", "access.log"], &fields[..]].concat());
    assert_eq!(reads, crowd.counts());

    let (said, reads) = site.import(&["caddy", "other.log", "--field", "time=timestamp"]);
    assert_eq!(reads, crowd.counts_without_agents());
    said.saying("warning: no line of the log says which program asked");
    let refused =
        crate::common::program::run(site.place(), &["reads", "import", "caddy", "other.log"]);
    refused
        .refused()
        .saying("it seems that the time is in `timestamp`: add `--field time=timestamp`");
}
