import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultBook } from '../faults/book.ts';
import { HTTP_KINDS, json, struckAnswer, tooMany, type Wire } from '../faults/http.ts';
import { rowsOf } from '../faults/rows.ts';
import type { Settings } from '../settings.ts';
import type { RequestLog } from './requestLog.ts';
import type { Answer, Params, Route } from './route.ts';
import { createUsageCounter } from './usage.ts';

export type ServerParts = Readonly<{
  routes: readonly Route[];
  faults: FaultBook;
  log: RequestLog;
  settings: Settings;
  /** Virtual time, milliseconds UTC. */
  now: () => number;
  /** Answers what no venue knows, such as the admin paths; false when it does not know it either. */
  fallback: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
}>;

function put(response: ServerResponse, wire: Wire, headers: Readonly<Record<string, string>>): void {
  if (wire.kind === 'reset') response.socket?.resetAndDestroy();
  if (wire.kind !== 'text') return;
  response.writeHead(wire.status, { 'Content-Type': wire.type, ...headers, ...wire.headers });
  response.end(wire.text);
}

function safely(route: Route, params: Params): Answer {
  try {
    return route.answer(params);
  } catch (error) {
    // A bug of the emulator must not look like an outage of the venue.
    return { status: 599, body: { emulator: error instanceof Error ? error.message : String(error) } };
  }
}

/** Makes the HTTP server of both venues; it does not listen yet. */
export function createVenueServer({ routes, faults, log, settings, now, fallback }: ServerParts): Server {
  const byPath = new Map(routes.map((route) => [route.path, route]));
  const count = createUsageCounter();

  async function serve(route: Route, params: Params, response: ServerResponse): Promise<void> {
    const { venue, name } = route;
    const at = now();
    const weight = route.weight(params);
    const usage = count(route, weight);
    const timeframe = route.timeframe?.(params);
    const strike = faults.strike(HTTP_KINDS, { venue, route: name, symbol: params.symbol, timeframe });
    const wait = settings.latencyMs + (strike?.rule.kind === 'delay' ? strike.rule.ms : 0);
    if (wait > 0) await delay(wait, undefined, { ref: false });
    const answer = safely(route, params);
    const wire = ((): Wire => {
      if (strike !== null) return struckAnswer(strike, venue, answer, now(), settings.skewMs);
      return usage.isOver && settings.enforceRateLimits ? tooMany(venue, usage.retryAfterSec) : json(answer);
    })();
    log.add({
      at,
      venue,
      route: name,
      params,
      status: wire.kind === 'text' ? wire.status : 0,
      weight,
      rows: rowsOf(answer)?.length ?? null,
      fault: strike?.rule.kind ?? null,
    });
    const headers: Record<string, string> =
      venue === 'binance' ? { 'X-MBX-USED-WEIGHT-1M': String(usage.used) } : {};
    put(response, wire, headers);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = byPath.get(url.pathname);
    if (route !== undefined) return serve(route, Object.fromEntries(url.searchParams), response);
    for (const one of routes) {
      const found = one.pattern?.exec(url.pathname);
      if (found) return serve(one, { ...found.groups }, response);
    }
    if (await fallback(request, response, url)) return;
    put(
      response,
      json({ status: 404, body: { code: '40404', msg: `Request URL NOT FOUND: ${url.pathname}` } }),
      {},
    );
  }

  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      put(response, json({ status: 599, body: { emulator: String(error) } }), {});
    });
  });
}
