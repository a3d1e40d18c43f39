import { TextInput } from '@mantine/core';
import { Icon } from './icons.tsx';

type Props = Readonly<{
  /** What a screen reader calls it. */
  label: string;
  placeholder: string;
  value: string;
  onChange(text: string): void;
}>;

/** The field every list is filtered with; Escape empties it. */
export function FilterField({ label, placeholder, value, onChange }: Props) {
  return (
    <TextInput
      className="ck-filter"
      size="xs"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<Icon name="search" />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && onChange('')}
    />
  );
}
