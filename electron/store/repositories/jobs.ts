import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Job, JobId, JobPart, JobState } from '../../../shared/domain/job.ts';
import type { SeriesProblem } from '../../../shared/domain/problem.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { fromColumn, toColumn } from './problemColumn.ts';

/** A job as it is stored; rate and time left are known only to whoever runs it. */
export type StoredJob = Omit<Job, 'rate' | 'etaMs'> & Readonly<{ spec: string }>;

export type NewJobPart = Readonly<{ seriesId: SeriesId; from: EpochMs; until: EpochMs; total?: number }>;
export type NewJob = Readonly<{
  id: JobId;
  kind: Job['kind'];
  /** What was asked for, in one canonical text: two jobs with the same text would do the same. */
  spec?: string;
  priority: number;
  createdAt: EpochMs;
  parts: readonly NewJobPart[];
}>;

export type JobChange = Partial<Pick<Job, 'state' | 'priority' | 'startedAt' | 'finishedAt' | 'problem'>>;
export type PartChange = Partial<
  Pick<
    JobPart,
    'state' | 'from' | 'until' | 'total' | 'settled' | 'stored' | 'requests' | 'reached' | 'problem'
  >
>;

type JobRow = Readonly<{
  id: JobId;
  kind: Job['kind'];
  spec: string;
  state: JobState;
  priority: number;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  problem: string | null;
  undone: 0 | 1;
}>;

type PartRow = Readonly<{
  series_id: SeriesId;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  timeframe: Timeframe;
  state: JobState;
  from_time: number;
  until_time: number;
  total: number;
  settled: number;
  stored: number;
  requests: number;
  reached: number | null;
  problem: string | null;
}>;

const toPart = (row: PartRow): JobPart => ({
  seriesId: row.series_id,
  exchange: row.exchange,
  symbol: row.symbol,
  timeframe: row.timeframe,
  state: row.state,
  from: row.from_time,
  until: row.until_time,
  total: row.total,
  settled: row.settled,
  stored: row.stored,
  requests: row.requests,
  reached: row.reached,
  // Only a job as a whole has problems of several series.
  problem: fromColumn(row.problem) as SeriesProblem | null,
});

export function createJobReader({ prepare }: Statements) {
  const newest = prepare<[number], JobRow>(
    'job.newest',
    'SELECT * FROM job ORDER BY created_at DESC, id LIMIT ?',
  );
  const open = prepare<[], JobRow>(
    'job.open',
    `SELECT * FROM job WHERE state IN ('queued', 'running', 'paused') ORDER BY created_at, id`,
  );
  const one = prepare<[JobId], JobRow>('job.get', 'SELECT * FROM job WHERE id = ?');
  const parts = prepare<[JobId], PartRow>(
    'job.parts',
    `SELECT p.series_id, i.exchange, i.symbol, s.timeframe, p.state, p.from_time, p.until_time, p.total, p.settled,
            p.stored, p.requests, p.reached, p.problem
       FROM job_part p JOIN series s ON s.id = p.series_id JOIN instrument i ON i.id = s.instrument_id
      WHERE p.job_id = ? ORDER BY p.ordinal`,
  );
  const toJob = (row: JobRow): StoredJob => ({
    id: row.id,
    kind: row.kind,
    spec: row.spec,
    state: row.state,
    priority: row.priority,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    problem: fromColumn(row.problem),
    undone: row.undone === 1,
    parts: parts.all(row.id).map(toPart),
  });
  return {
    /** The newest `limit` jobs, newest first. */
    newest: (limit: number): StoredJob[] => newest.all(limit).map(toJob),
    /** Jobs that are queued, running or paused, oldest first. */
    open: (): StoredJob[] => open.all().map(toJob),
    get(id: JobId): StoredJob | null {
      const row = one.get(id);
      return row === undefined ? null : toJob(row);
    },
  };
}

const JOB_COLUMNS: Readonly<Record<keyof JobChange, string>> = {
  state: 'state',
  priority: 'priority',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  problem: 'problem',
};
const PART_COLUMNS: Readonly<Record<keyof PartChange, string>> = {
  state: 'state',
  from: 'from_time',
  until: 'until_time',
  total: 'total',
  settled: 'settled',
  stored: 'stored',
  requests: 'requests',
  reached: 'reached',
  problem: 'problem',
};

/** Returns a change as its columns keep it. */
const rowOf = ({ problem, ...change }: JobChange | PartChange): Record<string, unknown> =>
  problem === undefined ? change : { ...change, problem: toColumn(problem) };

const assignments = (change: object, columns: Readonly<Record<string, string>>): string =>
  Object.keys(change)
    .map((key) => `${columns[key]} = @${key}`)
    .join(', ');

export function createJobWriter(db: WritableDb, { prepare }: Statements) {
  const insert = prepare<[Record<string, unknown>], never>(
    'job.insert',
    `INSERT INTO job (id, kind, spec, state, priority, created_at)
     VALUES (@id, @kind, @spec, 'queued', @priority, @createdAt)`,
  );
  const insertPart = prepare<[Record<string, unknown>], never>(
    'job.insertPart',
    `INSERT INTO job_part (job_id, series_id, ordinal, state, from_time, until_time, total)
     VALUES (@jobId, @seriesId, @ordinal, 'queued', @from, @until, @total)`,
  );
  const add = db.transaction((job: NewJob) => {
    const { parts, ...row } = job;
    insert.run({ spec: '', ...row });
    parts.forEach((part, ordinal) => {
      insertPart.run({ total: 0, ...part, jobId: job.id, ordinal });
    });
  });
  const setUndone = prepare<[0 | 1, JobId], never>('job.setUndone', 'UPDATE job SET undone = ? WHERE id = ?');
  return {
    add: (job: NewJob): void => add.immediate(job),
    /** Keeps that what the job stored has been taken back, or that it has stored something since. */
    setUndone: (id: JobId, undone = true): void => {
      setUndone.run(undone ? 1 : 0, id);
    },
    update: (id: JobId, change: JobChange): void => {
      if (Object.keys(change).length === 0) return;
      prepare<[Record<string, unknown>], never>(
        'job.update',
        `UPDATE job SET ${assignments(change, JOB_COLUMNS)} WHERE id = @id`,
      ).run({ ...rowOf(change), id });
    },
    updatePart: (id: JobId, seriesId: SeriesId, change: PartChange): void => {
      if (Object.keys(change).length === 0) return;
      prepare<[Record<string, unknown>], never>(
        'job.updatePart',
        `UPDATE job_part SET ${assignments(change, PART_COLUMNS)} WHERE job_id = @id AND series_id = @seriesId`,
      ).run({ ...rowOf(change), id, seriesId });
    },
  };
}
