import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Series } from '../../../shared/domain/series.ts';
import { CHART_KEYS, type ChartCommand, commandOfLetter } from './chartCommands.ts';
import { findTyped } from './typedSeries.ts';

type Props<S> = Readonly<{
  /** What has been typed already. */
  start: string;
  all: readonly S[];
  current: Series | null;
  onChoose(series: S): void;
  onCommand(command: ChartCommand): void;
  onClose(): void;
}>;

const MOST = 8;

type Option<S> = Readonly<{ id: string; label: string; note: string; run(): void }> &
  Readonly<{ series?: S }>;

/** The small field that opens when one begins to type on the chart: symbol, timeframe, Enter. */
export function TypedSeries<S extends Series>({
  start,
  all,
  current,
  onChoose,
  onCommand,
  onClose,
}: Props<S>) {
  const { t } = useTranslation();
  const [text, setText] = useState(start);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);

  const command = commandOfLetter(text);
  const found = text === '' ? all.slice(0, MOST) : findTyped(text, all, current, MOST);
  const options: Option<S>[] = [
    ...(command === null
      ? []
      : [
          {
            id: command,
            label: t('chart.typedCommand', { what: t(`chart.key.${command}`), key: CHART_KEYS[command][0] }),
            note: '',
            run: () => onCommand(command),
          },
        ]),
    ...found.map((series) => ({
      id: String(series.id),
      label: `${series.symbol} ${series.timeframe}`,
      note: t(`exchange.${series.exchange}`),
      run: () => onChoose(series),
    })),
  ];
  const chosen = Math.min(at, options.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is typed here is nobody else's, the frame's keys with Ctrl excepted.
    if (!event.ctrlKey) event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && !['Enter', 'Escape', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    if (step !== undefined) setAt((chosen + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter') options[chosen]?.run();
    else onClose();
  };

  return (
    <div
      className="ck-typed"
      role="dialog"
      aria-label={t('chart.typed')}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <input
        ref={field}
        role="combobox"
        aria-label={t('chart.typed')}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={t('chart.typedPlaceholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('chart.typed')}>
        {options.map((option, i) => (
          // The field keeps the focus and its keys; the mouse is the other way.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
          <div
            key={option.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={option.run}
          >
            {option.label} <span className="ck-dim">{option.note}</span>
          </div>
        ))}
      </div>
      <p className="ck-dim">
        {options.length === 0 ? t('chart.typedNothing', { text }) : t('chart.typedHint')}
      </p>
    </div>
  );
}
