//! Apache, with `combined` and `vhost_combined`.

use std::fs;

use super::crowd::Crowd;
use super::running::{Ports, Running, program};
use super::site::Site;

#[test]
fn apache() {
    let Some(apache) = program("apache2") else { return };
    let (site, ports) = (Site::new(), Ports::free());
    let modules = ["mpm_event", "authz_core", "dir", "mime", "http2"]
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .concat();
    let listen = ports.told(|address| format!("Listen {address}\n"));
    let (place, root) = (site.place().display(), site.root());
    let settings = format!(
        "ServerRoot {place}\nServerName highland.example\nPidFile apache.pid\n{modules}{listen}\
         User www-data\nGroup www-data\nErrorLog error.log\nProtocols h2c http/1.1\n\
         TypesConfig /etc/mime.types\nDocumentRoot {root}\nDirectoryIndex index.html\n\
         LogFormat \"%h %l %u %t \\\"%r\\\" %>s %O \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\" combined\n\
         LogFormat \"%v:%p %h %l %u %t \\\"%r\\\" %>s %O \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\" vhost\n\
         CustomLog access.log combined\nCustomLog vhost.log vhost\n",
        root = root.display()
    );
    fs::write(site.place().join("apache.conf"), settings).unwrap();
    let configuration = site.place().join("apache.conf");
    let server = Running::start(
        &apache,
        &["-X", "-f", configuration.to_str().unwrap()],
        site.place(),
        Some(ports),
    );
    let crowd = Crowd::come(ports);
    server.end();
    assert!(crowd.resolved.len() >= 3, "{:?}", crowd.resolved);
    for log in ["access.log", "vhost.log"] {
        let (said, reads) = site.import(&["combined", log]);
        assert_eq!(
            reads,
            crowd.counts(),
            "{}",
            fs::read_to_string(site.place().join(log)).unwrap()
        );
        assert_eq!(said.stderr, "");
    }
}
