import type { AlertRule } from '../../../shared/domain/alert.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { LiveFacts, SeriesFacts, VenueFacts } from '../live/liveService.ts';
import { type Condition, gather, type Single } from './condition.ts';
import type { Rules } from './rules.ts';

/** Returns for how long nothing new has come of a series, as far as the engine was awake to hear it. */
const silenceOf = ({ now, liveSince, lastNewsAt }: SeriesFacts, watchedMs: number): number =>
  Math.min(now - Math.max(liveSince, lastNewsAt ?? 0), watchedMs);

/** However a series is kept live, every trade is news of it within a minute; one without trades is not silent. */
function isSilent(series: SeriesFacts, limitMs: number, watchedMs: number): boolean {
  if (series.state === 'quiet' || series.state === 'off' || series.isStoreRefusing) return false;
  return silenceOf(series, watchedMs) > limitMs;
}

const symbolOf = ({ exchange, symbol }: SeriesFacts): string => `${exchange} ${symbol}`;

function silentSymbols(series: readonly SeriesFacts[], limitMs: number, watchedMs: number): Single[] {
  return [...Map.groupBy(series, symbolOf)].flatMap(([subject, ofSymbol]) => {
    if (!ofSymbol.every((one) => isSilent(one, limitMs, watchedMs))) return [];
    const [{ exchange, symbol, seriesId }] = ofSymbol as [SeriesFacts];
    const silentMs = Math.min(...ofSymbol.map((one) => silenceOf(one, watchedMs)));
    return [
      { kind: 'symbol-silent', subject, name: symbol, exchange, seriesId, params: { silentMs } } as const,
    ];
  });
}

/** Tells all series at once whose candles the store does not take: that has one cause, whatever the venue. */
function refusingStore(series: readonly SeriesFacts[], limit: number): Condition[] {
  const refused = series.filter(({ isStoreRefusing }) => isStoreRefusing);
  const [worst] = refused.toSorted((a, b) => b.errors - a.errors);
  if (worst === undefined || worst.errors < limit) return [];
  const { errors, lastError } = worst;
  return [
    {
      kind: 'errors-in-a-row',
      subject: 'store',
      exchange: null,
      seriesId: null,
      params: { store: refused.length, errors, lastError },
    },
  ];
}

const failingSeries = (series: readonly SeriesFacts[], limit: number): Single[] =>
  series
    .filter(({ errors, isStoreRefusing }) => errors >= limit && !isStoreRefusing)
    .map((one) => ({
      kind: 'errors-in-a-row',
      subject: seriesName(one),
      name: `${one.symbol} ${one.timeframe}`,
      exchange: one.exchange,
      seriesId: one.seriesId,
      params: { errors: one.errors, lastError: one.lastError },
    }));

function silentVenue(venue: VenueFacts, series: readonly SeriesFacts[]): Condition {
  const { exchange, now, lastNewsAt } = venue;
  const since = lastNewsAt ?? Math.min(...series.map(({ liveSince }) => liveSince), now);
  const symbols = new Set(series.map(symbolOf)).size;
  return {
    kind: 'venue-silent',
    subject: exchange,
    exchange,
    seriesId: null,
    params: { silentMs: now - since, symbols },
  };
}

/** One PC has one clock: the venue it differs from most is named. */
function wrongClock(venues: readonly VenueFacts[], limitMs: number): Condition[] {
  const offset = ({ clockOffsetMs }: VenueFacts): number => Math.abs(clockOffsetMs ?? 0);
  const [worst] = venues.toSorted((a, b) => offset(b) - offset(a));
  if (worst === undefined || offset(worst) <= limitMs) return [];
  const { exchange, clockOffsetMs: offsetMs } = worst;
  return [
    {
      kind: 'clock-skew',
      subject: 'clock',
      exchange,
      seriesId: null,
      params: { offsetMs, limitMs, exchange },
    },
  ];
}

/** Venues push every few seconds; one of which no symbol has had news for this long is likely to be down. */
const SUSPECT_AFTER_MS = 30 * SECOND;

/**
 * Tells whether errors and silence at a venue are its own rather than those of its series: its circuit breaker is open,
 * or about to open because nothing at all has come of it. What the breaker does not take up soon is told after all.
 */
function isVenueMatter({ circuit, now, lastNewsAt }: VenueFacts, { enabled, threshold }: AlertRule): boolean {
  if (circuit === 'open') return true;
  if (!enabled || threshold === null || lastNewsAt === null) return false;
  const silentMs = now - lastNewsAt;
  return silentMs > SUSPECT_AFTER_MS && silentMs < threshold + MINUTE;
}

/**
 * Returns what is wrong with what is kept live. A venue that is silent altogether is one condition: nothing is said of
 * its symbols and series. `watchedMs` is how long the engine has been awake without a pause: silence from before is sleep.
 */
export function liveConditions(facts: LiveFacts, rules: Rules, watchedMs: number): Condition[] {
  if (facts.paused) return [];
  const limitOf = (kind: keyof Rules): number => rules[kind].threshold ?? Number.POSITIVE_INFINITY;
  const series = facts.series.filter(({ state }) => state !== 'off');
  const down = facts.venues.filter(({ circuit }) => circuit === 'open');
  const suspect = new Set(
    facts.venues
      .filter((venue) => isVenueMatter(venue, rules['venue-silent']))
      .map(({ exchange }) => exchange),
  );
  const upSeries = series.filter(({ exchange }) => !suspect.has(exchange));
  return [
    ...down.map((venue) =>
      silentVenue(
        venue,
        series.filter(({ exchange }) => exchange === venue.exchange),
      ),
    ),
    ...gather('symbol-silent', silentSymbols(upSeries, limitOf('symbol-silent'), watchedMs)),
    ...refusingStore(series, limitOf('errors-in-a-row')),
    ...gather('errors-in-a-row', failingSeries(upSeries, limitOf('errors-in-a-row'))),
    ...wrongClock(facts.venues, limitOf('clock-skew')),
  ];
}
