import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { FrameFormat, FramePreset, FrameSpec } from '../../../shared/domain/frame.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { FRESH, type FramesForm, formOf, toSpec, USUAL_CSV } from './framesForm.ts';

export type Estimate = CallResponse<'frames.estimate'>;
export type Preview = CallResponse<'frames.preview'>;

export type BuilderState = Readonly<{
  form: FramesForm;
  format: FrameFormat;
  /** The preset the form began as. */
  preset: string | null;
  /** What the form says; null while it says none. */
  spec: FrameSpec | null;
  estimate: Loadable<Estimate>;
  preview: Loadable<Preview>;
}>;

export type BuilderStore = StoreApi<BuilderState> & {
  change(change: Partial<FramesForm>): void;
  setFormat(format: FrameFormat): void;
  /** Fills the form with a preset. */
  apply(preset: FramePreset): void;
  /** Names the preset the form is kept under now. */
  setPreset(name: string | null): void;
  /** Asks again for what is shown: candles have come meanwhile. */
  refresh(): void;
  dispose(): void;
};

const NOTHING = { ...waiting, isLoading: false } as const;
const PAUSE_MS = 300;
/** Rows shown of the beginning and of the end. */
const PREVIEW_ROWS = 12;

/** Keeps the frame that is being put together, and asks what it would be whenever typing has paused. */
export function createBuilderStore(client: DataClient, now: () => number): BuilderStore {
  const store = createStore<BuilderState>(() => ({
    form: FRESH,
    format: USUAL_CSV,
    preset: null,
    spec: null,
    estimate: NOTHING,
    preview: NOTHING,
  }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let asked = '';
  let shown = '';

  const preview = async (spec: FrameSpec, signal: AbortSignal): Promise<void> => {
    const question = JSON.stringify(spec);
    if (question === shown) return;
    store.setState(({ preview: before }) => ({ preview: { ...before, isLoading: true } }));
    const answer = await client.call('frames.preview', { spec, rows: PREVIEW_ROWS }, { signal });
    if (signal.aborted) return;
    shown = answer.ok ? question : '';
    // Rows of another frame must not stay under the words of this one.
    store.setState({ preview: settled(NOTHING, answer) });
  };
  const ask = async (spec: FrameSpec, format: FrameFormat, { signal }: AbortController): Promise<void> => {
    const answer = await client.call('frames.estimate', { spec, format }, { signal });
    if (signal.aborted) return;
    store.setState({ estimate: settled(NOTHING, answer) });
    const isMade = answer.ok && answer.value.problems.length === 0 && answer.value.rows > 0;
    if (isMade) await preview(spec, signal);
    else {
      shown = '';
      store.setState({ preview: NOTHING });
    }
  };
  const follow = (): void => {
    const { form, format } = store.getState();
    const spec = toSpec(form, now());
    const question = JSON.stringify([spec, format]);
    if (question === asked) return;
    asked = question;
    clearTimeout(timer);
    running.abort();
    const mine = new AbortController();
    running = mine;
    if (spec === null) {
      shown = '';
      store.setState({ spec, estimate: NOTHING, preview: NOTHING });
      return;
    }
    store.setState(({ estimate }) => ({ spec, estimate: { ...estimate, isLoading: true } }));
    timer = setTimeout(() => void ask(spec, format, mine), PAUSE_MS);
  };

  return Object.assign(store, {
    change: (change: Partial<FramesForm>) => {
      store.setState(({ form }) => ({ form: { ...form, ...change } }));
      follow();
    },
    setFormat: (format: FrameFormat) => {
      store.setState({ format });
      follow();
    },
    apply: (preset: FramePreset) => {
      store.setState({ form: formOf(preset), format: preset.format, preset: preset.name });
      follow();
    },
    setPreset: (preset: string | null) => store.setState({ preset }),
    refresh: () => {
      asked = '';
      shown = '';
      follow();
    },
    dispose: () => {
      clearTimeout(timer);
      running.abort();
    },
  });
}
