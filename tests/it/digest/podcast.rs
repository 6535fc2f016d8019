//! The podcast of a digest: the recordings of its stories, and nothing else of their files.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{SETTINGS, digest, made, newsroom, text};
use crate::common::photo::photo;
use crate::common::sound::{MONO_22, MONO_44, MONO_48, MONO_48_WIDE, STEREO_48};
use crate::common::tree;
use crate::common::xml::parsed;

/// Lets a story play a recording.
fn play(place: &Path, story: &str, recording: &str, bytes: &[u8]) {
    let path = place.join("content").join(story);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{text}\n![A talk]({recording} \"no words\")\n")).unwrap();
    let (folder, _) = story.split_once('/').unwrap();
    if recording.starts_with(['/', 'h']) {
        return;
    }
    tree::put(place, &format!("content/{folder}/{recording}"), bytes);
}

/// A newsroom with three recordings that are heard, and four that are not public.
fn radio() -> TempDir {
    let place = newsroom();
    let secret = "Nobody is to know";
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.tagged(100, secret));
    play(place.path(), "politics/talks.md", "talks.mp3", &MONO_48.tagged(250, secret));
    play(place.path(), "politics/talks.md", "/more.MP3", &[]);
    tree::put(place.path(), "static/more.MP3", MONO_48.frames(1));
    play(place.path(), "economy/budget.md", "budget.mp3", &MONO_48.frames(50));
    for held in ["draft", "embargoed", "gone", "later"] {
        let story = format!("politics/{held}.md");
        play(place.path(), &story, &format!("{held}.mp3"), &MONO_48.frames(1000));
    }
    place
}

/// The frames of a tag, by their names.
type TagFrames = Vec<(String, Vec<u8>)>;

/// A tag of ID3v2.3: the name of each of its frames, and what is in it; and what is behind the tag.
fn tag(mp3: &[u8]) -> (TagFrames, &[u8]) {
    assert_eq!(mp3[..6], *b"ID3\x03\0\0");
    let size = mp3[6..10].iter().fold(0, |size, byte| (size << 7) | usize::from(*byte));
    (tag_frames(&mp3[10..10 + size]), &mp3[10 + size..])
}

fn tag_frames(mut bytes: &[u8]) -> TagFrames {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let size = u32::from_be_bytes(bytes[4..8].try_into().unwrap()) as usize;
        let name = String::from_utf8(bytes[..4].to_vec()).unwrap();
        frames.push((name, bytes[10..10 + size].to_vec()));
        bytes = &bytes[10 + size..];
    }
    frames
}

