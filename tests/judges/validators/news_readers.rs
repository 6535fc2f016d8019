//! Feeds, read by feedparser, the library of many news readers.

use std::fs;
use std::process::Command;

use crate::common::outside::python_has;
use crate::common::published::sample_at;

#[test]
fn feeds_are_what_feedparser_reads_without_complaint() {
    let program = "import sys, feedparser, json\n\
        found = [feedparser.parse(path) for path in sys.argv[1:]]\n\
        print(json.dumps([[f.bozo, f.version, len(f.entries), f.feed.title, f.entries[0].title, \
        f.entries[0].id, f.entries[0].published_parsed[:5], f.entries[0].content[0].value[:20]] for f in found]))\n";
    if !python_has("feedparser", "pip install feedparser") {
        return;
    }
    let output = sample_at("2026-11-24T12:00:00Z");
    let place = tempfile::tempdir().unwrap();
    let names: Vec<&String> = output
        .keys()
        .filter(|path| path.ends_with("feed.xml") || path.ends_with("atom.xml"))
        .collect();
    assert_eq!(names.len(), 56);
    let files: Vec<String> = names
        .iter()
        .map(|name| {
            let file = place.path().join(name.replace('/', "-"));
            fs::write(&file, &output[*name]).unwrap();
            file.to_str().unwrap().to_string()
        })
        .collect();
    let told = Command::new("python3").args(["-c", program]).args(&files).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Vec<serde_json::Value> = serde_json::from_slice(&told.stdout).unwrap();
    for (name, told) in names.iter().zip(&told) {
        assert!(told[0] == 0 || told[0] == false, "{name}: {told}");
        let version = if name.ends_with("atom.xml") { "atom10" } else { "rss20" };
        assert_eq!(told[1], version, "{name}");
        let feed = String::from_utf8_lossy(&output[*name]);
        let entries = feed.matches("<entry>").count() + feed.matches("<item>").count();
        assert!(entries > 0 && told[2] == entries, "{name}: {told}");
    }
    // Both formats say the same.
    let of = |name: &str| &told[names.iter().position(|found| *found == name).unwrap()];
    for field in 3..8 {
        assert_eq!(of("feed.xml")[field], of("atom.xml")[field]);
    }
}
