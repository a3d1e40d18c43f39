import { toIso } from '../../../shared/domain/time.ts';
import { table } from '../output.ts';
import type { Run } from '../program.ts';
import { coverageRow, gapRow } from '../reports.ts';
import { type FilterOptions, filterOf, reading, unwrap } from './reading.ts';

const NOTHING = 'No series yet. Start with: backfill --symbols BTCUSDT --timeframes 1h';

/** `coverage`: what is stored of every series. */
export const coverage: Run<FilterOptions> = (session, options) =>
  reading(session, async ({ handlers }) => {
    const { series } = unwrap(await handlers['coverage.list'](filterOf(options), session.signal));
    const rows = series.map((one) => [
      one.exchange,
      one.symbol,
      one.timeframe,
      one.status,
      `${(Math.floor(one.coverage * 1e4) / 100).toFixed(2)} %`,
      String(one.candles),
      String(one.missing),
      String(one.gaps),
      one.first === null ? '-' : toIso(one.first),
      one.last === null ? '-' : toIso(one.last),
    ]);
    const titles = [
      'exchange',
      'symbol',
      'tf',
      'status',
      'coverage',
      'candles',
      'missing',
      'gaps',
      'first',
      'last',
    ];
    const text = table(titles, rows, ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right']);
    session.output.answer(series.map(coverageRow), series.length === 0 ? NOTHING : text);
    return 0;
  });

/** `gaps`: every missing stretch with its cause. */
export const gaps: Run<FilterOptions> = (session, options) =>
  reading(session, async ({ handlers }) => {
    const found = unwrap(
      await handlers['gaps.list']({ ...filterOf(options), limit: 100_000 }, session.signal),
    );
    const rows = found.gaps.map((gap) => [
      gap.exchange,
      gap.symbol,
      gap.timeframe,
      toIso(gap.from),
      toIso(gap.to),
      String(gap.missing),
      gap.cause,
      gap.state,
    ]);
    const titles = ['exchange', 'symbol', 'tf', 'first missing', 'last missing', 'candles', 'cause', 'state'];
    const text = table(titles, rows, ['left', 'left', 'left', 'left', 'left', 'right']);
    session.output.answer(found.gaps.map(gapRow), rows.length === 0 ? 'No gaps.' : text);
    if (found.total > found.gaps.length)
      session.output.note(`${found.total - found.gaps.length} more gaps are not shown.`);
    return 0;
  });
