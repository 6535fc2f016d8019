//! What others say of how often pages were read.

use std::io::Cursor;

use dateline::reads::exports::{self, Format};
use dateline::reads::logs::{LineReader, Place, Server, looks_like};
use dateline::reads::store::{Reads, Row};
use dateline::reads::{Context, Counts, EachForItself, Lines};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

const TODAY: Date = date(2026, 11, 24);

/// Each line for itself.
pub fn access_log(bytes: &[u8]) {
    let mut address = String::new();
    let places = ["path=request.uri", "time=ts", "client=request.client_ip"];
    let places = places.map(|place| place.parse::<Place>().unwrap());
    let readers = Server::ALL.map(|server| {
        // One of any JSON has to be told where everything is.
        let places = if server == Server::Json { &places[..] } else { &[] };
        LineReader::new(server, places, &TimeZone::UTC, &[]).ok().unwrap()
    });
    for line in bytes.split(|byte| *byte == b'\n') {
        for reader in &readers {
            let Ok(Some(request)) = reader.request(line) else { continue };
            if let Some(page) = request.page(&mut address) {
                assert!(page.is_ascii() && !page.contains([' ', '?', '#']), "{page}");
                assert!(!page.chars().any(char::is_control), "{page}");
            }
        }
    }
    looks_like(bytes);
}

/// As every format. What is counted can be stored.
pub fn tables(bytes: &[u8]) {
    let lines_of_text = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    for format in Format::ALL {
        let context = Context { time_zone: TimeZone::UTC, today: TODAY, day: Some(TODAY) };
        let (mut counts, mut lines) = (Counts::default(), Lines::default());
        let input = Cursor::new(bytes);
        let read = exports::read(format, input, &context, &EachForItself, &mut counts, &mut lines);
        if let Err(refusal) = read {
            assert!(!refusal.message.is_empty());
        }
        assert!(lines.first_bad.len() as u64 <= lines.bad);
        // A packed file has more lines than its bytes show, and so has one of 16 bits.
        if bytes.is_ascii() && !bytes.starts_with(b"PK") && !bytes.contains(&b'\r') {
            let numbers = lines.first_bad.iter().map(|bad| bad.number);
            assert!(numbers.max().is_none_or(|last| last <= lines_of_text), "{lines:?}");
        }
        let rows = counts.iter().map(|(day, address, reads)| {
            assert!(day <= TODAY && !address.is_empty() && reads > 0);
            Row { day, path: address.into(), reads }
        });
        // The store has a line for each row.
        let rows = rows.filter(|row| !row.path.contains(['\n', '\r']));
        is_read_back(&Reads::new(rows.collect()));
    }
}

pub fn store(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (reads, lines) = Reads::parse(text, TODAY);
    assert!(lines.good + lines.bad <= text.lines().count() as u64);
    assert!(reads.rows().len() as u64 <= lines.good);
    is_read_back(&reads);
    assert_eq!(reads.clone().merge(reads.clone()), reads);
}

fn is_read_back(reads: &Reads<'_>) {
    let text = reads.to_text();
    let (again, lines) = Reads::parse(&text, TODAY);
    assert_eq!((&again, lines.bad), (reads, 0), "{text}");
}
