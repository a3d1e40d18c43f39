import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { isChecksumFile, readChecksums } from './checksums.ts';

/** What of a File is needed. */
export type TakenFile = Pick<File, 'name' | 'size' | 'slice' | 'text'>;

export type Taken = Readonly<{ paths: readonly string[]; checksums: ReadonlyMap<string, string> }>;

export type TakeOptions = Readonly<{
  signal: AbortSignal;
  onBytes(name: string, bytes: number): void;
}>;

/** Bytes of one piece: small enough for the socket of the browser host, and for a bar that moves. */
export const PIECE_BYTES = 2 * 1024 * 1024;

const unreadable = (name: string, why: unknown): Result<never, ApiError> =>
  fail({ code: 'not-found', message: `${name} could not be read: ${String(why)}` });

async function takeOne(
  client: DataClient,
  file: TakenFile,
  { signal, onBytes }: TakeOptions,
): Promise<Result<string, ApiError>> {
  let path: string | undefined;
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    if (signal.aborted) return fail({ code: 'cancelled', message: 'cancelled by the caller' });
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
    } catch (error) {
      // It was renamed or its drive was taken out since it was dropped.
      return unreadable(file.name, error);
    }
    const after = path === undefined ? {} : { after: path };
    const result = await client.call('imports.upload', { name: file.name, bytes, ...after }, { signal });
    if (!result.ok) return result;
    path = result.value.path;
    onBytes(file.name, bytes.length);
  }
  return path === undefined ? unreadable(file.name, 'it is empty') : succeed(path);
}

/** Hands files to the engine, which a page cannot tell a path of; checksum files are read and stay here. */
export async function takeFiles(
  client: DataClient,
  files: readonly TakenFile[],
  options: TakeOptions,
): Promise<Result<Taken, ApiError>> {
  const checksums = new Map<string, string>();
  const paths: string[] = [];
  for (const file of files) {
    if (isChecksumFile(file.name)) {
      const text = await file.text().catch(() => '');
      for (const [name, sum] of readChecksums(text)) checksums.set(name, sum);
      continue;
    }
    const path = await takeOne(client, file, options);
    if (!path.ok) return path;
    paths.push(path.value);
  }
  return succeed({ paths, checksums });
}
