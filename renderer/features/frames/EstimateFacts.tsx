import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { frameNoteText } from '../../../shared/words/frameNotes.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { BuilderStore } from './builderStore.ts';

/** What the frame would be, and what keeps it from being made. */
export function EstimateFacts({ builder }: Readonly<{ builder: BuilderStore }>) {
  const { t } = useTranslation();
  const { count, bytes, time, language } = useFormat();
  const { value, isLoading, error } = useStore(builder, (state) => state.estimate);
  const format = useStore(builder, (state) => state.format.kind);
  const missing = value?.series.reduce((sum, one) => sum + one.missing, 0) ?? 0;
  const facts =
    value === null
      ? []
      : ([
          ['rows', count(value.rows)],
          ['columns', count(value.columns.length + 1)],
          ['warmup', count(value.warmup)],
          ['missing', count(missing)],
          [format, bytes(value.bytes)],
        ] as const);
  const range =
    value === null || value.from === null || value.until === null
      ? ''
      : t('frames.rangeOf', { from: time(value.from), until: time(value.until) });
  return (
    <section
      className="ck-frames-estimate"
      aria-label={t('frames.estimate.title')}
      aria-live="polite"
      aria-busy={isLoading}
    >
      {error !== null && <ErrorNotice error={error} onRetry={builder.refresh} />}
      {value === null && error === null && (
        <p className="ck-dim">{isLoading ? t('frames.estimate.loading') : t('frames.estimate.none')}</p>
      )}
      {facts.length > 0 && (
        <dl>
          {facts.map(([name, text]) => (
            <div key={name} data-tone={name === 'missing' && missing > 0 ? 'warn' : undefined}>
              <dt title={t(`frames.estimateHelp.${name}`)}>{t(`frames.estimate.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {range !== '' && <p className="ck-dim">{range}</p>}
      {value !== null && value.problems.length > 0 && (
        <ul className="ck-frames-problems" aria-label={t('frames.problems')}>
          {value.problems.map((problem) => (
            <li key={JSON.stringify(problem)} data-tone="bad">
              <Icon name="warning" /> {frameNoteText(problem, language)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
