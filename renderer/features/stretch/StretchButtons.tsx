import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import type { StretchTarget } from './stretchTarget.ts';
import type { StretchActions } from './useStretchActions.ts';

type Props = Readonly<{
  /** Read when a button is pressed, because what is selected may have changed since. */
  target(): StretchTarget | null;
  actions: Pick<StretchActions, 'verify' | 'repair' | 'refetch'>;
}>;

const BUTTONS = [
  { name: 'verify', icon: 'check' },
  { name: 'repair', icon: 'down' },
  { name: 'refetch', icon: 'retry' },
] as const;

/** The same actions as the menu's, side by side in a bar. */
export function StretchButtons({ target, actions }: Props) {
  const { t } = useTranslation();
  return BUTTONS.map(({ name, icon }) => (
    <Button
      key={name}
      size="compact-sm"
      variant="default"
      leftSection={<Icon name={icon} />}
      onClick={() => {
        const about = target();
        if (about !== null) actions[name](about);
      }}
    >
      {t(`stretch.${name}`)}
    </Button>
  ));
}
