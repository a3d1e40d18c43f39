import { expect, test } from 'vitest';
import { createValuePages, PAGE, type Values } from '../../../../renderer/features/indicators/valuePages.ts';
import { fail, succeed } from '../../../../shared/lib/result.ts';
import { settle } from '../chart/memoryClient.ts';

const STEP = 60_000;
const LENGTH = PAGE * STEP;

/** A source whose values are their times, multiplied; it remembers what it was asked for. */
function source() {
  const asked: string[] = [];
  const state = { factor: 1, last: 5 * LENGTH, isFailing: false };
  const fetch = async (from: number, until: number) => {
    asked.push(`${from / STEP}–${until / STEP}`);
    if (state.isFailing) return fail({ code: 'internal', message: 'broken' } as const);
    const first = Math.ceil(from / STEP);
    const end = Math.min(until, state.last + STEP) / STEP;
    const openTime = Float64Array.from({ length: Math.max(0, end - first) }, (_, i) => (first + i) * STEP);
    return succeed<Values>({ openTime, columns: [openTime.map((time) => time * state.factor)] });
  };
  return { asked, state, fetch };
}

test('pages are asked for once, joined in order and let go of when they are far', async () => {
  const { asked, fetch } = source();
  let changes = 0;
  const pages = createValuePages(fetch, STEP, () => (changes += 1));
  pages.need(LENGTH - STEP, LENGTH);
  pages.need(LENGTH - STEP, LENGTH + STEP);
  await settle();
  expect(asked).toEqual(['0–2000', '2000–4000']);
  expect(changes).toBe(2);
  const all = pages.all();
  expect(all.openTime).toHaveLength(2 * PAGE);
  expect([...all.openTime].every((time, i) => time === i * STEP)).toBe(true);
  expect(pages.all()).toBe(all);

  for (let page = 2; page < 12; page += 1) pages.need(page * LENGTH, page * LENGTH);
  await settle();
  pages.need(0, 0);
  await settle();
  expect(
    asked.filter((one) => one === '0–2000'),
    'the first page was let go of',
  ).toHaveLength(2);
});

test('a candle that closes costs the end of its page, and the values before it stay', async () => {
  const { asked, state, fetch } = source();
  state.last = 10 * STEP;
  const pages = createValuePages(fetch, STEP, () => undefined);
  pages.need(0, 10 * STEP);
  await settle();
  state.last = 11 * STEP;
  state.factor = 2;
  pages.stale(11 * STEP);
  expect(pages.all().openTime, 'what was known is shown until the answer comes').toHaveLength(11);
  await settle();
  expect(asked).toEqual(['0–2000', '11–2000']);
  const { openTime, columns } = pages.all();
  expect(openTime.at(-1)).toBe(11 * STEP);
  expect([columns[0]!.at(-2), columns[0]!.at(-1)]).toEqual([10 * STEP, 22 * STEP]);
});

test('what went stale while an answer was on its way is asked for again', async () => {
  const { asked, state, fetch } = source();
  state.last = 10 * STEP;
  const pages = createValuePages(fetch, STEP, () => undefined);
  pages.need(0, 10 * STEP);
  pages.stale(4 * STEP);
  await settle();
  expect(asked).toEqual(['0–2000', '4–2000']);
});

test('a failure is told, waits to be asked again, and nothing arrives after the end', async () => {
  const { asked, state, fetch } = source();
  let changes = 0;
  const pages = createValuePages(fetch, STEP, () => (changes += 1));
  state.isFailing = true;
  pages.need(0, STEP);
  await settle();
  pages.need(0, STEP);
  await settle();
  expect(asked).toHaveLength(1);
  expect(pages.error()?.message).toBe('broken');
  state.isFailing = false;
  pages.retry();
  await settle();
  expect(pages.error()).toBeNull();
  expect(pages.all().openTime).toHaveLength(PAGE);
  pages.stale(0);
  pages.dispose();
  const before = changes;
  await settle();
  expect(changes).toBe(before);
});
