import { Button, Modal, NumberInput, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STUDY_TONES, type StudyTone } from '../../charts/studyPlot.ts';
import { isParam, KINDS, MOST } from './kinds.ts';
import type { Study } from './layoutStore.ts';

type Change = Readonly<{ params: number[]; tone: StudyTone }>;
type Props = Readonly<{ study: Study | null; onChange(change: Change): void; onClose(): void }>;

/** The parameters and the colour of one indicator. */
export function IndicatorEditor({ study, onChange, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={study !== null}
      onClose={onClose}
      title={study === null ? '' : t(`indicators.name.${study.name}`)}
      size="sm"
      closeButtonProps={{ 'aria-label': t('indicators.cancel') }}
    >
      {study !== null && <Fields key={study.id} study={study} onChange={onChange} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ study, onChange, onClose }: Props & Readonly<{ study: Study }>) {
  const { t } = useTranslation();
  const { params } = KINDS[study.name];
  const [texts, setTexts] = useState<readonly (string | number)[]>(study.params);
  const [tone, setTone] = useState<StudyTone>(study.tone);
  const values = texts.map((text) => (text === '' ? Number.NaN : Number(text)));
  const isWrong = (i: number): boolean => !isParam(params[i]!, values[i]!);
  return (
    <form
      className="ck-indicator-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (params.some((_, i) => isWrong(i))) return;
        onChange({ params: values, tone });
        onClose();
      }}
    >
      {params.map(({ name, isWhole, usual }, i) => (
        <NumberInput
          key={name}
          label={t(`indicators.param.${name}`)}
          data-autofocus={i === 0 || undefined}
          value={texts[i] ?? usual}
          min={isWhole ? 1 : 0.1}
          max={MOST}
          step={isWhole ? 1 : 0.5}
          allowDecimal={!isWhole}
          error={isWrong(i) ? t('indicators.wrongParam', { most: MOST }) : null}
          onChange={(value) => setTexts(texts.map((text, k) => (k === i ? value : text)))}
        />
      ))}
      <Radio.Group
        label={t('indicators.color')}
        value={tone}
        onChange={(chosen) => setTone(chosen as StudyTone)}
      >
        <div className="ck-indicator-tones">
          {STUDY_TONES.map((one, i) => (
            <span key={one} data-tone={one}>
              <Radio value={one} label={t('indicators.tone', { number: i + 1 })} />
            </span>
          ))}
        </div>
      </Radio.Group>
      <div className="ck-indicator-ends">
        <Button variant="default" onClick={() => setTexts(params.map(({ usual }) => usual))}>
          {t('indicators.usual')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('indicators.cancel')}
        </Button>
        <Button type="submit" disabled={params.some((_, i) => isWrong(i))}>
          {t('indicators.apply')}
        </Button>
      </div>
    </form>
  );
}
