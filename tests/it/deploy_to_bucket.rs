//! `dateline deploy --to s3://…` against object storage on this machine: what is put there, in
//! which order, what stays, and what is said when something goes wrong.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::common::bucket::{Asked, Bucket, Reply};
use crate::common::links;
use crate::common::program;
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: Highland\nbase_url: https://www.highland.news/\n";

/// A site of two stories, built.
fn site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    tree::put(site.path(), "site.yaml", SETTINGS);
    story(site.path(), "talks", "Talks");
    story(site.path(), "strike", "Strike");
    tree::put(site.path(), "static/map.txt", "A map.");
    build(site.path());
    site
}

fn story(site: &Path, name: &str, title: &str) {
    let text = format!("---\ntitle: {title}\ndate: 2026-02-01\n---\nThe text.\n");
    tree::put(site, &format!("content/politics/{name}.md"), text);
}

fn build(site: &Path) {
    program::run(site, &["build", "--quiet"]).done();
}

fn output(site: &Path) -> Tree {
    tree::read(&site.join("public"))
}

/// Those changes that are of the site, without Dateline's own note.
fn of_the_site(changes: Vec<String>) -> Vec<String> {
    changes.into_iter().filter(|change| !change.contains(".dateline/")).collect()
}

#[test]
fn the_first_deploy_puts_all_files_there() {
    let (site, bucket) = (site(), Bucket::new());
    let told = bucket.deploy(site.path(), &[]).done().stdout;
    let expected = output(site.path());
    let bytes = expected.values().map(Vec::len).sum::<usize>() as f64 / 1e3;
    let files = expected.len();
    assert_eq!(
        told,
        format!(
            "Published {files} files ({bytes:.1} kB) to `s3://news/`: {files} added, 0 changed, 0 \
             removed\n"
        )
    );
    assert_eq!(bucket.files(), expected);
    let state = bucket.state();
    let header = |key: &str, name: &str| state.objects[key].1.get(name).cloned().unwrap();
    for (key, media_type, cache) in [
        ("index.html", "text/html; charset=utf-8", "public, max-age=60"),
        ("politics/talks/index.html", "text/html; charset=utf-8", "public, max-age=60"),
        ("feed.json", "application/json", "public, max-age=60"),
        ("feed.xml", "text/xml; charset=utf-8", "public, max-age=60"),
        ("map.txt", "text/plain; charset=utf-8", "public, max-age=600"),
    ] {
        assert_eq!(header(key, "content-type"), media_type, "{key}");
        assert_eq!(header(key, "cache-control"), cache, "{key}");
        assert_eq!(header(key, "content-md5").len(), 24, "{key}");
    }
    let sheets: Vec<&String> =
        state.objects.keys().filter(|key| key.starts_with("style.") && key.len() > 10).collect();
    assert_eq!(sheets.len(), 1);
    assert_eq!(header(sheets[0], "cache-control"), "public, max-age=31536000, immutable");
}

#[test]
fn the_second_deploy_puts_nothing_there() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.deploy(site.path(), &["--quiet"]).done();
    bucket.changes();
    let told = bucket.deploy(site.path(), &[]).done();
    assert_eq!(told.stdout, "Nothing to publish: `s3://news/` is the same already\n");
    assert_eq!(bucket.deploy(site.path(), &["--quiet"]).done().stdout, "");
    // Built anew, as in a workflow, where no hash is known.
    fs::remove_dir_all(site.path().join("public")).unwrap();
    build(site.path());
    bucket.deploy(site.path(), &[]).done().printing("Nothing to publish");
    assert_eq!(bucket.changes(), [""; 0]);
}

#[test]
fn only_what_differs_is_put_there_and_what_is_gone_removed() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.state().objects.insert("of others.txt".into(), (b"Others'.".to_vec(), [].into()));
    bucket.deploy(site.path(), &["--quiet"]).done();
    bucket.changes();
    fs::remove_file(site.path().join("static/map.txt")).unwrap();
    tree::put(site.path(), "static/plan.txt", "A plan.");
    build(site.path());
    let dry = bucket.deploy(site.path(), &["--dry-run"]).done();
    assert!(
        dry.stdout.contains(": 1 added, 0 changed, 1 removed\n  + plan.txt\n  - map.txt"),
        "{}",
        dry.stdout
    );
    assert_eq!(bucket.changes(), [""; 0]);
    bucket.deploy(site.path(), &[]).done().printing(": 1 added, 0 changed, 1 removed");
    assert_eq!(
        bucket.changes(),
        [
            "PUT .dateline/published.gz",
            "PUT plan.txt",
            "DELETE map.txt",
            "PUT .dateline/published.gz"
        ]
    );
    let mut expected = output(site.path());
    expected.insert("of others.txt".into(), b"Others'.".to_vec());
    assert_eq!(bucket.files(), expected);
}

