import './sharing.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Eye, FilePlus, Link2, Pencil, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../app/language';
import { codeOf } from '../../app/problem';
import { Button } from '../../kit/button';
import { Choice } from '../../kit/choice';
import { Dialog, DialogActions } from '../../kit/dialog';
import { Notice } from '../../kit/notice';
import { showToast } from '../../kit/toasts';
import type { Node } from '../files/nodes';
import { LinkCard } from './link-card';
import { type Access, makeLink } from './links';
import { NewShare } from './new-share';
import { PeopleCard } from './people-card';
import { givenQuery, isLink, type PeopleShare } from './shares';
import { useSharingTexts } from './texts';
import { useGivenChanged } from './use-given-changed';

/** With whom one thing is shared, and by which links. */
export function ShareDialog({ node, onClose }: { node: Node; onClose: () => void }) {
  const t = useTexts();
  const s = useSharingTexts();
  const given = useQuery(givenQuery(node.id));
  const links = given.data?.filter(isLink) ?? [];
  const people = given.data?.filter((one): one is PeopleShare => !isLink(one)) ?? [];
  return (
    <Dialog title={s.shareOf(node.name)} onClose={onClose} wide>
      {given.error ? <Notice tone="danger">{t.problems[codeOf(given.error)]}</Notice> : null}
      <section className="share-part" aria-labelledby="share-people">
        <h3 id="share-people">{s.people}</h3>
        <p className="muted">{s.peopleIntro}</p>
        <NewShare node={node} />
        {people.length > 0 ? (
          <ul className="share-links">
            {people.map((share) => (
              <PeopleCard key={share.id} share={share} />
            ))}
          </ul>
        ) : null}
      </section>
      <section className="share-part" aria-labelledby="share-by-link">
        <h3 id="share-by-link">{s.links}</h3>
        <p className="muted">{s.intro}</p>
        {links.length > 0 ? (
          <ul className="share-links">
            {links.map((link) => (
              <LinkCard key={link.id} link={link} />
            ))}
          </ul>
        ) : null}
        <NewLink node={node} />
      </section>
      <DialogActions>
        <Button onPress={onClose}>{t.shell.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

function NewLink({ node }: { node: Node }) {
  const t = useTexts();
  const s = useSharingTexts();
  const changed = useGivenChanged();
  const [access, setAccess] = useState<Access>('view');
  const hints = { view: s.viewHint, add: s.addHint, edit: s.editHint, drop: s.dropHint };
  const making = useMutation({
    mutationFn: () => makeLink(node.id, access),
    onSuccess: () => {
      showToast(s.linkMade);
      changed(node);
    },
  });
  return (
    <div className="share-new">
      {making.error ? <Notice tone="danger">{t.problems[codeOf(making.error)]}</Notice> : null}
      {node.kind === 'folder' ? (
        <Choice
          label={s.access}
          hint={hints[access]}
          options={[
            { id: 'view', text: s.view, icon: <Eye size={18} aria-hidden="true" /> },
            { id: 'add', text: s.add, icon: <FilePlus size={18} aria-hidden="true" /> },
            { id: 'edit', text: s.edit, icon: <Pencil size={18} aria-hidden="true" /> },
            { id: 'drop', text: s.drop, icon: <Upload size={18} aria-hidden="true" /> },
          ]}
          value={access}
          onChange={setAccess}
        />
      ) : null}
      <Button look="secondary" onPress={() => making.mutate()} isPending={making.isPending}>
        <Link2 size={18} aria-hidden="true" />
        {s.makeLink}
      </Button>
    </div>
  );
}
