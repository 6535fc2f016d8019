//! Whole sites: a folder in, the expected tree and the exact words out.
//!
//! Each test is a folder of `tests/sites/`; `tests/common/case.rs` says what is
//! in it. To make what comes out now what is expected, and then look at the diff:
//!
//! ```sh
//! DATELINE_RENEW=1 cargo test --test it sites
//! ```

use crate::common::case::{Case, sites};

/// A test for each folder, named like it with `_` for `-`.
macro_rules! cases {
    ($($(#[$attribute:meta])* $name:ident)*) => {
        $(
            #[test]
            $(#[$attribute])*
            fn $name() {
                Case::named(&folder(stringify!($name))).check();
            }
        )*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

cases! {
    appearance
    // What a site can have.
    aliases
    archive
    attachments
    base_path
    dateline
    feeds
    front_matter
    held
    held_shown
    languages
    most_read
    most_read_earlier
    most_read_held_shown
    most_read_in_section
    most_read_nobody
    most_read_faults
    most_read_not_reads
    html_allow
    html_escape
    html_sanitize
    line_ends
    litter
    link_to_held
    markdown
    media
    minimal
    neighbours
    own_templates
    pagination
    permalink
    right_to_left
    scripts
    sections
    structured_data
    structured_data_bare
    theme
    unknown_fields_kept
    // What can be wrong with one.
    alias_and_story
    all_errors
    errors_below_errors
    broken_links
    broken_site_yaml
    empty_site_yaml
    fences
    file_and_page
    files_of_one_name
    frame_without_a_block
    github
    hostile_markdown
    hostile_yaml_aliases
    hostile_yaml_depth
    media_wrong
    misplaced
    no_site_yaml
    not_utf_8
    page_and_list
    silent_slips
    slug_out_of_the_folder
    template_extends_itself
    template_in_template
    template_names_nothing
    template_functions
    template_runtime
    template_syntax
    template_syntax_and_runtime
    two_sources
    unknown_section
    wrong_site_yaml
    yaml_colon
    yaml_tab
    yaml_unclosed_quote
    // It has symbolic links.
    #[cfg(unix)]
    symlink
    words
    words_missing
    words_wrong
}

fn folder(name: &str) -> String {
    name.replace('_', "-")
}

#[test]
fn every_folder_is_a_test() {
    let mut folders: Vec<String> = std::fs::read_dir(sites())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("site").is_dir() || path.join("layers").is_file())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_string())
        .collect();
    folders.sort();
    let mut names: Vec<String> = NAMES.iter().map(|name| folder(name)).collect();
    names.sort();
    assert_eq!(names, folders);
}
