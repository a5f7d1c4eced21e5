#!/bin/bash
# Run by the PostgreSQL image once, on an empty volume: a database and an owner for each side, whose passwords are those in the
# URLs that the other services are given.
set -euo pipefail

create() {
    local url name password
    url=$(<"/run/secrets/$1")
    name=${url##*/}
    password=${url#*://*:}
    password=${password%%@*}
    psql -v ON_ERROR_STOP=1 -U postgres -v name="$name" -v password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

create database_url
create tracker_url
