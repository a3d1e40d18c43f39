import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import {
  isFinished,
  type Job,
  type JobPart,
  type JobState,
  jobFraction,
} from '../../../shared/domain/job.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import type { Language } from '../../i18n/languages.ts';
import type { JobAction } from './jobsStore.ts';

export type JobSummary = Readonly<{
  fraction: number;
  settled: number;
  total: number;
  stored: number;
  /** The newest open time any part has reached. */
  reached: number | null;
  exchanges: readonly ExchangeId[];
  symbols: readonly string[];
  timeframes: readonly string[];
}>;

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

function newestReached(parts: readonly JobPart[]): number | null {
  const reached = parts.flatMap((part) => part.reached ?? []);
  return reached.length === 0 ? null : Math.max(...reached);
}

/**
 * Returns a part with the work it is expected to be. What is missing is counted when a part begins; until then the
 * whole of what was asked for stands in, or the first of many parts would look like the whole job.
 */
function withExpectedTotal(part: JobPart): JobPart {
  if (part.state === 'done' || part.total > 0) return part;
  return { ...part, total: Math.max(0, Math.round((part.until - part.from) / durationOf(part.timeframe))) };
}

/** Returns 0 to 1: how far one part is. */
export const partFraction = (part: JobPart): number => jobFraction([withExpectedTotal(part)]);

/** Returns what went wrong with the parts of a job, each thing once; else with the job as a whole. */
export function jobProblem({ parts, problem }: Job, language: Language): string | null {
  const problems = distinct(
    parts.flatMap((part) => (part.problem === null ? [] : problemWords(part.problem, language))),
  );
  if (problems.length > 0) return problems.join(' · ');
  return problem === null ? null : problemWords(problem, language);
}

/** Returns what a job's line says about all of its parts together. */
export function summarizeJob({ parts: counted }: Job): JobSummary {
  const parts = counted.map(withExpectedTotal);
  const sum = (pick: (part: JobPart) => number): number =>
    parts.reduce((total, part) => total + pick(part), 0);
  return {
    fraction: jobFraction(parts),
    settled: sum((part) => Math.min(part.settled, part.total)),
    total: sum((part) => part.total),
    stored: sum((part) => part.stored),
    reached: newestReached(parts),
    exchanges: distinct(parts.map((part) => part.exchange)),
    symbols: distinct(parts.map((part) => part.symbol)),
    timeframes: distinct(parts.map((part) => part.timeframe)),
  };
}

/**
 * Returns the milliseconds left, or null while nobody can say. The engine tells it once every part has begun; before
 * that it follows from the rate and from what the waiting parts are expected to be.
 */
export function timeLeft({ state, etaMs, rate }: Job, { total, settled }: JobSummary): number | null {
  if (state !== 'running') return null;
  if (etaMs !== null) return etaMs;
  return rate === null || rate === 0 ? null : ((total - settled) / rate) * SECOND;
}

const ACTIONS: Readonly<Record<JobState, readonly JobAction[]>> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: [],
  incomplete: ['retry'],
  failed: ['retry'],
  cancelled: ['retry'],
};

/** Returns what the trader may do with a job in this state. */
export const actionsOf = (state: JobState): readonly JobAction[] => ACTIONS[state];

/** Tells whether what a job stored can be taken back: a backfill cannot, other work may rest on it. */
export const canUndo = (job: Job): boolean =>
  job.kind !== 'backfill' && isFinished(job.state) && !job.undone && job.startedAt !== null;
