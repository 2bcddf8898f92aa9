import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../app/language';
import { codeOf } from '../../../app/problem';
import { Confirm } from '../../../kit/confirm';
import { showToast } from '../../../kit/toasts';
import { type AppPassword, appPasswordsQuery, revokeAppPassword } from '../app-passwords';

export function RevokeAppPassword({
  appPassword,
  onClose,
}: {
  appPassword: AppPassword;
  onClose: () => void;
}) {
  const t = useTexts();
  const client = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => revokeAppPassword(appPassword.id),
    onSuccess: () => showToast(t.identity.revoked),
    onError: (error) => showToast(t.problems[codeOf(error)], { tone: 'danger' }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: appPasswordsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      title={t.identity.revokeTitle}
      text={t.identity.revokeText(appPassword.label)}
      confirm={t.identity.revoke}
      cancel={t.shell.cancel}
      isPending={revoking.isPending}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  );
}
