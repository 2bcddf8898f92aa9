import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { Select } from '../../kit/select';
import { roleOptions } from './members-dialog';
import { membersQuery, type Role, type Space, setMember } from './spaces';

export function AddMember({ space }: { space: Space }) {
  const t = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const adding = useMutation({
    mutationFn: () => setMember(space.id, name.trim(), role),
    onSuccess: () => {
      setName('');
      void client.invalidateQueries({ queryKey: membersQuery(space.id).queryKey });
    },
  });
  const code = adding.error ? codeOf(adding.error) : null;
  const error = code === 'not-found' ? t.spaces.memberUnknown : code ? t.problems[code] : null;
  return (
    <Form
      validationBehavior="aria"
      className="member-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') adding.mutate();
      }}
    >
      <Field
        label={t.spaces.memberName}
        value={name}
        onChange={(value) => {
          setName(value);
          adding.reset();
        }}
        error={error}
        autoComplete="off"
        verbatim
      />
      <Select label={t.spaces.role} options={roleOptions(t)} value={role} onChange={setRole} />
      <Button type="submit" isDisabled={name.trim() === ''} isPending={adding.isPending}>
        {t.spaces.addMember}
      </Button>
    </Form>
  );
}