#[test]
fn each_link_has_its_target_at_every_moment() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.state().moments = Some(Vec::new());
    bucket.deploy(site.path(), &["--quiet"]).done();
    story(site.path(), "vote", "Vote");
    tree::put(
        site.path(),
        "content/economy/rates.md",
        "---\ntitle: Rates\ndate: 2026-02-02\n---\nSee [the vote](../politics/vote.md).\n",
    );
    fs::remove_file(site.path().join("content/politics/strike.md")).unwrap();
    build(site.path());
    bucket.deploy(site.path(), &["--quiet"]).done();
    let moments = bucket.state().moments.take().unwrap();
    assert!(moments.len() > 20);
    let mut pages = 0;
    for moment in &moments {
        assert_eq!(links::without_target(moment, ""), [""; 0]);
        pages += moment.keys().filter(|path| path.ends_with(".html")).count();
    }
    assert!(pages > 100);
    assert_eq!(bucket.files(), output(site.path()));
}

/// A copy of a page, in a browser or a CDN, may be shown for as long as its header says.
#[test]
fn what_a_page_linked_to_stays_a_while_for_copies_of_it() {
    let (site, bucket) = (site(), Bucket::new());
    tree::put(site.path(), "static/own.css", "a { color: red }");
    build(site.path());
    bucket.deploy(site.path(), &["--quiet"]).done();
    let sheet = |bucket: &Bucket| {
        let state = bucket.state();
        state.objects.keys().find(|key| key.starts_with("style.") && key.len() > 10).cloned()
    };
    let before = sheet(&bucket).unwrap();
    tree::put(site.path(), "static/style.css", "body { color: black }");
    fs::remove_file(site.path().join("content/politics/strike.md")).unwrap();
    build(site.path());
    bucket.changes();
    bucket
        .deploy(site.path(), &["--linger", "2"])
        .done()
        .printing("What pages linked to before is removed 2 seconds after the last page");
    assert_ne!(sheet(&bucket).unwrap(), before);
    let changes = of_the_site(bucket.changes());
    assert_eq!(changes.last(), Some(&format!("DELETE {before}")), "{changes:?}");
    let state = bucket.state();
    let last = |change: &str| state.last[change];
    let page = last("PUT index.html");
    assert!((last(&format!("DELETE {before}")) - page).as_secs() >= 2);
    // A story that is gone is gone.
    assert!((last("DELETE politics/strike/index.html") - page).as_secs() < 2);
    drop(state);
    assert_eq!(bucket.files(), output(site.path()));
}

/// No page is shown with a feed or the entries of a live story, which have all of its words.
#[test]
fn nothing_stays_of_the_words_of_a_story_that_is_withdrawn() {
    let (site, bucket) = (site(), Bucket::new());
    let vote = |fields: &str| {
        format!(
            "---\ntitle: Vote\ndate: 2026-02-01 09:00\nlive: true\n{fields}---\n## 09:30 Polls\n\nOpen.\n"
        )
    };
    tree::put(site.path(), "content/politics/vote.md", vote(""));
    build(site.path());
    bucket.deploy(site.path(), &["--quiet"]).done();
    tree::put(site.path(), "content/politics/vote.md", vote("draft: true\n"));
    tree::put(site.path(), "static/style.css", "body { color: black }");
    build(site.path());
    bucket.changes();
    bucket.deploy(site.path(), &["--linger", "2", "--lose-addresses", "1", "--quiet"]).done();
    let state = bucket.state();
    let page = state.last["PUT index.html"];
    for file in ["index.html", "feed.xml", "atom.xml", "feed.json", "live.json"] {
        let removed = state.last[&format!("DELETE politics/vote/{file}")];
        assert!((removed - page).as_secs() < 2, "{file}");
    }
}

#[test]
fn a_deploy_that_broke_off_is_taken_up_again() {
    let (site, bucket) = (site(), Bucket::new());
    let all = output(site.path()).len();
    for broken_after in [1, 5, all] {
        let mut put = 0;
        bucket.refuse(move |asked: &Asked| {
            put += usize::from(asked.method == "PUT");
            (put > broken_after).then(|| Reply::refusal(403, "AccessDenied", "Enough."))
        });
        bucket.deploy(site.path(), &[]).refused().saying("Enough.");
        bucket.refuse_nothing();
    }
    bucket.changes();
    bucket.deploy(site.path(), &["--quiet"]).done();
    assert_eq!(bucket.files(), output(site.path()));
    bucket.deploy(site.path(), &[]).done().printing("Nothing to publish");
}

