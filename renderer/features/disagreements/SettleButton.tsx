import { Button as AriaButton } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import css from './disagreement.module.css';

/**
 * One way to settle. `Alt` with the button's number on the page brings the focus here and no more;
 * Enter then settles: a slip of one key never decides anything.
 */
export function SettleButton(props: {
  children: string;
  onPress: () => void;
  lockedBecause: string | undefined;
  busy: boolean;
}) {
  const { children, onPress, lockedBecause, busy } = props;
  if (lockedBecause !== undefined) return <Button lockedBecause={lockedBecause}>{children}</Button>;
  return (
    <AriaButton
      className={css['act']!}
      onPress={onPress}
      isPending={busy}
      aria-label={children}
      data-settle
    >
      <span>{children}</span>
    </AriaButton>
  );
}
