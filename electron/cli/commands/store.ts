import { type SeriesKey, seriesName } from '../../../shared/domain/series.ts';
import { storeThread } from '../../resources.ts';
import { toStoreError } from '../../store/errors.ts';
import { type Recovery, restoreNewestBackup, salvageStore } from '../../store/recover.ts';
import { openStore, type StoreClient } from '../../store/storeClient.ts';
import { CommandFailure, explain } from '../failure.ts';
import type { Run } from '../program.ts';

const recover =
  (work: (dataDir: string, now: number) => Recovery, inWords: (recovery: Recovery) => string): Run<object> =>
  async ({ dataDir, output }) => {
    try {
      const recovery = work(dataDir, Date.now());
      const aside = recovery.damaged === null ? '' : ` The store that was there is now ${recovery.damaged}.`;
      output.answer(recovery, `${inWords(recovery)}${aside}`);
      return 0;
    } catch (error) {
      throw new CommandFailure(explain(toStoreError(error)));
    }
  };

/** `store restore`: back to the newest backup that verifies. */
export const restoreStore = recover(restoreNewestBackup, ({ from }) => `Restored from ${from}.`);

/** `store salvage`: a new store out of every row that can still be read. */
export const salvage = recover(
  salvageStore,
  ({ rows }) =>
    `Saved ${rows.candle ?? 0} candles. Run "verify --deep" and then "backfill" for what was lost.`,
);

/** Rebuilds the ledgers of every series whose candles say something else; returns which those were. */
async function rebuildLedgers({ read, scan, write }: StoreClient): Promise<SeriesKey[]> {
  const mended: SeriesKey[] = [];
  for (const series of await read.series()) {
    if ((await scan.deepCheck(series)).problems.length === 0) continue;
    await write.rebuildLedgers(series, Date.now());
    mended.push(series);
  }
  return mended;
}

/** `store rebuild`: makes the ledgers say what the candles say, where `verify --deep` found that they do not. */
export const rebuildStore: Run<object> = async ({ dataDir, output, log }) => {
  try {
    const store = await openStore({ dataDir, threadEntry: storeThread(), log });
    try {
      const mended = (await rebuildLedgers(store)).map(({ exchange, symbol, timeframe }) => ({
        exchange,
        symbol,
        timeframe,
      }));
      const names = mended.map(seriesName).join(', ');
      output.answer(
        { rebuilt: mended },
        mended.length === 0 ? 'The ledgers agree with the candles.' : `Rebuilt the ledgers of ${names}.`,
      );
      return 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    throw new CommandFailure(explain(toStoreError(error)));
  }
};
