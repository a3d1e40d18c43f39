import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSecretFile, writeSecretFile } from '../../../electron/shell/secretFile.ts';
import { listFiles } from '../../helpers/listFiles.ts';
import { tempDir } from '../../helpers/testStore.ts';

const fileIn = (folder: string): string => path.join(folder, 'secrets.json');

it('holds what was written, and leaves no half-written file beside it', () => {
  const folder = tempDir();
  writeSecretFile(fileIn(folder), { token: 'c2VhbGVk' });
  writeSecretFile(fileIn(folder), { token: 'c2VhbGVk', address: 'YWdhaW4=' });
  expect(readSecretFile(fileIn(folder))).toEqual({ token: 'c2VhbGVk', address: 'YWdhaW4=' });
  expect(listFiles(folder)).toEqual(['secrets.json']);
  if (process.platform !== 'win32') expect(statSync(fileIn(folder)).mode & 0o077).toBe(0);
});

it('holds nothing when it is absent or cannot be understood, and is then written anew', () => {
  const folder = tempDir();
  expect(readSecretFile(fileIn(folder))).toEqual({});
  for (const text of ['', '{', '[]', 'null', '{"token":5}']) {
    writeFileSync(fileIn(folder), text);
    expect(readSecretFile(fileIn(folder))).toEqual({});
  }
  writeSecretFile(fileIn(folder), { token: 'c2VhbGVk' });
  expect(readFileSync(fileIn(folder), 'utf8')).toBe('{"token":"c2VhbGVk"}');
});

it('says that it cannot be written: a secret that is lost must not look kept', () => {
  expect(() => writeSecretFile(path.join(tempDir(), 'absent', 'secrets.json'), {})).toThrow();
});
