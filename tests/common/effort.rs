//! How much of a long proof runs: the whole of it in `.ci/run`, a part elsewhere, which can
//! still fail.

fn is_whole() -> bool {
    std::env::var_os("DATELINE_SKIP_NOTHING").is_some()
}

/// How many of `whole` cases to try: all, or elsewhere a twentieth.
pub fn cases(whole: u32) -> u32 {
    if is_whole() { whole } else { whole.div_ceil(20) }
}

/// Which of `all` to try: all, or elsewhere the first and every `nth` after it.
pub fn share<T>(all: impl IntoIterator<Item = T>, nth: usize) -> Vec<T> {
    all.into_iter().step_by(if is_whole() { 1 } else { nth }).collect()
}
