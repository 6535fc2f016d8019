#[test]
fn dump() {
    let folder = std::path::Path::new("/tmp/pictures-corpus");
    std::fs::create_dir_all(folder).unwrap();
    for (number, hidden) in crate::hidden::all().into_iter().enumerate() {
        std::fs::write(folder.join(format!("{number}")), hidden.bytes).unwrap();
    }
}
