import type Database from 'better-sqlite3';
import type { ReadableDb } from './connection.ts';

export type OnStatement = (name: string, elapsedMs: number) => void;

/** A prepared statement that has a name and a stopwatch. */
export type Statement<Args extends unknown[], Row> = Readonly<{
  run(...args: Args): Database.RunResult;
  get(...args: Args): Row | undefined;
  all(...args: Args): Row[];
}>;

/** `rows` as objects, `arrays` as tuples of columns, `value` as the first column alone. */
export type Shape = 'rows' | 'arrays' | 'value';

/** Prepares named statements on one connection; every execution is reported with its duration. */
export type Statements = Readonly<{
  db: ReadableDb;
  prepare<Args extends unknown[], Row>(name: string, sql: string, shape?: Shape): Statement<Args, Row>;
}>;

export function createStatements(db: ReadableDb, onStatement: OnStatement): Statements {
  const timed =
    <Args extends unknown[], T>(name: string, work: (...args: Args) => T) =>
    (...args: Args): T => {
      const start = performance.now();
      try {
        return work(...args);
      } finally {
        onStatement(name, performance.now() - start);
      }
    };
  return {
    db,
    prepare: <Args extends unknown[], Row>(name: string, sql: string, shape: Shape = 'rows') => {
      const statement = db.prepare<Args, Row>(sql);
      if (shape === 'arrays') statement.raw();
      if (shape === 'value') statement.pluck();
      return {
        run: timed(name, (...args: Args) => statement.run(...args)),
        get: timed(name, (...args: Args) => statement.get(...args)),
        all: timed(name, (...args: Args) => statement.all(...args)),
      };
    },
  };
}
