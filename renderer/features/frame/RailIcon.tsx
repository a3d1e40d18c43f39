/** One icon of the rail, in the colour of its text; its name is always said beside it or to readers. */
export function RailIcon({ path }: Readonly<{ path: string }>) {
  return (
    <svg className="ck-icon ck-rail-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
