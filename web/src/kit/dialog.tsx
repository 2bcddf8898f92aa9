import './dialog.css';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

type DialogProps = {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** For a question that must not be answered by a stray click beside it. */
  role?: 'dialog' | 'alertdialog';
  wide?: boolean;
};

/** Shown as long as it is rendered. */
export function Dialog({ title, onClose, children, role = 'dialog', wide = false }: DialogProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog className="dialog-body" role={role}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>;
}
