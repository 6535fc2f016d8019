//! Paths as they are written in a text: relative to its folder.

use percent_encoding::percent_decode_str;

/// The file of `content/` that `relative` means in `folder`, both from the site's root; none outside.
pub fn file_below(folder: &str, relative: &str) -> Option<String> {
    let decoded = percent_decode_str(relative).decode_utf8().ok()?;
    let mut segments: Vec<&str> = folder.split('/').collect();
    for segment in decoded.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    let is_below = segments.first() == Some(&"content") && segments.len() > 1;
    is_below.then(|| segments.join("/"))
}

/// The path of `file` for a text in the folder `from`, both from the site's root. What is in
/// `static/` is on the site under its name alone.
pub fn relative(from: &str, file: &str) -> String {
    if let Some(path) = file.strip_prefix("static/") {
        return format!("/{path}");
    }
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), file.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}
