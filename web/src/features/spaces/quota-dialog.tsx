import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Dialog, DialogActions } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { showToast } from '../../kit/toasts';
import { parseQuota, shownQuota } from './quota';
import type { Quota } from './spaces';

type QuotaDialogProps = {
  /** Whose limit it is. */
  name: string;
  now: Quota;
  save: (quota: number | null) => Promise<unknown>;
  onClose: () => void;
};

export function QuotaDialog({ name, now, save, onClose }: QuotaDialogProps) {
  const t = useTexts();
  const format = useFormat();
  const before = shownQuota(now.quota, format.number);
  const [gigabytes, setGigabytes] = useState(before);
  const [tried, setTried] = useState(false);
  const quota = parseQuota(gigabytes);
  const saving = useMutation({
    mutationFn: save,
    onSuccess: () => {
      showToast(t.spaces.quotaSaved);
      onClose();
    },
  });
  return (
    <Dialog title={t.spaces.quotaOf(name)} onClose={onClose}>
      <Form
        validationBehavior="aria"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          // What is shown is rounded: whoever changes nothing must change nothing.
          if (gigabytes === before) onClose();
          else if (quota !== 'invalid') saving.mutate(quota);
        }}
      >
        {saving.error ? <Notice tone="danger">{t.problems[codeOf(saving.error)]}</Notice> : null}
        <p className="muted">{t.spaces.used(format.size(now.used))}</p>
        <Field
          label={t.spaces.quota}
          hint={t.spaces.quotaHint}
          value={gigabytes}
          onChange={setGigabytes}
          error={tried && quota === 'invalid' ? t.spaces.quotaInvalid : null}
          inputMode="decimal"
          autoComplete="off"
          autoFocus
        />
        <DialogActions>
          <Button onPress={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" look="primary" isPending={saving.isPending}>
            {t.shell.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
