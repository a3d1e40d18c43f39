import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { candleRows } from '../../../shared/domain/candle.ts';
import { ExchangeId } from '../../../shared/domain/exchange.ts';
import { EpochMs } from '../../../shared/domain/time.ts';
import { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { EmulatorControls } from '../emulator.ts';
import type { FaultInput } from '../faults/schema.ts';
import { Settings } from '../settings.ts';

/** Admin paths speak JSON: query for GET and DELETE, body for POST. */
type Call = Readonly<{ query: Readonly<Record<string, string>>; body: unknown }>;
type Handler = (call: Call) => unknown;

const ClockChange = z.strictObject({
  advance: z.number().min(0).optional(),
  to: EpochMs.optional(),
  speed: z.number().min(0).optional(),
});
const TruthQuery = z.object({
  venue: ExchangeId,
  symbol: z.string(),
  timeframe: Timeframe,
  from: z.coerce.number(),
  until: z.coerce.number(),
});
const ListingBody = z.strictObject({
  symbol: z.string(),
  listedAt: EpochMs.optional(),
  delistedAt: EpochMs.nullable().optional(),
});
const SocketsBody = z.strictObject({ code: z.number().int(), venue: ExchangeId.optional() });
const RequestQuery = z.object({
  venue: ExchangeId.optional(),
  route: z.string().optional(),
  symbol: z.string().optional(),
  fault: z.string().optional(),
  since: z.coerce.number().optional(),
});

/** Drops keys whose value is undefined, which exact optional properties do not allow. */
const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

function createHandlers(controls: EmulatorControls): Readonly<Record<string, Handler>> {
  const { clock, faults, requests, settings } = controls;
  const clockState = (): unknown => ({ now: clock.now(), speed: clock.speed() });
  return {
    'GET faults': () => faults.list(),
    'POST faults': ({ body }) => faults.add(body as FaultInput | FaultInput[]),
    'DELETE faults': ({ query }) => (query.id === undefined ? faults.clear() : faults.remove(query.id)),
    'GET clock': clockState,
    'POST clock': ({ body }) => {
      const { advance, to, speed } = ClockChange.parse(body);
      if (speed !== undefined) clock.setSpeed(speed);
      if (to !== undefined) clock.jump(to);
      if (advance !== undefined) clock.advance(advance);
      return clockState();
    },
    'GET requests': ({ query }) => requests.query(present(RequestQuery.parse(query))),
    'DELETE requests': () => requests.clear(),
    'GET truth': ({ query }) => {
      const { venue, symbol, timeframe, from, until } = TruthQuery.parse(query);
      return candleRows(controls.truth(venue, symbol, timeframe, from, until));
    },
    'GET settings': () => settings,
    'POST settings': ({ body }) => Object.assign(settings, Settings.partial().parse(body)),
    'POST listings': ({ body }) => {
      const { symbol, ...change } = ListingBody.parse(body);
      controls.setListing(symbol, present(change));
    },
    'GET sockets': () => controls.sockets(),
    'DELETE sockets': ({ query }) => {
      const { code, venue } = SocketsBody.parse({ ...query, code: Number(query.code ?? 1001) });
      controls.closeSockets(code, venue);
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

/**
 * Serves `/__admin/…`, so that a test in another process can do what one in this process does with the emulator.
 * Returns false for every other path. No fault, delay or clock touches these answers.
 */
export function createAdmin(controls: EmulatorControls) {
  const handlers = createHandlers(controls);
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (!url.pathname.startsWith('/__admin/')) return false;
    const name = `${request.method} ${url.pathname.slice('/__admin/'.length)}`;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    const put = (status: number, value: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(value ?? null));
    };
    if (handler === undefined) {
      put(404, { error: `no such admin call: ${name}`, calls: Object.keys(handlers) });
      return true;
    }
    try {
      put(200, handler({ query: Object.fromEntries(url.searchParams), body: await readBody(request) }));
    } catch (error) {
      put(400, { error: error instanceof Error ? error.message : String(error) });
    }
    return true;
  };
}
