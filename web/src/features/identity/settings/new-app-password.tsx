import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Copyable } from '../../../kit/copyable';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { Notice } from '../../../kit/notice';
import { appPasswordsQuery, createAppPassword, type MadeAppPassword } from '../app-passwords';

export function NewAppPassword({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<MadeAppPassword | null>(null);
  if (made) return <ShowSecret made={made} onClose={onClose} />;
  return <AskLabel onMade={setMade} onClose={onClose} />;
}

function AskLabel({ onMade, onClose }: { onMade: (made: MadeAppPassword) => void; onClose: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const creating = useMutation({
    mutationFn: createAppPassword,
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: appPasswordsQuery.queryKey });
      onMade(made);
    },
  });
  return (
    <Dialog title={t.identity.newAppPassword} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (label.trim() !== '') creating.mutate(label.trim());
        }}
      >
        <Field
          label={t.identity.appPasswordLabel}
          hint={t.identity.appPasswordLabelHint}
          value={label}
          onChange={setLabel}
          autoComplete="off"
          autoFocus
        />
        {creating.error ? <Notice tone="danger">{t.problems[codeOf(creating.error)]}</Notice> : null}
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={label.trim() === ''}
            isPending={creating.isPending}
          >
            {t.identity.create}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

/** An alert dialog, so that a stray click does not close the only sight of the secret. */
function ShowSecret({ made, onClose }: { made: MadeAppPassword; onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog title={t.identity.appPasswordMade(made.label)} onClose={onClose} role="alertdialog">
      <p>{t.identity.appPasswordOnce}</p>
      <Copyable
        text={made.secret}
        label={t.identity.copy}
        copy={t.identity.copy}
        copied={t.identity.copied}
      />
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          {t.identity.done}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
