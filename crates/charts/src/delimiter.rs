//! What stands between the cells of a file.

use csv::ReaderBuilder;

/// Between cells, by what is taken first where several would do.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// How many lines are looked at to learn what stands between cells.
const LINES_LOOKED_AT: usize = 20;

/// What stands between cells by the first line, which Excel reads and other programs show
/// (`sep=;`), and the text behind that line.
pub(crate) fn said_delimiter(text: &str) -> (Option<u8>, &str) {
    let line = text.lines().next().unwrap_or_default();
    let said = line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    match said {
        Some([delimiter]) if DELIMITERS.contains(delimiter) => {
            let rest = text[line.len()..].trim_start_matches('\r');
            (Some(*delimiter), rest.strip_prefix('\n').unwrap_or(rest))
        }
        _ => (None, text),
    }
}

/// What stands between the cells: what gives most lines as many cells, of which there is more
/// than one.
pub(crate) fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let lengths: Vec<usize> = reader
            .records()
            .take(LINES_LOOKED_AT)
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect();
        // The first may be a title.
        let head = lengths.iter().take(2).copied().max().unwrap_or(0);
        if head < 2 {
            return 0;
        }
        lengths.iter().filter(|length| **length == head).count()
    };
    // Of two that are as good, the first.
    let scored = DELIMITERS.map(|delimiter| (score(delimiter), delimiter));
    let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
    let found = scored.into_iter().find(|(score, _)| *score == best && best > 0);
    found.map_or(b',', |(_, delimiter)| delimiter)
}
