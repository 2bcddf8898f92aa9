import { Button } from './button';
import { Dialog, DialogActions } from './dialog';

type ConfirmProps = {
  title: string;
  text: string;
  confirm: string;
  cancel: string;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before what cannot be undone. The safe answer has the focus. */
export function Confirm({
  title,
  text,
  confirm,
  cancel,
  isPending = false,
  onConfirm,
  onClose,
}: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose} role="alertdialog">
      <p>{text}</p>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {cancel}
        </Button>
        <Button look="danger" onPress={onConfirm} isPending={isPending}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
