import { describe, expect, test } from 'vitest';
import {
  beginsTyping,
  commandOf,
  commandOfLetter,
} from '../../../../renderer/features/chart/chartCommands.ts';
import { findTyped, parseTyped } from '../../../../renderer/features/chart/typedSeries.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../../../shared/domain/timeframe.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

const all = ['BTCUSDT', 'ETHUSDT', 'ETCUSDT', 'METHUSDT'].flatMap((symbol, s) =>
  (['1m', '1h', '4h', '1d'] as const).flatMap((timeframe, i) =>
    (['bitget', 'binance'] as const).map((exchange, e) =>
      sampleCoverage({ id: (s * 100 + i * 10 + e) as SeriesId, symbol, timeframe, exchange }),
    ),
  ),
);
const current = all.find(({ symbol, timeframe }) => symbol === 'BTCUSDT' && timeframe === '1h')!;
const names = (text: string): string[] =>
  findTyped(text, all, current, 3).map(
    ({ exchange, symbol, timeframe }) => `${exchange} ${symbol} ${timeframe}`,
  );

describe('what is typed on the chart', () => {
  test('is taken apart into words and a timeframe', () => {
    expect(parseTyped('ETH 4h')).toEqual({ words: ['eth'], timeframe: '4h' });
    expect(parseTyped('  btc/usdt,  bin 240 ')).toEqual({ words: ['btcusdt', 'bin'], timeframe: '4h' });
    expect(parseTyped('D')).toEqual({ words: [], timeframe: '1d' });
    expect(parseTyped('1m 1h')).toEqual({ words: ['1m'], timeframe: '1h' });
    expect(parseTyped('   ')).toEqual({ words: [], timeframe: null });
    for (const timeframe of TIMEFRAMES) expect(parseTyped(timeframe).timeframe).toBe(timeframe);
  });

  test('finds the likeliest first: the beginning of a symbol, this exchange, this timeframe', () => {
    expect(names('ETH 4h')[0]).toBe('bitget ETHUSDT 4h');
    expect(names('eth')[0]).toBe('bitget ETHUSDT 1h');
    expect(names('eth bin 1d')[0]).toBe('binance ETHUSDT 1d');
    expect(names('ethusdt')[0]).toBe('bitget ETHUSDT 1h');
    expect(names('tcu 1m')).toEqual(expect.arrayContaining(['bitget BTCUSDT 1m', 'bitget ETCUSDT 1m']));
  });

  test('with a timeframe alone stays with the symbol', () => {
    expect(names('240')).toEqual(['bitget BTCUSDT 4h', 'binance BTCUSDT 4h']);
  });

  test('takes letters in order for a symbol, and finds nothing in nonsense', () => {
    expect(names('mtht 1h')[0]).toBe('bitget METHUSDT 1h');
    expect(names('zzz')).toEqual([]);
    expect(names('')).toEqual([]);
  });
});

describe('the keys of the chart', () => {
  const press = (key: string, more: object = {}) => ({
    ...{
      key,
      code: `Key${key.toUpperCase()}`,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
    },
    ...more,
  });

  test('move, and letters alone begin a symbol', () => {
    expect(commandOf(press('ArrowLeft'))).toBe('left');
    expect(commandOf(press('ArrowLeft', { shiftKey: true }))).toBe('leftFar');
    expect(commandOf(press('End'))).toBe('now');
    expect(commandOf(press('g'))).toBeNull();
    expect(beginsTyping(press('g'))).toBe(true);
    expect(beginsTyping(press('4'))).toBe(true);
    expect(beginsTyping(press('Enter'))).toBe(false);
  });

  test('with Alt are commands, found by place where Alt changes the letter', () => {
    expect(commandOf(press('©', { altKey: true, code: 'KeyG' }))).toBe('nextGap');
    expect(commandOf(press('G', { altKey: true, shiftKey: true }))).toBe('previousGap');
    expect(commandOf(press('l', { altKey: true }))).toBe('log');
    expect(commandOf(press('g', { ctrlKey: true }))).toBeNull();
    expect(commandOfLetter('g')).toBe('nextGap');
    expect(commandOfLetter('gm')).toBeNull();
  });
});
