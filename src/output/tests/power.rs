//! Files that lost what was in them when the power failed.

use proptest::prelude::*;

use super::super::{BOOKKEEPING, FinishedOutput};
use super::*;

const SITE: Site = &[
    ("index.html", "home"),
    ("a/index.html", "story a"),
    ("a/pic.png", "png"),
    ("b/index.html", "story b"),
    ("b.txt", "b"),
];

/// What a file system may make of a file that was not on the disk yet.
#[derive(Clone, Copy, Debug)]
enum Loss {
    None,
    Empty,
    Cut,
    Zeros,
}

fn lose(file: &Path, loss: Loss) {
    let bytes = fs::read(file).unwrap();
    let left = match loss {
        Loss::None => return,
        Loss::Empty => Vec::new(),
        Loss::Cut => bytes[..bytes.len() / 2].to_vec(),
        Loss::Zeros => vec![0; bytes.len()],
    };
    fs::write(file, left).unwrap();
}

fn any_loss() -> impl Strategy<Value = Loss> {
    prop_oneof![Just(Loss::None), Just(Loss::Empty), Just(Loss::Cut), Just(Loss::Zeros)]
}

fn damage(public: &Path) -> Option<String> {
    Output::open(public).unwrap().damage().map(|damage| damage.message)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_build_mends_what_was_lost(
        pages in prop::collection::vec(any_loss(), SITE.len()),
        list in any_loss(),
        marks in any_loss(),
        had_more: bool,
    ) {
        let (_folder, public) = published(SITE);
        if had_more {
            let more = [SITE, &[("c/index.html", "story c")]].concat();
            publish(&public, &more).unwrap();
        }
        put(&public, "others/note.txt", "somebody else's");
        let note = |left: &mut BTreeMap<String, Vec<u8>>| {
            left.remove("others");
            left.remove("others/note.txt")
        };
        for ((path, _), loss) in SITE.iter().zip(pages) {
            lose(&public.join(path), loss);
        }
        lose(&public.join(BOOKKEEPING).join("files"), list);
        lose(&public.join(BOOKKEEPING).join("marks"), marks);

        let is_damaged = !matches!(list, Loss::None);
        prop_assert_eq!(damage(&public).is_some(), is_damaged);
        prop_assert_eq!(FinishedOutput::open(&public).is_err(), is_damaged);
        publish(&public, SITE).unwrap();
        let mut left = snapshot(&public);
        prop_assert_eq!(note(&mut left), Some(b"somebody else's".to_vec()));
        // What nobody knows to be Dateline's stays, each build says so, and nobody takes
        // it elsewhere.
        prop_assert_eq!(damage(&public).is_some(), is_damaged);
        prop_assert_eq!(FinishedOutput::open(&public).is_err(), is_damaged);
        let mut wanted = clean(SITE);
        if is_damaged {
            let lists = [&mut left, &mut wanted].map(|files| files.remove(".dateline/files"));
            prop_assert!(lists[0] != lists[1]);
            left.remove("c/index.html");
            left.remove("c");
        }
        prop_assert_eq!(left, wanted);
        publish(&public, SITE).unwrap();
        prop_assert_eq!(FinishedOutput::open(&public).is_err(), is_damaged);
    }
}

#[test]
fn folders_of_nobody_knows_whom_stay() {
    let (_folder, public) = published(SITE);
    put(&public, "x.html/note.txt", "somebody else's");
    lose(&public.join(BOOKKEEPING).join("files"), Loss::Empty);
    let before = snapshot(&public);
    let more = [SITE, &[("x.html", "a page")]].concat();
    let fault = only_fault(publish(&public, &more));
    assert!(fault.contains("x.html"), "{fault}");
    assert_eq!(snapshot(&public), before);
}

/// A file system may note the length and the moment of a change, and lose the change.
#[test]
#[cfg(target_os = "linux")]
fn after_a_start_of_the_machine_files_are_read_once() {
    use crate::stamp::Stamp;

    let (_folder, public) = published(SITE);
    let wait_a_tick = || std::thread::sleep(std::time::Duration::from_millis(20));
    wait_a_tick();
    assert_eq!(publish(&public, SITE), Ok(report(0, 5, 0)));
    let marks = public.join(BOOKKEEPING).join("marks");
    let lose_unseen = || {
        let page = public.join("index.html");
        let noted = Stamp::at(&page).unwrap().to_string();
        lose(&page, Loss::Zeros);
        let text = fs::read_to_string(&marks).unwrap();
        fs::write(&marks, text.replace(&noted, &Stamp::at(&page).unwrap().to_string())).unwrap();
        wait_a_tick();
    };
    // Of the same start of the machine, a file that nobody can have changed is not read.
    lose_unseen();
    wait_a_tick();
    let touched = fs::read(&marks).unwrap();
    fs::write(&marks, touched).unwrap();
    assert_eq!(publish(&public, SITE), Ok(report(0, 5, 0)));
    assert_eq!(fs::read(public.join("index.html")).unwrap(), [0; 4]);

    let text = fs::read_to_string(&marks).unwrap();
    assert!(text.starts_with("boot "));
    fs::write(&marks, text.replacen("boot ", "boot 0", 1)).unwrap();
    assert_eq!(publish(&public, SITE), Ok(report(1, 4, 0)));
    assert_eq!(snapshot(&public), clean(SITE));
}
