import { SegmentedControl } from '@mantine/core';

type Props<T extends string> = Readonly<{
  label: string;
  value: T;
  options: readonly Readonly<{ value: T; label: string }>[];
  onChange(value: T): void;
}>;

/** A choice between a few words, all of them visible. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      data={[...options]}
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
    />
  );
}
