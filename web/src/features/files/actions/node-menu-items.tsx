import {
  ClipboardPaste,
  Copy,
  Download,
  ExternalLink,
  FolderInput,
  FolderOpen,
  Info,
  Pencil,
  Scissors,
  Share2,
  Trash2,
} from 'lucide-react';
import { useTexts } from '../../../app/language';
import { MenuItem } from '../../../kit/menu';
import { useBrowseTexts } from '../browse-texts';
import { opensAs } from '../kinds';
import { contentUrl, type Node } from '../nodes';
import { useClip } from '../transfer/clipboard';
import type { FileActions } from './use-file-actions';

export function NodeMenuItems({ node, actions }: { node: Node; actions: FileActions }) {
  const t = useTexts();
  const b = useBrowseTexts();
  const clip = useClip();
  const opens = opensAs(node);
  return (
    <>
      {opens === 'folder' || opens === 'image' ? (
        <MenuItem icon={<FolderOpen size={18} aria-hidden="true" />} onAction={() => actions.open(node)}>
          {t.files.open}
        </MenuItem>
      ) : null}
      {opens === 'image' || opens === 'tab' ? (
        <MenuItem
          icon={<ExternalLink size={18} aria-hidden="true" />}
          href={contentUrl(node, true)}
          target="_blank"
        >
          {t.files.openInNewTab}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Download size={18} aria-hidden="true" />} onAction={() => actions.download([node])}>
        {t.files.download}
      </MenuItem>
      {node.can.includes('share') ? (
        <MenuItem icon={<Share2 size={18} aria-hidden="true" />} onAction={() => actions.share(node)}>
          {t.files.share}
        </MenuItem>
      ) : null}
      {node.can.includes('delete') ? (
        <MenuItem icon={<Scissors size={18} aria-hidden="true" />} onAction={() => actions.cut([node])}>
          {b.cut}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Copy size={18} aria-hidden="true" />} onAction={() => actions.copy([node])}>
        {b.copy}
      </MenuItem>
      {clip && node.kind === 'folder' ? (
        <MenuItem
          icon={<ClipboardPaste size={18} aria-hidden="true" />}
          onAction={() => void actions.paste(node)}
        >
          {b.paste}
        </MenuItem>
      ) : null}
      <MenuItem icon={<FolderInput size={18} aria-hidden="true" />} onAction={() => actions.askWhere([node])}>
        {b.moveOrCopy}
      </MenuItem>
      {node.can.includes('rename') ? (
        <MenuItem icon={<Pencil size={18} aria-hidden="true" />} onAction={() => actions.askRename(node)}>
          {t.files.rename}
        </MenuItem>
      ) : null}
      <MenuItem icon={<Info size={18} aria-hidden="true" />} onAction={() => actions.showDetails(node)}>
        {b.details}
      </MenuItem>
      {node.can.includes('delete') ? (
        <MenuItem
          danger
          icon={<Trash2 size={18} aria-hidden="true" />}
          onAction={() => void actions.discard([node])}
        >
          {t.files.delete}
        </MenuItem>
      ) : null}
    </>
  );
}
