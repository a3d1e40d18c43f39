import type { ReactNode } from 'react';

type Props = Readonly<{ label: string; help?: string; children: ReactNode }>;

/** One setting: its name, its choice, and what there is to know about it. */
export function SettingRow({ label, help, children }: Props) {
  return (
    <div className="ck-setting">
      <span aria-hidden="true">{label}</span>
      {children}
      {help !== undefined && <p className="ck-dim">{help}</p>}
    </div>
  );
}
