import type { Handlers } from '../../../shared/contract/dataClient.ts';
import { succeed } from '../../../shared/lib/result.ts';
import type { FeatureService } from '../features/featureService.ts';

type FeatureHandlers = Pick<Handlers, Extract<keyof Handlers, `features.${string}`>>;

/** Features of candles: the catalog, which series keep them, building them, and how good they are. */
export const featureHandlers = (features: FeatureService): FeatureHandlers => ({
  'features.catalog': async () => succeed(await features.catalog()),
  'features.enable': (request) => features.enable(request),
  'features.build': (request, signal) => features.build(request, signal),
  'features.quality': (request) => features.quality(request),
});
