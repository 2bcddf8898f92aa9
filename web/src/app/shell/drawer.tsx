import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTexts } from '../language';
import { SideBar } from './side-bar';

/** The side bar on a phone: it comes in from the edge and leaves with a touch beside it. */
export function Drawer({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <ModalOverlay
      className="drawer-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="drawer">
        <Dialog className="drawer-body" aria-label={t.shell.spacesNavigation}>
          <SideBar />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
