import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import type { LiveService } from '../live/liveService.ts';

type LiveHandlers = Pick<Handlers, Extract<keyof Handlers, `live.${string}` | `quotes.${string}`>>;

export function liveHandlers(live: LiveService): LiveHandlers {
  return {
    'live.state': async () => succeed(live.state()),
    'live.set': async (request) => {
      await live.set(request);
      return succeed(live.state());
    },
    'live.setAll': async (request) => {
      await live.setAll(request);
      return succeed(live.state());
    },
    'live.reconnect': async ({ exchange }) => {
      live.reconnect(exchange);
      return succeed(live.state());
    },
    'live.forming': async ({ seriesIds }) => succeed({ candles: live.forming(seriesIds) }),
    'quotes.list': async () => succeed({ quotes: live.quotes() }),
  };
}
