import { Link, useRouterState } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { IconButton } from '../../kit/button';
import { Logo } from '../../kit/logo';
import { useIsPhone } from '../../kit/screen';
import { useTexts } from '../language';
import { AccountMenu } from './account-menu';
import { placeOf } from './places';

const Drawer = lazy(async () => ({ default: (await import('./drawer')).Drawer }));

/** Whose workplace this is, and who one is in it. */
export function TopBar() {
  const t = useTexts();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever went somewhere is done with the drawer
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="shell-top">
      {phone && placeOf(path) === 'files' ? (
        <IconButton
          label={t.shell.openSpaces}
          icon={<MenuIcon size={22} aria-hidden="true" />}
          onPress={() => setOpen(true)}
        />
      ) : null}
      <Link className="shell-brand" to="/">
        <Logo size={30} />
        {t.shell.appName}
      </Link>
      <AccountMenu />
      {open ? (
        <Suspense>
          <Drawer onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}
