//! Access logs, from their lines to the store.

use crate::common::program::run;
use crate::common::tree;
use crate::most_read::{SITE, folder, reads};

/// Lines of nginx's `combined` format.
fn line(client: &str, time: &str, request: &str, status: u16, agent: &str) -> String {
    format!("{client} - - [{time} +0400] \"{request}\" {status} 512 \"-\" \"{agent}\"\n")
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const GOOGLEBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

#[test]
fn an_access_log_is_counted_by_readers() {
    let place = folder();
    tree::put(place.path(), "site.yaml", format!("{SITE}timezone: Asia/Yerevan\n"));
    let get = |path: &str| format!("GET {path} HTTP/1.1");
    let first = [
        line("198.51.100.7", "10/Jan/2026:09:00:00", &get("/news/politics/a/"), 200, FIREFOX),
        line("198.51.100.7", "10/Jan/2026:09:05:00", &get("/news/politics/a/?again"), 304, FIREFOX),
        line("198.51.100.8", "10/Jan/2026:09:05:00", &get("/news/politics/a/"), 200, FIREFOX),
        line("198.51.100.9", "10/Jan/2026:09:05:00", &get("/news/politics/a/"), 200, GOOGLEBOT),
        line("198.51.100.9", "10/Jan/2026:09:05:00", &get("/news/lost/"), 404, FIREFOX),
        line("198.51.100.9", "10/Jan/2026:09:05:00", &get("/news/style.css"), 200, FIREFOX),
        line("203.0.113.1", "10/Jan/2026:09:05:00", &get("/news/politics/a/"), 200, "check/1.0"),
        "nonsense\n".to_string(),
    ];
    let second = [
        // The reader of the morning again, in the file that the day's rotation began.
        line("198.51.100.7", "10/Jan/2026:23:00:00", &get("/news/politics/a/"), 200, FIREFOX),
        line("198.51.100.7", "11/Jan/2026:00:30:00", &get("/news/old/1/"), 200, FIREFOX),
        line("198.51.100.7", "11/Jan/2026:00:30:00", &get("/news/"), 200, FIREFOX),
    ];
    tree::put(place.path(), "access.log.1", first.concat());
    tree::put(place.path(), "access.log", second.concat());
    let import =
        ["reads", "import", "combined", "access.log.1", "access.log", "--ignore-agent", "check/"];
    let told = run(place.path(), &import)
        .done()
        .saying("warning: `access.log.1`, line 8: ")
        .printing("access.log.1: 7 lines")
        .printing("2 requests by readers who had read the page that day: not counted")
        .printing("1 request by bots, or without a user agent: not counted")
        .printing("1 request for something other than a page: not counted")
        .printing("1 request that did not succeed: not counted")
        .printing("1 request by agents or clients to be ignored: not counted")
        .printing("1 read of lists and standing pages");
    let expected = "date,path,reads\n2026-01-10,/politics/a/,2\n2026-01-11,/economy/b/,1\n";
    assert_eq!(reads(&place), expected, "{}", told.stdout);
    assert!(!told.stdout.contains("198.51.100") && !reads(&place).contains("198.51.100"));
    run(place.path(), &import).done().printing("data/reads.csv has them already");
    assert_eq!(reads(&place), expected);
}

/// A site in two languages, below a base path in the script of its readers, with a story that is a
/// file and one that moved.
#[test]
fn a_reader_counts_once_at_all_addresses_of_a_story() {
    let place = tempfile::tempdir().unwrap();
    let settings = "title: Reads\nbase_url: https://example.org/基地/\nsections: [politics]\n\
                    languages: {en: {}, ru: {title: Чтение}}\ntimezone: UTC\n";
    tree::put(place.path(), "site.yaml", settings);
    let story = |more: &str| format!("---\ntitle: A\ndate: 2026-01-01\n{more}---\nText.\n");
    tree::put(place.path(), "content/politics/a.md", story("aliases: [/was/a/, /old.html]\n"));
    tree::put(place.path(), "content/politics/a.ru.md", story(""));
    let mut clients = 0;
    let mut log = String::new();
    let mut get = |client: u32, path: &str| {
        let client = format!("198.51.100.{client}");
        let request = format!("GET {path} HTTP/1.1");
        log.push_str(&line(&client, "10/Jan/2026:09:00:00", &request, 200, FIREFOX));
    };
    let base = "/%E5%9F%BA%E5%9C%B0";
    for path in [
        "/politics/a/",
        "/politics/a/index.html",
        "/politics/a",
        "/politics/%61/",
        "/politics/a/?utm_source=x",
        "//politics//a/",
        "/x/../politics/a/",
        "/was/a/",
        "/was/a/index.html",
        "/old.html",
        "/old",
    ] {
        // One reader of all of them, and one of each.
        clients += 1;
        for client in [1, 100 + clients] {
            get(client, &format!("{base}{path}"));
            get(client, &format!("{}{path}", base.to_lowercase()));
            get(client, &format!("https://www.example.org{base}{path}"));
            // A front server takes the base path off.
            get(client, path);
        }
    }
    for path in ["/ru/politics/a/", "/ru//politics/a/index.html"] {
        get(1, &format!("{base}{path}"));
        get(2, path);
    }
    tree::put(place.path(), "access.log", &log);
    run(place.path(), &["reads", "import", "combined", "access.log"])
        .done()
        .printing(&format!("{} reads of 2 stories on 2026-01-10", clients + 3));
    let wanted = format!("2026-01-10,/politics/a/,{}\n2026-01-10,/ru/politics/a/,2\n", clients + 1);
    assert_eq!(reads(&place), format!("date,path,reads\n{wanted}"));
}

#[test]
fn what_speaks_against_a_log_is_a_warning() {
    let place = folder();
    let get = |client: &str, agent: &str| {
        line(client, "10/Jan/2026:09:00:00", "GET /news/politics/a/ HTTP/1.1", 200, agent)
    };
    tree::put(place.path(), "nameless.log", get("198.51.100.7", "-"));
    run(place.path(), &["reads", "import", "combined", "nameless.log"])
        .done()
        .saying("warning: no line of the log says which program asked, so bots are counted")
        .saying("name its place: `--field agent=…`");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,1\n");

    let agent = |number: usize| FIREFOX.replace("140", &number.to_string());
    let forwarded = |number: usize| {
        let log = get("10.0.0.1", &agent(number / 2));
        log.replace('\n', &format!(" \"203.0.113.{number}, 10.0.0.9\"\n"))
    };
    let log: String = (0..250).map(forwarded).collect();
    tree::put(place.path(), "proxy.log", &log);
    run(place.path(), &["reads", "import", "combined", "proxy.log"])
        .done()
        .saying("warning: nearly all readers have the same address: a proxy or CDN is in front")
        .saying("`set_real_ip_from`")
        .saying("`mod_remoteip`")
        .saying("`trusted_proxies`")
        .saying("`option forwardfor`")
        .saying("`--client-field …`");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,125\n");
    let import = ["reads", "import", "combined", "proxy.log", "--client-field", "1"];
    let told = run(place.path(), &import).done();
    assert_eq!(told.stderr, "");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,250\n");

    let ignored = ["--ignore-client", "203.0.113.7", "--trusted-proxy", "10.0.0.0/8"];
    run(place.path(), &[&import[..], &ignored].concat())
        .done()
        .printing("1 request by agents or clients to be ignored: not counted");
}

#[test]
fn what_would_have_no_effect_is_told() {
    let place = folder();
    let log = line(
        "198.51.100.7",
        "10/Jan/2026:09:00:00",
        "GET /news/politics/a/ HTTP/1.1",
        200,
        FIREFOX,
    );
    tree::put(place.path(), "access.log", &log);
    tree::put(place.path(), "day.csv", "date,path,reads\n2026-01-10,/politics/a/,7\n");
    let import = ["reads", "import", "combined", "access.log"];
    // What no client is called.
    for (option, value, told) in [
        ("--ignore-client", "198.51.100.0/33", "write one such as `192.0.2.0/24`"),
        ("--ignore-client", "198.51.100.*", "write one such as `192.0.2.0/24`"),
        ("--trusted-proxy", "10.0.0.0/8,192.0.2.0/24", "name each by itself"),
        ("--trusted-proxy", "", "no log has a client of that name"),
        ("--client-field", " ", "write the key of the address"),
        ("--day", "2026-13-01", "this is no day; write one such as `2026-11-24`"),
    ] {
        run(place.path(), &[&import[..], &[option, value]].concat()).misused().saying(told);
    }
    run(place.path(), &[&import[..], &["--ignore-client", "\"198.51.100.7:80\""]].concat())
        .done()
        .printing("1 request by agents or clients to be ignored: not counted");
    // What is of other formats.
    let csv = ["reads", "import", "csv", "day.csv", "--client-field", "1", "--ignore-agent", "x"];
    run(place.path(), &csv)
        .refused()
        .saying("`--client-field` is for access logs, and `csv` is none")
        .saying("`--ignore-agent` is for access logs, and `csv` is none");
    run(place.path(), &[&import[..], &["--day", "2026-01-10"]].concat())
        .refused()
        .saying("each line of `combined` has one");
    // A place that the log has not.
    run(place.path(), &[&import[..], &["--client-field", "9"]].concat())
        .done()
        .saying("warning: no line of the log has anything in `9`, the place that was named for `client`")
        .saying("the address of whoever asked the server counts instead");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,1\n");
}

#[test]
fn where_things_are_in_a_log_is_said_on_the_command_line() {
    let place = folder();
    let json = r#"{"at":"2026-01-10 23:30:00","ip":"198.51.100.7","url":"/news/politics/a/","ua":"AGENT"}"#;
    tree::put(place.path(), "log.json", json.replace("AGENT", FIREFOX) + "\n");
    let fields = ["--field", "path=url", "--field", "time=at", "--field", "agent=ua"];
    let import = [&["reads", "import", "json", "log.json"][..], &fields].concat();
    run(place.path(), &import)
        .refused()
        .saying("error: nobody said where the log has its client")
        .saying("`--field client=client_ip`");
    let import = [&import[..], &["--client-field", "ip"]].concat();
    run(place.path(), &import).done();
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,1\n");
    // A day later in UTC.
    run(place.path(), &[&import[..], &["--time-zone", "America/New_York"]].concat()).done();
    assert!(reads(&place).contains("2026-01-11,/politics/a/,1"));

    for wrong in [["--field", "ip=x"], ["--field", "client"], ["--time-zone", "Mars"]] {
        run(place.path(), &[&import[..], &wrong].concat()).misused();
    }
    let log = line("198.51.100.7", "10/Jan/2026:09:00:00", "GET / HTTP/1.1", 200, FIREFOX);
    tree::put(place.path(), "access.log", &log);
    for (field, told) in [
        ("client=ip", "`ip` is not the number of a field after the agent"),
        ("client=0", "`0` is not the number of a field after the agent"),
        ("path=1", "`path` has its own place in the format `combined`"),
    ] {
        let import = ["reads", "import", "combined", "access.log", "--field", field];
        run(place.path(), &import).refused().saying(told);
    }
}

#[test]
fn a_log_in_json_has_methods_addresses_and_clients_in_any_form() {
    let place = folder();
    let line = |(client, method, url): (&str, &str, &str)| {
        format!(
            "{{\"t\":\"2026-01-10T06:00:00Z\",\"ip\":\"{client}\",\"m\":\"{method}\",\"u\":\"{url}\",\
             \"ua\":\"{FIREFOX}\"}}\n"
        )
    };
    let lines = [
        ("2001:db8::7", "GET", "politics/a/"),
        ("2001:DB8::7", "get", "example.org/news/politics/a/"),
        ("2001:db8:0:0:0:0:0:7", "Get", "//example.org/news/politics/a/"),
        ("2001:db8::8", "GET", "www.example.org/politics/a/"),
        ("2001:db8::8", "GET", "elsewhere.example/politics/a/"),
        ("2001:db8::8", "post", "politics/a/"),
    ];
    tree::put(place.path(), "log.json", lines.map(line).concat());
    let fields = ["path=u", "time=t", "client=ip", "method=m", "agent=ua"];
    let fields = fields.map(|field| ["--field", field]).concat();
    run(place.path(), &[&["reads", "import", "json", "log.json"], &fields[..]].concat())
        .done()
        .printing("2 requests by readers who had read the page that day: not counted")
        .printing("1 request other than GET: not counted")
        .printing("1  /elsewhere.example/politics/a/");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,2\n");
}

#[test]
fn the_full_urls_of_google_are_addresses_of_the_site() {
    let place = folder();
    let rows = "example.org/news/politics/a/,400\nwww.example.org/news/politics/a/?b=c,12\n\
                elsewhere.example/news/politics/a/,9\n";
    let head = "# Start date: 20260110\n# End date: 20260110\nFull page URL,Views\n";
    tree::put(place.path(), "ga4.csv", format!("{head}{rows}"));
    run(place.path(), &["reads", "import", "ga4", "ga4.csv"]).done().printing("9  elsewhere");
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,412\n");
}

#[test]
fn a_file_of_another_format_is_told_apart() {
    let place = folder();
    let log = line(
        "198.51.100.7",
        "10/Jan/2026:09:00:00",
        "GET /news/politics/a/ HTTP/1.1",
        200,
        FIREFOX,
    );
    tree::put(place.path(), "access.log", log.repeat(3));
    tree::put(
        place.path(),
        "ga4.csv",
        "# Start date: 20260110\n# End date: 20260110\nPage path and screen class,Views\n/news/politics/a/,7\n",
    );
    tree::put(
        place.path(),
        "traefik.log",
        r#"{"ClientHost":"192.0.2.1","DownstreamStatus":200,"RequestHost":"x","RequestMethod":"GET","RequestPath":"/","StartUTC":"2026-01-10T06:00:00Z"}"#.to_string() + "\n",
    );
    tree::put(
        place.path(),
        "haproxy.log",
        r#"192.0.2.1:3 [10/Jan/2026:10:00:00.655] fe be/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1""#.to_string() + "\n",
    );
    tree::put(place.path(), "cloudfront.log", "#Version: 1.0\n#Fields: date time c-ip\nx\n");
    tree::put(place.path(), "other.log", "#Version: 1.0\n#Fields: date time c-ip\n2026-01-10 x\n");
    tree::put(place.path(), "quoted.csv", "\"date\",\"path\",\"reads\"\n");
    for (format, file, told) in [
        ("combined", "traefik.log", "it looks like `traefik`: import it as that"),
        ("combined", "haproxy.log", "it looks like `haproxy`: import it as that"),
        ("combined", "cloudfront.log", "it looks like `cloudfront`: import it as that"),
        ("nginx", "quoted.csv", "it looks like `csv`: import it as that"),
        ("caddy", "access.log", "it looks like `combined`: import it as that"),
        ("csv", "access.log", "it looks like `combined`: import it as that"),
        ("combined", "ga4.csv", "it looks like `ga4`: import it as that"),
        ("plausible", "ga4.csv", "ga4"),
        ("ga4", "access.log", "combined"),
    ] {
        run(place.path(), &["reads", "import", format, file]).refused().saying(told);
    }
    // What is said of a file is not read of it.
    run(place.path(), &["reads", "import", "cloudfront", "other.log"])
        .refused()
        .saying("1 of 1 lines cannot be read as `cloudfront`");
    assert!(!place.path().join("data/reads.csv").exists());
    run(place.path(), &["reads", "import", "ga4", "ga4.csv"]).done();
    assert_eq!(reads(&place), "date,path,reads\n2026-01-10,/politics/a/,7\n");
}
