import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { createGroup, type Group, groupsQuery, renameGroup } from '../groups';
import { judgeRequired } from '../person-rules';

type GroupNameProps = {
  /** The one to be renamed; none for a new one. */
  group: Group | null;
  onDone: (group: Group) => void;
  onClose: () => void;
};

export function GroupName({ group, onDone, onClose }: GroupNameProps) {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState(group?.name ?? '');
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: () => (group ? renameGroup(group.id, name.trim()) : createGroup(name.trim())),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: groupsQuery.queryKey });
      onDone(saved);
    },
  });
  const code = saving.error ? codeOf(saving.error) : null;
  const verdict = judgeRequired(name, t);
  const error = code === 'exists' ? t.identity.groupExists : code ? t.problems[code] : tried ? verdict : null;
  return (
    <Dialog title={group ? t.identity.renameGroup(group.name) : t.identity.newGroup} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (verdict === null) saving.mutate();
        }}
      >
        <Field
          label={t.identity.groupName}
          hint={t.spaces.nameHint}
          value={name}
          onChange={(value) => {
            setName(value);
            saving.reset();
          }}
          error={error}
          autoComplete="off"
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" isPending={saving.isPending}>
            {group ? t.shell.save : t.identity.create}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
