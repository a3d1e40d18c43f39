import { describe, expect, it } from 'vitest';
import { workOf } from '../../../electron/engine/jobs/work.ts';

describe('the work of a stored job', () => {
  it('asks the exchange where an older program stored no source', () => {
    const old = JSON.stringify({ exchange: 'binance', symbols: ['BTCUSDT'], timeframes: ['1m'], days: 3 });
    expect(workOf('backfill', old)).toEqual({ kind: 'backfill', source: 'exchange' });
  });

  it('asks the exchange for a job of which nothing was stored', () => {
    expect(workOf('backfill', '')).toEqual({ kind: 'backfill', source: 'exchange' });
  });

  it('still begins with the archive after a restart', () => {
    const spec = JSON.stringify({ exchange: 'binance', source: 'archive' });
    expect(workOf('backfill', spec)).toEqual({ kind: 'backfill', source: 'archive' });
  });
});
