import './settings.css';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import {
  Activity,
  CircleUserRound,
  KeyRound,
  MonitorSmartphone,
  Network,
  UserRoundPlus,
  Users,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../app/language';
import { usePageTitle } from '../../../app/page-title';
import { usePerson } from '../session';

export function SettingsPage() {
  const t = useTexts();
  const { administrator } = usePerson();
  usePageTitle(t.identity.settingsTitle);
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the sections are one line that scrolls sideways
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  const own = [
    { to: '/settings', text: t.identity.profile, Icon: CircleUserRound },
    { to: '/settings/password', text: t.identity.passwordSection, Icon: KeyRound },
    { to: '/settings/devices', text: t.identity.devices, Icon: MonitorSmartphone },
  ] as const;
  const everyones = [
    { to: '/settings/people', text: t.identity.people, Icon: UserRoundPlus },
    { to: '/settings/groups', text: t.identity.groups, Icon: Network },
    { to: '/settings/spaces', text: t.spaces.section, Icon: Users },
    { to: '/settings/meetings', text: t.shell.liveMeetings, Icon: Activity },
  ] as const;
  return (
    <main id="content" className="settings" tabIndex={-1}>
      <h1>{t.identity.settingsTitle}</h1>
      <nav ref={nav} className="settings-nav" aria-label={t.identity.settingsSections}>
        {[...own, ...(administrator ? everyones : [])].map(({ to, text, Icon }) => (
          <Link
            key={to}
            to={to}
            data-place={`settings ${to}`}
            className="settings-link"
            activeOptions={{ exact: true }}
          >
            <Icon size={18} aria-hidden="true" />
            {text}
          </Link>
        ))}
      </nav>
      <Outlet />
    </main>
  );
}
