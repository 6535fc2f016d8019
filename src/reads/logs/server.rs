//! The servers whose logs can be read.

use super::request::Request;
use super::{caddy, combined};

/// Whose log it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// Apache's and nginx's format `combined`, with or without a virtual host before it
    /// and with anything after it.
    Combined,
    /// Caddy's, with a JSON object in each line.
    Caddy,
}

impl Server {
    /// Reads a line of its log, without the line end; none if it is of something else
    /// than a request.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn request(self, line: &[u8]) -> Result<Option<Request<'_>>, &'static str> {
        match self {
            Server::Combined => combined::read(line).map(Some),
            Server::Caddy => caddy::read(line),
        }
    }
}

/// How many lines are looked at to tell what a file is.
const LOOKED_AT: usize = 20;

/// Whose log begins with these bytes, which are not packed.
pub fn looks_like(start: &[u8]) -> Option<Server> {
    let lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty()).take(LOOKED_AT).find_map(|line| {
        let server = if line[0] == b'{' { Server::Caddy } else { Server::Combined };
        server.request(line).is_ok().then_some(server)
    })
}
