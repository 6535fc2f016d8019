//! The files of data that are about a text, or about all texts in a folder
//! (<https://www.11ty.dev/docs/data-template-dir/>).

use super::super::site_files::stem;
use super::code::{quoted, value_in};

/// How a site calls them.
#[derive(Debug)]
pub struct DataFiles {
    /// The name of those of a folder, where it is not that of the folder itself.
    of_folder: Option<String>,
    /// What follows the name, before the ending.
    suffixes: Vec<String>,
    /// The endings of those that are data and no programs.
    pub endings: &'static [&'static str],
}

impl DataFiles {
    /// As the settings say (<https://www.11ty.dev/docs/config/#change-base-file-name-for-data-files>).
    pub fn of(config: &str) -> Self {
        let given = |call: &str| Some(quoted(config.split(call).nth(1)?.split(')').next()?));
        let suffixes = given("setDataFileSuffixes(").or_else(|| {
            value_in(config, "jsDataFileSuffix").map(|suffix| vec![suffix, String::new()])
        });
        DataFiles {
            of_folder: given("setDataFileBaseName(").and_then(|names| names.into_iter().next()),
            suffixes: suffixes.unwrap_or_else(|| vec![String::new(), ".11tydata".into()]),
            endings: match config.contains("addDataExtension") {
                true => &["json", "yaml", "yml"],
                false => &["json"],
            },
        }
    }

    /// The paths of those that are about a text, without their endings, the nearest last; whether
    /// one may be a program. `inner` is below `input`, which has a slash at its end or is nothing.
    pub fn about(&self, input: &str, inner: &str) -> Vec<(String, bool)> {
        let root = input.trim_end_matches('/');
        let name = |folder: &str| match &self.of_folder {
            Some(name) => name.clone(),
            None => folder.rsplit('/').next().unwrap_or(folder).to_string(),
        };
        let mut stems = vec![format!("{input}{}", name(root))];
        for (at, _) in inner.match_indices('/') {
            stems.push(format!("{input}{}/{}", &inner[..at], name(&inner[..at])));
        }
        let ending = stem(inner).1.len() + 1;
        stems.push(format!("{input}{}", &inner[..inner.len().saturating_sub(ending)]));
        let with_suffixes = |stem: String| {
            self.suffixes.iter().map(move |suffix| (format!("{stem}{suffix}"), !suffix.is_empty()))
        };
        stems.into_iter().flat_map(with_suffixes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_as_the_settings_say() {
        for (config, paths) in [
            (
                "",
                &[
                    "src/src",
                    "src/src.11tydata",
                    "src/a/a",
                    "src/a/a.11tydata",
                    "src/a/b",
                    "src/a/b.11tydata",
                ][..],
            ),
            (
                "c.setDataFileBaseName('index'); c.setDataFileSuffixes([\".data\"]);",
                &["src/index.data", "src/a/index.data", "src/a/b.data"],
            ),
        ] {
            let about = DataFiles::of(config).about("src/", "a/b.md");
            let about: Vec<&str> = about.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(about, paths, "{config}");
        }
    }
}
