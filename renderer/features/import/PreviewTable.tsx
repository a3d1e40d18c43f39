import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { ROLES, type Role } from './mappingForm.ts';

type Props = Readonly<{
  rows: readonly (readonly string[])[];
  roles: readonly (Role | null)[];
  onRole(column: number, role: Role | null): void;
}>;

/** The first rows of a file as they stand there; the head of each column says what it is read as, and changes it. */
export function PreviewTable({ rows, roles, onRole }: Props) {
  const { t } = useTranslation();
  return (
    <section className="ck-mapping-scroll" aria-label={t('import.preview')}>
      <table className="ck-table ck-mapping-rows" aria-label={t('import.preview')}>
        <thead>
          <tr>
            {roles.map((role, column) => {
              const words = role === null ? t('import.role.none') : t(`import.role.${role}`);
              return (
                // Columns have no other name than their place.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <th key={column} scope="col" data-used={role !== null || undefined}>
                  <Menu position="bottom-start" shadow="md">
                    <Menu.Target>
                      <button
                        type="button"
                        className="ck-mapping-role"
                        aria-label={t('import.columnIs', { column: column + 1, role: words })}
                      >
                        {words} <Icon name="downward" />
                      </button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {ROLES.map((one) => (
                        <Menu.Item
                          key={one}
                          leftSection={<Icon name={one === role ? 'check' : 'dots'} />}
                          onClick={() => onRole(column, one)}
                        >
                          {t(`import.role.${one}`)}
                        </Menu.Item>
                      ))}
                      <Menu.Divider />
                      <Menu.Item leftSection={<Icon name="cross" />} onClick={() => onRole(column, null)}>
                        {t('import.role.none')}
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // Rows of a file have no other name than their line.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={i}>
              {roles.map((role, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <td key={column} data-used={role !== null || undefined}>
                  {row[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
