import './pick.css';
import type { ReactNode } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

type PickProps<T extends { id: string; name: string }> = {
  label: string;
  /** Said when there is nothing to choose. */
  none: string;
  text: string;
  onText: (text: string) => void;
  /** What fits the text. */
  found: readonly T[];
  onPick: (found: T) => void;
  children: (found: T) => ReactNode;
};

/** A field in which one types until what is meant can be chosen. */
export function Pick<T extends { id: string; name: string }>({
  label,
  none,
  text,
  onText,
  found,
  onPick,
  children,
}: PickProps<T>) {
  return (
    <ComboBox
      className="field"
      inputValue={text}
      onInputChange={onText}
      items={found}
      selectedKey={null}
      onSelectionChange={(key) => {
        const picked = found.find((one) => one.id === key);
        if (picked) onPick(picked);
      }}
      menuTrigger="input"
      allowsEmptyCollection
      allowsCustomValue
    >
      <Label className="field-label">{label}</Label>
      <div className="field-box">
        <Input
          className="field-input"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
      </div>
      <Popover className="popover pick-popover" offset={6}>
        <ListBox<T> className="menu" renderEmptyState={() => <p className="pick-none">{none}</p>}>
          {(one) => (
            <ListBoxItem className="menu-item" id={one.id} textValue={one.name}>
              {children(one)}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
