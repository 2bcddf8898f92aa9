import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { ApiProblem, codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Field, PasswordField } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { judgeRequired } from './person-rules';
import { sessionQuery, signIn } from './session';
import { useCountdown } from './use-countdown';

const WAIT_WHEN_UNSAID = 30;

export function SignInForm() {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const wait = useCountdown();
  const signingIn = useMutation({
    mutationFn: signIn,
    meta: { signsIn: true },
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
    onError: (error) => {
      if (codeOf(error) !== 'too-many-attempts') return;
      wait.start((error instanceof ApiProblem && error.retryAfterSeconds) || WAIT_WHEN_UNSAID);
    },
  });

  return (
    <Form
      validationBehavior="aria"
      className="gate-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name !== '' && password !== '' && wait.seconds === 0)
          signingIn.mutate({ name: name.trim(), password });
      }}
    >
      <Problem error={signingIn.error} seconds={wait.seconds} />
      <Field
        label={t.identity.name}
        value={name}
        onChange={setName}
        error={tried ? judgeRequired(name, t) : null}
        autoComplete="username"
        verbatim
        autoFocus
      />
      <PasswordField
        label={t.identity.password}
        value={password}
        onChange={setPassword}
        error={tried ? judgeRequired(password, t) : null}
        autoComplete="current-password"
        showLabel={t.identity.showPassword}
        hideLabel={t.identity.hidePassword}
      />
      <Button
        type="submit"
        look="primary"
        large
        isPending={signingIn.isPending}
        isDisabled={wait.seconds > 0}
      >
        {t.identity.signIn}
      </Button>
    </Form>
  );
}

function Problem({ error, seconds }: { error: unknown; seconds: number }) {
  const t = useTexts();
  if (!error) return null;
  switch (codeOf(error)) {
    case 'signed-out':
      return <Notice tone="danger">{t.identity.wrongPassword}</Notice>;
    case 'too-many-attempts':
      return seconds > 0 ? <Notice tone="warn">{t.identity.tooManyAttempts(seconds)}</Notice> : null;
    default:
      return <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>;
  }
}
