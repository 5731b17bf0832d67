import { useMemo } from 'react';
import css from './disagreement.module.css';
import { wordDiff } from './wordDiff.ts';

/** One version of a text; the words that the other version hasn't are marked. Both are whole. */
export function ChangedText(props: { text: string; against: string }) {
  const { text, against } = props;
  const [parts] = useMemo(() => wordDiff(text, against), [text, against]);
  return (
    <p className={css['text']}>
      {parts.map((part, index) =>
        part.same || part.text.trim() === '' ? part.text : <mark key={index}>{part.text}</mark>,
      )}
    </p>
  );
}
