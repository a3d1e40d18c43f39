import { CloseButton, Loader } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import { StretchButtons } from '../stretch/StretchButtons.tsx';
import { barTarget } from '../stretch/stretchTarget.ts';
import type { StretchActions } from '../stretch/useStretchActions.ts';
import { InspectorBody } from './InspectorBody.tsx';
import type { InspectorStore } from './inspectorStore.ts';

type Props = Readonly<{
  store: InspectorStore;
  coverage: CoverageStore;
  catalog: Pick<CatalogStore, 'tickSizeOf'>;
  actions: StretchActions;
  onJob(jobId: JobId): void;
}>;

type Opened = Props & Readonly<{ series: SeriesCoverage; openTime: EpochMs }>;

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

/** The side panel: one candle, its neighbours a key away, and what can be done about it. */
function OpenInspector({ store, coverage, catalog, actions, onJob, series, openTime }: Opened) {
  const { t } = useTranslation();
  const { time, zone } = useFormat();
  const { story, elsewhere } = useStore(store);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const finerTimeframe = story.value?.finer?.timeframe;
  const finerId = useStore(
    coverage,
    ({ value }) =>
      value?.find(
        ({ exchange, symbol, timeframe }) =>
          exchange === series.exchange && symbol === series.symbol && timeframe === finerTimeframe,
      )?.id ?? null,
  );

  useEffect(() => {
    opener.current = document.activeElement;
    panel.current?.focus({ preventScroll: true });
  }, []);

  const step = (by: -1 | 1): void => {
    const next = openTime + by * durationOf(series.timeframe);
    if (next >= 0 && next <= Date.now()) store.open(series.id, next);
  };
  const close = (): void => {
    store.close();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (event.key === 'Escape') close();
    else if (by !== undefined && !event.altKey && !event.ctrlKey) step(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const name = seriesName(series);
  return (
    <aside
      ref={panel}
      className="ck-inspector"
      aria-label={t('inspector.title', { name, time: time(openTime) })}
      aria-busy={story.isLoading}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its arrow keys go from candle to candle
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <header className="ck-inspect-head">
        <div>
          <h2>
            {series.symbol} {series.timeframe}{' '}
            <span className="ck-dim">{t(`exchange.${series.exchange}`)}</span>
          </h2>
          <p role="status" className="ck-inspect-time">
            {time(openTime)} {zone === 'utc' ? 'UTC' : ''}
          </p>
        </div>
        <button
          type="button"
          className="ck-inspect-step"
          aria-label={t('inspector.previous')}
          aria-keyshortcuts="ArrowLeft"
          onClick={() => step(-1)}
        >
          ←
        </button>
        <button
          type="button"
          className="ck-inspect-step"
          aria-label={t('inspector.next')}
          aria-keyshortcuts="ArrowRight"
          onClick={() => step(1)}
        >
          →
        </button>
        <CloseButton size="sm" aria-label={t('inspector.close')} onClick={close} />
      </header>
      <div className="ck-inspect-body">
        {story.error !== null && <ErrorNotice error={story.error} onRetry={store.load} />}
        {story.value === null && story.error === null && (
          <p className="ck-loading">
            <Loader size="xs" /> {t('inspector.loading')}
          </p>
        )}
        {story.value !== null && story.error === null && (
          <InspectorBody
            store={store}
            series={series}
            story={story.value}
            elsewhere={elsewhere}
            tickSize={catalog.tickSizeOf(series.instrumentId)}
            finerId={finerId}
            onJob={onJob}
          />
        )}
      </div>
      <footer className="ck-inspect-foot">
        <StretchButtons target={() => barTarget(series, openTime)} actions={actions} />
      </footer>
    </aside>
  );
}

/** The candle inspector, for as long as a candle is looked at. */
export function Inspector(props: Props) {
  const at = useStore(props.store, (state) => state.at);
  const series = useStore(
    props.coverage,
    ({ value }) => value?.find(({ id }) => id === at?.seriesId) ?? null,
  );
  if (at === null || series === null) return null;
  return <OpenInspector {...props} series={series} openTime={at.openTime} />;
}
