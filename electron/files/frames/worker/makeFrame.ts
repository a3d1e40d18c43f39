import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FrameRows } from '../../../../shared/contract/calls/frames.ts';
import type { LeakReport, Passport } from '../../../../shared/domain/frame.ts';
import { buildFrame, cellAt, type Frame } from '../../../analysis/frame/build.ts';
import { testForLeaks } from '../../../analysis/frame/leaks.ts';
import { planFrame } from '../../../analysis/frame/plan.ts';
import { sourcesOf } from '../../../analysis/frame/sources.ts';
import type {
  FrameOrder,
  FramePreview,
  FrameProgress,
  InnerPassport,
  LeakOrder,
  WriteOrder,
} from '../../../engine/ports/frames.ts';
import { csvBlocks } from '../csvRows.ts';
import { type Block, openOutFile } from '../outFile.ts';
import { parquetBlocks } from '../parquetRows.ts';
import { describe, hashesOf, innerText, PASSPORT_KEY, passportPath } from '../passport.ts';

type Tell = (progress: Omit<FrameProgress, 'etaMs'>) => void;

function build(order: FrameOrder, tell: Tell): Frame {
  tell({ stage: 'building', rows: 0, totalRows: 0, bytes: 0 });
  return buildFrame(planFrame(order.spec), sourcesOf(order));
}

function rowsOf({ openTime, columns }: Frame, from: number, until: number): FrameRows {
  return {
    names: ['timestamp', ...columns.map(({ name }) => name)],
    columns: [
      openTime.slice(from, until),
      ...columns.map((column) =>
        Float64Array.from({ length: until - from }, (_, i) => cellAt(column, from + i)),
      ),
    ],
  };
}

/** Returns the first and last rows of a frame; the last ones begin where the first ones end. */
export function previewFrame(order: FrameOrder, rows: number, tell: Tell): FramePreview {
  const frame = build(order, tell);
  const { first, end } = frame;
  const middle = Math.min(end, first + rows);
  return {
    first: rowsOf(frame, first, middle),
    last: rowsOf(frame, Math.max(middle, end - rows), end),
    rows: end - first,
  };
}

function leaksOf(frame: Frame, order: FrameOrder, test: LeakOrder, tell: Tell): LeakReport {
  return testForLeaks(frame, planFrame(order.spec), order, test, (rows, totalRows) =>
    tell({ stage: 'leak-test', rows, totalRows, bytes: 0 }),
  );
}

export const leakTestFrame = (order: FrameOrder, test: LeakOrder, tell: Tell): LeakReport =>
  leaksOf(build(order, tell), order, test, tell);

function blocksOf(frame: Frame, format: WriteOrder['format'], inner: InnerPassport): Iterable<Block> {
  return format.kind === 'csv'
    ? csvBlocks(frame, format)
    : parquetBlocks(frame, format, { [PASSPORT_KEY]: innerText(inner) });
}

/**
 * Writes a frame and, beside it, its passport. Both are made under another name and put in their places when they are
 * whole. Rejects with a FileTrouble, and leaves nothing then.
 */
export async function writeFrame(order: WriteOrder, temporary: string, tell: Tell): Promise<Passport> {
  const { path, spec, format, description, leakTest } = order;
  // First of all: a folder that is gone is told before the work, not after it.
  const file = await openOutFile(path, temporary);
  try {
    const hashes = hashesOf(order.series);
    const frame = build(order, tell);
    const report = leakTest === null ? null : leaksOf(frame, order, leakTest, tell);
    const inner = describe(frame, spec, format, description, hashes, report);
    const totalRows = frame.end - frame.first;
    let written = 0;
    await file.take(blocksOf(frame, format, inner), (rows, bytes) => {
      written += rows;
      tell({ stage: 'writing', rows: written, totalRows, bytes });
    });
    const { bytes, sha256 } = file.sum();
    const passport: Passport = {
      ...inner,
      file: path === null ? '' : basename(path),
      bytes,
      sha256,
    };
    await file.place({ path: passportPath(path ?? ''), text: `${JSON.stringify(passport, null, 2)}\n` });
    return passport;
  } finally {
    await file.discard();
  }
}

/** Returns the SHA-256 of a file, or null when there is none. */
export async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
