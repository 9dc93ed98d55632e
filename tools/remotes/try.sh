#!/bin/bash
# Tries remotes on real servers of this machine: for each, pushes a small pipeline, empties the store, pulls and runs. Then nothing may be
# computed, and the results must have the same bytes. Then kills pushes and pulls of 600 points at different moments: the next ones must
# complete them, and 'gc --remote' must remove what a killed push left. Servers: a folder; python3 -m http.server; S3Proxy from Maven
# Central, which checks signatures; OpenStack Swift with s3api (Debian: swift-proxy swift-account swift-container swift-object), which checks
# them, too; nginx with WebDAV (Debian: nginx-light libnginx-mod-http-dav-ext). What is missing is skipped, and named.
# Usage: tools/remotes/try.sh [FOLDER [quick]]   (a new folder; default: a temporary one)
# With 'quick' the pipeline is the paper's with its profile quick, which is compared with pipeline.lock, too.
set -eu
program=$(cd "$(dirname "$0")/../.." && pwd)
here=${1:-$(mktemp -d)}
mkdir -p "$here" && cd "$here"
web=18382 s3=18381 dav=18383 swift=18384
s3proxy_version=4.1.0
annotations_version=2.22
servers=()
trap 'for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done' EXIT
skipped=0

pipeline() { java -jar "$program/pipeline.jar" "$@"; }

java -jar "$program/pipeline.jar" help >/dev/null || { echo "build pipeline.jar first: mvn -q -Pfast package"; exit 2; }
sed -n '/PIPELINE = """/,/""";/p' "$program/engine/cli/src/test/java/org/cb1network/engine/cli/Shell.java" \
  | sed '1d;$d' | sed 's/^            //' > small.yaml
cat > remotes.yaml <<EOF
remotes:
  folder: {url: place}
  web: {url: "http://127.0.0.1:$web", use: pull}
  s3: {url: "s3://results/tried", endpoint: "http://127.0.0.1:$s3"}
  swift: {url: "s3://results/tried", endpoint: "http://127.0.0.1:$swift"}
  dav: {url: "dav://127.0.0.1:$dav/tried"}
EOF
mkdir -p place killed authors readers
cat remotes.yaml >> small.yaml
sed 's/replicate: 1\.\.3/replicate: 1..300/; s/record: {spikes: \[E\]}/record: {spikes: [E], membrane: [E], neurons: 10}/
  s#/tried#/killed#; s/{url: place}/{url: ..\/killed}/' small.yaml | tee authors/pipeline.yaml > readers/pipeline.yaml
profile=()
if [ "${2:-}" = quick ]; then
  cp -r "$program/pipeline.yaml" "$program/pipeline.lock" "$program/reference" .
  cp remotes.yaml pipeline.site.yaml
  profile=(--profile quick)
else
  cp small.yaml pipeline.yaml
fi
pipeline run -q --no-remote "${profile[@]}" >/dev/null
cp -r results results-computed
cp -r .pipeline/store store-computed
pipeline run -q --no-remote --file authors/pipeline.yaml >/dev/null

# tried PUSHED PULLED: pushes to one remote, pulls from another (or the same), and compares.
tried() {
  rm -rf .pipeline/store results && cp -r store-computed .pipeline/store
  pipeline push --remote "$1" "${profile[@]}"
  rm -rf .pipeline/store
  pipeline pull --remote "$2" "${profile[@]}"
  pipeline run --no-remote "${profile[@]}" 2>&1 | grep -q "^nothing to do" || { echo "$2: something was computed"; exit 1; }
  diff -r --exclude=report.html --exclude=MANIFEST --exclude='.*' results results-computed || { echo "$2: other results"; exit 1; }
  pipeline status --no-remote "${profile[@]}" | grep -q "imported from $2" || { echo "$2: not shown as imported"; exit 1; }
  if [ -f pipeline.lock ]; then
    pipeline verify --cached --no-remote "${profile[@]}" >verified.log 2>&1 || { echo "$2: verify --cached fails"; exit 1; }
    grep -q "^Not verified.*imported from $2" verified.log || { echo "$2: imported results are not named"; exit 1; }
    tail -1 verified.log
  fi
  echo "$2: OK"
}

