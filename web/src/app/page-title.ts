import { useEffect } from 'react';
import { useTexts } from './language';

export function usePageTitle(title: string | undefined): void {
  const { appName } = useTexts().shell;
  useEffect(() => {
    document.title = title ? `${title} – ${appName}` : appName;
  }, [title, appName]);
}
