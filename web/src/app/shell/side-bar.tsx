import { Link } from '@tanstack/react-router';
import { Inbox, Share2 } from 'lucide-react';
import { SpaceList } from '../../features/spaces/space-list';
import { useTexts } from '../language';

/** What there is within the files: one's own and the teams' spaces. */
export function SideBar() {
  const t = useTexts();
  return (
    <nav className="side-bar" aria-label={t.shell.spacesNavigation}>
      <SpaceList />
      <Link
        className="space-link side-bar-shared"
        activeProps={{ className: 'space-link side-bar-shared space-link-current' }}
        to="/files/received"
        data-place="spaces received"
      >
        <Inbox size={18} aria-hidden="true" />
        <span>{t.shell.sharedWithMe}</span>
      </Link>
      <Link
        className="space-link side-bar-shared-on"
        activeProps={{ className: 'space-link side-bar-shared-on space-link-current' }}
        to="/files/shared"
        data-place="spaces shared"
      >
        <Share2 size={18} aria-hidden="true" />
        <span>{t.shell.sharedByMe}</span>
      </Link>
    </nav>
  );
}
