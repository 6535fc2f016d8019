//! Reads the files of an index, and shares no code with what writes them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::search::SearchIndex;

pub struct Decoded {
    pub stories: usize,
    pub average: f64,
    /// Where each file begins.
    pub first: Vec<String>,
    pub files: Vec<Vec<Word>>,
    /// The words of each file of slips.
    pub slips: Vec<Vec<String>>,
    /// Words whose places their neighbours and the pairs tell.
    pub frequent: Vec<String>,
    pub table: Vec<Row>,
    pub lists: Vec<Vec<Value>>,
}

/// A word of a file.
#[derive(Debug)]
pub struct Word {
    pub word: String,
    pub group: usize,
    pub stem: String,
    /// Words of its group that are in other files; of the first of a group.
    pub elsewhere: Vec<String>,
    /// Stories and weights.
    pub postings: BTreeMap<usize, u32>,
    pub positions: BTreeMap<usize, Vec<usize>>,
    /// The bytes of its postings and of its positions.
    lengths: [usize; 2],
}

/// A row of the table.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub section: usize,
    pub day: usize,
    pub length: usize,
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number += usize::from(byte % 128) << shift;
            if byte < 128 {
                return number;
            }
            shift += 7;
        }
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken.to_vec()
    }

    /// A word without what it has in common with the one before.
    fn after(&mut self, before: &str) -> String {
        let shared = self.number();
        let length = self.number();
        let rest = self.take(length);
        String::from_utf8([&before.as_bytes()[..shared], &rest].concat()).unwrap()
    }
}

impl Decoded {
    pub fn of(index: &SearchIndex) -> Self {
        let files: BTreeMap<&str, &[u8]> =
            index.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        assert_eq!(files.len(), index.files.len());
        let manifest: Value = serde_json::from_slice(files["/search/index.json"]).unwrap();
        let all = |kind: &str, folder: &str, ending: &str| -> Vec<&[u8]> {
            let count = manifest[kind].as_array().unwrap().len();
            (0..count).map(|at| files[format!("/search/{folder}/{at}.{ending}").as_str()]).collect()
        };
        let stories = manifest["stories"].as_u64().unwrap() as usize;
        let heads: Vec<usize> = serde_json::from_value(manifest["heads"].clone()).unwrap();
        let mut words: Vec<Vec<Word>> =
            all("terms", "terms", "bin").into_iter().zip(heads).map(terms).collect();
        let starts: Vec<usize> =
            serde_json::from_value(manifest["positionStarts"].clone()).unwrap();
        let positions = all("positions", "positions", "bin");
        assert_eq!(positions.len(), starts.len());
        let ends = starts[1..].iter().copied().chain([words.len()]).collect::<Vec<_>>();
        let frequent: Vec<String> = serde_json::from_value(manifest["frequent"].clone()).unwrap();
        let mut told = Vec::new();
        let at: Vec<usize> = serde_json::from_value(manifest["positionsAt"].clone()).unwrap();
        for ((start, end), bytes) in starts.iter().zip(ends).zip(positions) {
            for file in *start..end {
                let end = at[file + 1..end].first().copied().unwrap_or(bytes.len());
                read_positions(&mut words[file], &frequent, &bytes[at[file]..end], &mut told);
            }
        }
        let starts: Vec<usize> = serde_json::from_value(manifest["pairStarts"].clone()).unwrap();
        let pairs = all("pairs", "pairs", "bin");
        assert_eq!(pairs.len(), starts.len());
        let heads: Vec<usize> = serde_json::from_value(manifest["pairHeads"].clone()).unwrap();
        for ((start, head), bytes) in starts.into_iter().zip(heads).zip(pairs) {
            read_pairs(frequent.len(), start, bytes.split_at(head), &mut told);
        }
        for Told { frequent: number, story, position } in told {
            let mut all = words.iter_mut().flatten();
            let word = all.find(|word| word.word == frequent[number]).unwrap();
            let positions = word.positions.entry(story).or_default();
            if !positions.contains(&position) {
                positions.push(position);
            }
        }
        let lists = all("list", "list", "json");
        let lists: Vec<Vec<Value>> =
            lists.into_iter().map(|list| serde_json::from_slice(list).unwrap()).collect();
        let per_list = manifest["perStories"].as_u64().unwrap() as usize;
        assert!(lists.iter().rev().skip(1).all(|list| list.len() == per_list));
        Decoded {
            stories,
            average: manifest["words"].as_f64().unwrap(),
            first: serde_json::from_value(manifest["first"].clone()).unwrap(),
            files: words,
            slips: all("slips", "slips", "bin").into_iter().map(slips).collect(),
            frequent,
            table: table(files["/search/table.bin"]),
            lists,
        }
    }
}

