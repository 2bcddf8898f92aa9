import './sharing.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, Link2, Pencil, Upload } from 'lucide-react';
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
import { type Access, linksQuery, makeLink } from './links';
import { useSharingTexts } from './texts';

/** The links of one thing: made, copied, set and taken back. */
export function ShareDialog({ node, onClose }: { node: Node; onClose: () => void }) {
  const t = useTexts();
  const s = useSharingTexts();
  const links = useQuery(linksQuery(node.id));
  return (
    <Dialog title={s.shareOf(node.name)} onClose={onClose} wide>
      <p className="muted">{s.intro}</p>
      {links.error ? <Notice tone="danger">{t.problems[codeOf(links.error)]}</Notice> : null}
      {links.data && links.data.length > 0 ? (
        <ul className="share-links">
          {links.data.map((link) => (
            <LinkCard key={link.id} link={link} />
          ))}
        </ul>
      ) : null}
      <NewLink node={node} />
      <DialogActions>
        <Button onPress={onClose}>{t.shell.close}</Button>
      </DialogActions>
    </Dialog>
  );
}

function NewLink({ node }: { node: Node }) {
  const t = useTexts();
  const s = useSharingTexts();
  const client = useQueryClient();
  const [access, setAccess] = useState<Access>('view');
  const hints = { view: s.viewHint, edit: s.editHint, drop: s.dropHint };
  const making = useMutation({
    mutationFn: () => makeLink(node.id, access),
    onSuccess: () => {
      showToast(s.linkMade);
      void client.invalidateQueries({ queryKey: ['links', node.id] });
      void client.invalidateQueries({ queryKey: ['shares'] });
      void client.invalidateQueries({ queryKey: ['children', node.parent] });
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
            { id: 'edit', text: s.edit, icon: <Pencil size={18} aria-hidden="true" /> },
            { id: 'drop', text: s.drop, icon: <Upload size={18} aria-hidden="true" /> },
          ]}
          value={access}
          onChange={setAccess}
        />
      ) : null}
      <Button look="primary" onPress={() => making.mutate()} isPending={making.isPending}>
        <Link2 size={18} aria-hidden="true" />
        {s.makeLink}
      </Button>
    </div>
  );
}
