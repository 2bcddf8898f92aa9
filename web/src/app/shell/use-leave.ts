import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { cancelAllUploads } from '../../features/files/upload/uploads';
import { endSession, signOut } from '../../features/identity/session';
import { showToast } from '../../kit/toasts';
import { useTexts } from '../language';
import { codeOf } from '../problem';

/** Signs out and leaves nothing of the person behind. */
export function useLeave(): () => Promise<void> {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut();
      cancelAllUploads();
      await navigate({ to: '/login', search: {} });
      endSession(client);
    } catch (error) {
      showToast(t.problems[codeOf(error)], { tone: 'danger' });
    }
  };
}
