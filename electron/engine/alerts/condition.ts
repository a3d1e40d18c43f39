import type { AlertKind } from '../../../shared/domain/alert.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { NewAlert } from '../ports/store.ts';

/** Something that is wrong at this moment. */
export type Condition = Omit<NewAlert, 'severity'>;

/** Two of one kind about one subject are the same thing. */
export const keyOf = ({ kind, subject }: Pick<Condition, 'kind' | 'subject'>): string => `${kind} ${subject}`;

/** More than this many of one kind at one venue are told as one. */
const TOLD_SINGLY = 3;

/** A condition of one series or symbol, with the name it has among others. */
export type Single = Condition & Readonly<{ exchange: ExchangeId; name: string }>;

/**
 * Gathers many conditions of one kind at one venue into one about the venue, whose numbers are the greatest of them:
 * sixty messages about one cause help nobody.
 */
export function gather(kind: AlertKind, singles: readonly Single[]): Condition[] {
  return [...Map.groupBy(singles, ({ exchange }) => exchange)].flatMap(([exchange, ofVenue]) => {
    if (ofVenue.length <= TOLD_SINGLY) return ofVenue.map(({ name: _name, ...one }) => one);
    const names = ofVenue.slice(0, TOLD_SINGLY).map(({ name }) => name);
    const params: Condition['params'] = { ...ofVenue[0]!.params };
    for (const { params: more } of ofVenue) {
      for (const [name, value] of Object.entries(more)) {
        const greatest = params[name];
        if (typeof value === 'number' && typeof greatest === 'number')
          params[name] = Math.max(greatest, value);
      }
    }
    return [
      {
        kind,
        subject: exchange,
        exchange,
        seriesId: null,
        params: { ...params, count: ofVenue.length, names: names.join(', ') },
      },
    ];
  });
}
