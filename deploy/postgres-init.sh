#!/bin/bash
# Run by the PostgreSQL image once, on an empty volume: the database and its owner, whose password is the one in the URL that the
# other services are given.
set -euo pipefail

url=$(</run/secrets/database_url)
name=${url##*/}
password=${url#*://*:}
password=${password%%@*}
psql -v ON_ERROR_STOP=1 -U postgres -v name="$name" -v password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
