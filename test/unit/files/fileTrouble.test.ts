import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileTrouble } from '../../../electron/files/frames/fileTrouble.ts';

const FOLDER = join('data', 'exports');
const FILE = join(FOLDER, 'eth.csv');
const failed = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code });

it.each([
  ['ENOSPC', false, { code: 'disk-full', folder: FOLDER }],
  ['EDQUOT', false, { code: 'disk-full', folder: FOLDER }],
  ['ENOENT', false, { code: 'folder-missing', folder: FOLDER }],
  ['EACCES', false, { code: 'no-permission', folder: FOLDER }],
  ['EROFS', false, { code: 'no-permission', folder: FOLDER }],
  ['ENAMETOOLONG', false, { code: 'path-too-long', file: 'eth.csv' }],
  ['EINVAL', false, { code: 'bad-file-name', file: 'eth.csv' }],
  ['EBUSY', false, { code: 'file-in-use', file: 'eth.csv' }],
  // What Windows answers when a file that is to be replaced is open in Excel.
  ['EPERM', true, { code: 'file-in-use', file: 'eth.csv' }],
  ['EACCES', true, { code: 'file-in-use', file: 'eth.csv' }],
  ['EBUSY', true, { code: 'file-in-use', file: 'eth.csv' }],
] as const)(
  '%s (replacing: %s) has a code of its own and names what it is about',
  (code, isReplacing, note) => {
    expect(fileTrouble(failed(code), FILE, isReplacing)).toMatchObject({ code: note.code, note });
  },
);

it('a folder in the place of the file is a bad name, and what nobody foresaw keeps its own words', () => {
  expect(fileTrouble(failed('EISDIR'), FILE)).toMatchObject({
    code: 'bad-file-name',
    note: { code: 'is-folder', path: FILE },
  });
  expect(fileTrouble(failed('EIO'), FILE)).toEqual({
    code: 'internal',
    message: 'eth.csv could not be written: EIO: failed',
    note: { code: 'file-failed', file: 'eth.csv', detail: 'EIO: failed' },
  });
});
