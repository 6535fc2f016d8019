//! One of the targets of `tests/it/fuzz/targets/`, fuzzed: the one that `DATELINE_TARGET`
//! names. `fuzz/run.sh` runs each of them.

#![no_main]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/common"]
#[allow(dead_code)]
mod common {
    pub mod any_site;
    pub mod could_run;
    pub mod html;
    pub mod memory;
    pub mod xml;
}
#[path = "../../tests/it/fuzz/targets/mod.rs"]
mod targets;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let names = || targets::ALL.map(|(name, _)| name).join(", ");
    let wanted = std::env::var("DATELINE_TARGET").unwrap_or_default();
    let target = targets::ALL.into_iter().find(|(name, _)| *name == wanted);
    target.unwrap_or_else(|| panic!("DATELINE_TARGET is none of {}", names())).1
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
