import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { RouterProvider as AriaRouter, I18nProvider } from 'react-aria-components';
import { useSession } from '../features/identity/session';
import { ToastRegion } from '../kit/toast-region';
import { LanguageProvider, speakingFor } from './language';

/** Around every page: its language, its messages, and React Aria's links. */
export function Frame() {
  const router = useRouter();
  const session = useSession();
  const chosen = session?.signedIn ? session.person.language : null;
  const speaking = useMemo(() => speakingFor(chosen, navigator.languages), [chosen]);
  const { language, locale, t } = speaking;

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  return (
    <LanguageProvider value={speaking}>
      <I18nProvider locale={locale}>
        <AriaRouter navigate={(href) => void router.navigate({ href })}>
          <Outlet />
          <ToastRegion label={t.shell.notifications} closeLabel={t.shell.close} />
        </AriaRouter>
      </I18nProvider>
    </LanguageProvider>
  );
}
