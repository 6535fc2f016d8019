//! The parts of a request that a log may have in a place of its own.

use std::str::FromStr;

/// A part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The path, its query, or a URL.
    Path,
    /// When it was asked for.
    Time,
    /// The client's address.
    Client,
    /// The status of the answer.
    Status,
    /// What the client calls itself.
    Agent,
    /// `GET`.
    Method,
    /// The virtual host.
    Host,
    /// What a browser asks for that gets ready what its reader may open.
    Purpose,
}

/// How many parts there are.
pub(super) const COUNT: usize = Field::ALL.len();

impl Field {
    /// All of them, in the order of the documentation.
    pub const ALL: [Field; 8] = [
        Field::Path,
        Field::Time,
        Field::Client,
        Field::Status,
        Field::Agent,
        Field::Method,
        Field::Host,
        Field::Purpose,
    ];

    /// The name that it goes by on the command line and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Field::Path => "path",
            Field::Time => "time",
            Field::Client => "client",
            Field::Status => "status",
            Field::Agent => "agent",
            Field::Method => "method",
            Field::Host => "host",
            Field::Purpose => "purpose",
        }
    }
}

/// Parts of a request, each there or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts(u8);

impl Parts {
    pub fn add(&mut self, field: Field) {
        self.0 |= 1 << field as u8;
    }

    pub fn add_all(&mut self, others: Parts) {
        self.0 |= others.0;
    }

    pub fn have(self, field: Field) -> bool {
        self.0 & 1 << field as u8 != 0
    }
}

/// Where a log has a part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which part.
    pub field: Field,
    /// Its name in the log, or its number.
    pub at: String,
}

impl FromStr for Place {
    type Err = String;

    /// Reads `client=request.remote_ip`.
    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Field::ALL.map(|field| format!("`{}`", field.name())).join(", ");
        let (name, at) =
            text.split_once('=').filter(|(_, at)| !at.trim().is_empty()).ok_or_else(|| {
                "write the part, `=` and its name in the log: `client=ip`".to_string()
            })?;
        let field = Field::ALL.into_iter().find(|field| field.name() == name.trim());
        let field = field.ok_or_else(|| format!("`{name}` is none of {}", names()))?;
        Ok(Place { field, at: at.trim().into() })
    }
}

/// The place of `field`, of which the last one that was named holds.
pub(super) fn place(places: &[Place], field: Field) -> Option<&str> {
    places.iter().rev().find(|place| place.field == field).map(|place| place.at.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let read = |text: &str| text.parse::<Place>().map(|place| (place.field, place.at));
        assert_eq!(read("client=a.b"), Ok((Field::Client, "a.b".into())));
        assert_eq!(read("path = u=v"), Ok((Field::Path, "u=v".into())));
        for text in ["client", "client=", "client= ", "=x", "ip=x"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(
            read("ip=x").unwrap_err(),
            "`ip` is none of `path`, `time`, `client`, `status`, `agent`, `method`, `host`, \
             `purpose`"
        );
    }
}
