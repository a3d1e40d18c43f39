import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import {
  BOUNDS,
  defaultDays,
  defaultMinutes,
  type LimitsField,
  type LimitsForm,
  type LimitsProblems,
} from './limitsForm.ts';

type Props = Readonly<{
  form: LimitsForm;
  problems: LimitsProblems;
  onChange(change: Partial<LimitsForm>): void;
}>;

type Kind = keyof typeof BOUNDS;

/** The fields of the limits, with what is wrong with each in words. */
export function LimitsFields({ form, problems, onChange }: Props) {
  const { t } = useTranslation();
  const { count, duration } = useFormat();
  const errorOf = (field: LimitsField, kind: Kind): string | undefined => {
    const problem = problems[field];
    const { least, most } = BOUNDS[kind];
    return problem === undefined
      ? undefined
      : t(`limits.problem.${problem}`, {
          least: least < 1 ? String(least) : count(least),
          most: count(most),
        });
  };
  const cell = (kind: 'freshness' | 'days', timeframe: Timeframe, usual: number) => (
    <TextInput
      size="xs"
      inputMode="numeric"
      aria-label={t(`limits.${kind}Of`, { timeframe })}
      placeholder={String(usual)}
      value={form[kind][timeframe] ?? ''}
      error={errorOf(`${kind}.${timeframe}`, kind)}
      onChange={(event) =>
        onChange({ [kind]: { ...form[kind], [timeframe]: event.currentTarget.value } } as Partial<LimitsForm>)
      }
    />
  );
  return (
    <>
      <p className="ck-dim">{t('limits.help')}</p>
      <div className="ck-limits-scroll">
        <table className="ck-table" aria-label={t('limits.byTimeframe')}>
          <thead>
            <tr>
              {(['timeframe', 'freshness', 'days'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`limits.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TIMEFRAMES.map((timeframe) => (
              <tr key={timeframe}>
                <th scope="row">
                  {timeframe}{' '}
                  <span className="ck-dim">
                    {t('limits.usual', {
                      age: duration(defaultMinutes(timeframe) * 60_000),
                      days: count(defaultDays(timeframe)),
                    })}
                  </span>
                </th>
                <td>{cell('freshness', timeframe, defaultMinutes(timeframe))}</td>
                <td>{cell('days', timeframe, defaultDays(timeframe))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="ck-limits-flags">
        {(['jump', 'flatMinutes'] as const).map((field) => (
          <TextInput
            key={field}
            size="xs"
            inputMode="decimal"
            label={t(`limits.${field}`)}
            description={t(`limits.${field}Help`)}
            value={form[field]}
            error={errorOf(field, field)}
            onChange={(event) => onChange({ [field]: event.currentTarget.value } as Partial<LimitsForm>)}
          />
        ))}
      </div>
    </>
  );
}
