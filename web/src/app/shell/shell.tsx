import './shell.css';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTransfers } from '../../features/files/transfer/desk';
import { useUploads } from '../../features/files/upload/uploads';
import { useSession } from '../../features/identity/session';
import { ToSignIn } from '../../features/identity/to-sign-in';
import { useOnline } from '../../kit/online';
import { useIsPhone } from '../../kit/screen';
import { useTexts } from '../language';
import { placeOf } from './places';
import { Rail } from './rail';
import { SideBar } from './side-bar';
import { TopBar } from './top-bar';

const UploadPanel = lazy(async () => ({
  default: (await import('../../features/files/upload/upload-panel')).UploadPanel,
}));

const TransferDesk = lazy(async () => ({
  default: (await import('../../features/files/transfer/transfer-desk')).TransferDesk,
}));

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
  const uploading = useUploads().length > 0;
  const transferring = useTransfers().length > 0;
  const inFiles = useRouterState({ select: (state) => placeOf(state.location.pathname) === 'files' });
  const beside = inFiles && !phone;
  return (
    <div className={beside ? 'shell shell-with-side' : 'shell'}>
      <a className="shell-skip" href="#content">
        {t.shell.skipToContent}
      </a>
      <TopBar />
      <Rail />
      {beside ? <SideBar /> : null}
      <div className="shell-main">
        {online ? null : (
          <div className="shell-offline" role="status">
            <WifiOff size={18} aria-hidden="true" />
            {t.shell.offline}
          </div>
        )}
        <Outlet />
      </div>
      {uploading ? (
        <Suspense>
          <UploadPanel />
        </Suspense>
      ) : null}
      {transferring ? (
        <Suspense>
          <TransferDesk />
        </Suspense>
      ) : null}
    </div>
  );
}