#[test]
fn what_is_of_others_is_replaced_only_on_request() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.state().objects.insert("index.html".into(), (b"Welcome.".to_vec(), [].into()));
    let told = bucket.deploy(site.path(), &[]).refused();
    assert_eq!(
        told.stderr,
        "error: `s3://news/` holds an object at one of the site's paths that no deploy put there, \
         such as `index.html`\n  = help: if they are to become those of this site, deploy with \
         --replace\n\n1 error\n"
    );
    assert_eq!(bucket.changes(), [""; 0]);
    // The same content is not the site's either: it would go with the site's file.
    let map = fs::read(site.path().join("public/map.txt")).unwrap();
    bucket.state().objects = [("map.txt".to_string(), (map, [].into()))].into();
    bucket.deploy(site.path(), &[]).refused().saying("such as `map.txt`");
    assert_eq!(bucket.changes(), [""; 0]);
    bucket.deploy(site.path(), &["--replace", "--quiet"]).done();
    assert_eq!(bucket.files(), output(site.path()));
}

#[test]
fn a_site_in_a_folder_of_the_bucket_touches_nothing_else() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.state().objects.insert("index.html".into(), (b"Welcome.".to_vec(), [].into()));
    let in_folder = |options: &[&str]| {
        bucket.deploy(site.path(), &[&["--to=s3://news/preview/a b"], options].concat())
    };
    // `--to` is said once.
    assert_eq!(in_folder(&[]).status, Some(2));
    let mut command = program::dateline(site.path(), &["deploy", "--to", "s3://news/preview/a b"]);
    program::ended(bucket.named(&mut command)).done();
    let mut expected: Tree = output(site.path())
        .into_iter()
        .map(|(path, bytes)| (format!("preview/a b/{path}"), bytes))
        .collect();
    expected.insert("index.html".into(), b"Welcome.".to_vec());
    assert_eq!(bucket.files(), expected);
}

#[test]
fn lost_addresses_and_held_stories_hold_for_buckets_too() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.deploy(site.path(), &["--quiet"]).done();
    bucket.changes();
    for name in ["talks", "strike"] {
        fs::remove_file(site.path().join(format!("content/politics/{name}.md"))).unwrap();
    }
    story(site.path(), "other", "Other");
    build(site.path());
    bucket
        .deploy(site.path(), &["--lose-addresses", "1"])
        .refused()
        .saying("`s3://news/` would lose 2 addresses of stories and pages: `/politics/strike/`");
    assert_eq!(bucket.changes(), [""; 0]);
    program::run(site.path(), &["build", "--quiet", "--drafts"]).done();
    bucket.deploy(site.path(), &[]).refused().saying("may show what is not public yet");
    bucket.deploy(site.path(), &["--with-held", "--quiet", "--lose-addresses", "2"]).done();
}

#[test]
fn an_old_address_is_a_redirect_of_the_store_where_it_has_them() {
    let site = site();
    let talks = "---\ntitle: Talks\ndate: 2026-02-01\naliases: [/old/]\n---\nThe text.\n";
    tree::put(site.path(), "content/politics/talks.md", talks);
    build(site.path());
    let location = |bucket: &Bucket| {
        let state = bucket.state();
        state.objects["old/index.html"].1.get("x-amz-website-redirect-location").cloned()
    };
    let bucket = Bucket::new();
    bucket.deploy(site.path(), &["--quiet"]).done();
    assert_eq!(location(&bucket).as_deref(), Some("/politics/talks/"));
    // Others do not know of them; the page itself leads on there.
    let bucket = Bucket::new();
    bucket.refuse(|asked: &Asked| {
        let is_one = asked.headers.contains_key("x-amz-website-redirect-location");
        is_one.then(|| Reply::refusal(501, "NotImplemented", "No redirects here."))
    });
    bucket.deploy(site.path(), &["--quiet"]).done();
    assert_eq!(location(&bucket), None);
    assert_eq!(bucket.files(), output(site.path()));
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let (site, bucket) = (site(), Bucket::new());
    let mut tries: HashMap<(String, String), usize> = HashMap::new();
    bucket.refuse(move |asked: &Asked| {
        let half =
            Reply { is_cut: true, ..Reply::new(200, "<ListBucketResult></ListBucketResult>") };
        let tries = tries.entry((asked.method.clone(), asked.key.clone())).or_default();
        *tries += 1;
        match *tries {
            1 => Some(Reply::refusal(503, "SlowDown", "Less.").with("Retry-After", "0")),
            2 => Some(half),
            _ => None,
        }
    });
    bucket.deploy(site.path(), &["--quiet"]).done();
    assert_eq!(bucket.files(), output(site.path()));
}

