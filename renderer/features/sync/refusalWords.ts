import type { TFunction } from 'i18next';
import { i18n } from '../../app/messages/i18n.ts';

/** Codes that this workstation files itself, where no server gave a reason. */
const ownCodes = ['damagedOnDisk', 'tooLarge', 'badRequest', 'serverError'];

export interface RefusalWords {
  /** What begins the server's reason; `unknown` for a rule that this version doesn't know. */
  readonly code: string;
  /** The reason in words of the ward; undefined for an unknown rule. */
  readonly words: string | undefined;
  /** What the server said, as it said it; undefined where it said nothing of its own. */
  readonly said: string | undefined;
  /** The field that it names, where it does. */
  readonly field: string | undefined;
}

/**
 * A refusal in words. The server's reasons begin with a code that has a sentence; what follows it,
 * or a reason of a rule that isn't known here, stands beside as the server wrote it.
 */
export function refusalWords(t: TFunction<'sync'>, reason: string): RefusalWords {
  const code = /^([A-Za-z]+)(?::|$)/.exec(reason)?.[1] ?? '';
  const key = `refusal.${code}`;
  if (code === '' || !i18n.exists(`sync:${key}`)) {
    return { code: 'unknown', words: undefined, said: reason, field: undefined };
  }
  const said = reason.slice(code.length + 1).trim();
  return {
    code,
    words: t(key as 'refusal.notAllowed'),
    said: said === '' || ownCodes.includes(code) ? undefined : said,
    field: ['missingField', 'wrongType'].includes(code)
      ? /^([A-Za-z]+) is /.exec(said)?.[1]
      : undefined,
  };
}
