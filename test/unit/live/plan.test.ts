import { describe, expect, it } from 'vitest';
import { planVenue } from '../../../electron/engine/live/subscriptionPlan.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { durationOf, TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

const BITGET: ReadonlySet<Timeframe> = new Set(TIMEFRAMES.filter((timeframe) => timeframe !== '2h'));

const idOf = (timeframe: Timeframe): SeriesId => (TIMEFRAMES.indexOf(timeframe) + 1) as SeriesId;

const plan = (timeframes: readonly Timeframe[], mode: 'websocket' | 'polling' = 'websocket') => {
  const series = timeframes.map((timeframe) => ({ id: idOf(timeframe), symbol: 'BTCUSDT', timeframe, mode }));
  const plans = planVenue(series, BITGET);
  return (timeframe: Timeframe) => plans.get(idOf(timeframe));
};

describe('the subscription plan', () => {
  it('watches what the socket can do and polls in the polling mode', () => {
    expect(plan(['5m', '1h'])('1h')).toEqual({ way: 'websocket' });
    expect(plan(['5m', '1h'], 'polling')('5m')).toEqual({ way: 'polling' });
  });

  it('derives every coarser timeframe of a live minute from the coarsest finer one that divides it', () => {
    const of = plan(TIMEFRAMES);
    expect(of('1m')).toEqual({ way: 'websocket' });
    expect(of('5m')).toEqual({ way: 'derived', finer: idOf('1m') });
    expect(of('15m')).toEqual({ way: 'derived', finer: idOf('5m') });
    expect(of('6h')).toEqual({ way: 'derived', finer: idOf('2h') });
    expect(of('1w')).toEqual({ way: 'derived', finer: idOf('1d') });
  });

  it('derives what the socket cannot do, and polls it where there is nothing to derive it from', () => {
    expect(plan(['1h', '2h'])('2h')).toEqual({ way: 'derived', finer: idOf('1h') });
    expect(plan(['2h'])('2h')).toEqual({ way: 'polling' });
    expect(plan(['2h', '4h'])('4h')).toEqual({ way: 'websocket' });
  });

  it('derives nothing from another symbol', () => {
    const series = [
      { id: 1 as SeriesId, symbol: 'BTCUSDT', timeframe: '1m', mode: 'websocket' },
      { id: 2 as SeriesId, symbol: 'ETHUSDT', timeframe: '5m', mode: 'websocket' },
    ] as const;
    expect(planVenue(series, BITGET).get(2 as SeriesId)).toEqual({ way: 'websocket' });
  });

  it('never asks the socket for what it cannot do, whatever is live', () => {
    for (let set = 1; set < 2 ** TIMEFRAMES.length; set += 1) {
      const live = TIMEFRAMES.filter((_, i) => (set >> i) % 2 === 1);
      const of = plan(live);
      for (const timeframe of live) {
        const how = of(timeframe)!;
        if (how.way === 'websocket') expect(BITGET.has(timeframe)).toBe(true);
        if (how.way !== 'derived') continue;
        const finer = live.find((one) => idOf(one) === how.finer)!;
        expect(durationOf(timeframe) % durationOf(finer)).toBe(0);
      }
    }
  });
});
