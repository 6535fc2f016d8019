//! Places in a template at which words stand that it is given: which of them readers see.

use super::markdown::hidden;

/// A template as HTML, with the places in it.
#[derive(Debug, Default)]
pub struct Places {
    html: String,
    count: usize,
}

impl Places {
    /// Adds what stands in the template itself.
    pub fn text(&mut self, text: &str) {
        self.html.push_str(text);
    }

    /// Adds a place.
    pub fn place(&mut self) {
        self.html.push_str(&mark(self.count));
        self.count += 1;
    }

    /// Which of the places are in what readers see, in their order.
    pub fn seen(&self) -> Vec<bool> {
        let mut are_seen = vec![false; self.count];
        for behind in hidden::seen(&self.html).split(MARK).skip(1) {
            let at = behind.split_once(END).and_then(|(at, _)| at.parse::<usize>().ok());
            if let Some(is_seen) = at.and_then(|at| are_seen.get_mut(at)) {
                *is_seen = true;
            }
        }
        are_seen
    }
}

/// What stands around the number of a place.
const MARK: &str = "datelineplace";
const END: &str = "end";

fn mark(at: usize) -> String {
    format!("{MARK}{at}{END}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_what_is_hidden_are_not_seen() {
        for (before, behind, seen) in [
            ("<p>", "</p>", true),
            ("<div hidden>", "</div>", false),
            ("<div style=\"display:none\"><p>", "</p></div>", false),
            ("<!-- ", " -->", false),
            ("<template>", "</template>", false),
            ("<a href=\"", "\">x</a>", true),
            ("<i aria-hidden=\"true\"></i><p style=\"overflow:hidden\">", "</p>", true),
            ("<script>let x = \"", "\";</script>", true),
            ("<details><summary>x</summary>", "</details>", true),
        ] {
            let mut places = Places::default();
            places.text(before);
            places.place();
            places.text(behind);
            places.place();
            assert_eq!(places.seen(), [seen, true], "{before}");
        }
    }
}
