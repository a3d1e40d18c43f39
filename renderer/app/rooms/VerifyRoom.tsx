import '../../features/verify/verify.css';
import { VerifyScreen } from '../../features/verify/VerifyScreen.tsx';
import type { Stores } from '../stores.ts';

/** The verification, with what the screen needs of the window. */
export function VerifyRoom({ stores }: Readonly<{ stores: Stores }>) {
  return <VerifyScreen stores={stores} />;
}
