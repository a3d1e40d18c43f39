import { useFormat } from '../../format/FormatContext.tsx';

type Props = Readonly<{ fraction: number }>;

/** A share in digits, over a thin bar of the same length. */
export function CoverageBar({ fraction }: Props) {
  const { percent } = useFormat();
  return (
    <span className="ck-coverage">
      {percent(fraction)}
      <span className="ck-coverage-bar" aria-hidden="true">
        <span style={{ width: `${fraction * 100}%` }} />
      </span>
    </span>
  );
}
