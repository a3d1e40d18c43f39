import type { Passport } from '../../../shared/domain/frame.ts';

/** A path as Python reads it whatever is in it. */
const quoted = (path: string): string => JSON.stringify(path.replaceAll('\\', '/'));

type File = Pick<Passport, 'format' | 'columns'>;

const headless = ({ columns }: File): string => `[${columns.map((name) => `"${name}"`).join(', ')}]`;

/** Returns the line that reads an export into pandas, its times as UTC. */
export function pandasLine(path: string, file: File): string {
  const { format } = file;
  if (format.kind === 'parquet') return `df = pd.read_parquet(${quoted(path)})`;
  const options = [
    ...(format.separator === ',' ? [] : [`sep=${JSON.stringify(format.separator)}`]),
    ...(format.header ? [] : ['header=None', `names=${headless(file)}`]),
    ...(format.time === 'iso' ? ['parse_dates=["timestamp"]'] : []),
  ];
  const read = `df = pd.read_csv(${[quoted(path), ...options].join(', ')})`;
  return format.time === 'iso'
    ? read
    : `${read}; df["timestamp"] = pd.to_datetime(df["timestamp"], unit="${format.time}", utc=True)`;
}

/** Returns the line that reads an export into polars, its times as UTC. */
export function polarsLine(path: string, file: File): string {
  const { format } = file;
  if (format.kind === 'parquet') return `df = pl.read_parquet(${quoted(path)})`;
  const options = [
    ...(format.separator === ',' ? [] : [`separator=${JSON.stringify(format.separator)}`]),
    ...(format.header ? [] : ['has_header=False', `new_columns=${headless(file)}`]),
    ...(format.time === 'iso' ? ['try_parse_dates=True'] : []),
  ];
  const read = `df = pl.read_csv(${[quoted(path), ...options].join(', ')})`;
  return format.time === 'iso'
    ? read
    : `${read}.with_columns(pl.from_epoch("timestamp", time_unit="${format.time}").dt.replace_time_zone("UTC"))`;
}
