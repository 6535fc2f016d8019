//! What a site showed to some readers alone, in texts that are public or look so.

use super::{answers, built, file, import, source};

const SECRET: &str = "SECRETWORD";

#[track_caller]
fn shows_no_secret(place: &tempfile::TempDir) {
    for (file, bytes) in built(place.path()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(SECRET), "{file} shows what was not public: {text}");
        assert!(!file.contains("shop-order") && !file.contains("shop_order"), "{file}");
    }
}

#[test]
fn of_wordpress_types_without_pages_and_parts_for_members_are_drafts() {
    let item = |id: u8, kind: &str, link: &str, content: &str| {
        let category = match kind {
            "post" => "<category domain=\"category\" nicename=\"world\">World</category>",
            _ => "",
        };
        format!(
            "<item><title>T{id}</title><link>https://old.example{link}</link><content:encoded><![CDATA[{content}]]></content:encoded>\
             <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2020-01-02 10:00:00</wp:post_date_gmt><wp:post_name>t{id}</wp:post_name>\
             <wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{category}\
             <category domain=\"genre\" nicename=\"jazz\">Jazz</category><category domain=\"post_format\" nicename=\"post-format-aside\">Aside</category></item>\n"
        )
    };
    let items = [
        item(1, "post", "/t1/", "[code]a <b> [gallery][/code]\n\n[odd x=y]kept[/odd]"),
        item(2, "post", "/?p=2", "Two."),
        item(3, "recipe", "/recipe/t3/", "Soup."),
        item(4, "flamingo_inbound", "/?post_type=flamingo_inbound&amp;p=4", SECRET),
        item(5, "shop_order", "/?post_type=shop_order&amp;p=5", SECRET),
        item(6, "post", "/t6/", "[members_only]SECRETWORD[/members_only]"),
        item(
            7,
            "post",
            "/t7/",
            "<!-- wp:pmpro/membership -->\n<p>SECRETWORD</p>\n<!-- /wp:pmpro/membership -->",
        ),
        item(8, "post", "/t8/", SECRET).replace("<wp:status>publish</wp:status>", ""),
        item(9, "post", "/t9/", SECRET).replace("publish</wp:status>", "</wp:status>"),
        item(10, "post", "/t10/", SECRET).replace(
            "<wp:status>",
            "<wp:postmeta><wp:meta_key>_members_access_role</wp:meta_key>\
             <wp:meta_value>subscriber</wp:meta_value></wp:postmeta><wp:status>",
        ),
    ]
    .concat();
    let export = format!(
        "<?xml version=\"1.0\"?>\n<rss><channel><title>Old</title><link>https://old.example</link>\
         <wp:wxr_version>1.2</wp:wxr_version><!-- wordpress.org/export/ -->\n{items}</channel></rss>"
    );
    let place = source(&[("export.xml", &export)]);
    let ended = import(place.path(), &[]).done();
    ended.printing("4 public addresses: 1 kept, 2 lead to the new address, 1 lost");
    shows_no_secret(&place);
    assert!(answers(&built(place.path()), "/recipe/t3/"));
    let text = file(place.path(), "content/world/2020/t1.md");
    assert!(text.contains("tags:\n  - Jazz\n"), "{text}");
    assert!(text.contains("```\na <b> [gallery]\n```\n\nkept\n"), "{text}");
    let report = file(place.path(), "import-report.md");
    for line in [
        "| public stories | 3 |",
        "| drafts, which are not public | 7 |",
        "- a draft (2)",
        "- of a type that has no pages (2)",
        "- for members only (3)",
        "the field `\\_members\\_access\\_role` says that the text is for some readers only (1)",
        "- \\[members\\_only] (1)",
        "- block pmpro/membership (1)",
        "- `/?p=2` cannot be an address of a file (1)",
        "- the terms of `genre` became tags (10)",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

#[test]
fn of_ghost_parts_for_members_are_left_out() {
    let post = |id: &str, body: &str| {
        format!(
            "{{\"id\": \"{id}\", \"title\": \"T\", \"slug\": \"{id}\", {body}, \"status\": \"published\", \"visibility\": \"public\", \"published_at\": \"2020-01-02T10:00:00.000Z\"}}"
        )
    };
    let html = "<p>One</p><!--kg-gated-block:begin nonMember:false memberSegment:'status:free' --><p>SECRETWORD</p><!--kg-gated-block:end--><p>Two</p>";
    let document = "{\\\"root\\\": {\\\"children\\\": [{\\\"type\\\": \\\"html\\\", \\\"html\\\": \\\"<p>SECRETWORD</p>\\\", \\\"visibility\\\": {\\\"showOnWeb\\\": false}},\
        {\\\"type\\\": \\\"bookmark\\\", \\\"url\\\": \\\"/x\\\", \\\"caption\\\": \\\"Three\\\"}]}}";
    let posts = [
        post("a1", &format!("\"html\": \"{html}\"")),
        post("b2", &format!("\"lexical\": \"{document}\"")),
        post("c3", "\"html\": \"<p>SECRETWORD</p>\", \"email_only\": 1"),
        post("d4", "\"html\": \"<p>SECRETWORD</p>\"").replace("\"status\": \"published\", ", ""),
    ];
    let json = format!(
        "{{\"db\": [{{\"data\": {{\"posts\": [{}], \"settings\": [{{\"key\": \"title\", \"value\": \"Old\"}}]}}}}]}}",
        posts.join(", ")
    );
    let place = source(&[("ghost.json", &json)]);
    import(place.path(), &[]).done();
    shows_no_secret(&place);
    let text = file(place.path(), "content/news/2020/a1.md");
    assert!(text.ends_with("---\n\nOne\n\nTwo\n"), "{text}");
    let text = file(place.path(), "content/news/2020/b2.md");
    assert!(text.ends_with("\n\nThree\n"), "{text}");
    let report = file(place.path(), "import-report.md");
    assert!(
        report.contains("## Parts that not everybody saw: left out\n")
            && report.contains("- a part for members (2)\n"),
        "{report}"
    );
}