/// A text of a tag.
fn words(content: &[u8]) -> String {
    assert_eq!(content[..3], [1, 0xff, 0xfe]);
    let units = content[3..].chunks(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
}

#[test]
fn a_podcast_has_the_sound_of_its_stories_and_nothing_else_of_their_files() {
    let place = radio();
    let ended = digest(place.path(), &["--as", "podcast"]).done();
    assert!(ended.stderr.ends_with("\nMade 2 files of 3 stories\n"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("podcast"), "{}", ended.stderr);
    let files = made(place.path());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["2026-03-02.chapters.json", "2026-03-02.mp3"]);
    let mp3 = &files["2026-03-02.mp3"];
    let (frames, sound) = tag(mp3);
    let text_of = |name: &str| {
        let found = frames.iter().find(|(other, _)| other == name);
        words(&found.unwrap_or_else(|| panic!("{name}")).1)
    };
    for (name, expected) in [
        ("TIT2", "The Highland Briefing · March 2, 2026"),
        ("TALB", "The Highland Briefing"),
        ("TPE1", "The Highland Briefing"),
        ("TYER", "2026"),
        ("TDAT", "0203"),
        ("TLAN", "eng"),
        ("TLEN", "9624"),
    ] {
        assert_eq!(text_of(name), expected, "{name}");
    }
    let chapters: Vec<(&[u8], TagFrames)> = frames
        .iter()
        .filter(|(name, _)| name == "CHAP")
        .map(|(_, content)| (&content[..19], tag_frames(&content[19..])))
        .collect();
    let site = "https://highland.example/briefing/";
    for ((head, inner), (id, from, to, title, url)) in chapters.iter().zip([
        ("c1", 0u32, 2400u32, "A vote", "politics/vote/"),
        ("c2", 2400, 8424, "Talks resume", "politics/talks/"),
        ("c3", 8424, 9624, "The budget", "economy/budget/"),
    ]) {
        let times = [from.to_be_bytes(), to.to_be_bytes()].concat();
        assert_eq!(**head, [id.as_bytes(), &[0], &times, &[0xff; 8]].concat());
        assert_eq!(words(&inner[0].1), title);
        assert_eq!(inner[1].1, [&[0, 0], format!("{site}{url}").as_bytes()].concat());
    }
    assert_eq!(chapters.len(), 3);
    let list = frames.iter().find(|(name, _)| name == "CTOC").unwrap();
    assert_eq!(list.1, b"toc\0\x03\x03c1\0c2\0c3\0");
    let cover = frames.iter().find(|(name, _)| name == "APIC").unwrap();
    assert!(cover.1.starts_with(b"\0image/png\0\x03\0\x89PNG"));

    // A frame that says how many there are behind it, and those of the recordings.
    let all = MONO_48.frames(401);
    let says = sound.len() - all.len();
    assert_eq!(sound[says..], all);
    assert_eq!(sound[..4], [0xff, 0xfb, 0x34, 0xc0], "as long as it takes");
    let said = &sound[21..];
    assert_eq!(said[..8], *b"Info\0\0\0\x07");
    assert_eq!(said[8..12], 401u32.to_be_bytes());
    assert_eq!(said[12..16], u32::try_from(sound.len()).unwrap().to_be_bytes());
    let places = &said[16..116];
    assert_eq!((places[0], places[50], places[99]), (0, 128, 252));
    assert!(places.is_sorted());

    let chapters = "{
  \"version\": \"1.2.0\",
  \"title\": \"The Highland Briefing · March 2, 2026\",
  \"podcastName\": \"The Highland Briefing\",
  \"fileName\": \"2026-03-02.mp3\",
  \"chapters\": [
    {
      \"startTime\": 0.0,
      \"endTime\": 2.4,
      \"title\": \"A vote\",
      \"url\": \"https://highland.example/briefing/politics/vote/\"
    },
    {
      \"startTime\": 2.4,
      \"endTime\": 8.424,
      \"title\": \"Talks resume\",
      \"url\": \"https://highland.example/briefing/politics/talks/\"
    },
    {
      \"startTime\": 8.424,
      \"endTime\": 9.624,
      \"title\": \"The budget\",
      \"url\": \"https://highland.example/briefing/economy/budget/\"
    }
  ]
}
";
    assert_eq!(text(place.path(), "2026-03-02.chapters.json"), chapters);

    // The same stories give the same bytes, elsewhere too.
    let other = radio();
    digest(other.path(), &["--as", "podcast"]).done();
    assert_eq!(made(other.path()), files);
    digest(place.path(), &["--as", "podcast"]).done();
    assert_eq!(made(place.path()), files);
}

#[test]
fn the_stories_are_those_that_were_asked_for_in_their_order() {
    let place = radio();
    let settings = SETTINGS.replace("digest:\n", "digest:\n  order: oldest\n");
    tree::put(place.path(), "site.yaml", settings);
    digest(place.path(), &["--as", "podcast", "--section", "politics"]).done();
    let chapters = text(place.path(), "2026-03-02.politics.chapters.json");
    let talks = chapters.find("Talks resume").unwrap();
    assert!(talks < chapters.find("A vote").unwrap(), "{chapters}");
    assert!(!chapters.contains("The budget"), "{chapters}");
}

#[test]
fn recordings_of_other_rates_of_bits_are_joined() {
    let place = newsroom();
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
    play(place.path(), "politics/talks.md", "talks.mp3", &MONO_48_WIDE.frames(100));
    digest(place.path(), &["--as", "podcast"]).done();
    let files = made(place.path());
    let (_, sound) = tag(&files["2026-03-02.mp3"]);
    let all = [MONO_48.frames(100), MONO_48_WIDE.frames(100)].concat();
    assert!(sound.ends_with(&all));
    assert_eq!(sound[21..25], *b"Xing", "since the rate changes");
    // Half of the time is a third of the bytes.
    let places = &sound[21 + 16..21 + 116];
    assert!((85..88).contains(&places[50]), "{places:?}");
}

#[test]
fn the_second_version_of_mpeg_is_a_podcast_too() {
    let place = newsroom();
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_22.frames(100));
    digest(place.path(), &["--as", "podcast"]).done();
    let files = made(place.path());
    let (_, sound) = tag(&files["2026-03-02.mp3"]);
    assert!(sound.ends_with(&MONO_22.frames(100)));
    assert_eq!(sound[13..17], *b"Info");
    assert!(text(place.path(), "2026-03-02.chapters.json").contains("\"endTime\": 2.612,"));
}

