import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Meeting, meetingsQuery, startMeeting } from '../features/meetings/meetings';

/** Starts a meeting and goes to its door. */
export function useStartMeeting(): UseMutationResult<Meeting, Error, void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: startMeeting,
    onSuccess: ({ link }) => {
      void client.invalidateQueries({ queryKey: meetingsQuery.queryKey });
      void navigate({ to: '/meet/$link', params: { link } });
    },
  });
}
