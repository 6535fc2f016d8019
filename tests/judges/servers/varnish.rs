//! Varnish in front of lighttpd: the log that varnishncsa writes, and that of lighttpd, whose
//! readers all come from Varnish.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::crowd::Crowd;
use super::lighttpd;
use super::running::{Ports, Running, program};
use super::site::Site;
use crate::common::patience::until;

#[test]
fn varnish() {
    let Some(behind) = program("lighttpd") else { return };
    let (Some(varnishd), Some(ncsa)) = (program("varnishd"), program("varnishncsa")) else {
        return;
    };
    let (site, ports, inner) = (Site::new(), Ports::free(), Ports::free());
    fs::write(site.place().join("lighttpd.conf"), lighttpd::settings(&site, inner)).unwrap();
    let _behind =
        Running::start(&behind, &["-D", "-f", "lighttpd.conf"], site.place(), Some(inner));
    let settings = format!(
        "vcl 4.1;\nbackend site {{ .host = \"{}\"; .port = \"{}\"; }}\n",
        inner.v4.ip(),
        inner.v4.port()
    );
    fs::write(site.place().join("site.vcl"), settings).unwrap();
    let vcl = site.place().join("site.vcl");
    let work = site.place().join("work");
    let (vcl, work) = (vcl.to_str().unwrap(), work.to_str().unwrap());
    let mut arguments = vec!["-F".to_string(), "-n".into(), work.into(), "-f".into(), vcl.into()];
    for address in [Some(ports.v4), ports.v6].into_iter().flatten() {
        arguments.extend(["-a".into(), address.to_string()]);
    }
    let more = ["-j", "none", "-p", "feature=+http2", "-s", "malloc,16m"];
    arguments.extend(more.map(String::from));
    let server = Running::start(&varnishd, &arguments, site.place(), Some(ports));
    let log = site.place().join("access.log");
    let arguments = ["-n", work, "-w", log.to_str().unwrap()];
    let logger = Running::start(&ncsa, &arguments, site.place(), None);
    until("varnishncsa listens", || {
        let mut probe = TcpStream::connect(ports.v4).unwrap();
        probe.write_all(b"GET /probe HTTP/1.0\r\n\r\n").unwrap();
        let _ = probe.read_to_end(&mut Vec::new());
        let length = fs::metadata(&log).map_or(0, |found| found.len());
        if length > 0 { Ok(()) } else { Err("it has no line yet".into()) }
    });
    let crowd = Crowd::come(ports);
    // It reads from memory, some time after the server.
    let mut length = 0;
    until("varnishncsa has written all", || {
        std::thread::sleep(Duration::from_millis(400));
        let now = fs::metadata(&log).map_or(0, |found| found.len());
        let is_all = now > 0 && now == length;
        length = now;
        if is_all { Ok(()) } else { Err(format!("{now} bytes")) }
    });
    logger.end();
    server.end();
    let (said, reads) = site.import(&["varnish", "access.log"]);
    assert_eq!(reads, crowd.counts(), "{}", fs::read_to_string(log).unwrap());
    assert_eq!(said.stderr, "");
}
