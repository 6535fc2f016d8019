//! What was published to a bucket, as it is noted there: in an object of its own, which says
//! of each object which content it has, and by what the bucket's list shows that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Where it lies, behind the prefix.
pub(super) const RECORD: &str = ".dateline/published.gz";

const FIRST_LINE: &str = "dateline: published objects, 1";
const LAST_LINE: &str = "end";

/// The most that a record is read to, in bytes: some ten million objects.
const MOST_BYTES: u64 = 1 << 30;

/// What is known of a published object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The MD5 of its content.
    pub(super) md5: u128,
    /// What is said of it beside its content.
    pub(super) said_of_it: u64,
    /// How the bucket's list shows that it has this content.
    pub(super) shown: Shown,
}

/// How a list shows that an object has the content that it is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// By this tag, which the store gave it.
    By(String),
    /// It is being published. By a tag that is the MD5 of the content, as most stores have it.
    ByItsContent,
    /// It is being published, and nothing shows whether it was.
    Not,
}

/// The objects of a site in a bucket, by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub(super) objects: BTreeMap<String, Noted>,
}

impl Record {
    /// Reads what [`Record::to_bytes`] wrote; none if it is not that, or not whole.
    pub(super) fn parse(bytes: &[u8]) -> Option<Record> {
        let mut text = String::new();
        GzDecoder::new(bytes).take(MOST_BYTES).read_to_string(&mut text).ok()?;
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) || lines.next_back() != Some(LAST_LINE) {
            return None;
        }
        Some(Record { objects: lines.map(object).collect::<Option<_>>()? })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{FIRST_LINE}\n");
        for (path, Noted { md5, said_of_it, shown }) in &self.objects {
            let shown = match shown {
                Shown::By(tag) => tag,
                Shown::ByItsContent => "=",
                Shown::Not => "-",
            };
            // A `String` takes whatever is written to it, and so does a `Vec`.
            let _ = writeln!(text, "{md5:032x} {said_of_it:016x} {shown} {path}");
        }
        text.push_str(LAST_LINE);
        text.push('\n');
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        let _ = packed.write_all(text.as_bytes());
        packed.finish().unwrap_or_default()
    }
}

fn object(line: &str) -> Option<(String, Noted)> {
    let mut fields = line.splitn(4, ' ');
    let md5 = u128::from_str_radix(fields.next()?, 16).ok()?;
    let said_of_it = u64::from_str_radix(fields.next()?, 16).ok()?;
    let shown = match fields.next()? {
        "=" => Shown::ByItsContent,
        "-" => Shown::Not,
        tag => Shown::By(tag.to_owned()),
    };
    let path = fields.next().filter(|path| is_below(path))?;
    Some((path.to_owned(), Noted { md5, said_of_it, shown }))
}

/// Whether a path stays below the prefix: what is removed is named here.
fn is_below(path: &str) -> bool {
    path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let noted = |shown| Noted { md5: 7, said_of_it: 9, shown };
        let objects = [
            ("a b/ä.html", noted(Shown::By("d41d8cd98f00b204e9800998ecf8427e-2".into()))),
            ("c", noted(Shown::ByItsContent)),
            ("d", noted(Shown::Not)),
        ];
        Record { objects: objects.map(|(path, noted)| (path.to_string(), noted)).into() }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        for record in [record(), Record::default()] {
            assert_eq!(Record::parse(&record.to_bytes()), Some(record));
        }
    }

    #[test]
    fn what_is_no_whole_record_is_none() {
        let whole = record().to_bytes();
        let pack = |text: &str| {
            let mut packed = GzEncoder::new(Vec::new(), Compression::default());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap()
        };
        for bytes in [
            Vec::new(),
            b"<html>".to_vec(),
            whole[..whole.len() - 10].to_vec(),
            pack("dateline: published objects, 1\n"),
            pack("dateline: published objects, 2\nend\n"),
            pack("dateline: published objects, 1\nx\nend\n"),
            pack("dateline: published objects, 1\n07 09 - ../c\nend\n"),
        ] {
            assert_eq!(Record::parse(&bytes), None);
        }
        assert!(Record::parse(&pack("dateline: published objects, 1\n07 09 - c\nend\n")).is_some());
    }
}
