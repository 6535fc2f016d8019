//! Whatever is in a file: no panic, no memory that is not bounded, and what is promised holds.

use dateline_pictures::{CodePage, Fault, MOST_PIXELS, Plan, clean, look, make};
use proptest::prelude::*;

use crate::hidden;

/// Files of all kinds, with something in every block.
fn files() -> Vec<Vec<u8>> {
    hidden::all().into_iter().map(|hidden| hidden.bytes).collect()
}

/// Changes that keep most of a file: bytes set, cut, doubled.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Number(prop::sample::Index, u32),
    Cut(prop::sample::Index),
    Remove(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let place = any::<prop::sample::Index>;
    let numbers = prop_oneof![Just(0), Just(u32::MAX), Just(0x7fff_ffff), Just(8), any::<u32>()];
    prop::collection::vec(
        prop_oneof![
            6 => (place(), any::<u8>()).prop_map(|(at, to)| Change::Set(at, to)),
            3 => (place(), numbers).prop_map(|(at, to)| Change::Number(at, to)),
            1 => place().prop_map(Change::Cut),
            2 => (place(), 1_usize..40).prop_map(|(at, count)| Change::Remove(at, count)),
            2 => (place(), 1_usize..400).prop_map(|(at, count)| Change::Double(at, count)),
        ],
        0..6,
    )
}

fn changed(mut file: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        // Most of what is read is at the beginning.
        let head = file.len().min(900);
        let within = |at: &prop::sample::Index| if head == 0 { 0 } else { at.index(head) };
        match change {
            Change::Set(at, to) => {
                file.iter_mut().skip(within(at)).take(1).for_each(|byte| *byte = *to);
            }
            Change::Number(at, to) => {
                let places = file.iter_mut().skip(within(at));
                places.zip(to.to_be_bytes()).for_each(|(byte, to)| *byte = to);
            }
            Change::Cut(at) => file.truncate(at.index(file.len() + 1)),
            Change::Remove(at, count) => {
                let at = within(at);
                file.drain(at..(at + count).min(file.len()));
            }
            Change::Double(at, count) => {
                let at = within(at);
                let piece = file[at..(at + count).min(file.len())].to_vec();
                file.splice(at..at, piece);
            }
        }
    }
    file
}

/// Whether a remedy can follow a colon: it is no sentence.
fn is_phrase(remedy: &str) -> bool {
    !remedy.is_empty() && !remedy.ends_with('.')
}

/// What has to be so of any file.
pub fn is_so(file: &[u8]) {
    let plan = Plan { widths: vec![8, 40], ..Plan::default() };
    let looked = look(file, CodePage::Cyrillic);
    let cleaned = clean(file, &plan);
    if let Ok(cleaned) = &cleaned {
        let again = clean(&cleaned.bytes, &plan).expect("what is clean is whole");
        assert!(again.bytes == cleaned.bytes, "it is as clean as it can be");
        assert!(again.removed.is_empty(), "{:?}", again.removed);
    }
    if let (Ok(facts), Ok(cleaned)) = (&looked, &cleaned) {
        assert!(facts.stored.pixels() <= MOST_PIXELS);
        let of_clean = look(&cleaned.bytes, CodePage::Cyrillic).expect("what is clean is whole");
        assert_eq!((of_clean.upright, of_clean.format), (facts.upright, facts.format));
        assert_eq!(of_clean.rights.is_empty(), facts.rights.is_empty());
        // What is larger takes long here.
        if facts.stored.pixels() < 1 << 20 {
            match make(file, &plan) {
                Ok(variants) => {
                    assert!(variants.iter().all(|own| own.size.width <= facts.upright.width));
                }
                Err(fault) => assert!(matches!(fault, Fault::Broken(..)), "{fault:?}"),
            }
        }
    }
    for fault in [looked.err(), cleaned.err()].into_iter().flatten() {
        assert!(!fault.to_string().is_empty() && is_phrase(&fault.remedy()), "{fault:?}");
        assert!(!fault.to_string().contains('\n'), "{fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_broken_breaks_it(
        number in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        thread_local! { static FILES: Vec<Vec<u8>> = files(); }
        let file = FILES.with(|files| number.get(files).clone());
        is_so(&changed(file, &changes));
    }

    #[test]
    fn bytes_are_not_trusted(head in 0..5_usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let heads: [&[u8]; 5] = [
            b"\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*",
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
            b"GIF89a",
            b"RIFF\0\x01\0\0WEBPVP8X",
            b"",
        ];
        is_so(&[heads[head], &bytes].concat());
    }
}
