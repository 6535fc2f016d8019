#!/usr/bin/env bash
# Expected: the range that pulldown-cmark gives with the start of a definition list ends where the list
#   ends, as those of other lists do.
# Instead: where a paragraph follows, the range has that paragraph in it, and the blank line behind that,
#   although the paragraph's own events come after the end of the list. Where a heading follows, or
#   nothing, the range is right; that of a bullet list always is.
# Version: pulldown-cmark 0.13.6 (Rust crate), with ENABLE_DEFINITION_LIST and `into_offset_iter`.
# For a newsroom: whoever replaces, moves or checks a block by its range, as converters and linters do,
#   loses the paragraph behind each glossary. HTML alone is right, so that no page shows it.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
mkdir src
cat >Cargo.toml <<'E2'
[package]
name = "ranges"
version = "0.1.0"
edition = "2021"
[dependencies]
pulldown-cmark = { version = "=0.13.6", default-features = false }
E2
cat >src/main.rs <<'E2'
use pulldown_cmark::{Event, Options, Parser};

fn main() {
    for text in ["Dam\n: A wall.\n\nIt rises.\n\nIt falls.\n", "Dam\n: A wall.\n\n## Water\n", "- A wall.\n\nIt rises.\n"] {
        let events = Parser::new_ext(text, Options::ENABLE_DEFINITION_LIST).into_offset_iter();
        for (event, range) in events {
            if let Event::Start(tag) = event {
                println!("{:?} {:?}", tag.to_end(), &text[range]);
            }
        }
    }
}
E2
cargo run --quiet | tee seen
diff seen - <<'E2'
DefinitionList "Dam\n: A wall.\n\nIt rises.\n\n"
DefinitionListTitle "Dam\n"
DefinitionListDefinition ": A wall.\n\n"
Paragraph "It rises.\n"
Paragraph "It falls.\n"
DefinitionList "Dam\n: A wall.\n\n"
DefinitionListTitle "Dam\n"
DefinitionListDefinition ": A wall.\n\n"
Heading(H2) "## Water\n"
List(false) "- A wall.\n\n"
Item "- A wall.\n\n"
Paragraph "It rises.\n"
E2
