import { type Ref, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaneTop } from '../../charts/paneGeometry.ts';
import { PRICE_PANE } from '../../charts/studyPlot.ts';
import { Icon } from '../../ui/icons.tsx';
import type { PaneWords } from '../chart/paneWords.ts';
import type { ShownReading } from './readShown.ts';
import type { Shown } from './shown.ts';
import { useShownName } from './useShownName.ts';

export type IndicatorLegendHandle = Readonly<{
  /** Writes these values, in the order of what is shown. Nothing renders for it. */
  write(readings: readonly ShownReading[]): void;
  /** Puts each pane's line to the top of its pane. */
  place(panes: readonly PaneTop[]): void;
}>;

type Props = Readonly<{
  ref: Ref<IndicatorLegendHandle>;
  shown: readonly Shown[];
  words: PaneWords;
  onHide(shown: Shown): void;
  onEdit(shown: Shown): void;
  onRemove(shown: Shown): void;
}>;

const NONE = '–';

function writeRow(row: Element, { lines }: Shown, reading: ShownReading, words: PaneWords): void {
  for (const [k, cell] of row.querySelectorAll('[data-value]').entries()) {
    const value = reading[k] ?? null;
    const text = value === null ? NONE : words[lines[k]?.format ?? 'amount'](value);
    if (cell.textContent !== text) cell.textContent = text;
  }
}

/** What is on the chart besides the candles: its name, its values under the crosshair, and what can be done with it. */
export function IndicatorLegend({ ref, shown, words, onHide, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const panes = [PRICE_PANE, ...shown.map(({ pane }) => pane).filter((pane) => pane !== PRICE_PANE)];

  useImperativeHandle(ref, () => ({
    write: (readings) => {
      for (const [i, one] of shown.entries()) {
        const row = host.current?.querySelector(`[data-shown="${one.id}"]`);
        if (row != null) writeRow(row, one, readings[i] ?? [], words);
      }
    },
    place: (tops) => {
      for (const [i, list] of [...(host.current?.children ?? [])].entries())
        (list as HTMLElement).style.top = `${(tops[i]?.top ?? 0) + 2}px`;
    },
  }));

  return (
    <div ref={host} className="ck-indicator-legend">
      {panes.map((pane) => (
        <ul key={pane} aria-label={pane === PRICE_PANE ? t('indicators.overlays') : t('indicators.pane')}>
          {shown
            .filter((one) => one.pane === pane)
            .map((one) => (
              <LegendRow
                key={one.id}
                shown={one}
                onHide={() => onHide(one)}
                onEdit={() => onEdit(one)}
                onRemove={() => onRemove(one)}
              />
            ))}
        </ul>
      ))}
    </div>
  );
}

type RowProps = Readonly<{ shown: Shown; onHide(): void; onEdit(): void; onRemove(): void }>;

function LegendRow({ shown, onHide, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation();
  const name = useShownName(shown);
  const isMissing = shown.kind === 'compared' && shown.source === null;
  const lines =
    shown.lines.length > 0 ? shown.lines : [{ id: 'volume', value: 'value', tone: null } as const];
  return (
    <li data-shown={shown.id} data-hidden={shown.isHidden || undefined}>
      <span className="ck-indicator-name">{name}</span>
      {isMissing ? (
        <span className="ck-dim">{t('indicators.notStored')}</span>
      ) : (
        lines.map(({ id, value, tone }) => (
          <span key={id} className="ck-indicator-value" data-tone={tone ?? undefined}>
            {lines.length > 1 && <span className="ck-indicator-of">{t(`indicators.value.${value}`)}</span>}
            <span data-value={value}>{NONE}</span>
          </span>
        ))
      )}
      <span className="ck-indicator-tools">
        <button
          type="button"
          aria-pressed={shown.isHidden}
          aria-label={t('indicators.hide', { name })}
          title={t('indicators.hide', { name })}
          onClick={onHide}
        >
          <Icon name={shown.isHidden ? 'slash' : 'ring'} />
        </button>
        {shown.kind === 'study' && shown.study.name !== 'volume' && (
          <button
            type="button"
            aria-label={t('indicators.edit', { name })}
            title={t('indicators.edit', { name })}
            onClick={onEdit}
          >
            <Icon name="dots" />
          </button>
        )}
        <button
          type="button"
          aria-label={t('indicators.remove', { name })}
          title={t('indicators.remove', { name })}
          onClick={onRemove}
        >
          <Icon name="cross" />
        </button>
      </span>
    </li>
  );
}
