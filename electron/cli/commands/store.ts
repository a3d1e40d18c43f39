import { toStoreError } from '../../store/errors.ts';
import { type Recovery, restoreNewestBackup, salvageStore } from '../../store/recover.ts';
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
