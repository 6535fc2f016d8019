//! haproxy in front of lighttpd, with its HTTP log and with CLF, through syslog of both kinds.

use std::fs;

use super::crowd::Crowd;
use super::lighttpd;
use super::running::{Ports, Running, program};
use super::site::Site;

#[test]
fn haproxy() {
    let (Some(haproxy), Some(behind)) = (program("haproxy"), program("lighttpd")) else { return };
    let (site, http, clf, inner) = (Site::new(), Ports::free(), Ports::free(), Ports::free());
    let lighttpd = format!(
        "server.modules = ( \"mod_accesslog\" )\naccesslog.filename = \"{}\"\n\
         accesslog.format = \"%h %V %u %t \\\"%r\\\" %>s %b \\\"-\\\" \\\"%{{User-Agent}}i\\\" \\\"%{{X-Forwarded-For}}i\\\"\"\n{}",
        site.place().join("behind.log").display(),
        lighttpd::settings(&site, inner)
    );
    fs::write(site.place().join("lighttpd.conf"), lighttpd).unwrap();
    let behind = Running::start(&behind, &["-D", "-f", "lighttpd.conf"], site.place(), Some(inner));
    let frontend = |ports: Ports, log: &str| {
        let bind = ports.told(|address| format!("  bind {address}\n"));
        format!(
            "{bind}  {log}\n  capture request header User-Agent len 400\n  default_backend site\n"
        )
    };
    let settings = format!(
        "defaults\n  mode http\n  timeout connect 5s\n  timeout client 5s\n  timeout server 5s\n\
         frontend http\n{}frontend clf\n{}backend site\n  option forwardfor\n  server one {}\n",
        frontend(http, "log stdout format rfc5424 local0\n  option httplog"),
        frontend(clf, "log stderr format rfc3164 local0\n  option httplog clf"),
        inner.v4
    );
    fs::write(site.place().join("haproxy.cfg"), settings).unwrap();
    let arguments = ["-db", "-f", "haproxy.cfg"];
    let server = Running::start(&haproxy, &arguments, site.place(), Some(http));
    let crowds = [Crowd::come(http), Crowd::come(clf)];
    server.end();
    behind.end();

    let (_, reads) = site.import(&["haproxy", "haproxy.out", "--field", "agent=1"]);
    let text = fs::read_to_string(site.place().join("haproxy.out")).unwrap();
    assert_eq!(reads, crowds[0].counts(), "{text}");
    assert!(text.lines().all(|line| line.starts_with("<134>1 ")), "{text}");
    // Without the agents, which nobody said where they are.
    let (said, reads) = site.import(&["haproxy", "haproxy.out"]);
    assert_eq!(reads, crowds[0].counts_without_agents());
    said.saying("warning: no line of the log says which program asked");

    let (_, reads) = site.import(&["haproxy", "haproxy.err", "--field", "agent=21"]);
    let text = fs::read_to_string(site.place().join("haproxy.err")).unwrap();
    assert_eq!(reads, crowds[1].counts(), "{text}");

    // The server behind sees haproxy alone, but for a field of its log.
    let (_, reads) = site.import(&["lighttpd", "behind.log", "--client-field", "1"]);
    let text = fs::read_to_string(site.place().join("behind.log")).unwrap();
    assert_eq!(reads, crowds[0].counts(), "{text}");
}
