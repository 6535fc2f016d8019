//! What editors and systems leave lying about in a folder.

/// Whether a file or folder named `name`, in the site's folder `top`, is what
/// editors and systems leave lying about.
pub fn is_litter(name: &str, top: &str) -> bool {
    let leftover = matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".git")
        || name.ends_with('~')
        // ExifTool keeps under this name what a picture was with all that it said.
        || name.ends_with("_original") && name.contains('.')
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || (name.starts_with('.') && is_swap_file(name))
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'));
    // Of names that begin with a dot, only those of static files belong to a
    // site: `.well-known`, `.nojekyll`.
    leftover || (name.starts_with('.') && top != "static")
}

/// Whether Vim keeps under this name what is being edited: `.talks.md.swp`, and `.swo` and
/// so on where there is one already.
fn is_swap_file(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().as_bytes();
    matches!(ending, [b's', b'w', b'a'..=b'z'])
}
