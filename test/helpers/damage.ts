import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

type Page = Readonly<{ pageno: number; ncell: number }>;

/** Returns the pages of the file that hold rows of a table, in the order of its keys. */
export function leafPages(file: string, table: string): number[] {
  const db = new Database(file);
  try {
    const pages = db
      .prepare(`SELECT pageno, ncell FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`)
      .all(table) as Page[];
    return pages.map(({ pageno }) => pageno);
  } finally {
    db.close();
  }
}

/** Overwrites one page of a closed database with noise, as a bad sector would; returns nothing that helps. */
export function destroyPage(file: string, pageno: number): void {
  const db = new Database(file);
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.alloc(size, 0xa5), 0, size, (pageno - 1) * size);
  } finally {
    closeSync(handle);
  }
}
