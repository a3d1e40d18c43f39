import type { Alert, AlertKind } from '../../../shared/domain/alert.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import { type Condition, keyOf } from './condition.ts';
import type { Rules } from './rules.ts';

/** An alert that lasts is counted this often: the store need not hear of it with every look. */
const COUNT_EVERY_MS = MINUTE;

export type AlertBook = Readonly<{
  /** Alerts that are neither resolved nor acknowledged. */
  open(): number;
  /**
   * Takes what is wrong at this moment with everything of these kinds: raises what is new, counts what lasts, resolves
   * what is over. `rules` that are off raise nothing. Returns the alerts the trader has to be told of.
   */
  settle(kinds: readonly AlertKind[], conditions: readonly Condition[], rules: Rules): Promise<Alert[]>;
  acknowledge(ids: readonly number[]): Promise<Alert[]>;
}>;

/** Keeps the alerts that are on, and the store's rows of them. */
export async function createAlertBook({ store, clock, publish }: EngineContext): Promise<AlertBook> {
  const unresolved = new Map<string, Alert>();
  for (const alert of await store.read.unresolvedAlerts()) unresolved.set(keyOf(alert), alert);

  const open = (): number =>
    [...unresolved.values()].filter(({ acknowledgedAt }) => acknowledgedAt === null).length;

  const show = (alerts: readonly Alert[]): void => {
    if (alerts.length > 0) publish('alerts.changed', { alerts: [...alerts], open: open() });
  };

  async function raise(
    condition: Condition,
    rules: Rules,
  ): Promise<{ alert: Alert; isNews: boolean } | null> {
    const now = clock.now();
    const known = unresolved.get(keyOf(condition));
    // A clock that was set back makes `lastAt` lie ahead; then it is counted, too.
    if (known !== undefined && Math.abs(now - known.lastAt) < COUNT_EVERY_MS) return null;
    const { severity, coolDownMs } = rules[condition.kind];
    const raised = await store.write.raiseAlert({ ...condition, severity }, now, coolDownMs);
    unresolved.set(keyOf(raised.alert), raised.alert);
    return raised;
  }

  return {
    open,
    settle: async (kinds, conditions, rules) => {
      const wrong = new Map(
        conditions.filter(({ kind }) => rules[kind].enabled).map((one) => [keyOf(one), one]),
      );
      const over = [...unresolved.values()].filter(
        (alert) => kinds.includes(alert.kind) && !wrong.has(keyOf(alert)),
      );
      const resolved =
        over.length === 0
          ? []
          : await store.write.resolveAlerts(
              over.map(({ id }) => id),
              clock.now(),
            );
      for (const alert of over) unresolved.delete(keyOf(alert));
      const changed: Alert[] = [...resolved];
      const news: Alert[] = [];
      for (const condition of wrong.values()) {
        const raised = await raise(condition, rules);
        if (raised === null) continue;
        changed.push(raised.alert);
        if (raised.isNews) news.push(raised.alert);
      }
      show(changed);
      return news;
    },
    acknowledge: async (ids) => {
      const alerts = await store.write.acknowledgeAlerts(ids, clock.now());
      for (const alert of alerts) if (alert.resolvedAt === null) unresolved.set(keyOf(alert), alert);
      show(alerts);
      return alerts;
    },
  };
}
