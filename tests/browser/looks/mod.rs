//! How the pages of the default theme look and feel, in headless Chromium over the
//! sample site: every kind of page, in light and dark, from a phone to a wide
//! screen. Each test names what it needs and is skipped without it.
//!
//! ```sh
//! apt-get install chromium chromium-driver
//! npm install --prefix target/tools axe-core@4.14.1
//! cargo test --test browser looks
//! cargo test --test browser -- --ignored screenshots    # into target/screenshots/
//! cargo test --test browser -- --ignored languages      # the same, a few pages in each language
//! cargo test --test browser -- --ignored readme         # renews the pictures of README.md
//! ```

mod axe;
pub mod faults;
pub mod first;
mod keyboard;
pub mod kinds;
pub mod languages;
mod photographs;
mod pictures;
mod reflow;
pub mod sample;
mod screen;
mod steady;
mod weight;
