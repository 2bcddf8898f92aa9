import { plural } from '../plural';

const items = (n: number, shown: string) => plural(n, 'one item', `${shown} items`);

export const files = {
  files: 'Files',
  breadcrumbs: 'Where you are',
  moreFolders: 'Folders in between',
  listOf: (name: string) => `Contents of ${name}`,
  newMenu: 'New',
  uploadFiles: 'Upload files',
  uploadFolder: 'Upload folder',
  newFolder: 'New folder',
  folderName: 'Folder name',
  create: 'Create',
  columns: 'Sort by',
  sortAscending: (column: string) => `${column}, sorted ascending`,
  sortDescending: (column: string) => `${column}, sorted descending`,
  sortBy: (column: string) => `Sort by ${column}`,
  name: 'Name',
  size: 'Size',
  modified: 'Modified',
  folder: 'Folder',
  selectAll: 'Select all',
  selected: (n: number, shown: string) => plural(n, '1 selected', `${shown} selected`),
  clearSelection: 'Clear selection',
  selectionActions: 'Actions for the selection',
  actionsFor: (name: string) => `Actions for ${name}`,
  open: 'Open',
  openInNewTab: 'Open in new tab',
  download: 'Download',
  share: 'Share',
  shared: 'Shared',
  rename: 'Rename',
  newName: 'New name',
  delete: 'Delete',
  count: (folders: number, filesCount: number, shownFolders: string, shownFiles: string) =>
    [
      folders > 0 ? plural(folders, '1 folder', `${shownFolders} folders`) : '',
      filesCount > 0 ? plural(filesCount, '1 file', `${shownFiles} files`) : '',
    ]
      .filter(Boolean)
      .join(', '),
  emptyTitle: 'This folder is empty',
  emptyText: 'Drop files or folders here, or choose “New”.',
  emptyReadOnly: 'Nothing has been put here yet.',
  dropHere: (folder: string) => `Drop to upload to “${folder}”`,
  locked: 'Locked',
  loadFailed: 'The folder could not be loaded.',
  tooManyForArchive:
    'That many items cannot go into one archive. Please select fewer, or download the folder.',

  nameEmpty: 'Please enter a name.',
  nameSlash: 'A name cannot contain “/”.',
  nameDots: 'This name is reserved.',
  nameLong: 'This name is too long.',
  nameTaken: 'This name is already taken here.',

  deleted: (n: number, shown: string, name: string) =>
    plural(n, `“${name}” was moved to the trash.`, `${shown} items were moved to the trash.`),
  deleteSomeFailed: (n: number, shown: string) =>
    plural(n, 'One item could not be deleted.', `${shown} items could not be deleted.`),
  undo: 'Undo',
  restored: (n: number, shown: string, name: string) =>
    plural(n, `“${name}” was restored.`, `${shown} items were restored.`),

  trashOf: (space: string) => `Trash of ${space}`,
  trashTitle: 'Trash',
  trashEmptyTitle: 'The trash is empty',
  trashEmptyText: 'What you delete is kept here until it is deleted for good.',
  trashWas: 'Original location',
  trashDeleted: 'Deleted',
  trashDeletedBy: (when: string, who: string) => `${when} by ${who}`,
  restore: 'Restore',
  deleteForGood: 'Delete for good',
  emptyTrash: 'Empty trash',
  deleteForGoodTitle: 'Delete for good?',
  deleteForGoodText: (n: number, shown: string, name: string) =>
    plural(
      n,
      `“${name}” cannot be brought back afterwards.`,
      `${shown} items cannot be brought back afterwards.`,
    ),
  emptyTrashTitle: 'Empty the trash?',
  emptyTrashText: (n: number, shown: string) =>
    `${plural(n, 'One item', `All ${shown} items`)} will be deleted for good. This cannot be undone.`,
  deletedForGood: 'Deleted for good.',

  uploads: 'Uploads',
  uploadsRunning: (n: number, shown: string) => `Uploading ${items(n, shown)} …`,
  uploadsDone: (n: number, shown: string) => plural(n, 'One upload finished', `${shown} uploads finished`),
  uploadsFailed: (n: number, shown: string) => plural(n, 'One upload failed', `${shown} uploads failed`),
  uploadProgress: (done: string, total: string) => `${done} of ${total}`,
  uploadWaiting: 'Waiting',
  uploadSkipped: 'Skipped',
  uploadCancelled: 'Cancelled',
  uploadAsks: 'Name already taken',
  cancelUpload: (name: string) => `Cancel upload of ${name}`,
  retryUpload: (name: string) => `Try uploading ${name} again`,
  cancelAll: 'Cancel all',
  retryAll: 'Try again',
  collapse: 'Collapse',
  expand: 'Expand',
  dismissUploads: 'Close upload list',

  conflictTitle: 'This name is already taken',
  conflictText: (name: string, folder: string) =>
    `“${name}” already exists in “${folder}”. What should happen to your file?`,
  conflictKeepBoth: 'Keep both',
  conflictKeepBothHint: (name: string) => `Yours gets a number, such as “${name}”.`,
  conflictReplace: 'Replace',
  conflictReplaceHint: 'The file there is replaced by yours.',
  conflictSkip: 'Skip',
  conflictSkipHint: 'Your file is not uploaded.',
  conflictAll: (n: number, shown: string) =>
    plural(n, 'Do this for one more conflict', `Do this for ${shown} more conflicts`),
};
