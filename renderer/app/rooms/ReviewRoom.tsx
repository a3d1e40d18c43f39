import '../../features/review/review.css';
import '../../features/limits/limits.css';
import { ReviewScreen } from '../../features/review/ReviewScreen.tsx';
import type { Stores } from '../stores.ts';

/** The review and the deep checks, with what the screen needs of the window. */
export function ReviewRoom({ stores }: Readonly<{ stores: Stores }>) {
  return <ReviewScreen store={stores.review} limits={stores.limits} stores={stores} />;
}
