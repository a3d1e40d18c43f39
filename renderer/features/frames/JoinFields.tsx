import { Button, Chip, CloseButton, Input, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { type FramesForm, otherJoins, ownJoins } from './framesForm.ts';
import { isOwnSymbol, keyOfReference, type Reference, referenceName, referenceOf } from './reference.ts';

type Props = Readonly<{
  form: FramesForm;
  stored: readonly SeriesCoverage[];
  onChange(change: Partial<FramesForm>): void;
}>;

/** The candles beside the base: other timeframes of its symbol, and other symbols. */
export function JoinFields({ form, stored, onChange }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const others = otherJoins(form);
  const taken = new Set(others.map(keyOfReference));
  const offered = stored
    .filter((one) => !isOwnSymbol(form, { exchange: one.exchange, symbol: one.symbol }))
    .map(({ exchange, symbol, timeframe }) => ({ exchange, symbol, timeframe }))
    .filter((one) => !taken.has(keyOfReference(one)));
  const value = offered.some((one) => keyOfReference(one) === chosen) ? chosen : '';
  const setOwn = (timeframes: readonly string[]): void =>
    onChange({
      joins: [...timeframes.map((timeframe) => ({ timeframe: timeframe as Timeframe })), ...others],
    });
  const add = (): void => {
    if (value === '') return;
    onChange({ joins: [...form.joins, referenceOf(value)] });
    setChosen('');
  };
  const nameOf = (of: Reference): string =>
    of.exchange === undefined || of.exchange === form.exchange
      ? referenceName(form, of)
      : `${referenceName(form, of)} · ${t(`exchange.${of.exchange}`)}`;
  return (
    <>
      <Input.Wrapper label={t('frames.joins')} labelElement="div">
        <Chip.Group multiple value={[...ownJoins(form)]} onChange={setOwn}>
          <fieldset className="ck-chips" aria-label={t('frames.joins')}>
            {TIMEFRAMES.filter((timeframe) => timeframe !== form.base).map((timeframe) => (
              <Chip key={timeframe} value={timeframe} size="xs" radius="sm" variant="outline" icon={<span />}>
                {timeframe}
              </Chip>
            ))}
          </fieldset>
        </Chip.Group>
      </Input.Wrapper>
      <div className="ck-frames-add">
        <NativeSelect
          label={t('frames.others')}
          value={value}
          disabled={offered.length === 0}
          data={[
            { value: '', label: offered.length === 0 ? t('frames.noOthers') : t('frames.choose') },
            ...offered.map((one) => ({ value: keyOfReference(one), label: nameOf(one) })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <Button variant="default" disabled={value === ''} onClick={add}>
          {t('frames.add')}
        </Button>
      </div>
      {others.length > 0 && (
        <ul className="ck-frames-lines" aria-label={t('frames.others')}>
          {others.map((join) => (
            <li key={keyOfReference(join)}>
              <span>{nameOf(join)}</span>
              <CloseButton
                size="xs"
                aria-label={t('frames.removeOf', { name: nameOf(join) })}
                onClick={() => onChange({ joins: form.joins.filter((one) => one !== join) })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
