import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { FeedError } from './feed.ts';

/** One file of Binance's public archive of USD-M futures; every candle that opens in [from, until), UTC. */
export type ArchiveFile = Readonly<{
  symbol: MarketSymbol;
  timeframe: Timeframe;
  period: 'month' | 'day';
  /** `BTCUSDT-1m-2026-01` or `BTCUSDT-1m-2026-01-31`. */
  name: string;
  from: EpochMs;
  until: EpochMs;
}>;

/** A file as it lies on this PC: what its checksum promised, to the last bit. */
export type DownloadedFile = Readonly<{
  path: string;
  /** The address it came from. */
  request: string;
  sha256: string;
}>;

/** The public archive of candles as files. It says nothing about what it does not have. */
export interface CandleArchive {
  /**
   * Downloads a file and compares it with its published checksum; null when the archive has no such file. What may pass
   * by itself (network, 5xx, a file that is not the one of its checksum) was retried before it is reported.
   */
  download(file: ArchiveFile, signal: AbortSignal): Promise<Result<DownloadedFile | null, FeedError>>;
  /** Removes a downloaded file that has been read. */
  drop(file: DownloadedFile): Promise<void>;
}
