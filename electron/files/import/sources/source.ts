import type { FileMapping } from '../../../../shared/domain/import.ts';
import type { NameFacts } from '../fileName.ts';
import type { RowBuffer } from '../rowBuffer.ts';

/** How a file was read: what its columns mean, and what the file itself says about its end. */
export type Reading = Readonly<{
  mapping: FileMapping;
  isSpot: boolean;
  /** Rows that open later had not closed when the file was made. */
  closedUntil: number | null;
}>;

export type SourceContext = Readonly<{
  path: string;
  name: NameFacts;
  /** The trader's own mapping. */
  given: FileMapping | null;
  buffer: RowBuffer;
  /** Told now and then how many rows have been read. */
  onRows: (rows: number) => void;
}>;

/** How often progress is told. */
export const ROWS_PER_TELLING = 20_000;
