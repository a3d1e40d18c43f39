import { CANDLE_FIELDS, type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { normalize } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { aggregateCandles } from '../../analysis/aggregate.ts';
import { flagForReview } from '../quality/review.ts';
import { formed, merged, plainVolume } from './forming.ts';
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
      const [candles, gaps] = await Promise.all([
        store.read.candlesWithin(finer.id, open, open + step),
        store.read.ledgerGaps(finer.id, open, open + step),
      ]);
      const empty = normalize(gaps.filter(({ state }) => state === 'confirmed-empty'));
      const { candles: whole, counts } = aggregateCandles(candles, finer.timeframe, key.timeframe, empty);
      const [row] = candleRows(whole);
      if (row === undefined) return null;
      const [time, first, high, low, last, volume] = row;
      const plain: CandleRow = [time, first, high, low, last, plainVolume(volume)];
      await store.write.writePage({
        seriesId: key.id,
        timeframe: key.timeframe,
        candles: candlesFromRows([plain]),
        answered: null,
        // Its last finer candle has closed, and so has it.
        exchangeTime: open + step,
        asked: { from: open, until: open + step },
        provider: host.feed.exchange,
        request: `derived from ${finer.timeframe}, ${counts[0]} candles`,
        receivedAt: host.feed.now(),
        origin: 'derived',
        rolling: true,
        isLive: true,
      });
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
