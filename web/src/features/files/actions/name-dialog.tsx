import { useMutation } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Dialog, DialogActions } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { judgeFileName, splitName } from '../naming';

type NameDialogProps = {
  title: string;
  label: string;
  submit: string;
  initial: string;
  /** Folders have no ending that one would rather keep. */
  wholeName?: boolean;
  taken: ReadonlySet<string>;
  save: (name: string) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
};

export function NameDialog(props: NameDialogProps) {
  const { title, label, submit, initial, wholeName = false, taken, save, onDone, onClose } = props;
  const t = useTexts();
  const [name, setName] = useState(initial);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const saving = useMutation({ mutationFn: save, onSuccess: onDone });
  const verdict = judgeFileName(name, taken, t);
  // A taken name is worth knowing while typing; an empty one is no mistake yet.
  const early = verdict === t.files.nameEmpty ? null : verdict;
  const error = saving.error ? t.problems[codeOf(saving.error)] : tried ? verdict : early;

  useLayoutEffect(() => {
    const end = wholeName ? initial.length : splitName(initial).stem.length;
    form.current?.querySelector('input')?.setSelectionRange(0, end);
  }, [initial, wholeName]);

  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        ref={form}
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() === initial) onClose();
          else if (verdict === null) saving.mutate(name.trim());
        }}
      >
        <Field
          label={label}
          value={name}
          onChange={(value) => {
            setName(value);
            saving.reset();
          }}
          error={error}
          autoComplete="off"
          verbatim
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" isPending={saving.isPending}>
            {submit}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
