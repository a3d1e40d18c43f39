import type { TFunction } from 'i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { Band } from '../../charts/bands.ts';
import type { ChartWords } from '../../charts/chartPort.ts';
import type { Measured } from '../../charts/measurePrimitive.ts';
import type { Formatters } from '../../format/formatters.ts';
import { type Missing, toneOf } from './gapBands.ts';
import { measureOf } from './measure.ts';

/** Everything one chart writes, in the trader's language and zone and with the decimals of its symbol. */
export type PaneWords = ChartWords &
  Readonly<{
    zone: string;
    change(value: number): string;
    volume(value: number): string;
    count(value: number): string;
    /** One line on the band. */
    band(missing: Missing): string;
    /** The lines of its tooltip: cause, state, how many, from when to when. */
    cause(missing: Missing): readonly string[];
    measure(measured: Measured): readonly string[];
    /** From when to when a stretch goes, and how long that is. */
    span(stretch: Readonly<{ from: number; until: number }>): string;
  }>;

/** Returns the short name of the zone times are written in, such as `UTC` or `GMT+1`. */
export function zoneName({ zone, language }: Pick<Formatters, 'zone' | 'language'>, now: number): string {
  if (zone === 'utc') return 'UTC';
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'short' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Returns the words of one chart; its number formats are made once, because a crosshair asks sixty times a second. */
export function createPaneWords(
  t: TFunction,
  format: Formatters,
  decimals: number,
  duration: number,
): PaneWords {
  // Four digits are grouped too, as everywhere: numbers above each other line up only if all of them are.
  const digits = {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  } as const;
  const price = new Intl.NumberFormat(format.language, digits);
  const change = new Intl.NumberFormat(format.language, { ...digits, signDisplay: 'exceptZero' });
  const volume = new Intl.NumberFormat(format.language, { maximumFractionDigits: 3, useGrouping: 'always' });
  const oscillator = new Intl.NumberFormat(format.language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  });
  const amount = new Intl.NumberFormat(format.language, { notation: 'compact', maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(format.language, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  const zone = zoneName(format, Date.now());
  const candles = (amount: number): string => t('chart.missing', { count: amount });
  const causeOf = (gap: Gap | null): string => t(`chart.cause.${gap?.cause ?? 'unknown'}`);
  const stateOf = (gap: Gap): string => t(`chart.gapState.${gap.state}`);
  const words = {
    percent: (share: number) => percent.format(share),
    change: (value: number) => change.format(value),
  };
  return {
    ...words,
    decimals,
    zone,
    price: (value) => price.format(value),
    oscillator: (value) => oscillator.format(value),
    amount: (value) => amount.format(value),
    time: format.time,
    mark: format.mark,
    volume: (value) => volume.format(value),
    count: format.count,
    band: (missing) =>
      t('chart.missingFor', {
        duration: format.duration(missing.candles * duration),
        candles: candles(missing.candles),
        cause: causeOf(missing.gap),
      }),
    cause: ({ from, to, candles: amount, gap }) => [
      gap === null ? causeOf(gap) : `${causeOf(gap)} · ${stateOf(gap)}`,
      candles(amount),
      t('chart.gapTimes', { from: format.time(from), to: format.time(to), zone }),
    ],
    span: ({ from, until }) =>
      t('chart.span', {
        from: format.time(from),
        until: format.time(until),
        zone,
        duration: format.duration(until - from),
      }),
    measure: (measured) => {
      const { bars, ms, change: moved, share } = measureOf(measured, duration);
      return [
        t('chart.measured.price', {
          change: words.change(moved),
          percent: share === null ? '–' : words.percent(share),
        }),
        t('chart.measured.time', { count: bars, duration: format.duration(Math.abs(ms)) }),
      ];
    },
  };
}

/** Returns the bands of what is missing, with their words. */
export const bandsOf = (missing: readonly Missing[], words: PaneWords): readonly Band[] =>
  missing.map((one) => ({ from: one.from, to: one.to, tone: toneOf(one.gap), label: words.band(one) }));
