import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../app/language';
import { Gate } from './gate';
import { SetupNeeded } from './login-page';
import { sessionQuery, useSession } from './session';
import { WelcomeForm } from './welcome-form';

/** The token stands behind the #, so that it reaches no log of any server or proxy. */
export function WelcomePage() {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const [token] = useState(() => location.hash.slice(1));
  if (session?.signedIn) return <Navigate to="/" replace />;
  if (!session?.setup) return <Navigate to="/login" search={{}} replace />;
  if (token === '') return <SetupNeeded />;
  return (
    <Gate title={t.identity.welcomeTitle} text={t.identity.welcomeText}>
      <WelcomeForm
        token={token}
        onDone={(made) => {
          client.setQueryData(sessionQuery.queryKey, made);
          void navigate({ to: '/', replace: true });
        }}
      />
    </Gate>
  );
}
