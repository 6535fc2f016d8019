//! A site that an editorial office works on: generated, and changed step by step.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::random::Random;
use super::tree::{self, Tree};

const SECTIONS: [&str; 4] = ["politics", "economy", "society", "military"];
const TAGS: [&str; 6] = ["water", "budget", "rail & road", "ջուր", "schools", "courts"];

/// The path that the site is below, so that a link without it is found.
pub const BASE: &str = "/briefing";

/// A site as its editors know it.
#[derive(Clone)]
pub struct Newsroom {
    title: String,
    page_size: usize,
    permalink: &'static str,
    sections: Vec<&'static str>,
    /// The story that others link to, and that moves.
    anchor_slug: String,
    /// By number; its file's name is made from it.
    stories: BTreeMap<usize, Story>,
    next_number: usize,
    /// Own templates and static files.
    files: Tree,
}

#[derive(Clone)]
struct Story {
    section: &'static str,
    name: String,
    day: usize,
    tags: Vec<&'static str>,
    text: String,
    is_draft: bool,
    has_picture: bool,
    has_alias: bool,
}

/// Something that editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    NewStory,
    Rewrite,
    Delete,
    Rename,
    Retag,
    MoveToSection,
    Redate,
    DraftOnOrOff,
    PictureOnOrOff,
    AliasOnOrOff,
    MoveTheAnchor,
    ChangeTemplate,
    TemplateOnOrOff,
    StaticOnOrOff,
    ChangeStyle,
    ChangeTitle,
    ChangePageSize,
    ChangePermalink,
    ReorderSections,
}

/// Each of them.
pub const EDITS: [Edit; 19] = [
    Edit::NewStory,
    Edit::Rewrite,
    Edit::Delete,
    Edit::Rename,
    Edit::Retag,
    Edit::MoveToSection,
    Edit::Redate,
    Edit::DraftOnOrOff,
    Edit::PictureOnOrOff,
    Edit::AliasOnOrOff,
    Edit::MoveTheAnchor,
    Edit::ChangeTemplate,
    Edit::TemplateOnOrOff,
    Edit::StaticOnOrOff,
    Edit::ChangeStyle,
    Edit::ChangeTitle,
    Edit::ChangePageSize,
    Edit::ChangePermalink,
    Edit::ReorderSections,
];

