import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INDICATOR_NAMES, type IndicatorName } from '../../../shared/domain/frame.ts';
import { paramsOf, usualIndicator } from '../../../shared/domain/indicator.ts';
import { type FramesForm, type IndicatorLine, nextId } from './framesForm.ts';
import { OnPicker } from './OnPicker.tsx';
import { usualSet } from './usualSet.ts';

type Props = Readonly<{
  form: FramesForm;
  bad: ReadonlySet<number>;
  onChange(change: Partial<FramesForm>): void;
}>;

type LineProps = Readonly<{
  form: FramesForm;
  line: IndicatorLine;
  isBad: boolean;
  onChange(line: IndicatorLine): void;
  onRemove(): void;
}>;

function Line({ form, line, isBad, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const name = t(`frames.indicator.${line.name}`);
  const setParam = (i: number, value: string): void =>
    onChange({ ...line, params: line.params.map((old, at) => (at === i ? value : old)) });
  const { id, name: indicator, params } = line;
  return (
    <li>
      <span className="ck-frames-name" title={t(`frames.indicatorHelp.${line.name}`)}>
        {name}
      </span>
      {paramsOf(line.name).map((param, i) => (
        <TextInput
          key={param}
          className="ck-frames-param"
          inputMode="decimal"
          aria-label={t('frames.paramOf', { param: t(`frames.param.${param}`), name })}
          title={t(`frames.param.${param}`)}
          value={params[i] ?? ''}
          error={isBad}
          onChange={(event) => setParam(i, event.currentTarget.value)}
        />
      ))}
      <OnPicker
        form={form}
        value={line}
        label={t('frames.onOf', { name })}
        onChange={(of) => onChange({ id, name: indicator, params, ...of })}
      />
      <CloseButton size="xs" aria-label={t('frames.removeOf', { name })} onClick={onRemove} />
    </li>
  );
}

/** The indicators of the frame, each with its parameters and the series it is computed on. */
export function IndicatorFields({ form, bad, onChange }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<IndicatorName>('rsi');
  const { indicators } = form;
  const add = (name: IndicatorName): void => {
    const params = usualIndicator(name).params.map(String);
    onChange({ indicators: [...indicators, { id: nextId(indicators), name, params }] });
  };
  return (
    <>
      <div className="ck-frames-add">
        <NativeSelect
          label={t('frames.indicators')}
          value={chosen}
          data={INDICATOR_NAMES.map((name) => ({
            value: name,
            label: `${t(`frames.indicator.${name}`)} · ${t(`frames.indicatorHelp.${name}`)}`,
          }))}
          onChange={(event) => setChosen(event.currentTarget.value as IndicatorName)}
        />
        <Button variant="default" aria-label={t('frames.addIndicator')} onClick={() => add(chosen)}>
          {t('frames.add')}
        </Button>
        <Button
          variant="default"
          title={t('frames.usualHelp')}
          onClick={() => onChange({ indicators: [...indicators, ...usualSet(indicators)] })}
        >
          {t('frames.usual')}
        </Button>
      </div>
      {indicators.length > 0 && (
        <ul className="ck-frames-lines" data-fields aria-label={t('frames.indicators')}>
          {indicators.map((line) => (
            <Line
              key={line.id}
              form={form}
              line={line}
              isBad={bad.has(line.id)}
              onChange={(changed) =>
                onChange({ indicators: indicators.map((one) => (one.id === line.id ? changed : one)) })
              }
              onRemove={() => onChange({ indicators: indicators.filter(({ id }) => id !== line.id) })}
            />
          ))}
        </ul>
      )}
      {bad.size > 0 && (
        <p className="ck-frames-problem" data-tone="bad" role="alert">
          {t('frames.problem.params')}
        </p>
      )}
    </>
  );
}
