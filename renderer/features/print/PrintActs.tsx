import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeResponse } from '../../../shared/bridge/contract.ts';
import { bridge } from '../../app/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import css from './print.module.css';
import { useAuditedPaper } from './useAuditedPaper.ts';
import type { Paper } from './useAuditedPaper.ts';

/** Prints what is previewed, or saves it as a PDF: through the shell, else in the system's dialogue. */
export function PrintActs(props: { readonly paper: Paper; readonly locked: string | undefined }) {
  const { paper, locked } = props;
  const { t } = useTranslation('print');
  const onPaper = useAuditedPaper(paper);
  const [pdf, setPdf] = useState<BridgeResponse<'savePdf'>['kind']>();
  const print = () => onPaper(() => window.print());
  const savePdf = () => {
    setPdf(undefined);
    return onPaper(async () => {
      const { kind } = await bridge()
        .savePdf({})
        .catch(() => ({ kind: 'notSaved' as const }));
      setPdf(kind);
      if (kind !== 'systemDialogue') return;
      // The words stand beneath the dialogue before it opens.
      await new Promise((resolve) => setTimeout(resolve, 50));
      window.print();
    });
  };
  return (
    <div className={css['prints']}>
      <Button kind="primary" lockedBecause={locked} onPress={() => void print()}>
        {t('print')}
      </Button>
      <Button lockedBecause={locked} onPress={() => void savePdf()}>
        {t('savePdf')}
      </Button>
      <span role="status">
        {pdf === 'saved' ? t('saved') : null}
        {pdf === 'notSaved' ? t('notSaved') : null}
        {pdf === 'systemDialogue' ? t('byDialogue') : null}
      </span>
    </div>
  );
}
