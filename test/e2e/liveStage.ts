import type { Page } from '@playwright/test';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import { compareSeries, type SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../shared/domain/exchange.ts';
import type { IngestionMode, IngestionStatus, LiveVenue } from '../../shared/domain/live.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { floorToGrid, TIMEFRAMES } from '../../shared/domain/timeframe.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleLine, sampleVenue } from '../helpers/liveSamples.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import type { ScriptedBackend } from '../helpers/scriptedBackend.ts';
import type { Host } from '../host/host.ts';
import { openScripted, quietBackend } from './scripted.ts';

const BASES = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'ADA', 'LINK', 'AVAX', 'DOT', 'LTC'] as const;
const FRAMES = ['1m', '5m', '15m', '1h', '4h'] as const;

/** Returns `count` series of both venues in the order of the window, and none of them live yet. */
export function liveCoverage(count: number): SeriesCoverage[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, i) => {
    const symbol = Math.floor(i / FRAMES.length);
    const exchange: ExchangeId = i % 3 === 2 ? 'binance' : 'bitget';
    const timeframe = FRAMES[i % FRAMES.length]!;
    const base = `${BASES[symbol % BASES.length]!}${symbol >= BASES.length ? Math.floor(symbol / BASES.length) : ''}`;
    return sampleCoverage({
      id: (i + 1) as SeriesId,
      exchange,
      symbol: `${base}USDT`,
      timeframe,
      last: floorToGrid(timeframe, now) - MINUTE,
    });
  }).toSorted((a, b) => compareSeries(a, b, (key) => TIMEFRAMES.indexOf(key.timeframe)));
}

/** Returns the line of a series that has been live for a while. */
export function lineOf(series: SeriesCoverage, change: Partial<IngestionStatus> = {}): IngestionStatus {
  const { exchange, symbol, timeframe, id } = series;
  const now = Date.now();
  return sampleLine({
    seriesId: id,
    exchange,
    symbol,
    timeframe,
    source: timeframe === '4h' ? 'derived' : 'websocket',
    lastCandle: series.last,
    lastMessageAt: now - 400,
    latencyMs: 600 + (id % 7) * 90,
    updatedAt: now,
    ...change,
  });
}

export type LiveStage = Readonly<{
  host: Host;
  backend: ScriptedBackend;
  /** What the window asked to be changed, oldest first. */
  asked: { name: string; request: unknown }[];
  /** Tells the window that these lines and venues are other than before. */
  push(lines: readonly IngestionStatus[], venues?: readonly LiveVenue[]): void;
}>;

type Script = Readonly<{
  series: readonly SeriesCoverage[];
  lines?: readonly IngestionStatus[];
  venues?: readonly LiveVenue[];
  mode?: IngestionMode;
  paused?: boolean;
  more?: Partial<Handlers>;
}>;

/** Opens the window over a scripted engine whose live part does what it is asked to, and says nothing by itself. */
export async function openLive(page: Page, script: Script): Promise<LiveStage> {
  const lines = new Map((script.lines ?? []).map((line) => [line.seriesId, line]));
  let { mode = 'websocket', paused = false } = script;
  let venues = script.venues ?? [
    sampleVenue({ exchange: 'bitget', socketSince: Date.now() - 7 * MINUTE }),
    sampleVenue({ exchange: 'binance', socket: 'closed', socketSince: null, desired: 0, active: 0 }),
  ];
  const asked: { name: string; request: unknown }[] = [];
  const state = () => succeed({ paused, mode, venues: [...venues], series: [...lines.values()] });
  const byId = new Map(script.series.map((series) => [series.id, series]));
  const setLine = (id: SeriesId, live: boolean | undefined, wanted: IngestionMode | null | undefined) => {
    const series = byId.get(id);
    const line = lines.get(id) ?? (series === undefined ? undefined : lineOf(series, { state: 'off' }));
    if (line === undefined) return;
    const next = live === undefined ? line.state : live ? 'catching-up' : 'off';
    const updatedAt = line.updatedAt + 1;
    lines.set(id, { ...line, state: next, wanted: wanted === undefined ? line.wanted : wanted, updatedAt });
  };
  const backend = quietBackend(script.series, {
    'live.state': async () => state(),
    'live.set': async (request) => {
      asked.push({ name: 'live.set', request });
      for (const id of request.seriesIds) setLine(id, request.live, request.mode);
      return state();
    },
    'live.setAll': async (request) => {
      asked.push({ name: 'live.setAll', request });
      mode = request.mode ?? mode;
      paused = request.paused ?? paused;
      return state();
    },
    'live.reconnect': async (request) => {
      asked.push({ name: 'live.reconnect', request });
      venues = venues.map((venue) =>
        venue.exchange === request.exchange
          ? { ...venue, socket: 'connecting' as const, circuit: 'closed' as const, circuitUntil: null }
          : venue,
      );
      return state();
    },
    ...script.more,
  });
  const host = await openScripted(page, backend);
  return {
    host,
    backend,
    asked,
    push: (news, changed = []) => {
      for (const line of news) lines.set(line.seriesId, line);
      venues = venues.map((venue) => changed.find(({ exchange }) => exchange === venue.exchange) ?? venue);
      backend.emit('live.changed', { paused, mode, venues: [...changed], series: [...news] });
    },
  };
}
