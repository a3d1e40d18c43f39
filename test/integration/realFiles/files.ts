import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { CandleRow } from '../../../shared/domain/candle.ts';

/** Reads a kline file on its own account, not with the emulator's reader: every value as the text has it. */
export async function fileRows(path: string): Promise<CandleRow[]> {
  const text = gunzipSync(await readFile(path)).toString('utf8');
  const lines = text.split('\n').filter((line) => /^\d/.test(line));
  return lines.map((line) => {
    const [time, open, high, low, close, volume] = line.split(',', 6).map(Number);
    return [time!, open!, high!, low!, close!, volume!];
  });
}
