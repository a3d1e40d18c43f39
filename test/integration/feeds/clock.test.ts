import { afterEach, describe, expect, it } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { BTC, candlesBack, download, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';
import { naiveBitget, numbers } from './naive.ts';

let stage: Stage;
afterEach(() => stage.close());

/** Feeds on a PC whose clock is wrong by `ms`. */
const onWrongPc = (ms: number) => stage.restart({ clock: { now: () => stage.exchange.clock.now() + ms } });

describe('a wrong clock of the PC', () => {
  it('makes ccxt cut its pages by it, without an error', async () => {
    stage = await setStage();
    const now = (): number => stage.exchange.clock.now() - 30 * MINUTE;
    const exchange = naiveBitget({ url: stage.exchange.url, now });
    const rows = numbers(await exchange.fetchOHLCV(BTC, '1m', candlesBack('1m', 60), 60));
    expect(rows).toHaveLength(31);
  });

  describe.each(['bitget', 'binance'] as const)('changes nothing at %s', (venue) => {
    it.each([-400 * DAY, -2 * HOUR, -3_000, 3_000, 2 * HOUR, 400 * DAY])(
      'when it is off by %d ms',
      async (wrong) => {
        stage = await setStage();
        const feed = await onWrongPc(wrong).get(venue);
        const wanted = {
          timeframe: '1m',
          from: candlesBack('1m', 1_500),
          until: candlesBack('1m', 0),
        } as const;
        const { rows, pages } = await download(feed, wanted);
        const truth = stage.exchange.truth(venue, 'BTCUSDT', '1m', wanted.from, wanted.until);
        expect(rows).toEqual(candleRows(truth));
        expect(pages).toHaveLength(venue === 'bitget' ? 2 : 4);
        expect(stage.exchange.requests.query({ route: 'bitget.history-candles' })).toEqual([]);
        expect(feed.status().clockOffsetMs).toBeCloseTo(-wrong, -2);
        expect(Math.abs(feed.now() - stage.exchange.clock.now())).toBeLessThan(1_000);

        const request = {
          ...wanted,
          unified: BTC,
          until: candlesBack('1m', -600),
          priority: 'live',
        } as const;
        const last = unwrap(await feed.candles({ ...request, from: candlesBack('1m', 5) }, UNABORTED));
        expect(last.answered.until).toBe(candlesBack('1m', 0));
      },
    );
  });

  it('that is set while the program runs is noticed before the next page', async () => {
    stage = await setStage();
    let wrong = -2 * HOUR;
    const feeds = stage.restart({ clock: { now: () => stage.exchange.clock.now() + wrong } });
    const feed = await feeds.get('binance');
    const request = {
      unified: BTC,
      timeframe: '1m',
      from: candlesBack('1m', 5),
      until: candlesBack('1m', -60),
      priority: 'live',
    } as const;
    unwrap(await feed.candles(request, UNABORTED));
    wrong = 0;
    const page = unwrap(await feed.candles(request, UNABORTED));
    expect(page.answered.until).toBe(candlesBack('1m', 0));
  });
});

describe('exchange time', () => {
  it.each(['bitget', 'binance'] as const)('is measured again after ten minutes: %s', async (venue) => {
    stage = await setStage();
    const feed = await stage.feeds.get(venue);
    const from = candlesBack('1m', 5);
    const request = { unified: BTC, timeframe: '1m', from, until: from + MINUTE, priority: 'live' } as const;
    const measured = (): number => stage.exchange.requests.query({ route: `${venue}.time` }).length;
    for (const expected of [2, 2]) {
      unwrap(await feed.candles(request, UNABORTED));
      expect(measured()).toBe(expected);
    }
    stage.exchange.clock.advance(11 * MINUTE);
    unwrap(await feed.candles(request, UNABORTED));
    expect(measured()).toBe(4);
  });

  it('of an old measurement is good enough when the venue does not tell the time', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get('bitget');
    const from = candlesBack('1m', 5);
    const request = { unified: BTC, timeframe: '1m', from, until: from + MINUTE, priority: 'live' } as const;
    unwrap(await feed.candles(request, UNABORTED));
    stage.exchange.clock.advance(11 * MINUTE);
    stage.exchange.faults.add({ kind: 'server-error', status: 503, route: 'bitget.time' });
    unwrap(await feed.candles(request, UNABORTED));
  });

  it('that was never measured is a reason to wait, not to guess', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get('bitget');
    stage.exchange.faults.add({ kind: 'server-error', status: 503, route: 'bitget.time' });
    const from = candlesBack('1m', 5);
    const request = { unified: BTC, timeframe: '1m', from, until: from + MINUTE, priority: 'live' } as const;
    expect(await feed.candles(request, UNABORTED)).toMatchObject({
      ok: false,
      error: { kind: 'venue-down' },
    });
  });

  it('is the venue’s own when its clock moves away from the PC’s', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get('bitget');
    const request = {
      unified: BTC,
      timeframe: '1m',
      from: candlesBack('1m', 5),
      until: candlesBack('1m', -60),
      priority: 'live',
    } as const;
    unwrap(await feed.candles(request, UNABORTED));
    stage.exchange.clock.advance(6_000);
    stage.exchange.settings.skewMs = -10 * MINUTE;
    const page = unwrap(await feed.candles({ ...request, from: candlesBack('1m', 30) }, UNABORTED));
    expect(page.answered.until).toBe(candlesBack('1m', 10));
    const ahead = unwrap(await feed.candles(request, UNABORTED));
    expect(ahead.answered).toEqual({ from: request.from, until: request.from });
    expect(feed.status().clockOffsetMs).toBeCloseTo(-10 * MINUTE, -3);
  });
});
