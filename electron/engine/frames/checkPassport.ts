import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Passport } from '../../../shared/domain/frame.ts';
import type { FrameNote } from '../../../shared/domain/frameNote.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FrameMaker, InnerPassport, OnFrameProgress, SeriesFacts } from '../ports/frames.ts';
import { readFrame } from './readFrame.ts';
import { type Needed, type ResolvedFrame, resolveFrame } from './resolve.ts';

type Check = CallResponse<'frames.check'>;

/** Says what has become of one series since the passport was made. */
async function changesOf(
  { store }: EngineContext,
  then: Passport['series'][number],
  now: SeriesFacts | undefined,
  needed: Needed | undefined,
): Promise<FrameNote[]> {
  const series = seriesName(then);
  if (now === undefined || needed?.stored == null) return [{ code: 'series-gone', series }];
  const since = { batch: then.lastBatchId ?? 0, revision: then.lastRevisionId ?? 0 };
  const { id } = needed.stored;
  const { revised, revisions, added } = await store.scan.frameChanges(id, [needed.from, needed.until], since);
  const gone = then.candles - (now.candles - added);
  const [first] = revisions;
  const found: FrameNote[] = [];
  if (first !== undefined) {
    const { openTime: firstAt, id: revision, at: revisedAt } = first;
    found.push({ code: 'revised', series, count: revised, firstAt, revision, revisedAt });
  }
  if (added > 0) found.push({ code: 'added', series, count: added });
  if (gone > 0) found.push({ code: 'gone', series, count: gone });
  return found;
}

async function differencesOf(
  context: EngineContext,
  passport: Passport,
  { needed }: ResolvedFrame,
  facts: readonly SeriesFacts[],
): Promise<FrameNote[]> {
  const found: FrameNote[] = [];
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
  const file = await maker.fileOf(path, passport);
  const fileMatches = file === null ? null : file.sha256 === passport.sha256;
  const found = { fileMatches, ...(file === null || file.name === passport.file ? {} : { file: file.name }) };
  const resolved = await resolveFrame(context, passport.spec);
  if (!resolved.ok) {
    return succeed({ identical: false, ...found, differences: [...resolved.error] });
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
    differences.push({ code: 'other-program', version: passport.candlekeep });
  }
  return succeed({ identical, ...found, differences });
}
