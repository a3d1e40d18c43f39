import { type Job, type JobPart, jobFraction } from '../../shared/domain/job.ts';
import { seriesName } from '../../shared/domain/series.ts';
import { HOUR, MINUTE, SECOND, toIso } from '../../shared/domain/time.ts';
import { problemWords } from '../../shared/words/problems.ts';

const timeLeft = (ms: number): string => {
  if (ms >= HOUR) return `${Math.floor(ms / HOUR)} h ${Math.round((ms % HOUR) / MINUTE)} min`;
  return ms >= MINUTE ? `${Math.round(ms / MINUTE)} min` : `${Math.max(1, Math.round(ms / SECOND))} s`;
};

/** One line on how far a job is: share, candles, rate, date reached, time left. */
export function progressLine(job: Job): string {
  const running = job.parts.find((part) => part.state === 'running');
  const settled = job.parts.reduce((sum, part) => sum + part.settled, 0);
  const total = job.parts.reduce((sum, part) => sum + part.total, 0);
  if (total === 0) return 'preparing';
  return [
    `${Math.floor(jobFraction(job.parts) * 100)} %`,
    `${settled}/${total} candles`,
    job.rate === null ? null : `${Math.round(job.rate)}/s`,
    running === undefined
      ? null
      : `${seriesName(running)}${running.reached === null ? '' : ` at ${toIso(running.reached).slice(0, 16)}Z`}`,
    job.etaMs === null ? null : `${timeLeft(job.etaMs)} left`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** One line on how a series ended. */
export function partLine(part: JobPart): string {
  const problem = part.problem === null ? '' : ` (${problemWords(part.problem, 'en')})`;
  return `${seriesName(part)}: ${part.state}, ${part.stored} candles in ${part.requests} requests${problem}`;
}
