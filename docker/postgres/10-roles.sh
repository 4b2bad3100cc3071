#!/bin/sh
# Runs once, when the data volume is empty: the owner migrates, the app runs; neither is a superuser.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$(cat /run/secrets/database_owner_password)" \
    --set app_password="$(cat /run/secrets/database_app_password)" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN PASSWORD :'app_password';
CREATE DATABASE portal OWNER portal_owner;
SQL