/// What a digest says of a recording beside one that is in it.
#[test]
fn a_recording_that_cannot_be_in_it_is_told_and_the_others_are() {
    let frames = MONO_48.frames(250);
    let info = MONO_48.frame(&[&[0; 17], &b"Info\0\0\0\x01\0\0\x27\x10"[..]].concat());
    let cut = [&info[..], &frames].concat();
    let torn = [&frames[..], b"torn", &frames[..]].concat();
    // The first says how long it is itself.
    let talk = MONO_48.tagged(250, "");
    let joined = [&talk[..], &MONO_44.tagged(250, ""), &talk].concat();
    let joined_again = [&talk[..], b"torn", &talk].concat();
    let short = frames[..frames.len() - 10].to_vec();
    for (name, bytes, message, hint) in [
        (
            "talk.m4a",
            b"OggS....".to_vec(),
            "`content/politics/talk.m4a` is not in the podcast: it is no MP3",
            "make a copy that is, with `ffmpeg -i talk.m4a -ar 48000 -ac 1 talk.mp3`, and play \
             `talk.mp3` in the story",
        ),
        (
            "a talk.ogg",
            b"OggS....".to_vec(),
            "`content/politics/a talk.ogg` is not in the podcast: it is no MP3",
            "`ffmpeg -i 'a talk.ogg' -ar 48000 -ac 1 'a talk.mp3'`, and play `<a talk.mp3>` in the story",
        ),
        (
            "talk.mp3",
            STEREO_48.frames(9),
            "`content/politics/talk.mp3` is not in the podcast: it has 48 kHz in stereo, and the \
             first recording, `content/politics/vote.mp3`, 48 kHz in mono",
            "make a copy like the first, with `ffmpeg -i talk.mp3 -ar 48000 -ac 1 talk-like.mp3`, \
             and play `talk-like.mp3` in the story",
        ),
        (
            "talk.mp3",
            MONO_44.frames(9),
            "it has 44.1 kHz in mono, and the first recording, `content/politics/vote.mp3`, 48 kHz \
             in mono",
            "ffmpeg",
        ),
        (
            "talk.mp3",
            MONO_22.frames(9),
            "it has 22.05 kHz in mono, and the first recording, `content/politics/vote.mp3`, 48 kHz \
             in mono",
            "ffmpeg",
        ),
        (
            "talk.mp3",
            vec![7; 5000],
            "`content/politics/talk.mp3` is not in the podcast: no sound in MP3 is in it",
            "if it plays, make a copy that is, with `ffmpeg -i talk.mp3 -ar 48000 -ac 1 \
             talk-again.mp3`, and play `talk-again.mp3` in the story; if it does not, copy it again \
             from where it is whole",
        ),
        (
            "talk.mp3",
            cut,
            "`content/politics/talk.mp3` is damaged or cut off: 0:06 of its 4:00 is in the podcast",
            "copy it again from where it is whole, or export it again",
        ),
        (
            "talk.mp3",
            torn,
            "`content/politics/talk.mp3` is damaged or cut off: what can be played of it, 0:12, is \
             in the podcast",
            "copy it again from where it is whole, or export it again",
        ),
        (
            "talk.mp3",
            joined_again,
            "is damaged or cut off: what can be played of it, 0:12, is in the podcast",
            "copy it again from where it is whole, or export it again",
        ),
        (
            "talk.mp3",
            joined,
            "a part of `content/politics/talk.mp3` is not in the podcast: it is joined of sound in 48 \
             kHz in mono, of which 0:12 is there, and in 44.1 kHz in mono",
            "make all of it alike, with `ffmpeg -i talk.mp3 -ar 48000 -ac 1 talk-like.mp3`, and play \
             `talk-like.mp3` in the story",
        ),
        (
            "talk.mp3",
            short,
            "is damaged or cut off: what can be played of it, 0:06, is in the podcast",
            "copy it again from where it is whole, or export it again",
        ),
    ] {
        let place = newsroom();
        play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
        let written = name.replace(' ', "%20");
        play(place.path(), "politics/talks.md", &written, b"");
        fs::remove_file(place.path().join("content/politics").join(&written)).unwrap();
        tree::put(place.path(), &format!("content/politics/{name}"), bytes);
        let told = digest(place.path(), &["--as", "podcast"]).done().saying(message).saying(hint);
        let count = told.stderr.matches("podcast").count();
        assert_eq!(count, 1, "{}", told.stderr);
        assert!(told.stderr.contains("content/politics/talks.md"), "{}", told.stderr);
        let heard = text(place.path(), "2026-03-02.chapters.json");
        assert!(heard.contains("A vote"), "{heard}");
        let is_in_part = message.contains("damaged") || message.contains("a part");
        assert_eq!(heard.contains("Talks resume"), is_in_part, "{heard}");
    }
}

