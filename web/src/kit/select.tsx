import './select.css';
import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

type SelectProps<K extends string> = {
  label: string;
  /** Beside a row that already says what it is about, the label is only for screen readers. */
  compact?: boolean;
  options: readonly { id: K; text: string }[];
  value: K;
  onChange: (value: K) => void;
};

export function Select<K extends string>({
  label,
  compact = false,
  options,
  value,
  onChange,
}: SelectProps<K>) {
  const choose = (key: unknown) => {
    const chosen = options.find((one) => one.id === key);
    if (chosen) onChange(chosen.id);
  };
  return (
    <AriaSelect
      className={compact ? 'field select-compact' : 'field'}
      aria-label={label}
      value={value}
      onChange={choose}
    >
      {compact ? null : <Label className="field-label">{label}</Label>}
      <Button className="select-button">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Popover className="popover popover-sheet" offset={6}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem className="menu-item" textValue={option.text}>
              {({ isSelected }) => (
                <>
                  <Check size={16} aria-hidden="true" visibility={isSelected ? 'visible' : 'hidden'} />
                  <span>{option.text}</span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
