import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Passport } from '../../../shared/domain/frame.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FrameMaker, InnerPassport, OnFrameProgress, SeriesFacts } from '../ports/frames.ts';
import { readFrame } from './readFrame.ts';
import { type Needed, type ResolvedFrame, resolveFrame } from './resolve.ts';

type Check = CallResponse<'frames.check'>;

const candles = (count: number): string => (count === 1 ? '1 candle' : `${count} candles`);

/** Says what has become of one series since the passport was made. */
async function changesOf(
  { store }: EngineContext,
  then: Passport['series'][number],
  now: SeriesFacts | undefined,
  needed: Needed | undefined,
): Promise<string[]> {
  const name = seriesName(then);
  if (now === undefined || needed?.stored == null) return [`${name} is not stored any more`];
  const since = { batch: then.lastBatchId ?? 0, revision: then.lastRevisionId ?? 0 };
  const { id } = needed.stored;
  const { revised, revisions, added } = await store.scan.frameChanges(id, [needed.from, needed.until], since);
  const gone = then.candles - (now.candles - added);
  const [first] = revisions;
  const which =
    first === undefined
      ? ''
      : `, the first at ${toIso(first.openTime)} by revision ${first.id} of ${toIso(first.at)}`;
  return [
    ...(revised > 0 ? [`${name}: ${candles(revised)} revised since${which}`] : []),
    ...(added > 0 ? [`${name}: ${candles(added)} new since`] : []),
    ...(gone > 0 ? [`${name}: ${candles(gone)} gone since`] : []),
  ];
}

async function differencesOf(
  context: EngineContext,
  passport: Passport,
  { needed }: ResolvedFrame,
  facts: readonly SeriesFacts[],
): Promise<string[]> {
  const found: string[] = [];
  for (const then of passport.series) {
    const isThis = (key: Parameters<typeof seriesName>[0]): boolean => seriesName(key) === seriesName(then);
    const now = facts.find(isThis);
    found.push(
      ...(await changesOf(
        context,
        then,
        now,
        needed.find(({ key }) => isThis(key)),
      )),
    );
  }
  return found;
}

/** Builds the frame of a passport again, keeps nothing of it, and tells whether it is the same to the last bit. */
export async function checkPassport(
  context: EngineContext,
  maker: FrameMaker,
  path: string,
  onProgress: OnFrameProgress,
  signal: AbortSignal,
): Promise<Result<Check, ApiError>> {
  const read = await maker.readPassport(path);
  if (!read.ok) return read;
  const passport = read.value;
  const hash = await maker.hashOf(path, passport.file);
  const fileMatches = hash === null ? null : hash === passport.sha256;
  const resolved = await resolveFrame(context, passport.spec);
  if (!resolved.ok) {
    return succeed({ identical: false, fileMatches, differences: [resolved.error.message] });
  }
  const { order, facts } = await readFrame(context, resolved.value, onProgress, signal);
  const { file: _file, bytes: _bytes, sha256: _sha256, ...rest } = passport;
  const inner: InnerPassport = rest;
  const again = await maker.write(
    {
      ...order,
      format: passport.format,
      path: null,
      overwrite: false,
      leakTest: null,
      description: { kind: 'again', inner },
    },
    onProgress,
    signal,
  );
  if (!again.ok) return again;
  const identical = again.value.sha256 === passport.sha256;
  const differences = await differencesOf(context, passport, resolved.value, facts);
  if (!identical && differences.length === 0) {
    differences.push(
      `the same candles make another file now: it was made by Candlekeep ${passport.candlekeep}`,
    );
  }
  return succeed({ identical, fileMatches, differences });
}
