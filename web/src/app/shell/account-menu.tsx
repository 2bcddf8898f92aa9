import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut, Settings } from 'lucide-react';
import { Button } from 'react-aria-components';
import { cancelAllUploads } from '../../features/files/upload/uploads';
import { endSession, signOut, usePerson } from '../../features/identity/session';
import { Avatar } from '../../kit/avatar';
import { Menu, MenuItem } from '../../kit/menu';
import { showToast } from '../../kit/toasts';
import { useTexts } from '../language';
import { codeOf } from '../problem';

export function AccountMenu() {
  const t = useTexts();
  const person = usePerson();
  const client = useQueryClient();
  const navigate = useNavigate();

  const leave = async () => {
    try {
      await signOut();
      cancelAllUploads();
      await navigate({ to: '/login', search: {} });
      endSession(client);
    } catch (error) {
      showToast(t.problems[codeOf(error)], { tone: 'danger' });
    }
  };

  const trigger = (
    <Button className="account" aria-label={t.shell.accountMenu(person.displayName)}>
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
