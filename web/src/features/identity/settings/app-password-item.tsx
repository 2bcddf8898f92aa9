import { KeyRound, MonitorSmartphone } from 'lucide-react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import type { Texts } from '../../../app/texts/catalogue';
import { Button } from '../../../kit/button';
import type { AppPassword } from '../app-passwords';
import { clientName } from '../flow/client-name';

type AppPasswordItemProps = { appPassword: AppPassword; onRevoke: () => void };

export function AppPasswordItem({ appPassword, onRevoke }: AppPasswordItemProps) {
  const t = useTexts();
  const format = useFormat();
  const { label } = appPassword;
  const Icon = appPassword.lastClient ? MonitorSmartphone : KeyRound;
  return (
    <li className="settings-item">
      <Icon size={20} aria-hidden="true" />
      <div className="settings-item-text">
        <strong>{label}</strong>
        <p className="muted">
          {t.identity.createdOn(format.moment(appPassword.createdAt))}
          {' · '}
          {use(appPassword, t, format.moment)}
        </p>
      </div>
      <Button onPress={onRevoke} aria-label={t.identity.revokeNamed(label)}>
        {t.identity.revoke}
      </Button>
    </li>
  );
}

function use({ lastUsedAt, lastClient }: AppPassword, t: Texts, moment: (time: string) => string): string {
  if (lastUsedAt === null) return t.identity.neverUsed;
  if (lastClient === null) return t.identity.lastUsed(moment(lastUsedAt));
  return t.identity.lastUsedBy(moment(lastUsedAt), clientName(lastClient, t));
}
