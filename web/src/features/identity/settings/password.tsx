import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { PasswordField } from '../../../kit/field';
import { Notice } from '../../../kit/notice';
import { showToast } from '../../../kit/toasts';
import { NewPasswordField } from '../new-password-field';
import { changePassword } from '../people';
import { judgeNewPassword, judgeRequired } from '../person-rules';
import { usePerson } from '../session';
import { Section } from './section';

export function PasswordSection() {
  const t = useTexts();
  const person = usePerson();
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [tried, setTried] = useState(false);
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setCurrent('');
      setWanted('');
      setTried(false);
      showToast(t.identity.passwordChanged);
    },
  });
  const wrong = changing.error !== null && codeOf(changing.error) === 'denied';
  const errors = { current: judgeRequired(current, t), wanted: judgeNewPassword(wanted, t) };

  return (
    <Section title={t.identity.passwordSection} intro={t.identity.passwordIntro}>
      <Form
        validationBehavior="aria"
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (errors.current === null && errors.wanted === null) changing.mutate({ current, new: wanted });
        }}
      >
        {/* A password manager needs to know whose password changes. */}
        <input type="text" name="username" autoComplete="username" value={person.name} readOnly hidden />
        <PasswordField
          label={t.identity.currentPassword}
          showLabel={t.identity.showPassword}
          hideLabel={t.identity.hidePassword}
          autoComplete="current-password"
          value={current}
          onChange={(value) => {
            setCurrent(value);
            changing.reset();
          }}
          error={wrong ? t.identity.currentWrong : tried ? errors.current : null}
        />
        <NewPasswordField
          label={t.identity.newPassword}
          value={wanted}
          onChange={setWanted}
          error={tried ? errors.wanted : null}
          ownWords={[person.name, person.displayName]}
        />
        {changing.error && !wrong ? (
          <Notice tone="danger">{t.problems[codeOf(changing.error)]}</Notice>
        ) : null}
        <Button type="submit" look="primary" isPending={changing.isPending}>
          {t.identity.changePassword}
        </Button>
      </Form>
    </Section>
  );
}
