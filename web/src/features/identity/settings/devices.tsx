import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Button } from '../../../kit/button';
import { Meadow } from '../../../kit/landscape';
import { Empty, Notice } from '../../../kit/notice';
import { Skeleton } from '../../../kit/spinner';
import { type AppPassword, appPasswordsQuery } from '../app-passwords';
import { AppPasswordItem } from './app-password-item';
import { ConnectDevices } from './connect-devices';
import { NewAppPassword } from './new-app-password';
import { RevokeAppPassword } from './revoke-app-password';
import { Section } from './section';

export function DevicesSection() {
  const t = useTexts();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<AppPassword | null>(null);
  const create = (
    <Button look="primary" onPress={() => setCreating(true)}>
      <Plus size={18} aria-hidden="true" />
      {t.identity.newAppPassword}
    </Button>
  );
  return (
    <Section title={t.identity.devices} intro={t.identity.devicesIntro} action={create}>
      <AppPasswords onRevoke={setRevoking} />
      <ConnectDevices />
      {creating ? <NewAppPassword onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeAppPassword appPassword={revoking} onClose={() => setRevoking(null)} /> : null}
    </Section>
  );
}

function AppPasswords({ onRevoke }: { onRevoke: (one: AppPassword) => void }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(appPasswordsQuery);
  if (error) {
    return (
      <Notice tone="danger">
        <p>{t.problems[codeOf(error)]}</p>
        <Button look="quiet" onPress={() => void refetch()}>
          {t.shell.retry}
        </Button>
      </Notice>
    );
  }
  if (!data) return <Skeleton width="70%" />;
  if (data.length === 0) {
    return (
      <div className="settings-list">
        <Empty picture={<Meadow />} title={t.identity.noAppPasswords} text={t.identity.noAppPasswordsText} />
      </div>
    );
  }
  return (
    <ul className="settings-list" aria-label={t.identity.appPasswords}>
      {data.map((one) => (
        <AppPasswordItem key={one.id} appPassword={one} onRevoke={() => onRevoke(one)} />
      ))}
    </ul>
  );
}
