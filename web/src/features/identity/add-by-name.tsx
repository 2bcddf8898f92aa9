import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';

type AddByNameProps = {
  label: string;
  submit: string;
  /** Said when there is nobody of that name. */
  unknown: string;
  add: (name: string) => Promise<unknown>;
  /** What else is to be chosen. */
  children?: ReactNode;
};

/** One line at the end of a list of people or groups, by which another one comes into it. */
export function AddByName({ label, submit, unknown, add, children }: AddByNameProps) {
  const t = useTexts();
  const [name, setName] = useState('');
  const adding = useMutation({ mutationFn: () => add(name.trim()), onSuccess: () => setName('') });
  const code = adding.error ? codeOf(adding.error) : null;
  const error = code === 'not-found' ? unknown : code ? t.problems[code] : null;
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
        label={label}
        value={name}
        onChange={(value) => {
          setName(value);
          adding.reset();
        }}
        error={error}
        autoComplete="off"
        verbatim
      />
      {children}
      <Button type="submit" isDisabled={name.trim() === ''} isPending={adding.isPending}>
        {submit}
      </Button>
    </Form>
  );
}