#[test]
fn what_the_server_refuses_is_told_with_its_remedy() {
    let (site, bucket) = (site(), Bucket::new());
    let denied = |code: &str| Reply::refusal(403, code, "Words of the store.");
    for (reply, told, remedy) in [
        (
            denied("InvalidAccessKeyId"),
            "does not know the key `AKIDEXAMPLE`",
            "the variable `AWS_ACCESS_KEY_ID`",
        ),
        (
            denied("SignatureDoesNotMatch"),
            "takes the secret for another one than the key's",
            "copy it again",
        ),
        (
            denied("RequestTimeTooSkewed").with("Date", "Sat, 28 Nov 2026 10:00:00 GMT"),
            "whose clock says Sat, 28 Nov 2026 10:00:00 GMT",
            "set the clock",
        ),
        (
            Reply::refusal(403, "AccessDenied", "Request has expired"),
            "this machine's clock is wrong",
            "set the clock",
        ),
        (
            Reply::refusal(503, "SlowDown", "Less.").with("Retry-After", "3600"),
            "wants to be left alone for 60 minutes; it was asked once",
            "deploy again later",
        ),
        (denied("AccessDenied"), "may not do that in the bucket `news`", "`s3:ListBucket`"),
        (
            Reply::refusal(404, "NoSuchBucket", "None."),
            "has no bucket `news`",
            "make it there first",
        ),
        (
            Reply::refusal(301, "PermanentRedirect", "Elsewhere.")
                .with("x-amz-bucket-region", "eu-west-1"),
            "is not in the region `us-east-1`",
            "set `AWS_REGION=eu-west-1`",
        ),
        (
            Reply::new(200, "<html><body>Welcome to the shop</body></html>"),
            "does not list the bucket as object storage does",
            "`AWS_ENDPOINT_URL`",
        ),
        (
            Reply::new(404, "Not found"),
            "does not answer as object storage: status 404",
            "`AWS_ENDPOINT_URL`",
        ),
        (
            Reply::refusal(503, "SlowDown", "Less.").with("Retry-After", "0"),
            "answers with status 503: SlowDown: Less.; it was asked 6 times",
            "deploy again later",
        ),
    ] {
        let again = reply.clone();
        bucket.refuse(move |_: &Asked| Some(again.clone()));
        let said = bucket.deploy(site.path(), &[]).refused();
        assert!(said.stderr.contains(told), "{reply:?}\n{}", said.stderr);
        assert!(said.stderr.contains(remedy), "{reply:?}\n{}", said.stderr);
        assert!(!said.stderr.contains("not so secret") && !said.stderr.contains("Signature="));
    }
    assert_eq!(bucket.changes(), [""; 0]);
}

#[test]
fn nothing_is_asked_without_a_key() {
    let (site, bucket) = (site(), Bucket::new());
    let said = bucket.deploy_with(
        site.path(),
        &[],
        &[("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")],
    );
    said.refused()
        .saying(
            "error: there is no key for the bucket: the variable `AWS_ACCESS_KEY_ID` is not set",
        )
        .saying("the variable `AWS_SECRET_ACCESS_KEY` is not set")
        .saying("`AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}`");
    program::run(site.path(), &["deploy", "--to", "https://news.s3.amazonaws.com"])
        .misused()
        .saying("s3://BUCKET/PREFIX");
    program::run(site.path(), &["deploy", "--to", "s3://news", "--branch", "x"]).misused();
    program::run(site.path(), &["deploy", "--replace"]).misused();
}

#[test]
fn another_deploy_meanwhile_takes_nothing_away() {
    let (site, bucket) = (site(), Bucket::new());
    bucket.deploy(site.path(), &["--quiet"]).done();
    fs::remove_file(site.path().join("static/map.txt")).unwrap();
    build(site.path());
    bucket.refuse(|asked: &Asked| {
        (asked.method == "HEAD").then(|| Reply::new(200, "").with("ETag", "\"of-another\""))
    });
    bucket
        .deploy(site.path(), &[])
        .refused()
        .saying("another deploy to the same bucket began meanwhile");
    assert!(of_the_site(bucket.changes()).iter().all(|change| !change.starts_with("DELETE")));
    bucket.refuse_nothing();
    bucket.deploy(site.path(), &["--quiet"]).done();
    assert_eq!(bucket.files(), output(site.path()));
}
