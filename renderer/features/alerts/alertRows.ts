import type { Alert } from '../../../shared/domain/alert.ts';
import type { Severity } from '../../../shared/domain/event.ts';

/** What an alert asks of the trader: a look, nothing but patience, or nothing any more. */
export type AlertState = 'open' | 'acknowledged' | 'resolved';

/** `lasting` is what is still wrong, acknowledged or not. */
export const SHOWN = ['all', 'open', 'lasting', 'resolved'] as const;

export type AlertFilter = Readonly<{
  show: (typeof SHOWN)[number];
  atLeast: Severity;
  text: string;
}>;

export const NO_FILTER: AlertFilter = { show: 'all', atLeast: 'info', text: '' };

/** From the least to the most grave. */
export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const satisfies readonly Severity[];

const ORDER: readonly AlertState[] = ['open', 'acknowledged', 'resolved'];

export function stateOf({ resolvedAt, acknowledgedAt }: Alert): AlertState {
  if (resolvedAt !== null) return 'resolved';
  return acknowledgedAt === null ? 'open' : 'acknowledged';
}

/** Tells whether nobody has dealt with it: it is still wrong, and the trader has not said that they know. */
export const isOpen = (alert: Alert): boolean => stateOf(alert) === 'open';

/** Returns both lists as one, each alert once, as it is now: what asks most first, then the newest. */
export function mergeAlerts(known: readonly Alert[], news: readonly Alert[]): readonly Alert[] {
  const byId = new Map([...known, ...news].map((alert) => [alert.id, alert]));
  return [...byId.values()].sort(
    (a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)) || b.raisedAt - a.raisedAt || b.id - a.id,
  );
}

const isShown = (alert: Alert, show: AlertFilter['show']): boolean => {
  if (show === 'all') return true;
  const state = stateOf(alert);
  return show === 'lasting' ? state !== 'resolved' : state === show;
};

/** Returns the alerts that are as the filter says and hold every word in their subject or in their own words. */
export function filterAlerts(
  alerts: readonly Alert[],
  { show, atLeast, text }: AlertFilter,
  wordsOf: (alert: Alert) => string,
): readonly Alert[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const least = SEVERITIES.indexOf(atLeast);
  return alerts.filter((alert) => {
    if (!isShown(alert, show) || SEVERITIES.indexOf(alert.severity) < least) return false;
    const said = `${alert.subject} ${wordsOf(alert)}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
