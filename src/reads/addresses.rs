//! Which addresses are of one page.

/// The addresses of a site. Readers are counted before their addresses are matched with stories:
/// whoever reads a story at two of its addresses is one reader all the same.
pub trait Addresses: Sync {
    /// The address that stands for all addresses of the page at `address`; none if the site has
    /// no page there. That address stands for itself.
    fn of_page(&self, address: &str) -> Option<String>;
}

/// Where no site is known, each address stands for itself.
#[derive(Clone, Copy, Debug)]
pub struct EachForItself;

impl Addresses for EachForItself {
    fn of_page(&self, _: &str) -> Option<String> {
        None
    }
}
