import type { FrameFormat, FrameSpec } from './frame.ts';
import { type EpochMs, toIso } from './time.ts';

/** What a pattern for file names may name in braces. */
export const NAME_PARTS = ['date', 'time', 'exchange', 'symbol', 'timeframe', 'preset'] as const;
export type NamePart = (typeof NAME_PARTS)[number];

/** Signs Windows allows in no file name; what is made here must open there. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}]/gu;
/** Names of devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Windows drops them at the end, and the file would be another one than was named. */
const LOOSE_END = /[. ]+$/;

type Named = Readonly<{
  preset: string;
  spec: Pick<FrameSpec, 'exchange' | 'symbol' | 'base'>;
  format: Pick<FrameFormat, 'kind'>;
}>;

/**
 * Returns the name of a file that repeats: `ETHUSDT_{date}` is `ETHUSDT_2026-11-21.csv` on that UTC day. Times are UTC,
 * as in the file; the ending is that of the format, and what no file name may hold becomes `_`.
 */
export function exportFileName(pattern: string, { preset, spec, format }: Named, at: EpochMs): string {
  const iso = toIso(at);
  const parts: Readonly<Record<NamePart, string>> = {
    date: iso.slice(0, 10),
    time: iso.slice(11, 16).replace(':', ''),
    exchange: spec.exchange,
    symbol: spec.symbol,
    timeframe: spec.base,
    preset,
  };
  const filled = NAME_PARTS.reduce(
    (name, part) => name.replaceAll(`{${part}}`, () => parts[part]),
    pattern.trim(),
  );
  const plain = filled.replace(FORBIDDEN, '_').replace(LOOSE_END, '') || 'export';
  const ending = `.${format.kind}`;
  const named = plain.toLowerCase().endsWith(ending) ? plain : plain + ending;
  return DEVICE.test(named) ? `_${named}` : named;
}

/** Returns the name with a number before its ending: `eth.csv` is `eth (2).csv`. */
export const numbered = (name: string, number: number): string =>
  name.replace(/(\.[^.]*)?$/, ` (${number})$1`);