# seconds COMMAND...: how long it takes.
seconds() {
  local begin=$EPOCHREALTIME
  "$@" >&2
  bc <<<"$EPOCHREALTIME - $begin"
}

# interrupted SECONDS COMMAND...: kills it at several moments of the last two thirds of this time.
interrupted() {
  local whole=$1 tenth
  for tenth in 4 5 6 7 8 9 10; do
    timeout -s KILL "$(bc <<<"$whole * $tenth / 10")" java -jar "$program/pipeline.jar" "${@:2}" >>killed.log 2>&1 || kills=$((kills + 1))
  done 2>>killed.log
}

# killed REMOTE FOLDER: kills pushes to a remote, whose files are in FOLDER, and pulls from it.
killed() {
  kills=0
  rm -rf readers/.pipeline readers/results
  local whole
  whole=$(seconds pipeline push --remote "$1" --file authors/pipeline.yaml)
  find "$2" -type f -delete
  interrupted "$whole" push --remote "$1" --file authors/pipeline.yaml
  echo "$1: $(find "$2" -type f | wc -l) files after killed pushes"
  pipeline push --remote "$1" --file authors/pipeline.yaml
  interrupted "$whole" pull --remote "$1" --file readers/pipeline.yaml
  [ "$kills" -ge 4 ] || { echo "$1: only $kills kills"; exit 1; }
  # What a killed push has left is removed after a week.
  find "$2" -type f -exec touch -d '8 days ago' {} +
  pipeline gc --remote "$1" --file authors/pipeline.yaml
  pipeline pull --remote "$1" --file readers/pipeline.yaml
  pipeline run --no-remote --file readers/pipeline.yaml 2>&1 | grep -q "^nothing to do" \
    || { echo "$1: something was computed after kills"; exit 1; }
  diff -r --exclude=report.html --exclude=MANIFEST --exclude='.*' authors/results readers/results \
    || { echo "$1: other results after kills"; exit 1; }
  pipeline doctor --file readers/pipeline.yaml >>killed.log || { echo "$1: a damaged store after kills"; exit 1; }
  [ -z "$(find "$2" -name '.part-*')" ] || { echo "$1: a partial file is left"; exit 1; }
  echo "$1: OK after $kills kills"
}

answers() { for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.2; done; return 1; }

tried folder folder
killed folder killed

if command -v python3 >/dev/null; then
  python3 -m http.server "$web" --bind 127.0.0.1 --directory place >web.log 2>&1 &
  servers+=($!)
  answers "$web" && tried folder web
else
  echo "web: SKIPPED, there is no python3"; skipped=$((skipped + 1))
fi

cat > s3proxy.pom.xml <<EOF
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>tried</groupId><artifactId>tried</artifactId>
<version>1</version><dependencies><dependency><groupId>org.gaul</groupId><artifactId>s3proxy</artifactId><version>$s3proxy_version</version>
</dependency><dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-annotations</artifactId>
<version>$annotations_version</version></dependency></dependencies></project>
EOF
if mvn -q -f s3proxy.pom.xml dependency:copy-dependencies -DoutputDirectory="$here/s3proxy" >s3proxy.mvn.log 2>&1; then
  mkdir -p s3data/results
  cat > s3proxy.conf <<EOF
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=local-identity
s3proxy.credential=local-credential
s3proxy.endpoint=http://127.0.0.1:$s3
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$here/s3data
EOF
  java -Xmx512m -cp 's3proxy/*' org.gaul.s3proxy.Main --properties s3proxy.conf >s3proxy.log 2>&1 &
  servers+=($!)
  export AWS_ACCESS_KEY_ID=local-identity AWS_SECRET_ACCESS_KEY=wrong
  answers "$s3"
  if pipeline push --remote s3 2>/dev/null; then echo "s3: a wrong signature was accepted"; exit 1; fi
  export AWS_SECRET_ACCESS_KEY=local-credential
  tried s3 s3
  killed s3 s3data/results/killed
