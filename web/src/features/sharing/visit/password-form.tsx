import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { ApiProblem, codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { PasswordField } from '../../../kit/field';
import { Notice } from '../../../kit/notice';
import { useCountdown } from '../../identity/use-countdown';
import { useSharingTexts } from '../texts';
import { unlock } from './visit';

const WAIT_WHEN_UNSAID = 30;

export function PasswordForm({ token }: { token: string }) {
  const s = useSharingTexts();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const wait = useCountdown();
  const unlocking = useMutation({
    mutationFn: () => unlock(token, password),
    meta: { signsIn: true },
    onSuccess: () => client.invalidateQueries({ queryKey: ['visit', token] }),
    onError: (error) => {
      if (codeOf(error) === 'too-many-attempts')
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
        if (password !== '' && wait.seconds === 0) unlocking.mutate();
      }}
    >
      <Trouble error={unlocking.error} seconds={wait.seconds} />
      <PasswordField
        label={s.password}
        value={password}
        onChange={setPassword}
        error={tried && password === '' ? s.passwordMissing : null}
        autoComplete="off"
        showLabel={s.showPassword}
        hideLabel={s.hidePassword}
        autoFocus
      />
      <Button
        type="submit"
        look="primary"
        large
        isPending={unlocking.isPending}
        isDisabled={wait.seconds > 0}
      >
        {s.unlock}
      </Button>
    </Form>
  );
}

function Trouble({ error, seconds }: { error: unknown; seconds: number }) {
  const t = useTexts();
  const s = useSharingTexts();
  if (!error) return null;
  if (codeOf(error) === 'signed-out') return <Notice tone="danger">{s.wrongPassword}</Notice>;
  if (codeOf(error) === 'too-many-attempts')
    return seconds > 0 ? <Notice tone="warn">{s.tooManyAttempts(seconds)}</Notice> : null;
  return <Notice tone="danger">{t.problems[codeOf(error)]}</Notice>;
}
