import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem, ReviewKind } from '../../../shared/domain/quality.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Formatters } from '../../format/formatters.ts';
import { decimalsOf } from '../../format/price.ts';

type Tell = (item: ReviewItem, t: TFunction, format: Formatters) => string;

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Returns a number of an item as people write it; a dash where the item does not say. */
function amount({ language }: Pick<Formatters, 'language'>, value: unknown): string {
  const known = number(value);
  if (known === null) return '–';
  return new Intl.NumberFormat(language, {
    maximumFractionDigits: decimalsOf(known),
    useGrouping: 'always',
  }).format(known);
}

const fieldName = (t: TFunction, value: unknown): string => {
  const field = FIELDS.find((one) => one === value);
  return field === undefined ? t('review.someField') : t(`inspector.value.${field}`);
};

/** `+14.2 %`: with its sign, and as many digits as one compares jumps by. */
const signed = (language: string, share: number): string =>
  new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(share);

const jump: Tell = ({ detail: { before, after, change, missing } }, t, format) => {
  const over = number(missing) ?? 0;
  const numbers = {
    change: signed(format.language, number(change) ?? 0),
    before: amount(format, before),
    after: amount(format, after),
  };
  return over > 0
    ? t('review.what.jump-over-gap', { ...numbers, missing: format.count(over) })
    : t('review.what.price-jump', numbers);
};

const differs: Tell = ({ detail: { field, stored, expected, finer } }, t, format) =>
  t('review.what.aggregate-differs', {
    field: fieldName(t, field),
    stored: amount(format, stored),
    expected: amount(format, expected),
    finer: typeof finer === 'string' ? finer : '',
  });

const TELL: Readonly<Record<ReviewKind, Tell>> = {
  'price-jump': jump,
  'flat-run': ({ candles, timeframe, detail: { price } }, t, format) =>
    t('review.what.flat-run', {
      duration: format.duration(candles * durationOf(timeframe)),
      price: amount(format, price),
    }),
  'aggregate-differs': differs,
  'derived-differs': ({ detail: { field, stored, expected, before, after } }, t, format) =>
    t('review.what.derived-differs', {
      field: fieldName(t, field),
      stored: amount(format, stored ?? before ?? null),
      expected: amount(format, expected ?? after ?? null),
    }),
  'canary-drift': ({ candles, detail: { field, before, after, vanished } }, t, format) => {
    const gone = number(vanished) ?? 0;
    const changed = t('review.what.canary-drift', { count: candles });
    const first = t('review.what.drift-first', {
      field: fieldName(t, field),
      before: amount(format, before),
      after: amount(format, after),
    });
    const lost = t('review.what.drift-vanished', { count: gone });
    return [changed, number(before) !== null && first, gone > 0 && lost].filter(Boolean).join(' ');
  },
};

/** Returns a function that says in words and numbers what an item is about. */
export function useReviewWords(): (item: ReviewItem) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback((item) => TELL[item.kind](item, t, format), [t, format]);
}
