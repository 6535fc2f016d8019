//! Pictures that an export does not hold.

use super::{built, file, import};
use crate::common::tree;

const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn export(site: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Old</title>\
         <link>{site}</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{site}</wp:base_blog_url>\
         <item><title>A</title><link>{site}/a/</link><wp:post_id>1</wp:post_id>\
         <wp:post_date>2020-01-05 10:00:00</wp:post_date><wp:post_name>a</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <content:encoded><![CDATA[Words.\n\n<img src=\"{site}/wp-content/p.gif?w=300\" alt=\"P\">]]></content:encoded>\
         </item></channel></rss>"
    )
}

#[test]
fn a_picture_that_somebody_puts_there_is_the_one_that_is_shown() {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "old", export("https://old.example"));
    import(place.path(), &["--as", "wordpress"]).done();
    let story = "content/news/2020/a.md";
    assert!(file(place.path(), story).contains("https://old.example/wp-content/p.gif"));
    let report = file(place.path(), "import-report.md");
    assert!(report.contains("pictures that are still at the old site"), "{report}");

    let folder = place.path().join("new/static/wp-content");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("p.gif"), PIXEL).unwrap();
    import(place.path(), &["--as", "wordpress"]).done();
    let text = file(place.path(), story);
    assert!(text.contains("![P](/wp-content/p.gif)"), "{text}");
    let report = file(place.path(), "import-report.md");
    assert!(!report.contains("pictures that are still at the old site"), "{report}");
    built(place.path());
}

/// A JPEG of which pixels are missing in the middle.
#[test]
fn a_picture_that_cannot_be_shown_is_linked() {
    let photo = dateline_pictures::example();
    let end = photo.len() - 2;
    let broken = [&photo[..end - end / 4], &photo[end..]].concat();
    let place = tempfile::tempdir().unwrap();
    let config = "title: Old\nurl: https://old.example\n";
    tree::put(place.path(), "old/_config.yml", config);
    tree::put(place.path(), "old/assets/b.jpg", &broken);
    tree::put(place.path(), "old/assets/a.jpg", &photo);
    let post =
        "---\ntitle: A\nimage: /assets/b.jpg\n---\n![B](/assets/b.jpg) and ![A](/assets/a.jpg)\n";
    tree::put(place.path(), "old/_posts/2020-01-05-a.md", post);
    import(place.path(), &[]).done();
    let site = built(place.path());
    assert!(site.contains_key("assets/b.jpg"), "{:#?}", site.keys());
    let story = tree::paths(&place.path().join("new/content"));
    let text = file(place.path(), &format!("content/{}", story[0]));
    assert!(text.contains("[B](/assets/b.jpg) and ![A](/assets/a.jpg)"), "{text}");
    assert!(!text.contains("image:"), "{text}");
    let report = file(place.path(), "import-report.md");
    for line in [
        "## Pictures that cannot be shown\n",
        "- `/assets/b.jpg` is a JPEG that is broken: ",
        "; the text links to it (1)",
        "; the text has no lead picture (1)",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

/// Whatever the export says: the address is one of this machine.
#[test]
#[cfg(feature = "net")]
fn a_picture_of_this_machine_is_not_fetched() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let site = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "old", export(&site));
    import(place.path(), &["--as", "wordpress", "--fetch"]).done();
    assert!(listener.accept().is_err(), "somebody asked");
    let report = file(place.path(), "import-report.md");
    let line = "a picture of the old site that could not be fetched: it is not asked: it is at an address of this machine or of its network";
    assert!(report.contains(line), "{report}");
    assert!(!place.path().join("new/.dateline/fetched").exists());
    built(place.path());
}
