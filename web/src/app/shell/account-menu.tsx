import { LogOut, Settings } from 'lucide-react';
import { Button } from 'react-aria-components';
import { usePerson } from '../../features/identity/session';
import { Avatar } from '../../kit/avatar';
import { Menu, MenuItem } from '../../kit/menu';
import { useTexts } from '../language';
import { useLeave } from './use-leave';

export function AccountMenu() {
  const t = useTexts();
  const person = usePerson();
  const leave = useLeave();
  const trigger = (
    <Button className="account" aria-label={t.shell.accountMenu(person.displayName)} data-place="account">
      <Avatar name={person.displayName} />
    </Button>
  );
  return (
    <Menu
      trigger={trigger}
      label={t.shell.accountMenu(person.displayName)}
      placement="bottom end"
      note={
        <>
          <strong>{person.displayName}</strong>
          <div className="muted">{person.name}</div>
        </>
      }
    >
      <MenuItem icon={<Settings size={18} aria-hidden="true" />} href="/settings">
        {t.shell.settings}
      </MenuItem>
      <MenuItem icon={<LogOut size={18} aria-hidden="true" />} onAction={() => void leave()}>
        {t.shell.signOut}
      </MenuItem>
    </Menu>
  );
}
