import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Checkbox } from '../../kit/choice';
import { DialogActions } from '../../kit/dialog';
import { Field, PasswordField } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { showToast } from '../../kit/toasts';
import { changeOf, type Fault, faultsOf, formOf, type LinkForm } from './link-form';
import { changeLink, type ShareLink } from './links';
import { useSharingTexts } from './texts';

type LinkSettingsProps = { link: ShareLink; onDone: () => void; onClose: () => void };

export function LinkSettings({ link, onDone, onClose }: LinkSettingsProps) {
  const t = useTexts();
  const s = useSharingTexts();
  const [form, setForm] = useState<LinkForm>(() => formOf(link));
  const [faults, setFaults] = useState<ReadonlySet<Fault>>(new Set());
  const put = (some: Partial<LinkForm>) => setForm((before) => ({ ...before, ...some }));
  const saving = useMutation({
    mutationFn: () => changeLink(link.id, changeOf(form, link)),
    onSuccess: () => {
      showToast(s.saved);
      onDone();
    },
  });
  return (
    <Form
      validationBehavior="aria"
      className="stack share-settings"
      onSubmit={(event) => {
        event.preventDefault();
        const found = faultsOf(form, link, new Date());
        setFaults(found);
        if (found.size === 0) saving.mutate();
      }}
    >
      {saving.error ? <Notice tone="danger">{t.problems[codeOf(saving.error)]}</Notice> : null}
      <Field
        label={s.label}
        hint={s.labelHint}
        value={form.label}
        onChange={(label) => put({ label })}
        maxLength={255}
        autoComplete="off"
      />
      <Checkbox isSelected={form.asks} onChange={(asks) => put({ asks })}>
        {s.withPassword}
      </Checkbox>
      {form.asks ? (
        <PasswordField
          label={s.password}
          hint={link.password ? s.passwordKept : s.passwordHint}
          value={form.password}
          onChange={(password) => put({ password })}
          error={faults.has('password-short') ? s.passwordShort : null}
          autoComplete="new-password"
          showLabel={s.showPassword}
          hideLabel={s.hidePassword}
        />
      ) : null}
      <Field
        label={s.expires}
        hint={s.expiresHint}
        type="date"
        value={form.lastDay}
        onChange={(lastDay) => put({ lastDay })}
        error={faults.has('day-past') ? s.expiresPast : null}
      />
      {link.access === 'drop' ? null : (
        <Field
          label={s.limit}
          hint={s.limitHint}
          value={form.limit}
          onChange={(limit) => put({ limit })}
          error={faults.has('limit-invalid') ? s.limitInvalid : null}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <Field
        label={s.note}
        value={form.note}
        onChange={(note) => put({ note })}
        maxLength={1000}
        autoComplete="off"
      />
      <DialogActions>
        <Button onPress={onClose}>{t.shell.cancel}</Button>
        <Button type="submit" look="primary" isPending={saving.isPending}>
          {t.shell.save}
        </Button>
      </DialogActions>
    </Form>
  );
}