fn slips(bytes: &[u8]) -> Vec<String> {
    let mut bytes = Bytes(bytes);
    let mut words: Vec<String> = Vec::new();
    while !bytes.0.is_empty() {
        words.push(bytes.after(words.last().map_or("", |before| before)));
    }
    words
}

fn terms((file, head): (&[u8], usize)) -> Vec<Word> {
    let (bytes, rest) = file.split_at(head);
    let mut bytes = Bytes(bytes);
    let groups = bytes.number();
    let count = bytes.number();
    let mut words: Vec<Word> = Vec::new();
    for _ in 0..count {
        let word = bytes.after(words.last().map_or("", |before| &before.word));
        let (elsewhere, postings, positions) = Default::default();
        words.push(Word {
            word,
            group: bytes.number(),
            lengths: [bytes.number(), bytes.number()],
            stem: String::new(),
            elsewhere,
            postings,
            positions,
        });
    }
    for group in 0..groups {
        let first = words.iter().position(|word| word.group == group).unwrap();
        let stem = bytes.after(&words[first].word);
        let elsewhere = (0..bytes.number()).map(|_| bytes.after(&words[first].word)).collect();
        words[first].elsewhere = elsewhere;
        for word in words.iter_mut().filter(|word| word.group == group) {
            word.stem.clone_from(&stem);
        }
    }
    assert!(bytes.0.is_empty());
    let mut bytes = Bytes(rest);
    for word in &mut words {
        let taken = bytes.take(word.lengths[0]);
        let mut postings = Bytes(&taken);
        let mut story = 0;
        while !postings.0.is_empty() {
            let number = postings.number();
            story += number >> 1;
            let weight = if number & 1 == 1 { postings.number() as u32 } else { 1 };
            assert!(word.postings.insert(story, weight).is_none());
        }
    }
    assert!(bytes.0.is_empty());
    words
}

/// A place of a frequent word, told by another word or a pair.
struct Told {
    frequent: usize,
    story: usize,
    position: usize,
}

fn read_positions(words: &mut [Word], frequent: &[String], bytes: &[u8], told: &mut Vec<Told>) {
    let mut bytes = Bytes(bytes);
    for word in words {
        let length = word.lengths[1];
        let taken = bytes.take(length);
        let mut rest = Bytes(&taken);
        let is_told = word.word.starts_with('#') || frequent.contains(&word.word);
        assert_eq!(rest.0.is_empty(), is_told, "{}", word.word);
        for story in word.postings.keys().filter(|_| length > 0) {
            let mut position = 0;
            let positions = word.positions.entry(*story).or_default();
            loop {
                let number = rest.number();
                position += number >> 3;
                positions.push(position);
                for (flag, position) in [(4, position.wrapping_sub(1)), (2, position + 1)] {
                    if number & flag > 0 {
                        told.push(Told { frequent: rest.number(), story: *story, position });
                    }
                }
                if number & 1 == 0 {
                    break;
                }
            }
        }
        assert!(rest.0.is_empty());
    }
    assert!(bytes.0.is_empty());
}

fn read_pairs(frequent: usize, start: usize, file: (&[u8], &[u8]), told: &mut Vec<Told>) {
    let (mut lengths, mut places) = (Bytes(file.0), Bytes(file.1));
    for pair in start.. {
        if lengths.0.is_empty() {
            break;
        }
        let taken = places.take(lengths.number());
        let mut rest = Bytes(&taken);
        let (mut story, mut position) = (0, 0);
        while !rest.0.is_empty() {
            let gap = rest.number();
            story += gap;
            position = rest.number() + if gap > 0 { 0 } else { position };
            told.push(Told { frequent: pair / frequent, story, position });
            told.push(Told { frequent: pair % frequent, story, position: position + 1 });
        }
    }
    assert!(places.0.is_empty());
}

fn table(bytes: &[u8]) -> Vec<Row> {
    let mut bytes = Bytes(bytes);
    let mut rows = Vec::new();
    let mut day = 0;
    while !bytes.0.is_empty() {
        let section = usize::from(bytes.byte());
        day += bytes.number();
        rows.push(Row { section, day, length: bytes.number() * 4 });
    }
    rows
}
