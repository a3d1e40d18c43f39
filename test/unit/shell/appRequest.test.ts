import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerAppRequest } from '../../../electron/shell/appRequest.ts';
import { makeTempDir, type TempDir } from '../../helpers/tempDir.ts';

let folder: TempDir;
let root: string;

beforeAll(() => {
  folder = makeTempDir();
  root = path.join(folder.path, 'renderer');
  mkdirSync(root);
  writeFileSync(path.join(root, 'index.html'), 'the page');
  writeFileSync(path.join(folder.path, 'secret.json'), 'outside');
});
afterAll(() => folder.remove());

test('the page is served with its policy', async () => {
  for (const url of ['app://candlekeep/', 'app://candlekeep/index.html?x#y']) {
    const answer = await answerAppRequest(root, url);
    expect(await answer.text()).toBe('the page');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test.each([
  'app://candlekeep/no-such.js',
  'app://candlekeep/../secret.json',
  'app://candlekeep/..%2fsecret.json',
  'app://candlekeep/%2e%2e/secret.json',
  'app://candlekeep/..%5csecret.json',
  'app://other/index.html',
])('%s is not served', async (url) => {
  expect((await answerAppRequest(root, url)).status).toBe(404);
});
