//! lighttpd, whose log has the host in the second place.

use std::fs;

use super::crowd::Crowd;
use super::running::{Ports, Running, program};
use super::site::Site;

/// What makes lighttpd serve the site.
pub fn settings(site: &Site, ports: Ports) -> String {
    let v6 = ports.v6.map(|address| format!("$SERVER[\"socket\"] == \"{address}\" {{ }}\n"));
    format!(
        "server.document-root = \"{}\"\nserver.bind = \"{}\"\nserver.port = {}\n{}\
         index-file.names = ( \"index.html\" )\n\
         mimetype.assign = ( \".html\" => \"text/html\", \".css\" => \"text/css\" )\n",
        site.root().display(),
        ports.v4.ip(),
        ports.v4.port(),
        v6.unwrap_or_default(),
    )
}

#[test]
fn lighttpd() {
    let Some(lighttpd) = program("lighttpd") else { return };
    let (site, ports) = (Site::new(), Ports::free());
    let log = site.place().join("access.log");
    let settings = settings(&site, ports);
    let settings = format!(
        "server.modules = ( \"mod_accesslog\" )\naccesslog.filename = \"{}\"\n{settings}",
        log.display()
    );
    fs::write(site.place().join("lighttpd.conf"), settings).unwrap();
    let server =
        Running::start(&lighttpd, &["-D", "-f", "lighttpd.conf"], site.place(), Some(ports));
    let crowd = Crowd::come(ports);
    server.end();
    let (said, reads) = site.import(&["lighttpd", "access.log"]);
    assert_eq!(reads, crowd.counts(), "{}", fs::read_to_string(log).unwrap());
    assert_eq!(said.stderr, "");
}
