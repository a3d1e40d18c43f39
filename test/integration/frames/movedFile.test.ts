import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CSV, openFrameStage, putWalk, SPEC } from './stage.ts';

/** Exports a frame and returns how to check the passport at a place. */
async function exported() {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 300, ['5m', '1h']);
  await stage.engine.ask('frames.export', {
    spec: SPEC,
    format: CSV,
    path: stage.at('eth.csv'),
    leakTest: false,
  });
  const check = (...passport: string[]) =>
    stage.engine.call('frames.check', { passport: stage.at(join(...passport)) });
  const move = (from: string, to: string): void => renameSync(stage.at(from), stage.at(to));
  return { stage, check, move };
}

const fine = { identical: true, fileMatches: true, differences: [] };

it('a passport finds its file in another folder, and under another name', async () => {
  const { stage, check, move } = await exported();
  mkdirSync(stage.at('moved'));
  move('eth.csv', 'moved/eth.csv');
  move('eth.csv.passport.json', 'moved/eth.csv.passport.json');
  expect(await check('moved', 'eth.csv.passport.json')).toEqual({ ok: true, value: fine });
  // Both renamed; then the file alone, among others that are as long or are called as it was.
  move('moved/eth.csv', 'moved/train.csv');
  move('moved/eth.csv.passport.json', 'moved/train.csv.passport.json');
  const renamed = { ok: true, value: { ...fine, file: 'train.csv' } };
  expect(await check('moved', 'train.csv.passport.json')).toEqual(renamed);
  move('moved/train.csv', 'moved/z.csv');
  writeFileSync(stage.at('moved/eth.csv'), 'something else');
  writeFileSync(stage.at('moved/a.csv'), 'x');
  const found = { ok: true, value: { ...fine, file: 'z.csv' } };
  expect(await check('moved', 'train.csv.passport.json')).toEqual(found);
});

it('says that the file was changed, that it is gone, and that what it was given is no passport', async () => {
  const { stage, check, move } = await exported();
  move('eth.csv', 'other.csv');
  appendFileSync(stage.at('other.csv'), '\n');
  expect(await check('eth.csv.passport.json')).toEqual({ ok: true, value: { ...fine, fileMatches: null } });
  move('eth.csv.passport.json', 'other.csv.passport.json');
  expect(await check('other.csv.passport.json')).toEqual({
    ok: true,
    value: { ...fine, fileMatches: false, file: 'other.csv' },
  });
  expect(await check('other.csv')).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  expect(await check('nowhere.passport.json')).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
