import './image-viewer.css';
import { ArrowLeft, ArrowRight, Download, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { IconButton } from '../../../kit/button';
import { saveFrom } from '../actions/save-from';
import { contentUrl, type Node } from '../nodes';

type ImageViewerProps = { images: readonly Node[]; start: Node; onClose: () => void };

export function ImageViewer({ images, start, onClose }: ImageViewerProps) {
  const t = useTexts();
  const format = useFormat();
  const [id, setId] = useState(start.id);
  const index = Math.max(
    0,
    images.findIndex((one) => one.id === id),
  );
  const image = images[index] ?? start;
  const step = (by: number) => {
    const next = images[index + by];
    if (next) setId(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  return (
    <ModalOverlay
      className="viewer"
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="viewer-modal">
        <Dialog className="viewer-body">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys work wherever the focus is in here */}
          <div className="viewer-body" onKeyDown={onKeyDown}>
            <header className="viewer-head">
              <div className="viewer-title">
                <Heading slot="title" level={2}>
                  {image.name}
                </Heading>
                <span role="status">
                  {t.files.imagePosition(format.number(index + 1), format.number(images.length))}
                </span>
              </div>
              <IconButton
                label={t.files.download}
                icon={<Download size={20} aria-hidden="true" />}
                onPress={() => saveFrom(contentUrl(image))}
              />
              <IconButton
                label={t.shell.close}
                icon={<X size={22} aria-hidden="true" />}
                onPress={onClose}
                autoFocus
              />
            </header>
            <div className="viewer-stage">
              <IconButton
                label={t.files.previousImage}
                icon={<ArrowLeft size={24} aria-hidden="true" />}
                isDisabled={index === 0}
                onPress={() => step(-1)}
              />
              <Picture key={image.id} image={image} />
              <IconButton
                label={t.files.nextImage}
                icon={<ArrowRight size={24} aria-hidden="true" />}
                isDisabled={index === images.length - 1}
                onPress={() => step(1)}
              />
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Picture({ image }: { image: Node }) {
  const t = useTexts();
  const [failed, setFailed] = useState(false);
  if (failed) return <p>{t.files.imageFailed}</p>;
  return <img src={contentUrl(image, true)} alt={image.name} onError={() => setFailed(true)} />;
}
