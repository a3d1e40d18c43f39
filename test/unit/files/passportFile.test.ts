import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPassportFile } from '../../../electron/files/frames/passportFile.ts';
import { tempDir } from '../../helpers/testStore.ts';

it('looks for the file of a passport beside it and nowhere else, whatever the passport calls it', async () => {
  const outside = tempDir();
  const folder = join(outside, 'exports');
  mkdirSync(folder);
  writeFileSync(join(outside, 'private.csv'), 'secret');
  writeFileSync(join(folder, 'private.csv'), 'shown');
  const hashed: string[] = [];
  const passport = { file: '../private.csv', bytes: 6, sha256: 'a'.repeat(64) };
  const found = await findPassportFile(join(folder, 'private.csv.passport.json'), passport, async (path) => {
    hashed.push(path);
    return 'b'.repeat(64);
  });
  expect(hashed).toEqual([join(folder, 'private.csv')]);
  expect(found).toEqual({ name: 'private.csv', sha256: 'b'.repeat(64) });
});
