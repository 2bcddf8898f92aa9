import './choice.css';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps,
  Label,
  Radio,
  RadioGroup,
} from 'react-aria-components';

type ChoiceProps<K extends string> = {
  label: string;
  hint?: string;
  options: readonly { id: K; text: string; icon: ReactNode }[];
  value: K;
  onChange: (value: K) => void;
};

/** One of a few, all in sight. */
export function Choice<K extends string>({ label, hint, options, value, onChange }: ChoiceProps<K>) {
  const choose = (id: string) => {
    const chosen = options.find((one) => one.id === id);
    if (chosen) onChange(chosen.id);
  };
  return (
    <RadioGroup className="field" value={value} onChange={choose}>
      <Label className="field-label">{label}</Label>
      <div className="choice">
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="choice-option">
            {option.icon}
            {option.text}
          </Radio>
        ))}
      </div>
      {hint ? <p className="field-hint">{hint}</p> : null}
    </RadioGroup>
  );
}

/** With children they are its label; without, it needs an aria-label or a slot that brings one. */
export function Checkbox({
  children,
  ...rest
}: Omit<CheckboxProps, 'className' | 'children'> & { children?: ReactNode }) {
  return (
    <AriaCheckbox {...rest} className="checkbox">
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className="checkbox-box" aria-hidden="true">
            {isIndeterminate ? <Minus size={14} strokeWidth={3} /> : null}
            {isSelected && !isIndeterminate ? <Check size={14} strokeWidth={3} /> : null}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}
