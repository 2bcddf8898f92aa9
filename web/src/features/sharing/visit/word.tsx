import { CalendarClock } from 'lucide-react';
import { useFormat } from '../../../app/format';
import { useSharingTexts } from '../texts';
import type { OpenVisit } from './visit';

/** What the giver has to say, if anything. */
export function GiversNote({ visit }: { visit: OpenVisit }) {
  const s = useSharingTexts();
  if (visit.note === '') return null;
  return (
    <figure className="visit-note">
      <figcaption className="visually-hidden">{s.noteFrom(visit.giver)}</figcaption>
      <blockquote>{visit.note}</blockquote>
    </figure>
  );
}

/** Until when the link works, if it ends. */
export function LinkEnd({ visit }: { visit: OpenVisit }) {
  const s = useSharingTexts();
  const format = useFormat();
  if (visit.expiresAt === null) return null;
  return (
    <p className="gate-foot">
      <CalendarClock size={16} aria-hidden="true" />
      {s.worksUntil(format.dateTime(visit.expiresAt))}
    </p>
  );
}
