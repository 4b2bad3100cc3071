"""The services of a test run."""

import os

import psycopg2
import redis


def test_postgresql_finds_trigrams_in_chinese_text():
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(show_trgm('公共'))")
        found = cursor.fetchone()[0]
    connection.close()
    assert found > 0


def test_the_broker_keeps_what_it_is_given():
    with redis.Redis.from_url(os.environ["BROKER_URL"]) as client:
        client.set("greeting", "你好")
        assert client.get("greeting").decode() == "你好"
