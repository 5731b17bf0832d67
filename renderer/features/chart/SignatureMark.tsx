import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import { TickIcon, WaitingIcon, WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useSignatureStanding } from './useSignatureStanding.ts';
import css from './chart.module.css';

/** What a signature is worth: quiet where it was verified here, loud where something speaks against it. */
export function SignatureMark(props: {
  readonly id: string;
  /** In a running line: a tick alone where it was verified, its words as its name. */
  readonly brief?: boolean;
}) {
  const { id, brief = false } = props;
  const { t } = useTranslation('chart');
  const standing = useSignatureStanding(id);
  const words = t(`signature.${standing}`);
  if (standing === 'verified') {
    return (
      <span className={classNames(css['verified'])} title={words}>
        {brief ? <TickIcon size={14} label={words} /> : words}
      </span>
    );
  }
  if (standing === 'notChecked') return brief ? null : <span>{words}</span>;
  const unknown = standing === 'unknownCertificate';
  return (
    <Tag
      tone={standing === 'broken' ? 'crit' : unknown ? 'wait' : 'warn'}
      icon={unknown ? <WaitingIcon size={14} /> : <WarningIcon size={14} />}
      title={t(`signatureWhy.${standing}`)}
    >
      {words}
    </Tag>
  );
}
