//! nginx, whose log goes through syslog.

use std::fs;
use std::net::UdpSocket;

use super::crowd::Crowd;
use super::running::{Ports, Running, program};
use super::site::Site;

#[test]
fn nginx_through_syslog() {
    let Some(nginx) = program("nginx") else { return };
    let site = Site::new();
    // A port of it without TLS takes HTTP/2 or HTTP/1.1, and not both.
    let ports = Ports { http2: Ports::free().v4, ..Ports::free() };
    let syslog = UdpSocket::bind("127.0.0.1:0").unwrap();
    let http2 = format!("listen {} http2;\n", ports.http2);
    let listen = ports.told(|address| format!("listen {address};\n")) + &http2;
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path temporary/{name};\n"))
        .concat();
    fs::create_dir(site.place().join("temporary")).unwrap();
    let settings = format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log;\nevents {{}}\n\
         http {{\n{temporary}types {{ text/html html; text/css css; }}\n\
         access_log syslog:server={} combined;\n\
         server {{ {listen} root {}; }}\n}}\n",
        syslog.local_addr().unwrap(),
        site.root().display()
    );
    fs::write(site.place().join("nginx.conf"), settings).unwrap();
    let place = site.place().to_str().unwrap();
    let arguments = ["-p", place, "-c", "nginx.conf", "-e", "error.log"];
    let server = Running::start(&nginx, &arguments, site.place(), Some(ports));
    let address = syslog.local_addr().unwrap();
    let gatherer = std::thread::spawn(move || {
        let (mut log, mut line) = (Vec::new(), vec![0; 70_000]);
        // An empty datagram is the end.
        while let Ok(length @ 1..) = syslog.recv(&mut line) {
            log.extend_from_slice(&line[..length]);
            log.push(b'\n');
        }
        log
    });
    let crowd = Crowd::come(ports);
    server.end();
    UdpSocket::bind("127.0.0.1:0").unwrap().send_to(b"", address).unwrap();
    let log = gatherer.join().unwrap();
    let text = String::from_utf8_lossy(&log).into_owned();
    assert!(
        text.lines().all(|line| line.starts_with("<190>") && line.contains(" nginx: ")),
        "{text}"
    );
    fs::write(site.place().join("access.log"), log).unwrap();
    let (said, reads) = site.import(&["nginx", "access.log"]);
    assert_eq!(reads, crowd.counts(), "{text}");
    assert_eq!(said.stderr, "");
}
