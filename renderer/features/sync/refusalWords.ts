import type { TFunction } from 'i18next';
import { refusalCodeOf } from '../../../shared/sync/refusalReasons.ts';
import type { KnownRefusalCode } from '../../../shared/sync/refusalReasons.ts';
import { fieldWords } from './fieldWords.ts';

export interface RefusalWords {
  /** What begins the server's reason; `otherRule` for one that this version doesn't know. */
  readonly code: KnownRefusalCode | 'otherRule';
  /** The reason in words of the ward; of an unknown rule, what the server wrote stands in them. */
  readonly words: string;
  /** The field that the server names, where it does. */
  readonly field: string | undefined;
}

/**
 * A refusal in words. A reason of ours has a sentence, in which a field stands as the form calls it;
 * the server's own English is for IT, and in what is handed over to them.
 */
export function refusalWords(
  t: TFunction<['refusals', 'chart', 'notes']>,
  kind: string,
  reason: string,
): RefusalWords {
  const code = refusalCodeOf(reason);
  if (code === undefined) {
    const said = reason.trim();
    const words = said === '' ? t('refusals:noReason') : t('refusals:otherRule', { said });
    return { code: 'otherRule', words, field: undefined };
  }
  if (code === 'missingField' || code === 'wrongType' || code === 'wrongValue') {
    const field = /^[A-Za-z]+: ([A-Za-z]+) is /.exec(reason)?.[1];
    const name = field === undefined ? undefined : fieldWords(t, kind, field);
    const words =
      name === undefined ? t(`refusals:code.${code}`) : t(`refusals:code.${code}Named`, { name });
    return { code, words, field };
  }
  return { code, words: t(`refusals:code.${code}`), field: undefined };
}