/// What was withdrawn is in no file of an earlier digest.
#[test]
fn a_podcast_goes_with_its_last_recording() {
    for forms in ["podcast", "text,podcast"] {
        let place = newsroom();
        let settings =
            SETTINGS.replace("digest:\n", "digest:\n  podcast_url: https://pod.example/\n");
        tree::put(place.path(), "site.yaml", &settings);
        let story = fs::read_to_string(place.path().join("content/politics/vote.md")).unwrap();
        play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
        digest(place.path(), &["--as", forms]).done();
        assert!(made(place.path()).contains_key("2026-03-02.podcast.xml"));
        // Without an address for the files, there is no feed.
        tree::put(place.path(), "site.yaml", SETTINGS);
        digest(place.path(), &["--as", forms]).done();
        assert!(!made(place.path()).contains_key("2026-03-02.podcast.xml"));
        tree::put(place.path(), "content/politics/vote.md", &story);
        let ended = digest(place.path(), &["--as", forms]);
        let ended = if forms == "podcast" { ended.refused() } else { ended.done() };
        ended.saying("no podcast `2026-03-02.mp3` was made");
        let left: Vec<String> = made(place.path()).into_keys().collect();
        let expected: &[&str] = if forms == "podcast" { &[] } else { &["2026-03-02.txt"] };
        assert_eq!(left, expected);
    }
    // What somebody changed stays.
    let place = newsroom();
    let story = fs::read_to_string(place.path().join("content/politics/vote.md")).unwrap();
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
    digest(place.path(), &["--as", "podcast"]).done();
    tree::put(place.path(), "out/2026-03-02.mp3", MONO_48.frames(3));
    tree::put(place.path(), "content/politics/vote.md", &story);
    digest(place.path(), &["--as", "text,podcast"]).done();
    assert!(made(place.path()).contains_key("2026-03-02.mp3"));
}

#[test]
fn what_is_hidden_is_not_heard() {
    let place = newsroom();
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
    let story = "---\ntitle: Off\ndate: 2026-03-02 18:00\n---\n<div hidden>\n\n\
                 ![Off the record](off.mp3 \"no words\")\n\n<audio controls \
                 src=\"https://highland.example/briefing/politics/vote/vote.mp3\"></audio>\n\n\
                 </div>\n\nText\n";
    tree::put(place.path(), "content/politics/off.md", story);
    tree::put(place.path(), "content/politics/off.mp3", MONO_48.frames(10));
    for html in ["", "markdown: {html: allow}\n"] {
        let podcasts = "podcasts:\n  - {section: politics, image: /pod.jpg, category: News}\n";
        tree::put(place.path(), "static/pod.jpg", photo(1400, 1400, 1));
        tree::put(place.path(), "site.yaml", format!("{SETTINGS}{podcasts}{html}"));
        digest(place.path(), &["--as", "podcast"]).done();
        let chapters = text(place.path(), "2026-03-02.chapters.json");
        assert!(!chapters.contains("Off"), "{chapters}");
        crate::common::program::run(place.path(), &["build", "--at", super::AT]).done();
        let read = |path: &str| fs::read_to_string(place.path().join("public").join(path)).unwrap();
        // What is taken out of the page needs no file.
        let is_there = place.path().join("public/politics/off/off.mp3").exists();
        assert_eq!(is_there, !html.is_empty());
        assert!(!read("politics/podcast.xml").contains("off.mp3"));
        assert!(!read("politics/off/index.html").contains("AudioObject"));
        assert!(read("politics/vote/index.html").contains("AudioObject"));
    }
    // Where it is seen too, it is heard.
    let seen = format!("{story}\n![On the record](off.mp3 \"no words\")\n");
    tree::put(place.path(), "content/politics/off.md", seen);
    digest(place.path(), &["--as", "podcast"]).done();
    crate::common::program::run(place.path(), &["build", "--at", super::AT]).done();
    let page = fs::read_to_string(place.path().join("public/politics/off/index.html")).unwrap();
    assert!(page.contains("\"On the record\""), "{page}");
    assert!(text(place.path(), "2026-03-02.chapters.json").contains("Off"));
}

