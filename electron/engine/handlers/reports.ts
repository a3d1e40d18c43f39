import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { listCoverage, matches } from '../quality/coverage.ts';
import { verify } from '../quality/verify.ts';

type ReportHandlers = Pick<
  Handlers,
  'coverage.list' | 'gaps.list' | 'verify.run' | 'candles.range' | 'events.list' | 'audit.list'
>;

export function reportHandlers(context: EngineContext): ReportHandlers {
  const { store } = context;
  return {
    'coverage.list': async (filter) => succeed({ series: await listCoverage(context, filter) }),
    'gaps.list': async ({ limit = 10_000, ...filter }) => {
      const series = (await store.read.series()).filter((one) => matches(filter, one));
      const gaps = (await Promise.all(series.map(({ id }) => store.read.gaps(id)))).flat();
      return succeed({ gaps: gaps.slice(0, limit), total: gaps.length });
    },
    'verify.run': async (request, signal) => succeed(await verify(context, request, signal)),
    'candles.range': async ({ seriesId, before, limit }) => {
      const known = (await store.read.series()).some(({ id }) => id === seriesId);
      if (!known) return fail({ code: 'not-found', message: `there is no series ${seriesId}` });
      return succeed({ candles: await store.read.candlesBefore(seriesId, before, limit) });
    },
    'events.list': async ({ limit }) => succeed({ events: await store.read.events(limit) }),
    'audit.list': async ({ limit }) => succeed({ entries: await store.read.audit(limit) }),
  };
}
