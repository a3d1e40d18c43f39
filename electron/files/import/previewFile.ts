import type { FileMapping } from '../../../shared/domain/import.ts';
import { mappingOf } from './dialects.ts';
import { readName } from './fileName.ts';
import { linesOf, textOf } from './lines.ts';
import { openText, packingOf } from './openFile.ts';
import { createRowBuffer } from './rowBuffer.ts';
import { headOf } from './sources/csv.ts';

export type Preview = Readonly<{ rows: string[][]; mapping: FileMapping | null }>;

/** As much of a file as its first rows can take. */
const HEAD_CHARACTERS = 1 << 18;

async function startOf(text: AsyncIterable<string>): Promise<string> {
  let start = '';
  for await (const piece of text) {
    start += piece;
    if (start.length >= HEAD_CHARACTERS) break;
  }
  return start;
}

/** JSON in rows: each inner list is one. Cut off where the piece that was read ends. */
function jsonRows(start: string, limit: number): string[][] {
  const rows = [...start.matchAll(/\[([^[\]]*)\]/g)].map(([, inner]) => inner!);
  return rows.slice(0, limit).map((row) => row.split(',').map((cell) => cell.trim().replaceAll('"', '')));
}

async function textPreview(
  path: string,
  packing: 'zip' | 'gzip' | 'plain',
  rows: number,
  bytes: number,
): Promise<Preview> {
  const opened = await openText(path, packing, bytes);
  const start = await startOf(textOf(opened.bytes));
  const name = readName(opened.name);
  if (/^\s*[[{]/.test(start)) {
    const found = jsonRows(start, rows);
    return { rows: found, mapping: mappingOf({ rows: found, name })?.mapping ?? null };
  }
  const lines: string[] = [];
  async function* once(): AsyncGenerator<string> {
    yield start;
  }
  for await (const some of linesOf(once())) lines.push(...some);
  const head = headOf(lines.slice(0, rows));
  return {
    rows: head.rows.map((row) => [...row]),
    mapping: mappingOf({ rows: head.rows, name })?.mapping ?? null,
  };
}

/** Shows the first rows of a file as text, to choose columns by, and the mapping that was found. */
export async function previewFile(path: string, rows: number, bytes: number): Promise<Preview> {
  const packing = await packingOf(path);
  if (packing !== 'feather' && packing !== 'parquet') return textPreview(path, packing, rows, bytes);
  const buffer = createRowBuffer();
  const context = { path, given: null, name: readName(path), buffer, onRows: () => undefined };
  const { readFeather, readParquet } = await import('./sources/columnar.ts');
  const { mapping } = await (packing === 'feather' ? readFeather : readParquet)(context, bytes);
  const { time, open, high, low, close, volume, length } = buffer.rows();
  const shown = Array.from({ length: Math.min(rows, length) }, (_, i) =>
    [new Date(time[i]!).toISOString(), open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!].map(String),
  );
  return { rows: [['time', 'open', 'high', 'low', 'close', 'volume'], ...shown], mapping };
}
