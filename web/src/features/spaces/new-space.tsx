import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Dialog, DialogActions } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { showToast } from '../../kit/toasts';
import { judgeRequired } from '../identity/person-rules';
import { parseQuota } from './quota';
import { createSpace, type Space, spacesQuery } from './spaces';

type NewSpaceProps = { onClose: () => void; onCreated: (space: Space) => void };

export function NewSpace({ onClose, onCreated }: NewSpaceProps) {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [gigabytes, setGigabytes] = useState('');
  const [tried, setTried] = useState(false);
  const creating = useMutation({
    mutationFn: createSpace,
    onSuccess: (space) => {
      void client.invalidateQueries({ queryKey: spacesQuery.queryKey });
      showToast(t.spaces.created(space.name));
      onCreated(space);
    },
  });
  const quota = parseQuota(gigabytes);
  const nameError = judgeRequired(name, t);

  return (
    <Dialog title={t.spaces.create} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (nameError === null && quota !== 'invalid') creating.mutate({ name: name.trim(), quota });
        }}
      >
        {creating.error ? <Notice tone="danger">{t.problems[codeOf(creating.error)]}</Notice> : null}
        <Field
          label={t.spaces.name}
          hint={t.spaces.nameHint}
          value={name}
          onChange={setName}
          error={tried ? nameError : null}
          autoComplete="off"
          autoFocus
        />
        <Field
          label={t.spaces.quota}
          hint={t.spaces.quotaHint}
          value={gigabytes}
          onChange={setGigabytes}
          error={tried && quota === 'invalid' ? t.spaces.quotaInvalid : null}
          inputMode="decimal"
          autoComplete="off"
        />
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" isPending={creating.isPending}>
            {t.identity.create}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
