import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { cardAnswers } from './cardIntoForm.ts';
import type { CardAnswer, ReadCard } from './cardIntoForm.ts';

/** The keys that answer, wherever the focus is. */
export const cardAnswerKeys = { same: 'Alt 6', other: 'Alt 7', leave: 'Alt 8' } as const;

/**
 * A card was scanned that may be somebody else's: whose it is, who stands here, and what becomes of
 * it. Nothing of it was taken.
 */
export function CardQuestion(props: {
  readonly reading: ReadCard;
  /** Who stands here, in words. */
  readonly standing: string;
  readonly answers?: readonly CardAnswer[];
  readonly onAnswer: (answer: CardAnswer) => void;
}) {
  const { reading, standing, answers = cardAnswers } = props;
  const { t } = useTranslation('registration');
  return (
    <Notice
      tone="crit"
      urgent
      title={t('cardAsked', { card: t(`cardKind.${reading.kind}`) })}
      acts={answers.map((answer) => (
        <Button
          key={answer}
          shortcut={cardAnswerKeys[answer]}
          onPress={() => props.onAnswer(answer)}
        >
          {t(`cardAnswer.${answer}`)}
        </Button>
      ))}
    >
      <p>{t('cardAskedOnIt', { who: whoseCard(reading) })}</p>
      <p>{t('cardAskedHere', { who: standing })}</p>
    </Notice>
  );
}

/** Name, day of birth and number, as far as the card has them. */
function whoseCard({ kind, card }: ReadCard): string {
  const number = kind === 'citizenCard' ? card.personalNumber : card.number;
  return inWords([card.name, card.birthDate && formatPartialDate(card.birthDate), number]);
}

/** Who somebody is, from what is known of them. */
export function inWords(known: readonly (string | undefined)[]): string {
  return known.filter((each) => each !== undefined && each !== '').join(', ');
}
