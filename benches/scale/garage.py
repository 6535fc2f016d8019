#!/usr/bin/env python3
"""Deploys a site to three nodes of Garage on this machine, one of which is killed in the middle: docs/publishing.md.

    garage.py PROGRAM GARAGE N

PROGRAM is a release build of Dateline, GARAGE the program of the crate `garage` (`cargo install garage`), N the stories of the
site. Each object is on all three nodes, and two of them have to agree. All is made in a new folder in TMPDIR, and removed.
"""
import http.client, os, random, re, secrets, shutil, signal, subprocess, sys, tempfile, threading, time
from run import build, measured, size, tell, write_site

NODES, S3, RPC, WEB, ADMIN = range(3), 3900, 4000, 4100, 4200

SETTINGS = """metadata_dir = "{work}/{node}/meta"
data_dir = "{work}/{node}/data"
db_engine = "lmdb"
replication_factor = 3
rpc_bind_addr = "127.0.0.1:{rpc}"
rpc_public_addr = "127.0.0.1:{rpc}"
rpc_secret = "{secret}"
[s3_api]
s3_region = "garage"
api_bind_addr = "127.0.0.1:{s3}"
[s3_web]
bind_addr = "127.0.0.1:{web}"
root_domain = ".web.garage"
[admin]
api_bind_addr = "127.0.0.1:{admin}"
"""


class Cluster:
    def __init__(self, garage, work):
        self.garage, self.work, self.servers = garage, work, {}
        secret = secrets.token_hex(32)
        for node in NODES:
            os.makedirs(f"{work}/{node}")
            with open(f"{work}/{node}.toml", "w") as f:
                f.write(SETTINGS.format(work=work, node=node, secret=secret, rpc=RPC + node, s3=S3 + node, web=WEB + node, admin=ADMIN + node))
            self.start(node)
        ids = [self.ask(node, "node", "id", "-q") for node in NODES]
        for one in ids[1:]:
            self.ask(0, "node", "connect", one)
        for one in ids:
            self.ask(0, "layout", "assign", "-z", "here", "-c", "20G", one.split("@")[0])
        self.ask(0, "layout", "apply", "--version", "1")
        self.ask(0, "bucket", "create", "news")
        key = self.ask(0, "key", "create", "desk")
        self.key, self.secret = re.search(r"Key ID: *(\S+)", key)[1], re.search(r"Secret key: *(\S+)", key)[1]
        self.ask(0, "bucket", "allow", "--read", "--write", "news", "--key", self.key)
        self.ask(0, "bucket", "website", "--allow", "--error-document", "404.html", "news")

    def start(self, node):
        log = open(f"{self.work}/{node}.log", "a")
        self.servers[node] = subprocess.Popen([self.garage, "-c", f"{self.work}/{node}.toml", "server"], stdout=log, stderr=log)
        for _ in range(100):
            if subprocess.run([self.garage, "-c", f"{self.work}/{node}.toml", "status"], capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        sys.exit(f"node {node} does not answer:\n{open(log.name).read()[-2000:]}")

    def kill(self, node):
        self.servers[node].send_signal(signal.SIGKILL)
        self.servers[node].wait()

    def ask(self, node, *argv):
        told = subprocess.run([self.garage, "-c", f"{self.work}/{node}.toml", *argv], capture_output=True, text=True)
        if told.returncode:
            sys.exit(f"garage {' '.join(argv)} failed:\n{told.stdout}{told.stderr}")
        return told.stdout.strip()

    def end(self):
        for server in self.servers.values():
            server.kill()
            server.wait()


def get(node, path):
    connection = http.client.HTTPConnection("127.0.0.1", WEB + node, timeout=20)
    connection.request("GET", path, headers={"Host": "news.web.garage"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def wrong(out, nodes, count=2000):
    """How many of some files the nodes do not answer as they are in the output."""
    files = [os.path.relpath(os.path.join(at, name), out) for at, _, names in os.walk(out) for name in names]
    files = [name for name in files if not name.startswith(".dateline/")]
    asked = random.Random(4).sample(files, min(count, len(files)))
    faults = 0
    for at, name in enumerate(asked):
        status, body = get(nodes[at % len(nodes)], "/" + name)
        redirects = status == 301
        faults += not redirects and (status != 200 or body != open(os.path.join(out, name), "rb").read())
    return f"{len(asked)} files asked for, {faults} wrong"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, garage, count = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    work = tempfile.mkdtemp(prefix="garage-")
    site, out = os.path.join(work, "site"), os.path.join(work, "public")
    write_site(site, count)
    build(program, site, out)
    print(f"output: {size(out)}", flush=True)
    cluster = Cluster(garage, work)
    try:
        env = dict(os.environ, AWS_ACCESS_KEY_ID=cluster.key, AWS_SECRET_ACCESS_KEY=cluster.secret, AWS_REGION="garage",
                   AWS_ENDPOINT_URL_S3=f"http://127.0.0.1:{S3}")
        deploy = [program, "deploy", "--site", site, "--output", out, "--to", "s3://news", "--linger", "0"]
        after = float(os.environ.get("KILLED_AFTER", "5"))
        killer = threading.Timer(after, cluster.kill, [2])
        killer.start()
        tell(f"deploy, a node killed after {after:.0f} s", measured(deploy, env))
        killer.join()
        print(f"two nodes: {wrong(out, [0, 1])}", flush=True)
        tell("nothing changed, two nodes", measured(deploy, env))
        with open(os.path.join(site, "content", "politics", "000", "story-0.md"), "a") as f:
            f.write("\nOne more sentence.\n")
        build(program, site, out)
        tell("one story edited, two nodes", measured(deploy, env))
        cluster.start(2)
        cluster.ask(0, "repair", "--yes", "-a", "tables")
        cluster.ask(0, "repair", "--yes", "-a", "blocks")
        time.sleep(20)
        print(f"the node that was gone: {wrong(out, [2])}", flush=True)
        tell("nothing changed, three nodes", measured(deploy, env))
    finally:
        cluster.end()
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