else
  echo "s3: SKIPPED, S3Proxy cannot be had (s3proxy.mvn.log)"; skipped=$((skipped + 1))
fi

if command -v swift-proxy-server >/dev/null && command -v jshell >/dev/null && [ -r /etc/swift/swift.conf ]; then
  mkdir -p swift/disks/one swift/recon && cd swift
  port=$swift
  for part in object container account; do
    port=$((port + 1))
    swift-ring-builder $part.builder create 4 1 1
    swift-ring-builder $part.builder add "r1z1-127.0.0.1:$port/one" 1
    swift-ring-builder $part.builder rebalance || [ $? -eq 1 ] # a warning, because there is one disk only
    cat > $part.conf <<EOF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $port
user = $(id -un)
swift_dir = $here/swift
devices = $here/swift/disks
mount_check = false
workers = 0
[pipeline:main]
pipeline = $part-server
[app:$part-server]
use = egg:swift#$part
[filter:recon]
use = egg:swift#recon
recon_cache_path = $here/swift/recon
EOF
    swift-$part-server $part.conf >$part.log 2>&1 &
    servers+=($!)
  done >rings.log
  cat > proxy.conf <<EOF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $swift
user = $(id -un)
swift_dir = $here/swift
workers = 0
[pipeline:main]
pipeline = catch_errors cache s3api tempauth bulk slo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
EOF
  swift-proxy-server proxy.conf >proxy.log 2>&1 &
  servers+=($!)
  cd ..
  export AWS_ACCESS_KEY_ID=test:tester AWS_SECRET_ACCESS_KEY=testing
  # jshell takes a line that could be complete for complete, so each ends with a dot.
  cat > bucket.jsh <<EOF
var client = software.amazon.awssdk.services.s3.S3Client.builder().
    httpClientBuilder(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.builder()).
    endpointOverride(java.net.URI.create("http://127.0.0.1:$swift")).
    region(software.amazon.awssdk.regions.Region.US_EAST_1).forcePathStyle(true).build();
client.createBucket(request -> request.bucket("results"));
/exit
EOF
  answers "$swift"
  jshell --class-path "$program/pipeline.jar" bucket.jsh >bucket.log 2>&1
  export AWS_SECRET_ACCESS_KEY=wrong
  if pipeline push --remote swift 2>/dev/null; then echo "swift: a wrong signature was accepted"; exit 1; fi
  export AWS_SECRET_ACCESS_KEY=testing
  tried swift swift
else
  echo "swift: SKIPPED, there is no Swift (Debian: swift-proxy swift-account swift-container swift-object)"; skipped=$((skipped + 1))
fi

module=$(ls /usr/lib/nginx/modules/ngx_http_dav_ext_module.so 2>/dev/null || true)
if command -v nginx >/dev/null && [ -n "$module" ]; then
  mkdir -p davdata/tried davtemp && chmod -R 777 davdata davtemp
  cat > nginx.conf <<EOF
load_module $module;
error_log $here/nginx.log; pid $here/nginx.pid; daemon off; user $(id -un);
events {}
http {
  access_log $here/nginx.access; client_body_temp_path $here/davtemp; client_max_body_size 0;
  server {
    listen 127.0.0.1:$dav; root $here/davdata;
    location / { dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; }
  }
}
EOF
  nginx -c "$here/nginx.conf" -e "$here/nginx.log" &
  servers+=($!)
  answers "$dav" && tried dav dav && killed dav davdata/killed
else
  echo "dav: SKIPPED, there is no nginx with WebDAV (Debian: nginx-light libnginx-mod-http-dav-ext)"; skipped=$((skipped + 1))
fi
echo "tried in $here, $skipped skipped"
