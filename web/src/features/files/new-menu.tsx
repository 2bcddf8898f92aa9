import { useQueryClient } from '@tanstack/react-query';
import { FolderPlus, FolderUp, Plus, Upload } from 'lucide-react';
import { useRef } from 'react';
import { useTexts } from '../../app/language';
import { usePageCommand } from '../../app/palette/page-commands';
import { Button } from '../../kit/button';
import { Menu, MenuItem } from '../../kit/menu';
import { fromFileList } from './dropped';
import type { NodeWithPath } from './nodes';
import { addUploads } from './upload/uploads';

export function NewMenu({ folder, onNewFolder }: { folder: NodeWithPath; onNewFolder: () => void }) {
  const t = useTexts();
  const client = useQueryClient();
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const name = folder.path.at(-1)?.name ?? folder.name;

  usePageCommand('new-folder', onNewFolder);
  usePageCommand('upload-files', () => filesInput.current?.click());
  usePageCommand('upload-folder', () => folderInput.current?.click());

  const picked = (input: HTMLInputElement) => {
    void addUploads({ id: folder.id, name }, fromFileList(input.files ?? []), client);
    // So that picking the same file again is a change again.
    input.value = '';
  };

  const trigger = (
    <Button look="primary" data-place="files new">
      <Plus size={19} aria-hidden="true" />
      {t.files.newMenu}
    </Button>
  );
  return (
    <div className="new-button">
      <Menu trigger={trigger} label={t.files.newMenu}>
        <MenuItem icon={<Upload size={18} aria-hidden="true" />} onAction={() => filesInput.current?.click()}>
          {t.files.uploadFiles}
        </MenuItem>
        <MenuItem
          icon={<FolderUp size={18} aria-hidden="true" />}
          onAction={() => folderInput.current?.click()}
        >
          {t.files.uploadFolder}
        </MenuItem>
        <MenuItem icon={<FolderPlus size={18} aria-hidden="true" />} onAction={onNewFolder}>
          {t.files.newFolder}
        </MenuItem>
      </Menu>
      <input
        ref={filesInput}
        type="file"
        multiple
        hidden
        data-picks="files"
        onChange={(event) => picked(event.target)}
      />
      <input
        ref={folderInput}
        type="file"
        webkitdirectory=""
        hidden
        data-picks="folder"
        onChange={(event) => picked(event.target)}
      />
    </div>
  );
}
