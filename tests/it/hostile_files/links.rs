//! Links that lead out of the site.

use crate::hostile_files::machine::{Machine, SECRET, STORY};

#[test]
fn a_folder_of_the_site_that_lies_elsewhere_is_refused() {
    for folder in ["content", "templates", "static", "data", "words", "content/politics"] {
        let machine = Machine::new();
        machine.link(folder, machine.outside());
        machine.build().refused().saying("does not lead to a file of the site").saying(folder);
        machine.run(&["check"]).refused();
    }
}

#[test]
fn a_link_to_what_is_secret_in_the_sites_own_folder_is_refused() {
    for secret in [".git/config", ".env", "keys.json", "content/.hidden"] {
        for link in ["content/politics/a.txt", "static/a.txt", "content/a.md", "words/en.yaml"] {
            let machine = Machine::new();
            machine.put(secret, SECRET);
            machine.put("content/politics/talks.md", format!("{STORY}[a](a.txt)\n"));
            machine.link(link, machine.site().join(secret));
            machine.build().refused().saying(link);
        }
    }
}

#[test]
fn settings_and_reads_that_lie_elsewhere_are_refused() {
    for (link, to) in [
        ("site.yaml", "secret.txt"),
        ("data/reads.csv", "reads.csv"),
        ("words/en.yaml", "en.yaml"),
        ("templates/home.html", "secret.txt"),
        ("static/a.css", "secret.txt"),
    ] {
        let machine = Machine::new();
        machine.link(link, machine.outside().join(to));
        machine.build().refused().saying(link);
    }
}

#[test]
fn what_is_kept_in_the_output_and_beside_the_reads_is_not_written_elsewhere() {
    for to in ["secret.txt", "nothing"] {
        for file in ["lock", "files", "marks"] {
            let machine = Machine::new();
            machine.build().done();
            machine.link(&format!("public/.dateline/{file}"), machine.outside().join(to));
            machine.build().refused().saying("a symbolic link stands there").saying(file);
        }
        let machine = Machine::new();
        machine.link("data/reads.csv.new", machine.outside().join(to));
        machine.put("new.csv", "date,path,reads\n2026-02-01,/politics/talks/,3\n");
        let import = ["reads", "import", "csv", "new.csv"];
        let said = machine.run(&import).refused();
        said.saying("data/reads.csv.new")
            .saying("this symbolic link does not lead to a file of the site");
        let machine = Machine::new();
        machine.put("content/politics/talks.md", format!("{STORY}[a](http://127.0.0.1:1/)\n"));
        machine.link(".dateline", machine.outside());
        machine.run(&["check", "--external"]);
        let machine = Machine::new();
        machine.link(".dateline/.gitignore", machine.outside().join(to));
        machine.run(&["check", "--external"]);
    }
}

#[test]
fn a_new_site_is_not_made_elsewhere() {
    for link in [".dateline", ".github", ".github/workflows", "content", "content/politics"] {
        let machine = Machine::new();
        std::fs::remove_file(machine.site().join("site.yaml")).unwrap();
        machine.link(link, machine.place.path().join("empty"));
        machine.run(&["init", "."]).refused().saying(link);
    }
}

#[test]
fn an_output_in_a_folder_of_the_site_is_refused_however_it_is_written() {
    for output in ["content/x", "nothing/../content/x", "nothing/there/../../static"] {
        let machine = Machine::new();
        machine.run(&["build", "--output", output]).refused().saying("is in the site's own");
        assert!(!machine.site().join("content/x").exists());
    }
}

#[test]
fn reads_are_not_written_elsewhere() {
    for (link, to) in [("data", ""), ("data/reads.csv", "reads.csv"), ("data", "../empty")] {
        let machine = Machine::new();
        machine.link(link, machine.outside().join(to));
        machine.put("new.csv", "date,path,reads\n2026-02-01,/politics/talks/,3\n");
        machine.run(&["reads", "import", "csv", "new.csv"]).refused();
    }
}

#[test]
fn a_text_is_not_made_elsewhere() {
    for link in ["content", "content/politics"] {
        let machine = Machine::new();
        machine.link(link, machine.place.path().join("empty"));
        machine.run(&["new", "politics", "A title"]).refused();
    }
}

#[test]
fn an_output_that_a_link_of_the_site_leads_to_is_refused() {
    for to in ["outside", "empty", "nothing", "nothing/below"] {
        let machine = Machine::new();
        machine.link("public", machine.place.path().join(to));
        machine.build().refused().saying("symbolic link");
        assert!(!machine.place.path().join("nothing").exists());
    }
    for within in [".dateline", "politics", "politics/talks", "index.html", ".dateline/files"] {
        let machine = Machine::new();
        machine.build().done();
        machine.put("content/politics/talks.md", format!("{STORY}They met again.\n"));
        machine.link(&format!("public/{within}"), machine.outside());
        machine.build();
    }
    let machine = Machine::new();
    machine.link(".public.dateline-new", machine.outside());
    machine.build();
}
