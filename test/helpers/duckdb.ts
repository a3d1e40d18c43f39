import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ENTRY = fileURLToPath(
  new URL('../../node_modules/.cache/tools/node_modules/@duckdb/node-api/lib/index.js', import.meta.url),
);

type Rows = Readonly<{ getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[] }>;
type Connection = Readonly<{ runAndReadAll(sql: string): Promise<Rows>; closeSync(): void }>;
type Module = Readonly<{
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}>;

/** Asks DuckDB, which reads files the program wrote; null where `.ci/run` has not installed it. */
export async function askDuckDb(sql: string): Promise<readonly Readonly<Record<string, unknown>>[] | null> {
  if (!existsSync(ENTRY)) return null;
  const { DuckDBInstance } = (await import(pathToFileURL(ENTRY).href)) as Module;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
  }
}
