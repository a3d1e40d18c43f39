import { type Counts, sharesOf } from './quality.ts';
import { useQualityWords } from './useQualityWords.ts';

/** How good the stored values of a series are, as parts of a bar; the parts are named beside it. */
export function QualityBar({ counts }: Readonly<{ counts: Counts }>) {
  const words = useQualityWords()(counts);
  return (
    <span className="ck-quality" title={words}>
      <span className="ck-quality-bar" aria-hidden="true">
        {sharesOf(counts).map(({ quality, share }) => (
          <span key={quality} data-quality={quality} style={{ flexGrow: share }} />
        ))}
      </span>
      <span className="ck-quality-words">{words}</span>
    </span>
  );
}
