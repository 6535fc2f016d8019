//! Pictures: what is in their blocks, and whether they are clean when they were cleaned.

use dateline_pictures::{CodePage, Fault, Plan, clean, look, make};

/// More pixels take long to decode, and reach nothing new.
const FEW: u64 = 1 << 14;

pub fn pictures(bytes: &[u8]) {
    let plan = Plan { widths: vec![8, 40], ..Plan::default() };
    // What is packed may be large, whatever its header says first.
    let facts = match look(bytes, CodePage::Western) {
        Ok(facts) => facts,
        Err(fault) => return is_told(&fault),
    };
    assert!(facts.stored.width > 0 && facts.stored.height > 0);
    let cleaned = clean(bytes, &plan).expect("what could be looked at can be cleaned");
    assert_eq!(cleaned.removed, facts.traces);
    let again = clean(&cleaned.bytes, &plan).expect("what was cleaned is whole");
    assert!(again.bytes == cleaned.bytes && again.removed.is_empty(), "{:?}", again.removed);
    if facts.stored.pixels() <= FEW {
        match make(bytes, &plan) {
            Ok(variants) => {
                assert!(!variants.is_empty());
                assert!(variants.iter().all(|own| own.size.width <= facts.upright.width));
            }
            Err(fault) => is_told(&fault),
        }
    }
}

fn is_told(fault: &Fault) {
    let remedy = fault.remedy();
    // It follows a colon, so it is no sentence.
    assert!(!remedy.is_empty() && !remedy.ends_with('.'), "{fault:?}");
    assert!(!fault.to_string().contains('\n'), "{fault:?}");
}
