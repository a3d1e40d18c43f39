import { useTranslation } from 'react-i18next';
import type { FeatureInfo } from '../../../shared/domain/feature.ts';

/** Returns the formula of a feature in the trader's language; one the window does not know in the engine's words. */
export function useFormula(): (feature: Pick<FeatureInfo, 'name' | 'formula'>) => string {
  const { t } = useTranslation();
  return ({ name, formula }) => {
    const [, period] = /^returns_(\d+)$/.exec(name) ?? [];
    if (period !== undefined) return t('features.formula.returns', { count: Number(period) });
    return t(`features.formula.${name as 'rsi_14'}`, { defaultValue: formula });
  };
}
