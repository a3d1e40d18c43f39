import { expect, test } from 'vitest';
import { createVerifyStore } from '../../../../renderer/features/verify/verifyStore.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const report = (at: number, status: 'ok' | 'stale' = 'ok') => ({
  overall: status,
  at,
  deep: false,
  series: [{ ...sampleCoverage({ status }), issues: [] }],
});
const summary = (id: number, at: number) => ({ id, at, deep: false, overall: 'ok', counts: { ok: 1 } });

test('a ragged choice is asked for in parts, and answered as one report with what changed', async () => {
  const { client, last } = scriptedClient();
  const store = createVerifyStore(client, () => 0);
  const scope = [sampleCoverage(), sampleCoverage({ symbol: 'ETHUSDT', timeframe: '1d' })];
  const running = store.run(scope, true);
  expect(store.getState().running).toMatchObject({ questions: 2, answered: 0 });
  await last('verify.run').answer(report(10));
  expect(store.getState().running).toMatchObject({ answered: 1 });
  await last('verify.run').answer(report(11, 'stale'));
  await last('verify.history').answer({ reports: [summary(3, 11), summary(2, 10), summary(1, 5)] });
  await last('verify.get').answer({ report: report(5) });
  await running;
  const { report: shown, comparison, running: still } = store.getState();
  expect(still).toBeNull();
  expect(shown).toMatchObject({ overall: 'stale', series: [{}, {}] });
  expect(comparison).toMatchObject({ since: 5 });
});

test('cancelling ends it at once, and a late answer changes nothing', async () => {
  const { client, last } = scriptedClient();
  const store = createVerifyStore(client, () => 0);
  const running = store.run(null, false);
  const late = last('verify.run');
  store.cancel();
  await running;
  await late.answer(report(1));
  expect(store.getState()).toMatchObject({ running: null, wasCancelled: true, report: null });
});

test('an older report that arrives late does not replace a newer choice', async () => {
  const { client, asked, last } = scriptedClient();
  const store = createVerifyStore(client, () => 0);
  const first = store.show(1);
  const second = store.show(2);
  await last('verify.get').answer({ report: report(2) });
  await asked.find(({ name }) => name === 'verify.get')?.answer({ report: report(1) });
  await Promise.all([first, second]);
  expect(store.getState()).toMatchObject({ shownId: 2, report: { at: 2 } });
});
