import type { Alert } from '../../../shared/domain/alert.ts';
import type { AlertText } from './useAlertText.ts';

export type AlertToast = Readonly<{
  id: string;
  /** The alert it is about, or the gravest of those it is about. */
  alert: Alert;
  title: string;
  /** Null where one toast speaks for many. */
  body: string | null;
}>;

/** Raised at once, more than these are told in one sentence: a venue that falls silent takes all its series along. */
const MOST_TOASTS = 3;

export const isGrave = ({ severity }: Alert): boolean => severity === 'error' || severity === 'critical';

/** Returns what is shown over the window about alerts that were raised at once: one toast each, or one for a flood. */
export function toastsFor(
  raised: readonly Alert[],
  textOf: (alert: Alert) => AlertText,
  sayMany: (count: number) => string,
): readonly AlertToast[] {
  if (raised.length <= MOST_TOASTS) {
    return raised.map((alert) => ({ id: `alert-${alert.id}`, alert, ...textOf(alert) }));
  }
  const alert = raised.find(isGrave) ?? raised[0]!;
  return [{ id: `alerts-${alert.id}`, alert, title: sayMany(raised.length), body: null }];
}