/// What is to be written is the address of the copy, from where the story is.
#[test]
fn a_remedy_names_the_copy_as_the_story_has_to() {
    for (written, file, hint) in [
        ("/audio/talk.wav", "static/audio/talk.wav", "play `/audio/talk.mp3` in the story"),
        ("pics/talk.wav", "content/politics/pics/talk.wav", "play `pics/talk.mp3` in the story"),
        (
            "../economy/a%20talk.wav",
            "content/economy/a talk.wav",
            "play `<../economy/a talk.mp3>` in the story",
        ),
        (
            "-talk.wav",
            "content/politics/-talk.wav",
            "`ffmpeg -i ./-talk.wav -ar 48000 -ac 1 ./-talk.mp3`, and play `-talk.mp3` in the story",
        ),
        (
            "<10:30.wav>",
            "content/politics/10:30.wav",
            "`ffmpeg -i './10:30.wav' -ar 48000 -ac 1 './10:30.mp3'`, and play `10:30.mp3`",
        ),
        (
            "wide.mp3",
            "content/politics/wide.mp3",
            "and play `wide-like.mp3` in the story, with its captions as `wide-like.vtt`\n",
        ),
    ] {
        let place = newsroom();
        play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
        let story =
            format!("---\ntitle: Far\ndate: 2026-03-02\n---\n![A talk]({written} \"no words\")\n");
        tree::put(place.path(), "content/politics/far.md", story);
        let bytes = if file.ends_with("mp3") { STEREO_48.frames(9) } else { b"RIFF".to_vec() };
        tree::put(place.path(), file, bytes);
        let captions = "WEBVTT\n\n00:00.000 --> 00:02.000\nWe said words.\n";
        tree::put(place.path(), "content/politics/wide.vtt", captions);
        digest(place.path(), &["--as", "podcast"]).done().saying(hint);
    }
}

#[test]
fn what_is_on_another_site_is_told() {
    let place = newsroom();
    play(place.path(), "politics/vote.md", "vote.mp3", &MONO_48.frames(100));
    let story = "---\ntitle: Far\ndate: 2026-03-02\n---\n![A talk](https://radio.example/a.mp3)\n\n\
                 ![A film](https://radio.example/a.mp4)\n";
    tree::put(place.path(), "content/politics/far.md", story);
    digest(place.path(), &["--as", "podcast"])
        .done()
        .saying("`https://radio.example/a.mp3` is not in the podcast: it is on another site")
        .saying("to have it there, put the file beside the story, and play that");
    // Its own site is none, however its address is written.
    let far = |url: &str| format!("---\ntitle: Far\ndate: 2026-03-02\n---\n![A talk]({url})\n");
    for whole in [
        "https://highland.example/briefing/politics/vote/vote.mp3",
        "http://highland.example/briefing/politics/vote/vote.mp3",
        "https://Highland.Example:443/briefing/politics/vote/vote.mp3?v=2#t=1",
    ] {
        tree::put(place.path(), "content/politics/far.md", far(whole));
        let told = digest(place.path(), &["--as", "podcast"]).done().stderr;
        assert!(!told.contains("podcast"), "{told}");
        let chapters = text(place.path(), "2026-03-02.chapters.json");
        let has_both = chapters.contains("\"Far\"") && chapters.contains("\"endTime\": 4.8,");
        assert!(has_both, "{whole}: {chapters}");
    }
    let gone = "https://highland.example/briefing/politics/vote/gone.mp3";
    tree::put(place.path(), "content/politics/far.md", far(gone));
    digest(place.path(), &["--as", "podcast"])
        .done()
        .saying(&format!("`{gone}` is not in the podcast: the site has no such file"));
}