impl Newsroom {
    /// A site with some stories.
    pub fn with_stories(count: usize, random: &mut Random) -> Self {
        let mut newsroom = Newsroom {
            title: "The Highland Briefing".into(),
            page_size: 10,
            permalink: "/{section}/{slug}/",
            sections: SECTIONS.to_vec(),
            anchor_slug: "anchor".into(),
            stories: BTreeMap::new(),
            next_number: 1,
            files: Tree::new(),
        };
        newsroom.put("static/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
        for _ in 0..count {
            newsroom.add_story(random);
        }
        newsroom
    }

    /// Adds or replaces a file that is no story.
    pub fn put(&mut self, path: &str, text: &str) {
        self.files.insert(path.into(), text.into());
    }

    /// Changes it, always.
    pub fn edit(&mut self, edit: Edit, random: &mut Random) {
        let before = self.files();
        match edit {
            Edit::NewStory => self.add_story(random),
            Edit::Delete => {
                let number = self.any_number(random);
                self.stories.remove(&number);
            }
            Edit::MoveTheAnchor => self.anchor_slug = format!("anchor-{}", random.below(1000)),
            Edit::ChangeTemplate => {
                let block = format!("{{% block after_story %}}<p>{}</p>", random.below(1000));
                let text = format!(
                    "{{% extends \"default/briefing.html\" %}}\n{block}{{% endblock after_story %}}\n"
                );
                self.put("templates/briefing.html", &text);
            }
            Edit::TemplateOnOrOff => self.toggle("templates/tags.html", "{{ page.title }}\n"),
            Edit::StaticOnOrOff => self.toggle("static/notes/desk.txt", "To the desk.\n"),
            Edit::ChangeStyle => {
                let style = format!("body {{ margin: {}px }}\n", random.below(1000));
                self.put("static/style.css", &style);
            }
            Edit::ChangeTitle => {
                self.title = format!("The Highland Briefing {}", random.below(1000));
            }
            Edit::ChangePageSize => self.page_size = self.page_size % 10 + 3,
            Edit::ChangePermalink => {
                self.permalink = match self.permalink {
                    "/{section}/{slug}/" => "/{year}/{month}/{slug}.html",
                    _ => "/{section}/{slug}/",
                }
            }
            Edit::ReorderSections => self.sections.rotate_left(1),
            edit => {
                let number = self.any_number(random);
                let story = self.stories.get_mut(&number).unwrap();
                story.edit(edit, random);
            }
        }
        assert!(self.files() != before, "{edit:?} changed nothing");
    }

    fn toggle(&mut self, path: &str, text: &str) {
        if self.files.remove(path).is_none() {
            self.put(path, text);
        }
    }

    fn any_number(&self, random: &mut Random) -> usize {
        random.pick(&self.stories.keys().copied().collect::<Vec<_>>())
    }

    fn add_story(&mut self, random: &mut Random) {
        let number = self.next_number;
        self.next_number += 1;
        let story = Story {
            section: random.pick(&SECTIONS),
            name: format!("talks-{number}"),
            day: random.below(59),
            tags: vec![random.pick(&TAGS)],
            text: format!("The assembly met for the {number}th time."),
            is_draft: number.is_multiple_of(9),
            has_picture: number.is_multiple_of(4),
            has_alias: number.is_multiple_of(7),
        };
        self.stories.insert(number, story);
    }

    /// Makes the files of a site's folder these.
    pub fn save(&self, folder: &Path) {
        let files = self.files();
        for path in tree::paths(folder) {
            if !files.contains_key(&path) && !path.starts_with("public/") {
                fs::remove_file(folder.join(path)).unwrap();
            }
        }
        tree::write(&files, folder);
    }

    /// The files of its folder.
    fn files(&self) -> Tree {
        let mut files = self.files.clone();
        let settings = format!(
            "title: {}\nbase_url: https://highland.example{BASE}\npage_size: {}\n\
             permalink: {}\nsections: [{}]\n",
            self.title,
            self.page_size,
            self.permalink,
            self.sections.join(", ")
        );
        files.insert("site.yaml".into(), settings.into());
        let anchor = format!(
            "---\ntitle: The anchor\ndate: 2026-01-01\nslug: {}\n---\nOthers link here.\n",
            self.anchor_slug
        );
        files.insert("content/politics/anchor.md".into(), anchor.into());
        files.insert("content/about.md".into(), "---\ntitle: About\n---\nWho we are.\n".into());
        for (number, story) in &self.stories {
            let folder = format!("content/{}/{}", story.section, story.name);
            files.insert(format!("{folder}/index.md"), story.source(*number).into());
            if story.has_picture {
                let picture =
                    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{number}\"/>\n");
                files.insert(format!("{folder}/a map.svg"), picture.into());
            }
        }
        files
    }
}

impl Story {
    fn edit(&mut self, edit: Edit, random: &mut Random) {
        match edit {
            Edit::Rewrite => {
                self.text = format!("The vote was put off {} times.", random.below(1000));
            }
            Edit::Rename => self.name += "-again",
            Edit::Retag => {
                let others = TAGS.into_iter().filter(|tag| !self.tags.contains(tag));
                self.tags = others.take(2).collect();
            }
            Edit::MoveToSection => {
                let at = SECTIONS.iter().position(|section| *section == self.section).unwrap();
                self.section = SECTIONS[(at + 1) % SECTIONS.len()];
            }
            Edit::Redate => self.day = (self.day + 1 + random.below(57)) % 59,
            Edit::DraftOnOrOff => self.is_draft = !self.is_draft,
            Edit::PictureOnOrOff => self.has_picture = !self.has_picture,
            Edit::AliasOnOrOff => self.has_alias = !self.has_alias,
            other => panic!("{other:?} is not done to a story"),
        }
    }

    fn source(&self, number: usize) -> String {
        let tags: Vec<String> = self.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        let alias =
            if self.has_alias { format!("aliases: [/old/{number}/]\n") } else { String::new() };
        let picture = if self.has_picture { "\n![A map](<a map.svg>)\n" } else { "" };
        format!(
            "---\ntitle: Talks {number}\ndate: 2026-{:02}-{:02} 08:30\ntags: [{}]\ndraft: {}\n{alias}---\n\
             {}\n\nSee [the anchor](../../politics/anchor.md), [about](/about/).\n{picture}",
            self.day / 31 + 1,
            self.day % 31 + 1,
            tags.join(", "),
            self.is_draft,
            self.text,
        )
    }
}
