import { Navigate, useSearch } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTexts } from '../../app/language';
import { Gate } from './gate';
import { safeNext } from './safe-next';
import { useSession } from './session';
import { SignInForm } from './sign-in-form';

export function LoginPage() {
  const t = useTexts();
  const session = useSession();
  const { next } = useSearch({ from: '/login' });
  if (session?.signedIn) return <Onward to={safeNext(next)} />;
  if (session?.setup) return <SetupNeeded />;
  return (
    <Gate title={t.identity.signInTitle} text={t.identity.signInTo(location.host)}>
      <SignInForm />
      <p className="gate-foot">
        <ShieldCheck size={16} aria-hidden="true" />
        {t.identity.nothingLeaves}
      </p>
    </Gate>
  );
}

/** The server knows where a private link leads; everything else is a page of ours. */
function Onward({ to }: { to: string }) {
  const link = to.startsWith('/f/');
  useEffect(() => {
    if (link) location.replace(to);
  }, [link, to]);
  return link ? null : <Navigate to={to} replace />;
}

/** Nobody could sign in yet, so no form: how to begin instead. */
export function SetupNeeded() {
  const t = useTexts();
  return (
    <Gate title={t.identity.setupTitle} text={t.identity.setupText}>
      <div className="stack">
        <p>{t.identity.setupHow}</p>
        <p className="muted">{t.identity.setupExample}</p>
        <code className="gate-code">{`${location.origin}/welcome#…`}</code>
      </div>
    </Gate>
  );
}
