import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/choice';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { Notice } from '../../../kit/notice';
import { showToast } from '../../../kit/toasts';
import { NewPasswordField } from '../new-password-field';
import { addPerson, peopleQuery } from '../people';
import { judgeEmail, judgeName, judgeNewPassword, judgeRequired } from '../person-rules';

export function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const [displayName, setDisplayName] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [administrator, setAdministrator] = useState(false);
  const [tried, setTried] = useState(false);
  const adding = useMutation({
    mutationFn: addPerson,
    onSuccess: (person) => {
      void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
      showToast(t.identity.personAdded(person.displayName));
      onClose();
    },
  });
  const errors = {
    displayName: judgeRequired(displayName, t),
    name: judgeName(name, t),
    email: judgeEmail(email.trim(), t),
    password: judgeNewPassword(password, t),
  };
  const shown = (error: string | null) => (tried ? error : null);
  const code = adding.error ? codeOf(adding.error) : null;

  return (
    <Dialog title={t.identity.addPerson} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.values(errors).some((error) => error !== null)) return;
          const mail = email.trim() === '' ? {} : { email: email.trim() };
          adding.mutate({
            name: name.trim(),
            displayName: displayName.trim(),
            ...mail,
            password,
            administrator,
          });
        }}
      >
        {code && code !== 'exists' ? <Notice tone="danger">{t.problems[code]}</Notice> : null}
        <Field
          label={t.identity.displayName}
          hint={t.identity.displayNameHint}
          value={displayName}
          onChange={setDisplayName}
          error={shown(errors.displayName)}
          autoComplete="off"
          autoFocus
        />
        <Field
          label={t.identity.name}
          hint={t.identity.nameHint}
          value={name}
          onChange={(value) => {
            setName(value);
            adding.reset();
          }}
          error={code === 'exists' ? t.identity.personExists : shown(errors.name)}
          autoComplete="off"
          verbatim
        />
        <Field
          label={t.identity.email}
          value={email}
          onChange={setEmail}
          error={shown(errors.email)}
          type="email"
          autoComplete="off"
        />
        <NewPasswordField
          label={t.identity.initialPassword}
          hint={t.identity.initialPasswordHint}
          value={password}
          onChange={setPassword}
          error={shown(errors.password)}
          ownWords={[name, displayName]}
        />
        <Checkbox isSelected={administrator} onChange={setAdministrator}>
          <span>
            {t.identity.administrator}
            <span className="field-hint">{` – ${t.identity.administratorHint}`}</span>
          </span>
        </Checkbox>
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" isPending={adding.isPending}>
            {t.identity.addPerson}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