#[test]
fn a_day_without_sound_has_no_podcast() {
    let place = newsroom();
    let message = "no podcast `2026-03-02.mp3` was made: no story of it plays an MP3 of the site";
    digest(place.path(), &["--as", "podcast"]).refused().saying(&format!("error: {message}"));
    assert!(!place.path().join("out").exists());
    digest(place.path(), &["--as", "text,podcast"]).done().saying(&format!("warning: {message}"));
    // Nobody asked for it.
    play(place.path(), "politics/vote.md", "vote.ogg", b"OggS....");
    let told = digest(place.path(), &["--as", "text"]).done().stderr;
    assert!(!told.contains("podcast"), "{told}");
    let told = digest(place.path(), &[]).done().stderr;
    assert!(!told.contains("podcast"), "{told}");
    assert!(!made(place.path()).contains_key("2026-03-02.mp3"));
    digest(place.path(), &["--as", "podcast"])
        .refused()
        .saying("no podcast `2026-03-02.mp3` was made: none of its recordings can be in it")
        .saying("`content/politics/vote.ogg` is not in the podcast: it is no MP3")
        .saying("`ffmpeg -i vote.ogg -ar 44100 -ac 2 vote.mp3`");
    // With all forms, it is one of them as soon as there is something to be heard.
    play(place.path(), "politics/talks.md", "talks.mp3", &MONO_48.frames(10));
    digest(place.path(), &[]).done();
    assert!(made(place.path()).contains_key("2026-03-02.mp3"));
}

#[test]
fn a_feed_says_where_the_files_are() {
    let place = radio();
    let settings =
        SETTINGS.replace("digest:\n", "digest:\n  podcast_url: https://pod.example/day\n");
    let podcasts = "podcasts:\n  - {section: economy, image: /pod.jpg, category: Business}\n";
    tree::put(place.path(), "site.yaml", settings + podcasts);
    tree::put(place.path(), "static/pod.jpg", photo(1400, 1400, 1));
    let story = "---\ntitle: \"Tom & <Jerry>\"\nkind: opinion\ndate: 2026-03-02 19:00\n\
                 image: {src: hall.jpg, alt: The hall}\n---\n![A talk](tom.mp3 \"no words\")\n";
    tree::put(place.path(), "content/politics/tom/index.md", story);
    tree::put(place.path(), "content/politics/tom/tom.mp3", MONO_48.frames(10));
    tree::put(place.path(), "content/politics/tom/hall.jpg", photo(300, 200, 1));
    digest(place.path(), &["--as", "podcast"]).done();
    let files = made(place.path());
    let feed = parsed(&files["2026-03-02.podcast.xml"]);
    let channel = feed.one("channel");
    for (name, expected) in [
        ("title", "The Highland Briefing"),
        ("link", "https://highland.example/briefing/"),
        ("language", "en"),
        ("itunes:author", "The Highland Briefing"),
        ("itunes:explicit", "false"),
    ] {
        assert_eq!(channel.one(name).text, expected, "{name}");
    }
    let picture = channel.one("itunes:image").attribute("href");
    assert_eq!(picture, Some("https://highland.example/briefing/pod.jpg"));
    assert_eq!(channel.one("itunes:category").attribute("text"), Some("Business"));
    let item = channel.one("item");
    for (name, expected) in [
        ("title", "The Highland Briefing · March 2, 2026"),
        ("link", "https://highland.example/briefing/2026/03/02/"),
        ("guid", "highland.example/briefing/digest/2026-03-02"),
        ("pubDate", "Mon, 02 Mar 2026 19:00:00 +0400"),
        ("itunes:duration", "10"),
    ] {
        assert_eq!(item.one(name).text, expected, "{name}");
    }
    let contents = &item.one("description").text;
    assert!(
        contents.contains(
            "<li>0:00 <a href=\"https://highland.example/briefing/politics/tom/\">Opinion: Tom \
             &amp; &lt;Jerry&gt;</a></li>\n<li>0:00 <a href=\"https://highland.example/briefing/\
             politics/vote/\">A vote</a></li>\n<li>0:02 "
        ),
        "{contents}"
    );
    let enclosure = item.one("enclosure");
    assert_eq!(enclosure.attribute("url"), Some("https://pod.example/day/2026-03-02.mp3"));
    let length = files["2026-03-02.mp3"].len().to_string();
    assert_eq!(enclosure.attribute("length"), Some(&*length));
    assert_eq!(enclosure.attribute("type"), Some("audio/mpeg"));
    let chapters = item.one("podcast:chapters");
    assert_eq!(chapters.attribute("url"), Some("https://pod.example/day/2026-03-02.chapters.json"));
    assert_eq!(chapters.attribute("type"), Some("application/json+chapters"));
    let chapters: serde_json::Value =
        serde_json::from_slice(&files["2026-03-02.chapters.json"]).unwrap();
    let picture = chapters["chapters"][0]["img"].as_str().unwrap();
    let at_site = "https://highland.example/briefing/politics/tom/hall";
    assert!(picture.starts_with(at_site) && picture.ends_with(".jpg"), "{picture}");
}
