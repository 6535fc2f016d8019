//! Quotation marks, dashes and ellipses in English, by `cmark --smart`.
//!
//! ```sh
//! apt-get install cmark
//! ```

use std::io::Write;
use std::process::{Command, Stdio};

use crate::common::effort::cases;
use crate::common::outside::has;
use crate::common::random::Random;
use dateline::text::markdown::{HtmlPolicy, Markdown, Resolution};
use dateline::typography::{Quotes, typeset};

/// Lines of which each is a paragraph.
const LINES: &[&str] = &[
    "\"Hello,\" said the spider. \"'Shelob' is my name.\"",
    "'A', 'B', and 'C' are letters.",
    "'Oak,' 'elm,' and 'beech' are names of trees. So is 'pine.'",
    "'He said, \"I want to go.\"'",
    "Were you alive in the 70's? In the '90s? Rock 'n' roll, 'tis, don't",
    "a 5\" crack, 5'11\" tall, a 3.5\" disk and a 12\"",
    "\"A quotation over two paragraphs",
    "\"and here it ends\", they said",
    "\"Երևան\", \"東京\", \"القاهرة\", \"Москва\" and 'Тбилиси'",
    "\"'inner' outer\" and '\"inner\" outer'",
    "(\"a\") [\"b\"] {\"c\"} —\"d\"— --\"e\"-- &nbsp;\"f\"&nbsp; \"g\"&nbsp;",
    "*\"a\"* **'b'** \"*c*\" '**d**' *a \"b* c\" \"a *b\" c*",
    "[\"a\"](/b) \"[a](/b)\" 'a [b' c](/d) \"a [b](/c) d\"",
    "`\"a\" -- '...'` \"`b`\" '`c`'",
    "\\\"a\\\" \\'b\\' \\-- \\... \"\\\"\" &quot;c&quot; &#39;d&#39;",
    "x - -- --- ---- ----- ------ ------- -------- x--y x---y",
    ". .. ... .... ..... ...... a...b",
    "the \"Post\"'s and the 'Post's' and \"Post's\"",
    " \" ' \"",
    "<b>\"a\"</b> <i>'b'</i> \"<b>c</b>\"",
    "![\"a\" 'b'](/c) ![x](/y \"a 'title'\")",
    "one \"line\nand\" the 'next\nline' too\\\n\"then\" '90s",
];

/// What lines are made of at random.
const PIECES: &[&str] = &[
    "\"",
    "\"",
    "\"",
    "'",
    "'",
    "'",
    " ",
    " ",
    " ",
    "a",
    "b",
    "don't",
    "5",
    "Երևան",
    "東京",
    "»",
    "«",
    "—",
    "(",
    ")",
    "[",
    "]",
    "](/x)",
    "*",
    "**",
    "_",
    "`",
    "--",
    "---",
    "...",
    ".",
    ",",
    "!",
    "\\",
    "&nbsp;",
    "&quot;",
    "<b>",
    "</b>",
    "\n",
    "é",
    "!",
];

#[test]
fn marks_are_those_of_cmark() {
    if !has("cmark", "--version", "apt-get install cmark") {
        return;
    }
    let mut random = Random::seeded(1);
    let line = |_| -> String {
        let mut pieces: String = (0..1 + random.below(16)).map(|_| random.pick(PIECES)).collect();
        // Beside letters and marks of other scripts these open and close more than in cmark.
        if pieces.contains(['*', '_', '~']) {
            pieces.retain(|c| c.is_ascii());
        }
        // So that nothing but a paragraph begins, and no line is empty.
        let lines = pieces.lines().map(|line| format!("x{line}"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let random_lines: Vec<String> = (0..cases(20_000)).map(line).collect();
    let fixed = LINES.iter().map(|line| line.to_string());
    let lines: Vec<String> = fixed.chain(random_lines).collect();
    let theirs = cmark(&lines.join("\n\n<!-- -->\n\n"));
    let theirs: Vec<&str> = theirs.split("<!-- -->").map(str::trim).collect();
    assert_eq!(theirs.len(), lines.len());
    let markdown = Markdown::new(HtmlPolicy::Allow, "");
    let mut wrong = Vec::new();
    for (line, theirs) in lines.iter().zip(theirs) {
        let ours = markdown.render(line, Quotes::default(), |_| Resolution::Keep).html;
        if plain(&ours) != plain(theirs) {
            wrong.push(format!("{line:?}\n  cmark {theirs:?}\n  ours  {ours:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

/// A headline is set as a paragraph that says the same.
#[test]
fn headlines_have_the_marks_of_cmark() {
    if !has("cmark", "--version", "apt-get install cmark") {
        return;
    }
    let has_markup = |line: &&&str| line.contains(['*', '_', '[', '`', '\\', '&', '<', '\n']);
    let lines: Vec<&str> = LINES.iter().filter(|line| !has_markup(line)).copied().collect();
    assert!(lines.len() > 9);
    let theirs = cmark(&lines.join("\n\n"));
    let theirs = theirs.lines().map(|line| line.trim_start_matches("<p>").trim_end_matches("</p>"));
    for (line, theirs) in lines.iter().zip(theirs) {
        assert_eq!(typeset(line.trim(), Quotes::default()), theirs);
    }
}

fn cmark(text: &str) -> String {
    let mut cmark = Command::new("cmark");
    cmark.args(["--smart", "--unsafe"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut cmark = cmark.spawn().unwrap();
    let mut stdin = cmark.stdin.take().unwrap();
    let text = text.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()).unwrap());
    let output = cmark.wait_with_output().unwrap();
    writer.join().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A straight mark may be written either way and is the same.
fn plain(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#39;", "'").trim().to_string()
}
