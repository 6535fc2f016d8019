//! What GitHub takes, and sizes as people read them.

/// GitHub refuses a file that is larger
/// (<https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>).
pub const MOST_BYTES_OF_A_FILE: u64 = 100 * 1024 * 1024;

/// GitHub Pages publishes no site that is larger
/// (<https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>).
pub const MOST_BYTES_OF_A_SITE: u64 = 1_000_000_000;

/// `179.0 MB`, `3.2 kB`, `17 bytes`.
pub fn told_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_a_unit_of_their_own() {
        let told = [999, 1_000, 92_960, 1_000_000, 178_960_000].map(told_size);
        assert_eq!(told, ["999 bytes", "1.0 kB", "93.0 kB", "1.0 MB", "179.0 MB"]);
    }
}
