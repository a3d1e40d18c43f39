import { z } from 'zod';
import type { FileMapping } from '../../../../shared/domain/import.ts';
import { plainSymbol } from '../fileName.ts';
import { FileProblem } from '../fileProblem.ts';
import { unitOf } from '../fileTime.ts';
import { createRowReader } from '../rowReader.ts';
import { USUAL_SHAPE } from '../tableShape.ts';
import { type Reading, ROWS_PER_TELLING, type SourceContext } from './source.ts';

/** JSON is read whole: ten years of minutes of one symbol are less than this. */
const MOST_CHARACTERS = 400 << 20;

const Cell = z.union([z.number(), z.string(), z.null()]);
const Rows = z.array(z.array(Cell)).min(1);
/** Kraken's `/public/OHLC`: rows by pair, and the last candle that had closed. */
const KrakenAnswer = z.object({
  error: z.array(z.string()),
  result: z.record(z.string(), z.union([Rows, z.number()])),
});

type Document = Readonly<{
  rows: readonly (readonly (string | number | null)[])[];
  mapping: FileMapping;
  closedUntil: number | null;
}>;

function krakenDocument(answer: z.infer<typeof KrakenAnswer>, { name }: SourceContext): Document | null {
  const pair = Object.entries(answer.result).find(([, rows]) => Array.isArray(rows));
  if (pair === undefined || !Array.isArray(pair[1])) return null;
  const last = answer.result.last;
  return {
    rows: pair[1],
    // Time, open, high, low, close, vwap, volume, count.
    mapping: {
      dialect: 'kraken-rest',
      exchange: name.exchange,
      symbol: plainSymbol(pair[0]),
      timeframe: name.timeframe,
      ...USUAL_SHAPE,
      volume: 6,
      unit: 's',
      zone: 'UTC',
      stamp: 'open',
    },
    closedUntil: typeof last === 'number' ? last * 1_000 : null,
  };
}

function documentOf(value: unknown, context: SourceContext): Document | null {
  const answer = KrakenAnswer.safeParse(value);
  if (answer.success) return krakenDocument(answer.data, context);
  const rows = Rows.safeParse(value);
  if (!rows.success) return null;
  const first = rows.data[0]!;
  if (first.length < 5 || !first.slice(0, 5).every((cell) => Number.isFinite(Number(cell ?? Number.NaN))))
    return null;
  const { exchange, symbol, timeframe, isSpot } = context.name;
  return {
    rows: rows.data,
    mapping: {
      dialect: 'freqtrade-json',
      exchange: isSpot ? null : exchange,
      symbol,
      timeframe,
      ...USUAL_SHAPE,
      unit: unitOf(Number(first[0])),
      zone: 'UTC',
      stamp: 'open',
    },
    closedUntil: null,
  };
}

async function whole(text: AsyncIterable<string>): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    length += piece.length;
    if (length > MOST_CHARACTERS) {
      throw new FileProblem(
        'too-large',
        'the JSON file is larger than 400 MB; split it or convert it to CSV',
      );
    }
    pieces.push(piece);
  }
  return pieces.join('');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FileProblem('not-candles', `the JSON cannot be read: ${(error as Error).message}`);
  }
}

/** Reads freqtrade's lists of lists and Kraken's answers; the line of a row is its place in the list. */
export async function readJson(context: SourceContext, text: AsyncIterable<string>): Promise<Reading> {
  const document = documentOf(parsed(await whole(text)), context);
  if (document === null) throw new FileProblem('not-candles', 'the JSON holds no list of candles');
  const { buffer, onRows, given } = context;
  const mapping = given ?? document.mapping;
  const read = createRowReader(mapping, buffer, { day: null, decimalComma: false });
  document.rows.forEach((row, i) => {
    read(
      row.map((cell) => (cell === null ? '' : String(cell))),
      i + 1,
    );
    if (i % ROWS_PER_TELLING === 0) onRows(i);
  });
  return { mapping, isSpot: given === null && context.name.isSpot, closedUntil: document.closedUntil };
}
