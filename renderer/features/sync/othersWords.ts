import type { TFunction } from 'i18next';
import { span } from './clockWords.ts';
import type { KnownOfOthers, UnheardPeer } from './knownOfOthers.ts';
import { clockTime } from './syncWords.ts';

/** How complete what is shown is, in one line; `quiet` where nothing of it needs a second look. */
export function othersWords(
  t: TFunction<'sync'>,
  known: KnownOfOthers,
  now: string,
): { readonly text: string; readonly quiet: boolean } {
  switch (known.kind) {
    case 'filling':
      return { text: t('partial', { done: known.done, total: known.total }), quiet: false };
    case 'owed':
      return { text: t('owed', { count: known.count }), quiet: false };
    case 'never':
      return { text: t('neverHeard'), quiet: false };
    case 'uncertain':
      return { text: t('uncertain'), quiet: false };
    case 'fresh':
      return { text: t('complete', { time: clockTime(known.at, now) }), quiet: true };
    case 'stale': {
      const ago = t('ago', { span: span(t, Date.parse(now) - Date.parse(known.at)) });
      return { text: `${t('stale', { time: clockTime(known.at, now) })} (${ago})`, quiet: false };
    }
  }
}

/** Since when a workstation hasn't been heard, or what of it is missing. */
export function peerWords(t: TFunction<'sync'>, peer: UnheardPeer, now: string): string {
  const sent = peer.allSentAt && clockTime(peer.allSentAt, now);
  const at = peer.at ? clockTime(peer.at, now) : '';
  switch (peer.kind) {
    case 'never':
    case 'wrongClock':
      return t(`peer.${peer.kind}`);
    case 'silent':
      return sent ? t('peer.silent', { at, sent }) : t('peer.silentNever', { at });
    case 'sending':
      return sent ? t('peer.sending', { sent }) : t('peer.sendingNever');
  }
}
