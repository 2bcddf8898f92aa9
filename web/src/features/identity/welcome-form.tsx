import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { NewPasswordField } from './new-password-field';
import { judgeName, judgeNewPassword, judgeRequired } from './person-rules';
import { createFirstAdministrator, type Session } from './session';

export function WelcomeForm({ token, onDone }: { token: string; onDone: (session: Session) => void }) {
  const t = useTexts();
  const [displayName, setDisplayName] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const creating = useMutation({
    mutationFn: createFirstAdministrator,
    meta: { signsIn: true },
    onSuccess: onDone,
  });
  const errors = {
    displayName: judgeRequired(displayName, t),
    name: judgeName(name, t),
    password: judgeNewPassword(password, t),
  };
  const shown = (error: string | null) => (tried ? error : null);

  return (
    <Form
      validationBehavior="aria"
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.values(errors).some((error) => error !== null)) return;
        creating.mutate({ token, name: name.trim(), displayName: displayName.trim(), password });
      }}
    >
      {creating.error ? (
        <Notice tone="danger">
          {codeOf(creating.error) === 'denied' ? t.identity.welcomeStale : t.problems[codeOf(creating.error)]}
        </Notice>
      ) : null}
      <Field
        label={t.identity.displayName}
        hint={t.identity.displayNameHint}
        value={displayName}
        onChange={setDisplayName}
        error={shown(errors.displayName)}
        autoComplete="name"
        autoFocus
      />
      <Field
        label={t.identity.name}
        hint={t.identity.nameHint}
        value={name}
        onChange={setName}
        error={shown(errors.name)}
        autoComplete="username"
        verbatim
      />
      <NewPasswordField
        label={t.identity.password}
        value={password}
        onChange={setPassword}
        error={shown(errors.password)}
        ownWords={[name, displayName]}
      />
      <Button type="submit" look="primary" large isPending={creating.isPending}>
        {t.identity.createAndStart}
      </Button>
    </Form>
  );
}
