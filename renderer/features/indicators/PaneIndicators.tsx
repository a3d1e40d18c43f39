import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { PaneWords } from '../chart/paneWords.ts';
import type { BoundIndicators, IndicatorListener } from './bindIndicators.ts';
import { IndicatorEditor } from './IndicatorEditor.tsx';
import { IndicatorLegend, type IndicatorLegendHandle } from './IndicatorLegend.tsx';
import type { IndicatorLayoutStore } from './layoutStore.ts';
import type { Shown } from './shown.ts';

/** What the chart tells the indicators that stand on it. */
export type PaneIndicatorsHandle = IndicatorListener & Pick<IndicatorLegendHandle, 'place'>;

type Props = Readonly<{
  ref: Ref<PaneIndicatorsHandle>;
  bound: RefObject<BoundIndicators | null>;
  layouts: IndicatorLayoutStore;
  series: Series;
  shown: readonly Shown[];
  words: PaneWords;
  /** Where the mouse points; null when it does not. */
  pointed(): number | null;
  /** The last series that was compared is gone. */
  onNothingCompared(): void;
}>;

/** The indicators of one chart: their legend, the form of the one that is edited, and what went wrong. */
export function PaneIndicators({ ref, bound, layouts, series, shown, words, ...props }: Props) {
  const legend = useRef<IndicatorLegendHandle>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [edited, setEdited] = useState<number | null>(null);
  const study = layouts.of(series).studies.find(({ id }) => id === edited) ?? null;
  const write = (): void => legend.current?.write(bound.current?.read(props.pointed()) ?? []);

  useImperativeHandle(ref, () => ({
    onValues: write,
    onFailure: setError,
    place: (tops) => legend.current?.place(tops),
  }));
  const { heights } = useStore(layouts, () => layouts.of(series));
  useEffect(() => bound.current?.show(shown, heights), [bound, shown, heights]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, the same values
  useEffect(write, [words]);

  const hide = (one: Shown): void => {
    const isHidden = !one.isHidden;
    if (one.kind === 'study') layouts.change(series, one.study.id, { isHidden });
    else layouts.hideCompared(series, one.compared, isHidden);
  };
  const remove = (one: Shown): void => {
    if (one.kind === 'study') layouts.remove(series, one.study.id);
    else layouts.removeCompared(series, one.compared);
    if (one.kind === 'compared' && layouts.of(series).compared.length === 0) props.onNothingCompared();
  };
  return (
    <>
      <IndicatorLegend
        ref={legend}
        shown={shown}
        words={words}
        onHide={hide}
        onEdit={(one) => one.kind === 'study' && setEdited(one.study.id)}
        onRemove={remove}
      />
      {error !== null && (
        <div className="ck-indicator-error">
          <ErrorNotice error={error} onRetry={() => bound.current?.retry()} />
        </div>
      )}
      <IndicatorEditor
        study={study}
        onChange={(change) => study !== null && layouts.change(series, study.id, change)}
        onClose={() => setEdited(null)}
      />
    </>
  );
}
