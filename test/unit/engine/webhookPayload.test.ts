import { expect, it } from 'vitest';
import { webhookPayload } from '../../../electron/engine/alerts/message.ts';
import { Alert } from '../../../shared/domain/alert.ts';

const AT = Date.UTC(2026, 2, 4);

it('a webhook is told what went wrong in a sentence, and the body says it in the trader’s language', () => {
  const alert = Alert.parse({
    id: 1,
    kind: 'errors-in-a-row',
    severity: 'error',
    subject: 'store',
    exchange: null,
    seriesId: null,
    params: {
      store: 5,
      errors: 7,
      lastError: { code: 'store', fault: 'disk-full', detail: 'database or disk is full (SQLITE_FULL)' },
    },
    raisedAt: AT,
    lastAt: AT,
    count: 1,
    resolvedAt: null,
    acknowledgedAt: null,
  });
  expect(webhookPayload([alert], 'es', AT)).toMatchObject({
    body: expect.stringMatching(/ El último: el disco está lleno$/),
    params: { store: 5, errors: 7, lastError: 'database or disk is full (SQLITE_FULL)' },
  });
});
