import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { FramePreset } from '../../../shared/domain/frame.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { union, without } from '../../state/sets.ts';

export type PresetsState = Readonly<{
  list: Loadable<readonly FramePreset[]>;
  /** Removed, and still there while that can be taken back. */
  hidden: ReadonlySet<string>;
  /** Why the newest removal failed. */
  error: ApiError | null;
}>;

export type PresetsStore = StoreApi<PresetsState> & {
  load(): Promise<void>;
  /** Keeps a preset, in the place of one of its name; returns why it could not, or null. */
  save(preset: FramePreset): Promise<ApiError | null>;
  rename(name: string, to: string): Promise<ApiError | null>;
  /** Removes a preset; `label` is what the way back is offered with. */
  remove(name: string, label: string): void;
};

type Undoable = (label: string, commit: () => unknown, onUndo?: () => void) => void;

/** Keeps the frames that were given a name. */
export function createPresetsStore(client: DataClient, undoable: Undoable): PresetsStore {
  const store = createStore<PresetsState>(() => ({ list: waiting, hidden: new Set(), error: null }));

  type Answer = Result<CallResponse<'frames.presets'>, ApiError>;
  const sorted = (answer: Answer): Result<readonly FramePreset[], ApiError> =>
    answer.ok ? succeed(answer.value.presets.toSorted((a, b) => a.name.localeCompare(b.name))) : answer;
  /** Takes the list of an answer; a refusal leaves the list as it is. */
  const take = (answer: Answer): ApiError | null => {
    if (!answer.ok) return answer.error;
    store.setState(({ list }) => ({ list: settled(list, sorted(answer)) }));
    return null;
  };
  const show = (name: string): void =>
    store.setState(({ hidden }) => ({ hidden: without(hidden, new Set([name])) }));
  const find = (name: string): FramePreset | undefined =>
    store.getState().list.value?.find((preset) => preset.name === name);

  const save = async (preset: FramePreset): Promise<ApiError | null> => {
    // One of this name that was about to go is wanted again; committing its removal later would take this one.
    show(preset.name);
    return take(await client.call('frames.savePreset', preset));
  };
  return Object.assign(store, {
    load: async () => {
      const answer = await client.call('frames.presets', {});
      store.setState(({ list }) => ({ list: settled(list, sorted(answer)) }));
    },
    save,
    rename: async (name: string, to: string) => {
      if (name === to) return null;
      // One of that name gives way: the trader has been told so.
      if (find(to) !== undefined) {
        const refused = take(await client.call('frames.removePreset', { name: to }));
        if (refused !== null) return refused;
        show(to);
      }
      return take(await client.call('frames.renamePreset', { name, to }));
    },
    remove: (name: string, label: string) => {
      store.setState(({ hidden }) => ({ hidden: union(hidden, [name]), error: null }));
      undoable(
        label,
        async () => {
          if (!store.getState().hidden.has(name)) return;
          const error = take(await client.call('frames.removePreset', { name }));
          store.setState({ error });
          show(name);
        },
        () => show(name),
      );
    },
  });
}
