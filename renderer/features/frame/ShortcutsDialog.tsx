import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SHORTCUT_KEYS, SHORTCUTS } from './shortcuts.ts';

type Props = Readonly<{ isOpen: boolean; onClose(): void }>;

/** Every key of the frame and what it does. */
export function ShortcutsDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('frame.shortcuts')}
      size="md"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <table className="ck-table ck-shortcuts" aria-label={t('frame.shortcuts')}>
        <tbody>
          {SHORTCUTS.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`frame.shortcut.${name}`)}</th>
              <td>
                {SHORTCUT_KEYS[name].map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
