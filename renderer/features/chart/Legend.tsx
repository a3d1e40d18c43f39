import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LegendTexts } from './legend.ts';

export type LegendHandle = Readonly<{
  /** Writes these texts, or that there is no candle. Nothing renders for it. */
  write(texts: LegendTexts | null): void;
}>;

const VALUES = ['open', 'high', 'low', 'close', 'volume'] as const;

/** The values of the candle under the crosshair, else of the newest one. */
export function Legend({ ref }: Readonly<{ ref: Ref<LegendHandle> }>) {
  const { t } = useTranslation();
  const host = useRef<HTMLDListElement>(null);

  useImperativeHandle(ref, () => ({
    write: (texts) => {
      const cell = (name: string): HTMLElement | null =>
        host.current?.querySelector(`[data-value="${name}"]`) ?? null;
      for (const name of [...VALUES, 'time', 'change'] as const) {
        const element = cell(name);
        const text = texts?.[name] ?? '';
        if (element !== null && element.textContent !== text) element.textContent = text;
      }
      host.current?.toggleAttribute('data-empty', texts === null);
      cell('change')?.setAttribute('data-rising', String(texts?.isRising ?? true));
    },
  }));

  return (
    <dl ref={host} className="ck-legend" data-empty>
      <dd data-value="time" />
      <dd className="ck-legend-none">{t('chart.noCandle')}</dd>
      {VALUES.map((name) => (
        <div key={name}>
          <dt>{t(`chart.legend.${name}`)}</dt>
          <dd data-value={name} />
        </div>
      ))}
      <dd data-value="change" />
    </dl>
  );
}
