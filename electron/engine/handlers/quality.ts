import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { runCheck } from '../quality/checks.ts';
import { candleElsewhere, inspectCandle } from '../quality/inspector.ts';
import { readLimits, saveLimits } from '../quality/limits.ts';
import { rebuildLedgers } from '../quality/rebuild.ts';
import { decideReviews, listReviews } from '../quality/review.ts';

type QualityHandlers = Pick<
  Handlers,
  | Extract<keyof Handlers, `quality.${string}` | `checks.${string}` | `review.${string}`>
  | 'candles.inspect'
  | 'candles.elsewhere'
>;

/** How good the data is: limits, deep checks, what they found for a person to look at, and one candle's story. */
export function qualityHandlers(context: EngineContext): QualityHandlers {
  const { store } = context;
  return {
    'quality.limits': async () => succeed(await readLimits(context)),
    'quality.setLimits': async (limits) => succeed(await saveLimits(context, limits)),
    'checks.run': async (request, signal) => succeed({ report: await runCheck(context, request, signal) }),
    'checks.history': async ({ kind, limit }) => {
      const [reports, canary] = await Promise.all([
        store.read.checkReports(kind ?? null, limit),
        store.read.canaryTotals(),
      ]);
      return succeed({ reports, canary });
    },
    'checks.rebuild': async (request) => succeed({ rebuilt: await rebuildLedgers(context, request) }),
    'review.list': async (request) => succeed(await listReviews(context, request)),
    'review.decide': async (request) => succeed(await decideReviews(context, request)),
    'candles.inspect': (request) => inspectCandle(context, request),
    'candles.elsewhere': (request, signal) => candleElsewhere(context, request, signal),
  };
}
