import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { OPTIONAL_COLUMNS } from './columns.ts';
import type { TableStore } from './tableStore.ts';

/** How the table is set: grouped or not, with what was removed or without, and which columns. */
export function ViewMenu({ table }: Readonly<{ table: TableStore }>) {
  const { t } = useTranslation();
  const { hidden, isGrouped, withRemoved } = useStore(table);
  return (
    <Menu closeOnItemClick={false} position="bottom-end" shadow="md" width={280}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('series.view')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.CheckboxItem checked={isGrouped} onChange={(checked) => table.change({ isGrouped: checked })}>
          {t('series.grouped')}
        </Menu.CheckboxItem>
        <Menu.CheckboxItem
          checked={withRemoved}
          onChange={(checked) => table.change({ withRemoved: checked })}
        >
          {t('series.withRemoved')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Label>{t('series.columns')}</Menu.Label>
        {OPTIONAL_COLUMNS.map((column) => (
          <Menu.CheckboxItem
            key={column}
            checked={!hidden.includes(column)}
            onChange={() => table.toggleColumn(column)}
          >
            {t(`series.column.${column}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
