import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type {
  FrameExport,
  FrameFormat,
  FrameSpec,
  LeakReport,
  Passport,
} from '../../../shared/domain/frame.ts';
import type { ExportOrder } from '../../../shared/domain/schedule.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { createTurns } from '../jobs/turns.ts';
import type { FrameMaker, FramePreview, OnFrameProgress } from '../ports/frames.ts';
import { checkPassport } from './checkPassport.ts';
import { estimateFrame } from './estimate.ts';
import { type ReadFrame, readFrame } from './readFrame.ts';
import { repeatExport } from './repeatExport.ts';
import { refusalOf, resolveFrame } from './resolve.ts';

type Answer<T> = Promise<Result<T, ApiError>>;

export type FrameService = Readonly<{
  estimate(spec: FrameSpec, format: FrameFormat): Promise<CallResponse<'frames.estimate'>>;
  preview(spec: FrameSpec, rows: number, signal: AbortSignal): Answer<FramePreview>;
  leakTest(request: CallReceived<'frames.leakTest'>, signal: AbortSignal): Answer<LeakReport>;
  write(request: CallReceived<'frames.export'>, signal: AbortSignal): Answer<FrameExport>;
  /** Writes what a preset says at this moment, for the schedule; only `tell` hears how far it is. */
  repeat(order: ExportOrder, signal: AbortSignal, tell: OnFrameProgress): Answer<FrameExport>;
  check(passport: string, signal: AbortSignal): Answer<CallResponse<'frames.check'>>;
}>;

export type FrameServiceOptions = Readonly<{
  maker: FrameMaker;
  /** The program's version, for passports. */
  version: string;
  /** False for a program that only reads: an export is made, and not kept in the history. */
  keeps: boolean;
  onProgress: OnFrameProgress;
}>;

/** Answers at once when a frame is cancelled before its turn has come: the one before it may take minutes. */
function unlessWaiting<T>(done: Answer<T>, signal: AbortSignal, isWaiting: () => boolean): Answer<T> {
  const { promise: left, resolve } = Promise.withResolvers<Result<T, ApiError>>();
  const leave = (): void => {
    if (isWaiting()) resolve(fail(CANCELLED));
  };
  signal.addEventListener('abort', leave);
  return Promise.race([left, done]).finally(() => signal.removeEventListener('abort', leave));
}

const CANCELLED: ApiError = { code: 'cancelled', message: 'the frame was cancelled; no file was left' };

/** Rows an export is tested by when nobody says how many. */
const TESTED_ROWS = 200;
const LARGEST_SEED = 2 ** 31;

/** `bitget-ETHUSDT-1m-20260301-150000.csv`. */
function usualName({ exchange, symbol, base }: FrameSpec, { kind }: FrameFormat, now: number): string {
  const stamp = toIso(now).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${exchange}-${symbol}-${base}-${stamp}.${kind}`;
}

function verdictOf({ leakTest }: Passport): FrameExport['leakTest'] {
  if (leakTest === null) return 'not-run';
  return leakTest.passed ? 'passed' : 'failed';
}

/** Makes frames one at a time: two at once would need twice the memory and take no less time. */
export function createFrameService(context: EngineContext, options: FrameServiceOptions): FrameService {
  const { store, clock, journal } = context;
  const { maker, version, keeps, onProgress } = options;
  const inTurn = createTurns();

  /** Reads what a frame needs and hands it to `work`, when it is its turn. */
  const withFrame = <T>(
    spec: FrameSpec,
    signal: AbortSignal,
    work: (read: ReadFrame) => Answer<T>,
    tell = onProgress,
  ): Answer<T> => {
    let isWaiting = true;
    const done = inTurn<Result<T, ApiError>>(async () => {
      isWaiting = false;
      if (signal.aborted) return fail(CANCELLED);
      const resolved = await resolveFrame(context, spec);
      if (!resolved.ok) return fail(refusalOf(resolved.error));
      const read = await readFrame(context, resolved.value, tell, signal);
      return signal.aborted ? fail(CANCELLED) : work(read);
    });
    return unlessWaiting(done, signal, () => isWaiting);
  };

  async function keep(passport: Passport, path: string, preset: string | null): Promise<FrameExport> {
    const { rows, bytes } = passport;
    const leakTest = verdictOf(passport);
    const exported = { at: clock.now(), path, preset, rows, bytes, leakTest, passport };
    if (!keeps) return { id: 1, ...exported };
    const id = await store.write.addFrameExport(exported);
    await journal.audit('frames.export', path, `${rows} rows`);
    return { id, ...exported };
  }

  async function write(
    { spec, format, path: wanted, overwrite = false, leakTest, preset }: CallReceived<'frames.export'>,
    signal: AbortSignal,
    tell = onProgress,
  ): Answer<FrameExport> {
    const now = clock.now();
    const path = wanted ?? maker.pathIn(null, usualName(spec, format, now));
    const trouble = await maker.whyNotWritable(path, overwrite);
    if (trouble !== null) return fail(trouble);
    const made = await withFrame(
      spec,
      signal,
      ({ order, facts }) =>
        maker.write(
          {
            ...order,
            format,
            path,
            overwrite,
            leakTest: leakTest ? { rows: TESTED_ROWS, seed: now % LARGEST_SEED } : null,
            description: { kind: 'new', candlekeep: version, createdAt: toIso(now), series: facts },
          },
          tell,
          signal,
        ),
      tell,
    );
    return made.ok ? succeed(await keep(made.value, path, preset ?? null)) : made;
  }

  return {
    estimate: (spec, format) => estimateFrame(context, spec, format),
    preview: (spec, rows, signal) =>
      withFrame(spec, signal, ({ order }) => maker.preview(order, rows, signal)),
    leakTest: ({ spec, rows, seed = clock.now() % LARGEST_SEED }, signal) =>
      withFrame(spec, signal, ({ order }) => maker.leakTest(order, { rows, seed }, onProgress, signal)),
    write: (request, signal) => write(request, signal),
    repeat: (order, signal, tell) =>
      repeatExport({ store, clock, maker }, order, (request) => write(request, signal, tell)),
    check: (passport, signal) => inTurn(() => checkPassport(context, maker, passport, onProgress, signal)),
  };
}
