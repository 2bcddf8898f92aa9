import { Users } from 'lucide-react';
import { Avatar } from '../../kit/avatar';
import type { Whom } from './shares';
import { useSharingTexts } from './texts';

/** A person or a group in a line: a picture, what they are called, and what tells namesakes apart. */
export function WhomLine({ whom }: { whom: Whom }) {
  const s = useSharingTexts();
  return (
    <span className="share-whom">
      {whom.kind === 'person' ? (
        <Avatar name={whom.displayName} />
      ) : (
        <span className="share-group" aria-hidden="true">
          <Users size={18} />
        </span>
      )}
      <span className="share-whom-texts">
        <strong>{whom.displayName}</strong>
        <span className="muted">{whom.kind === 'person' ? whom.name : s.group}</span>
      </span>
    </span>
  );
}
