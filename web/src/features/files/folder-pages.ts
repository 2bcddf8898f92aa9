export { FolderPage } from './folder-page';
export { MyFilesPage } from './my-files-page';
