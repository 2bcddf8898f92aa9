import { Link } from '@tanstack/react-router';
import { Share2, Video } from 'lucide-react';
import { SpaceList } from '../../features/spaces/space-list';
import { Logo } from '../../kit/logo';
import { useIsPhone } from '../../kit/screen';
import { useTexts } from '../language';
import { AccountMenu } from './account-menu';

export function SideBar() {
  const t = useTexts();
  const phone = useIsPhone();
  return (
    <nav className="side-bar" aria-label={t.shell.mainNavigation}>
      <Link className="shell-brand" to="/">
        <Logo size={34} />
        {t.shell.appName}
      </Link>
      <div className="side-bar-spaces">
        <SpaceList>
          <Link
            className="space-link"
            activeProps={{ className: 'space-link space-link-current' }}
            to="/shared"
          >
            <Share2 size={18} aria-hidden="true" />
            <span>{t.shell.sharedByMe}</span>
          </Link>
          <Link
            className="space-link"
            activeProps={{ className: 'space-link space-link-current' }}
            to="/meetings"
          >
            <Video size={18} aria-hidden="true" />
            <span>{t.shell.meetings}</span>
          </Link>
        </SpaceList>
      </div>
      {phone ? null : <AccountMenu />}
    </nav>
  );
}
