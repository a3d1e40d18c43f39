import type { AlertKind } from '../../../shared/domain/alert.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';

export type ThresholdUnit = 'minutes' | 'seconds' | 'count' | 'gigabytes';

const FACTORS: Readonly<Record<ThresholdUnit, number>> = {
  minutes: MINUTE,
  seconds: SECOND,
  count: 1,
  gigabytes: 1e9,
};

/** The unit a person thinks of a threshold in; null for rules that have none of their own. */
export const UNIT_OF: Readonly<Record<AlertKind, ThresholdUnit | null>> = {
  'symbol-silent': 'minutes',
  'venue-silent': 'minutes',
  'series-stale': null,
  'errors-in-a-row': 'count',
  'clock-skew': 'seconds',
  'disk-space': 'gigabytes',
  'task-failed': null,
  'data-contradiction': null,
};

/** Returns what the contract holds as it is written in its unit: 300 000 ms are `5` minutes. */
export const inUnit = (value: number, unit: ThresholdUnit, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false }).format(
    value / FACTORS[unit],
  );

/**
 * Returns what was typed as the contract holds it, or null when it is no amount. Both decimal signs are read; groups
 * are not, because `1.500` means another number to every second reader. A count is whole.
 */
export function fromUnit(text: string, unit: ThresholdUnit): number | null {
  if (!/^\d{1,9}([.,]\d{1,2})?$/.test(text.trim())) return null;
  const value = Number(text.trim().replace(',', '.'));
  if (unit === 'count' && !Number.isInteger(value)) return null;
  return Math.round(value * FACTORS[unit]);
}
