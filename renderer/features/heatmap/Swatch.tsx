import type { Look } from './facts.ts';

type Props = Readonly<{ look: Look | 'loading' }>;

/** A sample of how a look is drawn; its word stands beside it. */
export function Swatch({ look }: Props) {
  return <span className="ck-heat-swatch" data-look={look} aria-hidden="true" />;
}
