import type { Alert } from '../../../shared/domain/alert.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { NewAlert } from '../ports/store.ts';

/** Alerts the store has refused for now: known in this process only, by numbers that no stored one will ever have. */
export function createUnkeptAlerts() {
  const ids = new Set<number>();
  let nextId = Number.MAX_SAFE_INTEGER;
  const take = (): number => {
    const id = nextId;
    nextId -= 1;
    ids.add(id);
    return id;
  };
  const has = ({ id }: Alert): boolean => ids.has(id);
  return {
    has,
    /** Counts one more of an alert that is on already, or makes a new one. */
    raise: (news: NewAlert, known: Alert | undefined, now: EpochMs): Alert =>
      known === undefined
        ? {
            ...news,
            id: take(),
            raisedAt: now,
            lastAt: now,
            count: 1,
            resolvedAt: null,
            acknowledgedAt: null,
          }
        : { ...known, params: news.params, lastAt: now, count: known.count + 1 },
    asNew: ({ kind, severity, subject, exchange, seriesId, params }: Alert): NewAlert => ({
      kind,
      severity,
      subject,
      exchange,
      seriesId,
      params,
    }),
    /** It has become a row of the store, under another number. */
    forget: ({ id }: Alert): void => void ids.delete(id),
  };
}
