import { type Page, test } from '@playwright/test';
import type { CallReceived } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import type { JobId } from '../../shared/domain/job.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY, HOUR } from '../../shared/domain/time.ts';
import { succeed } from '../../shared/lib/result.ts';
import { cellsFor, manySeries } from '../helpers/heatData.ts';
import { sampleGap } from '../helpers/samples.ts';
import { goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const jobId = '00000000-0000-4000-8000-000000000001' as JobId;

/** What the page asked the engine to do. */
export type Orders = Readonly<{
  backfills: CallReceived<'backfill.start'>[];
  refetches: CallReceived<'gaps.refetch'>[];
  plans: CallReceived<'gaps.plan'>[];
}>;

/** Returns gaps of every cause and state, spread over the series and the last month. */
export function manyGaps(count: number, now: number): Gap[] {
  const hour = Math.floor(now / HOUR) * HOUR;
  const causes = ['not-downloaded', 'request-failed', 'exchange-empty', 'rejected'] as const;
  const series = manySeries(14, 900, now);
  return Array.from({ length: count }, (_, i) => {
    const { id, exchange, symbol, timeframe } = series[3 + (i % 2) * 7]!;
    const cause = causes[i % causes.length]!;
    const isAsked = cause !== 'not-downloaded';
    const state = cause === 'exchange-empty' ? (i % 8 < 4 ? 'unconfirmed' : 'confirmed-empty') : 'open';
    const from = hour - (i + 2) * 6 * HOUR;
    const evidence = isAsked ? 'GET /candles: answered without these candles' : null;
    const found = { cause, state, attempts: isAsked ? 2 : 0, evidence } as const;
    const where = { from, to: from + (i % 4) * HOUR, missing: 1 + (i % 4) };
    return sampleGap({
      seriesId: id,
      exchange,
      symbol,
      timeframe,
      ...where,
      ...found,
      updatedAt: now - i * HOUR - DAY / 2,
    });
  });
}

/** Opens the app over fourteen series with damage here and there, and goes to a place of the rail. */
export async function openPlace(page: Page, place: 'Heatmap' | 'Gaps', more: Partial<Handlers> = {}) {
  test.info().skip(test.info().project.name === 'electron', 'a scripted engine brings a host of its own');
  const now = Date.now();
  const series = manySeries(14, 900, now);
  const gaps = manyGaps(60, now);
  const orders: Orders = { backfills: [], refetches: [], plans: [] };
  const backend = quietBackend(series, {
    'coverage.cells': async (request) => succeed(cellsFor(series, request)),
    'gaps.list': async ({ seriesId }) => {
      const wanted = gaps.filter((gap) => seriesId === undefined || gap.seriesId === seriesId);
      return succeed({ gaps: wanted, total: wanted.length });
    },
    'backfill.start': async (request) => {
      orders.backfills.push(request);
      return succeed({ jobId });
    },
    'gaps.plan': async (request) => {
      orders.plans.push(request);
      const nothing = { gaps: 0, missing: 0, requests: 0, weight: 0, seconds: 0, confirmed: 0, waiting: 0 };
      return succeed({ series: [], ...nothing });
    },
    'gaps.refetch': async (request) => {
      orders.refetches.push(request);
      return succeed({ jobId });
    },
    ...more,
  });
  const host = await openScripted(page, backend);
  await goTo(page, place);
  const changed = (seriesIds: SeriesId[]): void => backend.emit('coverage.changed', { seriesIds });
  return { host, orders, series, gaps, changed };
}
