import { useQuery } from '@tanstack/react-query';
import { Link2, Share2, Users } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../app/language';
import { Avatar } from '../../../kit/avatar';
import { Button } from '../../../kit/button';
import type { FileActions } from '../actions/use-file-actions';
import { useBrowseTexts } from '../browse-texts';
import type { Node } from '../nodes';
import { detailsQuery, type Member } from './details';

const AT_FIRST = 5;

/** Whoever belongs to the space, and whether there are links beyond it. */
export function Access({ node, actions }: { node: Node; actions: FileActions }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const { data } = useQuery(detailsQuery(node));
  const [all, setAll] = useState(false);
  if (!data) return null;
  const groups = data.groups.map((one) => ({ ...one, group: true }));
  const members: (Member & { group: boolean })[] = [
    ...groups,
    ...data.people.map((one) => ({ ...one, group: false })),
  ];
  const shown = all ? members : members.slice(0, AT_FIRST);
  return (
    <section className="details-section">
      <h3>{b.access}</h3>
      {data.space.kind === 'personal' && !node.shared ? <p className="muted">{b.onlyOwner}</p> : null}
      <ul className="access">
        {shown.map((one) => (
          <li key={`${one.group} ${one.name}`}>
            {one.group ? (
              <span className="access-group">
                <Users size={16} aria-hidden="true" />
              </span>
            ) : (
              <Avatar name={one.name} />
            )}
            <span className="access-name">{one.name}</span>
            <span className="muted">{b.roles[one.role]}</span>
          </li>
        ))}
        {node.shared ? (
          <li>
            <span className="access-group">
              <Link2 size={16} aria-hidden="true" />
            </span>
            <span className="access-name">{b.hasLink}</span>
          </li>
        ) : null}
      </ul>
      <div className="details-actions">
        {members.length > shown.length ? (
          <Button look="quiet" onPress={() => setAll(true)}>
            {b.showAll}
          </Button>
        ) : null}
        {node.can.includes('share') ? (
          <Button onPress={() => actions.share(node)}>
            <Share2 size={17} aria-hidden="true" />
            {t.files.share}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
