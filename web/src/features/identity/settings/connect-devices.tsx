import { useTexts } from '../../../app/language';
import { Copyable } from '../../../kit/copyable';
import { usePerson } from '../session';
import { driveAddress, rcloneCommand } from './device-addresses';

export function ConnectDevices() {
  const t = useTexts();
  const { name } = usePerson();
  const { copied, copy } = t.identity;
  return (
    <section className="card stack" aria-label={t.identity.connectTitle}>
      <h2>{t.identity.connectTitle}</h2>
      <div className="stack stack-tight">
        <h3>{t.identity.serverAddress}</h3>
        <Copyable text={location.origin} label={t.identity.copyServerAddress} copy={copy} copied={copied} />
      </div>
      <div className="stack stack-tight">
        <h3>{t.identity.connectNextcloud}</h3>
        <ol className="settings-steps">
          {t.identity.connectNextcloudSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <div className="stack stack-tight">
        <h3>{t.identity.connectDrive}</h3>
        <p>{t.identity.connectDriveText}</p>
        <Copyable
          text={driveAddress(location, name)}
          label={t.identity.copyAddress}
          copy={copy}
          copied={copied}
        />
      </div>
      <div className="stack stack-tight">
        <h3>{t.identity.connectRclone}</h3>
        <p>{t.identity.connectRcloneText}</p>
        <Copyable
          text={rcloneCommand(location, name)}
          label={t.identity.copyCommand}
          copy={copy}
          copied={copied}
        />
      </div>
    </section>
  );
}
