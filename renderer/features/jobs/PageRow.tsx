import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import { useFormat } from '../../format/FormatContext.tsx';

/** What the store says of a page's quality, in its own words. */
const QUALITIES = ['ok', 'gaps', 'rejects'] as const;

/** One page: when and what was asked, what came, and what of it was new. */
export const PageRow = memo(function PageRow({ page }: Readonly<{ page: IngestBatch }>) {
  const { t } = useTranslation();
  const { time, stamp, count } = useFormat();
  const { askedFrom, askedUntil, gotFrom, gotUntil, rejected } = page;
  const quality = QUALITIES.find((one) => one === page.quality);
  const request = page.request ?? page.provider;
  return (
    <tr title={page.notes ?? undefined}>
      <td className="ck-number">{stamp(page.requestedAt)}</td>
      <td className="ck-number">
        {time(askedFrom)} – {time(askedUntil)}
      </td>
      <td className="ck-number">
        {gotFrom === null || gotUntil === null ? '–' : `${time(gotFrom)} – ${time(gotUntil)}`}
      </td>
      <td className="ck-number">{count(page.rows)}</td>
      <td className="ck-number">{count(page.inserted)}</td>
      <td className="ck-number">{count(page.changed)}</td>
      <td className="ck-number" data-tone={rejected > 0 ? 'warn' : undefined}>
        {count(rejected)}
      </td>
      <td data-tone={quality === 'ok' ? undefined : 'warn'}>
        {quality === undefined ? page.quality : t(`jobs.quality.${quality}`)}
      </td>
      <td className="ck-cut ck-dim" title={request}>
        {request}
      </td>
    </tr>
  );
});
