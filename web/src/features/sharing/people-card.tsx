import { useMutation } from '@tanstack/react-query';
import { CalendarClock, MessageSquareText, Unlink } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Confirm } from '../../kit/confirm';
import { DialogActions } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { Notice } from '../../kit/notice';
import { Select } from '../../kit/select';
import { showToast } from '../../kit/toasts';
import { dayOf, endOf } from './link-form';
import { changeShare, type PeopleShare, removeShare, type ShareChange } from './shares';
import { useSharingTexts } from './texts';
import { useGivenChanged } from './use-given-changed';
import { WhomLine } from './whom';

/** A person or a group that something is shared with, and what they may do. */
export function PeopleCard({ share }: { share: PeopleShare }) {
  const t = useTexts();
  const s = useSharingTexts();
  const refresh = useGivenChanged();
  const [asked, setAsked] = useState<'settings' | 'remove' | null>(null);
  const name = share.with.displayName;
  const onError = (error: Error) => showToast(t.problems[codeOf(error)], { tone: 'danger' });
  const changing = useMutation({
    mutationFn: (change: ShareChange) => changeShare(share.id, change),
    onSuccess: () => {
      showToast(s.saved);
      refresh(share.node);
    },
    onError,
  });
  const removing = useMutation({
    mutationFn: () => removeShare(share.id),
    onSuccess: () => refresh(share.node),
    onError: (error) => {
      setAsked(null);
      onError(error);
    },
  });
  const choices = [
    { id: 'view' as const, text: s.view },
    { id: 'add' as const, text: s.add },
    { id: 'edit' as const, text: s.edit },
  ].filter((one) => share.node.kind === 'folder' || one.id !== 'add');
  return (
    <li className="share-link">
      <div className="share-person">
        <WhomLine whom={share.with} />
        {share.own ? (
          <Select
            compact
            label={s.accessOf(name)}
            options={choices}
            value={share.access}
            onChange={(access) => changing.mutate({ access })}
          />
        ) : (
          <span className="muted">{s[share.access]}</span>
        )}
      </div>
      <PeopleFacts share={share} />
      {share.own ? null : <p className="muted">{s.someoneElses}</p>}
      <div className="row">
        {share.own ? (
          <Button
            look="quiet"
            aria-label={s.settingsOf(name)}
            aria-expanded={asked === 'settings'}
            onPress={() => setAsked(asked === 'settings' ? null : 'settings')}
          >
            {s.settings}
          </Button>
        ) : null}
        <Button look="quiet" aria-label={s.endWith(name)} onPress={() => setAsked('remove')}>
          {s.end}
        </Button>
      </div>
      {asked === 'settings' ? <PeopleSettings share={share} onClose={() => setAsked(null)} /> : null}
      {asked === 'remove' ? (
        <Confirm
          title={s.endTitle(name)}
          text={s.endText}
          confirm={s.end}
          cancel={t.shell.cancel}
          isPending={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </li>
  );
}

/** What is special about a share, in a line. */
export function PeopleFacts({ share }: { share: Pick<PeopleShare, 'live' | 'expiresAt' | 'note'> }) {
  const s = useSharingTexts();
  const format = useFormat();
  return (
    <ul className="share-facts">
      {share.live ? null : (
        <li className="share-dead">
          <Unlink size={15} aria-hidden="true" />
          {s.over}
        </li>
      )}
      {share.expiresAt ? (
        <li>
          <CalendarClock size={15} aria-hidden="true" />
          {s.until(format.dateTime(share.expiresAt))}
        </li>
      ) : null}
      {share.note ? (
        <li>
          <MessageSquareText size={15} aria-hidden="true" />
          {share.note}
        </li>
      ) : null}
    </ul>
  );
}

function PeopleSettings({ share, onClose }: { share: PeopleShare; onClose: () => void }) {
  const t = useTexts();
  const s = useSharingTexts();
  const refresh = useGivenChanged();
  const before = share.expiresAt === null ? '' : dayOf(new Date(new Date(share.expiresAt).getTime() - 1));
  const [lastDay, setLastDay] = useState(before);
  const [note, setNote] = useState(share.note);
  const [past, setPast] = useState(false);
  const saving = useMutation({
    mutationFn: () =>
      changeShare(share.id, {
        note,
        ...(lastDay === before ? {} : { expiresAt: lastDay === '' ? null : endOf(lastDay).toISOString() }),
      }),
    onSuccess: () => {
      showToast(s.saved);
      refresh(share.node);
      onClose();
    },
  });
  return (
    <Form
      validationBehavior="aria"
      className="stack share-settings"
      onSubmit={(event) => {
        event.preventDefault();
        const over = lastDay !== '' && lastDay !== before && endOf(lastDay) <= new Date();
        setPast(over);
        if (!over) saving.mutate();
      }}
    >
      {saving.error ? <Notice tone="danger">{t.problems[codeOf(saving.error)]}</Notice> : null}
      <Field
        label={s.expires}
        hint={s.peopleExpiresHint}
        type="date"
        value={lastDay}
        onChange={setLastDay}
        error={past ? s.expiresPast : null}
      />
      <Field label={s.noteFor} value={note} onChange={setNote} maxLength={1000} autoComplete="off" />
      <DialogActions>
        <Button onPress={onClose}>{t.shell.cancel}</Button>
        <Button type="submit" look="primary" isPending={saving.isPending}>
          {t.shell.save}
        </Button>
      </DialogActions>
    </Form>
  );
}
