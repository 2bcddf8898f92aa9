import { useMutation } from '@tanstack/react-query';
import { CalendarClock, Download, Eye, FilePlus, KeyRound, Pencil, Unlink, Upload } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../app/format';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Confirm } from '../../kit/confirm';
import { Copyable } from '../../kit/copyable';
import { showToast } from '../../kit/toasts';
import { LinkSettings } from './link-settings';
import { addressOf, type ShareLink } from './links';
import { removeShare } from './shares';
import { useSharingTexts } from './texts';
import { useGivenChanged } from './use-given-changed';

const ICONS = { view: Eye, add: FilePlus, edit: Pencil, drop: Upload };

export function LinkCard({ link }: { link: ShareLink }) {
  const t = useTexts();
  const s = useSharingTexts();
  const [asked, setAsked] = useState<'settings' | 'remove' | null>(null);
  const name = link.label || s[link.access];
  const Icon = ICONS[link.access];
  const refresh = useGivenChanged();
  const changed = () => refresh(link.node);
  const removing = useMutation({
    mutationFn: () => removeShare(link.id),
    onSuccess: changed,
    onError: (error) => {
      setAsked(null);
      showToast(t.problems[codeOf(error)], { tone: 'danger' });
    },
  });
  return (
    <li className="share-link">
      <div className="share-link-head">
        <Icon size={18} aria-hidden="true" />
        <strong>{name}</strong>
        {link.label ? <span className="muted">{s[link.access]}</span> : null}
      </div>
      {link.token ? (
        <Copyable text={addressOf(link.token)} label={s.copyLink} copy={s.copy} copied={s.copied} />
      ) : (
        <p className="muted">{s.someoneElses}</p>
      )}
      <Facts link={link} />
      <div className="row">
        {link.own ? (
          <Button
            look="quiet"
            aria-label={s.settingsOf(name)}
            aria-expanded={asked === 'settings'}
            onPress={() => setAsked(asked === 'settings' ? null : 'settings')}
          >
            {s.settings}
          </Button>
        ) : null}
        <Button look="quiet" aria-label={s.removeOf(name)} onPress={() => setAsked('remove')}>
          {s.remove}
        </Button>
      </div>
      {asked === 'settings' ? (
        <LinkSettings
          link={link}
          onDone={() => {
            setAsked(null);
            changed();
          }}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === 'remove' ? (
        <Confirm
          title={s.removeTitle}
          text={s.removeText}
          confirm={s.remove}
          cancel={t.shell.cancel}
          isPending={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </li>
  );
}

/** What is special about a link, in a line. */
export function Facts({ link }: { link: ShareLink }) {
  const s = useSharingTexts();
  const format = useFormat();
  const { downloads, downloadLimit } = link;
  return (
    <ul className="share-facts">
      {link.live ? null : (
        <li className="share-dead">
          <Unlink size={15} aria-hidden="true" />
          {s.dead}
        </li>
      )}
      {link.password ? (
        <li>
          <KeyRound size={15} aria-hidden="true" />
          {s.hasPassword}
        </li>
      ) : null}
      {link.expiresAt ? (
        <li>
          <CalendarClock size={15} aria-hidden="true" />
          {s.until(format.dateTime(link.expiresAt))}
        </li>
      ) : null}
      {downloadLimit !== null || downloads > 0 ? (
        <li>
          <Download size={15} aria-hidden="true" />
          {downloadLimit === null
            ? s.downloads(downloads, format.number(downloads))
            : s.downloadsOf(format.number(downloads), format.number(downloadLimit))}
        </li>
      ) : null}
    </ul>
  );
}
