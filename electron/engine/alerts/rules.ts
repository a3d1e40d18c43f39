import { type AlertKind, AlertKind as AlertKinds, type AlertRule } from '../../../shared/domain/alert.ts';
import { CLOCK_SKEW_LIMIT_MS } from '../../../shared/domain/live.ts';
import { MINUTE } from '../../../shared/domain/time.ts';

const COOL_DOWN_MS = 30 * MINUTE;
const GIGABYTE = 1e9;

type Usual = Pick<AlertRule, 'severity' | 'threshold'>;

/** The seeds' rules (document 1, section 8.3): silence of a symbol 5 min, of all of them 2 min; the rest by the issue. */
const USUAL: Readonly<Record<AlertKind, Usual>> = {
  'symbol-silent': { severity: 'warning', threshold: 5 * MINUTE },
  'venue-silent': { severity: 'error', threshold: 2 * MINUTE },
  'series-stale': { severity: 'warning', threshold: null },
  'errors-in-a-row': { severity: 'warning', threshold: 5 },
  'clock-skew': { severity: 'error', threshold: CLOCK_SKEW_LIMIT_MS },
  'disk-space': { severity: 'warning', threshold: 2 * GIGABYTE },
  'task-failed': { severity: 'warning', threshold: null },
  'data-contradiction': { severity: 'critical', threshold: null },
};

export type Rules = Readonly<Record<AlertKind, AlertRule>>;

/** Every rule, as the trader has changed it or as it is in a new store. Those that matter also knock at the window. */
export function rulesOf(changed: readonly AlertRule[]): Rules {
  const rules = AlertKinds.options.map((kind): AlertRule => {
    const usual = USUAL[kind];
    const isGrave = usual.severity === 'error' || usual.severity === 'critical';
    const fresh: AlertRule = {
      kind,
      enabled: true,
      ...usual,
      coolDownMs: COOL_DOWN_MS,
      channels: isGrave ? ['window', 'system', 'telegram', 'webhook'] : ['window', 'telegram', 'webhook'],
    };
    return changed.find((rule) => rule.kind === kind) ?? fresh;
  });
  return Object.fromEntries(rules.map((rule) => [rule.kind, rule])) as Rules;
}

/** Says what is wrong with a rule, or null: a kind that measures something needs a limit, the others have none. */
export function problemOfRule({ kind, threshold }: AlertRule): string | null {
  const isMeasured = USUAL[kind].threshold !== null;
  if (isMeasured && (threshold === null || threshold <= 0)) return `the rule ${kind} needs a limit above 0`;
  if (!isMeasured && threshold !== null) return `the rule ${kind} has no limit of its own`;
  return null;
}
