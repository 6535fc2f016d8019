//! A program without the feature `net`: `cargo test --no-default-features --test it no_network`.

use std::path::Path;

use crate::common::program::run;

#[test]
fn what_needs_a_network_says_that_there_is_none() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fetch = ["reads", "fetch", "goatcounter", "--server", "https://stats.example"];
    for arguments in [&fetch[..], &["check", "--external"]] {
        let ended = run(site, arguments).refused();
        assert_eq!(ended.stdout, "");
        assert_eq!(
            ended.stderr,
            "error: this program was built without the feature `net`, and asks no other servers\n\
             \x20 = help: take a release of Dateline, or build it with `cargo build --release`\n\
             \n1 error\n",
            "{arguments:?}"
        );
    }
    // Everything else is as ever.
    run(site, &["check"]).done();
}
