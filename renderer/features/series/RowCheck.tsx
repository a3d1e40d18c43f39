import { useEffect, useRef } from 'react';

type Props = Readonly<{ label: string; checked: boolean; isPartly?: boolean }>;

/**
 * The box that says a row is chosen. The table listens for its clicks, as it does for those on the row; the keyboard
 * chooses with Space on the row itself, so it is no stop of its own.
 */
export function RowCheck({ label, checked, isPartly = false }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="ck-row-check"
      data-check
      tabIndex={-1}
      aria-label={label}
      checked={checked}
      readOnly
    />
  );
}
