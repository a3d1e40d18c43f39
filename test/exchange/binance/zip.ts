import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** 1 January 1980, the first day ZIP knows: the same candles must make the same bytes. */
const NO_DATE = 0x0021_0000;

/** Writes 32-bit and 16-bit little-endian fields, as [size, value] pairs. */
function fields(...pairs: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    pairs.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      if (size === 4) bytes.writeUInt32LE(value);
      else bytes.writeUInt16LE(value);
      return bytes;
    }),
  );
}

/** Returns a ZIP archive of one file, as PKWARE's APPNOTE has it; made here so that the program's own library is not its judge. */
export function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 1 });
  const title = Buffer.from(name, 'latin1');
  const facts = [
    [2, DEFLATED],
    [4, NO_DATE],
    [4, crc32(content)],
    [4, packed.length],
    [4, content.length],
    [2, title.length],
    [2, 0],
  ] as const;
  const local = Buffer.concat([fields([4, LOCAL], [2, 20], [2, 0], ...facts), title, packed]);
  const entry = fields(
    [4, CENTRAL],
    [2, 20],
    [2, 20],
    [2, 0],
    ...facts,
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, 0],
  );
  const central = Buffer.concat([entry, title]);
  const end = fields(
    [4, END],
    [2, 0],
    [2, 0],
    [2, 1],
    [2, 1],
    [4, central.length],
    [4, local.length],
    [2, 0],
  );
  return Buffer.concat([local, central, end]);
}
