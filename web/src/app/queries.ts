import { focusManager, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { codeOf } from './problem';

const WORTH_RETRYING = ['network', 'unavailable'];

// Two windows side by side are both visible all the time: only the focus tells which one is looked at.
focusManager.setEventListener((handleFocus) => {
  const onFocus = () => handleFocus();
  addEventListener('visibilitychange', onFocus);
  addEventListener('focus', onFocus);
  return () => {
    removeEventListener('visibilitychange', onFocus);
    removeEventListener('focus', onFocus);
  };
});

/** The page follows the server: what is on screen is asked for again whenever the window comes back. */
export function newQueryClient(onSignedOut: () => void): QueryClient {
  const noticeSignOut = (error: unknown) => {
    if (codeOf(error) === 'signed-out') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignOut }),
    mutationCache: new MutationCache({
      // A wrong password at sign-in is also "signed-out", but there is no session that could have ended.
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.signsIn) noticeSignOut(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: 'always',
        retry: (failures, error) => failures < 2 && WORTH_RETRYING.includes(codeOf(error)),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
