use super::*;

fn told(text: &str) -> Vec<String> {
    let told = faults(text).into_iter();
    told.map(|Fault { at, message, hint, .. }| format!("{}: {message}; {hint}", &text[at]))
        .collect()
}

#[test]
fn captions_as_they_have_to_be_are_right() {
    for text in [
        "WEBVTT\n\n00:01.000 --> 00:04.000\nWords\nof two lines\n",
        "\u{feff}WEBVTT of the talks\r\n\r\nNOTE by Anna\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n1\r\n100:00:01.000 --> 100:00:04.500 align:start\r\n<v Anna>Words\r\n",
        // A time without words shows nothing for as long.
        "WEBVTT\n\n00:00.000 --> 00:01.000\n\n\n00:01.000 --> 00:02.000\nHi",
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n\n2\n00:02.000 --> 00:03.000\na\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "WEBVTT\n\nid\n00:01.000 --> 00:02.000\na\n\n\n\n00:01.000 --> 00:03.000\nb",
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\na\n",
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\na\n",
    ] {
        assert!(told(text).is_empty(), "{:?}", told(text));
    }
}

#[test]
fn what_is_wrong_is_told_where_it_is() {
    for (text, expected) in [
        ("", ": these captions are empty; write `WEBVTT` into the first line"),
        (
            "1\n00:00:01,000 --> 00:00:04,000\nWords\n",
            "1: captions begin with the line `WEBVTT`; write `WEBVTT` into a line of its own above it, and an empty line below that",
        ),
        (
            "webvtt of Anna\n\n00:01.000 --> 00:04.000\na\n",
            "webvtt of Anna: captions begin with the line `WEBVTT`; write `WEBVTT of Anna`",
        ),
        (
            "WEBVTT\nKind: captions\n00:01.000 --> 00:04.000\na\n",
            "00:01.000 --> 00:04.000: an empty line has to stand behind `WEBVTT`; put one above this line",
        ),
        (
            "WEBVTT\n00:01.000 --> 00:04.000\na\n",
            "00:01.000 --> 00:04.000: an empty line has to stand behind `WEBVTT`; put one above this line",
        ),
        (
            "WEBVTT\n\n00:00:01,000 --> 00:00:04,000\na\n",
            "00:00:01,000 --> 00:00:04,000: this is no time of captions; write `00:00:01.000 --> 00:00:04.000`",
        ),
        (
            "WEBVTT\n\n0:00:03.120 --> 0:00:05 align:start\na\n",
            "0:00:03.120 --> 0:00:05 align:start: this is no time of captions; write `00:00:03.120 --> 00:00:05.000 align:start`",
        ),
        (
            "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n\nWords\n",
            "Words: these words have no time; delete the empty line between them and the time above them",
        ),
        (
            "WEBVTT\n\n1:61.000 --> 2\na\n",
            "1:61.000 --> 2: this is no time of captions; write it as `00:01.000 --> 00:04.000`; hours stand before it with two digits: `01:00:01.000`",
        ),
        (
            "WEBVTT\n\n00:04.000 --> 00:01.000\na\n",
            "00:04.000 --> 00:01.000: these words end before they begin; correct the one of the two times that is wrong",
        ),
        (
            "WEBVTT\n\n00:04.000 --> 00:05.000\na\n\n00:01.000 --> 00:02.000\nb\n",
            "00:01.000 --> 00:02.000: these words begin before those above them; put the captions in the order in which they are shown",
        ),
        (
            "WEBVTT\n\n1\n\n00:01.000 --> 00:02.000\nWords\n",
            "1: this number stands apart from its caption; delete the empty line below it",
        ),
        (
            "WEBVTT\n\n12\n\nWords\n",
            "12: these words have no time; write when it is shown above it: `00:01.000 --> 00:04.000`",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n\n12\n",
            "12: these words have no time; delete the empty line between them and the time above them",
        ),
        (
            "WEBVTT of the talks\n\nNOTE by Anna\n",
            "WEBVTT of the talks: there are no captions in this file; write the first below an empty line: `00:01.000 --> 00:04.000`, and its words below that; or delete the file",
        ),
        (
            "WEBVTT\n\nWords alone\n",
            "Words alone: these words have no time; write when it is shown above it: `00:01.000 --> 00:04.000`",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb\n",
            "00:02.000 --> 00:03.000: a time cannot stand among the words; put an empty line above it",
        ),
    ] {
        assert_eq!(told(text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn marks_settings_and_arrows_are_looked_at() {
    let arrow = "00:01.000 -> 00:02.000\na\n";
    for (cue, expected, is_slip) in [
        (arrow, "between the times of a caption stands `-->`", false),
        ("1\n00:01.000 – 00:02.000\na\n", "between the times of a caption stands `-->`", false),
        (
            "00:01.000 --> 00:02.000\na < b\n",
            "readers do not see `< b`: it is taken for a mark",
            false,
        ),
        (
            "00:01.000 --> 00:02.000 foo:bar\na\n",
            "browsers pass over `foo:bar`: there is no such setting",
            true,
        ),
        (
            "00:01.000 --> 00:02.000\n<b>a\n",
            "this `<b>` has no end: it goes on to the end of the caption",
            true,
        ),
    ] {
        let found = faults(&format!("WEBVTT\n\n{cue}"));
        let [fault] = &found[..] else { panic!("{cue}: {found:?}") };
        assert_eq!((&*fault.message, fault.is_slip), (expected, is_slip));
    }
    // Comments and styles are none.
    assert!(
        told("WEBVTT\n\nNOTE a < b -> c\n\nSTYLE\n::cue(b) {}\n\n00:01.000 --> 00:02.000\na\n")
            .is_empty()
    );
}

/// The time above belongs to the first of them alone.
#[test]
fn words_without_times_in_a_row() {
    let apart =
        "these words have no time; delete the empty line between them and the time above them";
    let bare =
        "these words have no time; write when it is shown above it: `00:01.000 --> 00:04.000`";
    let time = "00:01.000 --> 00:02.000\n";
    for (text, expected) in [
        (format!("{time}\na\n\nb\n"), [format!("a: {apart}"), format!("b: {bare}")]),
        (format!("a\n\n{time}\nb\n"), [format!("a: {bare}"), format!("b: {apart}")]),
        (format!("{time}\na\n\n{time}\nb\n"), [format!("a: {apart}"), format!("b: {apart}")]),
        (format!("{time}\nNOTE so\n\na\n\nb\n"), [format!("a: {apart}"), format!("b: {bare}")]),
    ] {
        assert_eq!(told(&format!("WEBVTT\n\n{text}")), expected, "{text}");
    }
}

/// What is mended as it is told to be, has no other fault.
#[test]
fn a_head_in_small_letters_is_one_fault() {
    assert_eq!(told("webvtt\n\n00:01.000 --> 00:04.000\na\n").len(), 1);
    assert!(words("WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\na\n") == ["a"]);
}

#[test]
fn words_are_those_that_are_heard() {
    let text = "WEBVTT\n\nNOTE by Anna\n\n1\n00:01.000 --> 00:02.000\n<v Anna>The <i>water</i>\n\
        rose.</v>\n\n00:02.000 --> 00:03.000\n<v Anna>By night.\n\n00:03.000 --> 00:04.000\n\
        <v Levon>A &amp; B?\n";
    assert_eq!(words(text), ["Anna: The water rose. By night.", "Levon: A & B?"]);
}

#[test]
fn much_that_is_wrong_is_told_in_part() {
    assert_eq!(told(&format!("WEBVTT\n\n{}", "a --> b\n\n".repeat(100_000))).len(), MOST);
    assert!(told(&format!("WEBVTT\n\n{}", "-->".repeat(100_000))).len() <= MOST);
}
