import { useMutation } from '@tanstack/react-query';
import { EllipsisVertical, Mic, MicOff, UserX, X } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Avatar } from '../../../kit/avatar';
import { IconButton } from '../../../kit/button';
import { Confirm } from '../../../kit/confirm';
import { Menu, MenuItem } from '../../../kit/menu';
import { showToast } from '../../../kit/toasts';
import { muteParticipant, removeParticipant } from '../meetings';
import { useMeetingTexts } from '../texts';
import type { Person } from './call';

type PeoplePanelProps = { link: string; people: readonly Person[]; leads: boolean; onClose: () => void };

/** Who is there; whoever leads may mute others and send them away. */
export function PeoplePanel({ link, people, leads, onClose }: PeoplePanelProps) {
  const t = useMeetingTexts();
  return (
    <aside className="people" aria-label={t.people}>
      <header className="people-head">
        <h2>{t.peopleCount(people.length)}</h2>
        <IconButton
          label={t.closePeople}
          icon={<X size={20} aria-hidden="true" />}
          onPress={onClose}
          autoFocus
        />
      </header>
      <ul className="people-list" aria-label={t.people}>
        {people.map((one) => (
          <PersonItem key={one.identity} link={link} person={one} leads={leads} />
        ))}
      </ul>
    </aside>
  );
}

function PersonItem({ link, person, leads }: { link: string; person: Person; leads: boolean }) {
  const t = useMeetingTexts();
  const Microphone = person.micOn ? Mic : MicOff;
  return (
    <li className="people-item">
      <Avatar name={person.name} />
      <span className="people-name">
        <span>{person.isMe ? t.youNamed(person.name) : person.name}</span>
        {person.role === 'host' ? <span className="badge-soft">{t.host}</span> : null}
        {person.role === 'guest' ? <span className="badge-soft">{t.guest}</span> : null}
      </span>
      <span className="people-mic" data-off={!person.micOn}>
        <Microphone size={18} aria-hidden="true" />
        <span className="visually-hidden">{person.micOn ? t.micIsOn : t.micIsOff}</span>
      </span>
      {leads && !person.isMe ? <Actions link={link} person={person} /> : null}
      {leads && person.isMe ? <span className="people-space" /> : null}
    </li>
  );
}

function Actions({ link, person }: { link: string; person: Person }) {
  const t = useMeetingTexts();
  const shell = useTexts();
  const [asking, setAsking] = useState(false);
  const failed = (error: unknown) => showToast(shell.problems[codeOf(error)], { tone: 'danger' });
  const muting = useMutation({ mutationFn: () => muteParticipant(link, person.identity), onError: failed });
  const removing = useMutation({
    mutationFn: () => removeParticipant(link, person.identity),
    onError: failed,
    onSettled: () => setAsking(false),
  });
  const trigger = (
    <IconButton label={t.actionsFor(person.name)} icon={<EllipsisVertical size={18} aria-hidden="true" />} />
  );
  return (
    <>
      <Menu trigger={trigger} label={t.actionsFor(person.name)}>
        <MenuItem icon={<MicOff size={18} aria-hidden="true" />} onAction={() => muting.mutate()}>
          {t.mutePerson}
        </MenuItem>
        <MenuItem icon={<UserX size={18} aria-hidden="true" />} danger onAction={() => setAsking(true)}>
          {t.removePerson}
        </MenuItem>
      </Menu>
      {asking ? (
        <Confirm
          title={t.removeQuestion(person.name)}
          text={t.removeText}
          confirm={t.removeConfirm}
          cancel={shell.shell.cancel}
          isPending={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
