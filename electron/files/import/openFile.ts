import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { FileProblem } from './fileProblem.ts';

const PIECE = 1 << 18;
/** One piece of a ZIP may unpack to a thousand times its length before anybody can look: at most 32 MB. */
const ZIP_PIECE = 1 << 15;
/** Candles pack four to one, a market that stands still thirty to one. */
const MOST_RATIO = 200;
const RATIO_MATTERS_FROM = 64 << 20;
const MOST_BYTES = 4 * 2 ** 30;

export type Packing = 'zip' | 'gzip' | 'feather' | 'parquet' | 'plain';

/** Tells by the first bytes how a file is packed, whatever its name ends in. */
export async function packingOf(path: string): Promise<Packing> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (start.startsWith('PK')) return 'zip';
    if (start.startsWith('\x1f\x8b')) return 'gzip';
    if (start.startsWith('ARROW1') || start.startsWith('FEA1')) return 'feather';
    return start.startsWith('PAR1') ? 'parquet' : 'plain';
  } finally {
    await file.close();
  }
}

const raw = (path: string, piece = PIECE): AsyncIterable<Uint8Array> =>
  createReadStream(path, { highWaterMark: piece });

/** Returns the SHA-256 of a file, read in pieces. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of raw(path)) hash.update(piece);
  return hash.digest('hex');
}

/** Compares a hash with what a `.CHECKSUM` beside the file says, as the Binance archive publishes it. */
export async function checksumOf(path: string, sha256: string): Promise<'matches' | 'differs' | 'none'> {
  const text = await readFile(`${path}.CHECKSUM`, 'utf8').catch(() => null);
  const said = /\b[0-9a-f]{64}\b/i.exec(text ?? '')?.[0];
  if (said === undefined) return 'none';
  return said.toLowerCase() === sha256 ? 'matches' : 'differs';
}

/** Stops an archive that unpacks into far more than candles can. */
async function* guarded(pieces: AsyncIterable<Uint8Array>, packed: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > MOST_BYTES || (bytes > RATIO_MATTERS_FROM && bytes > packed * MOST_RATIO)) {
      throw new FileProblem('unsafe-archive', 'the archive unpacks into far more than its candles can take');
    }
    yield piece;
  }
}

const badArchive = (error: unknown): FileProblem =>
  error instanceof FileProblem
    ? error
    : new FileProblem(
        'bad-archive',
        `the archive is damaged: ${error instanceof Error ? error.message : error}`,
      );

async function* gunzipped(path: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path, { highWaterMark: PIECE });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw badArchive(error);
  } finally {
    source.destroy();
  }
}

const isUnsafe = (name: string): boolean =>
  /(^|[\\/])\.\.([\\/]|$)/.test(name) || /^([\\/]|[a-z]:)/i.test(name);

const DATA = /\.(csv|txt|json|tsv)$/i;

/** Goes through a ZIP in pieces; `onFile` may start the one it wants. */
async function* throughZip(
  path: string,
  onFile: (file: UnzipFile, out: (piece: Uint8Array) => void) => void,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const unzip = new Unzip((file) => onFile(file, (piece) => ready.push(piece)));
  unzip.register(UnzipInflate);
  try {
    for await (const piece of raw(path, ZIP_PIECE)) {
      unzip.push(piece);
      yield* ready;
      ready = [];
    }
    unzip.push(new Uint8Array(0), true);
    yield* ready;
  } catch (error) {
    throw badArchive(error);
  }
}

/** Returns the name of the one data file in a ZIP. Nothing is ever written under a name from an archive. */
async function memberOf(path: string): Promise<string> {
  const names: string[] = [];
  for await (const _ of throughZip(path, (file) => names.push(file.name)));
  const unsafe = names.find(isUnsafe);
  if (unsafe !== undefined) {
    throw new FileProblem('escaping-archive', `the archive names a file outside of itself: ${unsafe}`);
  }
  const data = names.filter((name) => DATA.test(name) && !name.startsWith('__MACOSX/'));
  if (data.length > 1) {
    throw new FileProblem(
      'several-files',
      `the archive holds ${data.length} files; unpack it and import the folder`,
    );
  }
  const [only] = data;
  if (only === undefined) throw new FileProblem('not-candles', 'the archive holds no CSV or JSON file');
  return only;
}

async function* memberBytes(path: string, name: string): AsyncGenerator<Uint8Array> {
  yield* throughZip(path, (file, out) => {
    if (file.name !== name) return;
    file.ondata = (error, piece) => {
      if (error !== null) throw error;
      out(piece);
    };
    file.start();
  });
}

/** The text in a file, unpacked on the way, and the path its name is read from. */
export type TextFile = Readonly<{ name: string; bytes: AsyncIterable<Uint8Array> }>;

/** Opens what is inside of a file; throws a FileProblem where there is nothing to read. */
export async function openText(path: string, packing: Packing, packed: number): Promise<TextFile> {
  if (packing === 'gzip') return { name: path, bytes: guarded(gunzipped(path), packed) };
  if (packing !== 'zip') return { name: path, bytes: raw(path) };
  const member = await memberOf(path);
  const name = path.replace(basename(path), basename(member));
  return { name, bytes: guarded(memberBytes(path, member), packed) };
}
