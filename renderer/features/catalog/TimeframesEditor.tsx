import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CatalogEdits } from './catalogEdits.ts';
import type { Line } from './entryState.ts';
import { formOf, problemOf, type TimeframesForm, toWanted, unreadable } from './timeframesForm.ts';

type FormProps = Readonly<{ line: Line; edits: CatalogEdits; onClose(): void }>;

function EditorForm({ line, edits, onClose }: FormProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState<TimeframesForm>(() => formOf(line.entry));
  const [wasTried, setWasTried] = useState(false);
  const { isBusy, error } = useStore(edits);
  const problem = wasTried ? problemOf(form) : null;
  const wrong = wasTried ? unreadable(form) : [];

  const change = (timeframe: Timeframe, part: Partial<TimeframesForm[Timeframe]>): void =>
    setForm({ ...form, [timeframe]: { ...form[timeframe], ...part } });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setWasTried(true);
    if (problemOf(form) === null && (await edits.setTimeframes(line.id, toWanted(form)))) onClose();
  };
  return (
    <form className="ck-timeframes" onSubmit={(event) => void submit(event)} noValidate>
      <p className="ck-dim">{t('catalog.editHelp')}</p>
      <div className="ck-timeframes-grid">
        {TIMEFRAMES.map((timeframe) => (
          <div key={timeframe}>
            <Checkbox
              size="xs"
              label={timeframe}
              checked={form[timeframe].isWanted}
              onChange={(event) => change(timeframe, { isWanted: event.currentTarget.checked })}
            />
            <TextInput
              inputMode="numeric"
              aria-label={t('catalog.daysOf', { timeframe })}
              disabled={!form[timeframe].isWanted}
              value={form[timeframe].days}
              error={wrong.includes(timeframe)}
              onChange={(event) => change(timeframe, { days: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      {problem !== null && (
        <p role="alert" data-tone="bad">
          {t(`catalog.problem.${problem}`)}
        </p>
      )}
      {error !== null && (
        <p role="alert" data-tone="bad">
          {t(`error.what.${error.code}`)} {t('error.detail', { message: error.message })}
        </p>
      )}
      <div className="ck-dialog-buttons">
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('catalog.cancel')}
        </Button>
        <Button size="compact-sm" type="submit" loading={isBusy}>
          {t('catalog.save')}
        </Button>
      </div>
    </form>
  );
}

type Props = Readonly<{
  line: Line;
  rowIndex: number;
  tabIndex: 0 | -1;
  isOpen: boolean;
  edits: CatalogEdits;
  onOpen(isOn: boolean): void;
}>;

/** The timeframes of an instrument with their days of history; a click opens them for change, in their place. */
export function TimeframesEditor({ line, rowIndex, tabIndex, isOpen, edits, onOpen }: Props) {
  const { t } = useTranslation();
  const { entry, state } = line;
  const isUsed = state === 'active' || state === 'paused';
  const listed = isUsed ? entry.series.filter(({ tracked }) => tracked) : entry.series;
  const text = listed
    .map(({ timeframe, historyDays }) => t('catalog.days', { timeframe, days: historyDays }))
    .join(' · ');
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={isUsed ? 'ck-edit' : 'ck-edit ck-dim'}
          data-row={rowIndex}
          tabIndex={tabIndex}
          title={text}
          aria-label={t('catalog.editOf', { name: `${entry.exchange} ${entry.symbol}`, timeframes: text })}
          onClick={() => onOpen(!isOpen)}
        >
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <EditorForm line={line} edits={edits} onClose={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
