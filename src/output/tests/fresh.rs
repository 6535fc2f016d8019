//! A folder that does not exist, is empty, or must not be written.

use std::fs;

use rayon::ThreadPoolBuilder;

use super::*;

const SITE: Site = &[("index.html", "home"), ("a/b/index.html", "story"), ("a/pic.png", "png")];

#[test]
fn a_new_folder_holds_the_site_and_its_list() {
    let folder = temporary();
    let public = folder.path().join("not/there/public");
    assert_eq!(publish(&public, SITE), Ok(report(3, 0, 0)));
    let found = snapshot(&public);
    assert_eq!(found["index.html"], b"home");
    assert_eq!(found["a/b/index.html"], b"story");
    let list = "# Files that Dateline wrote. It removes only these.\n\
                a/b/index.html\na/pic.png\nindex.html\n# These are all.\n";
    assert_eq!(found[".dateline/files"], list.as_bytes());
    assert_eq!(fs::read_dir(public.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn an_empty_folder_ends_up_like_a_new_one() {
    let (_folder, public) = output();
    fs::create_dir(&public).unwrap();
    assert_eq!(publish(&public, SITE), Ok(report(3, 0, 0)));
    assert_eq!(snapshot(&public), clean(SITE));
}

#[test]
fn a_site_without_files_is_an_empty_folder() {
    let (_folder, public) = published(&[]);
    assert!(public.join(".dateline/files").is_file());
}

#[test]
fn a_trailing_slash_and_a_dot_name_the_same_folder() {
    for suffix in ["public/", "public/."] {
        let (folder, public) = output();
        publish(&folder.path().join(suffix), SITE).unwrap();
        assert_eq!(snapshot(&public), clean(SITE));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn what_a_killed_build_left_beside_is_not_published() {
    let (folder, public) = output();
    put(folder.path(), ".public.dateline-new/stale/index.html", "half");
    put(folder.path(), ".public.dateline-new/.dateline/files.new", "half");
    publish(&public, SITE).unwrap();
    assert_eq!(snapshot(&public), clean(SITE));
}

#[test]
fn an_output_that_is_only_opened_leaves_nothing() {
    let (folder, public) = output();
    drop(Output::open(&public).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_failed_first_build_leaves_nothing() {
    let (folder, public) = output();
    let output = Output::open(&public).unwrap();
    let result = output.publish(&entries(SITE), None, |index| match index {
        1 => Ok(Content::Bytes(Vec::new())),
        _ => Err(vec![Diagnostic::error(format!("fault {index}"))]),
    });
    let messages: Vec<String> = result.unwrap_err().into_iter().map(|f| f.message).collect();
    assert_eq!(messages, ["fault 0", "fault 2"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_second_build_at_the_same_time_is_refused() {
    let (_folder, public) = output();
    let first = Output::open(&public).unwrap();
    let fault = only_fault(publish(&public, SITE));
    assert!(fault.contains("another build is writing") && fault.contains("public"), "{fault}");
    first.publish(&entries(SITE), None, |_| Ok(Content::Bytes(Vec::new()))).unwrap();

    let first = Output::open(&public).unwrap();
    assert!(only_fault(publish(&public, SITE)).contains("another build is writing"));
    drop(first);
    publish(&public, SITE).unwrap();
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let (_folder, public) = output();
    put(&public, "thesis.txt", "years of work");
    let before = snapshot(&public);
    let fault = only_fault(publish(&public, SITE));
    assert!(fault.contains("public` holds files that Dateline did not write"), "{fault}");
    assert!(fault.contains("--output"), "{fault}");
    assert_eq!(snapshot(&public), before);
}

#[test]
fn what_is_no_folder_is_refused() {
    let (folder, public) = output();
    put(folder.path(), "public", "a file");
    assert!(only_fault(publish(&public, SITE)).contains("is not a folder"));
    assert!(only_fault(publish(&public.join("below"), SITE)).contains("another kind"));
    assert!(only_fault(publish(Path::new(""), SITE)).contains("is not a folder"));
    assert_eq!(fs::read(&public).unwrap(), b"a file");
}

#[test]
fn entries_that_exclude_each_other_are_all_named() {
    let site: Site = &[
        ("a", ""),
        ("a/b.html", ""),
        ("twice.html", ""),
        ("twice.html", ""),
        (".dateline/files", ""),
        (".Dateline", ""),
    ];
    let (folder, public) = output();
    let faults = publish(&public, site).unwrap_err();
    let text = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(faults.len(), 4, "{text}");
    assert!(text.contains("both a file `a` and a file `a/b.html`"), "{text}");
    assert!(text.contains("two files of the site have the path `twice.html`"), "{text}");
    assert!(text.contains("`.dateline/files`") && text.contains("`.Dateline`"), "{text}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_full_disk_is_reported_once() {
    let names: Vec<String> = (0..100).map(|number| format!("{number}.png")).collect();
    let site: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "png")).collect();
    let (_folder, public) = output();
    let fault = only_fault(publish_on(Disk::killed_after(30), &public, &site));
    assert!(fault.contains("cannot write `"), "{fault}");
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let names: Vec<String> = (0..200).map(|n| format!("s{}/{n}/index.html", n % 7)).collect();
    let old: Vec<(&str, &str)> = names[..150].iter().map(|name| (name.as_str(), "old")).collect();
    let new: Vec<(&str, &str)> = names[50..].iter().map(|name| (&name[..], &name[..])).collect();
    let with = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let (_folder, public) = published(&old);
            assert_eq!(publish(&public, &new), Ok(report(150, 0, 50)));
            snapshot(&public)
        })
    };
    assert_eq!(with(1), with(8));
    assert_eq!(with(1), clean(&new));
}

#[test]
fn an_output_may_have_any_name_that_the_disk_takes() {
    let folder = temporary();
    for length in [99, 100, 101, 241, 242, 255] {
        let public = folder.path().join("p".repeat(length));
        publish(&public, SITE).unwrap();
        assert_eq!(snapshot(&public), clean(SITE), "{length}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 6);
}

#[test]
fn an_output_whose_name_is_too_long_is_what_is_told() {
    let folder = temporary();
    let deep = vec!["d".repeat(200); 30].join("/");
    for name in ["p".repeat(256), format!("{}/public", "p".repeat(300)), deep] {
        let fault = only_fault(publish(&folder.path().join(name), SITE));
        let hint = " / names and paths can only be so long; choose a shorter --output";
        assert!(fault.starts_with("cannot ") && fault.ends_with(hint), "{fault}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
