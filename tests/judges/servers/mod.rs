//! The logs that real servers write while a crowd reads a site of Dateline, and what
//! `dateline reads import` makes of them: as many reads as the crowd did.
//!
//! ```sh
//! apt-get install apache2 caddy lighttpd varnish haproxy nginx curl
//! ```
//!
//! Other systems have no more than one address of their own for clients.

mod apache;
mod caddy;
mod crowd;
mod haproxy;
mod lighttpd;
mod nginx;
mod running;
mod site;
mod varnish;
