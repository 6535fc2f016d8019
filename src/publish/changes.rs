//! How a publication differs from what a branch has.

/// What becomes of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathChange {
    /// It is new.
    Added,
    /// It gets another content.
    Changed,
    /// It goes.
    Removed,
}

/// All paths that change, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PathChanges(pub Vec<(PathChange, String)>);

impl PathChanges {
    /// Reads the output of `git diff-tree -r -z --name-status --no-renames`.
    pub(super) fn parse(output: &[u8]) -> PathChanges {
        let text = String::from_utf8_lossy(output);
        let mut fields = text.split_terminator('\0');
        let mut changes = Vec::new();
        while let (Some(status), Some(path)) = (fields.next(), fields.next()) {
            let change = match status {
                "A" => PathChange::Added,
                "D" => PathChange::Removed,
                _ => PathChange::Changed,
            };
            changes.push((change, path.to_owned()));
        }
        PathChanges(changes)
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many paths change in this way.
    pub fn count(&self, change: PathChange) -> usize {
        self.0.iter().filter(|(found, _)| *found == change).count()
    }

    /// Whether `path` goes.
    pub fn remove(&self, path: &str) -> bool {
        self.0.iter().any(|(change, found)| *change == PathChange::Removed && found == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_is_added_changed_or_removed() {
        let changes = PathChanges::parse(b"A\0a\nb\0M\0c\0T\0d\0D\0site.yaml\0");
        assert_eq!(
            [PathChange::Added, PathChange::Changed].map(|change| changes.count(change)),
            [1, 2]
        );
        assert!(changes.remove("site.yaml") && !changes.remove("c"));
        assert!(PathChanges::parse(b"").is_empty());
    }
}
