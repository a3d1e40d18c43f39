import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { toIso } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { CommandFailure, unlessInterrupted } from '../failure.ts';
import { table } from '../output.ts';
import type { Run, Session } from '../program.ts';
import { unwrap } from './reading.ts';

export type DeriveOptions = Readonly<{
  exchange: ExchangeId;
  symbol: string;
  fromTf: Timeframe;
  toTf: Timeframe;
  keep?: boolean;
  reconcile?: boolean;
}>;

async function seriesOf({ handlers }: Backend, session: Session, options: DeriveOptions) {
  const { entries } = unwrap(await handlers['catalog.list']({}, session.signal));
  const entry = entries.find(
    ({ exchange, symbol }) => exchange === options.exchange && symbol === options.symbol,
  );
  const found = entry?.series.find(({ timeframe }) => timeframe === options.fromTf);
  if (found !== undefined) return found;
  const { exchange, symbol, fromTf } = options;
  throw new CommandFailure(
    `${exchange} ${symbol} ${fromTf} is not in the store; "backfill" or "import" it first.`,
  );
}

type Report = Extract<Awaited<ReturnType<Handlers['derive.reconcile']>>, { ok: true }>['value'];

function reportText({ compared, finer, fields }: Report): string {
  const rows = fields.map((one) => [
    one.field,
    String(one.equal),
    String(one.different),
    one.largest === null ? '' : String(one.largest),
    one.firstAt === null ? '' : toIso(one.firstAt),
  ]);
  const titles = ['field', 'equal', 'different', 'largest', 'first at'];
  const align = ['left', 'right', 'right', 'right', 'left'] as const;
  return [
    `${compared} candles of the venue compared with those made of ${finer}:`,
    table(titles, rows, align),
  ].join('\n');
}

async function run(backend: Backend, session: Session, options: DeriveOptions): Promise<number> {
  const { output, signal } = session;
  const finer = await seriesOf(backend, session, options);
  const request = { seriesId: finer.id, timeframe: options.toTf, keep: options.keep === true };
  const { seriesId, written, incomplete } = unwrap(await backend.handlers['derive.run'](request, signal));
  const name = seriesName({ ...finer, timeframe: options.toTf });
  const text = `${name}: ${written} candles made of ${options.fromTf}; ${incomplete} are not complete and were left out.`;
  const done = {
    exchange: finer.exchange,
    symbol: finer.symbol,
    timeframe: options.toTf,
    written,
    incomplete,
  };
  if (options.reconcile !== true) {
    output.answer(done, text);
    return 0;
  }
  const report = unwrap(await backend.handlers['derive.reconcile']({ seriesId }, signal));
  const fields = report.fields.map((one) => ({
    ...one,
    firstAt: one.firstAt === null ? null : toIso(one.firstAt),
  }));
  output.answer({ ...done, reconciliation: { ...report, fields } }, [text, reportText(report)].join('\n'));
  return report.fields.some(({ different }) => different > 0) ? 1 : 0;
}

/** `derive`: makes a timeframe out of a finer one; with `--reconcile`, 1 where the venue's own candles differ. */
export const derive: Run<DeriveOptions> = async (session, options) => {
  const { dataDir, version, log, signal, output } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  const stopTelling = backend.on('derive.progress', ({ done, total }) =>
    output.progress(`derive: ${Math.floor((100 * done) / Math.max(1, total))} %`),
  );
  try {
    return await unlessInterrupted(signal, run(backend, session, options));
  } finally {
    stopTelling();
    await backend.close();
  }
};
