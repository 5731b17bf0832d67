import { useTranslation } from 'react-i18next';
import { WaitingIcon, WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useSignatureStanding } from './useSignatureStanding.ts';
import type { ShownStanding } from './useSignatureStanding.ts';
import css from './chart.module.css';

/** What a signature is worth: quiet where it was verified here, loud where something speaks against it. */
export function SignatureMark({ id }: { readonly id: string }) {
  const { t } = useTranslation('chart');
  const standing = useSignatureStanding(id);
  const words = t(`signature.${standing}`);
  if (standing === 'verified') return <span className={css['verified']}>{words}</span>;
  if (standing === 'notChecked') return <span>{words}</span>;
  return <SignatureTag standing={standing} explained />;
}

/** The loud mark: what is wrong, or not known yet. */
export function SignatureTag(props: {
  readonly standing: Exclude<ShownStanding, 'verified' | 'notChecked'>;
  /** Says why when it is pointed at; left out where what holds the mark says it. */
  readonly explained?: boolean;
}) {
  const { standing, explained = false } = props;
  const { t } = useTranslation('chart');
  const unknown = standing === 'unknownCertificate';
  return (
    <Tag
      tone={standing === 'broken' ? 'crit' : unknown ? 'wait' : 'warn'}
      icon={unknown ? <WaitingIcon size={14} /> : <WarningIcon size={14} />}
      {...(explained ? { title: t(`signatureWhy.${standing}`) } : {})}
    >
      {t(`signature.${standing}`)}
    </Tag>
  );
}
