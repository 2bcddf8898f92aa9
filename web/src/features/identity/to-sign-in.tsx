import { Navigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';

/** To the sign-in page, and back to where one is now: noted once, since the address changes while this is on its way. */
export function ToSignIn() {
  const router = useRouter();
  const [here] = useState(() => router.state.location.href);
  return <Navigate to="/login" search={here === '/' ? {} : { next: here }} replace />;
}
