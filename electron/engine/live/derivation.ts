import { CANDLE_FIELDS, type CandleRow, candleAt, candleRows } from '../../../shared/domain/candle.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { derivedPage } from '../derive/derivedPage.ts';
import { flagForReview } from '../quality/review.ts';
import { formed, merged } from './forming.ts';
import type { LiveKey, SeriesHost } from './host.ts';

/** Derived candles that are kept in mind until the venue's own have been compared with them. */
const REMEMBERED = 10;

/** Makes the candles of one series out of a finer one, and compares them with the venue's. */
export interface Derivation {
  readonly finer: LiveKey;
  /** Makes and stores the candle that opens at `open`; null where a finer one is missing. Rejects with a StoreError. */
  make(open: EpochMs): Promise<CandleRow | null>;
  /** Puts candles of the venue that differ from what was made before the trader. */
  compare(venue: readonly CandleRow[]): Promise<void>;
  /** Takes closed finer candles into the one that forms. */
  add(rows: readonly CandleRow[]): void;
  /** The candle that forms, made of the closed finer ones and the one that forms itself. */
  forming(finerForming: CandleRow): CandleRow;
  /** Reads the closed finer candles of the present bucket. */
  load(now: EpochMs): Promise<void>;
}

export function createDerivation(host: SeriesHost, key: LiveKey, finer: LiveKey): Derivation {
  const { store, clock } = host.context;
  const step = durationOf(key.timeframe);
  const made = new Map<EpochMs, CandleRow>();
  let sum: CandleRow | null = null;
  /** Open time of the first finer candle that is not in `sum`. */
  let summedUntil: EpochMs = 0;

  /** Begins a new bucket when the time has come. */
  function turnTo(time: EpochMs): EpochMs {
    const bucket = floorToGrid(key.timeframe, time);
    if (summedUntil < bucket) {
      sum = null;
      summedUntil = bucket;
    }
    return bucket;
  }

  function remember(row: CandleRow): void {
    made.set(row[0], row);
    const [oldest] = made.keys();
    if (made.size > REMEMBERED && oldest !== undefined) made.delete(oldest);
  }

  return {
    finer,
    async make(open) {
      const asked = { from: open, until: open + step };
      const made = await store.read.deriveStep(key, finer, asked);
      if (made.complete === 0) return null;
      if (made.candles.openTime.length === 0)
        return candleAt(await store.read.candlesWithin(key.id, open, open + step), 0);
      const plain = candleAt(made.candles, 0);
      const page = derivedPage(key, {
        candles: made.candles,
        from: finer.timeframe,
        finer: made.finer,
        asked,
        // Its last finer candle has closed, and so has it.
        exchangeTime: open + step,
        receivedAt: host.feed.now(),
      });
      // The venue's own candle may have come while the finer ones were read, and is not replaced.
      await store.write.writePage({ ...page, isLive: true, keepStored: true });
      remember(plain);
      return plain;
    },
    async compare(venue) {
      const items = venue.flatMap((row) => {
        const own = made.get(row[0]);
        made.delete(row[0]);
        const fields = CANDLE_FIELDS.filter((_, i) => own !== undefined && own[i] !== row[i]);
        const [field] = fields;
        if (own === undefined || field === undefined) return [];
        const at = CANDLE_FIELDS.indexOf(field);
        const detail = {
          field,
          derived: own[at]!,
          venue: row[at]!,
          fields: fields.join(', '),
          finer: finer.timeframe,
        };
        return [
          {
            seriesId: key.id,
            kind: 'derived-differs' as const,
            from: row[0],
            to: row[0],
            candles: 1,
            detail,
            foundAt: clock.now(),
          },
        ];
      });
      await flagForReview(host.context, items);
    },
    add(rows) {
      for (const row of rows) {
        turnTo(row[0]);
        if (row[0] < summedUntil) continue;
        sum = sum === null ? formed(floorToGrid(key.timeframe, row[0]), [row]) : merged(sum[0], sum, row);
        summedUntil = row[0] + durationOf(finer.timeframe);
      }
    },
    forming(finerForming) {
      const bucket = turnTo(finerForming[0]);
      return sum === null ? formed(bucket, [finerForming])! : merged(bucket, sum, finerForming);
    },
    async load(now) {
      const bucket = turnTo(now);
      const candles = await store.read.candlesWithin(finer.id, bucket, bucket + step);
      sum = formed(bucket, candleRows(candles));
      const last = candles.openTime.at(-1);
      summedUntil = last === undefined ? bucket : last + durationOf(finer.timeframe);
    },
  };
}
