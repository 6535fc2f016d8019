//! Fences around code, line by line.

/// Whether a line is in a block of code between fences.
#[derive(Default)]
pub struct Fence(Option<(char, usize)>);

impl Fence {
    /// Whether code goes on in the next line, or ends there.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Takes the next line, and says whether it is code or a fence.
    pub fn take(&mut self, line: &str) -> bool {
        let bare = line.trim_start_matches([' ', '>']).trim_end();
        let mark = bare.chars().next().unwrap_or(' ');
        let length = bare.chars().take_while(|c| *c == mark).count();
        let is_fence = matches!(mark, '`' | '~') && length >= 3;
        match self.0 {
            None if is_fence && !(mark == '`' && bare[length..].contains('`')) => {
                self.0 = Some((mark, length));
                true
            }
            None => false,
            Some((open, least)) => {
                if is_fence && open == mark && length >= least && bare[length..].trim().is_empty() {
                    self.0 = None;
                }
                true
            }
        }
    }
}
