import { useId } from 'react';
import { useTexts } from '../../app/language';
import type { Texts } from '../../app/texts/catalogue';
import { PasswordField } from '../../kit/field';
import { Meter } from '../../kit/meter';
import { judgePassword, SHORTEST_PASSWORD, type Strength } from './password-strength';

type NewPasswordFieldProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  ownWords: readonly string[];
};

const LOOK = {
  short: { value: 0.12, tone: 'danger' },
  guessable: { value: 0.35, tone: 'danger' },
  fair: { value: 0.65, tone: 'warn' },
  strong: { value: 1, tone: 'plain' },
} as const;

export function NewPasswordField({ label, hint, value, onChange, error, ownWords }: NewPasswordFieldProps) {
  const t = useTexts();
  const verdictId = useId();
  const strength = judgePassword(value, ownWords);
  const verdict = verdictOn(strength, value, t);
  return (
    <div className="stack stack-tight">
      <PasswordField
        label={label}
        hint={hint ?? t.identity.passwordHint}
        showLabel={t.identity.showPassword}
        hideLabel={t.identity.hidePassword}
        autoComplete="new-password"
        aria-describedby={verdictId}
        value={value}
        onChange={onChange}
        error={error}
      />
      {value === '' ? null : (
        <Meter
          label={t.identity.passwordStrength}
          value={LOOK[strength].value}
          tone={LOOK[strength].tone}
          valueText={verdict}
        />
      )}
      <p id={verdictId} className="field-hint" aria-live="polite">
        {value === '' ? null : verdict}
      </p>
    </div>
  );
}

export function verdictOn(strength: Strength, password: string, t: Texts): string {
  switch (strength) {
    case 'short':
      return t.identity.passwordTooShort(SHORTEST_PASSWORD - [...password].length);
    case 'guessable':
      return t.identity.passwordGuessable;
    case 'fair':
      return t.identity.passwordFair;
    case 'strong':
      return t.identity.passwordStrong;
  }
}
