import './field.css';
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';

type FieldProps = Omit<TextFieldProps, 'className' | 'children' | 'validationBehavior'> & {
  label: string;
  hint?: string | undefined;
  error?: string | null;
  /** A word for the machine, such as a user name: a phone must neither capitalise nor correct it. */
  verbatim?: boolean;
  after?: ReactNode;
};

/** A labelled line of text. Errors are given from outside, so that the server and the page speak in one place. */
export function Field({ label, hint, error = null, verbatim = false, after, ...rest }: FieldProps) {
  const asTyped = verbatim ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {};
  return (
    <TextField {...rest} className="field" isInvalid={error !== null} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      <div className="field-box">
        <Input className="field-input" {...asTyped} />
        {after}
      </div>
      {hint ? (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}

export function PasswordField({
  showLabel,
  hideLabel,
  ...rest
}: FieldProps & { showLabel: string; hideLabel: string }) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  const reveal = (
    // Outside the TextField's own contexts: this button belongs to the eye, not to the field.
    <AriaButton
      slot={null}
      className="field-reveal"
      aria-label={shown ? hideLabel : showLabel}
      onPress={() => setShown(!shown)}
    >
      <Icon size={18} aria-hidden="true" />
    </AriaButton>
  );
  return <Field {...rest} type={shown ? 'text' : 'password'} after={reveal} />;
}
