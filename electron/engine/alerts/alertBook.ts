import type { Alert, AlertKind } from '../../../shared/domain/alert.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import { type Condition, keyOf } from './condition.ts';
import type { Rules } from './rules.ts';
import { createUnkeptAlerts } from './unkeptAlerts.ts';

/** An alert that lasts is counted this often: the store need not hear of it with every look. */
const COUNT_EVERY_MS = MINUTE;

export type AlertBook = Readonly<{
  /** Alerts that are neither resolved nor acknowledged. */
  open(): number;
  /** Alerts that are on and that the store has not taken yet, newest first. */
  unkept(): Alert[];
  /**
   * Takes what is wrong at this moment with everything of these kinds: raises what is new, counts what lasts, resolves
   * what is over. `rules` that are off raise nothing. Returns the alerts the trader has to be told of.
   */
  settle(kinds: readonly AlertKind[], conditions: readonly Condition[], rules: Rules): Promise<Alert[]>;
  acknowledge(ids: readonly number[]): Promise<Alert[]>;
}>;

/**
 * Keeps the alerts that are on, and the store's rows of them. A store that takes nothing is one of the things there are
 * alerts about: what it refuses is told all the same, and written when it takes it.
 */
export async function createAlertBook({ store, clock, publish, log }: EngineContext): Promise<AlertBook> {
  const unresolved = new Map<string, Alert>();
  const unkept = createUnkeptAlerts();
  for (const alert of await store.read.unresolvedAlerts()) unresolved.set(keyOf(alert), alert);

  const open = (): number =>
    [...unresolved.values()].filter(({ acknowledgedAt }) => acknowledgedAt === null).length;

  const show = (alerts: readonly Alert[]): void => {
    if (alerts.length > 0) publish('alerts.changed', { alerts: [...alerts], open: open() });
  };

  /** Writes what the store refused before; rejects when it still refuses. */
  async function keepUnkept(rules: Rules): Promise<void> {
    for (const [key, alert] of unresolved) {
      if (!unkept.has(alert)) continue;
      const { coolDownMs } = rules[alert.kind];
      const raised = await store.write.raiseAlert(unkept.asNew(alert), alert.raisedAt, coolDownMs);
      const ids = alert.acknowledgedAt === null ? [] : [raised.alert.id];
      const [kept = raised.alert] = await store.write.acknowledgeAlerts(ids, alert.acknowledgedAt ?? 0);
      unkept.forget(alert);
      unresolved.set(key, kept);
      // The window knows it by the number it had in the meantime.
      show([{ ...alert, resolvedAt: clock.now() }, kept]);
    }
  }

  async function resolve(over: readonly Alert[]): Promise<Alert[]> {
    if (over.length === 0) return [];
    const ids = over.map(({ id }) => id);
    const resolved = await store.write.resolveAlerts(ids, clock.now());
    for (const alert of over) unresolved.delete(keyOf(alert));
    return resolved;
  }

  /** Does what writes; a store that refuses is asked again with the next look. */
  async function ifStoreTakes<T>(work: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work;
    } catch (error) {
      log.warn('alerts could not be kept', { error: String(error) });
      return otherwise;
    }
  }

  async function raise(
    condition: Condition,
    rules: Rules,
  ): Promise<{ alert: Alert; isNews: boolean } | null> {
    const now = clock.now();
    const known = unresolved.get(keyOf(condition));
    // A clock that was set back makes `lastAt` lie ahead; then it is counted, too.
    if (known !== undefined && Math.abs(now - known.lastAt) < COUNT_EVERY_MS) return null;
    const { severity, coolDownMs } = rules[condition.kind];
    const news = { ...condition, severity };
    const raised = (known === undefined || !unkept.has(known)
      ? await ifStoreTakes(store.write.raiseAlert(news, now, coolDownMs), null)
      : null) ?? {
      alert: unkept.raise(news, known, now),
      isNews: known === undefined,
    };
    unresolved.set(keyOf(raised.alert), raised.alert);
    return raised;
  }

  return {
    open,
    unkept: () => [...unresolved.values()].filter(unkept.has).reverse(),
    settle: async (kinds, conditions, rules) => {
      await ifStoreTakes(keepUnkept(rules), undefined);
      const wrong = new Map(
        conditions.filter(({ kind }) => rules[kind].enabled).map((one) => [keyOf(one), one]),
      );
      const over = [...unresolved.values()].filter(
        (alert) => kinds.includes(alert.kind) && !wrong.has(keyOf(alert)) && !unkept.has(alert),
      );
      const changed: Alert[] = [...(await ifStoreTakes(resolve(over), []))];
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
      const alerts = [
        ...(await store.write.acknowledgeAlerts(ids, clock.now())),
        ...[...unresolved.values()]
          .filter((alert) => unkept.has(alert) && ids.includes(alert.id))
          .map((alert) => ({ ...alert, acknowledgedAt: alert.acknowledgedAt ?? clock.now() })),
      ];
      for (const alert of alerts) if (alert.resolvedAt === null) unresolved.set(keyOf(alert), alert);
      show(alerts);
      return alerts;
    },
  };
}
