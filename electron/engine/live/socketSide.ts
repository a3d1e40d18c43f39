import type { CandleRow } from '../../../shared/domain/candle.ts';
import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { closedBefore, GRACE_MS, takeClosed } from './closing.ts';
import { hasNewer, heard, quietPause, type Speech, silenceLimit } from './watchdog.ts';

/** A push may be on its way while the venue is asked; what is new after this long was missed. */
const SUSPICION_MS = 3 * SECOND;

/** A candle that no newer one has followed is the socket's to tell only if it was heard this late in it. */
const HEARD_LATE_MS = 5 * SECOND;

export type Verdict = 'speaking' | 'quiet' | 'suspect' | 'stalled';

/** What the socket has said of one series: rows that are not closed yet, and how it usually speaks. */
export function createSocketSide(timeframe: Timeframe) {
  const rows = new Map<EpochMs, CandleRow>();
  let newest: CandleRow | null = null;
  let speech: Speech = { at: null, usualPauseMs: null };
  let listeningSince: EpochMs | null = null;
  /** What the venue knew when the line had said nothing yet: Binance is silent until somebody trades. */
  let baseline: CandleRow | null = null;
  let quietLooks = 0;
  /** Found quiet, it is not asked about again before then. */
  let quietUntil: EpochMs = 0;
  let suspectedAt: EpochMs | null = null;

  const oldestClose = (): EpochMs => Math.min(...rows.keys()) + durationOf(timeframe);
  /** A stream that fell silent in the middle of a candle has not told how it ended. */
  const isHeardLate = (): boolean => speech.at !== null && speech.at >= oldestClose() - HEARD_LATE_MS;
  const lastSign = (): EpochMs | null => speech.at ?? listeningSince;
  const limit = (): number => silenceLimit(timeframe, speech.usualPauseMs);
  const wakeUp = (): void => {
    quietLooks = 0;
    quietUntil = 0;
    suspectedAt = null;
  };

  return {
    /** Takes what the socket has sent, except what has been confirmed by an answer already. */
    take(news: readonly CandleRow[], confirmedUntil: EpochMs, now: EpochMs): void {
      for (const row of news) {
        // A candle of the future would make the one that forms look closed.
        if (row[0] > now + durationOf(timeframe)) continue;
        if (newest === null || row[0] >= newest[0]) newest = row;
        if (row[0] >= confirmedUntil) rows.set(row[0], row);
      }
      speech = heard(speech, now);
      wakeUp();
    },
    newest: () => newest,
    /** How long it may be silent before somebody asks the venue, milliseconds. */
    limit,
    spokeAt: () => speech.at,
    /** The line is gone: what was heard half is not to be taken for whole candles. */
    lose(): void {
      rows.clear();
      newest = null;
      speech = { ...speech, at: null };
      listeningSince = null;
      baseline = null;
      wakeUp();
    },
    /** A line stands from now on. */
    listen(now: EpochMs): void {
      listeningSince = now;
      wakeUp();
    },
    /**
     * Takes the rows that are closed; `now` is null while the clock cannot be trusted. Without a newer row, only what
     * was heard to its end counts, unless the socket is `alone`: the venue's answers decide everything else.
     */
    closed(now: EpochMs | null, alone: boolean): CandleRow[] {
      const byTime = rows.size > 0 && (alone || isHeardLate()) ? now : null;
      return takeClosed(rows, closedBefore({ timeframe, newestSeen: newest?.[0] ?? null, now: byTime }));
    },
    /** Forgets what an answer has confirmed. */
    settle(confirmedUntil: EpochMs): void {
      takeClosed(rows, confirmedUntil);
    },
    /** When the oldest row will have closed by time; Infinity without one, or when an answer has to decide. */
    closesAt(now: EpochMs, alone: boolean): EpochMs {
      if (rows.size === 0) return Number.POSITIVE_INFINITY;
      const at = oldestClose() + GRACE_MS;
      return now >= at && !alone && !isHeardLate() ? Number.POSITIVE_INFINITY : at;
    },
    /** When somebody has to ask the venue whether it has become silent or the line has. */
    silentAt(): EpochMs {
      if (suspectedAt !== null) return suspectedAt + SUSPICION_MS;
      const sign = lastSign();
      if (sign === null) return Number.POSITIVE_INFINITY;
      return Math.max(sign + limit(), quietUntil);
    },
    /** Judges the silence by what the venue answered at `now`. */
    judge(answered: CandleRow | null, now: EpochMs): Verdict {
      const sign = lastSign();
      baseline ??= newest ?? answered;
      if (sign === null || now - sign < limit()) return 'speaking';
      if (!hasNewer(newest ?? baseline, answered)) {
        suspectedAt = null;
        quietUntil = now + quietPause(limit(), quietLooks);
        quietLooks += 1;
        return 'quiet';
      }
      if (suspectedAt !== null && now - suspectedAt >= SUSPICION_MS) return 'stalled';
      suspectedAt ??= now;
      return 'suspect';
    },
  };
}
