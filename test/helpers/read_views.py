"""Runs the given queries on a store as a trader's own script would and prints their columns and rows as JSON."""

import json
import sqlite3
import sys

path, *queries = sys.argv[1:]
connection = sqlite3.connect(path, timeout=10.0)
answers = []
for query in queries:
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description or []]
    answers.append({"columns": columns, "rows": cursor.fetchall()})
connection.close()
json.dump(answers, sys.stdout)
