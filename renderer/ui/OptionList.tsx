import { ListBox, ListBoxItem, Popover } from 'react-aria-components';
import css from './field.module.css';

/** One thing to choose. */
export interface Option {
  readonly id: string;
  readonly label: string;
  /** Words flush right: a form, a number, who has it. */
  readonly detail?: string | undefined;
}

/** The list that opens beneath a Select or a ComboBox. */
export function OptionList({ options, empty }: { options: readonly Option[]; empty: string }) {
  return (
    <Popover className={css['popover']!} offset={2}>
      <ListBox
        className={css['listBox']!}
        items={options}
        renderEmptyState={() => <div className={css['emptyList']}>{empty}</div>}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={css['option']!}>
            <span className={css['optionLabel']}>{option.label}</span>
            {option.detail ? <span className={css['optionDetail']}>{option.detail}</span> : null}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
