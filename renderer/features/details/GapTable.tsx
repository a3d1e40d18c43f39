import { useTranslation } from 'react-i18next';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Loadable } from '../../state/loadable.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

type Props = Readonly<{
  gaps: Loadable<CallResponse<'gaps.list'>>;
  /** Whether a backfill has ever asked for this series; without one there is no ledger to be empty. */
  isAsked: boolean;
}>;

/** What is missing of one series, and why. */
export function GapTable({ gaps: { value, error }, isAsked }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const shown = value?.gaps.length ?? 0;
  const total = value?.total ?? 0;
  return (
    <section className="ck-gaps" aria-labelledby="gaps-title">
      <h3 id="gaps-title">
        {t('details.gaps')}{' '}
        <span className="ck-dim">
          {shown < total
            ? t('details.gapsShown', { shown: count(shown), total: count(total) })
            : value !== null && count(total)}
        </span>
      </h3>
      {error !== null && <ErrorNotice error={error} />}
      {value !== null && total === 0 && (
        <p className="ck-dim">{isAsked ? t('details.noGaps') : t('details.notAsked')}</p>
      )}
      {total > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
        <section className="ck-gaps-scroll" aria-label={t('details.gaps')} tabIndex={0}>
          <table className="ck-table">
            <thead>
              <tr>
                {(['times', 'missing', 'cause'] as const).map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`details.gap.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value?.gaps.map((gap) => (
                <tr key={gap.from} title={gap.evidence ?? undefined}>
                  <td className="ck-times">
                    <time>{time(gap.from)}</time>
                    {gap.to > gap.from && (
                      <>
                        {' – '}
                        <time>{time(gap.to)}</time>
                      </>
                    )}
                  </td>
                  <td className="ck-number">{count(gap.missing)}</td>
                  <td>
                    {t(`details.cause.${gap.cause}`)}
                    <span className="ck-dim">
                      {' · '}
                      {t(`details.gapState.${gap.state}`)}
                      {gap.attempts > 0 && ` · ${t('details.attempts', { count: gap.attempts })}`}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
