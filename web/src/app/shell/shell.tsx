import './shell.css';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { UploadPanel } from '../../features/files/upload/upload-panel';
import { useSession } from '../../features/identity/session';
import { ToSignIn } from '../../features/identity/to-sign-in';
import { IconButton } from '../../kit/button';
import { Logo } from '../../kit/logo';
import { useOnline } from '../../kit/online';
import { useIsPhone } from '../../kit/screen';
import { useTexts } from '../language';
import { AccountMenu } from './account-menu';
import { Drawer } from './drawer';
import { SideBar } from './side-bar';

/** The room that every signed-in page stands in. */
export function Shell() {
  const session = useSession();
  if (!session?.signedIn) return <ToSignIn />;
  return <Room key={session.person.id} />;
}

function Room() {
  const t = useTexts();
  const phone = useIsPhone();
  const online = useOnline();
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {t.shell.skipToContent}
      </a>
      {phone ? <TopBar /> : <SideBar />}
      <div className="shell-main">
        {online ? null : (
          <div className="shell-offline" role="status">
            <WifiOff size={18} aria-hidden="true" />
            {t.shell.offline}
          </div>
        )}
        <Outlet />
      </div>
      <UploadPanel />
    </div>
  );
}

function TopBar() {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever went somewhere is done with the drawer
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="shell-top">
      <IconButton
        label={t.shell.openNavigation}
        icon={<MenuIcon size={22} aria-hidden="true" />}
        onPress={() => setOpen(true)}
      />
      <a className="shell-brand" href="/">
        <Logo size={28} />
        {t.shell.appName}
      </a>
      <AccountMenu compact />
      {open ? <Drawer onClose={() => setOpen(false)} /> : null}
    </header>
  );
}
