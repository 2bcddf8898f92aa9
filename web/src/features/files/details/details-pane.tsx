import './details.css';
import { X } from 'lucide-react';
import { useFormat } from '../../../app/format';
import { useTexts } from '../../../app/language';
import { IconButton } from '../../../kit/button';
import { Dialog } from '../../../kit/dialog';
import type { FileActions } from '../actions/use-file-actions';
import { useBrowseTexts } from '../browse-texts';
import { KindGlyph } from '../glyph';
import { kindOf } from '../kinds';
import { type Node, previewUrl, type Step } from '../nodes';
import { Access } from './access';
import { Facts } from './facts';
import { History } from './history';
import { Versions } from './versions';

type DetailsProps = {
  /** One thing, or several, of which only the sum is told. */
  nodes: readonly Node[];
  path: readonly Step[];
  actions: FileActions;
  onClose: () => void;
};

/** Beside the folder, where there is room. */
export function DetailsPane(props: DetailsProps) {
  const t = useTexts();
  const b = useBrowseTexts();
  return (
    <aside className="details" aria-label={b.details}>
      <div className="details-close">
        <IconButton label={t.shell.close} icon={<X size={20} aria-hidden="true" />} onPress={props.onClose} />
      </div>
      <Contents {...props} />
    </aside>
  );
}

/** From the lower edge of a phone. */
export function DetailsSheet(props: DetailsProps) {
  const t = useTexts();
  const b = useBrowseTexts();
  return (
    <Dialog title={b.details} onClose={props.onClose}>
      <div className="details-close">
        <IconButton label={t.shell.close} icon={<X size={20} aria-hidden="true" />} onPress={props.onClose} />
      </div>
      <Contents {...props} />
    </Dialog>
  );
}

function Contents({ nodes, path, actions }: DetailsProps) {
  const [node] = nodes;
  if (nodes.length !== 1 || !node) return <Several nodes={nodes} />;
  return (
    <div key={node.id} className="details-contents">
      <div className="details-head">
        <Picture node={node} />
        <h2>{node.name}</h2>
      </div>
      <Facts node={node} path={path} />
      <Access node={node} actions={actions} />
      {node.kind === 'file' ? <Versions node={node} /> : null}
      <History node={node} />
    </div>
  );
}

function Picture({ node }: { node: Node }) {
  if (!node.preview) return <KindGlyph kind={kindOf(node)} size={44} />;
  return <img className="details-picture" src={previewUrl(node, 384)} alt="" />;
}

function Several({ nodes }: { nodes: readonly Node[] }) {
  const b = useBrowseTexts();
  const format = useFormat();
  const size = nodes.reduce((sum, one) => sum + one.size, 0);
  return (
    <div className="details-contents">
      <div className="details-head">
        <h2>{b.severalItems(nodes.length, format.number(nodes.length))}</h2>
      </div>
      <p className="muted">{b.together(format.size(size))}</p>
    </div>
  );
}
