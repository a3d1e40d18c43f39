import { describe, expect, test } from 'vitest';
import { readChecksums, withChecksums } from '../../../../renderer/features/import/checksums.ts';
import {
  fileName,
  lineRanges,
  merged,
  similarTo,
  totalsOf,
} from '../../../../renderer/features/import/importRows.ts';
import { sampleFile, sampleMapping } from '../../../helpers/importSamples.ts';

describe('the list of files', () => {
  test('names a file by the last part of its path on every system', () => {
    expect(fileName('C:\\history\\BTCUSDT_1h.csv')).toBe('BTCUSDT_1h.csv');
    expect(fileName('/history/BTCUSDT_1h.csv')).toBe('BTCUSDT_1h.csv');
  });

  test('puts a newer report in the place of the older one and new files at the end', () => {
    const [a, b] = [sampleFile({ path: '/a' }), sampleFile({ path: '/b' })];
    const newer = sampleFile({ path: '/a', rows: 5 });
    const other = sampleFile({ path: '/c' });
    expect(merged([a, b], [other, newer])).toEqual([newer, b, other]);
  });

  test('adds up what the files hold', () => {
    const files = [sampleFile(), sampleFile({ fresh: 20, equal: 690, different: 10 })];
    expect(totalsOf(files)).toEqual({ files: 2, rows: 1_440, fresh: 740, equal: 690, different: 10 });
  });

  test('finds files that are laid out the same, whatever they are of', () => {
    const file = sampleFile({ path: '/a.csv' });
    const same = sampleFile({
      path: '/b.csv',
      mapping: sampleMapping({ symbol: 'ETHUSDT', timeframe: '1m' }),
    });
    const other = sampleFile({ path: '/c.csv', mapping: sampleMapping({ unit: 'us' }) });
    const packed = sampleFile({ path: '/d.zip' });
    expect(similarTo(file, [file, same, other, packed])).toEqual([same]);
    const unknown = sampleFile({ path: '/e.txt', mapping: null });
    const alike = sampleFile({ path: '/f.TXT', mapping: null });
    expect(similarTo(unknown, [unknown, alike, same])).toEqual([alike]);
  });
});

test('line numbers are told as ranges', () => {
  expect(lineRanges([12, 15, 16, 17, 18, 20, 21], String)).toBe('12, 15–18, 20, 21');
  expect(lineRanges([], String)).toBe('');
});

describe('a checksum that was dropped along', () => {
  const [good, bad] = ['a'.repeat(64), 'b'.repeat(64)];

  test('is read as sha256sum writes it', () => {
    const text = `${good.toUpperCase()}  BTCUSDT-1h-2023-04.zip\r\n${bad} *dir/other.zip\nnot a hash  x.zip\n`;
    expect([...readChecksums(text)]).toEqual([
      ['BTCUSDT-1h-2023-04.zip', good],
      ['other.zip', bad],
    ]);
  });

  test('lets a file through that matches and holds back one that differs', () => {
    const file = sampleFile({ sha256: good });
    const [matching] = withChecksums([file], new Map([['BTCUSDT-1h-2023-04.zip', good]]));
    expect(matching).toMatchObject({ checksum: 'matches', problem: null });
    const [differing] = withChecksums([file], new Map([['BTCUSDT-1h-2023-04.zip', bad]]));
    expect(differing).toMatchObject({ checksum: 'differs', problemCode: 'checksum' });
  });

  test('says nothing of other files, and nothing against what the engine verified itself', () => {
    const file = sampleFile({ sha256: good });
    expect(withChecksums([file], new Map([['other.zip', bad]]))).toEqual([file]);
    const verified = sampleFile({ sha256: good, checksum: 'matches' });
    expect(withChecksums([verified], new Map([['BTCUSDT-1h-2023-04.zip', bad]]))).toEqual([verified]);
  });
});
