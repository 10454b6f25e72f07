#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for the tests, or stops it.
#   tools/postgres.sh start DIR   prints the connection string
#   tools/postgres.sh stop DIR
# It is thrown away, and no test cuts its power: it need not wait for the disk. Tests that kill, kill the program and not the server.
# initdb refuses root, so as root the server runs as the user that Debian's package made.
set -euo pipefail
verb=$1 dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $verb in
  start)
    mkdir -p "$dir"; chmod 755 "$dir"
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    [ -d "$dir/data" ] || as "$bin/initdb" -D "$dir/data" -U fieldthread --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 \
      || { cat "$dir/initdb.log" >&2; exit 1; }
    for port in $(shuf -i 20000-32000 -n 20); do
      if as "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/server.log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off -c full_page_writes=off" start >/dev/null 2>&1; then
        echo "Host=127.0.0.1;Port=$port;Username=fieldthread;Database=postgres;Include Error Detail=true"
        exit 0
      fi
    done
    cat "$dir/server.log" >&2; exit 1 ;;
  stop)
    as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true ;;
  *) echo "usage: tools/postgres.sh start|stop DIR" >&2; exit 2 ;;
esac
