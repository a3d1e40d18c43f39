import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { HeatmapStore } from './heatmapStore.ts';
import { useCellText } from './useCellText.ts';

type Props = Readonly<{ store: HeatmapStore }>;

/** A held arrow key passes many cells; only the one it rests on is worth hearing. */
const REST_MS = 150;

/** Says the cell the keys are on, for readers that do not see the map. */
export function CellSpeech({ store }: Props) {
  const cursor = useStore(store, (state) => state.cursor);
  const revision = useStore(store, (state) => (state.cursor === null ? 0 : state.revision));
  const textOf = useCellText(store);
  const text = cursor === null ? null : textOf(cursor);
  const words =
    text === null ? '' : [text.name, text.range, text.cause, text.amounts].filter(Boolean).join(', ');
  const [said, setSaid] = useState('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision may change the words of the same cell
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), REST_MS);
    return () => clearTimeout(timer);
  }, [words, revision]);

  return (
    <p className="ck-heat-said" role="status">
      {said}
    </p>
  );
}
