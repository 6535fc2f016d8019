use super::*;
use crate::text::front_page::FILE;

fn read(text: &str) -> (FrontPage, Vec<String>) {
    let (page, faults) = parse(text, FILE, &TimeZone::UTC);
    let told = faults.into_reported().into_iter().map(|fault| {
        let place =
            fault.place.map_or(String::new(), |place| format!("{}:{} ", place.line, place.column));
        format!("{place}{} -> {}", fault.message, fault.hint.unwrap_or_default())
    });
    (page, told.collect())
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_page_is_read() {
    let (page, faults) = read(
        "banner: {text: The bridge is closed, link: content/a.md, until: 2026-02-01 18:00}\n\
         lead: [{story: content/a.md, until: 2026-02-01 12:00}, content/b.md]\n\
         second_leads: content/c.md\n\
         pinned:\n  - story: content/d.md\n    from: 2026-02-01\n\
         blocks:\n  - politics\n  - {tag: water, title: The reservoir, count: 6}\n  \
         - title: Our picks\n    stories: [content/e.md]\n    until: 2026-03-01\n",
    );
    assert_eq!(faults, [""; 0]);
    let banner = page.banner.unwrap();
    assert_eq!(banner.text, "The bridge is closed");
    assert_eq!(banner.link, Some(BannerLink::Story("content/a.md".to_string().into())));
    assert!(banner.span.has(at("2026-02-01T17:59:59Z")));
    assert!(!banner.span.has(at("2026-02-01T18:00:00Z")));
    let stories = |entries: &[Entry]| -> Vec<String> {
        entries.iter().map(|entry| entry.story.value.clone()).collect()
    };
    assert_eq!(stories(&page.lead), ["content/a.md", "content/b.md"]);
    assert_eq!(stories(&page.second_leads), ["content/c.md"]);
    assert!(!page.pinned[0].span.has(at("2026-01-31T23:59:59Z")));
    let blocks = page.blocks.unwrap();
    let counts: Vec<usize> = blocks.iter().map(|block| block.count).collect();
    assert_eq!(counts, [4, 6, 20]);
    assert!(matches!(&blocks[0].of, BlockOf::Section(id) if id.value == "politics"));
    assert!(matches!(&blocks[1].of, BlockOf::Tag(tag) if tag.value == "water"));
    assert_eq!(blocks[2].title.as_deref(), Some("Our picks"));
    for nothing in ["", "# later\n", "---\n"] {
        assert_eq!(read(nothing), (FrontPage::default(), Vec::new()), "{nothing}");
    }
}

/// The times of a block are those of its stories, and those that a story has are within them.
#[test]
fn a_story_is_on_the_page_while_its_block_is() {
    let (a, b) = ("content/a.md", "content/b.md");
    let once = [
        format!(
            "pinned: [{{story: {a}, until: 2026-11-01}}]\nblocks: [{{stories: [{a}], from: 2026-11-01}}]"
        ),
        format!(
            "blocks: [{{stories: [{a}], until: 2026-11-01}}, {{stories: [{a}, {b}], from: 2026-11-01}}]"
        ),
        // The story's own times count as well.
        format!(
            "blocks: [{{stories: [{{story: {a}, until: 2026-11-02}}], from: 2026-11-01}}, \
             {{stories: [{a}], from: 2026-11-02}}]"
        ),
    ];
    for page in once {
        assert_eq!(read(&page).1, [""; 0], "{page}");
    }
    // One that is never there is at no place a second time.
    let never = "`content/a.md` is never on the page: its times and those of its block do not meet -> \
                 give the two times that meet, or delete it here";
    for (entry, block) in [
        ("until: 2026-11-01", "from: 2026-11-02"),
        ("until: 2026-11-01", "from: 2026-11-01"),
        ("from: 2026-11-03", "until: 2026-11-02"),
        ("from: 2026-11-03, until: 2026-11-04", "from: 2026-11-01, until: 2026-11-02"),
    ] {
        let page = format!("lead: {a}\nblocks: [{{stories: [{{story: {a}, {entry}}}], {block}}}]");
        assert_eq!(read(&page).1, [format!("2:29 {never}")], "{page}");
    }
    let twice = [
        format!("pinned: [{a}]\nblocks: [{{stories: [{a}], from: 2026-11-01}}]"),
        format!(
            "pinned: [{{story: {a}, until: 2026-11-02}}]\nblocks: [{{stories: [{a}], from: 2026-11-01}}]"
        ),
        format!(
            "blocks: [{{stories: [{a}], until: 2026-11-02}}, \
             {{stories: [{{story: {a}, from: 2026-10-01}}], from: 2026-11-01}}]"
        ),
    ];
    for page in twice {
        let (_, faults) = read(&page);
        assert!(
            faults.len() == 1 && faults[0].contains("is here a second time"),
            "{page} {faults:?}"
        );
    }
    let (page, _) = read(&format!(
        "blocks: [{{stories: [{{story: {a}, from: 2026-10-01}}], from: 2026-11-01}}]"
    ));
    let blocks = page.blocks.unwrap();
    let BlockOf::Stories(stories) = &blocks[0].of else { panic!("{blocks:?}") };
    assert_eq!(stories[0].span, blocks[0].span);
}

#[test]
fn a_banner_leads_to_a_story_a_page_or_elsewhere() {
    let link = |link: &str| {
        let (page, faults) =
            read(&format!("banner: {{text: A, until: 2026-02-01, link: '{link}'}}"));
        assert_eq!(faults, [""; 0]);
        page.banner.unwrap().link.unwrap()
    };
    let to = |text: &str| match link(text) {
        BannerLink::Address(to) => to.value,
        BannerLink::Story(story) => panic!("{story:?}"),
    };
    assert!(matches!(to("/about/"), LinkTarget::Page(_)));
    assert!(matches!(to("https://a.example/"), LinkTarget::Elsewhere(_)));
    for story in ["content/a.md", "a.md", "javascript:alert(1)", "//a.example/", "../a.md"] {
        assert!(matches!(link(story), BannerLink::Story(_)), "{story}");
    }
}

#[test]
fn what_is_wrong_is_told_with_the_line_as_it_should_be() {
    for (text, told) in [
        (
            "baner: {}\n",
            "1:1 front.yaml has no field `baner` -> did you mean `banner`? Write `banner: {}`",
        ),
        (
            "banner: {text: A}\n",
            "1:9 the banner has no `until` -> add a line such as `until: 2026-02-01 18:00`: it \
             disappears then",
        ),
        (
            "banner:\n  text: A\n  expires: 2026-02-01\n",
            "3:3 banner has no field `expires` -> did you mean `until`? Write `  until: 2026-02-01`",
        ),
        (
            "lead: {story: content/a.md, from: 2026-02-02, until: 2026-02-01}\n",
            "1:54 `until` is not later than `from` -> `from` is in line 1: are the two the wrong way \
             round?",
        ),
        (
            "lead: {until: 2026-02-01}\n",
            "1:7 lead: there is no `story` -> add its file, such as `story: content/politics/budget.md`",
        ),
        (
            "lead: {story: content/a.md, from: 1 February 2026}\n",
            "1:35 from: `1 February 2026` is not a date -> write `lead: {story: content/a.md, from: \
             2026-02-01}`",
        ),
        (
            "lead: content/a.md\npinned: [content/b.md, content/a.md]\n",
            "2:24 `content/a.md` is here a second time; line 1 has it already -> a story is once on \
             the page: delete one of the two, or give them times, `from` and `until`, that do not meet",
        ),
        (
            "blocks: politics\n",
            "1:9 `blocks` has to be a list, and this is text -> write `blocks: [politics]`",
        ),
        (
            "blocks: [{title: A}]\n",
            "1:10 this block has no stories -> say which: `section: economy`, `tag: water`, or \
             `stories:` with a list of files",
        ),
        (
            "blocks: [{section: a, tag: b}]\n",
            "1:23 this block has `section` and `tag`, and it can have one of them -> make two blocks \
             of it",
        ),
        (
            "blocks: [{section: a, count: 100}]\n",
            "1:30 `count` has to be a whole number from 1 to 20 -> write for example `count: 6`",
        ),
    ] {
        assert_eq!(read(text).1, [told], "{text}");
    }
}

/// What is wrong with a part hides nothing of what else is: a file that is not there is looked for
/// on the site.
#[test]
fn what_stands_beside_a_fault_is_read() {
    let (page, faults) = read(
        "banner: {text: '', link: content/a.md, until: 2026-02-01}\n\
         lead: {story: content/b.md, from: tomorrow}\n\
         pinned: [content/b.md]\n\
         blocks: [{section: c, count: 0}, {tag: d, from: 2026-02-02, until: 2026-02-01}]\n",
    );
    assert_eq!(faults.len(), 4, "{faults:?}");
    assert!(page.banner.is_some_and(|banner| banner.link.is_some()));
    assert_eq!(page.lead[0].story.value, "content/b.md");
    let blocks = page.blocks.unwrap();
    assert!(matches!(&blocks[0].of, BlockOf::Section(id) if id.value == "c"));
    assert!(matches!(&blocks[1].of, BlockOf::Tag(tag) if tag.value == "d"));
}

#[test]
fn a_story_may_stand_in_two_places_at_different_times() {
    let lead = "lead: {story: a.md, until: 2026-02-01 12:00}\n";
    let second = |from: &str| format!("{lead}second_leads: {{story: a.md, from: {from}}}\n");
    assert_eq!(read(&second("2026-02-01 12:00")).1, [""; 0]);
    assert_eq!(read(&second("2026-02-01 11:59")).1.len(), 1);
    // One that lasts meets all that come later.
    let three = format!(
        "{lead}pinned: [{{story: a.md, from: 2026-02-02, until: 2026-02-09}}, \
         {{story: a.md, from: 2026-02-03, until: 2026-02-04}}, \
         {{story: a.md, from: 2026-02-05, until: 2026-02-06}}]\n"
    );
    assert_eq!(read(&three).1.len(), 2);
}

#[test]
fn a_story_that_is_named_ten_thousand_times_is_told_of_a_hundred_times() {
    let many = format!("pinned: [{}]\n", "content/a.md, ".repeat(10_000));
    assert_eq!(read(&many).1.len(), 101);
}
